"""A question in a language that is not read is understood as the English one that it makes."""

from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from retrieval.model.query import Intent, Order, Query

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "question, translation",
    [
        ("Was sagte Hayashi zu den Sanktionen?", "about Hayashi sanctions"),
        ("Que disse Hayashi sobre as sanções?", "about Hayashi sanctions"),
        ("Что Хаяси сказал о санкциях?", "about Hayashi sanctions"),
        ("하야시는 제재에 대해 뭐라고 했나요?", "about Hayashi sanctions"),
        ("was wurde zu washington gesagt?", "about washington"),
        ("日本有沒有提到制裁", "about Japan sanctions"),
    ],
)
def test_its_names_and_topics_are_asked_for(ask: Asking, question: str, translation: str) -> None:
    query = ask(question)
    assert query.intent is Intent.QUESTION
    assert query.question == question
    assert query.translation == translation


@pytest.mark.parametrize(
    "question, order",
    [
        ("Was sagte Hayashi zu den Sanktionen, neueste zuerst?", Order.NEW),
        ("¿Qué dijo Hayashi sobre las sanciones? Los más antiguos primero", Order.OLD),
        ("하야시 제재 최신순", Order.NEW),
    ],
)
def test_its_order_is_kept(ask: Asking, question: str, order: Order) -> None:
    assert ask(question).order is order


@pytest.mark.parametrize(
    "question, shown",
    [("1月の台湾", "Taiwan · January 2022"), ("11月の台湾", "Taiwan · November 2021")],
)
def test_a_month_in_japanese_is_the_latest_of_the_record(
    ask: Asking, question: str, shown: str
) -> None:
    assert describe(ask(question)) == shown


@pytest.mark.parametrize("question", ["Was sagte er gestern dazu?", "¿Qué dijo en la reunión?"])
def test_without_names_and_topics_it_is_told_to_be_foreign(ask: Asking, question: str) -> None:
    assert ask(question).intent is Intent.FOREIGN
