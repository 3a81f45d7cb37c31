"""A follow-up without a topical word keeps the topic; what it names replaces its kind."""

from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from retrieval.model.query import Intent, Query, Request
from retrieval.query.followups import follow
from retrieval.query.who.speakers import Speakers

Asking = Callable[[str], Query]


@pytest.fixture(scope="session")
def talk(ask: Asking, speakers: Speakers) -> Asking:
    """Understands the last of several messages with " / " between them."""

    def talked(messages: str) -> Query:
        before, query = None, Query("")
        for message in messages.split(" / "):
            query = follow(ask(message), before, speakers.held)
            before = query if query.intent is Intent.QUESTION else before
        return query

    return talked


def check(query: Query, shown: str) -> None:
    assert query.intent is Intent.QUESTION
    assert describe(query) == shown


@pytest.mark.parametrize(
    "messages, shown",
    [
        ("Did Hayashi play in a band? / and Blinken?", "Blinken play band"),
        ("Did Hayashi play in a band? / lol. what about blinken", "blinken play band"),
        ("Did Kishida visit Washington? / and Biden", "Biden visit Washington"),
        ("sanctions on Putin / Lavrov then", "sanctions Lavrov"),
        ("treaty with Putin / hm. back to Zelensky, only 2022", "treaty Zelensky · 2022"),
    ],
)
def test_somebody_takes_the_place_of_somebody(talk: Asking, messages: str, shown: str) -> None:
    check(talk(messages), shown)


@pytest.mark.parametrize(
    "messages, shown",
    [
        ("What was said about sanctions? / and Blinken?", "sanctions Blinken"),
        ("peace treaty / what about Putin", "peace treaty Putin"),
        ("sanctions in 2022 / and Biden?", "sanctions Biden · 2022"),
        ("Did Hayashi talk about sanctions? / did he tell Blinken?", "sanctions Blinken"),
        ("What did Hayashi say about sanctions? / has he warned Putin", "sanctions Putin"),
    ],
)
def test_somebody_joins_a_topic_that_names_nobody(talk: Asking, messages: str, shown: str) -> None:
    assert describe(talk(messages)).replace(" · by HAYASHI Yoshimasa", "") == shown


@pytest.mark.parametrize("then", ["and Kawai", "what about Kawai?", "what did Kawai say?"])
@pytest.mark.parametrize("asked", ["what did the American answer", "and Biden", "and Russia's?"])
def test_who_speaks_takes_the_place_of_who_was_asked_for_before(
    talk: Asking, asked: str, then: str
) -> None:
    query = talk(f"sanctions / {asked} / {then}")
    assert {voice.name for voice in query.voices} == {"Jun Kawai"}
    assert not {"American", "Biden"} & {term.word for term in query.terms}


@pytest.mark.parametrize(
    "messages, shown",
    [
        ("peace treaty / the Russian one", "peace treaty Russian"),
        ("sanctions / not that, the American one", "sanctions American"),
        ("visit / the washington one", "visit washington"),
        ("treaty / and the peace one?", "treaty peace"),
        ("sanctions / just the Ukraine ones", "sanctions Ukraine"),
    ],
)
def test_one_of_them_is_told_from_the_others_by_what_is_added(
    talk: Asking, messages: str, shown: str
) -> None:
    check(talk(messages), shown)


@pytest.mark.parametrize(
    "message, order",
    [
        ("the first one", "oldest first"),
        ("the first", "oldest first"),
        ("just the oldest", "oldest first"),
        ("not so much, the last two", "newest first"),
        ("and the last one?", "newest first"),
        ("every time it came up, newest first", "newest first"),
        ("all years again, oldest 1st", "oldest first"),
    ],
)
def test_a_place_among_others_is_an_order(talk: Asking, message: str, order: str) -> None:
    check(talk(f"sanctions / {message}"), f"sanctions · {order}")


@pytest.mark.parametrize(
    "message",
    ["the one before", "and the other one", "the second one", "what about the third one?"],
)
def test_another_place_cannot_be_told(talk: Asking, message: str) -> None:
    assert talk(f"sanctions / {message}").request is Request.WHICH


@pytest.mark.parametrize(
    "messages, shown",
    [
        ("sanctions in May / and not in may", "sanctions · not in May 2022"),
        ("sanctions / not in may", "sanctions · not in May 2022"),
        ("sanctions in 2022 / but not in 2022", "sanctions · not in 2022"),
        ("sanctions / and not in January", "sanctions · not in January 2022"),
        (
            "sanctions in press releases / not in press releases",
            "sanctions · not in press releases",
        ),
        ("sanctions / skip the press conferences", "sanctions · not in press conferences"),
        (
            "sanctions / skip the press releases / and in press releases?",
            "sanctions · press releases",
        ),
    ],
)
def test_what_is_not_meant_is_barred_and_no_longer_asked_for(
    talk: Asking, messages: str, shown: str
) -> None:
    check(talk(messages), shown)


