"""Questions: free text, /ask, and the examples to tap."""

from __future__ import annotations

from contextlib import suppress

from telegram import Update
from telegram.error import BadRequest

from bot.gateway.delivery import Destination, deliver
from bot.handlers.context import KaikenContext
from bot.rendering.render import EXAMPLES
from retrieval.model import Intent

EXAMPLE = "example:"


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
    number = (query.data or "").removeprefix(EXAMPLE)
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
    destination = Destination.of(update)
    if destination is None:
        return
    services = context.services
    now = services.now()
    user = update.effective_user
    key = (destination.chat_id, user.id if user else 0)
    before = context.threads.before(key, now)
    answer = await services.answerer.answer(question, now, before)
    if answer.query.intent is Intent.QUESTION:
        context.threads.keep(key, answer.query, now)
    await deliver(context.bot, destination, services.renderer.answer(answer))
