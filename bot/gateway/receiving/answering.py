"""Answers an update: handlers make the reply, and it is delivered."""

from __future__ import annotations

from base64 import b32encode
from hashlib import blake2b
from typing import Protocol

from telegram import Update
from telegram.ext import ExtBot

from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.pacer import PaceClock
from bot.gateway.progress import Progress
from bot.gateway.sending.delivery import deliver
from bot.gateway.sending.reply import Reply
from bot.gateway.sending.typing_action import typing
from bot.language.catalogues import language_of
from bot.language.english import English


class Replying(Protocol):
    """What makes replies, with the bot that sends them."""

    bot: ExtBot[Priority]
    # By which it is seen that an answer takes long.
    clock: PaceClock

    async def reply_to(self, update: Update) -> Reply | None:
        """Return the reply to an update; None if it gets none."""

    async def welcome_back(self, update: Update, reply: Reply | None) -> Reply | None:
        """Return the reply to an update from a chat that is off, which switches it on."""

    async def process_error(self, update: Update, error: Exception) -> bool:
        """Tell operators that no reply was made or delivered."""

    def apology(self, code: str) -> Reply:
        """Return what is said to somebody who gets no answer; by the code the log has the cause."""


async def answer(replying: Replying, update: Update, progress: Progress) -> None:
    """Answer an update; `progress` says how far that has come.

    Raises:
        Exception: what the handler or the delivery raised, after operators were told.
    """
    try:
        async with typing(replying.bot, update, replying.clock):
            reply = await replying.reply_to(update)
            if progress.is_from_off:
                reply = await replying.welcome_back(update, reply)
        if reply is not None:
            await deliver(replying.bot, update, reply, progress)
    except Exception as error:
        await replying.process_error(update, error)
        raise


async def apologise(replying: Replying, update: Update) -> None:
    """Say in the chat of an update that it got no answer.

    Raises:
        TelegramError: the apology was not sent, or may not have been.
    """
    apology = replying.apology(failure_code(update.update_id))
    await deliver(replying.bot, update, apology, Progress())


def language_for(update: Update, kept: str | None) -> English:
    """Return the language to answer an update in: the one its chat keeps, else of the client."""
    user = update.effective_user
    return language_of(kept, user.language_code if user else None)


def failure_code(update_id: int) -> str:
    """Return the code by which an apology and the log name the same update: six signs.

    It is made of the update's number, so that each attempt and each process has the same.
    """
    digest = blake2b(str(update_id).encode(), digest_size=4).digest()
    return b32encode(digest).decode()[:6]
