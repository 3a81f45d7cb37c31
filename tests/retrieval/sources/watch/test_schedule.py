"""When checks are made."""

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from retrieval.archive.database import Database
from retrieval.errors import UnusableDatabaseError
from retrieval.sources.watch.check import Checked
from retrieval.sources.watch.check_log import CheckRow, begin_check
from retrieval.sources.watch.schedule import Rhythm, watch_forever

START = dt.datetime(2026, 1, 10, 3, 0, tzinfo=dt.UTC)
HALF_HOUR = dt.timedelta(minutes=30)


class Checks:
    """Takes the place of a Watch: notes when it is to check, and raises what it was given."""

    def __init__(self, took_s: float = 60.0, faults: tuple[Exception | None, ...] = ()) -> None:
        self.at: list[float] = []
        self.now = START
        self._took_s = took_s
        self._faults = list(faults)

    async def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.now += dt.timedelta(seconds=seconds)
        if len(self.at) == 5:
            raise asyncio.CancelledError

    async def check(self, now: Callable[[], dt.datetime]) -> list[Checked]:
        self.at.append((now() - START).total_seconds() / 60)
        self.now += dt.timedelta(seconds=self._took_s)
        fault = self._faults.pop(0) if self._faults else None
        if fault is not None:
            raise fault
        return []

    async def run(self, database: Database, every: dt.timedelta, chance: float) -> list[float]:
        """Run it, and return the minutes after the start at which it checked."""
        rhythm = Rhythm(every, lambda: self.now, self.sleep, lambda: chance)

        async def hear(_checked: Checked) -> None:
            raise AssertionError

        with pytest.raises(asyncio.CancelledError):
            await watch_forever(self, database, rhythm, hear)  # type: ignore[arg-type]
        return self.at


@pytest.mark.parametrize(
    "every, chance, at",
    [
        (30, 0.5, [0, 30, 60, 90, 120]),
        (30, 0.0, [0, 27, 54, 81, 108]),
        (30, 1.0, [0, 33, 66, 99, 132]),
        (1, 0.5, [0, 5, 10, 15, 20]),
        (5, 0.0, [0, 5, 10, 15, 20]),
    ],
)
async def test_checks_follow_each_other_about_as_often_as_set_and_never_under_5_minutes(
    sqlite: Database, every: int, chance: float, at: list[float]
) -> None:
    checks = Checks()
    assert await checks.run(sqlite, dt.timedelta(minutes=every), chance) == pytest.approx(at)


async def test_a_start_waits_five_minutes_from_the_last_check_whoever_made_it(
    sqlite: Database,
) -> None:
    async with sqlite.write() as connection:
        await begin_check(connection, "mofa", "check", START - dt.timedelta(minutes=2))
        await begin_check(connection, "mofa", "backfill", START - dt.timedelta(minutes=1))
    assert (await Checks().run(sqlite, HALF_HOUR, 0.5))[:2] == [3, 33]


async def test_a_check_that_takes_longer_is_followed_at_once(sqlite: Database) -> None:
    checks = Checks(took_s=45 * 60)
    assert (await checks.run(sqlite, HALF_HOUR, 0.5))[:3] == [0, 45, 90]


@pytest.mark.parametrize("by", [dt.timedelta(days=-3650), dt.timedelta(days=-1), HALF_HOUR * -1])
@pytest.mark.parametrize("when", [1, 2])
async def test_a_clock_that_is_set_back_holds_no_check_up_for_longer_than_the_interval(
    sqlite: Database, by: dt.timedelta, when: int
) -> None:
    slept: list[float] = []

    class SetBack(Checks):
        async def sleep(self, seconds: float) -> None:
            slept.append(seconds)
            await super().sleep(seconds)

        async def check(self, now: Callable[[], dt.datetime]) -> list[Checked]:
            found = await super().check(now)
            self.now += by if len(self.at) == when else dt.timedelta(0)
            return found

    await SetBack().run(sqlite, HALF_HOUR, 0.5)
    assert max(slept) <= HALF_HOUR.total_seconds() * 1.1
    assert len(slept) == 6


async def test_a_clock_that_is_set_forward_lets_checks_follow_at_once_and_then_as_before(
    sqlite: Database,
) -> None:
    class SetForward(Checks):
        async def check(self, now: Callable[[], dt.datetime]) -> list[Checked]:
            found = await super().check(now)
            self.now += dt.timedelta(days=1) if len(self.at) == 2 else dt.timedelta(0)
            return found

    at = await SetForward().run(sqlite, HALF_HOUR, 0.5)
    day = 24 * 60
    assert at == [0, 30, day + 31, day + 61, day + 91]


async def test_checks_noted_ahead_and_before_count_as_of_before(sqlite: Database) -> None:
    async with sqlite.write() as connection:
        for minutes in (-3, 2, 600, 10**6):
            noted = START + dt.timedelta(minutes=minutes)
            await begin_check(connection, "mofa", "check", noted)
    assert (await Checks().run(sqlite, HALF_HOUR, 0.5))[:2] == [2, 32]


async def test_a_check_that_fails_does_not_end_the_watch(sqlite: Database) -> None:
    faults = (UnusableDatabaseError("kaiken.db", "disk full"), ValueError("a bug"), None)
    checks: Any = Checks(faults=faults)
    assert await checks.run(sqlite, HALF_HOUR, 0.5) == [0, 30, 60, 90, 120]


async def test_with_the_database_away_at_the_start_it_checks_at_once(tmp_path: Path) -> None:
    away = Database.in_file(tmp_path / "nowhere" / "record.db")
    assert (await Checks().run(away, HALF_HOUR, 0.5))[:2] == [0, 30]
    await away.close()


async def test_what_came_of_a_check_is_heard(sqlite: Database) -> None:
    checked = Checked("mofa", CheckRow("mofa", "check", START, START, {}, (), ""), (), ())
    heard = []

    class One:
        async def check(self, _now: Callable[[], dt.datetime]) -> list[Checked]:
            return [checked]

    async def hear(one: Checked) -> None:
        heard.append(one)
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await watch_forever(One(), sqlite, Rhythm(HALF_HOUR, lambda: START), hear)  # type: ignore[arg-type]
    assert heard == [checked]
