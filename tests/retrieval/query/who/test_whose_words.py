"""Whose words are asked for: by what stands before a name and behind it."""

from collections.abc import Callable

import pytest

from retrieval.model.query import Query
from retrieval.query.who.common_names import ABOUT, SAYING, VIEWS
from retrieval.query.who.mentions import _MOST_CORRECTED
from retrieval.query.who.voices import _BETWEEN, _DOINGS, _OPENS_REFUSAL, _OTHERS
from retrieval.query.words.stop_phrases import FURNITURE

Asking = Callable[[str], Query]


def asks_for_hayashi(ask: Asking, question: str) -> bool:
    return [voice.name for voice in ask(question).voices] == ["HAYASHI Yoshimasa"]


def roles(ask: Asking, question: str) -> list[str]:
    return sorted(role.strip() for voice in ask(question).voices for role in voice.offices)


def test_a_verb_of_saying_behind_a_name_asks_for_its_words(ask: Asking) -> None:
    for verb in SAYING | _OPENS_REFUSAL:
        assert asks_for_hayashi(ask, f"Taiwan, Hayashi {verb} so")
        is_talk = verb.startswith(("talk", "sp"))
        assert asks_for_hayashi(ask, f"Taiwan, Hayashi {verb} with Blinken") != is_talk
        assert asks_for_hayashi(ask, f"Taiwan, Hayashi {verb} to Blinken") != is_talk


def test_small_words_between_a_name_and_its_verb_change_nothing(ask: Asking) -> None:
    for word in (*_BETWEEN, "explicitly", "strongly", "personally", "nevertheless"):
        assert asks_for_hayashi(ask, f"what of Taiwan has Hayashi {word} said")
    assert not asks_for_hayashi(ask, "Taiwan treaty, Hayashi peace said")


def test_those_around_somebody_are_others(ask: Asking) -> None:
    for others in {*_OTHERS, "family"} - _BETWEEN:
        assert not asks_for_hayashi(ask, f"what did Hayashi {others} say on Taiwan")


def test_views_behind_a_possessive_are_somebodys_words(ask: Asking) -> None:
    for view in VIEWS:
        assert asks_for_hayashi(ask, f"Hayashi's {view} on Taiwan")
        assert not asks_for_hayashi(ask, f"Taiwan: they say on Hayashi's {view}")
    assert not asks_for_hayashi(ask, "Taiwan: Hayashi's treaty")


def test_views_of_or_from_somebody_are_his_words(ask: Asking) -> None:
    for view in VIEWS:
        assert asks_for_hayashi(ask, f"Taiwan {view} of Hayashi")
        assert asks_for_hayashi(ask, f"Taiwan {view} from the Hayashi")
    assert not asks_for_hayashi(ask, "Taiwan treaty of Hayashi")
    assert not asks_for_hayashi(ask, "Taiwan treaty from Hayashi")
    assert asks_for_hayashi(ask, "from Hayashi: Taiwan")


def test_about_behind_a_name_asks_for_its_words_unless_a_topic_stands_before(
    ask: Asking,
) -> None:
    for about in ABOUT:
        assert asks_for_hayashi(ask, f"Hayashi {about} Taiwan")
        assert not asks_for_hayashi(ask, f"Taiwan treaty Hayashi {about} peace")


def test_by_somebody_asks_for_his_words_and_not_for_what_he_did(ask: Asking) -> None:
    assert asks_for_hayashi(ask, "Taiwan by Hayashi")
    assert asks_for_hayashi(ask, "Taiwan by the Hayashi")
    for doing in (*_DOINGS, "signed", "asked"):
        assert not asks_for_hayashi(ask, f"Taiwan {doing} by Hayashi")
    for word in SAYING | FURNITURE - _DOINGS - {"asked"}:
        if word.endswith("ed"):
            assert asks_for_hayashi(ask, f"Taiwan {word} by Hayashi")


