"""Reads orders in plain words: "latest", "most recent", "first said", "chronologically"."""

from __future__ import annotations

from retrieval.model.query import Order
from retrieval.model.release import Span
from retrieval.patterns import regex

_SAYING = (
    r"(?:sa(?:id|y|ys)|spoken?|spoke|speak|met|meet|mention(?:ed|s)?|comment(?:ed|s)?|statements?|raised?"
    r"|discuss(?:ed)?|talk(?:ed)?|referr?(?:ed)?|c[oa]me up|answer(?:ed)?|ask(?:ed)?|remarks?"
    r"|announced?|brought up)\b"
)
# "The last release" is a page, "the last release of funds" is not.
_PAGE = (
    r"(?:(?:press|news) (?:conferences?|releases?|briefings?)|pressers?|read-?outs?|releases?"
    r"|speech(?:es)?)\b(?! of\b)"
)
# "At the earliest possible opportunity" is how soon, "the last thing said on it" the newest words.
_NO_ORDER = r"(?! (?:possible|opportunity|convenience|practicable|stage|feasible)\b)"
_THING = (
    rf"(?:thing|word)s?(?= (?:(?:that )?(?:[a-z']+ ){{0,3}}?(?:{_SAYING}|heard|told)"
    r"|(?:about|on|regarding)\b))"
)
# "Sorted old to new", "from newest to oldest".
_NEWER = r"(?:latest|new|newer|newest|last|most recent|recent)"
_OLDER = r"(?:earliest|first|old|older|oldest)"
_FARTHEST = r"(?:earliest|first|last|latest|most recent|newest|oldest)"
_SORTED = (
    r"(?:(?:arrange|list|order|rank|sort)(?:ed)?(?: (?:it|them|these|by (?:date|day|time)))?"
    r"[,:]?(?: going)?(?: from)? |in order(?: of| from)? )(?:the )?"
)
_ARROW = r" ?(?:[-=]?>|→) ?"
_TO = rf"(?: (?:one|page|statement)s?)?(?: (?:back |down )?(?:to|through) |-to-|{_ARROW})(?:the )?"
_BY_DAY = r"(?:(?:sort(?:ed)?|order(?:ed)?) by |in |by )?(?:date|day|time)"
_DAY_OR_ORDER = r"(?:date|day|time|order(?: by (?:date|day|time))?)"
# "The shift from old to new alliances" sorts nothing.
_IS_ALL = r"(?= *(?:[.,;:?!)–—]| - |$)| (?:only|please|pls|then)\b)"


def _sorted(first: str, last: str) -> str:
    """Return a pattern for what is sorted from one end of time to the other."""
    farthest = rf"(?:from (?:the )?)?{_FARTHEST}{_TO}{_FARTHEST}"
    is_farthest = rf"(?={farthest}\b)(?:from (?:the )?)?"
    return (
        rf"(?:\b(?:{_SORTED}|{is_farthest}){first}{_TO}{last}\b"
        rf"|\b(?:from )?{first}{_TO}{last}\b{_IS_ALL})"
    )


# "How has the wording on it changed?" asks for a sequence over time.
_WORDING = r"(?:formulation|language|message|messaging|phrasing|rhetoric|tone|wording|words)"
_STANCE = r"(?:attitude|line|policy|position|stance|view|views)"
_CHANGES = r"(?:chang|develop|evolv|shift)(?:e[ds]?|ed|s)?|var(?:y|ied|ies)"
_TOLD = r"(?:admit|believe|claim|hear|mention|say|state|suggest|tell|think|told)"
_OF_CHANGES = regex(
    rf"\b(?:did|do|does|had|has|have) (?:(?!{_TOLD})[\w.'’-]+ ){{0,4}}?"
    rf"(?:(?P<wording>{_WORDING})|{_STANCE})\b[^.,;:?!]{{0,60}}?"
    rf" (?P<changed>(?:{_CHANGES})(?: over (?:time|the (?:\w+ )?years))?)\b"
    r"|(?:^|[,;:–—-] *)(?:and )?what(?: has| had|'s)? (?P<what>changed)\b"
)


