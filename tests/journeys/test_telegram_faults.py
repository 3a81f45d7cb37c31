"""Faults of Telegram and of the network, through everything between Telegram and the handlers.

The sandbox plays the Bot API behind a socket; the database is a real one. Time runs a hundred times
as fast for the bot and for Telegram; only the transport's time-outs are in real time.
"""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from yarl import URL

from bot.gateway.pacing.budget import OwnBudget
from bot.gateway.pacing.pace import PaceLimits as OwnLimits
from bot.gateway.pacing.pacer import Pacer
from bot.gateway.receiving import polling
from bot.gateway.receiving.health import Health
from bot.gateway.receiving.intake import Intake
from bot.gateway.receiving.polling import Poller, UpdatesFetcher
from bot.gateway.receiving.webhook import PATH, SiteServer, build_site
from bot.gateway.receiving.worker import Handlers, Worker
from bot.gateway.sending.transport import Timeouts, Transport
from bot.process.app import Channel, build_application
from bot.process.serving import UPDATE_KINDS, _listening
from bot.sandbox.api_error import ApiError
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.memory.trouble import PlannedFault, Trouble
from bot.sandbox.rules.flood import FloodLimits
from bot.sandbox.wire.server import Server
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.setup.settings import Address
from bot.store.retention.retention import InboxSummary, summarise
from bot.store.running import liveness
from retrieval.archive.database import Database

SPEED = 100
ASKER, OTHER, MOVED = 42, 43, -1005
HELP = "How to ask"
APOLOGY = "Sorry, something went wrong on my side"
SECRET = "of-a-test"  # noqa: S105 - of a test
# A send that hangs for longer than the transport waits for an answer.
SHORT_S = 0.3
HANGS = Trouble(delay_s=0.6)
PAGE = b"<html><body>Bad Gateway</body></html>"


class QuickClock:
    """The clock of the machine, but faster."""

    def now(self) -> float:
        return time.monotonic() * SPEED

    def utc(self) -> datetime:
        return datetime.fromtimestamp(1_700_000_000 + self.now(), UTC)

    async def sleep_until(self, moment: float) -> None:
        await self.sleep(moment - self.now())

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds) / SPEED)


@dataclass
class Attempt:
    """A call that was made, whatever its outcome."""

    at: float
    method: str
    chat_id: int
    retry_after: float = 0.0
    ended_at: float = 0.0


