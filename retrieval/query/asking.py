"""Finds the sentence of a message that asks; the others greet, thank, or tell what it is for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model.release import Span
from retrieval.query.words.requests import read_request
from retrieval.query.words.stop_phrases import FURNITURE, is_small_talk
from retrieval.text.dates import MONTH
from retrieval.text.sentences import sentences
from retrieval.text.tokens import tokenize

_TELLING = r"(?:tell|show|find|give|help|check|quote|explain|list|look|point|search|see|say)"
_LEARNING = r"(?:know|find(?: out)?|see|hear|read|learn|ask|understand|check|find out)"
# Behind one of these stands what somebody wants to know.
_CUE = re.compile(
    rf"\b(?:(?:could|can|would|will) you (?:please |kindly |perhaps |maybe )?{_TELLING}"
    rf"|(?:i'd|we'd|would) (?:really |just |very much )?(?:like|love) to {_LEARNING}"
    r"|(?:i'm|i am|we're|we are) (?:just |really |also )?(?:looking for|interested in|wondering"
    rf"|curious|searching for|trying to {_LEARNING})"
    rf"|(?:i|we) (?:want|need|wish|have|am trying|hope) to {_LEARNING}|(?:i|we) was wondering"
    r"|(?:i|we) (?:wonder|need)|(?:please|kindly) (?:tell|show|find|give|quote|list|explain)"
    r"|do you (?:happen to )?know|my question (?:is|was)|question:"
    r"|(?:tell|show|give|find) (?:me|us))"
    r"\b:?(?: is| was)?(?: for)?(?: me| us)?(?:,? (?:if|when) (?:it|you|possible|that)\b[^,]*,)?"
    r"(?: if| whether| about| that| to know| for)*[ :,]*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:(?:and|but|so|also|then|now|ok|okay|please) ?,? )*"
    r"(?:what|which|who|whom|whose|when|where|why|how|did|does|do|has|have|had|is|are|was|were|can"
    r"|could|would|will|should|tell|show|find|list|give|quote|name|explain|describe|search|any)\b",
    re.IGNORECASE,
)
# A month alone is a period. "May" and "march" in small letters may be other words.
_MONTH_ALONE = re.compile(
    r"(?:(?P<opens>(?i:(?:(?:and|or|but|only|just|what about|how about),? )+))"
    r"|(?!may\b|march\b|mar\b))"
    rf"(?P<month>(?i:{MONTH}))(?P<behind>(?i:\b[, ]*(?:too|also|as well"
    r"|then|only|please|instead)?[ ?.!]*))"
)
_GREETING = re.compile(
    r"(?:(?:thanks|thank you|great|perfect|hello|hi|hey|dear(?: \w+){1,2}"
    r"|good (?:morning|afternoon|evening|day)|greetings)"
    r"(?: (?:there|all|everyone|everybody|team|bot|kaiken|sir|madam))*\s*[,!.:–-]+\s*)+",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"[,.!;–-]?\s+(?:please|pls|(?:many |with )?(?:thanks|thank you|cheers|thx)"
    r"(?: (?:so much|very much|a lot|in advance|again|for your help))*)[.! ]*$",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(
    r"\b(?:i|i'm|i've|we|we're|my|our|me|us|hello|hi|hey|sorry)\b", re.IGNORECASE
)
_COURTESY = frozenset("advance dear help hello hi hope kindly regards sorry thank thanks".split())
_FEWEST_BLANKS = 3
_MOST_CUES = 3
_LONGEST_ASIDE = 60


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
    """What a message asks, and its other sentences that are about something."""

    words: str
    others: tuple[str, ...] = ()

    def with_words_of(self, other: str) -> Asked:
        """Return the same with one of the other sentences among what is asked."""
        others = tuple(one for one in self.others if one != other)
        return Asked(f"{self.words} {other}", others)

    @property
    def aside(self) -> tuple[str, ...]:
        """The other sentences, as they are shown: the first words of them."""
        whole = " ".join(self.others)
        cut = f"{whole[:_LONGEST_ASIDE].rstrip()}…" if len(whole) > _LONGEST_ASIDE else whole
        return (cut,) if whole else ()


def find_asked(message: str, longest: int) -> Asked:
    """Find the sentences of a message that ask, in at most `longest` characters.

    If none asks, all of it does, without greeting and thanks.
    """
    if (month := _MONTH_ALONE.fullmatch(message)) is not None:
        message = f"{month['opens'] or ''}in {month['month']}{month['behind']}"
    greeting = _GREETING.match(message)
    bare = _THANKS.sub("", message[greeting.end() if greeting else 0 :]) or message
    parts = [span.of(bare) for span in sentences(bare, Span(0, len(bare)))]
    if any(part.count('"') % 2 or "“" in part for part in parts):
        parts = [bare]
    clauses = [_without_preamble(part) for part in parts]
    topical = [at for at, clause in enumerate(clauses) if _is_about_something(clause)]
    asking = [at for at in topical if _asks(parts[at], clauses[at])]
    if len(parts) == 1 or not asking:
        return _cut(clauses[0] if len(parts) == 1 else bare, longest)
    chosen = _fitting(clauses, asking, longest)
    others = tuple(parts[at] for at in topical if at not in chosen)
    found = _cut(" ".join(clauses[at] for at in chosen), longest)
    return Asked(found.words, (*found.others, *others))


def _asks(sentence: str, clause: str) -> bool:
    """Tell whether a sentence asks; "Taiwan?" is a key word."""
    is_sentence = sentence.endswith("?") and sentence.count(" ") >= _FEWEST_BLANKS
    return clause != sentence or is_sentence or _ASKS.match(sentence) is not None


def _fitting(clauses: Sequence[str], asking: Sequence[int], longest: int) -> list[int]:
    """Choose the last sentences that ask, as many as there is room for."""
    chosen: list[int] = []
    room = longest
    for at in reversed(asking):
        room -= len(clauses[at]) + 1
        if room < 0 and chosen:
            break
        chosen.insert(0, at)
    return chosen


def _without_preamble(sentence: str) -> str:
    """Cut what somebody says of himself before the question: "I write on Asia and need to know"."""
    cues = [*_CUE.finditer(sentence)][: -_MOST_CUES - 1 : -1]
    if cues and read_request(sentence) is not None:
        return sentence
    cue = next((one for one in cues if _is_about_something(sentence[one.end() :])), None)
    if cue is None:
        return sentence
    head = sentence[: cue.start()]
    is_personal = _OF_ONESELF.search(head) is not None or not _is_about_something(head)
    return sentence[cue.end() :] if is_personal else sentence


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
