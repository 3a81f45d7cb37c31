"""Questions that leave something to the one before: "and in 2022?", "what about Russia?"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from retrieval.model.query import Filter, Intent, Query, Request, Term, Voice
from retrieval.model.release import Span
from retrieval.query.following import wordings
from retrieval.query.following.combining import asks_both, combined
from retrieval.query.following.comparing import compare
from retrieval.query.following.leaving_open import is_of_topic, kinds_alone
from retrieval.query.following.merging import merged, still_barred, without_barred
from retrieval.query.following.offices_meant import DEPUTY, minister_meant, office_meant
from retrieval.query.following.replacing import (
    asks_what_about,
    is_somebody,
    replaced,
    takes_place_of_speaker,
    without_earlier_kind,
    without_other_speakers,
)
from retrieval.query.following.taking_back import (
    without_given_up,
    without_taken_back,
)
from retrieval.query.words import threads
from retrieval.query.words.thread_terms import (
    folded_words,
    is_channel,
    is_of,
    joined,
    topical_terms,
    words_of,
)
from retrieval.query.words.threads import PRONOUNS
from retrieval.text.folding import fold

_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )\bthere\b(?! (?:is|are|was|were|any))"
)
_MOST_SPEAKERS = 3
_NAME_AND_VERB = 2
_NOBODY: Mapping[str, frozenset[str]] = MappingProxyType({})


def _joins(query: Query, topical: Sequence[Term], folded: str) -> bool:
    """Tell whether the terms of a follow-up join the topic before, or take its place."""
    if threads.asks_others(folded):
        return False
    is_of_it = is_of_topic(words_of(query)) or threads.joins(folded) or _is_deputy(query)
    if is_of_it or threads.names_one_of_them(folded) or all(map(is_channel, topical)):
        return True
    if threads.tells_somebody(folded) and len(topical) <= _NAME_AND_VERB:
        return True
    if wordings.narrows(folded):
        return True
    is_open = threads.names_speaker(folded) or threads.lacks_object(folded)
    return (is_open and len(topical) <= _MOST_SPEAKERS) or _THERE.search(folded) is not None


def follow(
    query: Query, before: Query | None, held: Mapping[str, frozenset[str]] = _NOBODY
) -> Query:
    """Complete a follow-up from the query before; `held` are the roles of those on record.

    Its own topic replaces the topic, or joins it if it does not stand by itself ("and what did
    Blinken say?"); each filter of its own replaces the filter of that kind, and what it gives up
    ("forget the year") is gone. All else is taken from the query before. A query that does not
    belong to the one before stays as it is.
    """
    if before is None or not query.is_follow_up or before.intent is not Intent.QUESTION:
        return query
    folded = fold(query.english).text
    if threads.is_choice(folded) and not wordings.narrows(folded):
        return replace(before, question=query.question, is_follow_up=True)
    if asks_both(folded) and before.former is not None:
        return combined(query, before.former, before)
    given_up, last = query, before
    query = without_taken_back(query, before, folded)
    if _is_unclear(query, before, held):
        return replace(query, intent=Intent.REQUEST, request=Request.WHICH)
    asked_before = before.voices
    before = without_barred(query, without_given_up(given_up, before, folded))
    before = without_earlier_kind(before, folded)
    voices = _voices_now(query, before, held)
    given = threads.swapped(folded)
    kinds = query.kinds or kinds_alone(query, given)
    denied = given - {"the"} if wordings.denies(folded) else frozenset[str]()
    given &= {word for one in before.terms for word in folded_words(one)}
    is_office = query.unheld_office is not None and bool(before.voices)
    has_none = is_office or kinds != query.kinds or query.request is not None
    topical = () if has_none else topical_terms(query)
    if wordings.names_topic(folded) and not (topical or has_none):
        topical = tuple(one for one in query.terms if not is_of(one, threads.FILLERS))
    if threads.asks_everybody(folded):
        given |= {word for voice in asked_before for name in voice.names for word in name.split()}
    given |= wordings.unsaid(folded)
    topical = tuple(one for one in topical if given.isdisjoint(folded_words(one)))
    undated = threads.undated(folded) if topical else None
    topical = () if undated is not None else topical
    query = replace(query, voices=voices, kinds=kinds)
    query = merged(query, before) if threads.adds(folded) else query
    # "Not the trilateral stuff, just Korea": what was not asked for is not wanted.
    unwanted = tuple(one for one in topical if denied.issuperset(folded_words(one)))
    topical = tuple(one for one in topical if one not in unwanted)
    terms, phrases = _topic_now(query, before, topical, folded, held)
    barred = query.barred or still_barred(query, before)
    if threads.asks_others(folded):
        barred, before = replace(barred, voices=before.voices), replace(before, voices=())
    elif takes_place_of_speaker(query, topical, before, held) or (
        topical and threads.names_speaker(folded) and _joins(query, topical, folded)
    ):
        before = replace(before, voices=())
    if terms != before.terms and topical:
        before = _without_last_limits(before, last.former)
    return replace(
        compare(query, before, folded),
        intent=Intent.QUESTION,
        request=None,
        former=replace(last, former=None, readings=()),
        terms=terms,
        phrases=phrases,
        excluded=(*_excluded_now(query, given), *unwanted) or _still_excluded(query, before),
        barred=barred,
        voices=query.voices or before.voices,
        unheld_office=None,
        askers=query.askers or before.askers,
        is_asked=query.is_asked or (before.is_asked and not barred.is_asked),
        kinds=query.kinds or before.kinds,
        labels=query.labels or before.labels,
        # A page is of one day and one kind.
        releases=query.releases
        or (frozenset() if query.period or query.kinds else before.releases),
        left_aside=query.left_aside
        if undated is None
        else (*query.left_aside, _slice(query, undated)),
    )


def _without_last_limits(before: Query, former: Query | None) -> Query:
    """Take out of a query what its own follow-up asked of its topic only, if another is meant now.

    "Did he refuse to answer?" and "anything newer?" were asked of the topic before.
    """
    if former is None or not former.terms:
        return before
    gone = set[Filter]()
    if before.labels != former.labels or former.is_follow_up:
        gone.add(Filter.LABELS)
    if before.period and before.period != former.period and before.period.is_beside_a_day:
        gone.add(Filter.PERIOD)
    return before.without(gone)


def _voices_now(
    query: Query, before: Query, held: Mapping[str, frozenset[str]]
) -> tuple[Voice, ...]:
    """Return whose words a follow-up asks for itself.

    "And the press secretary?" asks for an office's words, if somebody's were asked for.
    """
    if query.unheld_office is not None and before.voices:
        return (office_meant(query.unheld_office, before.voices, held),)
    return query.voices or minister_meant(query, held)


def _topic_now(
    query: Query,
    before: Query,
    topical: Sequence[Term],
    folded: str,
    held: Mapping[str, frozenset[str]],
) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """Return the terms and the phrases of a follow-up, beside or instead of those before."""
    if wordings.asks_in_general(folded) and (topical or query.voices):
        return tuple(one for one in topical if not is_of(one, wordings.GENERAL)), query.phrases
    if people := _people_meant(before, topical, folded, held):
        return (*people, *topical), query.phrases
    if topical and _joins(query, topical, folded):
        if threads.tells_somebody(folded) and is_somebody(topical[-1], held):
            topical = topical[-1:]
        is_lasting = threads.names_one_of_them(folded) or wordings.narrows(folded)
        earlier = before.terms
        is_of_somebody = all(is_somebody(one, held) for one in topical)
        if threads.names_speaker(folded) and is_of_somebody and PRONOUNS.isdisjoint(folded.split()):
            # "And what did Biden say?" asks for nobody else's words any more.
            earlier = tuple(one for one in earlier if not is_somebody(one, held)) or earlier
        terms = joined(earlier, topical, is_lasting=is_lasting)
        return terms, (*before.phrases, *query.phrases)
    if topical or query.phrases:
        return replaced(before.terms, topical, held), query.phrases
    if wordings.is_same_topic(folded):
        return before.terms, ()
    return without_other_speakers(query, before, held), before.phrases


def _people_meant(
    before: Query, topical: Sequence[Term], folded: str, held: Mapping[str, frozenset[str]]
) -> tuple[Term, ...]:
    """Return the people whom a topic is of, if they were all that was named: "about Ukraine"."""
    people = tuple(one for one in before.terms if is_somebody(one, held))
    is_theirs = len(people) == len(before.terms) or asks_what_about(before)
    is_new = bool(topical) and not any(is_somebody(one, held) for one in topical)
    return people if is_new and is_theirs and wordings.names_what_about(folded) else ()


def _is_unclear(query: Query, before: Query, held: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether nobody was named before whom a follow-up could mean: "and her deputy?"."""
    if before.voices:
        return False
    names_nobody = not any(is_somebody(one, held) for one in before.terms)
    return names_nobody and _is_deputy(query)


def _is_deputy(query: Query) -> bool:
    return query.unheld_office is not None and query.unheld_office.written == DEPUTY


def _slice(query: Query, span: Span) -> str:
    """Return the words of a question at a span of its folded form."""
    return fold(query.english).source(span.start, span.end).of(query.english)


def _excluded_now(query: Query, given: frozenset[str]) -> tuple[Term, ...]:
    """Return what a follow-up excludes, without what it only gives up for another topic."""
    return tuple(term for term in query.excluded if not given.issuperset(folded_words(term)))


def _still_excluded(query: Query, before: Query) -> tuple[Term, ...]:
    """Return what was excluded before, apart from what the query asks about now."""
    names = {name for term in query.terms for name in term.names}
    return tuple(term for term in before.excluded if names.isdisjoint(term.names))
