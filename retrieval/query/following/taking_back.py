"""What a follow-up takes back of the question before: "forget the year", "not the releases"."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from retrieval.model.query import Barred, Filter, Query, Term
from retrieval.query.following import wordings
from retrieval.query.words import threads
from retrieval.query.words.thread_terms import folded_words, topical_terms
from retrieval.text.speech import is_speaking
from retrieval.text.tokens import terms as said_terms
from retrieval.text.tokens import tokenize

DENIALS = ("not ", "and not ")
_BARRED = frozenset({Filter.VOICES, Filter.ASKERS, Filter.KINDS, Filter.LABELS})


def without_given_up(query: Query, before: Query, folded: str) -> Query:
    """Take out of the query before what a follow-up gives up: "forget the year"."""
    if wordings.widens(folded):
        return before.without(query.filters)
    given_up = threads.removed_filters(folded) - _narrowed_anew(query, before)
    if threads.gives_up(folded):
        given_up |= {one for one in _BARRED if _meets(one, query, before)}
        words = {word for one in query.excluded for word in folded_words(one)}
        terms = tuple(one for one in before.terms if words.isdisjoint(folded_words(one)))
        if given_up & {Filter.ASKERS, Filter.VOICES}:
            # Who does not speak on record is a term: "what did Yomiuri ask?", "then any reporter".
            asked = said_terms(before.english)
            terms = tuple(one for one in terms if not is_speaking(asked, one))
        before = replace(before, terms=terms or before.terms)
    return before.without(given_up)


def _narrowed_anew(query: Query, before: Query) -> frozenset[Filter]:
    """Return the filters of a follow-up that are others than those of the query before."""
    return frozenset(
        one for one in query.filters if getattr(query, one.value) != getattr(before, one.value)
    )


def without_taken_back(query: Query, before: Query, folded: str) -> Query:
    """Take out of a follow-up the words that only name what it gives up."""
    if wordings.widens(folded):
        return query.without(query.filters)
    is_without = folded.startswith(DENIALS) and not (
        threads.swapped(folded) or threads.corrects(folded)
    )
    if is_without and not (query.barred or query.excluded):
        barred = Barred(kinds=query.kinds)
        query = replace(
            query, kinds=frozenset(), barred=barred, terms=(), excluded=topical_terms(query)
        )
    if not threads.gives_up(folded):
        return query
    given_up = threads.removed_filters(folded)
    named = query.kinds | query.barred.kinds
    if Filter.KINDS in given_up and named.isdisjoint(before.kinds):
        if threads.takes_out(folded):
            # "Skip the press conferences", where all kinds were asked for.
            barred = replace(query.barred, kinds=named)
            query = replace(query, kinds=frozenset(), barred=barred)
        # "Was it in any press release?" asks for these.
        given_up -= {Filter.KINDS}
    query = query.without(given_up - _narrowed_anew(query, before))
    left = query.barred
    for one in _BARRED & given_up:
        left = replace(left, **{one.value: getattr(Barred(), one.value)})
    topic = {word for one in before.terms for word in folded_words(one)}
    kept = tuple(one for one in query.excluded if _excludes(one, topic))
    return replace(query, barred=left, excluded=kept)


def _excludes(excluded: Term, topic: AbstractSet[str]) -> bool:
    """Tell whether words that a message is without are no part of the topic before."""
    words = [one.folded for one in tokenize(excluded.word) if not threads.means_thread(one)]
    return bool(words) and topic.isdisjoint(words)


def _meets(one: Filter, query: Query, before: Query) -> bool:
    """Tell whether a follow-up bars just what a filter before asked for."""
    barred = getattr(query.barred, one.value)
    return bool(barred) and set(barred) == set(getattr(before, one.value))
