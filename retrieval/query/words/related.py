"""Near names: everyday words and the official ones for the same, from the reviewed tables.

The tables are `seeds/related.toml` and the seats of `seeds/aliases.toml`. Each line leads one way,
and near names of near names are none. What a line leads from is looked up by all its words, stop
words among them: "get along" and "get" are not the same.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from retrieval.model.query import CLOSE, Name, NearName, Vocabulary
from retrieval.query.words.aliases import longest_by_first, name_of, read_table
from retrieval.text.folding import fold
from retrieval.text.tokens import tokenize

# How far a near name stands for a term, by its grade in the table.
_WEIGHTS = (CLOSE, 0.75, 0.55)
# A stem begins as the word does, but for its last letter, so that only few lines have to be read.
_SHORTEST_START = 2
# Of more near names that are on record, the closest are looked for.
_MOST = 8
_CACHED_STARTS = 4_096
_BEHIND_ALL = "\uffff"


def longest_from(term: str) -> int:
    """Return the length, in words, of the longest name with near names that a term begins; or 0."""
    return _read(_start(term))[1].get(term, 0)


def has_near_names(name: Name) -> bool:
    """Tell whether the tables lead anywhere from a name."""
    return name in _read(_start(name[0]))[0]


def near_names(name: Name, vocabulary: Vocabulary) -> tuple[NearName, ...]:
    """Return the near names of a name that are on record, the closest first."""
    line = _read(_start(name[0]))[0].get(name)
    near = _near_names(line) if line else ()
    on_record = (one for one in near if all(word in vocabulary.terms for word in one.name))
    return tuple(islice(on_record, _MOST))


def _start(term: str) -> str:
    return term[: max(_SHORTEST_START, len(term) - 1)]


@lru_cache(_CACHED_STARTS)
def _read(start: str) -> tuple[Mapping[Name, str], Mapping[str, int]]:
    """Read which names begin with some letters: the line of each, and the longest by first word."""
    lines = _lines()
    first, last = bisect_left(lines, start), bisect_left(lines, start + _BEHIND_ALL)
    found = {
        tuple([token.term for token in tokenize(line.partition(" > ")[0])]): line
        for line in lines[first:last]
    }
    return found, longest_by_first(found)


@cache
def _lines() -> Sequence[str]:
    """Return the lines of both tables, in order."""
    table = tomllib.loads(files("seeds").joinpath("related.toml").read_text("utf-8"))
    seats = (fold(line).text for line in read_table()["seats"]["names"].splitlines())
    return sorted([*table["names"].splitlines(), *seats])


@lru_cache(_CACHED_STARTS)
def _near_names(line: str) -> tuple[NearName, ...]:
    """Read what a line leads to: "danger > threat | risk, hazard | menace"."""
    return tuple(
        NearName(name_of(written), weight, written)
        for weight, grade in zip(_WEIGHTS, line.partition(" > ")[2].split("|"), strict=False)
        for written in grade.strip().split(", ")
        if written
    )
