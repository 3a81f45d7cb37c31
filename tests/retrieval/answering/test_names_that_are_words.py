"""Surnames that are words as well, or have several parts, are somebody's: May, So, O'Neil."""

import datetime as dt
from collections.abc import AsyncIterator

import pytest

from bot.setup.environment import read_settings
from bot.setup.services import Services, open_services
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.model.answer import Answer, Status
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read
from retrieval.sources.files.seeds import Seeds

NOW = dt.datetime(2023, 7, 1, 9, 0, tzinfo=dt.UTC)

# The names are surnames and words: stop words, verbs, months.
SAID = {
    "Ms. MAY Rosalind": "stands on a rock of granite",
    "Mr. SO Hiroshi": "has a lamp of brass",
    "Mr. MARCH Ian": "needs a keeper of its own",
    "Ms. AN Jiho": "was moved by forty horses",
    "Ms. WILL Dora": "keeps a parrot",
    "Ms. HE Lan": "burns no coal any more",
    "Mr. LI Bo": "sends a signal each minute",
    "Ms. ORLEN-VALE Ana": "has forty windows of glass",
    "Mr. O’NEIL Sean": "was painted with red stripes",
    "Ms. Marie de la Tour": "has a spiral staircase inside",
    "Mr. AUGUST Karl": "leans to the west",
    "Mr. DO Minh": "has no lift",
    "Ms. LONG Ada": "stands in the fog",
    "Mr. AL-THANI Omar": "is a gift",
    "Mr. D’ANGELO Rico": "has a bell",
}
CONFERENCE = """\
Press Conferences
Press Conference by the Press Secretary
Thursday, June {day}, 2023, 10:05 a.m. Ministry of Foreign Affairs
Lighthouses
Reporter: What of the lighthouse?
{who}, Press Secretary: The lighthouse {said}.
"""


@pytest.fixture(scope="module")
async def services(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Services]:
    """A record of one conference by each press secretary of SAID."""
    texts = [
        CONFERENCE.format(day=day, who=who, said=said)
        for day, (who, said) in enumerate(SAID.items(), start=1)
    ]
    releases = [read("mofa", Page(f"page-{n}", "", text)) for n, text in enumerate(texts)]
    readings = [Reading(one, digest_words(one), one.id.encode()) for one in releases]
    settings = read_settings({"KAIKEN_DATA": str(tmp_path_factory.mktemp("record"))})
    async with open_services(settings, lambda: NOW, Seeds((), ())) as opened:
        async with opened.database.write() as connection:
            await save(connection, readings, NOW)
        await opened.record.catch_up()
        yield opened


async def ask(services: Services, question: str) -> Answer:
    return await services.answerer.answer(question, NOW)


def speakers(answer: Answer) -> set[str]:
    return {one.statement.speaker for one in answer.excerpts}


# --- surnames that are words


