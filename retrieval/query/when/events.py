"""Times that belong to a topic: "the January 30 launch", "Expo 2025"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from retrieval.model.query import Period
from retrieval.query.when.days.calendar_days import Days, DaysSaid

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
# Events whose day everybody knows, by which people tell a time: "before the invasion".
_KNOWN: dict[tuple[str, ...], Days] = {
    ("invasion",): (date(2022, 2, 24), date(2022, 2, 24)),
    ("russian", "invasion"): (date(2022, 2, 24), date(2022, 2, 24)),
    ("war",): (date(2022, 2, 24), date(2022, 2, 24)),
    ("cop26",): (date(2021, 10, 31), date(2021, 11, 13)),
    ("cop27",): (date(2022, 11, 6), date(2022, 11, 20)),
    ("tokyo", "olympics"): (date(2021, 7, 23), date(2021, 8, 8)),
    ("beijing", "olympics"): (date(2022, 2, 4), date(2022, 2, 20)),
    ("fall", "of", "kabul"): (date(2021, 8, 15), date(2021, 8, 15)),
    ("coup", "in", "myanmar"): (date(2021, 2, 1), date(2021, 2, 1)),
    ("abe", "assassination"): (date(2022, 7, 8), date(2022, 7, 8)),
    ("assassination", "of", "abe"): (date(2022, 7, 8), date(2022, 7, 8)),
}
_OF_UKRAINE = frozenset({("of", "ukraine"), ("in", "ukraine")})
_BEGINS = frozenset("began begins started starts".split())
_LONGEST = 3
_JOINTS = frozenset("from in of on the".split())
_MOST_BETWEEN = 2


def read_event(words: Sequence[str], at: int, record: Period) -> DaysSaid | None:
    """Read the event whose day is known from a word on; None if the record's days lack it."""
    at += words[at] == "the"
    for end in range(at + _LONGEST, at, -1):
        days = _KNOWN.get(tuple(words[at:end]))
        is_within = days is not None and record.contains(days[0]) and record.since is not None
        if is_within:
            behind = end + 2 * (tuple(words[end : end + 2]) in _OF_UKRAINE)
            behind += words[behind] in _BEGINS
            return DaysSaid(behind, days)
    return None


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
    # "February 2022: missiles".
    near = takewhile(str.isalnum, words[behind : behind + _MOST_BETWEEN])
    return is_before or not _EVENTS.isdisjoint(near)


def names_year(words: Sequence[str], end: int) -> bool:
    """Tell whether the year before `end` is a part of a name: "Expo 2025"."""
    before = words[end - 2] if end > 1 else ""
    return before in _NAMED_BEFORE or words[end] in _NAMED_BEHIND
