"""What an index of a cluster keeps beside its passages, in parts; and what is removed, and when."""

from collections.abc import Callable, Iterator

import pytest

from retrieval.errors import DamagedIndexError
from retrieval.index.cluster import kept, searching, writing
from retrieval.index.cluster.cluster_engine import ClusterEngine
from retrieval.index.cluster.connection import ClusterAddress
from retrieval.index.cluster.kept import (
    Change,
    Entry,
    KeptRelease,
    addition_of,
    ids_of,
    merge,
    open_sealed,
    parts_of,
    seal,
)
from retrieval.index.cluster.query_body import BodyBuilder, _heaviest
from retrieval.index.engine import Companion
from retrieval.index.stored.fields import FIELDS
from retrieval.model.query import Order, Query, Term
from retrieval.sources.files.seeds import find_seeds
from retrieval.wording.sketching import sketch
from tests.retrieval.index.fake_cluster import FakeCluster, Time, serving
from tests.retrieval.index.test_contract import covering, fill, passage, query

SEEDS = [one.release for one in find_seeds().read().readings][:3]


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def fake() -> Iterator[FakeCluster]:
    with serving() as cluster:
        yield cluster


Opening = Callable[[], ClusterEngine]


@pytest.fixture
def opening(fake: FakeCluster, time: Time) -> Iterator[Opening]:
    """Opens engines over one cluster, each as another process would."""
    opened: list[ClusterEngine] = []

    def open_it() -> ClusterEngine:
        address = ClusterAddress([fake.url])
        opened.append(ClusterEngine(address, lambda: time.now, lambda: time.now, time.sleep))
        return opened[-1]

    yield open_it
    for engine in opened:
        engine.close()


def put(engine: ClusterEngine, words: str, revision: int, release_id: str) -> None:
    engine.add({release_id: [passage(words, release_id=release_id)]}, revision)
    engine.commit(f"token {revision}")


def documents(fake: FakeCluster) -> set[str]:
    [kept_there] = [one for one in fake.indexes.values() if "head" in one]
    return {*kept_there}


# --- entries


def test_what_is_sealed_is_opened_as_it_was_and_each_byte_of_it_counts() -> None:
    sealed = seal(["some", "words"])
    assert open_sealed(sealed, list[str], "index") == ["some", "words"]
    for at in range(len(sealed)):
        other = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(DamagedIndexError, match="not what was written"):
            open_sealed(other, list[str], "index")
    with pytest.raises(DamagedIndexError, match="another form"):
        open_sealed(sealed, dict[str, int], "index")


