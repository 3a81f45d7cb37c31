"""A saved page before it is read, and its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from retrieval.model.release import ReleaseKind, Span
from retrieval.text.sentences import trim

_LINE = re.compile(r"[^\r\n]+")
_CANONICAL = re.compile(
    r"<link\b(?=[^>]{0,300}?\brel=[\"']?canonical\b)"
    r"[^>]{0,300}?\bhref=(?:\"([^\"<>]{1,500})\"|'([^'<>]{1,500})')",
    re.IGNORECASE,
)
_LOOKS_LIKE_HTML = re.compile(
    r"[\s\ufeff]*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype|\?xml|html|head|body|main|article|div|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page as saved, its address, its stem (file name without ending) and kind.

    `kind` is None where nothing but the page itself tells.
    """

    stem: str
    url: str
    text: str
    kind: ReleaseKind | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its words, and where they stand in the page."""

    words: str
    span: Span


def lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order, without the blanks around them."""
    spans = (trim(text, Span(match.start(), match.end())) for match in _LINE.finditer(text))
    return [Line(span.of(text), span) for span in spans if len(span)]


def address_of(html: str) -> str:
    """The address that an HTML page gives as its own (its canonical link); empty without one."""
    link = _CANONICAL.search(html)
    return unescape(link[1] or link[2]) if link else ""


def host_of(url: str) -> str:
    """The host that an address names, with its port; empty where it names none."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def is_html(text: str) -> bool:
    """Whether a saved page is HTML and not text."""
    return _LOOKS_LIKE_HTML.match(text) is not None
