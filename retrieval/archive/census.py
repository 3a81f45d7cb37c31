"""Count what is on record: releases by kind and year, headings, and who speaks when.

Only the current version of each release counts.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, and_, extract, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.tables import releases, statements, versions
from retrieval.model.release import ReleaseKind
from retrieval.parsing.pages.headings import NUMBER, opens_questions, opens_remarks
from retrieval.people.identity import SpokenTurn
from retrieval.text.folding import fold

# "Opening Remarks" alone is a place on a page; "Opening Remarks on Rice" has a subject.
_WORDS_WITHOUT_SUBJECT = 2


@dataclass(frozen=True, slots=True)
class Count:
    """How many releases a source has of one kind and year, and how many statements they have."""

    source: str
    kind: ReleaseKind
    year: int
    releases: int
    statements: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How much is on record; `versions` counts old ones too. Days are None for an empty record."""

    releases: int
    statements: int
    versions: int
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A release, without its text."""

    id: str
    source: str
    kind: ReleaseKind
    title: str
    date: dt.date
    time: dt.time | None
    url: str
    version: int
    withdrawn_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading in its latest spelling: how much stands under it, with first and last day."""

    heading: str
    statements: int
    releases: int
    since: dt.date
    until: dt.date


async def count_releases(connection: AsyncConnection) -> list[Count]:
    """Count the releases by source, kind and year, in this order."""
    year = extract("year", versions.c.date).label("year")
    by = (releases.c.source, versions.c.kind, year)
    rows = await connection.execute(
        select(*by, func.count(releases.c.id.distinct()), func.count(statements.c.id))
        .select_from(_current_versions().outerjoin(statements, _of_same_version()))
        .group_by(*by)
        .order_by(*by)
    )
    return [Count(row[0], _kind(row[1]), int(row[2]), row[3], row[4]) for row in rows]


def _kind(word: str) -> ReleaseKind:
    """Return the kind of this name; a word that is none must not keep the others from a list."""
    return ReleaseKind(word if word in list(ReleaseKind) else ReleaseKind.RELEASE)


async def load_totals(connection: AsyncConnection) -> Totals:
    """Load how much is on record."""
    spoken = select(func.count()).select_from(
        _current_versions().join(statements, _of_same_version())
    )
    kept = select(func.count()).select_from(versions)
    found = await connection.execute(
        select(
            func.count(),
            spoken.scalar_subquery(),
            kept.scalar_subquery(),
            func.min(versions.c.date),
            func.max(versions.c.date),
        ).select_from(_current_versions())
    )
    return Totals(*found.one())


async def list_releases(
    connection: AsyncConnection, limit: int | None = None, *, after: int = 0
) -> list[Listed]:
    """List the releases, the newest first, at most `limit` after some; withdrawn ones too."""
    listed = (
        *(releases.c.id, releases.c.source, versions.c.kind, versions.c.title, versions.c.date),
        *(versions.c.time, versions.c.url, versions.c.version, releases.c.withdrawn_at),
    )
    rows = await connection.execute(
        select(*listed)
        .select_from(_current_versions())
        .order_by(versions.c.date.desc(), versions.c.time.desc().nulls_last(), releases.c.id)
        .limit(limit)
        .offset(after)
    )
    return [Listed(row[0], row[1], _kind(row[2]), *row[3:]) for row in rows]


async def list_publishers(connection: AsyncConnection) -> list[str]:
    """List the publishers on record, those of most releases first."""
    rows = await connection.execute(
        select(versions.c.publisher)
        .select_from(_current_versions())
        .group_by(versions.c.publisher)
        .order_by(func.count().desc(), versions.c.publisher)
    )
    return [row.publisher for row in rows]


async def list_topics(connection: AsyncConnection, newest: int | None = None) -> list[Topic]:
    """List the topics of the headings, by the number of statements under them, then by name.

    With `newest`, only those of so many of the newest releases.

    A statement counts for its innermost heading that names a subject. If there is none, the title
    of the page is the heading; but the title of a conference, like "Opening Remarks", names none.
    """
    by = (releases.c.id, statements.c.headings, versions.c.title, versions.c.kind, versions.c.date)
    rows = await connection.execute(
        select(*by, func.count().label("said"))
        .select_from(_current_versions().join(statements, _of_same_version()))
        .where(_is_new(newest) if newest is not None else true())
        .group_by(*by)
        .order_by(versions.c.date, releases.c.id, statements.c.headings)
    )
    # The headings of a large record take a second, in which others are answered.
    return await asyncio.to_thread(_group, rows.all())


async def list_turns(connection: AsyncConnection) -> list[SpokenTurn]:
    """List who made how many statements on which day and in which role, without publishers."""
    by = (statements.c.speaker, statements.c.role, versions.c.date)
    rows = await connection.execute(
        select(*by, func.count())
        .select_from(_current_versions().join(statements, _of_same_version()))
        .where(statements.c.speaker != "", statements.c.speaker != versions.c.publisher)
        .group_by(*by)
        .order_by(versions.c.date, statements.c.speaker, statements.c.role)
    )
    return [SpokenTurn(*row) for row in rows]


def _current_versions() -> FromClause:
    """Join each release with its current version."""
    return releases.join(
        versions,
        and_(versions.c.release_id == releases.c.id, versions.c.version == releases.c.version),
    )


def _is_new(count: int) -> ColumnElement[bool]:
    """Return the condition that a release is one of the newest."""
    newest = select(releases.c.id).select_from(_current_versions())
    latest = newest.order_by(versions.c.date.desc(), releases.c.id).limit(count).subquery()
    return releases.c.id.in_(select(latest.c.id))


def _of_same_version() -> ColumnElement[bool]:
    return and_(
        statements.c.release_id == versions.c.release_id,
        statements.c.version == versions.c.version,
    )


def _subject(row: Row[Any]) -> str:
    """Return the heading that a row of statements counts for, without its number, or empty."""
    for heading in reversed(row.headings):
        bare = NUMBER.sub("", " ".join(heading.split()), count=1)
        opens = opens_remarks(bare) and len(bare.split()) <= _WORDS_WITHOUT_SUBJECT
        if bare and not opens and not opens_questions(bare):
            return bare
    return "" if row.kind == ReleaseKind.CONFERENCE else " ".join(row.title.split())


def _group(rows: Iterable[Row[Any]]) -> list[Topic]:
    """Make topics from rows in the order of days, those of most statements first."""
    grouped: dict[str, list[tuple[str, Row[Any]]]] = defaultdict(list)
    for row in rows:
        heading = _subject(row)
        if heading:
            grouped[fold(heading).text.rstrip(" :")].append((heading, row))
    topics = map(_topic, grouped.values())
    return sorted(topics, key=lambda topic: (-topic.statements, fold(topic.heading).text))


def _topic(found: Sequence[tuple[str, Row[Any]]]) -> Topic:
    """Make a topic from rows, which are in the order of days."""
    return Topic(
        heading=found[-1][0],
        statements=sum(row.said for _, row in found),
        releases=len({row.id for _, row in found}),
        since=found[0][1].date,
        until=found[-1][1].date,
    )
