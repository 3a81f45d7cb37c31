"""What stands between quotation marks: in single ones as in double ones, and never left aside."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from retrieval.model.query import Query
from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.text.folding import fold
from retrieval.text.tokens import STOP_WORDS, tokenize

_PLAIN = r"[^'‘’\"“”]+"
# An apostrophe within a word ends nothing; "'21" and "the ministers' view" open nothing.
_BETWEEN = regex(
    rf"(?<![\w.,!?])['‘](?=[^\W\d])(?P<words>{_PLAIN}(?:(?<=\w)['’](?=\w){_PLAIN})*)['’](?!\w)"
)

_MOST_OFFERED = 2
_OFFERING = regex(
    r"\bor(?: (?:is|was|were|did (?:he|she|they) say)(?: (?:it|that))?| maybe| perhaps| rather)*"
    r"[ ,:]*[\"“]$",
    re.IGNORECASE,
)
_OR_BEHIND = regex(r"[\"”],? or(?= [\"“])", re.IGNORECASE)
_LONGEST_OFFERING = 30
# Of what is left aside the first words are shown.
_SHOWN_AT_LEAST = 40


def with_double_marks(question: str) -> str:
    """Return a question with double marks around two words or more between single ones.

    One word alone may be an irony.
    """
    if "'" not in question and "‘" not in question:
        return question
    return _BETWEEN.sub(
        lambda one: f'"{one["words"]}"' if " " in one["words"] else one[0], question
    )


def find_offered(question: str, quoted: Sequence[Span]) -> Iterator[Span]:
    """Find one or two quoted words that are offered for some of a longer quotation.

    '"An urgent issue", or was it "matter"?'
    """
    sizes = [one.of(question).count(" ") + 1 for one in quoted]
    for span, size in zip(quoted, sizes, strict=True):
        if size > _MOST_OFFERED or max(sizes) <= _MOST_OFFERED:
            continue
        before = _OFFERING.search(question[max(0, span.start - _LONGEST_OFFERING) : span.start])
        behind = _OR_BEHIND.match(question, span.end)
        if before or behind:
            start = span.start - len(before[0]) if before else span.start - 1
            yield Span(start, behind.end() if behind else span.end + 1)


def with_quotations_told(query: Query, quoted: Sequence[str]) -> Query:
    """Leave no quotation aside that is asked for, and tell those of a message that are not."""
    readings = tuple(with_quotations_told(one, quoted) for one in query.readings)
    kept = tuple(one for one in query.left_aside if not _quotes(one, query.phrases))
    terms = (fold(one.word).text for one in (*query.terms, *query.excluded))
    used = {token.folded for one in (*query.phrases, *terms) for token in tokenize(one)}
    aside = "\n".join(fold(one).text for one in kept)
    untold = [one for one in quoted if not _is_told(fold(one).text, used, aside)]
    kept = (*kept, *dict.fromkeys(map(str.strip, untold)))
    is_same = kept == query.left_aside and readings == query.readings
    return query if is_same else replace(query, left_aside=kept, readings=readings)


def _is_told(folded: str, used: Collection[str], aside: str) -> bool:
    """Tell whether the words of a quotation are asked for, or left aside."""
    words = [one.folded for one in tokenize(folded)]
    is_used = all(word in used or word in STOP_WORDS for word in words)
    return is_used or folded[:_SHOWN_AT_LEAST] in aside


def _quotes(words: str, phrases: Sequence[str]) -> bool:
    """Tell whether words that may be cut hold a quotation, or its first words."""
    quoted = fold(words.rstrip("…")).text.partition('"')[2].rstrip()
    return bool(quoted) and any(quoted.startswith(one) or one.startswith(quoted) for one in phrases)
