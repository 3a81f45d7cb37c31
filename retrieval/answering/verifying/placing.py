"""Finds the words of a quotation in a text of the record, and makes the place that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, pairwise

from retrieval.answering.asked import cut_question
from retrieval.answering.excerpts import near_passage, prove
from retrieval.answering.remembering import RememberedWords
from retrieval.answering.verifying.comparing import Comparison, Words, compare, find_all
from retrieval.answering.verifying.reading import LONGEST_SENTENCE, Quotation
from retrieval.model.release import Release, Span, Statement
from retrieval.model.verification import Place
from retrieval.text.sentences import sentences
from retrieval.text.tokens import terms

# Slices that are further apart than this many characters are not about one thing.
MOST_LEFT_OUT = 600
# Of words with so many others in them, all those places are compared.
_MOST_PLACES = 20
# Of words that differ, so large a share is right; else they are other words.
_LEAST_RIGHT = 0.7


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a statement, or the question before it, has the words of a quotation, nearly or all."""

    release: Release
    statement: Statement
    found: tuple[Comparison, ...]
    is_question: bool = False
    is_earlier: bool = False

    @property
    def distance(self) -> tuple[int, int]:
        """How far its words are from the quotation's: less is nearer."""
        return sum(one.distance[0] for one in self.found), sum(
            one.distance[1] for one in self.found
        )

    @property
    def is_of_one_thing(self) -> bool:
        """Whether its slices are in order, and near enough to speak of one thing."""
        gaps = (two.span.start - one.span.end for one, two in pairwise(self.found))
        return all(0 <= gap <= MOST_LEFT_OUT for gap in gaps)

    def show(self, repeats: Sequence[date] = ()) -> Place:
        """Return the place, with the sentences in which the words stand."""
        within = self.statement.span
        if self.is_question and self.statement.question is not None:
            within = self.statement.question.span
        spans = [one.span for one in self.found]
        changed = [one.span for found in self.found for one in found.changes if one.span]
        slices = _whole_sentences(self.release.text, within, spans)
        question, asked = self.statement.question, tuple[Span, ...]()
        if not self.is_question:
            slices = prove(self.release, self.statement, slices)
            asked = cut_question(self.release.text, question.span, {}) if question else ()
        return Place(
            self.release,
            self.statement,
            slices,
            tuple(sorted(changed or spans)),
            self.is_question,
            self.is_earlier,
            tuple(sorted(repeats)),
            asked,
        )


def locate(quotation: Quotation, text: str, within: Span) -> Comparison | None:
    """Find the words of a quotation next to each other; of several places the nearest in signs."""
    theirs = Words.of(within.of(text))
    length = len(quotation.words.folded)
    places = islice(find_all(theirs.folded, quotation.words.folded), _MOST_PLACES)
    found = [compare(quotation.words, theirs, at, at + length) for at in places]
    best = min(found, key=lambda one: one.distance, default=None)
    return best and best.shifted(within.start)


def locate_all(
    pieces: Sequence[Quotation], text: str, within: Span
) -> tuple[Comparison, ...] | None:
    """Find all pieces of a quotation; None if one is missing.

    They are in order, and as near to each other as there are any; where the first place of one lies
    before the piece before it, they are in another order.
    """
    theirs = Words.of(within.of(text))
    firsts = islice(find_all(theirs.folded, pieces[0].words.folded), _MOST_PLACES)
    found = [places for at in firsts if (places := _follow(pieces, theirs, at)) is not None]
    nearest = min(found, key=_spread, default=None)
    if nearest is None:
        return None
    return tuple(
        compare(piece.words, theirs, at, at + len(piece.words.folded)).shifted(within.start)
        for piece, at in zip(pieces, nearest, strict=True)
    )


def _follow(pieces: Sequence[Quotation], theirs: Words, first: int) -> tuple[int, ...] | None:
    """Find the piece after each one behind it, or else anywhere; None if one is missing."""
    places = [first]
    for before, piece in pairwise(pieces):
        since = places[-1] + len(before.words.folded)
        wanted = piece.words.folded
        behind = find_all(theirs.folded, wanted, since)
        at = next(chain(behind, find_all(theirs.folded, wanted)), None)
        if at is None:
            return None
        places.append(at)
    return tuple(places)


def _spread(places: Sequence[int]) -> tuple[bool, int]:
    return [*places] != sorted(places), places[-1] - places[0]


def approach(quotation: Quotation, text: str, within: Span) -> Comparison | None:
    """Find the words that come nearest to a quotation's; None if too few are the same, in order."""
    theirs = Words.of(within.of(text))
    near = RememberedWords(quotation.text, LONGEST_SENTENCE).find(theirs.folded)
    if near is None:
        return None
    # The first and last words may be among those that differ.
    missing = len(quotation.words.folded) - near.right
    start, end = max(0, near.start - missing), min(len(theirs.folded), near.end + missing)
    wide = compare(quotation.words, theirs, start, end)
    return wide.shifted(within.start)


def count_changed_words(comparison: Comparison, text: str) -> int:
    """Count the words that differ, on the side that has more of them."""
    return sum(
        max(_words(one.span.of(text) if one.span else ""), _words(one.instead))
        for one in comparison.changes
    )


def says_most(quotation: Quotation, comparison: Comparison) -> bool:
    """Tell whether most words of a quotation, and most of those that say something, are right."""
    wrong = " ".join(one.instead for one in comparison.changes)
    return all(
        count(wrong) <= max(1, (1 - _LEAST_RIGHT) * count(quotation.text))
        for count in (_words, _terms)
    )


def _words(text: str) -> int:
    return len(Words.of(text).folded)


def _terms(text: str) -> int:
    return len(terms(text))


def _whole_sentences(text: str, within: Span, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences around some spans, those side by side as one slice."""
    found: list[Span] = []
    for span in sorted(spans):
        around = [
            one
            for one in sentences(text, near_passage(text, within, span))
            if one.start < span.end and span.start < one.end
        ]
        start = min((one.start for one in around), default=span.start)
        end = max((one.end for one in around), default=span.end)
        start, end = min(start, span.start), max(end, span.end)
        if found and not text[found[-1].end : max(start, found[-1].end)].strip():
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return tuple(found)
