"""Reads messages that are one set form as a whole: "the second one", "is that all?", "asdf"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from retrieval.model.query import Request
from retrieval.patterns import regex
from retrieval.query.requests.alerts import is_changing, is_unsubscribing
from retrieval.query.requests.excerpts import OTHER_PLACES, number_of, place_to_open
from retrieval.query.requests.tables.about_the_bot import HOW_TO, LISTED, OPINION, REMARK, SPEAKERS
from retrieval.query.requests.tables.asked_of_the_bot import (
    ABILITIES,
    COVERAGE,
    DEAD_LINK,
    MADE_UP,
    PASTIME,
    SOURCES,
    WHO,
)

# "My cat is smarter than you."
_OUTDONE = regex(
    r".*\b(?:you're|you are|this is) about as [a-z]+ as .*|"
    r".* (?:better|brighter|cleverer|faster|funnier|more|smarter)(?: [a-z]+)? than (?:you|this bot)"
)
# "Hayashi never said that", but not "why he never said that".
_DENIED = regex(
    r"(?!(?:what|when|where|which|who|why|how|did|has|was|is|if) )[\w']+(?: [\w']+){0,4}? "
    r"(?:never|didn't|did not) (?:say|said) (?:that|this|it|so|such a thing)(?: at all)?"
    r"|(?:this|that|the) (?:answer|quotation|quote) (?:is not|isn't|was not|wasn't) .*"
    r"|(?:it|that|these|this|those)(?:(?: is| are|'s|'re) not| isn't| aren't| wasn't)"
    r"(?: actually| even| really)*"
    r" (?:him|her|hers|his|them|(?:about|by|from|his|her|the right|the same|their) .*)"
)
# Where somebody is may be any place.
_ZONE = regex(
    r"(?:please |can you |could you |i want to |i'd like to )*"
    r"(?:adjust|change|correct|fix|make|move|put|set|switch|update|use) (?:[a-z]+ ){0,3}?"
    r"(?:time ?zone|clocks?|local time)\b[^.!?]*"
    r"|my (?:time ?zone|local time) is\b[^.!?]*"
)
# One of several, by its place among them: "the one before", "and the other one".
_BY_PLACE = regex(
    rf"(?:(?:and|but|no|ok|what about|how about|show|show me|give me|open|read|see|just|only),? )*"
    rf"(?:the )?"
    rf"(?:(?:(?P<place>{OTHER_PLACES})|other|previous|middle|preceding|following)"
    r"(?: (?:one|two|ones|excerpt|hit|quotation|quote|result))"
    r"|the other|one (?:before|after|between|above|below|next)(?: (?:that|it|this))?"
    r"|(?:number |nr\.? ?|no\. ?|# ?)?(?P<number>\d{1,2})"
    rf"|number (?P<counted>{OTHER_PLACES}|one))"
    r"(?: (?:on|in|of) (?:the|your|this|that) (?:list|answer|results))?"
    r"(?: (?:again|then|please))*"
    r"|(?:no,? )*not (?:that|this) one"
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(pair for row in _ROWS for pair in pairwise(row))
_FEWEST_KEYS, _SHORTEST_OF_KEYS = 3, 4
# What is longer tells of something, and has more words than any of these forms.
_LONGEST = 160
_IS_THAT_ALL = regex(
    r"(?:(?:so|and|ok|hm+),? )*(?:(?:is )?that(?:'s| is)? (?:all|it|everything)|thats all)"
    r"(?: (?:there is|you have|you(?:'ve)? got|you found))?"
)


@dataclass(frozen=True, slots=True)
class RequestRead:
    """What is asked for, and the words of what is wanted: a topic, "2 apa"."""

    request: Request
    topic: str = ""


# In this order: what a message is as a whole.
_FORMS: tuple[tuple[Request, Callable[[str], object]], ...] = (
    *((Request.ABOUT, one.fullmatch) for one in (WHO, SOURCES, COVERAGE, MADE_UP)),
    (Request.HELP, ABILITIES.fullmatch),
    (Request.PASTIME, PASTIME.fullmatch),
    (Request.DEAD_LINK, DEAD_LINK.fullmatch),
    (Request.OPINION, OPINION.fullmatch),
    (Request.UNSUBSCRIBE, is_unsubscribing),
    (Request.LIST, is_changing),
    (Request.SETTINGS, _ZONE.fullmatch),
    (Request.INSULT, _OUTDONE.fullmatch),
    (Request.HELP, HOW_TO.fullmatch),
    (Request.COMPLAINT, REMARK.fullmatch),
)


def read_form(bare: str, *, is_asked: bool) -> RequestRead | None:
    """Read a message in small letters that is a set form; `is_asked`: it has a question mark."""
    if (placed := read_place(bare)) is not None:
        return placed
    if is_of_keys(bare):
        return RequestRead(Request.OTHER)
    if _asks_for_all(bare, is_asked=is_asked):
        return RequestRead(Request.MORE)
    if (found := LISTED.fullmatch(bare)) is not None and found.lastgroup:
        return RequestRead(Request(found.lastgroup))
    if SPEAKERS.fullmatch(bare):
        return RequestRead(Request.PEOPLE)
    is_short = len(bare) <= _LONGEST
    request = next((one for one, is_form in _FORMS if is_short and is_form(bare)), None)
    return RequestRead(request) if request else None


def read_place(bare: str) -> RequestRead | None:
    """Read which one of several is meant, by its place: "the third one", "#3"."""
    placed = _BY_PLACE.fullmatch(bare)
    if placed is None:
        number = place_to_open(bare)
        return RequestRead(Request.WHICH, number) if number else None
    place = placed["place"] or placed["number"] or placed["counted"]
    return RequestRead(Request.WHICH, number_of(place))


def denies(bare: str) -> bool:
    """Tell whether a message denies what was shown: "he never said that"."""
    return _DENIED.fullmatch(bare) is not None


def is_of_keys(word: str) -> bool:
    """Tell whether a word is keys of a keyboard in a row, as nobody writes: "asdfgh"."""
    if len(word) < _SHORTEST_OF_KEYS:
        return False
    runs, length = [], 1
    for pair in pairwise(word):
        if pair in _BESIDE:
            length += 1
        else:
            runs.append(length)
            length = 1
    return min([*runs, length]) >= _FEWEST_KEYS


def _asks_for_all(bare: str, *, is_asked: bool) -> bool:
    """Tell whether somebody asks if that is all; "that's all" without a mark thanks."""
    is_asked = is_asked or "is that" in bare
    return is_asked and _IS_THAT_ALL.fullmatch(bare) is not None
