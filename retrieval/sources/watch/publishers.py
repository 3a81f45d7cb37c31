"""The watched publishers, from `seeds/sources.toml`, and where they list their releases."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from retrieval.errors import UnreadableManifestError
from retrieval.parsing.registry import PUBLISHERS
from retrieval.patterns import regex
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.files.readers import is_address

MANIFEST = "sources.toml"
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Letters, digits and other signs that mean the same if they are encoded.
_ENCODED = regex(r"%(2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])")
# What a site adds to a link to see where its visitors come from.
_SAYS_WHO_LINKS = regex(r"(?:utm_\w+|fbclid|gclid|ref|from|source)(?:=|$)", re.IGNORECASE)
_LONGEST_LINK = 500


class Form(StrEnum):
    """How an index lists releases: in HTML by titles, or as RSS or Atom."""

    TITLES = "titles"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Where releases are listed: one address or, for an archive by month, one for each month."""

    name: str
    form: Form
    url: str

    @property
    def is_monthly(self) -> bool:
        """Whether this is an archive with a page for each month."""
        return "{month}" in self.url

    def url_for(self, month: dt.date) -> str:
        """Return its address for the month of a day."""
        return self.url.replace("{year}", f"{month.year}").replace("{month}", f"{month.month:02}")


@dataclass(frozen=True, slots=True)
class Source:
    """A watched publisher: its time zone, the addresses of its pages, and its indexes."""

    name: str
    zone: ZoneInfo
    indexes: tuple[IndexPage, ...]
    ending: str = ""
    not_under: tuple[str, ...] = ()
    not_ending: tuple[str, ...] = ()

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of its pages."""
        return PUBLISHERS[self.name].hosts

    def today(self, now: dt.datetime) -> dt.date:
        """Return the day in the publisher's time zone."""
        return now.astimezone(self.zone).date()

    def page_address(self, base: str, link: str) -> str | None:
        """Return the address of the release that a link on the page `base` leads to.

        However it is spelt: a page has one address. None for what is no release: a file, another
        publisher, an index.

        Raises:
            UnseenError: it may be a release, but its address has no known form.
        """
        try:
            parts = urlsplit(urljoin(base, link.strip()))
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError as cause:
            raise _odd(link, "it cannot be read") from cause
        host = host if host in self.hosts else f"www.{host}"
        if parts.scheme not in _DEFAULT_PORTS or host not in self.hosts:
            return None
        path = _ENCODED.sub(lambda found: chr(int(found[1], 16)), parts.path)
        if not self._is_release(path):
            if self._is_release(path.lower()):
                raise _odd(link, "its ending is spelt otherwise")
            return None
        if "@" in parts.netloc or port not in {None, _DEFAULT_PORTS[parts.scheme]}:
            raise _odd(link, "it names a user or a port")
        if any(not _SAYS_WHO_LINKS.match(one) for one in parts.query.split("&") if one):
            raise _odd(link, "it has a query")
        url = f"https://{host}{path}"
        if not is_address(url, self.name):
            raise _odd(link, "it has characters that no address has")
        return url

    def _is_release(self, path: str) -> bool:
        is_other = path.endswith(self.not_ending) or path.startswith(self.not_under)
        return path.endswith(self.ending) and not is_other


def _odd(link: str, reason: str) -> UnseenError:
    shown = link.strip()[:_LONGEST_LINK]
    return UnseenError(shown, Fault.STRANGE, f"a link in a form that is not known: {reason}")


def first_of_previous_month(month: dt.date) -> dt.date:
    """Return the first day of the month before that of a day."""
    return (month.replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def load_sources() -> tuple[Source, ...]:
    """Load the sources that come with the package.

    Raises:
        UnreadableManifestError: the file is no list of sources.
    """
    return read_sources(files("seeds").joinpath(MANIFEST).read_text("utf-8"))


def read_sources(text: str) -> tuple[Source, ...]:
    """Read the sources in a TOML text.

    Raises:
        UnreadableManifestError: the text is no list of sources.
    """
    try:
        return tuple(map(_source, tomllib.loads(text)["source"]))
    except (KeyError, TypeError, ValueError, AttributeError) as cause:
        raise UnreadableManifestError(MANIFEST, f"{type(cause).__name__}: {cause}") from cause


def _source(entry: dict[str, Any]) -> Source:
    name = entry["name"]
    if name not in PUBLISHERS:
        raise ValueError(f"no parser for the source {name!r}")
    indexes = tuple(IndexPage(one["name"], Form(one["form"]), one["url"]) for one in entry["index"])
    if not all(_is_watchable(one, name) for one in indexes):
        raise ValueError(f"an index of {name} is not an https address on its hosts")
    if len({one.name for one in indexes}) < len(indexes):
        raise ValueError(f"two indexes of {name} have the same name")
    return Source(
        name,
        ZoneInfo(entry["zone"]),
        indexes,
        entry.get("ending", ""),
        _texts(entry.get("not_under", ())),
        _texts(entry.get("not_ending", ())),
    )


def _is_watchable(index: IndexPage, name: str) -> bool:
    url = index.url_for(dt.date(2000, 1, 1))
    return url.startswith("https://") and is_address(url, name)


def _texts(given: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(one) for one in given)
