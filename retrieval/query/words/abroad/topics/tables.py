"""Makes the tables of topics: the forms of each language, by how they begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from retrieval.patterns import regex
from retrieval.query.words.abroad.names import JOINED_IN_FRONT, as_written
from retrieval.query.words.abroad.topics.asian import ASIAN
from retrieval.query.words.abroad.topics.east_asian import EAST_ASIAN
from retrieval.query.words.abroad.topics.everywhere import EVERYWHERE
from retrieval.query.words.abroad.topics.germanic import GERMANIC
from retrieval.query.words.abroad.topics.romance import ROMANCE
from retrieval.query.words.abroad.topics.slavic import SLAVIC
from retrieval.text.folding import fold

_TABLES: Mapping[str, str] = GERMANIC | ROMANCE | SLAVIC | ASIAN | EAST_ASIAN
# Signs of vowels are no letters, but parts of words.
_WORD = regex(r"[^\s.,;:!?¿¡()«»“”„\"…।؟،؛。，！？、/_'’~<>·-]+")


# By so many letters forms are told from other words at once.
BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a topic: its words, of which "sanktion*" is the beginning of any."""

    english: str
    words: tuple[str, ...]

    @property
    def letters(self) -> int:
        """How much of a question the form tells."""
        return sum(map(len, self.words))


@cache
def forms_of(code: str) -> Mapping[str, tuple[Form, ...]]:
    """Map the first word of the forms in a language to these, the longest first."""
    found: dict[str, list[Form]] = {}
    for english, written in _entries(code):
        form = Form(english, tuple(words_in(written)))
        found.setdefault(form.words[0], []).append(form)
    return {
        first: tuple(sorted(forms, key=lambda one: (-len(one.words), -one.letters)))
        for first, forms in found.items()
    }


@cache
def forms_within(code: str) -> Mapping[str, str]:
    """Map the forms of a language without blanks between words to the English topics."""
    return {
        joined: english
        for english, written in _entries(code)
        for joined in (plain(written), plain(written).replace(" ", ""))
    }


@cache
def longest_within(code: str) -> Mapping[str, int]:
    """Map the first sign of the forms of such a language to the length of the longest."""
    found: dict[str, int] = {}
    for form in forms_within(code):
        found[form[0]] = max(len(form), found.get(form[0], 0))
    return found


@cache
def beginnings(code: str) -> frozenset[str]:
    """Return the first letters of the forms in a language: no other word can be one."""
    return frozenset(first[:BEGINNING] for first in forms_of(code))


@cache
def joined_in_front(code: str) -> tuple[str, ...]:
    """Return the folded small words that a language joins to the word behind; "" among them."""
    return ("", *map(plain, JOINED_IN_FRONT.get(code, ())))


def words_in(text: str) -> list[str]:
    """Return the folded words of a text; the parts of a word with a hyphen are several."""
    return _WORD.findall(plain(text))


def plain(text: str) -> str:
    """Fold a text, with one form of letters that have several."""
    return fold(as_written(text)).text


def _entries(code: str) -> Iterator[tuple[str, str]]:
    """Yield the English of each form that a language has."""
    for entry in f"{EVERYWHERE};{_TABLES.get(code, '')}".split(";"):
        english, _, forms = entry.partition(":")
        yield from ((" ".join(english.split()), form.replace("_", " ")) for form in forms.split())
