"""Importing saved pages: the result of each file, and a second run that changes nothing."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from retrieval.archive.database import Database
from retrieval.archive.knowledge import ReadingOutcome
from retrieval.archive.load import load_changed, load_release
from retrieval.archive.tables import news
from retrieval.model.release import Release
from retrieval.sources.files import importer, pool, readers
from retrieval.sources.files.discovery import find_saved
from retrieval.sources.files.importer import ImportCounts, Imported, ImportOptions, import_saved
from retrieval.sources.files.members import Allowance, SavedFile
from retrieval.sources.files.pool import ReadingPool, Rejected, Task

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STEM = "kaiken24e_000123"
URL = f"https://www.mofa.go.jp/press/kaiken/{STEM}.html"


def words(said: str = "We will hold talks soon.") -> str:
    return (
        "Press Conferences\nPress Conference by Foreign Minister TANABE Kenji\n"
        f"Tuesday, May 3, 2022, 9:30 a.m. Ministry of Foreign Affairs\nMinister Tanabe: {said}\n"
    )


def html(said: str = "We will hold talks soon.", canonical: str = "") -> str:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    paragraphs = "".join(f"<p>{line}</p>" for line in words(said).splitlines()[2:])
    title = words().splitlines()[1]
    return (
        f"<!DOCTYPE html><html><head>{link}</head><body><div id='main'>"
        f"<h1>{title}</h1>{paragraphs}</div></body></html>"
    )


async def take(
    database: Database, *paths: Path, processes: int = 1, **known: object
) -> list[Imported | Rejected]:
    intake = ImportOptions(TODAY, **known)  # type: ignore[arg-type]
    found = find_saved(paths)
    steps = import_saved(database, found, intake, processes=processes, now=lambda: NOW)
    return [result async for step in steps for result in step.results]


def outcomes(results: Sequence[Imported | Rejected]) -> list[str]:
    return [one.outcome if isinstance(one, Imported) else one.fault for one in results]


async def on_record(database: Database) -> list[tuple[str, int, str]]:
    async with database.read() as connection:
        changed = await load_changed(connection, 0, 1000)
    return [(release.id, release.version, release.url) for _, release in changed]


async def test_files_are_kept_in_their_order_and_a_second_run_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(words(f"We will hold {number} talks."))
    results = await take(database, tmp_path, processes=2)
    assert [Path(one.name).name for one in results] == [f"{number:02}.txt" for number in range(40)]
    assert set(outcomes(results)) == {"kept"}
    before = await on_record(database)
    assert len(before) == 40
    assert set(outcomes(await take(database, tmp_path))) == {"unchanged"}
    assert await on_record(database) == before


async def test_a_second_run_does_not_even_read_what_is_on_record(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(words())
    await take(database, tmp_path)

    async def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(pool, "_submit", refuse)
    assert outcomes(await take(database, tmp_path)) == ["unchanged"]


def test_a_file_is_another_one_with_another_source_or_address() -> None:
    file = SavedFile("a.html", b"words")
    known = (
        ImportOptions(TODAY, source, {"a.html": url} if url else {}, is_dry=is_dry)
        for is_dry in (False, True)
        for source in ("mofa", "whitehouse", None)
        for url in ("https://a.jp/a.html", "https://a.jp/b.html", None)
    )
    keys = [one.task(file).key for one in known]
    assert keys[:9] == keys[9:]
    assert len(set(keys)) == 9


async def test_after_an_upgrade_of_the_parsers_files_are_read_again(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(words())
    await take(database, tmp_path)
    monkeypatch.setattr("retrieval.sources.files.keys._code_that_reads", lambda: b"other code")
    tasks = []
    submit = pool._submit

    async def count(executor: object, some: Sequence[Task]) -> object:
        tasks.extend(some)
        return await submit(executor, some)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "_submit", count)
    assert outcomes(await take(database, tmp_path)) == ["unchanged"]
    assert len(tasks) == 1


async def test_what_was_read_before_is_read_again_if_that_is_asked_for(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = words("We will hold talks soon.\nReporter: When?\nMinister Tanabe: In June, I hope.")
    (tmp_path / f"{STEM}.txt").write_text(said)

    async def read_here(_: object, some: Sequence[Task]) -> list[pool.Timed]:
        return [(pool._read(task), 0.0) for task in some]

    def read_badly(*given: Any) -> Release:
        read = readers.read_saved(*given)
        return replace(read, statements=read.statements[:1])

    monkeypatch.setattr(pool, "_submit", read_here)
    with monkeypatch.context() as before:
        before.setattr(pool, "read_saved", read_badly)
        assert outcomes(await take(database, tmp_path)) == ["kept"]
    assert outcomes(await take(database, tmp_path)) == ["unchanged"]
    assert outcomes(await take(database, tmp_path, reads_again=True)) == ["changed"]
    assert outcomes(await take(database, tmp_path, reads_again=True)) == ["unchanged"]

    async with database.read() as connection:
        old = await load_release(connection, f"mofa-{STEM}", 1)
        new = await load_release(connection, f"mofa-{STEM}")
        told = await connection.scalar(select(func.count()).select_from(news))
    assert old is not None
    assert new is not None
    assert (len(old.statements), len(new.statements), new.version) == (1, 2, 2)
    assert told == 0


async def test_a_dry_run_says_the_same_and_writes_nothing(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / f"{STEM}.txt").write_text(words())
    (tmp_path / "b.txt").write_text(words())
    (tmp_path / "c.pdf").write_text(words())
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / f"{STEM}.html").write_text(html("We will hold talks later."))
    dry = await take(database, tmp_path, is_dry=True)
    assert await on_record(database) == []
    assert await take(database, tmp_path) == dry
    assert outcomes(dry) == ["kept", "ForeignFileError", "addressed", "changed"]
    assert set(outcomes(await take(database, tmp_path, is_dry=True))) == {
        "unchanged",
        "ForeignFileError",
    }


@pytest.mark.parametrize(
    "name, content, known",
    [
        (f"{STEM}.txt", words(), {}),
        ("any.html", html(canonical=URL), {}),
        ("any.txt", words(), {"addresses": {"any.txt": URL}}),
        ("any.txt", words(), {"addresses": {"any": URL}}),
        ("any.txt", words(), {"addresses": {"in/any.txt": URL}}),
    ],
    ids=["its stem", "its canonical link", "the map by name", "by stem", "by path"],
)
async def test_a_page_has_the_address_given_by(
    database: Database, tmp_path: Path, name: str, content: str, known: dict[str, object]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(content)
    assert outcomes(await take(database, tmp_path, **known)) == ["kept"]
    assert await on_record(database) == [(f"mofa-{STEM}", 1, URL)]


async def test_a_page_without_a_valid_address_is_saved_without_one(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / "any.html").write_text(html(canonical="https://evil.example/x.html"))
    await take(database, tmp_path)
    assert [url for _, _, url in await on_record(database)] == [""]


async def test_an_address_given_for_a_page_has_to_be_its_publishers(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / "any.txt").write_text(words())
    [result] = await take(database, tmp_path, addresses={"any": "https://evil.example/x.html"})
    assert isinstance(result, Rejected)
    assert result.reason == "the address given for it is none of mofa: https://evil.example/x.html"


async def test_the_same_words_as_html_and_as_text_are_one_version(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / f"{STEM}.html").write_text(html())
    (tmp_path / f"{STEM}.txt").write_text(words())
    assert outcomes(await take(database, tmp_path)) == ["kept", "unchanged"]


async def test_a_citation_into_version_1_still_shows_its_words(
    database: Database, tmp_path: Path
) -> None:
    page = tmp_path / f"{STEM}.html"
    page.write_text(html())
    await take(database, tmp_path)
    page.write_text(html("We will hold talks later."))
    assert outcomes(await take(database, tmp_path)) == ["changed"]
    async with database.read() as connection:
        old = await load_release(connection, f"mofa-{STEM}", 1)
        new = await load_release(connection, f"mofa-{STEM}")
    assert old
    assert new
    assert old.statements[0].span.of(old.text) == "We will hold talks soon."
    assert (new.version, new.statements[0].span.of(new.text)) == (2, "We will hold talks later.")


async def test_a_named_source_is_asked_and_no_other(database: Database, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(words())
    [result] = await take(database, tmp_path, source="whitehouse")
    assert isinstance(result, Rejected)
    assert outcomes(await take(database, tmp_path, source="mofa")) == ["kept"]


async def test_two_runs_at_once_end_with_the_record_of_one(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_text(words(f"We will hold {number % 50} talks."))
    other = Database.at(database_url)
    both = await asyncio.gather(take(database, tmp_path), take(other, tmp_path))
    await other.close()
    kept = [one for results in both for one in outcomes(results) if one == "kept"]
    assert len(kept) == len(await on_record(database)) == 50


async def test_an_archive_is_imported_straight_from_its_file(
    database: Database, tmp_path: Path
) -> None:
    with ZipFile(tmp_path / "pages.zip", "w") as packed:
        packed.writestr("a/one.txt", words())
        packed.writestr("../two.txt", words("We will see."))
        packed.writestr("three.txt", b"\x00")
    results = await take(database, tmp_path / "pages.zip")
    assert sorted(outcomes(results)) == ["UnreadablePageError", "UnsafeMemberError", "kept"]


def read_or_die(tasks: Sequence[Task]) -> list[object]:
    if any(b"deadly" in task.data for task in tasks):
        os._exit(1)
    return list(pool.read_timed(tasks))


async def test_a_page_that_kills_its_reader_is_named_and_the_others_are_read(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        said = "This is deadly." if number == 5 else f"We will hold {number} talks."
        (tmp_path / f"{number:02}.txt").write_text(words(said))

    async def submit(executor: object, tasks: Sequence[Task]) -> object:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(executor, read_or_die, tasks)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "_submit", submit)
    monkeypatch.setattr(importer, "_FILES_AT_ONCE", 4)
    results = await take(database, tmp_path, processes=2)
    assert [one.reason for one in results if isinstance(one, Rejected)] == [
        "the process that read it died"
    ]
    assert results[5] == Rejected(
        str(tmp_path / "05.txt"), "the process that read it died", "BrokenProcessPool"
    )
    assert outcomes(results).count("kept") == 7


async def test_a_failing_reader_is_a_rejection_with_what_failed() -> None:
    task = Task("a.txt", None, None, "", TODAY, b"key")  # type: ignore[arg-type]
    async with ReadingPool(1) as opened:
        [result] = await opened.read([task])
    assert isinstance(result, Rejected)
    assert result.reason.startswith("the reader failed: TypeError(")


def test_a_tally_counts_all_and_names_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "_MOST_NAMED", 2)
    tally = ImportCounts()
    rejected = [Rejected(f"r{number}", "y", "z") for number in range(3)]
    doubted = [
        Imported(f"d{number}", ReadingOutcome.KEPT, f"mofa-d{number}", ("time",))
        for number in range(3)
    ]
    for number in range(3):
        results = (
            rejected[number],
            Imported("a", ReadingOutcome.CHANGED, f"mofa-c{number}"),
            doubted[number],
            Imported("a", ReadingOutcome.UNCHANGED, "mofa-u"),
        )
        tally.add(importer.ImportProgress(results, 10))
    assert (tally.files, tally.rejected, tally.doubtful) == (12, 3, 3)
    assert tally.outcomes == dict.fromkeys(["kept", "changed", "unchanged"], 3)
    assert tally.changed == ["mofa-c0", "mofa-c1"]
    assert tally.rejects == rejected[:2]
    assert tally.doubted == doubted[:2]


async def test_a_doubt_about_a_page_is_told_when_it_is_read(
    sqlite: Database, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(words().replace("Tuesday", "Friday"))
    assert [one.doubts for one in await take(sqlite, tmp_path) if isinstance(one, Imported)] == [
        ("date",)
    ]


async def test_a_step_says_how_many_bytes_were_read_by_then(
    sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch ends with its last file, or where it is large."""
    monkeypatch.setattr(importer, "_FILES_AT_ONCE", 3)
    monkeypatch.setattr(importer, "_BYTES_AT_ONCE", 1000)
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, size in enumerate([1, 2, 3, 500, 500, 1, 999, 1, 5]):
        (folder / f"{number}.txt").write_text("x" * size)
    (folder / "a.pdf").write_text("x" * 2000)
    (folder / "z.txt").write_text("x")
    found = find_saved([folder])
    steps = import_saved(sqlite, found, ImportOptions(TODAY), processes=1, now=lambda: NOW)
    taken = [(len(step.results), step.position) async for step in steps]
    assert taken == [(3, 6), (2, 1006), (2, 2006), (3, 4012), (1, 4013)]


async def test_an_archive_is_charged_for_its_own_pages_and_no_other(
    sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    charged: list[tuple[str, float]] = []

    async def read_at_once(_: object, tasks: Sequence[Task]) -> list[pool.Timed]:
        return [(pool._read(task), float(task.name[-5])) for task in tasks]

    def note(allowance: Allowance, seconds: float) -> None:
        charged.append((Path(allowance._archive).name, seconds))

    monkeypatch.setattr(pool, "_submit", read_at_once)
    monkeypatch.setattr(Allowance, "spend_time", note)
    for archive, numbers in (("a", "12"), ("c", "3")):
        with ZipFile(tmp_path / f"{archive}.zip", "w") as packed:
            packed.writestr("bad.pdf", "words")
            for number in numbers:
                packed.writestr(f"{number}.txt", words(f"We will hold {number} talks."))
    (tmp_path / "b4.txt").write_text(words("We will hold 4 talks."))
    await take(sqlite, tmp_path)
    assert charged == [("a.zip", 1.0), ("a.zip", 2.0), ("c.zip", 3.0)]
