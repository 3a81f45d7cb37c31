"""Where a line ends within a sentence, neither the sentence nor a quotation ends there."""

import datetime as dt
import textwrap
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.setup.services import Services
from retrieval.model.release import PartKind, Release
from retrieval.parsing.mofa.reader import PUBLISHER
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read
from retrieval.text.sentences import sentences

Opening = Callable[..., AbstractAsyncContextManager[Services]]

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
PAGES = Path(__file__).parent / "pages"

HEAD = (
    "<h2>Press Conferences</h2><h2>Press Conference by Foreign Minister TANABE Kenji</h2>"
    "<h3>Friday, May 3, 2024, 9:32 a.m. Ministry of Foreign Affairs</h3>"
)
REFUSED = (
    "The government will not under any circumstances sell the pelican sanctuary of Cape Vale to "
    "Arlandia."
)


def release_of(text: str) -> Release:
    return read("mofa", Page("page", "", text))


def saved(name: str) -> Release:
    return release_of((PAGES / f"{name}.txt").read_text(encoding="utf-8"))


def marked_up(words: str) -> Release:
    body = f"<p>Reporter: Will you sell the sanctuary?</p><p>Minister Tanabe: {words}</p>"
    return release_of(f"<html><body>{HEAD}{body}</body></html>")


def joined(words: str) -> str:
    return " ".join(words.split())


def said(release: Release) -> list[tuple[str, str]]:
    return [(one.speaker, joined(one.span.of(release.text))) for one in release.statements]


def sentences_of(release: Release) -> list[str]:
    return [
        joined(sentence.of(release.text))
        for one in release.statements
        for sentence in sentences(release.text, one.span)
    ]


def parts(release: Release, kind: PartKind) -> list[str]:
    return [joined(part.span.of(release.text)) for part in release.parts if part.kind is kind]


def test_a_wrapped_paragraph_of_a_release_is_one_statement() -> None:
    assert said(saved("wrapped_release")) == [
        (
            PUBLISHER,
            (
                "On June 16, the Ambassador of Japan to Borovia and the Minister of Harbors of "
                "Borovia signed notes on a grant of five hundred million yen, which is not to be "
                "used for weapons, for the repair of the lighthouse of Cape Vale."
            ),
        ),
        (
            PUBLISHER,
            (
                "The grant will be paid in three parts, and none of it before the parliament of "
                "Borovia has given its consent."
            ),
        ),
        (PUBLISHER, "The lighthouse will be repaired by Borovia."),
    ]


@pytest.mark.parametrize("page", ["wrapped_release", "hard_wrapped_lines"])
def test_a_line_of_a_wrapped_paragraph_is_neither_heading_nor_caption(page: str) -> None:
    release = saved(page)
    assert parts(release, PartKind.HEADING) == []
    assert parts(release, PartKind.CAPTION) == []


def test_a_wrapped_message_of_which_the_ministry_tells_is_one_statement() -> None:
    assert said(saved("hard_wrapped_lines")) == [
        (
            PUBLISHER,
            (
                "On September 30 (Wed) at 2:48 AM (JST), the Harbor Towns lay under water after a "
                "storm from the sea. On the same day Mr. Kenji Tanabe, Minister for Foreign "
                "Affairs of Japan, wrote a letter to Ms. Lina Orsk Foreign Secretary of Arlandia, "
                "and in it he offered boats and blankets to the people of the Harbor Towns."
            ),
        )
    ]


def test_the_second_line_of_a_wrapped_notice_is_nobodys_words() -> None:
    release = saved("wrapped_conference")
    assert "purpose only." not in [words for _, words in said(release)]
    assert parts(release, PartKind.NOTICE) == [
        "This is a provisional translation by an external company for reference purpose only."
    ]


def test_a_sentence_of_a_wrapped_conference_runs_over_its_lines() -> None:
    assert sentences_of(saved("wrapped_conference")) == [
        (
            "The government will not under any circumstances sell the pelican sanctuary of Cape "
            "Vale, and it has no plan to close the lighthouse, unless Arlandia asks for it"
        ),
        "The envoy said that the herring quota would not be raised before the summer of next year.",
        "Minister Orlen of Arlandia had told him so.",
    ]


