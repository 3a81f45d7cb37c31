"""What operators order in a chat: for them only, and unknown to everybody else."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, insert

from bot.process.introduction import OPERATOR_COMMANDS, introduce
from bot.sandbox.rules.flood import FloodLimits
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.store.retention import forgetting
from bot.store.tables import holds, refreshes
from bot.store.tables import menus as own_menus
from retrieval.archive.alarms import AlarmKind, end_alarms, note_alarm
from retrieval.archive.tables import alarms, checks

GROUP = -1_000_123
COMMANDS = [one.command for one in OPERATOR_COMMANDS]


@pytest.fixture
async def operator(
    services: Services, chat_names: ChatNames, clock: Callable[[], float]
) -> AsyncIterator[Conversation]:
    """The private chat of an operator."""
    ours = replace(services, operators=frozenset((CHAT_ID, GROUP)), is_watching=True)
    await services.database.transact(lambda c: forgetting.forget(c, CHAT_ID))
    async with Conversation(ours, chat_names, clock=clock, limits=FloodLimits()) as talk:
        yield talk
    for table in (holds, refreshes, own_menus, alarms, checks):
        await services.database.transact(lambda c, one=table: c.execute(delete(one)))


async def say(talk: Conversation, clock: Any, text: str) -> str:
    clock.now += 60
    (said,) = await talk.writes(text)
    return said.call.text


@pytest.mark.parametrize("command", COMMANDS)
async def test_to_others_what_operators_order_is_an_unknown_command(
    talk: Conversation, clock: Any, command: str
) -> None:
    said = await say(talk, clock, f"/{command}")
    assert said.startswith(f"I know no command /{command}.")
    made_up = await say(talk, clock, "/whatever")
    assert said.splitlines()[-1] == made_up.splitlines()[-1]
    assert not any(f"Did you mean /{one}?" in said for one in COMMANDS)


def menus(talk: Conversation) -> dict[str, list[str]]:
    """The commands of each menu in English, by its scope."""
    return {
        scope: [one["command"] for one in commands]
        for (scope, language), commands in talk.api.state.profile.commands.items()
        if not language
    }


async def test_only_menus_of_operators_chats_have_what_operators_order(
    operator: Conversation, talk: Conversation
) -> None:
    assert not any(set(COMMANDS) & set(one) for one in menus(talk).values())
    shown = {scope for scope, one in menus(operator).items() if set(COMMANDS) <= set(one)}
    assert shown == {
        f'{{"chat_id": {CHAT_ID}, "type": "chat"}}',
        f'{{"chat_id": {GROUP}, "type": "chat"}}',
        f'{{"chat_id": {GROUP}, "type": "chat_administrators"}}',
    }
    assert "ask" in menus(operator)[f'{{"chat_id": {CHAT_ID}, "type": "chat"}}']


async def test_a_chat_that_is_no_operators_any_more_loses_its_menu(
    operator: Conversation,
) -> None:
    application = operator.application
    application.services = replace(application.services, operators=frozenset((CHAT_ID,)))
    await introduce(application)
    assert not [scope for scope in menus(operator) if str(GROUP) in scope]
    application.services = replace(application.services, operators=frozenset())
    await introduce(application)
    assert not any(set(COMMANDS) & set(one) for one in menus(operator).values())
    # Once they are deleted, nobody is asked again.
    await introduce(application)
    assert len(operator.api.call_log.by_method("deleteMyCommands")) == 2 * 3


async def test_a_chat_is_told_its_number_on_request(talk: Conversation, clock: Any) -> None:
    assert await say(talk, clock, "/start id") == f"The number of this chat is {CHAT_ID}"


async def test_stats_count_how_questions_were_answered_and_name_nobody(
    operator: Conversation, clock: Any
) -> None:
    before = await say(operator, clock, "/stats")
    assert "Answered: 0 · near: 0 · nothing on record: 0" in before
    for question in ("Taiwan Strait", "Ukraine", "zebrafish"):
        await say_any(operator, clock, question)
    said = await say(operator, clock, "/stats")
    assert "Answered: 2 · near: 0 · nothing on record: 1" in said
    for line in (
        "Updates: none · put aside: 0",
        "Notices: none · due later: 0",
        "Subscriptions: 0, in chats: 0",
        "On record: 5 releases, 13 Nov 2021 – 23 May 2022",
        "No source was looked at yet.",
        "as the record is",
        "running for 0 s",
    ):
        assert line in said
    assert "held" not in said
    assert str(CHAT_ID) not in said
    assert "Taiwan" not in said


async def say_any(talk: Conversation, clock: Any, text: str) -> None:
    clock.now += 60
    await talk.writes(text)


async def test_stats_say_what_fails(operator: Conversation, clock: Any) -> None:
    services = operator.application.services
    alarm = AlarmKind.DISK, "", "87 MB <free>", services.now()
    await services.database.transact(lambda c: note_alarm(c, *alarm, is_on=True))
    assert "⚠ The disk is nearly full.\n87 MB <free>" in await say(operator, clock, "/stats")
    await services.database.transact(lambda c: end_alarms(c, AlarmKind.DISK, services.now()))
    assert "disk" not in await say(operator, clock, "/stats")


async def test_notices_are_held_and_go_again(operator: Conversation, clock: Any) -> None:
    since = "Wed 1 Jun 2022, 18:00"
    held = f"All notices are held since {since}."
    for _ in range(2):
        assert (await say(operator, clock, "/hold")).startswith(held)
    assert f"{held[:-1]} (/resume)." in await say(operator, clock, "/stats")
    resumed = "Notices go again; they were held since"
    assert (await say(operator, clock, "/resume")).startswith(f"{resumed} {since}.")
    assert (await say(operator, clock, "/resume")).startswith("Notices are not held.")


async def test_a_check_is_asked_for_once_and_never_too_early(
    operator: Conversation, clock: Any
) -> None:
    services = operator.application.services
    asking = await say(operator, clock, "/refresh")
    assert asking.startswith("The sources are being checked")
    assert (await say(operator, clock, "/refresh")).startswith("A check is asked for already.")
    await services.database.transact(lambda c: c.execute(delete(refreshes)))
    row = {"source": "mofa", "kind": "check", "began_at": services.now(), "held": ""}
    adding = insert(checks).values(**row, counts={}, unseen=[])
    await services.database.transact(lambda c: c.execute(adding))
    later = await say(operator, clock, "/refresh")
    assert "checked again from Wed 1 Jun 2022, 18:05 on" in later


async def test_a_bot_that_does_not_watch_says_so(operator: Conversation, clock: Any) -> None:
    application = operator.application
    application.services = replace(application.services, is_watching=False)
    assert "KAIKEN_WATCH_EVERY is off" in await say(operator, clock, "/refresh")
