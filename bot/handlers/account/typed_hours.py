"""Hours, days and time zones as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from zoneinfo import available_timezones

from bot.rendering.clock_times import DAYS

_HOUR, _DAY, _NOON = 60, 24 * 60, 12
_TIME = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2}))? ?(?P<half>am|pm)?")
_BETWEEN = re.compile(r" ?(?:-|–|—| to | until ) ?")
_MIN_DAY_LETTERS = 2
# What a machine calls its own zone, and one that was never set.
_NO_PLACES = {"localtime", "Factory"}
# What people call zones whose official names are of cities.
_ZONE_NICKNAMES = MappingProxyType(
    {
        "jst": "Asia/Tokyo",
        "japan": "Asia/Tokyo",
        "gmt": "UTC",
        "utc": "UTC",
        "z": "UTC",
        "uk": "Europe/London",
        "cet": "Europe/Berlin",
        "cest": "Europe/Berlin",
        "germany": "Europe/Berlin",
        "france": "Europe/Paris",
        "korea": "Asia/Seoul",
        "china": "Asia/Shanghai",
        "beijing": "Asia/Shanghai",
        "taiwan": "Asia/Taipei",
        "est": "America/New_York",
        "edt": "America/New_York",
        "washington": "America/New_York",
        "pst": "America/Los_Angeles",
        "pdt": "America/Los_Angeles",
    }
)


def read_minute(words: str) -> int | None:
    """Read a minute of the day: "8", "8:30", "20.15", "8 pm"; None if the words are not one."""
    match = _TIME.fullmatch(_normalise(words))
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if match["half"] == "pm" else 0)
    return hour * _HOUR + minute if hour * _HOUR < _DAY and minute < _HOUR else None


def read_quiet(words: str) -> tuple[int, int] | None:
    """Read quiet hours: "22:00-7:00", "10pm to 7am", as minutes of the day; None if not such.

    Equal begin and end give None: they could mean no hours or all of them.
    """
    ends = _BETWEEN.split(_normalise(words))
    if len(ends) != 2:  # noqa: PLR2004 - a begin and an end
        return None
    begins, until = map(read_minute, ends)
    return None if begins is None or until is None or begins == until else (begins, until)


def read_day(words: str) -> int | None:
    """Read a day of the week, Monday as 0: "Friday", "fri", "on fridays"; None if not such."""
    word = _normalise(words).removeprefix("on ").removesuffix("s")
    for number, day in enumerate(DAYS):
        if len(word) >= _MIN_DAY_LETTERS and day.lower().removesuffix("s").startswith(word):
            return number
    return None


def read_zone(words: str) -> str | None:
    """Read a time zone: "Europe/Berlin", "berlin", "New York"; None if the words are not one."""
    return _zones().get(_normalise(words))


def find_similar_zones(words: str) -> list[str]:
    """Return at most three zones with names similar to the words, the most similar first."""
    known = _zones()
    alike = get_close_matches(_normalise(words), known, n=6, cutoff=0.7)
    return list(dict.fromkeys(known[one] for one in alike))[:3]


@cache
def _zones() -> Mapping[str, str]:
    """Return all zones by the names that people may type."""
    return {**_name_zones(sorted(available_timezones() - _NO_PLACES)), **_ZONE_NICKNAMES}


def _name_zones(zones: Iterable[str]) -> dict[str, str]:
    by_name: dict[str, str] = {}
    for zone in zones:
        # The others are old names of the same zones, or fixed offsets that no city has.
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/")):
            by_name.setdefault(_normalise(zone.rpartition("/")[2]), zone)
        by_name[_normalise(zone)] = zone
    return by_name


def _normalise(words: str) -> str:
    return " ".join(words.replace("_", " ").casefold().split())
