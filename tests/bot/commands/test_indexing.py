"""What `kaiken ask`, `import` and `index` show while the index is built."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.commands import indexing
from bot.commands.console import INTERRUPTED, print_message
from bot.commands.indexing import indexing_progress
from retrieval.errors import IndexLockedError
from retrieval.record.record import Record

Kaiken = Callable[..., Any]
PAGE = """Press Conferences
Press Conference by Foreign Minister TANABE Kenji
Tuesday, May 3, 2022, 9:30 a.m. Ministry of Foreign Affairs
Reporter: What about the lighthouse?
Minister Tanabe: The lighthouse of Arlandia will be opened to herring fishers.
"""


@pytest.fixture(autouse=True)
def _an_index_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.processes.count_cores", lambda: 1)
    monkeypatch.setenv("KAIKEN_ENGINE", "disk")
    # So that the five releases of the seeds are many.
    monkeypatch.setattr(indexing, "_FEW", 2)


def behind(kaiken: Kaiken) -> int:
    """By how many changes the index is behind the record."""
    state = json.loads(kaiken("index", "status", "--json").out)
    return int(state["record_revision"] - state["revision"])


def save(folder: Path) -> Path:
    path = folder / "kaiken24e_900123.txt"
    path.write_text(PAGE, "utf-8")
    return path


def test_the_first_question_shows_on_standard_error_how_the_index_grows(kaiken: Kaiken) -> None:
    asked = kaiken("ask", "Taiwan Strait", "--json")
    assert asked.err.startswith("kaiken: building the index: 0 of 5 releases\n")
    assert json.loads(asked.out)["status"] == "answered"
    assert kaiken("ask", "Taiwan Strait").err == ""


def test_an_import_ends_with_the_index(kaiken: Kaiken, tmp_path: Path) -> None:
    imported = kaiken("import", save(tmp_path))
    assert imported.code == 0
    assert "building the index: 0 of 6 releases" in imported.err
    assert behind(kaiken) == 0
    assert kaiken("ask", "lighthouse").err == ""


@pytest.mark.parametrize("option", ["--no-index", "--dry-run"])
def test_an_import_may_leave_the_index_to_others(
    kaiken: Kaiken, tmp_path: Path, option: str
) -> None:
    assert kaiken("import", save(tmp_path), option).err == ""
    assert behind(kaiken) == (6 if option == "--no-index" else 5)


def test_an_import_beside_a_bot_leaves_the_index_to_it(
    kaiken: Kaiken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise IndexLockedError("the index", "a bot")

    monkeypatch.setattr(Record, "catch_up", refuse)
    imported = kaiken("import", save(tmp_path))
    assert imported.code == 0
    assert "another process writes the index" in imported.err
    assert "kept" in imported.out


def test_an_import_that_is_stopped_at_the_index_has_put_all_on_record(
    kaiken: Kaiken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(Record, "catch_up", stop)
        imported = kaiken("import", save(tmp_path))
    assert imported.code == INTERRUPTED
    assert "all is on record" in imported.err
    assert "herring fishers" in kaiken("ask", "lighthouse").out


def test_a_line_comes_every_quarter_of_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    moments = iter((0.0, 1.0, 14.9, 15.0, 15.0, 20.0, 31.0, 31.0))
    with indexing_progress(print_message, lambda: next(moments)) as report:
        report(0, 1_000)
        for _ in range(5):
            report(100, 1_000)
    said = capsys.readouterr().err.splitlines()
    assert [line.rpartition(": ")[2] for line in said] == [
        "0 of 1,000 releases",
        "300 of 1,000 releases",
        "500 of 1,000 releases",
    ]


def test_a_terminal_shows_a_bar_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with indexing_progress(print_message) as report:
        report(0, 1_000)
        report(700, 1_000)
    assert "building the index: 700 of 1,000 releases" in terminal.getvalue()
    assert terminal.getvalue().rstrip("\n").endswith("\x1b[2K")


def test_a_few_releases_are_taken_in_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    with indexing_progress(print_message) as report:
        report(0, 2)
        report(2, 2)
    assert capsys.readouterr().err == ""
