"""Subscribing, and changing subscriptions: in a private chat, by taps and by typing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection
from telegram import InlineKeyboardMarkup

from bot.handlers.routes import BUTTONS
from bot.rendering.keyboards import MAX_DATA_BYTES
from bot.sandbox.botapi.driver import deliver, deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.trying.conversation import CHAT_ID, BotMessage, Conversation
from bot.store.chats import subscriptions
from bot.store.chats.subscriptions import (
    MAX_SUBSCRIPTIONS,
    MUTE_LENGTH,
    NewSubscription,
    NoticePace,
    Subscription,
    SubscriptionKind,
)

SOME = Subscription(
    1,
    CHAT_ID,
    SubscriptionKind.EVERYTHING,
    "",
    NoticePace.INSTANT,
    is_paused=False,
    muted_until=None,
    created_at=datetime(2022, 6, 1, tzinfo=UTC),
    removed_at=None,
)
NOW = datetime(2022, 6, 1, 9, 0, tzinfo=UTC)


class Talk:
    """A conversation with a minute between messages; a button is tapped by its label."""

    def __init__(self, talk: Conversation, clock: Any) -> None:
        self.talk = talk
        self.clock = clock
        self.buttons: dict[str, int] = {}

    async def __call__(self, said: str) -> str:
        """Say words, or tap the button whose label is in brackets; return the one reply."""
        self.clock.now += 60
        if said.startswith("["):
            shown = await self.talk.taps(self.buttons[said.strip("[]")])
        else:
            shown = await self.talk.writes(said)
        (one,) = shown
        self.last: BotMessage = one
        self.buttons.update({button.label: number for number, button in one.buttons})
        return one.call.text

    @property
    def labels(self) -> list[str]:
        return [button.label for _, button in self.last.buttons]

    async def kept(self) -> list[Subscription]:
        database = self.talk.application.services.database
        return list(await database.transact(lambda c: subscriptions.load_all(c, CHAT_ID)))


@pytest.fixture
def say(talk: Conversation, clock: Any) -> Talk:
    return Talk(talk, clock)


async def test_a_subscription_is_previewed_before_it_is_made(say: Talk) -> None:
    preview = await say("/subscribe Taiwan Strait")
    assert preview.startswith(
        "Taiwan Strait\nOn record: once since 13 Nov 2021.\nThe last match:\n"
    )
    assert "• 13 Nov 2021, Extraordinary Press Conference by Foreign Minister" in preview
    assert say.labels == ["Subscribe", "Not now"]
    assert await say.kept() == []
    assert (await say("[Subscribe]")).startswith("Subscribed: Taiwan Strait, at once.")
    assert say.last.call.method == "editMessageText"
    (made,) = await say.kept()
    assert (made.kind, made.words) == (SubscriptionKind.QUERY, "Taiwan Strait")


async def test_a_preview_shows_the_last_three_with_their_days_and_links(say: Talk) -> None:
    preview = await say("/subscribe Ukraine OR Russia OR Taiwan OR economy")
    days = [line[2:].partition(",")[0] for line in preview.splitlines() if line.startswith("• ")]
    assert len(days) == 3
    assert days == ["23 May 2022", "2 Feb 2022", "6 Jan 2022"]
    assert "The last 3 matches:" in preview
    assert len([one for one in say.last.call.entities if one.type == "text_link"]) == 3


async def test_everything_is_previewed_as_well(say: Talk) -> None:
    preview = await say("/subscribe everything")
    assert preview.startswith("Everything that is published\nOn record: about 1 a month.")
    await say("/subscribe yes")
    assert [one.kind for one in await say.kept()] == [SubscriptionKind.EVERYTHING]


@pytest.mark.parametrize("typed", ["/subscribe", "/subscribe yes", "/subscribe this"])
async def test_subscribe_without_words_explains_itself_and_offers_everything(
    say: Talk, typed: str
) -> None:
    assert (await say(typed)).startswith("Subscribe to a topic, a question")
    preview = await say("[Everything that is published]")
    assert preview.startswith("Everything that is published\nOn record: about 1 a month.")
    await say("[Subscribe]")
    assert [one.kind for one in await say.kept()] == [SubscriptionKind.EVERYTHING]


async def test_for_a_common_topic_only_the_latest_releases_are_counted(
    say: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.answering.answerer._HITS_TO_COUNT", 1)
    preview = await say("/subscribe Ukraine")
    assert "On record: about 7 a week up to 23 May 2022." in preview


async def test_a_speaker_is_subscribed_to_by_name(say: Talk) -> None:
    assert (await say("/subscribe by:hayashi")).startswith("by HAYASHI Yoshimasa\n")
    await say("[Subscribe]")
    assert [(one.kind, one.words) for one in await say.kept()] == [
        (SubscriptionKind.SPEAKER, "by:hayashi")
    ]


@pytest.mark.parametrize(
    "asked, warning",
    [
        ("Taiwan in November 2021", "That period is over"),
        ("by:kishida Ukraine", "Nobody on record is called “kishida”"),
        ("Taiwan on 31 February", "The calendar has no 31 February"),
        ("mofa-kaiken24e_000077", "It names a single release"),
        ("whaling", "On record: nothing so far."),
    ],
)
async def test_a_preview_warns_of_what_will_hardly_ever_match(
    say: Talk, asked: str, warning: str
) -> None:
    assert warning in await say(f"/subscribe {asked}")
    assert "Subscribe" in say.labels


async def test_a_period_that_is_over_can_be_left_out(say: Talk) -> None:
    await say("/subscribe Taiwan in November 2021")
    wider = await say("[Without the period]")
    assert wider.startswith("Taiwan\n")
    assert "period" not in wider
    await say("[Subscribe]")
    assert [one.words for one in await say.kept()] == ["Taiwan"]


async def test_an_answer_is_subscribed_to_by_one_tap(say: Talk) -> None:
    await say("What was said about the Taiwan Strait?")
    preview = await say("[Subscribe]")
    assert say.last.call.method == "sendMessage"
    assert preview.startswith("Taiwan Strait\n")
    await say("[Subscribe]")
    assert [one.words for one in await say.kept()] == ["What was said about the Taiwan Strait?"]


async def test_a_topic_not_on_record_can_be_subscribed_to(say: Talk) -> None:
    await say("whaling")
    assert say.labels == ["Tell me if it ever appears", "Report"]
    await say("[Tell me if it ever appears]")
    await say("[Subscribe]")
    assert [one.words for one in await say.kept()] == ["whaling"]


async def test_what_is_only_near_is_subscribed_to_like_what_is_not_on_record(say: Talk) -> None:
    near = await say("whaling in Taiwan")
    assert near.startswith("No statement on record says all of this: whaling in Taiwan.")
    assert "Tell me if it ever appears" in say.labels
    preview = await say("[Tell me if it ever appears]")
    assert preview.startswith("whaling in Taiwan\nOn record: nothing so far.\n")
    await say("[Subscribe]")
    assert [one.words for one in await say.kept()] == ["whaling in Taiwan"]


async def test_a_preview_shows_the_near_names_that_its_matches_have(say: Talk) -> None:
    assert (await say("/subscribe soldiers")).startswith("soldiers (also: military, personnel)\n")
    # What is only near is no match.
    assert (await say("/subscribe soldiers with harpoons")).startswith("soldiers with harpoons\n")


async def test_a_follow_up_is_subscribed_to_with_its_earlier_questions(say: Talk) -> None:
    await say("Ukraine")
    await say("and in 2022?")
    assert (await say("/subscribe this")).startswith("Ukraine · 2022\n")
    await say("/subscribe yes")
    assert [one.words for one in await say.kept()] == ["Ukraine\nand in 2022?"]
    assert "1. Ukraine → and in 2022? · at once" in await say("/subscriptions")


@pytest.mark.parametrize(
    "asked", ["hello", "???", "昨日の天気は", "what was said?", "Taiwan " * 150]
)
async def test_words_that_are_no_topic_are_not_subscribed_to(say: Talk, asked: str) -> None:
    await say(f"/subscribe {asked}")
    assert say.labels == []
    assert await say.kept() == []


async def test_the_same_is_not_subscribed_to_twice(say: Talk) -> None:
    for asked in ("Taiwan", " taiwan "):
        await say(f"/subscribe {asked}")
        told = await say("/subscribe yes")
    assert told.startswith("You have this subscription already: taiwan, at once.")
    assert len(await say.kept()) == 1


async def test_the_answer_no_subscribes_to_nothing(say: Talk) -> None:
    await say("/subscribe Taiwan")
    assert (await say("[Not now]")).startswith("Not subscribed.")
    assert (await say("/subscribe no")).startswith("Not subscribed.")
    assert await say.kept() == []


async def test_the_bot_says_that_fifty_subscriptions_are_the_most(say: Talk) -> None:
    database = say.talk.application.services.database
    await say("/subscribe Taiwan")
    await say("[Subscribe]")

    def fill(connection: Connection) -> None:
        for number in range(MAX_SUBSCRIPTIONS - 1):
            wanted = NewSubscription(SubscriptionKind.QUERY, f"a topic {number} " + "日本の" * 40)
            made, _ = subscriptions.add(connection, CHAT_ID, wanted, NOW)
            subscriptions.mute(connection, CHAT_ID, made.id, NOW + MUTE_LENGTH)

    await database.transact(fill)
    await say("/subscribe Ukraine")
    assert (await say("[Subscribe]")).startswith("You have 50 subscriptions")
    listed = await say("/subscriptions")
    assert "50 of 50" in listed
    assert len(say.labels) == 50


# What is tapped, and what is typed instead.
TWINS = {
    "Once a day": "daily",
    "Once a week": "weekly",
    "Pause": "pause",
    "Mute for a week": "mute",
    "Remove": "remove",
}


@pytest.mark.parametrize("label, typed", TWINS.items())
async def test_a_button_does_what_its_typed_twin_does(say: Talk, label: str, typed: str) -> None:
    await say("/subscribe Taiwan")
    await say("[Subscribe]")
    await say("/subscriptions 1")
    tapped = await say(f"[{label}]")
    assert say.last.call.method == "editMessageText"
    state = await say.kept()
    await say("/subscriptions undo" if typed == "remove" else "/subscriptions 1 instant")
    assert await say(f"/subscriptions 1 {typed}") == tapped
    assert await say.kept() == state


async def test_a_paused_or_muted_subscription_is_resumed_by_a_tap(say: Talk) -> None:
    await say("/subscribe Taiwan")
    await say("[Subscribe]")
    assert "at once · paused" in await say("/subscriptions 1 pause")
    assert "Pause" not in say.labels
    assert "paused" not in await say("[Go on]")
    assert "silent until Wed 8 Jun 2022, 18:00" in await say("/subscriptions 1 mute")
    assert "silent" not in await say("[Go on]")


async def test_a_removed_subscription_is_restored_by_a_tap_or_a_word(say: Talk) -> None:
    await say("/subscribe Taiwan")
    await say("[Subscribe]")
    before = await say.kept()
    await say("/subscriptions 1 remove")
    await say("[Undo]")
    assert await say.kept() == before
    await say("/subscriptions 1 remove")
    assert "You have no subscriptions" in await say("[All subscriptions]")
    await say("/subscriptions undo")
    assert await say.kept() == before
    assert "It is gone by now" in await say("/subscriptions undo")


async def test_a_removed_subscription_is_not_restored_beyond_fifty(say: Talk) -> None:
    await say("/subscribe Taiwan")
    await say("[Subscribe]")
    await say("/subscriptions 1 remove")
    database = say.talk.application.services.database

    def fill(connection: Connection) -> None:
        for number in range(MAX_SUBSCRIPTIONS):
            subscriptions.add(
                connection, CHAT_ID, NewSubscription(SubscriptionKind.QUERY, f"topic {number}"), NOW
            )

    await database.transact(fill)
    assert (await say("[Undo]")).startswith("You have 50 subscriptions")
    assert len(await say.kept()) == MAX_SUBSCRIPTIONS


@pytest.mark.parametrize("typed", ["/subscriptions remove 1", "/unsubscribe 1"])
async def test_what_people_type_instead_works_as_well(say: Talk, typed: str) -> None:
    await say("/subscribe Taiwan")
    await say("[Subscribe]")
    assert (await say("/unsubscribe")).startswith("Your subscriptions, 1 of 50")
    assert (await say(typed)).startswith("Removed: Taiwan.")
    assert await say.kept() == []


async def test_an_unknown_number_shows_the_list(say: Talk) -> None:
    for typed in ("7", "-1", "0", "x", "9" * 30, "²"):
        assert "You have no subscriptions" in await say(f"/subscriptions {typed}")


async def test_less_and_unsubscribe_are_one_tap_on_a_notice(say: Talk) -> None:
    for asked in ("Taiwan", "Ukraine"):
        await say(f"/subscribe {asked}")
        await say("[Subscribe]")
    one, two = [kept.id for kept in await say.kept()]
    message_id = say.last.call.message_id or 0

    async def tap(data: str) -> Any:
        say.clock.now += 60
        await deliver(say.talk.application, say.talk.visitor.taps(message_id, data, stale=True))
        return say.talk.api.call_log.messages()[-1]

    assert (await tap(f"less:{one}")).text.startswith("Taiwan\nat once")
    which = await tap(f"less:{one},{two}")
    assert which.text.startswith(
        "Which one? That notice matches several of your subscriptions:\n1."
    )
    assert which.buttons[1][0].target == f"sub:{two}"
    which = await tap(f"drop:{one},{two}")
    assert which.text.startswith("Which one shall I remove?")
    assert which.buttons[1][0].target == f"sub:{two}:remove"
    assert len(await say.kept()) == 2
    assert (await tap("list")).text.startswith("Your subscriptions, 2 of 50")
    assert (await tap(f"drop:{two}")).text.startswith("Removed: Ukraine.")
    assert (await tap(f"drop:{one},{two}")).text.startswith("Removed: Taiwan.")
    assert await say.kept() == []


ANOTHER = "That button is from an older message. Please ask again."
NO_SUCH = "That subscription is no longer there."
NONE = "You have no subscriptions."


@pytest.mark.parametrize(
    "data, said",
    [
        *((data, ANOTHER) for data in ("want:77", "yes:77", "wider:77", "yes:", "want:x")),
        (f"yes:{'9' * 60}", ANOTHER),
        ("who-knows", ANOTHER),
        *((data, NO_SUCH) for data in ("sub:77", "sub:", "sub:77:remove", "sub:77:daily")),
        ("sub:x:y:z", NO_SUCH),
        ("sub:77:undo", "It is gone by now"),
        *((data, NONE) for data in ("drop:77", "less:", "subs", "list")),
        ("set:nonsense", "I do not know what to set by “nonsense”."),
        ("set:zone ../../etc/passwd", "I do not know what to set by “zone ../../etc/passwd”."),
        ("forget:no", "Everything stays as it is."),
        ("forget:maybe", "Forget everything about this chat?"),
        ("no", "Not subscribed."),
    ],
)
async def test_an_old_button_says_kindly_what_to_do(say: Talk, data: str, said: str) -> None:
    await say("/help")
    message_id = say.last.call.message_id or 0
    say.clock.now += 60
    await deliver(say.talk.application, say.talk.visitor.taps(message_id, data, stale=True))
    last = [one for one in say.talk.api.call_log.calls if one.text][-1]
    assert last.text.startswith(said)
    assert await say.kept() == []


async def test_nobody_changes_what_belongs_to_another_chat(say: Talk) -> None:
    await say("/subscribe Taiwan")
    await say("[Subscribe]")
    (mine,) = await say.kept()
    other = Visitor(say.talk.api, 2002)
    other.writes("/help")
    await deliver_pending(say.talk.application, say.talk.api)
    message_id = say.talk.api.call_log.messages(2002)[-1].message_id or 0
    for verb in ("remove", "pause", "daily", "mute"):
        update = other.taps(message_id, f"sub:{mine.id}:{verb}", stale=True)
        await deliver(say.talk.application, update)
    for data in ("yes:2", "want:2"):
        await deliver(say.talk.application, other.taps(message_id, data, stale=True))
    assert await say.kept() == [mine]
    # The same is said three times.
    assert len(say.talk.api.call_log.refused) == 3
    say.talk.api.call_log.refused.clear()


async def test_a_page_that_shows_the_same_again_is_no_error(say: Talk) -> None:
    await say("/subscribe Taiwan")
    await say("[Subscribe]")
    await say("[All subscriptions]")
    (one,) = await say.kept()
    await say(f"[1. {one.words}]")
    taps = len(say.talk.api.call_log.refused)
    update = say.talk.visitor.taps(say.last.call.message_id or 0, f"sub:{one.id}", stale=True)
    await deliver(say.talk.application, update)
    (refused,) = say.talk.api.call_log.refused[taps:]
    assert "not modified" in str(refused.error)
    say.talk.api.call_log.refused.clear()
    assert len(say.talk.api.call_log.by_method("sendMessage")) == 1


async def test_in_a_group_the_bot_says_to_members_that_this_is_for_admins(
    talk: Conversation, clock: Any
) -> None:
    talk.api.add_chat(-5, "group")
    member = Visitor(talk.api, -5, user_id=1)
    for command in ("/subscribe Taiwan", "/subscriptions", "/settings", "/forget yes", "/mydata"):
        clock.now += 60
        member.writes(command)
        await deliver_pending(talk.application, talk.api)
        assert "is for its admins" in talk.api.call_log.messages(-5)[-1].text
    member.writes("/ask Taiwan")
    clock.now += 60
    await deliver_pending(talk.application, talk.api)
    assert talk.api.call_log.messages(-5)[-1].buttons == ()


async def test_every_verb_of_a_button_is_routed() -> None:
    from bot.rendering import keyboards  # noqa: PLC0415 - only here

    made: list[InlineKeyboardMarkup] = [
        keyboards.under_preview(1, may_widen=True),
        keyboards.under_no_subscriptions(),
        keyboards.under_subscribed(SOME, is_new=True),
        keyboards.under_several({1: SOME}, "remove"),
        keyboards.under_digest(1, 10, 3),
        keyboards.under_removed(1),
        keyboards.under_notice([1]),
        keyboards.under_notice(list(range(10**9, 10**9 + 50))),
        keyboards.under_forget(),
    ]
    for markup in made:
        for row in markup.inline_keyboard:
            for button in row:
                data = str(button.callback_data)
                assert data.partition(":")[0] in BUTTONS
                assert len(data.encode()) <= MAX_DATA_BYTES
