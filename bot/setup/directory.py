"""Who speaks in the record and what its headings are, kept until the record changes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.census import Topic, list_topics, list_turns
from retrieval.archive.database import Database
from retrieval.people.identity import Person, find_people
from retrieval.record.record import Record

_Item = TypeVar("_Item", Person, Topic)


class Directory:
    """Lists people and topics, those of most statements first; asks the database once a state.

    Raises:
        UnusableDatabaseError: the archive cannot be read.
    """

    def __init__(self, database: Database, record: Record) -> None:
        self._people = _Kept(database, record, _find_people)
        self._topics = _Kept(database, record, list_topics)

    async def people(self) -> Sequence[Person]:
        """Return who speaks."""
        return await self._people.load()

    async def topics(self) -> Sequence[Topic]:
        """Return the headings."""
        return await self._topics.load()


class _Kept(Generic[_Item]):
    """A list, and the state of the record that it was found at."""

    def __init__(
        self,
        database: Database,
        record: Record,
        find: Callable[[AsyncConnection], Awaitable[Sequence[_Item]]],
    ) -> None:
        self._database = database
        self._record = record
        self._find: Callable[[AsyncConnection], Awaitable[Sequence[_Item]]] = find
        self._listed: Sequence[_Item] = ()
        self._state: object = None
        # Who asks meanwhile waits for the same list.
        self._lock = asyncio.Lock()

    async def load(self) -> Sequence[_Item]:
        async with self._lock:
            state = self._record.engine.revision, self._record.engine.token
            if state != self._state:
                async with self._database.read() as connection:
                    self._listed = await self._find(connection)
                self._state = state
            return self._listed


async def _find_people(connection: AsyncConnection) -> Sequence[Person]:
    # Others are answered while a large record is gone through.
    return await asyncio.to_thread(find_people, await list_turns(connection))
