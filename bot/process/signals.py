"""The signals that stop a bot: the first one in order, the second at once."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator

Stop = asyncio.Future[None]


@contextlib.contextmanager
def await_signals() -> Iterator[Stop]:
    """Give a future that is done at the first SIGTERM or SIGINT; a second ends the process."""
    loop = asyncio.get_running_loop()
    stop: Stop = loop.create_future()

    def hear(number: int) -> None:
        if stop.done():
            # Nothing is lost: the next start answers the updates in flight.
            os._exit(128 + number)
        stop.set_result(None)

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        loop.add_signal_handler(number, hear, number)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler or signal.SIG_DFL)
