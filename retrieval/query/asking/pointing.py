"""Pronouns of a question: whether it means what was named in another sentence or question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from retrieval.query.words.threads import PRONOUNS
from retrieval.text.folding import fold

_TO_PAGE = re.compile(
    r"\b(?:its?|then|there|this|that (?:briefing|call|conference|day|meeting|occasion|page|press"
    r"|readout|release|speech|statement|text|time|visit|week|year))\b"
)


def points_back(question: str, names_in: Callable[[str], Iterable[str]]) -> bool:
    """Tell whether a question means something that was named before it: "what does it say?".

    What stands behind a name means that name: "what did Blinken say when Japan urged him".
    """
    words = fold(question).text.split()
    at = next((at for at, word in enumerate(words) if word.strip(".,?!") in PRONOUNS), None)
    return at is not None and not any(names_in(" ".join(question.split()[:at])))


def points_to_page(question: str) -> bool:
    """Tell whether a question means a page or a day that was named: "what does it say", "then"."""
    return _TO_PAGE.search(fold(question).text) is not None
