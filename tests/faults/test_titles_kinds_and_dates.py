"""What a page is, what it is called, of which day it is, and whose words it brings.

The pages are made up; each is the smallest that shows one fault.
"""

import datetime as dt
from pathlib import Path

import pytest

from retrieval.errors import UndatedPageError, UntitledPageError
from retrieval.model.release import PartKind, Release, ReleaseKind
from retrieval.parsing.mofa.reader import PUBLISHER
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

PAGES = Path(__file__).parent / "pages"
long_title = pytest.mark.xfail(strict=True, reason="title of more than 150 characters")
chat = pytest.mark.xfail(strict=True, reason="conference under another name")
section_as_title = pytest.mark.xfail(strict=True, reason="section line taken for the title")
without_title = pytest.mark.xfail(strict=True, reason="page without a title")
office_without_name = pytest.mark.xfail(strict=True, reason="statement by an office without a name")
caption_with_a_stop = pytest.mark.xfail(strict=True, reason="caption with a stop")
cut_title = pytest.mark.xfail(strict=True, reason="derived title cut at a shortened word")
date_first = pytest.mark.xfail(strict=True, reason="readout that begins with its date")


def release_of(text: str) -> Release:
    return read("mofa", Page("page", "", text))


def saved(name: str) -> Release:
    return release_of((PAGES / f"{name}.txt").read_text(encoding="utf-8"))


def words(release: Release) -> list[str]:
    return [one.span.of(release.text) for one in release.statements]


def parts(release: Release, kind: PartKind) -> list[str]:
    return [part.span.of(release.text) for part in release.parts if part.kind is kind]


def as_told(release: Release, said: str) -> str:
    """Who says the words, and all that is quoted with them: their statement and those above it."""
    (one,) = (each for each in release.statements if said in each.span.of(release.text))
    told = [one.speaker, one.role, one.span.of(release.text)]
    while one.parent is not None:
        one = release.statement(one.parent)
        told.append(one.span.of(release.text))
    return " ".join(told)


# --- titles


@long_title
def test_a_statement_may_have_a_long_title() -> None:
    release = saved("long_title_of_statement")
    assert release.kind is ReleaseKind.STATEMENT
    assert release.title.startswith("Statement by Mr. Kenji Tanabe, Minister for Foreign Affairs")
    assert release.title.endswith("in the Northern Islands of Borovia")
    assert release.date == dt.date(2009, 1, 9)


@long_title
def test_a_statement_with_a_long_title_is_by_whom_the_title_names() -> None:
    release = saved("long_title_of_statement")
    assert [(one.speaker, one.role, one.number) for one in release.statements] == [
        ("Kenji Tanabe", "Minister for Foreign Affairs", "1"),
        ("Kenji Tanabe", "Minister for Foreign Affairs", "2"),
    ]


@without_title
def test_a_speech_without_a_title_is_called_by_its_section_or_first_sentence() -> None:
    release = saved("speech_without_title")
    assert release.kind is ReleaseKind.SPEECH
    assert release.date == dt.date(2020, 1, 20)
    assert release.title.startswith(("Speech", "Before this house"))
    assert len(release.statements) == 3


@without_title
def test_a_speech_without_a_title_is_by_the_office_of_its_section() -> None:
    roles = {one.role for one in saved("speech_without_title").statements}
    assert len(roles) == 1
    assert roles <= {"Foreign Minister", "Minister for Foreign Affairs"}


@section_as_title
def test_a_section_line_alone_is_no_title() -> None:
    try:
        release = saved("article_with_a_speech")
    except UntitledPageError:
        return
    assert release.title != "Interviews & Articles"
    assert parts(release, PartKind.SECTION) == ["Interviews & Articles"]


@pytest.mark.xfail(strict=True, reason="first person of a speaker whom the page does not name")
def test_a_speech_whose_speaker_the_page_does_not_name_is_not_the_publishers() -> None:
    try:
        release = saved("article_with_a_speech")
    except UntitledPageError:
        return
    assert PUBLISHER not in {one.speaker for one in release.statements}


@pytest.mark.xfail(strict=True, reason="derived title although a caption names the meeting")
def test_a_title_is_that_of_the_caption_which_names_the_meeting() -> None:
    assert "Japan-Arlandia Foreign Ministers’ Meeting" in saved("derived_title_meeting").title


@cut_title
@pytest.mark.parametrize(
    "lead",
    [
        "On November 21, Mr. Kenji Tanabe, Minister for Foreign Affairs, rang a bell.",
        "At 9:25 a.m. on November 21, the two ministers rang a bell.",
        "On November 21, H.E. Ms. Lina Orsk, Minister for Ports of Arlandia, rang a bell.",
    ],
)
def test_a_title_made_of_a_sentence_is_not_cut_at_a_shortened_word(lead: str) -> None:
    release = release_of(f"Japan-Arlandia Relations\n\nNovember 22, 2015\n{lead}\n")
    assert not release.title.endswith(("Mr", "a.m", "H.E", "Ms"))


