"""Ranks passages, and the questions before them, by how many of a quotation's words they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answering.verifying.reading import Quotation
from retrieval.model.query import Query, Term
from retrieval.model.release import Passage
from retrieval.text.tokens import terms

# A question that has more of a quotation's words than any statement is looked at first, but not one
# that has as many.
_QUESTIONS_SHARE = 0.99
_FEWEST_OF_HALF = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage, or the question that it answers, and the share of a quotation's words it has."""

    passage: Passage
    is_question: bool
    share: float
    is_earlier: bool = False


def ask_for_words(quotation: Quotation) -> Query:
    """Ask for passages with the words of a quotation, as they are: no other names, no filters."""
    found = terms(quotation.text)
    named = {word: Term(word, ((word,),), times=found.count(word)) for word in found}
    return Query(quotation.text, terms=tuple(named.values()))


def halves(quotation: Quotation) -> tuple[Quotation, ...]:
    """Return both halves of a quotation; a word that differs leaves one of them as it is."""
    middle = len(quotation.words.folded) // 2
    if middle < _FEWEST_OF_HALF:
        return ()
    first, second = quotation.words.spans[middle - 1], quotation.words.spans[middle]
    return (
        Quotation(quotation.text[: first.end].strip()),
        Quotation(quotation.text[second.start :].strip()),
    )


def rank(
    quotation: Quotation, found: Sequence[Passage], earlier: Sequence[Passage] = ()
) -> list[Candidate]:
    """Rank what may have the words of a quotation: those with most of them, in order, first."""
    candidates = [*_rank_statements(quotation, found), *_rank_questions(quotation, found)]
    candidates += _rank_statements(quotation, earlier, is_earlier=True)
    return sorted(candidates, key=lambda one: -one.share)


def _rank_statements(
    quotation: Quotation, found: Sequence[Passage], *, is_earlier: bool = False
) -> Iterator[Candidate]:
    wanted = quotation.words.folded
    for passage in found:
        share = _share(wanted, passage.folded.split())
        yield Candidate(passage, is_question=False, share=share, is_earlier=is_earlier)


def _rank_questions(quotation: Quotation, found: Sequence[Passage]) -> Iterator[Candidate]:
    """Rank the questions: a passage has the terms of the one it answers in its context."""
    wanted = terms(quotation.text)
    seen = set[tuple[str, str]]()
    for passage in found:
        key = (passage.release_id, passage.statement_id)
        if passage.asker and key not in seen and wanted:
            seen.add(key)
            share = _QUESTIONS_SHARE * _share(wanted, passage.context)
            yield Candidate(passage, is_question=True, share=share)


def _share(wanted: Sequence[str], words: Sequence[str]) -> float:
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - a cold start loads it when needed

    return LCSseq.similarity(wanted, words) / len(wanted)
