"""The wiring of the Telegram side: an Application with its handlers and its transport."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from typing import Any

from telegram import BotCommand
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes
from telegram.request import BaseRequest

from bot.gateway.pacing.budget import OwnBudget, SharedBudget
from bot.gateway.pacing.pace import PaceLimits
from bot.gateway.pacing.pacer import Pacer, SteadyClock
from bot.gateway.pacing.rate_limiter import RateLimiter
from bot.gateway.sending.transport import Transport
from bot.handlers.routes import add_routes
from bot.handlers.turn.application import KaikenApplication, KaikenContext
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.setup.settings import Secret, Settings
from retrieval.archive.database import Database

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


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel to the Bot API: token, address, and one PTB request for each direction."""

    token: str = field(repr=False)
    api_url: str
    request: BaseRequest
    updates_request: BaseRequest

    @classmethod
    def over_http(cls, token: str, api_url: str, proxy: Secret | None = None) -> Channel:
        """Make a channel over the network, through a proxy if one is given."""
        return cls(token, api_url, Transport(proxy=proxy), Transport(2, proxy))

    async def close(self) -> None:
        """Close the connections that are open."""
        await self.request.shutdown()
        await self.updates_request.shutdown()


def build_pacer(settings: Settings, database: Database) -> Pacer:
    """Build what keeps sends to Telegram's pace; on PostgreSQL it counts those of all processes."""
    clock = SteadyClock()
    limits = PaceLimits(settings.sends_per_second)
    if database.file is None:
        return Pacer(SharedBudget(database, clock.now, limits), clock)
    return Pacer(OwnBudget(clock.now, limits), clock)


def build_application(
    services: Services, chat_names: ChatNames, channel: Channel, pacer: Pacer | None = None
) -> KaikenApplication:
    """Build the application, not yet initialized; without a pacer it sends as fast as it can."""
    # Without this setting PTB 22.8 warns whenever it makes a RetryAfter.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    builder = (
        ApplicationBuilder()
        .application_class(KaikenApplication, {"services": services, "chat_names": chat_names})
        .context_types(ContextTypes(context=KaikenContext))
        .token(channel.token)
        .base_url(f"{channel.api_url}/bot")
        .base_file_url(f"{channel.api_url}/file/bot")
        .request(channel.request)
        .get_updates_request(channel.updates_request)
        .job_queue(None)
        .post_init(introduce)
    )
    if pacer is not None:
        builder.rate_limiter(RateLimiter(pacer))
    application = builder.build()
    if not isinstance(application, KaikenApplication):
        raise TypeError("the builder made another application than it was told to")
    add_routes(application)
    return application


async def introduce(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Tell Telegram what the bot can do and that it is unofficial; a refusal is only logged."""
    bot = application.bot
    try:
        await bot.set_my_commands(COMMANDS)
        await bot.set_my_description(DESCRIPTION)
        await bot.set_my_short_description(SHORT_DESCRIPTION)
    except TelegramError as refused:
        _log.warning("commands and description not set: %s", type(refused).__name__)
