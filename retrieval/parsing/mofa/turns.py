"""The body of a press conference: turns of officials and reporters -> Statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from retrieval.model.release import Part, PartKind, Question, Span, Statement, StatementKind
from retrieval.parsing.mofa.contents import are_alike, length_of_contents, topic_of
from retrieval.parsing.mofa.footers import footer_kind
from retrieval.parsing.mofa.turn_labels import (
    Speaker,
    TurnLabel,
    TurnVoice,
    complete,
    read_doubtful_label,
    read_label,
)
from retrieval.parsing.pages.headings import (
    BULLET,
    is_heading,
    is_short_line,
    opens_questions,
    opens_remarks,
)
from retrieval.parsing.pages.page import Line

_OMITTED = re.compile(r"[(\[]\s*(?:omitted|snip|abridged)\s*[)\]]", re.IGNORECASE)
_LONGEST_COURTESY = 20
_ASKS = re.compile(r"\?[”\"’')]*$")


@dataclass(slots=True)
class _Turn:
    """What one person says until the next label or heading."""

    label: TurnLabel
    paragraphs: list[Span]

    @property
    def span(self) -> Span:
        """From the first word to the last; empty where a label stands alone on its line so far."""
        return Span(self.paragraphs[0].start, self.paragraphs[-1].end)


@dataclass(slots=True)
class _TranscriptReading:
    """How far a transcript has been read."""

    titled: Speaker
    is_unlabelled: bool = False
    statements: list[Statement] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    named: list[Speaker] = field(default_factory=list)
    contents: tuple[frozenset[str], ...] = ()
    above: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    questions_began: bool = False
    asked: Question | None = None
    going_on: Question | None = None
    turn: _Turn | None = None
    last: TurnLabel | None = None

    @property
    def known(self) -> list[Speaker]:
        """The officials named so far, and whom the title names."""
        return [*self.named, self.titled]

    def heading(self, line: Line, following: TurnLabel | None) -> None:
        """Take a heading; `following` is the label of the first line behind it and its like.

        A topic stands under "Opening Remarks" only until the first question; a question that was
        not answered before the next topic stays without an answer.
        """
        self.end_turn()
        self.asked = self.going_on = None
        span = self._without_bullet(line)
        self.parts.append(Part(PartKind.HEADING, span))
        words = line.words[span.start - line.span.start :]
        if opens_questions(words) or (opens_remarks(words) and not self.questions_began):
            self.questions_began |= opens_questions(words)
            self.above = self.headings = (words,)
            return
        self.questions_began |= following is not None and following.voice is TurnVoice.REPORTER
        if self.questions_began and self.above and opens_remarks(self.above[0]):
            self.above = ()
        self.headings = (*self.above, words)

    def _without_bullet(self, line: Line) -> Span:
        bullet = BULLET.match(line.words)
        start = line.span.start + (bullet.end() if bullet else 0)
        if bullet is not None:
            self.parts.append(Part(PartKind.MARKER, Span(line.span.start, start)))
        return Span(start, line.span.end)

    def label(self, line: Line, label: TurnLabel) -> None:
        """Begin the turn that a label opens; its words may stand on the next line."""
        self.end_turn()
        self.going_on = None
        start, at = line.span.start + label.length, line.span.start + label.number_length
        if at > line.span.start:
            self.parts.append(Part(PartKind.MARKER, Span(line.span.start, at)))
        self.parts.append(Part(PartKind.LABEL, Span(at, start)))
        self.turn = _Turn(label, [Span(start, line.span.end)])
        self.last = label

    def paragraph(self, line: Line) -> None:
        """Words without a label are of whoever was speaking, at first of whom the title names."""
        if self.is_unlabelled:
            self._alternate(line)
        elif self.turn is None:
            label = self.last or TurnLabel(TurnVoice.OFFICIAL, 0, "", self.titled)
            self.turn = _Turn(label, [line.span])
            self.asked = self.asked or self.going_on
        elif len(self.turn.span):
            self.turn.paragraphs.append(line.span)
        else:
            self.turn.paragraphs = [line.span]

    def _alternate(self, line: Line) -> None:
        """Where no line has a label, a paragraph that ends in a question mark is a reporter's."""
        voice = TurnVoice.REPORTER if _ASKS.search(line.words) else TurnVoice.OFFICIAL
        turn = self.turn
        if turn is not None and turn.label.voice is voice:
            turn.paragraphs.append(line.span)
            return
        leading = []
        if turn is not None and voice is TurnVoice.REPORTER and len(turn.paragraphs) > 1:
            # What stands right before a question may be the reporter's too: in doubt it is.
            leading = [turn.paragraphs.pop()]
        self.end_turn()
        label = TurnLabel(voice, 0, "", self.titled)
        self.turn = _Turn(label, [*leading, line.span])

    def part(self, kind: PartKind, line: Line) -> None:
        """Take a line that is nobody's words; behind it an answer may go on."""
        self.end_turn()
        self.parts.append(Part(kind, line.span))
        last = self.statements[-1] if self.statements else None
        if last is not None and last.kind is StatementKind.ANSWER and self.asked is None:
            self.going_on = last.question

    def end_turn(self) -> None:
        """Keep what the turn said."""
        turn, self.turn = self.turn, None
        if turn is None or not len(turn.span):
            return
        if turn.label.voice is TurnVoice.REPORTER:
            self.parts.append(Part(PartKind.QUESTION, turn.span))
            # "Thank you." before somebody else's question is no part of it.
            goes_on = self.asked is not None and len(self.asked.span) > _LONGEST_COURTESY
            start = self.asked.span.start if self.asked and goes_on else turn.span.start
            self.asked = Question(turn.label.shown, Span(start, turn.span.end))
            self.questions_began = True
        elif turn.label.voice is TurnVoice.MODERATOR:
            self._keep(StatementKind.MODERATION, turn.label.speaker, turn.span, None)
        else:
            self._keep_official(turn.label.speaker, turn.span)

    def _keep_official(self, labelled: Speaker, span: Span) -> None:
        speaker = complete(labelled, self.named, self.titled)
        if labelled.is_full and labelled.role:
            self.named.append(labelled)
        kind = StatementKind.ANSWER if self.questions_began else StatementKind.OPENING
        self._keep(kind, speaker, span, self.asked)
        self.asked = None

    def _keep(
        self, kind: StatementKind, speaker: Speaker, span: Span, question: Question | None
    ) -> None:
        self.statements.append(
            Statement(
                id=f"s{len(self.statements) + 1}",
                kind=kind,
                speaker=speaker.name,
                role=speaker.role,
                headings=self.headings,
                span=span,
                question=question,
            )
        )


