"""Questions as outsiders type them, read as they were meant: the record is that of the seeds."""

import datetime as dt
from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from bot.setup.services import Services
from retrieval.model.answer import Status
from retrieval.model.query import Intent, Order, Period, Query
from retrieval.model.release import Label, ReleaseKind
from retrieval.query.standing import understand_in_turn

NOW = dt.datetime(2022, 6, 1, 9, 0, tzinfo=dt.UTC)
FOREIGN = "Taiwan Hayashi".split()
CONFERENCE, READOUT, RELEASE = ReleaseKind.CONFERENCE, ReleaseKind.READOUT, ReleaseKind.RELEASE
JANUARY = Period(dt.date(2022, 1, 1), dt.date(2022, 1, 31))
FEBRUARY = Period(dt.date(2022, 2, 1), dt.date(2022, 2, 28))
APRIL = Period(dt.date(2022, 4, 1), dt.date(2022, 4, 30))
THAT_DAY = Period(dt.date(2021, 11, 13), dt.date(2021, 11, 13))
NOVEMBER = Period(dt.date(2021, 11, 1), dt.date(2021, 11, 30))
MAY = Period(dt.date(2022, 5, 1), dt.date(2022, 5, 31))
YEAR_2021 = Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31))

Asking = Callable[[str], Query]


@pytest.fixture
def ask(services: Services) -> Asking:
    """Understands a question; one that goes on from another stands on the next line."""
    return lambda asked: understand_in_turn(asked, NOW.date(), services.record.lexicon)


def words(query: Query) -> list[str]:
    return [term.word for term in query.terms]


@pytest.mark.parametrize(
    "question, topic, kinds, period",
    [
        ("what does the January press release say about Taiwan", ["Taiwan"], {RELEASE}, JANUARY),
        ("What does the February readout say about Ukraine?", ["Ukraine"], {READOUT}, FEBRUARY),
        ("in which April readout was Ukraine mentioned", ["Ukraine"], {READOUT}, APRIL),
        ("how many minutes did the February call last", ["minutes", "call"], set(), FEBRUARY),
        ("how long did the April call last", ["call"], set(), APRIL),
        ("Was the February readout about Ukraine?", ["Ukraine"], {READOUT}, FEBRUARY),
        ("in the April readout, was Ukraine mentioned?", ["Ukraine"], {READOUT}, APRIL),
        ("Taiwan in the January 2022 press release", ["Taiwan"], {RELEASE}, JANUARY),
        ("February's press conferences on Ukraine", ["Ukraine"], {CONFERENCE}, FEBRUARY),
        ("Taiwan in 2021, press conferences only", ["Taiwan"], {CONFERENCE}, YEAR_2021),
        ("Taiwan, press releases only, May 2022", ["Taiwan"], {RELEASE}, MAY),
        ("Ukraine, readouts only", ["Ukraine"], {READOUT}, None),
        ("Ukraine press release May", ["Ukraine"], {RELEASE}, MAY),
        ("Taiwan contingency press conference", ["Taiwan", "contingency"], {CONFERENCE}, None),
        ("Ukraine presser", ["Ukraine"], {CONFERENCE}, None),
        ("Ukraine, only releases", ["Ukraine"], {RELEASE}, None),
        ("extraordinary press conference on Taiwan", ["Taiwan"], {CONFERENCE}, None),
        ("Ukraine 2022 January", ["Ukraine"], set(), JANUARY),
        ("February Ukraine 2022 press conf", ["Ukraine"], {CONFERENCE}, FEBRUARY),
        ("climate change november", ["climate change"], set(), NOVEMBER),
        ("bands 13 nov 21", ["bands"], set(), THAT_DAY),
    ],
)
def test_a_kind_and_a_month_are_read_wherever_they_stand(
    ask: Asking, question: str, topic: list[str], kinds: set[ReleaseKind], period: Period | None
) -> None:
    query = ask(question)
    assert (words(query), query.kinds, query.period) == (topic, kinds, period)


@pytest.mark.parametrize(
    "question, topic, period",
    [
        ("economic 2+2 april 2022", ["economic", "2+2"], APRIL),
        ("Article 5 May 2022", ["Article 5"], MAY),
        ("the talks planned for July: what was said in May?", ["planned", "July"], MAY),
        ("the 2+2 scheduled in June", ["2+2", "scheduled", "June"], None),
    ],
)
def test_a_number_of_the_topic_is_no_day(
    ask: Asking, question: str, topic: list[str], period: Period | None
) -> None:
    query = ask(question)
    assert (words(query), query.period) == (topic, period)


@pytest.mark.parametrize(
    "question",
    [
        "Ukraine, not the press conferences",
        "anything but press conferences on Ukraine",
        "everything but press conferences, Ukraine",
        "Ukraine (not press conferences)",
        "Ukraine except in press conferences",
    ],
)
def test_a_kind_that_is_not_wanted_is_no_filter_for_it(ask: Asking, question: str) -> None:
    query = ask(question)
    assert (words(query), query.kinds, query.barred.kinds) == (["Ukraine"], set(), {CONFERENCE})


