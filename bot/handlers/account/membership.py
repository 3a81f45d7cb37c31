"""Follows whether the bot may write to a chat, and where a group moves to.

Whatever else is heard from a chat that is off switches it on.
"""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.gateway.sending.outcomes import Reason
from bot.gateway.sending.reply import Reply
from bot.handlers.account.channels import greet_admin
from bot.handlers.turn.application import KaikenContext
from bot.handlers.turn.returning import OUTSIDE, shuts_out
from bot.store.chats import chats
from bot.store.outbox.settling import move_chat


async def follow_membership(update: Update, context: KaikenContext) -> Reply:
    """Switch a chat off if the bot was blocked or removed, or may not write there any more.

    Who lets it write in a channel is told what can be done there.
    """
    changed = update.my_chat_member
    if changed is None or not shuts_out(update):
        return await greet_admin(update, context)
    chat_id = changed.chat.id
    reason = Reason.BLOCKED if changed.chat.type == changed.chat.PRIVATE else Reason.KICKED
    if changed.new_chat_member.status not in OUTSIDE:
        reason = Reason.NO_RIGHTS
    now = context.services.now()
    return Reply(writes=[partial(chats.switch_off, chat_id=chat_id, reason=reason.value, now=now)])


async def follow_move(update: Update, _: KaikenContext) -> Reply:
    """Give what a group has to the supergroup that it became; both chats tell of it."""
    message = update.message
    if message is None:
        return Reply()
    here, there = message.chat.id, message.migrate_to_chat_id
    if there is not None:
        return Reply(writes=[partial(move_chat, chat_id=here, new_id=there)])
    before = message.migrate_from_chat_id
    return Reply(
        writes=[partial(move_chat, chat_id=before, new_id=here)] if before is not None else ()
    )