def read_turns(body: Sequence[Line], titled: Speaker) -> tuple[list[Statement], list[Part]]:
    """The statements of a transcript in order, and the parts that are nobody's statement.

    `titled` is whom the title names, else the publisher. Questions are parts, and stand on the
    answers they got.
    """
    known = [titled]
    labelled = any(read_label(line.words, known) for line in body)
    reading = _TranscriptReading(titled, is_unlabelled=not labelled)
    contents = length_of_contents(body, lambda words: read_label(words, known) is not None)
    for line in body[:contents]:
        reading.part(PartKind.CONTENTS, line)
    reading.contents = tuple(topic_of(line.words) for line in body[:contents])
    behind = _labels_behind(body, known)
    for index in range(contents, len(body)):
        _take(reading, body[index], behind[index])
    reading.end_turn()
    return reading.statements, sorted(reading.parts, key=lambda part: part.span)


def _take(reading: _TranscriptReading, line: Line, behind: TurnLabel | None) -> None:
    label = read_label(line.words, reading.known)
    if label is None and reading.questions_began:
        label = read_doubtful_label(line.words)
    footer = footer_kind(line.words, after=reading.parts[-1].kind if reading.parts else None)
    if footer is not None:
        reading.part(footer, line)
    elif _OMITTED.fullmatch(line.words):
        reading.part(PartKind.NOTICE, line)
    elif label is not None:
        reading.label(line, label)
    elif not _awaits_words(reading) and _is_heading(reading, line.words, behind):
        reading.heading(line, behind)
    else:
        reading.paragraph(line)


def _is_heading(reading: _TranscriptReading, words: str, behind: TurnLabel | None) -> bool:
    """Whether a line is a heading here: of the form of one, or announced in the contents list."""
    if reading.contents and is_short_line(words):
        topic = topic_of(words)
        if any(are_alike(topic, item) for item in reading.contents):
            return True
    if not is_heading(words):
        return False
    # "Level 3: Avoid All Travel" in the midst of an answer is part of it: a topic of the questions
    # has somebody speaking under it.
    in_answer = reading.turn is not None and reading.questions_began
    return not in_answer or behind is not None


def _awaits_words(reading: _TranscriptReading) -> bool:
    """Whether a label stood alone on its line, so that this one must be its words."""
    return reading.turn is not None and not len(reading.turn.span)


def _labels_behind(body: Sequence[Line], known: Sequence[Speaker]) -> list[TurnLabel | None]:
    """For each line, the label of the first line behind it that is no heading."""
    behind: list[TurnLabel | None] = [None] * len(body)
    for index in range(len(body) - 2, -1, -1):
        words = body[index + 1].words
        label = read_label(words, known)
        follows = label is not None or not is_heading(words)
        behind[index] = label if follows else behind[index + 1]
    return behind
