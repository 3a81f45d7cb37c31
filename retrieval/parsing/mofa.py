"""The Ministry of Foreign Affairs of Japan: a saved page -> a Release with its Statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from retrieval.errors import UnreadablePageError
from retrieval.model import Part, PartKind, Release, ReleaseKind, Statement
from retrieval.parsing.dates import Dateline, read_dateline
from retrieval.parsing.headings import is_heading
from retrieval.parsing.items import read_items
from retrieval.parsing.labels import Speaker, read_label, read_title
from retrieval.parsing.page import Line, Page, lines
from retrieval.parsing.turns import read_turns

SOURCE = "mofa"
PUBLISHER = "Ministry of Foreign Affairs of Japan"
HOSTS = frozenset({"www.mofa.go.jp"})

_SECTION_KINDS = (
    (re.compile(r"Press Conferences?"), ReleaseKind.CONFERENCE),
    (re.compile(r"Press Releases?"), ReleaseKind.RELEASE),
    (re.compile(r"Speeches by .*"), ReleaseKind.SPEECH),
    (re.compile(r"Japan-.+ Relations"), ReleaseKind.READOUT),
)
_CONFERENCE_TITLE = re.compile(r"\bPress Conference\b")
_NOTICE = re.compile(r"[(*\s]*This is a provisional translation.*")
_VIDEO = re.compile(r"\((?:video|photo)\d*\).*", re.IGNORECASE)
_LANGUAGE = "Japanese"
_HELD = re.compile(r"\bheld (?:an? |the )?(?P<event>(?:[^.]|(?<=[A-Z])\.){3,120}?) with\b")


@dataclass(slots=True)
class _Header:
    """What stands above the body, as far as it was read."""

    section: str = ""
    kind: ReleaseKind | None = None
    title: str = ""
    dateline: Dateline | None = None
    provisional: bool = False
    parts: list[Part] = field(default_factory=list)

    def take(self, kind: PartKind, line: Line) -> None:
        self.parts.append(Part(kind, line.span))


def read(page: Page) -> Release:
    """Read a saved page of the ministry.

    Raises:
        UnreadablePageError: it has no title, no date or nobody's words.
    """
    found = lines(page.text)
    header, body = _read_header(found, page)
    kind = header.kind or ReleaseKind.RELEASE
    if kind is ReleaseKind.CONFERENCE:
        statements, parts = read_turns(body, read_title(header.title) or Speaker(PUBLISHER, ""))
    else:
        statements, parts = read_items(body, PUBLISHER)
    if not statements:
        raise UnreadablePageError(page.stem, "nobody's words found under the header")
    return _release(page, kind, header, statements, [*header.parts, *parts])


def _release(
    page: Page,
    kind: ReleaseKind,
    header: _Header,
    statements: list[Statement],
    parts: list[Part],
) -> Release:
    title = header.title or _derive_title(page, header, statements)
    if not title:
        raise UnreadablePageError(page.stem, "no title found")
    if header.dateline is None:
        raise UnreadablePageError(page.stem, "no line with its date found")
    return Release(
        id=f"{SOURCE}-{page.stem}",
        source=SOURCE,
        publisher=PUBLISHER,
        kind=kind,
        title=title,
        date=header.dateline.date,
        time=header.dateline.time,
        place=header.dateline.place,
        url=page.url,
        text=page.text,
        statements=tuple(statements),
        parts=tuple(sorted(parts, key=lambda part: part.span)),
        provisional=header.provisional,
    )


def _read_header(found: list[Line], page: Page) -> tuple[_Header, list[Line]]:
    header = _Header(kind=page.kind)
    for position, line in enumerate(found):
        if position == 0 and _take_section(header, line):
            continue
        if not _take_header_line(header, line):
            return header, found[position:]
    raise UnreadablePageError(page.stem, "nothing but a header" if found else "the page is empty")


def _take_section(header: _Header, line: Line) -> bool:
    for pattern, kind in _SECTION_KINDS:
        if pattern.fullmatch(line.words):
            header.section, header.kind = line.words, header.kind or kind
            header.take(PartKind.SECTION, line)
            return True
    return False


def _take_header_line(header: _Header, line: Line) -> bool:
    """Put a line of the header where it belongs; False for the first line of the body."""
    dateline = None if header.dateline else read_dateline(line.words)
    if dateline is not None:
        header.dateline = dateline
        header.take(PartKind.DATELINE, line)
    elif _NOTICE.fullmatch(line.words):
        header.provisional = True
        header.take(PartKind.NOTICE, line)
    elif line.words == _LANGUAGE:
        header.take(PartKind.LANGUAGE, line)
    elif read_label(line.words) is not None or not is_heading(line.words):
        return False
    elif header.dateline is None and not header.title:
        header.title = line.words
        if header.kind is None and _CONFERENCE_TITLE.search(line.words):
            header.kind = ReleaseKind.CONFERENCE
        header.take(PartKind.TITLE, line)
    elif header.kind is not ReleaseKind.CONFERENCE or _VIDEO.fullmatch(line.words):
        header.take(PartKind.CAPTION, line)
    else:
        return False
    return True


def _derive_title(page: Page, header: _Header, statements: list[Statement]) -> str:
    """A readout may lack its title: what was held, in the page's words, a caption, its area."""
    subject = next(_subjects(page, header, statements), "")
    if not subject and header.kind is not ReleaseKind.READOUT:
        return ""
    return ": ".join(filter(None, (header.section, subject)))


def _subjects(page: Page, header: _Header, statements: list[Statement]) -> Iterator[str]:
    held = _HELD.search(statements[0].span.of(page.text))
    if held is not None:
        yield held["event"]
    for part in header.parts:
        if part.kind is PartKind.CAPTION:
            yield part.span.of(page.text)
