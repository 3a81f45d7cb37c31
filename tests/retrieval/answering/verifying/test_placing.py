"""Where a text has the words of a quotation, and the pieces of one that was cut."""

import pytest

from retrieval.answering.verifying.comparing import Comparison
from retrieval.answering.verifying.placing import (
    Sighting,
    approach,
    count_changed_words,
    locate,
    locate_all,
    says_most,
)
from retrieval.answering.verifying.reading import Quotation
from retrieval.model.release import (
    Span,
)
from retrieval.model.verification import Change
from tests.retrieval.answering.verifying.conftest import make


def placed(text: str, *pieces: str, since: int = 0) -> list[int] | None:
    """Where each piece is found to begin."""
    found = locate_all([Quotation(one) for one in pieces], text, Span(since, len(text)))
    return None if found is None else [one.span.start for one in found]


@pytest.mark.parametrize(
    "text, pieces, places",
    [
        ("fleet and quota and fleet", ("quota", "fleet"), [10, 20]),
        ("fleet and quota", ("quota", "fleet"), [10, 0]),
        ("quota a b c quota fleet", ("quota", "fleet"), [12, 18]),
        ("quota fleet a b c quota d fleet", ("quota", "fleet"), [0, 6]),
        ("quota quota", ("quota", "quota"), [0, 6]),
        ("quota", ("quota", "quota"), [0, 0]),
        ("fleet quota", ("quota", "whale"), None),
        ("fleet quota", ("whale", "quota"), None),
        ("fleet a b c quota fleet", ("quota", "fleet"), [12, 18]),
    ],
)
def test_pieces_are_found_in_order_and_near_each_other_where_they_stand_so(
    text: str, pieces: tuple[str, ...], places: list[int] | None
) -> None:
    assert placed(text, *pieces) == places
    before = "quota fleet. "
    moved = None if places is None else [one + len(before) for one in places]
    assert placed(before + text, *pieces, since=len(before)) == moved


def test_of_several_places_the_one_with_the_same_signs_counts_and_else_the_first() -> None:
    text = "Before. The quota, agreed. The quota agreed. The quota: agreed."
    within = Span(8, len(text))
    for quotation, start in (("quota agreed", 31), ("quota: agreed", 49), ("quota; agreed", 12)):
        found = locate(Quotation(quotation), text, within)
        assert found is not None
        assert found.span.start == start
    assert locate(Quotation("Before"), text, within) is None


@pytest.mark.parametrize(
    "wrong, is_most",
    [("one", True), ("herring quota fleet", True), ("herring quota fleet whale", False)],
)
def test_at_most_three_of_ten_words_are_wrong(wrong: str, is_most: bool) -> None:
    quotation = Quotation("herring quota fleet whale trade visas summit launch harbor ship")
    compared = Comparison(Span(0, 9), changes=(Change(None, wrong),))
    assert says_most(quotation, compared) is is_most


def test_of_few_words_one_may_be_wrong_and_what_says_something_counts_by_itself() -> None:
    few = Quotation("the herring quota")
    for wrong, is_most in (("herring", True), ("herring quota", False)):
        assert says_most(few, Comparison(Span(0, 1), changes=(Change(None, wrong),))) is is_most
    small = Quotation("it is what we are to be of the herring quota fleet")
    compared = Comparison(Span(0, 1), changes=(Change(None, "quota fleet"),))
    assert not says_most(small, compared)


def test_changed_words_are_counted_on_the_side_that_has_more_of_them() -> None:
    text = "one two three four five"
    changes = (Change(Span(0, 7), "x"), Change(Span(8, 13), "y z a"), Change(None, "b"))
    assert count_changed_words(Comparison(Span(0, 1), changes=changes), text) == 2 + 3 + 1


# --- the place that is shown


def sighting(text: str, *pieces: str, asked: str = "", is_question: bool = False) -> Sighting:
    """Where pieces stand in a release of one statement, or in the question before it."""
    release = make(text, asked=asked)
    [statement] = release.statements
    within = Span(0, len(asked)) if is_question else statement.span
    found = [locate(Quotation(one), release.text, within) for one in pieces]
    return Sighting(release, statement, tuple(one for one in found if one), is_question)


def shown(one: Sighting) -> list[list[str]]:
    place = one.show()
    return [
        [span.of(one.release.text) for span in spans]
        for spans in (place.slices, place.marks, place.asked)
    ]


FISH = "We met. We set a quota. It rose by 5 % then. That is all."


@pytest.mark.parametrize(
    "text, pieces, slices, marks",
    [
        (FISH, ["a quota"], ["We set a quota."], ["a quota"]),
        (FISH, ["We set a quota."], ["We set a quota."], ["We set a quota."]),
        (FISH, ["met", "quota"], ["We met. We set a quota."], ["met", "quota"]),
        (FISH, ["quota", "met"], ["We met. We set a quota."], ["met", "quota"]),
        (FISH, ["We set", "quota"], ["We set a quota."], ["We set", "quota"]),
        (FISH, ["met", "all"], ["We met.", "That is all."], ["met", "all"]),
        (FISH, ["quota. It"], ["We set a quota. It rose by 5 % then."], ["quota. It"]),
        (FISH, ["rose by 5 then"], ["It rose by 5 % then."], ["5 % then"]),
        (FISH, ["rose by 5"], ["It rose by 5 % then."], ["5"]),
    ],
)
def test_words_are_shown_in_their_sentences_and_those_that_differ_are_marked(
    text: str, pieces: list[str], slices: list[str], marks: list[str]
) -> None:
    assert shown(sighting(text, *pieces)) == [slices, marks, []]


def test_an_answer_is_shown_with_what_was_asked_and_a_question_alone() -> None:
    asked = "Will you set a quota?"
    assert shown(sighting(FISH, "a quota", asked=asked)) == [
        ["We set a quota."],
        ["a quota"],
        [asked],
    ]
    assert shown(sighting(FISH, "a quota", asked=asked, is_question=True)) == [
        [asked],
        ["a quota"],
        [],
    ]


@pytest.mark.parametrize(
    "quotation, changes",
    [
        ("We set the quota today", [("a", "the"), ("", "today")]),
        ("We set a limit", [("quota", "limit")]),
        ("They have set a quota now then", None),
        ("Whales were seen by all", None),
    ],
)
def test_words_that_come_nearest_are_compared_with_as_many_as_there_are(
    quotation: str, changes: list[tuple[str, str]] | None
) -> None:
    text = "Yes: they met. We set a quota"
    found = approach(Quotation(quotation), text, Span(5, len(text)))
    told = found and [(one.span.of(text) if one.span else "", one.instead) for one in found.changes]
    assert told == changes
