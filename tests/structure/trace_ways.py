"""Trace one question and one release through the code: rooms, files, functions and types.

    python tests/structure/trace_ways.py [--calls]

A question goes from a stored update to its settling; a release from its page to a sent notice.
Both run for real, over the played Bot API and a record of the seeds. Printed are, for each way, the
rooms in the order in which they are entered, how many functions of how many files run, and the
types that are made on the way and handed from one room to another. What runs in threads beside the
event loop is not heard: the parsing of a page, the transactions of SQLite, the work of the engine.

A room is *entered* by a function of another room that calls into it; what the same run of that
function calls there again is the same entry. A room within a room is a part of it, as the rooms of
`query` are. The ground is part of every room and not counted as one: text, model, labels, errors,
the database and the types of its columns.
"""

import argparse
import asyncio
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import CodeType, FrameType
from typing import Any
from unittest.mock import patch

from bot.gateway.pacing.budget import OwnBudget
from bot.gateway.pacing.pace import PaceLimits
from bot.gateway.pacing.pacer import Pacer, SteadyClock
from bot.gateway.receiving.intake import Intake
from bot.gateway.receiving.worker import Handlers, Worker
from bot.handlers.turn.application import KaikenApplication
from bot.process.app import Channel, build_application
from bot.process.duties import Notifier
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.botapi.visitor import Visitor
from bot.setup.environment import read_settings
from bot.setup.logs import ChatNames
from bot.setup.services import Services, open_services
from bot.store.chats.chats import open_chat
from bot.store.chats.subscriptions import NewSubscription, SubscriptionKind, add
from bot.store.running import liveness
from retrieval.record import record
from retrieval.sources.fetching.responses import Fetched, Gone, Seen, Validators
from retrieval.sources.watch.check import Watch
from retrieval.sources.watch.publishers import load_sources

TREE = Path(__file__).parents[2]
GROUND = {"retrieval", "retrieval/text", "retrieval/model", "retrieval/labels", "bot/language"}
DATABASE = {
    f"retrieval/archive/{name}.py"
    for name in ("address", "columns", "database", "faults", "sqlite")
}
# The played Telegram is no part of the way, nor is what opens the bot.
OUTSIDE = ("bot/sandbox", "bot/setup", "bot/process")
NOW = datetime(2022, 5, 23, 3, 0, tzinfo=UTC)
CHAT = 42
TITLE = "Visit of the Minister to the Island"
DAY = date(2022, 5, 23)
PAGE = "/press/release/press1e_000001.html"
INDEX = "/press/release/index.html"


@dataclass
class Way:
    """What ran between two moments."""

    functions: set[CodeType] = field(default_factory=set)
    entries: Counter[str] = field(default_factory=Counter)
    callers: dict[str, Counter[str]] = field(default_factory=dict)
    types: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    inner_types: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    made: dict[int, Any] = field(default_factory=dict)
    seen: dict[int, FrameType] = field(default_factory=dict)
    activations: set[tuple[int, str]] = field(default_factory=set)

    @property
    def files(self) -> set[str]:
        return {one.co_filename for one in self.functions}

    def hear(self, frame: FrameType, event: str, value: object) -> None:
        """Take a call or a return, as `sys.setprofile` gives it."""
        if event == "call" and frame.f_code.co_filename == "<string>":
            self._note_made(frame)
            return
        room = room_of(frame)
        if room is None or event not in {"call", "return"}:
            return
        caller = self._caller(frame)
        if event == "return":
            self._note_types(caller and room_of(caller), room, [value])
        elif id(frame) not in self.seen:
            self.seen[id(frame)] = frame
            self.functions.add(frame.f_code)
            self._enter(caller, room)
            self._note_types(room, caller and room_of(caller), frame.f_locals.values())

    def _note_made(self, frame: FrameType) -> None:
        """A dataclass writes its `__init__` into no file."""
        made = frame.f_locals.get("self")
        if frame.f_code.co_name == "__init__" and is_ours(made):
            self.made[id(made)] = made

    def _enter(self, caller: FrameType | None, room: str) -> None:
        above = room_of(caller) if caller else None
        entered = whole_room(room)
        if whole_room(room) in GROUND or (above and entered == whole_room(above)):
            return
        activation = (id(caller), entered)
        if activation not in self.activations:
            self.activations.add(activation)
            self.entries[entered] += 1
            where = f"{above}: {caller.f_code.co_qualname}" if caller else "the start"
            self.callers.setdefault(entered, Counter())[where] += 1

    def _note_types(self, to: str | None, of: str | None, values: Any) -> None:
        if to is None or of is None or to == of or {whole_room(to), whole_room(of)} & GROUND:
            return
        types = self.inner_types if whole_room(to) == whole_room(of) else self.types
        for value in values:
            for one in flattened(value):
                if id(one) in self.made:
                    types.setdefault(type(one).__name__, set()).add((of, to))

    def _caller(self, frame: FrameType) -> FrameType | None:
        above = frame.f_back
        while above is not None and not _may_enter(above):
            above = above.f_back
        return above


