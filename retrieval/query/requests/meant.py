"""Tells whether words that make a wording are meant for whoever answers, or could be a topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from retrieval.model.query import Request
from retrieval.patterns import regex
from retrieval.query.requests.tables.languages import OWN_NAMES
from retrieval.query.requests.tables.vocabulary import STANDS_ALONE

_ALONE = frozenset(
    "bot commands example examples faq help instructions lost manual menu options sos".split()
)
_ADDRESSED = frozenset("bot kaiken machine this you your you're u".split())
_MANUAL = frozenset("commands examples instructions manual menu options sample samples".split())
_USED = frozenset("i me use work works you your".split())
_DONE = frozenset("ask do does phrase search start type use work works write".split())
_ASKED_OF_THE_BOT = frozenset("do can does is are am what's".split())
_OF_ONESELF = frozenset("i i'm me my".split())
_ABOUT_ONESELF = regex(
    r"\b(?:you|my|mine|myself|(?:about|of|on) me)\b|^who can .*\bi\b"
    r"|\b(?:this chat|these (?:chat|conversation|message|question)s)\b"
)
# What is asked in the past or of a third is asked of the record: "was it wrong?".
ASKS = frozenset(
    "can did do does had has have is was were what when where which who whom whose will how".split()
)
_OWN_NAMES = frozenset(OWN_NAMES.split()) - {"bahasa", "indonesia"}
_OF_THE_BOT = frozenset({"you", "your", "you're", "answer", "answers"})
_FIRST_PERSON = frozenset("i i'd i'm i've my".split())
_WISHES = frozenset({"can", "will"})
_HAPPENED = frozenset("did does had has was were".split())

Words = Sequence[str]


def is_addressed(request: Request, words: Words) -> bool:
    """Tell whether words that could be a topic speak to whoever answers."""
    if len(words) == 1 and request not in _EVEN_ALONE:
        return words[0] in STANDS_ALONE or words[0] in _OWN_NAMES
    is_meant = _MEANT.get(request)
    return is_meant is None or is_meant(words)


def _asks_for_help(words: Words) -> bool:
    is_of_bot = not (_ADDRESSED | _OF_ONESELF).isdisjoint(words)
    is_sentence = len(words) > 1 and not _ASKED_OF_THE_BOT.isdisjoint(words)
    # "How is it where you are?" asks for no help.
    is_sentence = is_sentence and "where" not in words[1:]
    is_how = "how" in words and not _USED.isdisjoint(words) and not _DONE.isdisjoint(words)
    is_who = not {"who", "who's"}.isdisjoint(words) and not _ADDRESSED.isdisjoint(words)
    is_word = len(words) == 1 and words[0] in _ALONE
    is_word |= not is_sentence and not _ALONE.isdisjoint(words) and is_of_bot
    is_word |= not _MANUAL.isdisjoint(words)
    return (is_sentence and is_of_bot) or is_how or is_who or is_word


def _is_said(words: Words) -> bool:
    # "Have a nice weekend" asks nothing.
    is_asked = words[0] in ASKS and [*words[:2]] != ["have", "a"]
    return len(words) == 1 or not is_asked


def _is_wished(words: Words) -> bool:
    return (ASKS - _WISHES).isdisjoint(words[:1])


def _is_shouted(words: Words) -> bool:
    # "I've had a lousy day" calls nobody anything.
    if words[0] in _FIRST_PERSON and _ADDRESSED.isdisjoint(words):
        return False
    is_shout = words[:2] == ["what", "a"] or ASKS.isdisjoint(words[:1])
    return is_shout or not _ADDRESSED.isdisjoint(words)


def _is_complained(words: Words) -> bool:
    return ASKS.isdisjoint(words[:1]) or not _OF_THE_BOT.isdisjoint(words)


def _is_to_be_said_again(words: Words) -> bool:
    # "Did the US repeat that later?" asks of a third.
    return words[0] not in _HAPPENED or "you" in words


def _is_of_oneself(words: Words) -> bool:
    return _ABOUT_ONESELF.search(" ".join(words)) is not None


_EVEN_ALONE = frozenset({Request.HELP, Request.NOTED, Request.FAREWELL})
_MEANT: Mapping[Request, Callable[[Words], bool]] = MappingProxyType(
    {
        Request.HELP: _asks_for_help,
        Request.NOTED: _is_said,
        Request.FAREWELL: _is_said,
        Request.FORMAT: _is_wished,
        Request.INSULT: _is_shouted,
        Request.COMPLAINT: _is_complained,
        Request.BACK: _is_to_be_said_again,
        Request.OWN_DATA: _is_of_oneself,
    }
)
