"""Walks at random over all screens: no call is refused, no button dead or without a typed twin."""

import random
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from walking import COMMANDS as TYPED
from walking import QUESTIONS, Walk, named_commands

from bot.process.introduction import COMMANDS
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.sandbox.trying.made_up_release import MadeUpPublisher, join_alone, open_scratch_services
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.store.retention import forgetting
from tests.journeys.conftest import PassingClock

GROUP, TOPIC = -1_002_003, 9
# How many walks, of how many steps.
USUAL, CAMPAIGN = (200, 4), (10_000, 12)
# Fewer and longer ones after notices: each begins with a release.
USUAL_AFTER_NOTICES, CAMPAIGN_AFTER_NOTICES = (4, 10), (400, 24)
# What is written to come to all screens.
OPENINGS = (
    ("/start",),
    ("earliest by:hayashi", "more"),
    ("Ukraine", "/context 2", "/cite 2"),
    ("NATO enlargement and Taiwan",),
    ("whaling", "/timeline Ukraine"),
    ("earliest by:hayashi", *(f"/star {at}" for at in range(1, 9)), "/starred", "/starred 2"),
    ("/subscribe Ukraine in 2022", "/subscribe yes", "/subscriptions", "/subscriptions 1"),
    ("/subscriptions",),
    ("/subscribe Taiwan", "/subscribe yes", "/subscribe NATO", "/subscribe yes", "/subscriptions"),
    ("/settings",),
    ("/forget",),
)
# What is typed to do what a button does, by its data.
TWINS = (
    (r"example:.+", "/ask"),
    (r"page:.+|here:.+", "/more"),
    (r"buttons:.+|pick:.+|star:.+", "/star"),
    (r"context:.+", "/context"),
    (r"cite:.+", "/cite"),
    (r"report:.+", "/report"),
    (r"starred:.+|unstar:.+", "/starred"),
    (r"export(:.+)?", "/export"),
    (r"want:.+|wider:.+|yes:.+|no", "/subscribe"),
    (r"sub:.+|subs|list|less:.+|drop:.+|more:.+", "/subscriptions"),
    (r"set:.*", "/settings"),
    (r"forget:.+", "/forget"),
)


@pytest.fixture
async def talk(
    services: Services, chat_names: ChatNames, clock: Any, pace_clock: Any
) -> AsyncIterator[Conversation]:
    """A chat in which Telegram takes any number of messages."""
    async with Conversation(services, chat_names, clock=clock, pace_clock=pace_clock) as talk:
        yield talk
    # All tests share the database: no other one is to be answered in Japanese.
    await services.database.transact(lambda c: forgetting.forget(c, CHAT_ID))


def person(talk: Conversation, clock: Any, seed: int) -> Walk:
    return walk_of(talk, talk.visitor, clock, seed)


def walk_of(talk: Conversation, visitor: Visitor, clock: Any, seed: int) -> Walk:
    return Walk(talk, visitor, clock, random.Random(seed))  # noqa: S311 - a walk is no secret


async def begin_anew(talk: Conversation, clock: Any, chat_id: int = CHAT_ID) -> None:
    """Empty a chat: nothing is known of it, and an hour has passed."""
    await talk.application.services.database.transact(lambda c: forgetting.forget(c, chat_id))
    for post in talk.api.screen(chat_id):
        talk.api.state.posts.delete(post)
    talk.api.call_log.calls.clear()
    clock.now += 3_600


@pytest.mark.parametrize("part", range(4))
async def test_at_random_nothing_is_refused_and_no_button_is_dead(
    talk: Conversation, clock: Any, request: pytest.FixtureRequest, part: int
) -> None:
    walks, steps = CAMPAIGN if request.config.getoption("--campaign") else USUAL
    for seed in range(part, walks, 4):
        await begin_anew(talk, clock)
        talk.visitor.user["language_code"] = ("en", "ja")[seed % 2]
        one = person(talk, clock, seed)
        try:
            for _ in range(steps):
                await one.step()
        except (AssertionError, LookupError) as failed:
            failed.add_note(f"walk {seed}: {'; '.join(one.trail)}")
            raise


