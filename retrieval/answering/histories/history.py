"""Draws up how a sentence was worded: the present wording, the earlier ones, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from retrieval.answering.histories.quoting import quote_sentence
from retrieval.answering.histories.seeking import find_meant
from retrieval.formulas.gathering import Formulas
from retrieval.model.release import Span
from retrieval.model.wording import History, WordChange, WordingOnRecord
from retrieval.record.record import Record
from retrieval.wording.comparing import Words, find_changes, words_of
from retrieval.wording.families import Family, Wording

MOST_SHOWN = 8
# What was said so often stands; what was said less is left out first.
_STANDING = 2


async def draw_up_history(
    words: str, now: datetime, record: Record, formulas: Formulas
) -> History | None:
    """Draw up the history of the sentence that some words mean; None if it is not on record."""
    await record.catch_up_if_due()
    family = await find_meant(words, now, record, formulas)
    return None if family is None else await tell(words, family, record)


async def tell(asked: str, family: Family, record: Record) -> History:
    """Tell the history of a family: its wordings, with what each has that the others lack."""
    shown = _choose(family.wordings)
    wordings: list[WordingOnRecord] = []
    for at, wording in enumerate(shown):
        excerpt = await quote_sentence(wording.last, record)
        newer = shown[at - 1].text if at else ""
        older = shown[at + 1].text if at + 1 < len(shown) else ""
        start, own = excerpt.slices[0].start, words_of(excerpt.quote)
        wordings.append(
            WordingOnRecord(
                excerpt,
                await quote_sentence(wording.first, record),
                tuple(date.fromordinal(one.day) for one in wording.occurrences),
                wording.releases,
                wording.speakers,
                find_lacking(own, newer, start),
                find_lacking(own, older, start),
                list_changes(own, words_of(newer)) if newer else (),
            )
        )
    left_out = len(family.wordings) - len(shown)
    return History(asked, tuple(wordings), record.searched, _again_since(family), left_out)


def _choose(wordings: Sequence[Wording]) -> list[Wording]:
    """Choose which wordings are shown: the present one, then those that stood, in order."""
    by_weight = sorted(wordings[1:], key=lambda one: -min(one.releases, _STANDING))
    chosen = [wordings[0], *by_weight[: MOST_SHOWN - 1]]
    return [one for one in wordings if one in chosen]


def list_changes(older: Words, newer: Words) -> tuple[WordChange, ...]:
    """Return what words became of which, as they are written, a name in a slot left out."""
    changes, _ = find_changes(older, newer)
    return tuple(
        WordChange(
            older.reading.written(one.a_start, one.a_end),
            newer.reading.written(one.b_start, one.b_end),
        )
        for one in changes
    )


def find_lacking(words: Words, other: str, start: int) -> tuple[Span, ...]:
    """Return where the words of a sentence stand that another one lacks; `start` is its place."""
    if not other:
        return ()
    places = words.reading.places
    changes, _ = find_changes(words, words_of(other))
    return tuple(
        Span(start + places[one.a_start][0], start + places[one.a_end - 1][1])
        for one in changes
        if one.a_start < one.a_end
    )


def _again_since(family: Family) -> date | None:
    """Return since when the present wording stands again, if another came between."""
    since = family.present.first
    for place, wording in reversed(family.occurrences):
        if wording is not family.present:
            return None if since == family.present.first else date.fromordinal(since.day)
        since = place
    return None
