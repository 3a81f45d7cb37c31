"""Names as they are written in Japanese: the reviewed table, and the territories of CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from retrieval.query.words.aliases import read_table

# 日米韓 is three countries. A single sign is a country only in some places (`translation.py`).
SHORT = {
    "日": "Japan",
    "米": "United States",
    "中": "China",
    "韓": "Republic of Korea",
    "露": "Russia",
    "ロ": "Russia",
    "朝": "North Korea",
    "北": "North Korea",
    "台": "Taiwan",
    "ウ": "Ukraine",
    "英": "United Kingdom",
    "仏": "France",
    "独": "Germany",
    "伊": "Italy",
    "豪": "Australia",
    "加": "Canada",
    "印": "India",
    "欧": "Europe",
}
# Codes in CLDR's list of territories that are no territory.
_NO_TERRITORY = frozenset({"001", "EZ", "QO", "XA", "XB", "ZZ"})


class NameKind(StrEnum):
    """What a name is the name of, or what it does in a question."""

    PLACE = "places"
    ORGANISATION = "organisations"
    TOPIC = "topics"
    SPEAKER = "speakers"
    PERSON = "people"
    TITLE = "titles"
    HONORIFIC = "honorifics"
    ORDER = "orders"
    GREETING = "greetings"
    ASIDE = "asides"


@dataclass(frozen=True, slots=True)
class JapaneseName:
    """A name in Japanese: its kind, and its English."""

    kind: NameKind
    english: str


@cache
def names() -> Mapping[str, JapaneseName]:
    """Read all names, by how they are written; reviewed ones replace those of CLDR."""
    from babel import Locale  # noqa: PLC0415 - only questions in Japanese need it, and it is slow

    written, spoken = Locale("ja").territories, Locale("en").territories
    table = {
        part: JapaneseName(NameKind.PLACE, spoken[code])
        for code in written.keys() & spoken.keys() - _NO_TERRITORY
        for part in (written[code], written[code].replace("・", ""))
    }
    for kind, lines in read_table()["japanese"].items():
        for line in lines.splitlines():
            left, _, english = line.partition(" = ")
            table |= dict.fromkeys(
                left.casefold().split(", "), JapaneseName(NameKind(kind), english)
            )
    return table


@cache
def longest() -> Mapping[str, int]:
    """Return the length of the longest name that begins with each sign."""
    lengths: dict[str, int] = {}
    for written in names():
        lengths[written[0]] = max(len(written), lengths.get(written[0], 0))
    return lengths