@pytest.mark.parametrize(
    "messages, shown",
    [
        (
            "sanctions in press releases / press conferences too",
            "sanctions · press conferences or press releases",
        ),
        ("sanctions in press releases / also readouts", "sanctions · press releases or readouts"),
        ("sanctions in January / February too", "sanctions · 1 Jan 2022 – 28 Feb 2022"),
        ("sanctions in January / december as well", "sanctions · 1 Dec 2021 – 31 Jan 2022"),
        (
            "sanctions by Kawai / by Hayashi too",
            "sanctions · by Jun Kawai or HAYASHI Yoshimasa",
        ),
    ],
)
def test_what_comes_too_widens(talk: Asking, messages: str, shown: str) -> None:
    check(talk(messages), shown)


@pytest.mark.parametrize("message", ["may", "May?", "and may", "march", "in may only"])
def test_a_month_alone_is_a_period_in_a_thread(talk: Asking, message: str) -> None:
    query = talk(f"sanctions / {message}")
    assert [term.word for term in query.terms] == ["sanctions"]
    assert query.period is not None


@pytest.mark.parametrize(
    "message", ["about Russia", "about the Russia", "Russia then", "also Russia", "Russia too"]
)
def test_a_topic_that_goes_on_keeps_the_filters(talk: Asking, message: str) -> None:
    check(talk(f"sanctions by Kawai in 2022 / {message}"), "Russia · by Jun Kawai · 2022")


@pytest.mark.parametrize(
    "message", ["anyone else on this?", "who else?", "and somebody else?", "any other speakers?"]
)
def test_others_are_asked_for(talk: Asking, message: str) -> None:
    check(talk(f"sanctions by Kawai / {message}"), "sanctions · not by Jun Kawai")


@pytest.mark.parametrize(
    "message", ["did he dodge it", "so he ducked it?", "did he evade that", "did he sidestep it?"]
)
def test_a_question_that_is_dodged_is_refused(talk: Asking, message: str) -> None:
    check(talk(f"sanctions / {message}"), "sanctions · contains a wording of refusal")


@pytest.mark.parametrize(
    "message",
    [
        "and in the Q&A?",
        "reporters only",
        "only the q and a session",
        "the questions only",
        "just the questions please",
        "and what did reporters ask?",
        "only reporters' questions",
        "ok any journalist then",
        "only his answers",
        "without the opening remarks",
    ],
)
def test_a_follow_up_may_ask_for_what_reporters_asked(talk: Asking, message: str) -> None:
    check(talk(f"sanctions / {message}"), "sanctions · asked by reporters")


@pytest.mark.parametrize(
    "messages, shown",
    [
        ("what did the journalists ask about sanctions", "sanctions · asked by reporters"),
        ("questions from the press on sanctions", "sanctions · asked by reporters"),
        ("sanctions in the Q&A", "sanctions · asked by reporters"),
        ("sanctions / just the opening remarks", "sanctions · said unasked"),
        ("sanctions in the Q&A / and in the opening remarks?", "sanctions · said unasked"),
        ("sanctions in his opening remarks / the Q&A only", "sanctions · asked by reporters"),
        ("sanctions in the Q&A / forget the reporters", "sanctions"),
    ],
)
def test_parts_of_a_conference_are_filters(talk: Asking, messages: str, shown: str) -> None:
    check(talk(messages), shown)


@pytest.mark.parametrize(
    "message",
    [
        "what else was said on 2022-05-06",
        "anything else discussed on 6 May 2022?",
        "what else in May",
    ],
)
def test_what_else_on_a_day_asks_for_all_of_it(talk: Asking, message: str) -> None:
    query = talk(f"sanctions by Kawai / {message}")
    assert not query.terms
    assert not query.voices
    assert query.period is not None


def test_a_deputy_of_nobody_is_asked_back(talk: Asking) -> None:
    assert talk("sanctions / and her deputy?").request is Request.WHICH
    check(talk("sanctions by Blinken / and his deputy?"), "sanctions Blinken deputy")


@pytest.mark.parametrize(
    "question, shown",
    [
        ("what did japan say about sanctions", "sanctions"),
        ("What has Japan said on sanctions?", "sanctions"),
        ("what did the Japanese government say about sanctions", "sanctions"),
        ("did Japan ever comment on sanctions?", "sanctions"),
        ("what did Russia say about sanctions", "Russia say about sanctions"),
        ("sanctions on Japan", "sanctions Japan"),
    ],
)
def test_all_on_record_is_said_for_its_own_country(ask: Asking, question: str, shown: str) -> None:
    assert describe(ask(question)).replace("sanctions on Japan", "sanctions Japan") == shown
