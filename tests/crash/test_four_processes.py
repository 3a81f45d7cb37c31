"""Four processes behind one address, each doing all kinds of work, and one killed all the time."""

import asyncio
import contextlib
import os
import socket
import time
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from itertools import count, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from claims import find_double_claims
from round_robin import RoundRobin
from sqlalchemy import func, select

from bot.gateway.pacing.pace import PaceLimits
from bot.sandbox.params import Json
from bot.sandbox.wire.remote import Remote, start_server
from bot.setup.environment import read_settings
from bot.store.tables import processes, updates
from retrieval.archive.database import Database

PROCESSES = 4
PER_SECOND, PER_MINUTE = 30, 20
FAST = {"per_second": 10**6, "chat_burst": 10**6, "chat_per_second": 10**6, "group_per_minute": 999}
# As the dead are noticed after ten silent seconds, and the lock of a leader sooner.
TAKEN_OVER_S = 60.0
# More come at once than may be answered in a second.
BURST_S = 2.0
GROUPS = (-1_000_100, -1_000_200, -1_000_300)


@dataclass(frozen=True, slots=True)
class Plan:
    """For how long people ask, how many in a second, and how often a process is killed."""

    seconds: float
    a_second: float
    kill_every_s: float


@dataclass(slots=True)
class Fleet:
    """The processes, by their ports, and what is known of them."""

    telegram: Remote
    url: str
    database_url: str
    data: Path
    launch: Callable[[dict[str, object]], Any]
    running: dict[int, Any] = field(default_factory=dict)
    killed: dict[int, float] = field(default_factory=dict)

    def start(self, port: int) -> None:
        given = {"role": "all", "point": "", "times": 0, "token": self.telegram.token}
        given |= {"data": str(self.data), "api_url": self.telegram.url, "echo": True}
        given |= {"database_url": self.database_url, "webhook_url": self.url, "silence_s": 10.0}
        given |= {"notes_work": True, "sends_per_second": PER_SECOND}
        self.running[port] = self.launch({**given, "webhook_port": port})

    async def kill(self, port: int) -> None:
        process = self.running.pop(port)
        process.kill()
        await process.wait()
        self.killed[process.pid] = time.monotonic()
        self.start(port)

    def leaders(self) -> list[tuple[int, float]]:
        noted = self.data / "leaders"
        lines = noted.read_text().splitlines() if noted.exists() else ()
        return [(int(pid), float(at)) for pid, at in map(str.split, lines)]

    def turns(self) -> list[tuple[float, float, int]]:
        """When each send was to go, by the clock that all share and by the machine's, and where.

        Those of a process that was killed before it sent are among them.
        """
        lines = (self.data / "turns").read_text().splitlines()
        return [(float(a), float(b), int(chat)) for a, b, chat in map(str.split, lines)]

    def slowest_takeover_s(self) -> float:
        """The longest time from the death of a leader to the beginning of the next one's work."""
        began = self.leaders()
        took = [
            at - self.killed[pid] for (pid, _), (_, at) in pairwise(began) if pid in self.killed
        ]
        return max(took, default=0.0)


@pytest.fixture
def plan(request: pytest.FixtureRequest) -> Plan:
    if request.config.getoption("--campaign"):
        return Plan(seconds=120.0, a_second=20.0, kill_every_s=5.0)
    return Plan(seconds=6.0, a_second=18.0, kill_every_s=2.0)


@pytest.fixture
async def fleet(
    database_url: str, tmp_path: Path, launch: Callable[[dict[str, object]], Any]
) -> AsyncIterator[tuple[Fleet, RoundRobin]]:
    ports = free_ports(PROCESSES)
    async with start_server(0.05) as telegram, RoundRobin(ports) as door:
        await telegram.do("limit", **FAST)
        for group in GROUPS:
            await telegram.do("add_chat", chat=group, kind="supergroup")
        made = Fleet(telegram, door.url, database_url, tmp_path, launch)
        for port in ports:
            made.start(port)
        yield made, door
        for process in made.running.values():
            process.kill()


def free_ports(how_many: int) -> list[int]:
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(how_many)]
    ports = [one.getsockname()[1] for one in taken]
    for one in taken:
        one.close()
    return ports


async def until_serving(port: int) -> None:
    """Wait until a process listens; from then on it stops as it is told to."""
    while True:
        with contextlib.suppress(ConnectionError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.05)


async def count_rows(database: Database, table: Any) -> int:
    async with database.read() as connection:
        return await connection.scalar(select(func.count(table))) or 0


async def left(fleet: Fleet, database: Database) -> int:
    """How many updates are not answered yet."""
    waiting = int((await fleet.telegram.do("state"))["pending"])
    return waiting + await count_rows(database, updates.c.place)


