"""What is a heading, what an item, and what a list of contents; none of these is said by anybody.

The pages are made up; each is the smallest that shows one fault.
"""

from pathlib import Path

import pytest

from retrieval.model.release import PartKind, Release, Statement
from retrieval.parsing.mofa.reader import PUBLISHER
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

PAGES = Path(__file__).parent / "pages"
LONG_TOPIC = (
    "1. Visit to Japan by Dr. Orlan Veskari, Deputy Prime Minister and Minister for External "
    "Trade, Ports and Inland Waterways of the Federal Democratic Republic of Arlandia, "
    "and Mrs. Veskari"
)
LISTED = [
    "Fog in the harbor towns of Borovia",
    "Letter of Foreign Minister Tanabe on the Harbor Fees",
    "Blue Book of Harbors",
    "Question concerning the trade in crabs",
    "Questions concerning the members of the crab group",
]
long_topic = pytest.mark.xfail(strict=True, reason="listed topic of more than 150 characters")
heading_in_sentence_case = pytest.mark.xfail(strict=True, reason="heading in sentence case")
numbered_heading = pytest.mark.xfail(strict=True, reason="numbered heading read as an item")
heading_with_a_stop = pytest.mark.xfail(strict=True, reason="heading with a stop in it")
list_read_out = pytest.mark.xfail(strict=True, reason="list read out by the official")
other_sides_items = pytest.mark.xfail(strict=True, reason="number under another list's item")


def saved(name: str) -> Release:
    return read("mofa", Page(name, "", (PAGES / f"{name}.txt").read_text(encoding="utf-8")))


def said(release: Release) -> list[tuple[str, str]]:
    return [(one.speaker, one.span.of(release.text)) for one in release.statements]


def parts(release: Release, kind: PartKind) -> list[str]:
    return [part.span.of(release.text) for part in release.parts if part.kind is kind]


def that_says(release: Release, words: str) -> Statement:
    found = [one for one in release.statements if words in one.span.of(release.text)]
    assert len(found) == 1, f"{len(found)} statements say {words!r}"
    return found[0]


# --- the contents of a conference


@long_topic
def test_a_long_topic_of_the_contents_is_nobodys_words() -> None:
    release = saved("long_item_in_contents")
    assert said(release) == [
        ("Kenji Tanabe", "Good afternoon. Dr. Veskari will be in Tokyo for four days."),
        ("Kenji Tanabe", "We have decided on a grant for two schools in Borovia."),
    ]


@long_topic
def test_words_stand_under_their_heading_however_long_it_is() -> None:
    release = saved("long_item_in_contents")
    assert that_says(release, "Good afternoon").headings == (LONG_TOPIC,)
    assert that_says(release, "grant for two schools").headings == ("2. Grant aid to Borovia",)


@long_topic
def test_a_list_of_contents_with_a_long_topic_is_one() -> None:
    assert parts(saved("long_item_in_contents"), PartKind.CONTENTS) == [
        LONG_TOPIC,
        "2. Grant aid to Borovia",
        "3. Question concerning the ferry talks",
    ]


@pytest.mark.xfail(strict=True, reason="contents listed twice")
def test_contents_that_are_listed_twice_are_no_headings() -> None:
    release = saved("contents_twice")
    listed = [line.removeprefix("- ") for line in parts(release, PartKind.CONTENTS)]
    assert listed == LISTED * 2
    assert that_says(release, "The fog in Borovia is lifting.").headings == ()


@pytest.mark.xfail(strict=True, reason="follow-up topic in the contents")
def test_a_follow_up_topic_at_the_end_of_the_contents_is_no_heading() -> None:
    release = saved("follow_up_item_in_contents")
    assert parts(release, PartKind.CONTENTS)[-1].startswith("5. Follow-up questions concerning")
    assert parts(release, PartKind.HEADING) == [
        "I. Fog warnings in the northern harbors",
        "II. Grant aid to Borovia for lighthouse bells",
    ]


# --- headings of a conference


@heading_in_sentence_case
def test_a_heading_in_sentence_case_is_not_the_end_of_the_turn_before_it() -> None:
    release = saved("sentence_case_heading_behind_a_turn")
    assert said(release) == [
        ("Kenji Tanabe", "The ferries sail again on Monday."),
        ("Kenji Tanabe", "No."),
    ]


