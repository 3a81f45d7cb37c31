import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.labels.catalogue import ASIDES, EXCEPTIONS, PHRASES, SLOTS
from retrieval.labels.labelling import find_labels, speak_for_a_part
from retrieval.model.release import Label, Span

DECLINED, NOT_DISCUSSED, UNDECIDED, HYPOTHETICAL = Label

MINISTRY = [
    ("I would like to refrain from commenting on that.", "I would like to refrain from commenting"),
    ("I will refrain from going into the details.", "I will refrain from going into"),
    ("Please allow me to refrain from answering.", "allow me to refrain from answering"),
    (
        "The Government of Japan would like to refrain from commenting.",
        "Government of Japan would like to refrain from commenting",
    ),
    ("I am not in a position to comment.", "I am not in a position to"),
    ("I have no more comments to make.", "I have no more comments to make"),
    ("It is hard for me to answer that while abroad.", "hard for me to answer"),
    ("The Ministry declined to comment.", "Ministry declined to comment"),
    ("No comment.", "No comment"),
]
WHITE_HOUSE = [
    ("I’m not going to get into their talks.", "I’m not going to get into"),
    ("We’re just not going to comment on it.", "We’re just not going to comment"),
    ("I don’t have anything for you on that.", "I don’t have anything for you"),
    ("I’m not going to be able to say more.", "not going to be able to say more"),
    ("We typically don’t confirm that.", "We typically don’t confirm"),
    ("It would not be appropriate for us to comment.", "not be appropriate for us to comment"),
    ("I’m not going to negotiate it from here.", "I’m not going to negotiate it from here"),
    ("I don’t think I should speculate.", "don’t think I should speculate"),
    ("I’d encourage you to ask the agency.", "I’d encourage you to ask"),
    ("I have to read it before I can comment.", "before I can comment"),
    ("I can’t put a timeframe on it.", "I can’t put a timeframe"),
    ("There’s not much more I can say.", "not much more I can say"),
    ("I don’t have any calls to read out.", "I don’t have any calls to read"),
    ("We have nothing more to announce.", "nothing more to announce"),
    ("I’d refer you to the Department of Justice.", "I’d refer you to"),
    ("I won’t get ahead of the President.", "I won’t get ahead"),
    ("I can’t speak to that.", "I can’t speak to"),
    ("We cannot confirm it.", "We cannot confirm"),
    ("I’ll let the Kremlin speak to that.", "let the Kremlin speak to"),
]
OTHERS = [
    (NOT_DISCUSSED, "It was not discussed in particular.", "was not discussed"),
    (NOT_DISCUSSED, "X was not particularly discussed.", "was not particularly discussed"),
    (NOT_DISCUSSED, "We did not discuss it.", "did not discuss"),
    (NOT_DISCUSSED, "We talked about A but did not take up B.", "did not take up"),
    (NOT_DISCUSSED, "It was not taken up.", "not taken up"),
    (NOT_DISCUSSED, "It didn’t come up.", "didn’t come up"),
    (UNDECIDED, "Nothing has been decided at this point.", "Nothing has been decided"),
    (UNDECIDED, "No decision has been made.", "No decision has been made"),
    (UNDECIDED, "The date has yet to be decided.", "yet to be decided"),
    (UNDECIDED, "It is still under consideration.", "is still under consideration"),
    (HYPOTHETICAL, "That is a hypothetical situation.", "a hypothetical situation"),
    (HYPOTHETICAL, "Let us not talk about what-ifs.", "what-ifs"),
]
LISTED = [(DECLINED, *row) for row in MINISTRY + WHITE_HOUSE] + OTHERS


def labels(text: str) -> list[Label]:
    return [found.label for found in find_labels(text, Span(0, len(text)))]


def spans(text: str) -> list[str]:
    return [found.span.of(text) for found in find_labels(text, Span(0, len(text)))]


@pytest.mark.parametrize("label, text, said", LISTED)
def test_a_listed_phrase_is_found_exactly_where_it_stands(
    label: Label, text: str, said: str
) -> None:
    assert (labels(text), spans(text)) == ([label], [said])


@pytest.mark.parametrize("label, text, said", LISTED)
@pytest.mark.parametrize("blank", ["\n", "\u00a0", "\n\n  "], ids=["line", "nbsp", "gap"])
def test_a_phrase_goes_on_over_any_blank(label: Label, text: str, said: str, blank: str) -> None:
    assert labels(text.replace(" ", blank)) == [label]
    assert spans(text.replace(" ", blank)) == [said.replace(" ", blank)]


