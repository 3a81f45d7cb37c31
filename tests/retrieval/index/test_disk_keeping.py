"""What an index on disk keeps: who may read it, its sentences, fillings of empty fields."""

import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.errors import DamagedIndexError, IndexLockedError
from retrieval.index.disk import sentences as sentence_file
from retrieval.index.disk import writing
from retrieval.index.disk.folder import IndexFolder
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.engine import Companion
from retrieval.index.sentences import SentenceIndex, SentenceTable
from retrieval.index.stored.counting import mean_length
from retrieval.index.stored.records import RELEASE, make_release, pack_release
from retrieval.model.query import Query
from retrieval.sources.files.seeds import find_seeds
from retrieval.wording.sketching import SketchedSentences, formulas, keys_of, sketch
from tests.retrieval.index.conftest import Opening
from tests.retrieval.index.test_contract import fill, passage

SEEDS = [one.release for one in find_seeds().read().readings]
SOME = [one for one in SEEDS if sketch(one).forms][:5]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# --- the folder


def test_an_index_is_read_and_written_by_its_owner_only(opening: Opening, folder: Path) -> None:
    fill(opening(), [passage("talks")])
    assert (mode(folder), mode(folder / "generation-1")) == (0o700, 0o700)
    assert (mode(folder / "lock"), mode(folder / "generation-1" / "records")) == (0o600, 0o600)


def test_whoever_holds_the_lock_is_named_until_it_is_given_back(folder: Path) -> None:
    one, other = IndexFolder(folder / "deep"), IndexFolder(folder / "deep")
    one.lock()
    one.lock()
    named = f"process {os.getpid()} on {os.uname().nodename}"
    assert (folder / "deep" / "lock").read_text() == f"{named}\n"
    with pytest.raises(IndexLockedError, match=named):
        other.lock()
    one.unlock()
    one.unlock()
    assert (folder / "deep" / "lock").read_text() == ""
    other.lock()
    with pytest.raises(IndexLockedError):
        one.lock()
    other.unlock()


def test_a_folder_in_the_place_of_the_pointer_gives_way(folder: Path) -> None:
    kept = IndexFolder(folder)
    kept.lock()
    (folder / "current" / "something").mkdir(parents=True)
    made = kept.make_generation()
    kept.show(made)
    assert kept.shown == made
    assert not (folder / "current.new").exists()
    kept.unlock()


# --- what is shown


async def test_what_is_put_aside_is_an_error_until_it_is_built_anew(opening: Opening) -> None:
    engine = opening()
    engine.put_aside("before there is anything")
    assert engine.fault is None
    assert engine.sentences.size == 0
    engine.add({"a": [passage("talks")]}, 3, {"a": Companion(SEEDS[0], "note")})
    engine.commit("token")
    assert (engine.revision, engine.token, engine.keeps_releases) == (3, "token", True)
    engine.put_aside("it is of another archive")
    assert engine.fault is not None
    assert "of another archive" in str(engine.fault)
    assert (engine.size, engine.revision, engine.token) == (0, 0, "")
    assert (list(engine.notes), engine.vocabulary.words) == ([], ())
    assert engine.release(SEEDS[0].id, SEEDS[0].version) is None
    engine.refresh()
    for ask in (lambda: engine.frequency("talk"), lambda: engine.sentences):
        with pytest.raises(DamagedIndexError):
            ask()
    with pytest.raises(DamagedIndexError):
        await engine.search(Query(""), 10)
    engine.start_over()
    fill(engine, [passage("trade")], 4)
    assert (engine.fault, engine.size, engine.revision) == (None, 1, 4)


def test_what_was_abandoned_is_not_shown_and_another_process_can_write(opening: Opening) -> None:
    one, other = opening(), opening()
    fill(one, [passage("talks", release_id="a")])
    one.add({"b": [passage("visas", release_id="b")]}, 2)
    one.abandon()
    fill(other, [passage("quotas", release_id="c")], 3)
    one.commit("nothing")
    one.refresh()
    assert (one.revision, one.token, one.size, one.frequency("visa")) == (3, "", 2, 0)


def test_a_release_from_the_records_equals_the_one_that_was_written() -> None:
    for release in SEEDS:
        read = make_release(RELEASE.decode(pack_release(release)))
        assert read == release
        statements = read.statements
        assert len(statements) == len(release.statements)
        assert statements[0] == release.statements[0]
        assert statements[1:3] == release.statements[1:3]
        assert statements != release.statements[:-1]
        assert statements != 1
        assert hash(statements) == hash(release.statements)


# --- the table of sentences


