"""Where a text has the words of a quotation, and the pieces of one that was cut."""

import pytest

from retrieval.answering.verifying.comparing import Comparison
from retrieval.answering.verifying.placing import (
    count_changed_words,
    locate,
    locate_all,
    says_most,
)
from retrieval.answering.verifying.reading import Quotation
from retrieval.model.release import Span
from retrieval.model.verification import Change


def placed(text: str, *pieces: str, since: int = 0) -> list[int] | None:
    """Where each piece is found to begin."""
    found = locate_all([Quotation(one) for one in pieces], text, Span(since, len(text)))
    return None if found is None else [one.span.start for one in found]


@pytest.mark.parametrize(
    "text, pieces, places",
    [
        ("fleet and quota and fleet", ("quota", "fleet"), [10, 20]),
        ("fleet and quota", ("quota", "fleet"), [10, 0]),
        ("quota a b c quota fleet", ("quota", "fleet"), [12, 18]),
        ("quota fleet a b c quota d fleet", ("quota", "fleet"), [0, 6]),
        ("quota quota", ("quota", "quota"), [0, 6]),
        ("quota", ("quota", "quota"), [0, 0]),
        ("fleet quota", ("quota", "whale"), None),
        ("fleet quota", ("whale", "quota"), None),
        ("fleet a b c quota fleet", ("quota", "fleet"), [12, 18]),
    ],
)
def test_pieces_are_found_in_order_and_near_each_other_where_they_stand_so(
    text: str, pieces: tuple[str, ...], places: list[int] | None
) -> None:
    assert placed(text, *pieces) == places
    before = "quota fleet. "
    moved = None if places is None else [one + len(before) for one in places]
    assert placed(before + text, *pieces, since=len(before)) == moved


def test_of_several_places_the_one_with_the_same_signs_counts_and_else_the_first() -> None:
    text = "Before. The quota, agreed. The quota agreed. The quota: agreed."
    within = Span(8, len(text))
    for quotation, start in (("quota agreed", 31), ("quota: agreed", 49), ("quota; agreed", 12)):
        found = locate(Quotation(quotation), text, within)
        assert found is not None
        assert found.span.start == start
    assert locate(Quotation("Before"), text, within) is None


@pytest.mark.parametrize(
    "wrong, is_most",
    [("one", True), ("herring quota fleet", True), ("herring quota fleet whale", False)],
)
def test_at_most_three_of_ten_words_are_wrong(wrong: str, is_most: bool) -> None:
    quotation = Quotation("herring quota fleet whale trade visas summit launch harbor ship")
    compared = Comparison(Span(0, 9), changes=(Change(None, wrong),))
    assert says_most(quotation, compared) is is_most


def test_of_few_words_one_may_be_wrong_and_what_says_something_counts_by_itself() -> None:
    few = Quotation("the herring quota")
    for wrong, is_most in (("herring", True), ("herring quota", False)):
        assert says_most(few, Comparison(Span(0, 1), changes=(Change(None, wrong),))) is is_most
    small = Quotation("it is what we are to be of the herring quota fleet")
    compared = Comparison(Span(0, 1), changes=(Change(None, "quota fleet"),))
    assert not says_most(small, compared)


def test_changed_words_are_counted_on_the_side_that_has_more_of_them() -> None:
    text = "one two three four five"
    changes = (Change(Span(0, 7), "x"), Change(Span(8, 13), "y z a"), Change(None, "b"))
    assert count_changed_words(Comparison(Span(0, 1), changes=changes), text) == 2 + 3 + 1
