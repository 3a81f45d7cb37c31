"""Of a long message the question is asked as if it stood alone; the story lends it nothing."""

from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from retrieval.model.query import Query
from retrieval.query.asking.pasting import is_pasted
from retrieval.query.asking.pointing import points_back, points_to_topic
from retrieval.query.following.restating import restated

Asking = Callable[[str], Query]

STORY = (
    "I run a bakery in Ghent with 9 ovens. My son has lived in Russia since 2016. "
    "In May 2021 he asked me what colour the oven was. "
)


def shown(query: Query) -> str:
    return describe(query).partition(" · left aside")[0]


@pytest.mark.parametrize(
    "asking, question",
    [
        ("What I am after is the words on Taiwan.", "the words on Taiwan."),
        ("All my aunt wants to know is whether they met in Taiwan.", "they met in Taiwan."),
        ("It's the Taiwan visit that I'd like to read about.", "the Taiwan visit"),
        ("From Rome we'd love to know if Hayashi spoke of Taiwan.", "Hayashi spoke of Taiwan."),
        ("My question therefore is what was said on Taiwan.", "what was said on Taiwan."),
        ("My editor wants the wording on Taiwan.", "the wording on Taiwan."),
        ("Key words because of the hour: Taiwan, Hayashi.", "Taiwan, Hayashi."),
        ("For the seventh page: did they mention Taiwan?", "did they mention Taiwan?"),
        ("Please give me something short: was Taiwan mentioned?", "was Taiwan mentioned?"),
        ("I was asleep, so what did Hayashi say of Taiwan?", "what did Hayashi say of Taiwan?"),
        ('My idea is: "Did Hayashi speak about Taiwan?"', "Did Hayashi speak about Taiwan?"),
        ("Can anybody here tell me if Taiwan was mentioned?", "Taiwan was mentioned?"),
        ("What was said on Taiwan, as my aunt is from Russia?", "What was said on Taiwan"),
        ("I’d like to know whether Hayashi spoke of Taiwan.", "Hayashi spoke of Taiwan."),
    ],
)
def test_of_the_sentence_that_asks_the_question_is_read(
    ask: Asking, asking: str, question: str
) -> None:
    assert ask(f"{STORY}{asking}").question == question
    assert ask(f"{asking} {STORY}").question == question


@pytest.mark.parametrize(
    "words",
    [
        "both Blinken and I made a visit",
        "At the meeting, I spoke of the peace treaty",
        "Russia and our sanctions, as we said in Washington",
    ],
)
def test_of_words_that_somebody_remembers_nothing_is_cut(ask: Asking, words: str) -> None:
    assert ask(words).question == words


@pytest.mark.parametrize(
    "story",
    [
        "She asked me who was from Russia, who was not, and which of us was Hayashi.",
        "My neighbour, who was in Russia, swears that his oven is from Washington.",
        "Should I move to Russia, or is it too cold for me there?",
        "Russia, Ukraine, sanctions.",
        "My brother told me that the peace treaty with Russia is old.",
    ],
)
def test_a_story_is_not_asked_where_somebody_asks_what_was_said(ask: Asking, story: str) -> None:
    for message in (f"{story} What did Hayashi say about Taiwan?", f"Was Taiwan said? {story}"):
        query = ask(message)
        assert [one.word for one in query.terms] == ["Taiwan"]
        read = {one.word for reading in query.readings for one in reading.terms}
        assert read <= {"Taiwan", "Hayashi"}


@pytest.mark.parametrize(
    "story",
    [
        "My son has lived abroad since 2016.",
        "In February 2022 he sold his car.",
        "We were at the sea in May 2022, I think.",
        "They moved house on 3 March 2022.",
    ],
)
def test_a_story_lends_no_period(ask: Asking, story: str) -> None:
    query = ask(f"{story} What did Hayashi say about Taiwan?")
    assert {one.period for one in (query, *query.readings)} == {None}


def test_a_day_is_not_widened_to_its_month(ask: Asking) -> None:
    month = "I saw the cars from my bicycle. December 2021. {}"
    query = ask(month.format("What was said about Taiwan on 11 December 2021?"))
    assert shown(query) == "Taiwan · 11 Dec 2021"
    assert shown(ask(month.format("What was said about Taiwan?"))) == "Taiwan · December 2021"


@pytest.mark.parametrize(
    "message, topic",
    [
        ("My aunt asks about the Taiwan visit. What did Hayashi say about it?", "Taiwan visit"),
        ("It's the Taiwan visit I'm after. Is there a statement on that?", "Taiwan visit"),
        ("My aunt loves sanctions on Russia. What was said on those?", "sanctions Russia"),
        ("I don't mean Russia. I mean Taiwan. Did Hayashi say anything about it?", "Taiwan"),
    ],
)
def test_what_the_question_is_about_stands_before_it(ask: Asking, message: str, topic: str) -> None:
    query = ask(message)
    assert set(topic.split()) <= {one.word for one in query.terms}
    # Without it no topic is left, so the sentence is never asked by itself.
    assert all(one.terms for one in query.readings)


