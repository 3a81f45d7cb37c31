"""The terms of a follow-up beside those of the question before: what joins, and what replaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile

from retrieval.model.query import Query, Term
from retrieval.query.words import threads
from retrieval.query.words.languages import is_country
from retrieval.text.everyday import is_everyday
from retrieval.text.tokens import tokenize

# In a message of so few words, everyday ones name no topic: "what was decided?".
_MOST_WITHOUT_TOPIC = 6


def words_of(query: Query) -> list[str]:
    """Return the words of a question, folded."""
    return [token.folded for token in tokenize(query.question)]


def topical_terms(query: Query) -> tuple[Term, ...]:
    """Return the terms that name something; those of answers do so only beside such a word."""
    said = (one for one in query.terms if not is_of(one, threads.FILLERS))
    named = tuple(dropwhile(lambda one: is_of(one, threads.OPENERS), said))
    of_answers = all(threads.means_thread(token) for one in named for token in tokenize(one.word))
    is_short = len(words_of(query)) <= _MOST_WITHOUT_TOPIC
    is_vague = of_answers or (is_short and all(map(_is_vague, named)))
    return () if is_vague else named


def _is_vague(term: Term) -> bool:
    return is_everyday(term.names[0]) and not is_channel(term)


def folded_words(term: Term) -> list[str]:
    """Return the words of a term as the question writes it, folded."""
    return [token.folded for token in tokenize(term.word)]


def is_of(term: Term, words: frozenset[str]) -> bool:
    """Tell whether all content words of a term are among some words."""
    named = [token.folded for token in tokenize(term.word) if not token.is_stop]
    return bool(named) and words.issuperset(named)


def joined(before: Sequence[Term], added: Sequence[Term]) -> tuple[Term, ...]:
    """Add terms to a topic, in the place of those of their sort that a follow-up added before."""
    sorts = {is_channel(one) for one in added}
    kept = [
        one
        for one in before
        if is_channel(one) not in sorts or not (is_channel(one) or one.is_added)
    ]
    names = {one.names for one in kept}
    new = (replace(one, is_added=True) for one in added if one.names not in names)
    return (*kept, *new)


def is_channel(term: Term) -> bool:
    """Tell terms for how two spoke from all others."""
    return is_of(term, threads.CHANNELS)


def in_place(before: Sequence[Term], topical: Sequence[Term]) -> tuple[Term, ...]:
    """Put a country in the place of the one before: "sanctions on Russia" becomes "on Belarus".

    Other terms take the place of the whole topic.
    """
    replaced = [one for one in before if is_country(one.word)]
    if len(topical) != 1 or len(replaced) != 1 or not is_country(topical[0].word):
        return tuple(topical)
    return tuple(topical[0] if one is replaced[0] else one for one in before)
