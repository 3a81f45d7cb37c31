"""Finds the sentence of a message that asks; the others greet, thank, or tell what it is for."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from retrieval.model.release import Span
from retrieval.query.asking.clauses import (
    CUED,
    TOLD,
    Evidence,
    find_clause,
    is_about_something,
    own_form,
)
from retrieval.query.asking.cues import (
    CLOSING,
    GIVING_UP,
    GREETING,
    IDENTITY,
    NUMBER,
    OF_ONESELF,
    ON_RECORD,
    THANKS,
    UNMEANT,
    WIDENING,
)
from retrieval.query.requests.reading import asks_of_bot, read_request
from retrieval.query.words.stop_phrases import is_small_talk
from retrieval.query.words.threads import PRONOUNS
from retrieval.text.dates import MONTH
from retrieval.text.sentences import sentences
from retrieval.text.tokens import STOP_WORDS, tokenize

# A month alone is a period, "may" and "march" too.
_MONTH_ALONE = re.compile(
    r"(?P<opens>(?i:(?:(?:and|or|but|only|just|then|now|ok|okay|so|what about|how about|whatever"
    r"|give me|show me|start with|the),? )*))"
    rf"(?P<month>(?i:{MONTH}))(?i: ones?)?(?P<behind>(?i:\b[, ]*(?:too|also|as well"
    r"|then|only|please|instead)?[ ?.!]*))"
)
_OF_THE_WRITER = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|my|me|myself)\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!…][\"”’»)\]]*\Z")
_FEWEST_BLANKS_TOLD = 4
_LONGEST_ASIDE = 60
# Of the sentence that asks: how many of its words the record has, and whether it speaks of
# statements and of those who make them.
_MOST_EVIDENCE, _ON_RECORD = 3.0, 1.5
# So many sentences are looked at, from the beginning and from the end.
_FIRST, _LAST = 30, 60
_FEWEST_SENTENCES, _FEW_SENTENCES = 2, 3
# Of a message with several questions, so many besides the best are read.
_MOST_ALSO = 2
_QUOTATION_MARKS = frozenset('"“”„«»‘')
# What points to another sentence for its topic asks less than one that has it.
_POINTING_SHARE = 0.5
# A sentence begins with a small letter where somebody writes all in small letters.
_SMALL_WORD_AT_END = re.compile(r"(?<= )([a-z]+)\.(?= [A-Z])")
_LARGE_BEGINNING = re.compile(r"[.!?…]\)? [A-Z]")
# "I.e. before the war", "at 8 a.m. in Tokyo".
_SHORTENED = r"(?<!i\.e\. )(?<!e\.g\. )(?<!a\.m\. )(?<!p\.m\. )(?<!vs\. )(?<!no\. )"
_SMALL_BEGINNING = re.compile(rf"(?<=[.!?…] ){_SHORTENED}[a-z]|(?<=[.!?…]\) )[a-z]")


def clean(question: str) -> str:
    """Remove control characters and broken code units from a question, and fold blanks."""
    if question.isprintable():
        return " ".join(question.split())
    kept = (
        " "
        if unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co", "Zl", "Zp"}
        else character
        for character in question
    )
    return " ".join("".join(kept).split())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message asks, and its other sentences that are about something.

    `told` is the one of these that says most about the record. Nothing asks if `words` is empty.
    `also` are others that ask, the best first: the record may answer one of them instead.
    `starts_anew`: it gives up what was asked before: "never mind. Ukraine".
    """

    words: str
    others: tuple[str, ...] = ()
    told: str = ""
    also: tuple[str, ...] = ()
    starts_anew: bool = False

    @property
    def aside(self) -> tuple[str, ...]:
        """The other sentences, as they are shown: the first words of them."""
        whole = " ".join(self.others)
        if len(whole) <= _LONGEST_ASIDE:
            return (whole,) if whole else ()
        cut = whole[: _LONGEST_ASIDE + 1].rpartition(" ")[0] or whole[:_LONGEST_ASIDE]
        return (f"{cut.rstrip()}…",)


