"""What an inline list costs of the processor: understanding, searching, cutting, rendering.

The record is the one in KAIKEN_DATA; `kaiken import` puts one there. Three words are taken from one
sentence of a release, and whole questions are those of its reporters; no list is kept from one to
the next. Times are of one process on one machine: compare them within one run.
"""

import asyncio
import os
import random
import statistics
import time
from pathlib import Path

from sqlalchemy import select

from bot.handlers.inserting.inline import find_results
from bot.setup.services import Services, open_services
from bot.setup.settings import Settings
from retrieval.archive.tables import releases
from retrieval.model.release import Release
from retrieval.text.sentences import sentences
from retrieval.text.tokens import tokenize

DATA = Path(os.environ["KAIKEN_DATA"])
QUERIES = int(os.environ.get("QUERIES", "200"))
WARMING = 20
WORDS = 3
# Telegram hands on no longer query.
LONGEST_QUERY = 256


async def main() -> None:
    async with open_services(Settings(None, DATA)) as services:
        words, questions = await take_queries(services)
        for name, queries in (("three words", words), ("whole questions", questions)):
            for one in queries[:WARMING]:
                await list_results(services, one)
            taken = [await list_results(services, one) for one in queries[WARMING:]]
            took_ms = sorted(one for one, _ in taken)
            offered = statistics.mean(count for _, count in taken)
            print(
                f"{name}: p50 {statistics.median(took_ms):.0f} ms, "
                f"p95 {took_ms[int(len(took_ms) * 0.95)]:.0f}, most {took_ms[-1]:.0f}; "
                f"{len(taken)} queries, {offered:.1f} results each",
                flush=True,
            )


async def list_results(services: Services, query: str) -> tuple[float, int]:
    """Return the milliseconds of the processor that a list takes, and how many results it has."""
    began = time.process_time()
    found = await find_results(services, query, None, services.now())
    return 1000 * (time.process_time() - began), len(found.results)


async def take_queries(services: Services) -> tuple[list[str], list[str]]:
    """Take three words of a sentence, and questions of reporters, from releases at random."""
    chance = random.Random(7)  # noqa: S311 - the same queries each time
    async with services.database.read() as connection:
        ids = sorted(await connection.scalars(select(releases.c.id)))
    chance.shuffle(ids)
    words, questions = list[str](), list[str]()
    for number in ids:
        if min(len(words), len(questions)) >= QUERIES + WARMING:
            break
        release = await services.record.release(number)
        words += take_words(release, chance)
        questions += take_question(release, chance)
    return words[: QUERIES + WARMING], questions[: QUERIES + WARMING]


def take_words(release: Release, chance: random.Random) -> list[str]:
    statement = chance.choice(release.statements)
    sentence = chance.choice(sentences(release.text, statement.span) or [statement.span])
    told = [one for one in tokenize(sentence.of(release.text)) if not one.is_stop]
    at = chance.randrange(max(1, len(told) - WORDS + 1))
    taken = told[at : at + WORDS]
    return [" ".join(one.folded for one in taken)] if len(taken) == WORDS else []


def take_question(release: Release, chance: random.Random) -> list[str]:
    asked = [one.question.span.of(release.text) for one in release.statements if one.question]
    fitting = [one for one in asked if "?" in one and len(one) <= LONGEST_QUERY]
    return [chance.choice(fitting)] if fitting else []


if __name__ == "__main__":
    asyncio.run(main())
