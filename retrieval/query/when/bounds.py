"""The words before a time that say from when or until when: "since", "up to", "by", "from:"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from retrieval.query.when.days.moments import read_moment

BOUNDS = frozenset("since from after until till before".split())
# "By June 2023" is until its end; "by 2050" is mostly an aim and part of the topic.
BY = "by"
WHICH = frozenset({"last", "this", "past", "previous"})
_PHRASES: Mapping[tuple[str, ...], str] = {
    **dict.fromkeys(
        (("no", "later", "than"), ("not", "later", "than"), ("on", "or", "before")), "until"
    ),
    **dict.fromkeys(
        (("no", "earlier", "than"), ("not", "earlier", "than"), ("on", "or", "after")), "since"
    ),
    **dict.fromkeys(
        ((verb, word) for verb in ("starting", "beginning") for word in ("in", "with")), "since"
    ),
    ("up", "to"): "until",
    ("prior", "to"): "before",
    ("ahead", "of"): "before",
    ("pre", "-"): "before",
    ("post", "-"): "after",
    ("starting", "from"): "since",
    ("back", "to"): "in",
    **dict.fromkeys((("back", word) for word in ("in", "on", "during")), "in"),
    ("not", "before"): "since",
    ("not", "after"): "until",
}
_LONGEST_PHRASE = max(map(len, _PHRASES))
# "From May onwards".
_ONWARDS = frozenset("forward forwards onward onwards".split())
# "Ukraine, starting May 2022"; what starts in May may also be told of.
_STARTING = frozenset({"beginning", "starting"})
_BEHIND = {
    **dict.fromkeys(("after", "afterwards", "later", "newer", "onwards"), "since"),
    **dict.fromkeys(("before", "earlier", "older"), "until"),
}
_WITHIN = frozenset("in on during of for dated within throughout".split())
OPENINGS = BOUNDS | _WITHIN | WHICH | {BY, *(phrase[0] for phrase in _PHRASES), *_STARTING}


def read_bound(words: Sequence[str], at: int, today: date) -> tuple[str, int]:
    """Read the word that bounds a time, and where the time begins; empty if there is none."""
    for length in range(_LONGEST_PHRASE, 1, -1):
        if (bound := _PHRASES.get(tuple(words[at : at + length]))) is not None:
            return bound, at + length
    if words[at] in _STARTING and not (at and words[at - 1].isalnum()):
        return "since", at + 1
    if words[at] not in BOUNDS and words[at] not in _WITHIN and words[at] != BY:
        return "", at
    start = behind_sign(words, at + 1)
    start += words[start] == "the" and words[start + 1] in WHICH
    if words[start] in WHICH:
        moment = read_moment(words, start + 1, today)
        start += moment is not None and moment.is_bare_month
    return words[at], start


def behind(words: Sequence[str], end: int, bound: str) -> tuple[str, int]:
    """Read what bounds a time from behind, "in May or later"; return the bound and its end."""
    if words[end] in _ONWARDS:
        return (bound if bound in BOUNDS else "since"), end + 1
    side = _BEHIND.get(words[end + 1]) if words[end] in {"and", "or"} else None
    return (side, end + 2) if side and bound not in BOUNDS else (bound, end)


def behind_sign(words: Sequence[str], at: int) -> int:
    """Skip the colon of an operator, and a quotation mark after it."""
    if words[at] != ":":
        return at
    return at + 1 + (words[at + 1] == '"')