@date_first
def test_a_readout_that_begins_with_its_date_has_the_title_of_its_caption() -> None:
    release = saved("readout_beginning_with_its_date")
    assert release.kind is ReleaseKind.READOUT
    assert "Japan-Arlandia Foreign Ministers’ Dinner" in release.title


@date_first
def test_a_readout_that_begins_with_its_date_is_of_that_day() -> None:
    release = saved("readout_beginning_with_its_date")
    assert release.date == dt.date(2017, 9, 20)
    assert [one.time for one in release.moments] == [dt.time(19, 40)]


# --- captions


@caption_with_a_stop
def test_captions_with_a_stop_are_nobodys_words() -> None:
    release = saved("caption_with_a_stop")
    assert parts(release, PartKind.CAPTION) == [
        "The two ministers shook hands on the pier.",
        "The hall in Port Orla.",
    ]
    assert words(release)[0].startswith("On July 7, commencing at 8:40 p.m.")


@caption_with_a_stop
def test_a_caption_with_a_stop_does_not_hide_when_the_meeting_was() -> None:
    moments = saved("caption_with_a_stop").moments
    assert [(one.date, one.time) for one in moments] == [(dt.date(2022, 7, 7), dt.time(20, 40))]


@caption_with_a_stop
def test_a_caption_of_a_picture_is_no_title_where_the_page_tells_of_a_meeting() -> None:
    assert "shook hands" not in saved("caption_with_a_stop").title


# --- kinds


@chat
def test_a_press_chat_is_a_conference() -> None:
    assert saved("internet_chat_conference").kind is ReleaseKind.CONFERENCE


@chat
def test_turns_of_a_press_chat_are_the_officials() -> None:
    release = saved("internet_chat_conference")
    assert [(one.speaker, one.role) for one in release.statements] == [
        ("Jun Kawai", "Deputy Press Secretary")
    ] * len(release.statements)
    assert words(release)[0].startswith("Welcome to this chat.")
    assert words(release)[-1] == "He will leave on Friday."


@chat
def test_topics_listed_over_a_press_chat_are_its_contents() -> None:
    listed = parts(saved("internet_chat_conference"), PartKind.CONTENTS)
    assert [line.removeprefix("- ") for line in listed] == [
        "Speech of Minister for Foreign Affairs Kenji Tanabe at the Harbor Club",
        "Visit by Foreign Minister Tanabe to Arlandia",
        "Question concerning the ferry talks",
    ]


# --- whose words


@office_without_name
def test_a_statement_by_the_minister_without_a_name_is_the_ministers() -> None:
    roles = {one.role for one in saved("statement_by_the_office_only").statements}
    assert roles == {"Minister for Foreign Affairs"}


@pytest.mark.xfail(strict=True, reason="number without a stop read as words")
def test_a_number_without_a_stop_is_no_part_of_a_statement() -> None:
    release = saved("statement_by_the_office_only")
    assert [one.number for one in release.statements] == ["1", "2"]
    assert words(release) == [
        "On December 19, the guns in Borovia fell silent. This is a relief.",
        "Our doctors stay in the harbor towns until spring.",
    ]


@pytest.mark.xfail(strict=True, reason="third person taken for the minister's own words")
def test_a_report_of_a_message_is_the_publishers() -> None:
    release = saved("report_of_a_message")
    assert [one.speaker for one in release.statements] == [PUBLISHER] * 2


@pytest.mark.xfail(strict=True, reason="another side's first person in a readout")
@pytest.mark.parametrize(
    "said, name",
    [
        ("I saw your new lighthouse", "Orsk"),
        ("I shall ask my cabinet", "Orsk"),
        ("I am glad of the ferry", "Tanabe"),
    ],
)
def test_an_i_in_a_readout_is_quoted_with_the_name_of_whose_it_is(said: str, name: str) -> None:
    assert name in as_told(saved("other_sides_words_in_readout"), said)


@pytest.mark.xfail(strict=True, reason="office shortened by a short label")
def test_a_short_label_does_not_shorten_the_office() -> None:
    roles = [one.role for one in saved("role_shortened_by_a_label").statements]
    assert roles == ["Minister for Foreign Affairs"] * 3


# --- dates


@pytest.mark.xfail(strict=True, reason="year of something else taken for the page's")
def test_a_page_that_does_not_say_its_year_is_refused_or_doubted() -> None:
    try:
        release = saved("year_of_something_else")
    except UndatedPageError:
        return
    assert release.doubts


@pytest.mark.xfail(strict=True, reason="day of the week that contradicts the date")
def test_a_day_of_the_week_that_contradicts_its_date_is_doubted() -> None:
    text = "Press Releases\n\nA Bell\n\n{}, May 3, 2024\n\nThe two ministers rang the bell.\n"
    assert release_of(text.format("Friday")).doubts == ()
    assert release_of(text.format("Monday")).doubts
