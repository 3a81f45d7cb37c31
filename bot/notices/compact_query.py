"""The compact form of a subscription's query, so that a release can be matched to many of them.

To understand a question takes a fifth of a millisecond; to match its compact form, a hundredth. Its
terms only tell which releases may answer: then the question is understood again in full.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from retrieval.answering.term_weights import WeightedTerm, select_topic_terms
from retrieval.model.query import Intent, Query, Term
from retrieval.query.lexicon import Lexicon
from retrieval.query.standing import understand_in_turn
from retrieval.query.words.tables import revision
from retrieval.text.tokens import terms

# The record grows: new words, names and acronyms change what a question means.
_FRESH_DAYS = 7


@dataclass(frozen=True, slots=True)
class CompactTerm:
    """A term, and what decides on its weight.

    A term that is not weighed does not count; if it `is_proper`, it has to be on record.
    """

    term: WeightedTerm
    is_weighed: bool
    is_proper: bool


@dataclass(frozen=True, slots=True)
class CompactQuery:
    """What a subscription asks: its terms, and the day on which the question was understood.

    `is_question`: it asks something that can be answered.
    """

    terms: Sequence[CompactTerm]
    is_question: bool
    understood_on: date

    def is_fresh(self, today: date) -> bool:
        """Say whether it need not be understood again yet."""
        return (today - self.understood_on).days < _FRESH_DAYS


def compact(query: Query, today: date) -> CompactQuery:
    """Return the compact form of a query."""
    weighed = select_topic_terms(query)
    compact_terms = [
        CompactTerm(_with_word_as_typed(term), term in weighed, term.is_proper and not term.read_as)
        for term in query.terms
    ]
    return CompactQuery(compact_terms, query.intent is Intent.QUESTION, today)


def _with_word_as_typed(term: Term) -> WeightedTerm:
    """Return what decides on a term, with the word as typed: a release may have that after all."""
    typed = terms(term.word) if term.read_as else ()
    weighted = WeightedTerm.of(term)
    return replace(weighted, names=(*weighted.names, typed)) if typed else weighted


def understand_compactly(words: str, since: date, today: date, lexicon: Lexicon) -> CompactQuery:
    """Understand what a subscription asks; its periods count from the day `since`."""
    return compact(understand_in_turn(words, since, lexicon), today)


def to_json(query: CompactQuery) -> str:
    """Return the text that is stored."""
    rows = [
        [
            [" ".join(name) for name in one.term.names],
            [[" ".join(name), weight] for name, weight in one.term.near],
            one.term.is_everyday,
            one.is_weighed,
            one.is_proper,
        ]
        for one in query.terms
    ]
    fields = [revision(), query.understood_on.toordinal(), query.is_question, rows]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> CompactQuery | None:
    """Read a stored text; None if it is none, so that the question is understood again.

    What was understood with other tables is none.
    """
    try:
        read_with, day, is_question, rows = json.loads(text)
        if read_with != revision():
            return None
        compact_terms = [
            CompactTerm(
                WeightedTerm(
                    tuple(tuple(name.split()) for name in names),
                    tuple((tuple(name.split()), float(weight)) for name, weight in near),
                    is_everyday,
                ),
                *kind,
            )
            for names, near, is_everyday, *kind in rows
        ]
        return CompactQuery(compact_terms, is_question, date.fromordinal(day))
    except (AttributeError, IndexError, OverflowError, TypeError, ValueError):
        return None
