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


def test_a_long_topic_of_the_contents_is_nobodys_words() -> None:
    release = saved("long_item_in_contents")
    assert said(release) == [
        ("Kenji Tanabe", "Good afternoon. Dr. Veskari will be in Tokyo for four days."),
        ("Kenji Tanabe", "We have decided on a grant for two schools in Borovia."),
    ]


def test_words_stand_under_their_heading_however_long_it_is() -> None:
    release = saved("long_item_in_contents")
    assert that_says(release, "Good afternoon").headings == (LONG_TOPIC,)
    assert that_says(release, "grant for two schools").headings == ("2. Grant aid to Borovia",)


def test_a_list_of_contents_with_a_long_topic_is_one() -> None:
    assert parts(saved("long_item_in_contents"), PartKind.CONTENTS) == [
        LONG_TOPIC,
        "2. Grant aid to Borovia",
        "3. Question concerning the ferry talks",
    ]


def test_contents_that_are_listed_twice_are_no_headings() -> None:
    release = saved("contents_twice")
    listed = [line.removeprefix("- ") for line in parts(release, PartKind.CONTENTS)]
    assert listed == LISTED * 2
    assert that_says(release, "The fog in Borovia is lifting.").headings == ()


def test_a_follow_up_topic_at_the_end_of_the_contents_is_no_heading() -> None:
    release = saved("follow_up_item_in_contents")
    assert parts(release, PartKind.CONTENTS)[-1].startswith("5. Follow-up questions concerning")
    assert parts(release, PartKind.HEADING) == [
        "I. Fog warnings in the northern harbors",
        "II. Grant aid to Borovia for lighthouse bells",
    ]


# --- headings of a conference


def test_a_heading_in_sentence_case_is_not_the_end_of_the_turn_before_it() -> None:
    release = saved("sentence_case_heading_behind_a_turn")
    assert said(release) == [
        ("Kenji Tanabe", "The ferries sail again on Monday."),
        ("Kenji Tanabe", "No."),
    ]


def test_a_question_stands_under_the_heading_in_sentence_case_before_it() -> None:
    release = saved("sentence_case_heading_behind_a_turn")
    assert release.statements[-1].headings[-1] == "Party leadership vote"


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


def test_words_of_an_official_begin_with_no_bullet() -> None:
    release = saved("list_read_out_by_the_official")
    assert [words for _, words in said(release) if words.startswith("•")] == []


@pytest.mark.parametrize("turns", ["", "\nQ: Why?\n\nMr. Kawai: The fog is gone.\n"])
def test_a_conference_in_which_the_publisher_speaks_is_doubted(turns: str) -> None:
    text = f"Press Conference, 6 June 2006\n\nThe ferries sail on Monday.\n{turns}"
    release = read("mofa", Page("page", "", text))
    assert PUBLISHER not in {one.speaker for one in release.statements} or release.doubts


def test_the_end_of_a_question_is_no_heading() -> None:
    text = (
        "Q: Two things.\n\nAnd then the herring and the cod\n\nMr. Jun Kawai, Press Secretary: Yes."
    )
    release = read("mofa", Page("page", "", f"Press Conference, 6 June 2006\n\n{text}\n"))
    (one,) = release.statements
    assert one.question is not None
    assert one.question.span.of(release.text).endswith("And then the herring and the cod")


# --- headings and items of a readout


def test_a_numbered_heading_in_sentence_case_is_nobodys_words() -> None:
    release = saved("sentence_case_heading_in_readout")
    heading = "2 Shared waters and other neighbouring harbors"
    assert heading in parts(release, PartKind.HEADING)
    assert that_says(release, "the straits of Borovia").headings == (heading,)


def test_a_numbered_heading_within_a_topic_is_nobodys_words() -> None:
    release = saved("subheading_as_item")
    words = [text for _, text in said(release)]
    assert "Overview" not in words
    assert "Fisheries and Ports" not in words


@pytest.mark.parametrize(
    "words, heading",
    [("the ferry week in June", "(1) Overview"), ("three ports", "(2) Fisheries and Ports")],
)
def test_words_stand_under_the_numbered_heading_within_a_topic(words: str, heading: str) -> None:
    statement = that_says(saved("subheading_as_item"), words)
    assert statement.headings == ("2 Bilateral Relations", heading)


def test_items_without_a_stop_are_items_and_no_headings() -> None:
    words = [text for _, text in said(saved("items_without_a_stop"))]
    assert "Harbor Aid: Bread [1,000 loaves]" in words
    assert "Lantern Aid: Oil [500 cans]" in words


