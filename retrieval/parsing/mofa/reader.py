"""Read a saved page of the Ministry of Foreign Affairs of Japan as a Release."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date

from retrieval.errors import EmptyPageError, UndatedPageError, UntitledPageError, WordlessPageError
from retrieval.model.release import Part, PartKind, Release, ReleaseKind, Statement
from retrieval.parsing.mofa.header import Header, date_of, read_header
from retrieval.parsing.mofa.items import read_items
from retrieval.parsing.mofa.turn_labels import Speaker, complete_speaker, read_title
from retrieval.parsing.mofa.turns import read_turns
from retrieval.parsing.pages.page import Line, Page, is_html, lines
from retrieval.text.dates import Dateline, mentioned_days, read_moments

SOURCE = "mofa"
PUBLISHER = "Ministry of Foreign Affairs of Japan"
HOSTS = frozenset({"www.mofa.go.jp"})

_HELD = re.compile(r"\bheld (?:an? |the )?(?P<event>(?:[^.]|(?<=[A-Z])\.){3,120}?) with\b")
_FIRST_SENTENCE = re.compile(r".{1,150}?(?=[.!?]\s|[.!?]$|$)")
_STEM = re.compile(r"(kaiken|press|page)(?:\d{1,2}|it|w)?e_\d{6}(?:_\d{5})?", re.ASCII)
# Since 2013 these stems are in one folder each; "page…" is in hundreds.
_FOLDERS = {"kaiken": "press/kaiken", "press": "press/release"}
_HASH_LENGTH = 12
_SIGNED = (ReleaseKind.STATEMENT, ReleaseKind.SPEECH)
_KINDS_WITH_MOMENTS = (ReleaseKind.RELEASE, ReleaseKind.READOUT)


def read(page: Page) -> Release:
    """Read a saved page of the ministry, HTML or text of either shape.

    Raises:
        UnreadablePageError: it is empty, too deeply nested, or has no title, date or statement.
    """
    text = _text_of(page)
    found = lines(text)
    if not found:
        raise EmptyPageError(page.stem)
    header, body = read_header(found, page.kind)
    statements, parts = _read_body(text, header, body)
    if not statements:
        raise WordlessPageError(page.stem)
    return _release(page, text, header, statements, [*header.parts, *parts])


def recognises(_text: str) -> bool:
    """Return True: any text may be a page of the ministry, whose saved texts have no mark."""
    return True


def _text_of(page: Page) -> str:
    if not is_html(page.text):
        return page.text
    from retrieval.parsing.pages.html import (  # noqa: PLC0415 - a start without HTML is quicker
        read_html,
    )

    return read_html(page.text, page.stem)


def _read_body(
    text: str, header: Header, body: Sequence[Line]
) -> tuple[list[Statement], list[Part]]:
    if header.kind is ReleaseKind.CONFERENCE:
        return read_turns(body, read_title(header.title) or Speaker(PUBLISHER, ""))
    return read_items(text, body, _signer(header), is_speech=header.kind is ReleaseKind.SPEECH)


def _signer(header: Header) -> Speaker:
    """Find whose text it is: the title signs statements and speeches; others are the ministry's."""
    publisher = Speaker(PUBLISHER, "")
    if header.kind not in _SIGNED:
        return publisher
    named = [read_title(words) for words in (header.title, header.section)]
    signers = [signer for signer in named if signer is not None and signer.name]
    # A title may have only the family name, and the section above it the full name.
    return complete_speaker(signers[0], signers[1:], publisher) if signers else publisher


def _release(
    page: Page, text: str, header: Header, statements: list[Statement], parts: list[Part]
) -> Release:
    lead = statements[0].span.of(text)
    title = header.title or _derive_title(text, header, lead)
    if not title:
        raise UntitledPageError(page.stem)
    dateline = date_of(header) or _date_of_lead(lead)
    if dateline is None:
        raise UndatedPageError(page.stem)
    kind = header.kind or ReleaseKind.RELEASE
    return Release(
        id=_release_id(page),
        source=SOURCE,
        publisher=PUBLISHER,
        kind=kind,
        title=title,
        date=dateline.date,
        time=dateline.time,
        place=header.place,
        url=page.url or _address_by_stem(page.stem),
        text=text,
        statements=tuple(statements),
        parts=tuple(sorted(parts, key=lambda part: part.span)),
        provisional=header.provisional or any(_is_provisional(text, part) for part in parts),
        moments=read_moments(lead, dateline.date) if kind in _KINDS_WITH_MOMENTS else (),
        doubts=("time",) if dateline.is_doubtful else (),
    )


def _release_id(page: Page) -> str:
    """Make the id of source and stem, or of a hash of address or text if the stem is ambiguous.

    Stems before 2013 ("0120_01") are used in many folders, and a saved page may have any name.
    """
    stem = page.url.rpartition("/")[2].removesuffix(".html") if page.url else page.stem
    if _STEM.fullmatch(stem):
        return f"{SOURCE}-{stem}"
    mark = hashlib.sha256((page.url or page.text).encode("utf-8", "replace")).hexdigest()
    return f"{SOURCE}-{mark[:_HASH_LENGTH]}"


def _address_by_stem(stem: str) -> str:
    """Return the address of a page if its stem alone gives it; else empty."""
    known = _STEM.fullmatch(stem)
    folder = _FOLDERS.get(known[1]) if known else None
    return f"https://www.mofa.go.jp/{folder}/{stem}.html" if folder else ""


def _is_provisional(text: str, part: Part) -> bool:
    return part.kind is PartKind.NOTICE and "translation" in part.span.of(text).casefold()


def _date_of_lead(lead: str) -> Dateline | None:
    """Find the date of a release without a dateline: the day that its lead gives with the year."""
    year = re.search(r"\b(?:19|20)\d\d\b", lead)
    if year is None:
        return None
    near = date(int(year[0]), 7, 1)
    days = sorted(mentioned_days(lead, near))
    return Dateline(days[0], None, "") if days else None


def _derive_title(text: str, header: Header, lead: str) -> str:
    """Make a title for a readout without one: its event, in the page's words, or first caption."""
    if header.kind is not ReleaseKind.READOUT:
        return ""
    subject = next(_subjects(text, header, lead), "")
    return ": ".join(filter(None, (header.section, subject))) if subject else ""


def _subjects(text: str, header: Header, lead: str) -> Iterator[str]:
    held = _HELD.search(lead)
    if held is not None:
        yield held["event"]
    for part in header.parts:
        if part.kind is PartKind.CAPTION:
            yield part.span.of(text)
    sentence = _FIRST_SENTENCE.match(lead)
    if sentence is not None:
        yield sentence[0]
