"""Headings: which lines are, and which of them open remarks or questions."""

from __future__ import annotations

import re

_LONGEST_HEADING = 150  # the longest on the ministry's site have about 130 characters
_ENDS_A_SENTENCE = (".", "?", "!", ":", ";", ".”", '."', "?”", '?"')
_ITEM = re.compile(r"(?:[•-]\s*)?(?:\d+\.|\(\d+\))\s")
_OPENING = re.compile(r"Opening (?:Remarks?|Statements?)\b.*", re.IGNORECASE)
_QUESTIONS = re.compile(
    r"Question[- ]and[- ]Answer(?: Session)?|Questions and Answers|Q ?& ?A", re.IGNORECASE
)


def is_heading(words: str) -> bool:
    """Whether a line is a heading or caption: short, no sentence, no item of a list."""
    return (
        len(words) <= _LONGEST_HEADING
        and not words.endswith(_ENDS_A_SENTENCE)
        and not _ITEM.match(words)
    )


def opens_remarks(words: str) -> bool:
    """Whether a heading stands above the opening remarks."""
    return _OPENING.fullmatch(words) is not None


def opens_questions(words: str) -> bool:
    """Whether a heading stands above the questions and answers."""
    return _QUESTIONS.fullmatch(words) is not None
