"""Read index pages: the releases that they list, by the structure of the page.

A page that is no index, for whatever reason, counts as unread: that is a fault with a name, never
an index on which nothing is new.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from retrieval.errors import RefusalPageError, UnreadablePageError
from retrieval.parsing.pages.doubt import doubt_page
from retrieval.parsing.pages.html import is_too_deep
from retrieval.parsing.pages.page import is_html
from retrieval.patterns import regex
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.files.readers import decode
from retrieval.sources.watch.publishers import Source
from retrieval.text.dates import MONTH, MONTHS, date_in_title, valid_date

_LISTS = "dl.title-list"
_LINES = "dl.title-list dt, dl.title-list dd"
# A month has a few hundred links; this bounds the work on any other page.
_MOST_LINKS = 10_000
# Only a page that tests its visitor, or asks for a login, has one of these.
_CHALLENGES = (
    "input[type=password], form[id*=challenge], form[action*=login], "
    "script[src*=challenge], [class*=captcha], [id*=captcha], #cf-wrapper"
)
_DAY = regex(rf"\W*(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})\b\W*", re.IGNORECASE)
_HEADING = regex(rf"\b(?P<month>{MONTH})\.?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
_LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A release as an index lists it; `day` is None if the index gives none."""

    url: str
    title: str
    day: dt.date | None


@dataclass(slots=True)
class IndexEntries:
    """The entries found so far, each address once: the first place that lists it counts.

    `odd` are links that may lead to releases, but have no known form.
    """

    source: Source
    base: str
    odd: list[UnseenError]
    entries: dict[str, IndexEntry] = field(default_factory=dict)

    def add(self, link: str, title: str, day: dt.date | None) -> None:
        """Add a link if it leads to a release."""
        try:
            url = self.source.page_address(self.base, link)
        except UnseenError as fault:
            self.odd.append(fault)
            return
        if url is not None and url not in self.entries:
            self.entries[url] = IndexEntry(url, " ".join(title.split())[:_LONGEST_TITLE], day)

    def all(self) -> tuple[IndexEntry, ...]:
        """Return the entries.

        Raises:
            UnseenError: there are none.
        """
        if not self.entries:
            raise UnseenError(self.base, Fault.EMPTY, "an index without a single release")
        return tuple(self.entries.values())


def read_listing(  # noqa: PLR0913, PLR0917 - a page, and what is known of it
    source: Source,
    url: str,
    data: bytes,
    today: dt.date,
    month: dt.date | None = None,
    odd: list[UnseenError] | None = None,
) -> tuple[IndexEntry, ...]:
    """Read the releases that an index page lists, in its order; `month` is that of an archive.

    Links that may be releases, but cannot be taken as pages, are added to `odd`.

    A day without a year belongs to the year of the month, or else to the latest year that does not
    put it after the month of `today`.

    Raises:
        UnseenError: it is no known kind of index, or it is empty.
    """
    html = _text_of(url, data)
    page = LexborHTMLParser(html)
    if page.css_first(_LISTS) is None:
        raise _explain(url, html, page)
    found = IndexEntries(source, url, [] if odd is None else odd)
    _read_lines(found, page.css(_LINES), month or _month_of(page) or today)
    return found.all()


def _text_of(url: str, data: bytes) -> str:
    try:
        html = decode(url, data)
    except UnreadablePageError as cause:
        raise UnseenError(url, Fault.ENCODING, cause.reason) from cause
    if not is_html(html) or is_too_deep(html):
        raise UnseenError(url, Fault.STRANGE, "an index that is no HTML, or none that is known")
    return html


def _explain(url: str, html: str, page: LexborHTMLParser) -> UnseenError:
    """Name the fault of a page that has no list of releases."""
    if page.css_first(_CHALLENGES) is not None:
        return UnseenError(url, Fault.CHALLENGED, "a test of its visitor, or a login")
    try:
        doubt_page(url, html)
    except RefusalPageError as cause:
        return UnseenError(url, Fault.REFUSED, cause.reason)
    except UnreadablePageError as cause:
        return UnseenError(url, Fault.STRANGE, cause.reason)
    return UnseenError(url, Fault.STRANGE, f"its structure is not known: it has no {_LISTS}")


def _read_lines(found: IndexEntries, lines: Iterable[LexborNode], near: dt.date) -> None:
    """Read lists that have a release in each `dt`, or a day in it and its releases in the `dd`.

    Raises:
        UnseenError: there are far too many links.
    """
    day: dt.date | None = None
    links = 0
    for line in lines:
        if line.tag == "dt":
            day = _day(_words(line), near)
        for link, title in _links(line):
            links += 1
            if links > _MOST_LINKS:
                raise UnseenError(found.base, Fault.STRANGE, f"over {_MOST_LINKS:,} links")
            found.add(link, title, day or date_in_title(title))


def _links(node: LexborNode) -> Iterator[tuple[str, str]]:
    for link in node.css("a[href]"):
        yield link.attributes.get("href") or "", _words(link)


def _words(node: LexborNode) -> str:
    return node.text(separator=" ")


def _day(words: str, near: dt.date) -> dt.date | None:
    """Read the day of a heading; a month later than that of `near` is of the year before."""
    whole = date_in_title(words)
    match = _DAY.fullmatch(words)
    if whole or match is None:
        return whole
    month = MONTHS[match["month"].lower()]
    year = near.year - 1 if month > near.month else near.year
    return valid_date(year, month, int(match["day"]))


def _month_of(page: LexborHTMLParser) -> dt.date | None:
    """Find the month that the headings of an archive name."""
    for heading in page.css("h1, h2"):
        match = _HEADING.search(_words(heading))
        if match is not None:
            return valid_date(int(match["year"]), MONTHS[match["month"].lower()], 1)
    return None
