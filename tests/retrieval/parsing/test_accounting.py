"""Every character of a page, also of a damaged one, is in exactly one statement or part."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UnreadablePageError
from retrieval.model.release import PartKind, Release, ReleaseKind
from retrieval.parsing.mofa.reader import read
from retrieval.parsing.pages.page import Page, is_html
from retrieval.sources.files.seeds import find_seeds
from retrieval.text.sentences import trim

SEEDS = [one.release for one in find_seeds().read().readings]
MADE_UP = sorted((Path(__file__).parents[2] / "pages" / "mofa").glob("*.*t*"))
TEXTS = (
    *(release.text for release in SEEDS),
    *(path.read_bytes().decode() for path in MADE_UP if path.suffix in {".txt", ".html"}),
)
every_seed = pytest.mark.parametrize("release", SEEDS, ids=lambda release: release.id)
# Lines that a page may contain by accident, each with a meaning to the parser.
STRAYS = (
    "Back to Press Releases",
    "(END)",
    "Page Top",
    "Japanese",
    "Reporter:",
    "Minister:",
    "Minister Tanabe: We concurred.",
    "Harbor Times, Noda:Will you go?",
    "Fisheries Talks (Next Round)",
    "Question-and-Answer Session",
    "  1. A first item.",
    "  • (1) A nested item.",
    "- A bullet.",
    "(2)",
    "3.",
    "June 5, 2024",
    "This is a provisional translation by nobody.",
    "\u00a0",
)


def assert_accounted(release: Release) -> None:
    statements = [statement.span for statement in release.statements]
    parts = [part.span for part in release.parts]
    assert statements == sorted(statements)
    assert parts == sorted(parts)
    pieces = sorted([*statements, *parts])
    end = 0
    for piece in pieces:
        assert len(piece)
        assert not release.text[end : piece.start].strip(), "words that are nobody's and nothing"
        assert piece.start >= end, "two claims to the same words"
        end = piece.end
    assert not release.text[end:].strip()
    for span in statements:
        assert trim(release.text, span) == span
    for statement in release.statements:
        assert [other.id for other in release.statements].count(statement.id) == 1
        assert statement.parent is None or release.statement(statement.parent).span < statement.span


@every_seed
def test_every_character_of_a_seed_is_accounted_for_exactly_once(release: Release) -> None:
    assert_accounted(release)


@every_seed
def test_no_words_of_a_reporter_stand_in_a_statement(release: Release) -> None:
    questions = [part.span for part in release.parts if part.kind is PartKind.QUESTION]
    for statement in release.statements:
        assert "Reporter:" not in statement.span.of(release.text)
        for question in questions:
            assert question.end <= statement.span.start or statement.span.end <= question.start


@every_seed
def test_every_question_is_a_part_and_stands_before_its_answer(release: Release) -> None:
    questions = [part.span for part in release.parts if part.kind is PartKind.QUESTION]
    asked = [each for each in release.statements if each.question is not None]
    assert [each.question and each.question.span for each in asked] == questions
    assert all(each.question and each.question.span < each.span for each in asked)
    assert len(questions) == release.text.count("Reporter:")


@pytest.mark.parametrize("text", TEXTS)
def test_every_character_of_a_made_up_page_is_accounted_for_exactly_once(text: str) -> None:
    read_as = attempt(Page("page", "", text))
    if isinstance(read_as, Release):
        assert_accounted(read_as)


@st.composite
def damaged(draw: st.DrawFn) -> Page:
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines)))
        del lines[at : at + 1]
    for _ in range(draw(st.integers(0, 3))):
        stray = draw(st.one_of(st.sampled_from(STRAYS), st.text(max_size=40)))
        lines.insert(draw(st.integers(0, len(lines))), stray)
    text = "\n".join(lines)
    at = draw(st.integers(0, len(text)))
    text = text[:at] + draw(st.text(max_size=5)) + text[at:]
    cut = draw(st.one_of(st.just(len(text)), st.integers(0, len(text))))
    kind = draw(st.sampled_from([*ReleaseKind, None]))
    return Page("page", "", text[:cut], kind)


def attempt(page: Page) -> Release | UnreadablePageError:
    try:
        return read(page)
    except UnreadablePageError as fault:
        return fault


@given(damaged())
def test_a_damaged_page_is_a_named_error_or_still_accounted_for(page: Page) -> None:
    read_as = attempt(page)
    if isinstance(read_as, UnreadablePageError):
        assert read_as.page == "page"
        assert read_as.reason
    else:
        assert read_as.text == page.text or is_html(page.text)
        assert read_as.title
        assert_accounted(read_as)


@given(st.lists(st.one_of(st.sampled_from(STRAYS), st.text(max_size=30)), max_size=12))
def test_lines_in_any_order_are_a_named_error_or_accounted_for(lines: list[str]) -> None:
    header = "Press Conferences\nPress Conference by Foreign Minister TANABE Kenji\nMay 3, 2024\n"
    read_as = attempt(Page("page", "", header + "\n".join(lines)))
    if isinstance(read_as, UnreadablePageError):
        assert "header" in read_as.reason
    else:
        assert_accounted(read_as)
