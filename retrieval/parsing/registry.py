"""Which parser reads which publisher's pages: one function a publisher."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from retrieval.errors import UnreadablePageError
from retrieval.model import Release
from retrieval.parsing import mofa
from retrieval.parsing.page import Page

PARSERS: Mapping[str, Callable[[Page], Release]] = MappingProxyType({mofa.SOURCE: mofa.read})


def read(source: str, page: Page) -> Release:
    """Read a page with the parser of its source.

    Raises:
        UnreadablePageError: no parser is known for the source, or the page cannot be read.
    """
    parser = PARSERS.get(source)
    if parser is None:
        raise UnreadablePageError(page.stem, f"no parser for the source {source!r}")
    return parser(page)
