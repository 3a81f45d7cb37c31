"""What stands between quotation marks: in single ones as in double ones, and never left aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.model.query import Query
from retrieval.text.folding import fold

_PLAIN = r"[^'‘’\"“”]+"
# An apostrophe within a word ends nothing; "'21" and "the ministers' view" open nothing.
_BETWEEN = re.compile(
    rf"(?<![\w.,!?])['‘](?=[^\W\d])(?P<words>{_PLAIN}(?:(?<=\w)['’](?=\w){_PLAIN})*)['’](?!\w)"
)


def with_double_marks(question: str) -> str:
    """Return a question with double marks around two words or more between single ones.

    One word alone may be an irony.
    """
    if "'" not in question and "‘" not in question:
        return question
    return _BETWEEN.sub(
        lambda one: f'"{one["words"]}"' if " " in one["words"] else one[0], question
    )


def without_quoted_aside(query: Query) -> Query:
    """Leave nothing aside that holds a quotation which is asked for."""
    kept = tuple(one for one in query.left_aside if not _quotes(one, query.phrases))
    readings = tuple(map(without_quoted_aside, query.readings))
    is_same = kept == query.left_aside and readings == query.readings
    return query if is_same else replace(query, left_aside=kept, readings=readings)


def _quotes(words: str, phrases: Sequence[str]) -> bool:
    """Tell whether words that may be cut hold a quotation, or its first words."""
    quoted = fold(words.rstrip("…")).text.partition('"')[2].rstrip()
    return bool(quoted) and any(quoted.startswith(one) or one.startswith(quoted) for one in phrases)
