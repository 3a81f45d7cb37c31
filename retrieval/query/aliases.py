"""Names that mean the same: a reviewed table, and acronyms that the record explains itself."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from retrieval.model import Period, Vocabulary
from retrieval.query.speakers import Speakers, Way
from retrieval.text.folding import fold
from retrieval.text.tokens import find_name, terms

# A name as the analyser makes it: its terms in order.
Name = tuple[str, ...]

_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9&]{1,9})\)")
_WORD_BEFORE = re.compile(r"[^\W_][\w.’'&-]*")
_PART = re.compile(r"[^\W_]+")
_SMALL = frozenset({"of", "and", "the", "for", "in", "on"})
# The stem of a name's first word begins as the word does: by that a name is looked for without
# making the terms of all, which would take longer than a cold start may. For the same reason the
# most terms that one has are set here; tests hold both.
_START = 2
_LONGEST = 7
# Of all words of two expansions of an acronym, so many are the same where they mean the same.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Aliases:
    """For each name, all that mean the same, itself among them."""

    groups: Mapping[Name, tuple[Name, ...]]
    longest: int

    def of(self, name: Name) -> tuple[Name, ...]:
        """All names for `name`, itself first; `name` alone where the table has no other."""
        group = self.groups.get(name)
        return (name, *(other for other in group if other != name)) if group else (name,)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words when a question is read: those of the record, and their aliases.

    Also who speaks there, whose reporters ask (`outlets`), from when to when it reaches, and the
    ids of its releases by themselves and by their address (`address_key`).
    """

    vocabulary: Vocabulary
    aliases: Aliases
    speakers: Speakers = field(default_factory=Speakers)
    outlets: Mapping[Way, str] = field(default_factory=dict)
    days: Period = field(default_factory=Period)
    releases: Mapping[str, str] = field(default_factory=dict)


def make_aliases(groups: Iterable[Sequence[str]]) -> Aliases:
    """Aliases from groups of names; no two groups may share a name."""
    return Aliases(_Written(groups), _LONGEST)


def reviewed() -> list[list[str]]:
    """The groups of `seeds/aliases.toml`."""
    lines = (line for section in read_table()["names"].values() for line in section.splitlines())
    return [line.split(", ") for line in lines]


@cache
def read_table() -> dict[str, dict[str, str]]:
    """`seeds/aliases.toml`: its lines are read here, as TOML's own lists take ten times as long."""
    return tomllib.loads(files("seeds").joinpath("aliases.toml").read_text("utf-8"))


@cache
def reviewed_aliases() -> Aliases:
    """The aliases of the reviewed table, read once."""
    return make_aliases(reviewed())


class _Written(Mapping[Name, tuple[Name, ...]]):
    """Groups of which no two share a name; the terms of a name are made when it is looked for."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._written: dict[str, list[tuple[str, Sequence[str]]]] = defaultdict(list)
        for group in groups:
            for name in group:
                start = name[:_START].rstrip("-")  # "G-7"
                folded = start.lower() if start.isascii() else fold(start).text
                self._written[folded].append((name, group))
        self._read: dict[str, dict[Name, Sequence[str]]] = {}

    def __getitem__(self, name: Name) -> tuple[Name, ...]:
        start = "".join(name[:1])[:_START]
        if start not in self._read:
            written = self._written.get(start, ())
            self._read[start] = {_name(one): group for one, group in written}
        return _telling(tuple(self._read[start][name]))

    def __iter__(self) -> Iterator[Name]:
        return (_name(name) for written in self._written.values() for name, _ in written)

    def __len__(self) -> int:
        return sum(map(len, self._written.values()))


@lru_cache(maxsize=65_536)
def _name(written: str) -> Name:
    return terms(written)


@lru_cache(maxsize=4_096)
def _telling(group: tuple[str, ...]) -> tuple[Name, ...]:
    """The names of a group but for those in which another stands: it finds them all."""
    names = list(map(_name, group))
    return tuple(
        name
        for name in names
        if not any(find_name(name, other) is not None for other in names if other != name)
    )


class _Layered(Mapping[Name, tuple[Name, ...]]):
    def __init__(
        self, above: Mapping[Name, tuple[Name, ...]], below: Mapping[Name, tuple[Name, ...]]
    ) -> None:
        self._above = above
        self._below = below

    def __getitem__(self, name: Name) -> tuple[Name, ...]:
        return self._above[name] if name in self._above else self._below[name]

    def __iter__(self) -> Iterator[Name]:
        return iter(dict.fromkeys([*self._above, *self._below]))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def learn(aliases: Aliases, pairs: Iterable[Sequence[str]]) -> Aliases:
    """The aliases, and with them the names and acronyms that `explained` finds.

    An acronym that several names have leads to each of them, but none of them to another that is
    not like it. What an acronym is known to stand for stays: then only like names join it.
    """
    expansions: dict[Name, dict[Name, None]] = defaultdict(dict)
    for written, short in dict.fromkeys((pair[0], pair[1]) for pair in pairs):
        expansions[_name(short)][_name(written)] = None
    learned: dict[Name, dict[Name, None]] = defaultdict(dict)
    for acronym, names in expansions.items():
        known = aliases.groups.get(acronym)
        if known is None:
            for name in filter(None, names):
                alike = [other for other in names if _is_alike(name, other)]
                _join(learned, acronym, aliases.of(name))
                _join(learned, name, alike)
        else:
            for name in names:
                if name not in aliases.groups and any(_is_alike(name, one) for one in known):
                    for one in aliases.of(acronym):
                        _join(learned, one, [name])
    above = {
        name: tuple(dict.fromkeys([*aliases.groups.get(name, ()), *added]))
        for name, added in learned.items()
    }
    longest = max(map(len, above), default=1)
    return Aliases(_Layered(above, aliases.groups), max(aliases.longest, longest))


def _join(learned: dict[Name, dict[Name, None]], name: Name, others: Iterable[Name]) -> None:
    for other in others:
        learned[name][other] = None
        learned[other][name] = None


def _is_alike(one: Name, other: Name) -> bool:
    mine, theirs = set(one), set(other)
    return one != other and len(mine & theirs) >= _ALIKE * len(mine | theirs)


def explained(text: str) -> Iterator[Sequence[str]]:
    """The names that a text explains: "Host Nation Support (HNS)" gives both; not "Paris (Photo)".

    The words before the bracket have to begin with the acronym's letters, in order, small words
    apart.
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
