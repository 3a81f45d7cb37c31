"""The stage of the page: what a visitor does in its chats, and what the bot does then."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

from bot.language.catalogues import languages
from bot.process.introduction import introduce
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.call_log import Call, Upload
from bot.sandbox.entities import normalize_text, utf16_len
from bot.sandbox.params import Json
from bot.sandbox.rules.limits import MAX_QUOTE, MAX_TEXT
from bot.sandbox.trying.conversation import UNLIMITED, build_offline
from bot.sandbox.trying.made_up_release import MadeUpPublisher
from bot.sandbox.web.chats import Chats, RefusedError
from bot.sandbox.web.feed import Event, Feed
from bot.sandbox.web.messages import Files, call_json, message_json, refusal_json
from bot.sandbox.web.watched import WatchedAnswerer, WatchedRequest
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from retrieval.model.answer import Answer

_NO_CALLS = (0, 0)
# Telegram hands on no longer inline query.
_LONGEST_QUERY = 256
# So many lists can still be chosen from.
_MOST_LISTS = 100


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
    """The chats of the page with the bot; to be entered with `async with`."""

    def __init__(self, services: Services, chat_names: ChatNames, feed: Feed, process: int) -> None:
        """`process` is the number under which notices are claimed."""
        self.feed = feed
        self.answerer = WatchedAnswerer(services.record)
        self.services = replace(services, answerer=self.answerer)
        self.api = BotApi(time.monotonic, epoch_s=time.time() - time.monotonic(), limits=UNLIMITED)
        request = WatchedRequest(self.api, self._show_calls)
        self.application = build_offline(self.services, chat_names, self.api, request)
        self.publisher = MadeUpPublisher(self.services, self.application.bot, process)
        self.chats = Chats(self.api)
        self._turns: dict[int, Turn] = {}
        self._shown = Shown()
        self._lists: OrderedDict[str, Json] = OrderedDict()
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
        self.chats.visitor(chat_id)
        return self._turns.get(chat_id, Turn())

    def calls_of(self, turn: Turn) -> list[Json]:
        """Return the calls of a turn: those that were accepted, then those that were refused."""
        log = self.api.call_log
        accepted = log.calls[turn.begins[0] : turn.ends[0]]
        refused = log.refused[turn.begins[1] : turn.ends[1]]
        return [*map(call_json, accepted), *map(refusal_json, refused)]

    async def write(
        self,
        chat_id: int,
        text: str,
        reply_to: int | None = None,
        quote: str = "",
        topic: int | None = None,
    ) -> None:
        """Send a text as the visitor, perhaps in a topic, and let the bot answer.

        Raises:
            RefusedError: Telegram would not send it.
        """
        visitor, words = self.chats.visitor(chat_id, topic), _checked(text)
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
        visitor, words = self.chats.visitor(chat_id), _checked(text)

        def change() -> int:
            visitor.edits(message_id, words)
            return message_id

        await self._act(chat_id, change)

    async def tap(self, chat_id: int, message_id: int, data: str) -> None:
        """Tap a button as the visitor, and let the bot answer.

        Raises:
            RefusedError: the message has no such button any more.
        """
        visitor = self.chats.visitor(chat_id)

        def tap() -> None:
            visitor.taps(message_id, data)

        await self._act(chat_id, tap)

    async def search(self, chat_id: int, typed: str) -> Json:
        """Type some words behind the bot's name as the visitor; return what it lists for them.

        The list is empty if the bot did not answer.

        Raises:
            RefusedError: Telegram would not hand the words on.
        """
        visitor = self.chats.visitor(chat_id)
        if utf16_len(typed) > _LONGEST_QUERY:
            raise RefusedError(f"an inline query has at most {_LONGEST_QUERY} characters")
        asked: Json = {}

        def ask() -> None:
            asked.update(visitor.asks_inline(_sendable(typed)))

        await self._act(chat_id, ask)
        number = asked["inline_query"]["id"]
        answer = self.api.state.inline.answers.get(number)
        if answer is None:
            return {"list": number, "results": [], "button": None}
        self._lists[number] = asked
        if len(self._lists) > _MOST_LISTS:
            self._lists.popitem(last=False)
        listed = [{"title": one["title"], "words": one["description"]} for one in answer.results]
        return {"list": number, "results": listed, "button": answer.button or None}

    async def insert(self, chat_id: int, topic: int | None, listed: str, number: int) -> None:
        """Choose a result of a list, which is sent in the visitor's name, by way of the bot.

        Raises:
            RefusedError: there is no such result any more.
        """
        visitor, asked = self.chats.visitor(chat_id, topic), self._lists.get(listed)

        def insert() -> int:
            if asked is None or number < 0:
                raise LookupError
            return int(visitor.inserts(asked, number)["message"]["message_id"])

        await self._act(chat_id, insert)

    async def change_bot(self, chat_id: int, *, is_in: bool) -> None:
        """Make the bot an admin of the channel as the visitor, or take it out of there.

        Raises:
            RefusedError: it is no channel, or that is so already.
        """

        def change() -> None:
            self.chats.change_bot(chat_id, is_in=is_in)

        await self._act(chat_id, change)
        self.feed.tell("member", {"chat": chat_id, "has_bot": is_in})

    async def speak(self, language: str) -> None:
        """Give the visitor a client in another language; the pages begin anew.

        Raises:
            RefusedError: there is no such language.
        """
        async with self._one_at_a_time:
            self.chats.speak(language)
            begun = self.snapshot()
            self.feed.tell(begun.name, begun.data)

    async def publish(self) -> None:
        """Do the next step of a made-up release, and let the bot tell subscribers."""
        async with self._one_at_a_time:
            begins = self._place()
            await self.publisher.publish()
            told = {call.chat_id for call in self.api.call_log.calls[begins[0] :]}
            for chat_id in {*self.chats} & told:
                self._turns[chat_id] = Turn(None, begins, self._place())
            self.feed.tell("published", {"next": self.publisher.next_step, "told": bool(told)})

    def snapshot(self) -> Event:
        """Return all that a page shows when it begins."""
        return Event(
            "begin",
            {
                "bot": self.api.state.me["first_name"],
                "username": self._bot_name,
                "description": self.chats.description,
                "language": self.chats.language,
                "languages": {code: one.own_name for code, one in languages().items()},
                "chats": self.chats.as_json(self.files),
                "next": self.publisher.next_step,
            },
        )

    @property
    def _bot_name(self) -> str:
        return str(self.api.state.me["username"])

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


def _sendable(text: str) -> str:
    """Return a text that can be sent: a lone half of a character can be written in JSON only."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _checked(text: str) -> str:
    """Return a text as Telegram sends it on.

    Raises:
        RefusedError: nothing is left of it, or it is too long.
    """
    words = normalize_text(_sendable(text)).text
    if not words.strip():
        raise RefusedError("there is nothing to send")
    if utf16_len(words) > MAX_TEXT:
        raise RefusedError(f"a message has at most {MAX_TEXT:,} characters")
    return words
