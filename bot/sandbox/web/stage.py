"""The chats of the page: what a visitor does there, and what the bot does then."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

from bot.process.introduction import introduce
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call, Upload
from bot.sandbox.entities import normalize_text, utf16_len
from bot.sandbox.params import Json
from bot.sandbox.rules.limits import MAX_QUOTE, MAX_TEXT
from bot.sandbox.trying.conversation import UNLIMITED, build_offline
from bot.sandbox.trying.made_up_release import MadeUpPublisher
from bot.sandbox.web.feed import Event, Feed
from bot.sandbox.web.messages import Files, call_json, message_json, refusal_json
from bot.sandbox.web.watched import WatchedAnswerer, WatchedRequest
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from retrieval.errors import KaikenError
from retrieval.model.answer import Answer

# Long, so that no other number in the database looks like one of them.
PRIVATE_CHAT = 5_550_001_001
GROUP = -1_005_550_002_002
_TITLE = "Newsroom"
_NO_CALLS = (0, 0)


class RefusedError(KaikenError):
    """What a page asked for cannot be done, and why."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the bot did last in a chat: its answer, if it searched, and its calls.

    `begins` are the places in the logs of accepted and of refused calls where it begins.
    """

    answer: Answer | None = None
    begins: tuple[int, int] = _NO_CALLS
    ends: tuple[int, int] = _NO_CALLS


@dataclass(slots=True)
class Shown:
    """What the pages have been told: the calls up to a place, and the files sent by message."""

    calls: int = 0
    files: dict[tuple[int, int], Upload] = field(default_factory=dict)


class Stage:
    """A private chat and a group, each with one visitor; to be entered with `async with`."""

    def __init__(self, services: Services, chat_names: ChatNames, feed: Feed, process: int) -> None:
        """`process` is the number under which notices are claimed."""
        self.feed = feed
        self.answerer = WatchedAnswerer(services.record)
        self.services = replace(services, answerer=self.answerer)
        self.api = BotApi(time.monotonic, epoch_s=time.time() - time.monotonic(), limits=UNLIMITED)
        request = WatchedRequest(self.api, self._show_calls)
        self.application = build_offline(self.services, chat_names, self.api, request)
        self.publisher = MadeUpPublisher(self.services, self.application.bot, process)
        self.api.add_chat(GROUP, "supergroup", title=_TITLE)
        self._visitors = {
            chat_id: Visitor(self.api, chat_id, PRIVATE_CHAT, "You", "", "visitor", status=status)
            for chat_id, status in ((PRIVATE_CHAT, "member"), (GROUP, "administrator"))
        }
        self._turns: dict[int, Turn] = {}
        self._shown = Shown()
        self._one_at_a_time = asyncio.Lock()

    async def __aenter__(self) -> Self:
        await self.application.initialize()
        await introduce(self.application)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.application.shutdown()

    @property
    def files(self) -> Files:
        """The files that the bot sent, by chat and message."""
        return self._shown.files

    def turn(self, chat_id: int) -> Turn:
        """Return what the bot did last in a chat.

        Raises:
            RefusedError: there is no such chat.
        """
        self._visitor(chat_id)
        return self._turns.get(chat_id, Turn())

    def calls_of(self, turn: Turn) -> list[Json]:
        """Return the calls of a turn: those that were accepted, then those that were refused."""
        log = self.api.call_log
        accepted = log.calls[turn.begins[0] : turn.ends[0]]
        refused = log.refused[turn.begins[1] : turn.ends[1]]
        return [*map(call_json, accepted), *map(refusal_json, refused)]

    async def write(
        self, chat_id: int, text: str, reply_to: int | None = None, quote: str = ""
    ) -> None:
        """Send a text as the visitor, and let the bot answer.

        Raises:
            RefusedError: Telegram would not send it.
        """
        visitor, words = self._visitor(chat_id), _checked(text)
        if quote and utf16_len(quote) > MAX_QUOTE:
            raise RefusedError(f"at most {MAX_QUOTE:,} characters of a message can be marked")

        def send() -> int:
            return int(visitor.writes(words, reply_to, quote or None)["message"]["message_id"])

        await self._act(chat_id, send)

    async def edit(self, chat_id: int, message_id: int, text: str) -> None:
        """Change a text of the visitor, and let the bot answer.

        Raises:
            RefusedError: it is not the visitor's, or Telegram would not send the new text.
        """
        visitor, words = self._visitor(chat_id), _checked(text)

        def change() -> int:
            visitor.edits(message_id, words)
            return message_id

        await self._act(chat_id, change)

    async def tap(self, chat_id: int, message_id: int, data: str) -> None:
        """Tap a button as the visitor, and let the bot answer.

        Raises:
            RefusedError: the message has no such button any more.
        """
        visitor = self._visitor(chat_id)

        def tap() -> None:
            visitor.taps(message_id, data)

        await self._act(chat_id, tap)

    async def publish(self) -> None:
        """Do the next step of a made-up release, and let the bot tell subscribers."""
        async with self._one_at_a_time:
            begins = self._place()
            await self.publisher.publish()
            told = {call.chat_id for call in self.api.call_log.calls[begins[0] :]}
            for chat_id in self._visitors.keys() & told:
                self._turns[chat_id] = Turn(None, begins, self._place())
            self.feed.tell("published", {"next": self.publisher.next_step, "told": bool(told)})

    def snapshot(self) -> Event:
        """Return all that a page shows when it begins."""
        profile = self.api.state.profile
        return Event(
            "begin",
            {
                "bot": self.api.state.me["first_name"],
                "description": profile.texts.get(("description", ""), ""),
                "chats": [self._chat_json(chat_id) for chat_id in self._visitors],
                "next": self.publisher.next_step,
            },
        )

    def _chat_json(self, chat_id: int) -> Json:
        chat = self.api.state.chats[chat_id]
        return {
            "id": chat_id,
            "is_group": chat.is_group,
            "commands": self._commands("group" if chat.is_group else "private"),
            "title": chat.names.get("title") or self.api.state.me["first_name"],
            "messages": [
                message_json(post, self.files, self._bot_name)
                for post in self.api.state.posts.screen(chat_id)
            ],
        }

    def _commands(self, kind: str) -> list[Json]:
        """Return the commands of a kind of chat: its own, or else those of all chats."""
        commands = self.api.state.profile.commands
        for scope in (f"all_{kind}_chats", "default"):
            if found := commands.get((f'{{"type": "{scope}"}}', "")):
                return found
        return []

    @property
    def _bot_name(self) -> str:
        return str(self.api.state.me["username"])

    def _visitor(self, chat_id: int) -> Visitor:
        visitor = self._visitors.get(chat_id)
        if visitor is None:
            raise RefusedError("there is no such chat")
        return visitor

    async def _act(self, chat_id: int, action: Callable[[], int | None]) -> None:
        """Do what a visitor does, one after the other; `action` returns the message it wrote."""
        async with self._one_at_a_time:
            begins, self.answerer.last = self._place(), None
            try:
                written = action()
            except LookupError as cause:
                raise RefusedError(
                    "the message has changed, and that is no longer there"
                ) from cause
            if written is not None:
                self._tell_message(chat_id, written)
            await deliver_pending(self.application, self.api)
            self._turns[chat_id] = Turn(self.answerer.last, begins, self._place())
        self.feed.tell("turn", {"chat": chat_id})

    def _place(self) -> tuple[int, int]:
        return len(self.api.call_log.calls), len(self.api.call_log.refused)

    def _show_calls(self) -> None:
        """Tell the pages of the calls that were made since the last time."""
        calls = self.api.call_log.calls
        for call in calls[self._shown.calls :]:
            self._show(call)
        self._shown.calls = len(calls)

    def _show(self, call: Call) -> None:
        if call.method == "answerCallbackQuery":
            if call.text:
                is_alert = call.params.get("show_alert") in (True, "true")
                self.feed.tell("note", {"text": call.text, "is_alert": is_alert})
        elif call.method == "sendChatAction":
            self.feed.tell("typing", {"chat": call.chat_id})
        elif call.method == "deleteMessage":
            self.feed.tell("gone", {"chat": call.chat_id, "id": call.message_id})
        elif call.chat_id is not None and call.message_id is not None:
            for upload in call.files.values():
                self._shown.files[call.chat_id, call.message_id] = upload
            self._tell_message(call.chat_id, call.message_id)

    def _tell_message(self, chat_id: int, message_id: int) -> None:
        post = self.api.state.posts.find(chat_id, message_id)
        if post is not None:
            self.feed.tell("message", message_json(post, self.files, self._bot_name))


def _checked(text: str) -> str:
    """Return a text as Telegram sends it on.

    Raises:
        RefusedError: nothing is left of it, or it is too long.
    """
    # A lone half of a character can be written in JSON, and nowhere else.
    words = normalize_text(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")).text
    if not words.strip():
        raise RefusedError("there is nothing to send")
    if utf16_len(words) > MAX_TEXT:
        raise RefusedError(f"a message has at most {MAX_TEXT:,} characters")
    return words