class Noting(Transport):
    """The transport, which also notes its calls; `refused` sends go to a port that is closed."""

    def __init__(self, clock: QuickClock, timeouts: Timeouts) -> None:
        super().__init__(timeouts=timeouts)
        self.clock = clock
        self.attempts: list[Attempt] = []
        self.refused = 0

    async def do_request(
        self, url: str, method: str, request_data: Any = None, *given: Any, **named: Any
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        chat_id = request_data.parameters.get("chat_id", 0) if request_data else 0
        attempt = Attempt(self.clock.now(), name, chat_id)
        self.attempts.append(attempt)
        if self.refused and name == "sendMessage":
            self.refused -= 1
            url = str(URL(url).with_port(closed_port()))
        status, body = await super().do_request(url, method, request_data, *given, **named)
        if status == 429:
            attempt.retry_after = json.loads(body).get("parameters", {}).get("retry_after", 0)
            attempt.ended_at = self.clock.now()
        return status, body


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


@dataclass
class Rig:
    """A bot with all its parts, Telegram, and what was noted of both."""

    api: BotApi
    server: Server
    transport: Noting
    worker: Worker
    database: Database
    health: Health

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not holds():  # noqa: ASYNC110 - it happens behind a socket
                await asyncio.sleep(0.002)

    async def settled(self, updates: int) -> InboxSummary:
        """Wait until this many updates are settled and Telegram has nothing left to do."""
        counts = self.worker.counts
        await self.until(lambda: counts.done + counts.put_aside >= updates)
        await self.until(lambda: not self.server._faulty_calls)
        async with asyncio.timeout(30):
            while (found := await self.database.transact(summarise)).waiting or found.claimed:  # noqa: ASYNC110
                await asyncio.sleep(0.002)
        return found

    def texts(self, chat_id: int) -> list[str]:
        return [call.text for call in self.api.call_log.messages(chat_id)]

    def copies(self, chat_id: int) -> int:
        return sum(HELP in text for text in self.texts(chat_id))

    def apologies(self) -> int:
        return sum(text.startswith(APOLOGY) for text in self.texts(ASKER))

    def assert_pauses_were_kept(self) -> None:
        attempts = self.transport.attempts
        for refused in [one for one in attempts if one.retry_after]:
            over = refused.ended_at + refused.retry_after
            early = [one for one in attempts if refused.ended_at < one.at < over - 1e-6]
            assert [one for one in early if one.method == "sendMessage"] == []


@pytest.fixture
def kind() -> str:
    """Where the kind of database matters, a test says so."""
    return "sqlite"


Opening = Callable[..., Any]


@pytest.fixture
def rig(
    services: Services, database: Database, monkeypatch: pytest.MonkeyPatch, slower: float
) -> Opening:
    """Opens a rig; `short` is for tests of time-outs, `webhook` for updates that are posted."""
    # What a poll may take beyond its wait, which is a second.
    monkeypatch.setattr(polling, "_GRACE_S", 0.4 * slower)

    @asynccontextmanager
    async def opening(*, short: bool = False, webhook: bool = False) -> AsyncIterator[Rig]:
        clock = QuickClock()
        fast = FloodLimits(per_second=10**6, chat_burst=10**6, group_per_minute=10**6)
        api = BotApi(clock.now, limits=fast, local=True)
        api.add_chat(MOVED, "supergroup")
        async with Server(api, pause_scale=0.01) as server:
            limit_s = SHORT_S if short else 10.0
            transport = Noting(clock, Timeouts(connect_s=limit_s, write_s=0.0, read_s=limit_s))
            updates_request = Transport(2)
            channel = Channel(api.token, server.url, transport, updates_request)
            pacer = Pacer(OwnBudget(clock.now, OwnLimits()), clock)
            application = build_application(services, ChatNames(b"k" * 32), channel, pacer)
            number = await database.transact(lambda c: liveness.join_alone(c, clock.utc()))
            worker = Worker(
                database,
                Handlers.of(application),
                clock.utc,
                process=number,
                max_in_flight=8,
                idle_s=0.01,
            )
            intake = Intake(database, clock.utc, worker.wake)
            health = Health(clock.now)
            line = UpdatesFetcher(application.bot, updates_request, UPDATE_KINDS)
            poller = Poller(line, intake.take, health, sleep=clock.sleep, poll_s=1)
            async with application:
                working = asyncio.create_task(worker.run())
                receive = posted(api, health, intake) if webhook else polled(poller)
                try:
                    async with receive:
                        yield Rig(api, server, transport, worker, database, health)
                finally:
                    worker.stop()
                    await working

    return opening


@asynccontextmanager
async def polled(poller: Poller) -> AsyncIterator[None]:
    polls = asyncio.create_task(poller.run())
    try:
        yield
        assert not polls.done()
    finally:
        polls.cancel()
        await asyncio.wait([polls])


@asynccontextmanager
async def posted(api: BotApi, health: Health, intake: Intake) -> AsyncIterator[None]:
    with _listening(Address("127.0.0.1", 0)) as listener:
        site = SiteServer(build_site(health, intake.take, SECRET), SECRET)
        serving = asyncio.create_task(site.serve([listener]))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}{PATH}"
        api.call("setWebhook", {"url": url, "secret_token": SECRET})
        try:
            yield
        finally:
            site.stop()
            await serving


@dataclass(frozen=True)
class Row:
    """A fault of sending, and how often the answer has to be in the chat in the end.

    `unsure` counts repeats that may be second copies, `attempts` the sends to the asker's chat.
    """

    name: str
    fault: PlannedFault
    copies: int = 1
    unsure: int = 0
    reason: str | None = None
    apologies: int = 0
    attempts: int | None = None
    chat_id: int = ASKER
    short: bool = False
    says: str = ""
    more: tuple[PlannedFault, ...] = field(default=())


def refuse(code: int, words: str, times: int = 1, **parameters: int) -> PlannedFault:
    return PlannedFault(ApiError(code, words, parameters), method="sendMessage", times=times)


def answer(status: int, body: bytes, *, after: bool = False, times: int = 1) -> PlannedFault:
    return PlannedFault((status, body), after=after, method="sendMessage", times=times)


def trouble(wire: Trouble, *, after: bool = False, times: int = 1) -> PlannedFault:
    return PlannedFault(wire, after=after, method="sendMessage", times=times)


def bad(words: str, times: int = 1) -> PlannedFault:
    return refuse(400, f"Bad Request: {words}", times)


