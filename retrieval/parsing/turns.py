"""The body of a press conference: turns of officials and reporters -> Statements."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrieval.model import Part, PartKind, Question, Span, Statement, StatementKind
from retrieval.parsing.headings import is_footer, is_heading, opens_questions
from retrieval.parsing.labels import Label, Speaker, complete, read_label
from retrieval.parsing.page import Line


@dataclass(slots=True)
class _Turn:
    """What one person says until the next label or heading."""

    label: Label
    span: Span


@dataclass(slots=True)
class _Reading:
    """How far a transcript has been read."""

    titled: Speaker
    statements: list[Statement] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    named: list[Speaker] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    questions_began: bool = False
    asked: Question | None = None
    turn: _Turn | None = None
    last: Label | None = None

    def heading(self, line: Line) -> None:
        self.end_turn()
        self.parts.append(Part(PartKind.HEADING, line.span))
        self.headings = (line.words,)
        self.asked = None
        self.questions_began |= opens_questions(line.words)

    def footer(self, line: Line) -> None:
        self.end_turn()
        self.parts.append(Part(PartKind.FOOTER, line.span))

    def label(self, line: Line, label: Label) -> None:
        self.end_turn()
        start = line.span.start + label.length
        self.parts.append(Part(PartKind.LABEL, Span(line.span.start, start)))
        self.turn = _Turn(label, Span(start, line.span.end))
        self.last = label

    def paragraph(self, line: Line) -> None:
        if self.turn is None:
            self.turn = _Turn(self.last or self._unlabelled(), line.span)
        start = self.turn.span.start if len(self.turn.span) else line.span.start
        self.turn.span = Span(start, line.span.end)

    def _unlabelled(self) -> Label:
        """Words that no label and no earlier turn claims are those of whom the title names."""
        return Label(0, speaker=self.titled)

    def end_turn(self) -> None:
        turn, self.turn = self.turn, None
        if turn is None or not len(turn.span):
            return
        if turn.label.asker is not None:
            self.parts.append(Part(PartKind.QUESTION, turn.span))
            self.asked = Question(turn.label.asker, turn.span)
        elif turn.label.speaker is not None:
            self._keep(turn.label.speaker, turn.span)

    def _keep(self, labelled: Speaker, span: Span) -> None:
        speaker = complete(labelled, self.named, self.titled)
        if labelled.is_full:
            self.named.append(labelled)
        answers = self.asked is not None or self.questions_began
        self.statements.append(
            Statement(
                id=f"s{len(self.statements) + 1}",
                kind=StatementKind.ANSWER if answers else StatementKind.OPENING,
                speaker=speaker.name or speaker.role,
                role=speaker.role if speaker.name else "",
                headings=self.headings,
                span=span,
                question=self.asked,
            )
        )
        self.questions_began |= answers
        self.asked = None


def read_turns(body: list[Line], titled: Speaker) -> tuple[list[Statement], list[Part]]:
    """The statements of a transcript in order, and the parts that are nobody's statement.

    `titled` is whom the title names, else the publisher. Questions are parts, and stand on the
    answers they got.
    """
    reading = _Reading(titled)
    for line in body:
        label = read_label(line.words)
        if label is not None:
            reading.label(line, label)
        elif is_footer(line.words):
            reading.footer(line)
        elif is_heading(line.words):
            reading.heading(line)
        else:
            reading.paragraph(line)
    reading.end_turn()
    return reading.statements, reading.parts
