"""What is found of a quotation is judged: which places count, and how sentences stand together."""

import pytest

from retrieval.answering.verifying.comparing import Comparison
from retrieval.answering.verifying.judging import (
    is_reported,
    judge_cut,
    judge_joined,
    judge_left_out,
    judge_near,
    judge_said,
    judge_together,
)
from retrieval.answering.verifying.placing import MOST_LEFT_OUT, Sighting, locate
from retrieval.answering.verifying.reading import Quotation
from retrieval.index.passages import passages
from retrieval.model.release import Release, Span
from retrieval.model.verification import Change, Checked, Sign, Verdict
from tests.retrieval.answering.verifying.conftest import make

QUOTA = "We agreed on a quota."
TALKS = "The talks go on."


def sight(
    release: Release, *pieces: str, statement: str = "s1", is_question: bool = False
) -> Sighting:
    """The sighting of words, or of pieces, in a statement of a release."""
    own = release.statement(statement)
    within = own.question.span if is_question and own.question else own.span
    found = [locate(Quotation(one), release.text, within) for one in pieces]
    return Sighting(release, own, tuple(one for one in found if one), is_question)


def judged(sighting: Sighting, quotation: str) -> Checked:
    return judge_said(Quotation(quotation), [sighting], [])


# --- several sightings of one quotation


def test_of_all_that_said_it_the_nearest_in_signs_count() -> None:
    near, nearer, exact = (
        sight(make(words, number=at, speaker=f"Speaker {at}"), QUOTA)
        for at, words in enumerate(("We agreed — on a “quota”.", "We agreed on a “quota”.", QUOTA))
    )
    for given, right, verdict in (
        ([near, nearer], nearer, Verdict.SIGNS),
        ([nearer, near], nearer, Verdict.SIGNS),
        ([near, exact, nearer], exact, Verdict.EXACT),
    ):
        checked = judge_said(Quotation(QUOTA), given, [])
        assert checked.verdict is verdict
        assert [one.release.id for one in checked.places] == [right.release.id]


def test_at_most_three_speakers_of_the_same_words_are_named_each_where_it_is_given_first() -> None:
    speakers = ["A", "B", "A", "C", "D"]
    given = [
        sight(make(QUOTA, number=at, speaker=speaker), QUOTA) for at, speaker in enumerate(speakers)
    ]
    checked = judge_said(Quotation(QUOTA), given, [])
    assert [one.release.id for one in checked.places] == ["mofa-0", "mofa-1", "mofa-3"]


def test_words_that_differ_are_shown_in_one_place() -> None:
    given = [
        sight(make("It rose by 5 % today.", number=at, speaker=f"Speaker {at}"), "rose by 5")
        for at in range(2)
    ]
    checked = judge_said(Quotation("rose by 5"), given, [])
    assert checked.verdict is Verdict.DIFFERS
    assert [one.release.id for one in checked.places] == ["mofa-0"]
    assert len(checked.changes) == 1


def test_the_days_of_the_same_words_by_the_same_speaker_elsewhere_are_told_in_order() -> None:
    own, later, other = make(QUOTA), make(QUOTA, QUOTA, number=3), make(QUOTA, number=2)
    stranger = make(QUOTA, number=4, speaker="MORI Aya")
    said = [one for release in (own, later, other, stranger) for one in passages(release)]
    checked = judge_said(Quotation(QUOTA), [sight(own, QUOTA)], said)
    assert checked.places[0].repeats == (other.date, later.date)


def test_kinds_of_signs_are_told_in_one_order_whatever_is_judged() -> None:
    words = "“We” agreed — on a quota"
    sighting = sight(make(words), "We agreed, on  a Quota")
    signs = tuple(one for one in Sign if one in sighting.found[0].signs)
    assert len(signs) > 3
    quotation = Quotation("We agreed, on  a Quota")
    assert judge_said(quotation, [sighting], []).signs == signs
    assert judge_near(quotation, sighting).signs == signs
    assert judge_cut(quotation, sighting).signs == signs
    assert judge_joined(quotation, [sighting]).signs == signs
    assert judge_near(quotation, sighting).verdict is Verdict.SIGNS


