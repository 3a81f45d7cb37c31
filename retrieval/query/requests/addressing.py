"""Tells whether a message speaks to whoever answers: it has no word that could be a topic.

Such a message says "you" or "I", or points to what was answered ("that", "it"), and is made of
everyday words and of those that requests are made of. One that speaks of others ("what did he say
about it?") asks the record, and so does what only opens with a request to tell ("can you tell me").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.model.query import Request
from retrieval.query.requests.vocabulary import INSULTS, OF_CHATS
from retrieval.query.requests.wordings import WORDINGS
from retrieval.text.everyday import is_everyday
from retrieval.text.stems import stem
from retrieval.text.tokens import STOP_WORDS

_YOU = frozenset("u ur you you'd you'll you're you've your yours yourself".split())
_BOT = re.compile(
    r"\b(?:bot|chatbot|kaiken"
    r"|this (?:app|chat|machine|program|robot|service|site|software|thing|tool))\b"
)
_OF_ONESELF = frozenset("i i'd i'll i'm i've me mine my myself us".split())
_POINTING = frozenset("it it's that that's these this those".split())
_THIRD_PERSONS = frozenset(
    "he he'd he's her hers him his she she'd she's their them they they'd they're".split()
)
_OF_OTHERS = _THIRD_PERSONS | frozenset(
    """
    did had has have was were will would who whom whose why when minister ministers country
    countries world people state states government governments talks meeting meetings visit war
    agreement situation position stance
    """.split()
)
# What asks to be told stands before any question: "can you tell me", "do you know".
_TO_TELL = re.compile(
    r"^(?:(?:so|and|but|ok|hey|please|sorry) )*"
    r"(?:(?:can|could|would|will) you\b(?! (?:also )?(?:answer|do|draw|hear|help|learn|remember"
    r"|speak|summari[sz]e|talk|think|translate|understand|write)\b)"
    r"|(?:do|did|have) you (?:ever )?(?:find|got|have|know|see)\b"
    r"|(?:are you )?able to\b|(?:tell|show|give|get|send|find) me\b)"
)
# "You absolute muppet", "are you braindead": what somebody is called may be any word.
_CALLED = re.compile(
    r"(?:oh |hey )?(?:you(?:'re| are| is)?|are you|u r|u)(?: (?:a|absolute|an|big|bloody|complete"
    r"|just|little|old|proper|real|really|so|such|the|total|utter|very|what)"
    r"| (?:bag|bunch|load|piece|pile|sack|waste) of)* [a-z-]+"
)
_EXCLAIMS = re.compile(r"(?:oh |well |wow )?(?:what|such) (?:an?|absolute|complete|total|utter) ")
# "The date is wrong" is said of an answer.
_ANSWER = re.compile(
    r"\b(?:the|your) (?:answer|citation|date|document|link|name|page|quotation|quote|quotes|result"
    r"|results|source|speaker|text|wording|year)\b"
)
# A longer message tells of something.
_LONGEST = 16
_MOST_POINTING = 7


def speaks_to_bot(words: Sequence[str]) -> bool:
    """Tell whether words speak to whoever answers, and name nothing that could be asked about."""
    if not 0 < len(words) <= _LONGEST:
        return False
    if words[0] in _POINTING and words[1:2] in (["did"], ["had"], ["has"], ["was"]):
        words = [words[0], *words[2:]]
    is_to_bot = says_you(words)
    is_addressed = is_to_bot or not (_OF_ONESELF | _POINTING).isdisjoint(words)
    said = " ".join(words)
    is_addressed = is_addressed or any(one.search(said) for one in (_ANSWER, _EXCLAIMS))
    return (is_addressed and (is_to_bot or _OF_OTHERS.isdisjoint(words))) and (
        all(map(_is_of_no_topic, words)) or is_called(words)
    )


def is_called(words: Sequence[str]) -> bool:
    """Tell whether words only say what whoever answers is: "you absolute muppet"."""
    return _CALLED.fullmatch(" ".join(words)) is not None


def only_points(words: Sequence[str]) -> bool:
    """Tell whether a few words only point to what was answered, and name no topic themselves."""
    is_pointing = not _POINTING.isdisjoint(words) and _OF_OTHERS.isdisjoint(words)
    return is_pointing and len(words) <= _MOST_POINTING and all(map(_is_of_no_topic, words))


def says_you(words: Sequence[str]) -> bool:
    """Tell whether words speak of whoever answers, and not only ask to be told something."""
    said = " ".join(words)
    is_named = _BOT.search(said) is not None
    asked = _TO_TELL.sub("", said, count=1).split()
    return (is_named or not _YOU.isdisjoint(asked)) and _THIRD_PERSONS.isdisjoint(asked)


def _is_of_no_topic(word: str) -> bool:
    is_known = word in STOP_WORDS or word in _of_requests() or is_everyday((stem(word),))
    return is_known and not word.isdecimal()


@cache
def _of_requests() -> frozenset[str]:
    """Return the words that requests are made of."""
    # "Releases" and "ministry" are topics, though one may ask about them whose the bot is.
    words = (one.words for one in WORDINGS if one.request is not Request.ABOUT)
    return frozenset(OF_CHATS.split()).union(INSULTS, *words)
