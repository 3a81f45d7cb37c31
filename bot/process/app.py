"""The wiring of the Telegram side: an Application with its handlers and its transport."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from telegram.ext import ApplicationBuilder, ContextTypes
from telegram.request import BaseRequest

from bot.gateway.pacing.budget import OwnBudget, SharedBudget
from bot.gateway.pacing.pace import PaceLimits
from bot.gateway.pacing.pacer import PaceClock, Pacer, SteadyClock
from bot.gateway.pacing.rate_limiter import RateLimiter
from bot.gateway.sending.transport import ObserveCall, Transport
from bot.handlers.routes import add_routes
from bot.handlers.turn.application import KaikenApplication, KaikenContext
from bot.setup.declaring import Secret
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.setup.settings import Settings
from retrieval.archive.database import Database


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel to the Bot API: token, address, and one PTB request for each direction.

    Its limits go by real time, unless it has a clock of its own.
    """

    token: str = field(repr=False)
    api_url: str
    request: BaseRequest
    updates_request: BaseRequest
    own_clock: PaceClock | None = None

    @classmethod
    def over_http(
        cls,
        token: str,
        api_url: str,
        proxy: Secret | None = None,
        observe: ObserveCall = lambda *_: None,
    ) -> Channel:
        """Make a channel over the network, through a proxy if one is given."""
        sending = Transport(proxy=proxy, observe=observe)
        return cls(token, api_url, sending, Transport(2, proxy, observe=observe))

    async def close(self) -> None:
        """Close the connections that are open."""
        await self.request.shutdown()
        await self.updates_request.shutdown()


def build_pacer(settings: Settings, database: Database, own_clock: PaceClock | None) -> Pacer:
    """Build what keeps sends to Telegram's pace; on PostgreSQL it counts those of all processes.

    With a clock of the channel's own, the pace goes by it in all processes.
    """
    clock = own_clock or SteadyClock()
    limits = PaceLimits(settings.sends_per_second)
    if database.file is None:
        shared_now = own_clock.now if own_clock else None
        return Pacer(SharedBudget(database, clock.now, limits, shared_now), clock)
    return Pacer(OwnBudget(clock.now, limits), clock)


def build_application(
    services: Services,
    chat_names: ChatNames,
    channel: Channel,
    pacer: Pacer | None = None,
    clock: PaceClock | None = None,
) -> KaikenApplication:
    """Build the application, not yet initialized; without a pacer it sends as fast as it can.

    Without a clock, the machine's says when an answer takes long.
    """
    given = {"services": services, "chat_names": chat_names, "clock": clock or SteadyClock()}
    # Without this setting PTB 22.8 warns whenever it makes a RetryAfter.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    builder = (
        ApplicationBuilder()
        .application_class(KaikenApplication, given)
        .context_types(ContextTypes(context=KaikenContext))
        .token(channel.token)
        .base_url(f"{channel.api_url}/bot")
        .base_file_url(f"{channel.api_url}/file/bot")
        .request(channel.request)
        .get_updates_request(channel.updates_request)
        .job_queue(None)
    )
    if pacer is not None:
        builder.rate_limiter(RateLimiter(pacer))
    application = builder.build()
    if not isinstance(application, KaikenApplication):
        raise TypeError("the builder made another application than it was told to")
    add_routes(application)
    return application
