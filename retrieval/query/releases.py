"""Releases that a question names by their address or their id: only they are searched then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.model.release import Span

_WORD = re.compile(r"[^\s<>()\[\]\"]+")
_SCHEME = re.compile(r"https?://")
_BEHIND = ".,;:!?'/"


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of the releases that a question names, and the spans that said so."""

    releases: frozenset[str]
    spans: tuple[Span, ...]


def address_key(address: str) -> str:
    """What two addresses of one page share: no scheme, no "www.", no capitals, nothing behind."""
    folded = address.casefold()
    # Most words of a question are no address.
    bare = _SCHEME.sub("", folded, count=1) if "/" in folded else folded
    bare = bare.removeprefix("www.")
    return bare.partition("#")[0].partition("?")[0].rstrip(_BEHIND)


def read_releases(folded: str, known: Mapping[str, str]) -> Named:
    """The releases that a folded question names; `known` are their ids by address key and by id.

    An address that is not on record stands for itself: nothing is found there, and that is said.
    """
    releases, spans = set(), []
    for match in _WORD.finditer(folded):
        if match.group().isalpha() and match.group() not in known:
            continue  # as most words
        key = address_key(match.group())
        is_address = bool(key) and _SCHEME.match(match.group()) is not None
        if is_address or key in known:
            releases.add(known.get(key, key))
            bare = match.group().rstrip(_BEHIND)
            spans.append(Span(match.start(), match.start() + len(bare)))
    return Named(frozenset(releases), tuple(spans))
