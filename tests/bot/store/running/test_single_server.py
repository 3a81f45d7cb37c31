"""Only one process serves from a SQLite database."""

from pathlib import Path

import pytest

from bot.store.running.leader import lead
from bot.store.running.single_server import AlreadyServedError, lock_single_server
from retrieval.archive.database import Database


def test_a_second_server_is_told_and_the_next_one_may_serve(tmp_path: Path) -> None:
    file = tmp_path / "kaiken.db"
    with lock_single_server(file):
        held = lock_single_server(file, max_wait_s=0.0)
        with pytest.raises(AlreadyServedError, match="another `kaiken serve`") as caught, held:
            raise AssertionError("it is held")
        assert caught.value.file == file
        with lock_single_server(tmp_path / "other.db", max_wait_s=0.0):
            assert not file.exists()
    with lock_single_server(file, max_wait_s=0.0):
        pass


def test_the_lock_ends_with_an_error_too(tmp_path: Path) -> None:
    file = tmp_path / "kaiken.db"
    with pytest.raises(RuntimeError), lock_single_server(file):
        raise RuntimeError
    with lock_single_server(file, max_wait_s=0.0):
        pass


def test_postgresql_needs_no_lock_of_a_file(tmp_path: Path) -> None:
    with lock_single_server(None), lock_single_server(None):
        assert list(tmp_path.iterdir()) == []


async def test_the_only_process_on_a_file_leads_at_once_and_once(tmp_path: Path) -> None:
    worked = []

    async def work() -> None:
        worked.append(1)

    database = Database.in_file(tmp_path / "kaiken.db")
    await lead(database, 1, work)
    assert worked == [1]
    await database.close()
