"""The words before a time that say from when or until when: "since", "up to", "by", "from:"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from retrieval.query.when.days.moments import read_moment

BOUNDS = frozenset("since from after until till before".split())
# "By June 2023" is until its end; "by 2050" is mostly an aim and part of the topic.
BY = "by"
WHICH = frozenset({"last", "this", "past", "previous"})
_PAIRS = {
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
_BEHIND = {
    **dict.fromkeys(("after", "afterwards", "later", "newer", "onwards"), "since"),
    **dict.fromkeys(("before", "earlier", "older"), "until"),
}
_WITHIN = frozenset("in on during of for dated within throughout".split())
OPENINGS = BOUNDS | _WITHIN | WHICH | {BY, *(first for first, _ in _PAIRS)}


def read_bound(words: Sequence[str], at: int, today: date) -> tuple[str, int]:
    """Read the word that bounds a time, and where the time begins; empty if there is none."""
    pair = _PAIRS.get((words[at], words[at + 1]))
    if pair is not None:
        return pair, at + 2
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
    side = _BEHIND.get(words[end + 1]) if words[end] in {"and", "or"} else None
    return (side, end + 2) if side and bound not in BOUNDS else (bound, end)


def behind_sign(words: Sequence[str], at: int) -> int:
    """Skip the colon of an operator, and a quotation mark after it."""
    if words[at] != ":":
        return at
    return at + 1 + (words[at + 1] == '"')
