"""Who speaks in the record and what its headings are, kept until the record changes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.archive.census import Topic, list_topics, list_turns
from retrieval.archive.database import Database
from retrieval.people.identity import Person, find_people
from retrieval.record.record import Record


@dataclass(slots=True)
class _Kept:
    """What was found, and at which state of the record."""

    state: object = None
    people: Sequence[Person] = ()
    topics: Sequence[Topic] = ()


class Directory:
    """Lists people and topics, those of most statements first; asks the database once a state.

    Raises:
        UnusableDatabaseError: the archive cannot be read.
    """

    def __init__(self, database: Database, record: Record) -> None:
        self._database = database
        self._record = record
        self._kept = _Kept()
        self._lock = asyncio.Lock()

    async def people(self) -> Sequence[Person]:
        """Return who speaks."""
        return (await self._load()).people

    async def topics(self) -> Sequence[Topic]:
        """Return the headings."""
        return (await self._load()).topics

    async def _load(self) -> _Kept:
        async with self._lock:
            engine = self._record.engine
            state = engine.revision, engine.token
            if state != self._kept.state:
                async with self._database.read() as connection:
                    turns = await list_turns(connection)
                    topics = await list_topics(connection)
                # Others are answered while a large record is gone through.
                people = await asyncio.to_thread(find_people, turns)
                self._kept = _Kept(state, people, topics)
            return self._kept
