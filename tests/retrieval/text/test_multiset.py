from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.multiset import Multiset, MultisetChange

ITEMS = st.lists(st.sampled_from("abc"), max_size=6)


@given(st.lists(st.tuples(ITEMS, ITEMS), max_size=6))
def test_a_multiset_counts_as_if_all_were_counted_anew(
    changes: list[tuple[list[str], list[str]]],
) -> None:
    kept, present = Multiset[str](), Counter[str]()
    for gone, come in changes:
        # Nothing is removed that is not there.
        removed = list((Counter(gone) & (present + Counter(come))).elements())
        before = set(kept)
        change = kept.change(removed, come)
        present = present + Counter(come) - Counter(removed)
        assert kept == present
        assert (set(change.removed), set(change.added)) == (
            before - set(present),
            set(present) - before,
        )
        assert len(change.removed) + len(change.added) == len({*change.removed, *change.added})
        assert bool(change) is (set(kept) != before)


def test_an_item_that_is_removed_and_added_is_no_change() -> None:
    kept = Multiset[str]({"a": 1})
    assert kept.change(["a"], ["a"]) == MultisetChange([], [])
    assert kept == {"a": 1}
