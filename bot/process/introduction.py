"""What Telegram shows of the bot: its menus of commands and its descriptions."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
)
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.gateway.arrival import ODD_RESULT
from bot.handlers.turn.application import KaikenApplication
from bot.language.catalogues import languages
from bot.language.english import ENGLISH
from bot.language.spoken import gettext, gettext_noop, speaking
from bot.store.chats.menus import drop_menu, note_menus
from retrieval.errors import UnusableDatabaseError

_log = logging.getLogger(__name__)

COMMANDS = (
    BotCommand("ask", gettext_noop("ask what was said about a topic")),
    BotCommand("more", gettext_noop("the next page of the last answer")),
    BotCommand("context", gettext_noop("what stands around a statement of the last answer")),
    BotCommand("cite", gettext_noop("a statement of the last answer as APA, Chicago, BibTeX, RIS")),
    BotCommand("star", gettext_noop("keep a statement of the last answer")),
    BotCommand("starred", gettext_noop("what you keep")),
    BotCommand("export", gettext_noop("what you keep, as files")),
    BotCommand("report", gettext_noop("say that the last answer is wrong")),
    BotCommand("latest", gettext_noop("the newest releases, to open and read")),
    BotCommand("release", gettext_noop("one release as an outline, then page by page")),
    BotCommand("people", gettext_noop("who speaks in the record, how often, first and last")),
    BotCommand("topics", gettext_noop("the headings of the record")),
    BotCommand("declined", gettext_noop("where somebody declined to answer on a topic")),
    BotCommand(
        "timeline", gettext_noop("when and how often a topic was said, as a picture and in words")
    ),
    BotCommand(
        "compare", gettext_noop("a topic in two periods, by two people, in two kinds of release")
    ),
    BotCommand("history", gettext_noop("how a sentence is worded now, and how it was before")),
    BotCommand("first", gettext_noop("when a word was first said, by whom, in answer to what")),
    BotCommand(
        "verify", gettext_noop("whether words were said so: exactly, otherwise, or not on record")
    ),
    BotCommand(
        "subscribe", gettext_noop("hear of new words on a topic, by somebody, or of everything")
    ),
    BotCommand("subscriptions", gettext_noop("what you subscribed to: slow down, pause, remove")),
    BotCommand("channel", gettext_noop("what your channel gets: subscriptions and settings")),
    BotCommand("settings", gettext_noop("language, time zone, quiet hours, when digests come")),
    BotCommand("status", gettext_noop("what was checked, and what comes to you next")),
    BotCommand("privacy", gettext_noop("what is kept about you")),
    BotCommand("mydata", gettext_noop("all that is kept about you, as a file")),
    BotCommand("forget", gettext_noop("delete all that is kept about you")),
    BotCommand("help", gettext_noop("how to ask")),
    BotCommand("start", gettext_noop("what this is, with examples")),
)
OPERATOR_COMMANDS = (
    BotCommand("stats", gettext_noop("numbers of the bot: what came, what waits, what fails")),
    BotCommand("refresh", gettext_noop("check the sources now")),
    BotCommand("hold", gettext_noop("hold all notices")),
    BotCommand("resume", gettext_noop("let notices go again")),
)
DESCRIPTION = gettext_noop(
    "Kaiken answers “what was said about this?” with the words of Japan’s Ministry of Foreign "
    "Affairs, verbatim and cited. Unofficial: not made or endorsed by the ministry."
)
SHORT_DESCRIPTION = gettext_noop("What did the ministry say? Its own words, cited. Unofficial.")

# Groups are answered where they ask, and their admins say what the group gets; all else is done in
# private.
_IN_GROUPS = frozenset(("ask", "declined", "privacy", "help", "start"))
_FOR_ADMINS = frozenset(("subscribe", "subscriptions", "settings", "status", "mydata", "forget"))
GROUP_COMMANDS = tuple(one for one in COMMANDS if one.command in _IN_GROUPS)
ADMIN_COMMANDS = tuple(one for one in COMMANDS if one.command in _IN_GROUPS | _FOR_ADMINS)
MENUS: tuple[tuple[BotCommandScope, tuple[BotCommand, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), COMMANDS),
    (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
    (BotCommandScopeAllChatAdministrators(), ADMIN_COMMANDS),
)


def _scopes_of(chat_id: int) -> tuple[BotCommandScope, ...]:
    """Return the scopes of a chat's menus; a private chat, whose id is positive, has no admins."""
    own = BotCommandScopeChat(chat_id)
    return (own,) if chat_id > 0 else (own, BotCommandScopeChatAdministrators(chat_id))


def operator_menus(
    operators: Collection[int],
) -> Iterator[tuple[BotCommandScope, tuple[BotCommand, ...]]]:
    """Yield the menus of operators' chats: what others have, and their own commands.

    The menu of a chat hides that of all admins, so a group has one for its admins too.
    """
    for chat_id in sorted(operators):
        shown = (COMMANDS,) if chat_id > 0 else (GROUP_COMMANDS, ADMIN_COMMANDS)
        for scope, commands in zip(_scopes_of(chat_id), shown, strict=True):
            yield scope, (*commands, *OPERATOR_COMMANDS)


async def introduce(application: KaikenApplication) -> None:
    """Tell Telegram what the bot can do and that it is unofficial, where it does not know it yet.

    It is told in each language; Telegram shows English where a user's is not among them. The chats
    of operators have menus of their own. A refusal is only logged, and keeps nothing else from
    being told.
    """
    bot, operators = application.bot, application.services.operators
    await _tell("menus", partial(_take_menus_away, application))
    menus = (*MENUS, *operator_menus(operators))
    for language in languages().values():
        code = None if language is ENGLISH else language.code
        with speaking(language):
            await _tell("description", partial(_set_description, bot, code))
            await _tell("short description", partial(_set_short_description, bot, code))
            for scope, commands in menus:
                menu = partial(_set_menu, bot, scope, commands, code)
                await _tell(f"commands of {scope.type}", menu)


async def _tell(what: str, telling: Callable[[], Awaitable[None]]) -> None:
    try:
        await telling()
    except (TelegramError, UnusableDatabaseError, *ODD_RESULT) as refused:
        _log.warning("%s not set: %s", what, type(refused).__name__)


async def _take_menus_away(application: KaikenApplication) -> None:
    """Delete the menus of chats that are no operators' any more."""
    bot, services = application.bot, application.services
    database = services.database
    former = await database.transact(lambda c: note_menus(c, services.operators))
    for chat_id in sorted(former):
        for language in languages().values():
            code = None if language is ENGLISH else language.code
            for scope in _scopes_of(chat_id):
                # A chat that is gone has no menu either.
                with suppress(BadRequest, Forbidden):
                    await bot.delete_my_commands(scope, code)
        await database.transact(partial(drop_menu, chat_id=chat_id))


async def _set_menu(
    bot: ExtBot[Any], scope: BotCommandScope, commands: tuple[BotCommand, ...], code: str | None
) -> None:
    menu = tuple(BotCommand(one.command, gettext(one.description)) for one in commands)
    if await bot.get_my_commands(scope, code) != menu:
        await bot.set_my_commands(menu, scope, code)


async def _set_description(bot: ExtBot[Any], code: str | None) -> None:
    text = gettext(DESCRIPTION)
    if (await bot.get_my_description(code)).description != text:
        await bot.set_my_description(text, code)


async def _set_short_description(bot: ExtBot[Any], code: str | None) -> None:
    text = gettext(SHORT_DESCRIPTION)
    if (await bot.get_my_short_description(code)).short_description != text:
        await bot.set_my_short_description(text, code)
