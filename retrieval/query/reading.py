"""A question while it is read: which of its words something was read from already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from retrieval.model.query import Voice
from retrieval.model.release import Span
from retrieval.text.folding import Folded, fold
from retrieval.text.tokens import Token


@dataclass(slots=True)
class QuestionReading:
    """A question while it is read: words that something was read from are consumed.

    Consumed words are not read again. `is_bare_name`: the question is somebody's name and nothing
    else. `unheld_office`: it is this office and nothing else, and nobody on record holds it.
    """

    question: str
    tokens: Sequence[Token]
    is_bare_name: bool = False
    unheld_office: Voice | None = None
    folded: Folded = field(init=False)
    _consumed: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.folded = fold(self.question)
        self._consumed = bytearray(len(self.question))

    @property
    def remaining(self) -> list[Token]:
        """The tokens that are not consumed."""
        return [token for token in self.tokens if not self._consumed[token.span.start]]

    def consume_folded(self, spans: Iterable[Span]) -> None:
        """Consume spans of the folded question."""
        for span in spans:
            self.hide(span)
            self.consume([self.folded.source(span.start, span.end)])

    def consume(self, spans: Iterable[Span]) -> None:
        """Consume spans of the question, which the folded question still shows."""
        for span in spans:
            self._consumed[span.start : span.end] = b"\1" * len(span)

    def consume_unquoted(self, spans: Iterable[Span], quoted: Sequence[Span]) -> None:
        """Consume spans of the question that are in no quoted phrase, in its folded form too."""
        free = [span for span in spans if not any(one.covers(span) for one in quoted)]
        self.consume(free)
        if free:
            self.hide_consumed()

    def written(self, span: Span) -> str:
        """Return the words of the question at a span of its folded form."""
        return self.folded.source(span.start, span.end).of(self.question)

    def is_consumed(self, span: Span) -> bool:
        """Tell whether a span of the question is consumed."""
        return bool(self._consumed[span.start])

    def hide_consumed(self) -> None:
        """Blank out all consumed words in the folded question."""
        origins = self.folded.origins or range(len(self.folded.text))
        hidden = "".join(
            " " if self._consumed[origin] else character
            for character, origin in zip(self.folded.text, origins, strict=True)
        )
        self.folded = Folded(hidden, self.folded.origins)

    def hide(self, span: Span) -> None:
        """Blank out a span of the folded question without consuming its words."""
        text = self.folded.text
        hidden = f"{text[: span.start]}{' ' * len(span)}{text[span.end :]}"
        self.folded = Folded(hidden, self.folded.origins)
