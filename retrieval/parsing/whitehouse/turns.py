"""Read the body of a White House transcript: turns of officials and reporters as Statements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from retrieval.model.release import Part, PartKind, Question, Span, Statement, StatementKind
from retrieval.parsing.pages.page import Line
from retrieval.parsing.whitehouse.people import Directory
from retrieval.parsing.whitehouse.replies import is_answering, is_asking
from retrieval.parsing.whitehouse.titles import TitledPerson, capitalise
from retrieval.parsing.whitehouse.turn_labels import (
    TurnLabel,
    TurnVoice,
    read_doubtful_label,
    read_label,
)
from retrieval.patterns import regex

CLOCK = regex(
    r"(?:\(?END\)?[\s.]*)?(?P<hour>\d{1,2}):(?P<minute>\d{2})\s*"
    r"(?P<half>[AaPp])\.?\s?[Mm]\b\.?(?:\s*\(?[A-Z]{1,5}\b\)?)?\.?"
)
_QUESTION_BEHIND = regex(r"Q\s+(?=[A-Z])")
_END = regex(r"[(-]?\s?END\s?[)-]?\.?|(?:#\s?){1,5}|-30-|\*(?:\s?\*){2,}")
_STAGE = regex(r"(?:[(\[][^()\[\]]*[)\]][\s.]*)+")
_LONGEST_OPENING = 6_000  # a longer opening is cited by the paragraph
_LONGEST_PARAGRAPH = 1_500
_SENTENCE_END = regex(r".*[.!?:;][)\]”\"’]*", re.DOTALL)


@dataclass(slots=True)
class _Turn:
    """The lines of one voice until the next label."""

    voice: TurnVoice
    speaker: TitledPerson
    lines: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _TranscriptReading:
    """The state of reading a transcript.

    `open_question` waits for its answer; `question_continues`: the next words of a reporter belong
    to it too.
    """

    text: str
    directory: Directory
    by_paragraph: bool
    turn: _Turn
    statements: list[Statement] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    people: dict[str, TitledPerson] = field(default_factory=dict)
    questions_began: bool = False
    open_question: Question | None = None
    question_continues: bool = False
    ended: bool = False
    is_doubtful: bool = False

    def add_line(self, line: Line) -> None:
        label = read_label(line.words)
        if label is not None:
            self._label(line, label)
        elif CLOCK.fullmatch(line.words) or _END.fullmatch(line.words):
            self.end_turn()
            self.parts.append(Part(PartKind.FOOTER, line.span))
            self.ended = True
        elif self.ended:
            self.parts.append(Part(PartKind.FOOTER, line.span))
        elif self._is_dialogue and (doubtful := read_doubtful_label(line.words)) is not None:
            self._label(line, doubtful)
            self.is_doubtful = True
        else:
            self.turn.lines.append(line.span)

    @property
    def _is_dialogue(self) -> bool:
        return self.questions_began or not self.by_paragraph

    def _label(self, line: Line, label: TurnLabel) -> None:
        self.end_turn()
        self.ended = False
        start = line.span.start + label.length
        if label.voice is TurnVoice.OFFICIAL and _QUESTION_BEHIND.match(line.words, label.length):
            # Two labels on one line are a mistake of the page; the words are then a reporter's.
            label = TurnLabel(label.length, TurnVoice.REPORTER, "Q")
        self.parts.append(Part(PartKind.LABEL, Span(line.span.start, start)))
        self.turn = _Turn(label.voice, self._speaker(label))
        if start < line.span.end:
            self.turn.lines.append(Span(start, line.span.end))

    def _speaker(self, label: TurnLabel) -> TitledPerson:
        if label.voice in {TurnVoice.REPORTER, TurnVoice.CROWD, TurnVoice.UNKNOWN}:
            return TitledPerson(label.words, "")
        if label.voice is TurnVoice.STEWARD:
            return TitledPerson(capitalise(label.words), "")
        if label.words not in self.people:
            self.people[label.words] = self.directory.identify(label.words)
        return self.people[label.words]

    def end_turn(self) -> None:
        turn = self.turn
        spoken = self._without_stage(turn.lines)
        turn.lines = []
        if not spoken:
            # A turn that is only "(Nods.)" also separates the questions around it.
            self.question_continues = (
                self.question_continues and turn.voice is not TurnVoice.OFFICIAL
            )
            return
        if turn.voice is TurnVoice.REPORTER:
            self._add_question(turn, spoken)
        elif turn.voice is TurnVoice.CROWD:
            self.parts += [Part(PartKind.AUDIENCE, span) for span in spoken]
        elif turn.voice is TurnVoice.UNKNOWN:
            self.parts += [Part(PartKind.UNATTRIBUTED, span) for span in spoken]
            # What comes next may answer these words as well as the question before them.
            self.open_question, self.question_continues = None, False
        else:
            self._add_turn(turn, spoken)

    def _without_stage(self, lines: list[Span]) -> list[Span]:
        """Remove stage directions at both ends of the lines; those in between stay."""
        while lines and _STAGE.fullmatch(lines[-1].of(self.text)):
            self.parts.append(Part(PartKind.STAGE, lines.pop()))
        while lines and _STAGE.fullmatch(lines[0].of(self.text)):
            self.parts.append(Part(PartKind.STAGE, lines.pop(0)))
        return lines

    def _add_question(self, turn: _Turn, spoken: list[Span]) -> None:
        self.parts += [Part(PartKind.QUESTION, span) for span in spoken]
        start = (
            self.open_question.span.start
            if self.open_question and self.question_continues
            else spoken[0].start
        )
        self.open_question = Question(turn.speaker.shown, Span(start, spoken[-1].end))
        self.questions_began = self.question_continues = True

    def _add_turn(self, turn: _Turn, spoken: list[Span]) -> None:
        whole = Span(spoken[0].start, spoken[-1].end)
        if turn.voice is TurnVoice.STEWARD:
            self._add_statement(self._kind(), turn.speaker, whole, None)
        elif self.open_question is not None:
            self._add_answer(turn, whole)
        elif not self.questions_began and (self.by_paragraph or len(whole) > _LONGEST_OPENING):
            self._add_paragraphs(turn.speaker, spoken)
        else:
            self._add_statement(self._kind(), turn.speaker, whole, None)
        self.question_continues = False

    def _add_paragraphs(self, speaker: TitledPerson, spoken: list[Span]) -> None:
        stage = [span for span in spoken if _STAGE.fullmatch(span.of(self.text))]
        self.parts += [Part(PartKind.STAGE, span) for span in stage]
        for span in paragraphs_of(self.text, [span for span in spoken if span not in stage]):
            self._add_statement(self._kind(), speaker, span, None)

    def _add_answer(self, turn: _Turn, whole: Span) -> None:
        """Add an answer; after a mere hand-over, the question stays open for the next speaker."""
        if not is_answering(whole.of(self.text)):
            self._add_statement(StatementKind.ANSWER, turn.speaker, whole, None)
            return
        open_question, self.open_question = self.open_question, None
        is_question = open_question is not None and is_asking(open_question.span.of(self.text))
        self._add_statement(
            StatementKind.ANSWER, turn.speaker, whole, open_question if is_question else None
        )

    def _kind(self) -> StatementKind:
        return StatementKind.ANSWER if self.questions_began else StatementKind.OPENING

    def _add_statement(
        self, kind: StatementKind, speaker: TitledPerson, span: Span, question: Question | None
    ) -> None:
        self.statements.append(
            Statement(
                id=f"s{len(self.statements) + 1}",
                kind=kind,
                speaker=speaker.shown,
                role=speaker.role,
                headings=(),
                span=span,
                question=question,
            )
        )


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript as read: its statements, the parts that are nobody's, and whether in doubt."""

    statements: list[Statement]
    parts: list[Part]
    is_doubtful: bool


