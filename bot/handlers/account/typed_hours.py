"""Hours, days and time zones as people type them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from bot.rendering.clock_times import DAYS
from bot.store.chats.zones import canonical_name, find_zone, zone_names
from retrieval.patterns import regex

_HOUR, _DAY, _NOON = 60, 24 * 60, 12
_TIME = regex(r"(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2}))? ?(?P<half>am|pm)?")
_BETWEEN = regex(r" ?(?:-|–|—| to | until ) ?")
_MIN_DAY_LETTERS = 2
_OFFSET = regex(
    r"(?:utc|gmt)? ?(?P<sign>[+-]|−) ?(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?"
)
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
    """Read a time zone: "Europe/Berlin", "berlin", "UTC+9"; None if the words are not one.

    Hours with a plus are ahead of Greenwich.
    """
    typed = _normalise(words)
    if offset := _OFFSET.fullmatch(typed):
        sign = "+" if offset["sign"] == "+" else "-"
        name = f"UTC{sign}{int(offset['hours']):02}:{offset['minutes'] or '00'}"
        return None if find_zone(name) is None else "UTC" if name[4:] == "00:00" else name
    return _zones().get(typed)


def find_similar_zones(words: str) -> list[str]:
    """Return at most three zones with names similar to the words, the most similar first."""
    known = _zones()
    alike = get_close_matches(_normalise(words), known, n=6, cutoff=0.7)
    return list(dict.fromkeys(known[one] for one in alike))[:3]


@cache
def _zones() -> Mapping[str, str]:
    """Return all zones by the names that people may type."""
    return {**_name_zones(sorted(zone_names())), **_ZONE_NICKNAMES}


def _name_zones(zones: Iterable[str]) -> dict[str, str]:
    by_name: dict[str, str] = {}
    for zone in zones:
        # The others are old names of the same zones, or fixed offsets that no city has.
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/")):
            by_name.setdefault(_normalise(zone.rpartition("/")[2]), canonical_name(zone))
        by_name[_normalise(zone)] = canonical_name(zone)
    return by_name


def _normalise(words: str) -> str:
    return " ".join(words.replace("_", " ").casefold().split())
