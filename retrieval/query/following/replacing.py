"""The topic of a follow-up: what takes the place of a part of the topic before, or joins it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from retrieval.model.query import Query, Term
from retrieval.query.following import wordings
from retrieval.query.following.offices_meant import DEPUTY
from retrieval.query.who.lists import TITLES, is_somebody
from retrieval.query.who.offices import find_state, names_state
from retrieval.query.words import threads
from retrieval.query.words.thread_terms import folded_words, joined, words_of
from retrieval.text.folding import fold
from retrieval.text.speech import is_speaking
from retrieval.text.tokens import terms

_BESIDE_NAMES = frozenset(
    "about also alone and but by from how just now only or please rather so then too what".split()
)


def replaced(
    before: Sequence[Term], topical: Sequence[Term], held: Mapping[str, frozenset[str]]
) -> tuple[Term, ...]:
    """Put a country in the place of the one before: "sanctions on Russia" becomes "on Belarus".

    Somebody takes the place of who was named last: "did Hayashi play in a band?", "and Blinken?".
    Beside a topic that names nobody, he joins it. Other terms take the place of the whole topic.
    """
    if len(topical) != 1:
        return tuple(topical)
    if names_state(topical[0].word):
        countries = [one for one in before if names_state(one.word)]
        return _in_place(before, topical[0], countries) if len(countries) == 1 else tuple(topical)
    if not is_somebody(topical[0], held):
        return tuple(topical)
    before = [one for one in before if folded_words(one) != [DEPUTY]]
    people = [one for one in before if is_somebody(one, held)]
    if not people:
        return joined(before, topical)
    return _in_place(before, topical[0], people[-1:])


def asks_what_about(query: Query) -> bool:
    """Tell whether a question only says what somebody's words are about: "and on Ukraine?"."""
    return wordings.names_what_about(fold(query.english).text)


def takes_place_of_speaker(
    query: Query, topical: Sequence[Term], before: Query, held: Mapping[str, frozenset[str]]
) -> bool:
    """Tell whether somebody who does not speak on record takes the place of who was asked for.

    After "what did Hayashi say about Taiwan?", "and Blinken?" asks what is said of Blinken.
    """
    if len(topical) != 1 or query.voices or not is_somebody(topical[0], held):
        return False
    is_of_nobody_on_record = bool(before.voices) and not any(one.name for one in before.voices)
    if not is_of_nobody_on_record and any(is_somebody(one, held) for one in before.terms):
        return False
    folded = query.english.casefold()
    named = {*folded_words(topical[0]), *TITLES}
    return _BESIDE_NAMES.issuperset(set(words_of(query)) - named) and " about " not in (
        f" {folded}".replace("what about ", "").replace("how about ", "")
    )


def without_earlier_kind(before: Query, folded: str) -> Query:
    """Take out what told one of those before from the others, if another is meant now.

    After "the economic one" that is "the security one".
    """
    earlier = fold(before.english).text
    if not (threads.names_one_of_them(folded) and threads.names_one_of_them(earlier)):
        return before
    told = set(earlier.strip(" ?.!").split())
    terms = tuple(one for one in before.terms if told.isdisjoint(folded_words(one)))
    return replace(before, terms=terms or before.terms)


def _opens(term: Term, question: str) -> bool:
    """Tell whether somebody opens a question as its speaker: "Blinken on North Korea"."""
    return re.match(rf"{re.escape(term.word)} (?:about|on) ", question, re.IGNORECASE) is not None


def _is_national(term: Term) -> bool:
    """Tell whether a term is a country, or those of it: "the Americans"."""
    words = tuple(word.removesuffix("s") for word in folded_words(term))
    return names_state(term.word) or bool(find_state(words, 0)[0])


def _in_place(before: Sequence[Term], new: Term, old: Sequence[Term]) -> tuple[Term, ...]:
    put = replace(new, is_added=old[0].is_added)
    return tuple(put if one is old[0] else one for one in before)


def without_other_speakers(
    query: Query, before: Query, held: Mapping[str, frozenset[str]]
) -> tuple[Term, ...]:
    """Leave out who was asked for before as a speaker, if a follow-up names another: "and Kawai?".

    Whoever does not speak on record is a term: "what did Motegi say about the call?". "By Kawai"
    only limits, and leaves all as it is.
    """
    if not query.voices or threads.joins(query.english.casefold()):
        return before.terms
    asked = terms(before.english)
    kept = tuple(
        one
        for one in before.terms
        if not (
            (one.is_added and (_is_national(one) or is_somebody(one, held)))
            or (one.is_proper and is_speaking(asked, one))
            or (_opens(one, before.english) and is_somebody(one, held))
            or (asks_what_about(before) and is_somebody(one, held))
        )
    )
    return kept or before.terms
