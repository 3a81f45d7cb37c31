"""Asks the record for the words of a text, sentence by sentence; what is found is judged elsewhere.

The words are matched as words: none of them is ever part of a query's syntax.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answering.verifying.earlier import EarlierWordings
from retrieval.answering.verifying.joins import find_parts
from retrieval.answering.verifying.judging import (
    is_reported,
    judge_cut,
    judge_joined,
    judge_left_out,
    judge_near,
    judge_said,
    judge_together,
)
from retrieval.answering.verifying.nearest import Candidate, ask_for_words, halves, rank
from retrieval.answering.verifying.placing import (
    Sighting,
    approach,
    count_changed_words,
    locate,
    locate_all,
    says_most,
)
from retrieval.answering.verifying.questions import find_questions
from retrieval.answering.verifying.reading import Quotation, read_text
from retrieval.model.query import Query
from retrieval.model.release import Passage, Release, Statement
from retrieval.model.verification import Checked, Sign, Verdict, Verification
from retrieval.record.record import Record

_HITS = 100
# So many releases are opened for one quotation; more only to find one that has its signs.
_MOST_OPENED = 8
_MOST_OPENED_FOR_SIGNS = 40
_EXACT = (0, 0)
_MOST_APPROACHED = 5
# What differs in more words may be put together from several places.
_FEW_WORDS = 3

# A statement: its release, the version, and its id.
_Key = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class _Near:
    """The words that come nearest to a quotation's, and how many of them differ."""

    sighting: Sighting
    changed: int


