"""The step that tells events apart: what is owed from before stays so, and is sent once."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, insert, select, text

from bot.migrations.schema import migrate
from bot.store.outbox.announcements import announce_due_news, load_unfinished
from bot.store.tables import announcements, notices
from retrieval.archive.database import Database
from retrieval.archive.tables import news, releases

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NEWS = "id", "release_id", "kind", "version", "is_material", "state"
# A page that was edited to and fro; one that was edited and put right; one taken down twice; one
# put up twice; one whose edit is not announced yet.
TOLD = {
    "mofa-flip": "new 1, corrected 2, corrected 1, corrected 2",
    "mofa-right": "new 1, corrected 2, corrected 1, corrected 2, corrected 1",
    "mofa-gone": "new 1, withdrawn 1, restored 1, withdrawn 1",
    "mofa-back": "new 1, withdrawn 1, restored 1, withdrawn 1, restored 1",
    "mofa-late": "new 1",
}


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    made = Database.at(empty_url)
    yield made
    await made.close()


def fill(connection: Connection) -> None:
    """What an older Kaiken leaves: each kind of news of a version is announced once."""
    row = {"source": "mofa", "version": 1, "revision": 1}
    connection.execute(insert(releases), [row | {"id": one} for one in TOLD])
    for release_id, told in TOLD.items():
        seen: set[str] = set()
        for one in told.split(", "):
            kind, version = one.split()
            add_news(connection, release_id, kind, int(version))
            if one not in seen:
                seen.add(one)
                add_announcement(connection, release_id, kind, int(version))
    add_news(connection, "mofa-late", "corrected", 2)
    add_announcement(connection, "", "heartbeat", 20261121)
    add_announcement(connection, "mofa-without-news", "new", 1)


def add_news(connection: Connection, release_id: str, kind: str, version: int) -> None:
    added = {"release_id": release_id, "kind": kind, "version": version, "seen_at": NOW}
    adding = (
        "INSERT INTO news (release_id, kind, version, is_material, state, seen_at) "
        "VALUES (:release_id, :kind, :version, true, 'due', :seen_at)"
    )
    connection.execute(text(adding), added)


def add_announcement(connection: Connection, release_id: str, kind: str, version: int) -> None:
    added = {"release_id": release_id, "kind": kind, "version": version, "at": NOW}
    adding = (
        "INSERT INTO announcements (release_id, kind, version, state, created_at) "
        "VALUES (:release_id, :kind, :version, 'written', :at)"
    )
    connection.execute(text(adding), added)


async def announced(database: Database) -> Sequence[tuple[str, str, int]]:
    """What is announced next, as far as it was not before."""

    def work(connection: Connection) -> list[tuple[str, str, int]]:
        announce_due_news(connection, NOW)
        return [(one.release_id, one.kind, one.version) for one in load_unfinished(connection)]

    return await database.transact(work)


async def test_only_what_differs_from_what_was_told_last_is_still_owed(empty: Database) -> None:
    await migrate(empty, "0007")
    await empty.transact(fill)
    await migrate(empty)
    owed = [
        ("mofa-flip", "corrected", 2),
        ("mofa-flip", "new", 2),
        ("mofa-gone", "withdrawn", 1),
        ("mofa-late", "corrected", 2),
        ("mofa-late", "new", 2),
    ]
    assert await announced(empty) == await announced(empty) == owed
    async with empty.read() as connection:
        led = await connection.execute(
            select(news.c.version_before, news.c.version)
            .where(news.c.release_id == "mofa-flip")
            .order_by(news.c.id)
        )
        assert [tuple(row) for row in led] == [(None, 1), (1, 2), (2, 1), (1, 2)]
        beat = select(announcements.c.event).where(announcements.c.kind == "heartbeat")
        assert await connection.scalar(beat) == 20261121


async def test_what_waits_to_be_sent_waits_on_and_down_again_no_version_is_told_twice(
    empty: Database,
) -> None:
    await migrate(empty, "0007")
    await empty.transact(fill)

    def owe(connection: Connection) -> None:
        row = {"pace": "instant", "due_at": NOW, "state": "pending", "subscription_ids": []}
        counts = {"attempts": 0, "unsure": 0, "losses": 0}
        numbers = connection.scalars(select(announcements.c.id)).all()
        rows = [row | counts | {"announcement_id": one, "chat_id": 7} for one in numbers]
        connection.execute(insert(notices), rows)

    async def waiting() -> list[int]:
        async with empty.read() as connection:
            found = select(notices.c.announcement_id).where(notices.c.state == "pending")
            return list(await connection.scalars(found.order_by(notices.c.id)))

    await empty.transact(owe)
    before = await waiting()
    await migrate(empty)
    assert await waiting() == before
    await announced(empty)
    await migrate(empty, "0007")
    assert await waiting() == before
    async with empty.read() as connection:
        keys = "SELECT count(*), count(DISTINCT (release_id || kind || version)) FROM announcements"
        total, different = (await connection.execute(text(keys))).one()
    assert total == different
