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
_KEPT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Meant:
    """A term: its names, each a sequence of words; what share of its weight it counts for.

    One that is not `is_topic` only has to be known to the record if `is_proper`.
    """

    names: Sequence[Sequence[str]]
    share: float
    is_topic: bool
    is_proper: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """What a subscription asks: its terms, and whether they decide; `day` is when that was found.

    Where `is_question` is false it asks nothing that could be answered.
    """

    terms: Sequence[Meant]
    is_plain: bool
    is_question: bool
    day: date

    def is_fresh(self, today: date) -> bool:
        """Whether it need not be understood anew for a while."""
        return (today - self.day).days < _KEPT_DAYS


def shorten(query: Query, today: date) -> Understood:
    """A query in short."""
    weighed = select_topic_terms(query)
    has_slip = any(term.read_as for term in query.terms)
    is_plain = not (
        query.has_filters or query.phrases or query.excluded or query.barred or has_slip
    )
    meant = [
        Meant(
            _names(term), weight_share(term), term in weighed, term.is_proper and not term.read_as
        )
        for term in query.terms
    ]
    is_question = query.intent is Intent.QUESTION
    return Understood(meant, is_plain and not find_quoted(query), is_question, today)


def _names(term: Term) -> list[Sequence[str]]:
    """The names of a term; the word itself is one as well, should a release have it after all."""
    own = [terms(term.word)] if term.read_as else []
    return [*term.names, *filter(None, own)]


def understand_shortly(asked: str, since: date, today: date, lexicon: Lexicon) -> Understood:
    """What a subscription asks, in short; its periods count from the day `since`."""
    return shorten(understand_in_turn(asked, since, lexicon), today)


def write(understood: Understood) -> str:
    """The text that is kept."""
    rows = [
        [[" ".join(name) for name in one.names], one.share, one.is_topic, one.is_proper]
        for one in understood.terms
    ]
    day = understood.day.toordinal()
    kept = [day, understood.is_plain, understood.is_question, rows]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Understood:
    """What a text keeps."""
    day, is_plain, is_question, rows = json.loads(text)
    meant = [Meant([name.split(" ") for name in row[0]], *row[1:]) for row in rows]
    return Understood(meant, is_plain, is_question, date.fromordinal(day))
