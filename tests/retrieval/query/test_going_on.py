"""A follow-up asks within what was found, and a remark before it changes nothing."""

from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from retrieval.model.query import Intent, Query
from retrieval.query.asking.limiting import as_limit
from retrieval.query.followups import follow

Asking = Callable[[str], Query]

BEFORE = "What did Hayashi say about Taiwan in February 2022"
WITHIN = "Taiwan {} · by HAYASHI Yoshimasa · February 2022"


def thread(ask: Asking, *questions: str) -> Query:
    query = None
    for question in questions:
        query = follow(ask(question), query)
    assert query is not None
    return query


@pytest.mark.parametrize(
    "message, joined",
    [
        ("Ukraine part", "ukraine"),
        ("only where it's about sanctions", "sanctions"),
        ("only about sanctions", "sanctions"),
        ("the ones on sanctions", "sanctions"),
    ],
)
def test_a_part_of_what_was_found_keeps_the_topic(ask: Asking, message: str, joined: str) -> None:
    query = thread(ask, BEFORE, message)
    assert describe(query).lower() == WITHIN.format(joined).lower()


def test_how_many_of_something_is_asked_within_the_topic(ask: Asking) -> None:
    query = thread(ask, BEFORE, "how many missiles?")
    assert describe(query) == f"how many: {WITHIN.format('missiles')}"


def test_which_of_two_is_asked_within_the_topic(ask: Asking) -> None:
    query = thread(ask, BEFORE, "Ukraine or Russia?")
    assert describe(query) == WITHIN.format("Ukraine OR Russia")


@pytest.mark.parametrize(
    "message", ["who else joined in?", "so they didnt discuss it?", "who agreed?"]
)
def test_what_names_nothing_of_its_own_asks_the_same(ask: Asking, message: str) -> None:
    assert describe(thread(ask, BEFORE, message)) == describe(ask(BEFORE))


@pytest.mark.parametrize(
    "remark",
    ["I see. ", "thats sweet. ", "hm interesting, ", "really? ", "wow, thanks. ", "ok so "],
)
def test_a_remark_before_a_follow_up_is_no_topic(ask: Asking, remark: str) -> None:
    query = thread(ask, BEFORE, f"{remark}and in 2021?")
    assert describe(query) == "Taiwan · by HAYASHI Yoshimasa · 2021"


@pytest.mark.parametrize(
    "given_up", ["never mind. ", "scrap that. ", "forget it, ", "new topic: ", "something else: "]
)
def test_what_is_given_up_leaves_nothing(ask: Asking, given_up: str) -> None:
    assert describe(thread(ask, BEFORE, f"{given_up}and Ukraine")) == "Ukraine"


def test_the_day_of_the_same_month_is_meant(ask: Asking) -> None:
    query = thread(ask, "Taiwan on 30 January 2022", "and the 5th?")
    assert describe(query) == "Taiwan · 5 Jan 2022"


def test_another_of_them_takes_the_place_of_the_one_before(ask: Asking) -> None:
    query = thread(ask, "2+2", "the economic one", "not that, the security one")
    assert describe(query) == "2+2 security"


def test_any_of_those_is_no_filter_given_up(ask: Asking) -> None:
    query = thread(ask, "Taiwan", "any of those in press conferences?")
    assert describe(query) == "Taiwan · press conferences"


def test_a_refusal_was_asked_of_the_topic_before(ask: Asking) -> None:
    query = thread(ask, "Taiwan", "did he refuse to answer?", "what about Russia?")
    assert describe(query) == "Russia"


def test_without_a_month_bars_it(ask: Asking) -> None:
    assert describe(thread(ask, "Taiwan", "without may")).startswith("Taiwan · not in May")


def test_somebody_who_does_not_speak_takes_the_place_of_who_does(ask: Asking) -> None:
    assert describe(thread(ask, "what did Hayashi say about Taiwan", "and blinken?")) == (
        "Taiwan blinken"
    )


def test_months_that_lie_apart_are_no_period_together(ask: Asking) -> None:
    query = thread(ask, "Taiwan in January 2022", "may 2022 too")
    assert describe(query) == "Taiwan · May 2022"
    query = thread(ask, "Taiwan in January 2022", "February 2022 too")
    assert describe(query) == "Taiwan · 1 Jan 2022 – 28 Feb 2022"


