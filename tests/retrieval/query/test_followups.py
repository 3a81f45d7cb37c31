"""A question that leaves something to the one before takes it from there."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.describing import describe
from retrieval.model.query import Query
from retrieval.query.followups import follow
from retrieval.query.who.speakers import Speakers

Asking = Callable[[str], Query]

BEFORE = "What did Hayashi say about Taiwan in 2021 -Okinawa"


@pytest.mark.parametrize(
    "question, shown",
    [
        ("and in 2022?", "Taiwan · by HAYASHI Yoshimasa · 2022 · without “Okinawa”"),
        ("in 2022?", "Taiwan · by HAYASHI Yoshimasa · 2022 · without “Okinawa”"),
        ("what about Russia?", "Russia · by HAYASHI Yoshimasa · 2021 · without “Okinawa”"),
        ("How about Russia -Belarus?", "Russia · by HAYASHI Yoshimasa · 2021 · without “Belarus”"),
        (
            "only press releases",
            "Taiwan · by HAYASHI Yoshimasa · press releases · 2021 · without “Okinawa”",
        ),
        ("by Kawai?", "Taiwan · by Jun Kawai · 2021 · without “Okinawa”"),
        (
            "and the first time?",
            "Taiwan · by HAYASHI Yoshimasa · 2021 · without “Okinawa” · oldest first",
        ),
        (
            "also asked:nhk wording:declined",
            (
                "Taiwan · by HAYASHI Yoshimasa · asked by nhk · 2021 · without “Okinawa”"
                " · contains a wording of refusal"
            ),
        ),
        (
            'but "peace treaty"',
            (
                "peace treaty · exactly “peace treaty” · by HAYASHI Yoshimasa · 2021"
                " · without “Okinawa”"
            ),
        ),
    ],
)
def test_what_is_left_out_comes_from_the_question_before(
    ask: Asking, question: str, shown: str
) -> None:
    query = follow(ask(question), ask(BEFORE))
    assert describe(query) == shown
    assert query.question == question


@pytest.mark.parametrize(
    "question",
    [
        "Russia",
        "What did Kawai say about Russia?",
        "Kawai",
        "latest press conference",
        "What did the minister say in 2022?",
        "hello",
        "and that?",
        "android phones",
    ],
)
def test_what_is_no_follow_up_starts_anew(ask: Asking, question: str) -> None:
    assert follow(ask(question), ask(BEFORE)) == ask(question)


@pytest.mark.parametrize(
    "question",
    ["and the prime minister?", "what about the prime minister?", "by the PRIME MINISTER"],
)
def test_an_office_that_nobody_holds_takes_the_place_of_a_voice(ask: Asking, question: str) -> None:
    query = follow(ask(question), ask(BEFORE))
    assert [term.word for term in query.terms] == ["Taiwan"]
    assert [voice.written.lower() for voice in query.voices] == ["prime minister"]
    assert [voice.name for voice in query.voices] == [""]


@pytest.mark.parametrize("before", [None, "Taiwan"])
def test_an_office_is_a_topic_where_nobodys_words_were_asked_for(
    ask: Asking, before: str | None
) -> None:
    query = follow(ask("what about the prime minister?"), ask(before) if before else None)
    assert [term.word for term in query.terms] == ["prime minister"]
    assert query.voices == ()


@pytest.mark.parametrize(
    "question, shown",
    [
        ("but not Russia", "Taiwan · by HAYASHI Yoshimasa · 2021 · without “Russia”"),
        ("-Russia", "Taiwan · by HAYASHI Yoshimasa · 2021 · without “Russia”"),
        (
            "except in press releases",
            "Taiwan · by HAYASHI Yoshimasa · 2021 · without “Okinawa” · not in press releases",
        ),
        ("what about Okinawa?", "Okinawa · by HAYASHI Yoshimasa · 2021"),
    ],
)
def test_an_exclusion_alone_goes_on_from_the_question_before(
    ask: Asking, question: str, shown: str
) -> None:
    assert describe(follow(ask(question), ask(BEFORE))) == shown


@pytest.mark.parametrize(
    "question, shown",
    [
        ("and in 2022?", "Taiwan · 2022 · not by Jun Kawai"),
        ("what about Russia?", "Russia · not by Jun Kawai"),
        ("and in 2022 but not by Hayashi?", "Taiwan · 2022 · not by HAYASHI Yoshimasa"),
    ],
)
def test_whom_a_question_bars_stays_barred_in_a_follow_up(
    ask: Asking, question: str, shown: str
) -> None:
    before = ask("Taiwan but not by Kawai")
    assert describe(follow(ask(question), before)) == shown


def test_an_order_asked_for_stays(ask: Asking) -> None:
    newest = ask("latest on Taiwan")
    assert describe(follow(ask("and in 2022?"), newest)) == "Taiwan · 2022 · newest first"
    assert describe(follow(ask("and order:best?"), newest)) == "Taiwan"


def test_follow_ups_can_be_chained(ask: Asking) -> None:
    first = follow(ask("and Russia?"), ask(BEFORE))
    assert describe(follow(ask("in 2022?"), first)) == (
        "Russia · by HAYASHI Yoshimasa · 2022 · without “Okinawa”"
    )


@pytest.mark.parametrize("before", [None, "hello", "what?"])
def test_without_a_question_before_a_follow_up_is_a_question(
    ask: Asking, before: str | None
) -> None:
    query = ask("and in 2022?")
    assert follow(query, ask(before) if before else None) == query


TOPICS = st.sampled_from(["Taiwan", "North Korea", "peace treaty", "Russia or Ukraine"])
FILTERS = st.sampled_from(
    [
        *("in January 2022", "since 2021", "only press releases", "in press conferences"),
        *("by Hayashi", "asked by NHK", "latest", "earliest", "but not Okinawa"),
    ]
)


@given(TOPICS, FILTERS)
def test_a_filter_on_its_own_says_what_it_says_behind_its_topic(
    ask: Asking, topic: str, narrower: str
) -> None:
    followed = follow(ask(narrower), ask(topic))
    whole = ask(f"{topic}, {narrower}")
    assert describe(followed) == describe(whole)


@pytest.mark.parametrize(
    "question, shown",
    [
        ("what did Kawai say?", "Taiwan · by Jun Kawai · 2021 · without “Okinawa”"),
        ("did he mention Russia?", "Russia · by HAYASHI Yoshimasa · 2021 · without “Okinawa”"),
        ("oldest first", "Taiwan · by HAYASHI Yoshimasa · 2021 · without “Okinawa” · oldest first"),
        ("anything in 2022?", "Taiwan · by HAYASHI Yoshimasa · 2022 · without “Okinawa”"),
        ("what did the minister say?", "Taiwan · by HAYASHI Yoshimasa · 2021 · without “Okinawa”"),
        (
            "what about the press conferences then?",
            "Taiwan · by HAYASHI Yoshimasa · press conferences · 2021 · without “Okinawa”",
        ),
        ("the same for Russia", "Russia · by HAYASHI Yoshimasa · 2021 · without “Okinawa”"),
        ("in 2022 instead", "Taiwan · by HAYASHI Yoshimasa · 2022 · without “Okinawa”"),
        ("as of 2022", "Taiwan · by HAYASHI Yoshimasa · 2022 · without “Okinawa”"),
        ("then march 2021", "Taiwan · by HAYASHI Yoshimasa · March 2021 · without “Okinawa”"),
        (
            "kawai, oldest first",
            "Taiwan · by Jun Kawai · 2021 · without “Okinawa” · oldest first",
        ),
        ("when was that?", "when: Taiwan · by HAYASHI Yoshimasa · 2021 · without “Okinawa”"),
        (
            "did he refuse to answer?",
            (
                "Taiwan · by HAYASHI Yoshimasa · 2021 · without “Okinawa”"
                " · contains a wording of refusal"
            ),
        ),
    ],
)
def test_what_points_back_keeps_the_thread(ask: Asking, question: str, shown: str) -> None:
    assert describe(follow(ask(question), ask(BEFORE))) == shown


@pytest.mark.parametrize("question", ["What did he decline to comment on?", "what?"])
def test_what_asks_for_topics_starts_anew(ask: Asking, question: str) -> None:
    assert follow(ask(question), ask(BEFORE)) == ask(question)


def test_her_deputy_is_the_deputy_of_whom_was_asked_before(ask: Asking, speakers: Speakers) -> None:
    before = ask("What did the press secretary say about Taiwan?")
    query = follow(ask("and her deputy?"), before, speakers.held)
    assert [term.word for term in query.terms] == ["Taiwan"]
    assert [voice.offices for voice in query.voices] == [
        {" deputy press secretary ", " principal deputy press secretary "}
    ]


THREAD = "What did Hayashi say about Taiwan in 2021"


@pytest.mark.parametrize(
    "question, shown",
    [
        ("and what did Blinken say?", "Taiwan Blinken · 2021"),
        ("what did the Americans answer", "Taiwan Americans · 2021"),
        ("how did Blinken respond to that?", "Taiwan Blinken · 2021"),
        ("and the Americans?", "Taiwan Americans · by HAYASHI Yoshimasa · 2021"),
        ("did the Koreans object?", "Taiwan Koreans object · by HAYASHI Yoshimasa · 2021"),
    ],
)
def test_somebody_without_a_topic_is_asked_about_the_topic_before(
    ask: Asking, question: str, shown: str
) -> None:
    terms, *filters = shown.split(" · ")
    followed = describe(follow(ask(question), ask(THREAD)))
    assert followed.startswith(terms)
    assert filters[-1] in followed


def test_the_next_speaker_takes_the_place_of_the_one_before(ask: Asking) -> None:
    first = follow(ask("what did Blinken say?"), ask("Taiwan"))
    assert describe(follow(ask("and what did Biden answer?"), first)) == "Taiwan Biden"


@pytest.mark.parametrize("question", ["and by phone?", "by phone", "was that on the phone?"])
def test_a_way_to_speak_joins_the_topic(ask: Asking, question: str) -> None:
    by_phone = follow(ask(question), ask("Taiwan"))
    assert describe(by_phone) == "Taiwan phone"
    assert describe(follow(ask("and in person?"), by_phone)) == "Taiwan person"


@pytest.mark.parametrize(
    "question, outlet",
    [("NHK?", "NHK"), ("and yomiuri", "yomiuri"), ("the Asahi Shimbun too", "Asahi Shimbun")],
)
def test_an_outlet_alone_is_one_that_asks(ask: Asking, question: str, outlet: str) -> None:
    assert describe(follow(ask(question), ask("Taiwan"))) == f"Taiwan · asked by {outlet}"


@pytest.mark.parametrize(
    "question, period",
    [
        ("january", "January 2022"),
        ("and in January?", "January 2022"),
        ("february too", "1 Jan 2022 – 28 Feb 2022"),
    ],
)
def test_a_month_alone_replaces_the_period_or_widens_it(
    ask: Asking, question: str, period: str
) -> None:
    before = ask("Taiwan in January 2022" if "too" in question else "Taiwan in 2021")
    assert describe(follow(ask(question), before)) == f"Taiwan · {period}"


@pytest.mark.parametrize(
    "question",
    [
        "which newspaper asked",
        "what did he say word for word",
        "did hayashi say it or blinken?",
        "was it Kawai or Hayashi?",
        "who is him",
        "what was the question?",
        "did anyone ask again?",
        "who wants back in?",
        "does it say the same thing?",
    ],
)
def test_what_is_asked_about_the_answer_keeps_the_question(ask: Asking, question: str) -> None:
    assert describe(follow(ask(question), ask(BEFORE))) == describe(ask(BEFORE))


@pytest.mark.parametrize(
    "question, shown",
    [
        ("forget the year", "Taiwan · by HAYASHI Yoshimasa · press releases · asked by nhk"),
        ("any time", "Taiwan · by HAYASHI Yoshimasa · press releases · asked by nhk"),
        ("any paper at all then", "Taiwan · by HAYASHI Yoshimasa · press releases · 2022"),
        ("not only press releases", "Taiwan · by HAYASHI Yoshimasa · asked by nhk · 2022"),
        ("and without the press releases", "Taiwan · by HAYASHI Yoshimasa · asked by nhk · 2022"),
        ("by anyone", "Taiwan · press releases · asked by nhk · 2022"),
    ],
)
def test_what_is_given_up_limits_no_longer(ask: Asking, question: str, shown: str) -> None:
    before = ask("Taiwan by:hayashi type:release asked:nhk in 2022")
    followed = describe(follow(ask(question), before))
    assert sorted(followed.split(" · ")) == sorted(shown.split(" · "))


def test_a_word_of_the_topic_can_be_taken_back(ask: Asking) -> None:
    by_phone = follow(ask("by phone?"), ask("Taiwan"))
    without = follow(ask("and without the phone thing, everything"), by_phone)
    assert describe(without) == "Taiwan"
    assert describe(follow(ask("without Okinawa"), by_phone)) == "Taiwan phone · without “Okinawa”"


@pytest.mark.parametrize(
    "question, shown",
    [
        ("and the year before?", "Taiwan · 2020"),
        ("the next year", "Taiwan · 2022"),
        ("anything newer?", "Taiwan · since 1 Jan 2022 · newest first"),
        ("older", "Taiwan · until 31 Dec 2020 · newest first"),
    ],
)
def test_what_compares_is_counted_from_the_period_before(
    ask: Asking, question: str, shown: str
) -> None:
    assert describe(follow(ask(question), ask("Taiwan in 2021"))) == shown


def test_anyone_else_is_not_whom_was_asked_before(ask: Asking) -> None:
    query = follow(ask("did anyone else mention Ukraine"), ask(THREAD))
    assert describe(query) == "Ukraine · 2021 · not by HAYASHI Yoshimasa"


@pytest.mark.parametrize(
    "question, shown",
    [
        ("no i mean Ukraine", "Ukraine · by HAYASHI Yoshimasa · 2021"),
        ("no i mean the sanctions there", "Taiwan sanctions · by HAYASHI Yoshimasa · 2021"),
        (
            "what about South Korea, did they join?",
            "Taiwan South Korea join · by HAYASHI Yoshimasa · 2021",
        ),
    ],
)
def test_a_correction_takes_the_topics_place_unless_it_points_to_it(
    ask: Asking, question: str, shown: str
) -> None:
    assert describe(follow(ask(question), ask(THREAD))) == shown


@pytest.mark.parametrize(
    "question, shown",
    [
        ("not Russia", "Taiwan · without “Russia”"),
        ("not the press conferences", "Taiwan · not in press conferences"),
        ("and not in readouts", "Taiwan · not in readouts"),
    ],
)
def test_a_message_that_only_says_not_excludes_from_the_topic(
    ask: Asking, question: str, shown: str
) -> None:
    assert describe(follow(ask(question), ask("Taiwan"))) == shown


@pytest.mark.parametrize(
    "question, shown",
    [
        ("everyone, not just Hayashi", "Taiwan · 2021"),
        ("i said 2022", "Taiwan · by HAYASHI Yoshimasa · 2022"),
        ("ok, any update?", "Taiwan · by HAYASHI Yoshimasa · 2021"),
        ("and Seoul's reaction?", "Taiwan Seoul's · 2021"),
    ],
)
def test_other_ways_to_go_on_keep_the_topic(ask: Asking, question: str, shown: str) -> None:
    assert describe(follow(ask(question), ask(THREAD))) == shown


@pytest.mark.parametrize(
    "question",
    [
        "what was decided?",
        "by whom?",
        "is that a direct quote",
        "the exact wording please",
        "overall",
        "who was the reporter",
        "what did they say then?",
    ],
)
def test_a_few_everyday_words_name_no_topic_of_their_own(ask: Asking, question: str) -> None:
    assert describe(follow(ask(question), ask(BEFORE))) == describe(ask(BEFORE))


@pytest.mark.parametrize(
    "question, shown",
    [
        ("Korea, not Taiwan", "Korea · by HAYASHI Yoshimasa · 2021"),
        ("not Taiwan but Korea", "Korea · by HAYASHI Yoshimasa · 2021"),
        ("replace Taiwan with Korea", "Korea · by HAYASHI Yoshimasa · 2021"),
        ("change the year to 2022", "Taiwan · by HAYASHI Yoshimasa · 2022"),
        ("try Okinawa", "Okinawa · by HAYASHI Yoshimasa · 2021"),
        ("go back to Ukraine", "Ukraine · by HAYASHI Yoshimasa · 2021"),
        ("in 2022 only", "Taiwan · by HAYASHI Yoshimasa · 2022"),
        ("sorry, January", "Taiwan · by HAYASHI Yoshimasa · January 2022"),
        ("let me see releases", "Taiwan · by HAYASHI Yoshimasa · press releases · 2021"),
    ],
)
def test_a_correction_replaces_only_what_it_names(ask: Asking, question: str, shown: str) -> None:
    assert describe(follow(ask(question), ask(THREAD))) == shown


@pytest.mark.parametrize(
    "question, shown",
    [
        ("with Blinken", "Taiwan Blinken"),
        ("plus sanctions", "Taiwan sanctions"),
        ("by Blinken too", "Taiwan Blinken"),
        ("in Washington", "Taiwan Washington"),
        ("especially the sanctions", "Taiwan sanctions"),
        ("has the US said anything?", "Taiwan US"),
        ("did the US ever comment on that?", "Taiwan US"),
    ],
)
def test_what_opens_as_an_addition_joins_the_topic(ask: Asking, question: str, shown: str) -> None:
    assert describe(follow(ask(question), ask("Taiwan"))) == shown


@pytest.mark.parametrize(
    "before, question, shown",
    [
        ("sanctions on Russia", "and Ukraine?", "sanctions Ukraine"),
        ("sanctions on Russia", "what about North Korea?", "sanctions North Korea"),
        ("sanctions on Russia", "and Okinawa?", "Okinawa"),
        ("Russia and Ukraine", "and Taiwan?", "Taiwan"),
    ],
)
def test_a_country_takes_the_place_of_a_country(
    ask: Asking, before: str, question: str, shown: str
) -> None:
    assert describe(follow(ask(question), ask(before))) == shown


def test_the_other_way_round_reverses_the_order(ask: Asking) -> None:
    once = follow(ask("the other way round"), ask("Taiwan, newest first"))
    assert describe(once) == "Taiwan · oldest first"
    assert describe(follow(ask("reverse order"), once)) == "Taiwan · newest first"


def test_no_filters_gives_all_of_them_up(ask: Asking) -> None:
    assert describe(follow(ask("no filters"), ask("Taiwan by:hayashi in 2021"))) == "Taiwan"


def test_never_mind_who_asked_gives_up_the_outlet(ask: Asking) -> None:
    before = ask("Taiwan asked:nhk in 2021")
    assert describe(follow(ask("never mind who asked"), before)) == "Taiwan · 2021"


def test_one_kind_instead_of_another_takes_its_place(ask: Asking) -> None:
    releases = follow(ask("only press releases"), ask("Taiwan"))
    followed = follow(ask("instead of releases conferences"), releases)
    assert describe(followed) == "Taiwan · press conferences"


def test_a_time_told_by_an_event_is_left_aside_and_the_topic_stays(ask: Asking) -> None:
    query = follow(ask("same but before the blackout"), ask("Taiwan"))
    assert [term.word for term in query.terms] == ["Taiwan"]
    assert query.left_aside == ("before the blackout",)


def test_by_the_minister_only_asks_in_a_thread_for_the_ministers_words(
    ask: Asking, speakers: Speakers
) -> None:
    query = follow(ask("sorry. by the minister only please"), ask("Taiwan"), speakers.held)
    assert [term.word for term in query.terms] == ["Taiwan"]
    assert [voice.offices for voice in query.voices] == [{" minister for foreign affairs "}]


@pytest.mark.parametrize(
    "question",
    [
        "What did Blinken say about Ukraine?",
        "Did Blinken visit Ukraine?",
        "newspaper subsidies",
        "phone tapping by Russia",
        "Is there a peace treaty with Russia?",
        "the year before the invasion of Ukraine",
        "Which newspapers reported on sanctions?",
        "since 2024 North Korea",
        "Did China apply for the TPP, and what was Hayashi's answer?",
        "public opinion on nuclear response",
    ],
)
def test_a_sentence_with_a_topic_of_its_own_starts_anew(ask: Asking, question: str) -> None:
    assert follow(ask(question), ask(BEFORE)) == ask(question)


@pytest.mark.parametrize(
    "before, question, shown",
    [
        ("Blinken", "and about Ukraine?", "Blinken Ukraine"),
        ("What about Blinken and sanctions?", "and about Ukraine?", "Ukraine"),
        ("sanctions on Blinken", "and about Ukraine?", "Ukraine"),
        ("Blinken", "and Ukraine?", "Ukraine"),
        ("Taiwan", "and about Ukraine?", "Ukraine"),
    ],
)
def test_if_only_people_were_named_what_is_asked_about_them_joins_them(
    ask: Asking, before: str, question: str, shown: str
) -> None:
    assert describe(follow(ask(question), ask(before))) == shown


@pytest.mark.parametrize(
    "messages, shown",
    [
        (("Taiwan", "did he refuse to answer?", "and Ukraine?"), "Ukraine"),
        (("Taiwan", "in May 2022", "and Ukraine?"), "Ukraine · May 2022"),
        (("What did he decline to say on Taiwan?", "and Ukraine?"), None),
        (("Taiwan in 2022 in readouts", "forget the year"), "Taiwan · readouts"),
        (("Taiwan by Hayashi", "by everybody"), "Taiwan"),
        (
            ("Taiwan", "not the sanctions, just Ukraine"),
            "Ukraine · without “sanctions”",
        ),
        (("Taiwan -Russia", "and Ukraine?"), "Ukraine · without “Russia”"),
        (("Taiwan -Russia", "and Russia?"), "Russia"),
        (("Taiwan", "and after the tsunami?"), "Taiwan · left aside: “after the tsunami”"),
    ],
)
def test_what_was_asked_of_the_topic_before_only_is_gone_with_it(
    ask: Asking, messages: tuple[str, ...], shown: str | None
) -> None:
    query: Query | None = None
    for message in messages:
        query = follow(ask(message), query)
    assert query is not None
    assert describe(query) == (shown or "Ukraine · contains a wording of refusal")
