from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.excerpts import MOST_CHARACTERS, MOST_SENTENCES, ExcerptRequest, cut, prove
from retrieval.answering.sought import seek
from retrieval.errors import InexactSliceError
from retrieval.model.answer import Excerpt
from retrieval.model.query import Term
from retrieval.model.release import (
    Label,
    Release,
    Span,
)
from retrieval.text.sentences import sentences
from retrieval.text.tokens import terms
from tests.retrieval.answering.made_up import release_of


def cut_for(
    text: str, *asked: str, focus: Span | None = None, question: str = "", says: str = ""
) -> Excerpt:
    release = release_of(text)
    weights = {Term(word, (terms(word),)): 1.0 for word in asked}
    subjects = frozenset(term for term in weights if term.word == says)
    request = ExcerptRequest(weights, seek(question).finds, subjects)
    return cut(release, release.statements[0], request, focus=focus)


LONG = "Sentence " * 70 + "ends."


def test_the_sentence_that_answers_is_cut_not_the_opening_courtesies() -> None:
    text = "Thank you for coming. We raised the fisheries quota. That is all from me."
    assert cut_for(text, "quota").quote == "We raised the fisheries quota."


def test_two_sentences_about_one_thing_are_two_exact_slices_with_a_cut_between() -> None:
    text = (
        "We spoke of the herring quota. The weather was fine. Then a quota of Borovia was agreed."
    )
    found = cut_for(text, "herring", "quota", "Borovia", "agreed")
    assert found.quote == ("We spoke of the herring quota. […] Then a quota of Borovia was agreed.")
    assert [span.of(text) for span in found.slices] == [
        "We spoke of the herring quota.",
        "Then a quota of Borovia was agreed.",
    ]


ELSEWHERE = "The weather was fine. "


@pytest.mark.parametrize(
    "text, shown",
    [
        (
            f"We speak with China every week. {ELSEWHERE}The TPP is a success.",
            "We speak with China every week.",
        ),
        (
            f"China will be joining talks. {ELSEWHERE}The TPP is a success.",
            "China will be joining talks.",
        ),
        (
            f"China is large. {ELSEWHERE}Joining the TPP is a success.",
            "Joining the TPP is a success.",
        ),
        (
            f"China and the TPP are topics. {ELSEWHERE * 40}Joining the TPP takes years.",
            "China and the TPP are topics.",
        ),
        (
            f"China and the TPP are topics. {ELSEWHERE * 3}Joining the TPP takes years.",
            "China and the TPP are topics. […] Joining the TPP takes years.",
        ),
        (
            "We speak with China every week. Joining the TPP takes years.",
            "We speak with China every week. Joining the TPP takes years.",
        ),
    ],
)
def test_sentences_that_lie_apart_are_no_quotation_unless_they_speak_of_one_thing(
    text: str, shown: str
) -> None:
    assert cut_for(text, "China", "joining", "TPP").quote == shown


def test_how_far_apart_sentences_lie_is_counted_between_them() -> None:
    apart = f"China and the TPP are topics. {ELSEWHERE * 3}Joining the TPP takes years."
    shown = "China and the TPP are topics. […] Joining the TPP takes years."
    assert cut_for(f"{ELSEWHERE * 40}{apart}", "China", "joining", "TPP").quote == shown


@pytest.mark.parametrize(
    "text, shown",
    [
        (
            f"China is a topic. {ELSEWHERE}Joining the TPP takes years.",
            "China is a topic. […] Joining the TPP takes years.",
        ),
        # The nearest of two.
        (
            f"The TPP goes on. {ELSEWHERE * 20}Joining takes years. {ELSEWHERE}China and the TPP.",
            "Joining takes years. […] China and the TPP.",
        ),
        # What completes a sentence makes way where there is no room.
        (
            f"Is China joining? {'Well, ' * 60}yes. {'The TPP, ' * 30}that is.",
            f"Is China joining? […] {'The TPP, ' * 30}that is.",
        ),
        # If the nearest does not fit, a further one does.
        (
            f"The TPP and China. {'Joining, ' * 70}yes. {ELSEWHERE}Joining is slow.",
            "The TPP and China. […] Joining is slow.",
        ),
    ],
)
def test_of_a_notice_each_word_is_shown_that_the_passage_has(text: str, shown: str) -> None:
    release = release_of(text)
    weights = {Term(word, (terms(word),)): 1.0 for word in ("China", "joining", "TPP")}
    request = ExcerptRequest(weights, is_each_shown=True)
    assert cut(release, release.statements[0], request).quote == shown


