"""What only the record can tell: whether a release answers a query, or has news of a sentence."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from retrieval.answering.answerer import Answerer
from retrieval.answering.histories.following import SentenceFollower
from retrieval.formulas.gathering import Formulas
from retrieval.model.answer import Status
from retrieval.model.query import Query
from retrieval.model.release import Release
from retrieval.record.record import Record


class RecordAsker:
    """Asks the record about one release, and keeps what it said: many subscribe to the same."""

    def __init__(
        self, release: Release, record: Record, answerer: Answerer, formulas: Formulas
    ) -> None:
        self._release = release
        self._record = record
        self._answerer = answerer
        self._formulas = formulas
        self._answers: dict[Query, bool] = {}

    @cached_property
    def _follower(self) -> SentenceFollower:
        return SentenceFollower(self._release, self._record, self._formulas)

    async def concerns(self, asked: Query | str) -> bool:
        """Tell whether the release answers a query, or has news of a sentence.

        Raises:
            IndexFaultError: the index cannot be read.
            UnreadableReleaseError, UnknownReleaseError: a release cannot be read.
        """
        if isinstance(asked, str):
            return await self._follower.find(asked) is not None
        if asked not in self._answers:
            within = replace(asked, releases=frozenset((self._release.id,)))
            answer = await self._answerer.answer_query(within)
            self._answers[asked] = answer.status is Status.ANSWERED
        return self._answers[asked]
