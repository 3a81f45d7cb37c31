"""Calls a second over our transport and over PTB's own, to the Bot API in another process."""

import asyncio
import time

from telegram.ext import ApplicationBuilder, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.gateway.sending.transport import Transport
from bot.sandbox.wire.remote import Remote, start_server

ROUNDS = 5
CALLS = 400
AT_ONCE = 8


async def measure_call(bot: ExtBot[None]) -> tuple[float, float]:
    """Return the seconds, and the processor seconds of this process, that a call takes."""

    async def ask() -> None:
        for _ in range(CALLS // AT_ONCE):
            await bot.get_me()

    began, worked = time.perf_counter(), time.process_time()
    await asyncio.gather(*(ask() for _ in range(AT_ONCE)))
    return (time.perf_counter() - began) / CALLS, (time.process_time() - worked) / CALLS


async def measure(request: BaseRequest, telegram: Remote) -> tuple[float, float]:
    builder = ApplicationBuilder().token(telegram.token).base_url(f"{telegram.url}/bot")
    application = builder.request(request).get_updates_request(request).build()
    async with application:
        return await measure_call(application.bot)


async def main() -> None:
    ratios = []
    async with start_server() as telegram:
        for _ in range(ROUNDS):
            theirs = await measure(HTTPXRequest(), telegram)
            ours = await measure(Transport(), telegram)
            for name, (passed, worked) in (("PTB's HTTPXRequest", theirs), ("Transport", ours)):
                print(f"{name:20} {1 / passed:6.0f} getMe/s {worked * 1e6:6.0f} µs of processor")
            ratios.append((theirs[0] / ours[0], theirs[1] / ours[1]))
    middle = [sorted(ratio)[ROUNDS // 2] for ratio in zip(*ratios, strict=True)]
    print(f"medians: {middle[0]:.1f} times as many calls, {middle[1]:.1f} times less processor")


if __name__ == "__main__":
    asyncio.run(main())
