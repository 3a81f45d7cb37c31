"""The last two questions as one: "both", "both years", "compare the two"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from retrieval.model.query import Period, Query, Term
from retrieval.patterns import regex
from retrieval.query.following.merging import any_of, both_of

_OPENS = r"(?:(?:and|but|for|in|no|now|ok|okay|so|then|what about|how about|can you|please),? )*"
_TWO = (
    r"(?:both(?: (?:of (?:them|these|those|the)|the))?(?: (?:answers|days|kinds|months|of them"
    r"|ones|periods|people|speakers|statements|times|topics|types|years))?"
    r"|(?:the|those|these|them|my last) (?:two|both)(?: (?:answers|of them|ones|questions))?)"
)
_COMPARED = (
    rf"(?:compare|contrast|combine|merge|join) (?:{_TWO}|them|those|these|(?:it|this|that)"
    r" (?:with|to) (?:the )?(?:first|one before|earlier|former|last|previous|that)"
    r"(?: one| answer)?)"
)
_SHOWN = rf"(?:(?:show|give|get|list|put|take)(?: me)? )?{_TWO}"
_BOTH = regex(
    rf"{_OPENS}(?:{_COMPARED}|{_SHOWN})"
    r"(?: (?:at once|for me|please|side by side|then|together|next to each other))*"
    r"(?:[,;]? (?:[a-z]+ first|in (?:chronological )?order|by date))?[ ?.!]*"
)


def asks_both(folded: str) -> bool:
    """Tell whether a message asks for the last two questions as one: "both years"."""
    return _BOTH.fullmatch(folded) is not None


def combined(query: Query, first: Query, second: Query) -> Query:
    """Return two questions as one: what either of them asks, in the order of a follow-up."""
    order = query if query.is_order_asked else second
    return replace(
        second,
        question=query.question,
        translation=query.translation,
        is_follow_up=True,
        terms=_either(first.terms, second.terms),
        phrases=second.phrases if first.phrases == second.phrases else (),
        voices=both_of(first.voices, second.voices),
        askers=both_of(first.askers, second.askers),
        is_asked=first.is_asked and second.is_asked,
        kinds=any_of(first.kinds, second.kinds),
        labels=any_of(first.labels, second.labels),
        releases=any_of(first.releases, second.releases),
        period=_spanning(first.period, second.period),
        order=order.order,
        is_order_asked=order.is_order_asked,
        former=None,
    )


def _either(first: tuple[Term, ...], second: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return what two topics share, and either of what only one has, if that is a term each."""
    names = {one.names for one in first} & {one.names for one in second}
    shared = tuple(one for one in second if one.names in names)
    (*_, old), (*_, new) = (
        (None, *(one for one in terms if one.names not in names)) for terms in (first, second)
    )
    if len(first) != len(second) or len(shared) + 1 != len(second) or not (old and new):
        return shared or second
    word = f"{old.word} OR {new.word}"
    either = replace(new, word=word, names=(*old.names, *new.names), near=(*old.near, *new.near))
    return (*shared, either)


def _spanning(first: Period | None, second: Period | None) -> Period | None:
    """Return the days from the start of one period to the end of the other; None for all days."""
    if first is None or second is None:
        return None
    since = min(first.since or date.min, second.since or date.min)
    until = max(first.until or date.max, second.until or date.max)
    return Period(since if since != date.min else None, until if until != date.max else None)
