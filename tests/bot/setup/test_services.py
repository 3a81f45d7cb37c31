from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.setup.services import Services, open_services
from bot.setup.settings import Settings
from retrieval.archive.load import load_ids
from retrieval.errors import UnknownReleaseError, UnreadablePageError
from retrieval.model.answer import Status
from retrieval.sources.files.seeds import Seeds, find_seeds

NO_SEEDS = Seeds((), ())
Opening = Callable[..., AbstractAsyncContextManager[Services]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(None, tmp_path / "data", "", None)


async def ids(services: Services) -> list[str]:
    async with services.database.read() as connection:
        return await load_ids(connection)


async def test_the_seeds_are_what_is_on_record(services: Services) -> None:
    assert await ids(services) == sorted(one.release.id for one in find_seeds().read().readings)
    assert services.record.searched.releases == 5
    assert services.unreadable_seeds == ()


async def test_a_release_is_found_by_its_id_as_it_was_read(services: Services) -> None:
    for one in find_seeds().read().readings:
        assert await services.record.release(one.release.id) == one.release


async def test_an_unknown_id_is_an_error_that_names_the_nearest_there_are(
    services: Services,
) -> None:
    with pytest.raises(UnknownReleaseError) as caught:
        await services.record.release("mofa-kaiken24e_00077")
    alike = caught.value.alike
    assert "'mofa-kaiken24e_00077'" in str(caught.value)
    assert alike[0] == "mofa-kaiken24e_000077"
    assert len(alike) == 3
    assert set(alike) <= set(await ids(services))
    assert all(release_id in str(caught.value) for release_id in alike)


async def test_an_unknown_version_is_an_error_that_says_so(services: Services) -> None:
    with pytest.raises(UnknownReleaseError, match="'mofa-page6e_000266' of version 2 on record"):
        await services.record.release("mofa-page6e_000266", 2)


async def test_on_an_empty_record_there_are_no_ids_to_name(services_over: Opening) -> None:
    async with services_over() as services:
        with pytest.raises(UnknownReleaseError, match=r"^no release 'mofa-nothing' on record$"):
            await services.record.release("mofa-nothing")


async def test_unreadable_seeds_are_reported_and_the_others_answer(settings: Settings) -> None:
    fault = UnreadablePageError("x.txt", "damaged")
    seeds = Seeds(find_seeds().intact[:1], (fault,))
    async with open_services(settings, seeds=seeds) as services:
        assert services.unreadable_seeds == (fault,)
        answer = await services.answerer.answer("Taiwan Strait", services.now())
    assert answer.status is Status.ANSWERED
    assert answer.searched.releases == 1


async def test_an_empty_record_finds_nothing_and_says_so(settings: Settings) -> None:
    async with open_services(settings, seeds=NO_SEEDS) as services:
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
async def test_names_that_mean_the_same_find_the_same(
    services: Services, question: str, quoted: str
) -> None:
    answer = await services.answerer.answer(question, services.now())
    assert any(quoted in excerpt.quote for excerpt in answer.excerpts)


async def test_the_clock_is_the_systems_unless_another_is_handed_in(
    settings: Settings,
) -> None:
    async with open_services(settings, seeds=NO_SEEDS) as services:
        assert abs(services.now() - datetime.now(UTC)) < timedelta(minutes=1)
    noon = datetime(2022, 6, 1, 12, tzinfo=UTC)
    async with open_services(settings, lambda: noon, NO_SEEDS) as services:
        assert services.now() == noon
