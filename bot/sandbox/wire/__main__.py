"""`python -m bot.sandbox.wire`: the Bot API as a process; prints its address and the token."""

import asyncio
import sys
import time

from bot.sandbox.botapi.api import BotApi
from bot.sandbox.wire.server import Server


async def serve() -> None:
    """Serve until standard input ends, at the latest with the process that started this one."""
    api = BotApi(time.monotonic, epoch_s=time.time() - time.monotonic(), local=True)
    async with Server(api, pause_scale=float(sys.argv[1]) if len(sys.argv) > 1 else 1.0) as server:
        sys.stdout.write(f"{server.url} {api.token}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve())
