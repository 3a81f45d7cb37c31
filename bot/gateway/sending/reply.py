"""What a handler answers to an update, before anything of it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, InlineQueryResultArticle

from bot.gateway.progress import Write
from bot.store.inbox.asked import AskedMessage


@dataclass(frozen=True, slots=True)
class File:
    """A file to send: its name and content; a picture is shown in the chat."""

    name: str
    content: bytes
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class MessageElsewhere:
    """A message to another chat than the one that is answered, as HTML."""

    chat_id: int
    html: str
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True)
class InlineResults:
    """What answers an inline query; a `button` opens the private chat with a parameter."""

    results: Sequence[InlineQueryResultArticle] = ()
    button: str = ""
    start_parameter: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """Messages in order, as HTML, and the keyboard under the last; no messages are no answer.

    After a tap, a single message is put in place of the one that was tapped, unless it `is_new`;
    with a keyboard and no message, only the buttons are put in place. `tap_answer` is shown as the
    answer to the tap, at most 200 characters. Of `files` the first is sent with the first message
    as its caption, at most 1,024 characters, and so on; those for which there is no message have
    none. The messages are put in place of those that the reply `replaces`, as far as these can be
    edited; what is left of them is deleted. What goes `elsewhere` goes first; if that chat takes
    none, the reply goes on. `writes` run when all is delivered, in the transaction that settles the
    update; so is the message kept that was `asked`, with the numbers of those that answer it.
    `inline` answers an inline query. `is_done`: something was asked of the bot and done, and no
    question answered.
    """

    messages: Sequence[str] = ()
    keyboard: InlineKeyboardMarkup | None = None
    tap_answer: str = ""
    is_new: bool = False
    files: Sequence[File] = ()
    elsewhere: Sequence[MessageElsewhere] = ()
    writes: Sequence[Write] = ()
    replaces: Sequence[int] = ()
    asked: AskedMessage | None = None
    is_done: bool = False
    inline: InlineResults | None = None
