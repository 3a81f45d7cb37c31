"""Load what is on record."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Row,
    RowMapping,
    and_,
    exists,
    func,
    select,
    tuple_,
    union,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.knowledge import Known, Reading
from retrieval.archive.rows import as_release
from retrieval.archive.tables import (
    addresses,
    indexes,
    readings,
    record,
    releases,
    revisions,
    statements,
    versions,
)
from retrieval.errors import UnknownReleaseError, UnreadableReleaseError
from retrieval.model.answer import LastSeen
from retrieval.model.release import Release, Revision

_log = logging.getLogger(__name__)

# Every database accepts so many parameters in one statement.
_MOST_PARAMETERS = 200
_MOST_ALIKE = 3


async def load_release(
    connection: AsyncConnection, release_id: str, version: int | None = None
) -> Release | None:
    """Load a release in its current or a given version.

    None if there is no such one, or if its rows cannot be read.
    """
    found = await _load(connection, _is_version(release_id, version))
    return next(iter(found.values()), None)


def _is_version(release_id: str, version: int | None) -> ColumnElement[bool]:
    wanted = releases.c.version if version is None else version
    return and_(releases.c.id == release_id, versions.c.version == wanted)


async def find_release(
    connection: AsyncConnection, release_id: str, version: int | None = None
) -> Release:
    """Load a release in its current or a given version.

    Raises:
        UnknownReleaseError: there is no such release or version on record.
        UnreadableReleaseError: its rows cannot be read.
    """
    found = await _load(connection, _is_version(release_id, version))
    if (release := next(iter(found.values()), None)) is not None:
        return release
    if found:
        raise UnreadableReleaseError(release_id)
    from rapidfuzz.process import extract  # noqa: PLC0415 - seldom needed

    alike = extract(release_id, await load_ids(connection), limit=_MOST_ALIKE)
    raise UnknownReleaseError(release_id, version, [one for one, _, _ in alike])


async def load_changed(
    connection: AsyncConnection, since: int, limit: int
) -> list[tuple[int, Release | None]]:
    """Load releases that changed after revision `since`, each with the revision of its last change.

    They are in their current version, in the order of their changes, at most `limit` of them. One
    whose rows cannot be read, or that has no such version, is None: it must not hide the others.
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
    current = {release_id: release for (release_id, _), release in found.items()}
    return [(revision, current.get(one)) for one, revision in revisions.items()]


async def load_edited(
    connection: AsyncConnection, since: int, limit: int
) -> list[tuple[int, Sequence[Release]]]:
    """Load all versions of releases that have several and changed after revision `since`.

    They come in the order of their changes, each with the revision of its last change, at most
    `limit` releases; first the version that stands. Versions that cannot be read are left out.
    """
    other = and_(versions.c.release_id == releases.c.id, versions.c.version != releases.c.version)
    rows = await connection.execute(
        select(releases.c.id, releases.c.version, releases.c.revision)
        .where(releases.c.revision > since, exists().where(other))
        .order_by(releases.c.revision)
        .limit(limit)
    )
    edited = {row.id: (row.revision, row.version) for row in rows}
    found = await _load(connection, versions.c.release_id.in_(edited))
    readable = [release for release in found.values() if release is not None]
    return [
        (
            revision,
            sorted(
                (release for release in readable if release.id == one),
                key=lambda release: (release.version != current, release.version),
            ),
        )
        for one, (revision, current) in edited.items()
    ]


async def _load(
    connection: AsyncConnection, wanted: ColumnElement[bool]
) -> dict[tuple[str, int], Release | None]:
    """Load the wanted versions with their statements; None for what cannot be read."""
    found = await connection.execute(
        select(versions, releases.c.source, releases.c.withdrawn_at)
        .join(releases, releases.c.id == versions.c.release_id)
        .where(wanted)
    )
    rows = {(row["release_id"], row["version"]): row for row in found.mappings()}
    spoken = await _load_statements(connection, rows)
    return {key: _read(row, spoken.get(key, ())) for key, row in rows.items()}


def _read(version: RowMapping, spoken: Sequence[RowMapping]) -> Release | None:
    try:
        return as_release(version, spoken)
    except (TypeError, ValueError):
        _log.error("release %s cannot be read: its rows are damaged", version["release_id"])
        return None


