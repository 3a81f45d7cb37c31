"""The body of a White House transcript: turns of officials and reporters -> Statements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from retrieval.model.release import Part, PartKind, Question, Span, Statement, StatementKind
from retrieval.parsing.pages.page import Line
from retrieval.parsing.whitehouse.people import Directory
from retrieval.parsing.whitehouse.replies import answers, asks
from retrieval.parsing.whitehouse.titles import TitledPerson, cased
from retrieval.parsing.whitehouse.turn_labels import TurnLabel, TurnVoice, read_label

CLOCK = re.compile(
    r"(?:\(?END\)?[\s.]*)?(?P<hour>\d{1,2}):(?P<minute>\d{2})\s*"
    r"(?P<half>[AaPp])\.?\s?[Mm]\b\.?(?:\s*\(?[A-Z]{1,5}\b\)?)?\.?"
)
_QUESTION_BEHIND = re.compile(r"Q\s+(?=[A-Z])")
_END = re.compile(r"[(-]?\s?END\s?[)-]?\.?|(?:#\s?){1,5}|-30-|\*(?:\s?\*){2,}")
_STAGE = re.compile(r"(?:[(\[][^()\[\]]*[)\]][\s.]*)+")
_LONGEST_OPENING = 6_000  # what is read out at length is cited by the paragraph
_LONGEST_PARAGRAPH = 1_500
_SENTENCE_END = re.compile(r".*[.!?:;][)\]”\"’]*", re.DOTALL)


@dataclass(slots=True)
class _Turn:
    """The lines of one voice until the next label."""

    voice: TurnVoice
    speaker: TitledPerson
    lines: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _TranscriptReading:
    """How far a transcript has been read.

    `asked` is the question that waits for its answer, `grows` whether the next reporter's words
    belong to it, too.
    """

    text: str
    directory: Directory
    by_paragraph: bool
    turn: _Turn
    statements: list[Statement] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    people: dict[str, TitledPerson] = field(default_factory=dict)
    questions_began: bool = False
    asked: Question | None = None
    grows: bool = False
    ended: bool = False

    def line(self, line: Line) -> None:
        label = read_label(line.words)
        if label is not None:
            self._label(line, label)
        elif CLOCK.fullmatch(line.words) or _END.fullmatch(line.words):
            self.end_turn()
            self.parts.append(Part(PartKind.FOOTER, line.span))
            self.ended = True
        elif self.ended:
            self.parts.append(Part(PartKind.FOOTER, line.span))
        else:
            self.turn.lines.append(line.span)

    def _label(self, line: Line, label: TurnLabel) -> None:
        self.end_turn()
        self.ended = False
        start = line.span.start + label.length
        if label.voice is TurnVoice.OFFICIAL and _QUESTION_BEHIND.match(line.words, label.length):
            # Both labels on one line are a slip of the page; the words are then a reporter's.
            label = TurnLabel(label.length, TurnVoice.REPORTER, "Q")
        self.parts.append(Part(PartKind.LABEL, Span(line.span.start, start)))
        self.turn = _Turn(label.voice, self._speaker(label))
        if start < line.span.end:
            self.turn.lines.append(Span(start, line.span.end))

    def _speaker(self, label: TurnLabel) -> TitledPerson:
        if label.voice in {TurnVoice.REPORTER, TurnVoice.CROWD}:
            return TitledPerson(label.words, "")
        if label.voice is TurnVoice.STEWARD:
            return TitledPerson(cased(label.words), "")
        if label.words not in self.people:
            self.people[label.words] = self.directory.person(label.words)
        return self.people[label.words]

    def end_turn(self) -> None:
        turn = self.turn
        spoken = self._without_stage(turn.lines)
        turn.lines = []
        if not spoken:
            # A turn of nothing but "(Nods.)" parts the questions around it all the same.
            self.grows = self.grows and turn.voice is not TurnVoice.OFFICIAL
            return
        if turn.voice is TurnVoice.REPORTER:
            self._ask(turn, spoken)
        elif turn.voice is TurnVoice.CROWD:
            self.parts += [Part(PartKind.AUDIENCE, span) for span in spoken]
        else:
            self._keep(turn, spoken)

    def _without_stage(self, lines: list[Span]) -> list[Span]:
        """The lines without stage directions at their ends; those within stay with the words."""
        while lines and _STAGE.fullmatch(lines[-1].of(self.text)):
            self.parts.append(Part(PartKind.STAGE, lines.pop()))
        while lines and _STAGE.fullmatch(lines[0].of(self.text)):
            self.parts.append(Part(PartKind.STAGE, lines.pop(0)))
        return lines

    def _ask(self, turn: _Turn, spoken: list[Span]) -> None:
        self.parts += [Part(PartKind.QUESTION, span) for span in spoken]
        start = self.asked.span.start if self.asked and self.grows else spoken[0].start
        self.asked = Question(turn.speaker.shown, Span(start, spoken[-1].end))
        self.questions_began = self.grows = True

    def _keep(self, turn: _Turn, spoken: list[Span]) -> None:
        whole = Span(spoken[0].start, spoken[-1].end)
        if turn.voice is TurnVoice.STEWARD:
            self._add(self._kind(), turn.speaker, whole, None)
        elif self.asked is not None:
            self._answer(turn, whole)
        elif not self.questions_began and (self.by_paragraph or len(whole) > _LONGEST_OPENING):
            self._keep_paragraphs(turn.speaker, spoken)
        else:
            self._add(self._kind(), turn.speaker, whole, None)
        self.grows = False

    def _keep_paragraphs(self, speaker: TitledPerson, spoken: list[Span]) -> None:
        stage = [span for span in spoken if _STAGE.fullmatch(span.of(self.text))]
        self.parts += [Part(PartKind.STAGE, span) for span in stage]
        for span in paragraphs_of(self.text, [span for span in spoken if span not in stage]):
            self._add(self._kind(), speaker, span, None)

    def _answer(self, turn: _Turn, whole: Span) -> None:
        """An official who only hands over leaves the question to the one who speaks next."""
        if not answers(whole.of(self.text)):
            self._add(StatementKind.ANSWER, turn.speaker, whole, None)
            return
        asked, self.asked = self.asked, None
        is_question = asked is not None and asks(asked.span.of(self.text))
        self._add(StatementKind.ANSWER, turn.speaker, whole, asked if is_question else None)

    def _kind(self) -> StatementKind:
        return StatementKind.ANSWER if self.questions_began else StatementKind.OPENING

    def _add(
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


def read_transcript(
    text: str,
    body: list[Line],
    directory: Directory,
    unlabelled: TitledPerson,
    *,
    by_paragraph: bool,
) -> tuple[list[Statement], list[Part]]:
    """The statements of a transcript in order, and the parts that are nobody's statement.

    A turn is one statement; where `by_paragraph` (remarks) or at length, what is said before the
    first question is a statement for each paragraph. An answer stands with all that reporters asked
    since the words before it. What an audience shouts, stage directions and what follows the end
    are parts.
    """
    reading = _TranscriptReading(
        text, directory, by_paragraph, _Turn(TurnVoice.OFFICIAL, unlabelled)
    )
    for line in body:
        reading.line(line)
    reading.end_turn()
    return reading.statements, reading.parts


def paragraphs_of(text: str, lines: list[Span]) -> list[Span]:
    """Lines grouped into the paragraphs they stand in, so that none grows too long to be cited.

    A line break behind the end of a sentence parts two paragraphs, too: some pages have no others.
    """
    grouped: list[Span] = []
    for line in lines:
        if grouped and continues(text, grouped[-1], line):
            grouped[-1] = Span(grouped[-1].start, line.end)
        else:
            grouped.append(line)
    return grouped


def continues(text: str, paragraph: Span, line: Span) -> bool:
    """Whether a line belongs to the paragraph above it: an address, a list, not a new sentence."""
    return (
        "\n\n" not in text[paragraph.end : line.start]
        and len(paragraph) < _LONGEST_PARAGRAPH
        and not _SENTENCE_END.fullmatch(
            text[max(paragraph.start, paragraph.end - 9) : paragraph.end]
        )
    )
