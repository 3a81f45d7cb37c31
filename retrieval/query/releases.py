"""Reads releases that a question names by address or id; only these are searched then."""

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
    """The ids of the releases that a question names, and the spans of the names."""

    releases: frozenset[str]
    spans: tuple[Span, ...]


def address_key(address: str) -> str:
    """Reduce an address to what all addresses of a page share.

    It has no scheme, "www." or capitals, and nothing after the path.
    """
    folded = address.casefold()
    # Most words of a question are no addresses, so the pattern is not tried on them.
    bare = _SCHEME.sub("", folded, count=1) if "/" in folded else folded
    bare = bare.removeprefix("www.")
    return bare.partition("#")[0].partition("?")[0].rstrip(_BEHIND)


def read_releases(folded: str, known: Mapping[str, str]) -> Named:
    """Read the releases that a folded question names; `known` has ids by address key and by id.

    An address that is not on record is kept as an id: nothing is found then, and the answer says
    so.
    """
    releases, spans = set(), []
    for match in _WORD.finditer(folded):
        if match.group().isalpha() and match.group() not in known:
            continue  # most words end here
        key = address_key(match.group())
        is_address = bool(key) and _SCHEME.match(match.group()) is not None
        if is_address or key in known:
            releases.add(known.get(key, key))
            bare = match.group().rstrip(_BEHIND)
            spans.append(Span(match.start(), match.start() + len(bare)))
    return Named(frozenset(releases), tuple(spans))