def find_asked(message: str, longest: int, evidence: Evidence) -> Asked:
    """Find the sentence of a message that asks, in at most `longest` characters.

    Of several, it is the one that looks most like asking and has most `evidence`: how many words it
    has that tell the record's passages apart. If none asks, all of a message of few sentences does;
    a longer one only tells. Greeting and thanks are left out.
    """
    message = with_month(message)
    straight = message.replace("’", "'")
    given_up = GIVING_UP.match(straight)
    if given_up is None or WIDENING.match(straight, given_up.end()):
        return _as_typed(_find_asked(straight, longest, evidence), straight, message)
    asked = _find_asked(straight[given_up.end() :], longest, evidence)
    return replace(_as_typed(asked, straight, message), starts_anew=True)


def _as_typed(asked: Asked, straight: str, typed: str) -> Asked:
    """Return what was found in a message with straight apostrophes with those that were typed."""
    if straight == typed:
        return asked

    def typed_for(words: str) -> str:
        at = straight.find(words)
        return typed[at : at + len(words)] if at >= 0 else words

    return replace(
        asked,
        words=typed_for(asked.words),
        others=tuple(map(typed_for, asked.others)),
        told=typed_for(asked.told),
        also=tuple(map(typed_for, asked.also)),
    )


def with_month(words: str) -> str:
    """Write words that are a month alone, "the February one", as the time that they mean."""
    month = _MONTH_ALONE.fullmatch(words)
    return f"{month['opens']}in {month['month']}{month['behind']}" if month else words


