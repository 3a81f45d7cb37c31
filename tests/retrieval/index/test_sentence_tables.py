"""Tables of sentences: what is asked of them equals what is read release by release."""

import os
import zlib
from array import array
from collections.abc import Mapping, Sequence
from tempfile import TemporaryFile
from typing import IO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from retrieval.index import sentences
from retrieval.index.disk import sentences as disk
from retrieval.index.sentences import KeyPairs, SentenceIndex, SentenceTable, make_keys
from retrieval.model.release import Span
from retrieval.wording.families import Occurrence
from retrieval.wording.sketching import KEYS, NO_SENTENCES, SketchedRelease, SketchedSentences

# A form's number has 64 bits, a key's 32.
FORMS = (0, 1, 2**32, 2**63 + 1, 2**64 - 1)
LARGEST_KEY = 2**32 - 1
LENGTH = 10

Record = Mapping[str, SketchedSentences]


def sketched(
    forms: Sequence[int], day: int = 1, keys: Sequence[Sequence[int]] = ()
) -> SketchedSentences:
    """Sentences of two speakers, one after the other, each of ten characters and a blank."""
    starts = [(LENGTH + 1) * number for number in range(len(forms))]
    filled = [[*some, *[0] * (KEYS - len(some))] for some in keys or [()] * len(forms)]
    return SketchedSentences(
        SketchedRelease(day, day + 1, f"kind {day}", ("A", "B")),
        array("Q", forms).tobytes(),
        array("I", starts).tobytes(),
        array("I", [start + LENGTH for start in starts]).tobytes(),
        array("H", [number % 2 for number in range(len(forms))]).tobytes(),
        array("I", [key for some in filled for key in some]).tobytes(),
    )


def read(record: Record) -> list[tuple[int, Occurrence]]:
    """Read the sentences of a record one by one."""
    found = []
    for name, one in record.items():
        starts = array("I", one.starts).tolist()
        for number, form in enumerate(array("Q", one.forms)):
            speaker, start = "AB"[number % 2], starts[number]
            of, end = one.of, start + LENGTH
            place = Occurrence(of.day, name, start, end, of.version, of.kind, speaker)
            found.append((form, place))
    return found


SENTENCES = st.one_of(
    st.builds(sketched, st.lists(st.sampled_from(FORMS), max_size=6), st.integers(1, 4)),
    st.just(NO_SENTENCES),
)
RECORDS = st.dictionaries(st.sampled_from("abcdef"), SENTENCES, max_size=5)


@given(RECORDS, RECORDS)
def test_forms_are_found_where_they_stand_in_what_changed_last(old: Record, new: Record) -> None:
    index = SentenceIndex.of(SentenceTable.of(old), SentenceTable.of(new))
    shown = {**old, **new}
    found = read(shown)
    assert index.size == len(read(old)) + len(read(new))
    for form in FORMS:
        assert index.occurrences(form) == sorted(place for one, place in found if one == form)
    assert index.count(FORMS) == [sum(one == form for one, _ in found) for form in FORMS]
    for name in "abcdef":
        of_release = [(form, place) for form, place in found if place.release_id == name]
        assert index.forms_of(name) == of_release
        for start, end in ((0, 100), (0, 22), (1, 100), (11, 23), (12, 22)):
            assert index.forms_within(name, Span(start, end)) == [
                (form, Span(place.start, place.end))
                for form, place in of_release
                if start <= place.start < end
            ]


@given(RECORDS, RECORDS, st.integers(1, 5))
def test_releases_before_a_day_are_counted_without_those_that_are_gone(
    old: Record, new: Record, day: int
) -> None:
    old = {name: one for name, one in old.items() if one is not NO_SENTENCES}
    index = SentenceIndex.of(SentenceTable.of(old), SentenceTable.of(new))
    days = [one.of.day for one in {**old, **new}.values() if one is not NO_SENTENCES]
    assert index.count_before(day) == sum(one < day for one in days)


@given(RECORDS)
def test_a_table_that_was_kept_as_bytes_is_the_same_table(record: Record) -> None:
    table = SentenceTable.of(record)
    kept = SentenceTable.from_bytes(table.ids, table.releases, table.to_bytes(), table.keys)
    empty = SentenceTable.of({})
    one, other = (SentenceIndex.of(each, empty) for each in (table, kept))
    assert one.count(FORMS) == other.count(FORMS)
    for form in FORMS:
        assert one.occurrences(form) == other.occurrences(form)
    for name in "abcdef":
        assert one.forms_of(name) == other.forms_of(name)


