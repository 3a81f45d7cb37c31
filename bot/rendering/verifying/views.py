"""What the templates of a verification get: words in order, with nothing left to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.language.spoken import gettext, gettext_noop, ngettext, spoken
from bot.rendering.citation import asked_by, is_named
from bot.rendering.views import ExcerptView, clip, excerpt_view, receipt
from retrieval.answering.verifying.reading import LONGEST_SENTENCE, LONGEST_TEXT, MOST_SENTENCES
from retrieval.model.answer import Excerpt
from retrieval.model.release import Release
from retrieval.model.verification import (
    Change,
    Checked,
    Place,
    Refused,
    Sign,
    Verdict,
    Verification,
)

_LONGEST_SHOWN = 300
_LONGEST_CHANGE = 200
_MOST_CHANGES = 6
_SIGNS = {
    Sign.QUOTES: gettext_noop("quotation marks"),
    Sign.DASHES: gettext_noop("dashes"),
    Sign.BLANKS: gettext_noop("blanks"),
    Sign.WIDTH: gettext_noop("full-width forms"),
    Sign.INVISIBLE: gettext_noop("invisible characters"),
    Sign.PUNCTUATION: gettext_noop("punctuation"),
    Sign.CAPITALS: gettext_noop("capitals"),
    Sign.ACCENTS: gettext_noop("accents"),
}


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
        gettext(", ").join(gettext(_SIGNS[one]) for one in checked.signs),
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
        asker = _asker(place.statement.question.asker) if place.statement.question else ""
    return PlaceView(
        view,
        place.is_question,
        asker,
        speaker,
        place.is_earlier,
        place.release.version,
        _is_whole(place),
    )


def _asker(label: str) -> str:
    return asked_by(label) if is_named(label) else gettext("Asked by somebody who is not named")


def _is_whole(place: Place) -> bool:
    text = place.release.text
    shown = _letters([span.of(text) for span in place.slices])
    return shown == _letters([span.of(text) for span in place.marks])


def _letters(parts: Sequence[str]) -> int:
    return sum(sign.isalnum() for part in parts for sign in part)


def _describe_refused(refused: Refused) -> list[str]:
    """Say in a sentence each what was not checked."""
    said: list[str] = []
    number = spoken().number
    if refused.is_cut:
        read = number(LONGEST_TEXT)
        said.append(gettext("I read the first %(count)s characters of it only.", count=read))
    if refused.beyond:
        said.append(
            ngettext(
                "I check %(most)s sentences at a time; %(count)s more was not checked.",
                "I check %(most)s sentences at a time; %(count)s more were not checked.",
                refused.beyond,
                most=MOST_SENTENCES,
            )
        )
    if refused.too_long:
        said.append(
            ngettext(
                "One sentence of more than %(longest)s characters I left out.",
                "%(count)s sentences of more than %(longest)s characters I left out.",
                refused.too_long,
                longest=number(LONGEST_SENTENCE),
            )
        )
    if refused.is_too_short:
        said.append(gettext("That is too short to be told from chance: send two words or more."))
    return said
