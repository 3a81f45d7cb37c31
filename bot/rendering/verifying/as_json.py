"""A verification as JSON; the form is part of what Kaiken promises."""

from __future__ import annotations

from bot.rendering.as_json import Json, show_fields
from bot.rendering.citation import section
from retrieval.model.release import Release
from retrieval.model.verification import Change, Checked, Place, Verification


def verification_as_json(verification: Verification) -> Json:
    """A verification; slices and marks refer to the text of `kaiken release ID --text`."""
    return {
        "together": verification.together and verification.together.value,
        "checked": [_checked(one) for one in verification.checked],
        "refused": show_fields(
            verification.refused, "too_long beyond too_short=is_too_short cut=is_cut"
        ),
        "searched": show_fields(verification.searched, "releases since until"),
    }


def _checked(checked: Checked) -> Json:
    changed = checked.now or next(iter(checked.places), None)
    return {
        "quotation": checked.quotation,
        "verdict": checked.verdict.value,
        "signs": [one.value for one in checked.signs],
        "changes": [_change(one, changed.release) for one in checked.changes if changed],
        "places": [_place(one) for one in checked.places],
        "now": _place(checked.now) if checked.now else None,
    }


def _change(change: Change, release: Release) -> Json:
    return {
        "on_record": change.span.of(release.text) if change.span else "",
        "yours": change.instead,
        **show_fields(change, "span"),
    }


def _place(place: Place) -> Json:
    release, statement, question = place.release, place.statement, place.statement.question
    asked_by = question.asker if question else None
    return {
        "quote": [span.of(release.text) for span in place.slices],
        **show_fields(place, "slices marks question=is_question earlier=is_earlier"),
        **show_fields(release, "release_id=id version"),
        "statement_id": statement.id,
        # Whoever answers a question has not said its words.
        "speaker": None if place.is_question else statement.speaker,
        "role": None if place.is_question else statement.role or None,
        "asked_by": asked_by,
        **show_fields(release, "date title"),
        "section": section(release, statement),
        **show_fields(release, "url? withdrawn_at"),
        **show_fields(place, "repeats"),
    }
