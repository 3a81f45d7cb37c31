"""Reads single quotation marks as double ones: was it 'a natural prerequisite'?"""

from __future__ import annotations

import re

_WORD = r"(?:[^'‘’\"“”]|(?<=\w)['’](?=\w))"
# Two words at least: one alone may be an irony. "'21" and "the ministers' view" open nothing.
_BETWEEN = re.compile(rf"(?<![\w.,!?])['‘](?=[^\W\d])(?P<words>{_WORD}+? {_WORD}+?)['’](?!\w)")


def with_double_marks(question: str) -> str:
    """Return a question with double marks around what stands between single ones."""
    if "'" not in question and "‘" not in question:
        return question
    return _BETWEEN.sub(r'"\g<words>"', question)
