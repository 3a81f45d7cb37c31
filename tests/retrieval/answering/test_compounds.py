"""A compound is found however it is written: "cease-fire", "ceasefire", "cease fire"."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.setup.environment import read_settings
from bot.setup.services import Services, open_services
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.model.answer import Answer
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read
from retrieval.sources.files.seeds import Seeds

NOW = dt.datetime(2023, 7, 1, 9, 0, tzinfo=dt.UTC)
COMPOUNDS = Path(__file__).parent / "compounds.txt"
# Each sentence is an answer of its own.
SAID = [
    "Healthcare is a matter of the isles.",
    "The sea bed is to be charted in spring.",
    "Policy-makers met in the old mill.",
    "A warhead was found in the harbor.",
    "The ferry line has a web site of its own.",
    "Re-election is not on the table.",
    "The An-124 landed with a crane.",
    "Two F-16s were seen over the cape.",
    "The S-400 stays in its shed.",
    "The MH370 search has ended.",
    "SARS-2 vaccines were not taken up.",
    "COP28 begins in the dunes.",
    "The fund has 1,250,000 crowns.",
    "The toll is 7500 crowns.",
    "The car carried pet food.",
]


@pytest.fixture(scope="module", params=["okapi", "disk"])
async def services(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Services]:
    """A record of two conferences with compounds, searched by each engine in turn."""
    turns = "".join(f"Reporter: What else?\nMinister TANABE: {said}\n" for said in SAID)
    other = f"""\
Press Conferences
Press Conference by Foreign Minister TANABE Kenji
Friday, June 16, 2023, 10:05 a.m. Ministry of Foreign Affairs
Various Matters
{turns}"""
    texts = [COMPOUNDS.read_text(encoding="utf-8"), other]
    releases = [read("mofa", Page(f"page-{n}", "", text)) for n, text in enumerate(texts)]
    readings = [Reading(one, digest_words(one), one.id.encode()) for one in releases]
    data = str(tmp_path_factory.mktemp("record"))
    settings = read_settings({"KAIKEN_DATA": data, "KAIKEN_ENGINE": request.param})
    async with open_services(settings, lambda: NOW, Seeds((), ())) as opened:
        async with opened.database.write() as connection:
            await save(connection, readings, NOW)
        await opened.record.catch_up()
        yield opened


async def ask(services: Services, question: str) -> Answer:
    return await services.answerer.answer(question, NOW)


@pytest.mark.parametrize(
    "question, said",
    [
        *(
            (question, "The cease-fire in Borovia holds")
            for question in ("cease-fire", "cease fire", "ceasefire", "ceasefires", "truce")
        ),
        *(
            (question, "Cybersecurity was the first item")
            for question in ("cybersecurity", "cyber security", "cyber-security")
        ),
        *(
            (question, "nuclear non-proliferation")
            for question in ("non-proliferation", "non proliferation", "nonproliferation")
        ),
        *(
            (question, "Two peacekeeping battalions")
            for question in ("peacekeeping", "peace-keeping", "peace keeping")
        ),
        *((question, "The clearing of landmines") for question in ("land mines", "land-mines")),
        *((question, "We regret the air strikes") for question in ("airstrikes", "air-strikes")),
        *((question, "I answered her e-mail") for question in ("e-mail", "e mail", "email")),
        ("bio-fuels", "Biofuels were not taken up"),
        ("semi-conductors", "Semiconductors are under"),
        ("semi conductors", "Semiconductors are under"),
        *((question, "The F-35 flies") for question in ("F-35", "F35", "F 35", "f35s")),
        *((question, "The V22 has been taken") for question in ("V22", "V-22", "V-22s")),
        *(
            (question, "The rules on COVID-19")
            for question in ("COVID-19", "Covid 19", "COVID19", "covid", "covid19")
        ),
        ("5000", "The quota of crabs is 5,000 tons"),
        ("12,000", "Last year 12000 tons"),
        # others of this kind
        *((question, SAID[0]) for question in ("health care", "health-care", "healthcare")),
        *((question, SAID[1]) for question in ("seabed", "sea-bed", "seabeds", "Seabed")),
        *((question, SAID[2]) for question in ("policymakers", "policy makers", "policymaker")),
        *((question, SAID[3]) for question in ("war-head", "war heads")),
        *((question, SAID[4]) for question in ("website", "web-site", "what of the website")),
        *((question, SAID[5]) for question in ("reelection", "re election", "re-election")),
        *((question, SAID[6]) for question in ("An-124", "AN124", "an-124")),
        *((question, SAID[7]) for question in ("F-16", "F16s", "F 16")),
        *((question, SAID[8]) for question in ("S-400", "S400", "s-400s", "S 400")),
        *((question, SAID[9]) for question in ("MH-370", "MH 370", "mh370")),
        *((question, SAID[10]) for question in ("SARS2", "SARS 2", "SARS-2")),
        *((question, SAID[11]) for question in ("COP-28", "COP 28", "cop28")),
        *((question, SAID[12]) for question in ("1250000", "1,250,000 crowns")),
        *((question, SAID[13]) for question in ("7,500", "7,500 crowns", "toll of 7,500")),
    ],
)
async def test_a_compound_is_found_however_it_is_written(
    services: Services, question: str, said: str
) -> None:
    answer = await ask(services, question)
    assert [one.quote for one in answer.excerpts if said in one.quote]


@pytest.mark.parametrize("question", ["carpet", "the port of Oldmill", "the 10", "coverage"])
async def test_words_that_make_no_compound_find_nothing(services: Services, question: str) -> None:
    assert not (await ask(services, question)).found


@pytest.mark.parametrize(
    "question, marked",
    [
        ("ceasefire", "cease-fire"),
        ("seabed", "sea bed"),
        ("cyber security", "Cybersecurity"),
        ("F16", "F-16s"),
        ("5000", "5,000"),
        ("COVID19", "COVID-19"),
    ],
)
async def test_the_compound_is_marked_as_it_is_written(
    services: Services, question: str, marked: str
) -> None:
    answer = await ask(services, question)
    texts = [
        span.of(release.text)
        for excerpt in answer.excerpts
        for release in [await services.record.release(excerpt.release.id)]
        for span in excerpt.marks
    ]
    assert set(texts) == {marked}


@pytest.mark.parametrize(
    "question", ["crowns -ceasefire", "cape -F16", "isles -health-care", "spring -seabed"]
)
async def test_a_compound_is_left_out_however_it_is_written(
    services: Services, question: str
) -> None:
    left_out = ("cease-fire", "F-16", "Healthcare", "sea bed")
    quotes = [one.quote for one in (await ask(services, question)).excerpts]
    assert not [quote for quote in quotes if any(one in quote for one in left_out)]
