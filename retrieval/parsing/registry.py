"""The registry of publishers: which parser reads whose pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrieval.errors import UnreadablePageError
from retrieval.model.release import Release
from retrieval.parsing.mofa import reader as mofa
from retrieval.parsing.pages.page import Page, host_of
from retrieval.parsing.whitehouse import publisher as whitehouse


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher: its name, its hosts, how to recognise a page of it, and how to read one."""

    name: str
    hosts: frozenset[str]
    recognises: Callable[[str], bool]
    read: Callable[[Page], Release]


def _read_whitehouse(page: Page) -> Release:
    from retrieval.parsing.whitehouse.reader import read  # noqa: PLC0415 - a start is quicker without

    return read(page)


# In this order: a page that no other publisher recognises is read as the ministry's.
PUBLISHERS: Mapping[str, Publisher] = MappingProxyType(
    {
        whitehouse.SOURCE: Publisher(
            whitehouse.PUBLISHER, whitehouse.HOSTS, whitehouse.recognises, _read_whitehouse
        ),
        mofa.SOURCE: Publisher(mofa.PUBLISHER, mofa.HOSTS, mofa.recognises, mofa.read),
    }
)


def read(source: str, page: Page) -> Release:
    """Read a page with the parser of its source.

    Raises:
        UnreadablePageError: no parser is known for the source, or the page cannot be read.
    """
    publisher = PUBLISHERS.get(source)
    if publisher is None:
        raise UnreadablePageError(page.stem, f"no parser for the source {source!r}")
    return publisher.read(page)


def recognise(text: str) -> str:
    """Recognise the source of a page by its content."""
    return next(source for source, one in PUBLISHERS.items() if one.recognises(text))


def is_of_publisher(url: str, source: str) -> bool:
    """Tell whether an address is a plain web page on one of the publisher's own hosts."""
    publisher = PUBLISHERS.get(source)
    if publisher is None or not (url.isascii() and url.isprintable()) or " " in url:
        return False
    return url.startswith(("http://", "https://")) and host_of(url) in publisher.hosts
