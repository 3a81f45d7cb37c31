"""Words in pictures: only signs that the font has, and no line wider than the picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.surveys.lettering import break_lines, drawable, fit, width


@pytest.mark.parametrize(
    "words, drawn",
    [
        ("Taiwan Strait · “free and open”", 'Taiwan Strait · "free and open"'),
        ("the sea’s “rules”", 'the sea\'s "rules"'),
        ("台湾海峡とウクライナ", "台湾海峡とウクライナ"),
        ("Ukraine: Україна, Россия", "Ukraine: Укра□на, Россия"),
        ("Erdoğan, Łódź, São Paulo", "Erdogan, □ódz, São Paulo"),
        ("😀 \x00 \u202e", "□ □ □"),
        ("e\u0301", "é"),
        ("µ", "μ"),
    ],
)
def test_signs_that_the_font_lacks_are_plain_letters_or_boxes(words: str, drawn: str) -> None:
    assert drawable(words) == drawn


@given(st.text())
def test_what_is_drawable_stays_as_it_is(words: str) -> None:
    assert drawable(drawable(words)) == drawable(words)


@given(st.text(), st.floats(2, 40))
def test_no_line_is_wider_than_it_may_be_and_no_word_is_lost_before_the_last(
    words: str, widest: float
) -> None:
    lines = break_lines(words, widest, most=2)
    assert 1 <= len(lines) <= 2
    assert all(width(line) <= widest for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines).split() == words.split()


def test_a_long_line_is_cut_with_an_ellipsis() -> None:
    assert fit("North Korea", 40) == "North Korea"
    assert fit("North Korea and its missiles", 8).startswith("North Korea")
    assert fit("North Korea and its missiles", 8).endswith("…")


def test_signs_that_the_font_draws_as_wide_as_kanji_are_counted_so() -> None:
    assert width("…→—") == 3.0


def test_japanese_is_twice_as_wide() -> None:
    assert width("台湾") == 2.0
    assert width("ab") < width("AB") < width("台湾")
