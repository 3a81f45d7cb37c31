"""Whose words a follow-up asks for by an office: "and the minister?", "her deputy"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retrieval.model.query import Query, Voice
from retrieval.query.words.thread_terms import topical_terms, words_of
from retrieval.text.tokens import Token

DEPUTY = "deputy"
_OWNERS = frozenset("her his their".split())
_MINISTER = "minister"
_OF_MINISTERS = frozenset("alone by herself himself just minister's only personally".split())


def deputy_meant(tokens: Sequence[Token]) -> Voice | None:
    """Return the voice of "her deputy", if the unread words of a question name just that."""
    words = [token.folded for token in tokens if not token.is_stop or token.folded in _OWNERS]
    is_meant = len(words) == 2 and words[0] in _OWNERS and words[1] == DEPUTY  # noqa: PLR2004
    return Voice(DEPUTY, offices=frozenset({f" {DEPUTY} "})) if is_meant else None


def minister_meant(query: Query, held: Mapping[str, frozenset[str]]) -> tuple[Voice, ...]:
    """Read "by the minister only": in a thread it is the minister whose record this is."""
    words = words_of(query)
    if (
        query.excluded
        or _MINISTER not in {word.removesuffix("'s") for word in words}
        or _OF_MINISTERS.isdisjoint(words)
        or topical_terms(query)
    ):
        return ()
    roles = (role for roles in held.values() for role in roles)
    offices = frozenset(role for role in roles if role.startswith(f" {_MINISTER} "))
    return (Voice(_MINISTER, offices=offices, name="the minister"),) if offices else ()


def office_meant(
    office: Voice, before: Sequence[Voice], held: Mapping[str, frozenset[str]]
) -> Voice:
    """Return the voice of an office; a deputy is one of those whose words were asked for before."""
    if office.written != DEPUTY:
        return office
    of = {role for voice in before for role in voice.offices}
    of |= {role for voice in before for name in voice.names for role in held.get(name, ())}
    roles = frozenset(
        role
        for roles in held.values()
        for role in roles
        if f" {DEPUTY} " in role and any(role.endswith(one) for one in of - {role})
    )
    return replace(office, offices=roles or office.offices)
