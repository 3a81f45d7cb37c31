"""The notices that `kaiken try` shows: of an invented release, its correction and withdrawal."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.sandbox.trying.conversation import Conversation
from bot.sandbox.trying.made_up_release import MadeUpPublisher, join_alone, open_scratch_services
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.store.tables import chats, subscriptions
from retrieval.archive.tables import releases

Visit = tuple[Conversation, MadeUpPublisher]


@pytest.fixture
async def visit(services: Services, chat_names: ChatNames) -> AsyncIterator[Visit]:
    async with open_scratch_services(services.now) as scratch:
        apart = replace(services, database=scratch.database)
        async with Conversation(apart, chat_names) as conversation:
            process = await join_alone(scratch)
            yield conversation, MadeUpPublisher(scratch, conversation.application.bot, process)


async def rows_of(services: Services) -> list[int]:
    """How many releases, chats and subscriptions the bot's own database holds."""
    async with services.database.read() as connection:
        counts = [select(func.count()).select_from(one) for one in (releases, chats, subscriptions)]
        return [await connection.scalar(count) or 0 for count in counts]


async def test_a_visitor_is_told_of_a_made_up_release_and_what_becomes_of_it(
    visit: Visit, services: Services
) -> None:
    conversation, publisher = visit
    before = await rows_of(services)
    [offer] = await conversation.writes("/subscribe Ukraine")
    await conversation.taps(offer.buttons[0][0])
    told = []
    for _ in range(4):
        [said] = await conversation.messages_during(publisher.publish())
        told.append(said.call)
    new, corrected, withdrawn, another = told
    assert new.text.startswith("New: Made-up release No. 1")
    assert "Ministry" not in new.text
    assert corrected.reply_to == withdrawn.reply_to == new.message_id
    assert "send 300 generators" in corrected.text
    assert "send 500 generators" in corrected.text
    assert withdrawn.text.startswith("Withdrawn: Made-up release No. 1")
    assert another.text.startswith("New: Made-up release No. 2")
    assert await rows_of(services) == before


async def test_a_chat_without_subscriptions_gets_no_notice(visit: Visit) -> None:
    conversation, publisher = visit
    assert await conversation.messages_during(publisher.publish()) == []


async def test_less_of_this_and_unsubscribe_stand_under_a_notice(visit: Visit) -> None:
    conversation, publisher = visit
    [offer] = await conversation.writes("/subscribe everything")
    await conversation.taps(offer.buttons[0][0])
    [notice] = await conversation.messages_during(publisher.publish())
    buttons = {button.label: number for number, button in notice.buttons}
    assert set(buttons) == {"Less of this", "Unsubscribe"}
    [less] = await conversation.taps(buttons["Less of this"])
    assert "everything" in less.call.text
    [gone] = await conversation.taps(buttons["Unsubscribe"])
    assert gone.call.text.startswith("Removed")
    assert await conversation.messages_during(publisher.publish()) == []
