"""Reads single quotation marks as double ones: was it 'a natural prerequisite'?"""

from __future__ import annotations

import re

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