@pytest.mark.parametrize("line_break", ["<br>", "<br/>", "<br />\n", " <br> "])
def test_a_sentence_runs_over_a_line_break_of_the_page(line_break: str) -> None:
    release = marked_up(REFUSED.replace(" sell", f"{line_break}sell"))
    assert sentences_of(release) == [REFUSED]


@pytest.mark.parametrize(
    "before, after",
    [
        ("We will give the lamp to", "Arlandia, and to nobody else."),
        ("We had a talk with Mr.", "Orlen of Borovia."),
        ("The lamp, the pier,", "Borovia and the ferry are safe."),
        ("The whales of Cape Vale", "are not for sale."),
        ("We do not", "sell whales."),
    ],
)
@pytest.mark.parametrize("line_break", ["<br>", "\n<br/>\n"])
def test_a_sentence_runs_over_a_break_before_any_word(before, after, line_break) -> None:
    release = marked_up(f"{before}{line_break}{after}")
    assert sentences_of(release) == [f"{before} {after}"]


WIDTHS = [58, 64, 72, 80, 100]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_page_wrapped_at_any_width_says_what_the_unwrapped_one_says(width, line_end) -> None:
    paragraphs = [
        "Press Conferences",
        "Press Conference by Foreign Minister TANABE Kenji",
        "Friday, June 16, 2023, 10:05 a.m. Ministry of Foreign Affairs",
        "Lighthouses",
        (
            "Harbor Times, NODA: What is the state of the works in Borovia? I also ask about the "
            "Treaty of Orla Bay, which Arlandia has not signed, and about Minister Orlen."
        ),
        (
            f"Minister TANABE: {REFUSED} I said so to Minister Orlen of Borovia. He agreed. "
            "Arlandia and Borovia have no plan to close the Lighthouse of Cape Vale, unless we ask."
        ),
    ]
    whole = release_of("\n\n".join(paragraphs))
    wrapped = ("\n\n".join(textwrap.fill(one, width) for one in paragraphs)).split("\n")
    release = release_of(line_end.join(wrapped))
    assert sentences_of(release) == sentences_of(whole)
    assert said(release) == said(whole)
    assert parts(release, PartKind.HEADING) == ["Lighthouses"]


def test_a_line_break_of_the_page_behind_a_sentence_ends_it() -> None:
    release = marked_up("We will not sell it.<br>We will not lend it.")
    assert sentences_of(release) == ["We will not sell it.", "We will not lend it."]


@pytest.mark.parametrize(
    "page, question, words",
    [
        (
            "wrapped_release",
            "May the grant be used for weapons?",
            "which is not to be used for weapons",
        ),
        (
            "wrapped_conference",
            "Is there a plan to close the lighthouse?",
            "it has no plan to close the lighthouse, unless Arlandia asks for it",
        ),
        (
            "wrapped_conference",
            "What was said about the sanctuary of Cape Vale?",
            "The government will not under any circumstances sell the pelican sanctuary",
        ),
        (
            "wrapped_conference",
            "What was said about the herring quota?",
            "the herring quota would not be raised before the summer of next year.",
        ),
    ],
)
async def test_a_quotation_does_not_end_within_a_sentence_because_a_line_does(
    services_over: Opening, page: str, question: str, words: str
) -> None:
    async with services_over(saved(page)) as opened:
        answer = await opened.answerer.answer(question, NOW)
    assert words in joined(answer.excerpts[0].quote)


async def test_a_quotation_runs_over_a_line_break_of_the_page(services_over: Opening) -> None:
    release = marked_up(REFUSED.replace(" sell", "<br>sell"))
    async with services_over(release) as opened:
        answer = await opened.answerer.answer("Will the pelican sanctuary be sold?", NOW)
    assert joined(answer.excerpts[0].quote) == REFUSED
