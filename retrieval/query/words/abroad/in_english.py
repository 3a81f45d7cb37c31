"""What can be read of a question in another language, as an English one: names, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.query.words.abroad.countries import countries_named
from retrieval.query.words.abroad.names import names_written
from retrieval.query.words.abroad.people import people_spelt
from retrieval.query.words.abroad.small_words import Language
from retrieval.query.words.abroad.times import times_named


@dataclass(frozen=True, slots=True)
class ReadAbroad:
    """A message in another language, and the English one that it is."""

    language: Language
    english: str


def in_english(
    question: str, language: Language, known: Iterable[str], on_record: Iterable[str]
) -> str:
    """Return an English question about the names and times of another; empty if it names nobody.

    `known` are people who may be spelt otherwise, `on_record` the names as the record has them.
    """
    countries = [*countries_named(question, language), *names_written(question, language)[0]]
    parts = " ".join(countries).split()
    others = (*on_record, *people_spelt(question, known))
    named = (*countries, *(one for one in others if one not in parts))
    names = " ".join(dict.fromkeys(named))
    return f"about {names} {times_named(question, language)}".rstrip() if names else ""
