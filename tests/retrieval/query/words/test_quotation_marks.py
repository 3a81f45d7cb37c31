"""What stands between single quotation marks is quoted, and an apostrophe quotes nothing."""

import pytest

from retrieval.query.words.quotation_marks import with_double_marks


@pytest.mark.parametrize(
    "question, read",
    [
        ("was it 'a natural prerequisite'?", 'was it "a natural prerequisite"?'),
        ("‘the Japan-U.S. Alliance’ is it", '"the Japan-U.S. Alliance" is it'),
        ("find: 'Japan asked for today's talk'", 'find: "Japan asked for today\'s talk"'),
    ],
)
def test_words_between_single_marks_are_quoted(question: str, read: str) -> None:
    assert with_double_marks(question) == read


@pytest.mark.parametrize(
    "question",
    [
        *("the ministers' view of the allies' plans", "back in '21 the ministers' talk"),
        *("he didn't say it wasn't", "the word 'vital'", "rock 'n' roll", "'", "''", "' '"),
        "\"the ministers' view and the allies' plans\"",
    ],
)
def test_apostrophes_and_single_words_are_not(question: str) -> None:
    assert with_double_marks(question) == question
