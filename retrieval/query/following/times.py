"""Words of a follow-up for times and orders that are told by those before: "the year before"."""

from __future__ import annotations

from retrieval.patterns import regex

_SHIFT = regex(
    r"\b(?:the )?(?:(?:year|month) (?P<side>before|after|earlier|later)"
    r"|(?P<behind>previous|preceding|prior|next|following) (?:year|month))\b"
    r"(?: (?:that|this|it|then))?[ ?.!]*$"
)
BACKWARDS = frozenset("before earlier preceding previous prior".split())
_NEWER = regex(r"\b(?:newer|later|more recent(?:ly)?|since then)\b")
_OLDER = regex(r"\b(?:older|earlier)\b")
_REVERSES = regex(
    r"\b(?:the )?(?:other way (?:a?round)(?! *[,:;]? *\w)|opposite order"
    r"|(?:flip|reverse|switch|turn) (?:the )?(?:list|order|sorting)(?: a?round| over)?"
    r"|reversed?(?: the)? (?:order|sort\w*))\b"
)
_AND_PLACE = r"(?:(?:and|but|just|no|not so much|ok|only|please|show me|give me|then)[, ]*)*"
_CAME = (
    r"(?:(?:which|what)(?: (?:one|of (?:them|these|those|the two)|statement|quote))?"
    r" (?:came|comes|is|was|were|are) (?:the )?|who said (?:it|that|this|so) (?=(?:first|last)))"
)
_PLACE = regex(
    rf"(?:{_AND_PLACE})?{_CAME}(?:(?P<earlier>first|earlier|earliest|older|oldest)"
    r"|later|latest|last|newer|newest|more recent|most recent)(?: (?:one|ones))?[ ?.!]*"
    rf"|{_AND_PLACE}(?:(?:the )?(?:very )?(?P<first>first|earliest|oldest)"
    r"|the (?:very )?(?:last|latest|newest)|last(?= \w+))"
    r"(?: (?:few|one|ones|only|two|three|four|five|\d|times?|statements?|quotes?))*"
    r"(?: (?:then|please|only|(?:that )?you(?:'ve| have)(?: got)?|there is|so far))?[ ?.!]*"
)


def years_away(folded: str) -> tuple[int, str] | None:
    """Read "the year before" as (-1, "year"), "the next month" as (1, "month")."""
    found = _SHIFT.search(folded)
    if found is None:
        return None
    named = found["side"] or found["behind"]
    return (-1 if named in BACKWARDS else 1, "month" if "month" in found.group() else "year")


def compared_with_before(folded: str) -> int:
    """Return 1 if a message asks for newer words than before, -1 for older ones, else 0."""
    return (_NEWER.search(folded) is not None) - (_OLDER.search(folded) is not None)


def reverses(folded: str) -> bool:
    """Tell whether a message asks for the other order: "the other way round"."""
    return _REVERSES.search(folded) is not None


def place_asked(folded: str) -> int:
    """Return -1 if a message asks for the first of what was found, 1 for the last, else 0."""
    found = _PLACE.fullmatch(folded)
    return 0 if found is None else -1 if found["first"] or found["earlier"] else 1
