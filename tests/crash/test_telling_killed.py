"""The bot is killed while it announces a release, corrects it, and matches its new words again."""

import asyncio
import random
import signal
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from subscribers import insert_subscribers, make_known, owes_news
from telling_points import ANNOUNCING, CORRECTING, MATCHING_AGAIN, POINTS, phase_of

from bot.notices.sender import MAX_IN_FLIGHT
from bot.sandbox.wire.remote import Remote, start_server
from bot.store.tables import announcements, notices
from retrieval.archive.database import Database
from retrieval.archive.save import save
from retrieval.sources.watch.check_log import News, add_news, announced_version
from retrieval.sources.watch.decisions import NewsKind, NewsState
from tests.bot.notices.conftest import page, reading

DAY = date(2026, 11, 20)
MET = "The minister met the harbor masters of Borovia."
LIT = "The lighthouse at Cape Vale will be lit in May."
# What the chats ask for, in turn: the first two concerns the page at once, the third its new words.
ASKED = ("", "harbor masters", "lighthouse", "pelicans")
AT_RANDOM = "at random"
# Of the points of writing, a process reaches few before all is written.
_SELDOM = ("announced", "slice", "matching", "matched")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to be killed at: a point, or any, while a page is new or after it was edited."""

    is_edited: bool
    point: str

    @property
    def is_once(self) -> bool:
        """Whether it comes only as long as the announcement is not written."""
        return "announced" in self.point

    @property
    def is_early(self) -> bool:
        """Whether it comes only as long as not all notices are written."""
        return any(one in self.point for one in _SELDOM)


@dataclass
class Telling:
    """Pages that are published and edited, the chats they concern, and the bot that is killed."""

    telegram: Remote
    database: Database
    given: dict[str, object]
    launch: Callable[[dict[str, object]], Any]
    chance: random.Random
    chats: int
    kills: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    _waiting: dict[bool, deque[Moment]] = field(default_factory=dict)

    async def prepare(self) -> None:
        """Insert the chats, each with its subscription."""
        now = datetime.now(UTC)
        asked = [asked_by(number) for number in range(1, self.chats + 1)]
        await self.database.transact(lambda one: insert_subscribers(one, asked, now))
        await make_known(self.telegram, self.chats)

    async def publish(self, *, is_edited: bool) -> None:
        """Put a page on record with its news; edited, it has another title and more words."""
        self.pages += not is_edited
        kind = NewsKind.CORRECTED if is_edited else NewsKind.NEW
        title = f"Aid {self.pages}, edited" if is_edited else f"Aid {self.pages}"
        words = (MET, LIT) if is_edited else (MET,)
        release = page(f"pressite_000001_{self.pages:05}", title, DAY, *words)
        async with self.database.write() as connection:
            before = await announced_version(connection, release.id)
            [kept] = await save(connection, [reading(release)], datetime.now(UTC))
            version, now = kept.release.version, datetime.now(UTC)
            item = News(release.id, version, kind, True, NewsState.DUE, now, version_before=before)
            await add_news(connection, item)

    async def live_through(self, moments: list[Moment], most: int) -> None:
        """Publish and edit pages until the bot was killed at all moments, `most` before each."""
        self.chance.shuffle(moments)
        moments.sort(key=lambda one: (not one.is_once, not one.is_early))
        self._waiting = {
            is_edited: deque(one for one in moments if one.is_edited is is_edited)
            for is_edited in (False, True)
        }
        while any(self._waiting.values()):
            await self.publish(is_edited=False)
            await self._be_killed(False, most)
            # Every other page is edited before all are told of it.
            if self.pages % 2:
                await self.finish()
            await self.publish(is_edited=True)
            await self._be_killed(True, most)
            await self.finish()

    async def _be_killed(self, is_edited: bool, most: int) -> None:
        waiting = self._waiting[is_edited]
        chosen = [waiting.popleft() for _ in range(min(most, len(waiting)))]
        chosen.sort(key=lambda one: (not one.is_once, not one.is_early))
        for moment in chosen:
            if not await self.kill(moment):
                # It waits for the next page.
                waiting.append(moment)

    async def kill(self, moment: Moment) -> bool:
        """Kill the bot at a moment; say whether it came before all was told."""
        if moment.point == AT_RANDOM:
            phase = await self._kill_at_random()
        else:
            most = 1 if moment.is_once else 3 if moment.is_early else self.chats // 20
            phase = await self._kill_at(moment.point, self.chance.randint(1, most))
        if phase:
            self.kills[phase] += 1
        return bool(phase)

    async def _kill_at(self, point: str, times: int) -> str:
        """Let the bot kill itself; return in what phase, empty if it did not come so far."""
        process = self.start(point, times)
        while process.returncode is None and await owes_news(self.database):  # noqa: ASYNC110 - as below
            await asyncio.sleep(0.01)
        is_killed = process.returncode == -signal.SIGKILL
        process.kill()
        await process.wait()
        return point.partition(":")[0] if is_killed else ""

    async def _kill_at_random(self) -> str:
        """Kill the bot after some calls; return what it was doing, empty if nothing."""
        process = self.start()
        until = await self._count_calls() + self.chance.randint(0, self.chats // 20)
        while process.returncode is None and await owes_news(self.database):
            if await self._count_calls() > until:
                break
        await asyncio.sleep(self.chance.uniform(0, 0.02))
        process.kill()
        await process.wait()
        return await self._current_phase()

    def start(self, point: str = AT_RANDOM, times: int = 0) -> Any:
        return self.launch(self.given | {"point": point, "times": times})

    async def finish(self) -> None:
        """Have all that is owed told, and the bot stop."""
        if not await owes_news(self.database):
            # It would be stopped before it can handle signals.
            return
        process = self.start()
        async with asyncio.timeout(120):
            while await owes_news(self.database):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.02)
        process.tell_to_stop()
        assert await process.wait() == 0

    async def _current_phase(self) -> str:
        """What a bot that was killed just now was doing: what it sent, else what it wrote."""
        columns = announcements.c.kind, announcements.c.version
        being_sent = select(*columns).join(notices, notices.c.announcement_id == announcements.c.id)
        for wanted in (
            being_sent.where(notices.c.state == "attempting"),
            select(*columns).where(announcements.c.state == "writing"),
        ):
            async with self.database.read() as connection:
                row = (await connection.execute(wanted.order_by(announcements.c.id))).first()
            if row is not None:
                return phase_of(row.kind, row.version)
        return ""

    async def _count_calls(self) -> int:
        return int((await self.telegram.do("state"))["calls"])

    async def told(self) -> dict[tuple[int, str, str], list[str]]:
        """The first lines that each chat got of each page, by whether it was new or changed."""
        lines: dict[tuple[int, str, str], list[str]] = {}
        for call in await self.telegram.calls():
            if call["method"] == "sendMessage":
                first = call["text"].splitlines()[0]
                head, _, title = first.partition(": ")
                key = call["chat"], title.partition(",")[0], head
                lines.setdefault(key, []).append(first)
        return lines

    async def in_flight(self) -> Counter[tuple[int, str, str]]:
        """How often a notice was in flight when the bot was killed; none is owed twice.

        A change that a chat was told with the release itself is not owed.
        """
        columns = (
            notices.c.chat_id,
            announcements.c.release_id,
            announcements.c.kind,
            func.sum(notices.c.losses + notices.c.unsure),
            func.count(),
        )
        owed = select(*columns).join_from(
            notices, announcements, announcements.c.id == notices.c.announcement_id
        )
        owed = owed.where(notices.c.state != "cancelled")
        async with self.database.read() as connection:
            rows = (await connection.execute(owed.group_by(*columns[:3]))).all()
        assert {row.count for row in rows} <= {1}
        heads = {"new": "New", "corrected": "Text changed"}
        return Counter(
            {
                (chat_id, f"Aid {int(release_id[-5:])}", heads[kind]): int(lost)
                for chat_id, release_id, kind, lost, _ in rows
            }
        )


def asked_by(chat_id: int) -> str:
    return ASKED[chat_id % len(ASKED)]


def points(phase: str, often: int) -> Iterator[Moment]:
    """Each point of a phase, so often."""
    for point in POINTS[phase] * often:
        yield Moment(phase != ANNOUNCING, f"{phase}: {point}")


@pytest.fixture
async def telling(
    database_url: str,
    tmp_path: Path,
    launch: Callable[[dict[str, object]], Any],
    request: pytest.FixtureRequest,
) -> AsyncIterator[Telling]:
    is_long = request.config.getoption("--campaign")
    chance = random.Random(database_url[:8] if is_long else time.time())  # noqa: S311 - moments
    database = Database.at(database_url)
    async with start_server() as telegram:
        await telegram.do("limit", per_second=10**6, chat_burst=10**6, chat_per_second=10**6)
        given: dict[str, object] = {
            "role": "all",
            "token": telegram.token,
            "data": str(tmp_path),
            "api_url": telegram.url,
            "database_url": database_url,
            "webhook_port": 0,
            "silence_s": 2.0,
            "echo": False,
            "slice": 10,
        }
        number = 800 if is_long else 80
        made = Telling(telegram, database, given, launch, chance, number)
        await made.prepare()
        yield made
    await database.close()


async def test_killed_while_announcing_correcting_or_matching_again_everybody_is_told_once(
    telling: Telling, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--campaign"):
        moments = [
            *points(ANNOUNCING, 4),
            *points(MATCHING_AGAIN, 3),
            *points(CORRECTING, 4),
            *(Moment(is_edited, AT_RANDOM) for is_edited in [False] * 5 + [True] * 9),
        ]
    else:
        moments = [telling.chance.choice([*points(phase, 1)]) for phase in POINTS]
    await telling.live_through(moments, most=12)
    assert telling.kills.total() == len(moments)
    told, in_flight = await telling.told(), await telling.in_flight()
    assert told.keys() == in_flight.keys()
    due = {
        (chat_id, f"Aid {number}")
        for number in range(1, telling.pages + 1)
        for chat_id in range(1, telling.chats + 1)
        if asked_by(chat_id) != "pelicans"
    }
    # Whom a page concerns has been told of it, and knows its last title.
    missing = {one for one in due if (*one, "New") not in told}
    latest = {(chat_id, title): lines[-1] for (chat_id, title, _), lines in sorted(told.items())}
    missing |= {one for one in due if not latest[one].endswith(", edited")}
    doubled = {one: len(lines) - 1 for one, lines in told.items() if len(lines) > 1}
    print(  # noqa: T201 - the campaign's figures
        f"{dict(telling.kills)} kills while {telling.pages} pages were told to {telling.chats} "
        f"chats: {len(told)} notices due, {len(missing)} missing, {sum(doubled.values())} doubled, "
        f"{in_flight.total()} in flight at kills"
    )
    assert latest.keys() == due
    assert missing == set()
    assert all(times <= in_flight[one] for one, times in doubled.items())
    assert in_flight.total() <= MAX_IN_FLIGHT * telling.kills.total()
