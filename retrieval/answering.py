"""Query -> Answer: find, group by statement, decide *answered* or *nothing found*, cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from retrieval.excerpts import Wanted, cut, tells_saying
from retrieval.index.engine import Engine, idf
from retrieval.model import (
    Answer,
    Excerpt,
    Hit,
    Intent,
    Order,
    Passage,
    Query,
    Span,
    Status,
    Term,
)
from retrieval.query.everyday import is_everyday
from retrieval.query.followups import follow
from retrieval.query.sought import find_quoted, find_subjects, seek
from retrieval.query.spelling import suggest
from retrieval.query.understanding import understand
from retrieval.record import Record
from retrieval.text.tokens import find_name, fold_words, tokenize
from retrieval.wording import find_wordings

MOST_EXCERPTS = 5
MOST_NEAREST = 3
# As many are cut to find among them those with what is sought: a time, a number.
_MOST_CUT = 10
_EVERYDAY = 0.5
# Looking for what a word may mean takes time; a question of so many strange words is no slip.
_MOST_SUGGESTED = 5
_SOUGHT = 1.5
_HITS = 100

# The share of a question's meaning that a statement has to cover to answer it. Measured in
# ARCHITECTURE.md, "When is there nothing on record?".
COVERED = 0.33
# What covers less than this share is not even near.
_NEAR = 0.2
# Further excerpts stand beside the best one only if they score this share of it.
_BESIDE_THE_BEST = 0.4


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A statement with its best passage, and the share of the question that it covers."""

    hit: Hit
    covered: float

    @property
    def worth(self) -> float:
        return self.hit.score * self.covered


class Answerer:
    """Answers questions from the record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @property
    def _engine(self) -> Engine:
        return self._record.engine

    async def answer(self, question: str, now: datetime, before: Query | None = None) -> Answer:
        """Excerpts for a question, or *nothing found* with a receipt, or *not a question*.

        `now` tells what "yesterday" and "this year" are, `before` what "and in 2022?" goes on from.
        """
        await self._record.look()
        query = follow(understand(question, now.date(), self._record.lexicon), before)
        searched = self._record.searched
        if query.intent is not Intent.QUESTION:
            return Answer(query, Status.NOT_A_QUESTION, searched)
        weights = self._weights(query)
        wanted = _wanted(query, weights)
        covering = await self._covering(query, weights)
        shown = await self._answering(query, covering, weights, wanted)
        if shown:
            return Answer(query, Status.ANSWERED, searched, shown, found=len(covering))
        outside = [] if covering else await self._outside(query, weights)
        near = covering or outside or await self._near(query, weights)
        return Answer(
            query,
            Status.NOTHING_FOUND,
            searched,
            nearest=await self._cut(near[:MOST_NEAREST], wanted),
            is_outside=bool(outside),
            suggestion=_suggest(query, self._engine),
        )

    async def _answering(
        self,
        query: Query,
        covering: list[_Candidate],
        weights: Mapping[Term, float],
        wanted: Wanted,
    ) -> tuple[Excerpt, ...]:
        """The excerpts that answer, in the order that the question asks for; at most five."""
        if not covering:
            return ()
        shown = await self._cut(_choose(query, covering, weights)[:_MOST_CUT], wanted)
        # What others said of it is no answer to "what did X say".
        if said_by := find_quoted(query):
            shown = tuple(one for one in shown if tells_saying(one.quote, said_by))
        if query.order is Order.BEST:
            shown = _sought_first(shown, wanted)
        return _without_repeats(shown, covering)[:MOST_EXCERPTS]

    async def _outside(self, query: Query, weights: Mapping[Term, float]) -> list[_Candidate]:
        """What would answer, were it not for the question's filters."""
        has_words = bool(query.terms or query.phrases)
        return await self._covering(query.without_filters(), weights) if has_words else []

    async def _covering(self, query: Query, weights: Mapping[Term, float]) -> list[_Candidate]:
        """The statements that cover enough of a question to answer it, best first."""
        if any(map(self._is_stranger, query.terms)):
            return []
        # The newest of all may score low.
        limit = _HITS if query.order is Order.BEST else max(_HITS, self._engine.size)
        candidates = self._candidates(await self._engine.search(query, limit), weights)
        return [one for one in candidates if one.covered >= COVERED]

    def _weights(self, query: Query) -> dict[Term, float]:
        """How much each term tells: one that the record lacks most, an everyday word half."""
        seeker = seek(query.question)
        telling = [term for term in query.terms if seeker.carries_topic(term.names[0])]
        return {term: self._weight(term) for term in telling or query.terms}

    def _weight(self, term: Term) -> float:
        is_everyday_word = len(term.names) == 1 and is_everyday(term.names[0])
        share = _EVERYDAY if is_everyday_word else 1.0
        return share * idf(self._engine.size, self._frequency(term))

    def _frequency(self, term: Term) -> int:
        """In how many passages a term can stand at most: its commonest name, by its rarest word."""
        return max(min(map(self._engine.frequency, name)) for name in term.names)

    def _is_stranger(self, term: Term) -> bool:
        """Whether a proper name is nowhere on record: no other words can make up for it."""
        return term.is_proper and not self._frequency(term)

    def _candidates(self, hits: Sequence[Hit], weights: Mapping[Term, float]) -> list[_Candidate]:
        best: dict[tuple[str, str], _Candidate] = {}
        for hit in hits:
            candidate = _Candidate(hit, _covered(hit.passage, weights))
            key = (hit.passage.release_id, hit.passage.statement_id)
            if key not in best or candidate.worth > best[key].worth:
                best[key] = candidate
        return sorted(best.values(), key=lambda candidate: -candidate.worth)

    async def _near(self, query: Query, weights: Mapping[Term, float]) -> list[_Candidate]:
        """What covers some of the question: also outside its filters, and without its phrases."""
        if not weights:
            return []
        wider = Query(query.question, terms=query.terms, excluded=query.excluded)
        candidates = self._candidates(await self._engine.search(wider, _HITS), weights)
        return [one for one in candidates if one.covered >= _NEAR]

    async def _cut(self, candidates: Sequence[_Candidate], wanted: Wanted) -> tuple[Excerpt, ...]:
        excerpts = []
        for candidate in candidates:
            passage = candidate.hit.passage
            release = await self._record.release(passage.release_id, passage.version)
            statement = release.statement(passage.statement_id)
            excerpts.append(
                cut(release, statement, wanted, focus=passage.span, score=candidate.worth)
            )
        return tuple(excerpts)


