"""Read the body of a release, readout, statement or speech: paragraphs and items as Statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.model.release import Part, PartKind, Span, Statement, StatementKind
from retrieval.parsing.mofa.footers import footer_kind
from retrieval.parsing.mofa.turn_labels import Speaker
from retrieval.parsing.pages.headings import BULLET, is_heading, is_short_line
from retrieval.parsing.pages.page import Line

_BLANK = r"[ \t\u00a0\u3000]"
_BULLET = rf"(?:[•\-*・]{_BLANK}+)?"
_JOINED = re.compile(
    rf"{_BULLET}(?P<top>\d{{1,2}})\.{_BLANK}*\((?P<nested>\d{{1,2}})\){_BLANK}*(?=\S)"
)
_TOP = re.compile(rf"{_BULLET}(?P<top>\d{{1,2}})\.(?!\d){_BLANK}*(?=\S)")
_NESTED = re.compile(rf"{_BULLET}\((?P<nested>\d{{1,2}})\){_BLANK}*(?=\S)")
_LONGEST_PLAIN_HEADING = 80
_LONGEST_BRACKET = 2_000
_TRAILING_NOTE = re.compile(
    r"[(（\[*※•\-\s]*(?:The (?:foregoing|above)|This) is a (?:\w+ )?(?:provisional |tentative )?"
    r"translation\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Marker:
    """The marker at the beginning of an item: its numbers, and its length in characters."""

    length: int
    top: str = ""
    nested: str = ""


@dataclass(slots=True)
class _ItemsReading:
    """The state of reading a text; `top` is the item to which nested ones belong."""

    speaker: Speaker
    is_speech: bool
    statements: list[Statement] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    top: Statement | None = None
    top_number: str = ""
    top_is_bullet: bool = False
    bullets: int = 0

    def add_part(self, kind: PartKind, line: Line) -> None:
        """Add a line that is nobody's words."""
        self.parts.append(Part(kind, line.span))

    def add_heading(self, line: Line) -> None:
        """Add a heading; a new list begins after it."""
        self.add_part(PartKind.HEADING, line)
        self.headings = (line.words,)
        self._begin_list()

    def _begin_list(self) -> None:
        self.top, self.top_number, self.top_is_bullet, self.bullets = None, "", False, 0

    def add_item(self, line: Line, marker: _Marker) -> None:
        """Add an item; a nested one belongs to the item above it."""
        start = line.span.start + marker.length
        self.parts.append(Part(PartKind.MARKER, Span(line.span.start, start)))
        span = Span(start, line.span.end)
        if marker.top and marker.nested:
            self.top, self.top_number = None, marker.top
        if marker.nested:
            number = f"{self.top_number} ({marker.nested})".strip()
            self._add_statement(StatementKind.ITEM, span, number, self.top)
        elif marker.top:
            self.top_number, self.top_is_bullet, self.bullets = marker.top, False, 0
            self.top = self._add_statement(StatementKind.ITEM, span, marker.top)
        else:
            self._bullet(span)

    def _bullet(self, span: Span) -> None:
        self.bullets += 1
        if self.top is not None and not self.top_is_bullet:
            self._add_statement(
                StatementKind.ITEM, span, f"{self.top_number} •{self.bullets}", self.top
            )
            return
        self.top_number, self.top_is_bullet = str(self.bullets), True
        self.top = self._add_statement(StatementKind.ITEM, span, self.top_number)

    def add_paragraph(self, line: Line) -> None:
        """Add a paragraph; it ends a list."""
        self._begin_list()
        self._add_statement(StatementKind.PARAGRAPH, line.span)

    def _add_statement(
        self, kind: StatementKind, span: Span, number: str = "", parent: Statement | None = None
    ) -> Statement:
        statement = Statement(
            id=f"s{len(self.statements) + 1}",
            kind=kind,
            speaker=self.speaker.name,
            role=self.speaker.role,
            headings=self.headings,
            span=span,
            number=number,
            parent=parent.id if parent else None,
        )
        self.statements.append(statement)
        return statement


def read_items(
    text: str, body: Sequence[Line], speaker: Speaker, *, is_speech: bool = False
) -> tuple[list[Statement], list[Part]]:
    """Read a text as statements in order, and the parts that are nobody's statement.

    All are the speaker's own sentences, also if they report what the other side said. Numbers are
    those of the page; bullets without one are counted (one of the two forms of saved pages has lost
    the numbers).
    """
    reading = _ItemsReading(speaker, is_speech)
    in_links = False
    for line in _join_brackets(text, body):
        footer = footer_kind(line.words)
        in_links |= footer is PartKind.LINK and line.words.casefold().startswith("related link")
        if footer is not None:
            reading.add_part(footer, line)
        elif in_links:
            reading.add_part(PartKind.LINK, line)
        elif _TRAILING_NOTE.fullmatch(line.words):
            reading.add_part(PartKind.NOTICE, line)
        else:
            _take(reading, line)
    return reading.statements, sorted(reading.parts, key=lambda part: part.span)


def _take(reading: _ItemsReading, line: Line) -> None:
    marker = _read_marker(line.words)
    if marker is not None and not _is_numbered_heading(line.words, marker):
        reading.add_item(line, marker)
    elif is_heading(line.words) or (reading.is_speech and _is_plain_heading(line.words)):
        reading.add_heading(line)
    else:
        reading.add_paragraph(line)


def _is_plain_heading(words: str) -> bool:
    """Tell whether a line is a heading of a speech: short and without a full stop."""
    return len(words) <= _LONGEST_PLAIN_HEADING and is_short_line(words) and words[0].isupper()


def _join_brackets(text: str, body: Sequence[Line]) -> Iterator[Line]:
    """Join the lines of a bracket that was left open, such as a list of participants."""
    joined: Line | None = None
    for line in body:
        if joined is not None:
            span = Span(joined.span.start, line.span.end)
            joined = Line(span.of(text), span)
        elif _is_open(line.words):
            joined = line
        else:
            yield line
            continue
        if not _is_open(joined.words) or len(joined.span) > _LONGEST_BRACKET:
            yield joined
            joined = None
    if joined is not None:
        yield joined


def _is_open(words: str) -> bool:
    return words.count("(") > words.count(")") and words.rstrip()[-1] in ",;("


def _read_marker(words: str) -> _Marker | None:
    for pattern in (_JOINED, _TOP, _NESTED, BULLET):
        match = pattern.match(words)
        if match is not None:
            groups = match.groupdict()
            return _Marker(match.end(), groups.get("top") or "", groups.get("nested") or "")
    return None


def _is_numbered_heading(words: str, marker: _Marker) -> bool:
    """Tell whether an item is a heading: "1. Politics", but not "1. The two ministers agreed."."""
    return bool(marker.top) and not marker.nested and is_short_line(words) and is_heading(words)
