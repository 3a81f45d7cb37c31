"""Subscriptions and settings as people type and tap them."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any, Protocol

import pytest

from bot.sandbox.trying.conversation import Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.store.chats import subscriptions
from bot.store.chats.subscriptions import NoticePace, Subscription
from retrieval.model.release import Release

PAGE = "pressite_000001_00041"


def misread(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)


async def kept(desk: Any) -> Sequence[Subscription]:
    loaded: Sequence[Subscription] = await desk.transact(lambda c: subscriptions.load_all(c, 1))
    return loaded


def labels(call: Any) -> list[str]:
    return [button.label for row in call.buttons for button in row]


@misread("a pace that is typed with the topic is taken for its words")
@pytest.mark.parametrize(
    "typed, asked, pace",
    [
        ("Taiwan Strait daily", "Taiwan Strait", NoticePace.DAILY),
        ("Taiwan Strait weekly", "Taiwan Strait", NoticePace.WEEKLY),
        ("daily Taiwan Strait", "Taiwan Strait", NoticePace.DAILY),
        ("Taiwan Strait, once a week", "Taiwan Strait", NoticePace.WEEKLY),
        ("Taiwan Strait every day", "Taiwan Strait", NoticePace.DAILY),
        ("by:tanabe daily", "by:tanabe", NoticePace.DAILY),
        ("everything weekly", "", NoticePace.WEEKLY),
    ],
)
async def test_a_pace_may_be_typed_with_the_topic(
    unwatched_desk: Any, typed: str, asked: str, pace: NoticePace
) -> None:
    await unwatched_desk.subscribes(1, typed)
    assert [(one.words, one.pace) for one in await kept(unwatched_desk)] == [(asked, pace)]


@misread("Undo under what one has already deletes it")
@pytest.mark.parametrize("asked", ["harbor", "everything", "by:tanabe"])
async def test_no_undo_of_what_was_there_already_deletes_it(
    unwatched_desk: Any, asked: str
) -> None:
    await unwatched_desk.subscribes(1, asked)
    [_, again] = await unwatched_desk.says(1, f"/subscribe {asked}", "/subscribe yes")
    if "Undo" in labels(again):
        await unwatched_desk.taps(again, "Undo")
    assert len(await kept(unwatched_desk)) == 1


@misread("a number of no subscription is passed over in silence")
@pytest.mark.parametrize(
    "typed",
    ["/subscriptions 9 daily", "/subscriptions 9", "/unsubscribe 9"],
)
async def test_a_number_that_no_subscription_has_is_told(unwatched_desk: Any, typed: str) -> None:
    await unwatched_desk.subscribes(1, "harbor")
    [shown] = await unwatched_desk.says(1, typed)
    assert "9" in shown.text


@misread("a notice of two subscriptions does not ask which")
@pytest.mark.parametrize("label", ["Unsubscribe", "Less of this"])
async def test_under_a_notice_of_two_subscriptions_it_is_asked_which_of_the_two(
    watched_desk: Any, label: str
) -> None:
    await watched_desk.subscribes(1, "pelicans", "lighthouse", "herring")
    watched_desk.publish(PAGE, "The pelicans will be counted, and the herring as well.")
    [notice] = await watched_desk.passes(minutes=30)
    [shown] = await watched_desk.taps(notice, label)
    seen = " ".join((shown.text, *labels(shown)))
    assert [name in seen for name in ("pelicans", "herring", "lighthouse")] == [True, True, False]


@misread("a setting is confirmed by a page of all of them")
@pytest.mark.parametrize(
    "typed, told",
    [
        ("daily 7", "07:00"),
        ("quiet 22-7", "22:00–07:00"),
        ("zone Berlin", "Europe/Berlin"),
    ],
)
async def test_a_setting_is_confirmed_in_one_line(
    unwatched_desk: Any, typed: str, told: str
) -> None:
    [shown] = await unwatched_desk.says(1, f"/settings {typed}")
    assert told in shown.text
    assert len(shown.text.splitlines()) == 1


@pytest.mark.parametrize(
    "zone, clock",
    [
        ("GMT+9", "12:00"),
        ("UTC+9", "12:00"),
        ("UTC+01:00", "04:00"),
        ("UTC-5", "22:00"),
    ],
)
async def test_hours_from_greenwich_are_ahead_of_it_with_a_plus(
    unwatched_desk: Any, zone: str, clock: str
) -> None:
    [shown] = await unwatched_desk.says(1, f"/settings zone {zone}")
    [status] = await unwatched_desk.says(1, "/settings")
    assert "I do not know" not in shown.text
    assert f"{clock}\n" in status.text


@misread("a yes to what the bot asked is taken for a question")
@pytest.mark.parametrize("typed", ["yes", "yes please", "ok"])
async def test_yes_to_a_preview_subscribes(unwatched_desk: Any, typed: str) -> None:
    await unwatched_desk.says(1, "/subscribe harbor", typed)
    assert [one.asked for one in await kept(unwatched_desk)] == ["harbor"]


@misread("an unknown command is answered by the help for all")
@pytest.mark.parametrize(
    "typed, nearest",
    [
        ("/setings", "/settings"),
        ("/stauts", "/status"),
        ("/unsubscibe", "/unsubscribe"),
        ("/forgetme", "/forget"),
    ],
)
async def test_an_unknown_command_is_said_to_be_that_with_the_nearest(
    unwatched_desk: Any, typed: str, nearest: str
) -> None:
    [shown] = await unwatched_desk.says(1, typed)
    assert typed in shown.text
    assert nearest in shown.text.replace(typed, "")


@misread("a preview does not show the words that match")
async def test_a_preview_shows_the_words_that_match(watched_desk: Any) -> None:
    watched_desk.publish(PAGE, "The pelicans of Cape Vale will be counted.")
    await watched_desk.passes(minutes=30)
    [preview] = await watched_desk.says(1, "/subscribe pelicans")
    assert "The pelicans of Cape Vale will be counted." in preview.text


@misread("a digest does not show the words that match")
async def test_a_digest_shows_the_words_that_match(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "pelicans")
    await watched_desk.says(1, "/subscriptions 1 daily")
    watched_desk.publish(PAGE, "The pelicans of Cape Vale will be counted.")
    await watched_desk.passes(minutes=30)
    [digest] = await watched_desk.passes(days=1)
    assert "The pelicans of Cape Vale will be counted." in digest.text


@misread("what a digest has no room for is not to be found")
async def test_what_a_digest_has_no_room_for_is_a_tap_away(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "everything")
    await watched_desk.says(1, "/subscriptions 1 daily")
    for number in range(40, 64):
        watched_desk.publish(f"pressite_000001_000{number}")
    await watched_desk.passes(minutes=30)
    [digest] = await watched_desk.passes(days=1)
    assert "more" in digest.text
    assert any("more" in label.casefold() for label in labels(digest))


@misread("the examples of /start are of another record")
async def test_the_examples_of_start_are_answered_by_the_record(watched_desk: Any) -> None:
    [start] = await watched_desk.says(1, "/start")
    for label in labels(start):
        answer = (await watched_desk.taps(start, label))[0]
        assert not answer.text.startswith("Nothing on record")


class Opening(Protocol):
    """Opens services over a record of these releases."""

    def __call__(self, *releases: Release) -> AbstractAsyncContextManager[Services]: ...


@misread("/start names one publisher, whatever is on record")
async def test_start_names_the_publishers_on_record(
    services: Services, services_over: Opening
) -> None:
    first = await services.record.release("mofa-kaiken24e_000077")
    other = replace(first, id="whitehouse-1", source="whitehouse", publisher="The White House")
    async with (
        services_over(other) as over,
        Conversation(over, ChatNames(b"a key of the tests")) as conversation,
    ):
        [start] = await conversation.writes("/start")
    assert "White House" in start.call.text
    assert "Japan’s Ministry" not in start.call.text
