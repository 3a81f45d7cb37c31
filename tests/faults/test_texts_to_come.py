"""A page that says, in whatever words, that its text is to come has nothing to be quoted."""

import pytest

from retrieval.errors import PlaceholderPageError
from retrieval.parsing.pages.doubt import doubt_page

to_come = pytest.mark.xfail(strict=True, reason="text that is to come, in other words")

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
        *(
            pytest.param(note, marks=to_come)
            for note in (
                "The English translation will be posted soon.",
                "The full text will be available soon.",
                "English text to follow.",
                "The transcript is being prepared.",
                "The provisional translation will be published shortly.",
            )
        ),
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