def _covered(passage: Passage, weights: Mapping[Term, float]) -> float:
    """The share of the question's weight whose terms the passage has; 1 where none were asked."""
    total = sum(weights.values())
    if not total:
        return 1.0
    return sum(weight for term, weight in weights.items() if _has(passage, term)) / total


def _has(passage: Passage, term: Term) -> bool:
    return _says(passage.words, term) or _says(passage.context, term)


def _says(words: Sequence[str], term: Term) -> bool:
    return any(find_name(words, name) is not None for name in term.names)


def _choose(
    query: Query, covering: list[_Candidate], weights: Mapping[Term, float]
) -> list[_Candidate]:
    """The statements to quote, in the order that the question asks for.

    The newest or oldest is sought among all whose own words speak of the topic, the best ones only
    among those that come near the best.
    """
    if query.order is Order.BEST:
        bar = _BESIDE_THE_BEST * covering[0].worth
        return [candidate for candidate in covering if candidate.worth >= bar]
    speaking = [
        candidate
        for candidate in covering
        if not weights or any(_says(candidate.hit.passage.words, term) for term in weights)
    ]
    return _ordered(query.order, speaking or covering)


def _wanted(query: Query, weights: Mapping[Term, float]) -> Wanted:
    """What excerpts are to show: an exact phrase outweighs all else, so that it is in them."""
    heaviest = 1 + sum(weights.values())
    phrases = dict.fromkeys((Term(phrase, ()) for phrase in query.phrases), heaviest)
    subjects = find_subjects(query)
    seeker = seek(query.question)

    def finds(words: str) -> bool:
        labels = {one.label for one in find_wordings(words, Span(0, len(words)))}
        return seeker.finds(words) or not query.wordings.isdisjoint(labels)

    return Wanted(phrases | dict(weights), finds if query.wordings else seeker.finds, subjects)


def _sought_first(excerpts: Sequence[Excerpt], wanted: Wanted) -> tuple[Excerpt, ...]:
    """Excerpts by their scores, which count for more where they hold what is sought."""

    def score(excerpt: Excerpt) -> float:
        return excerpt.score * (_SOUGHT if wanted.finds(excerpt.quote) else 1.0)

    return tuple(sorted(excerpts, key=score, reverse=True))


def _without_repeats(
    excerpts: Sequence[Excerpt], covering: Sequence[_Candidate]
) -> tuple[Excerpt, ...]:
    """Excerpts of different words, each with the days on which other releases say the same.

    The same answer to two questions says two things: only what answers none is folded.
    """
    passages = [one.hit.passage for one in covering if not one.hit.passage.asker]
    shown: dict[object, Excerpt] = {}
    for excerpt in excerpts:
        words = fold_words(excerpt.quote)
        if excerpt.statement.question is not None:
            shown[excerpt.release.id, excerpt.statement.id] = excerpt
        elif words not in shown:
            days = {
                passage.release_id: passage.date
                for passage in passages
                if passage.release_id != excerpt.release.id and words in passage.folded
            }
            shown[words] = replace(excerpt, repeats=tuple(sorted(days.values())))
    return tuple(shown.values())


def _ordered(order: Order, candidates: list[_Candidate]) -> list[_Candidate]:
    def day(candidate: _Candidate) -> date:
        return candidate.hit.passage.date

    return sorted(candidates, key=day, reverse=order is Order.NEW)


def _suggest(query: Query, engine: Engine) -> str | None:
    """The question with the words that the record lacks replaced by what looks most like them."""
    unknown = [
        term.word
        for term in query.terms
        if not any(engine.frequency(word) for name in term.names for word in name)
    ][:_MOST_SUGGESTED]
    suggestion = query.question
    for token in reversed(tokenize(query.question)):
        word = token.span.of(query.question)
        meant = suggest(token.folded, engine.vocabulary.words) if word in unknown else None
        if meant is not None:
            suggestion = suggestion[: token.span.start] + meant + suggestion[token.span.end :]
    return None if suggestion == query.question else suggestion
