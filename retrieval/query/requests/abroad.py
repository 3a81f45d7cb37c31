"""Reads wishes to whoever answers in languages that are not read: "montre plus", "danke dir".

A wish has a word for each of its parts, in any order, and no topic beside them; of what somebody
wants to hear, or no longer, there may be one. It becomes the English wish that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from retrieval.query.words.abroad.in_english import ReadAbroad
from retrieval.query.words.abroad.languages import is_english
from retrieval.query.words.abroad.small_words import Language
from retrieval.query.words.abroad.wishes.vocabulary import forms_by_language, vocabulary_of
from retrieval.text.tokens import STOP_WORDS

_SIGNS = " .,;:!?…\"“”'‘’()*~–—-"
# What is longer tells of something.
_LONGEST = 160
_MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class _Wish:
    """A wish in English, and the kinds of words of which it has one each.

    `most_strange`: so many words that no table has may stand beside them.
    """

    english: str
    kinds: frozenset[str]
    most_strange: int = 0
    may_name: bool = False


def _wishes(english: str, *ways: str, strange: int = 0, may_name: bool = False) -> Iterator[_Wish]:
    for way in ways:
        yield _Wish(english, frozenset(way.split()), strange, may_name)


_LIST = "what am i subscribed to"
_SUBSCRIBE = "notify me"
# In this order: of "merci de me désabonner" and "danke für die Hilfe" thanks and help are no wish.
_WISHES = (
    *_wishes("unsubscribe", "unsubscribe", strange=3, may_name=True),
    *_wishes("unsubscribe", "stop notices", "stop send", strange=3, may_name=True),
    *_wishes("unsubscribe", "stop subscribe", "stop notify", strange=3, may_name=True),
    *_wishes(_LIST, "my notices show", "my notices which"),
    *_wishes(_SUBSCRIBE, "subscribe", "notify", "when notices", strange=6, may_name=True),
    *_wishes(_SUBSCRIBE, "when send", "want notices", strange=6, may_name=True),
    *_wishes(_LIST, "notices show", "notices which"),
    *_wishes("undo", "undo", strange=2),
    *_wishes("go back", "back"),
    *_wishes("thanks", "thanks praise"),
    *_wishes("context", "before sentence", "whole sentence", "whole result", strange=1),
    *_wishes("context", "context", "context asked", "before comes", "before asked"),
    *_wishes("newest first", "newest first"),
    *_wishes("more", "more result", "more show", strange=1),
    *_wishes("more", "more"),
    *_wishes("who are you", "who you", "bot you"),
    *_wishes("thanks", "thanks", strange=2),
    *_wishes("help", "how use", strange=1),
    *_wishes("help", "help", "what can you"),
    *_wishes("goodbye", "bye", strange=1),
    *_wishes("hello", "hello"),
)
# Of the words of a message at most one of so many may be strange; more of them if they may name.
_ONE_OF, _ONE_OF_NAMED = 4, 2
_FEWEST_TELLING = 2
# What was said, and about what: no other wish has such words, though any text has.
_ASKED = "asked"


def wish_abroad(
    message: str, language: Language | None, named: Callable[[Language], str]
) -> ReadAbroad | None:
    """Read a wish in a language that is not read; None if it is none, or may be English.

    `language` is that of the message, if it is known for sure. `named` tells what a message names,
    as an English question has it.
    """
    if len(message) > _LONGEST or (language is None and _is_rather_english(message)):
        return None
    read = [
        (strange, wish, one)
        for one, words in forms_by_language(message).items()
        for strange, wish in _read(one, words)
        if _is_sure(one, language, message)
        and (not strange or (language and one.name == language.name) or _tells(words))
    ]
    if not read:
        return None
    strange, wish, one = min(read, key=lambda each: (each[0], each[2] != language))
    names = named(one) if strange else ""
    if names and not wish.may_name:
        return None
    told = f" {names}" if names and wish.english == _SUBSCRIBE else ""
    return ReadAbroad(one, f"{wish.english}{told}")


def _read(language: Language, words: list[set[str]]) -> Iterator[tuple[int, _Wish]]:
    """Yield the first wish that words make in a language, with how many of them are strange."""
    if not 0 < len(words) <= _MOST_WORDS:
        return
    vocabulary = vocabulary_of(language)
    kinds = vocabulary.kinds_of(frozenset[str]().union(*words))
    strange = sum(not forms for forms in words)
    asking = sum(all(map(vocabulary.is_asking, forms)) for forms in words) - strange
    for wish in _WISHES:
        other = strange + (0 if _ASKED in wish.kinds else asking)
        if wish.kinds <= kinds and _may_be_strange(other, len(words), wish):
            yield other, wish
            return


def _may_be_strange(strange: int, words: int, wish: _Wish) -> bool:
    most = words // (_ONE_OF_NAMED if wish.may_name else _ONE_OF)
    return strange <= min(wish.most_strange, most)


def _is_sure(one: Language, language: Language | None, message: str) -> bool:
    """Tell whether a message of one word is in a language: it is written as there, with accents."""
    words = message.casefold().split()
    if language is not None or one.joins_words or len(words) > 1:
        return True
    return not vocabulary_of(one).written.isdisjoint(word.strip(_SIGNS) for word in words)


def _tells(words: list[set[str]]) -> bool:
    """Tell whether words have as many of a language as tell which it is."""
    return sum(any(not is_english(form) for form in forms) for forms in words) >= _FEWEST_TELLING


def _is_rather_english(message: str) -> bool:
    """Tell whether most words of a message are English, two of them small: the others are names.

    So the vocabularies of all languages are not made for a first question in English.
    """
    words = [word for one in message.casefold().split() if (word := one.strip(_SIGNS))]
    english = sum(map(is_english, words))
    small = len(STOP_WORDS.intersection(words))
    return english == len(words) or (small >= _FEWEST_TELLING and 2 * english > len(words))
