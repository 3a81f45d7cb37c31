"""What a release words otherwise, does not repeat and says first is told to whoever wants it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from retrieval.model.release import Release

DAY = date(2025, 1, 10)
STOOD = (
    "Japan will work closely with all partners toward the complete denuclearization of Borovia in "
    "accordance with the resolutions."
)
NOW = STOOD.replace("complete", "full and verifiable")
BESIDE = "We call upon Borovia to return to the talks on inspections without any conditions."
OTHERS = [f"{name} {what}" for name in ("Harbour", "Grain", "Winter") for what in "ABCDEFGHI"]
HELD = "the two sides met in the capital, spoke of grain and of harbours, and agreed to meet again."
Page = Callable[..., Release]


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pages(make_page: Page) -> list[Release]:
    """Five months of statements on Borovia, each with both sentences, among others."""
    others = [
        make_page(f"pressite_000002_{number:05}", f"{title} in Cascovia", DAY, f"{title}: {HELD}")
        for number, title in enumerate(OTHERS)
    ]
    return others + [
        make_page(
            f"pressite_000001_0000{number}",
            "Missile Launch by Borovia",
            DAY + timedelta(days=30 * number),
            f"{STOOD} {BESIDE}",
        )
        for number in range(5)
    ]


async def publish_before(desk: Any, pages: list[Release]) -> None:
    await desk.publish(*pages)
    await desk.services.record.catch_up()
    await desk.tell()


async def test_what_is_worded_otherwise_or_not_repeated_is_told_to_whoever_wants_it(
    desk: Any, make_page: Page, pages: list[Release]
) -> None:
    await publish_before(desk, pages)
    await desk.subscribe(1, wants_wording=True)
    await desk.subscribe(2)
    title, day = "Missile Launch by Borovia", DAY + timedelta(days=200)
    await desk.publish(make_page("pressite_000001_00009", title, day, f"{NOW} We met today."))
    told, silent = sorted(await desk.tell(), key=lambda call: call.chat_id)
    assert "Worded otherwise" not in silent.text
    assert f"Worded otherwise\n❝ {NOW} ❞\ndiffers from the wording that stood in 5" in told.text
    assert "in 5 releases, 10 Jan 2025 – 10 May 2025\n" in told.text
    assert (
        "Not repeated\nstood in 5 releases, 10 Jan 2025 – 10 May 2025, and is not in" in told.text
    )
    assert f"❝ {BESIDE} ❞" in told.text
    units = told.text.encode("utf-16-le")
    struck = [
        units[2 * one.offset : 2 * one.end].decode("utf-16-le")
        for one in told.entities
        if one.type == "strikethrough"
    ]
    assert struck == ["complete"]


async def test_a_release_that_says_the_same_is_told_without_a_word_of_it(
    desk: Any, make_page: Page, pages: list[Release]
) -> None:
    await publish_before(desk, pages)
    await desk.subscribe(1, wants_wording=True)
    title, day = "Missile Launch by Borovia", DAY + timedelta(days=200)
    again = f"(2) {STOOD.replace('denuclearization', 'denuclearisation')} {BESIDE}"
    await desk.publish(make_page("pressite_000001_00009", title, day, again))
    (told,) = await desk.tell()
    assert "Worded otherwise" not in told.text
    assert "Not repeated" not in told.text


async def test_what_a_release_of_another_topic_does_not_say_is_not_missed(
    desk: Any, make_page: Page, pages: list[Release]
) -> None:
    await publish_before(desk, pages)
    await desk.subscribe(1, wants_wording=True)
    day = DAY + timedelta(days=200)
    await desk.publish(
        make_page("pressite_000001_00009", "Fisheries Talks", day, f"{HELD} We met today.")
    )
    (told,) = await desk.tell()
    assert "Not repeated" not in told.text


async def test_words_that_are_new_on_record_are_named_to_whoever_wants_it(
    desk: Any, make_page: Page, pages: list[Release]
) -> None:
    await publish_before(desk, pages)
    await desk.subscribe(1, wants_new_words=True)
    said = (
        "Both sides signed the Merrow Accord in Borovia. The inspectons go on. "
        "All partners return to the denuclearisation talks."
    )
    day = DAY + timedelta(days=200)
    await desk.publish(make_page("pressite_000001_00009", "Signing of an Accord", day, said))
    (told,) = await desk.tell()
    new = told.text.split("New on record\n")[1].splitlines()[0]
    assert "“Merrow Accord”" in new
    for known in ("inspect", "Borovia”", "denuclear", "partners"):
        assert known not in new
    assert "Searched 33 releases, 10 Jan 2025 – " in told.text
    # Under /release too, and not where the record begins.
    Visitor(desk.api, 1).writes("/release mofa-pressite_000001_00009")
    Visitor(desk.api, 1).writes("/release mofa-pressite_000001_00000")
    await deliver_pending(desk.application, desk.api)
    late, early = desk.messages(1)[-2:]
    assert "New on record\n“Merrow Accord”" in late.text
    assert "New on record" not in early.text
