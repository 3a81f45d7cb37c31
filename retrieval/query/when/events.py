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
# Events whose day everybody knows, by which people tell a time: "before Russia invaded".
_INVASION: Days = (date(2022, 2, 24), date(2022, 2, 24))
_AGENTS = frozenset("kremlin moscow putin russia russian russians".split())
_INVADING = frozenset(
    """
    aggression assault attack attacked attacking attacks invade invaded invades invading invasion
    offensive war
    """.split()
)
# Without who did it only these are that event.
_ALONE = frozenset({"invasion", "war"})
_KNOWN: dict[tuple[str, ...], Days] = {
    ("cop26",): (date(2021, 10, 31), date(2021, 11, 13)),
    ("cop27",): (date(2022, 11, 6), date(2022, 11, 20)),
    ("tokyo", "olympics"): (date(2021, 7, 23), date(2021, 8, 8)),
    ("beijing", "olympics"): (date(2022, 2, 4), date(2022, 2, 20)),
    **dict.fromkeys(
        (("fall", "of", "kabul"), ("kabul", "fell"), ("kabul", "'s", "fall")),
        (date(2021, 8, 15), date(2021, 8, 15)),
    ),
    **dict.fromkeys(
        (("coup", "in", "myanmar"), ("myanmar", "coup"), ("military", "coup", "in", "myanmar")),
        (date(2021, 2, 1), date(2021, 2, 1)),
    ),
    **dict.fromkeys(
        (
            *(("abe", "was", deed) for deed in ("assassinated", "killed", "murdered", "shot")),
            *(("abe", "'s", end) for end in ("assassination", "death", "killing", "murder")),
            *(("abe", end) for end in ("assassination", "died", "killing", "murder")),
            *((end, "of", "abe") for end in ("assassination", "death", "killing", "murder")),
        ),
        (date(2022, 7, 8), date(2022, 7, 8)),
    ),
}
_AGAINST = frozenset("against in into of on".split())
_UKRAINE = frozenset({"ukraine", "ukrainians"})
# "Before the outbreak of the war", "since the start of the invasion".
_BEGINNINGS = frozenset("beginning launch onset outbreak start".split())
_BEGINS = frozenset("began begins begun broke start started starts".split())
_LONGEST = max(map(len, _KNOWN))
_JOINTS = frozenset("from in of on the".split())
_MOST_BETWEEN = 2


def read_event(words: Sequence[str], at: int, record: Period) -> DaysSaid | None:
    """Read the event whose day is known from a word on; None if the record's days lack it."""
    at += words[at] == "the"
    if words[at] in _BEGINNINGS and words[at + 1] == "of":
        at += 2 + (words[at + 2] == "the")
    ends = range(at + _LONGEST, at, -1)
    end = next((end for end in ends if tuple(words[at:end]) in _KNOWN), at)
    days = _KNOWN.get(tuple(words[at:end]), _INVASION)
    end = end if end > at else _end_of_invasion(words, at)
    is_within = end > at and record.since is not None and record.contains(days[0])
    return DaysSaid(_past_beginning(words, end), days) if is_within else None


def _end_of_invasion(words: Sequence[str], at: int) -> int:
    """Find the end of "Russia invaded Ukraine", "Russia's war on Ukraine", "the invasion"."""
    named = at + (words[at] in _AGENTS)
    place = named + (named > at and words[named] in {"'s", "had", "has"})
    # Of Japan "post-war" tells of another war.
    is_other = at > 0 and words[at - 1] == "-" and words[at] == "war"
    if words[place] not in _INVADING or is_other:
        return at
    against = place + 1 + (words[place + 1] in _AGAINST)
    is_against = words[against] in _UKRAINE
    if not (named > at or is_against or words[place] in _ALONE):
        return at
    return against + 1 if is_against else place + 1


def _past_beginning(words: Sequence[str], end: int) -> int:
    """Skip "began", "had started" and "broke out" behind an event."""
    begun = end + (words[end] in {"had", "has"})
    if words[begun] not in _BEGINS:
        return end
    return begun + 1 + (words[begun] == "broke" and words[begun + 1] == "out")


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
