"""Reads releases that a question names by address or id; only these are searched then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from retrieval.model.release import Span
from retrieval.parsing.registry import PUBLISHERS
from retrieval.patterns import regex

_WORD = regex(r"[^\s<>()\[\]\"]+")
_SCHEME = regex(r"https?://")
_BEHIND = ".,;:!?'/"
# An id is named with a version: "mofa-kaiken24e_000077@1".
_VERSION = regex(r"@([1-9][0-9]{0,3})")
# A site for phones shows the same pages, and so does a port that is written out.
_HOST = regex(r"(?:m|mobile)\.|:(?:80|443)$")
_HOSTS = {
    source: frozenset(host.removeprefix("www.") for host in publisher.hosts)
    for source, publisher in PUBLISHERS.items()
}


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of the releases that a question names, and the spans of the names.

    `version` is set if an id is named with one.
    """

    releases: frozenset[str]
    spans: tuple[Span, ...]
    version: int | None = None


def address_key(address: str) -> str:
    """Reduce an address to what all addresses of a page share.

    It has no scheme, "www." or capitals, and nothing after the path.
    """
    folded = address.casefold()
    # Most words of a question are no addresses, so the pattern is not tried on them.
    bare = _SCHEME.sub("", folded, count=1) if "/" in folded else folded
    bare = bare.removeprefix("www.")
    return bare.partition("#")[0].partition("?")[0].rstrip(_BEHIND)


def source_of(key: str) -> str:
    """Return the source whose page an address is, by its key; empty if it is of none."""
    host = _HOST.sub("", key.partition("/")[0])
    return next((source for source, hosts in _HOSTS.items() if host in hosts), "")


def read_releases(folded: str, known: Mapping[str, str]) -> Named:
    """Read the releases that a folded question names; `known` has ids by address key and by id.

    An address that is not on record is kept as an id: nothing is found then, and the answer says
    so.
    """
    releases, spans, version = set(), [], None
    for match in _WORD.finditer(folded):
        if match.group().isalpha() and match.group() not in known:
            continue  # most words end here
        key = address_key(match.group())
        bare, at, number = key.rpartition("@")
        if at and bare in known and _VERSION.fullmatch(at + number):
            key, version = bare, int(number)
        is_address = _is_address(match.group(), key)
        if is_address or key in known:
            others = _other_addresses(key) if is_address else ()
            found = next((one for one in (key, *others) if one in known), key)
            releases.add(known.get(found, key))
            name = match.group().rstrip(_BEHIND)
            spans.append(Span(match.start(), match.start() + len(name)))
    return Named(frozenset(releases), tuple(spans), version)


def _is_address(word: str, key: str) -> bool:
    """Tell whether a word is an address: it has a scheme, or a path on the host of a publisher."""
    if not key:
        return False
    return _SCHEME.match(word) is not None or ("/" in key and source_of(key) != "")


def _other_addresses(key: str) -> Iterator[str]:
    """Yield the keys at which the same page may be known: on other hosts of its publisher."""
    path = key.partition("/")[2]
    for host in sorted(_HOSTS.get(source_of(key), ())):
        yield f"{host}/{path}"