@pytest.mark.parametrize(
    "text, said",
    [
        ("I’m not — I’m not going to comment.", "I’m not going to comment"),
        ("I’m not going — going to comment.", "I’m not going — going to comment"),
        ("I don’t have any — any updates.", "I don’t have any — any updates"),
        ("I’m certainly not, right now, going to comment.", None),
    ],
)
def test_a_stutter_or_an_aside_ends_no_phrase(text: str, said: str | None) -> None:
    assert spans(text) == [said or text[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No.",
        "There are no such plans.",
        "That is not true.",
        "I am not aware of any such talks.",
        "I don’t know.",
        "We discussed the matter. I will comment, and it has been decided.",
        "They did not decline to comment.",
        "They don’t have anything to say.",
        "He declined to comment.",
        "He was asked to refrain from travelling.",
        "China should refrain from commenting on internal affairs.",
        "I urge China to refrain from making threats.",
        "We will refrain from travel.",
        "I never said that we did not discuss it.",
        "I’m not going to lie.",
        "I wouldn’t characterize it as a snub.",
        "I would point you to what the President said.",
        "I refrain. From commenting I learn.",
        "I don’t have any doubt.",
        "It is no crisis if I don’t speak to him.",
        "I would point you to a statement of the agency.",
        "We’re not going to be mandating anything from here.",
        "I don’t have the list of them in front of me.",
    ],
)
def test_other_words_get_no_label(text: str) -> None:
    assert labels(text) == []


def test_readers_are_shown_the_whole_list() -> None:
    shown = (Path(__file__).parents[3] / "docs" / "labels.md").read_text(encoding="utf-8")
    listed = [*EXCEPTIONS, *(phrase for phrases in PHRASES.values() for phrase in phrases)]
    slots = [phrase for slot in SLOTS.values() for phrase in slot.split(" | ")]
    assert not [phrase for phrase in (*listed, *slots) if f"`{phrase}`" not in shown]
    assert f"- asides: {', '.join(ASIDES)}\n" in shown


def test_labels_come_in_the_order_of_the_text() -> None:
    text = "Nothing has been decided. That is a hypothetical question. We did not discuss it."
    assert labels(text) == [UNDECIDED, HYPOTHETICAL, NOT_DISCUSSED]
    assert labels("I will refrain from answering hypothetical questions.") == [
        DECLINED,
        HYPOTHETICAL,
    ]


def test_a_phrase_outside_the_span_or_cut_by_it_is_not_found() -> None:
    text = "We did not discuss it. It was not taken up."
    assert not find_labels(text, Span(0, text.index("discuss") + 3))
    (second,) = find_labels(text, Span(text.index("It was"), len(text)))
    assert second.span.of(text) == "not taken up"


STATED = "Japan has been urging both sides to show restraint in this matter. "


@pytest.mark.parametrize(
    "text, expected",
    [
        ("I would like to refrain from commenting.", False),
        (STATED + "However, I would like to refrain from going into details.", True),
        ("I would like to refrain from commenting. " + STATED, False),
        ("Thank you very much for your question about this topic. No comment.", False),
        ("Yes, that is so. We did not discuss it.", False),
        ("I will refrain from answering any of these questions today. No comment.", False),
        (STATED, False),
    ],
)
def test_a_refusal_behind_a_statement_is_of_a_part(text: str, expected: bool) -> None:
    whole = Span(0, len(text))
    assert speak_for_a_part(find_labels(text, whole), text, whole) is expected


WORDS = (
    "I we’re I’m not don’t have any anything going to get into refrain from commenting just — . "
    "no comment leave the up decided been has a hypothetical \u0130 \u00a0 , Mr."
).split(" ")


@given(words=st.lists(st.sampled_from(WORDS), max_size=40), start=st.integers(0, 30))
def test_labels_are_ordered_apart_and_within(words: list[str], start: int) -> None:
    text = " ".join(words)
    within = Span(min(start, len(text)), len(text))
    end = within.start
    for found in find_labels(text, within):
        assert end <= found.span.start < found.span.end <= within.end
        end = found.span.end


@pytest.mark.parametrize(
    "word",
    ["I ", "I’m not ", "refrain from ", "a", " ", "— ", "I — ", "I would like to ", "İ ", "just "],
)
def test_hostile_text_takes_no_longer_than_its_length(word: str) -> None:
    hostile = (word * 100_000)[:100_000]
    find_labels(hostile[:1000], Span(0, 1000))

    def took(length: int) -> float:
        start = time.process_time()
        find_labels(hostile, Span(0, length))
        return time.process_time() - start

    # Ten times the length in about ten times the time; squared it would be a hundred.
    short = max(0.002, min(took(10_000) for _ in range(5)))
    assert min(took(100_000) for _ in range(5)) < 25 * short
