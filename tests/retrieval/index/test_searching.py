"""How far an index is read before the best, or the first, of its passages are certain."""

import datetime as dt
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from retrieval.index import okapi
from retrieval.index.cluster import searching as cluster_searching
from retrieval.index.cluster.cluster_engine import ClusterEngine
from retrieval.index.cluster.connection import ClusterAddress
from retrieval.index.disk import searching
from retrieval.index.disk.searching import _in_batches
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.engine import K1, Engine
from retrieval.index.okapi import OkapiEngine
from retrieval.index.ranking import CONTEXT_WEIGHT, NEIGHBOUR_WEIGHT
from retrieval.index.stored import finding
from retrieval.index.stored.finding import without_lightest
from retrieval.index.stored.naming import Naming, words_of
from retrieval.model.query import NearName, Order, Query, Term
from retrieval.model.release import Passage, ReleaseKind, Span
from retrieval.text.tokens import fold_words
from tests.retrieval.index.fake_cluster import serving

WORDS = tuple(f"x{number}" for number in range(5))
NAME = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple)
NEAR = st.builds(NearName, NAME, st.sampled_from([0.9, 0.55]), st.just("near"))
TERM = st.builds(
    Term,
    st.just("x"),
    st.lists(NAME, min_size=1, max_size=2).map(tuple),
    near=st.lists(NEAR, max_size=2).map(tuple),
)
ASKED = st.lists(TERM, min_size=1, max_size=3).map(tuple)
SAID = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), min_size=8, max_size=40)
SETTINGS = settings(max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))


def passage(words: Sequence[str], number: int, day: int = 0) -> Passage:
    return Passage(
        release_id=f"r{number:02}",
        version=1,
        statement_id="s1",
        span=Span(0, 1),
        date=dt.date(2022, 2, 2) + dt.timedelta(days=day),
        kind=ReleaseKind.CONFERENCE,
        speaker="",
        role="",
        asker="",
        words=tuple(words),
        context=(),
        mentions=frozenset(),
        labels=frozenset(),
        folded=fold_words(" ".join(words)),
    )


@SETTINGS
@given(SAID, st.lists(ASKED, min_size=6, max_size=6), st.integers(1, 6))
async def test_the_best_are_found_however_few_are_read_at_first(
    said: list[list[str]], asked: list[tuple[Term, ...]], limit: int
) -> None:
    made = {f"r{at:02}": [passage(words, at)] for at, words in enumerate(said)}
    with (
        TemporaryDirectory() as folder,
        closing(DiskEngine(Path(folder))) as disk,
        serving() as nodes,
        closing(ClusterEngine(ClusterAddress([nodes.url]))) as cluster,
        pytest.MonkeyPatch.context() as patch,
    ):
        engines: list[Engine] = [OkapiEngine(), disk, cluster]
        for module in (searching, cluster_searching):
            patch.setattr(module, "_EXTRA", 1)
        for module in (okapi, finding):
            patch.setattr(module, "RERANK_DEPTH", 1)
        for engine in engines:
            engine.add(made, 1)
            engine.commit()
        for terms in asked:
            theirs, *ours = [
                [hit.score for hit in await engine.search(Query("", terms=terms), limit)]
                for engine in engines
            ]
            for scores in ours:
                assert scores == pytest.approx(theirs, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("days", [(0,) * 12, (*(1,) * 2, *(0,) * 10), tuple(range(12))])
async def test_without_terms_the_newest_are_found_however_few_are_read_at_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, days: Sequence[int]
) -> None:
    monkeypatch.setattr(searching, "_EXTRA", 1)
    monkeypatch.setattr(finding, "RERANK_DEPTH", 1)
    made = [passage(["x1"], at, day) for at, day in enumerate(days)]
    with closing(DiskEngine(tmp_path)) as engine:
        engine.add({one.release_id: [one] for one in reversed(made)}, 1)
        engine.commit()
        hits = await engine.search(Query(""), limit)
    newest = sorted(made, key=lambda one: (-one.date.toordinal(), one.release_id))
    assert [hit.passage for hit in hits] == newest[:limit]


