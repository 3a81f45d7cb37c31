"""What can be read of a question in another language, as an English one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.query.words.abroad.countries import countries_named
from retrieval.query.words.abroad.names import names_written
from retrieval.query.words.abroad.people import people_spelt
from retrieval.query.words.abroad.small_words import Language
from retrieval.query.words.abroad.times import times_named
from retrieval.text.everyday import is_everyday
from retrieval.text.stems import stem

_TOO_LITTLE = frozenset({"agreement", "aid", "meeting", "peace", "support"})


@dataclass(frozen=True, slots=True)
class ReadAbroad:
    """A message in another language, and the English one that it is."""

    language: Language
    english: str


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """The topics that a question names, and the order that it asks for, as English has them."""

    topics: Sequence[str] = ()
    order: str = ""


def in_english(
    question: str,
    language: Language,
    known: Iterable[str],
    on_record: Iterable[str],
    asked: AskedAbout,
) -> str:
    """Return an English question about the names, topics and times of another.

    It is empty if that names nobody, and no topic but everyday words. `known` are people who may be
    spelt otherwise, `on_record` the names as the record has them.
    """
    countries = [*countries_named(question, language), *names_written(question, language)[0]]
    parts = _words(countries)
    others = (*on_record, *people_spelt(question, known))
    named = dict.fromkeys(
        (*countries, *(one for one in others if stem(one.casefold()) not in parts))
    )
    if not named and all(map(_is_everyday, asked.topics)):
        return ""
    about = [*_outside(list(named), asked.topics)]
    about += _new_words(asked.topics, about)
    when = times_named(question, language)
    return " ".join(filter(None, ("about", *about, when, asked.order)))


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(stem, " ".join(names).casefold().split()))


def _is_everyday(topic: str) -> bool:
    """Tell whether a topic is too little to ask about: "Hilfe" may be asked of anybody."""
    return topic in _TOO_LITTLE or is_everyday([stem(word) for word in topic.casefold().split()])


def _outside(names: Sequence[str], topics: Sequence[str]) -> Iterator[str]:
    """Yield the names that no topic has as a part: "free and open Indo-Pacific"."""
    whole = [_words((topic,)) for topic in topics]
    for name in names:
        words = _words((name,))
        if not any(words < topic for topic in whole):
            yield name


def _new_words(topics: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """Yield the words of the topics without what was said: no "strait" after "Taiwan Strait"."""
    said = [_words((name,)) for name in names]
    for topic in topics:
        words = _words((topic,))
        known = frozenset[str]().union(*(one for one in said if one <= words or words <= one))
        said.append(words)
        yield from (word for word in topic.split() if stem(word.casefold()) not in known)
