"""The compact form of a question: what it says of the question, and how it is stored."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.notices.compact_query import (
    CompactQuery,
    CompactTerm,
    from_json,
    to_json,
    understand_compactly,
)

DAY = date(2026, 11, 20)
TERMS = [
    CompactTerm([["taiwan", "strait"], ["台湾海峡"]], 0.5, True, False),
    CompactTerm([["whales"]], 1.0, False, True),
]
QUERY = CompactQuery(TERMS, True, False, DAY)
# A database has many in this form: another one would have all of them understood again.
STORED = (
    '[739940,true,false,[[["taiwan strait","台湾海峡"],0.5,true,false],'
    '[["whales"],1.0,false,true]]]'
)


def test_a_compact_query_is_stored_in_this_form_and_read_back() -> None:
    assert to_json(QUERY) == STORED
    assert from_json(STORED) == QUERY
    other = replace(QUERY, is_plain=False, is_question=True, understood_on=DAY + timedelta(days=1))
    assert from_json(to_json(other)) == other


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "[1,true,true]",
        "[null,true,true,[]]",
        "[0,true,true,[]]",
        "[99999999999999999999,true,true,[]]",
        "[1,true,true,[[]]]",
        "[1,true,true,[[[1],1.0,true,true]]]",
        '[1,true,true,[[["a"],1.0,true]]]',
        '[1,true,true,[[["a"],1.0,true,true,1]]]',
    ],
)
def test_what_is_no_compact_query_is_read_as_none(text: str) -> None:
    assert from_json(text) is None


@pytest.mark.parametrize("days, is_fresh", [(0, True), (6, True), (7, False)])
def test_a_compact_query_is_fresh_for_a_week(days: int, is_fresh: bool) -> None:
    assert QUERY.is_fresh(DAY + timedelta(days=days)) is is_fresh


@pytest.mark.parametrize(
    "words, is_plain",
    [
        ("whales and the Taiwan Strait", True),
        ("whales by:hayashi", False),
        ("whales in 2021", False),
        ('"Taiwan Strait"', False),
        ("whales -Iceland", False),
        ("Taiwann Strait", False),
        ("what did Blinken say about the Taiwan Strait?", False),
    ],
)
async def test_the_terms_of_a_question_decide_alone_only_if_it_has_nothing_else(
    services: Any, words: str, is_plain: bool
) -> None:
    made = understand_compactly(words, DAY, DAY, services.record.lexicon)
    assert made.is_plain is is_plain
    assert made.is_question


async def test_a_greeting_asks_nothing_and_is_kept_with_its_day(services: Any) -> None:
    made = understand_compactly("thank you", DAY, DAY + timedelta(days=3), services.record.lexicon)
    assert not made.is_question
    assert made.understood_on == DAY + timedelta(days=3)


async def test_a_word_read_as_another_may_still_be_met_as_it_was_typed(services: Any) -> None:
    def term_of(words: str) -> CompactTerm:
        return understand_compactly(words, DAY, DAY, services.record.lexicon).terms[0]

    right, slip = term_of("latest on Ukraine"), term_of("latest on Ukrane")
    assert [*slip.names] == [*right.names, ("ukran",)]
    # It need not be on record as it was typed.
    assert (right.is_proper, slip.is_proper) == (True, False)


async def test_only_the_terms_that_carry_the_topic_are_weighed(services: Any) -> None:
    lexicon = services.record.lexicon
    made = understand_compactly("when did the whaling begin?", DAY, DAY, lexicon)
    assert [(term.is_weighed, term.share) for term in made.terms] == [(True, 1.0), (False, 0.5)]
