"""Requests to a webhook at a steady pace, most of them refused; prints what became of them as JSON.

Given as JSON: the port, the secret, the first update, requests a second of both kinds, seconds. The
time of a request runs from the moment at which it was due, so whatever delays this program counts
too.
"""

import asyncio
import contextlib
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

CONNECTIONS = 32
LARGE = 1_000_000


def post(body: bytes, secret: str = "", length: int = -1) -> bytes:
    known = f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n" if secret else ""
    size = length if length >= 0 else len(body)
    head = f"POST /telegram HTTP/1.1\r\nHost: k\r\n{known}Content-Length: {size}\r\n\r\n"
    return head.encode() + body


@dataclass(slots=True)
class Line:
    """A connection that is opened again when it is closed."""

    port: int
    ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> int:
        """Return the status of the answer; 0 if the connection was closed instead."""
        try:
            if self.ends is None:
                self.ends = await asyncio.open_connection("127.0.0.1", self.port)
            reader, writer = self.ends
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
            await reader.readexactly(length)
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            return 0
        if b"connection: close" in head.lower():
            self.close()
        return int(head.split()[1])

    def close(self) -> None:
        if self.ends is not None:
            self.ends[1].close()
        self.ends = None


@dataclass(slots=True)
class Load:
    """What was asked, and what came of it."""

    given: dict[str, Any]
    took_s: list[float] = field(default_factory=list)
    bad: Counter[int] = field(default_factory=Counter)
    good: Counter[int] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)

    def bad_request(self, number: int) -> bytes:
        """Without a secret, with another, and one of twenty with a large body."""
        secret = "" if number % 2 else "another-word-for-the-webhook"
        if number % 20 == 0:
            return post(b" " * 65_536, secret, LARGE)
        return post(b'{"update_id": 1}', secret)

    def update(self, number: int) -> bytes:
        chat = number + 1
        person = {"id": chat, "is_bot": False, "first_name": "Ottilie"}
        message: dict[str, object] = {"message_id": 1, "date": 1, "from": person, "text": "whaling"}
        message["chat"] = {"id": chat, "type": "private", "first_name": "Ottilie"}
        update = {"update_id": self.given["first"] + number, "message": message}
        return post(json.dumps(update).encode(), self.given["secret"])

    async def ask(self, number: int, *, is_good: bool, due: float) -> None:
        # One of ten comes over a connection of its own, as from somebody new.
        is_new = not is_good and number % 10 == 0
        line = self.lines.pop() if self.lines and not is_new else Line(self.given["port"])
        request = self.update(number) if is_good else self.bad_request(number)
        status = await line.ask(request)
        if is_good:
            self.took_s.append(time.monotonic() - due)
        (self.good if is_good else self.bad)[status] += 1
        if is_new or len(self.lines) >= CONNECTIONS:
            line.close()
        else:
            self.lines.append(line)

    async def steadily(self, a_second: float, *, is_good: bool) -> None:
        began = time.monotonic()
        async with asyncio.TaskGroup() as asking:
            for number in range(int(a_second * self.given["seconds"])):
                due = began + number / a_second
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                asking.create_task(self.ask(number, is_good=is_good, due=due))

    async def run(self) -> dict[str, Any]:
        began = time.monotonic()
        async with asyncio.TaskGroup() as both:
            both.create_task(self.steadily(self.given["bad"], is_good=False))
            both.create_task(self.steadily(self.given["good"], is_good=True))
        seconds = time.monotonic() - began
        for line in self.lines:
            line.close()
        worked = time.process_time()
        return {
            "took_s": self.took_s,
            "bad": self.bad,
            "good": self.good,
            "seconds": seconds,
            "worked_s": worked,
        }


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(json.dumps(asyncio.run(Load(json.loads(sys.argv[1])).run())))
