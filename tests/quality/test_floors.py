"""How good the answers have to be. A floor is raised when it is passed, never lowered."""

import datetime as dt
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import pytest

from bot.setup.environment import read_settings
from bot.setup.services import Services, open_services
from retrieval.evaluation.evaluation import Evaluation, evaluate, load_questions

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module", params=["okapi", "disk"])
async def services(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Services]:
    """The seeds, searched by each engine in turn."""
    data = str(tmp_path_factory.mktemp("seeds"))
    settings = read_settings({"KAIKEN_DATA": data, "KAIKEN_ENGINE": request.param})
    async with open_services(settings, lambda: NOW) as opened:
        yield opened


async def judge(services: Services, path: Path) -> Evaluation:
    return await evaluate(services.answerer, load_questions(path), NOW)


@pytest.mark.parametrize(
    "path, first, in_three, false_answers",
    [
        (Path(str(files("seeds"))) / "questions.jsonl", 1.0, 1.0, 0),
        (Path(__file__).parent / "questions.jsonl", 0.95, 1.0, 1),
        (Path(__file__).parent / "paraphrased.jsonl", 0.8, 0.8, 0),
        (Path(__file__).parent / "outsiders.jsonl", 0.66, 0.69, 0),
        (Path(__file__).parent / "tempting.jsonl", 1.0, 1.0, 5),
        (Path(__file__).parent / "journalists.jsonl", 0.77, 0.79, 0),
        (Path(__file__).parent / "half_asked.jsonl", 1.0, 1.0, 20),
    ],
    ids=[
        "the questions of the seeds",
        "a harder set",
        "in other words than the record's",
        "of people who know the releases alone",
        "half of what is asked is on record",
        "of journalists who know the releases alone",
        "a part of what journalists ask is on record",
    ],
)
async def test_answers_are_at_least_this_good(
    services: Services, path: Path, first: float, in_three: float, false_answers: int
) -> None:
    judged = await judge(services, path)
    assert judged.first >= first
    assert judged.in_three >= in_three
    assert len(judged.false_answers) <= false_answers
    assert judged.verbatim == 1.0
    assert judged.within_bounds == 1.0
    assert judged.lengths[1] <= 300
