"""Answers inline queries."""

from __future__ import annotations

from telegram import InlineQueryResultsButton
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.gateway.pacing.calls import Priority
from bot.gateway.sending.outcomes import Reason, outcome_of
from bot.gateway.sending.reply import InlineResults

# For so long Telegram answers the same words of the same person by itself.
_CACHE_S = 300


async def answer_inline(bot: ExtBot[Priority], query_id: str, inline: InlineResults) -> None:
    """Answer an inline query; one that waited too long cannot be answered any more.

    Telegram keeps the answer for the person who asked only: others may speak another language, and
    a sentence of one's own is nobody else's.

    Raises:
        TelegramError: the answer was refused, or may not have arrived.
    """
    button = (
        InlineQueryResultsButton(inline.button, start_parameter=inline.start_parameter)
        if inline.button
        else None
    )
    try:
        await bot.answer_inline_query(
            query_id,
            inline.results,
            cache_time=_CACHE_S,
            is_personal=True,
            button=button,
        )
    except BadRequest as refused:
        if outcome_of(refused).reason is not Reason.LATE:
            raise
