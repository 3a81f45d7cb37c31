"""Only one process serves from a SQLite database."""

import threading
from pathlib import Path

import pytest

from bot.store.running.leader import lead
from bot.store.running.single_server import AlreadyServedError, lock_single_server
from retrieval.archive.database import Database
from retrieval.errors import DatabaseFault, UnusableDatabaseError


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


def test_a_server_waits_a_while_for_the_one_that_is_just_stopping(tmp_path: Path) -> None:
    file = tmp_path / "kaiken.db"
    begun = threading.Event()

    def stop() -> None:
        with lock_single_server(file):
            begun.set()
            threading.Event().wait(0.1)

    stopping = threading.Thread(target=stop)
    stopping.start()
    begun.wait()
    with lock_single_server(file):
        stopping.join()
    assert [one.name for one in tmp_path.iterdir()] == ["kaiken.db-serving"]


def test_where_no_file_can_be_beside_the_database_that_is_said(tmp_path: Path) -> None:
    held = lock_single_server(tmp_path / "nowhere" / "kaiken.db", max_wait_s=0.0)
    with pytest.raises(UnusableDatabaseError) as caught, held:
        raise AssertionError("it is held")
    assert caught.value.fault is DatabaseFault.REFUSED
    assert caught.value.database == str(tmp_path / "nowhere" / "kaiken.db-serving")
