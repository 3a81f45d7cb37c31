"""Questions: free text, /ask, and the examples to tap."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from telegram import Chat, Update
from telegram.error import BadRequest

from bot.gateway.handling import write_with_answer
from bot.gateway.sending.delivery import Destination, deliver
from bot.handlers.turn.context import KaikenContext
from bot.rendering import keyboards
from bot.rendering.render import EXAMPLES
from bot.store.inbox import questions
from bot.store.inbox.questions import RecentQuestion
from retrieval.model.answer import Status
from retrieval.model.query import Intent, Query
from retrieval.query.standing import understand_in_turn


async def ask_by_text(update: Update, context: KaikenContext) -> None:
    """Answer a message as a question."""
    message = update.effective_message
    await _answer(update, context, (message and message.text) or "")


async def ask_by_command(update: Update, context: KaikenContext) -> None:
    """Answer what stands behind /ask."""
    await _answer(update, context, " ".join(context.args or ()))


async def ask_example(update: Update, context: KaikenContext) -> None:
    """Answer the example whose button was tapped."""
    query = update.callback_query
    if query is None:
        return
    # A tap that waited for 150 s cannot be answered as a tap; whoever tapped still wants to read.
    with suppress(BadRequest):
        await query.answer()
    number = (query.data or "").removeprefix(f"{keyboards.EXAMPLE}:")
    if number.isdecimal() and int(number) < len(EXAMPLES):
        await _answer(update, context, EXAMPLES[int(number)])
    else:
        await say(update, context, "outdated")


async def say(update: Update, context: KaikenContext, note: str) -> None:
    """Send one of the messages that depend on nothing."""
    destination = Destination.of(update)
    if destination is not None:
        await deliver(context.bot, destination, [context.services.renderer.note(note)])


async def _answer(update: Update, context: KaikenContext, question: str) -> None:
    destination, chat, user = Destination.of(update), update.effective_chat, update.effective_user
    if destination is None or chat is None:
        return
    services = context.services
    now, lane = services.now(), (destination.chat_id, user.id if user else 0)
    last: list[RecentQuestion] = []

    async def before() -> Query | None:
        async with services.database.read() as connection:
            asked = await connection.run_sync(lambda c: questions.last(c, lane, now))
        if asked is None:
            return None
        last.append(asked)
        return understand_in_turn(asked.text, asked.at.date(), services.record.lexicon)

    answer = await services.answerer.answer(question, now, before)
    under = None
    if answer.status is not Status.NOT_A_QUESTION and chat.type == Chat.PRIVATE:
        found = answer.status is Status.ANSWERED
        under = keyboards.under_answer(update.update_id, found=found)
    await deliver(context.bot, destination, services.renderer.answer(answer), under)
    if answer.query.intent is Intent.QUESTION:
        asked = RecentQuestion(_in_turn(answer.query.question, *last), now)
        keep = partial(questions.keep, update_id=update.update_id, lane=lane, asked=asked)
        await write_with_answer(services.database, keep)


def _in_turn(question: str, last: RecentQuestion | None = None) -> str:
    """A question, and on the lines before it those that it goes on from."""
    whole = f"{last.text}\n{question}" if last else question
    return whole if len(whole) <= questions.LONGEST else question
