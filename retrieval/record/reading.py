"""A release as it is read: its statements in order, in parts that fit a screen, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.model.release import Release, Span, Statement
from retrieval.text.sentences import sentences, trim

# Characters of a statement that are shown at once; a longer one is divided between sentences.
LONGEST_PART = 1_200
# So many characters of a question are shown at most.
LONGEST_QUESTION = 1_000
# A page has so many parts at most, and so many characters, with some for what stands beside each:
# who speaks, the heading.
_MOST_PARTS = 5
_LONGEST_PAGE = 3_000
_BESIDE = 150


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A stretch of a statement that is shown at once: mostly the whole of it."""

    statement: Statement
    span: Span

    @property
    def is_first(self) -> bool:
        """Whether the statement begins with it: its question stands before it."""
        return self.span.start == self.statement.span.start


def divide(release: Release) -> list[ReadPart]:
    """Divide the statements of a release into parts, in order; each is exact words."""
    return [
        ReadPart(statement, span)
        for statement in release.statements
        for span in _divide(release.text, statement.span)
    ]


def begin_pages(parts: Sequence[ReadPart]) -> tuple[int, ...]:
    """Return the number of the first part on each page; without any part there is one page."""
    starts, shown, length = [1], 0, 0
    for number, one in enumerate(parts, 1):
        question = one.statement.question if one.is_first else None
        asked = min(len(question.span), LONGEST_QUESTION) if question else 0
        needed = len(one.span) + asked + _BESIDE
        if shown and (shown == _MOST_PARTS or length + needed > _LONGEST_PAGE):
            starts.append(number)
            shown, length = 0, 0
        shown, length = shown + 1, length + needed
    return tuple(starts)


def _divide(text: str, whole: Span) -> Iterator[Span]:
    if len(whole) <= LONGEST_PART:
        yield whole
        return
    start = end = whole.start
    for sentence in (part for one in sentences(text, whole) for part in _chop(text, one)):
        if end > start and sentence.end - start > LONGEST_PART:
            yield Span(start, end)
            start = sentence.start
        end = sentence.end
    yield trim(text, Span(start, whole.end))


def _chop(text: str, sentence: Span) -> Iterator[Span]:
    """Divide a sentence that is too long between words; a word that is too long, anywhere."""
    start = sentence.start
    while sentence.end - start > LONGEST_PART:
        blank = text.rfind(" ", start + 1, start + LONGEST_PART)
        end = blank if blank > 0 else start + LONGEST_PART
        yield Span(start, end)
        start = trim(text, Span(end, sentence.end)).start
    yield Span(start, sentence.end)
