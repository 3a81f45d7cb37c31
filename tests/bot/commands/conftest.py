"""The command run in the process of the tests."""

import io
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from bot.cli import main


class Ran(NamedTuple):
    """The exit code and the output of a command."""

    code: int
    out: str
    err: str


@pytest.fixture
def kaiken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Return a function that runs the command with these arguments and this standard input."""

    def run(*words: object, given: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["kaiken", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as ended:
            main()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, *capsys.readouterr())

    return run