def _find_asked(message: str, longest: int, evidence: Evidence) -> Asked:
    greeting = GREETING.match(message)
    bare = CLOSING.sub("", message[greeting.end() if greeting else 0 :])
    bare = THANKS.sub("", bare)
    words = [token.folded for token in tokenize(bare)]
    if is_small_talk(words) or not words:
        bare = message
    parts = _split(bare)
    if len(parts) < _FEWEST_SENTENCES:
        return _cut(find_clause(bare, evidence).words, longest)
    parts = [*parts[:_FIRST], *parts[max(_FIRST, len(parts) - _LAST) :]]
    candidates = [_Candidate.read(part, evidence) for part in parts]
    # Key words ask only where nothing else does, and whoever asks what was said asks that.
    chosen = max(candidates, key=lambda one: (one.is_sure, one.asks, one.score))
    if not any(one.score or one.is_topical for one in candidates):
        # "Can I trust this? How do I check a quote?" asks whoever answers, twice.
        return _cut(next((one for one in parts if asks_of_bot(one)), bare), longest)
    is_story = any(OF_ONESELF.search(part) for part in parts)
    if not (chosen.asks or is_story) and len(parts) <= _FEW_SENTENCES:
        return _cut(bare, longest)
    others = [one for one in candidates if one.is_topical and not (one is chosen and one.score)]
    telling = [one for one in others if not _tells_nothing(one.sentence)] or others
    at = candidates.index(chosen)
    beside = candidates[at - 1 if at else 1] if chosen.score else None
    told = max(telling, key=lambda one: _worth_telling(one, beside), default=None)
    found = _cut(chosen.clause if chosen.score else "", longest)
    asking = [one for one in others if one.asks and _may_be_meant(one, chosen)]
    also = sorted(asking, key=lambda one: -one.score)[:_MOST_ALSO]
    return Asked(
        found.words,
        (*found.others, *(one.sentence for one in others)),
        (told.clause if told.form else told.sentence)[:longest] if told else "",
        tuple(one.clause[: longest // _MOST_ALSO] for one in also),
    )


def _worth_telling(one: _Candidate, beside: _Candidate | None) -> tuple[bool, float]:
    """How much a sentence tells of what another points to: most what names it right before."""
    is_beside = one is beside
    names_it = PRONOUNS.isdisjoint(token.folded for token in tokenize(one.clause))
    return is_beside and one.form >= CUED and names_it, one.density * (1 + is_beside)


def _tells_nothing(sentence: str) -> bool:
    """Tell whether a sentence says who writes, or what is not meant."""
    return IDENTITY.match(sentence) is not None or UNMEANT.search(sentence) is not None


def _may_be_meant(other: _Candidate, chosen: _Candidate) -> bool:
    """Tell whether another sentence may ask instead: beside one that surely asks, only its like."""
    return not chosen.is_sure or (other.is_sure and other.form >= chosen.form)


def is_pasted(message: str) -> bool:
    """Tell whether a message has several sentences that all tell, and nobody speaks of himself.

    So are texts that somebody else wrote. What asks, orders, thanks or names a topic is no such
    text, and one that begins with a quotation mark may say "I".
    """
    bare = clean(message)
    parts = _split(bare)
    told = [one for one in parts if one.count(" ") >= _FEWEST_BLANKS_TOLD and _ENDS.search(one)]
    if len(told) < _FEWEST_SENTENCES:
        return False
    if bare[:1] not in _QUOTATION_MARKS and _OF_THE_WRITER.search(bare):
        return False
    return not any(
        read_request(one) is not None or own_form(one) >= CUED or one.endswith("?") for one in parts
    )


def _split(message: str) -> list[str]:
    """Split a message into sentences; no quotation is split."""
    is_small = message[:1].islower() and not _LARGE_BEGINNING.search(message)
    capitals = _SMALL_BEGINNING.sub(lambda one: one[0].upper(), message) if is_small else message
    parts: list[str] = []
    for span in _sentences(capitals):
        words = span.of(message)
        if parts and not _is_balanced(parts[-1]):
            parts[-1] = f"{parts[-1]} {words}"
        else:
            parts.append(words)
    return parts if len(parts) == 1 else [NUMBER.sub("", part) or part for part in parts]


def _sentences(message: str) -> Iterator[Span]:
    """Find the sentences; no small word before a stop is an abbreviation: "helps me. Two"."""
    for sentence in sentences(message, Span(0, len(message))):
        start = sentence.start
        for end in _SMALL_WORD_AT_END.finditer(message, sentence.start, sentence.end):
            if end[1].casefold() in STOP_WORDS:
                yield Span(start, end.end())
                start = end.end() + 1
        yield Span(start, sentence.end)


def _is_balanced(words: str) -> bool:
    """Tell whether each quotation that begins here ends here."""
    return words.count('"') % 2 == 0 and words.count("“") <= words.count("”")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence of a message, what of it asks, and how much speaks for it.

    The score is 0 of a sentence that asks nothing; of key words it is low, and they do not `ask`.
    `is_sure`: it asks what was said, or what somebody who speaks on record did.
    """

    sentence: str
    clause: str
    form: float
    evidence: float
    score: float
    is_topical: bool
    is_sure: bool

    @classmethod
    def read(cls, sentence: str, evidence: Evidence) -> _Candidate:
        """Read a sentence."""
        clause = find_clause(sentence, evidence)
        words, form = clause.words, clause.form
        is_topical = is_about_something(words)
        is_sure = form >= CUED and ON_RECORD.search(words) is not None
        if not is_topical:
            score = form * _POINTING_SHARE if form >= CUED else 0.0
            return cls(sentence, words, form, 0.0, score, is_topical, is_sure)
        found = evidence(words)
        score = form + min(found, _MOST_EVIDENCE) + _ON_RECORD * is_sure if form else 0.0
        return cls(sentence, words, form, found, score, is_topical, is_sure)

    @property
    def asks(self) -> bool:
        """Whether it is more than key words; what others told asks only of what is on record."""
        is_of_record = self.evidence > 0 or ON_RECORD.search(self.clause) is not None
        return self.score > 0 and (self.form >= CUED or (self.form >= TOLD and is_of_record))

    @property
    def density(self) -> float:
        """The evidence of a sentence, less of a longer one."""
        return self.evidence / math.sqrt(1 + self.sentence.count(" "))


def _cut(words: str, longest: int) -> Asked:
    """Keep as many characters as may be read, up to the end of a word."""
    if len(words) <= longest:
        return Asked(words)
    kept = words[:longest].rpartition(" ")[0] or words[:longest]
    return Asked(kept, (words[len(kept) :].strip(),))
