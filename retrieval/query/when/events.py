"""Times that belong to a topic: "the January 30 launch", "Expo 2025"."""

from __future__ import annotations

from collections.abc import Sequence

_EVENTS = frozenset(
    """
    accident assassination attack attacks bombing collision coup crash crisis earthquake election
    elections eruption explosion firing hijacking incident invasion killing launch launches massacre
    missile missiles murder outbreak protest protests raid referendum riot riots shelling shooting
    sinking strike strikes tsunami typhoon verdict vote war
    """.split()
)
# A year that belongs to a name: "Expo 2025", "the 2030 Agenda".
_NAMED_BEFORE = frozenset("agenda expo horizon olympics resolution tokyo vision".split())
_NAMED_BEHIND = frozenset("agenda expo games goals olympics target targets vision".split())
_JOINTS = frozenset("from in of on the".split())
_MOST_BETWEEN = 2


def dates_event(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether the day from `start` to `end` is that of an event: "the launch of January 30".

    What was said about an event is mostly of another day. `words` are those of a folded question,
    with a few empty words behind them.
    """
    behind = end + (words[end] == "'s")
    first = start - 1
    while first >= 0 and words[first] in _JOINTS and start - first <= _MOST_BETWEEN:
        first -= 1
    is_before = first >= 0 and words[first] in _EVENTS
    return is_before or not _EVENTS.isdisjoint(words[behind : behind + _MOST_BETWEEN])


def names_year(words: Sequence[str], end: int) -> bool:
    """Tell whether the year before `end` is a part of a name: "Expo 2025"."""
    before = words[end - 2] if end > 1 else ""
    return before in _NAMED_BEFORE or words[end] in _NAMED_BEHIND
