"""What share of a question passages cover: of one question many passages, or of many questions few.

A term counts if one of its names is in a passage's words or context; if a near name is, by the
weight of that name; and by less if its names stand only within longer names of something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from retrieval.index.counted import Columns, CountedPassages, Table
from retrieval.model.query import Surroundings, WeighedNames
from retrieval.model.release import Passage
from retrieval.text.termlist import contains_name, stands_only_within

# A word within a longer name says little of what it means alone: the East Asia Summit, of Asia.
WITHIN_A_LONGER_NAME = 0.55


class Coverage:
    """Grades how far passages have some terms: by own words, and by what stands above them.

    Own are the words of a passage, and those of its speaker, of the question put and of the item
    that it stands under. Above it stand title and headings.
    """

    def __init__(
        self, terms: Sequence[WeighedNames], around: Sequence[Surroundings] | None = None
    ) -> None:
        """Take the names of each term, near ones too, and what is around them in longer names."""
        self._columns = Columns(word for names in terms for name, _ in names for word in name)
        # Most terms have one name, of one word: these are looked up all at once.
        self._single = [
            at for at, names in enumerate(terms) if [len(one) for one, _ in names] == [1]
        ]
        self._single_columns = [self._columns.column_of[terms[at][0][0][0]] for at in self._single]
        single = set(self._single)
        self._others = [(at, names) for at, names in enumerate(terms) if at not in single]
        self._size = len(terms)
        self._around = [
            (at, [name[0] for name, weight in terms[at] if weight == 1.0], one)
            for at, one in enumerate(around or ())
            if one
        ]

    def grade(self, passages: Sequence[Passage]) -> tuple[Table, Table]:
        """Grade each passage, a row, by each term, a column: by own words, and by those above."""
        counted = CountedPassages(passages, self._columns)
        own, above = np.zeros((2, len(passages), self._size))
        own[:, self._single] = counted.own[:, self._single_columns] > 0
        above[:, self._single] = counted.above[:, self._single_columns] > 0
        for at, names in self._others:
            own[:, at], above[:, at] = counted.grades(names)
        for at, words, around in self._around:
            for row in (own[:, at] == 1.0).nonzero()[0].tolist():
                one = passages[row]
                fields = one.words, one.context[one.headed :]
                own[row, at] = _grade(fields, words, around)
            for row in (above[:, at] == 1.0).nonzero()[0].tolist():
                one = passages[row]
                above[row, at] = _grade((one.context[: one.headed],), words, around)
        return own, above


def _grade(fields: Sequence[Sequence[str]], words: Sequence[str], around: Surroundings) -> float:
    """Grade fields that have a word: less where they have it only within longer names."""
    having = [one for one in fields if any(word in one for word in words)]
    is_only_within = all(stands_only_within(one, words, around) for one in having)
    return WITHIN_A_LONGER_NAME if is_only_within else 1.0


class PassageSet:
    """Some passages that many questions are compared with, by the names that they have.

    Which passages have a name is an int with one bit for each passage.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._by_name: dict[tuple[str, ...], int] = {}
        for number, passage in enumerate(passages):
            for word in {*passage.words, *passage.context}:
                self._by_name[word,] = self._by_name.get((word,), 0) | 1 << number

    def having(self, names: Iterable[Sequence[str]]) -> int:
        """Find the passages that have one of the names."""
        found = 0
        for name in map(tuple, names):
            if len(name) > 1 and name not in self._by_name:
                self._by_name[name] = self._find(name)
            found |= self._by_name.get(name, 0)
        return found

    def _find(self, name: tuple[str, ...]) -> int:
        """Find the passages that have the words of a name next to each other."""
        candidates = (1 << len(self._passages)) - 1
        for word in name:
            candidates &= self._by_name.get((word,), 0)
        return sum(
            1 << number
            for number, passage in enumerate(self._passages)
            if candidates >> number & 1
            and (contains_name(passage.words, name) or contains_name(passage.context, name))
        )

    def covers(self, weighed: Sequence[tuple[float, int]], share: float) -> bool:
        """Tell whether a passage covers this share of the weight of some terms.

        Of each term, its weight and the passages that have it are given.
        """
        total = sum(weight for weight, _ in weighed)
        if not total:
            return bool(self._passages)
        least = share * total
        present = [(weight, having) for weight, having in weighed if having]
        if any(weight >= least for weight, _ in present):
            return True
        if sum(weight for weight, _ in present) < least:
            return False
        return any(
            sum(weight for weight, having in present if having >> number & 1) >= least
            for number in range(len(self._passages))
        )