async def _load_statements(
    connection: AsyncConnection, keys: Collection[tuple[str, int]]
) -> dict[tuple[str, int], list[RowMapping]]:
    by_key = (statements.c.release_id, statements.c.version)
    rows = await connection.execute(
        select(statements).where(tuple_(*by_key).in_(keys)).order_by(*by_key, statements.c.place)
    )
    of_key = itemgetter("release_id", "version")
    return {key: list(group) for key, group in groupby(rows.mappings(), of_key)}


async def load_ids(connection: AsyncConnection) -> list[str]:
    """Load the ids of all releases."""
    return list(await connection.scalars(select(releases.c.id).order_by(releases.c.id)))


async def load_version_numbers(connection: AsyncConnection, release_id: str) -> list[int]:
    """Load the numbers of the versions of a release that are kept, the latest first."""
    kept = select(versions.c.version).where(versions.c.release_id == release_id)
    return list(await connection.scalars(kept.order_by(versions.c.version.desc())))


async def load_last_seen(connection: AsyncConnection) -> list[LastSeen]:
    """Load when each watched source was last seen, by name."""
    rows = (await connection.execute(select(indexes).order_by(indexes.c.source))).all()
    by_source = groupby(rows, lambda row: row.source)
    return [_last_seen(source, list(found)) for source, found in by_source]


def _last_seen(source: str, found: Sequence[Row[Any]]) -> LastSeen:
    unseen = [row for row in found if row.unseen_since is not None]
    since = min((row.unseen_since for row in unseen), default=None)
    is_blind = len(unseen) == len(found)
    seen_at = max((row.seen_at for row in found if row.seen_at is not None), default=None)
    if is_blind and seen_at and since:
        # A moment after that is by a clock that has gone back since.
        seen_at = min(seen_at, since)
    return LastSeen(source, seen_at, since, tuple(sorted(row.name for row in unseen)), is_blind)


async def load_revision(connection: AsyncConnection) -> Revision:
    """Load the latest change of the record; its number is 0 if there never was one."""
    found = await connection.execute(
        select(record.c.revision, revisions.c.token).outerjoin(
            revisions, record.c.revision == revisions.c.number
        )
    )
    row = found.one_or_none()
    return Revision(row.revision, row.token or "") if row is not None else Revision()


async def has_revision(connection: AsyncConnection, revision: Revision) -> bool:
    """Tell whether the record ever stood at a change; a record of another history did not."""
    same = and_(revisions.c.number == revision.number, revisions.c.token == revision.token)
    return bool(await connection.scalar(select(func.count()).where(same)))


async def count_changed(connection: AsyncConnection, since: int) -> int:
    """Count the releases that changed after revision `since`."""
    changed = select(func.count()).select_from(releases).where(releases.c.revision > since)
    return await connection.scalar(changed) or 0


async def count_statements(connection: AsyncConnection) -> int:
    """Count the statements on record, also those of old versions."""
    return await connection.scalar(select(func.count()).select_from(statements)) or 0


async def load_known_keys(connection: AsyncConnection, keys: Sequence[bytes]) -> dict[bytes, str]:
    """Load which of these keys of saved pages are known: for each, the id of its release."""
    found: dict[bytes, str] = {}
    for start in range(0, len(keys), _MOST_PARAMETERS):
        some = keys[start : start + _MOST_PARAMETERS]
        rows = await connection.execute(select(readings).where(readings.c.key.in_(some)))
        found |= {row.key: row.release_id for row in rows}
    return found


async def load_known(connection: AsyncConnection, read: Sequence[Reading]) -> list[Known]:
    """Load what the record knows of some readings: by id, by address, and by their words."""
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
    words_of = await _load_column(connection, versions.c.words, versions.c.version, sources)
    days_of = await _load_column(connection, versions.c.date, versions.c.version, sources)
    urls_of = await _load_column(connection, addresses.c.url, addresses.c.place, sources)
    return [
        Known(key, source, tuple(words_of[key]), tuple(days_of[key]), tuple(urls_of[key]))
        for key, source in sources.items()
    ]


async def _load_column(
    connection: AsyncConnection, column: Column[Any], order: Column[int], ids: Collection[str]
) -> dict[str, list[Any]]:
    """Load, for each release, the values of a column, in order."""
    owner = column.table.c.release_id
    rows = await connection.execute(select(owner, column).where(owner.in_(ids)).order_by(order))
    found = defaultdict(list)
    for release_id, value in rows:
        found[release_id].append(value)
    return found