def test_what_is_meant_is_asked_for_though_the_record_lacks_it(ask: Asking) -> None:
    query = ask("I sew flags and have two cats. I mean custom visit. Did Hayashi say anything?")
    assert [one.word for one in query.terms] == ["custom", "visit"]


@pytest.mark.parametrize(
    "question, points",
    [
        ("What did Hayashi promise about them?", True),
        ("Did the Americans talk about it?", True),
        ("Did Blinken congratulate him?", True),
        ("What did Hayashi call those papers?", True),
        ("Where does it say more?", True),
        ("What did Blinken say when Japan urged him?", False),
        ("How many came to Taiwan, and what was said about it?", False),
        ("Where does it say that Hayashi met Blinken?", False),
        ("Did Hayashi say that Taiwan is near?", False),
        ("How long was the call, and when did it begin?", False),
        ("Is there a line that speaks of peace?", False),
        ("Did Japan welcome it?", True),
        ("What was said on the visit there, and who came?", True),
        ("Did a visit take place, and did Hayashi speak about it?", False),
        ("Which ministers came, and was one of them ill?", False),
        # Nobody is called "it".
        ("How did the foreign minister react when it was set up?", True),
        ("How did Hayashi react when it was set up?", True),
        ("How did Japan react when it was invaded?", False),
    ],
)
def test_a_question_points_back_if_what_it_means_is_not_in_it(question: str, points: bool) -> None:
    names = {"Hayashi", "Blinken", "Japan", "Taiwan", "Americans"}

    def names_in(text: str) -> list[str]:
        return [word for word in text.strip("?").split() if word.strip(",") in names]

    assert points_back(question, names_in, {"Hayashi", "Blinken"}.__contains__) is points


def test_what_is_asked_about_may_be_a_pronoun() -> None:
    assert points_to_topic("What was said about it?")
    assert not points_to_topic("What did he say about Taiwan?")


@pytest.mark.parametrize(
    "asking, topic",
    [
        ("Is there an account of that visit?", "Washington"),
        ("What did the ministers promise those sailors on Taiwan?", "sanctions"),
        ("Was there any such visit under Hayashi, or anything on Taiwan?", "Washington"),
        ("Did Hayashi say anything about joining that treaty on peace?", "Russia"),
    ],
)
def test_that_promise_is_the_one_that_was_told_before(ask: Asking, asking: str, topic: str) -> None:
    told = {
        "visit": "My aunt dreamt of Ukraine. Friends visit Washington by ship..",
        "sailors": "Some sailors fear sanctions by Ukraine..",
        "treaty": "A treaty with Russia exists, they say. My aunt dreamt of Ukraine..",
    }
    story = next(told[noun] for noun in told if noun in asking)
    query = ask(f"{story} {asking} Greetings from Ukraine, it rains.")
    assert topic in {one.word for one in query.terms}
    assert all(one.terms for one in query.readings)


@pytest.mark.parametrize("question", ["Was it?", "Did he really?", "Is that true?", "Were they?"])
def test_a_question_without_words_of_its_own_asks_what_was_told_before_it(
    ask: Asking, question: str
) -> None:
    query = ask(f"I heard that sanctions on Russia were eased. {question} I need the denial, too.")
    assert [one.word for one in query.terms] == ["sanctions", "Russia", "eased"]


@pytest.mark.parametrize(
    "message",
    [
        "Friends in Taiwan ask me what Hayashi said on the sanctions there, and why.",
        "My sister read of Taiwan and would like to know if Hayashi was asked about it.",
    ],
)
def test_what_a_question_points_to_may_stand_before_it_in_its_sentence(
    ask: Asking, message: str
) -> None:
    query = ask(f"I sew flags. {message} We met in Ukraine.")
    assert "Taiwan" in {one.word for one in query.terms}


@pytest.mark.parametrize(
    "asking, asked",
    [
        ("Please share what was said on Taiwan.", "what was said on Taiwan."),
        ("Kindly copy what he said on Taiwan.", "what he said on Taiwan."),
        ("I'm looking into Taiwan, rain or shine.", "Taiwan, rain or shine."),
        (
            "I study ships, and in particular whether Hayashi spoke of Taiwan.",
            "Hayashi spoke of Taiwan.",
        ),
        (
            "I need passages on Taiwan, not merely the usual words on Russia.",
            "passages on Taiwan",
        ),
        (
            "Kindly let me know if he spoke of Taiwan; a clear no will help me too.",
            "he spoke of Taiwan",
        ),
    ],
)
def test_only_what_is_wanted_is_asked(ask: Asking, asking: str, asked: str) -> None:
    assert ask(f"{STORY}{asking} My opponents are strong.").question == asked


