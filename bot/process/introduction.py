"""What Telegram shows of the bot: its menus of commands and its descriptions."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError
from telegram.ext import Application, ExtBot

from bot.gateway.arrival import ODD_RESULT

_log = logging.getLogger(__name__)

COMMANDS = (
    BotCommand("ask", "ask what was said about a topic"),
    BotCommand("more", "the next page of the last answer"),
    BotCommand("context", "what stands around a statement of the last answer"),
    BotCommand("cite", "a statement of the last answer as APA, Chicago, BibTeX, RIS"),
    BotCommand("star", "keep a statement of the last answer"),
    BotCommand("starred", "what you keep"),
    BotCommand("export", "what you keep, as files"),
    BotCommand("report", "say that the last answer is wrong"),
    BotCommand("latest", "the newest releases, to open and read"),
    BotCommand("release", "one release as an outline, then page by page"),
    BotCommand("people", "who speaks in the record, how often, first and last"),
    BotCommand("topics", "the headings of the record"),
    BotCommand("declined", "where somebody declined to answer on a topic"),
    BotCommand("timeline", "when and how often a topic was said, as a picture and in words"),
    BotCommand("compare", "a topic in two periods, by two people, in two kinds of release"),
    BotCommand("verify", "whether words were said so: exactly, otherwise, or not on record"),
    BotCommand("subscribe", "hear of new words on a topic, by somebody, or of everything"),
    BotCommand("subscriptions", "what you subscribed to: slow down, pause, remove"),
    BotCommand("settings", "time zone, quiet hours, when digests come"),
    BotCommand("status", "what was checked, and what comes to you next"),
    BotCommand("privacy", "what is kept about you"),
    BotCommand("mydata", "all that is kept about you, as a file"),
    BotCommand("forget", "delete all that is kept about you"),
    BotCommand("help", "how to ask"),
    BotCommand("start", "what this is, with examples"),
)
DESCRIPTION = (
    "Kaiken answers “what was said about this?” with the words of Japan’s Ministry of Foreign "
    "Affairs, verbatim and cited. Unofficial: not made or endorsed by the ministry."
)
SHORT_DESCRIPTION = "What did the ministry say? Its own words, cited. Unofficial."

# Groups are answered where they ask; all else is done in private.
_IN_GROUPS = frozenset(("ask", "help", "start"))
GROUP_COMMANDS = tuple(one for one in COMMANDS if one.command in _IN_GROUPS)
MENUS: tuple[tuple[BotCommandScope, tuple[BotCommand, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), COMMANDS),
    (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
    # Their own menu comes before that of groups: an older one must not stay.
    (BotCommandScopeAllChatAdministrators(), GROUP_COMMANDS),
)


async def introduce(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Tell Telegram what the bot can do and that it is unofficial, where it does not know it yet.

    A refusal is only logged, and keeps nothing else from being told.
    """
    bot = application.bot
    await _tell("description", partial(_set_description, bot))
    await _tell("short description", partial(_set_short_description, bot))
    for scope, commands in MENUS:
        await _tell(f"commands of {scope.type}", partial(_set_menu, bot, scope, commands))


async def _tell(what: str, telling: Callable[[], Awaitable[None]]) -> None:
    try:
        await telling()
    except (TelegramError, *ODD_RESULT) as refused:
        _log.warning("%s not set: %s", what, type(refused).__name__)


async def _set_menu(
    bot: ExtBot[Any], scope: BotCommandScope, commands: tuple[BotCommand, ...]
) -> None:
    if await bot.get_my_commands(scope) != commands:
        await bot.set_my_commands(commands, scope)


async def _set_description(bot: ExtBot[Any]) -> None:
    if (await bot.get_my_description()).description != DESCRIPTION:
        await bot.set_my_description(DESCRIPTION)


async def _set_short_description(bot: ExtBot[Any]) -> None:
    if (await bot.get_my_short_description()).short_description != SHORT_DESCRIPTION:
        await bot.set_my_short_description(SHORT_DESCRIPTION)
