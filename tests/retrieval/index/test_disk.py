"""What only an index on disk promises: one writer, others that refresh, and repair of damage."""

import asyncio
import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retrieval.errors import DamagedIndexError, IndexLockedError, UnusableIndexError
from retrieval.index.disk import generation
from retrieval.index.disk.heap import Heap
from retrieval.index.disk.records import append_passages, read_release
from retrieval.index.disk.segments import Begun, SegmentFiles, Segments
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.engine import Companion, Hit
from retrieval.index.okapi import OkapiEngine
from retrieval.index.stored import making
from retrieval.index.stored.naming import as_fieldnorms
from retrieval.model.query import Query, Term
from retrieval.model.release import Label, Passage, ReleaseKind, Span
from retrieval.sources.files.seeds import find_seeds
from retrieval.text.tokens import fold_words, terms
from retrieval.wording.sketching import formulas, keys_of, sketch
from tests.retrieval.index.conftest import Opening

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


@pytest.mark.parametrize("data", [None, b"", b"something else"])
def test_sentences_whose_table_is_gone_or_damaged_are_read_from_the_records(
    opening: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch, data: bytes | None
) -> None:
    monkeypatch.setattr("retrieval.index.disk.sentences._MOST_RECENT", 1)
    engine = opening()
    releases = [one.release for one in find_seeds().read().readings][:4]
    companions = {one.id: Companion(one, "", sketch(one)) for one in releases}
    engine.add({one.id: [] for one in releases}, 5, companions)
    engine.commit()
    table = folder / "generation-1" / "sentences"
    known = {one.id: engine.sentences.forms_of(one.id) for one in releases}
    assert table.stat().st_size > 0
    assert opening().sentences.forms_of(releases[0].id) == known[releases[0].id]
    if data is None:
        table.unlink()
    else:
        table.write_bytes(data)
    assert {one.id: opening().sentences.forms_of(one.id) for one in releases} == known
    assert all(known.values())


@pytest.mark.parametrize("kept", [1.0, 0.9])
def test_keys_that_are_damaged_are_made_from_the_records(
    opening: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch, kept: float
) -> None:
    monkeypatch.setattr("retrieval.index.disk.sentences._MOST_RECENT", 1)
    engine = opening()
    releases = [one.release for one in find_seeds().read().readings][:4]
    companions = {one.id: Companion(one, "", sketch(one)) for one in releases}
    engine.add({one.id: [] for one in releases}, 5, companions)
    engine.commit()
    asked = [keys_of(reading.words) for one in releases for _, _, reading in formulas(one)]
    known = [engine.sentences.relatives(keys) for keys in asked]
    assert all(known)
    table = folder / "generation-1" / "sentences"
    data = bytearray(table.read_bytes())
    # The keys stand at the end.
    data[-1_000:] = bytes(1_000)
    table.write_bytes(data[: int(kept * len(data))])
    assert [opening().sentences.relatives(keys) for keys in asked] == known


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


