"""How a change is written: it is dropped, cut off or committed, and never half of it is shown."""

import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from retrieval.errors import DamagedIndexError
from retrieval.index.disk import writing
from retrieval.index.disk.generation import Generation
from retrieval.index.disk.segments import Segments
from retrieval.index.disk.statistics import IndexStatistics
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.engine import Companion, Engine
from retrieval.index.okapi import OkapiEngine
from retrieval.index.sentences import SentenceIndex, SentenceTable
from retrieval.model.query import Query, Term
from retrieval.model.release import Passage, Release
from retrieval.sources.files.seeds import find_seeds
from retrieval.wording.sketching import sketch
from tests.retrieval.index.conftest import Opening
from tests.retrieval.index.test_contract import fill, passage

RELEASE = find_seeds().read().readings[0].release


def said(words: str, release_id: str, times: int = 1) -> list[Passage]:
    return [passage(words, release_id=release_id, statement_id=f"s{at}") for at in range(times)]


async def found(engine: Engine) -> list[str]:
    hits = await engine.search(Query(""), 100)
    return sorted(f"{hit.passage.release_id}:{hit.passage.folded.rstrip()}" for hit in hits)


class CutOffError(Exception):
    """The process ended here."""


def end(*_: object) -> None:
    """End between tantivy's commit and that of the statistics."""
    raise CutOffError


def expected(release: Release) -> SentenceIndex:
    table = SentenceTable.of({release.id: sketch(release)})
    return SentenceIndex.of(SentenceTable.of({}), table)