def test_what_is_judged_is_told_by_the_words_that_were_sent() -> None:
    quotation = Quotation("on a Quota")
    sighting = sight(make(QUOTA), "on a Quota")
    for checked in (
        judge_said(quotation, [sighting], []),
        judge_near(quotation, sighting),
        judge_cut(quotation, sighting),
        judge_joined(quotation, [sighting]),
        judge_left_out(quotation, sighting),
    ):
        assert checked.quotation == "on a Quota"
        assert [one.marks for one in checked.places] == [(sighting.found[0].span,)]


def test_words_that_come_near_differ_by_what_is_told() -> None:
    sighting = sight(make("It rose by 5 % today."), "rose by 5")
    checked = judge_near(Quotation("rose by 5"), sighting)
    assert (checked.verdict, checked.changes) == (Verdict.DIFFERS, sighting.found[0].changes)
    assert checked.changes


# --- pieces of a quotation


def cut(gap: str, *pieces: str) -> Checked:
    release = make(f"We agreed{gap}on a quota.")
    return judge_cut(Quotation(" … ".join(pieces)), sight(release, *pieces))


def test_pieces_of_one_statement_are_a_cut_that_shows_what_it_leaves_out() -> None:
    checked = cut(", after all, ", "We agreed", "on a quota")
    (place,) = checked.places
    assert checked.verdict is Verdict.CUT
    (change,) = checked.changes
    assert change.span is not None
    assert (change.span.of(place.release.text), change.instead) == (", after all,", "")


def test_a_cut_that_leaves_out_nothing_but_blanks_changes_nothing() -> None:
    checked = cut("  ", "We agreed", "on a quota")
    assert (checked.verdict, checked.changes) == (Verdict.CUT, ())


def test_pieces_with_a_word_that_differs_are_no_cut() -> None:
    release = make("We agreed by 5 % on a quota.")
    checked = judge_cut(Quotation("by 5 … a quota"), sight(release, "by 5", "a quota"))
    assert checked.verdict is Verdict.DIFFERS
    assert [one.instead for one in checked.changes] == ["5"]


@pytest.mark.parametrize(
    "pieces, gap, verdict, places",
    [
        (("We agreed", "on a quota"), MOST_LEFT_OUT, Verdict.CUT, 1),
        (("We agreed", "on a quota"), MOST_LEFT_OUT + 1, Verdict.JOINED, 2),
        (("on a quota", "We agreed"), 5, Verdict.JOINED, 2),
    ],
)
def test_pieces_far_apart_or_in_another_order_are_joined_and_shown_one_by_one(
    pieces: tuple[str, ...], gap: int, verdict: Verdict, places: int
) -> None:
    checked = cut(f" {'x' * (gap - 2)} ", *pieces)
    assert (checked.verdict, len(checked.places)) == (verdict, places)


def test_slices_without_what_stands_between_them_differ_by_it() -> None:
    release = make("We have not agreed, so far, on a quota.")
    pieces = ("We have", "agreed", "on a quota")
    checked = judge_left_out(Quotation(" ".join(pieces)), sight(release, *pieces))
    left_out = [one.span.of(release.text) for one in checked.changes if one.span]
    assert (checked.verdict, left_out) == (Verdict.DIFFERS, ["not", ", so far,"])


# --- sentences that tell of what they quote


@pytest.mark.parametrize(
    "instead, verdict, is_told",
    [
        ("He said", Verdict.DIFFERS, True),
        ("said he then", Verdict.DIFFERS, True),
        ("He", Verdict.DIFFERS, False),
        ("", Verdict.NOT_ON_RECORD, True),
        ("He said", Verdict.EXACT, False),
        ("He said", Verdict.JOINED, False),
    ],
)
def test_a_sentence_tells_of_words_if_none_of_those_around_them_is_on_record(
    instead: str, verdict: Verdict, is_told: bool
) -> None:
    quotation = Quotation("He said “we agreed on a quota”")
    checked = Checked(quotation.text, verdict, changes=(Change(None, instead),))
    assert is_reported(quotation, checked) is is_told


def test_a_sentence_without_a_quotation_tells_of_none() -> None:
    quotation = Quotation("He said we agreed on a quota")
    assert not is_reported(quotation, Checked(quotation.text, Verdict.NOT_ON_RECORD))


# --- how sentences stand together


def together(text: str, first: str = QUOTA, second: str = TALKS) -> Verdict | None:
    release = make(text)
    return judge_together([judged(sight(release, one), one) for one in (first, second)])