def test_a_number_that_is_printed_twice_is_no_part_of_the_words() -> None:
    release = saved("number_twice")
    assert release.statements[-1].span.of(release.text) == "Both ministers looked at new charts."


def test_a_number_in_brackets_goes_on_with_that_before_a_nested_list() -> None:
    statement = that_says(saved("other_sides_words_in_readout"), "Minister Tanabe answered")
    assert (statement.number, statement.parent) == ("(2)", None)


# --- the same kinds in other words


def conference(body: str) -> Release:
    return read("mofa", Page("page", "", f"Press Conference 12 May 2006\n\n{body}"))


def readout(body: str) -> Release:
    head = "Japan-Arlandia Relations\n\nHarbor Dialogue\n\nApril 15, 2019\n\n"
    lead = "On April 15, the two ministers met. The overview is as follows.\n\n"
    return read("mofa", Page("page", "", head + lead + body))


@pytest.mark.parametrize(
    "listed",
    [
        ["I. Question concerning fees", "II. Follow-up question concerning fees"],
        ["(1) Visit to Arlandia", "(2) Visit to Borovia", "(3) Visit to Arlandia (continued)"],
        ["- Fees of the northern harbors", "- Death of the harbor master of Port Orla"],
        ["1. Fog in May", "2. Fog in June", "3. Fog in July, etc."],
        ["1. " + "Ports and lighthouses of the northern islands, " * 5 + "and pilots", "2. Fog"],
    ],
)
def test_what_is_listed_above_the_first_heading_is_contents(listed: list[str]) -> None:
    first, *others = listed
    turns = f"{first}\n\nMr. Jun Kawai, Deputy Press Secretary: Hello to all of you."
    for other in others:
        turns += f"\n\n{other}\n\nQ: Why?\n\nMr. Kawai: Because of the fog."
    release = conference("\n".join(listed) + "\n\n" + turns)
    assert parts(release, PartKind.CONTENTS) == listed
    assert [one.headings[-1].lstrip("- ") for one in release.statements] == [
        line.lstrip("- ") for line in listed
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "• Grant Aid for Lighthouse Bells\n\n• Fourth Meeting of the Harbor Group",
        "- The Harbor Week in Port Orla",
        "• Visit of the Pilots of Borovia\n\nThese are all.",
    ],
)
@pytest.mark.parametrize("has_asked", [True, False])
def test_a_list_in_the_midst_of_a_turn_is_part_of_it(listed: str, has_asked: bool) -> None:
    question = "Q: What is on the board?\n\n" if has_asked else ""
    first = "Mr. Jun Kawai, Deputy Press Secretary: Good afternoon to all of you.\n\n"
    release = conference(f"{first}{question}Mr. Kawai: I read it out.\n\n{listed}\n\nThat is all.")
    last = release.statements[-1]
    assert last.span.of(release.text) == f"I read it out.\n\n{listed}\n\nThat is all."
    assert last.headings == ()


@pytest.mark.parametrize(
    "heading",
    [
        "1. Trade and related matters",
        "1 Trade and fish, etc.",
        "(1) Cod",
        "Talks on cod and oak",
    ],
)
def test_words_of_a_readout_stand_under_a_heading_in_small_letters(heading: str) -> None:
    second = "\n\n2 Oak\n\nThey spoke of oak." if heading.startswith("1 ") else ""
    release = readout(f"{heading}\n\nThe ministers spoke of cod.{second}")
    assert that_says(release, "spoke of cod").headings == (heading,)


@pytest.mark.parametrize(
    "items",
    [
        ["1. Bread for Arlandia", "2. Oil for Borovia"],
        ["(1) Bread [1,000 loaves]", "(2) Oil [500 cans]", "(3) Salt"],
        ["1. The two ministers agreed on the fees", "2. They spoke of cod"],
    ],
)
def test_numbered_lines_behind_each_other_are_items(items: list[str]) -> None:
    release = readout("\n".join(items) + "\n\nBoth ministers were content.")
    words = [text for _, text in said(release)]
    assert words[1:-1] == [item.split(" ", 1)[1] for item in items]


def test_a_number_at_the_head_of_a_sentence_is_no_marker() -> None:
    release = readout("3 Japanese ships were seen.\n\n12 Arlandian ships followed them.")
    assert [one.number for one in release.statements] == ["", "", ""]


@pytest.mark.parametrize("twice", ["2. 2. ", "(2) (2) ", "• 2. 2. "])
def test_a_marker_that_is_printed_twice_is_one(twice: str) -> None:
    first = twice.replace("2", "1")
    release = readout(f"{first}They spoke of oak.\n\n{twice}They spoke of cod.")
    assert release.statements[-1].span.of(release.text) == "They spoke of cod."