def test_what_is_read_from_a_file_at_an_odd_place_is_put_in_order() -> None:
    """Arrays that are not aligned would be copied by each search in them."""
    table = SentenceTable.of({"a": sketched(FORMS)})
    shifted = [memoryview(b"x" + bytes(one))[1:] for one in table.to_bytes()]
    kept = SentenceTable.from_bytes(table.ids, table.releases, shifted, table.keys)
    assert kept.ordered.flags.aligned
    assert kept.forms.flags.aligned
    with pytest.raises(ValueError, match="zip"):
        SentenceTable.from_bytes(table.ids, table.releases, shifted[:-1], table.keys)


def test_rows_are_found_by_their_keys_the_least_and_the_largest_too() -> None:
    given_keys = [(1, 2), (2, 3), (LARGEST_KEY,), (), (2,)]
    keys = make_keys({"a": sketched(range(5), keys=given_keys)})
    found = keys.rows_near([1, 2, 3, 4, LARGEST_KEY])
    assert [rows.tolist() for rows in found] == [[0], [0, 1, 4], [1], [], [2]]


@given(
    st.lists(st.sets(st.sampled_from((1, 2, 3, 7, LARGEST_KEY))).map(sorted), max_size=8),
    st.integers(1, 3),
)
def test_keys_in_a_file_are_those_in_memory_however_few_of_its_blocks_are_kept(
    given_keys: list[list[int]], most_kept: int
) -> None:
    made = make_keys({"a": sketched(range(len(given_keys)), keys=given_keys)})
    with TemporaryFile() as file, pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "_MOST_BLOCKS", most_kept)
        in_file, _ = keys_in_file(file, made.pairs, patch)
        for _ in range(2):
            for asked in ([1, 2, 3, 4, 7, LARGEST_KEY], [LARGEST_KEY, 2], []):
                expected = [rows.tolist() for rows in made.rows_near(asked)]
                assert [rows.tolist() for rows in in_file.rows_near(asked)] == expected
                assert len(in_file._blocks) <= most_kept


def keys_in_file(
    file: IO[bytes], pairs: NDArray[np.uint64], patch: pytest.MonkeyPatch
) -> tuple[disk._KeyFile, list[str]]:
    """Write keys to a file in blocks of three, behind five other bytes; note what is made anew."""
    patch.setattr(disk, "_BLOCK", 3)
    patch.setattr(disk, "_BLOCK_BYTES", 24)
    blocks = [pairs[at : at + 3].tobytes() for at in range(0, len(pairs), 3)]
    firsts = memoryview(pairs[::3].tobytes())
    file.write(b"other" + b"".join(blocks))
    file.flush()
    contents = disk._Contents({}, [], [], firsts, [*map(zlib.crc32, blocks)])
    notes: list[str] = []

    def make_anew() -> KeyPairs:
        notes.append("made anew")
        return KeyPairs(pairs)

    return disk._KeyFile(os.dup(file.fileno()), 5, contents, make_anew), notes


