"""Strangers knock at the webhook all the time: who has the secret is answered as ever."""

import asyncio
import json
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import pytest

from bot.process.serving import webhook_secret
from bot.sandbox.wire.remote import Remote, start_server
from bot.setup.settings import Secret, Settings

LOAD = Path(__file__).with_name("webhook_load.py")
FAST = {"per_second": 10**6, "chat_burst": 10**6, "chat_per_second": 10**6}
P95_S = 0.2
GOOD = 20


@pytest.fixture
async def telegram() -> AsyncIterator[Remote]:
    async with start_server() as started:
        await started.do("limit", **FAST)
        yield started


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


async def until_ready(port: int) -> None:
    async with asyncio.timeout(60), aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)


async def run_load(**given: object) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(LOAD), json.dumps(given)), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    told: dict[str, Any] = json.loads(out)
    return told


async def test_bad_requests_hold_up_no_good_ones(
    database_url: str,
    tmp_path: Path,
    telegram: Remote,
    launch: Callable[[dict[str, object]], Any],
    request: pytest.FixtureRequest,
) -> None:
    campaign = request.config.getoption("--campaign")
    bad, seconds = (1_000, 10) if campaign else (300, 2)
    port = free_port()
    given = {"role": "all", "point": "", "times": 0, "token": telegram.token, "echo": True}
    given |= {"data": str(tmp_path), "api_url": telegram.url, "database_url": database_url}
    bot = launch({**given, "webhook_port": port, "silence_s": 10.0})
    await until_ready(port)
    secret = webhook_secret(Settings(Secret(telegram.token)))
    server = psutil.Process(bot.pid)
    # Its first requests load what the others find loaded.
    await run_load(port=port, secret=secret, first=10**6, bad=20, good=GOOD, seconds=0.5)
    worked_s, began = sum(server.cpu_times()[:2]), time.monotonic()
    idle_s = psutil.cpu_times().idle
    load = os.getloadavg()[0]
    told = await run_load(port=port, secret=secret, first=1, bad=bad, good=GOOD, seconds=seconds)
    passed_s = time.monotonic() - began
    worked_s, idle_s = sum(server.cpu_times()[:2]) - worked_s, psutil.cpu_times().idle - idle_s
    bot.tell_to_stop()
    assert await bot.wait() == 0
    took_s = sorted(told["took_s"])
    p50_s, p95_s = took_s[len(took_s) // 2], took_s[int(len(took_s) * 0.95)]
    print(  # noqa: T201 - the campaign's figures
        f"{bad * seconds / told['seconds']:.0f} bad and {GOOD} good requests a second for "
        f"{told['seconds']:.1f} s: p50 {p50_s * 1000:.0f}, p95 {p95_s * 1000:.0f}, longest "
        f"{took_s[-1] * 1000:.0f} ms; processors: server {worked_s / passed_s:.2f}, load program "
        f"{told['worked_s'] / told['seconds']:.2f}, idle {idle_s / passed_s:.2f} of "
        f"{os.cpu_count()}; load average before {load:.1f}; bad {told['bad']}"
    )
    # A body that is not read may end in a reset instead of the answer.
    assert set(told["bad"]) <= {"401", "0"}
    assert told["bad"]["401"] >= 0.94 * bad * seconds
    assert told["good"] == {"200": GOOD * seconds}
    if campaign:
        # Beside other tests there is no telling how long anything takes.
        assert p95_s < P95_S
