"""Load and save the results of watching: each check, and the news to announce."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.alarms import AlarmKind, end_alarms
from retrieval.archive.rows import Values
from retrieval.archive.tables import checks, news, pages, releases, versions
from retrieval.sources.watch.decisions import NewsKind, NewsState, SeenBy


@dataclass(frozen=True, slots=True)
class News:
    """Something to announce about a release; `title`, `day` and `url` are those of its version.

    `version_before` is that which was announced before a correction.
    """

    release_id: str
    version: int
    kind: NewsKind
    is_material: bool
    state: NewsState
    seen_at: dt.datetime
    title: str = ""
    day: dt.date | None = None
    url: str = ""
    version_before: int | None = None


@dataclass(frozen=True, slots=True)
class Unseen:
    """What a check could not read, and why."""

    url: str
    fault: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check as it was saved; `ended_at` is None for one that is running, or was killed."""

    source: str
    kind: str
    began_at: dt.datetime
    ended_at: dt.datetime | None
    counts: Mapping[str, int]
    unseen: tuple[Unseen, ...]
    held: str


async def begin_check(connection: AsyncConnection, source: str, kind: str, now: dt.datetime) -> int:
    """Save that a check begins; return its number, which `end_check` needs."""
    row = await connection.execute(
        insert(checks)
        .values(source=source, kind=kind, began_at=now, counts={}, unseen=[], held="")
        .returning(checks.c.id)
    )
    return int(row.scalar_one())


async def end_check(connection: AsyncConnection, number: int, row: CheckRow) -> None:
    """Save the result of a check."""
    await connection.execute(
        update(checks)
        .where(checks.c.id == number)
        .values(
            ended_at=row.ended_at,
            counts=dict(row.counts),
            unseen=[[one.url, one.fault, one.reason] for one in row.unseen],
            held=row.held,
        )
    )


async def load_checks(connection: AsyncConnection, source: str, limit: int) -> list[CheckRow]:
    """Load the latest checks of a source, the latest first."""
    rows = await connection.execute(
        select(checks)
        .where(checks.c.source == source)
        .order_by(checks.c.began_at.desc(), checks.c.id.desc())
        .limit(limit)
    )
    return [
        CheckRow(
            row.source,
            row.kind,
            row.began_at,
            row.ended_at,
            row.counts,
            tuple(Unseen(*one) for one in row.unseen),
            row.held,
        )
        for row in rows
    ]


async def last_check(
    connection: AsyncConnection, kind: str, now: dt.datetime
) -> dt.datetime | None:
    """Load when the latest check of a kind began; None if there was none.

    One that begins after now is by a clock that has gone back since, and does not count.
    """
    latest = select(checks.c.began_at).where(checks.c.kind == kind, checks.c.began_at <= now)
    return await connection.scalar(latest.order_by(checks.c.began_at.desc()).limit(1))


async def has_release_with_same_words(
    connection: AsyncConnection, release_id: str, source: str, words: bytes
) -> bool:
    """Tell whether another release of the source has the same words now and is not withdrawn."""
    alike = (
        select(func.count())
        .select_from(versions.join(releases, releases.c.id == versions.c.release_id))
        .where(
            versions.c.words == words,
            versions.c.version == releases.c.version,
            releases.c.source == source,
            releases.c.id != release_id,
            releases.c.withdrawn_at.is_(None),
        )
    )
    return bool(await connection.scalar(alike))


async def current_words(connection: AsyncConnection, release_id: str) -> bytes:
    """Load the digest of the words of a release's current version."""
    wanted = select(versions.c.words).join(
        releases,
        and_(releases.c.id == versions.c.release_id, releases.c.version == versions.c.version),
    )
    found = await connection.execute(wanted.where(releases.c.id == release_id))
    return bytes(found.scalar_one())


async def announcement_state(connection: AsyncConnection, release_id: str) -> NewsState | None:
    """Load the state of the news that a release is new; None if there was no such news."""
    state = await connection.scalar(
        select(news.c.state)
        .where(news.c.release_id == release_id, news.c.kind == NewsKind.NEW)
        .order_by(news.c.id.desc())
        .limit(1)
    )
    return None if state is None else NewsState(state)


async def announced_version(connection: AsyncConnection, release_id: str) -> int | None:
    """Load the version of a release that was announced last; None if none was."""
    is_told = and_(
        news.c.release_id == release_id,
        news.c.kind.in_([NewsKind.NEW, NewsKind.CORRECTED]),
        news.c.is_material,
        news.c.state == NewsState.DUE,
    )
    latest = select(news.c.version).where(is_told).order_by(news.c.id.desc()).limit(1)
    version: int | None = await connection.scalar(latest)
    return version


async def add_news(connection: AsyncConnection, item: News) -> None:
    """Save what there is to announce."""
    await connection.execute(
        insert(news).values(
            release_id=item.release_id,
            version=item.version,
            version_before=item.version_before,
            kind=item.kind.value,
            is_material=item.is_material,
            state=item.state.value,
            seen_at=item.seen_at,
        )
    )


async def update_held_news(
    connection: AsyncConnection, release_id: str, version: int | None
) -> None:
    """Give the held news of a new release another version, or drop it if `version` is None."""
    values: Values = {"state": NewsState.DROPPED.value} if version is None else {"version": version}
    await connection.execute(
        update(news)
        .where(
            news.c.release_id == release_id,
            news.c.kind == NewsKind.NEW,
            news.c.state == NewsState.HELD,
        )
        .values(**values)
    )


async def drop_held_corrections(connection: AsyncConnection, release_id: str) -> None:
    """Drop the held news of a release's other words: they have changed again."""
    await connection.execute(
        update(news)
        .where(
            news.c.release_id == release_id,
            news.c.kind == NewsKind.CORRECTED,
            news.c.state == NewsState.HELD,
        )
        .values(state=NewsState.DROPPED.value)
    )


async def load_news(connection: AsyncConnection, states: Collection[NewsState]) -> list[News]:
    """Load the news in these states, in the order in which it was saved."""
    rows = await connection.execute(
        select(news, versions.c.title, versions.c.date, versions.c.url)
        .join(
            versions,
            and_(versions.c.release_id == news.c.release_id, versions.c.version == news.c.version),
        )
        .where(news.c.state.in_([one.value for one in states]))
        .order_by(news.c.id)
    )
    return [
        News(
            row.release_id,
            row.version,
            NewsKind(row.kind),
            row.is_material,
            NewsState(row.state),
            row.seen_at,
            row.title,
            row.date,
            row.url,
            row.version_before,
        )
        for row in rows
    ]


async def is_news_held(connection: AsyncConnection) -> bool:
    """Say whether news waits until the operator decides, also of pages not read yet."""
    is_held = exists().where(news.c.state == NewsState.HELD), exists().where(pages.c.is_held)
    return bool(await connection.scalar(select(or_(*is_held))))


async def settle_held_news(connection: AsyncConnection, state: NewsState, now: dt.datetime) -> int:
    """Release or drop all held news, also of pages not read yet; return how many news.

    The alarm that news is held ends.
    """
    values: Values = {"is_held": False}
    if state is NewsState.DROPPED:
        values["seen_by"] = SeenBy.STOCK.value
    await connection.execute(update(pages).where(pages.c.is_held).values(**values))
    settled = await connection.execute(
        update(news).where(news.c.state == NewsState.HELD).values(state=state.value)
    )
    await connection.run_sync(end_alarms, AlarmKind.NEWS, now)
    return settled.rowcount
