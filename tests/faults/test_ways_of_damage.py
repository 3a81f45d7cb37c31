"""Whatever becomes of an index's files, answers are right, or an error says why there is none."""

import os
import shutil
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from itertools import product
from pathlib import Path

import pytest

from bot.setup.services import Services
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import withdraw
from retrieval.errors import IndexFaultError

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
    # The same number of passages as before, in other releases.
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
