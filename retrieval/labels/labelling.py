"""Label the phrases by which officials leave a question open, and say what they speak for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.labels.catalogue import ASIDES, EXCEPTIONS, PHRASES, SLOTS
from retrieval.model.answer import LabelledSpan
from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.text.phrases import PhraseList
from retrieval.text.sentences import sentences

_LABELS = tuple(label for label, phrases in PHRASES.items() for _ in phrases)


def find_labels(text: str, within: Span) -> tuple[LabelledSpan, ...]:
    """Find the phrases of the catalogue in `text[within]`, each with its label, in order."""
    return tuple(
        LabelledSpan(_LABELS[position - len(EXCEPTIONS)], span)
        for position, span in _phrase_list().find(text, within)
        if position >= len(EXCEPTIONS)
    )


@cache
def _phrase_list() -> PhraseList:
    listed = [phrase for phrases in PHRASES.values() for phrase in phrases]
    return PhraseList([*EXCEPTIONS, *listed], SLOTS, ASIDES)


_SUBSTANCE = 8
_COURTESY = regex(
    r"(?:thank|thanks|good (?:morning|afternoon|evening)|(?:i )?appreciate|i understand"
    r"|(?:that[’']s|it[’']s|that is) a (?:good|great|fair) question)\b",
    re.IGNORECASE,
)


def speak_for_a_part(labels: Sequence[LabelledSpan], text: str, span: Span) -> bool:
    """Tell whether labels speak for a part of the answer at `span`, and not for all of it.

    It is a part if a sentence of substance stands before the first of them.
    """
    if not labels:
        return False
    first = min(label.span.start for label in labels)
    before = (sentence for sentence in sentences(text, span) if sentence.end <= first)
    return any(_has_substance(text, sentence) for sentence in before)


def is_courtesy(words: str) -> bool:
    """Tell whether a sentence opens as a courtesy: "Thank you for the question."."""
    return _COURTESY.match(words) is not None


def _has_substance(text: str, sentence: Span) -> bool:
    words = sentence.of(text)
    if len(words.split()) < _SUBSTANCE or words.endswith("?") or is_courtesy(words):
        return False
    return not find_labels(text, sentence)
