"""The notation of phrases, and what they are found in."""

import pytest

from retrieval.model.release import Span
from retrieval.text.phrases import PhraseList

SLOTS = {"who": "we | the government", "go": "go/went | set out"}
ASIDES = ("just", "certainly")


def found(text: str, *phrases: str, within: Span | None = None) -> list[tuple[int, str]]:
    made = PhraseList(phrases, SLOTS, ASIDES)
    return [(at, span.of(text)) for at, span in made.find(text, within or Span(0, len(text)))]


@pytest.mark.parametrize(
    "phrase, text, words",
    [
        ("no comment", "No comment.", "No comment"),
        ("no comment", "I have no comments", None),
        ("no comment", "no, comment", "no, comment"),
        ("no comment", "no. Comment", None),
        ("no comment", "no", None),
        ("go/went home", "We went home", "went home"),
        ("go/went home", "We go home", "go home"),
        ("go/went home", "We gone home", None),
        ("go [straight on] home", "go home", "go home"),
        ("go [straight on] home", "go straight on home", "go straight on home"),
        ("go [straight on] home", "go straight home", None),
        ("<who> left", "Yes, we left", "we left"),
        ("<who> left", "Yes, the government left", "the government left"),
        ("<who> left", "they left", None),
        ("they <go>", "they set out", "they set out"),
        ("they <go>", "they went", "they went"),
        ("take … up", "take up", "take up"),
        ("take … up", "take it up", "take it up"),
        ("take … up", "take the long matter up", "take the long matter up"),
        ("take … up", "take the very long matter up", None),
        ("take … up", "take it. up", None),
        ("i am not", "I’m not", "I’m not"),
        ("i will not", "I won't", "I won't"),
        ("i will go", "I'll go", "I'll go"),
        ("i would go", "I'd go", "I'd go"),
        ("we have gone", "We've gone", "We've gone"),
        ("we are going to", "We're gonna", "We're gonna"),
        ("i do not know", "I don’t know", "I don’t know"),
        ("it is late", "It's late", "It's late"),
        ("can not say", "cannot say", "cannot say"),
        ("let us go", "let's go", "let's go"),
        ("mr. orlen left", "Mr. Orlen left", "Mr. Orlen left"),
    ],
)
def test_a_phrase_is_found_as_its_notation_says(phrase: str, text: str, words: str | None) -> None:
    assert found(text, phrase) == ([] if words is None else [(0, words)])


@pytest.mark.parametrize(
    "text, words",
    [
        ("I am just not going", "I am just not going"),
        ("I am certainly just not going", "I am certainly just not going"),
        ("I am not going, just so", "I am not going"),
        ("Just I am not going", "I am not going"),
        ("I am — I am not going", "I am not going"),
        ("I am not — not going", "I am not — not going"),
        ("I am – I am just — am not going", "I am just — am not going"),
        ("I am -- really not going", None),
        ("I am really not going", None),
    ],
)
def test_an_aside_or_a_stutter_may_stand_between_two_words(text: str, words: str | None) -> None:
    assert [one for _, one in found(text, "i am not going")] == ([words] if words else [])


def test_a_phrase_may_be_one_word() -> None:
    assert [span for _, span in PhraseList(["no"], {}, ()).find("Oh no.", Span(0, 6))] == [
        Span(3, 5)
    ]


def test_of_several_that_begin_at_one_place_the_longest_is_found() -> None:
    phrases = "do not know", "do not", "do not know at all"
    assert found("We do not know at all.", *phrases) == [(2, "do not know at all")]
    assert found("We do not know at.", *phrases) == [(0, "do not know")]
    assert found("We do not.", *phrases) == [(1, "do not")]
    # The first one in the list counts, if two say the same.
    assert found("We do not.", "do not", "do/did not") == [(0, "do not")]


def test_phrases_are_found_from_left_to_right_and_do_not_overlap() -> None:
    text = "no comment no comment, and no comment on no comment"
    assert found(text, "no comment", "comment no") == [(0, "no comment")] * 4
    assert found("no comment no", "no comment", "comment no") == [(0, "no comment")]


def test_only_what_lies_within_the_span_is_read_and_places_are_those_of_the_text() -> None:
    text = "No comment. İ “No — no comment.” No comment."
    within = Span(text.index("İ"), text.index("” No"))
    (span,) = [span for _, span in PhraseList(["no comment"], {}, ()).find(text, within)]
    assert (span.of(text), span.start) == ("no comment", text.index("no comment"))
    assert found(text, "no comment", within=Span(0, 9)) == []


@pytest.mark.parametrize("asides, is_found", [(20, True), (21, False)])
def test_a_phrase_has_at_most_23_words_with_its_asides(asides: int, is_found: bool) -> None:
    text = " ".join(["no", *["just"] * asides, "comment", "more"])
    assert bool(found(text, "no comment more")) is is_found


@pytest.mark.parametrize("said, is_found", [("abcde", True), ("abcdef", False)])
def test_a_stutter_goes_back_five_words_at_most(said: str, is_found: bool) -> None:
    text = f"we {' '.join(said)} — a b c d e f left"
    assert bool(found(text, "we a b c d e f left")) is is_found
