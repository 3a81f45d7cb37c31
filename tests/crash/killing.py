"""Lets a process kill itself when it reaches a named point for the n-th time.

The points are put around the real functions from outside, so the program under test has no trace of
them.
"""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any

Meant = Callable[..., bool]


def every_call(*_given: Any, **_named: Any) -> bool:
    return True


class Killer:
    """Ends the process at a point, without any cleanup."""

    def __init__(self, point: str, times: int) -> None:
        self._point = point
        self._left = times

    def reach(self, point: str) -> None:
        if point == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def around(
        self, owner: object, name: str, before: str = "", after: str = "", only: Meant = every_call
    ) -> None:
        """Put points before and after a function, for the calls that `only` accepts."""
        function = getattr(owner, name)

        @wraps(function)
        def stop_by(*given: Any, **named: Any) -> Any:
            if not only(*given, **named):
                return function(*given, **named)
            self.reach(before)
            result = function(*given, **named)
            self.reach(after)
            return result

        setattr(owner, name, stop_by)

    async def during(self, point: str, work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        """Do this work, with a point a moment after it began."""
        working = asyncio.ensure_future(work())
        await asyncio.sleep(0)
        await asyncio.sleep(0.001)
        self.reach(point)
        return await working

    def around_async(
        self, owner: object, name: str, before: str = "", after: str = "", only: Meant = every_call
    ) -> None:
        """The same for a coroutine function."""
        function: Callable[..., Awaitable[Any]] = getattr(owner, name)

        @wraps(function)
        async def stop_by(*given: Any, **named: Any) -> Any:
            if not only(*given, **named):
                return await function(*given, **named)
            self.reach(before)
            result = await function(*given, **named)
            self.reach(after)
            return result

        setattr(owner, name, stop_by)
