"""Near names: everyday words and the official ones for the same, from the reviewed tables.

The tables are `seeds/related.toml`, and seats and leaders in `seeds/aliases.toml`. Each line leads
one way, and near names of near names are none. What a line leads from is looked up by all its
words, stop words among them: "get along" and "get" are not the same.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from retrieval.model.query import CLOSE, Name, NearName, Vocabulary
from retrieval.patterns import regex
from retrieval.query.words.aliases import name_of, read_table
from retrieval.text.folding import fold
from retrieval.text.stems import stem
from retrieval.text.tokens import tokenize

# How far a near name stands for a term, by its grade in the table.
_WEIGHTS = (CLOSE, 0.75, 0.55)
# A stem begins as the word does, but for its last letter, so that only few lines have to be read.
_SHORTEST_START = 2
# The state may be what is asked about, by the name of its leader.
_OF_A_LEADER = "| | "
# Of more near names that are on record, the closest are looked for.
_MOST = 8
_CACHED = 4_096
_BEHIND_ALL = "\uffff"
_FIRST_WORD = regex(r"[ -]")


def longest_from(term: str) -> int:
    """Return the length, in words, of the longest name with near names that a term begins; or 0."""
    return max(map(len, _beginning_with(term)), default=0)


def has_near_names(name: Name) -> bool:
    """Tell whether the tables lead anywhere from a name."""
    return name in _beginning_with(name[0])


def is_leader(name: Name) -> bool:
    """Tell whether a name is that of a leader, who stands for his state: Putin, for Russia."""
    return name in _leaders()


def near_names(name: Name, vocabulary: Vocabulary) -> tuple[NearName, ...]:
    """Return the near names of a name that are on record, the closest first.

    A leader stands for his state only where the record does not name him.
    """
    line = _beginning_with(name[0]).get(name)
    if not line or (is_leader(name) and name[-1] in vocabulary.terms):
        return ()
    near = _near_names(line)
    on_record = (one for one in near if all(word in vocabulary.terms for word in one.name))
    return tuple(islice(on_record, _MOST))


@lru_cache(_CACHED)
def _beginning_with(term: str) -> Mapping[Name, str]:
    """Find the lines whose name begins with a term, by that name."""
    lines, start = _lines(), term[: max(_SHORTEST_START, len(term) - 1)]
    first, last = bisect_left(lines, start), bisect_left(lines, start + _BEHIND_ALL)
    found = {}
    for line in lines[first:last]:
        asked = line.partition(" > ")[0]
        # Only few of them need all their words to be read.
        if stem(_FIRST_WORD.split(asked, maxsplit=1)[0]) == term:
            found[tuple([token.term for token in tokenize(asked)])] = line
    return found


@cache
def _lines() -> Sequence[str]:
    """Return the lines of all tables, in order."""
    table = tomllib.loads(files("seeds").joinpath("related.toml").read_text("utf-8"))
    seats = (f"{asked} > {said}" for asked, said in _names_of("seats"))
    leaders = (f"{asked} > {_OF_A_LEADER}{said}" for asked, said in _names_of("leaders"))
    return sorted([*table["names"].splitlines(), *seats, *leaders])


def _names_of(section: str) -> Iterator[tuple[str, str]]:
    """Yield what is asked, folded, and what is said for it, from a section of the aliases."""
    for line in read_table()[section]["names"].splitlines():
        asked, _, said = line.partition(" > ")
        # What is said keeps its capitals: ALPS are no mountains.
        yield fold(asked).text, said


@cache
def _leaders() -> frozenset[Name]:
    return frozenset(name_of(asked) for asked, _ in _names_of("leaders"))


@lru_cache(_CACHED)
def _near_names(line: str) -> tuple[NearName, ...]:
    """Read what a line leads to: "danger > threat | risk, hazard | menace"."""
    return tuple(
        NearName(name_of(written), weight, written)
        for weight, grade in zip(_WEIGHTS, line.partition(" > ")[2].split("|"), strict=False)
        for written in grade.strip().split(", ")
        if written
    )
