"""Walks over the screens: types what people type, taps what is shown, checks what comes of it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor, find_entities
from bot.sandbox.call_log import Call
from bot.sandbox.entities import utf16_len
from bot.sandbox.memory.posts import Post
from bot.sandbox.trying.conversation import Conversation

QUESTIONS = (
    *("Ukraine", "latest on Ukraine", "Taiwan Strait", "whaling", "NATO enlargement and Taiwan"),
    *("earliest by:hayashi", "and in 2022?", "what about Russia?", "undo", "台湾", "help"),
    *('"free and open" -okinawa', "wording:declined", "Thank you!", "<b>&amp;", "x" * 4096),
)
COMMANDS = (
    *("more", "context", "/context 2", "/cite 3 ris", "/more 1", "/star 2", "/star", "/cite apa"),
    *("/starred", "/starred remove 1", "/export bib", "/export", "/report", "/cite chicago"),
    *("/start", "/help", "/status", "/privacy", "/mydata", "/forget", "/forget no", "/nonsense"),
    *("/settings", "/settings quiet off", "/settings compact", "/settings zone Berlin"),
    *("/settings zone", "/settings language", "/settings language ja", "/settings language en"),
    *("/subscribe Ukraine", "/subscribe everything", "/subscribe yes", "/subscribe Taiwan weekly"),
    *("/subscriptions", "/subscriptions 1", "/subscriptions 1 mute", "/unsubscribe 1", "/ask NATO"),
    *("/timeline Ukraine", "/timeline", "/compare Ukraine 2021 vs 2022", "/compare", "/verify"),
    *("/history free and open", "/history", "/history 1", "/first Ukraine", "/first"),
    *("/verify did not discuss HNS in particular", "notify me about Taiwan", "unsubscribe me"),
)
NAME = "kaiken_bot"
SAID = "We discussed the alliance in general. Both sides agreed to build airports on the moon."
# After these, what is shown may be about an answer that is kept no longer.
_DROPS = ("/forget yes", "forget:yes")
_SORRY = ("something went wrong", "申し訳ありません。こちらの不具合")
_OLD = ("Please ask again", "そのボタンは古いメッセージのものです")


@dataclass(slots=True)
class Walk:
    """One person's walk, at random but the same for the same seed; `trail` is what was done.

    In a group all that he writes names the bot.
    """

    talk: Conversation
    visitor: Visitor
    clock: Any
    choose: random.Random
    trail: list[str] = field(default_factory=list)
    old: dict[tuple[int, str], None] = field(default_factory=dict)
    written: list[int] = field(default_factory=list)
    may_be_old: bool = False
    seen: dict[str, str] = field(default_factory=dict)

    async def step(self) -> None:
        """Do one thing; first something is written."""
        self.clock.now += self.choose.choice((1, 3, 60))
        buttons = [(post, data) for post in self.screen() for data in sorted(post.callback_data)]
        chance = self.choose.random()
        if buttons and chance < 0.6:
            # Mostly what came last, as people do.
            await self._tap(*self.choose.choice(buttons if chance < 0.2 else buttons[-12:]))
        elif self.old and chance < 0.65:
            await self.tap_old(*self.choose.choice([*self.old]))
        elif self.written and chance < 0.7:
            await self._edit(self.choose.choice(self.written))
        elif chance < 0.75 and not self.is_in_group:
            await self._send()
        else:
            await self.write(self.choose.choice((*QUESTIONS, *COMMANDS)))

    @property
    def is_in_group(self) -> bool:
        """Whether others are there, so that only what names the bot is said to it."""
        return self.visitor.chat_id < 0

    def _said(self, text: str) -> str:
        if not self.is_in_group:
            return text
        first, _, rest = text[:4_000].partition(" ")
        is_command = first.startswith("/")
        return f"{first}@{NAME} {rest}".strip() if is_command else f"{text[:4_000]} @{NAME}"

    def screen(self) -> list[Post]:
        """The messages of the bot that are shown."""
        return [one for one in self.talk.api.screen(self.visitor.chat_id) if one.is_from_bot]

    async def _tap(self, post: Post, data: str) -> None:
        self.trail.append(f"taps {data}")
        before = self._shown()
        self.visitor.taps(post.message_id, data)
        came = await self._handle()
        said = [one for one in came if one.method == "answerCallbackQuery" and one.text]
        assert said or self._shown() != before, "a dead button"
        self.may_be_old |= data in _DROPS
        self._must_be_well(came)

    async def tap_old(self, message_id: int, data: str) -> None:
        """Tap a button that the message may show no longer."""
        self.trail.append(f"taps {data}, which may be gone")
        self.visitor.taps(message_id, data, stale=True)
        self.may_be_old = True
        self._must_be_well(await self._handle())

    async def write(self, text: str) -> None:
        """Write a text."""
        self.trail.append(f"writes {text[:60]}")
        self.written.append(self.visitor.writes(self._said(text))["message"]["message_id"])
        self.may_be_old |= text in _DROPS
        came = await self._handle()
        assert came, "no answer"
        self._must_be_well(came)

    async def _edit(self, message_id: int) -> None:
        text = self.choose.choice(QUESTIONS)
        self.trail.append(f"edits into {text[:60]}")
        self.visitor.edits(message_id, self._said(text))
        self.may_be_old = True
        self._must_be_well(await self._handle())

    async def _send(self) -> None:
        visitor = self.visitor
        name, send = self.choose.choice(
            (
                ("a sticker", visitor.sends_sticker),
                ("a photo", visitor.sends_photo),
                ("a photo with words", lambda: visitor.sends_photo("Ukraine")),
                ("words of others", lambda: visitor.forwards(SAID)),
            )
        )
        self.trail.append(f"sends {name}")
        send()
        came = await self._handle()
        assert came, "no answer"
        self._must_be_well(came)

    async def _handle(self) -> list[Call]:
        api = self.talk.api
        calls, taps = len(api.call_log.calls), len(api.state.callbacks._opened_at)
        answered = len(api.call_log.by_method("answerCallbackQuery"))
        opened = sum("callback_query" in one for one in api.updates.pending)
        await deliver_pending(self.talk.application, api)
        now = len(api.call_log.by_method("answerCallbackQuery"))
        assert now - answered == opened, f"a tap without an answer, of {taps}"
        self._look()
        return api.call_log.calls[calls:]

    def _must_be_well(self, came: list[Call]) -> None:
        for call in came:
            assert not any(one in call.text for one in _SORRY)
            assert self.may_be_old or not any(one in call.text for one in _OLD)
        # An edit that changes nothing is Telegram's way to say that it is there already.
        for one in self.talk.api.call_log.refused:
            unchanged = "not modified" in str(one.error)
            gone = self.may_be_old and "not found" in str(one.error)
            assert unchanged or gone, f"{one.method}: {one.error}"
        self.talk.api.call_log.refused.clear()

    def _shown(self) -> list[object]:
        return [(one.message_id, one.body) for one in self.screen()]

    def _look(self) -> None:
        """Note the buttons that are shown, each with the words of its message."""
        for post in self.screen():
            for data in post.callback_data:
                self.seen.setdefault(data, post.markup.text)
                self.old[post.message_id, data] = None


def named_commands(post: Post) -> Iterator[str]:
    """The commands that a message names so that a tap sends them: not those in code."""
    codes = [one for one in post.markup.entities if one.type in {"code", "pre"}]
    text = post.markup.text
    for found in re.finditer(r"(?<![\w/])/([a-z]+)\b", text):
        at = utf16_len(text[: found.start()])
        is_command = any(one["offset"] == at for one in find_entities(text))
        if is_command and not any(one.offset <= at < one.offset + one.length for one in codes):
            yield found[1]
