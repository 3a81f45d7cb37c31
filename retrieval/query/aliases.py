"""Names that mean the same: a reviewed table, and acronyms that the record explains itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from retrieval.model import Vocabulary
from retrieval.text.tokens import terms

# A name as the analyser makes it: its terms in order.
Name = tuple[str, ...]

_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9&]{1,9})\)")
_WORD_BEFORE = re.compile(r"[^\W_][\w.’'&-]*")
_PART = re.compile(r"[^\W_]+")
_SMALL = frozenset({"of", "and", "the", "for", "in", "on"})


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
    """What is known of words when a question is read: those of the record, and their aliases."""

    vocabulary: Vocabulary
    aliases: Aliases


def make_aliases(groups: Iterable[Iterable[str]]) -> Aliases:
    """Aliases from groups of names; groups that share a name become one."""
    merged: dict[Name, list[Name]] = {}
    for group in groups:
        names = [name for name in map(terms, group) if name]
        together = list(
            dict.fromkeys([*names, *(one for name in names for one in merged.get(name, ()))])
        )
        merged |= dict.fromkeys(together, together)
    table = {name: tuple(group) for name, group in merged.items()}
    return Aliases(table, max(map(len, table), default=1))


def reviewed() -> list[list[str]]:
    """The groups of `seeds/aliases.toml`."""
    table = tomllib.loads(files("seeds").joinpath("aliases.toml").read_text("utf-8"))
    return [list(map(str, group)) for group in table["names"]]


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