def test_of_the_keys_in_a_file_only_those_blocks_are_read_that_may_have_what_is_asked() -> None:
    made = make_keys({"a": sketched(range(12), keys=[(number // 2 + 1,) for number in range(12)])})
    with TemporaryFile() as file, pytest.MonkeyPatch.context() as patch:
        in_file, _ = keys_in_file(file, made.pairs, patch)
        for key, read_by_now in ((6, [3]), (1, [0, 3]), (3, [0, 1, 3]), (4, [0, 1, 2, 3])):
            in_file.rows_near([key])
            assert sorted(in_file._blocks) == read_by_now


def test_keys_of_a_block_that_is_damaged_are_made_anew_once_and_right() -> None:
    made = make_keys({"a": sketched(range(6), keys=[(number + 1,) for number in range(6)])})
    with TemporaryFile() as file, pytest.MonkeyPatch.context() as patch:
        in_file, notes = keys_in_file(file, made.pairs, patch)
        os.pwrite(file.fileno(), b"x", 5 + 24)
        assert [rows.tolist() for rows in in_file.rows_near([1, 2])] == [[0], [1]]
        assert not notes
        for _ in range(2):
            assert [rows.tolist() for rows in in_file.rows_near([1, 5])] == [[0], [4]]
        assert notes == ["made anew"]


# --- relatives: forms that share keys


def index_of(
    settled: Sequence[Sequence[int]], recent: Sequence[Sequence[int]] = (), first: int = 1
) -> SentenceIndex:
    """Two releases with a sentence for each of the keys; forms are numbered on from `first`."""
    middle = first + len(settled)
    tables = [
        SentenceTable.of({name: sketched(range(start, start + len(keys)), keys=keys)})
        for name, start, keys in (("a", first, settled), ("b", middle, recent))
    ]
    return SentenceIndex.of(*tables)


ASKED = (1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    "asked, shared, is_relative",
    [
        (1, 1, True),
        (2, 1, False),
        (2, 2, True),
        (5, 1, False),
        (5, 2, True),
        (6, 2, False),
        (6, 3, True),
    ],
)
def test_a_relative_shares_two_keys_or_three_of_many(
    asked: int, shared: int, is_relative: bool
) -> None:
    for index in (index_of([ASKED[:shared]]), index_of([], [ASKED[:shared]])):
        filled = [*ASKED[:asked], *[0] * (KEYS - asked)]
        assert index.relatives(filled) == [1] * is_relative


@pytest.mark.parametrize("share, found", [(0.0, [2, 1]), (0.5, [2, 1]), (0.51, [2]), (0.76, [])])
def test_relatives_share_so_much_of_the_keys_that_there_are(share: float, found: list[int]) -> None:
    index = index_of([(1, 2), (1, 2, 3)])
    assert index.relatives([1, 2, 3, 4, 0, 0, 0, 0], share) == found


def test_relatives_that_share_most_come_first_then_by_number_and_only_so_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = index_of([(1, 2), (1, 2, 3, 4), (1, 2, 3)], [(1, 2, 3, 4), (1, 2)])
    assert index.relatives([1, 2, 3, 4]) == [2, 4, 3, 1, 5]
    monkeypatch.setattr(sentences, "_MOST_RELATIVES", 3)
    assert index.relatives([1, 2, 3, 4]) == [2, 4, 3]


def test_a_form_that_stands_in_both_tables_is_one_relative() -> None:
    keys = [(1, 2, 3)]
    old, new = ({name: sketched([7], keys=keys)} for name in "ab")
    index = SentenceIndex.of(SentenceTable.of(old), SentenceTable.of(new))
    assert index.relatives([1, 2, 3]) == [7]


def test_sentences_that_were_replaced_are_no_relatives() -> None:
    old = {name: sketched([number], keys=[(1, 2)]) for number, name in enumerate("abc")}
    new = {"b": sketched([9], keys=[(3, 4)])}
    index = SentenceIndex.of(SentenceTable.of(old), SentenceTable.of(new))
    assert index.relatives([1, 2]) == [0, 2]
    assert index.relatives([3, 4]) == [9]


@pytest.mark.parametrize("others, is_told_by_it", [(1, True), (2, False)])
def test_a_key_of_more_forms_than_two_thousand_is_left_aside_where_three_others_are_there(
    monkeypatch: pytest.MonkeyPatch, others: int, is_told_by_it: bool
) -> None:
    """Two stand for the two thousand here: the key 9 tells of form 1 only where it is rare."""
    monkeypatch.setattr(sentences, "_COMMON", 2)
    for settled, recent in (
        ([(1, 9), *[(9,)] * others], []),
        ([], [(1, 9), *[(9,)] * others]),
        ([(1, 9)], [(9,)] * others),
    ):
        index = index_of(settled, recent)
        assert index.relatives([1, 2, 3, 9]) == [1] * is_told_by_it
        # Without three others it is not left aside.
        assert index.relatives([1, 2, 9]) == [1]


def test_a_key_of_many_sentences_of_one_form_is_not_common(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sentences, "_COMMON", 2)
    old = {"a": sketched([5, 5, 5], keys=[(1, 9)] * 3)}
    new = {"b": sketched([5, 6], keys=[(1, 9), (8,)])}
    index = SentenceIndex.of(SentenceTable.of(old), SentenceTable.of(new))
    assert index.relatives([1, 2, 3, 9]) == [5]


def test_where_all_keys_are_common_the_three_rarest_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sentences, "_COMMON", 0)
    index = index_of([(1, 2), (3, 4), (4,), (4,)])
    assert index.relatives([1, 2, 3, 4]) == [1]
    assert index_of([(1, 2), (3, 4), (1,), (1,)]).relatives([1, 2, 3, 4]) == [2]
