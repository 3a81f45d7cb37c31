"""Words of a follow-up that tell nothing of the record: "widen it, China generally"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from retrieval.model.query import Intent, Query, Term
from retrieval.query.words import threads
from retrieval.text.everyday import is_everyday
from retrieval.text.tokens import tokenize

_MOST_WORDS = 8


def readings_in_thread(
    own: Query, followed: Query, read: Callable[[str], Query]
) -> tuple[Query, ...]:
    """Return what a follow-up may mean: as it was `followed`, or without its everyday words.

    `own` is the follow-up by itself; `read` reads other words in its place. The record decides:
    a word without which something is answered, and with which nothing is, is left aside. No name
    and no word of a topic ever is.
    """
    light = [one for one in own.terms if _is_light(one)]
    if followed.intent is not Intent.QUESTION or own.unheld_office or not light:
        return ()
    if own.phrases or own.translation:
        return ()
    words = {token.folded for one in light for token in tokenize(one.word)}
    tokens = [one for one in tokenize(own.question) if one.folded not in words]
    rest = " ".join(one.span.of(own.question) for one in tokens)
    if not rest:
        return ()
    left = read(rest)
    if left.intent is not Intent.QUESTION:
        return ()
    aside = tuple(one.word for one in light)
    return followed, replace(left, left_aside=(*left.left_aside, *aside))


def has_light_words(query: Query) -> bool:
    """Tell whether a question of a few words has a word that tells nothing, beside others."""
    if query.intent is not Intent.QUESTION or query.phrases or query.readings:
        return False
    light = sum(map(_is_light, query.terms))
    return 0 < light < len(query.terms) and query.question.count(" ") < _MOST_WORDS


def _is_light(term: Term) -> bool:
    if term.is_proper:
        return False
    tokens = tokenize(term.word)
    return is_everyday(term.names[0]) or all(map(threads.means_thread, tokens))
