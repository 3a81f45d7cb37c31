"""Questions that leave something to the one before: "and in 2022?", "what about Russia?"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from retrieval.model.query import Intent, Query, Term, Voice
from retrieval.text.folding import fold
from retrieval.text.tokens import Token, tokenize

_OPENS = re.compile(
    r"(?:ok |okay )?(?:(?:and|what about|how about|what of|only|just|but|also|or|(?:the )?same)\b"
    r"|(?:now|then) (?:in|only|just|by|for|about|with|from|since|the)\b)"
)
_ENDS = re.compile(r"\b(?:instead|too|as well)[?.! ]*$")
# Words that may be beside a filter in a follow-up: "in 2022?", "by the minister?"; "what did the
# minister say in 2022" is a question of its own.
_BESIDE_FILTERS = frozenset(
    "according and at by for from in no of ok okay on or please the to yes".split()
)
_SUBJECTS = frozenset("he she".split())
_OBJECTS = frozenset("her him his it that their them they this those".split())
# Without a topic, these mean one that was named before.
_POINTING = (
    _SUBJECTS | _OBJECTS | frozenset("anything else more nothing other others something".split())
)
_ASKING_ALONE = frozenset("how when where who whom why".split())
_ASKING = _ASKING_ALONE | frozenset(
    """
    anything are did do does explain has have is more show something tell was were what which
    """.split()
)
_ASKS_FOR_TOPICS = frozenset("what where which".split())
# "Was it raised?" is about the topic; "is it true that" is about what follows.
_TOPICAL = frozenset("it them".split())
_OF_CLAUSES = frozenset("if mention mentions say says that to whether".split())
_DEPUTY = "deputy"
_OWNERS = frozenset("her his their".split())
_NOBODY: Mapping[str, frozenset[str]] = MappingProxyType({})


def leaves_open(query: Query, tokens: Sequence[Token], *, is_bare_name: bool) -> bool:
    """Tell whether a query leaves something to the one before; `tokens` are its unread words.

    A question with a topic does so by how it begins or ends, or if it asks what "he" said. One
    without does so unless it is somebody's name, a page's address, or asks for topics itself.
    """
    folded = fold(query.question).text
    words = [token.folded for token in tokens]
    is_linked = _OPENS.match(folded) is not None or _ENDS.search(folded) is not None
    if query.terms or query.phrases:
        return is_linked or (not query.voices and _is_of_him(words)) or _is_of_topic(words)
    if query.has_filters or query.excluded or query.barred:
        if is_linked or query.releases or query.is_order_asked or is_bare_name:
            return is_linked
        return _filters_more(query, words)
    return query.is_order_asked or query.unheld_office is not None or _asks_on(words)


def _filters_more(query: Query, words: Sequence[str]) -> bool:
    """Tell whether filters without a topic are more filters for the topic before."""
    if query.labels and words and words[0] in _ASKS_FOR_TOPICS:
        return not _OBJECTS.isdisjoint(words)
    is_short = all(word in _BESIDE_FILTERS for word in words)
    return is_short or bool(query.voices or query.labels) or not _POINTING.isdisjoint(words)


def _asks_on(words: Sequence[str]) -> bool:
    """Tell whether words with neither topic nor filters ask on: "when?", "what was said?"."""
    first = words[0] if words else ""
    return first in _ASKING_ALONE or (first in _ASKING and len(words) > 1)


def points_back(question: str) -> bool:
    """Tell whether a question means something that was named before it: "what does it say?"."""
    words = fold(question).text.split()
    return not (_SUBJECTS | _OBJECTS).isdisjoint(word.strip(".,?!") for word in words)


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
    return words[:1] != [] and words[0] in _ASKING and not _SUBJECTS.isdisjoint(words[1:3])


def deputy_meant(tokens: Sequence[Token]) -> Voice | None:
    """Return the voice of "her deputy", if the unread words of a question name just that."""
    words = [token.folded for token in tokens if not token.is_stop or token.folded in _OWNERS]
    is_meant = len(words) == 2 and words[0] in _OWNERS and words[1] == _DEPUTY  # noqa: PLR2004
    return Voice(_DEPUTY, offices=frozenset({f" {_DEPUTY} "})) if is_meant else None


def follow(
    query: Query, before: Query | None, held: Mapping[str, frozenset[str]] = _NOBODY
) -> Query:
    """Complete a follow-up from the query before; `held` are the roles of those on record.

    Its own topic replaces the topic, and each filter of its own the filter of that kind; all else
    is taken from the query before. A query that does not begin like a follow-up stays as it is.
    """
    if before is None or not query.is_follow_up or before.intent is not Intent.QUESTION:
        return query
    # "And the press secretary?" asks for an office's words, if somebody's were asked for.
    voices = query.voices
    if query.unheld_office is not None and before.voices:
        voices = (_of_before(query.unheld_office, before.voices, held),)
    is_new = bool(query.terms or query.phrases) and voices == query.voices
    topic = query if is_new else before
    words = [token.folded for token in tokenize(query.question)]
    is_more = is_new and _is_of_topic(words)
    order = query if query.is_order_asked else before
    return replace(
        query,
        intent=Intent.QUESTION,
        terms=(*before.terms, *query.terms) if is_more else topic.terms,
        phrases=(*before.phrases, *query.phrases) if is_more else topic.phrases,
        excluded=query.excluded or _still_excluded(query, before),
        barred=query.barred or before.barred,
        voices=voices or before.voices,
        unheld_office=None,
        askers=query.askers or before.askers,
        kinds=query.kinds or before.kinds,
        labels=query.labels or before.labels,
        releases=query.releases or before.releases,
        period=query.period or before.period,
        order=order.order,
        is_order_asked=order.is_order_asked,
    )


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


def _still_excluded(query: Query, before: Query) -> tuple[Term, ...]:
    """Return what was excluded before, apart from what the query asks about now."""
    names = {name for term in query.terms for name in term.names}
    return tuple(term for term in before.excluded if names.isdisjoint(term.names))
