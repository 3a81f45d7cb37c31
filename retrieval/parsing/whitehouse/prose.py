"""Read the body of a White House release without labels: paragraphs and items as Statements."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrieval.model.release import Part, PartKind, Span, Statement, StatementKind
from retrieval.parsing.pages.markdown import Block, BlockKind
from retrieval.parsing.whitehouse.titles import TitledPerson
from retrieval.parsing.whitehouse.turns import CLOCK, continues_paragraph
from retrieval.patterns import regex

_LONGEST_HEADING = 150
_FOOTER = regex(r"(?:#\s?){1,5}|-30-|\*(?:\s?\*){2,}|[–—_]{3,}|\(?END\)?")
_LETTER = regex(r"[^\W\d_]")
_FEWEST_LETTERS = 4


@dataclass(slots=True)
class _ProseReading:
    """The state of reading a release; `above` are the items to which the next one may belong."""

    text: str
    speaker: TitledPerson
    statements: list[Statement] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    above: list[Statement] = field(default_factory=list)
    counted: list[int] = field(default_factory=list)
    open: bool = False

    def add_block(self, block: Block) -> None:
        words = block.span.of(self.text)
        if _FOOTER.fullmatch(words) or CLOCK.fullmatch(words):
            self._part(PartKind.FOOTER, block.span)
        elif block.kind is BlockKind.ITEM:
            self._item(block)
        elif is_heading(block, words):
            self._part(PartKind.HEADING, block.span)
            self.headings = (words,)
        elif self.open and continues_paragraph(self.text, self.statements[-1].span, block.span):
            last = self.statements[-1]
            span = Span(last.span.start, block.span.end)
            self.statements[-1] = self._statement(last.id, StatementKind.PARAGRAPH, span)
        else:
            self._add_statement(StatementKind.PARAGRAPH, block.span)
            self.open = True
            self.above, self.counted = [], []

    def _part(self, kind: PartKind, span: Span) -> None:
        self.parts.append(Part(kind, span))
        self.open = False
        self.above, self.counted = [], []

    def _item(self, block: Block) -> None:
        start = block.span.start + block.marker
        self.parts.append(Part(PartKind.MARKER, Span(block.span.start, start)))
        self.open = False
        depth = min(block.depth, len(self.above))
        count = self.counted[depth] + 1 if depth < len(self.counted) else 1
        number = block.number or str(count)
        parent = self.above[depth - 1] if depth else None
        full = f"{parent.number} ({number})" if parent else number
        item = self._add_statement(
            StatementKind.ITEM, Span(start, block.span.end), full, parent.id if parent else None
        )
        self.above[depth:] = [item]
        self.counted[depth:] = [int(number)]

    def _add_statement(
        self, kind: StatementKind, span: Span, number: str = "", parent: str | None = None
    ) -> Statement:
        kept = self._statement(f"s{len(self.statements) + 1}", kind, span, number, parent)
        self.statements.append(kept)
        return kept

    def _statement(
        self,
        statement_id: str,
        kind: StatementKind,
        span: Span,
        number: str = "",
        parent: str | None = None,
    ) -> Statement:
        return Statement(
            id=statement_id,
            kind=kind,
            speaker=self.speaker.shown,
            role=self.speaker.role,
            headings=self.headings,
            span=span,
            number=number,
            parent=parent,
        )


def read_prose(
    text: str, blocks: list[Block], speaker: TitledPerson
) -> tuple[list[Statement], list[Part]]:
    """Read a release as statements in order, all of one speaker, and the parts that are nobody's.

    A paragraph with its line breaks is a statement, and so is an item; bullets are counted. If a
    page has only headings, these are its statements.
    """
    reading = _ProseReading(text, speaker)
    for block in blocks:
        reading.add_block(block)
    if not reading.statements:
        return _headings_alone(reading)
    return reading.statements, reading.parts


def _headings_alone(reading: _ProseReading) -> tuple[list[Statement], list[Part]]:
    parts, reading.parts, reading.headings = reading.parts, [], ()
    for part in parts:
        if part.kind is PartKind.HEADING:
            reading._add_statement(StatementKind.PARAGRAPH, part.span)  # noqa: SLF001 - of this module
        else:
            reading.parts.append(part)
    return reading.statements, reading.parts


def is_heading(block: Block, words: str) -> bool:
    """Tell whether a line is marked as a heading, or is short and all bold or all in capitals."""
    if block.kind is BlockKind.HEADING:
        return True
    if len(words) > _LONGEST_HEADING or words.endswith((".", ";", ",")):
        return False
    return block.is_bold or (words.isupper() and len(_LETTER.findall(words)) >= _FEWEST_LETTERS)