def test_those_that_are_counted_in_a_question_are_its_own(ask: Asking) -> None:
    query = ask("I once saw Taiwan. Which ministers made a visit, and is Hayashi one of them?")
    assert "Taiwan" not in {one.word for one in query.terms}


@pytest.mark.parametrize(
    "message",
    [
        "We are three students from Washington. From Russia we'd love to know if Hayashi met them.",
        "We write of Washington and Taiwan here. We wonder if Hayashi met Blinken for the visit.",
    ],
)
def test_who_wants_to_know_something_has_pasted_nothing(message: str) -> None:
    assert not is_pasted(message)


def test_a_question_of_which_the_record_has_no_word_finds_not_everything(ask: Asking) -> None:
    query = ask("I live beside a base in Naha. Is anything being done to make it easier on us?")
    assert [one.word for one in query.terms] == ["easier"]


@pytest.mark.parametrize(
    "asking",
    [
        "Could you find the sentence, please?",
        "I would like to see the denial, assuming there was one.",
        "Can you show me that quotation in the original?",
    ],
)
def test_who_asks_for_a_sentence_means_what_was_told(ask: Asking, asking: str) -> None:
    query = ask(f"I sew flags. In Rome they say that the peace treaty fell. {asking}")
    assert {"peace", "treaty"} <= {one.word for one in query.terms}


def test_of_what_was_told_the_record_chooses(ask: Asking) -> None:
    query = ask(
        "Russia, Ukraine and sanctions fill my days. We like Taiwan. Can you find the sentence?"
    )
    read = [{one.word for one in reading.terms} for reading in (query, *query.readings)]
    assert {"Russia", "Ukraine", "sanctions"} in read
    assert {"Taiwan"} in read


@pytest.mark.parametrize("words", ["these words", "that phrase", "this very term"])
def test_these_words_are_those_between_marks(ask: Asking, words: str) -> None:
    query = ask(f'Some write of "a lasting peace" for Russia. Did Hayashi use {words} of Taiwan?')
    assert query.phrases == ("a lasting peace",)
    assert "Russia" not in {one.word for one in query.terms}


def test_what_is_asked_beside_a_pronoun_joins_what_it_means(ask: Asking) -> None:
    query = ask("We read of a treaty with Russia. Which sanctions belong to it, in short?")
    assert {"treaty", "Russia", "sanctions"} <= {one.word for one in query.terms}
    query = ask("We read of a treaty with Russia. Did they speak of sanctions?")
    assert "treaty" not in {one.word for one in query.terms}


def test_only_the_part_about_something_is_asked(ask: Asking) -> None:
    message = "Early 2022, some long conference. Just the part where he talks about Taiwan"
    assert ask(f"{STORY}{message}").question.endswith("about Taiwan")


def test_what_others_ask_the_writer_is_asked(ask: Asking) -> None:
    query = ask("My aunt in Russia is asking me what Hayashi said on Taiwan. I told her I'd look.")
    assert query.question == "what Hayashi said on Taiwan."


@pytest.mark.parametrize(
    "beside, limit",
    [
        ("It was early February 2022, I believe.", "1 Feb 2022 – 10 Feb 2022"),
        ("I guess it was since March 2022, with frogs.", "since 1 Mar 2022"),
        ("I guess it was until March 2022, with frogs.", "until 31 Mar 2022"),
        (
            "I guess it was in readouts or press conferences of frogs.",
            "press conferences or readouts",
        ),
        ("The newest frogs first, I guess.", "newest first"),
        ("The oldest frogs first, I guess.", "oldest first"),
        (
            "I guess it was in readouts with frogs. In May 2022 with frogs. Newest frogs first.",
            "readouts · May 2022 · newest first",
        ),
    ],
)
def test_a_limit_beside_words_that_the_record_lacks_is_tried_and_asked_again_as_it_is_read(
    ask: Asking, beside: str, limit: str
) -> None:
    query = ask(f"What was said about Taiwan? {beside}")
    assert shown(query) == "Taiwan"
    limited, bare = query.readings
    assert all(one in describe(limited) for one in limit.split(" · "))
    again = ask(restated(limited, ask).question)
    assert describe(again) == f"Taiwan · {limit}"
    assert shown(bare) == "Taiwan"


