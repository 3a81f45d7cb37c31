"""Acronyms that the record explains itself, beside the names of the reviewed table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from retrieval.model.query import Name
from retrieval.patterns import regex
from retrieval.query.words.aliases import (
    Aliases,
    Groups,
    acronyms_reviewed,
    longest_by_first,
    name_of,
)
from retrieval.text.multiset import Multiset

# A name and its acronym, as a text writes them.
Pair = tuple[str, str]

_ACRONYM = regex(r"\(([A-Z][A-Za-z0-9&]{1,9})\)")
_WORD_BEFORE = regex(r"[^\W_][\w.’'&-]*")
_PART = regex(r"[^\W_]+")
_SMALL = frozenset({"of", "and", "the", "for", "in", "on"})
# Of all words of two expansions of an acronym, so many are the same where they mean the same.
_ALIKE = 0.5


class Acronyms:
    """The reviewed aliases with the acronyms that the record explains (`explained`), kept current.

    If several names have one acronym, it leads to each of them, but these lead to each other only
    if they are alike. If the reviewed table has the acronym, only names like those there join it.
    """

    def __init__(self, aliases: Aliases) -> None:
        self._aliases = aliases
        self._pairs = Multiset[Pair]()
        self._written: dict[Name, set[Pair]] = defaultdict(set)
        # By name and acronym, the names that mean the same; by acronym, the names concerned; by
        # name, all names that mean the same.
        self._by_acronym: dict[Name, dict[Name, list[Name]]] = defaultdict(dict)
        self._concerned: dict[Name, set[Name]] = {}
        self._extended: dict[Name, tuple[Name, ...]] = {}
        self._layered = _Layered({}, aliases.groups)
        self._acronyms = _folded(acronyms_reviewed())

    def change(self, removed: Iterable[Pair], added: Iterable[Pair]) -> None:
        """Remove pairs of a name and its acronym, and add others."""
        changed = self._pairs.change(removed, added)
        if not changed:
            return
        touched = {name_of(short) for _, short in (*changed.removed, *changed.added)}
        for pair in changed.removed:
            self._written[name_of(pair[1])].discard(pair)
        for pair in changed.added:
            self._written[name_of(pair[1])].add(pair)
        # An acronym that is only a stop word, "(WE)", has no terms.
        self._extend({name for acronym in touched if acronym for name in self._learn(acronym)})
        self._layered = _Layered(dict(self._extended), self._aliases.groups)
        shorts = {short for _, short in self._pairs}
        self._acronyms = _folded(shorts.union(acronyms_reviewed()))

    def _learn(self, acronym: Name) -> set[Name]:
        """Learn an acronym anew, and return the names whose meaning this may change."""
        touched = self._concerned.pop(acronym, set())
        for name in touched:
            del self._by_acronym[name][acronym]
        concerned = self._concerned[acronym] = set()
        names = dict.fromkeys(name_of(one) for one, _ in sorted(self._written[acronym]))
        for one, other in self._same_meaning(acronym, [*names]):
            for mine, theirs in ((one, other), (other, one)):
                self._by_acronym[mine].setdefault(acronym, []).append(theirs)
                concerned.add(mine)
        return touched | concerned

    def _same_meaning(self, acronym: Name, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
        known = self._aliases.groups.get(acronym)
        if known is None:
            for name in filter(None, names):
                yield from ((acronym, other) for other in self._aliases.of(name))
                yield from ((name, other) for other in names if _is_alike(name, other))
            return
        for name in names:
            if name not in self._aliases.groups and any(_is_alike(name, one) for one in known):
                yield from ((one, name) for one in self._aliases.of(acronym))

    def _extend(self, touched: Iterable[Name]) -> None:
        for name in touched:
            by = self._by_acronym[name]
            if by:
                others = (other for acronym in sorted(by) for other in by[acronym])
                known = self._aliases.groups.get(name, ())
                self._extended[name] = tuple(dict.fromkeys([*known, *others]))
            else:
                del self._by_acronym[name]
                self._extended.pop(name, None)

    def aliases(self, is_word: Callable[[str], bool] = lambda _: False) -> Aliases:
        """Return the present aliases.

        `is_word` tells whether a folded acronym is a word of the record as well.
        """
        longest = max(map(len, self._extended), default=1)
        return Aliases(
            self._layered,
            max(self._aliases.longest, longest),
            {name: is_word(folded) for name, folded in self._acronyms.items()},
        )


class _Layered(Groups):
    def __init__(self, above: Mapping[Name, tuple[Name, ...]], below: Groups) -> None:
        self._above = above
        self._below = below
        self._longest = longest_by_first(above)

    def __getitem__(self, name: Name) -> tuple[Name, ...]:
        return self._above[name] if name in self._above else self._below[name]

    def __contains__(self, name: object) -> bool:
        return name in self._above or name in self._below

    def longest_from(self, term: str) -> int:
        return max(self._longest.get(term, 0), self._below.longest_from(term))

    def __iter__(self) -> Iterator[Name]:
        return iter(dict.fromkeys([*self._above, *self._below]))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _folded(shorts: Iterable[str]) -> dict[Name, str]:
    """Map acronyms, as the analyser makes them, to their folded form."""
    return {name_of(one): one.casefold() for one in sorted(shorts)}


def _is_alike(one: Name, other: Name) -> bool:
    mine, theirs = set(one), set(other)
    return one != other and len(mine & theirs) >= _ALIKE * len(mine | theirs)


def explained(text: str) -> Iterator[Sequence[str]]:
    """Find the names and acronyms that a text explains: "Host Nation Support (HNS)".

    The words before the bracket have to begin with the acronym's letters, in order; small words may
    be left out. "Paris (Photo)" explains nothing.
    """
    for match in _ACRONYM.finditer(text):
        acronym = match[1]
        words = list(_WORD_BEFORE.finditer(text, max(0, match.start() - 100), match.start()))
        start = _start_of_name(acronym, words)
        if start is not None:
            yield text[start : match.start()].strip(), acronym


def _start_of_name(acronym: str, words: list[re.Match[str]]) -> int | None:
    letters = [letter.casefold() for letter in acronym if letter.isupper()]
    if len(letters) == 1:
        return None
    for word in reversed(words):
        initials = [part[0].casefold() for part in _PART.findall(word.group())]
        if word.group() in _SMALL and letters[-1] != initials[0]:
            continue
        while initials and letters and initials[-1] == letters[-1]:
            initials.pop()
            letters.pop()
        if initials:
            return None
        if not letters:
            return word.start()
    return None
