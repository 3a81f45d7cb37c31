"""Of two people of one surname, a short label means the one whose full label it fits exactly."""

import pytest

from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

HEADER = """\
Press Conferences

Press Conference by Foreign Minister TANABE Kenji

Friday, May 3, 2024, 9:32 a.m. Ministry of Foreign Affairs

"""
KENJI = "Mr. TANABE Kenji, Minister for Foreign Affairs"


def speaker_of(label: str, *before: str) -> str:
    """Who speaks under a label, where the full labels stand before it in this order."""
    greetings = "".join(f"{full}: Good morning.\n\n" for full in before)
    body = f"{greetings}Reporter: Will you go to Arlandia?\n\n{label}: I will go in June.\n"
    release = read("mofa", Page("page", "", HEADER + body))
    return release.statements[-1].speaker


@pytest.mark.parametrize(
    "label, speaker",
    [
        ("Minister", "TANABE Kenji"),
        ("State Minister Tanabe", "TANABE Emi"),
        ("Minister Tanabe", "TANABE Kenji"),
        ("Foreign Minister Tanabe", "TANABE Kenji"),
    ],
)
def test_a_minister_is_not_the_state_minister_of_the_same_surname(label, speaker) -> None:
    emi = "Ms. TANABE Emi, State Minister for Foreign Affairs"
    assert speaker_of(label, KENJI, emi) == speaker
    assert speaker_of(label, emi, KENJI) == speaker


@pytest.mark.parametrize(
    "label, speaker",
    [
        ("Press Secretary Tanabe", "TANABE Emi"),
        ("Mr. Tanabe", "TANABE Kenji"),
        ("Ms. Tanabe", "TANABE Emi"),
    ],
)
def test_mr_and_ms_tell_people_of_one_surname_apart(label, speaker) -> None:
    emi = "Ms. TANABE Emi, Press Secretary"
    assert speaker_of(label, KENJI, emi) == speaker
    assert speaker_of(label, emi, KENJI) == speaker


def test_a_minister_is_not_the_visitor_of_the_same_surname() -> None:
    visitor = "H.E. Mr. Juan Tanabe, Minister for Foreign Affairs of Borovia"
    assert speaker_of("Foreign Minister Tanabe", KENJI, visitor) == "TANABE Kenji"


@pytest.mark.parametrize(
    "label, speaker",
    [
        ("Foreign Minister Orlen", "Ana Orlen"),
        ("Minister", "TANABE Kenji"),
        ("Foreign Minister", "TANABE Kenji"),
    ],
)
def test_an_office_alone_is_not_the_visitors(label: str, speaker: str) -> None:
    visitor = "H.E. Ms. Ana Orlen, Minister for Foreign Affairs of Borovia"
    assert speaker_of(label, KENJI, visitor) == speaker


def test_a_name_without_its_accents_is_that_of_the_full_label() -> None:
    assert speaker_of("Press Secretary Mori", "Ms. MÖRI Aiko, Press Secretary") == "MÖRI Aiko"


@pytest.mark.parametrize("label", ["Press Secretary Mori-Tanabe", "Ms. Mori-Tanabe"])
def test_a_double_surname_is_not_its_second_half(label: str) -> None:
    aiko = "Ms. MORI-TANABE Aiko, Press Secretary"
    assert speaker_of(label, aiko, KENJI) == "MORI-TANABE Aiko"
    assert speaker_of("Minister Tanabe", KENJI, aiko) == "TANABE Kenji"
