"""A language with a catalogue, read by Babel: the texts of its `.po` file, the days of CLDR.

Babel takes long to load, so that this module is imported only where there is such a language.
"""

from __future__ import annotations

import datetime as dt
from gettext import GNUTranslations
from io import BytesIO
from typing import IO

from babel import Locale
from babel.dates import format_date, format_skeleton, get_timezone_location
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.language.english import SHORT_WEEKDAY, WEEKDAY, English

# CLDR has no skeletons of a day of the week alone; the pattern of one is its skeleton.
_PATTERNS = (WEEKDAY, SHORT_WEEKDAY)


class Translated(English):
    """A language with a catalogue; what that lacks, or has as fuzzy, is said in English."""

    def __init__(self, code: str, po: IO[bytes]) -> None:
        """Read the catalogue of a language.

        Raises:
            babel.UnknownLocaleError: CLDR has no language of that code.
            babel.messages.pofile.PoFileError: the file is no catalogue.
        """
        super().__init__()
        self.code = code
        self._locale = Locale.parse(code)
        self.own_name = self._locale.get_language_name() or code
        self.english_name = self._locale.english_name or code
        compiled = BytesIO()
        write_mo(compiled, read_po(po, self._locale, abort_invalid=True))
        compiled.seek(0)
        self.catalogue = GNUTranslations(compiled)

    def date(self, day: dt.date, skeleton: str) -> str:
        """Return what a skeleton names of a day, as CLDR has it for this language."""
        if skeleton in _PATTERNS:
            return format_date(day, skeleton, self._locale)
        return format_skeleton(skeleton, day, locale=self._locale)

    def number(self, number: int) -> str:
        """Return a whole number as this language writes it."""
        return format_decimal(number, locale=self._locale)

    def ordinal(self, number: int) -> str:
        """Return the bare number: the text around it says that it is a place in a row."""
        return str(number)

    def city(self, zone: str) -> str:
        """Return how CLDR calls the city of a time zone."""
        if "/" not in zone:
            return zone
        return str(get_timezone_location(zone, locale=self._locale, return_city=True))

    def language_name(self, name: str) -> str:
        """Return how a language is called, as CLDR has it; in English, if that has it not."""
        codes = (code for code, english in Locale("en").languages.items() if english == name)
        return str(self._locale.languages.get(next(codes, ""), name))
