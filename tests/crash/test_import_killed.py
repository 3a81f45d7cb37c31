"""An import that is killed and run again ends with the record of an undisturbed one."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest
from sqlalchemy import func, select

from retrieval.archive.database import Database
from retrieval.archive.tables import METADATA, releases, revisions

KAIKEN = Path(sys.executable).with_name("kaiken")
PAGES = 400


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pages: new, changed, copies without an address, and files that are no pages."""
    folder = tmp_path_factory.mktemp("pages")
    for number in range(PAGES):
        said = " ".join(f"We will hold talks on matter {number + turn}." for turn in range(20))
        text = (
            "Press Conferences\nPress Conference by Foreign Minister TANABE Kenji\n"
            f"May {1 + number % 28}, 2022\nReporter: Well?\nMinister Tanabe: {said}\n"
        )
        stem = f"kaiken24e_{number % 300:06}" if number % 7 else f"copy-{number}"
        (folder / f"{number:04}").mkdir()
        name = f"{stem}.pdf" if number % 50 == 49 else f"{stem}.txt"
        (folder / f"{number:04}" / name).write_text(text if number % 60 else "")
    return folder


def start(url: str, folder: Path, data: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"KAIKEN_DATABASE_URL": url, "KAIKEN_DATA": str(data)}
    return subprocess.Popen(
        [KAIKEN, "import", folder],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[bytes]) -> str:
    out, _ = process.communicate(timeout=300)
    assert process.returncode == 0
    return out.decode()


Dump = dict[str, list[Sequence[object]]]


async def dump(url: str) -> Dump:
    """Every row of every table, without the times of writing."""
    database = Database.at(url)
    found = {}
    async with database.read() as connection:
        for table in METADATA.sorted_tables:
            if table is revisions:  # a row for each transaction, with a token of chance
                continue
            columns = [column for column in table.columns if column.name != "kept_at"]
            rows = await connection.execute(select(*columns).order_by(*table.primary_key))
            found[table.name] = [tuple(row) for row in rows]
    await database.close()
    return found


@pytest.fixture(scope="module")
async def undisturbed(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Dump:
    """The record of an undisturbed import."""
    data = tmp_path_factory.mktemp("undisturbed")
    url = f"sqlite:///{data / 'record.db'}"
    assert "rejected" in finish(start(url, pages, data))
    return await dump(url)


async def count(database: Database) -> int:
    async with database.read() as connection:
        return int(await connection.scalar(select(func.count()).select_from(releases)) or 0)


async def test_an_import_killed_at_any_moment_and_run_again_ends_the_same(  # noqa: PLR0913, PLR0917 - fixtures
    database: Database,
    database_url: str,
    request: pytest.FixtureRequest,
    pages: Path,
    undisturbed: Dump,
    tmp_path: Path,
) -> None:
    kills = 100 if request.config.getoption("--campaign") else 10
    total = len(undisturbed["releases"])
    chance = random.Random(kills)  # noqa: S311 - moments, not secrets
    moments = sorted(chance.sample(range(1, total - 1), kills))
    for moment in moments:
        process = start(database_url, pages, tmp_path)
        while await count(database) < moment:
            assert process.poll() is None
            await asyncio.sleep(0.02)
        await asyncio.sleep(chance.uniform(0, 0.03))
        process.kill()
        process.communicate()
        assert moment <= await count(database) <= total
    finish(start(database_url, pages, tmp_path))
    assert await dump(database_url) == undisturbed


def test_workers_end_with_a_parent_that_was_killed(pages: Path, tmp_path: Path) -> None:
    process = start(f"sqlite:///{tmp_path / 'record.db'}", pages, tmp_path)
    parent = psutil.Process(process.pid)
    workers: list[psutil.Process] = []
    while len(workers) < 2 and process.poll() is None:
        workers = parent.children(recursive=True)
        time.sleep(0.01)
    process.kill()
    process.communicate()
    assert workers
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == []


def interrupt(url: str, folder: Path, data: Path) -> tuple[int, bytes, bytes]:
    """Interrupt an import once it reads pages; return how it ended and what it printed."""
    process = subprocess.Popen(
        [KAIKEN, "import", folder],
        env=os.environ | {"KAIKEN_DATABASE_URL": url, "KAIKEN_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    parent = psutil.Process(process.pid)
    # From its first worker on it reads pages; on a busy machine the second may come late.
    while not parent.children() and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_ctrl_c_says_how_to_go_on_and_leaves_no_traceback(pages: Path, tmp_path: Path) -> None:
    url, code = "", 0
    for trial in range(5):
        url = f"sqlite:///{tmp_path / f'record-{trial}.db'}"
        code, out, err = interrupt(url, pages, tmp_path)
        # On a busy machine an import may end before the signal comes.
        if code:
            break
    assert (code, out) == (130, b"")
    assert err == (
        b"kaiken: stopped; what was read is on record, and the same command goes on from there\n"
    )
    assert "unchanged" in finish(start(url, pages, tmp_path))


async def test_two_imports_at_once_end_with_the_record_of_one(
    database_url: str, pages: Path, undisturbed: Dump, tmp_path: Path
) -> None:
    for one in [start(database_url, pages, tmp_path) for _ in range(2)]:
        finish(one)
    assert await dump(database_url) == undisturbed
