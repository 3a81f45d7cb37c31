"""A language: its texts, days and numbers. English has no catalogue: its texts are the msgids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from gettext import NullTranslations
from types import MappingProxyType

_TEENS = range(10, 20)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}

# What of a day is shown, by the names that CLDR has for it ("date skeletons").
DAY, MONTH, SHORT_MONTH, MONTH_ONLY = "yMMMd", "yMMMM", "yMMM", "MMM"
# A day as it fits a button; in figures, where these are read in one way only.
NARROW_DAY = "yMd"
YEAR = "y"
WEEKDAY, SHORT_WEEKDAY = "EEEE", "EEE"
_FORMATS: Mapping[str, Callable[[dt.date], str]] = MappingProxyType(
    {
        DAY: lambda day: f"{day.day} {day:%b %Y}",
        NARROW_DAY: lambda day: f"{day.day} {day:%b %Y}",
        MONTH: lambda day: f"{day:%B %Y}",
        SHORT_MONTH: lambda day: f"{day:%b %Y}",
        MONTH_ONLY: lambda day: f"{day:%b}",
        YEAR: lambda day: str(day.year),
        WEEKDAY: lambda day: f"{day:%A}",
        SHORT_WEEKDAY: lambda day: f"{day:%a}",
    }
)


class English:
    """English, and what every other language has too.

    `code` is that of the setting and of Telegram: "en". `own_name` is how its speakers call it.
    """

    code = "en"
    own_name = english_name = "English"

    def __init__(self) -> None:
        self.catalogue = NullTranslations()

    def gettext(self, text: str, /, **values: object) -> str:
        """Return a text in this language, with values in place of `%(name)s`."""
        return self.catalogue.gettext(text) % values

    def ngettext(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the form of a text for a count; `%(count)s` is the count, if it is not given."""
        return self.catalogue.ngettext(one, many, count) % {"count": count, **values}

    def date(self, day: dt.date, skeleton: str) -> str:
        """Return what a skeleton names of a day: "13 Nov 2021"."""
        return _FORMATS[skeleton](day)

    def number(self, number: int) -> str:
        """Return a whole number with its thousands apart: "12,345"."""
        return f"{number:,}"

    def ordinal(self, number: int) -> str:
        """Return a number as a place in a row: "2nd"."""
        ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
        return f"{number}{ending}"

    def city(self, zone: str) -> str:
        """Return how the city is called that a time zone is named by: "New York"."""
        return zone.rpartition("/")[2].replace("_", " ")

    def language_name(self, name: str) -> str:
        """Return how a language is called that has this name in English."""
        return name


ENGLISH = English()
