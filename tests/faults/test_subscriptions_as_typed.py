"""Subscriptions and settings as people type and tap them."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any, Protocol

import pytest

from bot.handlers.subscribing.typed_pace import split_pace
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.trying.conversation import Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.store.chats import subscriptions
from bot.store.chats.chats import load_chat
from bot.store.chats.subscriptions import NoticePace, Subscription
from retrieval.model.release import Release

on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)
PAGE = "pressite_000001_00041"


async def kept(desk: Any) -> Sequence[Subscription]:
    loaded: Sequence[Subscription] = await desk.transact(lambda c: subscriptions.load_all(c, 1))
    return loaded


def labels(call: Any) -> list[str]:
    return [button.label for row in call.buttons for button in row]


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


@pytest.mark.parametrize("asked", ["harbor", "everything", "by:tanabe"])
async def test_no_undo_of_what_was_there_already_deletes_it(
    unwatched_desk: Any, asked: str
) -> None:
    await unwatched_desk.subscribes(1, asked)
    [_, again] = await unwatched_desk.says(1, f"/subscribe {asked}", "/subscribe yes")
    if "Undo" in labels(again):
        await unwatched_desk.taps(again, "Undo")
    assert len(await kept(unwatched_desk)) == 1


@pytest.mark.parametrize(
    "typed",
    ["/subscriptions 9 daily", "/subscriptions 9", "/unsubscribe 9"],
)
async def test_a_number_that_no_subscription_has_is_told(unwatched_desk: Any, typed: str) -> None:
    await unwatched_desk.subscribes(1, "harbor")
    [shown] = await unwatched_desk.says(1, typed)
    assert "9" in shown.text


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


@pytest.mark.parametrize("typed", ["yes", "yes please", "ok"])
async def test_yes_to_a_preview_subscribes(unwatched_desk: Any, typed: str) -> None:
    await unwatched_desk.says(1, "/subscribe harbor", typed)
    assert [one.words for one in await kept(unwatched_desk)] == ["harbor"]


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


async def test_a_preview_shows_the_words_that_match(watched_desk: Any) -> None:
    watched_desk.publish(PAGE, "The pelicans of Cape Vale will be counted.")
    await watched_desk.passes(minutes=30)
    [preview] = await watched_desk.says(1, "/subscribe pelicans")
    assert "The pelicans of Cape Vale will be counted." in preview.text


async def test_a_digest_shows_the_words_that_match(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "pelicans")
    await watched_desk.says(1, "/subscriptions 1 daily")
    watched_desk.publish(PAGE, "The pelicans of Cape Vale will be counted.")
    await watched_desk.passes(minutes=30)
    [digest] = await watched_desk.passes(days=1)
    assert "The pelicans of Cape Vale will be counted." in digest.text


async def test_what_a_digest_has_no_room_for_is_a_tap_away(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "everything")
    await watched_desk.says(1, "/subscriptions 1 daily")
    for number in range(40, 64):
        watched_desk.publish(f"pressite_000001_000{number}")
    await watched_desk.passes(minutes=30)
    [digest] = await watched_desk.passes(days=1)
    assert "more" in digest.text
    assert any("more" in label.casefold() for label in labels(digest))


async def test_the_examples_of_start_are_answered_by_the_record(watched_desk: Any) -> None:
    [start] = await watched_desk.says(1, "/start")
    for label in labels(start):
        answer = (await watched_desk.taps(start, label))[0]
        assert not answer.text.startswith("Nothing on record")


class Opening(Protocol):
    """Opens services over a record of these releases."""

    def __call__(self, *releases: Release) -> AbstractAsyncContextManager[Services]: ...


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


@pytest.mark.parametrize(
    "typed, topic, pace",
    [
        ("once a week: Ukraine", "Ukraine", "weekly"),
        ("Ukraine per day", "Ukraine", "daily"),
        ("Ukraine as a daily digest", "Ukraine", "daily"),
        ("Ukraine, weekly.", "Ukraine", "weekly"),
        ("Ukraine at once", "Ukraine", "instant"),
        ("daily", "daily", None),
        ("what was said of daily life", "what was said of daily life", None),
        ('"every day"', '"every day"', None),
        ("everyday goods", "everyday goods", None),
        ("the Daily Planet", "the Daily Planet", None),
    ],
)
def test_a_pace_is_told_from_the_words_of_a_topic(typed: str, topic: str, pace: str | None) -> None:
    assert split_pace(typed) == (topic, pace)


async def test_a_pace_that_is_typed_holds_for_a_tap_and_for_a_plain_yes(
    unwatched_desk: Any,
) -> None:
    [preview] = await unwatched_desk.says(1, "/subscribe harbor daily")
    assert "Shall I write to you once a day when" in preview.text
    [made] = await unwatched_desk.taps(preview, "Subscribe")
    assert "once a day" in made.text
    [made] = (await unwatched_desk.says(1, "/subscribe pelicans weekly", "yes"))[1:]
    assert "once a week" in made.text
    assert [one.pace for one in await kept(unwatched_desk)] == ["daily", "weekly"]


async def test_a_pace_that_is_typed_again_changes_what_one_has(unwatched_desk: Any) -> None:
    await unwatched_desk.subscribes(1, "harbor", "harbor daily")
    assert [(one.words, one.pace) for one in await kept(unwatched_desk)] == [("harbor", "daily")]
    await unwatched_desk.subscribes(1, "harbor")
    assert [one.pace for one in await kept(unwatched_desk)] == ["daily"]


async def test_a_follow_up_of_a_preview_knows_nothing_of_its_pace(unwatched_desk: Any) -> None:
    await unwatched_desk.says(1, "/subscribe harbor daily")
    [answer] = await unwatched_desk.says(1, "and in 2026?")
    assert "daily" not in answer.text
    assert "harbor" in answer.text


async def test_yes_after_another_question_subscribes_to_nothing(unwatched_desk: Any) -> None:
    await unwatched_desk.says(1, "/subscribe harbor", "lighthouse", "yes")
    assert await kept(unwatched_desk) == []


@on_both
async def test_words_are_edited_in_place(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "lighthouse", "harbor")
    [shown] = await watched_desk.says(1, "/subscriptions 1 EDIT Pelicans of  Cape Vale weekly")
    assert "number 1 is Pelicans of Cape Vale now, once a week" in shown.text
    assert "/subscriptions 1 edit lighthouse" in shown.text
    assert [(one.words, one.pace) for one in await kept(watched_desk)] == [
        ("Pelicans of Cape Vale", "weekly"),
        ("harbor", "instant"),
    ]
    await watched_desk.says(1, "/subscriptions 1 edit lighthouse", "/subscriptions 1 instant")
    watched_desk.publish(PAGE, "The lighthouse will be lit.")
    [notice] = await watched_desk.passes(minutes=30)
    assert "“lighthouse”" in notice.text


@pytest.mark.parametrize(
    "typed, told",
    [
        ("/subscriptions 1 edit harbor", "You have that already, as number 2"),
        ("/subscriptions 9 edit pelicans", "You have no number 9"),
        ("/subscriptions 1 edit", "lighthouse"),
        ("/subscriptions 1 edit ???", "There are no words in that"),
        (f"/subscriptions 1 edit {'x ' * 600}", "That is more than I can"),
    ],
)
async def test_an_edit_that_cannot_be_made_changes_nothing(
    unwatched_desk: Any, typed: str, told: str
) -> None:
    await unwatched_desk.subscribes(1, "lighthouse", "harbor")
    [shown] = await unwatched_desk.says(1, typed)
    assert told in shown.text
    assert [one.words for one in await kept(unwatched_desk)] == ["lighthouse", "harbor"]


@on_both
async def test_all_that_a_digest_has_no_room_for_is_shown_by_taps(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "everything daily")
    stems = [f"pressite_000001_000{number}" for number in range(40, 64)]
    for stem in stems:
        watched_desk.publish(stem)
    await watched_desk.passes(minutes=30)
    [shown] = await watched_desk.passes(days=1)
    told = [stem for stem in stems if stem in shown.text]
    while more := [one for one in labels(shown) if "more" in one]:
        [shown] = await watched_desk.taps(shown, more[0])
        told += [stem for stem in stems if stem in shown.text]
    assert sorted(told) == stems


async def test_an_old_or_foreign_digest_is_not_shown(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "everything daily")
    for number in range(40, 64):
        watched_desk.publish(f"pressite_000001_000{number}")
    await watched_desk.passes(minutes=30)
    [digest] = await watched_desk.passes(days=1)
    [data] = [one.target for row in digest.buttons for one in row if "more" in one.label]
    for chat_id, wanted in ((2, data), (1, "more:"), (1, "more:9"), (1, f"{data}000")):
        [message] = (await watched_desk.says(chat_id, "/help"))[-1:]
        Visitor(watched_desk.api, chat_id).taps(message.message_id, wanted, stale=True)
        before = len(watched_desk.api.call_log.messages(chat_id))
        await deliver_pending(watched_desk.conversation.application, watched_desk.api)
        [said] = watched_desk.api.call_log.messages(chat_id)[before:]
        assert "That button is from an older message" in said.text


@pytest.mark.parametrize(
    "typed, zone",
    [
        ("UTC+5:30", "UTC+05:30"),
        ("utc -3", "UTC-03:00"),
        ("+9", "UTC+09:00"),
        ("GMT+0", "UTC"),
        ("Etc/GMT-9", "UTC+09:00"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Oslo", "Europe/Oslo"),
        ("US/Eastern", "America/New_York"),
    ],
)
@on_both
async def test_a_zone_is_kept_by_its_canonical_name(
    unwatched_desk: Any, typed: str, zone: str
) -> None:
    [shown] = await unwatched_desk.says(1, f"/settings zone {typed}")
    assert f"time zone {zone}, where" in shown.text
    found = await unwatched_desk.transact(lambda c: load_chat(c, 1))
    assert found.preferences.zone == zone


@pytest.mark.parametrize("typed", ["UTC+15", "GMT-13", "UTC+99:99", "+", "UTC+9:7", "UTC9"])
async def test_hours_that_are_nowhere_are_no_zone(unwatched_desk: Any, typed: str) -> None:
    [shown] = await unwatched_desk.says(1, f"/settings zone {typed}")
    assert "I do not know what to set" in shown.text
