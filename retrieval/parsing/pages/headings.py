"""Recognise headings, and those that open the remarks or the questions."""

from __future__ import annotations

import re

_LONGEST_HEADING = 150  # the longest on the ministry's site have about 130 characters
_LONG_WORD = 4
_BLANK = r"[ \t\u00a0\u3000]"
_ENDS_A_SENTENCE = re.compile(r"[.?!;,:。…][”\"’')\]]*$")
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{3}[.?!]\s+[A-Z“]")
_ABBREVIATION_AT_END = re.compile(r"(?:\b[A-Z]\.){2,}[)\]]*$|\b(?:Inc|Ltd|Co|etc)\.$")
NUMBER = re.compile(
    rf"(?:[•\-*・]{_BLANK}*)?(?:\(\d{{1,2}}\)|\d{{1,2}}\.(?!\d)|[IVX]{{1,5}}\.){_BLANK}*(?=\S)"
)
BULLET = re.compile(rf"[•\-*・]{_BLANK}+(?=\S)")
_OPENING = re.compile(
    r"(?:Opening (?:Remarks?|Statements?)|Inaugural (?:Greeting|Address|Remarks?)|"
    r"Address on (?:Appointment|Taking Office)|Initial Remarks?)\b.*",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(
    r"Questions?[- ]and[- ]Answers?(?: Sessions?)?:?|Q ?(?:&|and) ?A(?: Session)?:?", re.IGNORECASE
)
_ABOUT_A_QUESTION = re.compile(
    r"(?:Follow-up )?Questions? (?:concerning|regarding|about|on|related)\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"[(（][^()]*[)）]")


def is_short_line(words: str) -> bool:
    """Tell whether a line can be a heading or caption: short, and no sentence."""
    if len(words) > _LONGEST_HEADING or words.startswith("|"):
        return False
    if _SENTENCE_INSIDE.search(NUMBER.sub("", words, count=1)):
        return False
    return not _ENDS_A_SENTENCE.search(words) or _ABBREVIATION_AT_END.search(words) is not None


def is_heading(words: str) -> bool:
    """Tell whether a line is a heading: short, no sentence, its words mostly capitalised."""
    if opens_remarks(words) or opens_questions(words):
        return len(words) <= _LONGEST_HEADING
    if not is_short_line(words):
        return False
    bare = NUMBER.sub("", words, count=1)
    if (
        (bare != words and not bare[0].islower())
        or _ABOUT_A_QUESTION.match(bare)
        or _IN_BRACKETS.fullmatch(words)
    ):
        return True
    long_words = [word.strip("“”\"'’(‘") for word in bare.split()]
    significant = [word for word in long_words if len(word) >= _LONG_WORD or word[:1].isupper()]
    capitals = [word for word in significant if word[:1].isupper() or word[:1].isdigit()]
    return bool(significant) and 2 * len(capitals) >= len(significant)


def opens_remarks(words: str) -> bool:
    """Tell whether a heading opens the opening remarks."""
    return _OPENING.fullmatch(words) is not None and is_short_line(words.removesuffix(":"))


def opens_questions(words: str) -> bool:
    """Tell whether a heading opens the questions and answers."""
    return _QUESTIONS.fullmatch(words) is not None
