"""A message is split into sentences, and no quotation is."""

import pytest

from retrieval.query.asking.splitting import split


@pytest.mark.parametrize(
    "message, parts",
    [
        ("It helps me. Two came.", ["It helps me.", "Two came."]),
        ("it helps me. Two came", ["it helps me.", "Two came"]),
        # a small letter begins a sentence only where all do
        ("was it so? they came. i know", ["was it so?", "they came.", "i know"]),
        ("i met them i.e. before noon", ["i met them i.e. before noon"]),
        ("at 8 a.m. in tokyo they met", ["at 8 a.m. in tokyo they met"]),
        ("see no. five and that vs. this", ["see no. five and that vs. this"]),
        # quotations are whole
        ('He said "no. It is." We left.', ['He said "no. It is."', "We left."]),
        ("He said “no. It is.” We left.", ["He said “no. It is.”", "We left."]),
        ('He said "no. It is. We left.', ['He said "no. It is. We left.']),
        # numbers are taken from several sentences, and not from one
        ("1) What was said? 2) Who came?", ["What was said?", "Who came?"]),
        ("First, what was said? Lastly, who came?", ["what was said?", "who came?"]),
        ("1) What was said", ["1) What was said"]),
        ("", []),
    ],
)
def test_sentences_are_as_they_were_written_without_their_numbers(
    message: str, parts: list[str]
) -> None:
    assert split(message) == parts
