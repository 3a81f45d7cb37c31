"""What a release words otherwise than the releases before it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date

from retrieval.answering.histories.history import find_lacking, list_changes
from retrieval.answering.histories.quoting import quote_sentence
from retrieval.formulas.gathering import Formulas
from retrieval.model.release import Release
from retrieval.model.wording import ChangedSentence
from retrieval.record.record import Record
from retrieval.wording.comparing import (
    Kinship,
    Words,
    compare,
    count_same,
    find_changes,
    names_another,
    words_of,
)
from retrieval.wording.families import Family, Occurrence, Wording
from retrieval.wording.sketching import formulas as read_formulas
from retrieval.wording.sketching import keys_of

# What stood was said in so many releases, and longer than the talk of some weeks.
_FEWEST_BEFORE = 3
_FEWEST_DAYS = 56
# A sentence that has fewer of the words that stood is another one.
_LEAST_SAME = 0.7
_MOST_CHANGES = 3
# A place that was filled in so variously, beside how it stood, belongs to a form.
_FEWEST_FILLINGS = 4
_KINDS_OF_TEXT = frozenset(
    "communique declaration directive memorandum notice order permit proclamation".split()
)
# Of the keys of a sentence, the share that one which stood has at least; others are not looked at.
_SHARED_KEYS = 0.4
_MOST_FORMS = 24
# Itself, and one that it may differ from.
_FEWEST_RELATIVES = 2


async def find_changed(
    release: Release, record: Record, formulas: Formulas
) -> list[ChangedSentence]:
    """Find the sentences of a release that stood otherwise before it, in the order of its text."""
    found: list[ChangedSentence] = []
    index = record.engine.sentences
    for span, _, reading in read_formulas(release):
        # A long release takes a second or two; others are answered meanwhile.
        await asyncio.sleep(0)
        if len(index.relatives(keys_of(reading.words), _SHARED_KEYS)) < _FEWEST_RELATIVES:
            continue
        family = await formulas.find_family(reading.text, _MOST_FORMS)
        if family is None:
            continue
        at = _place_of(family, release, span.start)
        before = at and _before(family, *at)
        if at and before and _stood(*at, *before) and not _is_filled_in(family, *at, before[0]):
            found.append(await _tell(at[0], before[1], record))
    return found


async def find_change(family: Family, release: Release, record: Record) -> ChangedSentence | None:
    """Find how a release words a sentence that stood otherwise before it, however shortly."""
    for place, wording in family.occurrences:
        if (place.release_id, place.version) == (release.id, release.version):
            before = _before(family, place, wording)
            return await _tell(place, before[1], record) if before else None
    return None


async def _tell(place: Occurrence, places: Sequence[Occurrence], record: Record) -> ChangedSentence:
    said, before = await quote_sentence(place, record), await quote_sentence(places[-1], record)
    mine, theirs = words_of(said.quote), words_of(before.quote)
    return ChangedSentence(
        said,
        before,
        date.fromordinal(places[0].day),
        date.fromordinal(places[-1].day),
        len({one.release_id for one in places}),
        list_changes(theirs, mine),
        find_lacking(mine, before.quote, said.slices[0].start),
        find_lacking(theirs, said.quote, before.slices[0].start),
    )


def _place_of(family: Family, release: Release, start: int) -> tuple[Occurrence, Wording] | None:
    places = (
        (place, wording)
        for place, wording in family.occurrences
        if (place.release_id, place.version, place.start) == (release.id, release.version, start)
    )
    return next(places, None)


def _before(
    family: Family, place: Occurrence, now: Wording
) -> tuple[Wording, list[Occurrence]] | None:
    """Return the wording that came before a release, and where, if it was another one."""
    earlier = [
        one
        for one in family.occurrences
        if one[0] < place and one[0].release_id != place.release_id
    ]
    if not earlier or earlier[-1][1] is now:
        return None
    old = earlier[-1][1]
    return old, [one for one, wording in earlier if wording is old]


def _stood(place: Occurrence, now: Wording, old: Wording, places: Sequence[Occurrence]) -> bool:
    """Tell whether a wording stood until a release, and is near to the one that the release has.

    What is said on the same day elsewhere still stands.
    """
    if places[-1].day == place.day or places[-1].day - places[0].day < _FEWEST_DAYS:
        return False
    if len({one.release_id for one in places}) < _FEWEST_BEFORE:
        return False
    mine, theirs = words_of(now.text_at(place)), words_of(old.text_at(places[-1]))
    compared = compare(theirs, mine)
    is_near = compared.kinship is not Kinship.UNRELATED and len(compared.changes) <= _MOST_CHANGES
    is_near = is_near and not _is_of_another(theirs, mine)
    return is_near and count_same(theirs, mine) >= _LEAST_SAME


def _is_filled_in(family: Family, place: Occurrence, now: Wording, old: Wording) -> bool:
    """Tell whether a sentence is a form: where it differs, others before it had other words."""
    theirs = words_of(old.text)
    others = [
        (words, find_changes(theirs, words)[0])
        for words in (words_of(one.text) for one in family.wordings if one.first <= place)
    ]
    changes, _ = find_changes(theirs, words_of(now.text_at(place)))
    for change in changes:
        fillings = {
            words.reading.words[one.b_start : one.b_end]
            for words, found in others
            for one in found
            if one.a_start <= change.a_end and change.a_start <= one.a_end
        }
        if len(fillings) >= _FEWEST_FILLINGS:
            return True
    return False


def _is_of_another(older: Words, newer: Words) -> bool:
    """Tell whether a sentence is about something else.

    It has another name beside a number or with one, or among words that are others too; or it
    speaks of the text that it stands in, and that is of another kind: "this order".
    """
    changes, slots = find_changes(older, newer)
    for one in changes:
        own = _KINDS_OF_TEXT.intersection(older.reading.words[one.a_start : one.a_end])
        other = _KINDS_OF_TEXT.intersection(newer.reading.words[one.b_start : one.b_end])
        if (own and other) or names_another(older, newer, one):
            return True
    said = [newer.reading.written(one.b_start, one.b_end) for one in (*changes, *slots)]
    return bool(slots) and any(sign.isdigit() for words in said for sign in words)
