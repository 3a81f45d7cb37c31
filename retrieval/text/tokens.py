"""The analyser: the only place where text becomes terms, for every engine and every question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.text.folding import fold, fold_keeping_case
from retrieval.text.stems import CACHED_WORDS, stem

# In this order: "2+2" and "2 + 2"; initials such as "u.s."; numbers such as 1,000 or 3.5; words,
# and designations such as F-35, whose letter alone may be a stop word: "A-10", "S-400". They are
# not tried at every word, which would take half as long again.
_TOKEN = regex(
    r"\d+ ?\+ ?\d+"
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?"
    r"|\d+(?:[.,]\d+)+"
    r"|[^\W_]+(?:'[^\W_]+"
    r"|-(?:(?<=(?<![\w'-])[^\W\d_]-)|(?<=(?<![\w'-])[^\W\d_]{2}-)(?<!(?i:as|at|by|in|of|on|or|to|up)-))"
    r"\d+[^\W\d_]{0,2}(?![^\W_]|[.,]\d))*"
)
_THOUSANDS = regex(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
# Capitals mark an acronym, except in a text that is all in capitals and is more than acronyms.
# "Taiwan AND China" has no acronym either.
_LONGEST_ACRONYM = 6
_ALSO_ACRONYMS = frozenset({"us", "it", "who"})
_STOP_INITIALS = frozenset({"am", "pm", "eg", "ie"})

STOP_WORDS = frozenset(
    """
    a about above after again against all already also am an and any are as at be because been
    before being below between both but by can cannot could did do does doing done down during each
    either else ever few for from further get got had has have having he her here hers herself him
    himself his how i if in into is it its itself just let may me might more most must my myself no
    nor not now of off on once one only or other our ours ourselves out over own per same shall she
    should since so some such than that the their theirs them themselves then there these they this
    those through to too toward towards under until up upon us very was we were what when where
    which while who whom whose why will with within without would yes yet you your yours yourself
    yourselves
    s didn't doesn't don't won't wasn't weren't isn't aren't haven't hasn't hadn't couldn't wouldn't
    shouldn't can't i'm i've it's that's we've what's he's she's who's there's here's where's how's
    when's let's they're we're you're i'll he'll she'll they'll we'll you'll they've you've i'd he'd
    she'd they'd we'd you'd mustn't needn't mightn't
    """.split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its term (stemmed), its folded form, and its span.

    `is_stop` marks words that carry no topic; they have a term too.
    """

    term: str
    folded: str
    span: Span
    is_stop: bool


def are_joined(text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether only a blank or a hyphen is between each two tokens of a text."""
    return all(
        text[one.span.end : other.span.start] in {" ", "-"} for one, other in pairwise(tokens)
    )


# The same as a tuple: its term, its folded form, whether it is a stop word, start and end.
ScannedWord = tuple[str, str, bool, int, int]


@lru_cache(maxsize=512)
def tokenize(text: str) -> tuple[Token, ...]:
    """Split `text` into its words in order, stop words included and marked.

    Keeps "2+2", "G7" and "COP26" whole. "U.S." becomes "us" and, like "US" in capitals, is no stop
    word. The parts of a hyphenated word are separate words, so that "Indo-Pacific" and "Indo
    Pacific" are the same.
    """
    return tuple(
        Token(term, word, Span(start, end), is_stop=is_stop)
        for term, word, is_stop, start, end in scan(text)
    )


def scan(text: str) -> list[ScannedWord]:
    """Split `text` into words: term, folded form, whether it is a stop word, start and end."""
    folded = fold(text)
    origins = folded.origins
    all_capitals = is_all_capitals(text)
    found = []
    for match in _TOKEN.finditer(folded.text):
        start, end = match.span()
        if origins is not None:
            start, end = origins[start], origins[end - 1] + 1
        is_acronym = not all_capitals and text[start:end].isupper()
        found.append((*_read_word(match.group(), is_acronym=is_acronym), start, end))
    return found


@lru_cache(maxsize=CACHED_WORDS)
def _read_word(word: str, *, is_acronym: bool) -> tuple[str, str, bool]:
    """Analyse a folded word: its term, its folded form, and whether it is a stop word."""
    if "+" in word:
        term = word.replace(" ", "")
        return term, term, False
    if word[0].isdigit():
        is_thousands = "," in word and _THOUSANDS.fullmatch(word) is not None
        return word.replace(",", "") if is_thousands else stem(word), word, False
    if "." in word:
        term = word.replace(".", "")
        return term, term, term in _STOP_INITIALS
    is_designation = "-" in word
    word = word.replace("-", "")
    is_acronym = is_acronym and len(word) > 1
    is_stop = word in STOP_WORDS and not (is_acronym and word in _ALSO_ACRONYMS)
    is_whole = is_acronym or is_designation
    term = word.removesuffix("'s") if is_whole else stem(word)
    is_plural = term[-1:] == "s" and term[-2:-1].isdigit()  # "F-35s"
    return term[:-1] if is_plural else term, word, is_stop


class _WordReadings(dict[str, tuple[str, str, bool]]):
    """The analysis of words in their original case, computed when they are first needed."""

    def __init__(self, *, all_capitals: bool) -> None:
        super().__init__()
        self._all_capitals = all_capitals

    def __missing__(self, word: str) -> tuple[str, str, bool]:
        if len(self) >= CACHED_WORDS:
            self.clear()
        is_acronym = not self._all_capitals and word.isupper()
        read = self[word] = _read_word(word.lower(), is_acronym=is_acronym)
        return read


_IN_CASE = _WordReadings(all_capitals=False)
_ALL_CAPITALS = _WordReadings(all_capitals=True)


@lru_cache(maxsize=16)
def _read_words(text: str) -> list[tuple[str, str, bool]]:
    """Analyse the words of `text`: term, folded form, and whether it is a stop word.

    Indexing uses this and not `scan`, because finding the spans would double the time.
    """
    bare = fold_keeping_case(text)
    if bare is None:
        return [word[:3] for word in scan(text)]
    known = _ALL_CAPITALS if is_all_capitals(text) else _IN_CASE
    return [known[word] for word in _TOKEN.findall(bare)]


def is_all_capitals(text: str) -> bool:
    """Tell whether a text is all in capitals and is more than acronyms."""
    return text.isupper() and any(
        len(word) > _LONGEST_ACRONYM or word in STOP_WORDS - _ALSO_ACRONYMS
        for word in re.findall(r"\w\w+", text.casefold())
    )


def terms(text: str) -> tuple[str, ...]:
    """Return the terms of `text` in order, without stop words, as an engine indexes them."""
    return tuple([term for term, _, is_stop in _read_words(text) if term and not is_stop])


def find_name(words: Sequence[str], name: Sequence[str]) -> int | None:
    """Find where the terms of a name stand next to each other in `words`; None if nowhere."""
    first, length = name[0], len(name)
    start = -1
    while first in words[start + 1 :] if start >= 0 else first in words:
        start = words.index(first, start + 1)
        if length == 1 or tuple(words[start : start + length]) == tuple(name):
            return start
    return None


def fold_words(text: str) -> str:
    """Join the folded words of `text`, with blanks between and around, to find exact phrases."""
    return f" {' '.join([word for _, word, _ in _read_words(text)])} "