async def test_what_was_replaced_while_it_was_asked_is_asked_anew(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = opening()

    def build(state: int) -> None:
        engine.start_over()
        engine.add({"r1": [passage(f"state {state} talks")]}, state)
        engine.commit()

    build(1)

    def removed(shown: generation.Generation, *_: Any) -> list[Hit]:
        monkeypatch.undo()
        build(2)
        # A stat that meets the removal sees a file that was touched.
        raise DamagedIndexError(str(shown.path), "files were replaced")

    monkeypatch.setattr(generation.Generation, "search", removed)
    [hit] = await engine.search(Query("asked", terms=(Term("talk", (("talk",),)),)), 10)
    assert hit.passage.folded.split() == ["state", "2", "talks"]
    assert engine.fault is None


async def test_scores_are_those_of_rank_bm25_also_where_lengths_change_while_it_is_built(
    opening: Opening,
) -> None:
    """Tantivy counts empty contexts too; the first releases have longer ones than the others."""
    okapi, disk = OkapiEngine(), opening()
    for portion, length in enumerate((40, 30, 5, 4, 3, 3)):
        made = [
            replace(
                passage("talks on trade", f"r{portion}"),
                context=("quota", *["other"] * length) if number % 2 else (),
                statement_id=f"s{portion}-{number}",
            )
            for number in range(20)
        ]
        for engine in (okapi, disk):
            engine.add({f"r{portion}": made}, portion + 1)
            engine.commit()
    asked = Query("", terms=(Term("quota", (("quota",),)),))
    found = [await engine.search(asked, 120) for engine in (okapi, disk)]
    theirs, ours = [{one.passage.statement_id: one.score for one in hits} for hits in found]
    assert len(theirs) == 60
    assert ours == pytest.approx(theirs, rel=0.01)


def test_lengths_are_rounded_as_tantivy_rounds_them() -> None:
    lengths = np.array([1.0, 40, 41, 42, 55, 57, 60, 87, 89, 151, 153, 1000, 1e6])
    assert (as_fieldnorms(lengths) <= lengths).all()
    assert (lengths < as_fieldnorms(lengths) * 1.1 + 1).all()
    some = np.array([39.0, 41, 43, 57, 59, 60, 90, 95, 96])
    assert as_fieldnorms(some).tolist() == [39, 40, 42, 56, 56, 60, 88, 88, 96]


def test_an_index_made_with_other_lists_of_words_is_built_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made_of = making.fingerprint.__wrapped__
    before = made_of()
    assert made_of() == before
    monkeypatch.setattr(making, "_WORD_LISTS", ("everyday.toml",))
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


# --- each part is believed only if it is what was written


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM head",
        "INSERT INTO head SELECT * FROM head",
        "UPDATE head SET checksum = checksum + 1",
        "UPDATE head SET data = 'text'",
        "DELETE FROM counts WHERE name = 'words'",
        "DELETE FROM counts WHERE name = 'terms'",
        "UPDATE counts SET name = 'others' WHERE name = 'terms'",
        "UPDATE counts SET checksum = checksum + 1 WHERE name = 'words'",
        "DELETE FROM changes WHERE revision = 1",
        "INSERT INTO changes SELECT * FROM changes WHERE revision = 1",
        "UPDATE changes SET checksum = checksum + 1 WHERE revision = 2",
        "DELETE FROM releases WHERE id = 'a'",
        "UPDATE releases SET checksum = checksum + 1 WHERE id = 'a'",
    ],
)
def test_statistics_of_which_a_row_is_missing_or_another_are_damaged(
    opening: Opening, folder: Path, damage: str
) -> None:
    engine = opening()
    put(engine, "talks on trade")
    put(engine, "whaling", 2, "b")
    assert opening().fault is None
    with closing(sqlite3.connect(folder / "generation-1" / "ledger.db")) as ledger:
        ledger.execute(damage)
        ledger.commit()
    damaged = opening()
    assert damaged.fault is not None
    assert str(folder / "generation-1") in str(damaged.fault)
    assert (damaged.size, damaged.revision) == (0, 0)


@pytest.mark.parametrize("part", ["records", "ledger.db"])
def test_files_that_were_replaced_by_their_like_are_not_followed(
    opening: Opening, folder: Path, part: str
) -> None:
    engine = opening()
    put(engine, "talks on trade")
    file = folder / "generation-1" / part
    beside = file.with_name("beside")
    shutil.copy(file, beside)
    beside.replace(file)
    engine.refresh()
    assert engine.fault is not None
    assert "files were replaced" in str(engine.fault)


def test_records_that_follow_what_was_committed_are_no_damage(
    opening: Opening, folder: Path
) -> None:
    """A writer that was killed left them."""
    put(opening(), " ".join(f"word{number}" for number in range(1_000)))
    with (folder / "generation-1" / "records").open("ab") as records:
        records.write(b"more" * 2_000)
    assert (opening().fault, opening().size) == (None, 1)


