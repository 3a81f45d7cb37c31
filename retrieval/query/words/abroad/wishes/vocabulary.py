"""Looks up the words of wishes in languages that are not read: what each is for in which language.

A form that ends in "-" stands for all words that begin so; of "a+b" a message has both words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from retrieval.patterns import regex
from retrieval.query.words.abroad.names import JOINED_IN_FRONT, as_written
from retrieval.query.words.abroad.small_words import SMALL_WORDS, Language
from retrieval.query.words.abroad.wishes.further import FURTHER
from retrieval.query.words.abroad.wishes.germanic import GERMANIC
from retrieval.query.words.abroad.wishes.romance import ROMANCE
from retrieval.query.words.abroad.wishes.scripts import SCRIPTS
from retrieval.query.words.abroad.wishes.slavic import SLAVIC
from retrieval.text.folding import fold

_TABLES: Mapping[Language, str] = GERMANIC | ROMANCE | SLAVIC | FURTHER | SCRIPTS
_WORD = regex(r"[^\s.,;:!?¿¡()«»“”„\"…।؟،؛。，！？、/_'’~*<>-]+")
_ASKING = frozenset({"asked"})
_BETWEEN = regex(r"'|(?<=\w)-(?=\w)")
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of wishes in a language: `kinds` by form, and by several forms together.

    `written` are the forms as they are written: "více" is no "vice".
    """

    written: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    together: tuple[tuple[frozenset[str], str], ...]

    def is_asking(self, form: str) -> bool:
        """Tell whether a form is for nothing but to ask what was said, and about what."""
        return self.kinds[form] == _ASKING

    def kinds_of(self, forms: AbstractSet[str]) -> frozenset[str]:
        """Return what the forms that a message has are for."""
        alone = frozenset[str]().union(*(self.kinds[form] for form in forms))
        return alone.union(kind for parts, kind in self.together if parts <= forms)


@cache
def vocabulary_of(language: Language) -> Vocabulary:
    """Return the words of wishes in a language of the tables."""
    kinds: dict[str, set[str]] = {}
    together = list[tuple[frozenset[str], str]]()
    small = f"small: {SMALL_WORDS.get(language, '')}"
    for row in (*re.split(r"\n(?! )", _TABLES[language].strip()), small):
        kind, _, words = row.partition(":")
        for word in _forms_in(words):
            parts = frozenset(word.split("+"))
            for part in parts:
                kinds.setdefault(part, set()).update([kind] if len(parts) == 1 else [])
            if len(parts) > 1:
                together.append((parts, kind))
    written = frozenset(_TABLES[language].casefold().split())
    return Vocabulary(
        written, {form: frozenset(one) for form, one in kinds.items()}, tuple(together)
    )


def _forms_in(words: str) -> list[str]:
    """Return the forms of a row of a table; of "mach's" a message has two words."""
    return _BETWEEN.sub("+", _folded(words)).split()


def forms_by_language(message: str) -> Mapping[Language, list[set[str]]]:
    """Return for each language that has a word of a message which forms each of its words is."""
    words = [word for word in _WORD.findall(_folded(message)) if not word.isdecimal()]
    found: dict[Language, list[set[str]]] = {}
    for at, word in enumerate(words):
        for language, form in _forms(word):
            found.setdefault(language, [set() for _ in words])[at].add(form)
    for language in _JOINING:
        if not _signs(language).isdisjoint("".join(words)):
            found[language] = [one for word in words for one in _segments(word, language)]
    return found


def _forms(word: str) -> Iterator[tuple[Language, str]]:
    """Yield the forms that a word is, each with its language."""
    index = _index()
    for end in range(min(len(word), _LONGEST), 0, -1):
        if end == len(word):
            yield from ((language, word) for language in index.get(word, ()))
        stem = f"{word[:end]}-"
        yield from ((language, stem) for language in index.get(stem, ()))
    for language, joined in _joined():
        for one in joined:
            rest = word.removeprefix(one)
            if rest != word and rest in vocabulary_of(language).kinds:
                yield language, rest


def _segments(word: str, language: Language) -> Iterator[set[str]]:
    """Cut what is written as one into the longest forms; several signs that are none are empty."""
    kinds = vocabulary_of(language).kinds
    at = rest = 0
    while at < len(word):
        ends = range(min(at + _LONGEST, len(word)), at, -1)
        end = next((end for end in ends if word[at:end] in kinds), 0)
        if rest > 1 and end:
            yield set()
        if end:
            yield {word[at:end]}
        rest = 0 if end else rest + 1
        at = end or at + 1
    if rest > 1:
        yield set()


def _folded(text: str) -> str:
    return fold(as_written(text)).text


_JOINING = tuple(one for one in _TABLES if one.joins_words)


@cache
def _signs(language: Language) -> frozenset[str]:
    return frozenset("".join(vocabulary_of(language).kinds))


@cache
def _joined() -> tuple[tuple[Language, tuple[str, ...]], ...]:
    """Return the languages that write small words as one with the word behind, with these."""
    return tuple(
        (language, tuple(map(_folded, JOINED_IN_FRONT[language.code])))
        for language in _TABLES
        if language.code in JOINED_IN_FRONT
    )


@cache
def _index() -> Mapping[str, tuple[Language, ...]]:
    """Map each form to the languages that have it."""
    found: dict[str, tuple[Language, ...]] = {}
    for language in _TABLES:
        for form in vocabulary_of(language).kinds:
            found[form] = (*found.get(form, ()), language)
    return found
