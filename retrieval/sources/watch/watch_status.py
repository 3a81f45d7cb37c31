"""The state of watching: what was last read, what could not be, and what waits for the operator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.tables import pages
from retrieval.sources.watch.check_log import CheckRow, News, load_checks, load_news
from retrieval.sources.watch.decisions import IndexPageState, NewsState
from retrieval.sources.watch.known_pages import load_indexes
from retrieval.sources.watch.publishers import Source


@dataclass(frozen=True, slots=True)
class Standing:
    """A source: the states of its indexes, its latest check, and how many pages are in which state.

    `last` is None before the first check.
    """

    source: str
    indexes: tuple[IndexPageState, ...]
    last: CheckRow | None
    pages: Mapping[str, int]


async def load_standing(connection: AsyncConnection, source: Source) -> Standing:
    """Load the state of watching a source."""
    states = await load_indexes(connection, source.name)
    counted = await connection.execute(
        select(pages.c.state, func.count())
        .where(pages.c.source == source.name)
        .group_by(pages.c.state)
    )
    return Standing(
        source.name,
        tuple(
            states.get(index.name, IndexPageState(source.name, index.name))
            for index in source.indexes
        ),
        next(iter(await load_checks(connection, source.name, 1)), None),
        {row.state: row[1] for row in counted},
    )


async def load_held(connection: AsyncConnection) -> list[News]:
    """Load the news that is held until the operator decides."""
    return await load_news(connection, (NewsState.HELD,))
