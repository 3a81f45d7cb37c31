"""Only what a reader of the page sees is read: not what is hidden, struck or a note's number."""

import pytest

from retrieval.model.release import Release
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

hidden = pytest.mark.xfail(strict=True, reason="text that a reader does not see")
struck = pytest.mark.xfail(strict=True, reason="struck text")
raised = pytest.mark.xfail(strict=True, reason="raised or lowered sign joined to a word")

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


@hidden
@pytest.mark.parametrize(
    "behind",
    [
        "<p hidden>The pelican ponds will be drained.</p>",
        '<p style="display:none">The pelican ponds will be drained.</p>',
        '<div style="color: red; DISPLAY: none;"><p>The pelican ponds will be drained.</p></div>',
        '<p aria-hidden="true">The pelican ponds will be drained.</p>',
        "<div hidden=''><ul><li>The pelican ponds will be drained.</li></ul></div>",
    ],
)
def test_hidden_words_are_not_read(behind: str) -> None:
    release = conference(behind=behind)
    assert "pelican ponds" not in release.text
    assert said(release) == [("TANABE Kenji", "We will not sell it.")]


def test_words_that_are_said_not_to_be_hidden_are_read() -> None:
    release = conference(behind='<p aria-hidden="false" style="display:block">Nor lend it.</p>')
    assert "Nor lend it." in said(release)[0][1]


@struck
@pytest.mark.parametrize("element", ["del", "s", "strike"])
def test_struck_words_are_nobodys(element: str) -> None:
    release = conference(f". <{element}>The price is ten million yen.</{element}>")
    assert said(release) == [("TANABE Kenji", "We will not sell it.")]


@raised
@pytest.mark.parametrize("element", ["sup", "sub"])
def test_a_raised_or_lowered_number_is_no_part_of_a_number(element: str) -> None:
    release = conference(f" before 2024<{element}>2</{element}>.")
    assert "20242" not in release.text
    assert said(release)[0][1].startswith("We will not sell it before 2024")
