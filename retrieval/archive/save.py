"""Writing to the record. Who writes locks it first, so that what was decided still holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import Insert, Update

from retrieval.archive.knowledge import Decision, Knowledge, Reading, ReadingOutcome
from retrieval.archive.load import load_known, load_read
from retrieval.archive.rows import Values, statement_values, version_values
from retrieval.archive.tables import addresses, readings, record, releases, statements, versions

# A change with the number that it goes down in the record's history as.
_Numbered = tuple[int, Decision]


async def save(
    connection: AsyncConnection, read: Sequence[Reading], now: dt.datetime
) -> list[Decision]:
    """Put readings on record within the caller's transaction, and say what each was to the record.

    `now`, with its zone, is when. The transaction has to begin with this: what the record has is
    looked up behind the lock.
    """
    revision = await lock(connection)
    knowledge = Knowledge.of(await load_known(connection, read))
    decisions = [knowledge.decide(reading) for reading in read]
    changes = [one for one in decisions if one.outcome is not ReadingOutcome.UNCHANGED]
    numbered = list(enumerate(changes, revision + 1))
    await _insert_words(connection, numbered, now)
    await _write_addresses(connection, decisions)
    await _mark_changed(connection, numbered)
    await _remember(connection, decisions)
    return decisions


async def withdraw(connection: AsyncConnection, release_id: str, now: dt.datetime) -> bool:
    """Mark a release as withdrawn by its publisher; its words stay.

    False if it is marked already, or unknown.
    """
    stands = releases.c.withdrawn_at.is_(None)
    return await _change(connection, release_id, stands, {"withdrawn_at": now})


async def restore(connection: AsyncConnection, release_id: str) -> bool:
    """Take back that a release was withdrawn; False if it is not marked, or unknown."""
    is_marked = releases.c.withdrawn_at.is_not(None)
    return await _change(connection, release_id, is_marked, {"withdrawn_at": None})


async def let_stand(connection: AsyncConnection, release_id: str, version: int) -> bool:
    """Have the version stand that the publisher shows now, whatever the days of the others.

    False if it stands already, or the release is unknown.
    """
    is_other = releases.c.version != version
    return await _change(connection, release_id, is_other, {"version": version})


async def _change(
    connection: AsyncConnection, release_id: str, where: ColumnElement[bool], values: Values
) -> bool:
    """Change a release of which a condition holds, as a change of the record; False if none is."""
    revision = await lock(connection) + 1
    changed = await connection.execute(
        update(releases)
        .where(releases.c.id == release_id, where)
        .values(**values, revision=revision)
    )
    if changed.rowcount:
        await connection.execute(update(record).values(revision=revision))
    return bool(changed.rowcount)


async def lock(connection: AsyncConnection) -> int:
    """The number of the latest change; nobody else changes the record until the transaction ends.

    SQLite locks at the begin of every write.
    """
    latest = await connection.execute(select(record.c.revision).with_for_update())
    return int(latest.scalar_one())


async def _insert_words(
    connection: AsyncConnection, numbered: Sequence[_Numbered], now: dt.datetime
) -> None:
    first = [
        {
            "id": decision.release.id,
            "source": decision.release.source,
            "version": decision.known.latest,
            "revision": revision,
        }
        for revision, decision in numbered
        if decision.outcome is ReadingOutcome.KEPT
    ]
    new = [
        one for _, one in numbered if one.outcome in {ReadingOutcome.KEPT, ReadingOutcome.CHANGED}
    ]
    rows = [
        version_values(one.release) | {"words": one.reading.words, "kept_at": now} for one in new
    ]
    await _write(connection, insert(releases), first)
    await _write(connection, insert(versions), rows)
    await _write(
        connection,
        insert(statements),
        [row for one in new for row in statement_values(one.release)],
    )


async def _write_addresses(connection: AsyncConnection, decisions: Sequence[Decision]) -> None:
    """Note new addresses; versions that had none are cited by the first one from now on."""
    new = [
        {
            "url": one.new_url,
            "release_id": one.release.id,
            "place": one.known.urls.index(one.new_url),
        }
        for one in decisions
        if one.new_url
    ]
    await _write(connection, insert(addresses), new)
    late = [
        {"its_id": one.release.id, "url": one.new_url}
        for one in decisions
        if one.new_url and one.known.urls == (one.new_url,)
    ]
    give = update(versions).where(
        versions.c.release_id == bindparam("its_id"), versions.c.url == ""
    )
    await _write(connection, give.values(url=bindparam("url")), late)


async def _mark_changed(connection: AsyncConnection, numbered: Sequence[_Numbered]) -> None:
    """Number the changes to releases that were on record; new ones bear their number already."""
    later = [
        {"its_id": one.release.id, "version": one.known.latest, "revision": revision}
        for revision, one in numbered
        if one.outcome is not ReadingOutcome.KEPT
    ]
    mark = update(releases).where(releases.c.id == bindparam("its_id"))
    mark = mark.values(version=bindparam("version"), revision=bindparam("revision"))
    await _write(connection, mark, later)
    if numbered:
        await connection.execute(update(record).values(revision=numbered[-1][0]))


async def _remember(connection: AsyncConnection, decisions: Sequence[Decision]) -> None:
    """Note which saved pages were read; of two that are the same, the first tells."""
    keys = {one.reading.key: one.release.id for one in reversed(decisions)}
    known = await load_read(connection, list(keys))
    new = [{"key": key, "release_id": keys[key]} for key in reversed(keys) if key not in known]
    await _write(connection, insert(readings), new)


async def _write(
    connection: AsyncConnection, statement: Insert | Update, rows: Sequence[Values]
) -> None:
    if rows:
        await connection.execute(statement, rows)
