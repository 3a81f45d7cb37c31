"""Whatever fails while the bot serves, no secret is shown: to users, operators or Prometheus.

Nor is one written down, in either kind of database.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import aiohttp
import httpx
import pytest
from sqlalchemy import Connection, Text, cast, select
from telegram import Update
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.gateway.pacing.pacer import Pacer
from bot.gateway.receiving.health import Health
from bot.gateway.receiving.intake import Intake
from bot.gateway.receiving.polling import Poller
from bot.gateway.receiving.webhook import PATH, SiteServer, build_site, keep_webhook
from bot.gateway.receiving.worker import Handlers, Worker
from bot.gateway.sending.transport import Transport
from bot.handlers.turn.application import KaikenApplication
from bot.process import metrics as shown_metrics
from bot.process.app import Channel, build_application, build_pacer
from bot.process.housekeeping import FaultLog, Housekeeping, stay_registered
from bot.process.introduction import introduce
from bot.process.metrics import Metrics
from bot.process.serving import serve, webhook_secret
from bot.sandbox.api_error import ApiError
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.botapi.visitor import Visitor
from bot.setup.environment import read_settings
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.setup.settings import Settings
from bot.store.running import liveness
from bot.store.running.leader import SENDING, lead
from bot.store.tables import METADATA
from retrieval.archive.database import Database
from retrieval.errors import KaikenError, UnusableDatabaseError
from retrieval.sources.watch.schedule import Rhythm, watch_forever
from tests.skipping_clock import SkippingClock

Scene = Any
NOWHERE = "127.0.0.1:1"
TOKEN = BotApi(lambda: 0.0).token
PASSWORD = 'p@ss/w0rd-"Zq7&base'  # noqa: S105 - of nobody
PROXY_WORD = "pr0xy:Zz-w0rd9/é"
AWAY = f"postgresql://kaiken:{quote(PASSWORD, safe='')}@{NOWHERE}/kaiken"
PROXY = f"http://kaiken:{quote(PROXY_WORD, safe='')}@{NOWHERE}"
BOT = f"https://api.telegram.org/bot{TOKEN}/sendMessage"
ALL = f"{BOT} {AWAY} {PROXY} {PASSWORD} {PROXY_WORD} {TOKEN.partition(':')[2]}"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
CHAT = 42


@dataclass(slots=True)
class Time:
    now: datetime = datetime(2022, 6, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass(slots=True)
class Served:
    """A bot with an inbox, over the sandbox; its clock is moved by hand."""

    scene: Scene
    settings: Settings
    services: Services
    api: BotApi
    application: KaikenApplication
    worker: Worker
    time: Time
    metrics: Metrics
    health: Health
    pacer: Pacer

    @property
    def database(self) -> Database:
        return self.services.database

    @property
    def take(self) -> Callable[..., Awaitable[None]]:
        return Intake(self.database, self.time, self.worker.wake).take

    async def answer(self, text: str = "whaling", times: int = 5) -> None:
        """Have a question answered, or fail so many times."""
        await self.take([Visitor(self.api, CHAT).writes(text)])
        counts = self.worker.counts
        running = asyncio.create_task(self.worker.run())
        async with asyncio.timeout(20):
            for done in range(1, times + 1):
                while counts.done + counts.retried + counts.put_aside < done:  # noqa: ASYNC110 - it tells nobody
                    await asyncio.sleep(0.002)
                if counts.done or counts.put_aside:
                    break
                self.time.now += timedelta(seconds=60)
                self.worker.wake()
        self.worker.stop()
        await running

    async def numbers(self, services: Services) -> str:
        """What Prometheus reads."""
        parts = services, self.health, self.worker.counts, self.pacer
        seen = await shown_metrics._look(shown_metrics.Seen(*parts))
        return self.metrics.show(seen).decode()

    async def look(self) -> None:
        """Add all that can be seen of it: messages, numbers, the state, what is written down."""
        shown = self.scene.shown
        shown += [f"{one.method} {one.text} {one.html}" for one in self.api.call_log.calls]
        shown += [await self.numbers(self.services), self.health.not_ready_reason]
        shown += await self.database.transact(all_texts)


def all_texts(connection: Connection) -> list[str]:
    found = []
    for table in METADATA.tables.values():
        rows = connection.execute(select(*(cast(one, Text) for one in table.columns)))
        found += [str(tuple(row)) for row in rows]
    return found


@pytest.fixture
async def served(
    scene: Scene, services: Services, database: Database, clock: Callable[[], float]
) -> AsyncIterator[Served]:
    """One that was not started: a scenario starts what it needs."""
    scene.set(DATABASE_URL=AWAY, PROXY=PROXY)
    settings = read_settings(scene.environment)
    time, api = Time(), BotApi(clock)
    used = replace(services, database=database, now=time)
    channel = Channel(api.token, "http://sandbox", SandboxRequest(api), SandboxRequest(api))
    application = build_application(used, ChatNames(b"k" * 32), channel)
    await application.initialize()
    number = await database.transact(lambda c: liveness.join_alone(c, time()))
    handlers = Handlers.of(application)
    worker = Worker(database, handlers, time, process=number, max_in_flight=8, idle_s=0.01)
    health = Health(clock, database=database.condition)
    pacer = build_pacer(settings, database, SkippingClock())
    yield Served(scene, settings, used, api, application, worker, time, Metrics(), health, pacer)
    await application.shutdown()


class UnluckyError(KaikenError):
    """An error of ours, whose text is shown, that somebody made of all settings."""


def grouped() -> BaseException:
    error = ExceptionGroup(ALL, [ValueError(ALL), OSError(5, ALL, ALL)])
    error.add_note(ALL)
    error.__cause__ = KeyError(ALL)
    return error


class Panic(BaseException):
    """As native code fails."""


FAILURES: dict[str, Callable[[], BaseException]] = {
    "any error": lambda: ValueError(ALL),
    "an error of ours": lambda: UnluckyError(ALL),
    "several errors": grouped,
    "a panic": lambda: Panic(ALL),
    "an error of httpx": lambda: httpx.ConnectError(ALL, request=httpx.Request("POST", BOT)),
    "an error of aiohttp": lambda: aiohttp.InvalidURL(BOT),
    "an error of Telegram's": lambda: NetworkError(ALL),
    "a bad request": lambda: BadRequest(ALL),
    "a token that is not known": lambda: InvalidToken(ALL),
    "an error of a database": lambda: UnusableDatabaseError(AWAY, ALL),
}


def handler_fails(failure: str) -> Callable[[Served], Awaitable[None]]:
    async def play(served: Served) -> None:
        async def fail(_: KaikenApplication, __: Update) -> None:
            made = FAILURES[failure]()
            raise made

        served.scene.monkeypatch.setattr(KaikenApplication, "reply_to", fail)
        served.database.condition.observe = FaultLog().hear
        await served.answer()

    return play


def sending_fails(
    *failures: Exception | tuple[int, bytes],
) -> Callable[[Served], Awaitable[None]]:
    """A scenario: the answer is refused as long as it is tried, and so is the apology."""

    async def play(served: Served) -> None:
        for failure in failures * 12:
            served.api.fail_next("sendMessage", failure)
        await served.answer()

    return play


def network_fails(status: int = 0, proxy: str = "", tls: bool = False) -> Any:
    """A scenario: a call over the network, to something that repeats what it was asked."""

    async def play(served: Served) -> None:
        rude = served.scene.rude
        if status:
            rude.repeats(status)
        served.scene.set(PROXY=proxy.format(rude=rude.address))
        settings = read_settings(served.scene.environment)
        transport = Transport(1, settings.proxy, observe=served.metrics.observe_call)
        await transport.initialize()
        url = f"http{'s' if tls else ''}://{rude.address if status or tls else NOWHERE}"
        channel = Channel(TOKEN, url, transport, transport)
        bot = build_application(served.services, ChatNames(b"k" * 32), channel).bot
        try:
            await bot.send_message(CHAT, "x")
        except TelegramError as error:
            served.scene.tell_of(error)
        finally:
            await transport.shutdown()

    return play


def starting_fails(status: int, description: str = "") -> Any:
    """A scenario: `serve` at something that does not know the token, or is not the Bot API."""

    async def play(served: Served) -> None:
        async def pause(_: float) -> None:
            """Try again at once."""

        served.scene.monkeypatch.setattr("bot.process.serving._pause", pause)
        served.scene.rude.repeats(status)
        if description:
            served.scene.rude.answers(status, description=description)
        served.scene.unset("PROXY")
        settings = read_settings(served.scene.environment)
        try:
            await serve(settings, served.services)
        except KaikenError as error:
            served.scene.tell_of(error)

    return play


def webhook_gets(
    body: bytes,
    secret: str,
    asked: str = f"POST {PATH} HTTP/1.1",
    take: Callable[[Any], Awaitable[None]] | None = None,
) -> Callable[[Served], Awaitable[None]]:
    """A scenario: somebody posts to the webhook."""

    async def play(served: Served) -> None:
        own = webhook_secret(served.settings)
        given = {"right": own, "half": own[:9]}.get(secret, secret)
        head = f"{asked}\r\nHost: k\r\n{HEADER}: {given}\r\nConnection: close\r\n"
        with socket.create_server(("127.0.0.1", 0)) as listener:
            site = SiteServer(build_site(served.health, take or served.take, own), own)
            serving = asyncio.create_task(site.serve([listener]))
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            try:
                writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
                async with asyncio.timeout(5):
                    with contextlib.suppress(ConnectionError):
                        served.scene.shown.append((await reader.read()).decode())
            finally:
                writer.close()
                site.stop()
                await serving

    return play


async def fails_at_storing(_: object) -> None:
    raise UnluckyError(ALL)


async def panics_at_storing(_: object) -> None:
    raise ValueError(ALL)


class Pauses:
    """Stands for sleep; after so many pauses the work that pauses is over."""

    def __init__(self, most: int = 4) -> None:
        self.left = most

    async def __call__(self, _: float) -> None:
        self.left -= 1
        if not self.left:
            raise Stop
        await asyncio.sleep(0)


class Stop(Exception):  # noqa: N818 - it ends a scenario, nothing went wrong
    """The scenario has come to its end."""


async def until_told(served: Served, words: str, work: Awaitable[object]) -> None:
    """Let work go on until the log has these words."""
    task = asyncio.ensure_future(work)
    async with asyncio.timeout(20):
        while words not in served.scene.told and not task.done():  # noqa: ASYNC110 - a log
            await asyncio.sleep(0.002)
    task.cancel()
    await asyncio.wait([task])
    assert words in served.scene.told


async def no_webhook_is_set(served: Served) -> None:
    refused = ApiError(400, f"Bad Request: {ALL} {webhook_secret(served.settings)}")
    served.api.fail_next("setWebhook", refused, NetworkError(ALL))
    secret, bot, health = webhook_secret(served.settings), served.application.bot, served.health
    address = "https://kaiken.example/telegram"
    with pytest.raises(Stop):
        await keep_webhook(bot, address, secret, (), health=health, sleep=Pauses())


class NothingComes:
    async def __call__(self, *_: object) -> list[object]:
        raise NetworkError(ALL)

    async def rebuild(self) -> None:
        raise OSError(ALL)


class SomethingComes:
    async def __call__(self, *_: object) -> list[object]:
        return [{"update_id": 1}]

    async def rebuild(self) -> None:
        """Be the same."""


def polled(
    line: Any,
    take: Callable[[Any], Awaitable[None]],
) -> Callable[[Served], Awaitable[None]]:
    async def play(served: Served) -> None:
        with pytest.raises(Stop):
            await Poller(line, take, served.health, sleep=Pauses()).run()
        assert served.health.trouble
        served.scene.shown.append(served.health.trouble)

    return play


async def descriptions_are_refused(served: Served) -> None:
    for name in ("setMyDescription", "setMyCommands", "setMyShortDescription"):
        served.api.fail_next(name, *[ApiError(400, f"Bad Request: {ALL}")] * 9)
    await introduce(served.application)


def postgresql_is_gone(work: Callable[[Served, Database], Awaitable[object]]) -> Any:
    """A scenario: what a process does all the time, with a database that is away."""

    async def play(served: Served) -> None:
        away = Database.at(AWAY)
        away.condition.observe = FaultLog(lambda: 0.0).hear
        served.scene.monkeypatch.setattr("bot.process.housekeeping._RETRY_S", 0.001)
        await until_told(served, "the database fails", work(served, away))
        without = replace(served.services, database=away)
        served.scene.shown.append(await served.numbers(without))
        await away.close()

    return play


async def a_check_fails(served: Served) -> None:
    class Failing:
        async def check(self, *_: object) -> list[object]:
            raise httpx.ConnectError(ALL, request=httpx.Request("GET", BOT))

    async def report(_: object) -> None:
        """Nothing is found."""

    rhythm = Rhythm(timedelta(minutes=5), served.time, sleep=Pauses())
    failing: Any = Failing()
    with pytest.raises(Stop):
        await watch_forever(failing, served.database, rhythm, report)
    assert "a check failed" in served.scene.told


async def numbers_of_calls(served: Served) -> None:
    """Prometheus sees what calls were made, also those of addresses that hold the token."""
    for status in (200, 401, 502):
        await network_fails(status)(served)


UNAUTHORIZED = ApiError(401, "Unauthorized")
OF_ALL = ALL.encode()
SCENARIOS: dict[str, Callable[[Served], Awaitable[None]]] = {
    **{f"a handler fails by {name}": handler_fails(name) for name in FAILURES},
    "the token is taken back while it answers": sending_fails(UNAUTHORIZED),
    "a refusal repeats the address": sending_fails(ApiError(400, f"Bad Request: {ALL}")),
    "a page repeats the address": sending_fails((502, OF_ALL), (404, OF_ALL), (403, OF_ALL)),
    "no answer, for a reason with the address": sending_fails(NetworkError(ALL)),
    "an odd error of the network": sending_fails(httpx.ReadError(ALL), OSError(5, ALL)),
    "nothing listens": network_fails(),
    "a site that repeats what was asked": network_fails(404),
    "a site that is not of HTTP's statuses": network_fails(599),
    "a proxy that is away": network_fails(proxy=PROXY),
    "a proxy that wants another password": network_fails(407, PROXY.replace(NOWHERE, "{rude}")),
    "a proxy that leads nowhere": network_fails(502, PROXY.replace(NOWHERE, "{rude}"), tls=True),
    "TLS fails": network_fails(tls=True),
    "a start with an unknown token": starting_fails(401, f"Unauthorized: {ALL}"),
    "a start at another site": starting_fails(404),
    "a start at a gateway": starting_fails(501),
    "the webhook without a secret": webhook_gets(OF_ALL, ""),
    "the webhook with half of a secret": webhook_gets(OF_ALL, "half"),
    "the webhook with the token for a secret": webhook_gets(OF_ALL, TOKEN),
    "no JSON": webhook_gets(OF_ALL, "right"),
    "a body that is too large": webhook_gets(b" " * 2**21 + OF_ALL, "right"),
    "another address and method": webhook_gets(OF_ALL, "", f"PUT /bot{TOKEN} HTTP/1.1"),
    "no HTTP": webhook_gets(OF_ALL, "right", f"/bot{TOKEN}"),
    "what came cannot be stored": webhook_gets(b"{}", "right", take=fails_at_storing),
    "storing fails by an unknown error": webhook_gets(b"{}", "right", take=panics_at_storing),
    "no webhook is set": no_webhook_is_set,
    "nothing is polled": polled(NothingComes(), fails_at_storing),
    "what is polled cannot be stored": polled(SomethingComes(), fails_at_storing),
    "descriptions are refused": descriptions_are_refused,
    "PostgreSQL is gone for housekeeping": postgresql_is_gone(
        lambda served, away: Housekeeping(away, served.time, 0.001).run()
    ),
    "PostgreSQL is gone for a sign of life": postgresql_is_gone(
        lambda served, away: stay_registered(away, served.worker, served.time, 0.001)
    ),
    "PostgreSQL is gone for the leader": postgresql_is_gone(
        lambda _, away: lead(away, SENDING, lambda: asyncio.sleep(9), 0.001)
    ),
    "PostgreSQL is gone for what comes": postgresql_is_gone(
        lambda served, away: webhook_gets(
            b'{"update_id": 1}', "right", take=Intake(away, served.time, lambda: None).take
        )(served)
    ),
    "a check fails": a_check_fails,
    "numbers of calls": numbers_of_calls,
}
# What an inbox is written to for.
OF_INBOX = [name for name in SCENARIOS if name.startswith("a handler") or "token is" in name]
PLAYED = [(name, "sqlite") for name in SCENARIOS] + [(name, "postgresql") for name in OF_INBOX]


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("scenario, kind", PLAYED)
async def test_what_fails_while_the_bot_serves_shows_no_secret(
    scenario: str, served: Served
) -> None:
    with served.scene as scene:
        await SCENARIOS[scenario](served)
        await served.look()
    assert scene.secrets_shown() == []


def test_the_scenarios_are_many() -> None:
    assert len(SCENARIOS) >= 40
