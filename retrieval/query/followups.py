"""Questions that leave something to the one before: "and in 2022?", "what about Russia?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from retrieval.model.query import Filter, Intent, Query, Request, Term, Voice
from retrieval.model.release import ReleaseKind, Span
from retrieval.patterns import regex
from retrieval.query.following import wordings
from retrieval.query.following.combining import asks_both, combined
from retrieval.query.following.comparing import compare
from retrieval.query.following.leaving_open import is_of_topic, kinds_alone
from retrieval.query.following.merging import merged, still_barred, without_barred
from retrieval.query.following.offices_meant import DEPUTY, minister_meant, office_meant
from retrieval.query.following.replacing import (
    asks_what_about,
    replaced,
    takes_place_of_speaker,
    without_earlier_kind,
    without_other_speakers,
)
from retrieval.query.following.taking_back import (
    without_given_up,
    without_taken_back,
)
from retrieval.query.who.lists import is_somebody
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

_THERE = regex(
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
    is_of_it = is_of_it or threads.talks_about_it(folded)
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
    if wordings.is_choice(folded) and not wordings.narrows(folded):
        return replace(before, question=query.question, is_follow_up=True)
    if asks_both(folded) and before.former is not None:
        return combined(query, before.former, before)
    own, last = without_taken_back(query, before, folded), before
    if _is_unclear(own, last, held):
        return replace(own, intent=Intent.REQUEST, request=Request.WHICH)
    before = without_barred(own, without_given_up(query, last, folded))
    before = without_earlier_kind(_off_the_page(own, before), folded)
    named = _named(own, before, last, folded)
    own = replace(own, voices=_voices_now(own, before, held), kinds=named.kinds)
    own = merged(own, before) if threads.adds(folded) else own
    terms, phrases = _topic_now(own, before, named.topic, folded, held)
    barred = own.barred or still_barred(own, before)
    if threads.asks_others(folded):
        barred = replace(barred, voices=before.voices)
    if _is_of_others(own, named.topic, before, folded, held):
        before = replace(before, voices=())
    if terms != before.terms and named.topic:
        before = _without_last_limits(before, last.former)
    excluded = (*_excluded_now(own, named.given_up), *named.unwanted)
    return replace(
        compare(own, before, folded),
        intent=Intent.QUESTION,
        request=None,
        former=replace(last, former=None, readings=()),
        terms=terms,
        phrases=phrases,
        excluded=excluded or _still_excluded(own, before),
        barred=barred,
        voices=own.voices or before.voices,
        unheld_office=None,
        askers=own.askers or before.askers,
        is_asked=own.is_asked or (before.is_asked and not barred.is_asked),
        kinds=own.kinds or before.kinds,
        labels=own.labels or before.labels,
        # A page is of one day and one kind.
        releases=own.releases or (frozenset() if own.period or own.kinds else before.releases),
        left_aside=(*own.left_aside, *named.undated),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """What a follow-up names: its topic, the kinds of pages, and what is not meant by it.

    `given_up` are the words that it gives up of the topic before, `unwanted` the terms that it
    excludes, `undated` the words for a time of which no day is known.
    """

    topic: tuple[Term, ...]
    kinds: frozenset[ReleaseKind]
    given_up: frozenset[str]
    unwanted: tuple[Term, ...]
    undated: tuple[str, ...]


def _named(query: Query, before: Query, last: Query, folded: str) -> _Named:
    """Read what a follow-up names; `before` is the query before without what was given up."""
    swapped = threads.swapped(folded)
    kinds = query.kinds or kinds_alone(query, swapped)
    given_up = swapped & {word for one in before.terms for word in folded_words(one)}
    if threads.asks_everybody(folded):
        names = (name for voice in last.voices for name in voice.names)
        given_up |= {word for name in names for word in name.split()}
    given_up |= wordings.unsaid(folded)
    is_office = query.unheld_office is not None and bool(before.voices)
    has_none = is_office or kinds != query.kinds or query.request is not None
    topic = () if has_none else topical_terms(query)
    if wordings.names_topic(folded) and not (topic or has_none):
        topic = tuple(one for one in query.terms if not is_of(one, threads.FILLERS))
    topic = tuple(one for one in topic if not given_up.issuperset(folded_words(one)))
    undated = threads.undated(folded) if topic else None
    if undated is not None:
        return _Named((), kinds, given_up, (), (_slice(query, undated),))
    # "Not the trilateral stuff, just Korea": what was not asked for is not wanted.
    denied = swapped - {"the"} if wordings.denies(folded) else frozenset[str]()
    unwanted = tuple(one for one in topic if denied.issuperset(folded_words(one)))
    topic = tuple(one for one in topic if one not in unwanted)
    return _Named(topic, kinds, given_up, unwanted, ())


def _is_of_others(
    query: Query,
    topical: Sequence[Term],
    before: Query,
    folded: str,
    held: Mapping[str, frozenset[str]],
) -> bool:
    """Tell whether a follow-up asks for the words of others than the query before."""
    if threads.asks_others(folded) or takes_place_of_speaker(query, topical, before, held):
        return True
    is_of_speaker = bool(topical) and threads.names_speaker(folded)
    return is_of_speaker and _joins(query, topical, folded)


def _off_the_page(query: Query, before: Query) -> Query:
    """Take out what a page that is named now has itself; and the page, if an order is asked for.

    A page is of one day and kind, and among its statements none is the latest.
    """
    if query.releases:
        return before.without({Filter.PERIOD, Filter.KINDS})
    return before.without({Filter.RELEASES}) if query.is_order_asked else before


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
