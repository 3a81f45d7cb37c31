"""A `Server` in another process, controlled from this one."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from bot.sandbox.params import Json
from bot.sandbox.wire.control import PREFIX


@dataclass(frozen=True, slots=True)
class Remote:
    """The server's address, the bot's token, and the commands of its `Control`."""

    url: str
    token: str
    session: aiohttp.ClientSession

    async def do(self, command: str, **given: object) -> Json:
        """Do a command of `Control` and return its result.

        Raises:
            ValueError: the command failed; the text says why.
        """
        async with self.session.post(f"{self.url}{PREFIX}/{command}", json=given) as response:
            answer: Json = await response.json()
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer

    async def writes(self, texts: Sequence[tuple[int, str]]) -> list[list[int]]:
        """Make people write, each in a chat; return the numbers of updates and messages."""
        rows = [{"chat": chat, "text": text} for chat, text in texts]
        numbers: list[list[int]] = (await self.do("write", messages=rows))["updates"]
        return numbers

    async def calls(self) -> list[Json]:
        """Return all accepted calls, in order."""
        calls: list[Json] = []
        while more := (await self.do("call_log", since=len(calls), refused_since=10**9))["calls"]:
            calls += more
        return calls


@asynccontextmanager
async def start_server(pause_scale: float = 1.0) -> AsyncIterator[Remote]:
    """Start a server in a process that ends with this block or this process, however it ends."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.sandbox.wire", str(pause_scale)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a process that was started with pipes has none")
    try:
        url, token = (await process.stdout.readline()).decode().split()
        async with aiohttp.ClientSession() as session:
            yield Remote(url, token, session)
    finally:
        process.stdin.close()
        await process.wait()
