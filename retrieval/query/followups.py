"""Questions that leave something to the one before: "and in 2022?", "what about Russia?"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import dropwhile
from types import MappingProxyType

from retrieval.model.query import Barred, Filter, Intent, Query, Term, Voice
from retrieval.model.release import ReleaseKind, Span
from retrieval.query.comparing import compare
from retrieval.query.narrowing import read_kinds
from retrieval.query.pointing import PRONOUNS, SUBJECTS
from retrieval.query.words import threads
from retrieval.query.words.thread_terms import (
    folded_words,
    in_place,
    is_channel,
    joined,
    topical_terms,
    words_of,
)
from retrieval.text.folding import fold
from retrieval.text.tokens import Token, tokenize

_OPENS = re.compile(
    r"(?:ok |okay )?(?:(?:and|what about|how about|what of|only|just|but|also|or|(?:the )?same)\b"
    r"|(?:let's |let us |now |then )?(?:(?:go )?(?:back|over) to|try|switch to) "
    r"|(?:now|then) (?:in|only|just|by|for|about|with|from|since|the)\b)"
)
_ENDS = re.compile(r"\b(?:instead|too|as well)[?.! ]*$")
# Words that may be beside a filter in a follow-up: "in 2022?", "by the minister?"; "what did the
# minister say in 2022" is a question of its own.
_BESIDE_FILTERS = frozenset(
    """
    according actually again alone also and at but by for from in instead just maybe no now of ok
    okay on only or perhaps please rather sorry the then to too well yes
    """.split()
)
# Without a topic, these mean one that was named before.
_POINTING = PRONOUNS | frozenset(
    "anything else more nothing one ones other others something".split()
)
_ASKING_ALONE = frozenset("how when when's where where's who who's whom why".split())
_ASKING = _ASKING_ALONE | frozenset(
    """
    anything are did do does explain has have is more show something tell was were what which
    """.split()
)
_CONNECTING = frozenset("and but ok okay or so then".split())
_ASKS_FOR_TOPICS = frozenset("what where which".split())
# "Was it raised?" is about the topic; "is it true that" is about what follows.
_TOPICAL = frozenset("it them".split())
_OF_CLAUSES = frozenset("if mention mentions say says that to whether".split())
_DEPUTY = "deputy"
_OWNERS = frozenset("her his their".split())
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )\bthere\b(?! (?:is|are|was|were|any))"
)
_MOST_SPEAKERS = 3
# Of what somebody said, without saying of what.
_MOST_WORDS = 9
_NAME_AND_VERB = 2
_OF_KINDS = frozenset("conferences press readouts releases speeches statements".split())
_MINISTER = "minister"
_NOT = ("not ", "and not ")
_OF_MINISTERS = frozenset("by only just alone minister's".split())
_BARRED = frozenset({Filter.VOICES, Filter.ASKERS, Filter.KINDS, Filter.LABELS})
_NOBODY: Mapping[str, frozenset[str]] = MappingProxyType({})


def leaves_open(query: Query, tokens: Sequence[Token], *, is_bare_name: bool) -> bool:
    """Tell whether a query leaves something to the one before; `tokens` are its unread words.

    A question with a topic does so by how it begins or ends, or if it asks what "he" said. One
    without does so unless it is somebody's name, a page's address, or asks for topics itself.
    """
    folded = fold(query.question).text
    words = [token.folded for token in tokens]
    is_linked = _OPENS.match(folded) is not None or _ENDS.search(folded) is not None
    is_linked = is_linked or threads.corrects(folded) or folded.startswith(_NOT)
    is_linked = is_linked or threads.joins(folded) or bool(threads.swapped(folded))
    if query.terms or query.phrases:
        is_of_him = not query.voices and _is_of_him(words)
        return is_linked or is_of_him or _is_of_topic(words) or _adds_to_topic(query, folded)
    is_narrow = query.has_filters or bool(query.excluded or query.barred)
    if not (is_narrow or query.is_order_asked):
        is_narrowing = is_linked and any(not token.is_stop for token in tokens)
        if is_narrowing or threads.asks_for_part(folded):
            return True
    if any(
        read(folded)
        for read in (
            *(threads.removed_filters, threads.years_away, threads.is_choice),
            *(threads.compared_with_before, threads.reverses),
        )
    ):
        return not query.releases
    if query.has_filters or query.excluded or query.barred:
        if is_linked or query.releases or query.is_order_asked or is_bare_name:
            return is_linked
        return _filters_more(query, words)
    return query.is_order_asked or query.unheld_office is not None or _asks_on(words)


def _filters_more(query: Query, words: Sequence[str]) -> bool:
    """Tell whether filters without a topic are more filters for the topic before."""
    if query.labels and words and words[0] in _ASKS_FOR_TOPICS:
        return not (PRONOUNS - SUBJECTS).isdisjoint(words)
    is_short = all(word in _BESIDE_FILTERS for word in words)
    return is_short or bool(query.voices or query.labels) or not _POINTING.isdisjoint(words)


def _asks_on(words: Sequence[str]) -> bool:
    """Tell whether words with neither topic nor filters ask on: "when?", "what was said?"."""
    words = [*dropwhile((_CONNECTING | _BESIDE_FILTERS).__contains__, words)]
    first = words[0] if words else ""
    return first in _ASKING_ALONE or (first in _ASKING and len(words) > 1)


def asks_or_points(words: Sequence[str]) -> bool:
    """Tell whether words that name no topic ask something, or for a part of an answer."""
    return not _ASKING.isdisjoint(words[:1]) or threads.asks_for_part(" ".join(words))


def _is_of_topic(words: Sequence[str]) -> bool:
    """Tell whether "it" is what a question adds to: "was it discussed?", not "is it true that".

    In "what does it say?" it is a page.
    """
    if not words or words[0] not in _ASKING or _TOPICAL.isdisjoint(words):
        return False
    at = next(at for at, word in enumerate(words) if word in _TOPICAL)
    return _OF_CLAUSES.isdisjoint(words[at + 1 :])


def _is_of_him(words: Sequence[str]) -> bool:
    """Tell whether "he" or "she" is whom a question is about: "did he mention China?"."""
    return words[:1] != [] and words[0] in _ASKING and not SUBJECTS.isdisjoint(words[1:3])


def deputy_meant(tokens: Sequence[Token]) -> Voice | None:
    """Return the voice of "her deputy", if the unread words of a question name just that."""
    words = [token.folded for token in tokens if not token.is_stop or token.folded in _OWNERS]
    is_meant = len(words) == 2 and words[0] in _OWNERS and words[1] == _DEPUTY  # noqa: PLR2004
    return Voice(_DEPUTY, offices=frozenset({f" {_DEPUTY} "})) if is_meant else None


def _adds_to_topic(query: Query, folded: str) -> bool:
    """Tell whether the terms of a query do not stand by themselves, but add to a topic before."""
    topical = topical_terms(query)
    if query.phrases or query.releases:
        return False
    is_of_others = threads.asks_others(folded) or threads.asks_everybody(folded)
    if not topical or is_of_others or threads.is_choice(folded) or _kinds_alone(query):
        return True
    if all(map(is_channel, topical)) or threads.undated(folded) is not None:
        return True
    if threads.names_speaker(folded):
        return len(topical) <= _MOST_SPEAKERS and len(words_of(query)) <= _MOST_WORDS
    return len(topical) == _NAME_AND_VERB and threads.lacks_object(folded)


def _joins(query: Query, topical: Sequence[Term], folded: str) -> bool:
    """Tell whether the terms of a follow-up join the topic before, or take its place."""
    if threads.asks_others(folded):
        return False
    if _is_of_topic(words_of(query)) or threads.joins(folded):
        return True
    if all(map(is_channel, topical)):
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
    folded = fold(query.question).text
    if threads.is_choice(folded):
        return replace(before, question=query.question, is_follow_up=True)
    given_up = query
    query = _without_taken_back(query, before, folded)
    asked_before = before.voices
    before = _without_given_up(given_up, before, folded)
    # "And the press secretary?" asks for an office's words, if somebody's were asked for.
    voices = query.voices or _minister(query, held)
    if query.unheld_office is not None and before.voices:
        voices = (_of_before(query.unheld_office, before.voices, held),)
    given = threads.swapped(folded)
    kinds = query.kinds or _kinds_alone(query, given)
    given &= {word for one in before.terms for word in folded_words(one)}
    is_office = query.unheld_office is not None and bool(before.voices)
    has_none = is_office or kinds != query.kinds or query.request is not None
    topical = () if has_none else topical_terms(query)
    if threads.asks_everybody(folded):
        given |= {word for voice in asked_before for name in voice.names for word in name.split()}
    topical = tuple(one for one in topical if given.isdisjoint(folded_words(one)))
    undated = threads.undated(folded) if topical else None
    if undated is not None:
        topical = ()
    terms, phrases = before.terms, before.phrases
    is_more = bool(topical) and _joins(query, topical, folded)
    if is_more:
        terms, phrases = joined(before.terms, topical), (*phrases, *query.phrases)
    elif topical or query.phrases:
        terms, phrases = in_place(before.terms, topical), query.phrases
    barred = query.barred or before.barred
    if threads.asks_others(folded):
        barred, before = replace(barred, voices=before.voices), replace(before, voices=())
    elif is_more and threads.names_speaker(folded) and not voices:
        before = replace(before, voices=())
    return replace(
        compare(query, before, folded),
        intent=Intent.QUESTION,
        request=None,
        terms=terms,
        phrases=phrases,
        excluded=_excluded_now(query, given) or _still_excluded(query, before),
        barred=barred,
        voices=voices or before.voices,
        unheld_office=None,
        askers=query.askers or before.askers,
        kinds=kinds or before.kinds,
        labels=query.labels or before.labels,
        releases=query.releases or before.releases,
        left_aside=query.left_aside
        if undated is None
        else (*query.left_aside, _slice(query, undated)),
    )


def _kinds_alone(query: Query, given: frozenset[str] = frozenset()) -> frozenset[ReleaseKind]:
    """Read the kinds that are all that a follow-up names: "let me see releases"."""
    named = {word for one in query.terms for word in folded_words(one)} - given
    named -= threads.FILLERS | threads.OPENERS
    is_kind = bool(named) and _OF_KINDS.issuperset(named)
    return read_kinds(f"only {' '.join(sorted(named))}", (), ()).kinds if is_kind else frozenset()


def _slice(query: Query, span: Span) -> str:
    """Return the words of a question at a span of its folded form."""
    return fold(query.question).source(span.start, span.end).of(query.question)


def _without_given_up(query: Query, before: Query, folded: str) -> Query:
    """Take out of the query before what a follow-up gives up: "forget the year"."""
    given_up = threads.removed_filters(folded) - _narrowed_anew(query, before)
    if threads.gives_up(folded):
        given_up |= {one for one in _BARRED if _meets(one, query, before)}
        words = {word for one in query.excluded for word in folded_words(one)}
        terms = tuple(one for one in before.terms if words.isdisjoint(folded_words(one)))
        before = replace(before, terms=terms or before.terms)
    return before.without(given_up)


def _narrowed_anew(query: Query, before: Query) -> frozenset[Filter]:
    """Return the filters of a follow-up that are others than those of the query before."""
    return frozenset(
        one for one in query.filters if getattr(query, one.value) != getattr(before, one.value)
    )


def _without_taken_back(query: Query, before: Query, folded: str) -> Query:
    """Take out of a follow-up the words that only name what it gives up."""
    is_without = folded.startswith(_NOT) and not threads.swapped(folded)
    if is_without and not (query.barred or query.excluded):
        barred = Barred(kinds=query.kinds)
        query = replace(
            query, kinds=frozenset(), barred=barred, terms=(), excluded=topical_terms(query)
        )
    if not threads.gives_up(folded):
        return query
    given_up = threads.removed_filters(folded)
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


def _minister(query: Query, held: Mapping[str, frozenset[str]]) -> tuple[Voice, ...]:
    """Read "by the minister only": in a thread it is the minister whose record this is."""
    words = words_of(query)
    if (
        query.excluded
        or _MINISTER not in words
        or _OF_MINISTERS.isdisjoint(words)
        or topical_terms(query)
    ):
        return ()
    roles = (role for roles in held.values() for role in roles)
    offices = frozenset(role for role in roles if role.startswith(f" {_MINISTER} "))
    return (Voice(_MINISTER, offices=offices, name="the minister"),) if offices else ()


def _of_before(office: Voice, before: Sequence[Voice], held: Mapping[str, frozenset[str]]) -> Voice:
    """Return the voice of an office; a deputy is one of those whose words were asked for before."""
    if office.written != _DEPUTY:
        return office
    of = {role for voice in before for role in voice.offices}
    of |= {role for voice in before for name in voice.names for role in held.get(name, ())}
    roles = frozenset(
        role
        for roles in held.values()
        for role in roles
        if f" {_DEPUTY} " in role and any(role.endswith(one) for one in of - {role})
    )
    return replace(office, offices=roles or office.offices)


def _excluded_now(query: Query, given: frozenset[str]) -> tuple[Term, ...]:
    """Return what a follow-up excludes, without what it only gives up for another topic."""
    return tuple(term for term in query.excluded if not given.issuperset(folded_words(term)))


def _still_excluded(query: Query, before: Query) -> tuple[Term, ...]:
    """Return what was excluded before, apart from what the query asks about now."""
    names = {name for term in query.terms for name in term.names}
    return tuple(term for term in before.excluded if names.isdisjoint(term.names))
