"""The words of a page as they are compared: without what is only spelling, each with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from retrieval.query.words.everyday import is_everyday
from retrieval.text.folding import fold
from retrieval.text.tokens import STOP_WORDS, stem

_LINK = re.compile(
    r"https?://\S+|www\.\S+"
    r"|[(\[]\s*(?:pdf|word|excel|video|link|photos?|external link|opens? (?:in )?(?:a )?new window)"
    r"[^()\[\]]{0,30}[)\]]"
)
# "(1)", and at the beginning of a line "1.", "2)", "a)", "- " or "•".
_MARKER = re.compile(
    r"\(\d{1,2}\)|^[ \t]*(?:\d{1,2}[.)](?!\d)|[a-z]\)|[-•*・○■])(?=\s|\(|$)", re.MULTILINE
)
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[%$€£¥]|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
# Behind one of these, or at the very beginning, a capital need not be a name's.
_ENDS = frozenset('.!?:;\n"')
_SAME = {
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

# Words that turn a sentence round, promise or allow, count, tell when, or name an office.
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
# Words that an editor puts in or takes out without saying anything else.
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
    """What it means when a word comes, goes or changes."""

    LIGHT = auto()  # nothing
    ORDINARY = auto()  # little, but a few of them
    NAME = auto()  # somebody or something else is spoken of
    GRAVE = auto()  # something else is said: a number, an office, a "not"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page: whose it is, how it is compared, as it is written (folded), its weight."""

    voice: str
    key: str
    folded: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Usage:
    """How pages write their words: which without a capital, which with one amid a sentence."""

    small: frozenset[str]
    large: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Usage:
        """The usage of these texts."""
        small, large = set(), set()
        for text in texts:
            for written, folded, begins in _found(text):
                if written[:1].islower():
                    small.add(folded)
                elif not begins:
                    large.add(folded)
        return cls(frozenset(small), frozenset(large))

    def is_name(self, written: str, folded: str, *, begins: bool) -> bool:
        """Whether a word is a proper name here; `begins`: it stands where every word is large."""
        is_acronym = len(written) > 1 and written.isupper()
        if not written[:1].isupper() or (folded in STOP_WORDS and not is_acronym):
            return False
        if not begins:
            return True
        if folded in self.small or is_everyday((stem(folded),)):
            return False
        return folded in self.large or not folded.endswith(("ing", "ly"))


def words_of(text: str, voice: str, usage: Usage) -> list[Word]:
    """The words of a text in order; blanks, signs, list numbers and links are none."""
    found = []
    for written, folded, begins in _found(text):
        is_name = usage.is_name(written, folded, begins=begins)
        for one in _plain(folded):
            key = stem(one)
            weight = _weight(one, key, is_name=is_name)
            if key:
                found.append(Word(voice, key, one, weight))
    return found


def _found(text: str) -> Iterator[tuple[str, str, bool]]:
    """Each word as written and folded, and whether it begins a sentence."""
    folded = fold(text)
    plain = _MARKER.sub(_blanks, _LINK.sub(_blanks, folded.text))
    last = 0
    for match in _WORD.finditer(plain):
        begins = last == 0 or not _ENDS.isdisjoint(plain[last : match.start()])
        yield folded.source(*match.span()).of(text), match.group(), begins
        last = match.end()


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _plain(folded: str) -> list[str]:
    """One spelling for what is written in several; contractions are written out."""
    if folded[0].isdigit():
        return [_THOUSANDS.sub("", folded).replace(":", ".")]
    if folded in _SAME:
        return _SAME[folded].split()
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
    """Whether one of two words is the other with a prefix that denies it ("unacceptable")."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_DENIED and any(long == prefix + short for prefix in _NEGATIVE)
