"""Reads orders in plain words: "latest", "most recent", "first said", "chronologically"."""

from __future__ import annotations

import re

from retrieval.model.query import Order
from retrieval.model.release import Span

_SAYING = (
    r"(?:sa(?:id|y|ys)|spoken?|spoke|mention(?:ed|s)?|comment(?:ed|s)?|statements?|raised?"
    r"|discuss(?:ed)?|talk(?:ed)?|referr?(?:ed)?|c[oa]me up|answer(?:ed)?|ask(?:ed)?|remarks?"
    r"|announced?|brought up)\b"
)
# "The last release" is a page, "the last release of funds" is not.
_PAGE = (
    r"(?:(?:press|news) (?:conferences?|releases?|briefings?)|pressers?|read-?outs?|releases?"
    r"|speech(?:es)?)\b(?! of\b)"
)
# No pattern finds anything without one of these.
_OPENS = (
    *("thing new", "what's new", "what is new"),
    *("by date", "by day", "by time", "chronolog", "earlier", "earliest", "first", "last", "later"),
    *("latest", "newer", "newest", "older", "oldest", "recent"),
)
# "Which came first", "what was raised last": behind these an order ends what is asked.
_WHICH = (
    r"\b(?:what|which|who)(?: (?:one|of (?:the two|them|these|those)))*"
    r"(?: (?:is|was|were|has|had|been|got|gets|did|do))*"
    r"(?: (?:appear(?:ed|s)?|brought|c[oa]mes?|discussed|happen(?:ed|s)?|mentioned|raised|said"
    r"|up))*"
)
# What is told or asked of one time seeks it and no order: "was it the first time that they met?".
_OF_ONE_TIME = re.compile(
    r"^(?:(?:and|but|hello|hi|so)\W+)*(?:is|isn't|was|wasn't|were|weren't)\b"
    r"|\b(?:it|not|that|this)(?:'s| is| was)?(?: (?:also|indeed|not|really))*"
    r"(?: (?:the|a|her|his|its|our|their))? $|\bfor (?:the|her|his|their) $"
)
_PATTERNS = (
    (
        Order.NEW,
        re.compile(
            r"\bfrom (?:the )?(?:latest|newest|last|most recent)(?: ones?)? (?:back )?to (?:the )?"
            r"(?:earliest|first|oldest)\b"
            r"|\b(?:sort(?:ed)? by )?(?:the )?(?:(?:latest|newest)(?: first| news\b)?"
            r"|most recent(?:ly)?(?: first)?)(?:(?: ones?)? (?:at|on) (?:the )?top)?\b"
            r"|\b(?:sort(?:ed)?|order(?:ed)?) by (?:date|day|time)\b|\b(?:newer|more recent)\b"
            r"|\b(?:anything|something|what's|what is) new\b"
            r"|\b(?:in )?reverse chronological(?:ly| order)\b"
            rf"|\blast(?: times?\b|(?= {_SAYING})|(?= {_PAGE}))"
            rf"|{_WHICH} (?P<last>last|later)\b"
        ),
    ),
    (
        Order.OLD,
        re.compile(
            r"\b(?:sort(?:ed)? by )?(?:the )?(?:earliest|oldest)"
            r"(?: first|(?: ones?)? (?:at|on) (?:the )?top)?\b|\bolder ones?\b"
            r"|(?<!reverse )(?<!reverse-)\b(?:in )?chronological(?:ly| order)\b"
            rf"|(?<!newest )(?<!latest )\bfirst(?= {_SAYING})"
            rf"|(?<!his )(?<!her )(?<!their )\bfirst(?= {_PAGE})"
            r"|(?P<time>\bfirst times?\b)"
            rf"|^(?:when|where|which|who)\b(?=[^?]*\b(?:{_SAYING}|used))[^?]*"
            r"\b(?P<closing>first)[ ?.!]*$"
            r"|\bfrom (?:the )?(?:earliest|first|oldest)(?: ones?)? (?:on(?:wards?)?\b|to (?:the )?"
            r"(?:latest|newest|last)\b)"
            r"|^(?:the )?first(?= (?:on|about|regarding|concerning) (?!(?:this|that|it)\b))"
            rf"|\bc[oa]me up (?P<first>first)\b|{_WHICH} (?P<earlier>first|earlier)\b"
        ),
    ),
)


def read_order(folded: str) -> tuple[Order, tuple[Span, ...]]:
    """Read the order that a folded question asks for, and the spans of its words."""
    if not any(word in folded for word in _OPENS):
        return Order.BEST, ()
    found = [(order, match) for order, pattern in _PATTERNS for match in pattern.finditer(folded)]
    last_order = Order.BEST
    spans: list[Span] = []
    # "From the oldest to the newest" is one order: the longest words come first.
    for order, match in sorted(found, key=lambda one: len(one[1][0]), reverse=True):
        if match.lastgroup == "time" and _OF_ONE_TIME.search(folded[: match.start()]):
            continue
        span = Span(*match.span(match.lastgroup or 0))
        if not any(span.start < one.end and one.start < span.end for one in spans):
            last_order = order if last_order is not Order.OLD else last_order
            spans.append(span)
    return last_order, tuple(sorted(spans))
