"""All sentences of a record, found by their forms and by their keys, in arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from retrieval.model.release import Span
from retrieval.wording.families import Occurrence
from retrieval.wording.sketching import KEYS, SketchedRelease, SketchedSentences

# Pairs of words that more sentences have tell little: they are left aside where others are there.
_COMMON = 2_000
# Forms of one family share so many of their keys: more where many are compared, as two of these are
# shared by chance a thousand times for once that they tell a form of it.
_FEWEST_SHARED = 2
_FEWEST_SHARED_OF_MANY = 3
_MANY_KEYS = 6
# So many keys are compared at least, however common.
_LEAST_KEYS = 3
_MOST_RELATIVES = 400

_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
_KINDS = (np.int64, np.uint64, np.uint32, np.uint32, np.uint16, np.uint32, np.uint64)
_NO_ROWS = np.zeros(0, np.uint32)
_LARGEST_ROW = np.uint64(2**32 - 1)
_Number = TypeVar("_Number", bound=np.generic)


class Keys(Protocol):
    """The keys of the sentences of a table."""

    def rows_near(self, keys: Sequence[int]) -> list[NDArray[np.uint32]]:
        """Return for each key the rows that have it.

        Raises:
            DamagedIndexError: there is something else than what was written.
        """


@dataclass(frozen=True, slots=True)
class KeyPairs:
    """The keys in memory: `pairs`, ascending, are a key each (the upper 32 bits) and a row."""

    pairs: NDArray[np.uint64]

    def rows_near(self, keys: Sequence[int]) -> list[NDArray[np.uint32]]:
        """See `Keys.rows_near`."""
        since, until = (self.pairs.searchsorted(bound) for bound in bounds_of(keys))
        return [
            self.pairs[first:last].astype(np.uint32)
            for first, last in zip(since, until, strict=True)
        ]


def bounds_of(keys: Sequence[int]) -> NDArray[np.uint64]:
    """Return the pairs with which those of each key begin, and those before which they end.

    No table has so many rows that its last one would be at the end.
    """
    first = np.array(keys, np.uint64) << np.uint64(32)
    return np.stack([first, first | _LARGEST_ROW])


@dataclass(frozen=True, slots=True)
class SentenceTable:
    """The sentences of some releases, in rows: release by release, as they stand there.

    `numbers` are the places of `ids` and `releases`; `ends_of` says where the rows of each end.
    `forms`, `starts`, `ends`, `speakers` are those of `SketchedSentences`. `by_form` are the rows
    ordered by form, `ordered` their forms.
    """

    ids: tuple[str, ...]
    numbers: Mapping[str, int]
    releases: tuple[SketchedRelease, ...]
    ends_of: NDArray[np.int64]
    forms: NDArray[np.uint64]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    speakers: NDArray[np.uint16]
    by_form: NDArray[np.uint32]
    ordered: NDArray[np.uint64]
    keys: Keys

    @classmethod
    def of(
        cls, sketched: Mapping[str, SketchedSentences], keys: Keys | None = None
    ) -> SentenceTable:
        """Make the table of some releases, by their ids; `keys` are theirs, if they are made."""
        releases = [*sketched.values()]
        lengths = (len(one.forms) // 8 for one in releases)
        forms = _column([one.forms for one in releases], np.uint64)
        by_form = np.argsort(forms, kind="stable").astype(np.uint32)
        return cls(
            tuple(sketched),
            {release_id: number for number, release_id in enumerate(sketched)},
            tuple(one.of for one in releases),
            np.array([*accumulate(lengths)], np.int64),
            forms,
            _column([one.starts for one in releases], np.uint32),
            _column([one.ends for one in releases], np.uint32),
            _column([one.speakers for one in releases], np.uint16),
            by_form,
            forms[by_form],
            keys or make_keys(sketched),
        )

    @classmethod
    def from_bytes(
        cls,
        ids: Sequence[str],
        releases: Sequence[SketchedRelease],
        arrays: Sequence[memoryview],
        keys: Keys,
    ) -> SentenceTable:
        """Make the table that `to_bytes` was of, with its ids, releases and keys."""
        # Numpy would copy what is not aligned for each search in it.
        read = [
            np.require(np.frombuffer(one, kind), requirements="A")
            for one, kind in zip(arrays, _KINDS, strict=True)
        ]
        numbers = {release_id: number for number, release_id in enumerate(ids)}
        ends_of, forms, starts, ends, speakers, by_form, ordered = read
        named = tuple(ids), numbers, tuple(releases)
        return cls(*named, ends_of, forms, starts, ends, speakers, by_form, ordered, keys)

    def to_bytes(self) -> list[memoryview]:
        """Return the arrays as bytes."""
        arrays = (self.ends_of, self.forms, self.starts, self.ends, self.speakers)
        return [memoryview(one.tobytes()) for one in (*arrays, self.by_form, self.ordered)]

    def rows_of(self, number: int) -> slice:
        """Return the rows of a release, by its number."""
        return slice(int(self.ends_of[number - 1]) if number else 0, int(self.ends_of[number]))

    def rows_with(self, form: int) -> NDArray[np.uint32]:
        """Return the rows that have a form."""
        wanted = np.uint64(form)
        since, until = (self.ordered.searchsorted(wanted, side) for side in _SIDES)
        return self.by_form[since:until]

    def forms_among(self, by_key: Sequence[NDArray[np.uint32]], least: float) -> NDArray[np.uint64]:
        """Return the forms that are among the rows of so many keys, and of how many: two lines."""
        rows, counts = np.unique(np.concatenate([_NO_ROWS, *by_key]), return_counts=True)
        enough = counts >= least
        forms, at = np.unique(self.forms[rows[enough]], return_index=True)
        return np.stack([forms, counts[enough][at].astype(np.uint64)])

    def occurrence(self, row: int) -> Occurrence:
        """Return what stands in a row."""
        number = int(self.ends_of.searchsorted(row, "right"))
        of = self.releases[number]
        return Occurrence(
            of.day,
            self.ids[number],
            int(self.starts[row]),
            int(self.ends[row]),
            of.version,
            of.kind,
            of.names[self.speakers[row]],
        )


def make_keys(sketched: Mapping[str, SketchedSentences]) -> KeyPairs:
    """Make the keys of the table of some releases."""
    keys = _column([one.keys for one in sketched.values()], np.uint32)
    rows = np.repeat(np.arange(len(keys) // KEYS, dtype=np.uint64), KEYS)
    pairs = (keys.astype(np.uint64) << np.uint64(32) | rows)[keys > 0]
    pairs.sort()
    return KeyPairs(pairs)


def _column(parts: Sequence[bytes], kind: type[_Number]) -> NDArray[_Number]:
    return np.frombuffer(b"".join(parts), kind)


@dataclass(frozen=True, slots=True)
class SentenceIndex:
    """What is on record: a large table, and a small one with what changed since.

    `gone` are the rows of the large table that count no more, as beginnings and ends: those of the
    releases that are in the small one. Both are left as they are, so that whoever looks up sees one
    state.
    """

    settled: SentenceTable
    recent: SentenceTable
    gone: NDArray[np.int64]

    @classmethod
    def of(cls, settled: SentenceTable, recent: SentenceTable) -> SentenceIndex:
        """Put both tables together."""
        taken = settled.numbers.keys() & recent.numbers.keys()
        spans = sorted(
            (rows.start, rows.stop)
            for rows in (settled.rows_of(settled.numbers[one]) for one in taken)
            if rows.start < rows.stop
        )
        return cls(settled, recent, np.array(spans, np.int64).reshape(-1, 2))

    @property
    def size(self) -> int:
        """How many sentences there are, among them those that were replaced."""
        return len(self.settled.forms) + len(self.recent.forms)

    def count_before(self, day: int) -> int:
        """Count the releases of the days before one, a date's ordinal."""
        recent = sum(0 < one.day < day for one in self.recent.releases)
        settled = zip(self.settled.ids, self.settled.releases, strict=True)
        known = self.recent.numbers
        return recent + sum(one.day < day and name not in known for name, one in settled)

    def occurrences(self, form: int) -> list[Occurrence]:
        """Return where a form stands, in the order of days."""
        found = [self.settled.occurrence(row) for row in self._live(self.settled.rows_with(form))]
        found += [self.recent.occurrence(row) for row in self.recent.rows_with(form).tolist()]
        return sorted(found)

    def count(self, forms: Sequence[int]) -> list[int]:
        """Count where each of some forms stands."""
        if len(self.gone):
            return [len(self.occurrences(one)) for one in forms]
        wanted = np.array(forms, np.uint64)
        tables = self.settled.ordered, self.recent.ordered
        counts = sum(
            one.searchsorted(wanted, "right") - one.searchsorted(wanted, "left") for one in tables
        )
        return [int(one) for one in np.atleast_1d(counts)]

    def relatives(self, keys: Sequence[int], share: float = 0.0) -> list[int]:
        """Return the forms that share keys with a sentence, those that share most of them first.

        They share at least two of its keys, three if most of these are rare, and this share of
        them, from 0 to 1.
        """
        wanted = [key for key in keys if key]
        rows = self._rare(wanted)
        fewest = _FEWEST_SHARED_OF_MANY if len(rows) >= _MANY_KEYS else _FEWEST_SHARED
        least = max(min(fewest, len(wanted)), share * len(wanted))
        old = self.settled.forms_among([one for one, _ in rows], least)
        new = self.recent.forms_among([one for _, one in rows], least)
        both = np.concatenate([old, new], axis=1)
        # A form has the same keys in both.
        forms, at = np.unique(both[0], return_index=True)
        best = np.lexsort((forms, -both[1][at].astype(np.int64)))[:_MOST_RELATIVES]
        return [int(one) for one in forms[best]]

    def forms_of(self, release_id: str) -> list[tuple[int, Occurrence]]:
        """Return the forms of a release in the order of its text, each with where it stands."""
        for table in (self.recent, self.settled):
            if release_id in table.numbers:
                rows = table.rows_of(table.numbers[release_id])
                return [
                    (int(table.forms[row]), table.occurrence(row))
                    for row in range(rows.start, rows.stop)
                ]
        return []

    def forms_within(self, release_id: str, within: Span) -> list[tuple[int, Span]]:
        """Return the forms that stand in a part of a release, each with its place there."""
        for table in (self.recent, self.settled):
            if release_id in table.numbers:
                rows = table.rows_of(table.numbers[release_id])
                starts = table.starts[rows]
                since, until = starts.searchsorted([within.start, within.end]) + rows.start
                return [
                    (int(table.forms[row]), Span(int(table.starts[row]), int(table.ends[row])))
                    for row in range(since, until)
                ]
        return []

    def _rare(self, keys: Sequence[int]) -> list[tuple[NDArray[np.uint32], NDArray[np.uint32]]]:
        """Return the rows of both tables that have each key, common keys left aside.

        These are not left aside where too few others would remain.
        """
        near = zip(*(one.keys.rows_near(keys) for one in (self.settled, self.recent)), strict=True)
        by_key = [(self._live_rows(old), new) for old, new in near]
        counted = sorted(((self._count_forms(*rows), at) for at, rows in enumerate(by_key)))
        rare = [at for count, at in counted if count <= _COMMON]
        enough = rare if len(rare) > _FEWEST_SHARED else [at for _, at in counted[:_LEAST_KEYS]]
        return [by_key[at] for at in enough]

    def _count_forms(self, old: NDArray[np.uint32], new: NDArray[np.uint32]) -> int:
        """Count the forms that some rows have; a few rows count as forms."""
        if len(old) + len(new) <= _COMMON:
            return len(old) + len(new)
        return len(np.unique(np.concatenate([self.settled.forms[old], self.recent.forms[new]])))

    def _live(self, rows: NDArray[np.uint32]) -> list[int]:
        live: list[int] = self._live_rows(rows).tolist()
        return live

    def _live_rows(self, rows: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return those rows of the large table that still count."""
        if not len(self.gone):
            return rows
        at = self.gone[:, 0].searchsorted(rows.astype(np.int64), "right") - 1
        live: NDArray[np.uint32] = rows[(at < 0) | (rows >= self.gone[at, 1])]
        return live
