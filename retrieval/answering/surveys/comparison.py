"""Compares what two periods, people or kinds of release say on one topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from retrieval.answering.answerer import Answerer
from retrieval.answering.surveys.contrast import Pair, as_written, find_lone_words, pair_up
from retrieval.answering.surveys.mentions import Mentions, find_mentions
from retrieval.answering.surveys.sides import Unreadable, read_sides
from retrieval.index.engine import idf
from retrieval.model.answer import Answer
from retrieval.model.query import Filter, Query
from retrieval.model.release import Passage
from retrieval.record.record import Record


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word that only one side says, as it is written there, and in how many statements."""

    word: str
    statements: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its answer, and the words that none of the other side's statements has.

    `found` counts the statements that answer; if `may_be_more`, there are at least so many.
    """

    answer: Answer
    found: int
    may_be_more: bool
    own_words: Sequence[OwnWord]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides of a topic, the filters by which they differ, and their quotations in pairs.

    Words that only one side says are told where all statements of the other are known.
    """

    first: Side
    second: Side
    differ_in: frozenset[Filter]
    pairs: Sequence[Pair]


async def compare(
    words: str, now: datetime, answerer: Answerer, record: Record
) -> Comparison | Unreadable:
    """Compare two sides of a topic; `now` decides what "this year" means."""
    await record.catch_up_if_due()
    sides = read_sides(words, now.date(), record.lexicon)
    if isinstance(sides, Unreadable):
        return sides
    first = await find_mentions(sides.first, record)
    second = await find_mentions(sides.second, record)
    left = await _side(sides.first, first, second, answerer, record)
    right = await _side(sides.second, second, first, answerer, record)
    pairs = pair_up(left.answer.excerpts, right.answer.excerpts)
    return Comparison(left, right, sides.differ_in, pairs)


async def _side(
    query: Query, own: Mentions, other: Mentions, answerer: Answerer, record: Record
) -> Side:
    answer = await answerer.answer_query(query)
    own_words = await _own_words(query, own, other, record)
    return Side(answer, len(own.candidates), not own.is_complete, own_words)


async def _own_words(query: Query, own: Mentions, other: Mentions, record: Record) -> list[OwnWord]:
    """Find the words that only one side has; none if the other has no words to differ from."""
    if not other.candidates or not other.is_complete:
        return []
    engine = record.engine

    def rarity(word: str) -> float:
        return idf(engine.size, engine.frequency(word))

    found = []
    for one in find_lone_words(_passages(own), _passages(other), query.terms, rarity):
        release = await record.release(one.said_in.release_id, one.said_in.version)
        found.append(OwnWord(as_written(one, release.text), one.statements))
    return found


def _passages(mentions: Mentions) -> list[Passage]:
    return [one.hit.passage for one in mentions.candidates]
