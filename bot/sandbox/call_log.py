"""What the bot did: every accepted call and, apart from these, every refused one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.sandbox.api_error import ApiError
from bot.sandbox.entities import Entity


class Button(NamedTuple):
    """A button: its label, and the data or address behind it."""

    label: str
    target: str


Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent with a call."""

    filename: str
    content: bytes
    mimetype: str


@dataclass(frozen=True, slots=True)
class Call:
    """One accepted call: `text` is what the reader sees, `html` what was sent, `at` in seconds."""

    at: float
    method: str
    chat_id: int | None = None
    text: str = ""
    html: str = ""
    entities: tuple[Entity, ...] = ()
    buttons: Buttons = ()
    message_id: int | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """One call that Telegram would have refused, and the error that answered it."""

    at: float
    method: str
    params: Mapping[str, object]
    error: ApiError


@dataclass(slots=True)
class CallLog:
    """The accepted calls in order, and the refused ones; empty `getUpdates` are not kept."""

    calls: list[Call] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def by_method(self, *methods: str) -> list[Call]:
        """Return the accepted calls of these methods, in order."""
        return [call for call in self.calls if call.method in methods]

    def messages(self, chat_id: int | None = None) -> list[Call]:
        """Return the calls that sent a message (edits left out), to one chat or to all."""
        return [
            call
            for call in self.calls
            if call.method.startswith("send")
            and call.message_id is not None
            and chat_id in (None, call.chat_id)
        ]
