"""A damaged index is an error or is built anew: it never makes a record look empty."""

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.setup.services import Services
from retrieval.archive.knowledge import Reading
from retrieval.errors import DamagedIndexError, KaikenError
from retrieval.model.answer import Status

Opening = Callable[..., AbstractAsyncContextManager[Services]]
Read = Callable[[str], Reading]

LANDS = ("Arlandia", "Borovia", "Cascovia")
# Of each of tantivy's files so many bytes are turned over, one at a time.
FLIPS = 8


@pytest.fixture
async def folder(opening: Opening, reading: Read, tmp_path: Path) -> Path:
    """A data folder with a record of three releases and an index of it."""
    async with opening(tmp_path / "data", *map(reading, LANDS)):
        return tmp_path / "data"


def generation(folder: Path) -> Path:
    (found,) = (folder / "index").glob("generation-*")
    return found


async def said(services: Services, land: str) -> str:
    """What becomes of a question that the record answers: its status, or the name of an error."""
    try:
        answer = await services.answerer.answer(f'"harbour of {land}"', services.now())
    except BaseException as error:  # noqa: BLE001 - a panic in native code is no Exception
        return type(error).__name__
    return answer.status.value


RIGHT, NAMED = Status.ANSWERED.value, DamagedIndexError.__name__


def _lose_the_list_of_segments(one: Path) -> None:
    (one / "tantivy" / "meta.json").unlink()


def _empty_the_list_of_segments(one: Path) -> None:
    listed = one / "tantivy" / "meta.json"
    listed.write_text(json.dumps(json.loads(listed.read_text()) | {"segments": []}))


def _zero_the_records(one: Path) -> None:
    records = one / "records"
    records.write_bytes(bytes(records.stat().st_size))


def _garble_a_record(one: Path) -> None:
    records = one / "records"
    records.write_bytes(records.read_bytes().replace(b"Arlandia", b"Atlantis"))


def _lose_the_positions(one: Path) -> None:
    for file in (one / "tantivy").glob("*.pos"):
        file.unlink()


DAMAGES = [
    _lose_the_list_of_segments,
    _empty_the_list_of_segments,
    _zero_the_records,
    _garble_a_record,
    _lose_the_positions,
]


@pytest.mark.parametrize("damage", DAMAGES)
async def test_an_index_damaged_before_a_start_is_built_anew(
    opening: Opening, folder: Path, damage: Callable[[Path], None]
) -> None:
    damage(generation(folder))
    async with opening(folder) as services:
        first = [await said(services, LANDS[0]) for _ in range(2)]
        await services.record.catch_up()
        later = [await said(services, land) for land in LANDS]
    assert set(first) <= {RIGHT, NAMED}
    assert later == [RIGHT] * 3


@pytest.mark.parametrize("damage", [_zero_the_records, _garble_a_record])
async def test_an_index_damaged_while_it_is_searched_never_makes_the_record_look_empty(
    opening: Opening, folder: Path, damage: Callable[[Path], None]
) -> None:
    async with opening(folder) as services:
        damage(generation(folder))
        found = [await said(services, land) for land in LANDS[:1] * 3]
        await services.record.catch_up()
        later = [await said(services, land) for land in LANDS]
    assert set(found) <= {RIGHT, NAMED}
    assert later == [RIGHT] * 3


async def test_segments_older_than_the_statistics_beside_them_are_not_believed(
    opening: Opening, reading: Read, tmp_path: Path
) -> None:
    """As in a copy that was made while the index was written."""
    folder, old = tmp_path / "data", tmp_path / "old"
    async with opening(folder, reading(LANDS[0])):
        shutil.copytree(generation(folder) / "tantivy", old)
    async with opening(folder, reading(LANDS[1])):
        pass
    shutil.rmtree(generation(folder) / "tantivy")
    shutil.copytree(old, generation(folder) / "tantivy")
    async with opening(folder) as services:
        assert [await said(services, land) for land in LANDS[:2]] == [RIGHT] * 2


@pytest.mark.parametrize("ending", ["idx", "term", "pos", "fast"])
async def test_a_byte_turned_over_in_any_file_ends_in_a_right_answer_or_a_named_error(
    opening: Opening, folder: Path, ending: str
) -> None:
    (file,) = (generation(folder) / "tantivy").glob(f"*.{ending}")
    whole = file.read_bytes()
    found = []
    for at in range(0, len(whole), len(whole) // FLIPS + 1):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        file.unlink(missing_ok=True)
        file.write_bytes(damaged)
        found.append(await _said_at_a_start(opening, folder))
        if not file.exists():
            # It was found out, and the index built anew.
            (file,) = (generation(folder) / "tantivy").glob(f"*.{ending}")
            whole = file.read_bytes()
    assert set(found) <= {RIGHT, NAMED}


async def _said_at_a_start(opening: Opening, folder: Path) -> str:
    try:
        async with opening(folder) as services:
            return await said(services, LANDS[0])
    except KaikenError:
        return NAMED
    except BaseException as error:  # noqa: BLE001 - as above
        return type(error).__name__
