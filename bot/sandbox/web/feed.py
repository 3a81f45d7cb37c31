"""What the pages that are open are told, as it happens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from bot.sandbox.params import Json

# A page that has so much to catch up with begins anew instead.
_MOST_WAITING = 1_000
# Proxies and browsers close a connection on which nothing comes for long.
_SIGN_OF_LIFE_S = 15.0
_SIGN_OF_LIFE = ":\n\n"
MOST_PAGES = 32


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, and what a page needs to show it."""

    name: str
    data: Json = field(default_factory=dict)

    def as_text(self) -> str:
        """Return it in the form of server-sent events."""
        return f"event: {self.name}\ndata: {json.dumps(self.data)}\n\n"


class Feed:
    """Tells all open pages what happens, each in the same order."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[Event | None]] = set()
        self._is_over = False

    @property
    def is_full(self) -> bool:
        """Whether no more pages may listen."""
        return len(self._pages) >= MOST_PAGES

    def tell(self, name: str, data: Json) -> None:
        """Tell all pages; one that does not keep up is cut off, and begins anew."""
        for page in [*self._pages]:
            if page.qsize() >= _MOST_WAITING:
                self._pages.discard(page)
                page.put_nowait(None)
            else:
                page.put_nowait(Event(name, data))

    async def listen(self, first: Callable[[], Event]) -> AsyncIterator[str]:
        """Yield what `first` returns now, and then whatever is told, until the feed is over."""
        if self._is_over:
            return
        page: asyncio.Queue[Event | None] = asyncio.Queue()
        self._pages.add(page)
        try:
            yield first().as_text()
            while True:
                try:
                    event = await asyncio.wait_for(page.get(), _SIGN_OF_LIFE_S)
                except TimeoutError:
                    yield _SIGN_OF_LIFE
                    continue
                if event is None:
                    return
                yield event.as_text()
        finally:
            self._pages.discard(page)

    def close(self) -> None:
        """Let go of all pages."""
        self._is_over = True
        for page in self._pages:
            page.put_nowait(None)
