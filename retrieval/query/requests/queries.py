"""Understands messages that are meant for whoever answers as a whole: a Query, or None."""

from __future__ import annotations

from retrieval.model.query import Intent, Query, Request
from retrieval.query.requests.addressing import IsOnRecord, known_words
from retrieval.query.requests.as_spoken import as_spoken
from retrieval.query.requests.forms import RequestRead
from retrieval.query.requests.reading import read_request
from retrieval.query.words.stop_phrases import is_small_talk
from retrieval.text.tokens import tokenize

_THANKS = frozenset("thank thanks thx".split())
_COURTESIES = frozenset({Request.FAREWELL, Request.LANGUAGE, Request.THANKS})
_MORE_THAN_GREETING = frozenset({Request.ABOUT, Request.FAREWELL})
# What is longer asks, or tells of something.
_LONGEST_REQUEST = 300


def as_courtesy(question: str) -> Query | None:
    """Understand what is said out of courtesy in whatever language: "merci", "auf Deutsch"."""
    if len(question) > _LONGEST_REQUEST:
        return None
    read = read_request(question)
    if is_greeting(question, read):
        return Query(question, Intent.SMALL_TALK)
    is_courtesy = read is not None and read.request in _COURTESIES
    return requesting(question, read) if is_courtesy else None


def as_request(question: str, typed_right: str, is_on_record: IsOnRecord) -> Query | None:
    """Understand a whole message as one to whoever answers; None if some of it may be asked."""
    if len(question) > _LONGEST_REQUEST:
        return None
    read = read_request(question, is_on_record) or read_request(typed_right, is_on_record)
    return requesting(question, read)


def requesting(question: str, read: RequestRead | None) -> Query | None:
    """Return the query of a message by what it asks of whoever answers; None if that is nothing."""
    if read is None:
        return None
    return Query(question, Intent.REQUEST, request=read.request, wanted=read.topic)


def is_greeting(question: str, read: RequestRead | None) -> bool:
    """Tell whether a message greets; `read` is what it asks of whoever answers."""
    # "Are you a bot?" has the words of a greeting, and so has "hello, thanks".
    is_more = read is not None and (read.request in _MORE_THAN_GREETING or thanks(question))
    return not is_more and is_small_talk(_folded(as_spoken(question.casefold(), known_words())))


def thanks(message: str) -> bool:
    """Tell whether a message has a word of thanks."""
    return not _THANKS.isdisjoint(_folded(message))


def _folded(words: str) -> list[str]:
    return [token.folded for token in tokenize(words)]
