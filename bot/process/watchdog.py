"""Telling systemd that the bot lives, as long as its event loop goes round."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Mapping

# It is told twice in the time after which systemd would end the bot.
_SHARE = 2
_MICROSECONDS = 1_000_000


async def tell_watchdog(environment: Mapping[str, str] = os.environ) -> None:
    """Tell systemd again and again, if a unit asks for it (WatchdogSec); until cancelled.

    What it is told, and where, is said in sd_notify(3).
    """
    address, limit = environment.get("NOTIFY_SOCKET", ""), environment.get("WATCHDOG_USEC", "")
    if not address or not limit.isdecimal():
        return
    pause_s = int(limit) / _MICROSECONDS / _SHARE
    # An abstract name begins with a NUL, which is written as @.
    where = f"\0{address[1:]}" if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as told:
        told.settimeout(0)
        while True:
            # If systemd does not listen, it decides what comes of that.
            with contextlib.suppress(OSError):
                told.sendto(b"WATCHDOG=1", where)
            await asyncio.sleep(pause_s)
