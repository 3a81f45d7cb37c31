"""Near names: everyday words and the official ones for the same, from the reviewed table."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from retrieval.model.query import CLOSE, Name, NearName, Vocabulary
from retrieval.query.words.aliases import longest_by_first, name_of, read_table
from retrieval.text.folding import fold
from retrieval.text.tokens import tokenize

# How far a near name stands for a term, by the section of the table that it stands in.
_WEIGHTS = {"close": CLOSE, "usual": 0.75, "loose": 0.55}
# Of more near names the first ones, which are the closest, are looked for.
_MOST = 8
# The stem of a word begins with the same letters, so that only few lines have to be analysed.
_START = 2

# Some near names of a name: how the table writes them, and their weight.
_Said = tuple[tuple[str, ...], float]


class Related:
    """The reviewed table of near names (`seeds/related.toml`), read once.

    A group leads from each of its names to each other one, or one way only. Near names of near
    names are none. What it leads from is looked up by all its words, stop words among them: "get
    along" and "get" are not the same.
    """

    def __init__(self) -> None:
        self._written: dict[str, list[tuple[str, _Said]]] = defaultdict(list)
        for asked, said in _read_groups():
            for written in asked:
                self._written[fold(written[:_START]).text].append((written, said))
        self._read: dict[str, dict[Name, list[_Said]]] = {}
        self._longest: dict[str, int] = {}

    def longest_from(self, term: str) -> int:
        """Return the length, in words, of the longest name that begins with a term, or 0."""
        return self._longest.get(term, 0) if self._beginning(term) else 0

    def __contains__(self, name: Name) -> bool:
        """Tell whether the table leads anywhere from a name."""
        return name in self._beginning(name[0])

    def of(self, name: Name, vocabulary: Vocabulary) -> tuple[NearName, ...]:
        """Return the near names of a name that are on record, the closest first."""
        found: dict[Name, NearName] = {}
        for said, weight in self._beginning(name[0]).get(name, ()):
            for written in said:
                near = NearName(name_of(written), weight, written)
                known = found.get(near.name)
                if near.name != name and (known is None or known.weight < weight):
                    found[near.name] = near
        on_record = (
            one for one in found.values() if all(word in vocabulary.terms for word in one.name)
        )
        return tuple(sorted(on_record, key=lambda one: -one.weight)[:_MOST])

    def _beginning(self, term: str) -> dict[Name, list[_Said]]:
        """Return the names that begin with the same letters as a term."""
        start = term[:_START]
        if start not in self._read:
            read: dict[Name, list[_Said]] = defaultdict(list)
            for written, said in self._written.get(start, ()):
                read[tuple([token.term for token in tokenize(written)])].append(said)
            self._read[start] = dict(read)
            self._longest |= longest_by_first(read)
        return self._read[start]


@cache
def related() -> Related:
    """Return the reviewed table, which is read once."""
    return Related()


def _read_groups() -> Iterator[tuple[tuple[str, ...], _Said]]:
    """Yield what each line of the tables leads from, and to."""
    table = tomllib.loads(files("seeds").joinpath("related.toml").read_text("utf-8"))
    sections = [(_WEIGHTS[section], fields) for section, fields in table.items()]
    for weight, fields in ((CLOSE, read_table()["seats"]), *sections):
        lines = (line for field in fields.values() for line in field.splitlines())
        for line in lines:
            asked, _, said = line.partition(" > ")
            from_ = tuple(asked.split(", "))
            yield from_, (tuple(said.split(", ")) if said else from_, weight)