@pytest.mark.parametrize("times", [1, 5])
async def test_a_commit_that_was_cut_off_is_taken_again_and_nothing_of_it_twice(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    engine = opening()
    fill(engine, [*said("talks", "a"), *said("visas", "b", 2)])
    with monkeypatch.context() as killed:
        killed.setattr(IndexStatistics, "write", end)
        engine.add({"b": [], "c": said("trade", "c", times)}, 2)
        with pytest.raises(CutOffError):
            engine.commit()
    again = opening()
    assert (again.revision, again.fault) == (1, None)
    again.add({"b": [], "c": said("trade", "c", times)}, 2)
    again.commit()
    for one in (again, opening()):
        assert (one.revision, one.size, one.frequency("trade")) == (2, 1 + times, times)
        assert await found(one) == ["a: talks", *["c: trade"] * times]


async def test_a_removal_that_was_cut_off_is_taken_again(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = opening()
    fill(engine, [one for name in "abcdef" for one in said("talks", name)])
    with monkeypatch.context() as killed:
        killed.setattr(IndexStatistics, "write", end)
        engine.add({name: [] for name in "abcde"}, 2)
        with pytest.raises(CutOffError):
            engine.commit()
    again = opening()
    assert (again.revision, again.fault) == (1, None)
    again.add({name: [] for name in "abcde"}, 2)
    again.commit()
    assert (again.revision, again.size, await found(again)) == (2, 1, ["f: talks"])


async def test_a_commit_that_lacks_passages_is_damage_and_is_not_believed(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = opening()
    fill(engine, said("talks", "a"))
    read = Generation.read_segments

    def lacking(one: Generation) -> Segments:
        segments = read(one)
        return replace(segments, documents=segments.documents - 1)

    engine.add({"b": said("trade", "b", 2)}, 2)
    with monkeypatch.context() as lost:
        lost.setattr(Generation, "read_segments", lacking)
        with pytest.raises(DamagedIndexError, match="has 2 passages, and should have 3"):
            engine.commit()
    again = opening()
    assert again.revision == 1
    again.add({"b": said("trade", "b", 2)}, 2)
    again.commit()
    assert (again.revision, await found(again)) == (2, ["a: talks", "b: trade", "b: trade"])


async def test_what_was_dropped_leaves_nothing_to_what_is_written_next(opening: Opening) -> None:
    engine = opening()
    fill(engine, said("talks", "a"))
    engine.add({"a": [], "b": said("trade", "b", 3)}, 2)
    engine.abandon()
    engine.add({"c": said("visas", "c")}, 3, {"c": Companion(RELEASE, "note")})
    engine.commit()
    for one in (engine, opening()):
        assert (one.size, one.revision, one.frequency("trade")) == (2, 3, 0)
        assert await found(one) == ["a: talks", "c: visas"]
        assert one.notes == ["", "note"]


@pytest.mark.parametrize(
    "portions, is_written",
    [((2,), False), ((1, 1), False), ((3,), True), ((1, 2), True), ((3, 1), False)],
)
def test_records_do_not_gather_in_memory_beyond_so_many_releases(
    opening: Opening,
    monkeypatch: pytest.MonkeyPatch,
    portions: Sequence[int],
    is_written: bool,
) -> None:
    monkeypatch.setattr(writing, "_FLUSHED_RELEASES", 2)
    engine = opening()
    names = iter("abcdefg")
    engine.start_over()
    for releases in portions:
        engine.add({name: said("talks", name) for name in islice(names, releases)}, 1)
    assert engine._writer is not None
    heap = engine._writer.generation.heap
    assert (heap.written == heap.size) is is_written


def test_a_release_is_given_as_it_was_added_whatever_was_added_before_it(opening: Opening) -> None:
    engine = opening()
    seeds = [one.release for one in find_seeds().read().readings][:3]
    for one in seeds:
        engine.add({one.id: said("talks", one.id)}, 1, {one.id: Companion(one, "", sketch(one))})
    engine.commit()
    again = opening()
    assert [again.release(one.id, one.version) for one in seeds] == seeds
    for one in seeds:
        forms = [form for form, _ in again.sentences.forms_of(one.id)]
        assert sorted(forms) == sorted(form for form, _ in expected(one).forms_of(one.id))


def test_what_is_committed_is_on_the_disk_before_tantivy_shows_it(
    opening: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a crash of the machine would leave passages whose records are lost."""
    engine = opening()
    fill(engine, said("talks", "a"))
    engine.add({"b": said("trade", "b")}, 2)
    records, listed = folder / "generation-1" / "records", folder / "generation-1" / "tantivy"
    before = (listed / "meta.json").read_bytes()
    kept: list[bool] = []
    sync = os.fsync

    def note(file: int) -> None:
        if os.path.samestat(os.fstat(file), records.stat()):
            kept.append((listed / "meta.json").read_bytes() == before)
        sync(file)

    monkeypatch.setattr(os, "fsync", note)
    engine.commit()
    assert kept == [True]
    assert (listed / "meta.json").read_bytes() != before


def filling(engine: DiskEngine, name: str = "context") -> int:
    assert engine._shown is not None
    return engine._shown.counts.totals.get(f"{name}: filling", 0)


def with_contexts(name: str, *lengths: int) -> list[Passage]:
    return [
        replace(one, context=("quota",) * length) for length in lengths for one in said("x", name)
    ]


def test_fillings_go_with_the_passages_whose_empty_fields_they_fill(opening: Opening) -> None:
    engine = opening()
    fill(engine, [*with_contexts("a", 4, 0, 0), *with_contexts("b", 4, 0, 0)])
    assert filling(engine) == 16
    fill(engine, with_contexts("a", 4, 4), 2)
    assert filling(engine) == 8
    engine.add({"b": []}, 3)
    engine.commit()
    assert filling(engine) == 0
    engine.add({"a": []}, 4)
    engine.commit()
    assert (engine.size, filling(engine)) == (0, 0)


@pytest.mark.parametrize("name", ["words", "context", "neighbour_questions"])
async def test_passages_without_words_in_a_field_change_no_score_in_it(
    opening: Opening, name: str
) -> None:
    okapi, disk = OkapiEngine(), opening()
    fields = "words", "context", "neighbour_questions"
    others: dict[str, Any] = dict.fromkeys(fields, ("peace", "quota"))
    lengths = (6, 0, 2, 0, 0, 4, 0)
    made = [
        replace(
            passage("", release_id=f"r{at}"),
            **{**others, name: ("quota", *["other"] * (length - 1)) if length else ()},
        )
        for at, length in enumerate(lengths)
    ]
    asked = Query("", terms=(Term("quota", (("quota",),)),))
    for engine in (okapi, disk):
        fill(engine, made)
    theirs, ours = [
        {hit.passage.release_id: hit.score for hit in await engine.search(asked, 10)}
        for engine in (okapi, disk)
    ]
    assert len(theirs) == len(lengths)
    assert ours == pytest.approx(theirs, rel=1e-4)


async def test_nobody_finds_a_passage_by_what_fills_its_empty_fields(opening: Opening) -> None:
    engine = opening()
    fill(engine, with_contexts("a", 4, 0))
    assert filling(engine) > 0
    for word in (writing._FILLING, ""):
        assert await engine.search(Query("", terms=(Term(word, ((word,),)),)), 10) == []
        assert engine.frequency(word) == 0
