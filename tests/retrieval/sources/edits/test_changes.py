"""Where two versions of a page differ: the exact words of each."""

import datetime as dt

import pytest

from retrieval.model.release import Release
from retrieval.sources.edits.changes import find_changes
from retrieval.sources.files.readers import read_saved

DAY = dt.date(2026, 11, 20)


def page(*words: str) -> Release:
    paragraphs = "".join(f"<p>{one}</p>" for one in words)
    html = f"<!DOCTYPE html><body><main><h2>Aid</h2><p>November 20, 2026</p>{paragraphs}</main>"
    return read_saved("pressite_000001_00001.html", html.encode(), DAY, "mofa", "")


FIRST, SECOND, THIRD = "We met in Tokyo.", "We sent 300 generators.", "We will meet again."


@pytest.mark.parametrize(
    "old, new, changes",
    [
        ([FIRST, SECOND], [FIRST, SECOND], []),
        ([FIRST, SECOND], [FIRST, "We sent  300 generators."], []),
        (
            [FIRST, SECOND],
            [FIRST, "We sent 500 generators."],
            [(SECOND, "We sent 500 generators.")],
        ),
        ([FIRST, THIRD], [FIRST, SECOND, THIRD], [("", SECOND)]),
        ([FIRST, SECOND, THIRD], [FIRST, THIRD], [(SECOND, "")]),
    ],
)
def test_changes_are_sentences_of_the_one_and_of_the_other(
    old: list[str], new: list[str], changes: list[tuple[str, str]]
) -> None:
    before, after = page(*old), page(*new)
    found = [
        (
            " ".join(span.of(before.text) for span in change.old),
            " ".join(span.of(after.text) for span in change.new),
        )
        for change in find_changes(before, after)
    ]
    assert found == changes
