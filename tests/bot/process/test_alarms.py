"""What fails is noted once by whichever process sees it, and is over when none does."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.process.alarms import OVER_AFTER, AlarmLook, TokenWatch
from bot.setup.services import Services, open_services
from bot.setup.settings import Secret, Settings
from bot.store.tables import updates
from retrieval.archive.tables import alarms
from retrieval.errors import DamagedIndexError
from retrieval.sources.files.seeds import Seeds

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class House:
    """Services at a moment that a test moves, and the alarms on record."""

    def __init__(self, services: Services, settings: Settings, time: list[datetime]) -> None:
        self.services = services
        self._settings = settings
        self._time = time

    def passes(self, by: timedelta) -> None:
        self._time[0] += by

    def process(self, token: TokenWatch | None = None) -> AlarmLook:
        return AlarmLook(self.services, self._settings, token or TokenWatch())

    async def alarms(self) -> list[tuple[str, bool]]:
        """The kinds of all alarms that began, and whether each is over."""
        async with self.services.database.read() as connection:
            rows = await connection.execute(select(alarms).order_by(alarms.c.id))
            return [(row.kind, row.over_at is not None) for row in rows]


@pytest.fixture
async def house(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    time = [NOW]
    settings = Settings(None, tmp_path, "", Secret(database_url))
    monkeypatch.setattr("bot.process.alarms.measure_free", lambda _: 10**12)
    async with open_services(settings, lambda: time[0], Seeds((), ())) as services:
        yield House(services, settings, time)


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def set_free(free: int) -> None:
        monkeypatch.setattr("bot.process.alarms.measure_free", lambda _: free)

    return set_free


async def test_an_alarm_is_on_while_any_process_sees_it(
    house: House, free: Callable[[int], None]
) -> None:
    here, there = house.process(), house.process()
    for _ in range(20):
        free(50_000_000)
        await here.look()
        free(10**12)
        await there.look()
        house.passes(MINUTE)
    assert await house.alarms() == [("disk", False)]
    for _ in range(6):
        await here.look()
        await there.look()
        house.passes(MINUTE)
    assert await house.alarms() == [("disk", True)]


async def test_a_process_that_just_began_ends_no_alarm_and_begins_none_again(
    house: House, free: Callable[[int], None]
) -> None:
    free(50_000_000)
    await house.process().look()
    # All were away for long.
    house.passes(timedelta(hours=3))
    anew = house.process()
    free(10**12)
    await anew.look()
    assert await house.alarms() == [("disk", False)]
    free(50_000_000)
    await anew.look()
    assert await house.alarms() == [("disk", False)]
    free(10**12)
    house.passes(OVER_AFTER + MINUTE)
    await anew.look()
    assert await house.alarms() == [("disk", True)]


async def test_a_token_is_refused_until_a_call_is_taken(house: House) -> None:
    token = TokenWatch()
    process = house.process(token)
    for outcome in ("401", "no answer", "502"):
        token.hear(outcome)
    await process.look()
    assert await house.alarms() == [("token", False)]
    token.hear("200")
    house.passes(OVER_AFTER + MINUTE)
    await process.look()
    assert await house.alarms() == [("token", True)]


async def test_an_update_that_is_put_aside_tells_of_its_handler_for_an_hour(house: House) -> None:
    process = house.process()
    row: dict[str, Any] = {"update_id": 1, "lane": 7, "state": "aside", "reason": "ValueError"}
    counts = {"failures": 5, "losses": 0, "sent": 0, "unsure": 0}
    at = {"received_at": NOW, "due_at": NOW, "put_aside_at": NOW, "payload": '{"text": "whaling"}'}
    adding = insert(updates).values(**row, **counts, **at)
    await house.services.database.transact(lambda c: c.execute(adding))
    await process.look()
    async with house.services.database.read() as connection:
        assert await connection.scalar(select(alarms.c.said)) == "1: ValueError"
    house.passes(timedelta(minutes=59))
    await process.look()
    assert await house.alarms() == [("handlers", False)]
    house.passes(2 * OVER_AFTER)
    await process.look()
    assert await house.alarms() == [("handlers", True)]


async def test_an_index_that_is_being_built_is_no_alarm_unless_it_takes_long(house: House) -> None:
    process, record = house.process(), house.services.record
    record._is_empty = False
    record._fault = DamagedIndexError("index", "it is being built", is_known=True)
    await process.look()
    assert await house.alarms() == []
    house.passes(OVER_AFTER)
    await process.look()
    assert await house.alarms() == [("index", False)]
    record._fault = DamagedIndexError("index", "cut")
    await process.look()
    assert await house.alarms() == [("index", False)]
