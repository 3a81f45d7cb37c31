"""Delivering replies and sending messages: all of them leave from here."""

from __future__ import annotations

import asyncio
import html as entities
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest

from telegram import (
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.gateway.pacing.calls import Priority
from bot.gateway.progress import Progress
from bot.gateway.sending.destination import Destination
from bot.gateway.sending.inline import answer_inline
from bot.gateway.sending.outcomes import Outcome, OutcomeKind, Reason, outcome_of
from bot.gateway.sending.posting import post_message
from bot.gateway.sending.reply import File, MessageElsewhere, Reply
from bot.store.inbox import asked
from bot.store.outbox.settling import move_chat
from retrieval.patterns import regex

_log = logging.getLogger(__name__)

_NO_PREVIEW = {"is_disabled": True}
# A notice links to a page; a small preview shows which one.
_SMALL_PREVIEW = {"prefer_small_media": True}
_LINK = regex(r'<a href="([^"<>]*)"[^<>]*>([^<>]*)</a>')
_TAG = regex(r"</?[a-z][^<>]*>")


async def deliver(bot: ExtBot[Priority], update: Update, reply: Reply, progress: Progress) -> None:
    """Deliver the reply to an update, in its chat.

    Messages that an earlier attempt sent are skipped. If the chat moved, the new chat gets them; if
    the topic is gone, the chat gets them without it.

    Raises:
        TelegramError: a message was not sent, or may not have been (see `arrival`); those after it
            were not sent.
    """
    query, destination = update.callback_query, Destination.of(update)
    if query is not None:
        # A tap that waited for 150 s cannot be answered as a tap; the reply can still be read.
        with suppress(BadRequest):
            await query.answer(reply.tap_answer or None)
    if update.inline_query is not None and reply.inline is not None:
        await answer_inline(bot, update.inline_query.id, reply.inline)
    tapped = query.message if query is not None and not reply.is_new else None
    await _send_elsewhere(bot, reply.elsewhere, progress)
    if destination is not None and not (
        tapped and await _replace(bot, destination, tapped.message_id, reply)
    ):
        edited = await _edit_earlier(bot, destination, reply)
        rest = replace(reply, messages=reply.messages[len(edited) :])
        sent = await _send_all(bot, destination, rest, progress)
        if reply.asked is not None:
            # A picture cannot become words: what answers an edit then comes below it.
            answers = () if reply.files else (*edited, *sent)
            answered = replace(reply.asked, answers=answers)
            progress.writes.append(partial(asked.save, message=answered))
    progress.writes.extend(reply.writes)


async def _edit_earlier(bot: ExtBot[Priority], destination: Destination, reply: Reply) -> list[int]:
    """Put a reply in place of the messages that it replaces, and delete what is left of them.

    From the first one on that cannot be edited, nothing is: the rest of the reply goes below.
    Return the numbers of those that were edited. All of it can be repeated after a kill.
    """
    edited: list[int] = []
    for message_id, html in zip(reply.replaces, reply.messages, strict=False):
        is_last = len(edited) + 1 == len(reply.messages)
        part = Reply([html], reply.keyboard if is_last else None)
        if not (message_id and await _replace(bot, destination, message_id, part)):
            break
        edited.append(message_id)
    for message_id in filter(None, reply.replaces[len(edited) :]):
        # It is gone already, or too old to be deleted.
        with suppress(BadRequest):
            await bot.delete_message(destination.chat_id, message_id)
    return edited


async def _send_all(
    bot: ExtBot[Priority], destination: Destination, reply: Reply, progress: Progress
) -> list[int]:
    """Send a reply; return the numbers of its messages, 0 for those that were sent before."""
    numbers: list[int] = []
    parts = [*zip_longest(reply.messages, reply.files)]
    for position, (html, file) in enumerate(parts, 1):
        if progress.skip_if_sent():
            numbers.append(0)
            continue
        under = reply.keyboard if position == len(parts) else None
        outcome = await _send_part(bot, destination, html, under, file, progress)
        if destination.lacks(outcome.error):
            destination = destination.without_topic
            outcome = await _send_part(bot, destination, html, under, file, progress)
        if outcome.new_chat_id is not None:
            old, new = destination.chat_id, outcome.new_chat_id
            progress.writes.append(partial(move_chat, chat_id=old, new_id=new))
            # The messages of a supergroup have other numbers than those of the group before.
            destination = replace(destination.without_topic, chat_id=new)
            outcome = await _send_part(bot, destination, html, under, file, progress)
        if outcome.error is not None and outcome.kind is not OutcomeKind.SENT:
            raise outcome.error
        progress.sent += 1
        numbers.append(outcome.message_id or 0)
    return numbers


async def _send_elsewhere(
    bot: ExtBot[Priority], messages: Sequence[MessageElsewhere], progress: Progress
) -> None:
    """Send what goes to other chats; one that takes none is told of in the log.

    Raises:
        TelegramError: Telegram is away, or asks to wait.
    """
    for message in messages:
        if progress.skip_if_sent():
            continue
        destination = Destination(message.chat_id)
        outcome = await send(bot, destination, message.html, message.keyboard, progress=progress)
        if outcome.error is not None and outcome.kind is OutcomeKind.LATER:
            raise outcome.error
        if outcome.kind is not OutcomeKind.SENT:
            _log.error("a message to another chat was refused: %s", outcome.reason.value)
        progress.sent += 1


async def _send_part(  # noqa: PLR0913, PLR0917 - each is a thing of its own
    bot: ExtBot[Priority],
    destination: Destination,
    html: str | None,
    keyboard: InlineKeyboardMarkup | None,
    file: File | None,
    progress: Progress,
) -> Outcome:
    """Send a message, a file, or both in one; a picture that is refused is left out."""
    if file is not None:
        sending = _Sending(bot, destination, Priority.REPLY, progress)
        outcome = await sending.send_file(file, html, keyboard)
        is_refused = outcome.kind is OutcomeKind.FAILED and not destination.lacks(outcome.error)
        if not (file.is_picture and is_refused):
            return outcome
        # Some groups take no pictures. What the picture shows is in the words too.
        _log.warning("a picture was refused: %s", outcome.reason)
    return await send(bot, destination, html or "", keyboard, progress=progress)


async def _replace(
    bot: ExtBot[Priority], destination: Destination, message_id: int, reply: Reply
) -> bool:
    """Put a reply in place of a message of ours; say whether Telegram lets that message change.

    An edit that is made again changes nothing, and Telegram says so: after a kill it can be
    repeated, and is never doubled.
    """
    if not (reply.messages or reply.files or reply.keyboard is None):
        await _replace_buttons(bot, destination, message_id, reply.keyboard)
        return True
    if len(reply.messages) != 1 or reply.files:
        return False
    try:
        await bot.edit_message_text(
            reply.messages[0],
            destination.chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=reply.keyboard,
        )
    except BadRequest as refused:
        return outcome_of(refused).reason is Reason.UNCHANGED
    return True


async def _replace_buttons(
    bot: ExtBot[Priority],
    destination: Destination,
    message_id: int,
    keyboard: InlineKeyboardMarkup,
) -> None:
    """Put buttons in place of those of a message; if it is gone, there is nothing to tap."""
    with suppress(BadRequest):
        await bot.edit_message_reply_markup(destination.chat_id, message_id, reply_markup=keyboard)


async def send_notice(  # noqa: PLR0913 - each is a thing of its own
    bot: ExtBot[Priority],
    chat_id: int,
    html: str,
    keyboard: InlineKeyboardMarkup | None,
    *,
    thread_id: int | None = None,
    reply_to: int | None,
    within_s: float,
) -> Outcome:
    """Send the message of a notice, and return the outcome, also if it is cancelled or too late.

    If the topic is gone or closed, the chat gets it without it.
    """
    destination, progress = Destination(chat_id, thread_id, reply_to), Progress()
    sending = partial(send, bot, priority=Priority.NOTICE, progress=progress)
    try:
        async with asyncio.timeout(within_s):
            outcome = await sending(destination, html, keyboard)
            if destination.lacks(outcome.error):
                outcome = await sending(destination.without_topic, html, keyboard)
            return outcome
    except (TimeoutError, asyncio.CancelledError):
        # It waited or was being sent; the pacer has noted which.
        return Outcome(OutcomeKind.LATER, Reason.UNKNOWN, may_have_arrived=progress.is_in_doubt)


async def send(  # noqa: PLR0913 - each is a thing of its own
    bot: ExtBot[Priority],
    destination: Destination,
    html: str,
    keyboard: InlineKeyboardMarkup | None = None,
    *,
    priority: Priority = Priority.REPLY,
    progress: Progress | None = None,
) -> Outcome:
    """Send one message and return the outcome; errors of Telegram become outcomes.

    A message that Telegram cannot read as HTML, or that is too long, is sent once more as plain
    text, in parts if necessary. `progress` then says whether the message is in doubt.
    """
    sending = _Sending(bot, destination, priority, progress)
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
class _Sending:
    """A bot, where and how urgently it sends, and how far that has come."""

    bot: ExtBot[Priority]
    destination: Destination
    priority: Priority
    progress: Progress | None

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
        return await self._post("sendMessage", given)

    async def send_file(
        self, file: File, caption: str | None, keyboard: InlineKeyboardMarkup | None
    ) -> Outcome:
        method, name = ("sendPhoto", "photo") if file.is_picture else ("sendDocument", "document")
        given = {
            "chat_id": self.destination.chat_id,
            name: InputFile(file.content, file.name),
            "caption": caption,
            "parse_mode": ParseMode.HTML,
            "message_thread_id": self.destination.thread_id,
            "reply_markup": keyboard,
        }
        return await self._post(method, given)

    async def _post(self, method: str, given: Mapping[str, object]) -> Outcome:
        try:
            message_id = await post_message(self.bot, method, given, self.priority, self.progress)
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
