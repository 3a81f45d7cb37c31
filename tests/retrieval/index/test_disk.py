"""What only an index on disk promises: one writer, others that refresh, and repair of damage."""

import asyncio
import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import DamagedIndexError, IndexLockedError, UnusableIndexError
from retrieval.index.disk import generation
from retrieval.index.disk.heap import Heap
from retrieval.index.disk.naming import as_fieldnorms
from retrieval.index.disk.records import append_passages, read_release
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.engine import Companion
from retrieval.model.query import Query, Term
from retrieval.model.release import Label, Passage, ReleaseKind, Span
from retrieval.sources.files.seeds import find_seeds
from retrieval.text.tokens import fold_words, terms

Opening = Callable[[], DiskEngine]
ALL = Query("")


def passage(words: str, release_id: str = "a", number: int = 1) -> Passage:
    return Passage(
        release_id=release_id,
        version=1,
        statement_id=f"s{number}",
        span=Span(0, len(words)),
        date=dt.date(2022, 2, 2),
        kind=ReleaseKind.CONFERENCE,
        speaker="TANABE Kenji",
        role="Minister",
        asker="",
        words=terms(words),
        context=(),
        mentions=frozenset(),
        labels=frozenset(),
        folded=fold_words(words),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def opening(folder: Path) -> Iterator[Opening]:
    """Opens an engine on the same folder, as other processes do."""
    opened: list[DiskEngine] = []

    def make() -> DiskEngine:
        opened.append(DiskEngine(folder))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def put(engine: DiskEngine, words: str, revision: int = 1, release_id: str = "a") -> None:
    engine.add({release_id: [passage(words, release_id)]}, revision)
    engine.commit()


def generations(folder: Path) -> list[str]:
    return [one.name for one in folder.glob("generation-*")]


async def said(engine: DiskEngine) -> list[str]:
    return [hit.passage.folded.strip() for hit in await engine.search(ALL, 100)]


async def test_what_was_committed_is_there_when_opened_again(opening: Opening) -> None:
    put(opening(), "talks on trade", 7)
    again = opening()
    assert (again.revision, again.size, await said(again)) == (7, 1, ["talks on trade"])


def test_a_place_that_holds_another_kind_of_record_is_damage(tmp_path: Path) -> None:
    heap = Heap(tmp_path / "records")
    places = append_passages([passage("talks")], heap)
    heap.flush()
    with pytest.raises(DamagedIndexError, match="another record"):
        read_release(places[0] // 8, heap)


async def test_passages_of_a_statement_are_read_as_they_were_wherever_they_stand(
    opening: Opening,
) -> None:
    """A record holds a few of them, and statements may take turns."""
    made = [
        replace(
            passage(f"talks {number}", number=number // 11 % 2),
            mentions=frozenset({dt.date(2022, 1, 1 + number), dt.date(2021, 1, 1)}),
            labels=frozenset(Label if number < 11 else ()),
            context=("title", "talks"),
            headed=number // 11,
        )
        for number in range(30)
    ]
    engine = opening()
    engine.add({"a": made}, 1)
    engine.commit()
    assert [hit.passage for hit in await opening().search(ALL, 100)] == made


async def test_what_was_added_is_shown_once_it_is_committed(opening: Opening) -> None:
    engine = opening()
    engine.add({"a": [passage("talks")]}, 1)
    assert (engine.revision, await said(engine)) == (0, [])
    engine.commit()
    assert (engine.revision, await said(engine)) == (1, ["talks"])


async def test_others_show_what_one_committed_when_they_refresh(opening: Opening) -> None:
    one, other = opening(), opening()
    put(one, "talks")
    put(one, "whaling", 2, "b")
    assert await said(other) == []
    other.refresh()
    assert (await said(other), other.revision) == (["talks", "whaling"], 2)
    put(one, "trade", 3)
    other.refresh()
    assert (await said(other), other.frequency("talk")) == (["trade", "whaling"], 0)
    assert other.vocabulary.words == ("trade", "whaling")


@pytest.mark.parametrize("most", [0, 300, 1_000_000])
def test_a_refreshed_engine_counts_as_a_newly_opened_one(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """However much of the counts is kept apart, and whenever an engine is refreshed."""
    monkeypatch.setattr("retrieval.index.disk.statistics._MOST_IN_CHANGES", most)
    writer, always, at_times = opening(), opening(), opening()
    for revision in range(1, 30):
        words = f"talks on trade {revision % 7} and fish {revision}"
        put(writer, words if revision % 5 else "", revision, "abcd"[revision % 4])
        always.refresh()
        if revision % 9 == 0:
            at_times.refresh()
            known = [(one.size, one.vocabulary) for one in (writer, always, at_times, opening())]
            assert known == [known[0]] * 4
            assert known[0][1].words == tuple(sorted(known[0][1].passages))
            said = sum(one % 5 > 0 for one in range(revision - 3, revision + 1))
            assert known[0][1].passages["talks"] == at_times.frequency("talk") == said


async def test_an_engine_that_was_refreshed_can_write_next(opening: Opening) -> None:
    one, other = opening(), opening()
    put(one, "talks")
    put(other, "whaling", 2, "b")
    put(one, "trade", 3, "c")
    other.refresh()
    assert await said(one) == await said(other) == ["talks", "whaling", "trade"]


def test_a_second_writer_is_told_who_writes(opening: Opening, folder: Path) -> None:
    one, other = opening(), opening()
    one.add({"a": [passage("talks")]}, 1)
    for write in (lambda: other.add({"a": [passage("talks")]}, 1), other.start_over):
        with pytest.raises(IndexLockedError, match=f"written by process {os.getpid()} on ") as held:
            write()
        assert held.value.folder == str(folder)
    one.commit()
    put(other, "trade", 2)


def test_a_writer_that_was_killed_keeps_nobody_from_writing(opening: Opening, folder: Path) -> None:
    code = (
        "import sys, time, pathlib; from retrieval.index.disk.folder import IndexFolder\n"
        "IndexFolder(pathlib.Path(sys.argv[1])).lock(); print('held', flush=True); time.sleep(60)"
    )
    writer = subprocess.Popen([sys.executable, "-c", code, folder], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"held\n"
    with pytest.raises(IndexLockedError, match=f"process {writer.pid} "):
        put(opening(), "talks")
    writer.kill()
    writer.communicate()
    put(opening(), "talks")


async def test_a_new_generation_is_shown_when_it_is_done_and_the_old_one_goes(
    opening: Opening, folder: Path
) -> None:
    one, other = opening(), opening()
    put(one, "talks")
    other.refresh()
    one.start_over()
    one.add({"b": [passage("whaling", "b")]}, 2)
    other.refresh()
    assert await said(one) == await said(other) == ["talks"]
    one.commit()
    assert (await said(one), await said(other)) == (["whaling"], ["talks"])
    other.refresh()
    assert await said(other) == ["whaling"]
    assert generations(folder) == ["generation-2"]


def _cut_records(generation: Path) -> None:
    os.truncate(generation / "records", 20)


def _lose_a_segment(generation: Path) -> None:
    for file in (generation / "tantivy").glob("*.term"):
        file.unlink()


def _garble_the_statistics(generation: Path) -> None:
    (generation / "ledger.db").write_bytes(b"no database at all" * 100)


def _lose_the_statistics(generation: Path) -> None:
    (generation / "ledger.db").unlink()


def _be_of_other_code(generation: Path) -> None:
    (generation / "made_of").write_text("another version")


def _garble_the_pointer(generation: Path) -> None:
    (generation.parent / "current").write_bytes(b"\xff../../etc")


def _lose_all(generation: Path) -> None:
    generation.rename(generation.with_name("elsewhere"))


@pytest.mark.parametrize(
    "damage",
    [
        _cut_records,
        _lose_a_segment,
        _garble_the_statistics,
        _lose_the_statistics,
        _be_of_other_code,
        _garble_the_pointer,
        _lose_all,
    ],
)
async def test_a_damaged_index_shows_nothing_and_is_built_anew(
    opening: Opening, folder: Path, damage: Callable[[Path], None]
) -> None:
    put(opening(), "talks on trade")
    damage(folder / "generation-1")
    engine = opening()
    assert engine.revision == 0
    with suppress(DamagedIndexError):
        assert await said(engine) == []
    put(engine, "talks on whaling", 2)
    assert await said(opening()) == ["talks on whaling"]


async def test_a_record_that_changed_under_it_is_an_error_and_then_built_anew(
    opening: Opening, folder: Path
) -> None:
    engine = opening()
    put(engine, "talks on trade")
    records = folder / "generation-1" / "records"
    records.write_bytes(records.read_bytes().replace(b"trade", b"peace"))
    with pytest.raises(DamagedIndexError):
        await engine.search(ALL, 10)
    assert engine.revision == 0


def test_a_folder_that_cannot_be_made_is_a_named_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    engine = DiskEngine(tmp_path / "elsewhere")
    engine._folder.path = tmp_path / "file" / "index"
    with pytest.raises(UnusableIndexError, match="cannot be used"):
        put(engine, "talks")
    engine.close()


def test_releases_are_kept_as_they_were_added(opening: Opening) -> None:
    engine = opening()
    releases = [one.release for one in find_seeds().read().readings]
    companions = {one.id: Companion(one, f"of {one.id}") for one in releases}
    engine.add({one.id: [] for one in releases}, 5, companions)
    engine.commit()
    for release in releases:
        kept = opening().release(release.id, 1)
        assert kept == release
        assert kept is not None
        assert [kept.statement(one.id) for one in release.statements] == [*release.statements]
    assert engine.release("mofa-unknown", 1) is None
    assert engine.release(releases[0].id, 2) is None
    assert sorted(engine.notes) == sorted(f"of {one.id}" for one in releases)


async def test_rebuilds_under_load_mix_no_answers(
    opening: Opening, request: pytest.FixtureRequest
) -> None:
    """Every answer is all of one state: the passages of a state say its number."""
    rebuilds, asked = (20, 10_000) if request.config.getoption("--campaign") else (5, 500)
    engine = opening()
    made = 60

    def build(state: int) -> None:
        engine.start_over()
        added = {
            f"r{number}": [passage(f"state {state} talks {number}", f"r{number}", number)]
            for number in range(made)
        }
        engine.add(added, state)
        engine.commit()

    build(1)
    query = Query("asked", terms=(Term("talk", (("talk",),)),))
    states, done = set(), 0
    for state in range(2, rebuilds + 2):
        building = asyncio.create_task(asyncio.to_thread(build, state))
        while done < asked * (state - 1) / rebuilds or not building.done():
            hits = await asyncio.gather(*(engine.search(query, 100) for _ in range(4)))
            for found in hits:
                words = {hit.passage.folded.split()[1] for hit in found}
                assert (len(words), len(found)) == (1, made)
                states |= words
            done += 4
        await building
    assert done >= asked
    assert len(states) > rebuilds // 2


def test_lengths_are_rounded_as_tantivy_rounds_them() -> None:
    lengths = np.array([1.0, 40, 41, 42, 55, 57, 60, 87, 89, 151, 153, 1000, 1e6])
    assert (as_fieldnorms(lengths) <= lengths).all()
    assert (lengths < as_fieldnorms(lengths) * 1.1 + 1).all()
    some = np.array([39.0, 41, 43, 57, 59, 60, 90, 95, 96])
    assert as_fieldnorms(some).tolist() == [39, 40, 42, 56, 56, 60, 88, 88, 96]


def test_an_index_made_with_other_lists_of_words_is_built_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made_of = generation.fingerprint.__wrapped__
    before = made_of()
    assert made_of() == before
    monkeypatch.setattr(generation, "_WORD_LISTS", ("everyday.toml",))
    assert made_of() != before


def test_what_was_found_damaged_is_not_searched_any_more_though_its_files_are_gone(
    opening: Opening, folder: Path
) -> None:
    engine = opening()
    put(engine, "talks on trade")
    shown = engine._shown
    assert shown is not None
    for file in (folder / "generation-1" / "tantivy").glob("*.idx"):
        os.truncate(file, 10)
    with pytest.raises(DamagedIndexError):
        shown.search(ALL, 10)
    shutil.rmtree(folder / "generation-1")
    with pytest.raises(DamagedIndexError):
        shown.search(ALL, 10)
