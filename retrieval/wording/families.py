"""Forms of a sentence -> the wordings that it has had, and the family that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.wording.comparing import Kinship, compare, words_of
from retrieval.wording.table import Occurrence


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a sentence: its number, how it is written in one place, and where it stands."""

    number: int
    text: str
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One exact form of a sentence, whatever name stands in its slot, wherever it stands.

    `occurrences`, at least one, are in the order of days.
    """

    forms: tuple[Form, ...]
    occurrences: tuple[Occurrence, ...]

    @property
    def first(self) -> Occurrence:
        """Where it was said first."""
        return self.occurrences[0]

    @property
    def last(self) -> Occurrence:
        """Where it was said last."""
        return self.occurrences[-1]

    @property
    def since(self) -> date:
        """The day on which it was said first."""
        return date.fromordinal(self.first.day)

    @property
    def until(self) -> date:
        """The day on which it was said last."""
        return date.fromordinal(self.last.day)

    @property
    def releases(self) -> int:
        """How many releases have it."""
        return len({one.release_id for one in self.occurrences})

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who said it, those first who said it most."""
        return tuple(
            name for name, _ in Counter(one.speaker for one in self.occurrences).most_common()
        )

    @property
    def text(self) -> str:
        """How it was said last."""
        return self.text_at(self.last)

    def text_at(self, occurrence: Occurrence) -> str:
        """How it is written where the form stands that an occurrence is of."""
        return next(one.text for one in self.forms if occurrence in one.occurrences)


@dataclass(frozen=True, slots=True)
class Family:
    """All wordings of what is the same sentence, that which was said last first."""

    wordings: tuple[Wording, ...]

    @property
    def present(self) -> Wording:
        """The wording that was said last."""
        return self.wordings[0]

    @property
    def occurrences(self) -> list[tuple[Occurrence, Wording]]:
        """Where any of them stands, in the order of days."""
        return sorted(
            ((one, wording) for wording in self.wordings for one in wording.occurrences),
            key=lambda pair: pair[0],
        )


def make_family(forms: Iterable[Form]) -> Family:
    """Make the family of some forms that belong together, at least one."""
    wordings = [
        Wording(tuple(group), tuple(sorted(place for one in group for place in one.occurrences)))
        for group in _gather(sorted(forms, key=lambda one: one.number))
    ]
    return Family(tuple(sorted(wordings, key=lambda one: one.occurrences[::-1], reverse=True)))


def _gather(forms: Sequence[Form]) -> list[list[Form]]:
    """Put the forms together that are one wording, directly or by others between them."""
    groups: list[list[Form]] = []
    for form in forms:
        same = [group for group in groups if any(_is_same(form, one) for one in group)]
        groups = [group for group in groups if group not in same]
        groups.append([form, *(one for group in same for one in group)])
    return groups


def _is_same(one: Form, other: Form) -> bool:
    return compare(words_of(one.text), words_of(other.text)).kinship is Kinship.SAME
