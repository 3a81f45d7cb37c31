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
    """Answer the words after /ask."""
    await _answer(update, context, " ".join(context.args or ()))


async def ask_example(update: Update, context: KaikenContext) -> None:
    """Answer the example whose button was tapped."""
    query = update.callback_query
    if query is None:
        return
    # A tap that waited for 150 s cannot be answered as a tap; its user still wants the answer.
    with suppress(BadRequest):
        await query.answer()
    number = (query.data or "").removeprefix(f"{keyboards.EXAMPLE}:")
    if number.isdecimal() and int(number) < len(EXAMPLES):
        await _answer(update, context, EXAMPLES[int(number)])
    else:
        await send_note(update, context, "outdated")


async def send_note(update: Update, context: KaikenContext, note: str) -> None:
    """Send a note: a message whose text is always the same."""
    destination = Destination.of(update)
    if destination is not None:
        await deliver(context.bot, destination, [context.services.renderer.note(note)])


async def _answer(update: Update, context: KaikenContext, question: str) -> None:
    destination, chat, user = Destination.of(update), update.effective_chat, update.effective_user
    if destination is None or chat is None:
        return
    services = context.services
    now, conversation = services.now(), (destination.chat_id, user.id if user else 0)
    earlier: list[RecentQuestion] = []

    async def load_earlier() -> Query | None:
        async with services.database.read() as connection:
            asked = await connection.run_sync(lambda c: questions.load_last(c, conversation, now))
        if asked is None:
            return None
        earlier.append(asked)
        return understand_in_turn(asked.text, asked.asked_at.date(), services.record.lexicon)

    answer = await services.answerer.answer(question, now, load_earlier)
    keyboard = None
    if answer.status is not Status.NOT_A_QUESTION and chat.type == Chat.PRIVATE:
        found = answer.status is Status.ANSWERED
        keyboard = keyboards.under_answer(update.update_id, found=found)
    await deliver(context.bot, destination, services.renderer.answer(answer), keyboard)
    if answer.query.intent is Intent.QUESTION:
        asked = RecentQuestion(_with_earlier(answer.query.question, *earlier), now)
        saving = partial(
            questions.save, update_id=update.update_id, conversation=conversation, question=asked
        )
        await write_with_answer(services.database, saving)


def _with_earlier(question: str, earlier: RecentQuestion | None = None) -> str:
    """Return a question with the earlier ones that it follows on the lines before it."""
    whole = f"{earlier.text}\n{question}" if earlier else question
    return whole if len(whole) <= questions.MAX_LENGTH else question
