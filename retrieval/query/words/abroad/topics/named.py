"""Finds the topics that a question in a language that is not read names, and its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.query.words.abroad.small_words import Language
from retrieval.query.words.abroad.topics.tables import (
    BEGINNING,
    Form,
    beginnings,
    forms_of,
    forms_within,
    joined_in_front,
    longest_within,
    plain,
    words_in,
)

_ORDERS = frozenset({"newest first", "oldest first"})
# No form has longer words, and no compound is longer.
_LONGEST, _LONGEST_WORD, _MOST_WORDS = 24, 40, 12
# In these languages a topic may be the end of a word: "Wirtschaftssanktionen".
_COMPOUNDING = frozenset("da de fi hu is nb nl no sv".split())
_SHORTEST_FIRST, _SHORTEST_END = 3, 6
# Of "6日美国" the first sign is the day's, and of "近日中国" the second one the country's.
_DAY, _COUNTRIES, _LAND = "日", frozenset("美中韩韓俄印台朝"), ("国", "國", "湾", "灣")
_OF_THE_COUNTRY = ("国防", "國防")


def topics_named(question: str, language: Language) -> tuple[str, ...]:
    """Return the English of the topics of a question in their order, each once.

    Forms of no English are words that are none: "d'accord", which is no "accord".
    """
    found = dict.fromkeys(_found(question, language))
    return tuple(one for one in found if one and one not in _ORDERS)


def order_named(question: str, language: Language) -> str:
    """Return the order that a question asks for, as it is said in English; empty if none."""
    return next((one for one in _found(question, language) if one in _ORDERS), "")


def _found(question: str, language: Language) -> Iterator[str]:
    if language.joins_words:
        return _found_within(plain(question), language.code)
    return _found_in_words(words_in(question), language.code)


def _found_within(text: str, code: str) -> Iterator[str]:
    """Yield what a text without blanks names, the longest form first."""
    forms, longest = forms_within(code), longest_within(code)
    at = 0
    while at < len(text):
        ends = range(min(at + longest.get(text[at], 0), len(text)), at, -1)
        ends_here = (end for end in ends if text[at:end] in forms)
        end = next((end for end in ends_here if not _is_cut_off(text, at, end)), 0)
        if end:
            yield forms[text[at:end]]
        at = end or at + 1


def _is_cut_off(text: str, at: int, end: int) -> bool:
    """Tell whether signs for countries are those of a day, or of a longer name."""
    if text[at] == _DAY and text[at - 1 : at].isdigit():
        return True
    is_longer = text.startswith(_LAND, end) and not text.startswith(_OF_THE_COUNTRY, end)
    return text[at] == _DAY and text[end - 1] in _COUNTRIES and is_longer


def _found_in_words(words: Sequence[str], code: str) -> Iterator[str]:
    at = 0
    while at < len(words):
        form = _form_at(words, at, code)
        if form is not None:
            yield form.english
        # Of "Energiesicherheit" either part is a topic.
        length = len(form.words) if form is not None else 1
        if length == 1 and (end := _end_of(words[at], code)) is not None:
            yield end.english
        at += length


def _form_at(words: Sequence[str], at: int, code: str) -> Form | None:
    """Find the longest form that begins with a word, or behind what is joined in front."""
    word = words[at]
    for joined in joined_in_front(code):
        rest = word.removeprefix(joined)
        may_begin = word.startswith(joined) and rest[:BEGINNING] in beginnings(code)
        if may_begin and (form := _longest((rest, *words[at + 1 : at + _MOST_WORDS]), code)):
            return form
    return None


def _end_of(word: str, code: str) -> Form | None:
    """Find the longest form that a compound ends in."""
    if code not in _COMPOUNDING or len(word) > _LONGEST_WORD:
        return None
    ends = (
        word[start:]
        for start in range(_SHORTEST_FIRST, len(word) - _SHORTEST_END + 1)
        if word[start : start + BEGINNING] in beginnings(code)
    )
    forms = (_longest((end,), code) for end in ends)
    return next((one for one in forms if one and one.letters >= _SHORTEST_END), None)


def _longest(words: Sequence[str], code: str) -> Form | None:
    """Find the longest form that some words begin with."""
    first, forms = words[0], forms_of(code)
    starts = (f"{first[:end]}*" for end in range(min(len(first), _LONGEST), 0, -1))
    found = [
        form
        for one in (first, *starts)
        for form in forms.get(one, ())
        if len(form.words) <= len(words) and all(map(_is_of, form.words, words))
    ]
    return max(found, key=lambda one: (len(one.words), one.letters), default=None)


def _is_of(part: str, word: str) -> bool:
    """Tell whether a word is the one of a form, or begins so."""
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
