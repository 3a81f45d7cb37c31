"""A page that says, in whatever words, that its text is to come has nothing to be quoted."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import PlaceholderPageError
from retrieval.parsing.pages.doubt import doubt_page
from retrieval.parsing.pages.page import Page
from retrieval.parsing.pages.to_come import is_all_to_come
from retrieval.parsing.registry import read

LONGEST_S = 0.5
PAGE = """\
Press Conferences

Press Conference by Foreign Minister TANABE Kenji

Tuesday, January 6, 2026, 9:30 a.m. Ministry of Foreign Affairs

{}
"""


@pytest.mark.parametrize(
    "note",
    [
        "The text will be coming soon.",
        "The English translation will be posted soon.",
        "The full text will be available soon.",
        "English text to follow.",
        "The transcript is being prepared.",
        "The provisional translation will be published shortly.",
        "(English version coming soon)",
        "An English translation is not yet available.",
        "We are preparing the English text. Thank you for your patience.",
        "Please wait for the English translation.",
        "The transcript has not yet been published.",
        "The text of this press conference will appear here as soon as it is ready.",
        "Translation in progress",
        "The minutes are to be released at a later date.",
        "Details to follow.",
        "Coming soon",
    ],
)
def test_a_page_whose_text_is_to_come_is_a_placeholder(note: str) -> None:
    with pytest.raises(PlaceholderPageError):
        doubt_page("page", PAGE.format(note))


@pytest.mark.parametrize(
    "words",
    [
        "Minister Tanabe: The English translation of the treaty will be posted soon.",
        "Minister Tanabe: A letter to Arlandia is being prepared.",
        "Reporter: Will the full text be available soon?\n\nMinister Tanabe: It will.",
    ],
)
def test_a_page_that_speaks_of_a_text_to_come_is_none(words: str) -> None:
    doubt_page("page", PAGE.format(words))


LONG = "Home News Releases Ministers Policies Countries Visas About " * 40


@pytest.mark.parametrize(
    "note", ["English text to follow", "The transcript is being prepared.", "Coming soon."]
)
def test_navigation_around_a_placeholder_does_not_hide_it(note: str) -> None:
    page = (
        f"<html><body><nav>{LONG}</nav><main><h1>Press Conferences</h1>"
        "<h2>Press Conference by Foreign Minister TANABE Kenji</h2>"
        f"<h3>Tuesday, January 6, 2026</h3><p>{note}</p></main></body></html>"
    )
    with pytest.raises(PlaceholderPageError):
        read("mofa", Page("page", "", page))


def test_a_note_that_more_is_to_come_is_no_statement_of_a_page_with_words() -> None:
    words = (
        "Minister Tanabe: I leave for Arlandia tomorrow.\n\n"
        "(The English translation of the questions and answers will be posted soon.)"
    )
    doubt_page("page", PAGE.format(words))
    release = read("mofa", Page("page", "", PAGE.format(words)))
    assert [one.span.of(release.text) for one in release.statements] == [
        "I leave for Arlandia tomorrow."
    ]
    assert not release.provisional


@given(st.lists(st.sampled_from("the text will be to follow , . not yet ( ) a-b".split())))
def test_no_line_takes_long_to_be_told_from_a_note(pieces: list[str]) -> None:
    line = " ".join(pieces * 10)[:300]
    began = time.perf_counter()
    is_all_to_come([line])
    assert time.perf_counter() - began < LONGEST_S
