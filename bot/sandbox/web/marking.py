"""The whole text of a release, with the quoted words marked in it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from bot.rendering.as_json import show_fields
from bot.sandbox.params import Json
from retrieval.model.answer import Answer
from retrieval.model.release import Release, Span

# What can be said of a stretch of text, by name.
Marks = dict[str, list[Span]]


def marks_of(answer: Answer | None, release: Release) -> Marks:
    """Return which slices of a release an answer quotes, and which words it marks in them."""
    shown = [one for one in answer.shown if one.release.id == release.id] if answer else []
    return {
        "quoted": [span for one in shown for span in (*one.slices, *one.asked)],
        "matched": [span for one in shown for span in one.marks],
    }


def release_json(release: Release, marks: Marks) -> Json:
    """Return a release with its text in runs, each with the names of its marks."""
    return {
        **show_fields(release, "id version title date kind place url withdrawn_at provisional"),
        "doubts": list(release.doubts),
        "runs": [
            {"text": span.of(release.text), "marks": names}
            for span, names in split_at_marks(len(release.text), marks)
        ],
    }


def split_at_marks(length: int, marks: Marks) -> Iterable[tuple[Span, list[str]]]:
    """Yield the runs of a text of that length, whose characters have the same marks, in order."""
    spans = [span for found in marks.values() for span in found]
    edges = {0, length, *(span.start for span in spans), *(span.end for span in spans)}
    cuts = sorted(edge for edge in edges if 0 <= edge <= length)
    for start, end in pairwise(cuts):
        run = Span(start, end)
        yield run, [name for name, found in marks.items() if any(one.covers(run) for one in found)]
