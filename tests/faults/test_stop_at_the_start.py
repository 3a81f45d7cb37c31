"""Told to stop while it starts, the bot stops: also as the first process of a container."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.cli import main

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX"  # noqa: S105 - of that form, and nobody's


class Reached(Exception):  # noqa: N818 - it ends a test, nothing went wrong
    """The start has come as far as the test looks."""


def test_sigterm_is_heard_before_anything_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system gives the first process of a container no handler, and nothing ends it."""
    found: list[object] = []

    @contextmanager
    def look() -> Iterator[None]:
        found.append(signal.getsignal(signal.SIGTERM))
        raise Reached
        yield

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setenv("KAIKEN_TOKEN", TOKEN)
    monkeypatch.setattr("bot.commands.console.open_services", look)
    monkeypatch.setattr("bot.setup.logs.configure_logs", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["kaiken", "serve"])
    try:
        with pytest.raises(Reached):
            main()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert callable(found[0])
