"""Translates the names and dates of a question in Japanese into English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retrieval.model.query import Period
from retrieval.patterns import regex
from retrieval.query.japanese.names import SHORT, JapaneseName, NameKind, longest, names
from retrieval.query.japanese.numerals import ON_WEEKDAY, in_digits, weekday_meant
from retrieval.text.dates import MONTHS, valid_date

_JAPANESE = regex(
    r"[\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]"
)
_KANJI = regex(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々]")
_KATAKANA = regex(r"[\u30a1-\u30fa\u30fc]")
_UNKNOWN = regex(r"[^\W\d_\u3040-\u309f]")
# What is not Japanese stays as it is: names in Latin letters, operators, quoted phrases.
_LATIN = regex(r'-?"[ -!#-~]+"|[!#-~]+')

_ERA = {"令和": 2018, "平成": 1988, "昭和": 1925}
_MOMENT = regex(
    r"(?:(?:(?P<era>令和|平成|昭和)(?P<nth>元|\d{1,2})|(?P<year>(?:19|20)\d\d)(?!\d))年度?"
    r"|(?P<relative>一昨年|おととし|昨年|去年|今年|本年))?の?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?)?"
)
_RELATIVE = {
    "先月": "last month",
    "今月": "this month",
    "先週": "last week",
    "今週": "this week",
    "本日": "today",
    "今日": "today",
    "昨日": "yesterday",
    "きのう": "yesterday",
}
_BEGINS_MOMENT = frozenset("0123456789令平昭一お昨去今本先き")
_BOUND = regex(r"(?:の)?(?:(?P<since>以降|以来|から|より)|(?P<until>まで|以前))")
_BACK = {"昨年": 1, "去年": 1, "一昨年": 2, "おととし": 2}

_COUNTRIES = regex(f"(?:[{''.join(SHORT)}]・?){{2,5}}")
_SHORT_BEFORE_OFFICE = regex(
    f"[{''.join(SHORT)}](?=(?:政府|側|軍|大統領|副大統領|首相|外相|国務長官|国防長官|大使|国務省))"
)
_SHORT_AFTER_AGAINST = regex(
    f"対[{''.join(SHORT)}](?![朝国本湾極方米欧東話])"  # 対ロ制裁, but neither 対北朝鮮 nor 対中国
)
_SHORT_ALONE = regex(r"[米露英仏独豪韓](?![\u3400-\u9fff\u30a1-\u30fc])")
_AS_SPEAKER = regex(r"は|が|も|の(?:発言|見解|立場|説明|回答|答|会見|考え|コメント)|による|いわく")
_OF_THE_MINISTRY = frozenset(
    {"foreign minister", "state minister", "press secretary", "prime minister"}
)
_MONTH_NAMES = {number: name.title() for name, number in reversed(MONTHS.items())}
_LONGEST_COUNTRY = 16
_LONGEST_MONTH = 31
_ANY_DAYS = Period()


class _TranslatedPart(StrEnum):
    NAME = "name"
    UNKNOWN = "unknown"
    WHEN = "when"
    BY = "by"
    GREETING = "greeting"


_PARTS = {NameKind.ORDER: _TranslatedPart.WHEN, NameKind.GREETING: _TranslatedPart.GREETING}


@dataclass(frozen=True, slots=True)
class _QuestionPiece:
    part: _TranslatedPart
    english: str


def is_japanese(question: str) -> bool:
    """Tell whether there is Hiragana, Katakana or Kanji in a question."""
    return not question.isascii() and _JAPANESE.search(question) is not None


def translate(question: str, today: date, record: Period = _ANY_DAYS) -> str:
    """Translate a question: its names, topics and dates, and what it has in Latin letters.

    A month or day without its year is the latest one that the record has days of.

    If there is a known name, unknown words stay as they are, so that nothing on record passes for
    an answer to them. Unknown words without a known name cannot be searched: the result is empty.
    """
    text = in_digits(unicodedata.normalize("NFKC", question))
    pieces = list(_QuestionTranslator(text, today, record).pieces())
    parts = {piece.part for piece in pieces}
    if not parts or (
        _TranslatedPart.UNKNOWN in parts
        and parts.isdisjoint((_TranslatedPart.NAME, _TranslatedPart.BY))
    ):
        return ""
    said = {
        part: " ".join(one.english for one in pieces if one.part is part)
        for part in _TranslatedPart
    }
    topic = " ".join(filter(None, (said[_TranslatedPart.NAME], said[_TranslatedPart.UNKNOWN])))
    # After a small word, a capital shows that a word is a name.
    about = f"about {topic}" if topic else ""
    rest = (said[_TranslatedPart.WHEN], said[_TranslatedPart.BY])
    return " ".join(filter(None, (about, *rest))) or said[_TranslatedPart.GREETING]


class _QuestionTranslator:
    """Reads a question from left to right, the longest name first."""

    def __init__(self, text: str, today: date, record: Period) -> None:
        self._text = text
        # Ligatures are split already, so a sign hardly ever folds to more than one.
        folded = text.casefold()
        self._folded = folded if len(folded) == len(text) else text
        self._today = today
        self._record = record
        self._at = 0
        self._unknown = ""

    def pieces(self) -> Iterator[_QuestionPiece]:
        """Yield the English for each name and date, and unknown words, in order."""
        while self._at < len(self._text):
            before = self._at
            piece = self._moment() or self._name() or self._latin()
            if self._at > before:
                yield from self._end_unknown()
                if piece:
                    yield piece
                continue
            sign = self._text[self._at]
            if _UNKNOWN.match(sign) or (sign == "ー" and self._unknown):
                self._unknown += sign
            else:
                yield from self._end_unknown()
            self._at += 1
        yield from self._end_unknown()

    def _end_unknown(self) -> Iterator[_QuestionPiece]:
        """Yield the unknown word; not a single sign: it is mostly a verb's stem or a particle."""
        if len(self._unknown) > 1:
            yield _QuestionPiece(_TranslatedPart.UNKNOWN, self._unknown)
        self._unknown = ""

    def _take(self, length: int) -> str:
        taken = self._text[self._at : self._at + length]
        self._at += length
        return taken

    def _moment(self) -> _QuestionPiece | None:
        """Read a day, month or year; without its year, the latest within the record."""
        weekday = self._weekday()
        if weekday is not None or self._text[self._at] not in _BEGINS_MOMENT:
            return weekday
        relative = next((word for word in _RELATIVE if self._text.startswith(word, self._at)), "")
        if relative:
            self._take(len(relative))
            return self._bounded(_RELATIVE[relative], "")
        match = _MOMENT.match(self._text, self._at)
        if match is None or not any(match.groupdict().values()):
            return None
        self._take(match.end() - match.start())
        return self._day(_year(match, self._today, self._record), match["month"], match["day"])

    def _weekday(self) -> _QuestionPiece | None:
        """Read a weekday: 先週の金曜日 is that of last week, 金曜日 the latest one."""
        match = ON_WEEKDAY.match(self._text, self._at)
        if match is None:
            return None
        self._take(match.end() - match.start())
        day = weekday_meant(match, self._today)
        return self._bounded(f"{day.day} {_MONTH_NAMES[day.month]} {day.year}", "on ")

    def _day(self, year: int, month: str | None, day: str | None) -> _QuestionPiece:
        if month is None:
            return self._bounded(str(year), "in ")
        in_month = f"{_MONTH_NAMES[int(month)]} {year}"
        if day is None:
            return self._bounded(in_month, "in ")
        if valid_date(year, int(month), int(day)) is None:
            return _QuestionPiece(_TranslatedPart.NAME, f"{day} {in_month}")
        return self._bounded(f"{int(day)} {in_month}", "on ")

    def _bounded(self, moment: str, within: str) -> _QuestionPiece:
        bound = _BOUND.match(self._text, self._at)
        if bound is not None:
            self._take(bound.end() - bound.start())
            within = f"{bound.lastgroup} "
        return _QuestionPiece(_TranslatedPart.WHEN, f"{within}{moment}")

    def _name(self) -> _QuestionPiece | None:
        """Read the name that begins here; an aside or honorific gives nothing."""
        found = self._find()
        countries = self._countries() if found is None or found[1] == 1 else None
        if found is None or countries is not None:
            return countries
        name, length = found
        start = self._at
        self._take(length)
        match name.kind:
            case NameKind.ASIDE | NameKind.HONORIFIC:
                return None
            case NameKind.SPEAKER | NameKind.PERSON:
                self._take_titles()
                return self._spoken(name.english, may_speak=name.kind is NameKind.SPEAKER)
            case NameKind.TITLE:
                is_ours = name.english in _OF_THE_MINISTRY and not self._is_of_others(start)
                return self._spoken(name.english, may_speak=is_ours)
            case _:
                return _QuestionPiece(_PARTS.get(name.kind, _TranslatedPart.NAME), name.english)

    def _find(self) -> tuple[JapaneseName, int] | None:
        for name, length in self._names_at(self._at):
            if self._stands_alone(name, length):
                return name, length
        return None

    def _names_at(self, at: int) -> Iterator[tuple[JapaneseName, int]]:
        """Yield the names that begin at a place, with their lengths, the longest first."""
        table = names()
        for length in range(longest().get(self._folded[at : at + 1], 0), 0, -1):
            written = self._folded[at : at + length]
            if len(written) == length and written in table:
                yield table[written], length

    def _stands_alone(self, name: JapaneseName, length: int) -> bool:
        """Tell whether a name is a word of its own: not タイ of タイトル, nor 林 of 森林."""
        end = self._at + length
        first, last, after = self._text[self._at], self._text[end - 1], self._text[end : end + 1]
        if _KATAKANA.match(first) and self._unknown and _KATAKANA.match(self._unknown[-1]):
            return False
        if _KATAKANA.match(last) and _KATAKANA.match(after):
            return any(self._names_at(end))
        if length > 1 or not _KANJI.match(first):
            return True
        if name.kind is NameKind.SPEAKER:
            return not self._unknown and self._title_length(end) > 0
        return not self._unknown and not _KANJI.match(after)

    def _title_length(self, at: int) -> int:
        """Return the length of the title or honorific at a place; 0 if there is none."""
        titles = {NameKind.TITLE, NameKind.HONORIFIC}
        return next((length for name, length in self._names_at(at) if name.kind in titles), 0)

    def _take_titles(self) -> None:
        while length := self._title_length(self._at):
            self._take(length)

    def _spoken(self, english: str, *, may_speak: bool) -> _QuestionPiece:
        if not (may_speak and _AS_SPEAKER.match(self._text, self._at)):
            return _QuestionPiece(_TranslatedPart.NAME, english)
        return _QuestionPiece(
            _TranslatedPart.BY, f"by {english if english.istitle() else f'the {english}'}"
        )

    def _is_of_others(self, start: int) -> bool:
        """Tell whether the office at a place is one of another country: 米国の外相, 中国外相."""
        before = self._folded[max(0, start - _LONGEST_COUNTRY) : start].removesuffix("の")
        if before[-1:] in SHORT:
            return before[-1:] != "日"
        ends = (names().get(before[at:]) for at in range(len(before)))
        return any(one and one.kind is NameKind.PLACE and one.english != "Japan" for one in ends)

    def _countries(self) -> _QuestionPiece | None:
        """Read 日米韓 in one run, or 米 before an office, after 対, or with no Kanji after it."""
        patterns = (_COUNTRIES, _SHORT_BEFORE_OFFICE, _SHORT_AFTER_AGAINST, _SHORT_ALONE)
        matches = (pattern.match(self._text, self._at) for pattern in patterns)
        match = None if self._unknown else next(filter(None, matches), None)
        if match is None:
            return None
        signs = self._take(match.end() - match.start())
        return _QuestionPiece(
            _TranslatedPart.NAME, " ".join(SHORT[sign] for sign in signs if sign in SHORT)
        )

    def _latin(self) -> _QuestionPiece | None:
        match = _LATIN.match(self._text, self._at)
        if match is None:
            return None
        word = self._take(match.end() - match.start())
        return (
            _QuestionPiece(_TranslatedPart.NAME, word)
            if any(sign.isalpha() for sign in word)
            else None
        )


def _year(match: re.Match[str], today: date, record: Period) -> int:
    if match["era"]:
        return _ERA[match["era"]] + (1 if match["nth"] == "元" else int(match["nth"]))
    if match["year"]:
        return int(match["year"])
    if match["relative"]:
        return today.year - _BACK.get(match["relative"], 0)
    month, day = int(match["month"]), int(match["day"] or 1)
    year = _latest_year(month, day, min(today, record.until or today))
    last = (year, month, int(match["day"] or _LONGEST_MONTH))
    since = record.since or date.min
    return year if last >= (since.year, since.month, since.day) else _latest_year(month, day, today)


def _latest_year(month: int, day: int, until: date) -> int:
    """Return the year of the latest such day up to another one."""
    return until.year if (month, day) <= (until.month, until.day) else until.year - 1
