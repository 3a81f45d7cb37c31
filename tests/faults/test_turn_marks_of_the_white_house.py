"""The White House's pages, where a turn is marked in a form that the grammar does not know."""

from pathlib import Path

import pytest

from retrieval.model.release import Release
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

PAGE = Path(__file__).parent / "pages" / "whitehouse_q_with_stop.md"
ASKED = "Please tell us about the lighthouse plan in detail."
OF_FINCH = ["We closed the harbor.", "It was cold.", "It is being built."]
BRIEFING = """\
---
date: '2022-03-03'
source_url: https://bidenwhitehouse.archives.gov/a-page/
tags: press-briefings
title: Press Briefing by Press Secretary Orla Finch
---

MS. FINCH:  We closed the harbor.

Q    Why?

MS. FINCH:  It was cold.

{marked}

MS. FINCH:  It is being built.
"""


def briefing(marked: str) -> Release:
    return read("whitehouse", Page("page", "", BRIEFING.format(marked=marked)))


def words_by(release: Release, speaker: str) -> list[str]:
    return [one.span.of(release.text) for one in release.statements if one.speaker == speaker]


def asked(release: Release) -> list[str]:
    questions = [one.question for one in release.statements if one.question]
    return [question.span.of(release.text) for question in questions]


@pytest.mark.parametrize(
    "mark",
    [
        "Q: ",
        "**Q** ",
        "REPORTER: ",
        "MR. BRAE: ",
        "Q. ",
        "**Q.** ",
        "Q2 ",
        "(Q) ",
        "[Q] ",
        "- Q ",
        "Reporter: ",
        "[Reporter] ",
        "Mr. Brae: ",
        "MR. BRAE (laughing): ",
        "MR. BRAE [laughing]: ",
        "MR. BRAE (in English): ",
        "MR. BRAE, KEEPER: ",
        "A PILOT: ",
        "The President: ",
        "THE PRESIDENT (laughing): ",
        "Keeper: ",
        "A voice from the floor: ",
        "[Keeper] ",
        "Another reporter: ",
        "Dr. Brae [in French]: ",
        "Mayor Brae: ",
        "(Keeper) ",
    ],
)
def test_words_under_another_mark_are_never_the_press_secretarys(mark: str) -> None:
    assert words_by(briefing(f"{mark}{ASKED}"), "Orla Finch") == OF_FINCH


@pytest.mark.parametrize("mark", ["Q) ", "Q (Harbor Times): "])
def test_signs_behind_a_letter_are_no_part_of_the_question(mark: str) -> None:
    assert asked(briefing(f"{mark}{ASKED}")) == ["Why?", ASKED]


def test_a_page_of_the_white_house_may_mark_questions_with_a_stop() -> None:
    release = read("whitehouse", Page("page", "", PAGE.read_text(encoding="utf-8")))
    assert words_by(release, "Orla Finch") == ["We closed the harbor.", "It was cold."]
    question = "Please explain the bribes that were paid for the pelican sanctuary."
    assert asked(release) == ["Why?", question]