FLOOD = "Too Many Requests: retry after 5"
BAD_ENTITIES = "can't parse entities: unclosed tag"
ALARM = "a message was refused for what it is: "
SENDING = (
    Row("a flood", refuse(429, FLOOD, retry_after=5), attempts=2),
    Row("a storm of floods", refuse(429, FLOOD, 4, retry_after=2), attempts=5),
    Row("a flood beyond patience", refuse(429, FLOOD, retry_after=40), attempts=2),
    Row("a flood without a time", refuse(429, "Too Many Requests"), attempts=2),
    Row("a flood of a gateway", answer(429, PAGE), attempts=2),
    Row("blocked", refuse(403, "Forbidden: bot was blocked by the user"), 0, attempts=1),
    Row("deactivated", refuse(403, "Forbidden: user is deactivated"), 0, attempts=1),
    Row("kicked", refuse(403, "Forbidden: bot was kicked from the group chat"), 0, attempts=1),
    Row("no member", refuse(403, "Forbidden: bot is not a member of the chat"), 0, attempts=1),
    Row("forbidden", refuse(403, "Forbidden: for a reason of its own"), 0, attempts=1),
    Row("forbidden by a proxy", answer(403, PAGE), attempts=2),
    Row("no chat", bad("chat not found"), 0, attempts=1),
    Row("no peer", bad("PEER_ID_INVALID"), 0, attempts=1),
    Row("blocked, as 400", bad("USER_IS_BLOCKED"), 0, attempts=1),
    Row("deactivated, as 400", bad("INPUT_USER_DEACTIVATED"), 0, attempts=1),
    Row("not modified", bad("message is not modified"), 0, attempts=1),
    Row("bad entities", bad(BAD_ENTITIES), attempts=2, says=f"{ALARM}entities"),
    Row(
        "bad entities, and refused as plain text",
        bad(BAD_ENTITIES, 2),
        0,
        reason="entities cannot be parsed",
        apologies=1,
        attempts=3,
    ),
    Row("too long", bad("message is too long"), attempts=2, says=f"{ALARM}too long"),
    Row("empty", bad("text must be non-empty"), attempts=2, says=f"{ALARM}empty"),
    Row("closed", bad("TOPIC_CLOSED"), 0, reason="topic closed", attempts=1, says="topic closed"),
    Row("no topic", bad("message thread not found"), 0, reason="topic not found", attempts=1),
    Row("no rights", bad("not enough rights"), 0, reason="no rights to write", attempts=1),
    Row("no writing", bad("CHAT_WRITE_FORBIDDEN"), 0, reason="no rights to write", attempts=1),
    Row("something new", bad("something new"), attempts=2),
    Row("something new, always", bad("new", 5), 0, reason="BadRequest", apologies=1, attempts=6),
    Row(
        "an apology that is refused too",
        bad("new", 6),
        0,
        reason="BadRequest",
        attempts=6,
        says="no apology",
    ),
    Row(
        "migrated",
        refuse(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=MOVED),
        chat_id=MOVED,
        attempts=1,
    ),
    Row("a token that was revoked for a while", refuse(401, "Unauthorized", 3), attempts=4),
    Row("not found for a while", refuse(404, "Not Found", 3), attempts=4),
    Row("a conflict", refuse(409, "Conflict: terminated by other getUpdates request"), attempts=2),
    Row("too large for a gateway", answer(413, PAGE), attempts=2),
    Row("an error of the server", refuse(500, "Internal Server Error"), unsure=1, attempts=2),
    Row("a bad gateway", answer(502, PAGE), unsure=1, attempts=2),
    Row("a bad gateway behind which it was sent", answer(502, PAGE, after=True), 2, 1),
    Row("away behind a gateway", answer(503, PAGE, times=9), 0, 1, attempts=2),
    Row("garbage", answer(200, b'{"ok": tru', after=True), 2, 1),
    Row("an answer of another kind", answer(200, b"[]", after=True), 2, 1),
    Row("an answer without a result", answer(200, b'{"ok": true}', after=True), 2, 1),
    Row("no message", answer(200, b'{"ok": true, "result": true}', after=True), 2, 1),
    Row("half an answer", trouble(Trouble(cut=0.5), after=True), 2, 1),
    Row("a reset before it is read", trouble(Trouble(cut=0)), 1, 1, attempts=2),
    Row("a reset behind which it was sent", trouble(Trouble(cut=0), after=True), 2, 1),
    Row("resets without end", trouble(Trouble(cut=0), after=True, times=9), 2, 1, attempts=2),
    Row("accepted and dropped", trouble(HANGS), 2, 1, attempts=2, short=True),
    Row("sent and not answered", trouble(HANGS, after=True), 2, 1, attempts=2, short=True),
    Row(
        "never answered",
        trouble(HANGS, after=True, times=9),
        2,
        1,
        attempts=2,
        short=True,
    ),
    Row("an answer that drips too slowly", trouble(Trouble(drip_s=0.05)), 2, 1, short=True),
    Row("an answer that drips", trouble(Trouble(drip_s=1e-6)), attempts=1),
    Row("latency", trouble(Trouble(delay_s=0.1)), attempts=1),
    Row("a padded answer", trouble(Trouble(padding=200_000)), attempts=1),
    Row(
        "a flood, then a reset behind which it was sent",
        refuse(429, FLOOD, retry_after=3),
        2,
        1,
        attempts=3,
        more=(trouble(Trouble(cut=0), after=True),),
    ),
)


