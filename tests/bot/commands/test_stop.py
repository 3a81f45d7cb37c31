"""A stop is heard from the first moment on, also where the system does nothing by itself."""

import asyncio
import signal
import subprocess
import sys

import pytest

from bot.commands.stop import hear_stop
from bot.process.signals import await_signals


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_command_hears_a_stop_before_it_imports_anything_slow() -> None:
    code = (
        "import sys, bot.start; sys.exit(sum(one in sys.modules for one in ('typer', 'sqlite3')))"
    )
    assert run(code).returncode == 0


def test_what_a_signal_does_not_end_ends_by_itself() -> None:
    ended = run(
        "import os, signal; from bot.commands.stop import hear_stop; hear_stop();"
        # As for the first process of a container.
        "signal.raise_signal, raised = lambda number: None, signal.raise_signal;"
        "raised(signal.SIGTERM); print('goes on')"
    )
    assert (ended.returncode, ended.stdout) == (128 + signal.SIGTERM, "")


@pytest.mark.parametrize("busy", ["time.sleep(50)", "[None for _ in iter(int, 1)]"])
def test_a_stop_ends_whatever_is_being_done(busy: str) -> None:
    ended = run(
        "import os, signal, threading, time; from bot.commands.stop import hear_stop; hear_stop();"
        "kill = lambda: os.kill(os.getpid(), signal.SIGTERM);"
        f"threading.Timer(0.2, kill).start(); {busy}"
    )
    assert (ended.returncode, ended.stderr) == (-signal.SIGTERM, "")


def test_a_thread_that_works_does_not_hold_a_stop_back() -> None:
    ended = run(
        "import os, signal, threading, time; from bot.commands.stop import hear_stop; hear_stop();"
        "threading.Thread(target=time.sleep, args=(50,)).start();"
        "os.kill(os.getpid(), signal.SIGTERM); time.sleep(50)"
    )
    assert ended.returncode == -signal.SIGTERM


def test_what_heard_the_stop_before_hears_it_again_after_serving() -> None:
    before = signal.getsignal(signal.SIGTERM)
    hear_stop()
    heard = signal.getsignal(signal.SIGTERM)

    async def serve() -> None:
        with await_signals():
            assert signal.getsignal(signal.SIGTERM) is not heard

    try:
        asyncio.run(serve())
        assert signal.getsignal(signal.SIGTERM) is heard
    finally:
        signal.signal(signal.SIGTERM, before)