def term(word: str) -> Term:
    return Term(word, ((word,),))


@pytest.mark.parametrize(
    "most, kept, left_out",
    [
        (0.0, "abcd", 0.0),
        (0.9, "abcd", 0.0),
        (1.0, "bcd", 1.0),
        (2.9, "bcd", 1.0),
        (3.0, "bc", 3.0),
        (7.0, "b", 7.0),
        (14.9, "b", 7.0),
        (15.0, "", 15.0),
    ],
)
def test_the_lightest_terms_are_left_out_as_long_as_they_weigh_no_more_together(
    most: float, kept: str, left_out: float
) -> None:
    weights = {term("a"): 1.0, term("b"): 8.0, term("c"): 4.0, term("d"): 2.0}
    found, weight = without_lightest(weights, most)
    assert ("".join(one.word for one in found), weight) == (kept, left_out)
    assert all(found[one] == weights[one] for one in found)
    assert len(weights) == 4


@pytest.mark.parametrize(
    "order, expected",
    [
        (Order.NEW, [["e", "c", "d"], ["b", "a"]]),
        (Order.OLD, [["a", "b", "c", "d"], ["e"]]),
    ],
)
def test_days_are_read_whole_and_in_order(
    monkeypatch: pytest.MonkeyPatch, order: Order, expected: list[list[str]]
) -> None:
    monkeypatch.setattr(searching, "_BATCH", 3)
    days = {1: ["a"], 4: ["e"], 2: ["b"], 3: ["c", "d"]}
    assert [*_in_batches(days, order)] == expected  # type: ignore[arg-type, comparison-overlap]


def test_a_word_of_names_counts_as_in_the_name_where_it_weighs_most() -> None:
    names = ((("a", "b", "a"), 0.5), (("a",), 0.9), (("b",), 0.4), (("c",), 0.2))
    assert words_of(names) == {"a": 1.0, "b": 0.5, "c": 0.2}


MEAN_LENGTHS = {"words": 2.0, "context": 1.0, "neighbour_questions": 1.0}
# The texts below are as long as the mean of their field.
NORM = K1


def test_a_name_scores_in_words_in_full_and_in_context_by_half() -> None:
    made = [
        passage(["x0", "x1"], 0),
        replace(passage(["x1", "x2"], 1), context=("x0",)),
        replace(passage(["x1", "x2"], 2), neighbour_questions=("x0",)),
    ]
    naming = Naming([term("x0")], lambda _: 3.0, MEAN_LENGTHS)
    assert not naming.has_several_names
    assert naming.scores(made) == pytest.approx(
        [
            3.0 * (K1 + 1) / (1 + NORM),
            3.0 * CONTEXT_WEIGHT * (K1 + 1) / (1 + NORM),
            3.0 * NEIGHBOUR_WEIGHT * (K1 + 1) / (1 + NORM),
        ]
    )
    assert naming.excesses(made) == [0.0, 0.0, 0.0]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=5), ASKED)
def test_the_excess_is_what_all_words_score_beyond_the_best_names(
    said: list[list[str]], asked: tuple[Term, ...]
) -> None:
    """A term that the question says again counts more in both."""
    made = [passage(words, at) for at, words in enumerate(said)]
    again = [replace(one, times=at + 1) for at, one in enumerate(asked)]
    naming = Naming(again, lambda word: 1.0 + WORDS.index(word), MEAN_LENGTHS)
    sums, scores = naming.sums_and_scores(made)
    assert naming.scores(made) == scores
    alone = [Naming([one], lambda word: 1.0 + WORDS.index(word), MEAN_LENGTHS) for one in again]
    for at, one in enumerate(made):
        assert scores[at] == pytest.approx(sum(each.scores([one])[0] for each in alone))
        several = sum(
            total - score
            for each in alone
            if each.has_several_names
            for [total], [score] in [each.sums_and_scores([one])]
        )
        assert naming.excesses(made)[at] == pytest.approx(several, abs=1e-9)
        assert sums[at] >= scores[at] - 1e-9
