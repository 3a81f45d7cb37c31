"""Debian's Chromium without a window, driven by Playwright."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright, expect

_PROGRAM = "chromium"
NEEDS_CHROMIUM = pytest.mark.skipif(
    shutil.which(_PROGRAM) is None, reason="there is no chromium; make test-browser installs it"
)
_LONGEST_MS = 20_000


@asynccontextmanager
async def start_chromium() -> AsyncIterator[Browser]:
    """Start Chromium, and end it."""
    program = shutil.which(_PROGRAM)
    assert program is not None, "make test-browser installs chromium"
    expect.set_options(timeout=_LONGEST_MS)
    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(
            executable_path=program,
            args=["--disable-gpu"],
            # Its sandbox refuses to run as root.
            chromium_sandbox=os.geteuid() != 0,
        ) as browser,
    ):
        yield browser
