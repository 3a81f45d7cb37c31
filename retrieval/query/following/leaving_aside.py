"""What a follow-up may mean else: without everyday words, by itself, or without what was barred.

The record decides between them: "widen it, China generally" asks of China.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from retrieval.model.query import Intent, Query, Term
from retrieval.model.release import ReleaseKind, Span
from retrieval.patterns import regex
from retrieval.query.following import wordings
from retrieval.query.who.lists import is_somebody
from retrieval.query.who.offices import names_state
from retrieval.query.who.reported import as_reported
from retrieval.query.words import threads
from retrieval.query.words.frames import lacks_topic
from retrieval.query.words.thread_terms import folded_words, joined
from retrieval.query.words.threads import PRONOUNS
from retrieval.text.everyday import is_everyday
from retrieval.text.folding import fold
from retrieval.text.tokens import STOP_WORDS, tokenize

# A topic without a verb: "specific measures?".
_MOST_OF_FRAGMENT = 3
_OF_SENTENCES = PRONOUNS | STOP_WORDS
_MOST_WORDS, _MOST_WORDS_ALONE = 8, 10
# "Financial aid" is a thing asked of somebody; more words are a topic by themselves.
_MOST_OF_A_THING = 2
_DEFINITE = regex(r"\b(?:the|that|this|those|these)\b", re.IGNORECASE)
_OF_LENGTH = regex(r"\bhow (?:long|many (?:hours|minutes))\b", re.IGNORECASE)
_POINTING = PRONOUNS | {"then", "there"}


def readings_in_thread(
    own: Query, followed: Query, read: Callable[[str], Query]
) -> tuple[Query, ...]:
    """Return what a follow-up may mean, of which the first that the record answers is meant.

    It may ask for another thing of those named before, mean what was `followed`, the same without
    its everyday words, its own topic alone, or without what was excluded before. `own` is the
    follow-up by itself; `read` reads other words in its place. No name and no word of a topic is
    ever left aside. Empty if it means one thing only.
    """
    if followed.intent is not Intent.QUESTION or own.unheld_office or own.translation:
        return ()
    aspects = (*_of_names_before(own, followed), *_within_topic(own, followed))
    others = (
        *as_any_kind(followed),
        *as_reported(followed),
        *_without_light_topic(own, followed),
        *_without_light_words(own, read),
        *_alone(own, followed),
        *_of_day(own, followed),
        *_unlimited(own, followed),
    )
    return (*aspects, followed, *others) if aspects or others else ()


def as_any_kind(query: Query) -> Iterator[Query]:
    """Yield a question whose "statements" are what was said, and no kind of pages."""
    if query.kinds == {ReleaseKind.STATEMENT} and query.terms:
        yield replace(query, kinds=frozenset())


def _alone(own: Query, followed: Query) -> Iterator[Query]:
    """Yield a topic by itself that was joined to the one before: "and about ties with Korea?".

    "And Biden?" asks what he has to do with the topic before, if that is nothing.
    """
    topical = [one for one in own.terms if not is_light(one)]
    is_joined = len(followed.terms) > len(own.terms)
    is_topic = bool(topical) and not all(map(is_somebody, topical))
    if is_joined and is_topic and not (own.phrases or _points(own)):
        yield replace(followed, terms=own.terms, phrases=())


def _of_day(own: Query, followed: Query) -> Iterator[Query]:
    """Yield how long something lasted on a day, whatever was spoken of: "how long was the call"."""
    is_of_day = own.period is not None and own.period.is_day
    if (
        is_of_day
        and _OF_LENGTH.search(own.english)
        and all(map(is_light, own.terms))
        and not (own.phrases or own.voices)
    ):
        yield replace(own, former=followed.former)


def _of_names_before(own: Query, followed: Query) -> Iterator[Query]:
    """Yield a new topic of no name as asked of those who were named before.

    After "did Japan promise weapons to Ukraine?" that is "what about aid?".
    """
    before = followed.former
    has_topics = bool(own.terms and before and before.terms and followed.terms)
    if before is None or not has_topics or own.phrases or own.releases:
        return
    if any(map(_is_name, own.terms)) or any(one in followed.terms for one in before.terms):
        return
    named = tuple(one for one in before.terms if _is_name(one))
    asked = tuple(one for one in own.terms if not is_light(one))
    asked = asked or (own.terms[-1:] if len(own.terms) <= _MOST_OF_A_THING else ())
    is_thing = all(map(is_light, asked)) or len(named) < len(before.terms)
    if named and is_thing and asked and len(own.terms) <= _MOST_OF_A_THING:
        # What is kept of a question is read again: it has to say what it was taken for.
        rest = _without(own, [one for one in own.terms if one not in asked])
        words = f"{rest}, {' '.join(one.word for one in named)}"
        yield replace(followed, question=words, terms=(*asked, *named))


def _within_topic(own: Query, followed: Query) -> Iterator[Query]:
    """Yield everyday words as asked within the topic before, or a few of them by themselves.

    "Does it say unwavering each time?"; after a quotation "specific measures?" is another topic.
    """
    before = followed.former
    if before is None or not own.terms or own.phrases or followed.terms != before.terms:
        return
    unsaid = wordings.unsaid(fold(own.english).text)
    said = (one for one in own.terms if not unsaid.issuperset(folded_words(one)))
    asked = tuple(one for one in said if not _is_of_answers(one))
    if not asked:
        return
    yield replace(followed, terms=joined(before.terms, asked))
    words = [token.folded for token in tokenize(own.question)]
    if len(words) <= _MOST_OF_FRAGMENT and _OF_SENTENCES.isdisjoint(words):
        yield replace(followed, terms=asked, phrases=())
    aside = (one.word for one in asked)
    yield replace(followed, left_aside=(*followed.left_aside, *aside))


def _is_of_answers(term: Term) -> bool:
    """Tell whether a term is of answers, or says what to do with them: "turn it round"."""
    words = folded_words(term)
    if lacks_topic(words) or threads.OPENERS.issuperset(words):
        return True
    return all(map(threads.means_thread, tokenize(term.word)))


def _is_name(term: Term) -> bool:
    """Tell whether a term is a name: it has a capital, is a country, or short for several words."""
    is_short_for_several = any(len(name) > 1 for name in term.names)
    return term.is_proper or is_short_for_several or names_state(term.word)


def _without_light_topic(own: Query, followed: Query) -> Iterator[Query]:
    """Yield the topic before without its everyday words: "who requested it", "how long was it?"."""
    kept = tuple(one for one in followed.terms if not is_light(one))
    if not own.terms and kept and len(kept) < len(followed.terms):
        aside = (one.word for one in followed.terms if one not in kept)
        yield replace(followed, terms=kept, left_aside=(*followed.left_aside, *aside))


def _unlimited(own: Query, followed: Query) -> Iterator[Query]:
    """Yield a new topic without what was excluded of the one before."""
    if own.terms and followed.excluded and not own.excluded:
        left = (f"without {one.word}" for one in followed.excluded)
        yield replace(followed, excluded=(), left_aside=(*followed.left_aside, *left))


def _without_light_words(own: Query, read: Callable[[str], Query]) -> Iterator[Query]:
    """Yield what is left of a follow-up without its everyday words, if something is."""
    light = [one for one in own.terms if is_light(one)]
    if not light or own.phrases:
        return
    rest = _without(own, light)
    left = read(rest) if rest else own
    if rest and left.intent is Intent.QUESTION and _keeps_topic(own, left):
        aside = (one.word for one in light)
        yield replace(left, left_aside=(*left.left_aside, *aside))


def _keeps_topic(own: Query, left: Query) -> bool:
    """Tell whether a question still asks for each word of a topic: "no I AUKUS" would deny it."""
    said = {fold(one.word).text for one in left.terms}
    said.update(fold(one.written).text for one in left.voices)
    topic = (one for one in own.terms if not is_light(one))
    return all(fold(one.word).text in said for one in topic)


def _without(query: Query, terms: Sequence[Term]) -> str:
    """Return the words of a question without those of some terms."""
    words = {token.folded for one in terms for token in tokenize(one.word)}
    tokens = [one for one in tokenize(query.question) if one.folded not in words]
    return " ".join(one.span.of(query.question) for one in tokens)


def has_light_words(query: Query) -> bool:
    """Tell whether a question of a few words has a word that tells nothing.

    If no other word tells anything, it has to name a thing that was named: "when is the meeting?".
    """
    if query.intent is not Intent.QUESTION or query.phrases or query.readings:
        return False
    light = sum(map(is_light, query.terms))
    is_alone = light == len(query.terms)
    if not light or (is_alone and not _DEFINITE.search(query.question)):
        return False
    return query.question.count(" ") < (_MOST_WORDS_ALONE if is_alone else _MOST_WORDS)


def is_light(term: Term) -> bool:
    """Tell whether a term is an everyday word, or one for answers, and no name."""
    if term.is_proper:
        return False
    tokens = tokenize(term.word)
    return is_everyday(term.names[0]) or all(map(threads.means_thread, tokens))


def is_topic(term: Term, question: str, quoted: Sequence[Span]) -> bool:
    """Tell whether a term of a question with quotations is quoted, or no everyday word.

    "Quote check" and "is that the exact line?" ask for the quotation. One word between marks, as
    "2+2", is a name and no quotation.
    """
    said = [span.of(question) for span in quoted]
    is_quoted = any(term.word in one or one in term.word for one in said)
    return not any(" " in one for one in said) or is_quoted or not is_light(term)


def _points(query: Query) -> bool:
    """Tell whether a question points to what was said before: "did he tell Blinken that?"."""
    words = {token.folded for token in tokenize(query.english)}
    return not words.isdisjoint(_POINTING)
