"""What tantivy itself is asked: whatever it gives is read from the disk, and scored."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tantivy

from retrieval.index.disk.generation import Generation
from retrieval.index.disk.records import PassageReader
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.disk.tantivy_query import QueryBuilder
from retrieval.index.engine import Engine
from retrieval.index.okapi import OkapiEngine
from retrieval.index.ranking import CONTEXT_WEIGHT, NEIGHBOUR_WEIGHT
from retrieval.model.query import NearName, Query, Term
from retrieval.model.release import Passage
from tests.retrieval.index.conftest import Opening
from tests.retrieval.index.test_admitting import FILTERS, TRADE, make
from tests.retrieval.index.test_contract import fill, passage

UNKNOWN = Term("whaling", (("whale",),))


class Asked(NamedTuple):
    """What tantivy is asked, and what it finds: scores by the statements of passages."""

    builder: QueryBuilder
    shown: Generation

    def found(self, asked: tantivy.Query) -> dict[str, float]:
        searcher = self.shown._searcher
        hits = searcher.search(asked, 100).hits
        places = searcher.fast_field_values("at", [address for _, address in hits])
        reader = PassageReader(self.shown.heap)
        names = [reader.read(int(at or 0))[1].statement_id for at in places]
        return dict(zip(names, [score for score, _ in hits], strict=True))


def asking(engine: DiskEngine) -> Asked:
    shown = engine._shown
    assert shown is not None
    schema = shown.open_index().schema
    return Asked(QueryBuilder(schema, shown._searcher, shown._weigh), shown)


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """An index of four passages, which each filter parts in its way."""
    with closing(DiskEngine(tmp_path_factory.mktemp("index"))) as engine:
        fill(engine, [*make().values()])
        yield asking(engine)


@pytest.mark.parametrize("admitted, filters", FILTERS, ids=range(len(FILTERS)))
def test_what_a_filter_keeps_out_is_not_even_read(
    four: Asked, admitted: str, filters: Mapping[str, Any]
) -> None:
    """Of ten million passages that one word has, a filter may leave three."""
    for terms in ((), (TRADE,), (UNKNOWN, TRADE)):
        asked = four.builder.build(Query("", terms=terms, **filters))
        assert asked is not None
        assert {*four.found(asked)} == {*admitted}
    for weights in ({}, {TRADE: 1.0}):
        by_day = four.builder.build_least_coverage(Query("", **filters), weights)
        assert {*four.found(by_day)} == {*admitted}


@pytest.mark.parametrize("admitted, filters", FILTERS, ids=range(len(FILTERS)))
def test_a_filter_makes_no_passage_better_or_worse(
    four: Asked, admitted: str, filters: Mapping[str, Any]
) -> None:
    free, filtered = four.builder.build(Query("", terms=(TRADE,))), Query("", **filters)
    asked = four.builder.build(replace(filtered, terms=(TRADE,)))
    assert free is not None
    assert asked is not None
    scores = four.found(free)
    assert four.found(asked) == pytest.approx({one: scores[one] for one in admitted})
    by_day = four.builder.build_least_coverage(filtered, {TRADE: 0.75})
    assert four.found(by_day) == pytest.approx(dict.fromkeys(admitted, 0.75))


def test_nothing_is_asked_for_words_that_no_passage_has(four: Asked) -> None:
    assert four.builder.build(Query("", terms=(UNKNOWN,))) is None
    assert four.builder.build(Query("", terms=(UNKNOWN,), is_asked=True)) is None
    assert four.builder.build(Query("", terms=(UNKNOWN, TRADE))) is not None
    assert four.builder.build(Query("")) is not None


def test_without_terms_all_passages_are_found_and_none_is_better_than_another(four: Asked) -> None:
    every = four.builder.build(Query(""))
    assert every is not None
    assert four.found(every) == dict.fromkeys("abcd", 0.0)


def test_by_day_a_passage_counts_the_weight_of_each_term_it_has_however_often(
    opening: Opening,
) -> None:
    engine = opening()
    near = (NearName(("ground", "forc"), 0.5, "ground forces"),)
    army, trade = Term("army", (("armi",),), near), Term("trade", (("trade",), ("commerc",)))
    named = {
        "both names": passage("trade, commerce and trade"),
        "both terms": passage("an army and commerce"),
        "a near name": passage("forces on the ground"),
        "half of a name": passage("the ground of it"),
        "a name in two places": replace(passage("our forces"), context=("ground",)),
        "the question before": replace(passage("we will see"), context=("armi",)),
        "a question beside": replace(passage("we will see"), neighbour_questions=("armi",)),
    }
    fill(
        engine,
        [replace(one, statement_id=name, release_id=name) for name, one in named.items()],
    )
    asked = asking(engine)
    weights = {army: 4.0, trade: 1.0}
    assert asked.found(asked.builder.build_least_coverage(Query(""), weights)) == {
        "both names": 1.0,
        "both terms": 5.0,
        "a near name": 4.0,
        "the question before": 4.0,
    }


def test_a_word_scores_in_words_in_full_and_beside_them_by_its_share(opening: Opening) -> None:
    """All texts are as long as the mean of their field, so that only the shares differ."""
    engine = opening()
    fields = {"words": 1.0, "context": CONTEXT_WEIGHT, "neighbour_questions": NEIGHBOUR_WEIGHT}
    other: dict[str, Any] = dict.fromkeys(fields, ("peace",))
    made = [
        replace(passage(""), **{**other, name: ("quota",)}, statement_id=name, release_id=name)
        for name in fields
    ]
    fill(engine, made)
    asked = asking(engine)
    query = asked.builder.build(Query("", terms=(Term("quota", (("quota",),)),)))
    assert query is not None
    scores = asked.found(query)
    assert scores == pytest.approx(
        {name: share * scores["words"] for name, share in fields.items()}
    )


async def scored(engine: Engine, *words: str) -> dict[str, float]:
    asked = Query("", terms=tuple(Term(word, ((word,),)) for word in words))
    return {hit.passage.release_id: hit.score for hit in await engine.search(asked, 100)}


async def test_what_is_gone_or_was_said_otherwise_before_changes_no_score(opening: Opening) -> None:
    """Tantivy still counts passages that were removed, until it merges its files."""
    engines: tuple[Engine, ...] = (OkapiEngine(), opening())

    def put(revision: int, **said: str | None) -> None:
        made: dict[str, list[Passage]] = {
            name: [] if words is None else [passage(words, release_id=name)]
            for name, words in said.items()
        }
        for engine in engines:
            engine.add(made, revision)
            engine.commit()

    put(1, a="trade talks", b="trade launches", c="peace talks", d="trade quotas", e="peace visas")
    put(2, b="peace launches", d=None)
    put(3, a="trade visas", c=None, f="trade talks")
    okapi, disk = engines
    for words in (("trade",), ("talk",), ("trade", "visa", "launch")):
        found = await scored(okapi, *words)
        assert found
        assert await scored(disk, *words) == pytest.approx(found, rel=1e-4)


def test_a_word_counts_as_much_as_it_weighs_and_one_without_weight_is_not_asked_for(
    tmp_path: Path,
) -> None:
    with closing(DiskEngine(tmp_path)) as engine:
        fill(engine, [*make().values()])
        shown = engine._shown
        assert shown is not None
        schema = shown.open_index().schema

        def score(weight: float) -> float | None:
            builder = QueryBuilder(schema, shown._searcher, lambda _: weight)
            asked = builder.build(Query("", terms=(TRADE,)))
            return None if asked is None else Asked(builder, shown).found(asked)["c"]

        once, thrice, never = map(score, (1.0, 3.0, 0.0))
    assert once is not None
    assert thrice == pytest.approx(3 * once)
    assert never is None