def test_of_a_notice_no_word_is_shown_that_stands_outside_the_passage() -> None:
    text = f"Joining the TPP takes years. {ELSEWHERE}China is a topic."
    release = release_of(text)
    weights = {Term(word, (terms(word),)): 1.0 for word in ("China", "joining", "TPP")}
    request = ExcerptRequest(weights, is_each_shown=True)
    found = cut(release, release.statements[0], request, focus=Span(0, 29))
    assert found.quote == "Joining the TPP takes years."


def test_light_terms_make_sentences_speak_of_one_thing_as_little_as_none() -> None:
    text = f"China and talks are topics. {ELSEWHERE}Talks on the TPP take years."
    release = release_of(text)
    weights = {
        Term(word, (terms(word),)): weight
        for word, weight in (("China", 4.0), ("TPP", 3.0), ("talks", 1.0))
    }
    found = cut(release, release.statements[0], ExcerptRequest(weights))
    assert found.quote == "China and talks are topics."


def test_where_no_word_decides_few_sentences_of_the_beginning_are_cut() -> None:
    short = [f"Sentence number {number} is a short one." for number in range(9)]
    assert cut_for(" ".join(short), "quota").quote == " ".join(short[:3])
    long = [f"{one[:-1]}, {'and goes on and on, ' * 8}and ends." for one in short]
    assert cut_for(" ".join(long), "quota").quote == long[0]


@pytest.mark.parametrize(
    "text, asked, shown",
    [
        (
            "Has the president been treated for gout? No. He is well. We go on.",
            "treated",
            "Has the president been treated for gout? No.",
        ),
        (
            "That is a program of ours. Space Force. It defends what we have in orbit. We go on.",
            "Force",
            "Space Force. It defends what we have in orbit.",
        ),
        (
            "Regime change — well, I did not say so. We go on with the talks.",
            "regime",
            "Regime change — well, I did not say so.",
        ),
        (
            "What we want is a quota for herring — It has to be agreed by all sides. We go on.",
            "quota",
            "What we want is a quota for herring — It has to be agreed by all sides.",
        ),
        (
            "Did we discuss the quota? Did we agree? We did not. We go on with the talks.",
            "quota",
            "Did we discuss the quota? Did we agree? We did not.",
        ),
        ("We spoke of herring. The quota?", "quota", "We spoke of herring. The quota?"),
        ("We spoke of herring at length. Quota.", "quota", "We spoke of herring at length. Quota."),
    ],
)
def test_a_question_a_dash_or_a_fragment_takes_in_what_completes_it(
    text: str, asked: str, shown: str
) -> None:
    assert cut_for(text, asked).quote == shown


def test_neighbouring_sentences_are_one_slice_also_over_a_paragraph() -> None:
    text = "We spoke of fisheries.\n\nThen a quota was agreed."
    assert cut_for(text, "fisheries", "quota").slices == (Span(0, len(text)),)


def test_one_longer_sentence_stays_whole() -> None:
    text = f"Good morning. {LONG}"
    assert cut_for(text, "sentence").quote == LONG
    assert len(LONG) > MOST_CHARACTERS


def test_a_sentence_that_does_not_fit_gives_way_to_one_that_does() -> None:
    text = f"The quota was agreed. Fisheries {LONG} Fisheries came up."
    near = "The quota was agreed. Fisheries came up."
    assert cut_for(text, "quota", "fisheries").quote == "The quota was agreed."
    assert cut_for(f"{LONG} {near}", "quota", "fisheries").quote == near


