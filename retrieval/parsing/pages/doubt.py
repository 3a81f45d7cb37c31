"""Refuse pages that are no release, before anything is stored; each reason has a named error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from retrieval.errors import (
    EmptyPageError,
    FutureDatePageError,
    PlaceholderPageError,
    RefusalPageError,
    TooManyLinesError,
    TooShortPageError,
    UnstorablePageError,
)
from retrieval.model.release import Doubt, Release
from retrieval.parsing.pages.page import is_html
from retrieval.parsing.pages.to_come import is_all_to_come
from retrieval.patterns import regex
from retrieval.text.dates import printed_weekday, read_moments

# The shortest known page has about 60 characters of statements.
_FEWEST_CHARACTERS = 20
# Four times those of the longest known page: what is read line by line takes its time.
MOST_LINES = 25_000
# What `str.splitlines` takes for the end of a line.
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LONGEST_REFUSAL = 1_500
_LONGEST_NOTE = 80
_REFUSALS = regex(
    r"\b(?:403 forbidden|access denied|"
    r"access to this (?:resource|page) (?:was|is|has been) (?:refused|denied)|"
    r"attention required|just a moment(?:\.\.\.|…)|checking your browser|"
    r"verify (?:that )?you are (?:a )?human|"
    r"enable javascript and cookies|captcha|your request (?:was |has been )?(?:blocked|rejected)|"
    r"service (?:temporarily )?unavailable|404 not found|page not found|too many requests)",
    re.IGNORECASE,
)
_TAGS = regex(r"<[^<>]*>")
# PostgreSQL stores no NUL; no database stores an unpaired surrogate, which UTF-8 cannot encode.
_UNSTORABLE = regex(r"[\0\ud800-\udfff]")
_TIME_ZONE_TOLERANCE = timedelta(days=1)
# An index may list a page on the day when it was put there, some days after its own.
_FURTHEST_LISTED = timedelta(days=14)


def doubt_page(stem: str, text: str) -> None:
    """Refuse what is not a page of a publisher, before it is read.

    Raises:
        TooManyLinesError: it has more lines than any page of a publisher.
        EmptyPageError: there are no words.
        RefusalPageError: it is an error or challenge page of the site.
        PlaceholderPageError: it says that the text will come later.
        TooShortPageError: it has hardly any words.
    """
    if sum(map(text.count, _LINE_ENDS)) - text.count("\r\n") > MOST_LINES:
        raise TooManyLinesError(stem, MOST_LINES)
    words = _words_of(text) if is_html(text[:2_000]) else text
    if not words.strip():
        raise EmptyPageError(stem)
    if len(words) > _LONGEST_REFUSAL:
        return
    # A release may mention these phrases; a refusal or placeholder has them in a separate line.
    notes = [line for line in words.splitlines() if 0 < len(line.strip()) <= _LONGEST_NOTE]
    if any(map(_REFUSALS.search, notes)):
        raise RefusalPageError(stem)
    if is_all_to_come(line.strip() for line in words.splitlines() if line.strip()):
        raise PlaceholderPageError(stem)
    if len(words.strip()) < _FEWEST_CHARACTERS:
        raise TooShortPageError(stem)


def _words_of(html: str) -> str:
    """Return the words of an HTML page, without scripts and styles; each tag is a line break."""
    for name in ("script", "style"):
        html = "".join(_outside(html, f"<{name}", f"</{name}"))
    return _TAGS.sub("\n", html)


def _outside(html: str, opening: str, closing: str) -> Iterator[str]:
    folded = html.lower()
    at = 0
    while (start := folded.find(opening, at)) >= 0:
        yield html[at:start]
        end = folded.find(closing, start)
        if end < 0:
            return
        at = end
    yield html[at:]


def doubt_release(release: Release, today: date) -> None:
    """Refuse a release that cannot have been read correctly.

    Raises:
        FutureDatePageError: its date is in the future, in every time zone.
        TooShortPageError: its statements have hardly any words.
        UnstorablePageError: it has characters that no database stores.
    """
    if any(map(_UNSTORABLE.search, _texts_of(release))):
        raise UnstorablePageError(release.id)
    if release.date > today + _TIME_ZONE_TOLERANCE:
        raise FutureDatePageError(release.id, release.date)
    if sum(len(statement.span) for statement in release.statements) < _FEWEST_CHARACTERS:
        raise TooShortPageError(release.id)


def settle_day(release: Release, listed_on: date | None, today: date) -> Release:
    """Return a release with the right day where its page and the index contradict each other.

    A day of the week that is printed with the day decides. Without one, a day that is far from
    the index's is a slip of either: the later one stands that is not in the future. A contradiction
    is a doubt.
    """
    printed = release.date
    if listed_on is None or printed == listed_on:
        return release
    weekday = printed_weekday(release.text, printed)
    is_far = abs(printed - listed_on) > _FURTHEST_LISTED
    is_index_right = weekday == listed_on.weekday() != printed.weekday()
    if not (is_far or is_index_right):
        return release
    doubts = tuple(dict.fromkeys((*release.doubts, Doubt.DATE)))
    stands = listed_on < printed <= today + _TIME_ZONE_TOLERANCE
    if weekday == printed.weekday() or (stands and not is_index_right):
        return replace(release, doubts=doubts)
    lead = release.statements[0].span.of(release.text) if release.statements else ""
    moments = read_moments(lead, listed_on) if release.moments else ()
    return replace(release, date=listed_on, moments=moments, doubts=doubts)


def _texts_of(release: Release) -> Iterator[str]:
    yield from (release.text, release.title, release.place, release.url)
    for statement in release.statements:
        yield from (statement.speaker, statement.role, *statement.headings)
