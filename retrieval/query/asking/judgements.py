"""Words that ask to judge what was said: "which is stronger?", "who sounded tougher on it?"."""

from __future__ import annotations

from collections.abc import Collection

from retrieval.model.query import Order
from retrieval.model.release import Span
from retrieval.patterns import regex

_COMPARATIVES = (
    r"(?:better|blunter|bolder|broader|clearer|closer|cooler|fiercer|firmer|friendlier|fuller"
    r"|gentler|graver|greater|harder|harsher|longer|louder|milder|narrower|nicer|plainer|politer"
    r"|sharper|shorter|softer|sterner|stricter|stronger|tighter|tougher|vaguer|warmer|weaker"
    r"|weightier|worse)"
)
_SUPERLATIVES = (
    r"(?:best|bluntest|boldest|clearest|firmest|harshest|longest|mildest|sharpest|shortest|softest"
    r"|sternest|strictest|strongest|toughest|vaguest|warmest|weakest|worst)"
)
_SOUNDS = r"(?:are|came across as|feels?|is|reads?|seem(?:s|ed)?|sound(?:s|ed)?|was|went|were)"
_JUDGEMENT = regex(
    r"\b(?:and |so )?(?:which|who)(?: one| of (?:the two|them|these|those))?(?: side| statement"
    rf"| version| wording)? {_SOUNDS} (?:the )?(?:(?:more|less|most) [a-z]+|(?:much |far )?"
    rf"{_COMPARATIVES}|{_SUPERLATIVES})(?: one| words?| wording)?\b"
)


def find_judgements(folded: str) -> tuple[Span, ...]:
    """Find what only a reader can judge; no statement says of itself that it is stronger."""
    return tuple(Span(*one.span()) for one in _JUDGEMENT.finditer(folded))


def in_order_to_judge(judged: Collection[Span], order: Order) -> Order:
    """Return the order of the excerpts: whoever has to judge wants to see all, in that of time."""
    return Order.OLD if judged and order is Order.BEST else order
