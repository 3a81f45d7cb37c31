"""Whatever becomes of an index and its archive, answers are right, or an error says why not."""

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, closing, suppress
from itertools import product
from pathlib import Path

import pytest

from bot.migrations.schema import migrate
from bot.setup.services import Services, open_archive, open_services
from bot.setup.settings import Settings
from retrieval.archive.database import Database
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save, withdraw
from retrieval.errors import IndexFaultError
from retrieval.sources.files.seeds import Seeds

Opening = Callable[..., AbstractAsyncContextManager[Services]]
Read = Callable[[str], Reading]

LANDS = ("Arlandia", "Borovia", "Cascovia")
QUESTIONS = (*(f'"harbour of {land}"' for land in LANDS), "talks on harbours", "Dorland")
# One of each kind of file; those of tantivy's by their ending.
FILES = (
    "../current",
    "made_of",
    "ledger.db",
    "records",
    "tantivy/meta.json",
    "tantivy/.managed.json",
    *(f"tantivy/*.{ending}" for ending in ("fast", "fieldnorm", "idx", "pos", "store", "term")),
)


def _truncate(file: Path, _older: Path, _other: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _empty(file: Path, _older: Path, _other: Path) -> None:
    os.truncate(file, 0)


def _delete(file: Path, _older: Path, _other: Path) -> None:
    file.unlink()


def _zero(file: Path, _older: Path, _other: Path) -> None:
    _overwrite(file, bytes(file.stat().st_size))


def _flip(file: Path, _older: Path, _other: Path) -> None:
    """Turn over a bit of every fiftieth byte."""
    data = bytearray(file.read_bytes())
    for at in range(len(data) // 3 % 50, len(data), 50):
        data[at] ^= 1
    _overwrite(file, bytes(data))


def _turn_to_older(file: Path, older: Path, _other: Path) -> None:
    """As if the file had not been written since."""
    _overwrite(file, older.read_bytes())


def _swap(file: Path, _older: Path, other: Path) -> None:
    """Take the file of another index, of another record of as many releases."""
    _overwrite(file, other.read_bytes())


def _overwrite(file: Path, data: bytes) -> None:
    """Write in place, as what is mapped shows."""
    with file.open("r+b") as opened:
        opened.write(data)
        opened.truncate()


WAYS = (_truncate, _empty, _delete, _zero, _flip, _turn_to_older, _swap)
# In so many steps through them each file, each way and each moment comes up.
CASES = [*product(FILES, WAYS, (False, True))]
STEP = 13


class Indexes:
    """A data folder, the same before its last change, another; and what a fresh index answers."""

    def __init__(self, opening: Opening, reading: Read, folder: Path) -> None:
        self.now, self.older, self.other = (folder / one for one in ("now", "older", "other"))
        self._opening, self._reading = opening, reading
        self._copies = 0
        self.right: list[str] = []

    async def make(self) -> None:
        async with self._opening(self.older, *map(self._reading, LANDS[:2])):
            pass
        shutil.copytree(self.older, self.now)
        async with self._opening(self.now, self._reading(LANDS[2])):
            pass
        others = map(self._reading, ("Elbonia", "Fredonia", "Graustark"))
        async with self._opening(self.other, *others):
            pass
        self.right = await self.answers_of_a_fresh_index(self.now)

    async def answers_of_a_fresh_index(self, folder: Path) -> list[str]:
        fresh = self.copy(folder)
        shutil.rmtree(fresh / "index", ignore_errors=True)
        async with self._opening(fresh) as services:
            return await answers(services)

    def copy(self, folder: Path) -> Path:
        self._copies += 1
        return Path(shutil.copytree(folder, folder.with_name(f"copy-{self._copies}")))

    def damage(self, folder: Path, file: str, way: Callable[[Path, Path, Path], None]) -> None:
        way(*(find(one, file) for one in (folder, self.older, self.other)))


@pytest.fixture
async def indexes(opening: Opening, reading: Read, tmp_path: Path) -> Indexes:
    made = Indexes(opening, reading, tmp_path)
    await made.make()
    return made


def find(folder: Path, name: str) -> Path:
    """One file of the generation that is shown."""
    shown = folder / "index" / (folder / "index" / "current").read_text()
    return min(shown.glob(name)) if "*" in name else (shown / name).resolve()


async def answers(services: Services) -> list[str]:
    """What is answered to each question, or the name of an error."""
    return [await said(services, question) for question in QUESTIONS]


async def said(services: Services, question: str) -> str:
    try:
        answer = await services.answerer.answer(question, services.now())
    except IndexFaultError as fault:
        return type(fault).__name__
    quoted = [(one.release.id, one.quote) for one in (*answer.excerpts, *answer.nearest)]
    return str((answer.status, answer.found, answer.searched, quoted))


async def fault_of(services: Services, right: list[str]) -> str:
    """What is wrong with the answers; nothing if each is right or an error, and soon all right."""
    first = await answers(services)
    wrong = {one for one, as_it_is in zip(first, right, strict=True) if one != as_it_is}
    if not wrong <= {"DamagedIndexError"}:
        return f"said {wrong}"
    with suppress(IndexFaultError):
        await services.record.catch_up()
    later = await answers(services)
    return "" if later == right else f"later said {later}"


async def test_a_damaged_file_ends_in_right_answers_or_a_named_error_and_a_rebuild(
    opening: Opening, indexes: Indexes, request: pytest.FixtureRequest
) -> None:
    faults = {}
    for file, way, is_served in CASES[:: 1 if request.config.getoption("--campaign") else STEP]:
        folder = indexes.copy(indexes.now)
        if not is_served:
            indexes.damage(folder, file, way)
        async with opening(folder) as services:
            if is_served:
                indexes.damage(folder, file, way)
            if fault := await fault_of(services, indexes.right):
                faults[file, way.__name__, is_served] = fault
        shutil.rmtree(folder)
    assert not faults


async def test_parts_that_were_copied_at_different_moments_are_no_index(
    opening: Opening, reading: Read, indexes: Indexes, request: pytest.FixtureRequest
) -> None:
    """As by a backup that goes through the folder while the index is written."""
    moments = [indexes.older, indexes.now, indexes.copy(indexes.now)]
    async with opening(moments[2], reading("Dorland")) as services:
        async with services.database.write() as connection:
            await withdraw(connection, "mofa-arlandia", services.now())
        await services.record.catch_up()
    right = [await indexes.answers_of_a_fresh_index(folder) for folder in moments]
    parts = ("kaiken.db", "ledger.db", "records", "tantivy")
    cases = [*product(range(3), repeat=len(parts))]
    faults = {}
    for case in cases[:: 1 if request.config.getoption("--campaign") else 9]:
        folder = indexes.copy(moments[0])
        for part, moment in zip(parts, case, strict=True):
            _take(folder, moments[moment], part)
        async with opening(folder) as services:
            if fault := await fault_of(services, right[case[0]]):
                faults[case] = fault
        shutil.rmtree(folder)
    assert not faults


def _take(folder: Path, source: Path, part: str) -> None:
    if part == "kaiken.db":
        for one in folder.glob("kaiken.db*"):
            one.unlink()
        for one in source.glob("kaiken.db*"):
            shutil.copy(one, folder)
        return
    to, taken = (find(one, "made_of").with_name(part) for one in (folder, source))
    if taken.is_dir():
        shutil.rmtree(to)
        shutil.copytree(taken, to)
    else:
        shutil.copy(taken, to)


def _backup(source: Path, to: Path) -> None:
    for one in to.glob("kaiken.db*"):
        one.unlink()
    with (
        closing(sqlite3.connect(source / "kaiken.db")) as read,
        closing(sqlite3.connect(to / "kaiken.db")) as written,
    ):
        read.backup(written)


def _dump(source: Path, to: Path) -> None:
    with closing(sqlite3.connect(source / "kaiken.db")) as read:
        words = "\n".join(read.iterdump())
    for one in to.glob("kaiken.db*"):
        one.unlink()
    with closing(sqlite3.connect(to / "kaiken.db")) as written:
        written.executescript(words)


def _vacuum(source: Path, to: Path) -> None:
    for one in to.glob("kaiken.db*"):
        one.unlink()
    with closing(sqlite3.connect(source / "kaiken.db")) as read:
        read.execute("VACUUM INTO ?", (str(to / "kaiken.db"),))


def _link(folder: Path) -> Path:
    linked = folder.with_name(f"{folder.name}-linked")
    linked.symlink_to(folder)
    return linked


def _name_relatively(folder: Path) -> Path:
    return Path(os.path.relpath(folder))


def _touch(folder: Path) -> Path:
    for one in folder.rglob("*"):
        one.touch()
    return folder


def _close_to_others(folder: Path) -> Path:
    for one in folder.rglob("*"):
        one.chmod(0o700)
    return folder


def _put_index(folder: Path, source: Path) -> Path:
    shutil.rmtree(folder / "index")
    shutil.copytree(source / "index", folder / "index")
    return folder


class Restores(Indexes):
    """Ways of restoring, moving and copying a data folder, by what becomes of its index."""

    async def put_on_record(self, folder: Path, *lands: str) -> Path:
        """Save releases as an import does, which leaves the index to whoever searches next."""
        settings = Settings(None, folder, "", None, engine="disk")
        now = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
        async with open_archive(settings, lambda: now, Seeds((), ())) as (database, _):
            for land in lands:
                async with database.write() as connection:
                    await save(connection, [self._reading(land)], now)
        return folder

    async def migrate(self, folder: Path, step: str) -> Path:
        database = Database.in_file(folder / "kaiken.db")
        await migrate(database, step)
        await database.close()
        return folder

    def with_database(
        self,
        source: Path,
        put: Callable[[Path, Path], None] = _backup,
        *,
        index: Path | None = None,
    ) -> Path:
        folder = self.copy(index or self.now)
        put(source, folder)
        return folder

    def without_database(self) -> Path:
        folder = self.copy(self.now)
        for one in folder.glob("kaiken.db*"):
            one.unlink()
        return folder

    async def of_the_same_record(self) -> AsyncIterator[tuple[str, Path]]:
        """The index is used as it is; what it lacks is taken in."""
        yield "copied", self.copy(self.now)
        yield "copied twice", self.copy(self.copy(self.now))
        moved = self.copy(self.now)
        yield "moved", moved.rename(moved.with_name("moved"))
        yield "named relatively", _name_relatively(self.copy(self.now))
        yield "linked", _link(self.copy(self.now))
        yield "touched", _touch(self.copy(self.now))
        yield "closed to others", _close_to_others(self.copy(self.now))
        yield "a backup of now", self.with_database(self.now)
        yield "a dump of now", self.with_database(self.now, _dump)
        yield "vacuumed", self.with_database(self.now, _vacuum)
        yield "an index of before", self.with_database(self.now, index=self.older)
        yield "changed since", await self.put_on_record(self.copy(self.now), "Dorland")

    async def of_another_record(self) -> AsyncIterator[tuple[str, Path]]:
        """The index is built anew, with a word."""
        older = self.with_database(self.older)
        yield "an older backup", older
        yield "as many changes", await self.put_on_record(self.copy(older), "Dorland")
        yield "the same change again", await self.put_on_record(self.copy(older), LANDS[2])
        yield "more changes", await self.put_on_record(self.copy(older), "Dorland", "Elbonia")
        yield "nothing on record", await self.put_on_record(self.without_database())
        yield "begun anew", await self.put_on_record(self.without_database(), *LANDS)
        yield "begun anew with less", await self.put_on_record(self.without_database(), "Dorland")
        yield "another database", self.with_database(self.other)
        yield "another index", _put_index(self.copy(self.now), self.other)
        yield "the schema of before", await self.migrate(self.copy(self.now), "0006")


async def test_a_folder_that_was_restored_moved_or_copied_is_the_same_record_or_built_anew(
    opening: Opening,
    reading: Read,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    request: pytest.FixtureRequest,
) -> None:
    made = Restores(opening, reading, tmp_path)
    await made.make()
    wrong = {}
    cases = [(*one, False) async for one in made.of_the_same_record()]
    cases += [(*one, True) async for one in made.of_another_record()]
    for case, folder, is_another in cases[:: 1 if request.config.getoption("--campaign") else 4]:
        right = await made.answers_of_a_fresh_index(folder)
        caplog.clear()
        async with opening(folder) as services:
            found = await answers(services)
        generations = [one.name for one in (folder / "index").glob("generation-*")]
        is_told = "built anew" in caplog.text
        if found != right or is_told != is_another or len(generations) != 1:
            wrong[case] = found, is_told, generations
    assert not wrong


async def test_a_place_that_cannot_be_used_ends_nothing_and_is_used_once_it_can_be(
    opening: Opening, reading: Read, tmp_path: Path
) -> None:
    async with opening(tmp_path, reading(LANDS[0])):
        pass
    place = tmp_path / "index"
    shutil.rmtree(place)
    place.write_text("no folder")
    settings = Settings(None, tmp_path, "", None, engine="disk")
    async with open_services(settings, seeds=Seeds((), ())) as services:
        found = [await said(services, QUESTIONS[0])]
        place.unlink()
        await services.record.catch_up()
        found.append(await said(services, QUESTIONS[0]))
    assert [one[:12] for one in found] == ["UnusableInde", "(<Status.ANS"]
