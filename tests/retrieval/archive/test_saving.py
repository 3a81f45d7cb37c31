"""The record in its database: what is saved and loaded, and when others see it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, make_url, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.census import load_totals
from retrieval.archive.columns import Instant, JsonList
from retrieval.archive.database import Database
from retrieval.archive.digest import digest_code, digest_words
from retrieval.archive.knowledge import Decision, Reading, ReadingOutcome
from retrieval.archive.load import (
    count_statements,
    find_release,
    has_revision,
    load_changed,
    load_ids,
    load_known_keys,
    load_release,
    load_revision,
)
from retrieval.archive.save import restore, save, set_current_version, withdraw
from retrieval.archive.tables import readings, record, releases, revisions, statements, versions
from retrieval.errors import UnknownReleaseError, UnusableDatabaseError
from retrieval.model.release import (
    Moment,
    Part,
    PartKind,
    Question,
    Release,
    ReleaseKind,
    Revision,
    Span,
    Statement,
    StatementKind,
)
from retrieval.sources.files.seeds import find_seeds

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
URL = "https://www.mofa.go.jp/press/kaiken/kaiken24e_000123.html"
Make = Callable[..., Reading]


async def searched(connection: AsyncConnection) -> tuple[int, date | None, date | None]:
    totals = await load_totals(connection)
    return totals.releases, totals.since, totals.until


async def put(database: Database, *read: Reading) -> list[Decision]:
    async with database.write() as connection:
        return await save(connection, read, NOW)


async def changed(database: Database, since: int = 0) -> list[tuple[int, Release]]:
    async with database.read() as connection:
        return await load_changed(connection, since, 100)


async def stands(database: Database, release_id: str, version: int | None = None) -> Release | None:
    async with database.read() as connection:
        return await load_release(connection, release_id, version)


async def test_what_is_loaded_is_what_was_saved(database: Database) -> None:
    read = find_seeds().read().readings
    await put(database, *read)
    loaded = [release for _, release in await changed(database)]
    assert loaded == [reading.release for reading in read]
    assert await stands(database, "mofa-page6e_000266", 1) in loaded


async def test_lists_are_stored_as_they_always_were(database: Database) -> None:
    """A database of an older version is read by a newer one, and the other way round."""
    release = Release(
        id="mofa-a",
        source="mofa",
        publisher="MOFA",
        kind=ReleaseKind.READOUT,
        title="Talks",
        date=date(2022, 5, 3),
        time=time(9, 30),
        place="Tokyo",
        url=URL,
        text='日本\t"yes"',
        statements=(
            Statement("s1", StatementKind.ITEM, "A", "", ("Iran\n", "核"), Span(0, 2)),
            Statement(
                "s2", StatementKind.ANSWER, "A", "", (), Span(3, 8), Question("NHK", Span(0, 1))
            ),
        ),
        parts=(Part(PartKind.TITLE, Span(0, 1)), Part(PartKind.STAGE, Span(1, 2))),
        provisional=False,
        moments=(
            Moment(date(2022, 5, 2), time(17, 15), "local", is_doubtful=True),
            Moment(date(2022, 5, 2), None, ""),
        ),
        doubts=("date", "speaker"),
    )
    await put(database, Reading(release, digest_words(release), b"key"))
    async with database.read() as connection:
        of_version = await connection.execute(text("SELECT parts, moments, doubts FROM versions"))
        of_statements = await connection.execute(
            text("SELECT headings, asker, question_start, question_end FROM statements ORDER BY id")
        )
    assert tuple(of_version.one()) == (
        '[["title",0,1],["stage",1,2]]',
        '[["2022-05-02","17:15:00","local",true],["2022-05-02",null,"",false]]',
        '["date","speaker"]',
    )
    assert list(map(tuple, of_statements)) == [
        ('["Iran\\n","核"]', None, None, None),
        ("[]", "NHK", 0, 1),
    ]
    assert await stands(database, "mofa-a") == release


async def test_what_is_not_on_record_is_none(database: Database, reading: Make) -> None:
    await put(database, reading(url=URL))
    assert await stands(database, "mofa-nothing") is None
    assert await stands(database, "mofa-kaiken24e_000123", 2) is None


async def test_a_changed_page_is_version_2_and_version_1_keeps_its_words(
    database: Database, reading: Make
) -> None:
    old, new = reading(url=URL), reading("We will hold talks later.", url=URL)
    await put(database, old)
    [decision] = await put(database, new)
    assert decision.outcome is ReadingOutcome.CHANGED
    release_id = old.release.id
    assert await stands(database, release_id, 1) == old.release
    assert await stands(database, release_id, 2) == replace(new.release, version=2)
    assert await stands(database, release_id) == replace(new.release, version=2)


async def test_an_older_copy_that_comes_late_is_kept_but_does_not_stand(
    database: Database, reading: Make
) -> None:
    late = reading(url=URL, day="Wednesday, May 4, 2022")
    await put(database, late)
    await put(database, reading(url=URL, day="Tuesday, May 3, 2022"))
    assert await stands(database, late.release.id) == late.release
    assert await stands(database, late.release.id, 2) is not None


async def test_saved_again_nothing_is_written(database: Database, reading: Make) -> None:
    read = [reading(url=URL), reading(stem="some-file", said="We will see.")]
    await put(database, *read)
    before = await dump(database)
    decisions = await put(database, *read)
    assert {one.outcome for one in decisions} == {ReadingOutcome.UNCHANGED}
    assert await dump(database) == before


async def test_one_batch_saves_what_its_pages_saved_one_by_one_would(
    database: Database, reading: Make
) -> None:
    read = [
        reading(stem="a"),
        reading(url=URL),
        reading("We will hold talks later.", url=URL),
        reading(stem="b", day="Wednesday, May 4, 2022"),
        reading("We will hold talks later.", url=URL.replace("https", "http")),
    ]
    outcomes = [one.outcome for one in await put(database, *read)]
    at_once = await dump(database)
    async with database.write() as connection:
        for table in (readings, statements, versions):
            await connection.execute(table.delete())
        await connection.exec_driver_sql("DELETE FROM addresses")
        await connection.execute(releases.delete())
        await connection.execute(revisions.delete())
        await connection.execute(record.update().values(revision=0))
    one_by_one = [(await put(database, one))[0].outcome for one in read]
    assert one_by_one == outcomes
    assert await dump(database) == at_once


async def test_an_address_that_becomes_known_is_cited_from_then_on(
    database: Database, reading: Make
) -> None:
    copy = reading(stem="some-file")
    await put(database, copy)
    await put(database, reading(url=URL))
    [(_, release)] = await changed(database, since=1)
    assert release == replace(copy.release, url=URL)


async def test_withdrawn_is_a_mark_and_the_words_stay(database: Database, reading: Make) -> None:
    read = reading(url=URL)
    await put(database, read)
    tokyo = NOW.astimezone().replace(microsecond=0)
    async with database.write() as connection:
        assert await withdraw(connection, read.release.id, tokyo)
    async with database.write() as connection:
        assert not await withdraw(connection, read.release.id, NOW + timedelta(days=1))
        assert not await withdraw(connection, "mofa-nothing", NOW)
    [(revision, release)] = await changed(database, since=1)
    assert revision == 2
    assert release == replace(read.release, withdrawn_at=tokyo)


async def test_changes_come_in_their_order_and_each_once(database: Database, reading: Make) -> None:
    first, second = reading(stem="a"), reading("We will see.", stem="b")
    await put(database, first, second)
    await put(database, replace(first, release=replace(first.release, url=URL), key=b"c"))
    assert [revision for revision, _ in await changed(database)] == [2, 3]
    assert [one.id for _, one in await changed(database, since=2)] == [first.release.id]
    async with database.read() as connection:
        assert [number for number, _ in await load_changed(connection, 0, 1)] == [2]


async def test_a_page_is_remembered_by_its_key(database: Database, reading: Make) -> None:
    read = reading(url=URL)
    await put(database, read)
    async with database.read() as connection:
        assert await load_known_keys(connection, [b"unknown", read.key]) == {
            read.key: read.release.id
        }


async def test_the_receipt_counts_what_stands(database: Database, reading: Make) -> None:
    async with database.read() as connection:
        assert await searched(connection) == (0, None, None)
    read = reading(url=URL)
    await put(database, read, reading("We will hold talks later.", url=URL))
    async with database.read() as connection:
        day = read.release.date
        assert await searched(connection) == (1, day, day)


async def test_an_error_on_the_way_leaves_nothing_behind(database: Database, reading: Make) -> None:
    before = await dump(database)

    async def fail_half_way() -> None:
        async with database.write() as connection:
            await save(connection, [reading(url=URL)], NOW)
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        await fail_half_way()
    assert await dump(database) == before


@pytest.fixture
async def another(database_url: str, database: Database) -> AsyncIterator[Database]:
    """Open the same database as another process does."""
    opened = Database.at(database_url)
    assert opened.name == database.name
    yield opened
    await opened.close()


async def test_eight_writers_and_readers_at_once_lose_nothing(
    database: Database, another: Database, reading: Make
) -> None:
    each, writers = 6, 8

    async def write(number: int) -> None:
        for turn in range(each):
            mine = reading(f"We will hold talk {number}, {turn}.", url=URL)
            await put((database, another)[number % 2], mine)
            await asyncio.sleep(0)

    async def look(number: int) -> None:
        seen = 0
        while seen < each * writers:
            for revision, release in await changed((database, another)[number % 2]):
                assert revision >= seen
                assert release.version == revision
                assert all(len(one.span.of(release.text)) for one in release.statements)
                seen = revision

    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        for number in range(writers):
            group.create_task(write(number))
            group.create_task(look(number))
    async with database.read() as connection:
        numbers = await connection.scalars(select(versions.c.version).order_by("version"))
        assert list(numbers) == list(range(1, each * writers + 1))
        revision = (await connection.execute(select(record.c.revision))).scalar_one()
        kept = await connection.scalar(select(func.count()).select_from(readings))
    assert revision == kept == each * writers


async def test_a_reader_sees_one_state_while_others_write(
    database: Database, another: Database, reading: Make
) -> None:
    await put(database, reading(url=URL))
    async with database.read() as connection:
        before = await searched(connection)
        await put(another, reading("We will see.", stem="b"))
        after = await searched(connection)
    assert after == before
    assert (await changed(database))[-1][0] == 2


async def test_a_database_that_is_not_there_is_named_without_its_password() -> None:
    away = Database.at("postgresql://kaiken:s3cret@127.0.0.1:1/none")
    with pytest.raises(UnusableDatabaseError) as caught:
        async with away.read() as connection:
            await searched(connection)
    assert "127.0.0.1:1/none" in str(caught.value)
    assert "s3cret" not in str(caught.value)
    await away.close()


@pytest.mark.parametrize("url", ["mysql://localhost/x", "nonsense", "", "postgresql://[::1"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(UnusableDatabaseError):
        Database.at(url)


async def dump(database: Database) -> list[Sequence[object]]:
    """Return every row of every table, except the time at which it was written."""
    async with database.read() as connection:
        found: list[Sequence[object]] = []
        for table in (record, releases, versions, statements, readings):
            columns = [column for column in table.columns if column.name != "kept_at"]
            rows = await connection.execute(select(*columns).order_by(*table.primary_key))
            found += [tuple(row) for row in rows]
        return found


def test_the_digest_is_32_bytes(reading: Make) -> None:
    assert len(digest_words(reading().release)) == 32


async def test_what_is_back_is_no_longer_marked_and_that_is_one_change(
    database: Database, reading: Make
) -> None:
    read, other = reading(url=URL), reading("We will see.", stem="b")
    await put(database, read, other)
    async with database.write() as connection:
        assert not await restore(connection, read.release.id)
        await withdraw(connection, read.release.id, NOW)
        await withdraw(connection, other.release.id, NOW)
        assert await restore(connection, read.release.id)
        assert not await restore(connection, read.release.id)
        assert not await restore(connection, "mofa-nothing")
    assert [(number, one.withdrawn_at) for number, one in await changed(database)] == [
        (4, NOW),
        (5, None),
    ]
    assert await revision_of(database) == 5


async def test_the_version_that_a_publisher_shows_is_the_current_one(
    database: Database, reading: Make
) -> None:
    old, new = reading(url=URL), reading("We will hold talks later.", url=URL)
    await put(database, old, new, reading("We will see.", stem="b"))
    async with database.write() as connection:
        assert not await set_current_version(connection, old.release.id, 2)
        assert await set_current_version(connection, old.release.id, 1)
        assert not await set_current_version(connection, "mofa-nothing", 1)
    assert await stands(database, old.release.id) == old.release
    assert [(number, one.version) for number, one in await changed(database, since=3)] == [(4, 1)]
    assert await revision_of(database) == 4


async def revision_of(database: Database) -> int:
    async with database.read() as connection:
        return (await load_revision(connection)).number


async def test_a_release_that_is_not_there_is_named_with_those_that_are_spelt_alike(
    database: Database, reading: Make
) -> None:
    assert await revision_of(database) == 0
    await put(database, *(reading(f"We will see {n}.", stem=f"talks-{n}") for n in range(5)))
    async with database.read() as connection:
        ids = await load_ids(connection)
        assert ids == sorted(ids)
        assert len(ids) == 5
        assert (await find_release(connection, ids[2])).id == ids[2]
        with pytest.raises(UnknownReleaseError) as caught:
            await find_release(connection, f"{ids[2]}x")
        with pytest.raises(UnknownReleaseError, match="version 2"):
            await find_release(connection, ids[2], 2)
    assert caught.value.alike[0] == ids[2]
    assert len(set(caught.value.alike) & set(ids)) == 3


async def test_any_number_of_keys_can_be_looked_up(database: Database, reading: Make) -> None:
    read = reading(url=URL)
    keys = [f"{number:032}".encode() for number in range(401)]
    await put(database, *(replace(read, key=key) for key in keys))
    async with database.read() as connection:
        found = await load_known_keys(connection, [*keys, b"unknown"])
    assert found == dict.fromkeys(keys, read.release.id)


async def test_of_two_pages_with_one_key_the_first_counts(
    database: Database, reading: Make
) -> None:
    first, second = reading(stem="a"), reading("We will see.", stem="b")
    await put(database, first, replace(second, key=first.key))
    async with database.read() as connection:
        assert await load_known_keys(connection, [first.key]) == {first.key: first.release.id}


async def test_the_first_address_that_was_found_is_the_one_that_is_cited(
    database: Database, reading: Make
) -> None:
    """And the address of a version that has one stays."""
    moved = URL.replace("https", "http")
    await put(database, reading(url=URL))
    await put(database, reading(url=moved))
    await put(database, reading("We will see.", url=moved))
    release_id = "mofa-kaiken24e_000123"
    cited = [await stands(database, release_id, version) for version in (1, 2)]
    assert [one and one.url for one in cited] == [URL, moved]
    copy = reading("We may see.")
    await put(database, replace(copy, release=replace(copy.release, id=release_id)))
    third = await stands(database, release_id, 3)
    assert third is not None
    assert third.url == URL


async def test_statements_are_counted_with_those_of_old_versions(
    database: Database, reading: Make
) -> None:
    async with database.read() as connection:
        assert await count_statements(connection) == 0
    read = reading(url=URL)
    await put(database, read, reading("We will hold talks later.", url=URL))
    async with database.read() as connection:
        assert await count_statements(connection) == 2 * len(read.release.statements)


async def test_where_nothing_changes_the_number_of_the_latest_change_stays(
    database: Database, reading: Make
) -> None:
    await put(database, reading(url=URL), reading("We will see.", stem="b"))
    await put(database)
    await put(database, reading(url=URL))
    assert await revision_of(database) == 2


def test_the_digest_of_code_is_that_of_its_python_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.archive.digest.files", lambda _: tmp_path)
    (tmp_path / "text" / "deep").mkdir(parents=True)
    (tmp_path / "text" / "deep" / "a.py").write_text("one")
    (tmp_path / "text" / "b.py").write_text("two")
    (tmp_path / "model.py").write_text("three")
    before = digest_code(["text", "model.py"])
    assert len(before) == 32
    (tmp_path / "text" / "notes.md").write_text("four")
    (tmp_path / "other.py").write_text("five")
    assert digest_code(["text", "model.py"]) == before
    assert digest_code(["text"]) != before
    (tmp_path / "text" / "deep" / "a.py").write_text("six")
    assert digest_code(["text", "model.py"]) != before


async def test_a_record_knows_the_changes_at_which_it_stood_and_no_others(
    database: Database, reading: Make
) -> None:
    async with database.read() as connection:
        assert (await load_revision(connection)).number == 0
    stood = []
    for one in (reading(url=URL), reading("We will see.", stem="b")):
        await put(database, one)
        async with database.read() as connection:
            stood.append(await load_revision(connection))
    assert [one.number for one in stood] == [1, 2]
    assert {len(one.token) for one in stood} == {32}
    async with database.read() as connection:
        for one in stood:
            assert await has_revision(connection, one)
        assert not await has_revision(connection, Revision(1, stood[1].token))
        assert not await has_revision(connection, Revision(3, stood[1].token))
        assert not await has_revision(connection, Revision(2, "of another history"))


async def test_as_many_changes_are_loaded_as_are_asked_for(
    database: Database, reading: Make
) -> None:
    await put(database, *(reading(f"We will hold {n} talks.", stem=f"s{n}") for n in range(4)))
    async with database.read() as connection:
        for since, limit, found in ((0, 9, [1, 2, 3, 4]), (1, 2, [2, 3]), (4, 9, [])):
            loaded = await load_changed(connection, since, limit)
            assert [number for number, _ in loaded] == found


def test_versions_that_are_on_record_stay_comparable(reading: Make) -> None:
    """Otherwise each page that is read again would be a new version."""
    one = reading("We paid $1,200.50 to 3 ports – “5%” of it.")
    assert one.words.hex() == "1e9abe3a59aa3c8ae3f03f93cc72cc2e98e27d75a79213fb8b868e0cdfd92d57"


@pytest.mark.parametrize("name", ["sqlite", "postgresql"], ids=["file", "server"])
def test_a_moment_is_stored_in_utc_and_comes_back_with_its_zone(name: str) -> None:
    dialect = make_url(f"{name}://h/n").get_dialect()()
    there = datetime(2026, 11, 22, 18, 0, tzinfo=timezone(timedelta(hours=9)))
    stored = Instant().process_bind_param(there, dialect)
    assert stored is not None
    assert stored == (NOW.replace(tzinfo=None) if name == "sqlite" else NOW)
    found = Instant().process_result_value(stored, dialect)
    assert found == NOW
    assert found.tzinfo is UTC
    assert Instant().process_bind_param(None, dialect) is None
    assert Instant().process_result_value(None, dialect) is None
    lists = JsonList()
    assert lists.process_bind_param([["é", 1], None], dialect) == '[["é",1],null]'
    assert lists.process_result_value('[["é",1],null]', dialect) == [["é", 1], None]
    assert lists.process_bind_param(None, dialect) is None
    assert lists.process_result_value(None, dialect) is None