@pytest.mark.parametrize(
    "question, order",
    [
        ("Ukraine, from the latest to the earliest", Order.NEW),
        ("Ukraine, most recent one on top", Order.NEW),
        ("newest at the top: Ukraine", Order.NEW),
        ("Ukraine, oldest at the top", Order.OLD),
        ("Ukraine from the first on", Order.OLD),
        ("Ukraine, from the oldest to the newest", Order.OLD),
    ],
)
def test_an_order_is_read_in_many_wordings(ask: Asking, question: str, order: Order) -> None:
    query = ask(question)
    assert (words(query), query.order) == (["Ukraine"], order)


LONG = "I live in Leeds and type with two fingers. My grandson, born in March 2015, helps me. "


@pytest.mark.parametrize(
    "message, shown",
    [
        (
            f"{LONG}What I should like to know is what Hayashi said about the Taiwan Strait.",
            "Taiwan Strait · by HAYASHI Yoshimasa",
        ),
        (
            f"{LONG.lower()}long story short i need anything on the senkaku islands",
            "senkaku islands",
        ),
        (
            f"press conference feb 2022 defense capabilities. {LONG.lower()}",
            "defense capabilities · press conferences · February 2022",
        ),
        (f"{LONG}One: did they talk about Taiwan? Two: did they talk about Okinawa?", "Taiwan"),
        (
            f"{LONG}They spoke of the Sado gold mines. Could you find me the question?",
            "Sado gold mines",
        ),
        (
            f"{LONG}Is there something on ASEAN? Anything from December 2021 would do.",
            "ASEAN · December 2021",
        ),
        (f"{LONG}I want what he said on North Korea. Not on Ukraine. Not on China.", "North Korea"),
        (
            f"If it exists, please show me where Hayashi speaks of Motegi. {LONG}",
            "where: Motegi · by HAYASHI Yoshimasa",
        ),
        (
            f"{LONG}Quotes on the abductions issue, please, because I collect them.",
            "abductions issue",
        ),
        (
            f"{LONG}My brother speaks of the Sado gold mines. He is eighty, I am not.",
            "Sado gold mines",
        ),
    ],
)
def test_of_a_long_message_the_sentence_that_asks_is_asked(
    ask: Asking, message: str, shown: str
) -> None:
    assert describe(ask(message)).partition(" · left aside")[0] == shown


def test_orders_and_exclusions_of_a_long_message_belong_to_the_question(ask: Asking) -> None:
    query = ask(f"{LONG}I want what he said on North Korea. Not on Ukraine. Newest at the top.")
    assert query.order is Order.NEW
    assert [term.word for term in query.excluded] == ["Ukraine"]


@pytest.mark.parametrize("question", ["Ukraine, NHK's question", "NHK's question, Ukraine"])
def test_an_outlet_is_read_wherever_it_stands(ask: Asking, question: str) -> None:
    query = ask(question)
    assert (words(query), len(query.askers)) == (["Ukraine"], 1)


@pytest.mark.parametrize(
    "question",
    [
        "Taiwan over the last years",
        "Taiwan over the past years",
        "What did Hayashi say about Taiwan over the last years?",
        "Taiwan in the past months",
        "Taiwan over the last months",
    ],
)
def test_the_last_years_are_no_year(ask: Asking, question: str) -> None:
    query = ask(question)
    assert (words(query), query.period) == (["Taiwan"], None)


@pytest.mark.parametrize(
    "question",
    ["talks back and forth on Taiwan", "back-and-forth on Taiwan", "They went back and forth"],
)
def test_back_and_forth_names_no_day_and_no_slip(ask: Asking, question: str) -> None:
    query = ask(question)
    assert query.period is None
    assert [term.read_as for term in query.terms if term.read_as] == []


@pytest.mark.parametrize("question", ["the so-called comfort women", "the so called DPRK"])
def test_so_called_asks_for_no_call(ask: Asking, question: str) -> None:
    assert "called" not in words(ask(question))


@pytest.mark.parametrize(
    "question, names",
    [
        ("Ukraine or Taiwan", ["Ukraine", "Taiwan"]),
        ("ukraine or taiwan", ["Ukraine", "Taiwan"]),
        ("What was said about Russia or China?", ["Russia", "China"]),
        ("North Korea or South Korea", ["North Korea", "South Korea"]),
        ("Ukraine, Russia or China", ["Ukraine", "Russia", "China"]),
    ],
)
def test_or_between_names_asks_for_either(ask: Asking, question: str, names: list[str]) -> None:
    alone = [set(term.names) for name in names for term in ask(name).terms]
    assert [set(term.names) for term in ask(question).terms] == [set.union(*alone)]


@pytest.mark.parametrize(
    "question",
    [
        *("next", "context", "undo", "unsubscribe me", "notify me about Ukraine"),
        *("you are stupid", "this bot is useless", "you idiot"),
    ],
)
def test_words_meant_for_the_bot_are_no_question(ask: Asking, question: str) -> None:
    assert ask(question).intent is not Intent.QUESTION


