"""Finds the countries that questions in languages that are not read name.

They are known by their names in that language (Unicode's CLDR).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from retrieval.query.words.abroad.small_words import Language

_LONGEST_NAME = 3
# Small words that are written as one with the word behind them: "and", "in", "to", "with".
_JOINED_IN_FRONT = {
    "ar": ("و", "ب", "ل", "ف", "ك", "ال", "لل", "وال", "بال"),
    "he": ("ו", "ב", "ל", "מ", "ה", "ש", "כ", "על"),
}
_LONGEST_CASE = 4
# A name that is so long is known without its last letter.
_LONG_ENOUGH = 5
_VOWELS = frozenset("aeio")
_SHORTEST_STEM = 4
# So many letters of an ending may differ.
_ENDING = 2


def countries_named(question: str, language: Language) -> Iterator[str]:
    """Yield the English names of the countries that a question in a language names."""
    known = _territories(language.code)
    if language.joins_words:
        for name in sorted(known, key=len, reverse=True):
            if name in question:
                yield known[name]
                question = question.replace(name, " ")
        return
    written = [
        word.strip(' .,;:!?؟،¿¡"“”()«»').rpartition("'")[2]
        for word in question.replace("’", "'").split()
    ]
    words = [word.casefold() for word in written]
    at = 0
    while at < len(words):
        for end in range(min(at + _LONGEST_NAME, len(words)), at, -1):
            if english := _country(" ".join(words[at:end]), language.code):
                yield english
                at = end - 1
                break
        else:
            if written[at][:1].isupper() and (english := _declined(words[at], language.code)):
                yield english
        at += 1


def _country(name: str, code: str) -> str:
    """Find the country of a name as it stands, joined to a small word, or with another ending."""
    known = _territories(code)
    joined = _JOINED_IN_FRONT.get(code, ())
    forms = (name, *(name.removeprefix(one) for one in joined if name.startswith(one)))
    found = next((known[form] for form in forms if form in known), "")
    return found or ("" if joined else _inflected(name, code))


def _declined(word: str, code: str) -> str:
    """Find the country of a name with an ending: "Taiwanista", "Russlands", "Krieviju"."""
    known = _territories(code)
    ends = range(len(word) - 1, max(_SHORTEST_STEM, len(word) - _LONGEST_CASE - 1), -1)
    whole = next((known[word[:end]] for end in ends if word[:end] in known), "")
    others = (
        one
        for one in _by_start(code).get(word[:_SHORTEST_STEM], ())
        if len(one) >= _LONG_ENOUGH and one[-1] in _VOWELS and word.startswith(one[:-1])
    )
    near = (known[one] for one in others if len(word) - len(one) <= 1)
    return whole or next(near, "")


def _inflected(name: str, code: str) -> str:
    """Find the country whose name begins like a word, but for its ending: "Украине"."""
    if name.isascii() or len(name) <= _SHORTEST_STEM or name in _languages(code):
        return ""
    for other in _by_start(code).get(name[:_SHORTEST_STEM], ()):
        stem = other[: max(_SHORTEST_STEM, len(other) - _ENDING)]
        if abs(len(other) - len(name)) <= _ENDING and name.startswith(stem):
            return _territories(code)[other]
    return ""


@cache
def _by_start(code: str) -> Mapping[str, Sequence[str]]:
    """Group the names of countries in a language by their first letters."""
    found: dict[str, list[str]] = {}
    for name in _territories(code):
        found.setdefault(name[:_SHORTEST_STEM], []).append(name)
    return found


@cache
def _languages(code: str) -> frozenset[str]:
    """Return the names of languages in a language, in small letters."""
    from babel import Locale  # noqa: PLC0415 - few questions need it

    return frozenset(name.casefold() for name in Locale.parse(code).languages.values())


@cache
def _territories(code: str) -> Mapping[str, str]:
    """Map the names of countries in a language, in small letters, to the English ones."""
    from babel import Locale  # noqa: PLC0415 - few questions need it

    english = Locale("en").territories
    return {
        name.casefold(): english[key]
        for key, name in Locale.parse(code).territories.items()
        if key.isalpha() and key in english
    }
