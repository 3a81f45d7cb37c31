"""What a release words otherwise than the releases before it."""

from __future__ import annotations

from datetime import date

from retrieval.answering.histories.history import list_changes
from retrieval.answering.histories.quoting import quote_sentence
from retrieval.model.release import Release
from retrieval.model.wording import ChangedSentence
from retrieval.record.formulas import Formulas
from retrieval.record.record import Record
from retrieval.wording.comparing import words_of
from retrieval.wording.families import Family, Wording
from retrieval.wording.sketching import formulas as read_formulas
from retrieval.wording.table import Occurrence

# What was said in one release only did not stand.
_FEWEST_BEFORE = 2


async def find_changed(
    release: Release, record: Record, formulas: Formulas
) -> list[ChangedSentence]:
    """Find the sentences of a release that stood otherwise before it, in the order of its text."""
    found: list[ChangedSentence] = []
    for span, _, reading in read_formulas(release):
        family = await formulas.find_family(reading.text)
        if family is None:
            continue
        at = _place_of(family, release, span.start)
        before = at and _stood_before(family, *at)
        if at and before:
            place, now = at
            old, places = before
            found.append(
                ChangedSentence(
                    await quote_sentence(place, record),
                    await quote_sentence(places[-1], record),
                    date.fromordinal(places[0].day),
                    date.fromordinal(places[-1].day),
                    len({one.release_id for one in places}),
                    list_changes(words_of(old.text_at(places[-1])), words_of(now.text_at(place))),
                    is_return=now.first < place,
                )
            )
    return found


def _place_of(family: Family, release: Release, start: int) -> tuple[Occurrence, Wording] | None:
    places = (
        (place, wording)
        for place, wording in family.occurrences
        if (place.release_id, place.version, place.start) == (release.id, release.version, start)
    )
    return next(places, None)


def _stood_before(
    family: Family, place: Occurrence, now: Wording
) -> tuple[Wording, list[Occurrence]] | None:
    """Return the wording that stood until a release, and where, if it was another one."""
    earlier = [
        one
        for one in family.occurrences
        if one[0] < place and one[0].release_id != place.release_id
    ]
    if not earlier or earlier[-1][1] is now:
        return None
    old = earlier[-1][1]
    places = [one for one, wording in earlier if wording is old]
    is_standing = len({one.release_id for one in places}) >= _FEWEST_BEFORE
    return (old, places) if is_standing else None
