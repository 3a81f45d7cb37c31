"""The White House: its hosts, and how to recognise its pages."""

from __future__ import annotations

from retrieval.parsing.pages.frontmatter import split_front_matter
from retrieval.parsing.pages.page import host_of

SOURCE = "whitehouse"
PUBLISHER = "The White House"
HOSTS = frozenset({"bidenwhitehouse.archives.gov", "www.whitehouse.gov"})


def recognises(text: str) -> bool:
    """Tell whether a text is a page of the White House: its front matter has an address there."""
    split = split_front_matter(text.replace("\r\n", "\n"))
    return split is not None and host_of(split[0].get("source_url", "")) in HOSTS
