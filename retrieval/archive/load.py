"""Loading what is on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, and_, func, select, tuple_, union
from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.knowledge import Known, Reading
from retrieval.archive.rows import as_release
from retrieval.archive.tables import (
    addresses,
    readings,
    record,
    releases,
    statements,
    versions,
)
from retrieval.errors import UnknownReleaseError
from retrieval.model.answer import Searched
from retrieval.model.release import Release

# Within what every database takes as the parameters of one statement.
_AT_ONCE = 200
_MOST_ALIKE = 3


async def load_release(
    connection: AsyncConnection, release_id: str, version: int | None = None
) -> Release | None:
    """A release, as it stands now or in an old version; None where there is no such one."""
    wanted = releases.c.version if version is None else version
    found = await _load(connection, and_(releases.c.id == release_id, versions.c.version == wanted))
    return found[0] if found else None


async def find_release(
    connection: AsyncConnection, release_id: str, version: int | None = None
) -> Release:
    """A release, as it stands now or in an old version.

    Raises:
        UnknownReleaseError: there is none such on record.
    """
    release = await load_release(connection, release_id, version)
    if release is not None:
        return release
    from rapidfuzz.process import extract  # noqa: PLC0415 - seldom needed

    alike = extract(release_id, await load_ids(connection), limit=_MOST_ALIKE)
    raise UnknownReleaseError(release_id, version, [one for one, _, _ in alike])


async def load_changed(
    connection: AsyncConnection, since: int, limit: int
) -> list[tuple[int, Release]]:
    """Releases that changed after revision `since`, each with the revision of its last change.

    They stand as they are now, in the order of their changes, at most `limit`.
    """
    rows = await connection.execute(
        select(releases.c.id, releases.c.revision)
        .where(releases.c.revision > since)
        .order_by(releases.c.revision)
        .limit(limit)
    )
    revisions = {row.id: row.revision for row in rows}
    found = await _load(
        connection,
        and_(releases.c.id.in_(revisions), versions.c.version == releases.c.version),
    )
    return sorted(((revisions[one.id], one) for one in found), key=lambda pair: pair[0])


async def _load(connection: AsyncConnection, wanted: ColumnElement[bool]) -> list[Release]:
    """The wanted versions, with their statements."""
    found = await connection.execute(
        select(versions, releases.c.source, releases.c.withdrawn_at)
        .join(releases, releases.c.id == versions.c.release_id)
        .where(wanted)
    )
    rows = found.all()
    spoken = await _load_statements(connection, [(row.release_id, row.version) for row in rows])
    return [as_release(row, spoken.get((row.release_id, row.version), ())) for row in rows]


async def _load_statements(
    connection: AsyncConnection, keys: Collection[tuple[str, int]]
) -> dict[tuple[str, int], list[Row[Any]]]:
    by_key = (statements.c.release_id, statements.c.version)
    rows = await connection.execute(
        select(statements).where(tuple_(*by_key).in_(keys)).order_by(*by_key, statements.c.place)
    )
    return {
        key: list(of_one)
        for key, of_one in groupby(rows.all(), key=lambda row: (row.release_id, row.version))
    }


async def load_ids(connection: AsyncConnection) -> list[str]:
    """The ids of all releases."""
    return list(await connection.scalars(select(releases.c.id).order_by(releases.c.id)))


async def load_searched(connection: AsyncConnection) -> Searched:
    """How many releases are on record, and from when to when."""
    counted = await connection.execute(
        select(func.count(), func.min(versions.c.date), func.max(versions.c.date)).join(
            releases,
            and_(releases.c.id == versions.c.release_id, releases.c.version == versions.c.version),
        )
    )
    return Searched(*counted.one())


async def load_revision(connection: AsyncConnection) -> int:
    """The number of the latest change; 0 where nothing ever was."""
    return await connection.scalar(select(record.c.revision)) or 0


async def count_statements(connection: AsyncConnection) -> int:
    """How many statements are on record, those of old versions among them."""
    return await connection.scalar(select(func.count()).select_from(statements)) or 0


async def load_read(connection: AsyncConnection, keys: Sequence[bytes]) -> dict[bytes, str]:
    """Of these saved pages, those that were read before: for each the id of its release."""
    found: dict[bytes, str] = {}
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        rows = await connection.execute(select(readings).where(readings.c.key.in_(some)))
        found |= {row.key: row.release_id for row in rows}
    return found


async def load_known(connection: AsyncConnection, read: Sequence[Reading]) -> list[Known]:
    """What the record has of the pages of some readings: by id, by address, and by their words."""
    ids = {reading.release.id for reading in read}
    urls = {reading.release.url for reading in read}
    words = {reading.words for reading in read}
    alike = await connection.scalars(
        union(
            select(addresses.c.release_id).where(addresses.c.url.in_(urls)),
            select(versions.c.release_id).where(versions.c.words.in_(words)),
        )
    )
    found = await connection.execute(
        select(releases.c.id, releases.c.source).where(releases.c.id.in_(ids.union(alike)))
    )
    sources = {row.id: row.source for row in found}
    its_words = await _load_of(connection, versions.c.words, versions.c.version, sources)
    its_days = await _load_of(connection, versions.c.date, versions.c.version, sources)
    its_urls = await _load_of(connection, addresses.c.url, addresses.c.place, sources)
    return [
        Known(one, source, tuple(its_words[one]), tuple(its_days[one]), tuple(its_urls[one]))
        for one, source in sources.items()
    ]


async def _load_of(
    connection: AsyncConnection, column: Column[Any], order: Column[int], ids: Collection[str]
) -> dict[str, list[Any]]:
    """For each release the values of a column, in order."""
    owner = column.table.c.release_id
    rows = await connection.execute(select(owner, column).where(owner.in_(ids)).order_by(order))
    found = defaultdict(list)
    for release_id, value in rows:
        found[release_id].append(value)
    return found
