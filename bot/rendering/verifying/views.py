"""What the templates of a verification get: words in order, with nothing left to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.rendering.citation import asked_by
from bot.rendering.views import ExcerptView, clip, excerpt_view, receipt
from retrieval.answering.verifying.reading import LONGEST_SENTENCE, LONGEST_TEXT, MOST_SENTENCES
from retrieval.model.answer import Excerpt
from retrieval.model.release import Release
from retrieval.model.verification import (
    Change,
    Checked,
    Place,
    Refused,
    Verdict,
    Verification,
)

_LONGEST_SHOWN = 300
_LONGEST_CHANGE = 200
_MOST_CHANGES = 6


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Words on record, and those of the quotation instead; one of the two may be empty."""

    on_record: str
    yours: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place with its citation. Words of a question have an asker, and nobody as their speaker.

    `not_of` is who answered the question. `is_whole`: the sentences shown have no other words.
    """

    excerpt: ExcerptView
    is_question: bool
    asker: str
    not_of: str
    is_earlier: bool
    version: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class CheckedView:
    """A quotation and its verdict, with what differs and where it stands."""

    quotation: str
    verdict: str
    signs: str
    changes: tuple[ChangeView, ...]
    more: int
    places: tuple[PlaceView, ...]
    now: PlaceView | None

    @property
    def place(self) -> PlaceView | None:
        """The first place; None where nothing is on record."""
        return self.places[0] if self.places else None


@dataclass(frozen=True, slots=True)
class VerificationView:
    """A text that was verified: its sentences, how they stand together, what was not read."""

    checked: tuple[CheckedView, ...]
    on_record: int
    together: str
    refused: tuple[str, ...]
    receipt: str


def verification_view(verification: Verification) -> VerificationView:
    """Return the view of a verification."""
    return VerificationView(
        tuple(map(_checked_view, verification.checked)),
        sum(map(_is_said, verification.checked)),
        verification.together.value if verification.together else "",
        tuple(_describe_refused(verification.refused)),
        receipt(verification.searched),
    )


def _is_said(checked: Checked) -> bool:
    """Tell whether a statement says all the words in a row; a reporter's are no statement."""
    has_all = checked.verdict in {Verdict.EXACT, Verdict.SIGNS}
    return has_all and not any(one.is_question for one in checked.places)


def _checked_view(checked: Checked) -> CheckedView:
    changed = checked.now or next(iter(checked.places), None)
    changes = [_change_view(one, changed.release) for one in checked.changes if changed]
    return CheckedView(
        clip(checked.quotation, _LONGEST_SHOWN),
        checked.verdict.value,
        ", ".join(one.value for one in checked.signs),
        tuple(changes[:_MOST_CHANGES]),
        max(0, len(changes) - _MOST_CHANGES),
        tuple(map(_place_view, checked.places)),
        _place_view(checked.now) if checked.now else None,
    )


def _change_view(change: Change, release: Release) -> ChangeView:
    on_record = change.span.of(release.text) if change.span else ""
    return ChangeView(clip(on_record, _LONGEST_CHANGE), clip(change.instead, _LONGEST_CHANGE))


def _place_view(place: Place) -> PlaceView:
    view = excerpt_view(
        Excerpt(
            place.release,
            place.statement,
            place.slices,
            place.marks,
            labels=(),
            score=0.0,
            asked=place.asked,
            repeats=place.repeats,
        )
    )
    speaker, asker = view.speaker, ""
    if place.is_question:
        # A reporter's words are never shown as those of whoever answered.
        view = replace(view, speaker="", asked_by="", question="")
        asker = asked_by(place.statement.question.asker) if place.statement.question else ""
    return PlaceView(
        view,
        place.is_question,
        asker.replace("In answer to", "Asked by somebody who is not named"),
        speaker,
        place.is_earlier,
        place.release.version,
        _is_whole(place),
    )


def _is_whole(place: Place) -> bool:
    text = place.release.text
    shown = _letters([span.of(text) for span in place.slices])
    return shown == _letters([span.of(text) for span in place.marks])


def _letters(parts: Sequence[str]) -> int:
    return sum(sign.isalnum() for part in parts for sign in part)


def _describe_refused(refused: Refused) -> list[str]:
    """Say in a sentence each what was not checked."""
    said: list[str] = []
    if refused.is_cut:
        said.append(f"I read the first {LONGEST_TEXT:,} characters of it only.")
    if refused.beyond:
        said.append(
            f"I check {MOST_SENTENCES} sentences at a time; {refused.beyond} more "
            f"{'was' if refused.beyond == 1 else 'were'} not checked."
        )
    if refused.too_long:
        count = "One sentence" if refused.too_long == 1 else f"{refused.too_long} sentences"
        said.append(f"{count} of more than {LONGEST_SENTENCE:,} characters I left out.")
    if refused.is_too_short:
        said.append("That is too short to be told from chance: send two words or more.")
    return said