@pytest.mark.parametrize("message", ["is there a pdf of this", "is that exact?"])
def test_what_only_points_to_an_answer_is_no_question_of_its_own(ask: Asking, message: str) -> None:
    assert ask(message).intent is not Intent.QUESTION
    assert words(ask(f"Taiwan\n{message}")) in (["Taiwan"], [])


@pytest.mark.parametrize(
    "question",
    [
        "Was sagte Hayashi zu Taiwan?",
        "¿Qué dijo Hayashi sobre Taiwan?",
        "Qu'a dit Hayashi sur Taiwan ?",
        "Cosa ha detto Hayashi su Taiwan?",
        "Что сказал Хаяси о Тайване?",
        "ماذا قال هاياشي عن تايوان؟",
        "하야시는 대만에 대해 뭐라고 했나요?",
        "林芳正对台湾说了什么？",
    ],
)
def test_of_a_language_that_is_not_read_only_names_are_tried(ask: Asking, question: str) -> None:
    query = ask(question)
    assert query.intent is Intent.FOREIGN or set(words(query)) <= set(FOREIGN)


@pytest.mark.parametrize(
    "question, order",
    [("latest", Order.NEW), ("newest first", Order.NEW), ("oldest first", Order.OLD)],
)
def test_an_order_alone_goes_on_from_the_question_before(
    ask: Asking, question: str, order: Order
) -> None:
    query = ask(f"Taiwan\n{question}")
    assert (words(query), query.order) == (["Taiwan"], order)


@pytest.mark.parametrize(
    "question",
    ["what did Hayashi say?", "What did Hayashi say about it?", "Has Hayashi said anything?"],
)
def test_whose_words_alone_go_on_from_the_question_before(ask: Asking, question: str) -> None:
    query = ask(f"Taiwan\n{question}")
    assert words(query) == ["Taiwan"]


@pytest.mark.parametrize("question", ["did he refuse to answer?", "did she decline to comment?"])
def test_a_refusal_alone_goes_on_from_the_question_before(ask: Asking, question: str) -> None:
    query = ask(f"Taiwan\n{question}")
    assert (words(query), query.labels) == (["Taiwan"], {Label.DECLINED})


@pytest.mark.parametrize("question", ["just in releases", "and in releases?", "only releases"])
def test_a_kind_alone_goes_on_from_the_question_before(ask: Asking, question: str) -> None:
    query = ask(f"Taiwan\n{question}")
    assert (words(query), query.kinds) == (["Taiwan"], {RELEASE})


@pytest.mark.parametrize("question", ["and her deputy?", "and his deputy?"])
def test_a_deputy_of_whom_was_asked_is_a_voice(ask: Asking, question: str) -> None:
    query = ask(f"What did the press secretary say about Taiwan?\n{question}")
    assert words(query) == ["Taiwan"]


def test_a_pasted_address_starts_anew(ask: Asking) -> None:
    query = ask("Taiwan\nhttps://www.mofa.go.jp/press/release/press6e_000363.html")
    assert (words(query), len(query.releases)) == ([], 1)


@pytest.mark.parametrize(
    "question, shown",
    [
        ("which side asked for the call?", "asked for the call"),
        ("how long did they speak on the phone?", "how long"),
    ],
)
def test_understood_is_shown_in_the_words_of_whoever_asked(
    ask: Asking, question: str, shown: str
) -> None:
    assert shown in describe(ask(question))


def test_a_phrase_with_near_names_is_shown_as_it_was_asked(ask: Asking) -> None:
    assert "in person" in describe(ask("which meetings were held in person?"))


def test_a_question_of_up_to_4000_characters_is_read(ask: Asking) -> None:
    preamble = "My editor wants a piece on the region by the end of the week. "
    question = f"{preamble * 60}What did the minister say about Taiwan?"
    assert 3_000 < len(question) < 4_000
    assert ask(question).intent is Intent.QUESTION


@pytest.mark.parametrize(
    "message",
    [
        "Good morning! I am a student of law. What did the minister say about Taiwan? Thank you.",
        "Dear all, my editor wants a piece. Did the minister mention the Taiwan Strait? Thanks!",
        "We are a small newspaper in Porto. What was said about Ukraine?",
    ],
)
async def test_the_sentence_that_asks_is_asked(services: Services, message: str) -> None:
    answer = await services.answerer.answer(message, NOW)
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        'something like "as if this were a natural prerequisite"',
        '"as though it were a natural prerequisite"',
        '"as though this were natural prerequisite"',
        '"refrain from mentioning any further details"',
        '"refrain from giving further details"',
    ],
)
async def test_a_quotation_remembered_by_half_is_found(services: Services, question: str) -> None:
    answer = await services.answerer.answer(question, NOW)
    assert answer.status is not Status.NOTHING_FOUND
