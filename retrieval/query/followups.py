"""Questions that leave something to the one before: "and in 2022?", "what about Russia?"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile
from types import MappingProxyType

from retrieval.model.query import Intent, Query, Request, Term, Voice
from retrieval.model.release import ReleaseKind, Span
from retrieval.query.following import wordings
from retrieval.query.following.comparing import compare
from retrieval.query.following.merging import merged, still_barred, without_barred
from retrieval.query.following.offices_meant import DEPUTY, minister_meant, office_meant
from retrieval.query.following.replacing import (
    is_somebody,
    replaced,
    takes_place_of_speaker,
    without_earlier_kind,
    without_other_speakers,
)
from retrieval.query.following.taking_back import (
    DENIALS,
    without_given_up,
    without_taken_back,
)
from retrieval.query.narrowing import read_kinds
from retrieval.query.words import threads
from retrieval.query.words.thread_terms import (
    folded_words,
    is_channel,
    is_of,
    joined,
    topical_terms,
    words_of,
)
from retrieval.query.words.threads import PRONOUNS, SUBJECTS
from retrieval.text.folding import fold
from retrieval.text.tokens import Token

_OPENS = re.compile(
    r"(?:(?:ok|okay|so|then|well|alright|now)[, ]+)*"
    r"(?:(?:and|what about|how about|what of|only|just|but|also|or|ditto|likewise"
    r"|similarly|(?:the )?same)\b"
    r"|about (?:[^ ]+ ?){1,3}$"
    r"|(?:let's |let us |now |then )?(?:(?:go )?(?:back|over) to|try|switch to) "
    r"|(?:now|then) (?:in|only|just|by|for|about|with|from|since|the)\b)"
)
_ENDS = re.compile(r"\b(?:instead|too|as well)[?.! ]*$|^(?:[^ ]+ ){1,3}then[?.! ]*$")
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
    "anything else mention mentions more nothing one ones other others something".split()
)
_ONLY = frozenset("alone just only".split())
_FEWEST_OF_THREAD = 3
_ASKING_ALONE = frozenset("how when when's where where's who who's whom why".split())
_ASKING = _ASKING_ALONE | frozenset(
    """
    anything are did do does explain has have is more show something tell was were what what's which
    """.split()
)
_CONNECTING = frozenset("and but ok okay or so then".split())
_ASKS_FOR_TOPICS = frozenset("what where which".split())
# "Was it raised?" is about the topic; "is it true that" is about what follows.
_TOPICAL = frozenset("it them".split())
_OF_CLAUSES = frozenset("if mention mentions say says that to whether".split())
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )\bthere\b(?! (?:is|are|was|were|any))"
)
_MOST_SPEAKERS = 3
# Of what somebody said, without saying of what.
_MOST_WORDS = 9
_NAME_AND_VERB = 2
_OF_KINDS = frozenset(
    "conference conferences press readout readouts release releases speeches statement"
    " statements".split()
)
_NOBODY: Mapping[str, frozenset[str]] = MappingProxyType({})


def leaves_open(query: Query, tokens: Sequence[Token], *, is_bare_name: bool) -> bool:
    """Tell whether a query leaves something to the one before; `tokens` are its unread words.

    A question with a topic does so by how it begins or ends, or if it asks what "he" said. One
    without does so unless it is somebody's name, a page's address, or asks for topics itself.
    """
    folded = fold(query.question).text
    words = [token.folded for token in tokens]
    is_linked = _OPENS.match(folded) is not None or _ENDS.search(folded) is not None
    is_linked = is_linked or threads.corrects(folded) or folded.startswith(DENIALS)
    is_linked = is_linked or threads.joins(folded) or bool(threads.swapped(folded))
    is_linked = is_linked or wordings.goes_on(folded)
    if query.terms or query.phrases:
        is_of_him = not query.voices and _is_of_him(words)
        return is_linked or is_of_him or _is_of_topic(words) or _adds_to_topic(query, folded)
    is_narrow = query.has_filters or bool(query.excluded or query.barred)
    if not (is_narrow or query.is_order_asked):
        is_narrowing = is_linked and (
            bool(query.left_aside) or any(not token.is_stop for token in tokens)
        )
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
        is_of_others = query.period is not None and threads.asks_what_else(folded)
        if not is_of_others and (
            is_linked or query.releases or query.is_order_asked or is_bare_name
        ):
            is_limit = query.has_filters and not _ONLY.isdisjoint(folded.rstrip(" ?.!").split())
            return is_linked or (is_limit and not query.releases)
        return not is_of_others and _filters_more(query, words)
    is_limit = query.is_order_asked or query.most > 0 or query.unheld_office is not None
    return is_limit or _asks_on(words) or _is_of_thread(folded.split())


def _is_of_thread(words: Sequence[str]) -> bool:
    """Tell whether a message is about what was asked before: "so they didn't discuss it?"."""
    is_of_it = not PRONOUNS.isdisjoint(words) and len(words) >= _FEWEST_OF_THREAD
    return is_of_it or not _ONLY.isdisjoint(words)


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
    if threads.names_one_of_them(folded):
        return True
    if threads.names_speaker(folded):
        return len(topical) <= _MOST_SPEAKERS and len(words_of(query)) <= _MOST_WORDS
    return len(topical) == _NAME_AND_VERB and threads.lacks_object(folded)


def _joins(query: Query, topical: Sequence[Term], folded: str) -> bool:
    """Tell whether the terms of a follow-up join the topic before, or take its place."""
    if threads.asks_others(folded):
        return False
    is_of_topic = _is_of_topic(words_of(query)) or threads.joins(folded) or _is_deputy(query)
    if is_of_topic or threads.names_one_of_them(folded) or all(map(is_channel, topical)):
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
    given_up = query
    query = without_taken_back(query, before, folded)
    if _is_unclear(query, before, held):
        return replace(query, intent=Intent.REQUEST, request=Request.WHICH)
    asked_before = before.voices
    before = without_barred(query, without_given_up(given_up, before, folded))
    before = without_earlier_kind(before, folded)
    voices = _voices_now(query, before, held)
    given = threads.swapped(folded)
    kinds = query.kinds or _kinds_alone(query, given)
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
    terms, phrases = _topic_now(query, before, topical, folded, held)
    barred = query.barred or still_barred(query, before)
    if threads.asks_others(folded):
        barred, before = replace(barred, voices=before.voices), replace(before, voices=())
    elif takes_place_of_speaker(query, topical, before, held) or (
        topical and threads.names_speaker(folded) and _joins(query, topical, folded)
    ):
        before = replace(before, voices=())
    # "Did he refuse to answer?" was asked of the topic before.
    is_of_last_topic = before.is_follow_up and bool(before.terms and topical)
    is_of_last_topic = is_of_last_topic and terms != before.terms
    return replace(
        compare(query, before, folded),
        intent=Intent.QUESTION,
        request=None,
        terms=terms,
        phrases=phrases,
        excluded=_excluded_now(query, given) or _still_excluded(query, before),
        barred=barred,
        voices=query.voices or before.voices,
        unheld_office=None,
        askers=query.askers or before.askers,
        is_asked=query.is_asked or (before.is_asked and not barred.is_asked),
        kinds=query.kinds or before.kinds,
        labels=query.labels or (frozenset() if is_of_last_topic else before.labels),
        releases=query.releases or before.releases,
        left_aside=query.left_aside
        if undated is None
        else (*query.left_aside, _slice(query, undated)),
    )


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
    return without_other_speakers(query, before, held), before.phrases


def _is_unclear(query: Query, before: Query, held: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether nobody was named before whom a follow-up could mean: "and her deputy?"."""
    if before.voices:
        return False
    names_nobody = not any(is_somebody(one, held) for one in before.terms)
    return names_nobody and _is_deputy(query)


def _is_deputy(query: Query) -> bool:
    return query.unheld_office is not None and query.unheld_office.written == DEPUTY


def _kinds_alone(query: Query, given: frozenset[str] = frozenset()) -> frozenset[ReleaseKind]:
    """Read the kinds that are all that a follow-up names: "let me see releases"."""
    named = {word for one in query.terms for word in folded_words(one)} - given
    named -= threads.FILLERS | threads.OPENERS
    is_kind = bool(named) and _OF_KINDS.issuperset(named)
    plural = " ".join(word if word.endswith("s") else f"{word}s" for word in sorted(named))
    return read_kinds(f"only {plural}", (), ()).kinds if is_kind else frozenset()


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
