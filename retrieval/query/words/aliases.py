"""Aliases: names that mean the same, from the reviewed table."""

from __future__ import annotations

import tomllib
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from retrieval.model.query import Name
from retrieval.text.folding import fold
from retrieval.text.tokens import find_name, terms

# The stem of a word begins with the same letters as the word. So names are looked up by the first
# letters, and not all names have to be analysed, which would take too long at a cold start. For the
# same reason the most terms that a name has are written here. Tests hold both.
_START = 2
_LONGEST = 7


class Groups(Mapping[Name, tuple[Name, ...]]):
    """For each name, all names that mean the same, itself among them.

    Most words of a question have none, so `get` and `longest_from`, which are called for every
    word, are quick.
    """

    @abstractmethod
    def longest_from(self, term: str) -> int:
        """Return the length, in terms, of the longest name that begins with a term, or 0."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """For each name, all names that mean the same, itself among them.

    `acronyms` are the names that are written in capitals, and whether they are words of the record
    as well ("HELP", "FACT"). Such an acronym means a name only if a question writes it in capitals,
    and names are not searched by it, because the index does not distinguish capitals.
    """

    groups: Groups
    longest: int
    acronyms: Mapping[Name, bool] = field(default_factory=dict)

    def longest_from(self, term: str) -> int:
        """Return the length, in terms, of the longest name that begins with a term, or 0."""
        return self.groups.longest_from(term)

    def of(self, name: Name) -> tuple[Name, ...]:
        """Return all names for `name`, itself first; `name` alone if the table has no other."""
        if name not in self.groups:
            return (name,)
        group = self.groups[name]
        return (name, *(one for one in group if one != name and not self.acronyms.get(one)))

    def of_lowercase(self, folded: str, term: str) -> tuple[Name, ...]:
        """Return all names for a word that is not in capitals: "helping" is no acronym."""
        name = (term,)
        is_word = self.acronyms.get(name)
        if is_word or (is_word is False and folded.removesuffix("'s") not in {term, f"{term}s"}):
            return (name,)
        return self.of(name)


@cache
def _synonyms() -> frozenset[Name]:
    lines = read_table()["names"]["synonyms"].splitlines()
    return frozenset(name_of(one) for line in lines for one in line.split(", "))


def are_of_one_named(names: Sequence[Name]) -> bool:
    """Tell whether some names are those of somebody or something: not "trip" and "visit"."""
    return len(names) > 1 and _synonyms().isdisjoint(names)


def make_aliases(groups: Iterable[Sequence[str]]) -> Aliases:
    """Make aliases from groups of names; no two groups may share a name."""
    return Aliases(_ReviewedGroups(groups), _LONGEST)


def reviewed() -> list[list[str]]:
    """Return the groups of names of `seeds/aliases.toml`."""
    lines = (line for section in read_table()["names"].values() for line in section.splitlines())
    return [line.split(", ") for line in lines]


@cache
def acronyms_reviewed() -> frozenset[str]:
    """Return the names of the reviewed table that are one word in capitals."""
    return frozenset(
        name for group in reviewed() for name in group if name.isupper() and name.isalpha()
    )


@cache
def read_table() -> dict[str, dict[str, str]]:
    """Read `seeds/aliases.toml`; it has lines of text, as TOML's lists take ten times as long."""
    return tomllib.loads(files("seeds").joinpath("aliases.toml").read_text("utf-8"))


@cache
def reviewed_aliases() -> Aliases:
    """Return the aliases of the reviewed table, which is read once."""
    return make_aliases(reviewed())


class _ReviewedGroups(Groups):
    """Groups that share no names; the terms of names are made only when they are looked up."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._written: dict[str, list[tuple[str, Sequence[str]]]] = defaultdict(list)
        for group in groups:
            for name in group:
                is_designation = name[1:2] == "-" and name[2:3].isdigit()
                start = name.replace("-", "")[:_START] if is_designation else name[:_START]
                folded = start.lower() if start.isascii() else fold(start).text
                self._written[folded].append((name, group))
        self._read: dict[str, dict[Name, Sequence[str]]] = {}
        self._longest: dict[str, int] = {}

    def __getitem__(self, name: Name) -> tuple[Name, ...]:
        return _without_longer_names(tuple(self._beginning(name[0] if name else "")[name]))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, tuple) and name in self._beginning(name[0] if name else "")

    def longest_from(self, term: str) -> int:
        return self._longest.get(term, 0) if self._beginning(term) else 0

    def _beginning(self, term: str) -> dict[Name, Sequence[str]]:
        """Return the names that begin with the same letters as a term."""
        start = term[:_START]
        read = self._read.get(start)
        if read is None:
            written = self._written.get(start)
            if written is None:
                return {}
            read = self._read[start] = {name_of(one): group for one, group in written}
            self._longest |= longest_by_first(read)
        return read

    def __iter__(self) -> Iterator[Name]:
        return (name_of(name) for written in self._written.values() for name, _ in written)

    def __len__(self) -> int:
        return sum(map(len, self._written.values()))


@lru_cache(maxsize=65_536)
def name_of(written: str) -> Name:
    """Turn a name into its terms; cached."""
    return terms(written)


@lru_cache(maxsize=4_096)
def _without_longer_names(group: tuple[str, ...]) -> tuple[Name, ...]:
    """Drop the names of a group that contain another name of it: that one finds them too."""
    names = list(map(name_of, group))
    return tuple(
        name
        for name in names
        if not any(find_name(name, other) is not None for other in names if other != name)
    )


def longest_by_first(names: Iterable[Name]) -> dict[str, int]:
    """Return the length, in terms, of the longest name with each first term."""
    longest: dict[str, int] = {}
    for name in names:
        longest[name[0]] = max(len(name), longest.get(name[0], 0))
    return longest
