"""A stop that ends a shortened word ends no sentence, whatever word stands behind it."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest

from bot.setup.services import Services
from retrieval.model.release import Span
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read
from retrieval.text.sentences import sentences

Opening = Callable[..., AbstractAsyncContextManager[Services]]

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)

# Surnames, and words that begin sentences.
NAMES = """
    So An Do Will He No On In To May We You Long Little White Black New Ban Li Xi Moon Park Kim
    First Second Last Over Both Such Now Let
""".split()
CONFERENCE = """\
Press Conferences

Press Conference by Foreign Minister TANABE Kenji

Friday, June 9, 2023, 10:05 a.m. Ministry of Foreign Affairs

Various Matters

Reporter: What did you tell the envoy?

Minister TANABE: I told the envoy, Mr. He Orlen, that the whales of Cape Vale are protected.

Reporter: And the pier?

Minister TANABE: The pier opens at 9 a.m. Borovia time on 3 July, not before.
"""


def parted(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "shortened",
    [
        "Ms.",
        "Amb.",
        "Mr.",
        "Mrs.",
        "Dr.",
        "Prof.",
        "H.E. Mr.",
        "Gen.",
        "Sen.",
        "Gov.",
        "Hon.",
        "St.",
        "Lt.",
        "Col.",
        "Capt.",
        "Rev.",
        "Sgt.",
        "Rep.",
        "Pres.",
        "Maj.",
        "Adm.",
        "Cmdr.",
        "Brig. Gen.",
        "Messrs.",
    ],
)
def test_a_title_before_a_name_ends_no_sentence(shortened: str) -> None:
    texts = [f"We met the envoy, {shortened} {name} Marsh, on Monday." for name in NAMES]
    assert [parted(text) for text in texts if parted(text) != [text]] == []


@pytest.mark.parametrize(
    "text",
    [
        "The bill, No. A 5, passed.",
        "Under Art. I of the treaty we act.",
        "Under Sec. A of the treaty we act.",
        "It stands in para. A of the treaty.",
        "The meeting with Ms. So Aiko was good.",
        "Talks with Mr. He Orlen, Vice Premier, went on.",
        "Talks with Messrs. So and An went on.",
        "It is Borovia vs. The Crown of Arlandia.",
        "The lamp of Mt. So is high.",
    ],
)
def test_a_shortened_word_within_a_sentence_does_not_end_it(text: str) -> None:
    assert parted(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The pier opens at 9 a.m. on 3 July.",
        "The pier opens at 9 a.m. (local time) on 3 July.",
        "The pier opens at 9 a.m. Borovia time on 3 July, not before.",
        "The pier opens at 9 p.m. Japan time on 3 July, not before.",
        "The pier opens at 9 a.m. July 3, not before.",
        "The pier opens at 9 p.m. Monday, not before.",
        "The pier opens at 9 a.m. Eastern Time, not before.",
        "The pier opens at 9 a.m. JST on 3 July, not before.",
        "The pier opens at 9 a.m. Dec. 3, not before.",
        "The pier opens at 9 p.m. U.S. Eastern Time, not before.",
        "The pier opens at 9 P.M. Tokyo time, not before.",
        "The pier opens at 9 a.m. Orla Bay local time, not before.",
    ],
)
def test_an_hour_before_a_zone_or_a_day_ends_no_sentence(text: str) -> None:
    assert parted(text) == [text]


@pytest.mark.parametrize(
    "text, found",
    [
        ("We left at 9 a.m. The ferry was late.", ["We left at 9 a.m.", "The ferry was late."]),
        ("It ended at 9 p.m. The time was short.", ["It ended at 9 p.m.", "The time was short."]),
        ("It ended at 9 p.m. JSTA met.", ["It ended at 9 p.m.", "JSTA met."]),
        ("We met Ms. Mori. He was late.", ["We met Ms. Mori.", "He was late."]),
        ("It was No. 5. It is gone.", ["It was No. 5.", "It is gone."]),
        ("It was built by Arc Co. Ltd. It holds.", ["It was built by Arc Co. Ltd.", "It holds."]),
    ],
)
def test_a_sentence_still_ends_before_the_next(text: str, found: list[str]) -> None:
    assert parted(text) == found


@pytest.mark.parametrize(
    "question, sentence",
    [
        (
            "Are the whales of Cape Vale protected?",
            "I told the envoy, Mr. He Orlen, that the whales of Cape Vale are protected.",
        ),
        (
            "When does the pier open?",
            "The pier opens at 9 a.m. Borovia time on 3 July, not before.",
        ),
    ],
)
async def test_a_quotation_is_the_whole_sentence(
    services_over: Opening, question: str, sentence: str
) -> None:
    async with services_over(read("mofa", Page("page", "", CONFERENCE))) as opened:
        answer = await opened.answerer.answer(question, NOW)
    assert answer.excerpts[0].quote == sentence
