from datetime import UTC, datetime, timedelta

import pytest

from bot.services import Services, open_services
from retrieval.errors import UnknownReleaseError, UnreadablePageError
from retrieval.model import Status
from retrieval.sources.seeds import Loaded, load_seeds


def test_the_seeds_are_what_is_on_record(services: Services) -> None:
    assert list(services.releases) == [release.id for release in load_seeds().releases]
    assert services.faults == ()


def test_a_release_is_found_by_its_id(services: Services) -> None:
    assert services.release("mofa-page6e_000266").id == "mofa-page6e_000266"


def test_an_unknown_id_is_an_error_that_lists_those_there_are(services: Services) -> None:
    with pytest.raises(UnknownReleaseError) as caught:
        services.release("mofa-nothing")
    assert "'mofa-nothing'" in str(caught.value)
    assert all(release_id in str(caught.value) for release_id in services.releases)


async def test_what_could_not_be_loaded_is_kept_and_the_others_answer() -> None:
    loaded = load_seeds()
    fault = UnreadablePageError("x.txt", "damaged")
    services = open_services(Loaded(loaded.releases[:1], (fault,)))
    assert services.faults == (fault,)
    answer = await services.answerer.answer("Taiwan Strait", services.now())
    assert answer.status is Status.ANSWERED
    assert answer.searched.releases == 1


async def test_an_empty_record_finds_nothing_and_says_so() -> None:
    services = open_services(Loaded((), ()))
    answer = await services.answerer.answer("Taiwan Strait", services.now())
    assert answer.status is Status.NOTHING_FOUND
    assert answer.searched.releases == 0
    assert services.renderer.answer(answer) == [
        "Nothing on record about <b>Taiwan Strait</b>.\nSearched 0 releases."
    ]


@pytest.mark.parametrize(
    "question, quoted",
    [("HNS negotiation", "Host Nation Support negotiation"), ("DPRK", "North Korea")],
)
async def test_names_that_mean_the_same_are_learned_and_known(
    services: Services, question: str, quoted: str
) -> None:
    answer = await services.answerer.answer(question, services.now())
    assert any(quoted in excerpt.quote for excerpt in answer.excerpts)


def test_the_clock_is_that_of_the_world_unless_another_is_handed_in() -> None:
    assert abs(open_services(Loaded((), ())).now() - datetime.now(UTC)) < timedelta(minutes=1)
    noon = datetime(2022, 6, 1, 12, tzinfo=UTC)
    assert open_services(Loaded((), ()), lambda: noon).now() == noon
