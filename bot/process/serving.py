"""Serving Telegram: receiving, answering, sending notices, and the order of start and stop."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import logging
import socket
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.gateway.arrival import ODD_RESULT
from bot.gateway.pacing.calls import seconds_to_wait
from bot.gateway.pacing.pacer import Pacer
from bot.gateway.receiving.health import Health
from bot.gateway.receiving.intake import Intake
from bot.gateway.receiving.polling import Poller, UpdatesFetcher
from bot.gateway.receiving.worker import Handlers, Worker
from bot.handlers.turn.application import KaikenApplication
from bot.process.alarms import AlarmLook, TokenWatch
from bot.process.app import Channel, build_application, build_pacer
from bot.process.duties import Notifier, watch
from bot.process.housekeeping import FaultLog, Housekeeping, stay_registered
from bot.process.introduction import introduce
from bot.process.metrics import Metrics, Seen, serve_metrics
from bot.process.signals import Stop, await_signals
from bot.process.watchdog import tell_watchdog
from bot.setup.declaring import Setting, SettingsError
from bot.setup.logs import ChatNames
from bot.setup.redaction import learn
from bot.setup.roles import Role
from bot.setup.services import Services
from bot.setup.settings import SETTINGS, Address, Settings
from bot.store.running import liveness
from bot.store.running.leader import POLLING, lead
from bot.store.running.single_server import lock_single_server
from retrieval.errors import KaikenError

_log = logging.getLogger(__name__)

UPDATE_KINDS = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
_BEAT_INTERVAL_S = 2.0
_SWEEP_INTERVAL_S = 60.0
# How often to look for updates of other processes; on SQLite, for those that became due.
_IDLE_SHARED_S = 0.1
_IDLE_ALONE_S = 0.5
# Something else than the Bot API may answer for a while, such as its gateway that begins.
_MAX_FOREIGN = 6
_FIRST_PAUSE_S = 1.0
_MAX_PAUSE_S = 30.0
_SITE_STOP_S = 4.0

_pause = asyncio.sleep


@dataclass(frozen=True, slots=True)
class _Parts:
    """What runs in one process."""

    settings: Settings
    services: Services
    application: KaikenApplication
    fetcher: UpdatesFetcher
    health: Health
    intake: Intake
    worker: Worker
    pacer: Pacer
    role: Role


async def serve(
    settings: Settings,
    services: Services,
    *,
    channel: Channel | None = None,
    role: Role = Role.ALL,
    take_over: bool = False,
) -> None:
    """Receive and answer until told to stop; while Telegram is not reached, keep trying.

    With `take_over` a webhook that is set is removed before polling begins.

    Raises:
        SettingsError: there is no token, Telegram does not know it, or the role needs PostgreSQL.
        AlreadyServedError: another process serves from the same SQLite database.
    """
    token = settings.require_token()
    file = services.database.file
    if file is not None and role is not Role.ALL:
        raise SettingsError(("roles share the work of several processes, which needs PostgreSQL",))
    metrics, watched = Metrics(), TokenWatch()

    def observe(method: str, outcome: str, seconds: float) -> None:
        metrics.observe_call(method, outcome, seconds)
        watched.hear(outcome)

    channel = channel or Channel.over_http(
        token.reveal(), settings.api_url, settings.proxy, observe
    )
    alarms = AlarmLook(services, settings, watched)
    with lock_single_server(file), await_signals() as stop:
        async with _open_parts(settings, services, channel, role) as parts:
            await _run(parts, stop, metrics, alarms, take_over=take_over)


@contextlib.asynccontextmanager
async def _open_parts(
    settings: Settings, services: Services, channel: Channel, role: Role
) -> AsyncIterator[_Parts]:
    """Build the parts and register this process; at the end take it off the register."""
    database, now = services.database, services.now
    is_alone = database.file is not None
    join = liveness.join_alone if is_alone else liveness.join
    number = await database.transact(lambda connection: join(connection, now()))
    chat_names = ChatNames.in_folder(settings.make_data_folder())
    pacer = build_pacer(settings, database, channel.own_clock)
    application = build_application(services, chat_names, channel, pacer)
    handlers = Handlers.of(application)
    worker = Worker(
        database,
        handlers,
        now,
        process=number,
        max_in_flight=settings.max_in_flight,
        idle_s=_IDLE_ALONE_S if is_alone else _IDLE_SHARED_S,
    )
    database.condition.observe = FaultLog().hear
    health = Health(
        asyncio.get_running_loop().time,
        database=database.condition,
        is_paused=lambda: pacer.is_paused_for_long,
        finds_nothing=lambda: services.record.fault is not None,
    )
    intake = Intake(database, now, worker.wake)
    line = UpdatesFetcher(application.bot, channel.updates_request, UPDATE_KINDS)
    try:
        yield _Parts(settings, services, application, line, health, intake, worker, pacer, role)
    finally:
        # If the database is away, other processes soon find this one dead.
        with contextlib.suppress(KaikenError):
            await database.transact(lambda connection: liveness.leave(connection, worker.process))


async def _run(
    parts: _Parts, stop: Stop, metrics: Metrics, alarms: AlarmLook, *, take_over: bool
) -> None:
    """Start what the role needs, wait until told to stop, and stop in order."""
    application = parts.application
    async with _site(parts, stop):
        database, now = parts.services.database, parts.services.now
        keeping = Housekeeping(database, now, _SWEEP_INTERVAL_S)
        staying = stay_registered(database, parts.worker, now, _BEAT_INTERVAL_S)
        showing = _show_metrics(parts, metrics)
        work = keeping.run(), staying, tell_watchdog(), showing, alarms.run()
        async with _run_beside(stop, *work):
            try:
                if await _done_before_stop(stop, _initialize(application, take_over=take_over)):
                    parts.health.has_started = True
                    await _work(parts, stop)
            finally:
                parts.health.is_stopping = True
                await application.shutdown()
                # Also for a bot that never reached Telegram: its connections are open.
                await application.bot.shutdown()


async def _work(parts: _Parts, stop: Stop) -> None:
    """Do the role's work until told to stop; then finish the updates in flight or put them back."""
    beside = _duties(parts)
    if parts.role in {Role.ALL, Role.RECEIVE}:
        beside.append(_receive(parts))
    answering = None
    if parts.role in {Role.ALL, Role.ANSWER}:
        answering = asyncio.create_task(parts.worker.run())
        answering.add_done_callback(partial(_stop_on_error, stop))
    try:
        async with _run_beside(stop, *beside):
            await asyncio.shield(stop)
    finally:
        _log.info("stopping")
        await parts.intake.drain()
        parts.worker.stop()
        if answering is not None:
            await answering


