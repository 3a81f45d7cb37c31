"""Subscriptions on both kinds of database."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, func, select

from bot.store.chats import chats, subscriptions
from bot.store.chats.chats import Chat, Preferences
from bot.store.chats.subscriptions import (
    MAX_SUBSCRIPTIONS,
    NewSubscription,
    NoticePace,
    Subscription,
    SubscriptionKind,
    TooManySubscriptionsError,
)
from bot.store.chats.zones import zone_of
from bot.store.tables import subscriptions as table
from retrieval.archive.database import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SOON, LATE = NOW + timedelta(seconds=29), NOW + timedelta(seconds=30)
ANNA, BEN = 1001, 1002
TAIWAN = NewSubscription(SubscriptionKind.QUERY, "Taiwan in 2027")


def add(
    connection: Connection, chat_id: int = ANNA, wanted: NewSubscription = TAIWAN
) -> Subscription:
    chats.open_chat(connection, chat_id, "private", NOW)
    return subscriptions.add(connection, chat_id, wanted, NOW)[0]


async def test_a_subscription_keeps_its_words_as_typed(database: Database) -> None:
    wanted = NewSubscription(SubscriptionKind.QUERY, '"Free  and open" by:hayashi\nand in 2027?')
    made = await database.transact(lambda c: add(c, wanted=wanted))
    assert (made.words, made.kind, made.pace) == (
        wanted.words,
        SubscriptionKind.QUERY,
        NoticePace.INSTANT,
    )
    assert made.created_at == NOW
    assert await database.transact(lambda c: subscriptions.load_all(c, ANNA)) == [made]
    assert await database.transact(lambda c: subscriptions.load_all(c, BEN)) == []


@pytest.mark.parametrize("again", ["taiwan IN 2027", "Taiwan  in 2027 "])
async def test_the_same_words_make_one_subscription(database: Database, again: str) -> None:
    first = await database.transact(add)

    def repeat(connection: Connection) -> tuple[Subscription, bool]:
        return subscriptions.add(
            connection, ANNA, NewSubscription(SubscriptionKind.QUERY, again), NOW
        )

    assert await database.transact(repeat) == (first, False)


async def test_another_line_is_another_question(database: Database) -> None:
    await database.transact(
        lambda c: add(c, wanted=NewSubscription(SubscriptionKind.QUERY, "Taiwan in"))
    )
    await database.transact(
        lambda c: add(c, wanted=NewSubscription(SubscriptionKind.QUERY, "Taiwan\nin"))
    )
    assert await database.transact(lambda c: subscriptions.count(c, ANNA)) == 2


async def test_a_chat_has_at_most_fifty_subscriptions_even_if_many_come_at_once(
    database: Database,
) -> None:
    wanted = [
        NewSubscription(SubscriptionKind.QUERY, f"topic {number}")
        for number in range(MAX_SUBSCRIPTIONS + 10)
    ]
    many = [database.transact(partial(add, wanted=one)) for one in wanted]
    ended = await asyncio.gather(*many, return_exceptions=True)
    refused = [one for one in ended if not isinstance(one, Subscription)]
    assert [type(one) for one in refused] == [TooManySubscriptionsError] * 10
    assert await database.transact(lambda c: subscriptions.count(c, ANNA)) == MAX_SUBSCRIPTIONS
    await database.transact(lambda c: add(c, BEN))


async def test_a_removal_can_be_undone_for_half_a_minute(database: Database) -> None:
    made = await database.transact(add)
    assert await database.transact(lambda c: subscriptions.remove(c, ANNA, made.id, NOW))
    assert await database.transact(lambda c: subscriptions.load_all(c, ANNA)) == []
    removed = await database.transact(lambda c: subscriptions.find_removed(c, ANNA, SOON))
    assert removed is not None
    assert removed.id == made.id
    assert await database.transact(lambda c: subscriptions.find_removed(c, ANNA, LATE)) is None
    await database.transact(lambda c: subscriptions.sweep(c, SOON))
    assert not await database.transact(lambda c: subscriptions.undo_removal(c, ANNA, made.id, LATE))
    assert not await database.transact(lambda c: subscriptions.undo_removal(c, BEN, made.id, SOON))
    assert await database.transact(lambda c: subscriptions.undo_removal(c, ANNA, made.id, SOON))
    assert await database.transact(lambda c: subscriptions.load_all(c, ANNA)) == [made]


async def test_after_half_a_minute_it_is_deleted(database: Database) -> None:
    made = await database.transact(add)
    await database.transact(lambda c: subscriptions.remove(c, ANNA, made.id, NOW))
    await database.transact(lambda c: subscriptions.sweep(c, LATE))
    count = select(func.count()).select_from(table)
    assert await database.transact(lambda c: c.scalar(count)) == 0


async def test_a_removed_subscription_that_is_wanted_again_starts_anew(database: Database) -> None:
    made = await database.transact(add)
    await database.transact(lambda c: subscriptions.remove(c, ANNA, made.id, NOW))
    again = await database.transact(add)
    assert again.id != made.id
    assert not await database.transact(lambda c: subscriptions.undo_removal(c, ANNA, made.id, NOW))


async def test_undoing_a_removal_does_not_make_more_than_fifty(database: Database) -> None:
    made = await database.transact(add)

    def fill(connection: Connection) -> None:
        subscriptions.remove(connection, ANNA, made.id, NOW)
        for number in range(MAX_SUBSCRIPTIONS):
            add(connection, wanted=NewSubscription(SubscriptionKind.QUERY, f"topic {number}"))

    await database.transact(fill)
    with pytest.raises(TooManySubscriptionsError):
        await database.transact(lambda c: subscriptions.undo_removal(c, ANNA, made.id, SOON))


async def test_nobody_changes_what_another_chat_subscribed_to(database: Database) -> None:
    made = await database.transact(add)
    await database.transact(lambda c: add(c, BEN))
    changes = (
        lambda c: subscriptions.set_pace(c, BEN, made.id, NoticePace.DAILY),
        lambda c: subscriptions.pause(c, BEN, made.id, is_paused=True),
        lambda c: subscriptions.mute(c, BEN, made.id, LATE),
        lambda c: subscriptions.remove(c, BEN, made.id, NOW),
    )
    for change in changes:
        assert await database.transact(change) is False
    assert await database.transact(lambda c: subscriptions.find(c, ANNA, made.id)) == made


async def test_a_pace_ends_a_pause_and_a_pause_a_mute(database: Database) -> None:
    made = await database.transact(add)
    await database.transact(lambda c: subscriptions.mute(c, ANNA, made.id, LATE))
    await database.transact(lambda c: subscriptions.pause(c, ANNA, made.id, is_paused=True))
    paused = await database.transact(lambda c: subscriptions.find(c, ANNA, made.id))
    assert paused is not None
    assert (paused.is_paused, paused.is_muted(NOW)) == (True, False)
    await database.transact(lambda c: subscriptions.set_pace(c, ANNA, made.id, NoticePace.WEEKLY))
    told = await database.transact(lambda c: subscriptions.find(c, ANNA, made.id))
    assert told is not None
    assert (told.is_paused, told.pace) == (False, NoticePace.WEEKLY)


async def test_a_chat_has_the_default_preferences_until_it_changes_them(database: Database) -> None:
    await database.transact(add)
    made = await database.transact(lambda c: chats.load_chat(c, ANNA))
    assert made is not None
    assert made.preferences == Preferences()
    mine = Preferences("Europe/Berlin", "en", 1320, 420, 540, 4, is_compact=True)
    await database.transact(lambda c: chats.save_preferences(c, ANNA, mine))
    await database.transact(lambda c: chats.open_chat(c, ANNA, "private", LATE))
    kept = await database.transact(lambda c: chats.load_chat(c, ANNA))
    assert kept is not None
    assert (kept.preferences, kept.created_at) == (mine, NOW)
    assert await database.transact(lambda c: chats.load_chat(c, BEN)) is None


async def test_a_chat_is_switched_off_once_and_on_again(database: Database) -> None:
    await database.transact(add)
    await database.transact(lambda c: chats.switch_off(c, ANNA, "blocked", NOW))
    await database.transact(lambda c: chats.switch_off(c, ANNA, "kicked", LATE))
    await database.transact(lambda c: chats.switch_off(c, BEN, "blocked", NOW))
    off = await database.transact(lambda c: chats.load_chat(c, ANNA))
    assert off is not None
    assert (off.off_since, off.off_reason) == (NOW, "blocked")
    assert await database.transact(lambda c: chats.switch_on(c, ANNA))
    assert not await database.transact(lambda c: chats.switch_on(c, ANNA))
    assert not await database.transact(lambda c: chats.switch_on(c, BEN))


async def test_a_chat_sees_and_undoes_only_its_own(database: Database) -> None:
    made = await database.transact(add)
    await database.transact(lambda c: add(c, BEN))
    assert await database.transact(lambda c: subscriptions.find(c, BEN, made.id)) is None
    assert await database.transact(lambda c: subscriptions.find(c, ANNA, made.id + 1)) is None
    await database.transact(lambda c: subscriptions.remove(c, ANNA, made.id, NOW))
    assert await database.transact(lambda c: subscriptions.find_removed(c, BEN, SOON)) is None
    assert await database.transact(lambda c: subscriptions.count(c, BEN)) == 1
    assert len(await database.transact(lambda c: subscriptions.load_all(c, BEN))) == 1


async def test_what_one_chat_does_leaves_all_of_the_others_as_it_was(database: Database) -> None:
    """The number of a subscription is seen in buttons, and anybody can send any number."""
    removed, kept = [
        await database.transact(lambda c, one=one: add(c, ANNA, NewSubscription(TAIWAN.kind, one)))
        for one in ("Taiwan", "Ukraine")
    ]
    await database.transact(lambda c: subscriptions.remove(c, ANNA, removed.id, NOW))
    rows = select(table).where(table.c.chat_id == ANNA).order_by(table.c.id)
    before = await database.transact(lambda c: c.execute(rows).all())

    def try_all(connection: Connection) -> None:
        # The same words, of which Anna has one removed and one kept.
        mine = [
            add(connection, BEN, NewSubscription(TAIWAN.kind, one.words)) for one in (removed, kept)
        ]
        for number in (removed.id, kept.id, *(one.id for one in mine)):
            subscriptions.set_pace(connection, BEN, number, NoticePace.WEEKLY)
            subscriptions.pause(connection, BEN, number, is_paused=True)
            subscriptions.mute(connection, BEN, number, LATE)
            subscriptions.remove(connection, BEN, number, NOW)
            subscriptions.undo_removal(connection, BEN, number, SOON)
            subscriptions.remove(connection, BEN, number, NOW)
        add(connection, BEN, NewSubscription(TAIWAN.kind, removed.words))

    await database.transact(try_all)
    assert await database.transact(lambda c: c.execute(rows).all()) == before


async def test_a_removal_undone_at_the_last_moment_leaves_others_removed(
    database: Database,
) -> None:
    first, second = [
        await database.transact(lambda c, one=one: add(c, ANNA, NewSubscription(TAIWAN.kind, one)))
        for one in ("Taiwan", "Ukraine")
    ]
    await database.transact(lambda c: subscriptions.remove(c, ANNA, first.id, NOW))
    await database.transact(
        lambda c: subscriptions.remove(c, ANNA, second.id, NOW + timedelta(seconds=1))
    )
    last = await database.transact(lambda c: subscriptions.find_removed(c, ANNA, SOON))
    assert last is not None
    assert last.id == second.id
    for number in (first.id, second.id):
        assert not await database.transact(
            lambda c, one=number: subscriptions.remove(c, ANNA, one, LATE)
        )
        assert not await database.transact(
            lambda c, one=number: subscriptions.set_pace(c, ANNA, one, NoticePace.DAILY)
        )
    assert await database.transact(lambda c: subscriptions.undo_removal(c, ANNA, first.id, SOON))
    assert [
        one.id for one in await database.transact(lambda c: subscriptions.load_all(c, ANNA))
    ] == [first.id]
    await database.transact(lambda c: subscriptions.sweep(c, NOW + timedelta(seconds=31)))
    assert await database.transact(lambda c: subscriptions.find(c, ANNA, second.id)) is None
    assert await database.transact(lambda c: subscriptions.find(c, ANNA, first.id)) is not None


async def test_a_mute_ends_at_its_moment(database: Database) -> None:
    made = await database.transact(add)
    assert not made.is_muted(NOW)
    assert await database.transact(lambda c: subscriptions.pause(c, ANNA, made.id, is_paused=True))
    assert await database.transact(lambda c: subscriptions.mute(c, ANNA, made.id, LATE))
    muted = await database.transact(lambda c: subscriptions.find(c, ANNA, made.id))
    assert muted is not None
    assert (muted.is_muted(SOON), muted.is_muted(LATE), muted.is_paused) == (True, False, False)
    assert await database.transact(
        lambda c: subscriptions.set_pace(c, ANNA, made.id, NoticePace.DAILY)
    )
    told = await database.transact(lambda c: subscriptions.find(c, ANNA, made.id))
    assert told is not None
    assert (told.muted_until, told.pace) == (None, NoticePace.DAILY)


async def test_subscriptions_come_in_the_order_in_which_they_were_made(database: Database) -> None:
    words = ["Taiwan", "Aid", "Rice", "Kiribati"]
    made = [
        await database.transact(lambda c, one=one: add(c, ANNA, NewSubscription(TAIWAN.kind, one)))
        for one in words
    ]
    await database.transact(
        lambda c: add(c, ANNA, NewSubscription(SubscriptionKind.SPEAKER, "Aid"))
    )
    found = await database.transact(lambda c: subscriptions.load_all(c, ANNA))
    assert [one.words for one in found] == [*words, "Aid"]
    assert list(found[:4]) == made


async def test_the_fiftieth_subscription_is_made_and_the_next_refused_and_repeats_are_none(
    database: Database,
) -> None:
    def fill(connection: Connection) -> None:
        for number in range(MAX_SUBSCRIPTIONS):
            add(connection, wanted=NewSubscription(SubscriptionKind.QUERY, f"topic {number}"))

    await database.transact(fill)
    again = NewSubscription(SubscriptionKind.QUERY, "topic 0")
    _, is_new = await database.transact(lambda c: subscriptions.add(c, ANNA, again, NOW))
    assert not is_new
    with pytest.raises(TooManySubscriptionsError, match="at most 50"):
        await database.transact(add)
    everything = NewSubscription(SubscriptionKind.EVERYTHING)
    made, is_new = await database.transact(
        lambda c: (
            chats.open_chat(c, BEN, "private", NOW),
            subscriptions.add(c, BEN, everything, NOW),
        )[1]
    )
    assert (is_new, made.words, made.chat_id, made.is_paused) == (True, "", BEN, False)
    assert (made.muted_until, made.removed_at) == (None, None)


@pytest.mark.parametrize(
    "name, key",
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("Mars/Olympus", "Asia/Tokyo"),
        ("Europe", "Asia/Tokyo"),
        ("../x", "Asia/Tokyo"),
        ("a\0b", "Asia/Tokyo"),
    ],
)
def test_a_zone_that_is_not_known_any_more_is_that_of_tokyo(name: str, key: str) -> None:
    assert zone_of(name).key == key


async def test_a_chat_is_loaded_as_it_was_kept(database: Database) -> None:
    mine = Preferences("Europe/Berlin", "ja", 1320, 420, 540, 4, is_compact=True)
    for wanted in (mine, replace(mine, is_compact=False, wants_heartbeat=True)):
        await database.transact(lambda c: chats.open_chat(c, ANNA, "group", NOW))
        await database.transact(lambda c, one=wanted: chats.save_preferences(c, ANNA, one))
        found = await database.transact(lambda c: chats.load_chat(c, ANNA))
        assert found == Chat(ANNA, "group", wanted, None, None, NOW, None)
    sending = chats.chats.update().values(last_sent_at=LATE)
    await database.transact(lambda c: c.execute(sending))
    told = await database.transact(lambda c: chats.load_chat(c, ANNA))
    assert told is not None
    assert told.last_sent_at == LATE
    await database.transact(lambda c: chats.switch_off(c, ANNA, "kicked", LATE))
    off = await database.transact(lambda c: chats.load_chat(c, ANNA))
    assert off is not None
    assert (off.off_since, off.off_reason) == (LATE, "kicked")
    assert await database.transact(lambda c: chats.switch_on(c, ANNA))
    on = await database.transact(lambda c: chats.load_chat(c, ANNA))
    assert on is not None
    assert (on.off_since, on.off_reason) == (None, None)


@pytest.mark.parametrize(
    "seconds, is_muted", [(0, False), (1, True), (8 * 86_400, True), (8 * 86_400 + 1, False)]
)
async def test_a_mute_by_a_clock_that_was_wrong_is_none(
    database: Database, seconds: int, is_muted: bool
) -> None:
    made = await database.transact(add)
    until = NOW + timedelta(seconds=seconds)
    await database.transact(lambda c: subscriptions.mute(c, ANNA, made.id, until))
    found = await database.transact(lambda c: subscriptions.find(c, ANNA, made.id))
    assert found is not None
    assert found.is_muted(NOW) is is_muted


async def test_a_pace_that_is_none_is_told_as_at_once(database: Database) -> None:
    made = await database.transact(add)
    spoiling = table.update().values(pace="hourly")
    await database.transact(lambda c: c.execute(spoiling))
    assert await database.transact(lambda c: subscriptions.find(c, ANNA, made.id)) == made
