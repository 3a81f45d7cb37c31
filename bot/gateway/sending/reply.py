"""What a handler answers to an update, before anything of it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.gateway.progress import Write


@dataclass(frozen=True, slots=True)
class File:
    """A file to send: its name and content; a picture is shown in the chat."""

    name: str
    content: bytes
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """Messages in order, as HTML, and the keyboard under the last; no messages are no answer.

    After a tap, a single message is put in place of the one that was tapped, unless it `is_new`.
    `tap_answer` is shown as the answer to the tap, at most 200 characters. A `file` is sent with
    the first message as its caption, at most 1,024 characters. `writes` run when all is delivered,
    in the transaction that settles the update.
    """

    messages: Sequence[str] = ()
    keyboard: InlineKeyboardMarkup | None = None
    tap_answer: str = ""
    is_new: bool = False
    file: File | None = None
    writes: Sequence[Write] = ()
