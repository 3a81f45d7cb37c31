"""Finds the sentence of a message that asks; the others greet, thank, or tell what it is for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from retrieval.patterns import regex
from retrieval.query.asking.bare_limits import limits_told
from retrieval.query.asking.candidates import Candidate, read_sentences
from retrieval.query.asking.clauses import CUED, Evidence, find_clause
from retrieval.query.asking.cues import (
    CLOSING,
    GIVING_UP,
    GREETING,
    IDENTITY,
    OF_ONESELF,
    THANKS,
    UNMEANT,
    WIDENING,
)
from retrieval.query.asking.splitting import split
from retrieval.query.asking.telling import find_told
from retrieval.query.requests.reading import asks_of_bot
from retrieval.query.words.stop_phrases import is_small_talk
from retrieval.text.dates import MONTH
from retrieval.text.tokens import tokenize

# A month alone is a period, "may" and "march" too.
_MONTH_ALONE = regex(
    r"(?P<opens>(?i:(?:(?:and|or|but|not|only|just|then|now|ok|okay|so|what about|how about"
    r"|whatever|give me|show me|start with|the),? )*))"
    rf"(?P<month>(?i:{MONTH}))(?i: ones?)?(?P<behind>(?i:\b[, ]*(?:too|also|as well"
    r"|then|only|please|instead)?[ ?.!]*))"
)
_LONGEST_ASIDE = 60
# So many sentences are looked at, from the beginning and from the end.
_FIRST, _LAST = 30, 60
_FEWEST_SENTENCES, _FEW_SENTENCES = 2, 3
# Of a message with several questions, so many besides the best are read.
_MOST_ALSO = 2


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

    `told` are those of these that tell what it points to, the likeliest first. Nothing asks if
    `words` is empty. `also` are others that ask, the best first: the record may answer one of them
    instead. `is_sure`: the sentence asks for whoever writes, and does not only tell what others
    asked, or what somebody recalls.
    `starts_anew`: it gives up what was asked before: "never mind. Ukraine".
    """

    words: str
    others: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    is_sure: bool = False
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
        told=tuple(map(typed_for, asked.told)),
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
    parts = split(bare)
    if len(parts) < _FEWEST_SENTENCES:
        return _cut(find_clause(bare, evidence).words, longest)
    parts = [*parts[:_FIRST], *parts[max(_FIRST, len(parts) - _LAST) :]]
    candidates = read_sentences(parts, evidence)
    # Key words ask only where nothing else does, and whoever asks what was said asks that.
    chosen = max(candidates, key=lambda one: (one.is_sure, one.asks, one.score))
    if not any(one.score or (one.is_topical and one.evidence) for one in candidates):
        # "Can I trust this? How do I check a quote?" asks whoever answers, twice, and so does "Do
        # you keep a log? I have to be careful.", of whose words the record has none.
        for_bot = next((one for one in parts if asks_of_bot(one)), "")
        if for_bot or not any(one.is_topical for one in candidates):
            return _cut(for_bot or bare, longest)
    is_story = any(OF_ONESELF.search(part) for part in parts)
    if not (chosen.asks or is_story) and len(parts) <= _FEW_SENTENCES:
        return _cut(bare, longest)
    beside = [one for one in candidates if one.is_topical or limits_told(one.sentence)]
    others = [one for one in beside if not (one is chosen and one.score)]
    telling = [one for one in others if not _tells_nothing(one.sentence)] or others
    told = find_told(candidates, chosen, telling, evidence)
    found = _cut(chosen.clause if chosen.score else "", longest)
    asking = [one for one in others if one.asks and _may_be_meant(one, chosen)]
    also = sorted(asking, key=lambda one: -one.score)[:_MOST_ALSO]
    return Asked(
        found.words,
        (*found.others, *(one.sentence for one in others)),
        tuple(one[:longest] for one in told),
        tuple(one.clause[: longest // _MOST_ALSO] for one in also),
        is_sure=chosen.form >= CUED,
    )


def _tells_nothing(sentence: str) -> bool:
    """Tell whether a sentence says who writes, or what is not meant."""
    return IDENTITY.match(sentence) is not None or UNMEANT.search(sentence) is not None


def _may_be_meant(other: Candidate, chosen: Candidate) -> bool:
    """Tell whether another sentence may ask instead: beside one that surely asks, only its like."""
    return not chosen.is_sure or (other.is_sure and other.form >= chosen.form)


def _cut(words: str, longest: int) -> Asked:
    """Keep as many characters as may be read, up to the end of a word."""
    if len(words) <= longest:
        return Asked(words)
    kept = words[:longest].rpartition(" ")[0] or words[:longest]
    return Asked(kept, (words[len(kept) :].strip(),))
