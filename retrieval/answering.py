"""Query -> Answer: find, group by statement, decide *answered* or *nothing found*, cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from retrieval.excerpts import cut
from retrieval.index.engine import Engine, idf
from retrieval.model import (
    Answer,
    Excerpt,
    Hit,
    Intent,
    Order,
    Passage,
    Query,
    Status,
    Term,
)
from retrieval.query.aliases import Lexicon
from retrieval.query.spelling import suggest
from retrieval.query.understanding import understand
from retrieval.record import Record
from retrieval.text.tokens import find_name, tokenize

MOST_EXCERPTS = 5
MOST_NEAREST = 3
_HITS = 100

# The share of a question's meaning that a statement has to cover to answer it: at a half, one word
# that the record lacks outweighs any single one that it has. Measured in ARCHITECTURE.md, "When is
# there nothing on record?".
COVERED = 0.5
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

    async def answer(self, question: str, now: datetime) -> Answer:
        """Excerpts for a question, or *nothing found* with a receipt, or *not a question*.

        `now` tells what "yesterday" and "this year" are.
        """
        await self._record.look()
        lexicon = Lexicon(self._engine.vocabulary, self._record.aliases)
        query = understand(question, now.date(), lexicon)
        searched = self._record.searched
        if query.intent is not Intent.QUESTION:
            return Answer(query, Status.NOT_A_QUESTION, searched)
        weights = self._weights(query)
        candidates = self._candidates(await self._engine.search(query, _HITS), weights)
        covering = [one for one in candidates if one.covered >= COVERED]
        if any(map(self._is_stranger, query.terms)):
            covering = []
        if covering:
            chosen = _choose(query, covering, weights)[:MOST_EXCERPTS]
            shown = await self._cut(chosen, _with_phrases(query, weights))
            return Answer(query, Status.ANSWERED, searched, shown, found=len(covering))
        return Answer(
            query,
            Status.NOTHING_FOUND,
            searched,
            nearest=await self._cut(await self._nearest(query, weights), weights),
            suggestion=_suggest(query, self._engine),
        )

    def _weights(self, query: Query) -> dict[Term, float]:
        """How much each term tells; one that the record lacks tells most."""
        size = self._engine.size
        return {term: idf(size, self._frequency(term)) for term in query.terms}

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

    async def _nearest(self, query: Query, weights: Mapping[Term, float]) -> list[_Candidate]:
        """What comes nearest: also outside the period, by others, in other words."""
        if not weights:
            return []
        wider = replace(query, period=None, people=(), phrases=())
        candidates = self._candidates(await self._engine.search(wider, _HITS), weights)
        return [one for one in candidates if one.covered >= _NEAR][:MOST_NEAREST]

    async def _cut(
        self, candidates: Sequence[_Candidate], weights: Mapping[Term, float]
    ) -> tuple[Excerpt, ...]:
        excerpts = []
        for candidate in candidates:
            passage = candidate.hit.passage
            release = await self._record.release(passage.release_id, passage.version)
            statement = release.statement(passage.statement_id)
            excerpts.append(
                cut(release, statement, weights, focus=passage.span, score=candidate.worth)
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


def _with_phrases(query: Query, weights: Mapping[Term, float]) -> dict[Term, float]:
    """The weights for cutting: an exact phrase outweighs all else, so that it is in the excerpt."""
    heaviest = 1 + sum(weights.values())
    return dict.fromkeys((Term(phrase, ()) for phrase in query.phrases), heaviest) | dict(weights)


def _ordered(order: Order, candidates: list[_Candidate]) -> list[_Candidate]:
    def day(candidate: _Candidate) -> date:
        return candidate.hit.passage.date

    return sorted(candidates, key=day, reverse=order is Order.NEW)


def _suggest(query: Query, engine: Engine) -> str | None:
    """The question with the words that the record lacks replaced by what looks most like them."""
    unknown = {
        term.word
        for term in query.terms
        if not any(engine.frequency(word) for name in term.names for word in name)
    }
    suggestion = query.question
    for token in reversed(tokenize(query.question)):
        word = token.span.of(query.question)
        meant = suggest(token.folded, engine.vocabulary.words) if word in unknown else None
        if meant is not None:
            suggestion = suggestion[: token.span.start] + meant + suggestion[token.span.end :]
    return None if suggestion == query.question else suggestion
