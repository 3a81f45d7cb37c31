"""Sentences of the seeds, altered in one way each, are told apart; none is called exact."""

import re

import pytest

from bot.setup.services import Services
from retrieval.model.verification import Verdict
from retrieval.sources.files.seeds import find_seeds
from tests.benchmarks.altered_quotations import make_altered, verdict_of

SEEDS = [one.release for one in find_seeds().read().readings]
# The record of the White House is measured by tests/benchmarks/verifying.py.
COUNT = 60


@pytest.mark.parametrize("seed", [1, 2])
async def test_each_way_of_altering_a_quotation_is_told(services: Services, seed: int) -> None:
    wrong = []
    for one in make_altered(SEEDS, COUNT, seed):
        found = await services.verifier.verify(one.quotation)
        came = verdict_of([checked.verdict for checked in found.checked], found.together)
        is_exact = any(one.quotation in release.text for release in SEEDS)
        assert (came is Verdict.EXACT) <= is_exact, one
        if came not in one.right:
            wrong.append((one, came))
    assert wrong == []


async def test_no_sentence_with_one_word_less_is_exact_unless_it_stands_so(
    services: Services,
) -> None:
    for release in SEEDS[:2]:
        for statement in release.statements[:4]:
            words = re.split(r"(?<=[.?!]) ", statement.span.of(release.text))[0].split()[:30]
            for at in range(1, len(words) - 1):
                altered = " ".join(words[:at] + words[at + 1 :])
                if any(altered in other.text for other in SEEDS):
                    continue
                found = await services.verifier.verify(altered)
                came = verdict_of([one.verdict for one in found.checked], found.together)
                assert came is not Verdict.EXACT, altered
