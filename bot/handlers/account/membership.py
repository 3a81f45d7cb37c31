"""Switches a chat off when it blocks the bot. Whatever else is heard from it switches it on."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.application import KaikenContext
from bot.handlers.turn.returning import shuts_out
from bot.store.chats import chats


async def follow_membership(update: Update, context: KaikenContext) -> Reply:
    """Switch a chat off if the bot was blocked or removed."""
    changed = update.my_chat_member
    if changed is None or not shuts_out(update):
        return Reply()
    chat_id = changed.chat.id
    reason = "blocked" if changed.chat.type == changed.chat.PRIVATE else "kicked"
    now = context.services.now()
    return Reply(writes=[partial(chats.switch_off, chat_id=chat_id, reason=reason, now=now)])
