"""The compact form of a subscription's query, so that a release can be matched to many of them.

To understand a question takes a fifth of a millisecond; to match its compact form, a hundredth.
The terms decide a question of plain terms. A question with filters, or with a word that was read as
a misspelling, is understood again in full if a release has its terms.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.answering.sought import find_quoted
from retrieval.answering.term_weights import select_topic_terms, weight_share
from retrieval.model.query import Intent, Query, Term
from retrieval.query.lexicon import Lexicon
from retrieval.query.standing import understand_in_turn
from retrieval.text.tokens import terms

# The record grows: new words, names and acronyms change what a question means.
_FRESH_DAYS = 7


@dataclass(frozen=True, slots=True)
class CompactTerm:
    """A term: its names, each a sequence of words, and the share of its weight that counts.

    A term that is not `is_topic` does not count; if it `is_proper`, it has to be on record.
    """

    names: Sequence[Sequence[str]]
    share: float
    is_weighed: bool
    is_proper: bool


@dataclass(frozen=True, slots=True)
class CompactQuery:
    """What a subscription asks: its terms, and the day on which the question was understood.

    `is_plain`: the terms decide alone. `is_question`: it asks something that can be answered.
    """

    terms: Sequence[CompactTerm]
    is_plain: bool
    is_question: bool
    understood_on: date

    def is_fresh(self, today: date) -> bool:
        """Say whether it need not be understood again yet."""
        return (today - self.understood_on).days < _FRESH_DAYS


def compact(query: Query, today: date) -> CompactQuery:
    """Return the compact form of a query."""
    weighed = select_topic_terms(query)
    has_slip = any(term.read_as for term in query.terms)
    is_plain = not (
        query.has_filters or query.phrases or query.excluded or query.barred or has_slip
    )
    compact_terms = [
        CompactTerm(
            _names_of(term),
            weight_share(term),
            term in weighed,
            term.is_proper and not term.read_as,
        )
        for term in query.terms
    ]
    is_question = query.intent is Intent.QUESTION
    return CompactQuery(compact_terms, is_plain and not find_quoted(query), is_question, today)


def _names_of(term: Term) -> list[Sequence[str]]:
    """Return the names of a term, with the word as typed: a release may have that after all."""
    own = [terms(term.word)] if term.read_as else []
    return [*term.names, *filter(None, own)]


def understand_compactly(words: str, since: date, today: date, lexicon: Lexicon) -> CompactQuery:
    """Understand what a subscription asks; its periods count from the day `since`."""
    return compact(understand_in_turn(words, since, lexicon), today)


def to_json(query: CompactQuery) -> str:
    """Return the text that is stored."""
    rows = [
        [[" ".join(name) for name in term.names], term.share, term.is_weighed, term.is_proper]
        for term in query.terms
    ]
    day = query.understood_on.toordinal()
    fields = [day, query.is_plain, query.is_question, rows]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> CompactQuery | None:
    """Read a stored text; None if it is none, so that the question is understood again."""
    try:
        day, is_plain, is_question, rows = json.loads(text)
        compact_terms = [
            CompactTerm([name.split(" ") for name in row[0]], *row[1:]) for row in rows
        ]
        return CompactQuery(compact_terms, is_plain, is_question, date.fromordinal(day))
    except (AttributeError, IndexError, OverflowError, TypeError, ValueError):
        return None
