"""What somebody types behind the bot's name: a question, or a sentence with a quotation to cite.

In `they said +"free and open"+ again` only what stands between the signs is sought and cited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.model.answer import Excerpt
from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.text.folding import fold

_QUOTED = regex(
    r"(?P<before>.*?)\+\s?[\"“”„«»](?P<words>[^\"“”„«»]+)[\"“”„«»]\s?\+(?P<after>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Somebody's own sentence, around words that are to be quoted."""

    before: str
    words: str
    after: str


def read_sentence(typed: str) -> Sentence | None:
    """Read a sentence with a quotation in it; None if none is marked."""
    found = _QUOTED.fullmatch(typed.strip())
    if found is None or not found["words"].strip():
        return None
    parts = (" ".join(found[name].split()) for name in ("before", "words", "after"))
    return Sentence(*parts)


def find_words(excerpt: Excerpt, words: str) -> Span | None:
    """Find words in an excerpt as they are published; None if it has them otherwise only."""
    wanted = fold(words).text.split()
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, wanted)) + r"(?!\w)")
    for one in excerpt.slices:
        folded = fold(one.of(excerpt.release.text))
        if found := pattern.search(folded.text):
            inner = folded.source(found.start(), found.end())
            return Span(one.start + inner.start, one.start + inner.end)
    return None
