"""A query as it is shown back."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.describing import describe, describe_outside, describe_period
from retrieval.model.query import Filter, Period, Query

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "question, shown",
    [
        ("What of Taiwan?", "Taiwan"),
        ("Taiwan in November 2021", "Taiwan · November 2021"),
        ("in 2021", "2021 · newest first"),
        ("first said about sanctions", "sanctions · oldest first"),
        ('"we are"', "exactly “we are”"),
        ("Taiwan -Okinawa", "Taiwan · without “Okinawa”"),
        ("Taiwan on 31 February", "Taiwan · not in the calendar: “31 February”"),
        ("Taiwan in https://example.org/a.html", "Taiwan · in example.org/a.html"),
        ("-Okinawa", "without “Okinawa” · newest first"),
        ("Taiwan OR Ukraine", "Taiwan OR Ukraine"),
        ('"they are North" Korea', "North Korea · exactly “they are north”"),
        ("„they are North“ Korea", "North Korea · exactly “they are north”"),
        ("by Hayashi or Kawai on Taiwan", "Taiwan · by HAYASHI Yoshimasa or Jun Kawai"),
        ("Hayashy on Taiwan", "Taiwan · by Hayashy (read as “HAYASHI Yoshimasa”)"),
        ("the press secretary on Taiwan", "Taiwan · by the Press Secretary"),
        ("by:nobody Taiwan", "Taiwan · by nobody"),
        (
            "Taiwan wording:undecided,hypothetical",
            "Taiwan · contains a wording of “nothing decided” or “hypothetical”",
        ),
        (
            "order:new Taiwan by:hayashi asked:nhk type:release in:2021 -Okinawa wording:declined",
            (
                "Taiwan · by HAYASHI Yoshimasa · asked by nhk · press releases · 2021"
                " · without “Okinawa” · contains a wording of refusal · newest first"
            ),
        ),
    ],
)
def test_a_query_is_described_in_a_few_words(ask: Asking, question: str, shown: str) -> None:
    assert describe(ask(question)) == shown


@pytest.mark.parametrize(
    "question, shown",
    [
        ("Taiwan in 2023", "Nothing about it in 2023"),
        ("by:hayashi on 13 November 2021", "Nothing by HAYASHI Yoshimasa on 13 Nov 2021"),
        ("Taiwan since 2023", "Nothing about it since 1 Jan 2023"),
        (
            "Taiwan from:2021-02-01 until:2021-02-27",
            "Nothing about it between 1 Feb 2021 and 27 Feb 2021",
        ),
        (
            "Taiwan by:hayashi asked:nhk type:release,readout wording:declined in:2021-11",
            (
                "Nothing about it by HAYASHI Yoshimasa asked by nhk in press releases or readouts"
                " in November 2021 with a wording of refusal"
            ),
        ),
    ],
)
def test_what_the_filters_exclude_is_said_in_a_sentence(
    ask: Asking, question: str, shown: str
) -> None:
    said = describe_outside(ask(question), {Filter.PERIOD})
    assert said == f"{shown}; outside of that period"


def test_the_filters_without_which_something_is_on_record_are_all_named(ask: Asking) -> None:
    said = describe_outside(ask("Taiwan in 2023"), set(Filter))
    assert said == (
        "Nothing about it in 2023; outside of that period and without such a wording"
        " and in other releases and asked by others and said unasked and by others"
    )
    assert describe_outside(ask("Taiwan in 2023"), set()) == ""


@pytest.mark.parametrize(
    "since, until, shown",
    [
        ("2021-11-13", "2021-11-13", "13 Nov 2021"),
        ("2021-11-01", "2021-11-30", "November 2021"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2021-02-01", "2021-02-27", "1 Feb 2021 – 27 Feb 2021"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2020-01-01", "2021-12-31", "2020–2021"),
        ("2021-11-01", "2022-11-30", "1 Nov 2021 – 30 Nov 2022"),
        ("2021-11-02", "2021-11-30", "2 Nov 2021 – 30 Nov 2021"),
        ("2021-11-13", None, "since 13 Nov 2021"),
        (None, "2021-11-03", "until 3 Nov 2021"),
        (None, None, ""),
    ],
)
def test_a_period_is_described_as_it_would_be_said(
    since: str | None, until: str | None, shown: str
) -> None:
    days = [text and dt.date.fromisoformat(text) for text in (since, until)]
    assert describe_period(Period(days[0] or None, days[1] or None)) == shown


OPERATORS = {
    "Taiwan": "Taiwan",
    "Ukraine": "Ukraine",
    '"visit of peace"': "exactly “visit of peace”",
    '"we are North" Korea': "exactly “we are north”",
    "-Okinawa": "without “Okinawa”",
    '-"free and open"': "without “free and open”",
    "by:hayashi": "by HAYASHI Yoshimasa",
    "asked:nhk": "asked by nhk",
    "type:readout": "readouts",
    "wording:undecided": "contains a wording of “nothing decided”",
    "in:2021": "2021",
    "order:old": "oldest first",
}


@given(asked=st.lists(st.sampled_from(list(OPERATORS)), unique=True, min_size=1))
def test_each_operator_is_shown_once_and_every_mark_is_closed(
    ask: Asking, asked: list[str]
) -> None:
    shown = describe(ask(" ".join(["sanctions", *asked])))
    assert '"' not in shown
    assert shown.count("“") == shown.count("”")
    for operator in asked:
        assert shown.count(OPERATORS[operator]) == 1


@pytest.mark.parametrize(
    "question",
    [
        *("off-base activities", "restrictions on off-base activities", "military build-up"),
        "problems facing the region and how to respond",
    ],
)
def test_small_words_of_a_topic_are_shown(ask: Callable[[str], Query], question: str) -> None:
    assert describe(ask(question)) == question
