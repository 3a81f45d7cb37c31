"""Headings: which lines have the form of one, and which of them open remarks or questions.

A heading may be long (the longest known has 218 characters): it is told by what a sentence has and
it has not. Whether a line of that form is a heading where it stands, is for its reader to say.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.patterns import regex
from retrieval.text.clauses import has_a_verb

_LONG_WORD = 4
_BLANK = r"[ \t\u00a0\u3000]"
_ENDS_A_SENTENCE = regex(r"[.?!;,:。…][”\"’')\]]*$")
_SHORTENED = (
    r"Etc|etc|Inc|Ltd|Co|Corp|Jr|Sr|St|Mt|Dept|Gov|Gen|Sen|Rep|Prof|Amb|Capt|Col|Hon|Rev|Mrs|Vol|vs"
)
_SENTENCE_INSIDE = regex(r"[^\W\d_]{3}[.?!]\s+[A-Z“]")
_COURTESY = regex(
    r"(?:thanks?(?! to)|please|yes|no|good (?:morning|afternoon|evening)|hello|welcome|of course|"
    r"indeed|certainly|that|there|here|well|sorry|excuse)\b",
    re.IGNORECASE,
)
_SHORTENED_AT_END = regex(rf"(?:(?:\b[A-Z]\.){{2,}}|\b(?:{_SHORTENED})\.)[”\"’')\]]*\s*$")
_LONGEST_END = 16
# Five times the longest heading known: what is longer is made to cost time, and is no heading.
_LONGEST_LINE = 1_000
_QUOTED_AT_END = regex(r"(?P<before>.*\S\s+)[“\"](?P<title>[^“”\"]+)[.?!][”\"]\)?")
NUMBER = regex(
    rf"(?:[•\-*・]{_BLANK}*)?(?:\(\d{{1,2}}\)|\d{{1,2}}\.(?!\d)|[IVX]{{1,5}}\.){_BLANK}*(?=\S)"
)
BULLET = regex(rf"[•\-*・]{_BLANK}+(?=\S)")
_OPENING = regex(
    r"(?:Opening (?:Remarks?|Statements?)|Inaugural (?:Greeting|Address|Remarks?)|"
    r"Address on (?:Appointment|Taking Office)|Initial Remarks?)\b.*",
    re.IGNORECASE,
)
_QUESTIONS = regex(
    r"Questions?[- ]and[- ]Answers?(?: Sessions?)?:?|Q ?(?:&|and) ?A(?: Session)?:?", re.IGNORECASE
)
_ABOUT_A_QUESTION = regex(
    r"(?:Follow-up )?Questions? (?:concerning|regarding|about|on|related)\b", re.IGNORECASE
)
_IN_BRACKETS = regex(r"[(（][^()]*[)）]")


# A line is asked about where it stands and from the lines before it.
@lru_cache(maxsize=512)
def is_no_sentence(words: str) -> bool:
    """Tell whether a line has no end of a sentence in it, like titles and captions."""
    if words.startswith("|") or len(words) > _LONGEST_LINE:
        return False
    ends = _ENDS_A_SENTENCE.search(words, max(0, len(words) - _LONGEST_END)) is not None
    if ends and not (_ends_shortened(words, len(words)) or _ends_in_a_title(words)):
        return False
    return all(
        _ends_shortened(words, match.end() - 1)
        for match in _SENTENCE_INSIDE.finditer(words, _start_behind_number(words))
    )


def _ends_shortened(words: str, end: int) -> bool:
    """Tell whether what ends there is a shortened word, so that no sentence does."""
    return _SHORTENED_AT_END.search(words, max(0, end - _LONGEST_END), end) is not None


def _start_behind_number(words: str) -> int:
    number = NUMBER.match(words)
    return number.end() if number else 0


def _without_number(words: str) -> str:
    return words[_start_behind_number(words) :]


def _ends_in_a_title(words: str) -> bool:
    """Tell whether the full stop at the end belongs to a title in quotation marks."""
    match = _QUOTED_AT_END.fullmatch(words) if words[-1] in '”")' else None
    return (
        match is not None
        and match["before"].rstrip()[-1] not in ",:"
        and not has_a_verb(match["before"])
        and _is_capital(match["title"])
    )


def is_topic(words: str) -> bool:
    """Tell whether a line only names a thing: no sentence, no verb, no courtesy."""
    if not is_no_sentence(words):
        return False
    bare = _without_number(words)
    return not (bare[:1].islower() or has_a_verb(bare) or _COURTESY.match(bare))


def is_heading(words: str) -> bool:
    """Tell whether a line has the form of a heading: a title that says nothing."""
    if opens_remarks(words) or opens_questions(words):
        return True
    if not is_title(words):
        return False
    bare = _without_number(words)
    is_marked = _IN_BRACKETS.fullmatch(words) or _ABOUT_A_QUESTION.match(bare)
    return bool(is_marked) or not (has_a_verb(bare) or _COURTESY.match(bare))


def is_title(words: str) -> bool:
    """Tell whether a line can be a title: no sentence, and numbered or mostly in capitals."""
    if not is_no_sentence(words):
        return False
    bare = _without_number(words)
    if (
        (bare != words and not bare[0].islower())
        or _ABOUT_A_QUESTION.match(bare)
        or _IN_BRACKETS.fullmatch(words)
    ):
        return True
    return _is_capital(bare)


def _is_capital(words: str) -> bool:
    long_words = [word.strip("“”\"'’(‘") for word in words.split()]
    telling = [word for word in long_words if len(word) >= _LONG_WORD or word[:1].isupper()]
    capitals = [word for word in telling if word[:1].isupper() or word[:1].isdigit()]
    return bool(telling) and 2 * len(capitals) >= len(telling)


def opens_remarks(words: str) -> bool:
    """Tell whether a heading stands above the opening remarks."""
    return _OPENING.fullmatch(words) is not None and is_no_sentence(words.removesuffix(":"))


def opens_questions(words: str) -> bool:
    """Tell whether a heading opens the questions and answers."""
    return _QUESTIONS.fullmatch(words) is not None
