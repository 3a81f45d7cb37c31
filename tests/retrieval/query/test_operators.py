"""Operators: what they say, and what is left to plain words."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.describing import describe
from retrieval.model.query import Order, Query, Term
from retrieval.model.release import Label, ReleaseKind
from retrieval.query.operators import read_operators
from retrieval.text.folding import fold

Asking = Callable[[str], Query]


def words(query: Query) -> list[str]:
    return [term.word for term in query.terms]


@pytest.mark.parametrize(
    "question, terms, excluded",
    [
        ("Taiwan -Okinawa", ["Taiwan"], [Term("Okinawa", (("okinawa",),))]),
        ("-Okinawa Taiwan", ["Taiwan"], [Term("Okinawa", (("okinawa",),))]),
        ("Taiwan –Okinawa", ["Taiwan"], [Term("Okinawa", (("okinawa",),))]),
        ("Taiwan -missiles", ["Taiwan"], [Term("missiles", (("missil",),))]),
        ('Taiwan -"North Korea"', ["Taiwan"], [Term("North Korea", ())]),
        ("Taiwan -„North Korea“", ["Taiwan"], [Term("North Korea", ())]),
        ("Taiwan -COVID-19", ["Taiwan"], [Term("COVID-19", (("covid", "19"),))]),
        ("Taiwan -U.S.", ["Taiwan"], [Term("U.S.", (("us",), ("unit", "state")))]),
        ("Taiwan -U.S.-Japan", ["Taiwan"], [Term("U.S.-Japan", (("us", "japan"),))]),
        ("Taiwan -WHO", ["Taiwan"], [Term("WHO", (("who",),))]),
        ("Taiwan -DPRK", ["Taiwan"], [Term("DPRK", (("dprk",), ("north", "korea")))]),
        # what cannot be excluded otherwise is excluded as a word
        ("Taiwan -order:new", ["Taiwan"], [Term("new", (("new",),))]),
        ("Taiwan -type:banana", ["Taiwan"], [Term("banana", (("banana",),))]),
        # no exclusions
        ("COVID-19 Taiwan", ["COVID", "19", "Taiwan"], []),
        ("U.S.-Japan Taiwan", ["U.S.", "Japan", "Taiwan"], []),
        ("Taiwan - Ukraine", ["Taiwan", "Ukraine"], []),
        ("Taiwan -- Ukraine", ["Taiwan", "Ukraine"], []),
        ('Taiwan -"" Ukraine', ["Taiwan", "Ukraine"], []),
        ("-(Okinawa) Taiwan", ["Okinawa", "Taiwan"], []),
    ],
)
def test_a_minus_before_a_word_excludes_it(
    ask: Asking, question: str, terms: list[str], excluded: list[Term]
) -> None:
    query = ask(question)
    assert words(query) == terms
    assert list(query.excluded) == excluded
    assert query.voices == ()


@pytest.mark.parametrize(
    "question, shown",
    [
        ("Taiwan -by:kawai", "Taiwan · not by Jun Kawai"),
        ('Taiwan -by:"Jun Kawai"', "Taiwan · not by Jun Kawai"),
        ("Taiwan −by:kawai -by:hayashi", "Taiwan · not by Jun Kawai or HAYASHI Yoshimasa"),
        ("Taiwan -by:kishida", "Taiwan · not by kishida"),
        ("Taiwan by:hayashi -by:kawai", "Taiwan · by HAYASHI Yoshimasa · not by Jun Kawai"),
        ("Taiwan -asked:nhk", "Taiwan · not asked by nhk"),
        ("Taiwan -type:readout,speech", "Taiwan · not in readouts or speeches"),
        ("Taiwan -wording:declined", "Taiwan · no wording of refusal"),
        ("Taiwan -in:2022", "Taiwan · not in 2022"),
        ("Taiwan -since:2022-02-01 in 2022", "Taiwan · 2022 · not since 1 Feb 2022"),
        ('Taiwan -in:"May 2022"', "Taiwan · not in May 2022"),
    ],
)
def test_a_minus_before_an_operator_excludes_what_it_says(
    ask: Asking, question: str, shown: str
) -> None:
    query = ask(question)
    assert describe(query) == shown
    assert query.excluded == ()


@pytest.mark.parametrize(
    "question, term, names",
    [
        ("Taiwan OR Ukraine", "Taiwan OR Ukraine", {("taiwan",), ("ukrain",)}),
        (
            "Taiwan OR Ukraine OR Russia",
            "Taiwan OR Ukraine OR Russia",
            {("taiwan",), ("ukrain",), ("russia",)},
        ),
        (
            "Taiwan OR the DPRK",
            "Taiwan OR DPRK",
            {("taiwan",), ("dprk",), ("north", "korea")},
        ),
        (
            '"peace treaty" OR Taiwan',
            "peace treaty OR Taiwan",
            {("peac", "treati"), ("taiwan",)},
        ),
        (
            "Taiwan OR “peace treaty”",
            "Taiwan OR peace treaty",
            {("peac", "treati"), ("taiwan",)},
        ),
    ],
)
def test_or_in_capitals_makes_one_term_of_alternatives(
    ask: Asking, question: str, term: str, names: set[tuple[str, ...]]
) -> None:
    (found,) = ask(question).terms
    assert (found.word, set(found.names)) == (term, names)
    assert ask(question).phrases == ()


@pytest.mark.parametrize(
    "question, terms",
    [
        ("Taiwan or", ["Taiwan"]),
        ("Taiwan sanctions OR visit", ["Taiwan", "sanctions OR visit"]),
        ("OR Taiwan", ["Taiwan"]),
        ("Taiwan OR", ["Taiwan"]),
        ("Taiwan OR by:kawai", ["Taiwan"]),
        ('"of" OR Taiwan', ["Taiwan"]),
    ],
)
def test_or_needs_something_on_either_side(ask: Asking, question: str, terms: list[str]) -> None:
    assert words(ask(question)) == terms


@pytest.mark.parametrize(
    "value, kinds",
    [
        ("conference", {ReleaseKind.CONFERENCE}),
        ("release", {ReleaseKind.RELEASE}),
        ("releases", {ReleaseKind.RELEASE}),
        ("press-release", {ReleaseKind.RELEASE}),
        ('"press releases"', {ReleaseKind.RELEASE}),
        ("Readout", {ReleaseKind.READOUT}),
        ("statements", {ReleaseKind.STATEMENT}),
        ("speeches", {ReleaseKind.SPEECH}),
        ("address", {ReleaseKind.SPEECH}),
        ("speech,readout", {ReleaseKind.SPEECH, ReleaseKind.READOUT}),
        ("speech type:readout", {ReleaseKind.SPEECH, ReleaseKind.READOUT}),
    ],
)
@pytest.mark.parametrize("key", ["type:", "TYPE: ", "type："])
def test_a_type_limits_the_kinds_of_release(
    ask: Asking, key: str, value: str, kinds: set[ReleaseKind]
) -> None:
    query = ask(f"Taiwan {key}{value}")
    assert query.kinds == kinds
    assert words(query) == ["Taiwan"]


@pytest.mark.parametrize(
    "value, order",
    [("new", Order.NEW), ("old", Order.OLD), ("best", Order.BEST), ("latest", Order.NEW)],
)
def test_an_order_outranks_plain_words(ask: Asking, value: str, order: Order) -> None:
    query = ask(f"earliest on Taiwan order:{value}")
    assert query.order is order
    assert query.is_order_asked
    assert words(query) == ["Taiwan"]


@pytest.mark.parametrize("label", Label)
def test_a_label_is_asked_for_by_its_name(ask: Asking, label: Label) -> None:
    assert ask(f"Taiwan wording:{label.value}").labels == {label}
    assert ask(f"Taiwan wording:{label.value.replace('-', '_')}").labels == {label}


@pytest.mark.parametrize(
    "question, asked",
    [
        ("Taiwan asked:nhk", ("nhk",)),
        ('asked:"Kyodo News" Taiwan', ("kyodo news",)),
        ("asked: nhk asked:Noda Taiwan", ("nhk", "noda")),
    ],
)
def test_asked_names_an_outlet(ask: Asking, question: str, asked: tuple[str, ...]) -> None:
    query = ask(question)
    assert query.askers == asked
    assert words(query) == ["Taiwan"]


@pytest.mark.parametrize(
    "question, period",
    [
        ('in:"May 2022" Taiwan', "May 2022"),
        ("since:„May 2022“ Taiwan", "since 1 May 2022"),
        ("before: 2022 Taiwan", "until 31 Dec 2021"),
        ("after:2021-11-13 Taiwan", "since 14 Nov 2021"),
        ("until:yesterday Taiwan", "until 21 Nov 2026"),
    ],
)
def test_a_period_may_be_given_with_a_colon(ask: Asking, question: str, period: str) -> None:
    query = ask(question)
    assert describe(query) == f"Taiwan · {period}"
    assert query.phrases == ()


@pytest.mark.parametrize(
    "question, terms",
    [
        ("Taiwan type:banana", ["Taiwan", "type", "banana"]),
        ("Taiwan type:readout,banana", ["Taiwan", "type", "readout", "banana"]),
        ("Taiwan order:sideways", ["Taiwan", "order", "sideways"]),
        ("Taiwan wording:rude", ["Taiwan", "rude"]),
        ("Taiwan in:nonsense", ["Taiwan", "nonsense"]),
        ("Taiwan by: ", ["Taiwan"]),
        ('by:"" Taiwan', ["Taiwan"]),
        ("Taiwan standby:mode", ["Taiwan", "standby", "mode"]),
    ],
)
def test_a_value_that_means_nothing_leaves_plain_words(
    ask: Asking, question: str, terms: list[str]
) -> None:
    query = ask(question)
    assert words(query) == terms
    assert not query.has_filters


SIGNS = st.sampled_from(
    ['"', "-", "by:", "asked:", "type:release", "order:", " ", "a", "OR", 'in:"', "wording:x"]
)


@given(st.lists(st.one_of(SIGNS, st.text(max_size=4)), max_size=40).map("".join))
def test_all_that_is_found_lies_within_the_question(question: str) -> None:
    folded = fold(question).text
    found = read_operators(folded)
    for span in (*found.phrases, *found.without, *found.spans):
        assert 0 <= span.start < span.end <= len(folded)
    assert list(found.spans) == sorted(found.spans)


@pytest.mark.parametrize("key", ["wording", "order", "type"])
def test_what_is_quoted_behind_a_word_that_is_no_operator_here_is_quoted(
    ask: Asking, key: str
) -> None:
    assert ask(f'not sure of the {key}: "the peace treaty"').phrases == ("the peace treaty",)
