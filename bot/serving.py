"""Answering in Telegram."""

from __future__ import annotations

import asyncio
import logging

from telegram.error import InvalidToken

from bot.app import Channel, build_application
from bot.logs import ChatNames
from bot.services import Services
from bot.settings import TOKEN, Settings, SettingsError

ASKED_FOR = ("message", "callback_query")


def serve_polling(settings: Settings, services: Services, channel: Channel | None = None) -> None:
    """Answer until stopped; while Telegram is away, wait for it.

    Raises:
        SettingsError: there is no token, or Telegram does not know it.
    """
    token = settings.require_token()
    channel = channel or Channel.over_http(token.reveal(), settings.api_url, settings.proxy)
    application = build_application(services, ChatNames.kept_in(settings.data_folder()), channel)

    def is_news(record: logging.LogRecord) -> bool:
        # PTB logs the traceback of a token refused at the start; one sentence says it below.
        refused = record.exc_info is not None and isinstance(record.exc_info[1], InvalidToken)
        return application.running or not refused

    ptb_log = logging.getLogger("telegram.ext")
    ptb_log.addFilter(is_news)
    try:
        application.run_polling(
            allowed_updates=list(ASKED_FOR), bootstrap_retries=-1, close_loop=False
        )
    except InvalidToken:
        # Not chained: the cause's text holds the token.
        raise SettingsError(
            (f"{TOKEN.name} is not a token that Telegram knows; BotFather gives one",)
        ) from None
    finally:
        ptb_log.removeFilter(is_news)
        # PTB leaves them open where the start fails.
        asyncio.get_event_loop().run_until_complete(channel.close())
