"""Splits a message into sentences; of a quotation none is split, and small letters begin some."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.query.asking.cues import NUMBER
from retrieval.text.sentences import sentences
from retrieval.text.tokens import STOP_WORDS

# A sentence begins with a small letter where somebody writes all in small letters.
_SMALL_WORD_AT_END = regex(r"(?<= )([a-z]+)\.(?= [A-Z])")
_LARGE_BEGINNING = regex(r"[.!?…]\)? [A-Z]")
# "I.e. before the war", "at 8 a.m. in Tokyo".
_SHORTENED = r"(?<!i\.e\. )(?<!e\.g\. )(?<!a\.m\. )(?<!p\.m\. )(?<!vs\. )(?<!no\. )"
_SMALL_BEGINNING = regex(rf"(?<=[.!?…] ){_SHORTENED}[a-z]|(?<=[.!?…]\) )[a-z]")


def split(message: str) -> list[str]:
    """Split a message into sentences; no quotation is split."""
    is_small = message[:1].islower() and not _LARGE_BEGINNING.search(message)
    capitals = _SMALL_BEGINNING.sub(lambda one: one[0].upper(), message) if is_small else message
    parts: list[str] = []
    for span in _sentences(capitals):
        words = span.of(message)
        if parts and not _is_balanced(parts[-1]):
            parts[-1] = f"{parts[-1]} {words}"
        else:
            parts.append(words)
    return parts if len(parts) == 1 else [NUMBER.sub("", part) or part for part in parts]


def _sentences(message: str) -> Iterator[Span]:
    """Find the sentences; no small word before a stop is an abbreviation: "helps me. Two"."""
    for sentence in sentences(message, Span(0, len(message))):
        start = sentence.start
        for end in _SMALL_WORD_AT_END.finditer(message, sentence.start, sentence.end):
            if end[1].casefold() in STOP_WORDS:
                yield Span(start, end.end())
                start = end.end() + 1
        yield Span(start, sentence.end)


def _is_balanced(words: str) -> bool:
    """Tell whether each quotation that begins here ends here."""
    return words.count('"') % 2 == 0 and words.count("“") <= words.count("”")
