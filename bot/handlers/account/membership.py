"""Switches a chat off when it blocks the bot, and on when it lets the bot in again."""

from __future__ import annotations

from functools import partial

from telegram import ChatMember, Update

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.application import KaikenContext
from bot.store.chats import chats

_OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)


async def follow_membership(update: Update, context: KaikenContext) -> Reply:
    """Switch a chat off if the bot was blocked or removed, and on if it was let in again."""
    changed = update.my_chat_member
    if changed is None:
        return Reply()
    chat_id = changed.chat.id
    if changed.new_chat_member.status not in _OUTSIDE:
        return Reply(writes=[partial(chats.switch_on, chat_id=chat_id)])
    reason = "blocked" if changed.chat.type == changed.chat.PRIVATE else "kicked"
    now = context.services.now()
    return Reply(writes=[partial(chats.switch_off, chat_id=chat_id, reason=reason, now=now)])
