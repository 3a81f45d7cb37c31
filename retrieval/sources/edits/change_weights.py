"""The words of a page for comparison: spelling normalised, each word with a weight."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from retrieval.patterns import regex
from retrieval.text.everyday import is_everyday
from retrieval.text.folding import fold
from retrieval.text.stems import stem
from retrieval.text.tokens import STOP_WORDS

_LINK = regex(
    r"https?://\S+|www\.\S+"
    r"|[(\[]\s*(?:pdf|word|excel|video|link|photos?|external link|opens? (?:in )?(?:a )?new window)"
    r"[^()\[\]]{0,30}[)\]]"
)
# "(1)", and at the beginning of a line "1.", "2)", "a)", "- " or "•".
_MARKER = regex(
    r"\(\d{1,2}\)|^[ \t]*(?:\d{1,2}[.)](?!\d)|[a-z]\)|[-•*・○■])(?=\s|\(|$)", re.MULTILINE
)
_WORD = regex(r"\d+(?:[.,:]\d+)*|[%$€£¥]|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*")
_THOUSANDS = regex(r"(?<=\d),(?=\d{3}\b)")
# After one of these, or at the very beginning, a capital need not mark a name.
_BEFORE_A_SENTENCE = frozenset('.!?:;\n"')
_SPELLINGS = {
    **{
        word: str(number)
        for number, word in enumerate(
            "two three four five six seven eight nine ten eleven twelve".split(), 2
        )
    },
    "%": "percent",
    "won't": "will not",
    "can't": "can not",
    "cannot": "can not",
    "shan't": "shall not",
}
_ENDINGS = {"'s": "", "'re": " are", "'ll": " will", "'ve": " have", "'m": " am", "'d": " would"}

# Words that negate, promise or allow, count, give a time, or name an office.
_GRAVE = frozenset(
    map(
        stem,
        """
        not no never none nothing nobody neither nor without yes deny refuse decline fail unable
        may might must shall should will
        am pm percent first second third half double twice both dozen
        hundred thousand million billion trillion
        today tomorrow yesterday tonight noon midnight
        minister president secretary ambassador chancellor premier emperor king queen governor
        """.split(),
    )
)
# Words that an editor adds or removes without changing the meaning.
_LIGHT = frozenset(
    map(
        stem,
        """
        a an the of in on at to for and that which by with as is are was were be been being has have
        had it its this these those also
        """.split(),
    )
)
_SHORTEST_DENIED = 4
_NEGATIVE = ("un", "in", "im", "il", "ir", "dis", "non", "de")


class Weight(Enum):
    """What it means when a word is added, removed or changed."""

    LIGHT = auto()  # nothing
    ORDINARY = auto()  # little, but a few of them
    NAME = auto()  # the text is about somebody or something else
    GRAVE = auto()  # the text says something else: a number, an office, a "not"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page: whose it is, its key for comparison, its folded form, its weight."""

    voice: str
    key: str
    folded: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Usage:
    """How pages write their words: which in lower case, which capitalised inside a sentence."""

    lower: frozenset[str]
    capitalised: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Usage:
        """Collect the usage of these texts."""
        lower, capitalised = set(), set()
        for text in texts:
            for written, folded, begins_sentence in _scan(text):
                if written[:1].islower():
                    lower.add(folded)
                elif not begins_sentence:
                    capitalised.add(folded)
        return cls(frozenset(lower), frozenset(capitalised))

    def is_name(self, written: str, folded: str, *, begins_sentence: bool) -> bool:
        """Tell whether a word is a proper name; every word that `begins_sentence` has a capital."""
        is_acronym = len(written) > 1 and written.isupper()
        if not written[:1].isupper() or (folded in STOP_WORDS and not is_acronym):
            return False
        if not begins_sentence:
            return True
        if folded in self.lower or is_everyday((stem(folded),)):
            return False
        return folded in self.capitalised or not folded.endswith(("ing", "ly"))


def words_of(text: str, voice: str, usage: Usage) -> list[Word]:
    """List the words of a text in order, without blanks, punctuation, list numbers and links."""
    found = []
    for written, folded, begins_sentence in _scan(text):
        is_name = usage.is_name(written, folded, begins_sentence=begins_sentence)
        for one in _normalise(folded):
            key = stem(one)
            weight = _weight(one, key, is_name=is_name)
            if key:
                found.append(Word(voice, key, one, weight))
    return found


# Two versions of a page share most of their texts, and each is scanned for its usage too.
@lru_cache(maxsize=1_000)
def _scan(text: str) -> tuple[tuple[str, str, bool], ...]:
    """List each word as written and folded, and whether it begins a sentence."""
    folded = fold(text)
    plain = _MARKER.sub(_blanks, _LINK.sub(_blanks, folded.text))
    last = 0
    found = []
    for match in _WORD.finditer(plain):
        begins_sentence = last == 0 or not _BEFORE_A_SENTENCE.isdisjoint(
            plain[last : match.start()]
        )
        found.append((folded.source(*match.span()).of(text), match.group(), begins_sentence))
        last = match.end()
    return tuple(found)


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _normalise(folded: str) -> list[str]:
    """Return one spelling for words with several; contractions are written out."""
    if folded[0].isdigit():
        return [_THOUSANDS.sub("", folded).replace(":", ".")]
    if folded in _SPELLINGS:
        return _SPELLINGS[folded].split()
    if folded.endswith("n't"):
        return [folded.removesuffix("n't"), "not"]
    bare, sign, ending = folded.rpartition("'")
    if sign and f"'{ending}" in _ENDINGS:
        return [bare, *_ENDINGS[f"'{ending}"].split()]
    return [folded.replace(".", "").replace("'", "")]


def _weight(folded: str, key: str, *, is_name: bool) -> Weight:
    if key in _GRAVE or not folded.isalpha():
        return Weight.GRAVE
    if is_name:
        return Weight.NAME
    return Weight.LIGHT if key in _LIGHT else Weight.ORDINARY


def is_opposite(one: str, other: str) -> bool:
    """Tell whether one word is the other with a negative prefix ("unacceptable")."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_DENIED and any(long == prefix + short for prefix in _NEGATIVE)
