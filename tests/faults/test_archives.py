"""What packs to nothing takes no minutes to read: pages have no more lines than pages have."""

import datetime as dt
import io
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from retrieval.archive.database import Database
from retrieval.errors import UnreadablePageError
from retrieval.sources.files import importer, members, pool
from retrieval.sources.files.discovery import find_saved
from retrieval.sources.files.importer import Imported, ImportOptions, import_saved
from retrieval.sources.files.pool import Rejected, Task
from retrieval.sources.files.readers import read_saved

TODAY = dt.date(2026, 11, 29)
NOW = dt.datetime(2026, 11, 29, 9, 0, tzinfo=dt.UTC)
HEADER = """Press Conferences

Press Conference by Foreign Minister TANABE Kenji

Tuesday, May 3, 2022, 9:30 a.m. Ministry of Foreign Affairs

"""
SAID = "Minister Tanabe: We will hold talks on the harbour soon.\n"
# The longest page known has a sixth of these lines; packed, they are a few hundred bytes.
LINES = 40_000
# Of a processor, to refuse one: an archive of a megabyte has room for hundreds.
MOST_S = 0.1


def refused(name: str, text: str, stopwatch: Any) -> UnreadablePageError | None:
    data = text.encode()
    with stopwatch:
        try:
            read_saved(name, data, TODAY)
        except UnreadablePageError as fault:
            return fault
    return None


def test_a_page_of_more_lines_than_any_page_has_is_refused_at_once(stopwatch: Any) -> None:
    assert refused("page.txt", HEADER + "1. a\n" * LINES, stopwatch) is not None
    assert stopwatch.least_s <= MOST_S


@pytest.mark.parametrize("end", ["\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("line", ["", "Mr. Fuji, NHK: why?"], ids=["empty", "a turn"])
def test_whatever_ends_its_lines_they_are_counted(stopwatch: Any, end: str, line: str) -> None:
    fault = refused("page.txt", HEADER + f"{line}{end}" * LINES, stopwatch)
    assert fault is not None
    assert "lines" in fault.reason
    assert stopwatch.least_s <= MOST_S


def test_a_page_of_as_many_lines_as_the_longest_is_read_whatever_ends_them() -> None:
    for end in ("\n", "\r\n"):
        text = HEADER + SAID + "We will see.\n" * 7_000
        read = read_saved("page.txt", text.replace("\n", end).encode(), TODAY)
        assert len(read.statements) == 1


@pytest.mark.parametrize("block", ["<p>a", "<br>a", "<table><tr><td>x</table>", "<li>x</li>"])
def test_html_of_more_blocks_than_any_page_has_is_refused(stopwatch: Any, block: str) -> None:
    html = f"<html><title>x</title><body><h2>Talks</h2><p>May 3, 2022</p>{block * LINES}"
    assert refused("page.html", html, stopwatch) is not None
    assert stopwatch.least_s <= 20 * MOST_S


def test_markdown_of_more_lines_than_any_page_has_is_refused(stopwatch: Any) -> None:
    head = "---\ndate: '2025-03-02'\nsource_url: https://www.whitehouse.gov/articles/2025/03/x/\n"
    text = f"{head}title: x\n---\n\n" + "Q Yes?\n\nTHE PRESIDENT: No.\n\n" * (LINES // 4)
    assert refused("page.md", text, stopwatch) is not None
    assert stopwatch.least_s <= MOST_S


def pages(count: int) -> dict[str, bytes]:
    return {f"{at:03}.txt": f"{HEADER}{SAID}We have {at} ships.".encode() for at in range(count)}


def zipped(path: Path, count: int) -> Path:
    with ZipFile(path / "pages.zip", "w", ZIP_DEFLATED) as packed:
        for name, data in pages(count).items():
            packed.writestr(name, data)
    return path / "pages.zip"


def tarred(path: Path, count: int) -> Path:
    with tarfile.open(path / "pages.tar.gz", "w:gz") as packed:
        for name, data in pages(count).items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            packed.addfile(member, io.BytesIO(data))
    return path / "pages.tar.gz"


def in_folder(path: Path, count: int) -> Path:
    for name, data in pages(count).items():
        (path / name).write_bytes(data)
    return path


@pytest.fixture
def kind() -> str:
    """SQLite, which is quicker to set up."""
    return "sqlite"


async def results_of(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> list[Imported | Rejected]:
    """Import pages each of which takes so many seconds to read."""

    async def read_slowly(_: object, tasks: Sequence[Task], *_rest: object) -> list[pool.Timed]:
        return [(pool._read(task), seconds) for task in tasks]

    monkeypatch.setattr(pool, "_submit", read_slowly)
    monkeypatch.setattr(importer, "_FILES_AT_ONCE", 2)
    options = ImportOptions(TODAY)
    found = import_saved(database, find_saved([path]), options, processes=1, now=lambda: NOW)
    return [one async for progress in found for one in progress.results]


@pytest.mark.parametrize("pack", [zipped, tarred])
async def test_an_archive_that_takes_too_long_is_not_read_on(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Any
) -> None:
    monkeypatch.setattr(members, "LEAST_READING_S", 20.0)
    *read, last = await results_of(database, pack(tmp_path, 60), monkeypatch, 2.5)
    assert isinstance(last, Rejected)
    assert last.fault == "ArchiveBombError"
    assert "s to read; the rest of it is not read" in last.reason
    # What was read by then, and what was being read, is kept.
    assert 8 <= len(read) <= 24
    assert all(isinstance(one, Imported) for one in read)


@pytest.mark.parametrize("pack", [zipped, in_folder])
async def test_pages_that_are_read_in_time_or_stand_by_themselves_are_all_read(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Any
) -> None:
    seconds = 0.2 if pack is zipped else 60.0
    read = await results_of(database, pack(tmp_path, 60), monkeypatch, seconds)
    assert len(read) == 60
    assert all(isinstance(one, Imported) for one in read)


def test_the_time_of_reading_is_that_of_a_processor() -> None:
    tasks = [Task(name, data, None, "", TODAY, b"") for name, data in pages(2).items()]
    timed = pool.read_timed(tasks)
    assert all(0.0 < seconds < 5.0 for _, seconds in timed)