def _may_enter(frame: FrameType) -> bool:
    """A comprehension is a part of the function that it stands in."""
    room = room_of(frame)
    return (
        room is not None
        and whole_room(room) not in GROUND
        and not frame.f_code.co_name.startswith("<")
    )


def flattened(value: object) -> Iterator[object]:
    """A value, or what a list of them holds."""
    if isinstance(value, list | tuple | set | frozenset):
        for one in list(value)[:3]:
            yield from flattened(one)
    elif isinstance(value, dict):
        yield from flattened(list(value.values())[:3])
    else:
        yield value


def is_ours(value: object) -> bool:
    return is_dataclass(value) and type(value).__module__.split(".")[0] in {"bot", "retrieval"}


def room_of(frame: FrameType) -> str | None:
    """The folder of a frame's code; None for what is not ours or not on the way."""
    path = frame.f_code.co_filename
    if not path.startswith(f"{TREE}/") or "/.venv/" in path:
        return None
    place = Path(path).relative_to(TREE)
    room = "retrieval" if str(place) in DATABASE else str(place.parent)
    return room if room.startswith(("bot", "retrieval")) and not room.startswith(OUTSIDE) else None


def whole_room(room: str) -> str:
    """The room that a room is a part of: `retrieval/query` of `retrieval/query/words`."""
    return "/".join(room.split("/")[:2])


@contextmanager
def traced() -> Iterator[Way]:
    """What runs meanwhile in this thread.

    Of other threads only those could be heard that start meanwhile, so it would depend on chance.
    """
    way = Way()
    sys.setprofile(way.hear)
    try:
        yield way
    finally:
        sys.setprofile(None)


async def trace_question(services: Services, application: KaikenApplication, api: BotApi) -> Way:
    """From the update as Telegram sends it until it is settled."""
    process = await services.database.transact(lambda c: liveness.join_alone(c, NOW))
    handlers = Handlers.of(application)
    worker = Worker(
        services.database, handlers, services.now, process=process, max_in_flight=1, idle_s=0.01
    )
    intake = Intake(services.database, services.now, worker.wake)
    Visitor(api, CHAT).writes("What did Hayashi say about the Taiwan Strait in November 2021?")
    updates = list(api.updates.pending)
    await services.record.catch_up()
    # A second later the question would wait for another look at what is new; tracing takes longer.
    with patch.object(record, "_CATCH_UP_EVERY_S", math.inf), traced() as way:
        await intake.take(updates)
        running = asyncio.create_task(worker.run())
        async with asyncio.timeout(60):
            while not worker.counts.done:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.005)
        worker.stop()
        await running
    return way


async def trace_release(services: Services, application: KaikenApplication, api: BotApi) -> Way:
    """From a check that finds a new page until its notice is sent."""
    process = await services.database.transact(lambda c: liveness.join_alone(c, NOW))
    wanted = NewSubscription(SubscriptionKind.QUERY, "lighthouse of Cape Vale")

    def subscribe(connection: Any) -> None:
        open_chat(connection, CHAT, "private", NOW)
        add(connection, CHAT, wanted, NOW)

    await services.database.transact(subscribe)
    site = _Site()
    watch = Watch(services.database, site.fetch, load_sources())
    await watch.check(services.now)
    site.lists_it = True
    notifier = Notifier(services, application.bot, lambda: process)
    before = len(api.call_log.calls)
    with traced() as way:
        await watch.check(services.now)
        await notifier.announcer.announce()
        await notifier.sender.drain()
    assert len(api.call_log.calls) == before + 1, "one notice is sent"
    return way


