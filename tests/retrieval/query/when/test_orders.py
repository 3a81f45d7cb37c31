"""Questions -> in what order the answer comes."""

import pytest

from retrieval.model.query import Order
from retrieval.query.when.orders import read_changes, read_order


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
        ("first on taiwan", Order.OLD),
        ("the first about taiwan", Order.OLD),
        ("what was first said about taiwan", Order.OLD),
        ("when was taiwan first brought up", Order.OLD),
        ("the first press conference on taiwan", Order.OLD),
        ("last press conference", Order.NEW),
        ("newest release", Order.NEW),
        ("the last release of funds", Order.BEST),
        ("his first press conference", Order.BEST),
        ("they met for the first time", Order.BEST),
        ("first on this, taiwan", Order.BEST),
        ("was it the first time that they met", Order.BEST),
        ("is this his first time in tokyo", Order.BEST),
        ("was may the first time taiwan came up", Order.BEST),
        ("it was the first time they met", Order.BEST),
        ("when was the first time taiwan came up", Order.OLD),
        ("russia or china, which came first", Order.OLD),
        ("which was earlier, taiwan or china", Order.OLD),
        ("what was mentioned first", Order.OLD),
        ("who said 'linchpin' first?", Order.OLD),
        ("who arrived first", Order.BEST),
        ("which of the two was raised last", Order.NEW),
        ("which one came later", Order.NEW),
        ("what did he say earlier", Order.BEST),
        ("first on the list", Order.OLD),
        ("put first on the list", Order.BEST),
        ("getting the last word", Order.BEST),
        ("the next meeting", Order.BEST),
        ("a first step", Order.BEST),
    ],
)
def test_an_order_is_read_from_plain_words(question: str, order: Order) -> None:
    told, spans = read_order(question)
    assert told is order
    assert bool(spans) is (order is not Order.BEST)


@pytest.mark.parametrize(
    "question, order",
    [
        ("taiwan, sorted old to new", Order.OLD),
        ("taiwan old to new", Order.OLD),
        ("oldest to newest: taiwan", Order.OLD),
        ("order from the earliest to the latest, taiwan", Order.OLD),
        ("taiwan newest to oldest", Order.NEW),
        ("new -> old, taiwan", Order.NEW),
        ("taiwan from the latest back to the first", Order.NEW),
        ("in descending order by date", Order.NEW),
        ("taiwan, sorted by date ascending", Order.OLD),
        ("taiwan newest-to-oldest", Order.NEW),
        ("the shift from old to new alliances", Order.BEST),
        ("from new to old members of asean", Order.BEST),
    ],
)
def test_an_order_may_name_both_ends_of_time(question: str, order: Order) -> None:
    assert read_order(question)[0] is order


@pytest.mark.parametrize(
    "question, words",
    [
        ("how has the wording on taiwan changed", ["wording", "changed"]),
        ("how did the language on taiwan change over time", ["language", "change over time"]),
        ("has japan's position on russia shifted", ["shifted"]),
        ("did he say the position has changed", []),
        ("climate change", []),
        ("how does he see change in the region", []),
    ],
)
def test_how_a_wording_changed_is_read(question: str, words: list[str]) -> None:
    assert [span.of(question) for span in read_changes(question)] == words


@pytest.mark.parametrize(
    "question, order",
    [
        ("the last thing said about taiwan", Order.NEW),
        ("last thing he told reporters about taiwan", Order.NEW),
        ("the last word on taiwan", Order.NEW),
        ("the last we heard on taiwan", Order.NEW),
        ("final word on taiwan", Order.NEW),
        ("most up to date on taiwan", Order.NEW),
        ("anything more up to date on taiwan", Order.NEW),
        ("final statement on taiwan", Order.NEW),
        ("the final agreement on taiwan", Order.BEST),
        ("who spoke last about taiwan", Order.NEW),
        ("the first thing they said about taiwan", Order.OLD),
        ("at the earliest possible opportunity", Order.BEST),
        ("at the earliest opportunity: taiwan", Order.BEST),
        ("the latest possible date", Order.BEST),
        ("the last thing we need", Order.BEST),
    ],
)
def test_the_last_thing_said_is_the_newest_and_how_soon_is_no_order(
    question: str, order: Order
) -> None:
    assert read_order(question)[0] is order
