"""Doubt before anything is kept: each way in which a page is no release has a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from retrieval.errors import (
    EmptyPageError,
    FutureDatePageError,
    PlaceholderPageError,
    RefusalPageError,
    TooShortPageError,
    UnstorablePageError,
)
from retrieval.model.release import Release
from retrieval.parsing.pages.page import is_html

# The shortest page of the catalogue has about 60 characters of statements.
_FEWEST_CHARACTERS = 20
_LONGEST_REFUSAL = 1_500
_LONGEST_NOTE = 80
_PLACEHOLDER = re.compile(
    r"\W*the (?:text|transcript) will (?:be (?:coming|posted|available)|come)", re.IGNORECASE
)
_REFUSALS = re.compile(
    r"\b(?:403 forbidden|access denied|"
    r"access to this (?:resource|page) (?:was|is|has been) (?:refused|denied)|"
    r"attention required|just a moment(?:\.\.\.|…)|checking your browser|"
    r"verify (?:that )?you are (?:a )?human|"
    r"enable javascript and cookies|captcha|your request (?:was |has been )?(?:blocked|rejected)|"
    r"service (?:temporarily )?unavailable|404 not found|page not found|too many requests)",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[^<>]*>")
# PostgreSQL takes no NUL; no database takes an unpaired surrogate, which UTF-8 cannot write.
_UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")
_DAY_ELSEWHERE = timedelta(days=1)


def doubt_page(stem: str, text: str) -> None:
    """Refuse what is no page of a publisher at all, before it is read.

    Raises:
        EmptyPageError: there are no words.
        RefusalPageError: it is an error or challenge page of the site.
        PlaceholderPageError: it says that the text will come.
        TooShortPageError: it has hardly any words.
    """
    words = _words_of(text) if is_html(text[:2_000]) else text
    if not words.strip():
        raise EmptyPageError(stem)
    if len(words) > _LONGEST_REFUSAL:
        return
    # A release may speak of both; a page that is one says so in a line of its own.
    notes = [line for line in words.splitlines() if 0 < len(line.strip()) <= _LONGEST_NOTE]
    if any(map(_REFUSALS.search, notes)):
        raise RefusalPageError(stem)
    if any(map(_PLACEHOLDER.match, notes)):
        raise PlaceholderPageError(stem)
    if len(words.strip()) < _FEWEST_CHARACTERS:
        raise TooShortPageError(stem)


def _words_of(html: str) -> str:
    """The words of an HTML page, a line between tags; scripts and styles are not words."""
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
    """Refuse a release that cannot be right as it was read.

    Raises:
        FutureDatePageError: its date lies in the future, also where the day begins first.
        TooShortPageError: its statements are hardly any words.
        UnstorablePageError: it has signs that no database keeps.
    """
    if any(map(_UNSTORABLE.search, _texts_of(release))):
        raise UnstorablePageError(release.id)
    if release.date > today + _DAY_ELSEWHERE:
        raise FutureDatePageError(release.id, release.date)
    if sum(len(statement.span) for statement in release.statements) < _FEWEST_CHARACTERS:
        raise TooShortPageError(release.id)


def _texts_of(release: Release) -> Iterator[str]:
    yield from (release.text, release.title, release.place, release.url)
    for statement in release.statements:
        yield from (statement.speaker, statement.role, *statement.headings)
