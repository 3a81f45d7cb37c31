"""The White House, the second publisher: what tells its pages, and what reads them."""

from __future__ import annotations

from retrieval.model import Release
from retrieval.parsing.frontmatter import split_front_matter
from retrieval.parsing.page import Page, host_of

SOURCE = "whitehouse"
PUBLISHER = "The White House"
HOSTS = frozenset({"bidenwhitehouse.archives.gov", "www.whitehouse.gov"})


def recognises(text: str) -> bool:
    """Whether a text is a page of the White House: its front matter gives an address there."""
    split = split_front_matter(text.replace("\r\n", "\n"))
    return split is not None and host_of(split[0].get("source_url", "")) in HOSTS


def read(page: Page) -> Release:
    """Read a saved page of the White House; see `reader.read`."""
    from retrieval.parsing.whitehouse import reader  # noqa: PLC0415 - a start without one is quicker

    return reader.read(page)
