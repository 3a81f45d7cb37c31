"""A clock of the pace for tests that do not look at the pace."""

import asyncio


class SkippingClock:
    """A clock that nobody waits for: whoever sleeps moves it."""

    def __init__(self) -> None:
        self._now = 0.0

    def now(self) -> float:
        return self._now

    async def sleep_until(self, moment: float) -> None:
        self._now = max(self._now, moment)
        await asyncio.sleep(0)
