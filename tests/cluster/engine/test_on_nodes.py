"""What only real nodes show: their own scores, several writers, swaps while questions are asked."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from retrieval.errors import IndexLockedError
from retrieval.index.cluster.cluster_engine import ClusterEngine
from retrieval.index.cluster.connection import ClusterAddress
from retrieval.index.cluster.searching import ClusterSearch
from retrieval.index.passages import passages
from retrieval.index.stored.naming import Naming
from retrieval.model.query import Query, Term
from retrieval.sources.files.seeds import find_seeds
from tests.retrieval.index.test_contract import fill, passage, query

OpenEngine = Callable[..., ClusterEngine]
SEEDS = [one.release for one in find_seeds().read().readings]


async def said(engine: ClusterEngine) -> list[str]:
    return sorted(" ".join(hit.passage.words) for hit in await engine.search(Query(""), 50))


async def test_the_nodes_own_scores_are_those_of_rank_bm25(
    open_engine: OpenEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They choose candidates; more than a hundredth apart, they would choose others."""
    engine = open_engine()
    made = [one for release in SEEDS for one in passages(release)]
    fill(engine, made)
    seen: list[tuple[float, float]] = []
    read = ClusterSearch._read

    def note(self: ClusterSearch, ranked: object, asked: Query, **rest: bool) -> object:
        found = read(self, ranked, asked, **rest)
        naming = Naming(asked.terms, self._weigh, self._lengths)
        sums, _ = naming.sums_and_scores([one for _, _, one in found])
        seen.extend((theirs, total) for (_, theirs, _), total in zip(found, sums, strict=True))
        return found

    monkeypatch.setattr(ClusterSearch, "_read", note)
    await engine.search(query("security", "cooperation", "minister", "talks"), 50)
    repeated = Term("security", (("secur",),), times=2)
    await engine.search(Query("", terms=(repeated, Term("peace", (("peac",),)))), 50)
    assert len(seen) > 20
    for theirs, ours in seen:
        assert theirs == pytest.approx(ours, rel=0.01)


async def test_a_small_change_is_found_by_another_process_within_two_seconds(
    open_engine: OpenEngine,
) -> None:
    one, other = open_engine("same"), open_engine("same")
    fill(one, [passage("talks on trade")])
    other.refresh()
    took = []
    for number in range(5):
        began = time.monotonic()
        one.add({f"r{number}": [passage("talks on fish", release_id=f"r{number}")]}, number + 2)
        one.commit()
        other.refresh()
        assert len(await said(other)) == number + 2
        took.append(time.monotonic() - began)
    # Whatever else the machine does meanwhile.
    assert min(took) < 2


async def test_one_process_writes_at_a_time(open_engine: OpenEngine) -> None:
    one, other = open_engine("same"), open_engine("same")
    one.add({"a": [passage("talks", release_id="a")]}, 1)
    with pytest.raises(IndexLockedError, match="process"):
        other.add({"b": [passage("talks", release_id="b")]}, 1)
    one.commit()
    other.add({"b": [passage("visas", release_id="b")]}, 2)
    other.commit()
    one.refresh()
    assert await said(one) == ["talk", "visa"]


async def test_the_right_to_write_of_a_killed_process_ends_and_its_remains_are_removed(
    open_engine: OpenEngine,
) -> None:
    now = time.time()
    one = open_engine("same", now=lambda: now)
    other = open_engine("same", now=lambda: now + 61)
    fill(one, [passage("talks", release_id="a")])
    one.add({"b": [passage("visas", release_id="b")]}, 2)
    other.add({"c": [passage("quotas", release_id="c")]}, 2)
    other.commit()
    assert await said(other) == ["quota", "talk"]
    assert not other._writer
    with pytest.raises(IndexLockedError):
        one.commit()
    gone = {"query": {"term": {"release": "b"}}}
    path = f"/{other._alias}/_search"
    assert other._cluster.call("POST", path, gone, form=dict)["hits"]["hits"] == []


async def test_generations_are_swapped_under_questions_and_none_fails_or_mixes_two(
    open_engine: OpenEngine,
) -> None:
    """Each generation says another word in all of its passages."""
    writer, asking = open_engine("same"), open_engine("same")
    words = [f"x{number}1" for number in range(6)]

    def build(word: str) -> None:
        made = {
            f"r{number}": [passage(f"talks {word}", release_id=f"r{number}")]
            for number in range(20)
        }
        writer.start_over()
        writer.add(made, words.index(word) + 1)
        writer.commit()

    build(words[0])
    asking.refresh()
    is_over = asyncio.Event()
    found: list[set[str]] = []

    async def ask() -> None:
        while not is_over.is_set():
            hits = await asking.search(query("talks"), 50)
            assert len(hits) == 20
            found.append({hit.passage.words[1] for hit in hits})

    async def follow() -> None:
        while not is_over.is_set():
            await asyncio.to_thread(asking.refresh)
            await asyncio.sleep(0.2)

    async def swap() -> None:
        for word in words[1:]:
            await asyncio.to_thread(build, word)
        await asyncio.to_thread(asking.refresh)
        is_over.set()

    await asyncio.gather(swap(), follow(), ask(), ask())
    assert all(len(one) == 1 for one in found)
    assert len({word for one in found for word in one}) > 2
    assert len(writer._generations._indexes()) <= 2


async def test_an_index_of_another_prefix_is_another_one(
    open_engine: OpenEngine, address: ClusterAddress
) -> None:
    one, other = open_engine("one"), open_engine("other")
    fill(one, [passage("talks", release_id="a")])
    fill(other, [passage("visas", release_id="a")])
    for engine in (one, other):
        engine.refresh()
    assert (await said(one), await said(other)) == (["talk"], ["visa"])
    alone = replace(address, prefix=one._cluster.address.prefix, urls=address.urls[:1])
    again = ClusterEngine(alone)
    assert await said(again) == ["talk"]
    again.close()
