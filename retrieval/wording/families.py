"""Forms of a sentence -> the wordings that it has had, and the family that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import NamedTuple

from retrieval.wording.comparing import Kinship, compare, words_of

# A sentence that goes to and fro more often than this has not changed: there are two.
_FEWEST_TURNS = 4
_SHARED_BY_TWO = 2


class Occurrence(NamedTuple):
    """Where a form stands: the day, the release, the span in its text, and who says it."""

    day: int
    release_id: str
    start: int
    end: int
    version: int
    kind: str
    speaker: str


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

    def wording_at(self, release_id: str, end: int) -> Wording | None:
        """Return the wording that stands in a release and ends at a place; None if none does."""
        found = (
            wording
            for place, wording in self.occurrences
            if (place.release_id, place.end) == (release_id, end)
        )
        return next(found, None)

    @property
    def numbers(self) -> set[int]:
        """The numbers of all forms that it has."""
        return {form.number for wording in self.wordings for form in wording.forms}

    @property
    def occurrences(self) -> list[tuple[Occurrence, Wording]]:
        """Where any of them stands, in the order of days."""
        return sorted(
            ((one, wording) for wording in self.wordings for one in wording.occurrences),
            key=lambda pair: pair[0],
        )


def make_families(forms: Iterable[Form]) -> list[Family]:
    """Make the families of some forms, each near another of them: in no order.

    Two sentences that stand side by side for long, or in one release, are two, however near: one
    does not follow upon the other.
    """
    wordings = [
        Wording(tuple(group), tuple(sorted(place for one in group for place in one.occurrences)))
        for group in _gather(sorted(forms, key=lambda one: one.number))
    ]
    families = [[one] for one in wordings]
    for _, one, other in sorted(_near(wordings), key=lambda near: (-near[0], *near[1:])):
        mine, theirs = (
            next(family for family in families if wordings[at] in family) for at in (one, other)
        )
        if mine is theirs or any(are_side_by_side(a, b) for a in mine for b in theirs):
            continue
        families = [family for family in families if family is not theirs]
        mine.extend(theirs)
    return [
        Family(tuple(sorted(family, key=lambda one: one.occurrences[::-1], reverse=True)))
        for family in families
    ]


def _gather(forms: Sequence[Form]) -> list[list[Form]]:
    """Put the forms together that are one wording, directly or by others between them."""
    groups: list[list[Form]] = []
    for form in forms:
        same = [
            group
            for group in groups
            if any(_is_same(form, one) for one in group)
            and not any(_are_two(form, one) for one in group)
        ]
        groups = [group for group in groups if not any(group is one for one in same)]
        groups.append([form, *(one for group in same for one in group)])
    return groups


def _is_same(one: Form, other: Form) -> bool:
    return compare(words_of(one.text), words_of(other.text)).kinship is Kinship.SAME


def _are_two(one: Form, other: Form) -> bool:
    """Tell whether two forms are said beside each other, with two names, and not in turn."""
    shared = {place.release_id for place in one.occurrences}
    shared &= {place.release_id for place in other.occurrences}
    return len(shared) >= _SHARED_BY_TWO


def _near(wordings: Sequence[Wording]) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs of wordings that may be one sentence, with how much they have in common."""
    for (one, mine), (other, theirs) in combinations(enumerate(wordings), 2):
        found = compare(words_of(mine.text), words_of(theirs.text))
        if found.kinship is not Kinship.UNRELATED:
            yield found.alike, one, other


def are_side_by_side(one: Wording, other: Wording) -> bool:
    """Tell whether two wordings stand beside each other, and none comes after the other."""
    mine = {place.release_id for place in one.occurrences}
    if any(place.release_id in mine for place in other.occurrences):
        return True
    places = sorted([*one.occurrences, *other.occurrences])
    turns = [place.release_id in mine for place in places]
    return sum(now != after for now, after in pairwise(turns)) >= _FEWEST_TURNS
