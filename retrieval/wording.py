"""The public list of wordings by which officials leave a question open.

Collected from the ministry's own transcripts (2005-2022): refusals with their usual reasons,
"did not discuss" in its forms, "nothing decided" and "hypothetical".
"""

from __future__ import annotations

import re
from types import MappingProxyType

from retrieval.model import Span, Wording, WordingLabel

PHRASES = MappingProxyType(
    {
        WordingLabel.DECLINED: (
            "refrain from commenting",
            "refrain from answering",
            "refrain from mentioning",
            "refrain from providing",
            "refrain from giving",
            "refrain from going into",
            "refrain from making",
            "decline to comment",
            "no more comments to make",
            "not in a position to comment",
        ),
        WordingLabel.NOT_DISCUSSED: (
            "did not discuss",
            "was not discussed",
            "were not discussed",
            "not particularly discussed",
            "was not taken up",
            "did not take up",
            "did not come up",
        ),
        WordingLabel.UNDECIDED: (
            "nothing has been decided",
            "has not been decided",
            "have not been decided",
            "no decision has been made",
            "there are no such plans",
        ),
        WordingLabel.HYPOTHETICAL: (
            "hypothetical situation",
            "hypothetical question",
            "answering based on speculation",
        ),
    }
)
_PATTERNS = tuple(
    (label, re.compile("|".join(phrases).replace(" ", r"\s+"), re.IGNORECASE))
    for label, phrases in PHRASES.items()
)


def find_wordings(text: str, within: Span) -> tuple[Wording, ...]:
    """The wordings of the list that stand in `text[within]`, in order."""
    found = (
        Wording(label, Span(match.start(), match.end()))
        for label, pattern in _PATTERNS
        for match in pattern.finditer(text, within.start, within.end)
    )
    return tuple(sorted(found, key=lambda wording: wording.span))
