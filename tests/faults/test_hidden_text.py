"""Only what a reader of the page sees is read: not what is hidden, struck or a note's number."""

import pytest

from retrieval.model.release import Release
from retrieval.parsing.pages.markdown import read_markdown
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

PAGE = """\
<!DOCTYPE html><html lang="en"><head><title>Press Conference</title></head><body><main>
<h1>Press Conferences</h1><h2>Press Conference by Foreign Minister TANABE Kenji</h2>
<h3>Friday, May 3, 2024, 9:32 a.m. Ministry of Foreign Affairs</h3>
<p>Reporter: Will you sell the sanctuary?</p>
<p>Minister Tanabe: We will not sell it{within}</p>{behind}</main></body></html>
"""


def conference(within: str = ".", behind: str = "") -> Release:
    return read("mofa", Page("page", "", PAGE.format(within=within, behind=behind)))


def said(release: Release) -> list[tuple[str, str]]:
    return [(one.speaker, one.span.of(release.text)) for one in release.statements]


@pytest.mark.parametrize(
    "behind",
    [
        "<p hidden>The pelican ponds will be drained.</p>",
        '<p style="display:none">The pelican ponds will be drained.</p>',
        '<div style="color: red; DISPLAY: none;"><p>The pelican ponds will be drained.</p></div>',
        '<p aria-hidden="true">The pelican ponds will be drained.</p>',
        "<div hidden=''><ul><li>The pelican ponds will be drained.</li></ul></div>",
        "<section hidden='until-found'><p>The pelican ponds will be drained.</p></section>",
        '<p><span style="display : none !important">The pelican ponds.</span></p>',
        '<p style="visibility:hidden">The pelican ponds will be drained.</p>',
        '<p class="visually-hidden">The pelican ponds will be drained.</p>',
        '<p ARIA-HIDDEN="TRUE">The pelican ponds will be drained.</p>',
        "<table hidden><tr><td>The pelican ponds will be drained.</td></tr></table>",
    ],
)
def test_hidden_words_are_not_read(behind: str) -> None:
    release = conference(behind=behind)
    assert "pelican ponds" not in release.text
    assert said(release) == [("TANABE Kenji", "We will not sell it.")]


def test_words_that_are_said_not_to_be_hidden_are_read() -> None:
    release = conference(behind='<p aria-hidden="false" style="display:block">Nor lend it.</p>')
    assert "Nor lend it." in said(release)[0][1]


@pytest.mark.parametrize("element", ["del", "s", "strike"])
def test_struck_words_are_nobodys(element: str) -> None:
    release = conference(f". <{element}>The price is ten million yen.</{element}>")
    assert said(release) == [("TANABE Kenji", "We will not sell it.")]


def test_words_struck_in_the_midst_of_a_sentence_are_not_quoted_with_it() -> None:
    release = conference(" <del>before 2024</del> at <s>a low</s> any price.")
    assert said(release) == [("TANABE Kenji", "We will not sell it at any price.")]


def test_words_struck_by_their_style_are_nobodys() -> None:
    struck = '<span style="text-decoration: line-through">Its price is ten yen.</span>'
    assert said(conference(f". {struck}")) == [("TANABE Kenji", "We will not sell it.")]


@pytest.mark.parametrize(
    "raised, read",
    [
        ("the treaty<sup>1</sup>.", "the treaty 1."),
        ("the treaty<sup>[1]</sup> of 2020<sup>12</sup>", "the treaty [1] of 2020 12"),
        ("the treaty<sup>*</sup>", "the treaty *"),
        ("<b>the treaty</b><sup>1</sup>and more", "the treaty 1 and more"),
        ("10<sup>6</sup> birds", "10 6 birds"),
        ("the 21<sup>st</sup> day", "the 21st day"),
        ("CO<sub>2</sub> of birds", "CO2 of birds"),
    ],
)
def test_a_raised_or_lowered_sign_stands_apart_but_for_ends_of_words(
    raised: str, read: str
) -> None:
    assert read in conference(f" {raised}").text


@pytest.mark.parametrize("element", ["sup", "sub"])
def test_a_raised_or_lowered_number_is_no_part_of_a_number(element: str) -> None:
    release = conference(f" before 2024<{element}>2</{element}>.")
    assert "20242" not in release.text
    assert said(release)[0][1].startswith("We will not sell it before 2024")


@pytest.mark.parametrize(
    "written, words",
    [
        (
            "The first bridge has <s>300</s> \\[3,000\\] bolts.",
            "The first bridge has [3,000] bolts.",
        ),
        ("It is <del>not\nquite</del> done.", "It is done."),
        ("It is ~~not~~ done.", "It is done."),
        ("An <s>unclosed mark\n\nhides</s> nothing.", "An unclosed mark\n\nhides nothing."),
        ("The 21<sup>st</sup> bridge cost 2024<sup>1</sup>.", "The 21st bridge cost 2024 1."),
        ("A change<sup>[1](#note)</sup> of CO<sub>2</sub>.", "A change 1 of CO2."),
    ],
)
def test_marked_up_text_is_read_without_what_is_struck(written: str, words: str) -> None:
    assert read_markdown(written).text == words
