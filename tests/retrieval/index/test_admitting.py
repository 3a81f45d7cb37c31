"""Which passages each filter admits, in each engine; several admit what each of them does."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from retrieval.index.cluster.cluster_engine import ClusterEngine
from retrieval.index.cluster.connection import ClusterAddress
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.engine import Engine, admits
from retrieval.index.okapi import OkapiEngine
from retrieval.model.query import Barred, NearName, Order, Period, Query, Term, Voice
from retrieval.model.release import Label, Passage, ReleaseKind
from retrieval.text.tokens import fold_words
from tests.retrieval.index.fake_cluster import serving
from tests.retrieval.index.test_contract import covering, fill, passage

FIRST, SECOND, THIRD = (dt.date(2022, 3, day) for day in (1, 2, 31))
APRIL = dt.date(2022, 4, 10)
MINISTER, SECRETARY = fold_words("Foreign Minister"), fold_words("Press Secretary")
TANABE, ONO = fold_words("TANABE Kenji"), fold_words("Ms. Ono")
TRADE = Term("trade", (("trade",),))


def make() -> dict[str, Passage]:
    """Passages of four days, each by the letter of its statement."""
    a = passage("Trade talks with Borovia", day=FIRST, release_id="r1", statement_id="a")
    b = passage("Trade with everybody, then talks", day=SECOND, release_id="r2", statement_id="b")
    c = passage("Free trade", day=THIRD, release_id="r3", statement_id="c", speaker="Ms. Ono")
    d = passage("Fair trade, free talks", day=APRIL, release_id="r4", statement_id="d", speaker="")
    return {
        "a": replace(a, asker="NHK, Noda", labels=frozenset({Label.DECLINED})),
        "b": replace(
            b,
            role="Press Secretary",
            asker="Reporter",
            mentions=frozenset({FIRST}),
            months=frozenset({dt.date(2022, 4, 1)}),
        ),
        "c": replace(c, kind=ReleaseKind.READOUT, mentions=frozenset({APRIL})),
        "d": replace(
            d,
            role="",
            kind=ReleaseKind.STATEMENT,
            labels=frozenset({Label.DECLINED, Label.UNDECIDED}),
            months=frozenset({FIRST}),
        ),
    }


def voices(*named: tuple[str, str]) -> tuple[Voice, ...]:
    return tuple(
        Voice("asked", frozenset({name} - {""}), frozenset({office} - {""}))
        for name, office in named
    )


FILTERS: list[tuple[str, dict[str, Any]]] = [
    ("abcd", {}),
    ("abcd", {"period": Period()}),
    ("bcd", {"period": Period(since=SECOND)}),
    ("ab", {"period": Period(until=SECOND)}),
    ("bc", {"period": Period(SECOND, THIRD)}),
    ("ab", {"period": Period(FIRST, FIRST)}),
    ("cd", {"period": Period(APRIL, APRIL)}),
    ("b", {"period": Period(SECOND, SECOND)}),
    ("abc", {"period": Period(FIRST, THIRD)}),
    ("abcd", {"period": Period(FIRST, THIRD, or_spoken_of=True)}),
    ("ab", {"period": Period(FIRST, dt.date(2022, 3, 30), or_spoken_of=True)}),
    ("bcd", {"period": Period(dt.date(2022, 4, 1), dt.date(2022, 4, 30), or_spoken_of=True)}),
    ("ab", {"voices": voices((TANABE, ""))}),
    ("ac", {"voices": voices(("", MINISTER))}),
    ("b", {"voices": voices((TANABE, SECRETARY))}),
    ("bc", {"voices": voices((ONO, MINISTER), ("", SECRETARY))}),
    ("abcd", {"voices": voices(("", ""))}),
    ("a", {"askers": ("NHK",)}),
    ("a", {"askers": ("nhk, noda",)}),
    ("", {"askers": ("noda nhk",)}),
    ("ab", {"askers": ("NHK", "reporter")}),
    ("ab", {"is_asked": True}),
    ("b", {"askers": ("reporter",), "is_asked": True}),
    ("ad", {"releases": frozenset({"r1", "r4", "r9"})}),
    ("cd", {"kinds": frozenset({ReleaseKind.READOUT, ReleaseKind.STATEMENT})}),
    ("ad", {"labels": frozenset({Label.DECLINED})}),
    ("d", {"labels": frozenset({Label.UNDECIDED})}),
    ("ad", {"labels": frozenset({Label.UNDECIDED, Label.DECLINED})}),
    ("a", {"phrases": ("trade talks",)}),
    ("a", {"phrases": ("trade talks", "Borovia")}),
    ("", {"phrases": ("trade talks", "fair")}),
    ("cd", {"phrases": ("free",)}),
    ("", {"phrases": ("!",)}),
    ("cd", {"excluded": (Term("w", (("borovia",), ("x1",))), Term("trade with", ()))}),
    ("bcd", {"excluded": (Term("talks on trade", (("trade", "talk"),)),)}),
    ("abd", {"excluded": (Term("free trade", ()),)}),
    ("abcd", {"excluded": (Term("x", (("x1",),), (NearName(("trade",), 0.9, "trade"),)),)}),
    ("cd", {"barred": Barred(voices=voices((TANABE, "")))}),
    ("acd", {"barred": Barred(voices=voices((TANABE, SECRETARY)))}),
    ("bcd", {"barred": Barred(askers=("nhk",))}),
    ("cd", {"barred": Barred(is_asked=True)}),
    ("cd", {"barred": Barred(askers=("nhk",), is_asked=True)}),
    ("ab", {"barred": Barred(kinds=frozenset({ReleaseKind.READOUT, ReleaseKind.STATEMENT}))}),
    ("bc", {"barred": Barred(labels=frozenset({Label.DECLINED}))}),
    ("bc", {"barred": Barred(periods=(Period(until=FIRST), Period(APRIL, APRIL)))}),
    (
        "c",
        {
            "barred": Barred(
                periods=(Period(until=FIRST),),
                askers=("reporter",),
                labels=frozenset({Label.UNDECIDED}),
            )
        },
    ),
    ("", {"barred": Barred(periods=(Period(),))}),
]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Engine]]:
    """The engines, each showing the passages."""
    with (
        serving() as nodes,
        closing(DiskEngine(tmp_path_factory.mktemp("index"))) as disk,
        closing(ClusterEngine(ClusterAddress([nodes.url]))) as cluster,
    ):
        made: list[Engine] = [OkapiEngine(), disk, cluster]
        for engine in made:
            fill(engine, [*make().values()])
        yield made


async def found(engine: Engine, asked: Query, **rest: Any) -> str:
    hits = await engine.search(asked, 10, **rest)
    return "".join(sorted(hit.passage.statement_id for hit in hits))


@pytest.mark.parametrize("admitted, filters", FILTERS, ids=range(len(FILTERS)))
def test_a_filter_admits_those_passages(admitted: str, filters: Mapping[str, Any]) -> None:
    asked = Query("", **filters)
    assert "".join(name for name, one in make().items() if admits(asked, one)) == admitted


@pytest.mark.parametrize("admitted, filters", FILTERS, ids=range(len(FILTERS)))
async def test_each_engine_finds_what_is_admitted_by_words_by_day_and_without_either(
    engines: list[Engine], admitted: str, filters: Mapping[str, Any]
) -> None:
    without, by_words = Query("", **filters), Query("", terms=(TRADE,), **filters)
    for engine in engines:
        assert await found(engine, without) == admitted
        assert await found(engine, by_words) == admitted
        for order in (Order.NEW, Order.OLD):
            by_day = replace(by_words, order=order)
            assert await found(engine, by_day, bar=covering((TRADE,), 0.9)) == admitted


async def test_several_filters_admit_what_each_of_them_admits(engines: list[Engine]) -> None:
    pairs = [
        (one, other)
        for one, other in combinations(FILTERS, 2)
        if one[1].keys().isdisjoint(other[1].keys())
    ]
    assert len(pairs) > 100
    for at, ((admitted, filters), (others, more)) in enumerate(pairs):
        both = "".join(name for name in admitted if name in others)
        asked = Query("", terms=(TRADE,), **filters, **more)
        assert "".join(name for name, one in make().items() if admits(asked, one)) == both
        assert await found(engines[at % 3], asked) == both