class _Site:
    """The ministry's list of releases with one page, before and after it is published."""

    lists_it = False

    async def fetch(self, url: str, _hosts: frozenset[str], _validators: Validators) -> Seen:
        page = {INDEX: self._index(), PAGE: _page()}.get(url.removeprefix("https://www.mofa.go.jp"))
        return Gone() if page is None else Fetched(url, page.encode(), Validators(""))

    def _index(self) -> str:
        old = ("/press/release/press1e_000000.html", "Grant Aid to Arlandia")
        listed = [old, (PAGE, TITLE)] if self.lists_it else [old]
        items = "".join(f'<li><a href="{path}">{title}</a></li>' for path, title in listed)
        return _frame(
            '<h2 class="title2"><span>Press Releases</span></h2><div id="pressrelease">'
            f'<dl class="title-list"><dt class="list-title">{DAY:%B} {DAY.day}</dt>'
            f'<dd><ul class="link-list">{items}</ul></dd></dl></div>'
        )


def _page() -> str:
    return _frame(
        '<h1 class="title1"><span>Press Releases</span></h1>'
        f'<h2 class="title2"><span>{TITLE}</span></h2>'
        f'<p class="rightalign">{DAY:%B} {DAY.day}, {DAY.year}</p><div class="any-area">'
        "<p>The Minister visited the lighthouse of Cape Vale and spoke of its harbour.</p></div>"
    )


def _frame(body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><body><main><article><div id="maincontents">'
        f'<div id="contents-body">{body}</div></div></article></main></body></html>'
    )


@contextmanager
def _environment() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        yield {"KAIKEN_DATA": folder}


async def trace(name: str) -> Way:
    """One way, by its name, over a record of its own."""
    traces: dict[str, Callable[..., Awaitable[Way]]] = {
        "question": trace_question,
        "release": trace_release,
    }
    with _environment() as environment:
        async with open_services(read_settings(environment), lambda: NOW) as services:
            await services.record.catch_up()
            clock = SteadyClock()
            api = BotApi(clock.now)
            request = SandboxRequest(api)
            channel = Channel(api.token, "http://sandbox.invalid", request, request)
            limits = PaceLimits()
            pacer = Pacer(OwnBudget(clock.now, limits), clock)
            application = build_application(services, ChatNames(b"trace"), channel, pacer)
            Visitor(api, CHAT).writes("/start")
            api.updates.acknowledge(api.updates.pending[-1]["update_id"] + 1)
            async with application:
                return await traces[name](services, application, api)


def show(name: str, way: Way, *, calls: bool) -> None:
    """Print what ran."""
    print(f"{name}: {len(way.functions)} functions in {len(way.files)} files")
    print("  rooms, and how often each is entered:")
    for room, times in way.entries.items():
        print(f"    {times:4} {room}")
        if calls:
            for where, count in way.callers[room].most_common():
                print(f"           {count:4} from {where}")
    passed = sorted(way.types)
    print(f"  {len(passed)} types made on the way and handed between rooms:")
    for one in passed:
        rooms = ", ".join(f"{of} -> {to}" for of, to in sorted(way.types[one]))
        print(f"    {one}: {rooms}" if calls else f"    {one}")
    inner = sorted(way.inner_types.keys() - way.types.keys())
    print(f"  {len(inner)} more are handed on within a room: {', '.join(inner)}")


def main() -> None:
    """Trace both ways."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", action="store_true", help="also say who enters each room")
    calls = parser.parse_args().calls
    for name in ("question", "release"):
        show(name, asyncio.run(trace(name)), calls=calls)


if __name__ == "__main__":
    main()