async def suffer(one: Rig, row: Row) -> InboxSummary:
    """Ask; after the first fault let somebody else ask; wait until both are settled."""
    one.api.faults.plan(row.fault, *row.more)
    Visitor(one.api, ASKER).writes("/help")
    await one.until(lambda: sends(one) > 0)
    found = await one.settled(1)
    one.api.faults.clear()
    Visitor(one.api, OTHER).writes("/help")
    await one.settled(2)
    return found


def sends(one: Rig, chat_id: int = ASKER) -> int:
    attempts = one.transport.attempts
    return sum(call.method == "sendMessage" and call.chat_id == chat_id for call in attempts)


def assert_as_it_must_be(one: Rig, row: Row, found: InboxSummary) -> None:
    assert one.copies(row.chat_id) == row.copies
    assert [aside.reason for aside in found.aside] == ([row.reason] if row.reason else [])
    assert one.apologies() == row.apologies
    assert one.worker.counts.unsure == row.unsure
    assert row.attempts in (None, sends(one))
    one.assert_pauses_were_kept()


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in SENDING])
async def test_a_fault_of_sending_ends_as_it_must_and_the_next_is_answered(
    rig: Opening, row: Row, caplog: pytest.LogCaptureFixture
) -> None:
    async with rig(short=row.short) as one:
        found = await suffer(one, row)
        assert_as_it_must_be(one, row, found)
        assert one.copies(OTHER) >= 1
        assert one.api.updates.pending == []
        assert row.says in caplog.text
        assert one.api.token not in caplog.text


MATTERING = ("a storm of floods", "something new, always", "resets without end", "closed")


@pytest.mark.parametrize("kind", ["postgresql"])
@pytest.mark.parametrize("row", [row for row in SENDING if row.name in MATTERING])
async def test_a_fault_leaves_the_same_rows_on_postgresql(rig: Opening, row: Row) -> None:
    async with rig() as one:
        assert_as_it_must_be(one, row, await suffer(one, row))


async def test_a_send_to_a_closed_port_is_retried_until_it_opens(
    rig: Opening,
) -> None:
    async with rig() as one:
        one.transport.refused = 3
        Visitor(one.api, ASKER).writes("/help")
        await one.settled(1)
        assert (one.copies(ASKER), one.worker.counts.unsure, sends(one)) == (1, 0, 4)


@pytest.mark.usefixtures("stopwatch")  # Slow code would take the eight seconds itself.
async def test_a_chat_that_fails_again_and_again_keeps_no_other_waiting(rig: Opening) -> None:
    async with rig() as one:
        one.api.faults.plan(bad("something new", 4))
        Visitor(one.api, ASKER).writes("/help")
        await one.until(lambda: sends(one) == 4)
        # The fifth attempt is eight seconds away.
        Visitor(one.api, OTHER).writes("/help")
        await one.until(lambda: one.copies(OTHER) == 1)
        await one.settled(2)
        (first,) = one.api.call_log.messages(OTHER)
        (last,) = one.api.call_log.messages(ASKER)
        assert first.at < last.at


@pytest.mark.parametrize(
    "fault",
    [
        PlannedFault(ApiError(400, "Bad Request: query is too old and response timeout expired")),
        PlannedFault(ApiError(500, "Internal Server Error"), times=3),
        PlannedFault(Trouble(cut=0), after=True),
        PlannedFault(ApiError(429, FLOOD, {"retry_after": 5})),
    ],
    ids=["too old", "server", "reset", "flood"],
)
async def test_a_tap_whose_confirmation_fails_is_answered_once(
    rig: Opening, fault: PlannedFault
) -> None:
    async with rig() as one:
        visitor = Visitor(one.api, ASKER)
        visitor.writes("/start")
        await one.settled(1)
        (started,) = one.api.call_log.messages(ASKER)
        tapped = PlannedFault(fault.failure, fault.after, "answerCallbackQuery", times=fault.times)
        one.api.faults.plan(tapped)
        visitor.taps(started.message_id or 0, "example:0")
        await one.settled(2)
        answers = [text for text in one.texts(ASKER) if "Taiwan Strait are important" in text]
        assert len(answers) == 1
        assert one.worker.counts.unsure == 0