def read_transcript(
    text: str,
    body: list[Line],
    directory: Directory,
    unlabelled: TitledPerson,
    *,
    by_paragraph: bool,
) -> Transcript:
    """Read a transcript as statements in order, and the parts that are nobody's statement.

    A turn is one statement. With `by_paragraph` (remarks), or if it is long, each paragraph before
    the first question is a statement. An answer has all that reporters asked since the statement
    before it. Shouts of an audience, stage directions and what follows the end are parts.
    So is, where people answer each other, what follows a label that nobody knows; in a speech such
    a line is part of it.
    """
    reading = _TranscriptReading(
        text, directory, by_paragraph, _Turn(TurnVoice.OFFICIAL, unlabelled)
    )
    for line in body:
        reading.add_line(line)
    reading.end_turn()
    return Transcript(reading.statements, reading.parts, reading.is_doubtful)


def paragraphs_of(text: str, lines: list[Span]) -> list[Span]:
    """Group lines into their paragraphs, so that none becomes too long to be cited.

    A line break after a sentence also separates two paragraphs: some pages have no other breaks.
    """
    grouped: list[Span] = []
    for line in lines:
        if grouped and continues_paragraph(text, grouped[-1], line):
            grouped[-1] = Span(grouped[-1].start, line.end)
        else:
            grouped.append(line)
    return grouped


def continues_paragraph(text: str, paragraph: Span, line: Span) -> bool:
    """Tell whether a line belongs to the paragraph above: an address or a list, no new sentence."""
    return (
        "\n\n" not in text[paragraph.end : line.start]
        and len(paragraph) < _LONGEST_PARAGRAPH
        and not _SENTENCE_END.fullmatch(
            text[max(paragraph.start, paragraph.end - 9) : paragraph.end]
        )
    )
