"""Write to the record. A writer locks it first, so that its decisions hold until it is done."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import Insert, Update

from retrieval.archive.knowledge import Decision, Knowledge, Reading, ReadingOutcome
from retrieval.archive.load import load_known, load_known_keys
from retrieval.archive.rows import Values, rows_of
from retrieval.archive.tables import (
    LONGEST_TOKEN,
    addresses,
    readings,
    record,
    releases,
    revisions,
    statements,
    versions,
)

# A change, with the revision that the record gets by it.
_Numbered = tuple[int, Decision]


async def save(
    connection: AsyncConnection, read: Sequence[Reading], now: dt.datetime
) -> list[Decision]:
    """Save readings within the caller's transaction, and return the decision about each.

    `now` has a time zone. The transaction has to begin with this call, because the record is read
    after it is locked.
    """
    revision = await lock(connection)
    decisions = await decide(connection, read)
    await write(connection, decisions, revision, now)
    return decisions


async def decide(connection: AsyncConnection, read: Sequence[Reading]) -> list[Decision]:
    """Decide about readings; that holds as long as the record is locked."""
    knowledge = Knowledge.of(await load_known(connection, read))
    return [knowledge.decide(reading) for reading in read]


async def write(
    connection: AsyncConnection, decisions: Sequence[Decision], revision: int, now: dt.datetime
) -> None:
    """Save what was decided since the record was locked; `revision` is what `lock` returned."""
    changes = [
        decision for decision in decisions if decision.outcome is not ReadingOutcome.UNCHANGED
    ]
    numbered = list(enumerate(changes, revision + 1))
    await _insert_versions(connection, numbered, now)
    await _write_addresses(connection, decisions)
    await _mark_changed(connection, numbered)
    await _save_keys(connection, decisions)


async def withdraw(connection: AsyncConnection, release_id: str, now: dt.datetime) -> bool:
    """Mark a release as withdrawn by its publisher; its words stay.

    Returns:
        False if it is marked already, or unknown.
    """
    stands = releases.c.withdrawn_at.is_(None)
    return await _change(connection, release_id, stands, {"withdrawn_at": now})


async def restore(connection: AsyncConnection, release_id: str) -> bool:
    """Undo the withdrawal of a release; return False if it is not marked, or unknown."""
    is_marked = releases.c.withdrawn_at.is_not(None)
    return await _change(connection, release_id, is_marked, {"withdrawn_at": None})


async def set_current_version(connection: AsyncConnection, release_id: str, version: int) -> bool:
    """Make the version that the publisher shows now the current one, whatever its day.

    Returns:
        False if it is the current one already, or the release is unknown.
    """
    is_other = releases.c.version != version
    return await _change(connection, release_id, is_other, {"version": version})


async def _change(
    connection: AsyncConnection, release_id: str, where: ColumnElement[bool], values: Values
) -> bool:
    """Change a release that meets a condition, as a new revision; return False if it does not."""
    revision = await lock(connection) + 1
    changed = await connection.execute(
        update(releases)
        .where(releases.c.id == release_id, where)
        .values(**values, revision=revision)
    )
    if changed.rowcount:
        await _advance(connection, revision)
    return bool(changed.rowcount)


async def lock(connection: AsyncConnection) -> int:
    """Lock the record until the transaction ends, and return the number of its latest change.

    SQLite locks at the begin of every write.
    """
    latest = await connection.execute(select(record.c.revision).with_for_update())
    return int(latest.scalar_one())


async def _advance(connection: AsyncConnection, number: int) -> None:
    """Make a change the latest, with a token that no other history has at this number."""
    await connection.execute(update(record).values(revision=number))
    token = secrets.token_hex(LONGEST_TOKEN // 2)
    await connection.execute(insert(revisions).values(number=number, token=token))


async def _insert_versions(
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
    rows, spoken = [], []
    for _, one in numbered:
        if one.outcome in {ReadingOutcome.KEPT, ReadingOutcome.CHANGED}:
            row, statement_rows = rows_of(one.release)
            rows.append(row | {"words": one.reading.words, "kept_at": now})
            spoken += statement_rows
    await _write(connection, insert(releases), first)
    await _write(connection, insert(versions), rows)
    await _write(connection, insert(statements), spoken)


async def _write_addresses(connection: AsyncConnection, decisions: Sequence[Decision]) -> None:
    """Save new addresses; versions without one are cited by the first one from now on."""
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
    """Number the changes to releases that were on record; new ones have their number already."""
    later = [
        {"its_id": one.release.id, "version": one.known.latest, "revision": revision}
        for revision, one in numbered
        if one.outcome is not ReadingOutcome.KEPT
    ]
    mark = update(releases).where(releases.c.id == bindparam("its_id"))
    mark = mark.values(version=bindparam("version"), revision=bindparam("revision"))
    await _write(connection, mark, later)
    if numbered:
        await _advance(connection, numbered[-1][0])


async def _save_keys(connection: AsyncConnection, decisions: Sequence[Decision]) -> None:
    """Save the keys of the pages that were read; of two equal ones, the first counts."""
    keys = {one.reading.key: one.release.id for one in reversed(decisions)}
    known = await load_known_keys(connection, list(keys))
    new = [{"key": key, "release_id": keys[key]} for key in reversed(keys) if key not in known]
    await _write(connection, insert(readings), new)


async def _write(
    connection: AsyncConnection, statement: Insert | Update, rows: Sequence[Values]
) -> None:
    if rows:
        await connection.execute(statement, rows)