def _duties(parts: _Parts) -> list[Coroutine[Any, Any, None]]:
    """Return what this process does unasked."""
    settings, services, application = parts.settings, parts.services, parts.application
    duties: list[Coroutine[Any, Any, None]] = [introduce(application)]
    notifier = Notifier(services, application.bot, lambda: parts.worker.process)
    if parts.role in {Role.ALL, Role.SEND}:
        duties.append(notifier.run())
    if parts.role in {Role.ALL, Role.WATCH} and settings.watch_every is not None:
        every, hear = settings.watch_every, notifier.hear_of_check
        duties.append(watch(settings, services, every, hear))
    return duties


async def _receive(parts: _Parts) -> None:
    """Poll as the only process, or keep the webhook set; until cancelled."""
    address = parts.settings.webhook_url
    if address is not None:
        from bot.gateway.receiving.webhook import (  # noqa: PLC0415 - loads starlette
            PATH,
            keep_webhook,
        )

        bot, secret = parts.application.bot, webhook_secret(parts.settings)
        await keep_webhook(bot, f"{address}{PATH}", secret, UPDATE_KINDS, health=parts.health)
        return
    poller = Poller(parts.fetcher, parts.intake.take, parts.health)
    await lead(parts.services.database, POLLING, poller.run)


def webhook_secret(settings: Settings) -> str:
    """Return the secret from the settings, or one made of the token: the same in all processes."""
    if settings.webhook_secret is not None:
        return settings.webhook_secret.reveal()
    key = settings.require_token().reveal().encode()
    made = hmac.new(key, b"webhook", hashlib.sha256).hexdigest()
    learn(made)
    return made


