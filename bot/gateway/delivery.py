"""Sending: the one place from which messages leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Chat, InlineKeyboardMarkup, LinkPreviewOptions, Message, Update
from telegram.constants import ParseMode
from telegram.ext import ExtBot

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes: a chat and, in a forum, the topic within it."""

    chat_id: int
    thread_id: int | None = None

    @classmethod
    def of(cls, update: Update) -> Destination | None:
        """Where an update came from; None for one that came from no chat."""
        chat, message = update.effective_chat, update.effective_message
        if not isinstance(chat, Chat):
            return None
        in_topic = isinstance(message, Message) and message.is_topic_message
        return cls(chat.id, message.message_thread_id if message and in_topic else None)


async def deliver(
    bot: ExtBot[Any],
    destination: Destination,
    messages: Sequence[str],
    keyboard: InlineKeyboardMarkup | None = None,
) -> None:
    """Send messages in order; the keyboard stands under the last. Raises what Telegram refuses."""
    for position, html in enumerate(messages, 1):
        await bot.send_message(
            destination.chat_id,
            html,
            parse_mode=ParseMode.HTML,
            message_thread_id=destination.thread_id,
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard if position == len(messages) else None,
        )