@pytest.mark.parametrize(
    "message, most, order",
    [
        ("the oldest 3", 3, "oldest first"),
        ("the last two", 2, "newest first"),
        ("three latest", 3, "newest first"),
        ("newest 2", 2, "newest first"),
        ("just one", 1, None),
    ],
)
def test_a_number_is_how_many_are_shown(
    ask: Asking, message: str, most: int, order: str | None
) -> None:
    query = thread(ask, "Taiwan", message)
    assert query.most == most
    assert describe(query) == (f"Taiwan · {order}" if order else "Taiwan")


@pytest.mark.parametrize(
    "message",
    [
        "limit that to May 2022",
        "Narrow it down to May 2022 only.",
        "ok, can you restrict these to just May 2022 please",
    ],
)
def test_who_narrows_what_was_asked_says_nothing_to_the_bot(ask: Asking, message: str) -> None:
    assert describe(thread(ask, "Taiwan", message)) == "Taiwan · May 2022"


@pytest.mark.parametrize(
    "message",
    [
        "press releases can be included",
        "you can also include press releases",
        "press releases count too",
        "press releases are fine as well",
        "Add the press releases, please.",
        "ok, press releases should be counted in as well",
        "press releases would be okay",
    ],
)
def test_who_widens_what_was_asked_keeps_what_was_there(ask: Asking, message: str) -> None:
    query = thread(ask, "Taiwan in press conferences", message)
    assert describe(query) == "Taiwan · press conferences or press releases"


@pytest.mark.parametrize(
    "message", ["turn that around", "now turn them round please", "flip it", "reverse those"]
)
def test_who_turns_what_was_shown_wants_the_other_order(ask: Asking, message: str) -> None:
    assert describe(thread(ask, "Taiwan, newest first", message)) == "Taiwan · oldest first"


@pytest.mark.parametrize(
    "message",
    ["only Blinken's words", "just Blinken's own words, please", "in Blinken's own words only"],
)
def test_whose_words_are_wanted_is_asked_what_he_said(ask: Asking, message: str) -> None:
    assert describe(thread(ask, "Taiwan", message)) == (
        describe(thread(ask, "Taiwan", "what did Blinken say?"))
    )


def test_words_that_are_told_of_limit_nothing() -> None:
    for message in ("Blinken's words", "Only the war's words of caution", "turn the talks around"):
        assert as_limit(message) == message


def test_a_time_is_added_too(ask: Asking) -> None:
    period = describe(thread(ask, "Taiwan in January 2022", "February may be included"))
    assert period == "Taiwan · 1 Jan 2022 – 28 Feb 2022"


@pytest.mark.parametrize("message", ["any year is fine", "all of them are fine too"])
def test_what_names_no_limit_adds_none(ask: Asking, message: str) -> None:
    assert describe(thread(ask, "Taiwan in press conferences", message)) == (
        "Taiwan · press conferences"
    )


@pytest.mark.parametrize(
    "message",
    [
        "Japan must be included",
        "Further sanctions should be included",
        "you are ok too",
        "your answers are good too",
    ],
)
def test_what_a_minister_or_a_kind_reader_may_say_is_no_limit(message: str) -> None:
    assert as_limit(message) == message


@pytest.mark.parametrize(
    "message", ["when did it begin?", "and how did it end?", "How long did they last?"]
)
def test_what_happened_is_asked_of_the_record(ask: Asking, message: str) -> None:
    query = thread(ask, "Taiwan", message)
    assert query.intent is Intent.QUESTION
    assert "Taiwan" in [one.word for one in query.terms]


def test_a_correction_that_the_record_lacks_is_asked_for(ask: Asking) -> None:
    assert describe(thread(ask, "Taiwan", "no I meant AUKUS")) == "AUKUS"


def test_what_is_limited_may_be_a_topic(ask: Asking) -> None:
    assert [one.word for one in ask("limit the war to Ukraine").terms] == [
        "limit",
        "war",
        "Ukraine",
    ]