def of_polls(failure: Any, *, after: bool = False, times: int = 1) -> PlannedFault:
    return PlannedFault(failure, after, "getUpdates", times=times)


POLLS = {
    "a flood": of_polls(ApiError(429, FLOOD, {"retry_after": 5}), times=3),
    "a server's error": of_polls(ApiError(500, "Internal Server Error"), times=3),
    "a bad gateway": of_polls((502, PAGE), times=3),
    "garbage": of_polls((200, b"{"), after=True),
    "no list": of_polls((200, b'{"ok": true, "result": 7}')),
    "updates without ids": of_polls((200, b'{"ok": true, "result": [{}, 7, null]}')),
    "half an answer": of_polls(Trouble(cut=0.5), after=True),
    "a reset before": of_polls(Trouble(cut=0), times=3),
    "a reset behind": of_polls(Trouble(cut=0), after=True, times=2),
    "hanging": of_polls(Trouble(delay_s=30.0), after=True),
    "the token revoked": of_polls(ApiError(401, "Unauthorized"), times=2),
    "not found": of_polls(ApiError(404, "Not Found"), times=2),
    "a conflict": of_polls(ApiError(409, "Conflict: terminated by other getUpdates"), times=2),
    "updates again and reversed": of_polls(Trouble(repeat=5, reverse=True), times=3),
    "a dripping answer": of_polls(Trouble(drip_s=1e-6)),
}


@pytest.mark.parametrize("name", POLLS)
async def test_a_fault_of_polling_loses_and_doubles_nothing(rig: Opening, name: str) -> None:
    async with rig() as one:
        one.api.faults.plan(POLLS[name])
        for chat_id in range(1, 7):
            Visitor(one.api, chat_id).writes("/help")
        await one.settled(6)
        Visitor(one.api, OTHER).writes("/help")
        await one.settled(7)
        await one.until(lambda: not one.api.updates.pending)
        assert [one.copies(chat_id) for chat_id in (*range(1, 7), OTHER)] == [1] * 7
        assert one.health.trouble == ""


POSTS = {
    "twice": PlannedFault(Trouble(repeat=1), method="webhook", times=4),
    "taken, and Telegram misses it": PlannedFault(Trouble(cut=0), method="webhook", times=4),
    "late": PlannedFault(Trouble(delay_s=0.1), method="webhook", times=4),
}


@pytest.mark.parametrize("name", POSTS)
async def test_a_fault_of_the_webhook_loses_and_doubles_nothing(rig: Opening, name: str) -> None:
    async with rig(webhook=True) as one:
        one.api.faults.plan(POSTS[name])
        await one.server._poster.follow_webhook()
        for chat_id in range(1, 7):
            Visitor(one.api, chat_id).writes("/help")
        await one.settled(6)
        await one.until(lambda: not one.api.updates.pending)
        assert [one.copies(chat_id) for chat_id in range(1, 7)] == [1] * 6


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_poison_stops_nothing(rig: Opening, webhook: bool) -> None:
    async with rig(webhook=webhook) as one:
        await one.server._poster.follow_webhook()
        person = {"id": ASKER, "is_bot": False, "first_name": "Ottilie"}
        usual = {"message_id": 1, "date": 1, "from": person, "text": "/help"}
        one.api.updates.allowed = ("message", "telepathy")
        one.api.updates.put("message", usual | {"chat": {"id": ASKER}})
        one.api.updates.put("telepathy", {"thought": "whaling"})
        private = {"id": ASKER, "type": "private"}
        one.api.updates.put("message", usual | {"chat": private, "text": "x" * 5 * 2**20})
        Visitor(one.api, ASKER).writes("/help")
        Visitor(one.api, OTHER).writes("/help")
        await one.settled(3)
        await one.until(lambda: not one.api.updates.pending)
        found = await one.settled(3)
        assert (one.copies(ASKER), one.copies(OTHER)) == (1, 1)
        reasons = ["of a kind that was not asked for", "UnreadableUpdateError of TypeError"]
        large = "its 5243023 bytes are more than a text has"
        told = sorted(aside.reason for aside in found.aside)
        assert told == sorted(reasons if webhook else [*reasons, large])