async def _initialize(application: KaikenApplication, *, take_over: bool) -> None:
    """Initialize the application; retry until Telegram is reached.

    Raises:
        SettingsError: Telegram does not know the token, or is not what answers.
    """
    pause_s = _FIRST_PAUSE_S
    for attempt in count(1):
        try:
            await application.initialize()
            if take_over:
                await application.bot.delete_webhook()
        except InvalidToken:
            # Not chained: the text of the cause holds the token.
            name = SETTINGS["token"].name
            fault = f"{name} is not a token that Telegram knows; BotFather gives one"
            raise SettingsError((fault,)) from None
        except (TelegramError, *ODD_RESULT) as away:
            if attempt >= _MAX_FOREIGN and getattr(away.__cause__, "is_foreign", False):
                setting = SETTINGS["api_url"]
                fault = f"{setting.name} leads to what is not the Bot API ({away.__cause__})"
                raise SettingsError((f"{fault}, for example {setting.example}",)) from None
            _log.warning("Telegram is not reached (%s); trying again", type(away).__name__)
            asked_s = seconds_to_wait(away) if isinstance(away, RetryAfter) else 0.0
            await _pause(max(pause_s, asked_s))
            pause_s = min(_MAX_PAUSE_S, pause_s * 2)
        else:
            return


@contextlib.asynccontextmanager
async def _site(parts: _Parts, stop: Stop) -> AsyncIterator[None]:
    """Serve /healthz, /readyz and the webhook while the context is open, if an address is set."""
    address = parts.settings.listen
    if address is None:
        yield
        return
    from bot.gateway.receiving.webhook import SiteServer, build_site  # noqa: PLC0415 - loads starlette

    takes = parts.settings.webhook_url is not None and parts.role in {Role.ALL, Role.RECEIVE}
    take = parts.intake.take if takes else None
    with _listening(address) as listener:
        secret = webhook_secret(parts.settings)
        site = SiteServer(build_site(parts.health, take, secret), secret if takes else "")
        serving = asyncio.create_task(site.serve([listener]))
        serving.add_done_callback(partial(_stop_on_error, stop))
        try:
            yield
        finally:
            site.stop()
            await asyncio.wait([serving], timeout=_SITE_STOP_S)


async def _show_metrics(parts: _Parts, metrics: Metrics) -> None:
    """Serve /metrics until cancelled, if an address is set."""
    address = parts.settings.metrics_listen
    if address is not None:
        listener = _listening(address, SETTINGS["metrics_listen"])
        worker, pacer = parts.worker, parts.pacer
        worker.observe, pacer.observe_wait = metrics.observe_answer, metrics.observe_wait
        seen = Seen(parts.services, parts.health, worker.counts, pacer)
        await serve_metrics(listener, metrics, seen)


def _listening(address: Address, setting: Setting = SETTINGS["listen"]) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        return socket.create_server((address.host, address.port), family=family)
    except OSError as cause:
        where = f"{address.host}:{address.port}"
        fault = f"{setting.name}: nothing can listen at {where}: {cause.strerror}"
        raise SettingsError((fault,)) from cause


@contextlib.asynccontextmanager
async def _run_beside(stop: Stop, *work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run work while the context is open; a failure stops all, and the end cancels the rest."""
    tasks = [asyncio.create_task(coroutine) for coroutine in work]
    for task in tasks:
        task.add_done_callback(partial(_stop_on_error, stop))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def _stop_on_error(stop: Stop, task: asyncio.Task[None]) -> None:
    """Stop everything with the error of a task that failed."""
    if not task.cancelled() and (error := task.exception()) and not stop.done():
        stop.set_exception(error)


async def _done_before_stop(stop: Stop, work: Coroutine[Any, Any, None]) -> bool:
    """Say whether the work was done before the stop; otherwise cancel it."""
    task = asyncio.create_task(work)
    await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        task.result()
        return True
    task.cancel()
    await asyncio.wait([task])
    return False
