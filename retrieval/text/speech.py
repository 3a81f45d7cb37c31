"""Verbs of saying: who is told to have spoken, in a question and in the record."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.model.query import Term
from retrieval.text.tokens import find_name, stem

_SAYS = frozenset(
    map(
        stem,
        """
        said say stated told replied responded answered explained expressed stressed emphasized
        noted added reiterated reaffirmed affirmed confirmed conveyed promised pledged offered
        welcomed thanked congratulated requested urged asked called proposed suggested announced
        commented remarked mentioned described argued warned agreed pointed showed believes thinks
        shared concurred exchanged discussed
        """.split(),
    )
)
_REACH = 2


def is_speaking(words: Sequence[str], term: Term) -> bool:
    """Whether a verb of saying stands right behind a name of `term` in `words`, which are terms.

    A question that asks what somebody said has it there, and so has the sentence that tells it.
    """
    for name in term.names:
        at = find_name(words, name)
        end = None if at is None else at + len(name)
        if end is not None and not _SAYS.isdisjoint(words[end : end + _REACH]):
            return True
    return False