class Verifier:
    """Tells whether words are on record: exactly, otherwise, put together, or not at all."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._earlier = EarlierWordings(record)

    async def verify(self, text: str) -> Verification:
        """Check a text: as a whole if it stands in one place, else sentence by sentence."""
        await self._record.catch_up_if_due()
        read = read_text(text)
        if read.whole is not None and (said := await self._find_said(read.whole)):
            checked = [await self._judge_said(read.whole, said, frozenset())]
        else:
            checked = await self._check_all(read.sentences)
        # Quotations within sentences were told apart by whoever wrote these.
        is_whole = [one.quotation for one in checked] == [one.text for one in read.sentences]
        together = judge_together(checked) if is_whole else None
        return Verification(tuple(checked), read.refused, self._record.searched, together)

    async def _check_all(self, quotations: Sequence[Quotation]) -> list[Checked]:
        """Check sentences; of several places of one, those that have others of them count first."""
        all_said = [await self._find_said(one) for one in quotations]
        counted = Counter(key for said in all_said for key in {*map(_key, said)})
        shared = frozenset(key for key, times in counted.items() if times > 1)
        checked: list[Checked] = []
        for quotation, said in zip(quotations, all_said, strict=True):
            found = await self._check(quotation, said, shared)
            # Of a sentence that tells of somebody's words, these words are what can be on record.
            inner = quotation.quoted if is_reported(quotation, found) else ()
            checked += [
                await self._check(one, await self._find_said(one), shared) for one in inner
            ] or [found]
        return checked

    async def _check(
        self, quotation: Quotation, said: Sequence[Passage], shared: frozenset[_Key]
    ) -> Checked:
        if said:
            return await self._judge_said(quotation, said, shared)
        if len(quotation.pieces) > 1:
            return await self._check_cut(quotation)
        return await self._check_otherwise(quotation)

    async def _find_said(self, quotation: Quotation, most: int = _HITS) -> list[Passage]:
        """Find the passages that have the folded words of a quotation in a row, oldest first."""
        return await self._find_pieces([quotation], most)

    async def _find_pieces(self, pieces: Sequence[Quotation], most: int = _HITS) -> list[Passage]:
        """Find the passages that have the folded words of each of some pieces in a row."""
        query = Query(pieces[0].text, phrases=tuple(one.text for one in pieces))
        hits = await self._record.engine.search(query, most)
        return sorted((hit.passage for hit in hits), key=lambda one: one.date)

    async def _judge_said(
        self, quotation: Quotation, said: Sequence[Passage], shared: frozenset[_Key]
    ) -> Checked:
        sightings: list[Sighting] = []
        for number, passage in enumerate(_select(said, shared)):
            # Of words that are said often, some may have the same signs, too.
            if number >= _MOST_OPENED and _has_exact(sightings):
                break
            if (found := await self._sight(quotation, passage)) is not None:
                sightings.append(found)
        return judge_said(quotation, sightings, said)

    async def _check_otherwise(self, quotation: Quotation) -> Checked:
        """Check words that no statement says in a row: in a question, earlier, nearly, joined."""
        query = Query(quotation.text, phrases=(quotation.text,))
        former = [hit.passage for hit in await self._earlier.search(query, _MOST_OPENED)]
        if former:
            return await self._judge_former(quotation, former[0])
        if (asked := await self._check_questions(quotation)) is not None:
            return asked
        near = await self._approach(quotation)
        if near is not None and near.changed <= _FEW_WORDS:
            return judge_near(quotation, near.sighting)
        if (joined := await self._check_joined(quotation)) is not None:
            return joined
        if near is not None:
            return judge_near(quotation, near.sighting)
        return Checked(quotation.text, Verdict.NOT_ON_RECORD)

    async def _check_questions(self, quotation: Quotation) -> Checked | None:
        """Check whether reporters said the words, who are not those who answered."""
        sightings: list[Sighting] = []
        for passage in await find_questions(quotation, self._record.engine, _MOST_OPENED_FOR_SIGNS):
            release, statement = await self._open(passage)
            if statement.question is not None and not _has_exact(sightings):
                found = locate(quotation, release.text, statement.question.span)
                if found is not None:
                    sightings.append(Sighting(release, statement, (found,), is_question=True))
        return judge_said(quotation, sightings, []) if sightings else None

    async def _judge_former(self, quotation: Quotation, passage: Passage) -> Checked:
        """Judge words of an earlier version, beside what its page says now."""
        release, statement = await self._open(passage)
        found = locate(quotation, release.text, passage.span)
        if found is None:
            return Checked(quotation.text, Verdict.NOT_ON_RECORD)
        sighting = Sighting(release, statement, (found,), is_earlier=True)
        checked = judge_said(quotation, [sighting], [])
        present = await self._record.release(release.id)
        near = [
            Sighting(present, one, (comparison,))
            for one in present.statements
            if (comparison := approach(quotation, present.text, one.span)) is not None
        ]
        if not near or checked.verdict is Verdict.DIFFERS:
            return checked
        now = min(near, key=lambda one: count_changed_words(one.found[0], present.text))
        return replace(checked, now=now.show(), changes=now.found[0].changes)

    async def _approach(self, quotation: Quotation) -> _Near | None:
        """Find the words on record, also of questions, that come nearest to a quotation's."""
        found = [one for half in halves(quotation) for one in await self._find_said(half)]
        near = await self._approach_best(quotation, rank(quotation, found))
        query = ask_for_words(quotation)
        if not query.terms or (near is not None and near.changed <= _FEW_WORDS):
            return near
        hits = [hit.passage for hit in await self._record.engine.search(query, _HITS)]
        earlier = [hit.passage for hit in await self._earlier.search(query, _MOST_OPENED)]
        return await self._approach_best(quotation, rank(quotation, [*found, *hits], earlier))

    async def _approach_best(
        self, quotation: Quotation, candidates: Sequence[Candidate]
    ) -> _Near | None:
        best: _Near | None = None
        for candidate in candidates[:_MOST_APPROACHED]:
            near = await self._approach_candidate(quotation, candidate)
            if near is not None and (best is None or near.changed < best.changed):
                best = near
        return best

    async def _approach_candidate(self, quotation: Quotation, candidate: Candidate) -> _Near | None:
        release, statement = await self._open(candidate.passage)
        within = candidate.passage.span
        if candidate.is_question:
            if statement.question is None:
                return None
            within = statement.question.span
        found = locate(quotation, release.text, within)
        found = found or approach(quotation, release.text, within)
        if found is None or not says_most(quotation, found):
            return None
        sighting = Sighting(
            release, statement, (found,), candidate.is_question, candidate.is_earlier
        )
        return _Near(sighting, count_changed_words(found, release.text))

    async def _check_cut(self, quotation: Quotation) -> Checked:
        """Check what stands between the cuts of a quotation: in one statement, or in several."""
        sighting = await self._sight_together(quotation.pieces)
        if sighting is not None:
            return judge_cut(quotation, sighting)
        return await self._check_pieces(quotation)

    async def _sight_together(self, pieces: Sequence[Quotation]) -> Sighting | None:
        """Find a statement that has all pieces, in order and near each other if there is one."""
        passages = await self._find_pieces(pieces)
        if not passages:
            said = [await self._find_said(one) for one in pieces]
            keys = set[_Key].intersection(*({*map(_key, one)} for one in said))
            passages = [one for one in said[0] if _key(one) in keys]
        found = [await self._sight_all(pieces, one) for one in passages[:_MOST_OPENED]]
        sightings = [one for one in found if one is not None]
        return min(sightings, key=lambda one: not one.is_of_one_thing, default=None)

    async def _check_pieces(self, quotation: Quotation) -> Checked:
        """Check the pieces of a quotation one by one; the one furthest from the record decides."""
        checked = [
            await self._check(one, await self._find_said(one), frozenset())
            for one in quotation.pieces
        ]
        for verdict in (Verdict.NOT_ON_RECORD, Verdict.DIFFERS, Verdict.JOINED):
            for one in checked:
                if one.verdict is verdict:
                    return replace(one, quotation=quotation.text)
        places = tuple(one.places[0] for one in checked)
        signs = {sign for one in checked for sign in one.signs}
        return Checked(
            quotation.text, Verdict.JOINED, places, tuple(one for one in Sign if one in signs)
        )

    async def _check_joined(self, quotation: Quotation) -> Checked | None:
        """Check whether a quotation is put together from parts, of one statement or of several."""
        parts = await find_parts(quotation, self._find_said)
        if not parts:
            return None
        sighting = await self._sight_together(parts)
        if sighting is not None and sighting.is_of_one_thing:
            return judge_left_out(quotation, sighting)
        firsts = [(await self._find_said(one))[0] for one in parts]
        found = [
            await self._sight(one, passage) for one, passage in zip(parts, firsts, strict=True)
        ]
        return judge_joined(quotation, [one for one in found if one is not None])

    async def _sight(self, quotation: Quotation, passage: Passage) -> Sighting | None:
        release, statement = await self._open(passage)
        found = locate(quotation, release.text, passage.span)
        return Sighting(release, statement, (found,)) if found is not None else None

    async def _sight_all(self, pieces: Sequence[Quotation], passage: Passage) -> Sighting | None:
        release, statement = await self._open(passage)
        found = locate_all(pieces, release.text, statement.span)
        return Sighting(release, statement, found) if found is not None else None

    async def _open(self, passage: Passage) -> tuple[Release, Statement]:
        release = await self._record.release(passage.release_id, passage.version)
        return release, release.statement(passage.statement_id)


def _has_exact(sightings: Sequence[Sighting]) -> bool:
    return any(one.distance == _EXACT for one in sightings)


def _key(passage: Passage) -> _Key:
    return passage.release_id, passage.version, passage.statement_id


def _select(said: Sequence[Passage], shared: frozenset[_Key]) -> list[Passage]:
    """Select the passages that are opened: of each speaker the first, then others.

    Those come first whose statements also have other sentences of the text.
    """
    ordered = sorted(said, key=lambda one: _key(one) not in shared)
    firsts = {one.speaker: one for one in reversed(ordered)}
    others = [one for one in ordered if firsts[one.speaker] is not one]
    chosen = sorted(firsts.values(), key=ordered.index)
    return [*chosen, *others][:_MOST_OPENED_FOR_SIGNS]
