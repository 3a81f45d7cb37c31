"""Switches a chat off when it blocks the bot, and on when it lets the bot in again."""

from __future__ import annotations

from telegram import ChatMember, Update

from bot.handlers.turn.context import KaikenContext
from bot.store.chats import chats

_OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)


async def follow_membership(update: Update, context: KaikenContext) -> None:
    """Switch a chat off if the bot was blocked or removed, and on if it was let in again."""
    changed, services = update.my_chat_member, context.services
    if changed is None:
        return
    chat_id, now = changed.chat.id, services.now()
    if changed.new_chat_member.status in _OUTSIDE:
        reason = "blocked" if changed.chat.type == changed.chat.PRIVATE else "kicked"
        await services.database.transact(lambda c: chats.switch_off(c, chat_id, reason, now))
    else:
        await services.database.transact(lambda c: chats.switch_on(c, chat_id))
