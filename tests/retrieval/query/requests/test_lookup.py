"""Wordings are found by their words as they are by comparing each."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.query.requests.tables.lookup import ByWord

WORDS = st.sets(st.sampled_from("abcdefgh"))


@given(st.lists(WORDS), WORDS)
def test_items_are_found_by_their_words_in_order(items: list[set[str]], words: set[str]) -> None:
    table = ByWord(items, lambda one: one)
    assert [*table.with_any(words)] == [one for one in items if not one.isdisjoint(words)]
    if words:
        assert [*table.with_all(words)] == [one for one in items if one >= words]


def test_without_words_nothing_is_found() -> None:
    table = ByWord([{"a"}], lambda one: one)
    assert [*table.with_all(())] == [*table.with_any(())] == []
