"""What pages said before they were edited: words that stand in no version that is searched."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from retrieval.index.okapi import OkapiEngine
from retrieval.index.passages import passages
from retrieval.model.answer import Hit
from retrieval.model.query import Query
from retrieval.model.release import Passage, Release, Revision
from retrieval.record.record import Record


class EarlierWordings:
    """Finds passages of earlier versions that the present ones no longer have.

    Few pages are edited, and little of each, so these passages are in memory.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock = asyncio.Lock()
        self._start_over()

    async def search(self, query: Query, limit: int) -> list[Hit]:
        """Find the best passages of earlier versions, at most `limit`."""
        async with self._lock:
            await self._catch_up()
            return await self._engine.search(query, limit) if self._has_passages else []

    def _start_over(self) -> None:
        self._engine = OkapiEngine()
        self._seen = Revision()
        self._has_passages = False

    async def _catch_up(self) -> None:
        """Take in what was edited since the last time."""
        shown = self._record.shown
        if self._seen == shown:
            return
        since = self._seen.number
        while (edited := await self._record.edited(self._seen, since)) != []:
            if edited is None:
                self._start_over()
                since = 0
                continue
            since = edited[-1][0]
            changed = {one[0].id: _former(one) for _, one in edited if one}
            self._engine.add(changed, since)
            self._has_passages = self._has_passages or any(changed.values())
        self._seen = shown


def _former(versions: Sequence[Release]) -> list[Passage]:
    """Return the passages of earlier versions with words that the first, present one has not."""
    present, *earlier = versions
    said = {passage.folded for passage in passages(present)}
    found = (passage for release in earlier for passage in passages(release))
    return [passage for passage in found if passage.folded not in said]
