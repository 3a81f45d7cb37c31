"""Fetching pages in this bot's name."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from bot.setup.services import now_utc
from bot.setup.settings import Settings
from retrieval.sources.fetching.fetch import Fetcher, Manners, Times
from retrieval.sources.watch.page_check import Fetch


def user_agent(settings: Settings) -> str:
    """Return how the fetcher introduces itself to sites."""
    contact = f"; +{settings.contact}" if settings.contact else ""
    return f"Kaiken/{version('kaiken')} (quotes official sources{contact})"


@asynccontextmanager
async def open_fetch(settings: Settings) -> AsyncIterator[Fetch]:
    """Open what fetches pages, with its connections; close them at the end."""
    times = Times(time.monotonic, now_utc)
    async with Fetcher(Manners(user_agent(settings)), times) as fetcher:
        yield fetcher.fetch
