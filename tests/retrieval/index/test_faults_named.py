"""What goes wrong in files has one of two names: they cannot be used, or they are damaged."""

import errno
import sqlite3
from pathlib import Path

import pytest

from retrieval.errors import DamagedIndexError, UnusableIndexError
from retrieval.index.disk.folder import IndexFolder, named_faults

FOLDER = Path("/somewhere/index")


def of_sqlite(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    "cause",
    [
        *(OSError(number, "said") for number in (errno.ENOSPC, errno.EACCES, errno.EMFILE)),
        *map(of_sqlite, ("SQLITE_FULL", "SQLITE_READONLY_DBMOVED", "SQLITE_IOERR_WRITE")),
        ValueError("An IO error occurred: 'No space left on device (os error 28)'"),
        ValueError("Failed to open: IoError { io_error: Os { code: 13, kind: PermissionDenied"),
    ],
    ids=repr,
)
def test_a_full_disk_and_files_that_are_not_ours_are_no_damage(cause: Exception) -> None:
    with (
        pytest.raises(UnusableIndexError, match="/somewhere/index") as raised,
        named_faults(FOLDER),
    ):
        raise cause
    assert str(cause) in str(raised.value)
    assert raised.value.__cause__ is cause


@pytest.mark.parametrize(
    "cause",
    [
        OSError(errno.ENOENT, "said"),
        OSError("without a number"),
        *map(of_sqlite, ("SQLITE_CORRUPT", "SQLITE_IOERR_READ", "SQLITE_NOTADB")),
        sqlite3.DatabaseError("a row is not what was written"),
        ValueError("no such file (os error 2)"),
        ValueError("Os { code: 5, kind: Other"),
        ValueError("28 is no number of an error here"),
    ],
    ids=repr,
)
def test_whatever_else_keeps_files_from_being_read_is_damage(cause: Exception) -> None:
    with pytest.raises(DamagedIndexError, match="/somewhere/index") as raised, named_faults(FOLDER):
        raise cause
    assert raised.value.reason == str(cause)


def test_a_panic_of_native_code_is_damage_and_what_stops_the_process_is_not() -> None:
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(DamagedIndexError) as raised, named_faults(FOLDER):
        raise panic("out of bounds")
    assert raised.value.reason == "a panic: out of bounds"
    for stop in (KeyboardInterrupt, KeyError):
        with pytest.raises(stop), named_faults(FOLDER):
            raise stop


@pytest.mark.parametrize("name", ["", "generation-", "generation-x", "generation-1x", "2", "../2"])
def test_a_pointer_to_anything_but_a_generation_shows_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "current").write_text(name)
    assert IndexFolder(tmp_path).shown is None


def test_a_generation_has_a_number_above_all_others_and_those_not_shown_go(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path)
    others = [tmp_path / "generation-x", tmp_path / "notes"]
    for one in [tmp_path / "generation-9", tmp_path / "generation-10", *others]:
        one.mkdir()
    (tmp_path / "current").write_text(" generation-9\n")
    assert folder.shown == tmp_path / "generation-9"
    made = folder.make_generation()
    assert made == tmp_path / "generation-11"
    assert made.stat().st_mode & 0o777 == 0o700
    assert not (tmp_path / "generation-10").exists()
    folder.show(made)
    assert folder.shown == made
    assert {one.name for one in tmp_path.iterdir()} == {
        *("current", "generation-11", "generation-x", "notes")
    }


def test_the_first_generation_is_number_one(tmp_path: Path) -> None:
    assert IndexFolder(tmp_path).make_generation().name == "generation-1"


def test_only_the_generation_that_is_shown_is_hidden(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path)
    shown = folder.make_generation()
    folder.show(shown)
    folder.hide(tmp_path / "generation-2")
    assert folder.shown == shown
    folder.hide(shown)
    assert folder.shown is None
    assert shown.exists()
