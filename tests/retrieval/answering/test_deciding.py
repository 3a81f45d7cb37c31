"""Which passages answer a question: what they have to say of it, and where."""

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.setup.services import Services
from retrieval.answering.deciding import Decider, needed_share
from retrieval.answering.sought import find_asked_for
from retrieval.answering.term_weights import WeightedTerm, is_unknown_name
from retrieval.archive.knowledge import Reading
from retrieval.index.coverage import WITHIN_A_LONGER_NAME
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.engine import Engine, idf
from retrieval.index.okapi import OkapiEngine
from retrieval.model.answer import Status
from retrieval.model.query import NearName, Order, Query, Term
from retrieval.model.release import Label, Passage, ReleaseKind, Span
from retrieval.text.everyday import is_everyday
from retrieval.text.tokens import find_name, fold_words, terms

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
DAY = dt.date(2022, 2, 2)
Opening = Callable[..., AbstractAsyncContextManager[Services]]


def passage(words: str, *, title: str = "", beside: str = "", **rest: Any) -> Passage:
    """A passage under a title; `beside` is its speaker, the question put or the item above."""
    made = Passage(
        release_id="r0",
        version=1,
        statement_id="s0",
        span=Span(0, max(1, len(words))),
        date=DAY,
        kind=ReleaseKind.CONFERENCE,
        speaker="",
        role="",
        asker="",
        words=terms(words),
        context=terms(title) + terms(beside),
        headed=len(terms(title)),
        mentions=frozenset(),
        labels=frozenset(),
        folded=fold_words(words),
    )
    return replace(made, **rest)


def show(engine: Engine, made: Sequence[Passage]) -> None:
    engine.add({one.release_id: [one] for one in made}, 1)
    engine.commit()


def record_of(*words: str) -> Engine:
    """An engine that shows a passage with each of these words, and a hundred about other things."""
    engine = OkapiEngine()
    made = [*words, *(f"filler{number}" for number in range(100))]
    show(engine, [passage(one, release_id=f"r{at}") for at, one in enumerate(made)])
    return engine


def term(word: str, *near: tuple[str, float], is_proper: bool = False) -> Term:
    named = tuple(NearName(terms(name), weight, name) for name, weight in near)
    return Term(word, (terms(word),), named, is_proper=is_proper)


def answers(engine: Engine, asked: Query, *made: Passage) -> list[bool]:
    return Decider(asked, engine).grade(made).answers


def asking(*asked: Term, question: str = "asked") -> Query:
    return Query(question, terms=asked)


# --- how much has to be said


FEW = 100


