"""Understands a message of several sentences: what it asks, and what else it may ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from retrieval.model.query import Intent, Query, Term
from retrieval.patterns import regex
from retrieval.query.asking.clauses import is_open
from retrieval.query.asking.cues import OF_ONESELF
from retrieval.query.asking.finding import Asked, with_month
from retrieval.query.asking.pointing import (
    noun_pointed_to,
    points_back,
    points_to_page,
    points_to_thing,
    points_to_topic,
)
from retrieval.query.following.restating import asks_the_same
from retrieval.query.followups import follow
from retrieval.query.gist import find_gist
from retrieval.query.lexicon import Lexicon
from retrieval.query.when.joining import is_wider
from retrieval.text.everyday import is_everyday
from retrieval.text.folding import fold

_A_YEAR_AND_A_DAY = timedelta(days=366)
# Of a sentence that only filters, and how many of them are looked at.
_MOST_BLANKS = 12
_MOST_SHORT = 4
# Of a sentence that has a filter beside words that the record lacks.
_MOST_BLANKS_BESIDE = 20
# A shorter question of everyday words is about something told before: "what was decided in May?".
_MOST_BLANKS_OPEN = 6
# Of what is told beside a question, as many words are looked for.
_MOST_TOLD = 4
# Who says more tells of something of its own.
_MOST_OF_FOLLOW_UP = 20
# The record is asked so many times for one message.
_MOST_READINGS = 6
_TO_THE_BOT = regex(r"\byou(?:'re|'ve|r|rs)?\b", re.IGNORECASE)
_POINTS = regex(r"\bthese\b", re.IGNORECASE)
_UNWANTED = regex(
    r"(?:(?:i|we)(?: am| are|'m|'re)? )?(?:don't|do not|not|no need)"
    r" (?:want|need|require|care|interested|looking|for)\b"
)

# "I believe it was in May", "I'm not interested in readouts" are no story.
_HEDGE = regex(
    r"\b(?:(?:i|we) (?:believe|guess|mean|reckon|suppose|suspect|think)"
    r"|(?:i'm|i am|we're|we are) (?:fairly |not |pretty |quite )?(?:sure|certain|interested|looking"
    r"|after)|(?:i|we) (?:do not|don't|need|only|want|would like)|(?:i|we)'d (?:like|prefer)"
    r"|for me|if i (?:recall|remember)[^,.]*)\b",
    re.IGNORECASE,
)
_OF_OTHERS = regex(r"\b(?:he|she|they|his|her|their)\b", re.IGNORECASE)
_SAID = regex(r"\b(?:answered|asked|mentioned|replied|said|says|spoke|stated)\b", re.IGNORECASE)

# Understands some words, as they are meant on a day.
Understand = Callable[[str, date], Query]


def understand_message(
    asked: Asked, today: date, understand: Understand, lexicon: Lexicon
) -> Query:
    """Understand the sentence that asks; what it points to is in the others.

    Others of few words that only filter ("Press releases only.") belong to it. The `readings` of
    the Query are what else the message may ask, the best first, with the Query itself among them:
    the first that the record answers is meant.
    """
    if not asked.others:
        return understand(asked.words, today)
    return _MessageReader(asked, today, understand, lexicon).read()


@dataclass(frozen=True, slots=True)
class _MessageReader:
    asked: Asked
    today: date
    understand: Understand
    lexicon: Lexicon

    def read(self) -> Query:
        """Read the message into a Query with its readings."""
        asked, limits = self.asked, self._limits()
        told, *less_likely = map(self._told, asked.told or ("",))
        if asked.words:
            query, others = self._with_others(told, limits)
        else:
            query, others = replace(told, left_aside=asked.aside), asked.others
        found: list[Query] = []
        with_less_likely = [
            other
            for one in (less_likely if asked.words else ())
            if not asks_the_same(other := self._with_others(one, limits)[0], query)
        ]
        for base in (query, *self._other_readings(query, told, limits), *with_less_likely):
            found += (*self._limited(base, others), base)
        found = [one for one in found if self._is_known(one)]
        readings = tuple(replace(one, is_follow_up=False) for one in found[:_MOST_READINGS])
        is_open = not (query.terms or query.phrases or readings) and self._leaves_open()
        if query.intent is Intent.QUESTION and _asks_nothing(query):
            # Else all that is on record would be an answer.
            query = replace(query, intent=Intent.NO_TOPIC)
        return replace(
            query,
            readings=() if found == [query] else readings,
            is_follow_up=is_open,
            gist=find_gist(asked, self.lexicon),
        )

    def _leaves_open(self) -> bool:
        """Tell whether a short message goes on from what was asked before: "In May. What then?"."""
        sentences = (self.asked.words, *self.asked.others)
        if sum(map(len, map(str.split, sentences))) > _MOST_OF_FOLLOW_UP:
            return False
        return any(self._read(one).is_follow_up for one in sentences if one)

    def _read(self, words: str) -> Query:
        return self.understand(with_month(words), self.today)

    def _limits(self) -> tuple[str, ...]:
        """Find the short sentences that only filter, or say what must not be there."""
        short = [one for one in self.asked.others if one.count(" ") <= _MOST_BLANKS][:_MOST_SHORT]
        read = ((one, self._read(one)) for one in short)
        return tuple(
            one
            for one, query in read
            if _only_limits(query) and (query.excluded or query.barred or not _is_unwanted(one))
        )

    def _limit(self, query: Query, limits: Sequence[str]) -> Query:
        """Limit what is asked by sentences that only filter; no day is widened to its month."""
        if not limits:
            return query
        words = " ".join(map(with_month, limits))
        limit = replace(self._read(words), is_follow_up=True)
        # "11 December" is not widened to its month.
        if is_wider(limit.period, query.period):
            limit = replace(limit, period=None)
        query = _following(limit, query) if query.intent is Intent.QUESTION else limit
        return replace(query, question=f"{self.asked.words} {words}")

    def _with_others(self, told: Query, limits: Sequence[str]) -> tuple[Query, tuple[str, ...]]:
        """Understand the sentence that asks with the others; return those left aside."""
        asked = self.asked
        query = self._read(asked.words)
        has_topic = bool(query.phrases) or any(not is_everyday(one.names[0]) for one in query.terms)
        has_topic = has_topic and not (is_open(asked.words) and told.terms)
        # "How long was the call of 6 January?" says which call.
        is_long = query.question.count(" ") > _MOST_BLANKS_OPEN
        is_complete = bool(query.terms) and query.has_filters and is_long
        points = self._points_back(query.question)
        if has_topic and noun_pointed_to(query.question):
            terms = (*query.terms, *_new_terms(told, query))
            query = replace(query, terms=terms, phrases=(*query.phrases, *told.phrases))
        elif points or not (has_topic or is_complete):
            is_whole = points_to_page(query.question) or not has_topic
            own = query.terms
            query = replace(query, terms=own if has_topic else (), is_follow_up=True)
            query = _following(query, told if is_whole else _only_voices(told))
            if has_topic and points_to_thing(query.question):
                query = replace(query, terms=(*_new_terms(told, query), *query.terms))
            # If nothing that is told has a word of the record, everything would be found.
            query = query if query.terms or query.phrases else replace(query, terms=own)
        query = self._limit(query, limits)
        others = tuple(one for one in asked.others if one not in limits)
        left_aside = (*query.left_aside, *replace(asked, others=others).aside)
        return replace(query, is_follow_up=False, left_aside=left_aside), others

    def _other_readings(self, query: Query, told: Query, limits: Sequence[str]) -> Iterator[Query]:
        """What else a message may ask: the sentence by itself, others that ask, what is told."""
        if not self.asked.words:
            return
        alone = self._limit(self._read(self.asked.words), limits)
        points = self._points_back(self.asked.words)
        new = _new_terms(told, alone)
        if points and len(new) > 1 and alone.terms:
            # A pronoun means what was named last.
            yield replace(query, terms=(*new[-1:], *alone.terms))
        noun = noun_pointed_to(self.asked.words)
        is_known = self._is_known(alone)
        is_complete = not (told.terms and (points_to_topic(alone.question) or noun))
        is_another = (alone.terms, alone.filters) != (query.terms, query.filters)
        if is_known and is_another and is_complete:
            yield replace(alone, left_aside=query.left_aside)
        if _TO_THE_BOT.search(self.asked.words):
            return
        for words in self.asked.also:
            if _TO_THE_BOT.search(words):
                continue
            other = self._read(words)
            if self._is_known(other):
                left = replace(self.asked, others=(self.asked.words,)).aside
                yield replace(other, left_aside=(*other.left_aside, *left))
        # "Would you show me these refusals?", if the record has no such word; "that promise" is
        # what was told under another name.
        points = points or _POINTS.search(self.asked.words) is not None
        may_be_told = (points and not is_known) or noun != ""
        may_be_told = may_be_told and _TO_THE_BOT.search(told.question) is None
        if may_be_told and alone.terms and self._is_known(told):
            filters = replace(alone, terms=(), is_follow_up=True)
            yield replace(_following(filters, told), left_aside=query.left_aside)

    def _is_known(self, query: Query) -> bool:
        """Tell whether a query asks of something that the record has."""
        if query.intent is not Intent.QUESTION:
            return False
        return bool(query.phrases) or any(self.lexicon.evidence(one.word) for one in query.terms)

    def _limited(self, query: Query, others: Sequence[str]) -> Iterator[Query]:
        """Limit a query by filters that stand beside words of no meaning to the record.

        "It was early February 2022, I believe." limits only if what is asked is answered so.
        """
        limited = query
        short = [one for one in others if one.count(" ") <= _MOST_BLANKS_BESIDE]
        for one in short[:_MOST_SHORT]:
            limit = self._read(one)
            if limit.intent is not Intent.QUESTION or self._is_known(limit) or _is_story(one):
                continue
            if limit.kinds and _is_unwanted(one):
                barred = replace(limited.barred, kinds=limited.barred.kinds | limit.kinds)
                limited = replace(limited, barred=barred)
                continue
            if limit.period is not None and limited.period is None:
                limited = replace(limited, period=limit.period)
            if limit.kinds and not limited.kinds:
                limited = replace(limited, kinds=limit.kinds)
            if limit.is_order_asked and not limited.is_order_asked:
                limited = replace(limited, order=limit.order, is_order_asked=True)
        if limited is not query:
            yield limited

    def _points_back(self, words: str) -> bool:
        """Tell whether words mean something that was named in a sentence before them."""
        people = self.lexicon.speakers.words
        return points_back(words, self.lexicon.names_in, lambda name: fold(name).text in people)

    def _told(self, told: str) -> Query:
        """Understand what is told beside a question: its rarest words on record, its fixed days."""
        query = self._read(told)
        another_day = self.understand(told, self.today - _A_YEAR_AND_A_DAY)
        quoted = {word for phrase in query.phrases for word in phrase.split()}
        told_of = [one for one in query.terms if not is_everyday(one.names[0])]
        is_story = _is_story(told)
        is_whole = len(told_of) <= _MOST_TOLD and not is_story

        def may_be_meant(term: Term) -> bool:
            is_name = term.is_proper and not is_story
            is_known = bool(self.lexicon.evidence(term.word))
            return is_whole or is_name or is_known or _is_acronym(term.word)

        known = [
            term
            for term in told_of
            if may_be_meant(term) and fold(term.word).text not in quoted and not term.word.isdigit()
        ]
        rarest = sorted(known, key=self.lexicon.passages_with)[:_MOST_TOLD]
        is_fixed = query.period == another_day.period
        return replace(
            query,
            terms=tuple(one for one in query.terms if one in rarest),
            period=query.period if is_fixed else None,
        )


def _following(query: Query, told: Query) -> Query:
    """Complete what asks by what is told beside it: nothing of it is asked for itself."""
    whole = follow(query, told)
    return replace(whole, terms=tuple(replace(one, is_added=False) for one in whole.terms))


def _new_terms(told: Query, query: Query) -> list[Term]:
    """Return the terms of what is told that a query lacks."""
    named = {one.names for one in query.terms}
    return [one for one in told.terms if one.names not in named]


def _is_acronym(word: str) -> bool:
    """Tell whether a word is one of capitals: "ILO" is a topic though the record lacks it."""
    return len(word) > 1 and word.isalpha() and word.isupper()


def _is_story(sentence: str) -> bool:
    """Tell whether a sentence tells of whoever writes, or of others, and not of what was said."""
    bare = _HEDGE.sub("", sentence.replace("’", "'"))
    is_of_others = _OF_OTHERS.search(bare) is not None and _SAID.search(bare) is None
    return is_of_others or OF_ONESELF.search(bare) is not None


def _is_unwanted(sentence: str) -> bool:
    """Tell whether somebody says what is not wanted: "I'm not interested in readouts."."""
    return _UNWANTED.match(fold(sentence).text) is not None


def _only_voices(told: Query) -> Query:
    """Leave of what is told who speaks: "did he mention Taiwan?" asks of no day."""
    return Query(told.question, voices=told.voices, terms=told.terms)


def _only_limits(query: Query) -> bool:
    """Tell whether a sentence has no topic, but a filter, an order or what must not be there."""
    return not (query.terms or query.phrases) and _limits(query)


def _limits(query: Query) -> bool:
    is_fewer = query.most > 0 or query.is_asked
    return (
        is_fewer
        or query.has_filters
        or query.is_order_asked
        or bool(query.excluded or query.barred)
    )


def _asks_nothing(query: Query) -> bool:
    """Tell whether a question has neither a topic nor anything that limits it."""
    return not (query.terms or query.phrases or _limits(query))
