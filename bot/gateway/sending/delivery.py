"""Sending messages and files: all of them leave from here."""

from __future__ import annotations

import html as entities
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from telegram import (
    Chat,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.gateway.handling import Handling, current
from bot.gateway.sending.calls import Priority
from bot.gateway.sending.outcomes import Outcome, OutcomeKind, Reason, outcome_of
from bot.gateway.sending.posting import post_message
from bot.store.outbox.settling import move_chat

_log = logging.getLogger(__name__)

_NO_PREVIEW = {"is_disabled": True}
# A notice links to a page; a small preview shows which one.
_SMALL_PREVIEW = {"prefer_small_media": True}
_LINK = re.compile(r'<a href="([^"<>]*)"[^<>]*>([^<>]*)</a>')
_TAG = re.compile(r"</?[a-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes: a chat, the topic if it is a forum, and the message it replies to."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None

    @classmethod
    def of(cls, update: Update) -> Destination | None:
        """Return where an update came from; None if it came from no chat."""
        chat, message = update.effective_chat, update.effective_message
        if not isinstance(chat, Chat):
            return None
        in_topic = isinstance(message, Message) and message.is_topic_message
        return cls(chat.id, message.message_thread_id if message and in_topic else None)

    @property
    def reply_parameters(self) -> ReplyParameters | None:
        """What tells Telegram which message is replied to; it may be gone by then."""
        if self.reply_to is None:
            return None
        return ReplyParameters(self.reply_to, allow_sending_without_reply=True)


async def deliver(
    bot: ExtBot[Priority],
    destination: Destination,
    messages: Sequence[str],
    keyboard: InlineKeyboardMarkup | None = None,
) -> None:
    """Send the messages of a reply in order; the keyboard goes under the last.

    Messages that an earlier attempt sent are skipped. If the chat moved, the new chat gets them.

    Raises:
        TelegramError: a message was not sent, or may not have been (see `arrival`); those after it
            were not sent.
    """
    handling = current() or Handling()
    for position, html in enumerate(messages, 1):
        if handling.skip_if_sent():
            continue
        under = keyboard if position == len(messages) else None
        outcome = await send(bot, destination, html, under)
        if outcome.new_chat_id is not None:
            old, new = destination.chat_id, outcome.new_chat_id
            handling.writes.append(partial(move_chat, chat_id=old, new_id=new))
            destination = replace(destination, chat_id=new)
            outcome = await send(bot, destination, html, under)
        if outcome.error is not None and outcome.kind is not OutcomeKind.SENT:
            raise outcome.error
        handling.sent += 1


async def send(
    bot: ExtBot[Priority],
    destination: Destination,
    html: str,
    keyboard: InlineKeyboardMarkup | None = None,
    *,
    priority: Priority | None = None,
) -> Outcome:
    """Send one message and return the outcome; errors of Telegram become outcomes.

    A message that Telegram cannot read as HTML, or that is too long, is sent once more as plain
    text, in parts if necessary. A priority needs a bot with our limiter.
    """
    sending = _Sending(bot, destination, priority)
    outcome = await sending.send(html, keyboard, ParseMode.HTML)
    if outcome.is_our_fault:
        _log.error("a message was refused for what it is: %s", outcome.reason)
    if not outcome.may_pass_as_plain_text:
        return outcome
    parts = list(_split(plain_text(html)))
    for position, part in enumerate(parts, 1):
        under = keyboard if position == len(parts) else None
        outcome = replace(await sending.send(part, under, None), is_plain_text=True)
        if outcome.kind is not OutcomeKind.SENT:
            break
    return outcome


@dataclass(frozen=True, slots=True)
class File:
    """A file to send: its name and content."""

    name: str
    content: bytes


async def deliver_file(
    bot: ExtBot[Priority], destination: Destination, file: File, caption: str
) -> None:
    """Send a file as a reply, unless an earlier attempt to answer the update sent it.

    Raises:
        TelegramError: it was not sent, or may not have been (see `arrival`).
    """
    handling = current() or Handling()
    if handling.skip_if_sent():
        return
    await bot.send_document(
        destination.chat_id,
        file.content,
        filename=file.name,
        caption=caption,
        parse_mode=ParseMode.HTML,
        message_thread_id=destination.thread_id,
    )
    handling.sent += 1


async def replace_message(
    bot: ExtBot[Priority],
    destination: Destination,
    message_id: int,
    html: str,
    keyboard: InlineKeyboardMarkup | None,
) -> None:
    """Change the text of a message of ours; if Telegram refuses that, send a new message.

    Raises:
        TelegramError: neither was done, or may not have been (see `arrival`).
    """
    try:
        await bot.edit_message_text(
            html,
            destination.chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=keyboard,
        )
    except BadRequest as refused:
        if outcome_of(refused).reason is not Reason.UNCHANGED:
            await deliver(bot, destination, [html], keyboard)


@dataclass(frozen=True, slots=True)
class _Sending:
    """A bot, and where and how urgently it sends."""

    bot: ExtBot[Priority]
    destination: Destination
    priority: Priority | None

    async def send(
        self, text: str, keyboard: InlineKeyboardMarkup | None, mode: ParseMode | None
    ) -> Outcome:
        is_notice = self.priority is Priority.NOTICE
        given = {
            "chat_id": self.destination.chat_id,
            "text": text,
            "parse_mode": mode,
            "message_thread_id": self.destination.thread_id,
            "link_preview_options": _SMALL_PREVIEW if is_notice else _NO_PREVIEW,
            "reply_markup": keyboard,
            "reply_parameters": self.destination.reply_parameters,
        }
        try:
            message_id = await post_message(self.bot, given, self.priority)
        except TelegramError as error:
            return outcome_of(error)
        return Outcome(OutcomeKind.SENT, message_id=message_id)


def plain_text(html: str) -> str:
    """Return the text of a message without tags; the address of a link follows its words."""
    return entities.unescape(_TAG.sub("", _LINK.sub(r"\2 (\1)", html))).strip()


def _split(text: str) -> Iterator[str]:
    """Split a text into messages that are not too long, at line ends or blanks if there are any."""
    max_units = int(MessageLimit.MAX_TEXT_LENGTH)
    while len(text.encode("utf-16-le")) // 2 > max_units:
        end = len(text.encode("utf-16-le")[: 2 * max_units].decode("utf-16-le", "ignore"))
        cut = max(text.rfind("\n", 0, end), text.rfind(" ", 0, end))
        end = cut if cut > 0 else end
        yield text[:end]
        text = text[end:].lstrip()
    if text:
        yield text
