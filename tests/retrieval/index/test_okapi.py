"""What the engine in memory shows, and when."""

import pytest

from retrieval.index import okapi
from retrieval.index.engine import Companion
from retrieval.index.okapi import OkapiEngine
from retrieval.model.query import Query
from retrieval.sources.files.seeds import find_seeds
from retrieval.wording.sketching import sketch
from tests.retrieval.index.test_contract import fill, passage, query

SEEDS = [one.release for one in find_seeds().read().readings][:2]


async def said(engine: OkapiEngine) -> list[str]:
    hits = await engine.search(Query(""), 10)
    return [" ".join(hit.passage.words) for hit in hits]


async def test_a_revision_is_shown_with_its_token_until_it_is_abandoned() -> None:
    engine = OkapiEngine()
    assert (engine.revision, engine.token, engine.fault) == (0, "", None)
    engine.add({"a": [passage("talks")]}, 7)
    engine.commit("token")
    assert (engine.revision, engine.token, engine.keeps_releases) == (7, "token", False)
    engine.refresh()
    engine.abandon()
    assert (engine.revision, engine.token) == (7, "")
    engine.close()
    assert await said(engine) == ["talk"]


@pytest.mark.parametrize("drop", [OkapiEngine.start_over, lambda one: one.put_aside("damaged")])
async def test_an_engine_that_starts_over_or_is_put_aside_shows_nothing(drop) -> None:
    engine = OkapiEngine()
    [one, _] = SEEDS
    engine.add({one.id: [passage("talks")]}, 7, {one.id: Companion(one, "note", sketch(one))})
    engine.commit("token")
    assert (engine.size, engine.notes, engine.sentences.size > 0) == (1, ["note"], True)
    drop(engine)
    assert (engine.size, engine.revision, engine.token, engine.notes) == (0, 0, "", [])
    assert engine.sentences.size == 0
    assert await said(engine) == []


async def test_changes_replace_the_passages_of_their_releases_and_leave_the_others() -> None:
    engine = OkapiEngine()
    one, other = SEEDS
    companions = {each.id: Companion(each, each.id, sketch(each)) for each in SEEDS}
    engine.add({each.id: [passage("talks", release_id=each.id)] for each in SEEDS}, 1, companions)
    assert await said(engine) == ["talk", "talk"]
    assert engine.vocabulary.words == ("talks",)
    engine.add({one.id: [passage("trade", release_id=one.id)]}, 2)
    assert sorted(await said(engine)) == ["talk", "trade"]
    assert engine.frequency("talk") == engine.frequency("trade") == 1
    assert engine.vocabulary.words == ("talks", "trade")
    assert engine.notes == [one.id, other.id]
    assert engine.sentences.forms_of(one.id) == []
    assert len(engine.sentences.forms_of(other.id)) > 0


async def test_scores_are_the_same_however_many_of_them_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = [passage(f"talks on trade and quota {number}", release_id="a") for number in range(5)]
    asked = query("talks", "trade", "quota", "visas")
    scores = []
    for most in (1_000_000, 0):
        monkeypatch.setattr(okapi, "_MOST_CACHED", most)
        engine = OkapiEngine()
        fill(engine, made)
        for _ in range(2):
            hits = await engine.search(asked, 10)
            scores.append([hit.score for hit in hits])
        assert len(engine._index._word_scores) == (3 if most else 1)
    assert scores == [scores[0]] * 4
    assert scores[0][0] > 0
