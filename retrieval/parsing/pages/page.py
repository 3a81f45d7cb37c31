"""A saved page before it is read, and its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from retrieval.model.release import ReleaseKind, Span
from retrieval.patterns import regex
from retrieval.text.sentences import paragraphs

_BREAK = regex(r"[\r\n]")
_CANONICAL = regex(
    r"<link\b(?=[^>]{0,300}?\brel=[\"']?canonical\b)"
    r"[^>]{0,300}?\bhref=(?:\"([^\"<>]{1,500})\"|'([^'<>]{1,500})')",
    re.IGNORECASE,
)
_LOOKS_LIKE_HTML = regex(
    r"[\s\ufeff]*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype|\?xml|html|head|body|main|article|div|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page as saved, its address, its stem (file name without ending) and kind.

    `kind` is None if only the page itself can tell.
    """

    stem: str
    url: str
    text: str
    kind: ReleaseKind | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its words, and their span in the page."""

    words: str
    span: Span


def lines(text: str) -> list[Line]:
    """List the lines of `text` that are not blank, in order, without the blanks around them.

    Lines that run on (of a page wrapped at a width) are one, with blanks for the breaks, so that
    words and span are of one length.
    """
    spans = paragraphs(text, Span(0, len(text)))
    return [Line(_BREAK.sub(" ", span.of(text)), span) for span in spans]


def canonical_address(html: str) -> str:
    """Find the canonical link of an HTML page: the address that it gives as its own; or empty."""
    link = _CANONICAL.search(html)
    return unescape(link[1] or link[2]) if link else ""


def host_of(url: str) -> str:
    """Return the host of an address, with its port; empty if it has none."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def is_html(text: str) -> bool:
    """Tell whether a saved page is HTML and not text."""
    return _LOOKS_LIKE_HTML.match(text) is not None