@pytest.fixture
def segments(opening: Opening, folder: Path) -> tuple[SegmentFiles, Segments]:
    put(opening(), "talks on trade")
    files = SegmentFiles(folder / "generation-1" / "tantivy")
    return files, files.read()


def test_the_marks_of_files_are_the_size_and_the_checksum_of_their_content(
    segments: tuple[SegmentFiles, Segments],
) -> None:
    files, read = segments
    assert {name.split(".")[-1] for name in read.files} == {
        *("fast", "fieldnorm", "idx", "pos", "store", "term")
    }
    for name, (size, checksum) in read.files.items():
        assert zlib.crc32((files.folder / name).read_bytes()[:size]) == checksum
    files.check(read, read.files)
    files.check(read, {})


@pytest.mark.parametrize("at", ["first", "middle", "last"])
def test_each_byte_of_a_segment_counts(
    segments: tuple[SegmentFiles, Segments], monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    monkeypatch.setattr("retrieval.index.disk.segments._AT_ONCE", 7)
    files, read = segments
    for name, (size, _) in read.files.items():
        place = {"first": 0, "middle": size // 2, "last": size - 1}[at]
        path = files.folder / name
        whole = path.read_bytes()
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(DamagedIndexError, match=name):
            SegmentFiles(files.folder).check(read, read.files)
        path.write_bytes(whole)
    SegmentFiles(files.folder).check(read, read.files)


def test_a_whole_file_that_is_not_the_one_written_is_damage(
    segments: tuple[SegmentFiles, Segments],
) -> None:
    files, read = segments
    for name, (size, checksum) in read.files.items():
        with pytest.raises(DamagedIndexError, match=name):
            files.check(read, {**read.files, name: (size, checksum + 1)})


def test_files_are_untouched_until_somebody_writes_to_them_or_removes_them(
    segments: tuple[SegmentFiles, Segments],
) -> None:
    files, read = segments
    name = min(read.files)
    path = files.folder / name
    files.check(read, read.files)
    assert (files.are_untouched, files.are_unharmed) == (True, True)
    os.utime(path, ns=(0, 0))
    assert (files.are_untouched, files.are_unharmed) == (False, False)
    files.check(read, read.files)
    beside = path.with_name("beside")
    shutil.copy(path, beside)
    beside.replace(path)
    assert (files.are_untouched, files.are_unharmed) == (False, True)
    files.check(read, read.files)
    path.unlink()
    assert (files.are_untouched, files.are_unharmed) == (False, True)


def test_a_list_of_segments_that_was_written_anew_is_another_state(
    segments: tuple[SegmentFiles, Segments],
) -> None:
    files, read = segments
    assert files.are_listed(read)
    listed = files.folder / "meta.json"
    listed.write_bytes(listed.read_bytes() + b" ")
    assert not files.are_listed(read)
    assert files.read() == replace(read, digest=files.read().digest)


@pytest.mark.parametrize(
    "opstamp, documents, is_next",
    [(9, 5, False), (10, 5, False), (11, 5, True), (12, 5, True), (13, 5, False), (11, 4, False)],
)
def test_a_commit_led_to_a_state_right_after_it_with_the_documents_it_makes(
    opstamp: int, documents: int, is_next: bool
) -> None:
    assert Begun(10, 5).led_to(Segments(opstamp, documents, "", {})) is is_next


def test_deleted_passages_are_no_documents_and_their_files_are_marked(
    opening: Opening, folder: Path
) -> None:
    engine = opening()
    engine.add({one: [passage("talks", one)] for one in "abcd"}, 1)
    engine.commit()
    put(engine, "", 2, "a")
    engine.add({"b": []}, 3)
    engine.commit()
    read = SegmentFiles(folder / "generation-1" / "tantivy").read()
    assert read.documents == engine.size == 3
    assert any(name.endswith(".del") for name in read.files)


def test_a_release_is_given_in_its_version_only_and_damage_is_no_release(
    opening: Opening,
) -> None:
    engine = opening()
    [one, other, *_] = [each.release for each in find_seeds().read().readings]
    engine.add({one.id: [], other.id: []}, 1, {one.id: Companion(replace(one, version=3), "")})
    engine.commit()
    assert engine.release(one.id, 3) == replace(one, version=3)
    assert [engine.release(one.id, version) for version in (0, 1, 2, 4)] == [None] * 4
    assert engine._shown is not None
    engine._shown.counts.releases[other.id] = engine._shown.counts.releases[one.id]
    with pytest.raises(DamagedIndexError, match=f"another release than {other.id}"):
        engine.release(other.id, 3)


SAME = {"opstamp": 0, "documents": 0}
NEXT = {"opstamp": 1, "documents": 0}


@pytest.mark.parametrize(
    "listed_anew, begun, counted, fault",
    [
        (None, None, 0, None),
        (SAME, None, 0, None),
        (NEXT, None, 0, "different moments"),
        ({"opstamp": 0, "documents": 1}, None, 0, "different moments"),
        (NEXT, 0, 0, None),
        ({"opstamp": 1, "documents": 3}, 3, 0, None),
        (NEXT, 1, 0, "different moments"),
        ({"opstamp": 3, "documents": 0}, 0, 0, "different moments"),
        (None, None, 1, "passages counted"),
        (SAME, None, 1, None),
    ],
)
def test_parts_are_of_one_moment_or_of_a_commit_that_was_begun(
    opening: Opening,
    listed_anew: dict[str, int] | None,
    begun: int | None,
    counted: int,
    fault: str | None,
) -> None:
    """`listed_anew`, `begun` and `counted` tell what is more than the statistics have."""
    engine = opening()
    put(engine, "talks on trade")
    shown = engine._shown
    assert shown is not None
    head, found = shown.statistics_file.read_head(), shown.read_segments()
    if listed_anew is not None:
        more = {name: getattr(found, name) + by for name, by in listed_anew.items()}
        found = replace(found, digest="another list", **more)
    totals = {**head.totals, "passages": 1 + counted}
    known = None if begun is None else Begun(head.segments.opstamp, 1 + begun)
    head = replace(head, totals=totals, begun=known)
    if fault is None:
        shown._compare(head, found)
    else:
        with pytest.raises(DamagedIndexError, match=fault):
            shown._compare(head, found)


@pytest.mark.parametrize("more, is_whole", [(-1, False), (0, True), (1, False), (10_000, False)])
def test_records_end_where_the_statistics_say(opening: Opening, more: int, is_whole: bool) -> None:
    engine = opening()
    put(engine, "talks on trade")
    shown = engine._shown
    assert shown is not None
    head = shown.statistics_file.read_head()
    moved = replace(head, totals={**head.totals, "bytes": head.totals["bytes"] + more})
    other = replace(head, records_end=head.records_end + 1)
    for one, is_same in ((moved, is_whole), (other, False)):
        if is_same:
            shown._compare(one, shown.read_segments())
        else:
            with pytest.raises(DamagedIndexError, match="records are missing"):
                shown._compare(one, shown.read_segments())


@pytest.mark.parametrize("times, is_damaged", [(0, False), (3, False), (4, True)])
def test_what_another_process_is_writing_is_read_again_a_few_times(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, times: int, is_damaged: bool
) -> None:
    monkeypatch.setattr(generation, "_PAUSE_S", 0)
    engine, writer = opening(), opening()
    put(writer, "talks on trade")
    engine.refresh()
    put(writer, "whaling", 2, "b")
    faults = [DamagedIndexError("somewhere", f"fault {number}") for number in range(times)]
    read = generation.Generation._reload

    def reload(one: generation.Generation) -> None:
        if faults:
            raise faults.pop(0)
        read(one)

    monkeypatch.setattr(generation.Generation, "_reload", reload)
    engine.refresh()
    assert (engine.revision, engine.fault is not None) == ((0, True) if is_damaged else (2, False))
    assert not faults
