"""Find where two versions of a release differ, as exact spans of the old and the new text."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from retrieval.model.release import Release, Span
from retrieval.text.sentences import sentences
from retrieval.text.tokens import fold_words


@dataclass(frozen=True, slots=True)
class TextChange:
    """Sentences of the old version, and those of the new version in their place.

    One of the two is empty if words were only added or only removed.
    """

    old: tuple[Span, ...]
    new: tuple[Span, ...]


def find_changes(old: Release, new: Release) -> list[TextChange]:
    """Find the changes by sentence, in the order of the text, without blanks and punctuation."""
    before, after = _sentences(old), _sentences(new)
    matcher = SequenceMatcher(
        None,
        [fold_words(span.of(old.text)) for span in before],
        [fold_words(span.of(new.text)) for span in after],
        autojunk=False,
    )
    return [
        TextChange(tuple(before[first:end]), tuple(after[begin:last]))
        for kind, first, end, begin, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def _sentences(release: Release) -> list[Span]:
    return [
        span for statement in release.statements for span in sentences(release.text, statement.span)
    ]
