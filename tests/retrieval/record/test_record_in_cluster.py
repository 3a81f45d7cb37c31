"""A record whose engine is a cluster: what is told while that is away, or cannot be written."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from typing import Protocol

import pytest

from retrieval.answering.answerer import Answerer
from retrieval.archive.database import Database
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.errors import ClusterFault, UnusableClusterError
from retrieval.index.cluster.cluster_engine import ClusterEngine
from retrieval.index.cluster.connection import ClusterAddress
from retrieval.model.answer import Status
from retrieval.record.record import Record
from tests.retrieval.index.fake_cluster import FakeCluster, error, serving

NOW = datetime(2022, 2, 3, 12, tzinfo=UTC)
READ_ONLY = error(403, "cluster_block_exception", "FORBIDDEN/5/index read-only (api)")
Make = Callable[..., Reading]


class Clock(Protocol):
    """Seconds that only a test moves."""

    now: float

    def __call__(self) -> float: ...


@pytest.fixture
def fake() -> Iterator[FakeCluster]:
    with serving() as cluster:
        yield cluster


@pytest.fixture
async def record(database: Database, fake: FakeCluster, clock: Clock) -> AsyncIterator[Record]:
    def sleep(seconds: float) -> None:
        clock.now += seconds

    engine = ClusterEngine(ClusterAddress([fake.url]), clock, clock, sleep)
    opened = Record(database, engine, clock)
    yield opened
    fake.faults.clear()
    fake.is_gone = False
    await opened.close()


async def put(database: Database, *read: Reading) -> None:
    async with database.write() as connection:
        await save(connection, read, NOW)


async def status(record: Record, question: str) -> Status:
    return (await Answerer(record).answer(question, NOW)).status


async def test_while_the_cluster_is_away_the_record_says_why_and_then_goes_on(
    database: Database, record: Record, fake: FakeCluster, clock: Clock, reading: Make
) -> None:
    await put(database, reading("We will speak of whaling."))
    await record.catch_up()
    assert await status(record, "whaling") is Status.ANSWERED
    fake.is_gone = True
    clock.now += 2
    with pytest.raises(UnusableClusterError, match="it is not reached"):
        await status(record, "whaling")
    assert record.fault is not None
    fake.is_gone = False
    clock.now += 2
    assert await status(record, "whaling") is Status.ANSWERED
    assert record.fault is None


async def test_a_cluster_that_takes_no_changes_answers_from_what_it_has(
    database: Database, record: Record, fake: FakeCluster, clock: Clock, reading: Make
) -> None:
    await put(database, reading("We will speak of whaling."))
    await record.catch_up()
    fake.fails("_bulk", READ_ONLY)
    await put(database, reading("We will speak of visas.", stem="another"))
    clock.now += 2
    assert await status(record, "whaling") is Status.ANSWERED
    assert record.fault is None
    with pytest.raises(UnusableClusterError) as met:
        await record.catch_up()
    assert met.value.fault is ClusterFault.READ_ONLY
    fake.faults.clear()
    clock.now += 2
    assert await status(record, "visas") is Status.ANSWERED


async def test_loading_that_was_broken_off_is_done_by_whoever_comes_next(
    database: Database, record: Record, fake: FakeCluster, reading: Make
) -> None:
    await put(database, reading("We will speak of whaling."))
    fake.fails("_refresh", READ_ONLY)
    with pytest.raises(UnusableClusterError):
        await record.catch_up()
    assert record.fault is not None
    fake.faults.clear()
    await record.catch_up()
    assert record.fault is None
    assert await status(record, "whaling") is Status.ANSWERED
    assert len([one for one in fake.indexes if not one.endswith("-writer")]) == 1
