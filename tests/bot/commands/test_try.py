"""`kaiken try --web` as a command: its address, its end, and what it leaves."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.commands.try_command import show_address

KAIKEN = Path(sys.executable).with_name("kaiken")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_its_address_answers_and_leaves_nothing_at_its_end(
    number: signal.Signals, tmp_path: Path
) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "DISPLAY": ":99"}
    with subprocess.Popen(
        [KAIKEN, "try", "--web", "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
    ) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        line = command.stdout.readline()
        assert line.startswith("Kaiken is at http://127.0.0.1:")
        with urlopen(line.split()[3]) as response:  # noqa: S310 - its own address
            assert b"Kaiken" in response.read()
        assert any(tmp_path.iterdir())
        command.send_signal(number)
        assert command.wait(20) == 0
        assert "Traceback" not in command.stderr.read()
    assert [*tmp_path.iterdir()] == []


def test_an_address_that_is_none_is_named() -> None:
    command = [KAIKEN, "try", "--web", "--listen", "nowhere"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "--listen" in ended.stderr


@pytest.mark.parametrize(
    "changes, is_terminal, opens",
    [
        ({}, True, True),
        ({}, False, False),
        ({"DISPLAY": None}, True, False),
        ({"DISPLAY": None, "WAYLAND_DISPLAY": "wayland-0"}, True, True),
        ({"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, True, False),
        ({"CI": "true"}, True, False),
    ],
)
def test_a_browser_is_opened_only_where_somebody_sits_before_it(
    changes: dict[str, str | None], is_terminal: bool, opens: bool, monkeypatch
) -> None:
    for name in ("SSH_CONNECTION", "CI", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    for name, value in changes.items():
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    opened: list[str] = []
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("webbrowser.open", opened.append)
    for stream in ("sys.stdin", "sys.stdout"):
        monkeypatch.setattr(f"{stream}.isatty", lambda: is_terminal, raising=False)
    show_address("http://127.0.0.1:8470")
    assert opened == (["http://127.0.0.1:8470"] if opens else [])