async def people_ask(telegram: Remote, plan: Plan) -> dict[int, list[str]]:
    """Ask, as many at once as come in two seconds, so that not all can be answered at once.

    Return what was asked in each chat, in order.
    """
    asked: dict[int, list[str]] = defaultdict(list)
    began = time.monotonic()
    chats = int(plan.a_second * 4)
    for number in range(int(plan.seconds * plan.a_second)):
        due = began + BURST_S * (number // (BURST_S * plan.a_second))
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        # In each group one in five seconds; privately one in four.
        is_in_group = number % int(plan.a_second * 5) < len(GROUPS)
        chat = GROUPS[number % int(plan.a_second * 5)] if is_in_group else 1 + number % chats
        text = f"/ask@kaiken_bot question {number:05}" if is_in_group else f"question {number:05}"
        row = {"chat": chat, "text": text} | ({"user": 7} if is_in_group else {})
        await telegram.do("write", messages=[row])
        asked[chat].append(text)
    return asked


async def kill_in_turn(fleet: Fleet, plan: Plan) -> None:
    """Kill the one that leads and the one that has run for longest, in turn, again and again."""
    for number in count():
        await asyncio.sleep(plan.kill_every_s)
        oldest = next(iter(fleet.running))
        [(leader, _)] = fleet.leaders()[-1:]
        leading = [port for port, one in fleet.running.items() if one.pid == leader]
        await fleet.kill(oldest if number % 2 or not leading else leading[0])


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_four_processes_lose_nothing_and_keep_the_pace_of_one_while_they_are_killed(
    fleet: tuple[Fleet, RoundRobin],
    plan: Plan,
    database: Database,
    request: pytest.FixtureRequest,
) -> None:
    four, door = fleet
    async with asyncio.timeout(90):
        while await count_rows(database, processes.c.id) < PROCESSES or not four.leaders():  # noqa: ASYNC110 - a table
            await asyncio.sleep(0.1)
    load = os.getloadavg()[0]
    killing = asyncio.create_task(kill_in_turn(four, plan))
    asked = await people_ask(four.telegram, plan)
    killing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await killing
    drained_s = -time.monotonic()
    async with asyncio.timeout(300):
        while await left(four, database):  # noqa: ASYNC110 - a table tells nobody
            await asyncio.sleep(0.1)
    drained_s += time.monotonic()
    async with asyncio.timeout(60):
        await asyncio.gather(*map(until_serving, four.running))
    for process in four.running.values():
        process.tell_to_stop()
    assert [await process.wait() for process in four.running.values()] == [0] * PROCESSES
    calls = [one for one in await four.telegram.calls() if one["method"] == "sendMessage"]
    sent: dict[int, list[str]] = defaultdict(list)
    for call in calls:
        sent[call["chat"]].append(call["text"])
    # All are answered, in their order.
    assert {chat: list(dict.fromkeys(texts)) for chat, texts in sent.items()} == asked
    assert all(texts == sorted(texts) for texts in sent.values())
    twice = len(calls) - sum(len(texts) for texts in asked.values())
    per_second = most_within(1.0, [one["at"] for one in calls])
    turns = four.turns()
    booked = most_within(1.0, sorted(at for at, _, _ in turns))
    late_s = lateness(turns, calls)
    print(  # noqa: T201 - the campaign's figures
        f"{sum(map(len, asked.values()))} questions in {plan.seconds:.0f} s by {PROCESSES} "
        f"processes ({list(door.taken.values())}), {len(four.killed)} kills, {twice} answers "
        f"twice; at most {per_second} sends in a second ({booked} were booked), "
        f"{most_in_a_chat(1.0, calls)} in a chat; they came {late_s[len(late_s) // 2] * 1000:.0f} "
        f"ms after their turn, one of a hundred over {late_s[-len(late_s) // 100] * 1000:.0f} ms; "
        f"the leader was followed after {four.slowest_takeover_s():.1f} s at most, "
        f"{len(four.leaders())} times in all; the rest took {drained_s:.1f} s; load {load:.1f}"
    )
    assert twice <= len(four.killed) * read_settings({}).max_in_flight
    assert all(times <= len(four.killed) for times in copies(sent).values())
    assert find_double_claims(four.data / "claims", four.killed) == []
    assert booked <= PER_SECOND
    # The pace allows for this. A machine that is busier than that, or a Telegram, makes more come
    # at once than were sent at once.
    if late_s[-1] <= PaceLimits().margin_s:
        assert per_second <= PER_SECOND
    assert most_in_a_chat(1.0, calls) == 1
    in_groups = [one for one in calls if one["chat"] < 0]
    assert in_groups
    assert most_in_a_chat(60.0, in_groups) <= PER_MINUTE
    assert min(door.taken.values()) > 0
    assert four.slowest_takeover_s() < TAKEN_OVER_S
    assert {pid for pid, _ in four.leaders()} & set(four.killed)
    if request.config.getoption("--campaign"):
        # The limit was met, and held; beside other tests the answers may come too slowly for it.
        assert booked >= PER_SECOND - 2


def copies(sent: dict[int, list[str]]) -> Counter[int]:
    return Counter({chat: len(texts) - len(set(texts)) for chat, texts in sent.items()})


def lateness(turns: list[tuple[float, float, int]], calls: list[Json]) -> list[float]:
    """How many seconds after its turn each message came at most, in order of length.

    A turn may be left by a process that was killed, so a message may have any turn of its chat
    since the message before: it counts as of the first.
    """
    of_chat: dict[int, list[float]] = defaultdict(list)
    for _, at, chat in sorted(turns, key=itemgetter(1)):
        of_chat[chat].append(at)
    before: dict[int, float] = {}
    late_s = []
    for call in calls:
        moments, at = of_chat[call["chat"]], call["at"]
        since = bisect(moments, before.get(call["chat"], 0.0))
        turn = moments[min(since, bisect(moments, at) - 1)]
        before[call["chat"]] = at
        late_s.append(at - turn)
    return sorted(late_s)


def most_within(window_s: float, moments: list[float]) -> int:
    """How many moments, which are in order, there are at most in any window of this length."""
    most = first = 0
    for last, at in enumerate(moments):
        while at - moments[first] >= window_s:
            first += 1
        most = max(most, last - first + 1)
    return most


def most_in_a_chat(window_s: float, calls: list[Json]) -> int:
    chats: dict[int, list[float]] = defaultdict(list)
    for one in calls:
        chats[one["chat"]].append(one["at"])
    return max(most_within(window_s, moments) for moments in chats.values())
