"""Read the body of a release, readout, statement or speech: paragraphs and items as Statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.model.release import Part, PartKind, Span, Statement, StatementKind
from retrieval.parsing.mofa.footers import footer_kind
from retrieval.parsing.mofa.markers import Marker, MarkerStyle, read_markers
from retrieval.parsing.mofa.speakers import Speaker
from retrieval.parsing.pages.headings import is_heading, is_topic
from retrieval.parsing.pages.page import Line
from retrieval.patterns import regex

_LONGEST_BRACKET = 2_000
_TRAILING_NOTE = regex(
    r"[(（\[*※•\-\s]*(?:The (?:foregoing|above)|This) is a (?:\w+ )?(?:provisional |tentative )?"
    r"translation\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _MarkedLine:
    """A line and the marker that it begins with, if any."""

    line: Line
    marker: Marker | None


@dataclass(slots=True)
class _ItemsReading:
    """How far a list has been read.

    `outer` is the item that others stand under: numbered or a bullet, or "(1)" where the list
    begins with brackets; `inner` counts those under it. `unended` is the last item that could have
    been a heading but for what followed.
    """

    speaker: Speaker
    is_speech: bool
    statements: list[Statement] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    above: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    root: MarkerStyle | None = None
    outer: Statement | None = None
    outer_number: str = ""
    inner: int = 0
    bullets: int = 0
    unended: Marker | None = None

    def add_part(self, kind: PartKind, line: Line) -> None:
        """Add a line that is nobody's words."""
        self.parts.append(Part(kind, line.span))

    def add_heading(self, line: Line, marker: Marker | None) -> None:
        """Add a heading; a new list begins after it. "(1) X" is under the one without brackets."""
        self.add_part(PartKind.HEADING, line)
        if marker is not None and marker.style is MarkerStyle.BRACKETED:
            self.headings = (*self.above, line.words)
        else:
            self.above = self.headings = (line.words,)
        self._begin_list()

    def _begin_list(self) -> None:
        self.root = self.outer = self.unended = None
        self.outer_number, self.inner, self.bullets = "", 0, 0

    def add_item(self, line: Line, marker: Marker) -> None:
        """Add an item; a nested one belongs to the item above it."""
        start = line.span.start + marker.length
        self.parts.append(Part(PartKind.MARKER, Span(line.span.start, start)))
        span = Span(start, line.span.end)
        if marker.style is MarkerStyle.BULLET:
            self._bullet(span)
        elif marker.style is MarkerStyle.NUMBER and self._is_under_brackets(marker):
            self.inner = marker.top
            self._add_statement(
                StatementKind.ITEM, span, f"{self.outer_number} {marker.top}", self.outer
            )
        elif marker.style is MarkerStyle.NUMBER:
            self._outer(marker.style, str(marker.top), span)
        elif marker.style is MarkerStyle.JOINED:
            self.root, self.outer, self.outer_number = MarkerStyle.NUMBER, None, str(marker.top)
            self._add_statement(StatementKind.ITEM, span, f"{marker.top} ({marker.nested})")
        elif self.root in {None, MarkerStyle.BRACKETED}:
            self._outer(marker.style, f"({marker.nested})", span)
        else:
            number = f"{self.outer_number} ({marker.nested})".strip()
            self._add_statement(StatementKind.ITEM, span, number, self.outer)

    def _is_under_brackets(self, marker: Marker) -> bool:
        """Tell whether a number begins or continues a list under the "(1)" before it."""
        return self.root is MarkerStyle.BRACKETED and marker.top == self.inner + 1

    def _outer(self, style: MarkerStyle, number: str, span: Span) -> None:
        self.root, self.outer_number, self.inner = style, number, 0
        if style is not MarkerStyle.BULLET:
            self.bullets = 0
        self.outer = self._add_statement(StatementKind.ITEM, span, number)

    def _bullet(self, span: Span) -> None:
        self.bullets += 1
        if self.outer is not None and self.root is not MarkerStyle.BULLET:
            number = f"{self.outer_number} •{self.bullets}"
            self._add_statement(StatementKind.ITEM, span, number, self.outer)
            return
        self._outer(MarkerStyle.BULLET, str(self.bullets), span)

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
    joined = list(_join_brackets(text, body))
    marked = list(map(_MarkedLine, joined, read_markers(joined)))
    for index, line in enumerate(joined):
        footer = footer_kind(line.words)
        in_links |= footer is PartKind.LINK and line.words.casefold().startswith("related link")
        if footer is not None:
            reading.add_part(footer, line)
        elif in_links:
            reading.add_part(PartKind.LINK, line)
        elif _TRAILING_NOTE.fullmatch(line.words):
            reading.add_part(PartKind.NOTICE, line)
        else:
            _take(reading, marked[index], marked[index + 1] if index + 1 < len(marked) else None)
    return reading.statements, sorted(reading.parts, key=lambda part: part.span)


def _take(reading: _ItemsReading, marked: _MarkedLine, behind: _MarkedLine | None) -> None:
    line, marker = marked.line, marked.marker
    if marker is None:
        if _is_plain_heading(reading, line.words, behind):
            reading.add_heading(line, None)
        else:
            reading.add_paragraph(line)
        return
    is_numbered = marker.style in {MarkerStyle.NUMBER, MarkerStyle.BRACKETED}
    is_unended = is_numbered and is_topic(line.words[marker.length :])
    if is_unended and _has_words_under(reading, marker, behind):
        reading.add_heading(line, marker)
        return
    reading.add_item(line, marker)
    reading.unended = marker if is_unended else None


def _has_words_under(reading: _ItemsReading, marker: Marker, behind: _MarkedLine | None) -> bool:
    """Tell whether what stands behind a numbered topic is told under it, so that it is a heading.

    An item of a list has the next one behind it; a list has either items or headings.
    """
    unended = reading.unended
    if unended is not None and (unended.style, unended.number + 1) == (marker.style, marker.number):
        return False
    if behind is None or footer_kind(behind.line.words) is not None:
        return False
    other = behind.marker
    if other is None or other.style is MarkerStyle.BULLET:
        return True
    if other.style is marker.style or marker.style is MarkerStyle.BRACKETED:
        return other.number == 1
    return other.style is MarkerStyle.BRACKETED


def _is_plain_heading(reading: _ItemsReading, words: str, behind: _MarkedLine | None) -> bool:
    """Tell whether a line without a number is a heading: in capitals, or a topic above text."""
    if is_heading(words):
        return True
    return (
        is_topic(words)
        and behind is not None
        and footer_kind(behind.line.words) is None
        and (reading.is_speech or not is_topic(behind.line.words))
        and ":" not in words
    )


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