@pytest.mark.parametrize("message", ["Most recent only.", "and the latest one only, please"])
def test_the_most_recent_only_is_one(ask: Asking, message: str) -> None:
    query = thread(ask, "Taiwan", message)
    assert query.most == 1
    assert describe(query) == "Taiwan · newest first"


def test_anyone_else_from_the_ministry_is_somebody_else(ask: Asking) -> None:
    query = thread(ask, "what did Hayashi say about Taiwan", "anyone else from the ministry?")
    assert describe(query) == "Taiwan · not by HAYASHI Yoshimasa"


@pytest.mark.parametrize(
    "question, order",
    [
        ("latest statement on Taiwan", "newest first"),
        ("the very first mention of Taiwan", "oldest first"),
        ("What was the last remark on Taiwan?", "newest first"),
    ],
)
def test_the_latest_statement_is_one(ask: Asking, question: str, order: str) -> None:
    query = ask(question)
    assert query.most == 1
    assert describe(query) == f"Taiwan · {order}"


@pytest.mark.parametrize(
    "question",
    ["latest on Taiwan", "latest statements on Taiwan", "Taiwan, latest statement first"],
)
def test_the_latest_on_a_topic_are_any_number(ask: Asking, question: str) -> None:
    assert ask(question).most == 0


@pytest.mark.parametrize(
    "question", ["the first 3 countries", "Taiwan in the last two weeks", "two ministers"]
)
def test_a_number_of_something_else_is_none_of_excerpts(ask: Asking, question: str) -> None:
    assert ask(question).most == 0


def test_a_message_that_is_only_a_pronoun_names_no_topic(ask: Asking) -> None:
    assert thread(ask, BEFORE, "and that?").intent is Intent.NO_TOPIC


@pytest.mark.parametrize(
    "question",
    ["When did Hayashi mention Taiwan", "statements on Taiwan", "quotes about Taiwan", "if Taiwan"],
)
def test_a_question_of_its_own_is_no_part_of_what_was_found(ask: Asking, question: str) -> None:
    assert not ask(question).is_follow_up


@pytest.mark.parametrize("message", ["not only Hayashi", "not just Hayashi please"])
def test_not_only_somebody_is_everybody(ask: Asking, message: str) -> None:
    assert describe(thread(ask, BEFORE, message)) == "Taiwan · February 2022"


def test_what_was_meant_is_asked_of_the_topic(ask: Asking) -> None:
    query = thread(ask, BEFORE, "what did he mean by that?")
    assert describe(query) == describe(ask(BEFORE))


def test_his_visit_is_that_of_who_was_named(ask: Asking) -> None:
    query = thread(ask, "Blinken", "his visit to Washington i mean")
    assert describe(query) == "Blinken visit to Washington"


@pytest.mark.parametrize(
    "message", ["so what's the answer", "did he criticize it?", "did Hayashi welcome that"]
)
def test_what_was_done_with_it_is_asked_of_the_topic(ask: Asking, message: str) -> None:
    assert thread(ask, BEFORE, message).terms[0].word == "Taiwan"


def test_a_correction_names_the_topic(ask: Asking) -> None:
    assert describe(thread(ask, "Taiwan", "no, i meant the bases")) == "bases"


@pytest.mark.parametrize("message", ["not february", "not the February one", "but not february"])
def test_a_month_alone_is_given_up(ask: Asking, message: str) -> None:
    assert describe(thread(ask, "Taiwan", message)) == "Taiwan · not in February 2022"


def test_who_wonders_whether_it_was_not_then_asks_of_then(ask: Asking) -> None:
    assert describe(thread(ask, "Taiwan", "not in May 2022?")) == "Taiwan · May 2022"
    assert describe(thread(ask, "Taiwan", "not in May 2022")) == "Taiwan · not in May 2022"


def test_a_correction_in_two_sentences_names_the_topic(ask: Asking) -> None:
    query = thread(ask, "sanctions on Russia", "Not the sanctions. The visit.")
    assert describe(query) == "visit"


def test_a_month_is_shown_alone_or_added(ask: Asking) -> None:
    assert describe(thread(ask, "Taiwan", "Show only December.")) == "Taiwan · December 2021"
    assert describe(thread(ask, "Taiwan in January 2022", "add February")) == (
        "Taiwan · 1 Jan 2022 – 28 Feb 2022"
    )
