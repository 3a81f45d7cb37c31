"""The way down drops tables: not under a bot that serves, not unasked, and not without a copy."""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from bot.cli import main
from bot.setup.environment import read_settings
from bot.store.running.single_server import lock_single_server

Migrate = Callable[[str], int]


@pytest.fixture
def folder() -> Path:
    return read_settings(os.environ).make_data_folder()


@pytest.fixture
def migrate(monkeypatch: pytest.MonkeyPatch) -> Migrate:
    """Goes down to the base, with what somebody types meanwhile; gives the exit code."""

    def run(typed: str) -> int:
        monkeypatch.setattr(sys, "stdin", StringIO(typed))
        monkeypatch.setattr(sys, "argv", ["kaiken", "migrate", "base"])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0)

    return run


@pytest.fixture(autouse=True)
def _planted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["kaiken", "stats"])
    with pytest.raises(SystemExit):
        main()


def releases(file: Path) -> int:
    """How many releases a database has; none where it has no table of them."""
    with closing(sqlite3.connect(file)) as connection:
        try:
            [found] = connection.execute("SELECT COUNT(*) FROM releases").fetchone()
        except sqlite3.Error:
            return 0
    return int(found)


def test_under_a_bot_that_serves_no_table_is_dropped(folder: Path, migrate: Migrate) -> None:
    file = folder / "kaiken.db"
    with lock_single_server(file):
        code = migrate("yes\n")
    assert releases(file) == 5
    assert code != 0


@pytest.mark.parametrize("typed", ["", "no\n"])
def test_without_a_yes_no_table_is_dropped(folder: Path, migrate: Migrate, typed: str) -> None:
    code = migrate(typed)
    assert releases(folder / "kaiken.db") == 5
    assert code != 0


def test_what_was_on_record_is_still_in_a_file_of_the_folder(
    folder: Path, migrate: Migrate
) -> None:
    migrate("yes\n")
    files = [one for one in folder.rglob("*") if one.is_file() and one.suffix != ".key"]
    assert max(map(releases, files)) == 5
