"""Reads days, months, seasons and years in plain words into the days that they span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.patterns import regex
from retrieval.query.when.days.ago import OPENINGS, WEEKDAYS, last_weekday, read_relative
from retrieval.query.when.days.calendar_days import (
    DECEMBER,
    DaysSaid,
    of_month,
    of_season,
    whole_month,
)
from retrieval.query.when.days.holidays import OPENINGS as HOLIDAYS
from retrieval.query.when.days.holidays import holiday_at
from retrieval.text.dates import MONTHS, valid_date

_YEAR = regex(r"19[89]\d|20\d\d")
# Years that no record reaches. The years in between are topics: "the treaty of 1951".
_FAR_YEAR = regex(r"1[0-8]\d\d|2[1-9]\d\d|[3-9]\d{3}")
_DAY = regex(r"(\d{1,2})(?:st|nd|rd|th)?")
_ENDINGS = ("st", "nd", "rd", "th")
_DAY_FIRST = regex(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = regex(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?")
_YEARS = regex(r"(\d{4})[-/](\d{2}|\d{4})")
_SHORT_YEAR = regex(r"'?(\d\d)")
_DECADE = regex(r"((?:19[89]|20\d)0)s|'([89])0s")
# "FY2021", "JFY21"; its year may be "21", "'21", "2021-22".
_FISCAL = regex(r"j?fy(\d{4}|\d\d)?")
_FISCAL_YEAR = regex(r"'?(\d{4}|\d\d)(?:[-/](\d{4}|\d\d))?")
_SHORT_WEEKDAYS = frozenset("mon tue tues wed thu thur thurs fri sat sun".split())
# Thirds: the first and last day in a month, then the first and last month in a year.
_PARTS = {
    **dict.fromkeys(("early", "beginning", "start"), (1, 10, 1, 4)),
    **dict.fromkeys(("mid", "middle"), (11, 20, 5, 8)),
    **dict.fromkeys(("late", "end"), (21, 31, 9, 12)),
}
_OF = frozenset({"of", "in"})
_WEEKS = {"first": (1, 7), "second": (8, 14), "third": (15, 21), "fourth": (22, 28)}
_SHARES = {
    "week": {**_WEEKS, "last": (-7, -1)},
    "half": {"first": (1, 15), "second": (16, 31)},
}
# The first month of each.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_QUARTERS = {name: number for number in range(1, 5) for name in (f"q{number}", f"{number}q")}
_HALVES = {name: number for number in range(1, 3) for name in (f"h{number}", f"{number}h")}
_DIVISION = regex(r"([1-4]q|[12]h)(\d{4}|\d\d)|(\d{4})(q[1-4]|h[12])")
_BETWEEN_DIVISION_AND_YEAR = frozenset({"/", "-"})
# Japan's fiscal year begins in April.
_FISCAL_MONTH = 4
_NO_DAY, _CENTURY = 99, 100
_NUMBER_OPENS = regex(r"'?\d|j?fy\d")
_OPENS = frozenset(
    {*MONTHS, *WEEKDAYS, *_SHORT_WEEKDAYS, *_PARTS, *_SEASONS, *_ORDINALS, *_QUARTERS, *_HALVES}
    | {"fiscal", "fy", "jfy", "year", *OPENINGS, *HOLIDAYS}
)
_LATEST_SHORT_YEAR = 80
# "13 nov 21": a number of people is seldom one of these.
_SHORT_YEARS = frozenset(map(str, range(18, 40)))


def may_open(word: str) -> bool:
    """Tell whether a moment can begin with a word; "the" before it does not count."""
    return word in _OPENS or word[:1] in {*"0123456789'"} or word.startswith(("fy", "jfy"))


def read_moment(words: Sequence[str], at: int, today: date) -> DaysSaid | None:
    """Read the moment that folded words mean from the word at `at` on; None if they mean none.

    A few empty words have to follow the words.
    """
    at += words[at] == "the"
    weekday, named = words[at], at + 1
    if words[at] not in _OPENS and not _NUMBER_OPENS.match(words[at]):
        return None
    if words[at] in WEEKDAYS or words[at] in _SHORT_WEEKDAYS:
        at += 1
        at += words[at] == "."
        at += words[at] == ","
        at += words[at] == "the"
    for read in _READERS:
        moment = read(words, at)
        if moment is not None:
            return moment
    relative = read_relative(words, at, today)
    if relative is not None:
        return DaysSaid(relative[1], relative[0])
    if weekday in WEEKDAYS:
        return DaysSaid(named, last_weekday(weekday, today), is_weekday=True)
    if not _FAR_YEAR.fullmatch(words[at]):
        return None
    year = int(words[at])
    return DaysSaid(at + 1, (date(year, 1, 1), date(year, 12, 31)), is_far=True)


def _numeric(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read "2021-11-13", "2021/11", "11/2021", "13.11.2021", "2021-22"."""
    word = re.sub(r"^(\d\d?)/((?:19|20)\d\d)$", r"\2/\1", words[at])
    if match := _DAY_FIRST.fullmatch(word):
        one, _, two, year = match.groups()
        day = valid_date(int(year), int(two), int(one)) or valid_date(int(year), int(one), int(two))
        return DaysSaid(at + 1, (day, day) if day else None)
    if match := _YEARS.fullmatch(word):
        first, last = int(match[1]), int(match[2])
        last += first // _CENTURY * _CENTURY if last < _CENTURY else 0
        is_month = len(match[2]) < len(match[1]) and int(match[2]) <= DECEMBER
        if _YEAR.fullmatch(match[1]) and last > first and not is_month:
            return DaysSaid(at + 1, (date(first, 1, 1), date(last, 12, 31)))
    match = _YEAR_FIRST.fullmatch(word)
    if match is None:
        return None
    year, sign, month, day_ = match.groups()
    if not day_ and (sign == "." or not _YEAR.fullmatch(year)):
        return None
    days = of_month(int(year), int(month), _number(day_) if day_ else 0) if int(year) else None
    is_doubtful = not _YEAR.fullmatch(year) or not (days or day_)
    return DaysSaid(at + 1, days, is_far=is_doubtful)