# No pattern finds anything without one of these.
_OPENS = (
    *("thing new", "what's new", "what is new"),
    *("by date", "by day", "by time", "chronolog", "earlier", "earliest", "first", "last", "later"),
    *("latest", "newer", "newest", "older", "oldest", "recent", "old", "scending"),
    *("up to date", "up-to-date", "final"),
)
# "Which came first", "what was raised last": behind these an order ends what is asked.
_WHICH = (
    r"\b(?:what|which|who)(?: (?:one|of (?:the two|them|these|those)))*"
    r"(?: (?:is|was|were|has|had|been|got|gets|did|do))*"
    r"(?: (?:appear(?:ed|s)?|brought|c[oa]mes?|discussed|happen(?:ed|s)?|mentioned|raised|said"
    r"|spoke|spoken|up))*"
)
# What is told or asked of one time seeks it and no order: "was it the first time that they met?".
_OF_ONE_TIME = regex(
    r"^(?:(?:and|but|hello|hi|so)\W+)*(?:is|isn't|was|wasn't|were|weren't)\b"
    r"|\b(?:it|not|that|this)(?:'s| is| was)?(?: (?:also|indeed|not|really))*"
    r"(?: (?:the|a|her|his|its|our|their))? $|\bfor (?:the|her|his|their) $"
)
_PATTERNS = (
    (
        Order.NEW,
        regex(
            rf"{_sorted(_NEWER, _OLDER)}"
            rf"|\b(?:{_BY_DAY}[ ,]+desc(?:ending)?|desc(?:ending)? (?:by )?{_DAY_OR_ORDER})\b"
            rf"|\b(?:sort(?:ed)? by )?(?:the )?(?:(?:latest|newest){_NO_ORDER}(?: first| news\b)?"
            r"|most recent(?:ly)?(?: first)?)(?:(?: ones?)? (?:at|on) (?:the )?top)?\b"
            r"|\b(?:more|most) up[- ]to[- ]date\b"
            r"|\b(?:sort(?:ed)?|order(?:ed)?) by (?:date|day|time)\b|\b(?:newer|more recent)\b"
            r"|\b(?:anything|something|what's|what is) new\b"
            r"|(?:^|[,;:(–—-]) *by (?:date|day)(?= *[,;.?!)]| *$)"
            r"|\b(?:in )?reverse chronological(?:ly| order)\b"
            rf"|\blast(?: times?\b| {_THING}|(?= {_SAYING})|(?= {_PAGE}))"
            rf"|\bfinal(?: word(?= on\b)|(?= {_SAYING}))"
            r"|\blast(?: that)?(?= (?:anybody|anyone|i|they|was|we|you)(?: was)?"
            r" (?:hear|heard|said)\b)"
            rf"|{_WHICH} (?P<last>last|later)\b"
        ),
    ),
    (
        Order.OLD,
        regex(
            rf"{_sorted(_OLDER, _NEWER)}"
            rf"|\b(?:{_BY_DAY}[ ,]+asc(?:ending)?|asc(?:ending)? (?:by )?{_DAY_OR_ORDER})\b"
            rf"|\b(?:sort(?:ed)? by )?(?:the )?(?:earliest|oldest){_NO_ORDER}"
            r"(?: first|(?: ones?)? (?:at|on) (?:the )?top)?\b|\bolder ones?\b"
            r"|(?<!reverse )(?<!reverse-)\b(?:in )?chronological(?:ly| order|(?= *[,;.?!)]| *$))\b"
            rf"|(?<!newest )(?<!latest )\bfirst(?: {_THING}|(?= {_SAYING}))"
            rf"|(?<!his )(?<!her )(?<!their )\bfirst(?= {_PAGE})"
            r"|(?P<time>\bfirst times?\b)"
            rf"|^(?:when|where|which|who)\b(?=[^?]*\b(?:{_SAYING}|used))[^?]*"
            r"\b(?P<closing>first)[ ?.!]*$"
            r"|\bfrom (?:the )?(?:earliest|first|oldest)(?: ones?)? on(?:wards?)?\b"
            r"|^(?:the )?first(?= (?:on|about|regarding|concerning) (?!(?:this|that|it)\b))"
            rf"|\bc[oa]me up (?P<first>first)\b|{_WHICH} (?P<earlier>first|earlier)\b"
        ),
    ),
)


def read_changes(folded: str) -> tuple[Span, ...]:
    """Read that somebody asks how a wording changed: the spans of the words that say so."""
    if (found := _OF_CHANGES.search(folded)) is None:
        return ()
    spans = (Span(*found.span(name)) for name in ("wording", "changed", "what") if found[name])
    return tuple(spans)


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
