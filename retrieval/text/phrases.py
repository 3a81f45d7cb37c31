"""Phrases with slots, written in a short notation and found in time linear in the text.

- `a/b` is one word or the other, `[a b]` may be missing, `…` is up to three words of any kind;
- `<name>` is one of the slot's phrases, which are separated by ` | `;
- contractions are written out: "do not" also finds "don't", "I will" also finds "I'll";
- an aside ("just", "certainly") or a stutter ("I'm — I'm") may stand between any two words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.model.release import Span
from retrieval.patterns import regex

# The longest phrase with its asides, in words; this bounds the work at each place.
_LONGEST = 24
_LONGEST_STUTTER = 5
_ANY = "*"
_STOP = "."
_DASH = "-"
_TOKEN = regex(r"(?:mr|mrs|ms|dr)\.|\w[\w']*(?:-\w[\w']*)*|-+|[^\w\s,'*-]+")
_ITEM = regex(r"\[[^\]]+\]|<[^>]+>|[^\s\[<]+")
_ENDINGS = {"'m": "am", "'re": "are", "'ll": "will", "'d": "would", "'ve": "have"}
_CONTRACTIONS = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "let's": ("let", "us"),
} | {f"{word}'s": (word, "is") for word in "it that there he she what who".split()}


@dataclass(slots=True)
class _MatchState:
    """The nodes that the same words lead to; the next states are computed once and kept."""

    nodes: frozenset[int]
    accepted: int | None
    following: dict[str, _MatchState | None] = field(default_factory=lambda: dict.fromkeys(".?!;:"))


class PhraseList:
    """Finds a list of phrases; of several that begin at one place, the longest is found."""

    def __init__(
        self, phrases: Sequence[str], slots: Mapping[str, str], asides: Sequence[str]
    ) -> None:
        self._slots = slots
        self._asides = frozenset(asides)
        self._edges: list[dict[str, list[int]]] = [{}]
        self._skips: list[list[int]] = [[]]
        self._made: dict[tuple[int, str], int] = {}
        self._states: dict[frozenset[int], _MatchState] = {}
        self._accepted: dict[int, int] = {}
        for position, phrase in enumerate(phrases):
            self._accepted.setdefault(self._add(phrase, 0), position)
        words = {word for edges in self._edges for word in edges if word != _ANY} | self._asides
        self._parts = {
            word: parts for word in _spellings(words) if words >= set(parts := _parts(word))
        }
        self._start = self._state({0})
        self._starts = {
            word: state for word in self._parts if (state := self._step(self._start, word))
        }

    def find(self, text: str, within: Span) -> Iterator[tuple[int, Span]]:
        """Yield the phrases in `text[within]` from left to right: index in the list, and span."""
        folded = _fold(within.of(text))
        words = _TOKEN.findall(folded)
        hits = list(self._hits(words))
        if not hits:
            return
        places = [match.span() for match in _TOKEN.finditer(folded)]
        for position, first, last in hits:
            yield position, Span(within.start + places[first][0], within.start + places[last][1])

    def _hits(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        resume = 0
        starts = self._starts
        padded = [*words, _STOP, _STOP]
        for at in [at for at, word in enumerate(words) if word in starts]:
            # For most words that may begin a phrase, the next word shows that none begins here.
            state = starts[words[at]]
            after = padded[at + 2 if padded[at + 1][0] == _DASH else at + 1]
            if at < resume or state.following.get(after, state) is None is state.accepted:
                continue
            hit = self._run(words, at)
            if hit is not None:
                yield hit
                resume = hit[2] + 1

    def _run(self, words: Sequence[str], first: int) -> tuple[int, int, int] | None:
        """Find the longest phrase from word `first` on: its index, its first and its last word."""
        state: _MatchState | None = self._starts[words[first]]
        passed: list[tuple[str, _MatchState]] = []
        hit = None
        last = first
        for at in range(first + 1, min(first + _LONGEST, len(words) + 1)):
            if state is None:
                break
            if state.accepted is not None:
                hit = state.accepted, first, last
            word = words[at] if at < len(words) else _STOP
            if word[0] == _DASH:
                continue
            if last < at - 1:
                state = _said_before(passed, word) or state
            passed.append((word, state))
            state, last = self._step(state, word), at
        return hit

    def _step(self, state: _MatchState, word: str) -> _MatchState | None:
        if word in state.following:
            return state.following[word]
        parts = self._parts.get(word)
        if parts is None:
            return self._follow(state, _ANY) if word[0].isalnum() else None
        made: _MatchState | None = state
        for part in parts:
            made = made and self._follow(made, part)
        state.following[word] = made
        return made

    def _follow(self, state: _MatchState, word: str) -> _MatchState | None:
        keys = {word, _ANY}
        nodes = {
            to for node in state.nodes for key in keys for to in self._edges[node].get(key, ())
        }
        if word in self._asides and state is not self._start:
            # A phrase goes on after an aside, but it does not end with one.
            nodes |= {node for node in state.nodes if node not in self._accepted}
        return self._state(nodes) if nodes else None

    def _state(self, nodes: set[int]) -> _MatchState:
        reached, waiting = set(nodes), list(nodes)
        while waiting:
            for node in self._skips[waiting.pop()]:
                if node not in reached:
                    reached.add(node)
                    waiting.append(node)
        key = frozenset(reached)
        if key not in self._states:
            accepted = min((self._accepted[n] for n in key if n in self._accepted), default=None)
            self._states[key] = _MatchState(key, accepted)
        return self._states[key]

    def _add(self, notation: str, start: int) -> int:
        """Add the notation after the node `start`, and return the node at its end."""
        for item in _ITEM.findall(notation):
            key = start, item
            if key not in self._made:
                self._made[key] = self._add_item(item, start)
            start = self._made[key]
        return start

    def _add_item(self, item: str, start: int) -> int:
        end = self._node()
        if item == "…":
            for _ in range(3):
                self._skips[start].append(end)
                following = self._node()
                self._edges[start][_ANY] = [following]
                start = following
            self._skips[start].append(end)
        elif item[0] == "<":
            for phrase in self._slots[item[1:-1]].split(" | "):
                self._skips[self._add(phrase, start)].append(end)
        elif item[0] == "[":
            self._skips[start].append(end)
            self._skips[self._add(item[1:-1], start)].append(end)
        else:
            for word in item.lower().split("/"):
                self._edges[start].setdefault(word, []).append(end)
        return end

    def _node(self) -> int:
        self._edges.append({})
        self._skips.append([])
        return len(self._edges) - 1


def _fold(text: str) -> str:
    """Return the text in small letters with plain quotation marks and dashes, equally long."""
    plain = text.replace("’", "'").replace("‘", "'").replace("—", _DASH).replace("–", _DASH)
    # The only letter that gets longer in lower case.
    return plain.replace("\u0130", "i").lower()


def _said_before(passed: Sequence[tuple[str, _MatchState]], word: str) -> _MatchState | None:
    """Return the state in which the repeated word of a stutter was first read."""
    for said, state in reversed(passed[-_LONGEST_STUTTER:]):
        if said == word:
            return state
    return None


def _spellings(words: Iterable[str]) -> Iterator[str]:
    """Yield the words, and the contractions that they may be part of."""
    yield from _CONTRACTIONS
    for word in words:
        yield from (word, f"{word}n't", *(word + ending for ending in _ENDINGS))


def _parts(word: str) -> tuple[str, ...]:
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word]
    if word.endswith("n't"):
        return word[:-3], "not"
    stem, mark, ending = word.partition("'")
    return (stem, _ENDINGS[mark + ending]) if mark + ending in _ENDINGS else (word,)
