"""What a release does to a sentence that somebody follows: words it otherwise, or lacks it."""

from __future__ import annotations

from retrieval.answering.histories.changes import find_change
from retrieval.answering.histories.not_repeated import Topics, find_lapse, find_topics
from retrieval.formulas.gathering import Formulas
from retrieval.model.release import Release
from retrieval.model.wording import ChangedSentence, NotRepeated
from retrieval.record.record import Record

# What a release does to a sentence that it does not say as before.
SentenceNews = ChangedSentence | NotRepeated


class SentenceFollower:
    """Tells what one release does to sentences, and keeps what several of them need."""

    def __init__(self, release: Release, record: Record, formulas: Formulas) -> None:
        self._release = release
        self._record = record
        self._formulas = formulas
        self._topics: Topics | None = None
        self._found: dict[str, SentenceNews | None] = {}

    async def find(self, sentence: str) -> SentenceNews | None:
        """Find how the release words a sentence otherwise than before, or that it is not repeated.

        The sentence stands for its family: each change is told against the wording before it. None
        if the release says it as before, is about something else, or no such sentence is on record.

        Raises:
            IndexFaultError: the index cannot be read.
            UnreadableReleaseError, UnknownReleaseError: a release with it cannot be read.
        """
        if sentence not in self._found:
            self._found[sentence] = await self._find(sentence)
        return self._found[sentence]

    async def _find(self, sentence: str) -> SentenceNews | None:
        family = await self._formulas.find_family(sentence)
        if family is None:
            return None
        said_in = {place.release_id for place, _ in family.occurrences}
        if self._release.id in said_in:
            return await find_change(family, self._release, self._record)
        if self._topics is None:
            self._topics = await find_topics(self._release, self._record)
        return await find_lapse(family, self._release, self._topics, self._record)