def test_who_asks_with_fewer_terms_needs_a_larger_share_of_them() -> None:
    shares = [needed_share(terms, FEW) for terms in range(2, 40)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.5 > shares[-1] > 0
    assert needed_share(1, FEW) > 0
    assert needed_share(0, FEW) == 0


@pytest.mark.parametrize("terms", range(1, 10))
def test_of_more_passages_a_larger_share_is_needed_up_to_a_bound(terms: int) -> None:
    sizes = (0, 1, 300, 301, 3_000, 30_000, 100_000, 10_000_000)
    shares = [needed_share(terms, size) for size in sizes]
    assert shares == sorted(shares)
    assert shares[0] == shares[2]
    assert shares[-1] == shares[-2] <= 0.8
    assert (shares[3] < shares[4] < shares[5] < shares[6]) is (terms > 1)


def test_a_long_question_needs_no_more_of_a_large_record() -> None:
    assert needed_share(10, 500_000) == needed_share(30, FEW) == needed_share(10, FEW)


@pytest.mark.parametrize("asked, said, is_enough", [(1, 1, True), (2, 1, False), (10, 5, True)])
def test_half_of_a_long_question_answers_and_half_of_a_short_one_does_not(
    asked: int, said: int, is_enough: bool
) -> None:
    words = [f"whale{number}x" for number in range(asked)]
    query = asking(*map(term, words))
    assert answers(record_of(*words), query, passage(" ".join(words[:said]))) == [is_enough]


def test_a_question_without_terms_is_answered_by_every_passage() -> None:
    assert answers(record_of(), asking(), passage("quota"), passage("")) == [True, True]


def test_a_word_that_the_record_lacks_weighs_most_but_an_everyday_one_hardly_weighs() -> None:
    engine = record_of("quota")
    query = asking(term("quota"), term("gribbles"))
    assert answers(engine, query, passage("quota")) == [False]
    query = asking(term("quota"), term("abruptly"))
    assert answers(engine, query, passage("quota")) == [True]
    weights = Decider(query, engine).weights
    assert weights[term("abruptly")] < 0.1 * weights[term("quota")]


def test_an_everyday_word_that_the_record_has_weighs_half() -> None:
    engine = record_of("abruptly")
    assert WeightedTerm.of(term("abruptly")).weigh(engine) == pytest.approx(
        0.5 * idf(engine.size, 1)
    )


@pytest.mark.parametrize("word, share", [("gribbles", 0.8), ("abruptly", 0.5 * 0.1)])
def test_a_word_that_the_record_lacks_weighs_a_share_of_the_rarest(word: str, share: float) -> None:
    engine = record_of("quota")
    weight = WeightedTerm.of(term(word)).weigh(engine)
    assert weight == pytest.approx(share * idf(engine.size, 0))


@pytest.mark.parametrize("asked", range(1, 6))
def test_a_subscription_means_each_of_up_to_four_words_and_a_question_each_of_two(
    asked: int,
) -> None:
    words = [f"whale{number}x" for number in range(asked)]
    engine, query = record_of(*words), asking(*map(term, words))
    most = [passage(" ".join(words)), passage(" ".join(words[1:]))]
    for is_standing, all_of in ((False, 2), (True, 4)):
        decider = Decider(query, engine, is_standing=is_standing)
        assert decider.grade(most).answers == [True, asked > all_of]


def test_where_only_everyday_words_are_met_nine_tenths_have_to_be_said() -> None:
    everyday = (
        "ability able access accordance account achieve across act action active actually".split()
    )
    engine = record_of(*everyday)
    made = [passage(" ".join(everyday[:said])) for said in (10, 9)]
    assert all(is_everyday(terms(one)) for one in everyday)
    assert answers(engine, asking(*map(term, everyday)), *made) == [True, False]


@pytest.mark.parametrize("common, is_needed", [(24, True), (25, True), (26, False)])
def test_a_name_has_to_be_said_unless_a_quarter_of_all_passages_has_it(
    common: int, is_needed: bool
) -> None:
    engine = OkapiEngine()
    said = [*["Japan"] * common, "herring", "quota", *["other"] * (102 - common)]
    show(engine, [passage(one, release_id=f"r{at}") for at, one in enumerate(said)])
    query = asking(term("Japan", is_proper=True), term("quota"), term("herring"))
    assert answers(engine, query, passage("the herring quota")) == [not is_needed]


def test_an_excerpt_shows_a_name_by_its_own_rarity_and_decides_by_the_commonest() -> None:
    engine = record_of("Tokyo", *["Japan"] * 30)
    decider = Decider(asking(term("Tokyo", ("Japan", 0.9))), engine)
    [decisive], [shown] = decider.weights.values(), decider.weights_to_show.values()
    assert decisive == pytest.approx(idf(engine.size, 30))
    assert shown == pytest.approx(0.45 * idf(engine.size, 1) + 0.55 * idf(engine.size, 30))


# --- what is asked for


@pytest.mark.parametrize(
    "question, decisive",
    [
        ("Who signed the quota?", {"signed"}),
        ("The herring quota, who signed it?", {"signed"}),
        ("Tell me who else attended the fair", {"attended"}),
        ("Who will sign the quota?", set()),
        ("fishermen who suffered from the quota", set()),
        ("Which instrument did he play?", {"instrument"}),
        ("Which naval range does it have?", {"range"}),
        ("What is the name of the ship?", {"name"}),
        ("what type of herring did he sell", {"type", "herring"}),
        ("Which countries did he visit?", set()),
        ("Which northern countries did he visit?", set()),
        ("What did he play?", set()),
        ("What did the minister have to say?", set()),
        ("Tell me the range in which it was seen", set()),
        ("the fair, which fishermen had left", set()),
        ("the fair, which fishermen did he see", {"fishermen"}),
    ],
)
def test_what_is_asked_for_by_who_or_which_has_to_be_said(
    question: str, decisive: set[str]
) -> None:
    assert find_asked_for(question) == decisive


def test_whoever_did_what_is_asked_has_to_be_named_as_any_name_and_no_more() -> None:
    engine = record_of("quota", "herring", *["Norway"] * 40)
    named = (term("Norway", is_proper=True), term("quota"), term("herring"))
    asked = asking(*named, question="What Norway did on the herring quota?")
    assert answers(engine, asked, passage("the herring quota")) == [True]


def test_nobody_is_told_who_did_what_nothing_says_was_done() -> None:
    engine = record_of("herring", "quota", "limit", "signed")
    words = ("signed", "herring", "quota", "limit")
    made = [passage("the herring quota limit"), passage("the herring quota limit was signed")]
    who = asking(*map(term, words), question="Who signed the herring quota limit?")
    when = replace(who, question="Was the herring quota limit signed?")
    assert answers(engine, who, *made) == [False, True]
    assert answers(engine, when, *made) == [True, True]


@pytest.mark.parametrize(
    "words, is_told",
    [
        ("The fair opens in Norway.", True),
        ("The fair opens at the United Nations today.", True),
        ("The fair is held online.", True),
        ("They spoke of the fair by telephone.", True),
        ("The fair opens in accordance with the quota.", False),
        ("Norway likes the fair.", False),
    ],
)
def test_where_needs_a_place(words: str, is_told: bool) -> None:
    engine = record_of("fair")
    where = asking(term("fair"), question="Where will the fair be held?")
    assert answers(engine, where, passage(words)) == [is_told]
    for other in ("the fair where he spoke", "Where does Norway stand on the fair?"):
        assert answers(engine, replace(where, question=other), passage(words)) == [True]


@pytest.mark.parametrize(
    "question",
    [
        "Where did he say this about the fair?",
        "When did the minister mention the fair?",
        "on what day was the fair brought up",
        "When did they bring the fair up?",
        "the fair, in which month?",
        "How often did the fair come up?",
        "which day did they talk about the fair",
        "When was the issue of the fair raised, and when did he speak about it?",
        "Where was this said of the fair, and where was it stated?",
    ],
)
def test_when_and_where_something_was_said_is_told_by_its_page(question: str) -> None:
    asked = asking(term("fair"), question=question)
    assert answers(record_of("fair"), asked, passage("Norway likes the fair.")) == [True]


@pytest.mark.parametrize(
    "question",
    [
        "When did he say the fair will open?",
        "Where do they talk at the fair?",
        "When were fees of the fair raised?",
        "When will he speak about the fair?",
        "When did they bring guests to the fair?",
    ],
)
def test_when_what_was_said_takes_place_needs_a_time(question: str) -> None:
    asked = asking(term("fair"), question=question)
    assert answers(record_of("fair"), asked, passage("Norway likes the fair.")) == [False]


def test_who_asks_when_it_was_said_may_seek_a_length_too() -> None:
    question = "How long was the fair, and when did he mention it?"
    asked = asking(term("fair"), question=question)
    found = answers(record_of("fair"), asked, passage("The fair took two days."), passage("a fair"))
    assert found == [True, False]


@pytest.mark.parametrize(
    "question, needs",
    [
        ("How much did the fair cost?", True),
        ("How much herring was sold?", True),
        ("How much does he care about the fair?", False),
    ],
)
def test_how_much_asks_for_an_amount_only_of_what_is_paid_or_counted(
    question: str, needs: bool
) -> None:
    engine = record_of("fair")
    asked = asking(term("fair"), question=question)
    assert answers(engine, asked, passage("a fair without end")) == [not needs]


# --- whose it is


@pytest.mark.parametrize(
    "words, is_answer",
    [
        ("Blinken's visit to the fair", False),
        ("he welcomed Norway's visit to the fair", False),
        ("Hayashi's visit to the fair", True),
        ("the visit of Hayashi to the fair", True),
        ("Hayashi spoke of this week's visit to the fair", True),
        ("Blinken's visit to the fair, and the visit of Hayashi", True),
    ],
)
@pytest.mark.parametrize("question", ["Hayashi's own visit to the fair", "Did Hayashi visit it?"])
def test_whose_visit_is_asked_about_is_not_another_s(
    question: str, words: str, is_answer: bool
) -> None:
    engine = record_of("visit", "fair", *["Hayashi"] * 40)
    query = asking(term("Hayashi", is_proper=True), term("visit"), term("fair"), question=question)
    assert answers(engine, query, passage(words)) == [is_answer]


# --- near names


def test_a_near_name_says_a_term_by_its_weight_and_never_more_than_an_own_name() -> None:
    engine = record_of("troops", "soldiers", "station")
    query = asking(term("troops", ("soldiers", 0.75)), term("station"))
    made = [passage(f"{one} stationed") for one in ("troops", "soldiers", "troops and soldiers")]
    own, near, both = Decider(query, engine).grade(made).shares
    assert own == both == 1
    assert near == pytest.approx((0.75 + 1) / 2)


def test_a_near_name_that_is_commoner_counts_no_more_than_it_weighs_itself() -> None:
    common = ["soldiers"] * 30
    engine = record_of("troops", *common)
    query = asking(term("troops", ("soldiers", 0.75)))
    decider = Decider(query, engine)
    [share] = decider.grade([passage("soldiers")]).shares
    assert share == pytest.approx(0.75 * idf(engine.size, 30) / idf(engine.size, 1))
    assert sum(decider.weights.values()) == pytest.approx(idf(engine.size, 1))


def test_a_term_that_the_record_lacks_is_as_rare_as_its_near_names() -> None:
    engine = record_of(*["soldiers"] * 30)
    query = asking(term("troops", ("soldiers", 0.75)))
    assert [*Decider(query, engine).weights.values()] == [idf(engine.size, 30)]


# --- names


@pytest.mark.parametrize("is_proper, is_answer", [(True, False), (False, True)])
def test_a_name_that_only_the_title_has_does_not_count_as_said(
    is_proper: bool, is_answer: bool
) -> None:
    engine = record_of("Ukraine", "generators")
    query = asking(term("Ukraine", is_proper=is_proper), term("generators"))
    above = passage("generators", title="Ukraine")
    assert answers(engine, query, above) == [is_answer]
    said = [passage("generators for Ukraine"), passage("generators", beside="Ukraine")]
    assert answers(engine, query, *said) == [True, True]


def test_a_word_that_only_the_title_has_counts_unless_it_is_a_name() -> None:
    engine = record_of("quota", "herring")
    query = asking(term("quota"), term("herring"))
    assert answers(engine, query, passage("quota", title="herring")) == [True]


def test_each_country_of_a_short_question_has_to_be_said() -> None:
    engine = record_of("Borovia", *["France"] * 12, "herring", "quota")
    words = (term("herring"), term("quota"))
    made = [
        passage("herring quota of France"),
        passage("herring quota of Borovia"),
        passage("herring quota of France and Borovia"),
    ]
    countries = term("France", is_proper=True), term("Borovia", is_proper=True)
    assert answers(engine, asking(*countries, *words), *made) == [False, False, True]
    plain = term("France"), term("Borovia")
    assert answers(engine, asking(*plain, *words), *made) == [True, True, True]


def test_of_the_countries_of_a_long_question_the_rarer_has_to_be_said() -> None:
    fish = "herring quota cod haddock tuna salmon eel hake".split()
    engine = record_of("Borovia", *["France"] * 12, *fish)
    countries = term("France", is_proper=True), term("Borovia", is_proper=True)
    query = asking(*countries, *map(term, fish))
    made = [passage(f"{' '.join(fish)} {one}") for one in ("France", "Borovia")]
    assert answers(engine, query, *made) == [False, True]


@pytest.mark.parametrize(
    "words, said",
    [
        ("the Japan-China summit", [True]),
        ("China and Japan held a summit", [True]),
        ("the summit of Japan and China", [True]),
        ("at the summit Japan spoke, and later China", [False]),
        ("China met Sweden, Japan held a summit", [False]),
    ],
)
def test_countries_that_met_have_to_be_named_next_to_each_other(
    words: str, said: list[bool]
) -> None:
    engine = record_of("Japan", "China", "summit", "trade")
    asked = asking(term("Japan"), term("China"), term("summit"))
    met = replace(asked, question="the Japan-China summit")
    assert answers(engine, met, passage(words)) == said
    for again in ("the Japan-China summit in Japan", "for China the Japan-China summit"):
        assert answers(engine, replace(asked, question=again), passage(words)) == said
    loose = replace(asked, question="Japan and China on the summit")
    assert answers(engine, loose, passage(words)) == [True]


@pytest.mark.parametrize(
    "question, one, other",
    [
        ("the U.S.-Russia summit", "U.S.", "Russia"),
        ("Japan–EU summit", "Japan", "EU"),
        ("a summit between Japan and ASEAN", "Japan", "ASEAN"),
        ("japan china summit", "japan", "china"),
        ("the Japan/ROK summit", "Japan", "ROK"),
        ("Ukraine-Russia talks and their summit", "Ukraine", "Russia"),
        ("Did Japan and Russia hold a summit?", "Japan", "Russia"),
        ("when Japan and Russia met at the summit", "Japan", "Russia"),
        ("the summit between Japan and the EU", "Japan", "EU"),
    ],
)
def test_however_two_are_joined_for_a_meeting_both_are_named_together(
    question: str, one: str, other: str
) -> None:
    query = asking(term(one), term(other), term("summit"), question=question)
    engine = record_of(one, other, "summit", "trade")
    made = [passage(f"the {one}-{other} summit"), passage(f"{one} spoke at the summit of {other}")]
    assert answers(engine, query, *made) == [True, False]


@pytest.mark.parametrize(
    "question, is_joined",
    [
        ("Japan-China trade", True),
        ("trade between Japan and China", True),
        ("Japan and China on trade", False),
        ("japan china trade", False),
    ],
)
def test_what_is_between_two_countries_names_both_together(question: str, is_joined: bool) -> None:
    query = asking(term("Japan"), term("China"), term("trade"), question=question)
    engine = record_of("Japan", "China", "trade")
    made = [passage("trade between Japan and China"), passage("Japan spoke on trade with China")]
    assert answers(engine, query, *made) == [True, not is_joined]


def test_a_name_is_said_by_its_near_names_too() -> None:
    engine = record_of("Seoul", "herring")
    query = asking(term("Bluehouse", ("Seoul", 0.9), is_proper=True), term("herring"))
    made = [passage("herring for Seoul"), passage("herring", title="Seoul")]
    assert answers(engine, query, *made) == [True, False]


def test_a_name_that_a_quarter_of_the_record_has_need_not_be_said() -> None:
    common = ["Japan"] * 60
    engine = record_of(*common, "quota", "herring")
    query = asking(term("Japan", is_proper=True), term("quota"), term("herring"))
    assert answers(engine, query, passage("the herring quota")) == [True]


def test_a_proper_name_that_is_nowhere_on_record_has_to_have_near_names_that_are() -> None:
    engine = record_of("Seoul")
    assert is_unknown_name(term("Syldavia", is_proper=True), engine)
    assert not is_unknown_name(term("Bluehouse", ("Seoul", 0.9), is_proper=True), engine)
    assert not is_unknown_name(term("Seoul", is_proper=True), engine)
    assert not is_unknown_name(term("syldavia"), engine)


@pytest.mark.parametrize(
    "name, is_answer", [("South Korea", True), ("the Blue House", True), ("Syldavia", False)]
)
async def test_a_name_that_is_nowhere_on_record_decides_alone_unless_near_names_are(
    services_over: Opening, reading: Callable[..., Reading], name: str, is_answer: bool
) -> None:
    said = "We will send the generators and transformers of South Korea."
    others = [f"We spoke of trade {number} times." for number in range(2, 11)]
    releases = [reading(one, stem=f"saved{n}").release for n, one in enumerate([said, *others])]
    question = f"Will they send the generators and transformers of {name}?"
    async with services_over(*releases) as opened:
        answer = await opened.answerer.answer(question, NOW)
    assert (answer.status is Status.ANSWERED) is bool(answer.excerpts) is is_answer


async def test_an_answer_by_a_near_name_tells_what_it_says_instead(
    services_over: Opening, reading: Callable[..., Reading]
) -> None:
    said = ["The threat was grave.", "We spoke of trade.", "We met."]
    releases = [reading(one, stem=f"saved{n}").release for n, one in enumerate(said)]
    async with services_over(*releases) as opened:
        answer = await opened.answerer.answer("what of the danger?", NOW)
        same = await opened.answerer.answer("what of the threat?", NOW)
    assert (answer.status, answer.also) == (Status.ANSWERED, {"danger": ("threat",)})
    assert (same.status, same.also) == (Status.ANSWERED, {})


@pytest.mark.parametrize(
    "question",
    [
        "the China foreign minister",
        "the Minister for Foreign Affairs of China",
        "China's minister",
        "the foreign minister of the China",
    ],
)
@pytest.mark.parametrize(
    "words, is_answer",
    [
        ("Chinese Foreign Minister Wang on the quota", True),
        ("the quota of the Minister for Foreign Affairs of China", True),
        ("the minister spoke of the quota, and later of China", False),
        ("China and the quota, said the minister", False),
    ],
)
def test_the_office_of_a_state_is_no_minister_beside_the_name_of_the_state(
    question: str, words: str, *, is_answer: bool
) -> None:
    china = Term("China", (("china",), ("chines",)))
    query = asking(china, term("quota"), question=f"the quota of {question}")
    assert answers(record_of("China", "quota"), query, passage(words)) == [is_answer]


def test_the_office_of_a_state_that_a_quarter_of_the_record_names_may_be_called_otherwise() -> None:
    engine = record_of(*["China"] * 60, "quota")
    query = asking(term("China"), term("quota"), question="the quota of the minister of China")
    assert answers(engine, query, passage("the quota, said Minister Wang, of China")) == [True]


def test_of_few_words_one_that_the_record_lacks_decides_alone() -> None:
    engine = record_of("whale", "quota", "herring")
    said = passage("the whale and herring quota")
    known = [term("whale"), term("quota"), term("herring")]
    assert answers(engine, asking(*known), said) == [True]
    assert answers(engine, asking(*known, term("levy")), said) == [False]
    assert answers(engine, asking(*known, term("levy", ("quota", 0.9))), said) == [True]
    for no_topic in ("chunks", "haggling"):
        assert answers(engine, asking(*known, term(no_topic)), said) == [True]


def test_of_many_words_one_that_the_record_lacks_does_not_decide_alone() -> None:
    words = [f"whale{number}x" for number in range(6)]
    engine = record_of(*words)
    asked = asking(*map(term, words), term("levy"))
    assert answers(engine, asked, passage(" ".join(words))) == [True]


def test_a_name_within_a_longer_one_says_part_of_what_it_means_alone() -> None:
    asia = Term("Asia", (("asia",),), around=(("asia", " east ", " summit "),))
    grades = [
        Decider(asking(asia), record_of("Asia")).grade([passage(words)]).shares
        for words in ("trade in Asia", "the East Asia Summit", "the East Asia Summit in Asia")
    ]
    assert grades == [[1.0], [WITHIN_A_LONGER_NAME], [1.0]]


# --- figures


@pytest.mark.parametrize(
    "question, words, is_answer",
    [
        ("how many quotas", "three quotas", True),
        ("how many quotas", "12 quotas", True),
        ("how many quotas", "quotas", False),
        ("how many quotas", "quotas for 40 minutes on May 3", False),
        ("the number of quotas", "quotas", False),
        ("how long were the quotas", "quotas for 40 minutes", True),
        ("how long were the quotas", "three quotas", False),
        ("how many days of quotas", "quotas of three days", True),
        ("how many days of quotas", "three quotas", False),
        ("when are the quotas", "quotas", False),
        ("the quotas, when", "quotas", False),
        ("which month are the quotas", "quotas", False),
        ("when are the quotas", "quotas as soon as possible", True),
        ("when are the quotas", "quotas in July", True),
        ("what of quotas when he came", "quotas", True),
        # what has more forms than figures
        ("why are there quotas", "quotas", True),
        ("what time are the quotas", "quotas", True),
        ("quotas", "quotas", True),
    ],
)
def test_how_many_and_how_long_need_a_figure_of_that_kind_and_when_some_time(
    question: str, words: str, is_answer: bool
) -> None:
    query = asking(term("quotas"), question=question)
    assert answers(record_of("quotas"), query, passage(words)) == [is_answer]


@pytest.mark.parametrize("label", Label)
def test_who_gives_no_figure_does_not_answer_how_many(label: Label) -> None:
    query = asking(term("quotas"), question="how many quotas")
    refusal = passage("quotas", labels=frozenset({label}))
    assert answers(record_of("quotas"), query, refusal) == [False]


# --- the bar

WORDS = tuple(f"x{number}" for number in range(7))
SOME = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
NAME = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple)
NEAR = st.builds(NearName, NAME, st.sampled_from([0.9, 0.75, 0.55]), st.just("near"))
TERM = st.builds(
    Term,
    st.sampled_from(["one", "two", "three", "four"]),
    st.lists(NAME, min_size=1, max_size=2).map(tuple),
    near=st.lists(NEAR, max_size=2).map(tuple),
    is_proper=st.booleans(),
)
QUERY = st.builds(
    Query,
    st.sampled_from(["asked", "how many of them"]),
    terms=st.lists(TERM, max_size=4).map(tuple),
)
PASSAGE = st.builds(
    passage,
    st.one_of(SOME, SOME.map("three {}".format)),
    title=SOME,
    beside=SOME,
    labels=st.frozensets(st.sampled_from(Label), max_size=1),
    date=st.dates(dt.date(2022, 1, 28), dt.date(2022, 2, 3)),
)
RECORD = st.lists(PASSAGE, max_size=20).map(
    lambda made: [replace(one, release_id=f"r{at}") for at, one in enumerate(made)]
)


