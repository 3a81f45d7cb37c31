"""Five processes, PostgreSQL with a replica and three nodes of OpenSearch, all on loopback."""

import asyncio
import itertools
import json
import math
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from bot.setup.environment import read_settings
from tests.cluster.fleet import ROLES, Fleet, open_fleet
from tests.cluster.nodes import Cluster, Node
from tests.cluster.postgresql import Pair

LONGEST_S = 5.0
_RECEIPT = re.compile(r"^Searched \d+ releases.*$", re.MULTILINE)
_SEEDS = Path(__file__).parents[2] / "seeds" / "questions.jsonl"
# What is put on record meanwhile, and how it is asked for.
PAGES = (
    ("Aid one", "The minister met the harbor masters of Borovia.", "harbor masters of Borovia"),
    ("Aid two", "The lighthouse at Cape Vale will be lit in May.", "lighthouse at Cape Vale"),
    ("Aid three", "The pelicans of Lake Mirador were counted.", "pelicans of Lake Mirador"),
)
# The chats of those who ask: from these numbers on.
IN_CALM, WHILE_NODES_DIE, WHILE_PROMOTED = 1_000, 10_000, 100_000
BEFORE, BETWEEN, AFTER, NEW = 200_000, 300_000, 400_000, 500_000


@dataclass
class Asking:
    """People who ask the same questions again and again, each once, while the context is open."""

    fleet: Fleet
    questions: list[str]
    a_second: float
    first: int
    asked: dict[int, tuple[str, float]] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        self._is_over = False
        self._going = asyncio.create_task(self._go_on())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop asking, and wait until all is answered."""
        self._is_over = True
        await self._going
        await self.fleet.until_all_is_done(300)

    async def _go_on(self) -> None:
        began = time.monotonic()
        for chat, text in enumerate(itertools.cycle(self.questions), self.first):
            due = began + (chat - self.first) / self.a_second
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            if self._is_over:
                return
            self.asked[chat] = text, time.monotonic()
            await self.fleet.telegram.writes([(chat, text)])


def without_receipt(texts: list[str]) -> list[str]:
    """Take out how many releases were searched: more are added meanwhile, one by one."""
    return [_RECEIPT.sub("", one) for one in dict.fromkeys(texts)]


async def ask_each(fleet: Fleet, asked: list[str], first: int) -> dict[str, list[str]]:
    """What is answered while nothing fails."""
    await fleet.telegram.writes([(first + at, one) for at, one in enumerate(asked)])
    await fleet.until_all_is_done(120)
    sent = await fleet.sent()
    return {one: sent[first + at] for at, one in enumerate(asked)}


async def until_found(fleet: Fleet, topic: str, words: str, chats: Iterator[int]) -> float:
    """Ask for what was added until it is quoted; return how many seconds that took."""
    began = time.monotonic()
    async with asyncio.timeout(120):
        while True:
            chat = next(chats)
            await fleet.telegram.writes([(chat, topic)])
            while not (found := (await fleet.sent())[chat]):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.05)
            if any(words in text for text in found):
                return time.monotonic() - began


async def kill_and_start(cluster: Cluster, node: Node, away_s: float) -> float:
    """Kill a node, start it again, and wait until all is whole; return how long that took."""
    began = time.monotonic()
    node.kill()
    await asyncio.sleep(away_s)
    node.start()
    await asyncio.to_thread(cluster.wait, "green")
    return time.monotonic() - began


async def test_nodes_that_are_killed_and_a_replica_that_is_promoted_cost_no_answer(
    cluster: Cluster, pair: Pair, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    is_long = request.config.getoption("--campaign")
    kills, a_second = (3, 20.0) if is_long else (1, 2.0)
    from_seeds = [json.loads(line)["q"] for line in _SEEDS.read_text().splitlines()]
    questions = from_seeds if is_long else from_seeds[:10]
    settings = {"search_urls": tuple(cluster.urls), "search_prefix": "everything"}
    whole_s, found_s, new_chats = [], [], itertools.count(NEW)
    async with open_fleet(pair, tmp_path, 20, echo=False, settings=settings) as fleet:
        await fleet.start_and_wait()
        known = [await ask_each(fleet, questions, BEFORE)]
        assert all(known[0].values())
        async with Asking(fleet, questions, a_second, IN_CALM) as asking_first:
            await asyncio.sleep(10.0)
        async with Asking(fleet, questions, a_second, WHILE_NODES_DIE) as asking:
            for number, (title, words, topic) in enumerate(PAGES[:kills]):
                # The manager first; then those that are not.
                manager = cluster.manager()
                others = [node for node in cluster.nodes if node is not manager]
                node = others[number % 2] if number else manager
                killing = asyncio.create_task(kill_and_start(cluster, node, away_s=3.0))
                await asyncio.sleep(1.0)
                await fleet.publish(title, words)
                found_s.append(await until_found(fleet, topic, words, new_chats))
                whole_s.append(await killing)
        known.append(await ask_each(fleet, questions, BETWEEN))
        async with Asking(fleet, questions, a_second, WHILE_PROMOTED) as asking_on:
            await asyncio.sleep(2.0)
            pair.primary.kill()
            await asyncio.sleep(1.0)
            await asyncio.to_thread(pair.promote)
            await asyncio.sleep(5.0)
        known.append(await ask_each(fleet, questions, AFTER))
        told, calls = await fleet.told(), await fleet.messages()
        assert await fleet.stop() == [0] * len(ROLES)
    first_at: dict[int, float] = {}
    answered: dict[int, list[str]] = defaultdict(list)
    for call in calls:
        first_at.setdefault(call["chat"], call["at"])
        answered[call["chat"]].append(call["text"])
    in_calm_s, waits_s = [
        sorted(first_at.get(chat, math.inf) - at for chat, (_, at) in one.asked.items())
        for one in (asking_first, asking)
    ]
    everybody = asking_first.asked | asking.asked | asking_on.asked
    asked = {chat: text for chat, (text, _) in everybody.items()}
    missing = [chat for chat in asked if not answered[chat]]
    wrong = [
        (chat, text, [one[:90] for one in answered[chat]])
        for chat, text in asked.items()
        if without_receipt(answered[chat]) not in [without_receipt(one[text]) for one in known]
    ]
    twice = sum(len(answered[chat]) - len(set(answered[chat])) for chat in asked)
    away = ", ".join(f"{one:.0f}" for one in whole_s)
    found_after = ", ".join(f"{one:.1f}" for one in found_s)
    print(  # noqa: T201 - the campaign's figures
        f"{len(asking.asked)} questions, {a_second:g} a second, while {kills} nodes were killed "
        f"and all was whole again after {away} s; "
        f"{len(asking_on.asked)} while a replica was promoted: {len(missing)} without an answer, "
        f"{len(wrong)} with another, {twice} twice; while nodes died the first message came after "
        f"{waits_s[len(waits_s) // 2]:.2f} s, 99 of 100 within "
        f"{waits_s[len(waits_s) * 99 // 100]:.2f} s, all within {waits_s[-1]:.2f} s; what was "
        f"added while a node was away was found after {found_after} s; before that all came within "
        f"{in_calm_s[-1]:.2f} s, half within {in_calm_s[len(in_calm_s) // 2]:.2f} s"
    )
    assert missing == []
    assert wrong == []
    # Where others have the processors, an answer takes as long as they leave it.
    assert waits_s[-1] < LONGEST_S + (0.0 if is_long else in_calm_s[-1])
    assert twice <= ROLES.count("answer") * read_settings({}).max_in_flight
    assert told.keys() >= {(chat, page) for chat in range(1, 21) for page in fleet.pages}
