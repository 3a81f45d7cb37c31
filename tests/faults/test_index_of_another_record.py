"""An index is of the record that it is asked for, wherever that stands and whatever came back."""

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing
from pathlib import Path

import pytest

from bot.setup.services import Services, open_archive, read_index_state
from bot.setup.settings import Settings
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.model.answer import Status
from retrieval.sources.files.seeds import Seeds

Opening = Callable[..., AbstractAsyncContextManager[Services]]
Read = Callable[[str], Reading]

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
# Each made-up release is one change of the record: so many changes make records of one revision.
FIRST, LOST, LATER = "Arlandia", "Borovia", "Cascovia"


async def statuses(services: Services, *lands: str) -> list[Status]:
    """What the bot says of a phrase that stands in the release on each land."""
    asked = (f'"harbour of {land}"' for land in lands)
    answers = [await services.answerer.answer(one, services.now()) for one in asked]
    return [answer.status for answer in answers]


def remove(folder: Path) -> None:
    for one in folder.glob("kaiken.db*"):
        one.unlink()


async def put_on_record(folder: Path, *readings: Reading) -> None:
    """Save readings as an import does, which leaves the index to whoever searches next."""
    settings = Settings(None, folder, "", None)
    async with open_archive(settings, lambda: NOW, Seeds((), ())) as (database, _):
        for one in readings:
            async with database.write() as connection:
                await save(connection, [one], NOW)


@pytest.fixture
async def restored(opening: Opening, reading: Read, tmp_path: Path) -> Path:
    """A folder whose database was put back to before a change, and changed in another way since.

    The index beside it knows the first change.
    """
    folder, backup = tmp_path / "data", tmp_path / "backup.db"
    async with opening(folder, reading(FIRST)):
        with (
            closing(sqlite3.connect(folder / "kaiken.db")) as source,
            closing(sqlite3.connect(backup)) as target,
        ):
            source.backup(target)
    async with opening(folder, reading(LOST)):
        pass
    remove(folder)
    shutil.copy(backup, folder / "kaiken.db")
    await put_on_record(folder, reading(LATER))
    return folder


async def test_what_came_on_record_after_a_restore_is_found(
    opening: Opening, restored: Path
) -> None:
    async with opening(restored) as services:
        assert await statuses(services, FIRST, LATER) == [Status.ANSWERED] * 2


async def test_what_a_restore_took_from_the_record_answers_nothing(
    opening: Opening, restored: Path
) -> None:
    async with opening(restored) as services:
        assert await statuses(services, LOST) == [Status.NEAR]


async def test_a_record_begun_anew_in_the_place_of_another_is_searched_and_no_other(
    opening: Opening, reading: Read, tmp_path: Path
) -> None:
    async with opening(tmp_path, reading(FIRST), reading(LOST)):
        pass
    remove(tmp_path)
    await put_on_record(tmp_path, reading(FIRST), reading(LATER))
    async with opening(tmp_path) as services:
        found = await statuses(services, FIRST, LATER, LOST)
    assert found == [Status.ANSWERED, Status.ANSWERED, Status.NEAR]


async def test_nobody_is_told_that_an_index_of_another_record_is_as_the_record_is(
    restored: Path,
) -> None:
    settings = Settings(None, restored, "", None, engine="disk")
    async with open_archive(settings, lambda: NOW, Seeds((), ())) as (database, _):
        state = await read_index_state(settings, database)
    assert state.revision != state.record_revision


def _copy(folder: Path) -> Path:
    return Path(shutil.copytree(folder, folder.with_name("copied")))


def _move(folder: Path) -> Path:
    return folder.rename(folder.with_name("moved"))


def _name_relatively(folder: Path) -> Path:
    return Path(folder.name)


@pytest.mark.parametrize("move", [_copy, _move, _name_relatively])
async def test_a_folder_that_was_moved_copied_or_named_otherwise_is_the_same_record(
    opening: Opening,
    reading: Read,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    move: Callable[[Path], Path],
) -> None:
    folder = tmp_path / "data"
    async with opening(folder, reading(FIRST)):
        pass
    monkeypatch.chdir(tmp_path)
    moved = move(folder)
    async with opening(moved) as services:
        assert await statuses(services, FIRST) == [Status.ANSWERED]
    # An index that is built anew has the next number.
    assert [one.name for one in (moved / "index").glob("generation-*")] == ["generation-1"]
