"""Finds the countries that questions in languages that are not read name.

They are known by their names in that language (Unicode's CLDR), with endings, and by adjectives:
these are the names of their languages ("ukrainischen", "японской").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from retrieval.patterns import regex
from retrieval.query.words.abroad.names import JOINED_IN_FRONT, as_written, names_written
from retrieval.query.words.abroad.small_words import Language

_LONGEST_NAME = 3
_LONGEST_CASE = 4
# A name that is so long is known without its last letter.
_LONG_ENOUGH = 5
_VOWELS = frozenset("aeio")
_SHORTEST_STEM = 4
# In a name of several words each may be short.
_SHORTEST_DECLINED = 3
# Languages of which each is that of one country, as its adjective says.
_OF_ONE_COUNTRY = (
    "az be bg cs da el et fi he hu hy is it ja ka ko lt lv mn pl ro ru sk sv th tr uk vi zh".split()
)
# "-ština" makes the name of a language in Czech.
_NOUN = regex(r"(?:ština|čtina|čina)$")
_SUFFIX = regex(r"(?:ий|ый|ой|ська|ки|[aeioауея])$")
_OF_A_COUNTRY = regex(r"n?(?:isch|isk|sk)\w{0,3}")
# "Réunion" is a meeting.
_WORDS_TOO = frozenset({"RE"})
# So many letters of an ending may differ.
_ENDING = 2


def countries_named(question: str, language: Language) -> Iterator[str]:
    """Yield the English names of the countries that a question in a language names."""
    known = _territories(language.code)
    written, question = names_written(question, language)
    yield from (name for name in written if name in known.values())
    if language.joins_words:
        for name in sorted(known, key=len, reverse=True):
            if name in question:
                yield known[name]
                question = question.replace(name, " ")
        return
    # "L'Ukraine", "Ukrayna'ya": the name is on either side.
    written = [word.strip(' .,;:!?؟،¿¡"“”()«»') for word in question.replace("'", " ").split()]
    words = [word.casefold() for word in written]
    at = 0
    while at < len(words):
        for end in range(min(at + _LONGEST_NAME, len(words)), at, -1):
            if english := _country(" ".join(words[at:end]), language.code):
                yield english
                at = end - 1
                break
        else:
            is_name = written[at][:1].isupper()
            english = _declined(words[at], language.code) if is_name else ""
            if english := english or _adjective(words[at], language.code):
                yield english
        at += 1


def _country(name: str, code: str) -> str:
    """Find the country of a name as it stands, joined to a small word, or with another ending."""
    known = _territories(code)
    joined = JOINED_IN_FRONT.get(code, ())
    starts = [as_written(one) for one in joined]
    forms = (name, *(name.removeprefix(one) for one in starts if name.startswith(one)))
    found = next((known[form] for form in forms if form in known), "")
    return found or ("" if joined else _inflected(name, code))


def _declined(word: str, code: str) -> str:
    """Find the country of a name with an ending: "Taiwanista", "Russlands", "Indiával"."""
    known, plain = _territories(code), _without_accents(code)
    ends = range(len(word) - 1, max(_SHORTEST_STEM - 1, len(word) - _LONGEST_CASE - 1), -1)
    whole = next((known[word[:end]] for end in ends if word[:end] in known), "")
    whole = whole or next((plain[one] for end in ends if (one := _plain(word[:end])) in plain), "")
    others = (
        one
        for one in _by_start(code).get(word[:_SHORTEST_STEM], ())
        if len(one) >= _LONG_ENOUGH and one[-1] in _VOWELS and word.startswith(one[:-1])
    )
    near = (known[one] for one in others if len(word) - len(one) <= 1)
    return whole or next(near, "")


def _adjective(word: str, code: str) -> str:
    """Find the country of an adjective, whatever its ending: "ukrainischen", "japonaises"."""
    for stem, country in _adjectives(code).get(word[:_SHORTEST_STEM], ()):
        if word.startswith(stem) and len(word) - len(stem) <= _LONGEST_CASE:
            return country
    starts = _by_start(code).get(word[:_SHORTEST_STEM], ())
    whole = (one for one in starts if _OF_A_COUNTRY.fullmatch(word.removeprefix(one)))
    return next((_territories(code)[one] for one in whole if word.startswith(one)), "")


def _inflected(name: str, code: str) -> str:
    """Find the country whose name begins like a word, but for its ending: "Украине"."""
    if " " in name:
        words, others = name.split(), _of_several_words(code).get(name[:_SHORTEST_DECLINED], ())
        near = (one for one in others if _is_declined(words, one))
        return next((_territories(code)[" ".join(one)] for one in near), "")
    if name.isascii() or len(name) <= _SHORTEST_STEM or name in _languages(code):
        return ""
    for other in _by_start(code).get(name[:_SHORTEST_STEM], ()):
        stem = other[: max(_SHORTEST_STEM, len(other) - _ENDING)]
        if abs(len(other) - len(name)) <= _ENDING and name.startswith(stem):
            return _territories(code)[other]
    return ""


def _is_declined(words: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether each word is that of a name but for its ending: "Korei Północnej"."""
    return len(words) == len(name) and all(
        abs(len(word) - len(one)) <= _ENDING
        and word.startswith(one[: max(_SHORTEST_DECLINED, len(one) - _ENDING)])
        for word, one in zip(words, name, strict=True)
    )


@cache
def _of_several_words(code: str) -> Mapping[str, Sequence[Sequence[str]]]:
    """Group the names of several words by their first letters."""
    found: dict[str, list[Sequence[str]]] = {}
    for name in _territories(code):
        if " " in name:
            found.setdefault(name[:_SHORTEST_DECLINED], []).append(name.split(" "))
    return found


@cache
def _by_start(code: str) -> Mapping[str, Sequence[str]]:
    """Group the names of countries in a language by their first letters."""
    found: dict[str, list[str]] = {}
    for name in _territories(code):
        found.setdefault(name[:_SHORTEST_STEM], []).append(name)
    return found


@cache
def _adjectives(code: str) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Group the stems of adjectives of countries by their first letters: "ukrainisch"."""
    from babel import Locale  # noqa: PLC0415 - few questions need it
    from babel.core import get_global  # noqa: PLC0415

    names, english = Locale.parse(code).languages, Locale("en").territories
    found: dict[str, list[tuple[str, str]]] = {}
    for key in _OF_ONE_COUNTRY:
        name = as_written(names.get(key, "")).casefold()
        stem = _SUFFIX.sub("", _NOUN.sub("sk", name))
        if len(stem) > _SHORTEST_STEM:
            country = english[get_global("likely_subtags")[key].rpartition("_")[2]]
            found.setdefault(stem[:_SHORTEST_STEM], []).append((stem, country))
    return found


@cache
def _without_accents(code: str) -> Mapping[str, str]:
    """Map the names of countries as they are without accents: "kina" of "kína"."""
    return {_plain(name): english for name, english in _territories(code).items()}


def _plain(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return "".join(one for one in parts if not unicodedata.combining(one))


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
        as_written(name).casefold(): english[key]
        for key, name in Locale.parse(code).territories.items()
        if key.isalpha() and key in english and key not in _WORDS_TOO
    }
