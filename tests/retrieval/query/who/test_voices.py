"""Questions -> whose words are asked for. A person who is only spoken of is a topic."""

import datetime as dt
from collections.abc import Callable, Sequence

import pytest

from retrieval.model.query import Intent, Order, Query, Voice
from retrieval.people.identity import SpokenTurn
from retrieval.query.who.mentions import named_voice
from retrieval.query.who.speakers import Speakers, Speaking, make_outlets
from retrieval.text.tokens import fold_words, tokenize

Asking = Callable[[str], Query]

DAY = dt.date(2022, 1, 1)

HAYASHI = {" hayashi yoshimasa "}
KAWAI = {" jun kawai "}


def names(query: Query) -> set[str]:
    return {name for voice in query.voices for name in voice.names}


def offices(query: Query) -> set[str]:
    return {role for voice in query.voices for role in voice.offices}


@pytest.mark.parametrize(
    "question",
    [
        "What did Hayashi say about Taiwan?",
        "what did hayashi say on Taiwan",
        "What has Hayashi ever said on Taiwan?",
        "Hayashi on Taiwan",
        "Hayashi: on Taiwan",
        "by Hayashi on Taiwan",
        "Taiwan, by Hayashi",
        "mentions of Taiwan by Hayashi",
        "Taiwan was mentioned by Hayashi",
        "according to Hayashi, Taiwan",
        "remarks of Hayashi on Taiwan",
        "anything from Hayashi on Taiwan",
        "Hayashi's view on Taiwan",
        "Hayashi’s own position on Taiwan",
        "What is Minister Hayashi's position on Taiwan?",
        "How does Hayashi explain Taiwan",
        "HAYASHI Yoshimasa on Taiwan",
        "what did Yoshimasa Hayashi say about Taiwan",
        "Mr. Hayashi on Taiwan",
        "Hayashy on Taiwan",
        "What did Hayshi say about Taiwan?",
        "by:hayashi Taiwan",
        "by: Hayashi Taiwan",
        "Taiwan (by:hayashi)",
        'by:"Hayashi Yoshimasa" Taiwan',
        "by:“Yoshimasa Hayashi” Taiwan",
        'by:"Mr. Hayashi" Taiwan',
    ],
)
def test_a_verb_of_saying_makes_a_name_a_voice(ask: Asking, question: str) -> None:
    query = ask(question)
    assert names(query) == HAYASHI
    assert [term.word for term in query.terms] == ["Taiwan"]


@pytest.mark.parametrize(
    "question, terms",
    [
        ("Hayashi's visit to Washington", ["Hayashi's", "visit", "Washington"]),
        ("meeting between Hayashi and Blinken", ["meeting", "Hayashi", "Blinken"]),
        ("Did Hayashi meet Blinken?", ["Hayashi", "meet", "Blinken"]),
        ("visit by Hayashi to Washington", ["visit", "Hayashi", "Washington"]),
        ("a treaty signed by Hayashi", ["treaty", "signed", "Hayashi"]),
        ("Did Hayashi talk to Blinken?", ["Hayashi", "Blinken"]),
        ("Taiwan and Hayashi on sanctions", ["Taiwan", "Hayashi", "sanctions"]),
        # who never speaks on record
        ("What did Blinken say about Taiwan?", ["Blinken", "Taiwan"]),
        ("by Blinken on Taiwan", ["Blinken", "Taiwan"]),
        ("Did he meet the prime minister?", ["meet", "prime minister"]),
        ("the visit of the US Secretary of State", ["visit", "US", "Secretary of State"]),
        ("Did the prime minister visit Taiwan?", ["prime minister", "visit", "Taiwan"]),
        ("telephone talk with the Russian foreign minister", ["telephone", "Russian"]),
        ("treaty, trade, president", ["treaty", "trade", "president"]),
        ("prime minister", ["prime minister"]),
        # names that are words
        ("may on Taiwan", ["Taiwan"]),
    ],
)
def test_who_is_spoken_of_is_a_topic(ask: Asking, question: str, terms: list[str]) -> None:
    query = ask(question)
    assert query.voices == ()
    assert [term.word for term in query.terms] == terms