def _day_month(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read "13 November 2021", "the 13th of November", "13-Nov-2021"."""
    day = _DAY.fullmatch(words[at])
    if day is None:
        return None
    at += 1
    at += words[at] in {"of", "-"}
    if words[at] not in MONTHS:
        return None
    behind = _behind_month(words, at)
    month, number = MONTHS[words[at]], _number(day[1])
    if words[behind] in _SHORT_YEARS:
        return DaysSaid(behind + 1, of_month(_whole_year(words[behind]), month, number))
    return _with_year(words, behind, month, number)


def _month_day(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read "November 13, 2021", "November the 13th", "Nov. 2021", "November"."""
    if words[at] not in MONTHS:
        return None
    behind = _behind_month(words, at)
    behind += words[behind] == "the" and words[behind + 1].endswith(_ENDINGS)
    day = _DAY.fullmatch(words[behind])
    if day is None:
        return _with_year(words, behind, MONTHS[words[at]])
    return _with_year(words, behind + 1, MONTHS[words[at]], _number(day[1]))


def _part(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read "early May 2022", "mid-2021", "the end of May"."""
    days = _PARTS.get(words[at])
    if days is None:
        return None
    at += 1
    at += words[at] in {"-", "of"}
    if words[at] in MONTHS:
        return _with_year(words, _behind_month(words, at), MONTHS[words[at]], part=days[:2])
    year = _year_at(words, at)
    if not year:
        return None
    return DaysSaid(at + 1, (date(year, days[2], 1), whole_month(year, days[3])[1]))


def _share(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read "the first week of 2022", "second half of May 2022", "the last week of May"."""
    part = _SHARES.get(words[at + 1], {}).get(words[at])
    year = _year_at(words, at + 3) if words[at + 1] == "week" and words[at + 2] in _OF else 0
    if part and year:
        return DaysSaid(at + 4, of_month(year, DECEMBER if part[0] < 0 else 1, part=part))
    if part is None or words[at + 2] not in _OF or words[at + 3] not in MONTHS:
        return None
    return _with_year(words, _behind_month(words, at + 3), MONTHS[words[at + 3]], part=part)


def _division(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read "Q1 2022", "Q1/2022", "2Q22", "2021 H2", "the first half of 2022", "third quarter …"."""
    if glued := _DIVISION.fullmatch(words[at]):
        named, year = _division_named(glued[1] or glued[4]), _whole_year(glued[2] or glued[3])
        return _months_of(year, *named, at + 1) if named else None
    year = _year_at(words, at)
    behind = at + 1
    behind += year > 0 and words[behind] in _BETWEEN_DIVISION_AND_YEAR
    if year and (length := _division_named(words[behind])):
        return _months_of(year, *length, behind + 1)
    behind = at + 1
    named = _division_named(words[at])
    if named is None and words[behind] in {"half", "quarter"}:
        number = _ORDINALS.get(words[at], 0)
        months = 6 if words[behind] == "half" else 3
        named = (number, months) if 0 < number * months <= DECEMBER else None
        behind += 1
    is_joined = words[behind] in _BETWEEN_DIVISION_AND_YEAR
    behind += is_joined or words[behind] == "of"
    year = _year_at(words, behind) or _short_year_at(words, behind, is_joined=is_joined)
    return _months_of(year, *named, behind + 1) if year and named else None


def _division_named(word: str) -> tuple[int, int] | None:
    if word in _QUARTERS:
        return _QUARTERS[word], 3
    return (_HALVES[word], 6) if word in _HALVES else None


def _months_of(year: int, number: int, months: int, end: int) -> DaysSaid:
    last = number * months
    return DaysSaid(end, (date(year, last - months + 1, 1), whole_month(year, last)[1]))


def _season(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read "spring 2022", "late spring of 2022": two months of the three, as nobody counts days."""
    part = _PARTS.get(words[at])
    if part is not None:
        at += 1
        at += words[at] in {"-", "of"}
        at += words[at] == "the"
    first = _SEASONS.get(words[at])
    behind = at + 1
    behind += words[behind] in {"of", ","}
    years = _YEARS.fullmatch(words[behind])
    year = _year_at(words, behind) or (int(years[1]) + 1 if years else 0)
    if not year and words[at + 1] in {"or", "and", "/"} and words[at + 2] in _SEASONS:
        year, behind = _year_at(words, at + 3), at  # "summer or spring 2022"
    if first is None or not year:
        return None
    since, until = of_season(year, first)
    if part == _PARTS["early"]:
        until = whole_month(year, first % DECEMBER + 1)[1]
    elif part == _PARTS["late"]:
        since = date(until.year, until.month - 1, 1)
    return DaysSaid(behind + 1, (since, until))


def read_season(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read a season without a year, "winter"; it is one only where the context asks for a time."""
    at += words[at] == "the"
    first = _SEASONS.get(words[at])
    return None if first is None else DaysSaid(at + 1, month=first, is_season=True)


def _holiday(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read "Christmas 2021", "New Year's Eve", "the New Year of 2022"."""
    found = holiday_at(words, at)
    return found and replace(_with_year(words, found[0], *found[1]), is_holiday=True)


def _fiscal(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read "FY2021", "fiscal year 2021", "FY21", "FY '21", "fiscal 2021-22"."""
    glued = _FISCAL.fullmatch(words[at])
    if glued is None and words[at] != "fiscal":
        return None
    is_short = glued is not None
    written = glued[1] if glued else None
    if not written:
        at += 1
        is_short |= words[at] == "year" or words[at][:1] == "'"
        at += words[at] in {"year", "-"}
        written = words[at]
    named = _FISCAL_YEAR.fullmatch(written)
    if named is None or not (is_short or len(named[1]) > 2):  # noqa: PLR2004 - two figures
        return None
    year = _whole_year(named[1])
    if not _YEAR.fullmatch(str(year)) or (named[2] and not _is_next(named[2], year)):
        return None
    at += 1
    at += 2 * (words[at] in _BETWEEN_DIVISION_AND_YEAR and _is_next(words[at + 1], year))
    return DaysSaid(at, (date(year, _FISCAL_MONTH, 1), date(year + 1, _FISCAL_MONTH - 1, 31)))


def _is_next(word: str, year: int) -> bool:
    return word in {str(year + 1), str(year + 1)[2:]}


def _year(words: Sequence[str], at: int) -> DaysSaid | None:
    """Read "2021", "the year 2021", "the 1990s"."""
    if decade := _DECADE.fullmatch(words[at]):
        first = int(decade[1] or f"19{decade[2]}0")
        return DaysSaid(at + 1, (date(first, 1, 1), date(first + 9, 12, 31)))
    is_named = words[at] == "year"
    year = _year_at(words, at + is_named)
    if not year:
        return None
    days = date(year, 1, 1), date(year, 12, 31)
    return DaysSaid(at + is_named + 1, days, is_bare_year=not is_named)


def _with_year(
    words: Sequence[str], at: int, month: int, day: int = 0, part: tuple[int, int] | None = None
) -> DaysSaid:
    """Make the moment, with the year at `at` if there is one."""
    behind = at
    behind += words[behind] == ","
    behind += words[behind] == "of"
    year = _year_at(words, behind)
    year = year or _short_year_at(words, behind, is_joined=False)
    if year:
        return DaysSaid(behind + 1, of_month(year, month, day, part))
    return DaysSaid(at, None, month, day, part, is_bare_month=not (day or part))


def _whole_year(figures: str) -> int:
    """Return the year of two or four figures."""
    year = int(figures)
    if len(figures) > 2:  # noqa: PLR2004 - two figures
        return year
    return year + (1900 if year >= _LATEST_SHORT_YEAR else 2000)


def _short_year_at(words: Sequence[str], at: int, *, is_joined: bool) -> int:
    """Return the year of "'21", and of "21" if it is joined to what is before; 0 if it is none."""
    short = _SHORT_YEAR.fullmatch(words[at])
    if short is None or not (is_joined or words[at][0] == "'"):
        return 0
    return _whole_year(short[1])


def _number(day: str) -> int:
    return int(day) or _NO_DAY  # 0 is no day of the calendar; elsewhere it means that none is named


def _behind_month(words: Sequence[str], at: int) -> int:
    is_joined = words[at + 1] == "-" and _YEAR.fullmatch(words[at + 2]) is not None
    return at + 1 + (is_joined or words[at + 1] == ".")


def _year_at(words: Sequence[str], at: int) -> int:
    return int(words[at]) if _YEAR.fullmatch(words[at]) else 0


_READERS = (
    *(_numeric, _day_month, _month_day, _part, _share, _division, _season, _fiscal, _year),
    _holiday,
)
