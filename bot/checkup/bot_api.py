"""Telegram: whether the token is known, how the webhook does, and what its clock says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError
from yarl import URL

from bot.checkup.finding import Finding, fault, ok, warning
from bot.checkup.machine import check_clock
from bot.gateway.arrival import ODD_RESULT
from bot.gateway.receiving.webhook import PATH
from bot.gateway.sending.transport import Transport
from bot.setup.redaction import redact
from bot.setup.services import Now
from bot.setup.settings import SETTINGS, Settings

_LIMIT_S = 10.0
# So many updates wait at Telegram only if nobody takes them, or answering does not keep up.
_MANY_PENDING = 100
_RECENT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Hook:
    """What Telegram says of the webhook; `error` is its last one, at `error_at`, if there was."""

    url: str
    pending: int
    error_at: datetime | None
    error: str


async def check_telegram(settings: Settings, now: Now) -> list[Finding]:
    """Ask Telegram who the bot is, how its webhook does and what time it is."""
    token = SETTINGS["token"]
    if settings.token is None:
        return [fault("token", f"{token.name} is not set", f"set it: {token.meaning}")]
    clock = await _look_at_clock(settings, now)
    request = Transport(1, settings.proxy)
    bot = Bot(
        settings.token.reveal(),
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=request,
        get_updates_request=Transport(1, settings.proxy),
    )
    try:
        await request.initialize()
        who = await bot.get_me()
        hook = _seen(await bot.get_webhook_info())
    except InvalidToken:
        remedy = f"correct {token.name}; `/token` at BotFather shows it or makes another"
        return [fault("token", "Telegram does not know it", remedy), *clock]
    except (TelegramError, *ODD_RESULT) as away:
        return [_away(away, settings), *clock]
    finally:
        await request.shutdown()
    expected = f"{settings.webhook_url}{PATH}" if settings.webhook_url else ""
    return [
        ok("token", f"it is @{who.username}'s"),
        check_webhook(hook, expected, now()),
        check_pending(hook),
        *clock,
    ]


def check_webhook(hook: Hook, expected: str, now: datetime) -> Finding:
    """Judge the webhook that is set against the expected address, which is empty for polling."""
    if hook.url and not expected:
        remedy = "run `kaiken serve --take-over` once, or set KAIKEN_WEBHOOK_URL"
        return fault("webhook", "one is set, but this bot polls", remedy)
    if hook.url != expected:
        found = "it leads elsewhere" if hook.url else "none is set"
        remedy = "start `kaiken serve`, which sets it; is another bot serving with this token?"
        return fault("webhook", found, remedy)
    if hook.error_at is not None and now - hook.error_at < _RECENT:
        remedy = "look at the certificate, and at what leads from there to KAIKEN_LISTEN"
        return warning("webhook", f"Telegram could not deliver: {hook.error}", remedy)
    return ok("webhook", "as expected" if expected else "none: updates are polled")


def check_pending(hook: Hook) -> Finding:
    """Judge how many updates wait at Telegram."""
    found = f"{hook.pending} updates wait at Telegram"
    if hook.pending >= _MANY_PENDING:
        return warning("backlog", found, "look whether `kaiken serve` runs, and at its log")
    return ok("backlog", found)


def _seen(info: WebhookInfo) -> Hook:
    # Whatever answers chose these words.
    error = redact(info.last_error_message or "for a reason that it does not say")
    return Hook(info.url, info.pending_update_count, info.last_error_date, error)


def _away(away: BaseException, settings: Settings) -> Finding:
    name = SETTINGS["api_url"].name
    if getattr(away.__cause__, "is_foreign", False):
        remedy = f"correct {name}, or {SETTINGS['proxy'].name}"
        return fault("telegram", "something else than the Bot API answers", remedy)
    host = URL(settings.api_url).host
    remedy = f"look at the network, the firewall, {SETTINGS['proxy'].name} and {name}"
    return fault("telegram", f"{host} is not reached ({type(away).__name__})", remedy)


async def _look_at_clock(settings: Settings, now: Now) -> list[Finding]:
    """Compare this clock with the Date of an answer; nothing if there is none."""
    proxy = URL(settings.proxy.reveal()) if settings.proxy else None
    limit = aiohttp.ClientTimeout(total=_LIMIT_S)
    try:
        async with (
            aiohttp.ClientSession(timeout=limit, proxy=proxy) as session,
            session.get(settings.api_url, allow_redirects=False) as answer,
        ):
            theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
            return [check_clock(now() - theirs)]
    except (aiohttp.ClientError, OSError, ValueError, TypeError):
        # That Telegram is away, or is something else, is found by asking it.
        return []