def table_of(record: dict[str, SketchedSentences]) -> SentenceIndex:
    return SentenceIndex.of(SentenceTable.of({}), SentenceTable.of(record))


def same(index: SentenceIndex, record: dict[str, SketchedSentences], gone: Sequence[str]) -> bool:
    expected = table_of(record)
    keys = [keys_of(reading.words) for one in SOME for _, _, reading in formulas(one)]
    return (
        all(index.forms_of(one) == expected.forms_of(one) for one in record)
        and all(index.forms_of(one) == [] for one in gone)
        and [index.relatives(one) for one in keys] == [expected.relatives(one) for one in keys]
    )


@pytest.mark.parametrize("most, block", [(0, 3), (2, 5), (100, 4_096)])
def test_sentences_are_those_of_the_record_however_many_are_in_the_table(
    opening: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch, most: int, block: int
) -> None:
    monkeypatch.setattr(sentence_file, "_MOST_RECENT", most)
    monkeypatch.setattr(sentence_file, "_BLOCK", block)
    monkeypatch.setattr(sentence_file, "_BLOCK_BYTES", 8 * block)
    engine, other = opening(), opening()
    record: dict[str, SketchedSentences] = {}
    changes = [[(SOME[0], 0), (SOME[1], 1)], [(SOME[2], 2)], [(SOME[3], 0), (SOME[4], 1)]]
    for revision, changed in enumerate(changes, 1):
        kept = {f"r{place}": Companion(one, "", sketch(one)) for one, place in changed}
        engine.add({name: [passage("talks", release_id=name)] for name in kept}, revision, kept)
        engine.commit()
        other.refresh()
        record |= {name: one.sentences for name, one in kept.items()}
        for each in (engine, other, opening()):
            assert same(each.sentences, record, ["r9"])
    engine.add({"r1": []}, 9)
    engine.commit()
    other.refresh()
    del record["r1"]
    for each in (engine, other, opening()):
        assert same(each.sentences, record, ["r1"])
    assert (folder / "generation-1" / "sentences").exists() is (most < 100)


@pytest.mark.parametrize("releases, is_written", [(2, False), (3, True)])
def test_the_table_is_written_where_it_lacks_more_releases_than_the_most(
    opening: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch, releases: int, is_written: bool
) -> None:
    monkeypatch.setattr(sentence_file, "_MOST_RECENT", 2)
    engine = opening()
    kept = {f"r{at}": Companion(SEEDS[at], "", sketch(SEEDS[at])) for at in range(releases)}
    # What has no sentences is lacking nowhere.
    names = [*kept, "empty", "other"]
    engine.add({name: [passage("talks", release_id=name)] for name in names}, 1, kept)
    engine.commit()
    table = folder / "generation-1" / "sentences"
    assert table.exists() is is_written
    assert not table.with_suffix(".new").exists()


# --- fillings of empty fields


def filled(engine: DiskEngine, name: str) -> tuple[float, float]:
    """The mean length of a field where it has any term, and that of all with their fillings."""
    assert engine._shown is not None
    totals = engine._shown.counts.totals
    every = totals[f"{name}: terms"] + totals[f"{name}: filling"]
    return mean_length(totals, name), every / totals["passages"]


def test_empty_fields_are_filled_so_that_the_mean_length_is_that_of_the_others(
    opening: Opening,
) -> None:
    engine = opening()

    def add(name: str, revision: int, *lengths: int) -> None:
        made = [
            replace(passage("talks", release_id=name), context=("quota",) * length)
            for length in lengths
        ]
        engine.add({name: made}, revision)
        engine.commit()

    add("a", 1, 4, 0, 0, 8)
    assert filled(engine, "context") == (6.0, 6.0)
    add("b", 2, 0, 0)
    assert filled(engine, "context") == (6.0, 6.0)
    add("c", 3, 18)
    assert filled(engine, "context") == (10.0, pytest.approx(54 / 7))
    add("d", 4, *[0] * 8)
    mean, of_all = filled(engine, "context")
    assert of_all == pytest.approx(mean, abs=0.5)
    add("d", 5)
    add("b", 6)
    mean, of_all = filled(engine, "context")
    assert of_all == pytest.approx(mean, abs=2.5)
    assert filled(engine, "words") == (1.0, 1.0)


def test_no_filling_is_longer_than_so_many_times_the_mean(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_MOST_FILLING", 1)
    engine = opening()
    made = [replace(passage("talks"), context=("quota",) * length) for length in (0, 0, 0, 3)]
    fill(engine, made[:3])
    fill(engine, [replace(one, release_id="b") for one in made], 2)
    assert engine._shown is not None
    assert engine._shown.counts.totals["context: filling"] == 3 + 3 * 3
