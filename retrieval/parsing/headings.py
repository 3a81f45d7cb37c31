"""Headings: which lines are, and which of them open the questions; footers."""

from __future__ import annotations

import re

_LONGEST_HEADING = 150  # the longest on the ministry's site have about 130 characters
_ENDS_A_SENTENCE = re.compile(r".*[.?!:;…][\"'”’)\]]*(?<![A-Z]\.\))", re.DOTALL)
_ITEM = re.compile(r"(?:[•-]\s*)?(?:\d+\.|\(\d+\))\s")
_FOOTER = re.compile(r"Back to .*|\(END\)|Page Top")
_QUESTIONS = re.compile(
    r"Question[- ]and[- ]Answer(?: Session)?|Questions and Answers|Q ?& ?A", re.IGNORECASE
)


def is_heading(words: str) -> bool:
    """Whether a line is a heading or caption: short, no sentence, no item of a list."""
    return (
        len(words) <= _LONGEST_HEADING
        and not _ENDS_A_SENTENCE.fullmatch(words)
        and not _ITEM.match(words)
    )


def is_footer(words: str) -> bool:
    """Whether a line is furniture of the page: a link back, or the sign of its end."""
    return is_heading(words) and _FOOTER.fullmatch(words) is not None


def opens_questions(words: str) -> bool:
    """Whether a heading stands above the questions and answers."""
    return _QUESTIONS.fullmatch(words) is not None
