"""Questions -> in what order the answer comes."""

import pytest

from retrieval.model import Order
from retrieval.query.orders import read_order


@pytest.mark.parametrize(
    "question, order",
    [
        ("the latest on taiwan", Order.NEW),
        ("newest on taiwan", Order.NEW),
        ("most recent words on taiwan", Order.NEW),
        ("most recently on taiwan", Order.NEW),
        ("the earliest on taiwan", Order.OLD),
        ("oldest on taiwan", Order.OLD),
        ("who first mentioned taiwan", Order.OLD),
        ("the first time taiwan came up", Order.OLD),
        ("first said on taiwan", Order.OLD),
        ("the first island chain", Order.BEST),
        ("the fastest and coldest", Order.BEST),
        ("taiwan chronologically", Order.OLD),
        ("taiwan in chronological order", Order.OLD),
        ("taiwan in reverse chronological order", Order.NEW),
        ("when was taiwan last mentioned", Order.NEW),
        ("the last time taiwan came up", Order.NEW),
        ("taiwan newest first", Order.NEW),
        ("taiwan oldest first", Order.OLD),
        ("when did taiwan come up first", Order.OLD),
        ("how long did it last", Order.BEST),
        ("taiwan", Order.BEST),
    ],
)
def test_an_order_is_read_from_plain_words(question: str, order: Order) -> None:
    told, spans = read_order(question)
    assert told is order
    assert bool(spans) is (order is not Order.BEST)
