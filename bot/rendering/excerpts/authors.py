"""Who is cited as the author: family and given name where the record's spelling shows them."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.model.release import Release, Statement
from retrieval.text.honorifics import PRINTED_HONORIFICS, PRINTED_SUFFIXES

# "Given Family" is read as such only without a word that may be of an office or a group.
_NO_NAMES = frozenset(
    """
    acting administration adviser advisor ambassador assistant audience chair chairman chancellor
    chief commissioner congressman congresswoman counselor deputy director general governor
    government host interviewer king majesty mayor member minister ministry moderator official
    officials parliamentary participant president press prime prince princess professor queen
    questioner reporter representative secretary senator senior speaker spokesman spokesperson
    spokeswoman state the under vice voice
    """.split()
)
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Author:
    """An author: family and given name, or the name as a whole where the two cannot be told."""

    family: str = ""
    given: str = ""
    whole: str = ""

    @property
    def in_order(self) -> str:
        """The name as running text has it: "Yoshimasa Hayashi"."""
        return self.whole or f"{self.given} {self.family}"

    @property
    def inverted(self) -> str:
        """The name as lists have it: "Hayashi, Yoshimasa"."""
        return self.whole or f"{self.family}, {self.given}"

    @property
    def with_initials(self) -> str:
        """The name as APA has it: "Hayashi, Y."."""
        if self.whole:
            return self.whole
        initials = ("-".join(part[:1] for part in one.split("-")) for one in self.given.split())
        return f"{self.family}, {' '.join(f'{one}.' for one in initials if one)}"


def author_of(release: Release, statement: Statement) -> Author:
    """Return whom to cite for a statement; what nobody signs is the publisher's."""
    name = " ".join(statement.speaker.split())
    if not name or name == release.publisher:
        return Author(whole=release.publisher)
    return read_name(name)


def read_name(name: str) -> Author:
    """Read a name as the record writes it: "HAYASHI Yoshimasa", "Jen Psaki"."""
    words = name.split()
    capital = [one for one in words if _is_in_capitals(one)]
    if capital and len(capital) < len(words):
        is_together = words[: len(capital)] == capital or words[-len(capital) :] == capital
        given = [one for one in words if one not in capital]
        if is_together and not _NO_NAMES.intersection(map(str.casefold, given)):
            return Author(" ".join(map(_lowered, capital)), " ".join(given))
    is_plain = 1 < len(words) <= _MOST_WORDS and not capital and _is_of_names_only(words)
    if is_plain:
        return Author(words[-1], " ".join(words[:-1]))
    return Author(whole=name)


def _is_of_names_only(words: list[str]) -> bool:
    known = {one.casefold() for one in (*PRINTED_HONORIFICS, *PRINTED_SUFFIXES)} | _NO_NAMES
    return all(one[0].isupper() and one.casefold().strip(".,") not in known for one in words)


def _is_in_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.replace("-", "").replace("’", "").isalpha()


def _lowered(word: str) -> str:
    """Return a name in capitals as it is usually written: "Kurihara-Ueda"."""
    return "-".join(part.capitalize() for part in word.split("-"))
