"""Finds the sentence of a message that asks; the others greet, thank, or tell what it is for."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from retrieval.model.release import Span
from retrieval.query.asking.cues import (
    CLOSING,
    CUE,
    GIVING_UP,
    GREETING,
    HAS_VERB,
    IDENTITY,
    INDIRECT,
    INVERTED,
    NOT_BUT,
    NOT_MEANT,
    NUMBER,
    OF_ONESELF,
    OPENS_QUESTION,
    ORDERS,
    PREAMBLE,
    REASON,
    RECALLED,
    THANKS,
    WIDENING,
)
from retrieval.query.requests.reading import read_request
from retrieval.query.words.stop_phrases import FURNITURE, is_small_talk
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
_DATED = re.compile(rf"\d|\b{MONTH}\b|[\"“]", re.IGNORECASE)
_OF_THE_WRITER = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|my|me|myself)\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!…][\"”’»)\]]*\Z")
_FEWEST_BLANKS_TOLD = 4
_COURTESY = frozenset("advance dear help hello hi hope kindly regards sorry thank thanks".split())
_FEWEST_BLANKS = 3
_MOST_CUES = 3
_LONGEST_ASIDE = 60
# Of the sentence that asks: what it looks like, and how many of its words the record has.
_DIRECT, _CUED, _RECALLED, _KEY_WORDS = 4.0, 3.0, 2.5, 1.5
_MOST_EVIDENCE = 3.0
_MOST_KEY_WORDS = 12
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
_SMALL_BEGINNING = re.compile(r"(?<=[.!?…] )[a-z]|(?<=[.!?…]\) )[a-z]")

Evidence = Callable[[str], float]


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
        cut = f"{whole[:_LONGEST_ASIDE].rstrip()}…" if len(whole) > _LONGEST_ASIDE else whole
        return (cut,) if whole else ()


def find_asked(message: str, longest: int, evidence: Evidence) -> Asked:
    """Find the sentence of a message that asks, in at most `longest` characters.

    Of several, it is the one that looks most like asking and has most `evidence`: how many words it
    has that tell the record's passages apart. If none asks, all of a message of few sentences does;
    a longer one only tells. Greeting and thanks are left out.
    """
    message = with_month(message)
    given_up = GIVING_UP.match(message)
    if given_up is not None and not WIDENING.match(message, given_up.end()):
        asked = _find_asked(message[given_up.end() :], longest, evidence)
        return replace(asked, starts_anew=True)
    return _find_asked(message, longest, evidence)


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
        return _cut(_asked_of(bare, evidence), longest)
    parts = [*parts[:_FIRST], *parts[max(_FIRST, len(parts) - _LAST) :]]
    candidates = [_Candidate.read(part, evidence) for part in parts]
    chosen = max(candidates, key=lambda one: one.score)
    if not any(one.score or one.is_topical for one in candidates):
        # "Can I trust this? How do I check a quote?" asks whoever answers, twice.
        return _cut(next((one for one in parts if read_request(one)), bare), longest)
    is_story = any(OF_ONESELF.search(part) for part in parts)
    if not (chosen.asks or is_story) and len(parts) <= _FEW_SENTENCES:
        return _cut(bare, longest)
    others = [one for one in candidates if one.is_topical and not (one is chosen and one.score)]
    telling = [one for one in others if not IDENTITY.match(one.sentence)] or others
    at = candidates.index(chosen)
    beside = candidates[at - 1 if at else 1] if chosen.score else None
    told = max(telling, key=lambda one: one.density * (1 + (one is beside)), default=None)
    found = _cut(chosen.clause if chosen.score else "", longest)
    asking = [one for one in others if one.asks]
    also = sorted(asking, key=lambda one: -one.score)[:_MOST_ALSO]
    return Asked(
        found.words,
        (*found.others, *(one.sentence for one in others)),
        told.sentence[:longest] if told else "",
        tuple(one.clause[: longest // _MOST_ALSO] for one in also),
    )


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
    return not any(read_request(one) is not None or _form(one, one) >= _CUED for one in parts)


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
    """

    sentence: str
    clause: str
    evidence: float
    score: float
    asks: bool
    is_topical: bool

    @classmethod
    def read(cls, sentence: str, evidence: Evidence) -> _Candidate:
        """Read a sentence."""
        clause = _asked_of(sentence, evidence)
        if INVERTED.match(clause):
            clause = NOT_MEANT.sub("", clause)
        form = 0.0 if read_request(sentence) is not None else _form(sentence, clause)
        if not _is_about_something(clause):
            score = form * _POINTING_SHARE if form >= _CUED else 0.0
            return cls(sentence, clause, 0.0, score, asks=form >= _CUED, is_topical=False)
        found = evidence(clause)
        score = form + min(found, _MOST_EVIDENCE) if form else 0.0
        return cls(sentence, clause, found, score, asks=form >= _CUED, is_topical=True)

    @property
    def density(self) -> float:
        """The evidence of a sentence, less of a longer one."""
        return self.evidence / math.sqrt(1 + self.sentence.count(" "))


