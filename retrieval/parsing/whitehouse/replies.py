"""Decide what a turn in a briefing does: ask, answer, call on somebody, or only be polite."""

from __future__ import annotations

import re

from retrieval.patterns import regex

_LONGEST_CALL = 3
_LONGEST_HAND_OVER = 15
_FEWEST_WORDS_OF_A_QUESTION = 6
_LONGEST_GREETING = 13
_WORD = regex(r"[^\W_]+(?:[’'-][^\W_]+)*")
_COURTESY = frozenset(
    """
    afternoon again all and appreciate bye day evening everybody everyone folks for good guys hello
    hey hi it morning much night nice now ok okay see so sorry thank thanks there to today very
    welcome you
    """.split()
)
# Short replies that are answers; any other one to three capitalised words call on a reporter.
_ANSWERS = frozenset(
    """
    absolutely actually agreed certainly correct definitely exactly fine he i indeed it maybe
    mm-hmm never no nobody none nope not nothing obviously of oh one perhaps possibly probably
    right she soon sure that they this today tomorrow true uh-huh we well what when where who why
    yeah yep yes yesterday
    """.split()
)
_HANDS_OVER = regex(
    r"\bgo ahead\b|\b(?:take|speak to|answer|address) (?:that|this|it)\b|\bjump in\b|\bover to\b"
    r"|\bturn (?:it|this|that) over\b|\b(?:do|would|can|did) you\b.*\?\s*$|\byou want to\b",
    re.IGNORECASE,
)
_GREETS = regex(
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|thank you|thanks|yeah|welcome)\b",
    re.IGNORECASE,
)
_PROMPTS = regex(r"(?:and |but )?(?:on|about|regarding|what about|how about)\b", re.IGNORECASE)


def is_asking(words: str) -> bool:
    """Tell whether a reporter's words ask something: greetings and interrupted words do not."""
    if "?" in words or _PROMPTS.match(words):
        return True
    fewest = _LONGEST_GREETING if _GREETS.match(words) else _FEWEST_WORDS_OF_A_QUESTION
    return len(words.split()) >= fewest


def is_answering(words: str) -> bool:
    """Tell whether an official's words answer; calls on somebody, hand-overs and thanks do not."""
    found = _WORD.findall(words)
    significant = [word for word in found if word.casefold() not in _COURTESY]
    if not significant:
        return False
    if len(found) <= _LONGEST_HAND_OVER and _HANDS_OVER.search(words):
        return False
    if len(found) <= _LONGEST_CALL and not any(word.casefold() in _ANSWERS for word in found):
        return any(word[0].islower() for word in significant)
    return True