def test_at_most_three_sentences_are_cut() -> None:
    text = "Alpha one. Beta two. Gamma three. Delta four."
    assert len(sentences(text, Span(0, len(text)))) == 4
    assert (
        cut_for(text, "alpha", "beta", "gamma", "delta").quote
        == "Alpha one. Beta two. Gamma three."
    )


def test_an_answer_without_any_asked_word_is_cut_from_its_beginning() -> None:
    assert cut_for("We did not discuss that in particular.", "quota").quote == (
        "We did not discuss that in particular."
    )
    assert cut_for(f"No. Not at all. {LONG}", "quota").quote == "No. Not at all."


def test_where_no_word_decides_the_passage_that_was_found_is_cut() -> None:
    second = "Here is the second paragraph."
    text = f"First paragraph.\n\n{second}"
    assert cut_for(text, "quota", focus=Span(18, len(text))).quote == second
    assert cut_for(text, "paragraph", focus=Span(18, len(text))).quote == second


def test_of_a_long_speech_what_is_far_from_the_passage_is_left_out_by_whole_paragraphs() -> None:
    line = "We raised the quota for this fleet, and we will go on to raise it.\n"
    text = line * 100
    start = text.index("We raised", len(text) // 2)
    focus = Span(start, start + len(line) - 1)
    far = cut_for("The treaty stands.\n" + text, "treaty", focus=focus)
    assert "treaty" not in far.quote
    for length in range(len(line)):
        near = cut_for(text, "fleet", focus=Span(start, start + 1 + length))
        assert near.quote == line.strip()


def test_the_asked_words_are_marked_where_they_stand() -> None:
    text = "The quota was agreed in Arlandia."
    assert [mark.of(text) for mark in cut_for(text, "quotas", "Arlandia").marks] == [
        "quota",
        "Arlandia",
    ]


def test_a_label_is_given_only_for_words_that_are_quoted() -> None:
    text = "We did not discuss fisheries. The quota of the year stands."
    assert [found.label for found in cut_for(text, "fisheries").labels] == [Label.NOT_DISCUSSED]
    assert cut_for(text, "quota").labels == ()


SAID = Span(6, 16)


def release_around() -> Release:
    """A statement of ten characters, with others before and after it."""
    release = release_of("Before. Ten words. After.")
    return replace(release, statements=(replace(release.statements[0], span=SAID),))


@pytest.mark.parametrize(
    "slices",
    [
        (Span(5, 16),),
        (Span(6, 17),),
        (Span(0, 6),),
        (Span(16, 25),),
        (Span(6, 100),),
        (Span(9, 9),),
        (Span(12, 10),),
        (Span(10, 13), Span(6, 9)),
        (Span(6, 10), Span(9, 13)),
        (Span(6, 10), Span(11, 17)),
        (Span(5, 8), Span(9, 12)),
    ],
    ids=lambda slices: " ".join(f"{one.start}-{one.end}" for one in slices),
)
def test_a_slice_that_is_not_exact_is_never_shown(slices: tuple[Span, ...]) -> None:
    release = release_around()
    with pytest.raises(InexactSliceError, match="made-up s1"):
        prove(release, release.statements[0], slices)


def test_the_error_names_the_slice_that_is_not_exact() -> None:
    release = release_around()
    with pytest.raises(InexactSliceError, match=r"made-up s1\b.*\b12\b.*\b17\b"):
        prove(release, release.statements[0], (Span(6, 9), Span(12, 17)))


@pytest.mark.parametrize(
    "slices",
    [(SAID,), (Span(6, 7),), (Span(15, 16),), (Span(6, 10), Span(10, 16)), ()],
    ids=lambda slices: " ".join(f"{one.start}-{one.end}" for one in slices) or "none",
)
def test_slices_from_the_first_to_the_last_character_are_exact(slices: tuple[Span, ...]) -> None:
    release = release_around()
    assert prove(release, release.statements[0], slices) == slices


PLACES = st.integers(0, 25)


@given(st.lists(st.builds(Span, PLACES, PLACES), max_size=4).map(tuple))
def test_only_characters_of_the_statement_in_their_order_are_exact(
    slices: tuple[Span, ...],
) -> None:
    release = release_around()
    shown = [place for span in slices for place in range(span.start, span.end)]
    is_exact = (
        shown == sorted(set(shown))
        and set(shown) <= set(range(SAID.start, SAID.end))
        and all(span.start < span.end for span in slices)
    )
    try:
        proved = prove(release, release.statements[0], slices)
    except InexactSliceError:
        assert not is_exact
    else:
        assert is_exact
        assert proved == slices


WORDS = st.sampled_from(
    [
        "quota",
        "Arlandia",
        "we",
        "U.S.",
        "Mr.",
        "9:25",
        "a.m.",
        "“2+2.”",
        "agreed.",
        "No.",
        "\n\n",
        "é",
    ]
)


@given(
    st.lists(WORDS, min_size=1, max_size=120),
    st.sets(st.sampled_from(["quota", "Arlandia", "agreed"])),
)
def test_whatever_is_asked_the_quotation_is_exact_and_within_bounds(
    words: list[str], asked: set[str]
) -> None:
    text = " ".join(words).strip() or "quota"
    found = cut_for(text, *sorted(asked))
    assert found.quote == " […] ".join(span.of(text) for span in found.slices)
    cut_sentences = [s for span in found.slices for s in sentences(text, span)]
    assert len(cut_sentences) == 1 or (
        len(cut_sentences) <= MOST_SENTENCES and len(found.quote) <= MOST_CHARACTERS
    )
    whole = sentences(text, Span(0, len(text)))
    assert {s.end for s in found.slices} <= {s.end for s in whole}
    assert {s.start for s in found.slices} <= {s.start for s in whole}


def answer_to(text: str, *asked: str, says: str = "") -> Excerpt:
    release = release_of(text, question="Will you go?")
    weights = {Term(word, (terms(word),)): 1.0 for word in asked}
    subjects = frozenset(term for term in weights if term.word == says)
    return cut(release, release.statements[0], ExcerptRequest(weights, subjects=subjects))


@pytest.mark.parametrize(
    "text, shown",
    [
        ("No. We go on with talks. The quota was not agreed.", "No. […] The quota was not agreed."),
        ("Yes, we did. We spoke of the quota.", "Yes, we did. We spoke of the quota."),
        ("Thank you. Not at this point. The quota is set.", "Not at this point. The quota is set."),
        ("That’s correct. The quota is set.", "That’s correct. The quota is set."),
        ("We have not. The quota is set.", "We have not. The quota is set."),
        ("No country was asked. We go on. The quota is set by us.", "The quota is set by us."),
        ("We will go on. That is so. The quota is set by us.", "The quota is set by us."),
        (f"No. {'We go on with talks. ' * 40}The quota is set by us.", "The quota is set by us."),
    ],
)
def test_an_answer_that_begins_with_the_answer_shows_it(text: str, shown: str) -> None:
    assert answer_to(text, "quota").quote == shown


@pytest.mark.parametrize(
    "reservation",
    [
        "However, details are not ours to give.",
        "I would like to refrain from giving further details.",
    ],
)
def test_a_reservation_stays_with_the_answer_it_stands_behind(reservation: str) -> None:
    found = answer_to(f"We spoke of the quota. {reservation} That is all.", "quota")
    assert found.quote == f"We spoke of the quota. {reservation}"


def test_a_reservation_stays_with_the_words_of_whoever_is_asked_for() -> None:
    text = "We met. Orlen promised a quota. However, details are not ours to give."
    shown = "Orlen promised a quota. However, details are not ours to give."
    assert answer_to(text, "quota", "Orlen", says="Orlen").quote == shown


def test_before_a_sentence_that_points_back_stands_the_one_it_points_to() -> None:
    text = "Good morning. Secretary Orlen agreed. He also promised a quota. Goodbye."
    assert cut_for(text, "quota").quote == "Secretary Orlen agreed. He also promised a quota."


def test_what_belongs_is_left_out_where_it_does_not_fit() -> None:
    text = f"{LONG} He also promised a quota."
    assert cut_for(text, "quota").quote == "He also promised a quota."


@pytest.mark.parametrize(
    "question, sought",
    [
        ("At what time did the talks begin?", "They began at 8:10 a.m. in the annex."),
        ("How long did the talks take?", "It was over after 40 minutes."),
        ("When will there be further talks?", "Others will follow in July this year."),
        ("How many talks were there?", "It was the ninth of its kind."),
    ],
)
def test_the_sentence_with_what_is_sought_is_cut(question: str, sought: str) -> None:
    text = f"We held talks on fisheries. The weather was fine. {sought}"
    assert sought in cut_for(text, "talks", question=question).quote
    assert sought not in cut_for(text, "talks", question="What about talks?").quote


def test_minutes_and_days_count_nothing() -> None:
    text = "The talks took 40 minutes on May 3. It was our third meeting."
    assert "third" in cut_for(text, "talks", question="How many talks were there?").quote
    assert "third" not in cut_for(text, "talks", question="How long were the talks?").quote


@pytest.mark.parametrize("known", ["the two ministers", "our two countries", "both 2 sides"])
def test_a_number_that_is_known_already_counts_nothing(known: str) -> None:
    question = "How many talks were there?"
    text = f"The talks between {known} went on. It rained. It was the ninth of its kind."
    assert "ninth" in cut_for(text, "talks", question=question).quote
    assert not seek(question).may_be_told_in(f"Talks between {known} went on.")
    assert seek(question).may_be_told_in("Two talks went on.")


def test_what_somebody_said_is_cut_with_how_he_went_on() -> None:
    text = (
        "Minister Tanabe raised the fisheries quota. Secretary Lund replied that he understood. "
        "He also promised to look into it. The talks ended."
    )
    asked = ("Lund", "quota")
    assert cut_for(text, *asked, says="Lund").quote == (
        "Secretary Lund replied that he understood. He also promised to look into it."
    )
    assert "raised the fisheries quota" in cut_for(text, *asked).quote


def test_who_says_nothing_in_a_statement_is_no_subject_there() -> None:
    text = "Minister Tanabe met Secretary Lund. They spoke of the fisheries quota."
    assert "quota" in cut_for(text, "Lund", "quota", says="Lund").quote


# --- at the bounds


def weighed(text: str, question: str = "", **weights: float) -> str:
    """What is cut of a text for words of these weights."""
    release = release_of(text)
    asked = {Term(word, (terms(word),)): weight for word, weight in weights.items()}
    return cut(release, release.statements[0], ExcerptRequest(asked, seek(question).finds)).quote


def filling(length: int) -> str:
    """A sentence of so many characters about nothing that is asked."""
    return f"{'So it goes on ' * 50}"[: length - 6].rstrip().ljust(length - 6, "x") + " here."


@pytest.mark.parametrize("gap, is_shown", [(599, True), (600, True), (601, False)])
def test_slices_at_most_600_characters_apart_stand_side_by_side(gap: int, is_shown: bool) -> None:
    one, other = "China and the TPP are topics.", "Joining the TPP of China takes years."
    found = cut_for(f"{one} {filling(gap - 2)} {other}", "China", "joining", "TPP", "topics").quote
    assert found == (f"{one} […] {other}" if is_shown else one)


@pytest.mark.parametrize("length, is_shown", [(599, True), (600, True), (601, False)])
def test_an_excerpt_has_at_most_600_characters(length: int, is_shown: bool) -> None:
    quota = "The quota was agreed."
    fleet = "Then the fleet sailed, " + "x" * (length - len(quota) - 30) + " away."
    text = f"{quota} {fleet}"
    assert len(text) == length
    found = cut_for(text, "quota", "agreed", "fleet")
    assert found.quote == (text if is_shown else quota)


@pytest.mark.parametrize("length, is_shown", [(299, True), (300, True), (301, False)])
def test_of_a_beginning_at_most_300_characters_are_shown(length: int, is_shown: bool) -> None:
    text = f"{filling(100)} {filling(length - 101)}"
    assert cut_for(text, "quota").quote == (text if is_shown else text[:100])


@pytest.mark.parametrize("weight, is_shown", [(0.9, False), (1.0, True), (1.1, True)])
def test_a_further_sentence_adds_a_fifth_of_what_can_be_said(weight: float, is_shown: bool) -> None:
    found = weighed("The quota was agreed. The fleet sailed.", quota=4.0, fleet=weight)
    assert ("fleet" in found) is is_shown


@pytest.mark.parametrize("weight, is_shown", [(2.1, False), (2.0, False), (1.9, True)])
def test_a_word_of_half_the_weight_of_the_heaviest_is_heavy(weight: float, is_shown: bool) -> None:
    """Slices that lie apart have to share two of the heavy ones, or all if there are fewer."""
    text = f"The herring quota was agreed. {ELSEWHERE}The fleet has a quota."
    found = weighed(text, quota=4.0, herring=weight, fleet=1.8)
    assert ("fleet" in found) is is_shown


@pytest.mark.parametrize("weight, is_shown", [(0.2, True), (0.3, False)])
def test_what_is_sought_counts_for_five_quarters_of_the_heaviest_word(
    weight: float, is_shown: bool
) -> None:
    text = f"The herring quota was agreed. {ELSEWHERE}It began at 8:10 a.m. in the annex."
    found = weighed(text, "At what time did it begin?", quota=1.0, herring=weight)
    assert ("It began" in found) is is_shown


@pytest.mark.parametrize("gap, is_shown", [(599, True), (600, True), (601, False)])
def test_what_is_sought_counts_at_most_600_characters_behind_the_topic(
    gap: int, is_shown: bool
) -> None:
    text = f"The quota was agreed. {filling(gap - 2)} It began at 8:10 a.m. in the annex."
    found = weighed(text, "At what time did it begin?", quota=1.0)
    assert ("It began" in found) is is_shown


def test_what_is_sought_does_not_count_before_the_topic_and_counts_within_it() -> None:
    asked = "At what time did it begin?"
    before = f"It began at 8:10 a.m. in the annex. {ELSEWHERE}The quota was agreed."
    assert weighed(before, asked, quota=1.0) == "The quota was agreed."
    within = "The quota and the fleet came up. The talks on a quota began at 8:10 a.m. today."
    assert weighed(within, asked, quota=1.0, fleet=0.1).startswith("The talks")


@pytest.mark.parametrize("gap, is_shown", [(599, True), (600, True), (601, False)])
def test_a_direct_answer_is_shown_at_most_600_characters_before(gap: int, is_shown: bool) -> None:
    found = answer_to(f"No. {filling(gap - 2)} The quota is set by us.", "quota").quote
    assert found == f"{'No. […] ' * is_shown}The quota is set by us."


@pytest.mark.parametrize(
    "text, shown",
    [
        ("Did we agree? No.", "Did we agree? No."),
        ("Quota.", "Quota."),
        ("Did the quota come up? Did the fleet? And herring? No.", "Did the quota come up?"),
    ],
)
def test_what_completes_a_sentence_is_taken_up_to_the_end_and_to_three(
    text: str, shown: str
) -> None:
    assert cut_for(text, "quota", "agree").quote == shown


def test_of_a_long_statement_2000_characters_around_the_passage_are_read() -> None:
    filled = f"{filling(99)}\n" * 60
    focus = Span(3_000, 3_099)
    for at in range(0, 6_000, 100):
        text = f"{filled[:at]}{'The treaty stands.'.ljust(99, '!')}\n{filled[at:]}"
        is_read = "treaty" in cut_for(text, "treaty", focus=focus).quote
        assert is_read is (1_000 <= at <= 5_000), at


def test_a_sentence_that_says_the_same_again_keeps_no_other_out() -> None:
    text = "The herring quota was agreed. The fleet sailed. The quota stands again."
    shown = "The herring quota was agreed. The fleet sailed."
    assert weighed(text, quota=5.0, herring=2.0, fleet=2.0) == shown
