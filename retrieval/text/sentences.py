"""Find where sentences begin and end, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from retrieval.model.release import Span

_PARAGRAPH = re.compile(r"[^\r\n]+")
# Abbreviations that sentencex takes for the end of a sentence.
_ABBREVIATION_AT_END = re.compile(r"\b(?:Ms|Amb|Vol|para|approx)\.\s*$")


def trim(text: str, span: Span) -> Span:
    """Return the span without the blanks at its ends; empty if it is all blanks."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def paragraphs(text: str, within: Span) -> list[Span]:
    """Return the lines of `text` within a span that are not blank, trimmed."""
    found = (
        trim(text, Span(match.start(), match.end()))
        for match in _PARAGRAPH.finditer(text, within.start, within.end)
    )
    return [span for span in found if len(span)]


def sentences(text: str, within: Span) -> list[Span]:
    """Return the sentences of `text` within a span, trimmed; none crosses a line break."""
    return [
        sentence
        for paragraph in paragraphs(text, within)
        for sentence in _sentences_of_paragraph(text, paragraph)
    ]


def _sentences_of_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for boundary in sentencex.get_sentence_boundaries("en", paragraph.of(text)):
        end = paragraph.start + boundary["end_index"]
        # sentencex splits "Japan-U.S. Alliance" after "U."; a sentence ends before a blank.
        if end < paragraph.end and not text[end - 1].isspace() and not text[end].isspace():
            continue
        if end < paragraph.end and _ABBREVIATION_AT_END.search(text, start, end):
            continue
        sentence = trim(text, Span(start, end))
        start = end
        if len(sentence):
            yield sentence
