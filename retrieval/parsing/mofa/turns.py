"""Read the body of a press conference: turns of officials and reporters as Statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from retrieval.model.release import Part, PartKind, Question, Span, Statement, StatementKind
from retrieval.parsing.mofa.contents import are_alike, count_contents_lines, topic_of
from retrieval.parsing.mofa.footers import footer_kind
from retrieval.parsing.mofa.signers import with_whole_office
from retrieval.parsing.mofa.speakers import Speaker, complete_speaker
from retrieval.parsing.mofa.turn_labels import (
    TurnLabel,
    TurnVoice,
    read_doubtful_label,
    read_label,
    read_lone_label,
)
from retrieval.parsing.pages.headings import (
    BULLET,
    is_heading,
    is_no_sentence,
    is_topic,
    opens_questions,
    opens_remarks,
)
from retrieval.parsing.pages.page import Line
from retrieval.patterns import regex

_OMITTED = regex(r"[(\[]\s*(?:omitted|snip|abridged)\s*[)\]]", re.IGNORECASE)
_LONGEST_COURTESY = 20
_ENDS_WITH_QUESTION_MARK = regex(r"\?[”\"’')]*$")


@dataclass(slots=True)
class _Turn:
    """What one person says until the next label or heading."""

    label: TurnLabel
    paragraphs: list[Span]

    @property
    def span(self) -> Span:
        """From the first word to the last; empty while the label is alone on its line."""
        return Span(self.paragraphs[0].start, self.paragraphs[-1].end)


@dataclass(slots=True)
class _TranscriptReading:
    """The state of reading a transcript.

    `titled` is the speaker of the title, `earlier_officials` those of full labels so far.
    `open_question` waits for its answer; `continued_question` is that of an answer which may go on
    after a part that is nobody's words.
    """

    titled: Speaker
    is_unlabelled: bool = False
    statements: list[Statement] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    earlier_officials: list[Speaker] = field(default_factory=list)
    contents: tuple[frozenset[str], ...] = ()
    section: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    questions_began: bool = False
    open_question: Question | None = None
    continued_question: Question | None = None
    turn: _Turn | None = None
    last_label: TurnLabel | None = None
    is_doubtful: bool = False

    @property
    def known(self) -> list[Speaker]:
        """The officials named so far, and the speaker of the title."""
        return [*self.earlier_officials, self.titled]

    def add_heading(self, line: Line, following: TurnLabel | None) -> None:
        """Add a heading; `following` is the label of the first line after it that is no heading.

        A topic belongs to "Opening Remarks" only until the first question; a question that is not
        answered before the next topic stays without an answer.
        """
        self.end_turn()
        self.open_question = self.continued_question = None
        span = self._without_bullet(line)
        self.parts.append(Part(PartKind.HEADING, span))
        words = line.words[span.start - line.span.start :]
        if opens_questions(words) or (opens_remarks(words) and not self.questions_began):
            self.questions_began |= opens_questions(words)
            self.section = self.headings = (words,)
            return
        self.questions_began |= following is not None and following.voice is TurnVoice.REPORTER
        if self.questions_began and self.section and opens_remarks(self.section[0]):
            self.section = ()
        self.headings = (*self.section, words)

    def _without_bullet(self, line: Line) -> Span:
        bullet = BULLET.match(line.words)
        start = line.span.start + (bullet.end() if bullet else 0)
        if bullet is not None:
            self.parts.append(Part(PartKind.MARKER, Span(line.span.start, start)))
        return Span(start, line.span.end)

    def begin_turn(self, line: Line, label: TurnLabel) -> None:
        """Begin the turn of a label; its words may be on the next line."""
        self.end_turn()
        self.continued_question = None
        start, at = line.span.start + label.length, line.span.start + label.number_length
        if at > line.span.start:
            self.parts.append(Part(PartKind.MARKER, Span(line.span.start, at)))
        self.parts.append(Part(PartKind.LABEL, Span(at, start)))
        self.turn = _Turn(label, [Span(start, line.span.end)])
        self.last_label = label
        self.is_doubtful |= label.is_doubtful

    def add_paragraph(self, line: Line) -> None:
        """Add words without a label to the current turn; at first, the title's speaker has it.

        After a label that nobody knows they are nobody's.
        """
        if self.is_unlabelled:
            self._alternate(line)
        elif self.turn is None:
            label = self.last_label or TurnLabel(TurnVoice.OFFICIAL, 0, "", self.titled)
            self.turn = _Turn(label, [line.span])
            self.open_question = self.open_question or self.continued_question
        elif len(self.turn.span):
            self.turn.paragraphs.append(line.span)
        else:
            self.turn.paragraphs = [line.span]

    def _alternate(self, line: Line) -> None:
        """Add a paragraph of a page without labels; one that ends in "?" is a reporter's."""
        voice = (
            TurnVoice.REPORTER
            if _ENDS_WITH_QUESTION_MARK.search(line.words)
            else TurnVoice.OFFICIAL
        )
        turn = self.turn
        is_unknown = turn is not None and turn.label.voice is TurnVoice.UNKNOWN
        if turn is not None and (
            turn.label.voice is voice or (is_unknown and voice is TurnVoice.OFFICIAL)
        ):
            turn.paragraphs.append(line.span)
            return
        leading = []
        if turn and not is_unknown and voice is TurnVoice.REPORTER and len(turn.paragraphs) > 1:
            # What stands right before a question may be the reporter's too: in doubt it is.
            leading = [turn.paragraphs.pop()]
        self.end_turn()
        label = TurnLabel(voice, 0, "", self.titled)
        self.turn = _Turn(label, [*leading, line.span])

    def add_part(self, kind: PartKind, line: Line) -> None:
        """Add a line that is nobody's words; an answer may continue after it."""
        self.end_turn()
        self.parts.append(Part(kind, line.span))
        last = self.statements[-1] if self.statements else None
        if last is not None and last.kind is StatementKind.ANSWER and self.open_question is None:
            self.continued_question = last.question

    def end_turn(self) -> None:
        """End the current turn, and keep what it said."""
        turn, self.turn = self.turn, None
        if turn is None or not len(turn.span):
            return
        if turn.label.voice is TurnVoice.UNKNOWN:
            self.parts.append(Part(PartKind.UNATTRIBUTED, turn.span))
            # What comes next may answer those words as well as the question before them.
            self.open_question = None
        elif turn.label.voice is TurnVoice.REPORTER:
            self.parts.append(Part(PartKind.QUESTION, turn.span))
            # "Thank you." before somebody else's question is not part of that question.
            goes_on = (
                self.open_question is not None and len(self.open_question.span) > _LONGEST_COURTESY
            )
            start = (
                self.open_question.span.start if self.open_question and goes_on else turn.span.start
            )
            self.open_question = Question(turn.label.shown, Span(start, turn.span.end))
            self.questions_began = True
        elif turn.label.voice is TurnVoice.MODERATOR:
            self._add_statement(StatementKind.MODERATION, turn.label.speaker, turn.span, None)
        else:
            self._add_official(turn.label.speaker, turn.span)

    def _add_official(self, labelled: Speaker, span: Span) -> None:
        others = (*reversed(self.earlier_officials), self.titled)
        speaker = with_whole_office(
            complete_speaker(labelled, self.earlier_officials, self.titled), others
        )
        if labelled.is_full and labelled.role:
            self.earlier_officials.append(speaker)
        kind = StatementKind.ANSWER if self.questions_began else StatementKind.OPENING
        self._add_statement(kind, speaker, span, self.open_question)
        self.open_question = None

    def _add_statement(
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


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript as read: its statements, the parts that are nobody's, and whether in doubt."""

    statements: list[Statement]
    parts: list[Part]
    is_doubtful: bool


def read_turns(body: Sequence[Line], titled: Speaker) -> Transcript:
    """Read a transcript as statements in order, and the parts that are nobody's statement.

    `titled` is whom the title names, else the publisher. Questions are parts, and stand on the
    answers they got. A line that opens like a label, but with one that no grammar knows, ends the
    turn before it; what follows is nobody's until the next known label.
    """
    known = [titled]
    labelled = any(read_label(line.words, known) for line in body)
    reading = _TranscriptReading(titled, is_unlabelled=not labelled)
    contents = count_contents_lines(body, lambda words: read_label(words, known) is not None)
    for line in body[:contents]:
        reading.add_part(PartKind.CONTENTS, line)
    reading.contents = tuple(topic_of(line.words) for line in body[:contents])
    following = _following_labels(body, known)
    for index in range(contents, len(body)):
        _take(reading, body[index], following[index])
    reading.end_turn()
    parts = sorted(reading.parts, key=lambda part: part.span)
    return Transcript(reading.statements, parts, reading.is_doubtful)


def _take(reading: _TranscriptReading, line: Line, following: TurnLabel | None) -> None:
    label = _read_known_label(reading, line.words)
    footer = footer_kind(line.words, after=reading.parts[-1].kind if reading.parts else None)
    if footer is not None:
        reading.add_part(footer, line)
    elif _OMITTED.fullmatch(line.words):
        reading.add_part(PartKind.NOTICE, line)
    elif label is not None:
        reading.begin_turn(line, label)
    elif not _awaits_words(reading) and _is_heading(reading, line.words, following):
        reading.add_heading(line, following)
    elif (doubtful := read_doubtful_label(line.words)) is not None:
        reading.begin_turn(line, doubtful)
    else:
        reading.add_paragraph(line)


def _read_known_label(reading: _TranscriptReading, words: str) -> TurnLabel | None:
    after = reading.last_label.voice if reading.last_label else None
    label = read_label(words, reading.known, after=after)
    return label or (None if reading.is_unlabelled else read_lone_label(words, reading.known))


def _is_heading(reading: _TranscriptReading, words: str, following: TurnLabel | None) -> bool:
    """Tell whether a line is a heading here: announced in the contents list, or of the form of one.

    Where somebody speaks right following it, a topic is a heading, but for the end of a question.
    "Level 3: Avoid All Travel" in the midst of an answer is part of it, and so is what an official
    reads out, a list by its bullets or, on a page that lists its headings, what is not among them.
    """
    if _is_announced(reading, words):
        return True
    if following is not None:
        return is_heading(words) or (is_topic(words) and not _is_asking(reading))
    is_read_out = BULLET.match(words) is not None or bool(reading.contents)
    in_turn = reading.turn is not None and (reading.questions_began or is_read_out)
    return is_heading(words) and not in_turn


def _is_asking(reading: _TranscriptReading) -> bool:
    return reading.turn is not None and reading.turn.label.voice is TurnVoice.REPORTER


def _is_announced(reading: _TranscriptReading, words: str) -> bool:
    if not reading.contents or not is_no_sentence(words):
        return False
    topic = topic_of(words)
    return any(are_alike(topic, item) for item in reading.contents)


def _awaits_words(reading: _TranscriptReading) -> bool:
    """Tell whether a label was alone on its line, so that the next line must be its words."""
    return reading.turn is not None and not len(reading.turn.span)


def _following_labels(body: Sequence[Line], known: Sequence[Speaker]) -> list[TurnLabel | None]:
    """Find, for each line, the label of the first line after it that is no heading."""
    following: list[TurnLabel | None] = [None] * len(body)
    for index in range(len(body) - 2, -1, -1):
        words = body[index + 1].words
        label = read_label(words, known) or read_doubtful_label(words)
        follows = label is not None or not (is_heading(words) or is_topic(words))
        following[index] = label if follows else following[index + 1]
    return following