def _form(sentence: str, clause: str) -> float:
    """How much a sentence looks like one that asks; "Taiwan?" is a key word."""
    is_question = sentence.endswith("?") and sentence.count(" ") >= _FEWEST_BLANKS
    if INVERTED.match(clause) or (is_question and OPENS_QUESTION.match(clause)):
        return _DIRECT
    if any(one.end() == sentence.find(clause) for one in RECALLED.finditer(sentence)):
        return _RECALLED
    if not sentence.startswith(clause) or is_question or ORDERS.match(sentence):
        return _CUED
    return _KEY_WORDS if _are_key_words(clause) else 0.0


def _are_key_words(clause: str) -> bool:
    """Tell whether a clause has few words, none of them a verb or about whoever writes."""
    has_few = clause.count(" ") < _MOST_KEY_WORDS
    return has_few and not (OF_ONESELF.search(clause) or HAS_VERB.search(clause))


def _asked_of(sentence: str, evidence: Evidence) -> str:
    """Cut what somebody says of himself around what he asks: "I write on Asia and need to know"."""
    clause = _without_preamble(sentence, evidence)
    if clause != sentence and (unwanted := NOT_BUT.match(clause)) is not None:
        clause = clause[unwanted.end() :]
    reason = REASON.search(clause) if _QUOTATION_MARKS.isdisjoint(clause) else None
    if reason is None or not _is_about_something(clause[: reason.start()]):
        return clause
    before = clause[: reason.start()]
    is_asking = clause != sentence or INVERTED.match(before) is not None
    return before if is_asking or _are_key_words(before) else clause


def _without_preamble(sentence: str, evidence: Evidence) -> str:
    told = PREAMBLE.match(sentence)
    if told and OF_ONESELF.search(told[0]) and INVERTED.match(sentence, told.end()):
        return sentence[told.end() :]
    cues = [*CUE.finditer(sentence)][: -_MOST_CUES - 1 : -1]
    if cues and read_request(sentence) is not None:
        return sentence
    indirect = INDIRECT.search(sentence)
    if indirect and OF_ONESELF.search(sentence, 0, indirect.start()):
        cues = [indirect] if not cues or cues[0].end() < indirect.end() else cues
    cues = cues or [*RECALLED.finditer(sentence)][: -_MOST_CUES - 1 : -1]
    cue = next((one for one in cues if _is_about_something(sentence[one.end() :])), None)
    if cue is None:
        return sentence
    head = sentence[: cue.start()]
    is_told = OF_ONESELF.search(head) is not None or not _is_about_something(head)
    is_empty = _DATED.search(head) is None and not evidence(head)
    return sentence[cue.end() :] if is_told or is_empty else sentence


def _is_about_something(sentence: str) -> bool:
    words = [token.folded for token in tokenize(sentence) if not token.is_stop]
    if is_small_talk(words) or read_request(sentence) is not None:
        return False
    return any(word not in FURNITURE and word not in _COURTESY for word in words)


def _cut(words: str, longest: int) -> Asked:
    """Keep as many characters as may be read, up to the end of a word."""
    if len(words) <= longest:
        return Asked(words)
    kept = words[:longest].rpartition(" ")[0] or words[:longest]
    return Asked(kept, (words[len(kept) :].strip(),))
