"""Read a White House page, saved as Markdown with front matter, as a Release.

The form is that of the 14,396 pages of 2021 to 2026 in `wh-briefings`; see `pages/markdown.py` for
the canonical text, `turns.py` for transcripts and `prose.py` for everything else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from retrieval.errors import (
    EmptyPageError,
    UndatedPageError,
    UnreadablePageError,
    UntitledPageError,
    WordlessPageError,
)
from retrieval.model.release import (
    Doubt,
    Part,
    PartKind,
    Release,
    ReleaseKind,
    Span,
    Statement,
    StatementKind,
)
from retrieval.parsing.pages.frontmatter import split_front_matter
from retrieval.parsing.pages.headings import is_heading
from retrieval.parsing.pages.markdown import Document, read_markdown, visible
from retrieval.parsing.pages.page import Line, Page
from retrieval.parsing.whitehouse.people import Directory
from retrieval.parsing.whitehouse.prose import read_prose
from retrieval.parsing.whitehouse.publisher import PUBLISHER, SOURCE
from retrieval.parsing.whitehouse.titles import TitledPerson, people_in_title, signers
from retrieval.parsing.whitehouse.turn_labels import TurnLabel, TurnVoice, is_strict, read_label
from retrieval.parsing.whitehouse.turns import CLOCK, read_transcript
from retrieval.patterns import regex
from retrieval.text.dates import read_dateline

_LONGEST_ID = 40
_HASH_LENGTH = 8
_UNFIT = regex(r"[^A-Za-z0-9_-]+")
_SPOKEN_TAGS = frozenset({"press-briefings", "speeches-remarks", "remarks"})
_BRIEFING_TITLE = regex(
    r"\b(?:press|media|background|on-the-record)\b.*\b(?:briefing|gaggle|call|conference)\b"
    r"|\bgaggle\b",
    re.IGNORECASE,
)
_SPEECH = regex(r"\b(?:remarks|address|speech|toasts?)\b", re.IGNORECASE)
_READOUT = regex(r"\breadouts?\b", re.IGNORECASE)
_STATEMENT = regex(r"\b(?:statements?|presidential message)\b", re.IGNORECASE)
_NOTICE = regex(
    r"[(\[]?\s*as (?:prepared|delivered)\b.*|[*\s]*(?:please )?see (?:below|corrections?)\b.*"
    r"|[\W_]+",
    re.IGNORECASE,
)
_FEWEST_LABELS = 3
_MOST_HEADER_LINES = 8
_LONGEST_HEADER_LINE = 120
_LONGEST_DELAY = dt.timedelta(days=31)


@dataclass(slots=True)
class _BriefingHeader:
    """The header of a page: when and where, with its parts."""

    date: dt.date | None = None
    time: dt.time | None = None
    places: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _FrontMatterPage:
    """A page whose front matter has been read."""

    page: Page
    title: str
    date: dt.date
    address: str
    tags: str
    document: Document


def read(page: Page) -> Release:
    """Read a saved page of the White House.

    Raises:
        UnreadablePageError: it has no front matter, no title, no date or no words.
    """
    source = _read_source(page)
    labels = _labels(source)
    if labels:
        return _read_transcript(source, labels)
    return _read_prose(source)


def _read_source(page: Page) -> _FrontMatterPage:
    split = split_front_matter(page.text.replace("\r\n", "\n"))
    if split is None:
        raise UnreadablePageError(page.stem, "no front matter")
    values, body = split
    title = visible(values.get("title", ""))
    if not title:
        raise UntitledPageError(page.stem)
    document = read_markdown(body)
    if not document.blocks:
        raise EmptyPageError(page.stem)
    return _FrontMatterPage(
        page=page,
        title=title,
        date=_date(page, values),
        address=values.get("source_url", ""),
        tags=values.get("tags", ""),
        document=document,
    )


def _date(page: Page, values: Mapping[str, str]) -> dt.date:
    written = values.get("date", "")
    try:
        return dt.date.fromisoformat(written[:10])
    except ValueError:
        raise UndatedPageError(page.stem) from None


def _labels(source: _FrontMatterPage) -> list[TurnLabel]:
    """Read the labels of a page if it is a transcript; none if its capitals are headings."""
    text = source.document.text
    lines = [Line(block.span.of(text), block.span) for block in source.document.blocks]
    words = [(_words_after_clock(line) or line).words for line in lines]
    labels = [label for each in words if (label := read_label(each)) is not None]
    strict = sum(is_strict(label) for label in labels)
    is_spoken = source.tags in _SPOKEN_TAGS or _SPEECH.search(source.title) is not None
    asked = any(label.voice is TurnVoice.REPORTER for label in labels)
    enough = strict > 0 or asked if is_spoken or _BRIEFING_TITLE.search(source.title) else False
    return labels if enough or strict >= _FEWEST_LABELS else []


def _read_transcript(source: _FrontMatterPage, labels: list[TurnLabel]) -> Release:
    text = source.document.text
    body = [Line(block.span.of(text), block.span) for block in source.document.blocks]
    header, rest = _read_header(source, body, labelled=True)
    people = people_in_title(source.title)
    directory = Directory(tuple(people), frozenset(label.words for label in labels), text)
    is_briefing = (
        source.tags == "press-briefings" or _BRIEFING_TITLE.search(source.title) is not None
    )
    transcript = read_transcript(
        text, rest, directory, _single_speaker(people), by_paragraph=not is_briefing
    )
    statements, parts = transcript.statements, transcript.parts
    asked = any(part.kind is PartKind.QUESTION for part in parts)
    kind = ReleaseKind.CONFERENCE if asked or is_briefing else ReleaseKind.SPEECH
    if kind is ReleaseKind.SPEECH:
        statements = [replace(each, kind=StatementKind.PARAGRAPH) for each in statements]
    release = _release(source, kind, header, statements, parts)
    return replace(release, doubts=(Doubt.TURN_MARK,)) if transcript.is_doubtful else release


def _read_prose(source: _FrontMatterPage) -> Release:
    kind = _kind(source)
    header, blocks = _BriefingHeader(), list(source.document.blocks)
    speaker = TitledPerson(PUBLISHER, "")
    if kind is ReleaseKind.SPEECH:
        lines = [Line(block.span.of(source.document.text), block.span) for block in blocks]
        header, rest = _read_header(source, lines, labelled=False)
        blocks = blocks[len(lines) - len(rest) :]
        speaker = _single_speaker(people_in_title(source.title))
    elif kind is ReleaseKind.STATEMENT:
        speaker = _signed(signers(source.title))
    statements, parts = read_prose(source.document.text, blocks, speaker)
    return _release(source, kind, header, statements, parts)


def _kind(source: _FrontMatterPage) -> ReleaseKind:
    """Return the kind of a page without labels, by its title and then its section."""
    if _READOUT.search(source.title):
        return ReleaseKind.READOUT
    if _STATEMENT.search(source.title):
        return ReleaseKind.STATEMENT
    if source.tags in _SPOKEN_TAGS or _SPEECH.match(source.title):
        return ReleaseKind.SPEECH
    return ReleaseKind.RELEASE


def _single_speaker(people: list[TitledPerson]) -> TitledPerson:
    """Return the speaker of words without a label: the one in the title, else the publisher."""
    return people[0] if len(people) == 1 and people[0].is_somebody else TitledPerson(PUBLISHER, "")


def _signed(people: list[TitledPerson]) -> TitledPerson:
    """Join people who sign together into one speaker; without any, it is the publisher."""
    if not people:
        return TitledPerson(PUBLISHER, "")
    return TitledPerson(
        " and ".join(person.shown for person in people),
        " and ".join(dict.fromkeys(person.role for person in people)),
    )


def _read_header(
    source: _FrontMatterPage, body: list[Line], *, labelled: bool
) -> tuple[_BriefingHeader, list[Line]]:
    """Read the lines of place, day and time above the first words; the last line is never one."""
    header, text = _BriefingHeader(), source.document.text
    for position, line in enumerate(body[:_MOST_HEADER_LINES]):
        behind = _words_after_clock(line) if labelled else None
        if behind is not None:
            above = Line("", Span(line.span.start, behind.span.start))
            _take_header_line(source, header, replace(above, words=above.span.of(text).strip()))
            return header, [behind, *body[position + 1 :]]
        if position == len(body) - 1 or not _take_header_line(source, header, line):
            return header, body[position:]
    return header, body[_MOST_HEADER_LINES:]


def _words_after_clock(line: Line) -> Line | None:
    """Return labelled words that are on the line of the time; None for all other lines."""
    clock = CLOCK.match(line.words)
    if clock is None:
        return None
    rest = line.words[clock.end() :].lstrip()
    start = line.span.end - len(rest)
    return Line(rest, Span(start, line.span.end)) if read_label(rest) else None


def _take_header_line(source: _FrontMatterPage, header: _BriefingHeader, line: Line) -> bool:
    """Read a line of the header; return False for the first line of the body."""
    bare = line.words.strip("()[] ")
    clock, day = CLOCK.fullmatch(line.words), read_dateline(bare)
    kind = PartKind.DATELINE
    if clock is not None:
        header.time = _clock(clock)
    elif day is not None:
        if -dt.timedelta(days=1) <= source.date - day.date <= _LONGEST_DELAY:
            header.date = day.date
        header.time = day.time or header.time
    elif _NOTICE.fullmatch(line.words):
        kind = PartKind.NOTICE
    elif read_label(line.words) is not None or header.time or not _is_place(line.words):
        return False
    elif _SPEECH.match(line.words):
        kind = PartKind.TITLE
    else:
        header.places.append(bare.rstrip(","))
    header.parts.append(Part(kind, line.span))
    return True


def _is_place(words: str) -> bool:
    return len(words) <= _LONGEST_HEADER_LINE and is_heading(words.rstrip(","))


def _clock(match: re.Match[str]) -> dt.time | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if not 1 <= hour <= 12 or minute > 59:  # noqa: PLR2004 - a twelve-hour clock has no such time
        return None
    return dt.time(hour % 12 + 12 * (match["half"] in "Pp"), minute)


def _release(
    source: _FrontMatterPage,
    kind: ReleaseKind,
    header: _BriefingHeader,
    statements: list[Statement],
    parts: list[Part],
) -> Release:
    if not statements:
        raise WordlessPageError(source.page.stem)
    return Release(
        id=_release_id(source),
        source=SOURCE,
        publisher=PUBLISHER,
        kind=kind,
        title=source.title,
        date=header.date or source.date,
        time=header.time,
        place=", ".join(header.places),
        url=source.page.url or source.address,
        text=source.document.text,
        statements=tuple(statements),
        parts=tuple(sorted([*header.parts, *parts], key=lambda part: part.span)),
        provisional=False,
    )


def _release_id(source: _FrontMatterPage) -> str:
    """Make the id of the stem if it fits; else of its beginning and a hash of stem and address.

    One stem can be in two sections of the site ("articles" and "releases"), at two addresses.
    """
    stem, prefix = source.page.stem, f"{SOURCE}-"
    room = _LONGEST_ID - len(prefix)
    if len(stem) <= room and not _UNFIT.search(stem):
        return prefix + stem
    mark = hashlib.sha256(f"{stem} {source.address}".encode("utf-8", "replace")).hexdigest()
    beginning = _UNFIT.sub("-", stem)[: room - _HASH_LENGTH - 1].rstrip("-")
    return f"{prefix}{beginning}-{mark[:_HASH_LENGTH]}"
