"""Judges what was found of a quotation, and how the sentences of a text stand together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from retrieval.answering.verifying.comparing import Words
from retrieval.answering.verifying.placing import MOST_LEFT_OUT, Sighting
from retrieval.answering.verifying.reading import Quotation
from retrieval.model.release import Passage, Span
from retrieval.model.verification import Change, Checked, Place, Sign, Verdict
from retrieval.text.sentences import trim

# So many speakers of the same words are named.
_MOST_SPEAKERS = 3
_ON_RECORD = {Verdict.EXACT, Verdict.SIGNS}


def judge_said(
    quotation: Quotation, sightings: Sequence[Sighting], said: Sequence[Passage]
) -> Checked:
    """Judge where the folded words of a quotation stand in a row; `said` are all such passages.

    The nearest in signs count, of each speaker the first, with the days of the others; they come in
    the order in which they are given.
    """
    least = min(one.distance for one in sightings)
    by_speaker: dict[str, Sighting] = {}
    for one in sightings:
        if one.distance == least:
            by_speaker.setdefault(one.statement.speaker, one)
    firsts = [*by_speaker.values()]
    places = tuple(one.show(_repeats(one, said)) for one in firsts[:_MOST_SPEAKERS])
    found = firsts[0].found[0]
    return Checked(
        quotation.text,
        _of_words(found.changes, found.signs),
        places[:1] if found.changes else places,
        _in_order(found.signs),
        found.changes,
    )


def judge_cut(quotation: Quotation, sighting: Sighting) -> Checked:
    """Judge pieces of a quotation that all stand in one statement."""
    changes = tuple(change for one in sighting.found for change in one.changes)
    verdict = Verdict.DIFFERS if changes else Verdict.CUT
    signs = frozenset(sign for one in sighting.found for sign in one.signs)
    if not changes and not sighting.is_of_one_thing:
        parts = [replace(sighting, found=(one,)) for one in sighting.found]
        return judge_joined(quotation, parts)
    changes = changes or _left_out(sighting)
    return Checked(quotation.text, verdict, (sighting.show(),), _in_order(signs), changes)


def judge_joined(quotation: Quotation, parts: Sequence[Sighting]) -> Checked:
    """Judge words that stand in several places; if some of their words differ, say only that."""
    signs = frozenset(sign for part in parts for one in part.found for sign in one.signs)
    return Checked(
        quotation.text, Verdict.JOINED, tuple(one.show() for one in parts), _in_order(signs)
    )


def judge_near(quotation: Quotation, sighting: Sighting) -> Checked:
    """Judge the words that come nearest to a quotation's."""
    found = sighting.found[0]
    return Checked(
        quotation.text,
        _of_words(found.changes, found.signs),
        (sighting.show(),),
        _in_order(found.signs),
        found.changes,
    )


def judge_left_out(quotation: Quotation, sighting: Sighting) -> Checked:
    """Judge slices of a statement that a quotation has without what stands between them."""
    left_out = _left_out(sighting)
    return Checked(quotation.text, Verdict.DIFFERS, (sighting.show(),), (), left_out)


def _left_out(sighting: Sighting) -> tuple[Change, ...]:
    pairs = pairwise(one.span for one in sighting.found)
    gaps = (trim(sighting.release.text, Span(one.end, two.start)) for one, two in pairs)
    return tuple(Change(gap, "") for gap in gaps if len(gap))


def is_reported(quotation: Quotation, checked: Checked) -> bool:
    """Tell whether a sentence only tells of what it quotes: “She said: ‘…’”.

    None of the words around its quotations is on record with them.
    """
    if not quotation.quoted or checked.verdict not in {Verdict.DIFFERS, Verdict.NOT_ON_RECORD}:
        return False
    others = {word for one in checked.changes for word in Words.of(one.instead).folded}
    return checked.verdict is Verdict.NOT_ON_RECORD or quotation.around <= others


def judge_together(checked: Sequence[Checked]) -> Verdict | None:
    """Judge how the sentences of a text stand together; None if not all are on record."""
    if len(checked) < 2 or not all(one.verdict in _ON_RECORD for one in checked):  # noqa: PLR2004 - of one there is no other
        return None
    verdicts = [_judge_pair(one.places, two.places) for one, two in pairwise(checked)]
    order = (Verdict.JOINED, Verdict.CUT, Verdict.SIGNS)
    worst = next((one for one in order if one in verdicts), None)
    if worst is None:
        is_exact = all(one.verdict is Verdict.EXACT for one in checked)
        return Verdict.EXACT if is_exact else Verdict.SIGNS
    return worst


def _judge_pair(before: Sequence[Place], after: Sequence[Place]) -> Verdict:
    """Judge two sentences, one behind the other in a text, by the best of their places."""
    found = {_judge_places(one, two) for one in before for two in after}
    order = (Verdict.EXACT, Verdict.CUT, Verdict.JOINED)
    return next(one for one in order if one in found)


def _judge_places(before: Place, after: Place) -> Verdict:
    if _owner(before) != _owner(after):
        return Verdict.JOINED
    text = before.release.text
    end, start = before.marks[-1].end, after.marks[0].start
    if not 0 <= start - end <= MOST_LEFT_OUT:
        return Verdict.JOINED
    is_next = not any(sign.isalnum() for sign in text[end:start])
    return Verdict.EXACT if is_next else Verdict.CUT


def _owner(place: Place) -> tuple[str, int, str, bool]:
    release = place.release
    return release.id, release.version, place.statement.id, place.is_question


def _of_words(changes: Sequence[Change], signs: frozenset[Sign]) -> Verdict:
    if changes:
        return Verdict.DIFFERS
    return Verdict.SIGNS if signs else Verdict.EXACT


def _in_order(signs: frozenset[Sign]) -> tuple[Sign, ...]:
    return tuple(sign for sign in Sign if sign in signs)


def _repeats(sighting: Sighting, said: Sequence[Passage]) -> list[date]:
    days = {
        one.release_id: one.date
        for one in said
        if one.release_id != sighting.release.id and one.speaker == sighting.statement.speaker
    }
    return [*days.values()]
