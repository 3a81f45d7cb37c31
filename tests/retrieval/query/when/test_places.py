"""A place among others by day is read with its order."""

import pytest

from retrieval.model.query import Order
from retrieval.query.when.places import read_place


@pytest.mark.parametrize(
    "question, place, order",
    [
        ("second latest press conference", 2, Order.NEW),
        ("the 3rd most recent mention of taiwan", 3, Order.NEW),
        ("second-to-last readout", 2, Order.NEW),
        ("third from last", 3, Order.NEW),
        ("the penultimate briefing", 2, Order.NEW),
        ("the last but one", 2, Order.NEW),
        ("fourth oldest statement", 4, Order.OLD),
    ],
)
def test_a_place_by_day_is_read(question: str, place: int, order: Order) -> None:
    read = read_place(question)
    assert read is not None
    assert (read.place, read.order) == (place, order)


@pytest.mark.parametrize(
    "question",
    ["the latest", "second world war", "the second time", "third countries", "last"],
)
def test_other_numbers_are_no_places(question: str) -> None:
    assert read_place(question) is None