def test_only_according_makes_to_somebody_a_source(ask: Asking) -> None:
    assert asks_for_hayashi(ask, "Taiwan according to Hayashi")
    assert not asks_for_hayashi(ask, "Taiwan letter to Hayashi")


@pytest.mark.parametrize("joining", ["or", "and"])
def test_two_joined_by_a_small_word_are_asked_for_together(ask: Asking, joining: str) -> None:
    found = ask(f"Taiwan by Hayashi {joining} Kawai").voices
    assert [voice.name for voice in found] == ["HAYASHI Yoshimasa", "Jun Kawai"]
    assert asks_for_hayashi(ask, "Taiwan by Hayashi with Kawai")
    assert not ask(f"treaty with Hayashi {joining} Kawai on Taiwan").voices[2:]


@pytest.mark.parametrize("name", ["Lavrov", "Orlen"])
@pytest.mark.parametrize("before", ["", "Taiwan, ", "Taiwan by ", "on Taiwan: by the "])
def test_an_office_right_before_an_unknown_name_is_not_the_office_alone(
    ask: Asking, before: str, name: str
) -> None:
    assert ask(f"{before}Press Secretary {name} said so").voices == ()
    assert roles(ask, f"{before}Press Secretary said so") == ["press secretary"]


@pytest.mark.parametrize("before", ["Taiwan: ", "Taiwan, ", "Taiwan by "])
def test_an_office_of_one_word_before_an_unknown_name_is_not_the_office_alone(
    ask: Asking, before: str
) -> None:
    assert ask(f"{before}Ambassador Lavrov said so").voices == ()
    assert ask("Taiwan by (Ambassador Lavrov)").voices == ()
    assert ask(f"{before}Ambassador said so").voices != ()
    assert ask("Taiwan by (Ambassador)").voices != ()


@pytest.mark.parametrize("name", ["Lavrov,", "(Lavrov)", "lavrov", "Japan", "NHK", "Will"])
def test_an_office_before_what_is_no_name_of_somebody_is_the_office(ask: Asking, name: str) -> None:
    sign = ", " if name == "Lavrov," else " "
    assert roles(ask, f"Taiwan by the Press Secretary{sign}{name}") == ["press secretary"]


def test_an_office_of_or_to_somewhere(ask: Asking) -> None:
    own = ["press secretary"]
    minister = roles(ask, "by the foreign minister on Taiwan")
    assert roles(ask, "by the foreign minister to Ukraine on Taiwan") == minister
    assert roles(ask, "by the foreign minister of Ukraine on Taiwan") != minister
    assert roles(ask, "by the press secretary to Ukraine on Taiwan") == own
    assert roles(ask, "by the press secretary of Japan on Taiwan") == own
    assert roles(ask, "by the press secretary of the Japan on Taiwan") == own
    assert roles(ask, "by the press secretary of Ukraine on Taiwan") == [
        "press secretary of ukraine"
    ]
    assert roles(ask, "by the ambassador to Ukraine on Taiwan") == ["ambassador"]


def test_only_so_many_words_are_taken_for_slips(ask: Asking) -> None:
    unknown = " ".join(f"zzqx{letter * 3}" for letter in "abcdefghijkl")
    few = " ".join(unknown.split()[: _MOST_CORRECTED - 2])
    assert asks_for_hayashi(ask, f"{few} by Hayashy")
    assert not asks_for_hayashi(ask, f"{unknown} by Hayashy")
    slips = "Hayashy " * (_MOST_CORRECTED + 2)
    assert asks_for_hayashi(ask, f"Taiwan by Hayashy, by {slips.strip().replace(' ', ', by ')}")


def test_the_possessive_of_a_publisher_is_neither_topic_nor_filter(ask: Asking) -> None:
    name = "Ministry of Foreign Affairs of Japan"
    assert ask(f"the {name}'s position on Taiwan").voices == ()
    (voice,) = ask(f"by the {name} on Taiwan").voices
    assert voice.names == {f" {name.lower()} "}
