"""The terms of a follow-up beside those of the question before: what joins, and what replaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile

from retrieval.model.query import Query, Term
from retrieval.query.words import threads
from retrieval.text.everyday import is_everyday
from retrieval.text.tokens import tokenize

# In a message of so few words, everyday ones name no topic: "what was decided?".
_MOST_WITHOUT_TOPIC = 6
# More words, if others of them are an order or a filter: "every time it came up, newest first".
_MOST_BESIDE_LIMITS = 9


def words_of(query: Query) -> list[str]:
    """Return the words of a question, folded."""
    return [token.folded for token in tokenize(query.english)]


def topical_terms(query: Query) -> tuple[Term, ...]:
    """Return the terms that name something; those of answers do so only beside such a word."""
    said = (one for one in query.terms if not is_of(one, threads.FILLERS))
    named = tuple(dropwhile(lambda one: is_of(one, threads.OPENERS), said))
    words = [token for one in named if not one.is_proper for token in tokenize(one.word)]
    of_answers = all(map(threads.means_thread, words)) and not any(one.is_proper for one in named)
    is_limited = query.is_order_asked or query.has_filters
    most = _MOST_BESIDE_LIMITS if is_limited else _MOST_WITHOUT_TOPIC
    is_short = len(words_of(query)) <= most
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


def joined(
    before: Sequence[Term], added: Sequence[Term], *, is_lasting: bool = False
) -> tuple[Term, ...]:
    """Add terms to a topic, in the place of those of their sort that a follow-up added before.

    If `is_lasting`, they are part of the topic from now on: "the economic one".
    """
    sorts = {is_channel(one) for one in added}
    kept = [
        one
        for one in before
        if is_channel(one) not in sorts or not (is_channel(one) or one.is_added)
    ]
    names = {one.names for one in kept}
    new = (replace(one, is_added=not is_lasting) for one in added if one.names not in names)
    return (*kept, *new)


def is_channel(term: Term) -> bool:
    """Tell terms for how two spoke from all others."""
    return is_of(term, threads.CHANNELS)
