"""Verbs of saying: find out whether a text reports that somebody spoke."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.model.query import Term
from retrieval.patterns import regex
from retrieval.text.stems import stem
from retrieval.text.tokens import find_name

_VERBS_OF_SAYING = frozenset(
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
_TERMS_SEARCHED = 2
_ASKS_FOR_WORDS = regex(r"(?:(?:and|but|ok|okay|so|then)[ ,]+)*what (?:did|does|has|had) ")


def asks_for_words(folded: str) -> bool:
    """Tell whether a folded question may ask what somebody said: it opens with "what did"."""
    return _ASKS_FOR_WORDS.match(folded) is not None


def is_speaking(words: Sequence[str], term: Term) -> bool:
    """Tell whether a verb of saying directly follows a name of `term` in `words`, which are terms.

    This holds for a question that asks what somebody said, and for a sentence that reports it.
    """
    for name in term.names:
        at = find_name(words, name)
        end = None if at is None else at + len(name)
        if end is not None and not _VERBS_OF_SAYING.isdisjoint(words[end : end + _TERMS_SEARCHED]):
            return True
    return False