@pytest.mark.parametrize(
    "question, roles",
    [
        ("the foreign minister on Taiwan", {" minister for foreign affairs "}),
        ("What did the Minister for Foreign Affairs say", {" minister for foreign affairs "}),
        ("FM on Taiwan", {" minister for foreign affairs "}),
        ("What did the press secretary say about Taiwan?", {" press secretary "}),
        ("according to the deputy press secretary", {" deputy press secretary "}),
        ("the spokeswoman on Taiwan", {" press secretary "}),
        ("state minister for foreign affairs on Taiwan", {" state minister for foreign affairs "}),
        ("the ambassador's view on Taiwan", {" ambassador "}),
        ("by:minister Taiwan", {" minister for foreign affairs "}),
        ('by:"press secretary" Taiwan', {" press secretary "}),
    ],
)
def test_an_office_is_a_voice(ask: Asking, question: str, roles: set[str]) -> None:
    query = ask(question)
    assert offices(query) == roles
    assert names(query) == set()


@pytest.mark.parametrize(
    "question, asked",
    [
        ("What did the prime minister say on Taiwan?", "prime minister"),
        ("Has the prime minister commented on Taiwan?", "prime minister"),
        ("the chief cabinet secretary on Taiwan", "chief cabinet secretary"),
        ("according to the president, Taiwan", "president"),
        ("the former foreign minister on Taiwan", "former foreign minister"),
        ("the defence ministry spokesman on Taiwan", "defence ministry spokesman"),
        ("the Secretary of State on Taiwan", "Secretary of State"),
        ("What did the Russian foreign minister say about Taiwan?", "Russian foreign minister"),
        ("What did Russia's foreign minister say on Taiwan?", "Russia's foreign minister"),
        ("the foreign minister of Russia on Taiwan", "foreign minister of Russia"),
        ("the UN secretary-general on Taiwan", "UN secretary-general"),
        ("The White House press secretary on Taiwan", "White House press secretary"),
        ("the US ambassador to Japan on Taiwan", "US ambassador to Japan"),
        ("Taiwan, by the Chinese minister", "Chinese minister"),
        ('Taiwan by:"prime minister"', "prime minister"),
    ],
)
def test_an_office_that_nobody_holds_is_a_voice_that_nobody_has(
    ask: Asking, question: str, asked: str
) -> None:
    query = ask(question)
    (voice,) = query.voices
    assert (voice.written, voice.names, voice.name) == (asked, frozenset(), "")
    assert voice.offices == {fold_words(asked.replace("'s", ""))}
    assert [term.word for term in query.terms] == ["Taiwan"]
    assert query.unheld_office is None


@pytest.mark.parametrize(
    "question",
    [
        "What did the Japanese foreign minister say about Taiwan?",
        "What did Japan's foreign minister say about Taiwan?",
        "the foreign minister of Japan on Taiwan",
        "the MOFA foreign minister on Taiwan",
    ],
)
def test_an_office_of_the_publishers_country_is_its_own(ask: Asking, question: str) -> None:
    query = ask(question)
    assert offices(query) == {" minister for foreign affairs "}
    assert [term.word for term in query.terms] == ["Taiwan"]


def test_an_office_of_another_country_is_whose_role_says_so(
    make_speakers: Callable[[Sequence[SpokenTurn]], Speakers],
) -> None:
    turns = [
        SpokenTurn(
            "WANG Yi", "Minister of Foreign Affairs of the People's Republic of China", DAY, 1
        ),
        SpokenTurn("HAYASHI Yoshimasa", "Minister for Foreign Affairs", DAY, 1),
    ]
    speakers = make_speakers(turns)
    for asked, role in (("Chinese foreign minister", turns[0].role), ("foreign minister", "")):
        voice = named_voice(asked, tokenize(asked), speakers)
        assert voice.offices == {fold_words(role or turns[1].role)}


@pytest.mark.parametrize(
    "question",
    ["by Foreign Minister Lavrov on Taiwan", "according to Prime Minister Kishida, Taiwan"],
)
def test_an_office_before_an_unknown_name_is_not_the_office_alone(
    ask: Asking, question: str
) -> None:
    assert ask(question).voices == ()


def test_what_somebody_said_of_anothers_remarks_is_that_ones_words(ask: Asking) -> None:
    query = ask("What did Hayashi say about the press secretary's remarks on Taiwan?")
    assert names(query) == HAYASHI
    assert offices(query) == set()


