"""A filter is read wherever it stands in a question."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rendering.describing import describe
from retrieval.model.query import Query

Asking = Callable[[str], Query]

PARTS = {
    "period": ["in January 2022", "since 2021", "on 13 November 2021", "February"],
    "kinds": ["press releases only", "only readouts", "in press conferences", "in speeches"],
    "voices": ["by Hayashi", "by the press secretary"],
    "askers": ["asked by NHK", "NHK's question", "a question from Kyodo News"],
}
TOPICS = ["Taiwan", "peace treaty", "North Korea or Ukraine", "the so-called sanctions"]


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, str]:
    """A topic with some filters, in two orders."""
    chosen = draw(st.sets(st.sampled_from(sorted(PARTS)), min_size=1))
    parts = [draw(st.sampled_from(TOPICS))]
    parts += [draw(st.sampled_from(PARTS[name])) for name in sorted(chosen)]
    return ", ".join(draw(st.permutations(parts))), ", ".join(draw(st.permutations(parts)))


@given(questions())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_where_a_filter_stands_changes_nothing(ask: Asking, asked: tuple[str, str]) -> None:
    one, other = map(ask, asked)
    assert _meant(one) == _meant(other)
    assert one.terms


def _meant(query: Query) -> tuple[object, ...]:
    names = [term.names for term in query.terms]
    voices = [voice.names | voice.offices for voice in query.voices]
    return names, query.period, query.kinds, query.askers, voices, query.left_aside


@pytest.mark.parametrize(
    "question, shown",
    [
        ("releases only: sanctions", "sanctions · press releases"),
        ("only releases - sanctions - 2021", "sanctions · press releases · 2021"),
        ("sanctions, any kind, any year", "sanctions"),
        ("journalist question on sanctions", "sanctions · asked by reporters"),
    ],
)
def test_key_words_for_kinds_and_askers_are_filters(
    ask: Callable[[str], Query], question: str, shown: str
) -> None:
    assert describe(ask(question)) == shown


@pytest.mark.parametrize(
    "question", ['check: "a free Taiwan"', 'is that the right text "a free Taiwan"?']
)
def test_what_asks_for_a_quotation_is_no_part_of_it(
    ask: Callable[[str], Query], question: str
) -> None:
    assert {term.word for term in ask(question).terms} == {"free", "Taiwan"}


@pytest.mark.parametrize(
    "question, shown",
    [
        (
            "february 2 2022 8am presser Taiwan",
            "Taiwan · press conferences · 2 Feb 2022 · left aside: “8am”",
        ),
        (
            "the 8:13 a.m. press conference, Taiwan",
            "Taiwan · press conferences · left aside: “8:13 a.m.”",
        ),
        (
            "from the 11 December 2021 release: sanctions",
            "sanctions · press releases · 11 Dec 2021",
        ),
        (
            "from the January 2022 call onwards, sanctions",
            "call onwards sanctions · since 1 Jan 2022",
        ),
        ("from 11 December 2021 on: sanctions", "sanctions · since 11 Dec 2021"),
        (
            "sanctions, in 2021, i.e. well before the war",
            "sanctions · 2021 · left aside: “i.e. well before the war”",
        ),
        (
            "second latest press conference, Taiwan",
            "Taiwan · press conferences · newest first · from release no. 2 on",
        ),
        (
            "how has the wording on Taiwan changed",
            "Taiwan · oldest first · how one sentence was worded: /history",
        ),
        (
            "a treaty since I took up the position of Minister for Foreign Affairs",
            "treaty since I took up the position of Minister for Foreign Affairs",
        ),
    ],
)
def test_what_limits_is_no_topic_and_what_is_a_topic_limits_nothing(
    ask: Callable[[str], Query], question: str, shown: str
) -> None:
    assert describe(ask(question)) == shown


@pytest.mark.parametrize(
    "question, understood",
    [
        ("Ukraine, 2 max, latest at top", "Ukraine · newest first"),
        ("Ukraine, by date", "Ukraine · newest first"),
        ("Only from press releases: what was said on Ukraine", "Ukraine · press releases"),
        ("Ukraine, press conf + readouts", "Ukraine · press conferences or readouts"),
        ("Ukraine in Feb 2022 or later", "Ukraine · since 1 Feb 2022"),
        ("what did Hayashi say about Ukraine, not Russia", "without “Russia”"),
    ],
)
def test_what_limits_a_question_is_read_in_short_forms(
    ask: Asking, question: str, understood: str
) -> None:
    assert understood in describe(ask(question))


@pytest.mark.parametrize("question", ["Ukraine, up to 3", "on Ukraine, no more than three quotes"])
def test_the_most_that_are_wanted_are_read(ask: Asking, question: str) -> None:
    query = ask(question)
    assert query.most == 3
    assert [one.word for one in query.terms] == ["Ukraine"]


@pytest.mark.parametrize(
    "question",
    [
        "what did Hayashi say about Ukraine, not Blinken",
        "not blinken, hayashi himself: Ukraine",
        "what did Hayashi say about Ukraine, not Secretary Blinken",
        "what did Hayashi say about Ukraine, not Antony Blinken",
    ],
)
def test_who_only_is_not_who_is_asked_for_hides_nothing(ask: Asking, question: str) -> None:
    query = ask(question)
    assert not query.excluded
    (aside,) = query.left_aside
    assert aside.casefold().startswith("not ")
    assert aside.casefold().endswith("blinken")
    assert [one.written.casefold() for one in query.voices] == ["hayashi"]


def test_which_of_two_is_no_exclusion(ask: Asking) -> None:
    assert not ask("was it Japan, not Russia?").excluded


_TOPIC = st.sampled_from(["on North Korea", "about North Korea", "regarding North Korea"])
_MONTH = st.sampled_from(
    ["in January 2022", "January 2022", "during january 2022", "in Jan 2022", "01/2022"]
)
_WITHIN = st.sampled_from(
    ["in press releases", "in the press releases", "only press releases", "just the press releases"]
)
_SPEAKER = st.sampled_from(["Hayashi", "Foreign Minister Hayashi", "Mr. Hayashi", "hayashi"])
_ORDERS = st.sampled_from(
    [
        "what did {who} say {topic} {month} {kind}",
        "{month} what did {who} say {topic}, {kind}",
        "{kind}: {who} {topic} {month}",
        "{kind}, {month}, {who}, North Korea",
        "North Korea, {month}, {who}, {kind}",
        "{who} {topic} {month} {kind}",
        "January 2022 press releases {who} North Korea",
        "North Korea - {who} - press releases - January 2022",
        "what was said {topic} by {who} back in January 2022 {kind}",
        "{month}, {kind}, what was said {topic} from {who}",
        "the January 2022 press release, {who} {topic}",
        "{who}'s January 2022 remarks {topic} ({kind})",
        "{kind} {month}: did {who} bring up North Korea",
        "did {who} mention North Korea {month} {kind}?",
        "North Korea from {who} {month} {kind}",
    ]
)


_DAYS = st.sampled_from(
    ["in November 2021", "on Nov 13th 2021", "13.11.2021", "2021-11-13", "in late 2021", "2021"]
)
_AT = st.sampled_from(
    ["at the press conference", "press conferences only", "in pressers", "only in conferences"]
)
_WAYS = st.sampled_from(
    [
        "was Taiwan mentioned {kind} {when}",
        "{kind}, what was said on Taiwan {when}?",
        "need what was said about Taiwan ({kind}, {when})",
        "I think it was {when}: what was said on Taiwan {kind}",
        "anything on Taiwan {kind}? {when} i mean",
        "what came up on Taiwan {when}? {kind}.",
        "{when} - {kind} - Taiwan",
        "{kind} {when} - any word on Taiwan?",
    ]
)
_RECALLED = st.builds(str.format, _WAYS, kind=_AT, when=_DAYS)
_QUESTIONS = st.builds(str.format, _ORDERS, topic=_TOPIC, month=_MONTH, kind=_WITHIN, who=_SPEAKER)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_QUESTIONS)
def test_in_whatever_order_a_kind_a_month_and_a_speaker_are_read(
    ask: Asking, question: str
) -> None:
    assert describe(ask(question)) == (
        "North Korea · by HAYASHI Yoshimasa · press releases · January 2022"
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_RECALLED)
def test_in_whatever_way_a_kind_and_a_time_are_recalled_they_limit(
    ask: Asking, question: str
) -> None:
    understood = describe(ask(question))
    assert understood.startswith("Taiwan · press conferences · ")
    assert "2021" in understood


@pytest.mark.parametrize(
    "way",
    [
        "{limit}, what was said on Ukraine",
        "Ukraine ({limit})",
        "Ukraine, {limit}",
        "what did the minister say on Ukraine? {limit}.",
        "Ukraine - {limit}",
    ],
)
@pytest.mark.parametrize(
    "limit, understood",
    [
        ("from February 2022 onwards", "since 1 Feb 2022"),
        ("starting February 2022", "since 1 Feb 2022"),
        ("no later than February 2022", "until 28 Feb 2022"),
        ("on or before 2 February 2022", "until 2 Feb 2022"),
        ("January through March 2022", "1 Jan 2022 – 31 Mar 2022"),
        ("in answer to a reporter", "asked by reporters"),
        ("asked by a journalist", "asked by reporters"),
        ("from oldest to newest", "oldest first"),
    ],
)
def test_limits_of_several_words_are_read_wherever_they_are_set_apart(
    ask: Asking, way: str, limit: str, understood: str
) -> None:
    assert describe(ask(way.format(limit=limit))) == f"Ukraine · {understood}"


@pytest.mark.parametrize(
    "question",
    [
        "Ukraine 3 max",
        "what was said on Ukraine no more than three",
        "Ukraine, just three",
        "just three: Ukraine",
        "top 3 - Ukraine",
        "what was said on Ukraine? 3 max.",
        "Ukraine (just three)",
    ],
)
def test_the_most_that_are_wanted_are_read_wherever_they_are_set_apart(
    ask: Asking, question: str
) -> None:
    query = ask(question)
    assert query.most == 3
    assert [one.word for one in query.terms] == ["Ukraine"]


@pytest.mark.parametrize(
    "question, understood",
    [
        ("Ukraine - 2022, conferences only", "Ukraine · press conferences · 2022"),
        ("Ukraine — May 2022 — conference", "Ukraine · press conferences · May 2022"),
        ("Ukraine in the December conference", "Ukraine · press conferences · December 2021"),
        ("Ukraine, not 2022", "Ukraine · not in 2022"),
        ("what was said on Ukraine, february only", "Ukraine · February 2022"),
        ("Ukraine in 2022, month of february", "Ukraine · February 2022"),
        ("Ukraine in May: conference or release?", "Ukraine · May 2022"),
        (
            "What was said on Ukraine, I believe it was in the spring of 2022",
            "Ukraine · 1 Mar 2022 – 31 May 2022",
        ),
        ("I would kindly like to know what was said on Ukraine", "Ukraine"),
    ],
)
def test_kinds_and_times_are_read_as_people_jot_them(
    ask: Asking, question: str, understood: str
) -> None:
    assert describe(ask(question)) == understood
