"""What two parts of a question bar is all barred, each thing once."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.query import Barred, Period, Query, Vocabulary, Voice
from retrieval.model.release import Label, ReleaseKind
from retrieval.query.barring import as_barred, merge, read_barred, without_duplicates
from retrieval.query.lexicon import Lexicon
from retrieval.query.operators import OperatorFilters
from retrieval.query.words.aliases import reviewed_aliases

TODAY = dt.date(2022, 6, 1)
KAWAI, MORI = Voice("Kawai", frozenset({"jun kawai"})), Voice("Mori", frozenset({"mori aiko"}))
MAY = Period(dt.date(2022, 5, 1), dt.date(2022, 5, 31))
APRIL = Period(dt.date(2022, 4, 1), dt.date(2022, 4, 30))

BARS = st.builds(
    Barred,
    st.lists(st.sampled_from([KAWAI, MORI]), unique=True).map(tuple),
    st.lists(st.sampled_from(["NHK", "BBC"]), unique=True).map(tuple),
    st.booleans(),
    st.frozensets(st.sampled_from(ReleaseKind)),
    st.frozensets(st.sampled_from(Label)),
    st.lists(st.sampled_from([MAY, APRIL]), unique=True).map(tuple),
)


@given(BARS, BARS)
def test_of_two_bars_everything_stays_barred_and_once(one: Barred, other: Barred) -> None:
    both = merge(one, other)
    assert both.voices == tuple(dict.fromkeys((*one.voices, *other.voices)))
    assert both.askers == tuple(dict.fromkeys((*one.askers, *other.askers)))
    assert both.is_asked == any((one.is_asked, other.is_asked))
    assert both.kinds == one.kinds | other.kinds
    assert both.labels == one.labels | other.labels
    assert both.periods == tuple(dict.fromkeys((*one.periods, *other.periods)))


def test_of_voices_that_mean_the_same_the_first_is_kept_in_its_place() -> None:
    again = Voice("Jun Kawai", KAWAI.names)
    in_office = Voice("Kawai", KAWAI.names, frozenset({"press secretary"}))
    assert without_duplicates([KAWAI, MORI, again]) == (KAWAI, MORI)
    assert without_duplicates([again, KAWAI, MORI]) == (again, MORI)
    assert without_duplicates([KAWAI, in_office]) == (KAWAI, in_office)


@pytest.mark.parametrize(
    "query, barred",
    [
        (Query("", voices=(KAWAI,)), Barred(voices=(KAWAI,))),
        (Query("", askers=("NHK",)), Barred(askers=("NHK",))),
        (Query("", is_asked=True), Barred(is_asked=True)),
        (
            Query("", kinds=frozenset({ReleaseKind.SPEECH})),
            Barred(kinds=frozenset({ReleaseKind.SPEECH})),
        ),
        (
            Query("", labels=frozenset({Label.DECLINED})),
            Barred(labels=frozenset({Label.DECLINED})),
        ),
        (Query("", period=MAY), Barred(periods=(MAY,))),
        (Query("Taiwan"), Barred()),
    ],
)
def test_each_filter_bars_what_it_admits(query: Query, barred: Barred) -> None:
    assert as_barred(query) == barred


def test_operators_bar_each_what_it_names() -> None:
    lexicon = Lexicon(Vocabulary(), reviewed_aliases(), days=Period(dt.date(2021, 1, 1), TODAY))
    kinds, labels = frozenset({ReleaseKind.READOUT}), frozenset({Label.DECLINED})
    barred = read_barred(
        OperatorFilters(
            by=("kawai",),
            asked=("nhk",),
            kinds=kinds,
            labels=labels,
            when=("in may 2022", "in banana"),
        ),
        TODAY,
        lexicon,
    )
    assert [one.written for one in barred.voices] == ["kawai"]
    assert barred == Barred(barred.voices, ("nhk",), False, kinds, labels, (MAY,))