@given(RECORD, QUERY)
def test_what_passes_the_bar_answers_and_covers_its_share(
    made: list[Passage], asked: Query
) -> None:
    engine = OkapiEngine()
    show(engine, made)
    decider = Decider(asked, engine)
    bar, grades = decider.bar, decider.grade(made)
    assert [*bar.passes(made)] == grades.answers
    total = sum(bar.weights.values())
    for one, passes, share in zip(made, grades.answers, grades.shares, strict=True):
        covered = sum(
            weight
            for each, weight in bar.weights.items()
            if any(
                find_name(field, name) is not None
                for name, _ in each.weighed_names
                for field in (one.words, one.context)
            )
        )
        assert 0 <= share <= 1
        assert not total or share <= covered / total + 1e-9
        assert not passes or covered >= bar.share * total - 1e-9


@settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(RECORD, st.lists(QUERY, min_size=5, max_size=5))
async def test_by_day_both_engines_find_each_passage_that_answers(
    made: list[Passage], asked: list[Query]
) -> None:
    okapi = OkapiEngine()
    show(okapi, made)
    with TemporaryDirectory() as folder, closing(DiskEngine(Path(folder))) as disk:
        show(disk, made)
        for query in asked:
            decided = Decider(query, okapi).grade(made).answers
            wanted = {one.release_id for one, answers in zip(made, decided, strict=True) if answers}
            for engine, order in product((okapi, disk), (Order.NEW, Order.OLD)):
                bar = Decider(query, engine).bar
                hits = await engine.search(replace(query, order=order), 50, bar)
                assert {hit.passage.release_id for hit in hits} == wanted


def test_a_subscription_means_its_everyday_words_too() -> None:
    engine, query = record_of("rail", "strike"), asking(term("rail"), term("strike"))
    made = [passage("a rail line"), passage("a rail strike")]
    assert Decider(query, engine, is_standing=True).grade(made).answers == [False, True]


def test_what_only_the_title_of_a_conference_says_is_no_news_of_it() -> None:
    engine, query = record_of("quota", "herring"), asking(term("quota"), term("herring"))
    above = passage("quota", title="herring")
    decider = Decider(query, engine, is_standing=True)
    assert decider.grade([above]).answers == [False]
    assert decider.grade([replace(above, kind=ReleaseKind.RELEASE)]).answers == [True]