@pytest.mark.parametrize(
    "question",
    [
        "Taiwan by Hayashi or Hayashi",
        "by:hayashi by:Hayashi Taiwan",
        "by:hayashi Taiwan, by Hayashi",
    ],
)
def test_who_is_named_twice_is_meant_once(ask: Asking, question: str) -> None:
    assert len(ask(question).voices) == 1


@pytest.mark.parametrize("question", ["What did the minister say about Taiwan?", "he on Taiwan"])
def test_the_minister_alone_is_whoever_spoke(ask: Asking, question: str) -> None:
    assert ask(question).voices == ()


def test_a_name_with_an_office_means_both(ask: Asking) -> None:
    for question in ("Press Secretary Kawai on Taiwan", "Kawai, the press secretary, on Taiwan"):
        query = ask(question)
        assert (names(query), offices(query)) == (KAWAI, {" press secretary "})


def test_an_office_that_somebody_never_held_limits_nothing(ask: Asking) -> None:
    query = ask("Press Secretary Hayashi on Taiwan")
    assert (names(query), offices(query)) == (HAYASHI, set())


def test_who_share_a_family_name_are_meant_together(ask: Asking) -> None:
    query = ask("What did Mori say about Taiwan?")
    assert names(query) == {" mori aiko ", " tom mori "}
    assert names(ask("What did Tom Mori say about Taiwan?")) == {" tom mori "}


def test_two_voices_may_be_named(ask: Asking) -> None:
    assert names(ask("What did Hayashi or Kawai say about Taiwan?")) == HAYASHI | KAWAI
    assert names(ask("by:hayashi by:kawai Taiwan")) == HAYASHI | KAWAI


@pytest.mark.parametrize(
    "question", ["Hayashi", "hayashi yoshimasa", "Minister Hayashi", "Hayashi?", "Jean-Pierre"]
)
def test_a_bare_name_means_that_persons_latest(ask: Asking, question: str) -> None:
    query = ask(question)
    assert len(query.voices) == 1
    assert (query.terms, query.order) == ((), Order.NEW)
    assert not query.is_follow_up


def test_the_query_says_how_a_slip_was_read(ask: Asking) -> None:
    (voice,) = ask("Hayashy on Taiwan").voices
    assert (voice.written, voice.name, voice.is_misspelt) == ("Hayashy", "HAYASHI Yoshimasa", True)


def test_by_nobody_on_record_admits_nothing(ask: Asking) -> None:
    assert ask("by:kishida Taiwan").voices == (Voice("kishida", frozenset({" kishida "})),)


@pytest.mark.parametrize("value", ["mofa", "ministry", '"Ministry of Foreign Affairs"'])
def test_by_a_publisher_means_its_own_words(ask: Asking, value: str) -> None:
    assert names(ask(f"by:{value} Taiwan")) == {" ministry of foreign affairs of japan "}


def test_a_record_without_speakers_has_no_voices() -> None:
    assert Speaking().speakers([]) == Speakers()
    assert make_outlets(["Reporter", ",", ""]) == {}


@pytest.mark.parametrize("question", ["the minister", "What did he say?"])
def test_nobody_in_particular_is_no_topic(ask: Asking, question: str) -> None:
    assert ask(question).intent is Intent.NO_TOPIC


@pytest.mark.parametrize(
    "question",
    [
        "Taiwan by Hayashi officials",
        "What did the Hayashi administration say about Taiwan?",
        "Taiwan by Hayashi's spokesman",
        "according to Hayashi aides, Taiwan",
    ],
)
def test_those_around_somebody_are_not_he(ask: Asking, question: str) -> None:
    assert names(ask(question)).isdisjoint(HAYASHI)


@pytest.mark.parametrize(
    "statements, meant", [(9, {" tom mori ", " mori aiko "}), (11, {" mori aiko "})]
)
def test_a_surname_means_who_speaks_most_under_it_and_who_is_close(
    make_speakers: Callable[..., Speakers], statements: int, meant: set[str]
) -> None:
    speakers = make_speakers(
        [
            SpokenTurn("MORI Aiko", "State Minister for Foreign Affairs", DAY, statements),
            SpokenTurn("Tom Mori", "Ambassador", DAY, 1),
        ]
    )
    assert named_voice("mori", tokenize("mori"), speakers).names == meant
    assert named_voice("tom mori", tokenize("tom mori"), speakers).names == {" tom mori "}
