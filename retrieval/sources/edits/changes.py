"""Where two versions of a release differ, as exact stretches of each: old words and new ones."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from retrieval.model.release import Release, Span
from retrieval.text.sentences import sentences
from retrieval.text.tokens import fold_words


@dataclass(frozen=True, slots=True)
class TextChange:
    """Sentences of the old version and those of the new that stand in their place.

    One of the two is empty where words were added or taken out.
    """

    old: tuple[Span, ...]
    new: tuple[Span, ...]


def find_changes(old: Release, new: Release) -> list[TextChange]:
    """The changes in the order of the text, sentence by sentence; blanks and signs are none."""
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
