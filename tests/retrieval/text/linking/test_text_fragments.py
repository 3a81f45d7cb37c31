"""A text fragment leads to the quotation, by the specification's rule, and to no other place."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.release import PartKind, Release, Span
from retrieval.sources.files.seeds import find_seeds
from retrieval.text.linking.directive import Directive, add_directive
from retrieval.text.linking.text_fragments import find_directive
from retrieval.text.sentences import sentences
from tests.retrieval.text.linking.page_as_seen import BETWEEN_BLOCKS, see
from tests.retrieval.text.linking.pages import MENU, show_lines
from tests.retrieval.text.linking.specification import Page

REFUSAL = "I would like to refrain from commenting."
NAMED = "I%20would%20like%20to%20refrain%20from%20commenting."
TALK = f"""Reporter: Did you discuss Taiwan?

Minister Ito: No. {REFUSAL}

Reporter: And what of Borovia, as the papers say?

Minister Ito: We spoke about it. {REFUSAL} This is all that I can say about talks with Borovia.

Reporter: Thank you.

Minister Ito: {REFUSAL}
"""


def directive_of(text: str, words: str, number: int = 0, **fields: object) -> str:
    """Return the directive of some words, of those that stand in a text the one of a number."""
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    found = find_directive(text, Span(start, start + len(words)), **fields)  # type: ignore[arg-type]
    return str(found) if found else ""


def places(text: str, directive: str) -> list[Span]:
    """Return where a directive leads in the page of a text, as spans of the text without blanks."""
    page = Page(see(show_lines(text)))
    before = sum(len(bare(one)) for one in MENU)
    return [
        Span(len(bare(page.text[:start])) - before, len(bare(page.text[:end])) - before)
        for start, end in page.find(directive)
    ]


def bare(text: str) -> str:
    return "".join(text.replace(BETWEEN_BLOCKS, "").split())


def bare_span(text: str, span: Span) -> Span:
    return Span(len(bare(text[: span.start])), len(bare(text[: span.end])))


def test_a_short_quotation_is_named_whole() -> None:
    assert directive_of(TALK, "We spoke about it.") == "text=We%20spoke%20about%20it."


def test_a_long_quotation_is_named_by_its_first_and_last_words() -> None:
    words = "This is all that I can say about talks with Borovia."
    assert (
        directive_of(TALK, words) == "text=This%20is%20all%20that,about%20talks%20with%20Borovia."
    )


def test_what_stands_more_than_once_is_told_apart_by_the_words_before_it() -> None:
    assert [directive_of(TALK, REFUSAL, number) for number in range(3)] == [
        f"text={before}-,{NAMED}" for before in ("No.", "it.", "Ito%3A")
    ]


def test_what_the_words_before_do_not_tell_apart_the_words_behind_do() -> None:
    text = f"{REFUSAL} He left.\n\n{REFUSAL} She stayed.\n"
    assert directive_of(text, REFUSAL) == f"text={NAMED},-He"
    assert directive_of(text, REFUSAL, 1) == f"text={NAMED},-She"


def test_words_in_other_letters_and_other_quotation_marks_are_the_same() -> None:
    text = 'Some met “Ito” in the CAFÉ today. All did. Some met "Ito" in the cafe today. None did.'
    assert directive_of(text, 'Some met "Ito" in the cafe today.').startswith("text=did.-,Some")


def test_a_title_stands_in_the_page_too() -> None:
    text, title = "Says: Ito visits Borovia today. By train.", "Ito visits Borovia today."
    assert directive_of(text, title) == "text=Ito%20visits%20Borovia%20today."
    assert directive_of(text, title, title=title) == "text=Says%3A-,Ito%20visits%20Borovia%20today."


def test_what_nothing_tells_apart_has_no_directive() -> None:
    assert directive_of(f"{REFUSAL}\n\n" * 7, REFUSAL, 3) == ""


@pytest.mark.parametrize("few", ["Yes", "Not yet.", "– –", "…"])
def test_few_words_may_stand_in_a_menu_and_signs_anywhere_so_they_tell_nothing(few: str) -> None:
    assert directive_of(few, few) == ""


def test_an_end_that_stands_twice_is_left_out() -> None:
    text = (
        "We go by train. Thank you so much. He too.\nHe said it there. Thank you so much. He too."
    )
    words = "We go by train. Thank you so much. He too."
    assert directive_of(text, words) == "text=We%20go%20by%20train."


def test_signs_that_have_a_meaning_are_written_by_their_numbers() -> None:
    text = "It is a so-called give-&-take, 5% more, or “less”"
    named = "text=It%20is%20a%20so%2Dcalled,5%25%20more%2C%20or%20%E2%80%9Cless%E2%80%9D"
    assert directive_of(text, text) == named


def test_no_part_goes_over_the_end_of_a_line() -> None:
    text = "We met today\nin Tokyo, and we will meet again tomorrow\nin Kyoto or Nara"
    assert directive_of(text, text) == "text=We%20met%20today,in%20Kyoto%20or%20Nara"


def test_no_part_goes_over_the_end_of_a_sentence_where_pages_have_two_blanks() -> None:
    text = "We met them. We talked to Mr. Ito of the U.S. Navy for hours. We parted as friends"
    assert directive_of(text, text) == "text=We%20met%20them.,We%20parted%20as%20friends"
    words = "We talked to Mr. Ito"
    assert directive_of(text, words) == "text=We%20talked%20to%20Mr.%20Ito"


@pytest.mark.parametrize("apart", ["re\u00adfrain", "[we]", "(ii)", "–", "|", "in\u202fTokyo"])
def test_words_that_a_page_may_have_in_another_way_are_in_no_part(apart: str) -> None:
    text = f"Then we {apart} all met there and talked about the {apart} weather"
    assert directive_of(text, text) == "text=all%20met%20there%20and%20talked%20about%20the"


def test_the_number_of_an_item_is_no_word_before_it() -> None:
    text = "Items:\n1. We will go there.\n2. We will go there. Or not."
    marker = Span(text.index("2."), text.index("2.") + 3)
    assert directive_of(text, "We will go there.", 1) == "text=2.-,We%20will%20go%20there."
    unseen = directive_of(text, "We will go there.", 1, unseen=[marker])
    assert unseen == "text=We%20will%20go%20there.,-Or"


def test_a_quotation_that_begins_within_a_word_of_the_page_takes_the_words_before_it() -> None:
    text = "The minister said:We will go there.\n"
    assert directive_of(text, "We will go there.") == "text=said%3A-,We%20will%20go%20there."


@pytest.mark.parametrize(
    "address, opened",
    [
        ("https://a.example/x.html", "https://a.example/x.html#:~:text=b%2Dc"),
        ("https://a.example/x#y", "https://a.example/x#y:~:text=b%2Dc"),
        ("https://a.example/x#:~:text=d", "https://a.example/x#:~:text=d"),
        (f"https://a.example/{'x' * 500}", f"https://a.example/{'x' * 500}"),
    ],
)
def test_an_address_takes_a_directive_once_and_while_it_is_short(address: str, opened: str) -> None:
    assert add_directive(address, Directive("b-c")) == opened


PIECES = (
    *("We", "did", "not", "discuss", "U.S.", "No.", "Mr.", "café", "CAFE", "it’s", "it's", "F-35"),
    *(
        "(ii)",
        "[we]",
        "–",
        "|",
        "•",
        "“no”",
        '"no"',
        "5%",
        "1,000",
        "a_b",
        "&",
        "-",
        "会見",
        "かな",
    ),
    *("re\u00adfrain", "x\u202fy", "\u0301x", "e\u0301", "😀", "a:b", "Ito:", "\u200b", "ﬁ", "Q"),
)
BLANKS = (*[" "] * 12, "  ", "\u3000", "\u00a0", "\u00a0 ", "\n", "\n\n", "")


@st.composite
def quotations(draw: st.DrawFn) -> tuple[str, Span]:
    """Draw a text in which the same words return, and some of its words or characters."""
    few = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
    words = draw(st.lists(st.sampled_from(few) | st.sampled_from(PIECES), min_size=2, max_size=60))
    text = "".join(word + draw(st.sampled_from(BLANKS)) for word in words)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(quotations())
def test_whatever_a_page_holds_a_directive_leads_into_the_quotation_only(
    drawn: tuple[str, Span],
) -> None:
    text, quoted = drawn
    found = find_directive(text, quoted)
    if found is not None:
        (place,) = places(text, str(found))
        assert bare_span(text, quoted).covers(place)


def test_each_quotation_of_the_seeds_has_a_directive_that_leads_to_it_alone() -> None:
    count = 0
    for release in (reading.release for reading in find_seeds().read().readings):
        for quoted in quotations_of(release):
            found = find_directive(
                release.text, quoted, title=release.title, unseen=unseen(release)
            )
            assert found is not None
            assert places(release.text, str(found)) == [bare_span(release.text, quoted)]
            count += 1
    assert count >= 140


def quotations_of(release: Release) -> Iterator[Span]:
    """Yield each sentence of a release, and each three of one statement."""
    for statement in release.statements:
        found = sentences(release.text, statement.span)
        for at, sentence in enumerate(found):
            yield sentence
            yield Span(sentence.start, found[at : at + 3][-1].end)


def unseen(release: Release) -> list[Span]:
    return [part.span for part in release.parts if part.kind is PartKind.MARKER]
