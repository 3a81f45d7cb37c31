import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.release import Span
from retrieval.text.sentences import paragraphs, sentences, trim


def whole(text: str) -> Span:
    return Span(0, len(text))


@pytest.mark.parametrize(
    "text, found",
    [
        ("We met. We concurred.", ["We met.", "We concurred."]),
        ("The Japan-U.S. Alliance grew. It holds.", ["The Japan-U.S. Alliance grew.", "It holds."]),
        (
            "We met at 9:25 a.m. on Monday. We left at 9:40 a.m. for Borovia.",
            ["We met at 9:25 a.m. on Monday.", "We left at 9:40 a.m. for Borovia."],
        ),
        (
            "We met at 9 a.m. Cape Vale time. We left at 9:40 p.m. Monday.",
            ["We met at 9 a.m. Cape Vale time.", "We left at 9:40 p.m. Monday."],
        ),
        ("We met at 9 p.m. JST. We left.", ["We met at 9 p.m. JST.", "We left."]),
        ("We met at 9 a.m. The sun rose.", ["We met at 9 a.m.", "The sun rose."]),
        ("We met at 9 p.m. By that time", ["We met at 9 p.m.", "By that time"]),
        ("Messrs. So and H. E. Orlen left.", ["Messrs. So and H. E. Orlen left."]),
        ("See Vols. So and paras. So on.", ["See Vols. So and paras. So on."]),
        ("Mr. Tanabe met Ms. Mori. She left.", ["Mr. Tanabe met Ms. Mori.", "She left."]),
        ("We back “2+2.” So do they.", ["We back “2+2.”", "So do they."]),
        ("Did you meet? Yes! We did.", ["Did you meet?", "Yes!", "We did."]),
        ("In Türkiye – “déjà vu.” They left…", ["In Türkiye – “déjà vu.”", "They left…"]),
        ("no stop at its end", ["no stop at its end"]),
        ("First line\nSecond line. Third.", ["First line", "Second line.", "Third."]),
        ("First line\n\nsecond line. Third.", ["First line", "second line.", "Third."]),
        (
            "We went to the pier\nand came back. Third.",
            ["We went to the pier\nand came back.", "Third."],
        ),
        ("We gave it to\r\nArlandia. Third.", ["We gave it to\r\nArlandia.", "Third."]),
        ("We thank Mr.\nOrlen. Third.", ["We thank Mr.\nOrlen.", "Third."]),
        ("We go to:\nOslo\nRome", ["We go to:", "Oslo", "Rome"]),
        ("It has two parts:\n- a pier\n- a lamp", ["It has two parts:", "- a pier", "- a lamp"]),
        ("It has a pier\n1. and a lamp", ["It has a pier", "1.", "and a lamp"]),
        ("The page is at\nhttps://a.example", ["The page is at", "https://a.example"]),
        (
            "Talks with Arlandia\n(Photo) the delegation",
            ["Talks with Arlandia", "(Photo) the delegation"],
        ),
        ("  One. \r\n\r\n\u00a0 Two.  ", ["One.", "Two."]),
        (" \n\u00a0\n ", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_says_so(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in sentences(text, whole(text))] == found


def test_only_what_lies_within_the_span_is_parted() -> None:
    text = "Reporter: Will you go? Minister: I will. I said so."
    within = Span(text.index("I will"), len(text))
    assert [span.of(text) for span in sentences(text, within)] == ["I will.", "I said so."]


@pytest.mark.parametrize(
    "text, left", [(" a b ", "a b"), ("\u00a0a\u3000", "a"), ("   ", ""), ("", ""), ("a", "a")]
)
def test_a_trimmed_span_has_no_blank_at_its_ends(text: str, left: str) -> None:
    assert trim(text, whole(text)).of(text) == left


WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "Mr. ",
                "U.S. ",
                "a.m. ",
                "We met. ",
                "“2+2.” ",
                "\n",
                "\u00a0",
                "Why? ",
                "é… ",
                "№ 5. ",
            ]
        ),
        st.text(max_size=6),
    ),
    max_size=15,
).map("".join)


@given(WORDS)
def test_sentences_cover_all_words_in_order_and_cross_no_line(text: str) -> None:
    found = sentences(text, whole(text))
    lines = paragraphs(text, whole(text))
    end = 0
    for span in found:
        assert not text[end : span.start].strip()
        assert span.start >= end
        assert len(span)
        assert trim(text, span) == span
        assert sum(line.covers(span) for line in lines) == 1
        end = span.end
    assert not text[end:].strip()
