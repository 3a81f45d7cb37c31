"""`kaiken serve` as a process that kills itself when it reaches a named point for the n-th time.

The points are put around the real functions from outside, so the bot has no trace of them.
`test_serving_killed.py` runs it in a process of its own, with its arguments in `GIVEN`.
"""

import asyncio
import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
from killing import Killer
from telegram import Update
from telling_points import put_telling_points

from bot.gateway.pacing.pace import Booked
from bot.gateway.pacing.pacer import Pacer
from bot.gateway.pacing.send_queue import Ticket
from bot.gateway.receiving import worker
from bot.gateway.receiving.intake import Intake
from bot.gateway.receiving.polling import UpdatesFetcher
from bot.gateway.receiving.worker import Worker
from bot.gateway.sending.reply import Reply
from bot.gateway.sending.transport import Transport
from bot.handlers.turn.application import KaikenApplication
from bot.notices import announcing, sender
from bot.process import serving
from bot.process.duties import Notifier
from bot.process.serving import serve
from bot.setup.logs import configure_logs
from bot.setup.roles import Role
from bot.setup.services import open_services
from bot.setup.settings import Address, Secret, Settings
from bot.store.inbox import inbox
from bot.store.outbox import claiming, fanout, settling
from bot.store.running import liveness


def put_points(killer: Killer) -> None:
    killer.around(inbox, "store", "before storing", "stored but not committed")
    killer.around_async(Intake, "take", after="committed but not acknowledged")
    killer.around_async(
        UpdatesFetcher,
        "__call__",
        after="acknowledged",
        only=lambda _, offset, __: offset is not None,
    )
    killer.around(inbox, "claim", after="claimed but not committed")
    killer.around_async(
        worker,
        "answer",
        "claimed, before the handler",
        "handled, before it is settled",
    )
    killer.around(inbox, "settle", after="settled but not committed")
    killer.around_async(Worker, "_exchange", after="settled", only=lambda one, **_: one._settled)
    killer.around(claiming, "claim", "before claiming notices", "notices claimed, not committed")
    killer.around(settling, "settle", "notices sent, not settled", "notices settled, not committed")
    killer.around(fanout, "write_slice", "before a slice", "slice written, not committed")
    send = Transport.do_request

    async def send_or_die(one: Transport, url: str, *given: Any, **named: Any) -> Any:
        if not url.endswith("/sendMessage"):
            return await send(one, url, *given, **named)
        killer.reach("before sending")
        result = await killer.during("while sending", lambda: send(one, url, *given, **named))
        killer.reach("sent, before the handler goes on")
        return result

    Transport.do_request = send_or_die  # type: ignore[method-assign]
    put_telling_points(killer)


def put_echo(claims: Path) -> None:
    """Answer each message with itself, and note which process claimed which update."""
    written = os.open(claims, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def echo(_: KaikenApplication, update: Update) -> Reply | None:
        os.write(written, b"%d %d\n" % (os.getpid(), update.update_id))
        message = update.effective_message
        return Reply([message.text or ""]) if message else None

    KaikenApplication.reply_to = echo  # type: ignore[method-assign]


def note_leader(file: Path) -> None:
    """Note which process begins to send notices for all, and when."""
    lead = Notifier._write_and_send

    async def noted(one: Notifier) -> None:
        with file.open("a") as leaders:
            leaders.write(f"{os.getpid()} {time.monotonic()}\n")
        await lead(one)

    Notifier._write_and_send = noted  # type: ignore[method-assign]


def note_turns(file: Path) -> None:
    """Note for each send when it was to go: by the clock that all share, and by the machine's."""
    book, wait = Pacer._book_turn, Pacer.wait_for_turn
    turns: dict[Ticket, Booked] = {}
    written = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def book_and_note(one: Pacer, ticket: Ticket) -> Booked:
        turns[ticket] = turn = await book(one, ticket)
        return turn

    async def wait_and_note(one: Pacer, ticket: Ticket) -> None:
        await wait(one, ticket)
        turn = turns.pop(ticket)
        os.write(written, b"%.6f %.6f %d\n" % (turn.shared_at, turn.at, ticket.chat_id))

    Pacer._book_turn = book_and_note  # type: ignore[method-assign]
    Pacer.wait_for_turn = wait_and_note  # type: ignore[method-assign]


async def note_state(file: Path, every_s: float) -> None:
    """Note what this process holds: bytes of memory, blocks of Python's, descriptors, tasks."""
    own = psutil.Process()
    with file.open("a", buffering=1) as states:
        while True:
            memory = own.memory_info().rss, sys.getallocatedblocks()
            held = *memory, own.num_fds(), len(asyncio.all_tasks())
            states.write(" ".join(map(str, (time.monotonic(), *held))) + "\n")
            await asyncio.sleep(every_s)


async def main(given: dict[str, Any]) -> None:
    configure_logs()
    if given["echo"]:
        put_echo(Path(given["data"]) / "claims")
    put_points(Killer(given["point"], given["times"]))
    if chats := given.get("slice"):
        announcing._FIRST_SLICE = announcing._MIN_SLICE = announcing._MAX_SLICE = chats
    liveness.DEAD_AFTER = timedelta(seconds=given["silence_s"])
    serving._BEAT_INTERVAL_S = given["silence_s"] / 5
    sender._SWEEP_S = min(sender._SWEEP_S, given["silence_s"] / 2)
    if given.get("notes_work"):
        note_leader(Path(given["data"]) / "leaders")
        note_turns(Path(given["data"]) / "turns")
    port = given["webhook_port"]
    settings = Settings(
        Secret(given["token"]),
        Path(given["data"]),
        given["api_url"],
        Secret(given["database_url"]),
        listen=Address("127.0.0.1", port) if port else None,
        webhook_url=given.get("webhook_url") or (f"http://127.0.0.1:{port}" if port else None),
        sends_per_second=given.get("sends_per_second", 10_000),
        watch_every=None,
        **given.get("settings", {}),
    )
    async with open_services(settings) as services:
        noting = asyncio.gather()
        if every_s := given.get("state_every_s"):
            noting = asyncio.ensure_future(note_state(Path(given["data"]) / "states", every_s))
        await serve(settings, services, role=Role(given["role"]))
        noting.cancel()


if __name__ == "__main__":
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    asyncio.run(main(globals()["GIVEN"]))
