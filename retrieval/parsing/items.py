"""The body of a press release or readout: paragraphs, numbered and nested items -> Statements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from retrieval.model import Part, PartKind, Span, Statement, StatementKind
from retrieval.parsing.headings import is_footer, is_heading
from retrieval.parsing.page import Line

_BULLET = r"(?:[•\-*]\s+)?"
_TOP = re.compile(rf"{_BULLET}(?P<number>\d{{1,2}})\.(?!\d)\s*(?=\S)")
_NESTED = re.compile(rf"{_BULLET}\((?P<number>\d{{1,2}})\)\s*(?=\S)")
_PLAIN_BULLET = re.compile(r"[•\-]\s+(?=\S)")


@dataclass(slots=True)
class _Reading:
    """How far a list has been read; `top` is the item that nested ones stand under."""

    publisher: str
    statements: list[Statement] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    top: Statement | None = None
    counted: int = 0

    def heading(self, line: Line) -> None:
        self.parts.append(Part(PartKind.HEADING, line.span))
        self.headings = (line.words,)
        self.top = None

    def item(self, line: Line, number: str, length: int) -> None:
        start = line.span.start + length
        self.parts.append(Part(PartKind.MARKER, Span(line.span.start, start)))
        self.top = self._keep(StatementKind.ITEM, Span(start, line.span.end), number)
        self.counted = int(number)

    def nested(self, line: Line, number: str, length: int) -> None:
        start = line.span.start + length
        self.parts.append(Part(PartKind.MARKER, Span(line.span.start, start)))
        above = self.top
        full = f"{above.number} ({number})" if above else f"({number})"
        parent = above.id if above else None
        self._keep(StatementKind.ITEM, Span(start, line.span.end), full, parent)

    def paragraph(self, line: Line) -> None:
        self.top = None
        self._keep(StatementKind.PARAGRAPH, line.span)

    def _keep(
        self, kind: StatementKind, span: Span, number: str = "", parent: str | None = None
    ) -> Statement:
        statement = Statement(
            id=f"s{len(self.statements) + 1}",
            kind=kind,
            speaker=self.publisher,
            role="",
            headings=self.headings,
            span=span,
            number=number,
            parent=parent,
        )
        self.statements.append(statement)
        return statement


def read_items(body: list[Line], publisher: str) -> tuple[list[Statement], list[Part]]:
    """The statements of a list in order, and the parts that are nobody's statement.

    All are the publisher's own sentences, also where they report what the other side said. A bullet
    without a number (one of the two forms in which pages are saved has lost them) is counted.
    """
    reading = _Reading(publisher)
    for line in body:
        nested = _NESTED.match(line.words)
        top = _TOP.match(line.words)
        bullet = _PLAIN_BULLET.match(line.words)
        if nested is not None:
            reading.nested(line, nested["number"], nested.end())
        elif top is not None:
            reading.item(line, top["number"], top.end())
        elif bullet is not None:
            reading.item(line, str(reading.counted + 1), bullet.end())
        elif is_footer(line.words):
            reading.parts.append(Part(PartKind.FOOTER, line.span))
        elif is_heading(line.words):
            reading.heading(line)
        else:
            reading.paragraph(line)
    return reading.statements, reading.parts