@pytest.mark.parametrize(
    "question, speaker",
    [
        ("What did Rosalind May say about the lighthouse?", "MAY Rosalind"),
        ("What did Ms. May say about the lighthouse?", "MAY Rosalind"),
        ('by:"may rosalind" lighthouse', "MAY Rosalind"),
        ('by:"press secretary may" lighthouse', "MAY Rosalind"),
        ("What did Mr. So say about the lighthouse?", "SO Hiroshi"),
        ("What did Press Secretary May say about the lighthouse?", "MAY Rosalind"),
        ("What did Press Secretary So say about the lighthouse?", "SO Hiroshi"),
        ("What did March say about the lighthouse?", "MARCH Ian"),
        ("by:march lighthouse", "MARCH Ian"),
        ("What did Li say about the lighthouse?", "LI Bo"),
        ("by:li lighthouse", "LI Bo"),
        *(
            (question, speaker)
            for question, speaker in (
                ("by:may lighthouse", "MAY Rosalind"),
                ("by:so lighthouse", "SO Hiroshi"),
                ("by:an lighthouse", "AN Jiho"),
                ("by:will lighthouse", "WILL Dora"),
                ("by:he lighthouse", "HE Lan"),
                ("What did May say about the lighthouse?", "MAY Rosalind"),
                ("What did So say about the lighthouse?", "SO Hiroshi"),
                ("What did An say about the lighthouse?", "AN Jiho"),
                ("What did Will say about the lighthouse?", "WILL Dora"),
                ("What did He say about the lighthouse?", "HE Lan"),
                ("May on the lighthouse", "MAY Rosalind"),
                # others of this kind
                ("by:do lighthouse", "DO Minh"),
                ("by:august lighthouse", "AUGUST Karl"),
                ("by:long lighthouse", "LONG Ada"),
                ("What did Do say about the lighthouse?", "DO Minh"),
                ("What has Long said about the lighthouse?", "LONG Ada"),
                ("What did August say about the lighthouse?", "AUGUST Karl"),
                ("the lighthouse, by August", "AUGUST Karl"),
                ("Will's view on the lighthouse", "WILL Dora"),
                ("According to An, the lighthouse", "AN Jiho"),
                ("what did may say about the lighthouse", "MAY Rosalind"),
                ("lighthouse by will", "WILL Dora"),
                ("May said what about the lighthouse?", "MAY Rosalind"),
                ("Press Secretary Long on the lighthouse", "LONG Ada"),
                ("WHAT DID SO SAY ABOUT THE LIGHTHOUSE?", "SO Hiroshi"),
            )
        ),
    ],
)
async def test_a_surname_that_is_a_word_is_somebodys(
    services: Services, question: str, speaker: str
) -> None:
    assert speakers(await ask(services, question)) == {speaker}


@pytest.mark.parametrize(
    "question", ["-by:may lighthouse", "lighthouse but not by May", "lighthouse except by May"]
)
async def test_whose_surname_is_a_word_can_be_left_out(services: Services, question: str) -> None:
    answer = await ask(services, question)
    assert answer.found == len(SAID) - 1
    assert "MAY Rosalind" not in speakers(answer)


@pytest.mark.parametrize(
    "question",
    [
        "What may he say about the lighthouse?",
        "So what will be said about the lighthouse?",
        "Will he say more about the lighthouse?",
        "He said what about the lighthouse?",
        "What Did He Say About The Lighthouse?",
        "What did an official say about the lighthouse?",
        "May I ask about the lighthouse?",
    ],
)
async def test_a_word_that_is_a_surname_stays_a_word(services: Services, question: str) -> None:
    assert (await ask(services, question)).found == len(SAID)


async def test_how_long_asks_for_a_length_and_for_nobody_s_words(services: Services) -> None:
    answer = await ask(services, "How long is the lighthouse?")
    assert answer.query.voices == ()
    assert (answer.status, answer.met, answer.missing) == (Status.NEAR, ("lighthouse",), ())
    assert len({one.statement.speaker for one in answer.nearest}) > 1


# --- surnames of two parts


@pytest.mark.parametrize(
    "question, speaker",
    [
        ("by:orlen-vale", "ORLEN-VALE Ana"),
        ('by:"orlen vale"', "ORLEN-VALE Ana"),
        ("What did Orlen Vale say about the lighthouse?", "ORLEN-VALE Ana"),
        ("by:oneil", "O’NEIL Sean"),
        ("What did O'Neil say about the lighthouse?", "O’NEIL Sean"),
        ("What did de la Tour say about the lighthouse?", "Marie de la Tour"),
        ("by:tour", "Marie de la Tour"),
        ("by:vale", "ORLEN-VALE Ana"),
        ("What did Thani say about the lighthouse?", "AL-THANI Omar"),
        ("Al Thani on the lighthouse", "AL-THANI Omar"),
        ("What did D'Angelo say about the lighthouse?", "D’ANGELO Rico"),
        ("What did D Angelo say about the lighthouse?", "D’ANGELO Rico"),
        ("by:dangelo", "D’ANGELO Rico"),
        ("What did Ms. Orlen say about the lighthouse?", "ORLEN-VALE Ana"),
        ("What did O Neil say about the lighthouse?", "O’NEIL Sean"),
    ],
)
async def test_a_surname_of_two_parts_is_somebodys(
    services: Services, question: str, speaker: str
) -> None:
    assert speakers(await ask(services, question)) == {speaker}
