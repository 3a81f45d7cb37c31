"""Systemd hears that the bot lives, if it asked for that."""

import asyncio
import os
import socket
from pathlib import Path

import pytest

from bot.process.watchdog import tell_watchdog


@pytest.mark.parametrize("is_abstract", [False, True])
async def test_systemd_is_told_twice_within_its_limit(tmp_path: Path, is_abstract: bool) -> None:
    name = f"@kaiken-{os.getpid()}" if is_abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(name.replace("@", "\0"))
        heard.setblocking(False)
        telling = asyncio.create_task(
            tell_watchdog({"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "100000"})
        )
        loop = asyncio.get_running_loop()
        began = loop.time()
        for _ in range(3):
            assert await asyncio.wait_for(loop.sock_recv(heard, 99), 5) == b"WATCHDOG=1"
        assert loop.time() - began >= 0.09
        telling.cancel()
        await asyncio.wait([telling])


@pytest.mark.parametrize(
    "environment",
    [{}, {"NOTIFY_SOCKET": "/run/systemd/notify"}, {"WATCHDOG_USEC": "1"}],
)
async def test_where_nobody_asks_nobody_is_told(environment: dict[str, str]) -> None:
    await asyncio.wait_for(tell_watchdog(environment), 1)


async def test_a_systemd_that_does_not_listen_ends_nothing(tmp_path: Path) -> None:
    given = {"NOTIFY_SOCKET": str(tmp_path / "nobody"), "WATCHDOG_USEC": "1000"}
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(tell_watchdog(given), 0.05)