@pytest.mark.parametrize(
    "text, verdict",
    [
        (f"{QUOTA} {TALKS}", Verdict.EXACT),
        (f"{QUOTA} — {TALKS}", Verdict.EXACT),
        (f"{QUOTA} No. {TALKS}", Verdict.CUT),
        (f"{QUOTA} 5 {TALKS}", Verdict.CUT),
        (f"{TALKS} {QUOTA}", Verdict.JOINED),
        (f"{QUOTA}{'x' * MOST_LEFT_OUT}\n{TALKS}", Verdict.JOINED),
        (f"{QUOTA}{'.' * MOST_LEFT_OUT}{TALKS}", Verdict.EXACT),
        (f"{QUOTA}{'.' * (MOST_LEFT_OUT + 1)}{TALKS}", Verdict.JOINED),
    ],
)
def test_sentences_are_one_quotation_if_one_follows_the_other(text: str, verdict: Verdict) -> None:
    assert together(text) is verdict


def test_sentences_of_two_statements_versions_or_speakers_are_put_together() -> None:
    release = make(QUOTA, TALKS, asked=QUOTA)
    edited = make(f"{QUOTA} {TALKS}", version=2)
    former = make(f"{QUOTA} {TALKS}", version=1)
    elsewhere = make(f"{QUOTA} {TALKS}", version=2, number=2)
    for first, second in (
        (sight(release, QUOTA), sight(release, TALKS, statement="s2")),
        (sight(release, QUOTA, is_question=True), sight(release, TALKS, statement="s2")),
        (sight(former, QUOTA), sight(edited, TALKS)),
        (sight(elsewhere, QUOTA), sight(edited, TALKS)),
    ):
        checked = [judged(first, QUOTA), judged(second, TALKS)]
        assert judge_together(checked) is Verdict.JOINED
    asked = make("We did.", asked="Was it so? Is it so?")
    checked = [
        judged(sight(asked, words, is_question=by_reporter), words)
        for words, by_reporter in (("Is it so?", True), ("We did.", False))
    ]
    assert judge_together(checked) is Verdict.JOINED


def test_of_several_places_the_best_pair_counts() -> None:
    whole, alone = make(f"{QUOTA} {TALKS}"), make(QUOTA, number=2, speaker="MORI Aya")
    first = judge_said(Quotation(QUOTA), [sight(alone, QUOTA), sight(whole, QUOTA)], [])
    assert len(first.places) == 2
    assert judge_together([first, judged(sight(whole, TALKS), TALKS)]) is Verdict.EXACT


def test_the_worst_of_all_pairs_decides() -> None:
    release = make(f"{QUOTA} {TALKS} It rained. It was warm.", "Thank you all.")
    one, two, three, four = (
        judged(sight(release, words), words)
        for words in (QUOTA, TALKS, "It rained.", "It was warm.")
    )
    other = judged(sight(release, "Thank you all.", statement="s2"), "Thank you all.")
    for checked, verdict in (
        ([one, two, three, four], Verdict.EXACT),
        ([one, two, four], Verdict.CUT),
        ([one, three, four], Verdict.CUT),
        ([one, two, four, other], Verdict.JOINED),
        ([other, one, two], Verdict.JOINED),
    ):
        assert judge_together(checked) is verdict


def test_sentences_with_other_signs_are_together_but_for_signs() -> None:
    assert together(f"{QUOTA} {TALKS}", second="The talks “go on.") is Verdict.SIGNS
    assert together(f"{QUOTA} {TALKS}", first="We agreed, on a quota.") is Verdict.SIGNS


def test_one_sentence_or_one_that_is_not_on_record_stands_with_none() -> None:
    release = make(f"{QUOTA} {TALKS}")
    one, two = (judged(sight(release, words), words) for words in (QUOTA, TALKS))
    assert judge_together([one]) is None
    assert judge_together([]) is None
    assert judge_together([one, two, Checked("x", Verdict.NOT_ON_RECORD)]) is None
    assert judge_together([one, Checked("x", Verdict.CUT, two.places)]) is None


def test_a_sighting_is_as_far_as_all_its_slices() -> None:
    release = make(QUOTA)
    found = (
        Comparison(Span(1, 3), frozenset({Sign.DASHES}), (Change(None, "a"),)),
        Comparison(Span(3, 5), frozenset({Sign.DASHES, Sign.BLANKS}), (Change(None, "b"),) * 2),
    )
    assert Sighting(release, release.statement("s1"), found).distance == (3, 3)
