"""Words of a question and of the record that are the same thing meet, and others do not."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.setup.services import Services, open_services
from bot.setup.settings import read_settings
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.model.answer import Answer
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read
from retrieval.sources.files.seeds import Seeds
from retrieval.text.tokens import terms

NOW = dt.datetime(2023, 7, 1, 9, 0, tzinfo=dt.UTC)
COMPOUNDS = Path(__file__).parent / "pages" / "compounds.txt"
compound = pytest.mark.xfail(strict=True, reason="compound written otherwise")
one_stem = pytest.mark.xfail(strict=True, reason="unlike words of one stem")
name_as_word = pytest.mark.xfail(strict=True, reason="surname that is a word")
parted_name = pytest.mark.xfail(strict=True, reason="surname of two parts written otherwise")

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
    """A record of a conference with compounds, and one by each press secretary of SAID."""
    texts = [COMPOUNDS.read_text(encoding="utf-8")] + [
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


# --- compounds


@pytest.mark.parametrize(
    "question, said",
    [
        ("cease-fire", "The cease-fire in Borovia holds"),
        ("cease fire", "The cease-fire in Borovia holds"),
        ("cybersecurity", "Cybersecurity was the first item"),
        ("non-proliferation", "nuclear non-proliferation"),
        ("non proliferation", "nuclear non-proliferation"),
        ("peacekeeping", "Two peacekeeping battalions"),
        ("land mines", "The clearing of landmines"),
        ("land-mines", "The clearing of landmines"),
        ("airstrikes", "We regret the air strikes"),
        ("air-strikes", "We regret the air strikes"),
        ("e-mail", "I answered her e-mail"),
        ("e mail", "I answered her e-mail"),
        ("bio-fuels", "Biofuels were not taken up"),
        ("F-35", "The F-35 flies"),
        ("V22", "The V22 has been taken"),
        ("COVID-19", "The rules on COVID-19"),
        ("Covid 19", "The rules on COVID-19"),
        *(
            (question, said)
            for question, said in (
                ("ceasefire", "The cease-fire in Borovia holds"),
                ("cyber security", "Cybersecurity was the first item"),
                ("cyber-security", "Cybersecurity was the first item"),
                ("nonproliferation", "nuclear non-proliferation"),
                ("peace-keeping", "Two peacekeeping battalions"),
                ("peace keeping", "Two peacekeeping battalions"),
                ("email", "I answered her e-mail"),
                ("semi-conductors", "Semiconductors are under"),
                ("semi conductors", "Semiconductors are under"),
                ("F35", "The F-35 flies"),
                ("V-22", "The V22 has been taken"),
                ("COVID19", "The rules on COVID-19"),
                ("5000", "The quota of crabs is 5,000 tons"),
                ("12,000", "Last year 12000 tons"),
            )
        ),
    ],
)
async def test_a_compound_is_found_however_it_is_written(
    services: Services, question: str, said: str
) -> None:
    answer = await ask(services, question)
    assert [one.quote for one in answer.excerpts if said in one.quote]


# --- stems


@pytest.mark.parametrize(
    "one, other",
    [
        ("imports", "important"),
        ("import", "importance"),
        ("author", "authority"),
        ("authors", "authorities"),
        ("executives", "execution"),
        ("executive", "executed"),
        ("position", "positive"),
        ("opposition", "opposite"),
        ("petition", "petite"),
        ("experience", "experiment"),
        ("capital", "capitalism"),
        ("relations", "relative"),
        ("accord", "according"),
        ("contract", "contraction"),
        ("contingent", "contingency"),
        ("success", "succession"),
        ("access", "accession"),
        ("recess", "recession"),
        ("transit", "transition"),
        ("animal", "animated"),
    ],
)
def test_unlike_words_of_one_stem_are_not_one_term(one: str, other: str) -> None:
    assert terms(one) != terms(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("imports", "imported"),
        ("authority", "authorities"),
        ("author", "authors"),
        ("executive", "executives"),
        ("position", "positions"),
        ("petition", "petitions"),
        ("relation", "relations"),
        ("abduction", "abducted"),
        ("sanction", "sanctions"),
        ("whale", "whaling"),
        ("denuclearize", "denuclearization"),
        ("negotiate", "negotiations"),
    ],
)
def test_forms_of_one_word_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


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
            pytest.param(question, speaker, marks=name_as_word)
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
            )
        ),
    ],
)
async def test_a_surname_that_is_a_word_is_somebodys(
    services: Services, question: str, speaker: str
) -> None:
    assert speakers(await ask(services, question)) == {speaker}


@name_as_word
@pytest.mark.parametrize("question", ["-by:may lighthouse", "lighthouse but not by May"])
async def test_whose_surname_is_a_word_can_be_left_out(services: Services, question: str) -> None:
    answer = await ask(services, question)
    assert answer.found == len(SAID) - 1
    assert "MAY Rosalind" not in speakers(answer)


@pytest.mark.parametrize(
    "question",
    ["What may he say about the lighthouse?", "So what will be said about the lighthouse?"],
)
async def test_a_word_that_is_a_surname_stays_a_word(services: Services, question: str) -> None:
    assert (await ask(services, question)).found == len(SAID)


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
        pytest.param(
            "What did Ms. Orlen say about the lighthouse?", "ORLEN-VALE Ana", marks=parted_name
        ),
        pytest.param("What did O Neil say about the lighthouse?", "O’NEIL Sean", marks=parted_name),
    ],
)
async def test_a_surname_of_two_parts_is_somebodys(
    services: Services, question: str, speaker: str
) -> None:
    assert speakers(await ask(services, question)) == {speaker}
