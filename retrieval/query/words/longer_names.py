"""Longer names that have a name in them and mean something else: "East Asia Summit" is not Asia.

They are the countries of `seeds/aliases.toml`, and the names of its section `longer`. Other names
of its tables are about what stands in them: the Iran nuclear deal is about Iran.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from retrieval.model.query import Name, Surroundings, Term
from retrieval.query.words.aliases import name_of, read_table
from retrieval.text.folding import fold

# A stem begins as the word does, but for its last letter.
_SHORTEST_START = 2
_CACHED = 4_096


def surroundings_of(term: Term) -> Surroundings:
    """Return what stands around the names of a term in longer names of something else.

    Empty for a term that has a name of several words: that is specific enough.
    """
    if any(len(name) != 1 for name in term.names):
        return ()
    meant = {one for one, _ in term.weighed_names}
    found = {
        (word, " ".join(("", *name[:at], "")), " ".join(("", *name[at + 1 :], "")))
        for (word,) in term.names
        for name in _longer_than(word)
        if name not in meant
        for at, one in enumerate(name)
        if one == word
    }
    return tuple(sorted(found))


@lru_cache(_CACHED)
def _longer_than(word: str) -> Sequence[Name]:
    """Find the names of several words that have a word, and do not mean what it means alone."""
    return tuple(
        name
        for group in _groups_with(word[: max(_SHORTEST_START, len(word) - 1)])
        if (word,) not in (names := [*map(name_of, group.split(", "))])
        for name in names
        if len(name) > 1 and word in name
    )


def _groups_with(letters: str) -> Iterator[str]:
    """Yield the groups of names that have some letters: only few have to be read as names."""
    lines = _lines()
    at = lines.find(letters)
    while at >= 0:
        start, end = lines.rfind("\n", 0, at) + 1, lines.find("\n", at)
        yield lines[start:end]
        at = lines.find(letters, end)


@cache
def _lines() -> str:
    """Return the groups of names, each a line, in small letters."""
    table = read_table()
    return fold(f"{table['names']['countries']}{table['longer']['names']}").text