@heading_in_sentence_case
def test_a_question_stands_under_the_heading_in_sentence_case_before_it() -> None:
    release = saved("sentence_case_heading_behind_a_turn")
    assert release.statements[-1].headings[-1] == "Party leadership vote"


@heading_with_a_stop
@pytest.mark.parametrize(
    "page, heading, words",
    [
        (
            "heading_with_etc",
            "Closing of Piers, Etc. Around Port Orla",
            "Two piers are shut until Monday.",
        ),
        (
            "heading_ending_in_a_quoted_stop",
            "(1) Lantern show “Fifty Years of Ferries to Arlandia.”",
            "Lanterns are lit from Friday.",
        ),
    ],
)
def test_a_stop_that_ends_no_sentence_makes_a_heading_nobodys_words(
    page: str, heading: str, words: str
) -> None:
    release = saved(page)
    assert release.statements[0].span.of(release.text) == words
    assert release.statements[0].headings[-1] == heading


@list_read_out
@pytest.mark.parametrize(
    "words",
    [
        "The Fourth Meeting of the Harbor Study Group",
        "Cultural grant aid to Borovia for the Repair of Lighthouse Bells",
        "That was my list, and now it is your turn.",
    ],
)
def test_what_an_official_reads_out_is_said_under_the_same_heading(words: str) -> None:
    statement = that_says(saved("list_read_out_by_the_official"), words)
    assert statement.speaker == "Jun Kawai"
    assert statement.headings == ("II. Notices and announcements",)


@list_read_out
def test_words_of_an_official_begin_with_no_bullet() -> None:
    release = saved("list_read_out_by_the_official")
    assert [words for _, words in said(release) if words.startswith("•")] == []


@pytest.mark.xfail(strict=True, reason="words of a conference that are nobody's")
@pytest.mark.parametrize("turns", ["", "\nQ: Why?\n\nMr. Kawai: The fog is gone.\n"])
def test_a_conference_in_which_the_publisher_speaks_is_doubted(turns: str) -> None:
    text = f"Press Conference, 6 June 2006\n\nThe ferries sail on Monday.\n{turns}"
    release = read("mofa", Page("page", "", text))
    assert PUBLISHER not in {one.speaker for one in release.statements} or release.doubts


# --- headings and items of a readout


@heading_in_sentence_case
def test_a_numbered_heading_in_sentence_case_is_nobodys_words() -> None:
    release = saved("sentence_case_heading_in_readout")
    heading = "2 Shared waters and other neighbouring harbors"
    assert heading in parts(release, PartKind.HEADING)
    assert that_says(release, "the straits of Borovia").headings == (heading,)


@numbered_heading
def test_a_numbered_heading_within_a_topic_is_nobodys_words() -> None:
    release = saved("subheading_as_item")
    words = [text for _, text in said(release)]
    assert "Overview" not in words
    assert "Fisheries and Ports" not in words


@numbered_heading
@pytest.mark.parametrize(
    "words, heading",
    [("the ferry week in June", "(1) Overview"), ("three ports", "(2) Fisheries and Ports")],
)
def test_words_stand_under_the_numbered_heading_within_a_topic(words: str, heading: str) -> None:
    statement = that_says(saved("subheading_as_item"), words)
    assert statement.headings == ("2 Bilateral Relations", heading)


@pytest.mark.xfail(strict=True, reason="items without a stop")
def test_items_without_a_stop_are_items_and_no_headings() -> None:
    words = [text for _, text in said(saved("items_without_a_stop"))]
    assert "Harbor Aid: Bread [1,000 loaves]" in words
    assert "Lantern Aid: Oil [500 cans]" in words


@pytest.mark.xfail(strict=True, reason="number printed twice")
def test_a_number_that_is_printed_twice_is_no_part_of_the_words() -> None:
    release = saved("number_twice")
    assert release.statements[-1].span.of(release.text) == "Both ministers looked at new charts."


@other_sides_items
def test_a_number_in_brackets_goes_on_with_that_before_a_nested_list() -> None:
    statement = that_says(saved("other_sides_words_in_readout"), "Minister Tanabe answered")
    assert (statement.number, statement.parent) == ("(2)", None)
