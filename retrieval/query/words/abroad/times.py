"""Reads the times of questions in languages that are not read: "im November 2021", "seit 2022".

Months are known by their names in that language (Unicode's CLDR). What says from when or until
when stands before them; of languages that say it behind or by an ending, it is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from retrieval.patterns import regex
from retrieval.query.words.abroad.names import as_written
from retrieval.query.words.abroad.small_words import Language

_YEAR = regex(r"(?<!\d)(?:19[89]|20\d)\d(?!\d)")
_DAY = regex(r"([1-9]|[12]\d|3[01])(?:\.|º|er|st|nd|rd|th)?")
# "2022年1月6日", "2022년 1월 6일".
_EAST_ASIAN = regex(r"((?:19|20)\d\d) ?[年년](?: ?(\d\d?) ?[月월](?: ?(\d\d?) ?[日号號일])?)?")
# Signs of vowels are no letters, but parts of words.
_WORD = regex(r"[^\s.,;:!?()«»\"“”…।؟،/_–—-]+\.?")
_SHORTEST_STEM, _LONGEST_ENDING = 4, 2
# What may stand between a day, a month and a year: "2 de febrero de 2022", "6. ledna roku 2022".
_BETWEEN = frozenset(
    """
    a al an anul bulan d' da dari de del des di do em en für i im in la le mwaka na ng no o of pada
    r rok roka roku ta tahun van von vuoden vuonna y ya yil yılı yılının år г год года році року
    της του τον την το
    """.split()
)
_BOUNDS = {
    "since": """
        ab seit desde depuis dès dal dall' dalla sinds vanaf od из с со від з zo sedan siden sejak
        dari din începând từ منذ מאז از από от след начиная lähtien fra från
    """,
    "until": """
        bis hasta jusqu'à jusqu'en jusque fino até tot do до til till tills până đến tới hingga
        sampai حتى עד تا μέχρι έως
    """,
    "before": """
        vor antes avant prima vóór voor przed перед före før před înainte trước sebelum قبل לפני
        πριν преди
    """,
    "after": """
        nach después après dopo depois na po после після efter etter după sau setelah sesudah
        selepas بعد אחרי μετά
    """,
}
_TO_ENGLISH = {word: english for english, words in _BOUNDS.items() for word in words.split()}
# In these languages the word stands elsewhere, or is another one.
_NOT_IN = {"na": ("pl", "fil", "sw", "sk", "cs"), "do": ("pt",), "po": ("fil",), "sau": ("ro",)}
_MONTHS = "January February March April May June July August September October November December"
_ENGLISH = _MONTHS.split()


def times_named(question: str, language: Language) -> str:
    """Return the time that a question names in English: "in November 2021"; empty if none.

    Of several times none is read, as nothing tells what is between them.
    """
    question = as_written(question)
    if language.joins_words and (found := _EAST_ASIAN.search(question)) is not None:
        year, month, day = found.groups()
        named = [day, _ENGLISH[int(month) - 1]] if month and 0 < int(month) <= len(_ENGLISH) else []
        return f"in {' '.join([*filter(None, named), year])}"
    if language.joins_words:
        months = sorted(_months(language.code).items(), key=lambda one: -len(one[0]))
        month = next((english for name, english in months if name in question), "")
        named = [*filter(None, (month, *(one[0] for one in _YEAR.finditer(question))))]
        return f"in {' '.join(named)}" if 0 < len(named) <= (2 if month else 1) else ""
    words = [one[0].rstrip(".").casefold() for one in _WORD.finditer(question.replace("’", "'"))]
    times = [*_times(words, language)]
    return times[0] if len(times) == 1 else ""


def _times(words: Sequence[str], language: Language) -> Iterator[str]:
    """Yield each time with the word for its bound."""
    at = 0
    while at < len(words):
        month, year = _month(words[at], language), _year(words[at])
        if not (month or year):
            at += 1
            continue
        first = _day_before(words, at) if month else at
        day = _DAY.fullmatch(words[first]) if first < at else None
        end = at + 1
        if month:
            behind = end + (end < len(words) and words[end] in _BETWEEN)
            year = _year(words[behind]) if behind < len(words) else ""
            end = behind + 1 if year else end
        named = filter(None, (day and day[1], month, year))
        yield " ".join((_bound(words, first, language), *named))
        at = end


def _day_before(words: Sequence[str], month: int) -> int:
    """Return the place of the day before a month; that of the month if there is none."""
    at = month - 1 - (month > 1 and words[month - 1] in _BETWEEN)
    return at if at >= 0 and _DAY.fullmatch(words[at]) else month


def _bound(words: Sequence[str], first: int, language: Language) -> str:
    at = first - 1 - (first > 1 and words[first - 1] in _BETWEEN - _TO_ENGLISH.keys())
    word = words[at] if at >= 0 else ""
    bound = "" if language.code in _NOT_IN.get(word, ()) else _TO_ENGLISH.get(word, "")
    return bound or "in"


def _year(word: str) -> str:
    found = _YEAR.match(word)
    return found[0] if found else ""


def _month(word: str, language: Language) -> str:
    """Return the English month that a word names, as it stands or with another ending."""
    known = _months(language.code)
    if word in known:
        return known[word]
    if len(word) <= _SHORTEST_STEM:
        return ""
    for name, english in known.items():
        start = name[: max(_SHORTEST_STEM, len(name) - _LONGEST_ENDING)]
        is_near = abs(len(name) - len(word)) <= _LONGEST_ENDING + 2
        if len(name) > _SHORTEST_STEM and is_near and word.startswith(start):
            return english
    return ""


@cache
def _months(code: str) -> Mapping[str, str]:
    """Map the names of the months in a language, in small letters, to the English ones."""
    from babel import Locale  # noqa: PLC0415 - few questions need it

    found = Locale.parse(code).months
    return {
        as_written(names[at]).rstrip(".").casefold(): _ENGLISH[at - 1]
        for form in ("format", "stand-alone")
        for names in (found[form]["wide"],)
        for at in names
    }