@pytest.mark.parametrize(
    "question, beside",
    [
        ("What was said about Taiwan in 2022?", "I guess it was in May 2022, with frogs."),
        ("What was said about Taiwan in speeches?", "I guess it was in readouts with frogs."),
        ("What was said first about Taiwan?", "The newest frogs first, I guess."),
        ("What was said about Taiwan?", "The sanctions were in readouts of May 2022."),
        ("What was said about Taiwan?", "My aunt and I bred frogs in May 2022."),
        ("What was said about Taiwan?", f"I guess it was in May 2022{' with frogs' * 10}."),
        ("What was said about Taiwan?", f"{'We like the frogs here. ' * 4}I guess in May 2022."),
    ],
)
def test_what_has_a_limit_of_its_own_is_not_limited_again_nor_by_a_story(
    ask: Asking, question: str, beside: str
) -> None:
    query = ask(f"{question} {beside}")
    alone = ask(question)
    readings = (query, *query.readings)
    assert {one.period for one in readings} == {alone.period}
    assert {one.kinds for one in readings} == {alone.kinds}
    assert {one.order for one in readings} == {alone.order}


@pytest.mark.parametrize(
    "named, is_meant", [("HNS", True), ("EU", True), ("frogs", False), ("Frogs", False)]
)
def test_of_a_story_only_names_are_asked_and_an_acronym_is_one_though_the_record_lacks_it(
    ask: Asking, named: str, *, is_meant: bool
) -> None:
    query = ask(f"My aunt told me that she loves the {named}, and that was it. Did he mention it?")
    assert (named in [one.word for one in query.terms]) is is_meant


@pytest.mark.parametrize(
    "message, goes_on", [("In May. What then?", True), ("In May. Taiwan?", False)]
)
def test_a_short_message_without_a_topic_goes_on_from_the_question_before(
    ask: Asking, message: str, *, goes_on: bool
) -> None:
    assert ask(message).is_follow_up is goes_on


@pytest.mark.parametrize(
    "beside, limits",
    [
        (
            "In 2022. Newest first. In readouts only. By Hayashi.",
            "by HAYASHI Yoshimasa · readouts · 2022 · newest first",
        ),
        (
            "In 2022. Newest first. In readouts only. We like ferries. By Hayashi.",
            "readouts · 2022 · left aside: “We like ferries. By Hayashi.” · newest first",
        ),
        (f"In {'the ' * 10}press releases.", "press releases"),
        (
            f"In {'the ' * 11}press releases.",
            "left aside: “In the the the the the the the the the the the press…”",
        ),
    ],
)
def test_the_first_four_short_sentences_may_limit_what_is_asked(
    ask: Asking, beside: str, limits: str
) -> None:
    assert describe(ask(f"What was said about Taiwan? {beside}")) == f"Taiwan · {limits}"


@pytest.mark.parametrize(
    "story, told",
    [
        ("We saw frogs, ponds, boats and Taiwan.", ["frogs", "ponds", "boats", "Taiwan"]),
        ("We saw frogs, ponds, boats, nets and Taiwan.", ["Taiwan"]),
        (
            "The Taiwan, Ukraine, Russia, Washington treaty of frogs.",
            ["Taiwan", "Ukraine", "Russia", "Washington"],
        ),
    ],
)
def test_of_what_is_told_four_words_are_asked_those_of_the_record_first(
    ask: Asking, story: str, told: list[str]
) -> None:
    assert [one.word for one in ask(f"{story} Did he mention it?").terms] == told


@pytest.mark.parametrize(
    "question, shown_as",
    [
        ("What was decided in May 2022?", "sanctions Taiwan · May 2022"),
        ("What was decided in the whole month of May 2022?", "decided in the whole month"),
        ("What does it say on sanctions?", "sanctions · by HAYASHI Yoshimasa · May 2022"),
        ("What did he say on sanctions?", "sanctions · by HAYASHI Yoshimasa"),
        ("What did Blinken say on sanctions?", "Blinken say on sanctions"),
    ],
)
def test_what_is_told_fills_what_a_question_leaves_open(
    ask: Asking, question: str, shown_as: str
) -> None:
    by = " by Hayashi in May 2022" if "say" in question else " on Taiwan"
    query = ask(f"The sanctions{by} were long. {question}")
    assert shown(query).startswith(shown_as)


def test_a_day_that_is_told_from_today_is_none_of_what_is_told(ask: Asking) -> None:
    question = "What does it say on Taiwan?"
    assert ask(f"The sanctions by Hayashi of May 2022 were long. {question}").period is not None
    assert ask(f"The sanctions by Hayashi of last month were long. {question}").period is None


def test_of_several_questions_the_best_two_besides_are_read_with_their_limits(
    ask: Asking,
) -> None:
    several = "What was said on sanctions? What was said on peace? Was the visit named?"
    query = ask(f"{several} Did Blinken speak of Washington?")
    assert [one.question for one in query.readings] == [
        "Did Blinken speak of Washington?",
        "What was said on sanctions?",
        "What was said on peace?",
    ]
    limited = ask(
        "What was said on sanctions? What was said on peace? It was in readouts of frogs."
    )
    assert [*map(shown, limited.readings)] == [
        "sanctions · readouts",
        "sanctions",
        "peace · readouts",
        "peace",
    ]
