"""Compounds: "ceasefire", "cease-fire" and "cease fire" name one thing, however it is written.

The index has the words as the record writes them; a hyphen parts words there. So what a question
writes in one word is also sought as two words next to each other, and two words also as one. The
record tells which words are compounds; there is no dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.model.query import Name, Vocabulary
from retrieval.patterns import regex
from retrieval.text.folding import fold
from retrieval.text.multiset import Multiset
from retrieval.text.stems import stem
from retrieval.text.tokens import STOP_WORDS, Token, are_joined

# Real hyphens only: a dash between two words makes no compound of them.
_HYPHENATED = regex(r"(?<![\w'’-])([^\W\d_]+)-([^\W\d_]{2,})(?![\w-])")
_LETTERS_AND_FIGURES = regex(r"([^\W\d_]+)(\d+)")
# Shorter parts stand in too many words: "car pet", "a way".
_SHORTEST_PART = 3


@dataclass(frozen=True, slots=True)
class Compounds:
    """The compounds of a record: of each term of one word, the same in two words."""

    parted: Mapping[str, Sequence[Name]] = field(default_factory=dict)

    def of(self, names: Sequence[Name]) -> tuple[Name, ...]:
        """Return names, and those that the record also writes with a hyphen."""
        if self.parted.keys().isdisjoint(name[0] for name in names):  # as mostly
            return tuple(names)
        parted = (two for name in names if len(name) == 1 for two in self.parted.get(name[0], ()))
        return tuple(dict.fromkeys((*names, *parted)))


class HyphenatedWords:
    """The compounds of a record, kept current as pairs (see `find_hyphenated`) come and go."""

    def __init__(self) -> None:
        self._pairs = Multiset[str]()
        self._parted: dict[str, list[Name]] = defaultdict(list)

    def change(self, removed: Iterable[str], added: Iterable[str]) -> None:
        """Remove pairs, and add others."""
        changed = self._pairs.change(removed, added)
        for pair in changed.removed:
            joined, name = _read(pair)
            self._parted[joined].remove(name)
            if not self._parted[joined]:
                del self._parted[joined]
        for pair in sorted(changed.added):
            joined, name = _read(pair)
            self._parted[joined].append(name)

    def compounds(self) -> Compounds:
        """Return the present compounds."""
        return Compounds({joined: tuple(sorted(names)) for joined, names in self._parted.items()})


def find_hyphenated(text: str) -> set[str]:
    """Find words with a hyphen: "cease-fire" gives "ceasefir=ceas=fire", its terms both ways."""
    plain = text.replace("‐", "-").replace("‑", "-")
    # A pattern over the whole text would take ten times as long.
    hyphenated = " ".join({word for word in plain.split() if "-" in word})
    found = set()
    for first, second in _HYPHENATED.findall(hyphenated):
        one, other = fold(first).text, fold(second).text
        if one not in STOP_WORDS and other not in STOP_WORDS:
            found.add(f"{stem(one + other)}={stem(one)}={stem(other)}")
    return found


def _read(pair: str) -> tuple[str, Name]:
    joined, one, other = pair.split("=")
    return joined, (one, other)


def joined_names(
    question: str, tokens: Sequence[Token], at: int, vocabulary: Vocabulary
) -> Iterator[Name]:
    """Yield the words of the record that a token makes with the one before it or behind it."""
    for first in (at - 1, at):
        pair = tokens[max(first, 0) : first + 2]
        if first < 0 or len(pair) < 2 or not are_joined(question, pair):  # noqa: PLR2004 - two words
            continue
        other = pair[at == first]
        has_hyphen = (
            pair[1].span.start - pair[0].span.end == 1 and not question[pair[0].span.end].isspace()
        )
        is_letter = first < at and len(other.folded) == 1 and tokens[at].folded[0].isdigit()
        if other.is_stop and not (has_hyphen or is_letter):
            continue
        joined = stem(pair[0].folded + pair[1].folded)
        if joined in vocabulary.terms:
            yield (joined,)


def parted_names(token: Token, vocabulary: Vocabulary) -> Iterator[Name]:
    """Yield the two words of the record that a word can be made of: "COVID19"; "seabed".

    Letters are parted only if the record lacks the word, and both parts are in it.
    """
    word = token.folded.removesuffix("'s")
    if figures := _LETTERS_AND_FIGURES.fullmatch(word):
        letters = () if figures[1] in STOP_WORDS else (figures[1], stem(figures[1]))  # an acronym?
        if figures[2] in vocabulary.terms:
            yield from ((one, figures[2]) for one in letters if one in vocabulary.terms)
    elif token.term not in vocabulary.terms and word.isalpha():
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            one, other = word[:at], word[at:]
            if one not in vocabulary.passages or not STOP_WORDS.isdisjoint((one, other)):
                continue
            if stem(other) in vocabulary.terms:
                yield stem(one), stem(other)
