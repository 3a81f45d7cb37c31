"""A heading names a thing; a sentence says something of it, with or without its stop."""

import pytest

from retrieval.parsing.pages.headings import is_heading, is_topic
from retrieval.text.clauses import has_a_verb

LONG = (
    "Release of the 2005 White Paper on Ports, Lighthouses, Pilots and the Long-Standing Question "
    "of Harbor Fees in the Northern Islands of Arlandia, Borovia and the Seven Towns of the Coast"
)


@pytest.mark.parametrize(
    "line",
    [
        LONG,
        "Party leadership vote",
        "Ferries to Arlandia and the question of who pays for them",
        "Statement that Borovia has closed the strait",
        "(2) Third round of talks on fishing, pearls, etc.",
        "Visit by H.E. Mr. Orlan Veskari, Minister for Ports, etc. (scheduled)",
        "Signing of notes for grants to Borovia, Etc.",
        "Publication of “The Blue Book of Harbors.”",
        "Proposals made by the harbor towns",
        "Meeting held in Port Orla",
        "New rules for pilots announced by the ministry",
        "U.S.-Arlandia talks on cod",
        "Death of Gen. Orlan",
        "I. Opening of the pier (Port Orla)",
    ],
)
def test_a_line_that_names_a_thing_is_a_topic(line: str) -> None:
    assert is_topic(line)


@pytest.mark.parametrize(
    "line",
    [
        "I am glad of it",
        "The two ministers agreed on the fees",
        "We spoke of ferries",
        "He went to the pier and looked at the ships",
        "Both ministers praised the ferries",
        "They named three ports",
        "That has not been decided",
        "Thank you very much",
        "The ministry supports the plan of the towns",
        "Of course",
        "It doesn’t matter",
        "This will be done by spring",
        "The minister told reporters “No.”",
        "He came. The Ferries Sail Again",
    ],
)
def test_a_line_that_says_something_is_neither_topic_nor_heading(line: str) -> None:
    assert not is_topic(line)
    assert not is_heading(line)


def test_a_verb_of_what_is_told_of_is_none_of_the_line() -> None:
    assert has_a_verb("A pier is closed")
    assert not has_a_verb("Reports that a pier is closed")
    assert not has_a_verb("Plan to close the pier")