class Days:
    """The time of a record of its own, which goes on by days."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize("place", ["private", "topic"])
async def test_at_random_after_notices_and_digests_nothing_is_refused_and_no_button_is_dead(
    chat_names: ChatNames, clock: Any, request: pytest.FixtureRequest, place: str
) -> None:
    is_campaign, days = request.config.getoption("--campaign"), Days()
    walks, steps = CAMPAIGN_AFTER_NOTICES if is_campaign else USUAL_AFTER_NOTICES
    seen = set[str]()
    async with (
        open_scratch_services(days) as services,
        Conversation(services, chat_names, clock=clock, pace_clock=PassingClock()) as talk,
    ):
        bot, process = talk.application.bot, await join_alone(services)
        publisher = MadeUpPublisher(services, bot, process)
        visitor = talk.visitor
        if place == "topic":
            talk.api.add_chat(GROUP, "supergroup", topics=[TOPIC])
            visitor = Visitor(talk.api, GROUP, user_id=1, status="creator", thread_id=TOPIC)
        for seed in range(walks):
            await begin_anew(talk, clock, visitor.chat_id)
            visitor.user["language_code"] = ("en", "ja")[seed // 2 % 2]
            one = walk_of(talk, visitor, clock, seed)
            try:
                # What matches at once is in no digest.
                await one.write(("/subscribe Ukraine", "/subscribe everything daily")[seed % 2])
                await one.write("/subscribe yes")
                for _ in range(2):
                    await publisher.publish()
                    days.now += timedelta(days=1)
                # The preview is older than a day.
                one.may_be_old = True
                for post in one.screen()[2:]:
                    for data in sorted(post.callback_data):
                        await one.tap_old(post.message_id, data)
                for _ in range(steps):
                    await one.step()
            except (AssertionError, LookupError) as failed:
                failed.add_note(f"walk {seed}: {'; '.join(one.trail)}")
                raise
            seen |= one.seen.keys()
    assert {data.partition(":")[0] for data in seen} >= {"less", "drop", "list"}


async def test_every_button_has_a_typed_twin_that_is_named(talk: Conversation, clock: Any) -> None:
    (help_page,) = await talk.writes("/help")
    verbs = set()
    for opening in OPENINGS:
        await begin_anew(talk, clock)
        one = person(talk, clock, 0)
        for text in opening:
            await one.write(text)
        # Whatever is shown, and what each of its buttons shows.
        for data in sorted(one.seen):
            await one.tap_old(*next(place for place in one.old if place[1] == data))
        for data, shown in one.seen.items():
            named = [command for form, command in TWINS if re.fullmatch(form, data)]
            assert len(named) == 1, f"{data} has no typed twin"
            assert named[0] in shown or named[0] in help_page.call.text, data
            verbs.add(data.partition(":")[0])
    assert verbs >= {
        *("example", "page", "here", "context", "cite", "star", "pick", "buttons", "report"),
        *("starred", "unstar", "export", "want", "yes", "no", "sub", "subs", "set", "forget"),
    }


async def test_every_command_is_within_three_taps_of_start(talk: Conversation, clock: Any) -> None:
    known = {one.command for one in COMMANDS}
    within, last = {"start"}, {"start"}
    for _ in range(3):
        named: set[str] = set()
        for command in sorted(last):
            clock.now += 60
            await talk.writes(f"/{command}")
            named |= {one for post in talk.api.screen(CHAT_ID) for one in named_commands(post)}
        last = (named & known) - within
        within |= last
    assert known - within == set()


NOT_TO_THE_BOT = (
    *("What about the Taiwan Strait?", "more", "undo", "thank you!", "/ask@another_bot Taiwan"),
    *("@another_bot Ukraine", "help", "notify me about Ukraine", "/nonsense"),
)


async def test_at_random_in_a_group_what_is_said_to_the_bot_is_answered_and_nothing_else(
    talk: Conversation, clock: Any, request: pytest.FixtureRequest
) -> None:
    api = talk.api
    api.state.me["can_read_all_group_messages"] = True
    api.add_chat(GROUP, "supergroup", topics=[TOPIC])
    people = [
        Visitor(api, GROUP, user_id=number, status=status, thread_id=thread)
        for number, (status, thread) in enumerate(
            (("member", None), ("member", TOPIC), ("creator", None), ("administrator", TOPIC)), 1
        )
    ]
    database = talk.application.services.database
    for seed in range(400 if request.config.getoption("--campaign") else 40):
        await database.transact(lambda c: forgetting.forget(c, GROUP))
        for one in people:
            one.user["language_code"] = ("en", "ja")[seed % 2]
        choose, trail = random.Random(seed), list[str]()  # noqa: S311 - a walk is no secret
        for _ in range(5):
            clock.now += 60
            one, chance = choose.choice(people), choose.random()
            shown = [post for post in api.screen(GROUP) if post.is_from_bot]
            taps = [(post.message_id, data) for post in shown for data in post.callback_data]
            calls = len(api.call_log.calls)
            is_meant = True
            if taps and chance < 0.3:
                message_id, data = choose.choice(sorted(taps))
                trail.append(f"taps {data}")
                one.taps(message_id, data)
            elif chance < 0.5:
                trail.append(text := choose.choice(NOT_TO_THE_BOT))
                is_meant = False
                one.writes(text)
            elif shown and chance < 0.65:
                trail.append(f"replies {(text := choose.choice(QUESTIONS))[:60]}")
                one.writes(text, choose.choice(shown).message_id)
            else:
                text = choose.choice((*QUESTIONS, *TYPED))[:4_000]
                named = f"{text.split()[0]}@kaiken_bot {' '.join(text.split()[1:])}"
                said = named if text.startswith("/") else f"{text} @kaiken_bot"
                trail.append(said[:60])
                one.writes(said)
            await deliver_pending(talk.application, api)
            came = api.call_log.calls[calls:]
            sent = [call for call in came if call.method.startswith(("send", "edit", "answer"))]
            assert bool(sent) is is_meant, f"walk {seed}: {'; '.join(trail)}"
            # An edit that changes nothing is Telegram's way to say that it is there already.
            refused = [one for one in api.call_log.refused if "not modified" not in str(one.error)]
            api.call_log.refused.clear()
            assert refused == [], f"walk {seed}: {'; '.join(trail)}"
            messages = [call for call in came if call.method == "sendMessage"]
            thread = one.thread_id
            assert all(call.params.get("message_thread_id") == thread for call in messages) or any(
                part.startswith("taps") for part in trail[-1:]
            )
    await database.transact(lambda c: forgetting.forget(c, GROUP))
