import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.folding import fold, fold_keeping_case


@pytest.mark.parametrize(
    "text, folded",
    [
        ("Taiwan Strait", "taiwan strait"),
        ("“Free” ‘open’ «wide» 「sea」", '"free" \'open\' "wide" "sea"'),
        ("Ministers’ d´état d`état", "ministers' d'etat d'etat"),
        ("2021–22 — a‐b−c", "2021-22 - a-b-c"),
        ("a\u00a0b\u3000c", "a b c"),
        ("Ｇ７ ２＋２", "g7 2+2"),
        ("Türkiye coup d’état", "turkiye coup d'etat"),
        ("e\u0301tat", "etat"),
        ("co\u00adop\u200ber\ufeffa\u200eti\u2060on", "cooperation"),
        ("ﬁnal eﬀort", "final effort"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_signs_that_a_reader_takes_for_the_same_are_the_same(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    "text, found, source",
    [
        ("The ﬁnal talk", "final", "ﬁnal"),
        ("the co\u00adop\u00aderation of", "cooperation", "co\u00adop\u00aderation"),
        ("in Türkiye today", "turkiye", "Türkiye"),
        ("a “2+2” talk", '"2+2"', "“2+2”"),
        ("coup d’e\u0301tat!", "etat", "e\u0301tat"),
        ("plain words", "words", "words"),
        ("die Straße dort", "strasse", "Straße"),
    ],
)
def test_what_is_found_folded_is_cut_from_the_text_as_it_stands(
    text: str, found: str, source: str
) -> None:
    folded = fold(text)
    start = folded.text.index(found)
    assert folded.source(start, start + len(found)).of(text) == source


@given(st.text())
def test_every_folded_character_comes_from_a_place_in_the_source(text: str) -> None:
    folded = fold(text)
    if folded.origins is not None:
        assert len(folded.origins) == len(folded.text)
    last = 0
    for index, character in enumerate(folded.text):
        span = folded.source(index, index + 1)
        assert len(span) == 1
        assert last <= span.start < len(text)
        assert character in fold(span.of(text)).text
        last = span.start


@given(st.text() | st.text("aÁßſΣσςǅİıÅ①Ⓐ’`ª—Ｇ"))
def test_a_text_that_is_folded_but_for_its_case_has_all_in_its_place(text: str) -> None:
    bare = fold_keeping_case(text)
    if bare is None:
        assert not text.isascii()
    else:
        assert (bare.lower(), fold(text).origins) == (fold(text).text, None)
        assert [one.isupper() for one in bare] == [one.isupper() for one in text]


@pytest.mark.parametrize(
    "text, bare",
    [
        ("Türkiye’s “TÜRKIYE” – Ａ", 'Turkiye\'s "TURKIYE" - A'),
        ("d`état", "d'etat"),
        ("`plain`", "'plain'"),
        ("Straße", None),
        ("ﬁnal", None),
        ("co\u00adop", None),
        ("Σοφίας", None),
    ],
)
def test_a_text_keeps_its_case_where_each_character_folds_to_one(
    text: str, bare: str | None
) -> None:
    assert fold_keeping_case(text) == bare
