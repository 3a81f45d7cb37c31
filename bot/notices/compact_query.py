"""A subscription as it was understood, in short: so that a release is compared to many at once.

To understand a question takes a fifth of a millisecond, to compare what is understood a hundredth.
A question of plain terms is decided by those; one with filters, or with a word that was taken for a
slip, is understood anew where its terms are in a release.
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

# The record learns: new words, names and acronyms change what a question means.
_FRESH_DAYS = 7


@dataclass(frozen=True, slots=True)
class CompactTerm:
    """A term: its names, each a sequence of words; what share of its weight it counts for.

    One that is not `is_topic` only has to be known to the record if `is_proper`.
    """

    names: Sequence[Sequence[str]]
    share: float
    is_weighed: bool
    is_proper: bool


@dataclass(frozen=True, slots=True)
class CompactQuery:
    """What a subscription asks: its terms, and whether they decide; `day` is when that was found.

    Where `is_question` is false it asks nothing that could be answered.
    """

    terms: Sequence[CompactTerm]
    is_plain: bool
    is_question: bool
    understood_on: date

    def is_fresh(self, today: date) -> bool:
        """Whether it need not be understood anew for a while."""
        return (today - self.understood_on).days < _FRESH_DAYS


def compact(query: Query, today: date) -> CompactQuery:
    """A query in short."""
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
    """The names of a term; the word itself is one as well, should a release have it after all."""
    own = [terms(term.word)] if term.read_as else []
    return [*term.names, *filter(None, own)]


def understand_compactly(words: str, since: date, today: date, lexicon: Lexicon) -> CompactQuery:
    """What a subscription asks, in short; its periods count from the day `since`."""
    return compact(understand_in_turn(words, since, lexicon), today)


def to_json(query: CompactQuery) -> str:
    """The text that is kept."""
    rows = [
        [[" ".join(name) for name in term.names], term.share, term.is_weighed, term.is_proper]
        for term in query.terms
    ]
    day = query.understood_on.toordinal()
    fields = [day, query.is_plain, query.is_question, rows]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> CompactQuery:
    """What a text keeps."""
    day, is_plain, is_question, rows = json.loads(text)
    compact_terms = [CompactTerm([name.split(" ") for name in row[0]], *row[1:]) for row in rows]
    return CompactQuery(compact_terms, is_plain, is_question, date.fromordinal(day))