@pytest.mark.parametrize("part_bytes", [1, 7, 8, 9, 1_000])
def test_an_entry_has_as_many_parts_as_its_bytes_need(
    monkeypatch: pytest.MonkeyPatch, part_bytes: int
) -> None:
    monkeypatch.setattr(kept, "_PART_BYTES", part_bytes)
    size = len(seal("word"))
    entry, parts = parts_of("name", "word")
    assert entry == Entry("name", -(-size // part_bytes), size)
    assert [*parts] == [f"name.{number}" for number in range(entry.parts)]


def test_the_ids_of_passages_tell_their_release_whatever_signs_its_id_has() -> None:
    ids = ids_of("mofa:1:2", "7.0", 3)
    assert ids == ["mofa:1:2:7.0:0", "mofa:1:2:7.0:1", "mofa:1:2:7.0:2"]
    assert {addition_of(one) for one in ids} == {("mofa:1:2", "7.0")}


def test_of_changes_that_are_put_together_the_last_one_of_a_release_stands() -> None:
    first = Change({"a": KeptRelease(1, "1.0", 2, ""), "b": KeptRelease(1, "1.0", 1, "")},
                   {"x": 2}, {"y": 1}, {"z": 1}, {"q": 3}, {"x": 1})  # fmt: skip
    then = Change({"a": KeptRelease(2, "2.0", 1, "note")},
                  {"x": -2, "w": 1}, {"y": 1}, {}, {"q": -1}, {"x": -1})  # fmt: skip
    merged = merge([first, then])
    assert merged.releases == {**first.releases, **then.releases}
    counted = (merged.terms, merged.words, merged.context, merged.neighbour_questions, merged.both)
    assert counted == ({"w": 1}, {"y": 2}, {"z": 1}, {"q": 2}, {})


@pytest.mark.parametrize("at_once", [1, 2, 100])
async def test_an_index_in_many_parts_is_read_as_it_was_written(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(kept, "_PART_BYTES", 100)
    monkeypatch.setattr(kept, "_PARTS_AT_ONCE", at_once)
    one = opening()
    companions = {each.id: Companion(each, f"note of {each.id}", sketch(each)) for each in SEEDS}
    made = {each.id: [passage("talks on trade", release_id=each.id)] * 3 for each in SEEDS}
    one.add(made, 1, companions)
    one.commit("token")
    other = opening()
    assert (other.revision, other.token, other.size) == (1, "token", 9)
    assert sorted(other.notes) == sorted(f"note of {each.id}" for each in SEEDS)
    assert other.frequency("trade") == 9
    for each in SEEDS:
        assert other.sentences.forms_of(each.id) == one.sentences.forms_of(each.id) != []
    assert len(await other.search(query("trade"), 20)) == 9


# --- what is removed


@pytest.mark.parametrize("later, is_removed", [(29.9, False), (30.0, True), (31.0, True)])
def test_what_was_replaced_is_removed_by_a_change_half_a_minute_later(
    opening: Opening, fake: FakeCluster, time: Time, later: float, is_removed: bool
) -> None:
    engine = opening()
    put(engine, "talks on trade", 1, "a")
    [before] = [one for one in documents(fake) if one.startswith("a:")]
    put(engine, "talks on fish", 2, "a")
    assert before in documents(fake)
    time.now += later
    put(engine, "visas", 3, "b")
    assert (before not in documents(fake)) is is_removed
    left = [one for one in documents(fake) if one.startswith("leftovers")]
    assert bool(left) is not is_removed


@pytest.mark.parametrize("most", [1, 2, 5])
def test_small_entries_are_put_together_where_they_are_more_than_the_most(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(writing, "_MOST_ENTRIES", most)
    engine = opening()
    for number in range(most + 1):
        put(engine, f"talks x{number}1", number + 1, f"r{number}")
    assert engine._shown is not None
    assert len(engine._shown.found.head.changes) == most + 1
    put(engine, "talks", most + 2, "last")
    assert len(engine._shown.found.head.changes) == 1
    fresh = opening()
    assert (fresh.size, fresh.frequency("talk")) == (most + 2, most + 2)


def test_small_entries_of_too_many_bytes_are_put_together(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_MOST_BYTES", 0)
    engine = opening()
    for number in range(3):
        put(engine, f"talks x{number}1", number + 1, f"r{number}")
        assert engine._shown is not None
        assert len(engine._shown.found.head.changes) == 1
    assert opening().frequency("talk") == 3


async def test_what_is_put_aside_is_an_error_until_it_is_built_anew(opening: Opening) -> None:
    engine = opening()
    engine.put_aside("before there is anything")
    assert engine.fault is None
    put(engine, "talks on trade", 1, "a")
    engine.put_aside("it is of another archive")
    assert engine.fault is not None
    assert "of another archive" in str(engine.fault)
    assert (engine.size, engine.revision, engine.token) == (0, 0, "")
    assert (list(engine.notes), engine.vocabulary.words) == ([], ())
    with pytest.raises(DamagedIndexError):
        await engine.search(Query(""), 10)
    with pytest.raises(DamagedIndexError):
        engine.frequency("talk")
    engine.refresh()
    assert engine.fault is not None
    engine.start_over()
    put(engine, "talks on fish", 2, "a")
    assert (engine.fault, engine.size, engine.revision) == (None, 1, 2)


def test_an_index_is_measured_where_it_is(opening: Opening, fake: FakeCluster) -> None:
    engine = opening()
    assert engine.kept.size_bytes == 0
    put(engine, "talks", 1, "a")
    assert engine.kept.size_bytes == 5_000_000
    assert engine.kept.place.endswith(f" at {fake.url}")


def test_what_was_abandoned_is_not_shown_and_another_process_can_write(opening: Opening) -> None:
    one, other = opening(), opening()
    put(one, "talks", 1, "a")
    one.add({"b": [passage("visas", release_id="b")]}, 2)
    one.abandon()
    put(other, "quotas", 3, "c")
    one.commit("nothing")
    one.refresh()
    assert (one.revision, one.token, one.size, one.frequency("visa")) == (3, "token 3", 2, 0)


# --- what is searched


def test_of_more_clauses_than_a_cluster_takes_the_heaviest_are_searched() -> None:
    clauses = [(float(number % 10), {"number": number}) for number in range(801)]
    assert _heaviest(clauses[:800]) == clauses[:800]
    assert len(_heaviest(clauses)) == 800
    [left_out] = [one for one in clauses if one not in _heaviest(clauses)]
    assert left_out == (0.0, {"number": 800})


def test_words_that_nobody_said_are_not_searched() -> None:
    builder = BodyBuilder(
        lambda word: 0.0 if word == "none" else 1.0,
        lambda field, word: (2 if (field, word) == (FIELDS.words, "quota") else 0, 5),
    )
    assert builder.build(query("none", "nowhere")) is None
    body = builder.build(query("none", "nowhere", "quota"))
    assert body is not None
    [found] = body["bool"]["should"]
    assert found["term"].keys() == {"words"}
    terms = {Term("heavy", (("heavy",),)): 1.0, Term("light", (("light",),)): 0.0}
    body = builder.build_least_coverage(Query(""), terms)
    assert [one["constant_score"]["boost"] for one in body["bool"]["should"]] == [1.0]


@pytest.mark.parametrize("order", [Order.NEW, Order.OLD])
@pytest.mark.parametrize("limit", [1, 4, 5, 12])
async def test_however_few_are_read_at_once_all_that_are_wanted_are_found(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, order: Order, limit: int
) -> None:
    monkeypatch.setattr(searching, "_MOST_AT_ONCE", 2)
    monkeypatch.setattr(searching, "_BATCH", 1)
    engine = opening()
    made = [passage("talks on trade", release_id=f"r{number:02}") for number in range(12)]
    fill(engine, made)
    asked = query("talks", order=order)
    wanted = [one.release_id for one in made]
    wanted = wanted[-limit:] if order is Order.OLD else wanted[:limit]
    hits = await engine.search(asked, limit, covering(asked.terms, 0.5))
    assert [hit.passage.release_id for hit in hits] == wanted
    assert all(hit.score > 0 for hit in hits)
    everything = await engine.search(Query(""), limit)
    assert [hit.passage.release_id for hit in everything] == [f"r{at:02}" for at in range(limit)]


async def test_each_search_is_asked_wholly_and_of_all_shards_together(
    opening: Opening, fake: FakeCluster
) -> None:
    engine = opening()
    put(engine, "talks", 1, "a")
    fake.queries.clear()
    await engine.search(query("talks"), 5)
    assert fake.queries == ["search_type=dfs_query_then_fetch&allow_partial_search_results=false"]
