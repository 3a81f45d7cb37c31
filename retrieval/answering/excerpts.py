"""A statement -> the excerpt that answers: its sentences, and the proof that they are exact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.answering.analysis import (
    AnalysedSentence,
    ReadSentence,
    analyse,
    find_terms,
    join,
    neighbours,
)
from retrieval.answering.asked import cut_question
from retrieval.answering.belonging import (
    completed,
    find_belonging,
    find_direct_answer,
    goes_on,
)
from retrieval.errors import InexactSliceError
from retrieval.labels.labelling import find_labels, speak_for_a_part
from retrieval.model.answer import CUT, Excerpt
from retrieval.model.query import Term
from retrieval.model.release import Release, Span, Statement
from retrieval.text.speech import is_speaking

MOST_SENTENCES = 3
MOST_CHARACTERS = 600

# A further sentence has to add this share of all that the statement says about the question.
_WORTH_ADDING = 0.2
# Slices that are further apart than this many characters are not about one thing.
_MOST_LEFT_OUT = 600
# A term is heavy if it weighs this share of the heaviest; each slice has so many of the heavy ones.
_HEAVY = 0.5
_FEWEST_SHARED = 2
# What is sought (a time, a number) counts for more than the weightiest term.
_SOUGHT = 1.25
# Of a long statement, so many characters before and after the passage are read. Slices further
# apart than a screen of text are no excerpt of one thought.
_NEARBY = 2_000
# If no sentence has a word of the question, so many characters of the beginning are shown.
_BEGINNING = 300


@dataclass(frozen=True, slots=True)
class ExcerptRequest:
    """What an excerpt has to show.

    `weights` has the weight of each term of the question (a term without names is an exact phrase).
    `finds` tells whether words are of the kind that the question seeks. `subjects` are the names of
    those whose own words are asked for ("what did X say"). `tells` tells whether words may answer:
    of "how many" and "when" only what has a number or a time does. `is_each_shown`: each term is
    shown that the passage has, or the question put: of a notice a reader sees nothing else.
    """

    weights: Mapping[Term, float]
    finds: Callable[[str], bool] = lambda _: False
    subjects: frozenset[Term] = frozenset()
    tells: Callable[[str], bool] = lambda _: True
    is_each_shown: bool = False


def cut(
    release: Release,
    statement: Statement,
    request: ExcerptRequest,
    *,
    focus: Span | None = None,
    score: float = 0.0,
) -> Excerpt:
    """Cut the sentences of a statement that answer: at most three, and 600 characters.

    A single longer sentence stays whole. `focus` is the passage that was found: if the question's
    words do not decide, its sentences come first.

    Raises:
        InexactSliceError: a slice is not within the statement (never shown, always a fault).
    """
    text = release.text
    focus = focus or statement.span
    found = _read_sentences(text, near_passage(text, statement.span, focus), request)
    sayings = [one for one in found if one.is_saying and focus.covers(one.span)]
    chosen = _choose(text, found, sayings or found, request.weights, focus)
    if request.is_each_shown:
        chosen = _add_what_is_not_shown(found, chosen, request.weights, focus)
    chosen = _add_what_belongs(text, statement, found, chosen)
    slices = prove(release, statement, join(chosen))
    marks = tuple(mark.span for sentence in chosen for mark in sentence.found.values())
    labels = tuple(label for span in slices for label in find_labels(text, span))
    is_partly_labelled = speak_for_a_part(labels, text, statement.span)
    hidden = request.weights.keys() - _terms_of(chosen) if request.is_each_shown else frozenset()
    asked = statement.question and cut_question(
        text, statement.question.span, request.weights, hidden
    )
    return Excerpt(
        release, statement, slices, marks, labels, score, asked or (), is_partly_labelled
    )


def quote_again(release: Release, statement: Statement, slices: tuple[Span, ...]) -> Excerpt:
    """Return an excerpt of slices that were chosen before; nothing is marked in it.

    Raises:
        InexactSliceError: a slice is not within the statement.
    """
    text = release.text
    proven = prove(release, statement, slices)
    labels = tuple(label for span in proven for label in find_labels(text, span))
    asked = statement.question and cut_question(text, statement.question.span, {})
    is_partly_labelled = speak_for_a_part(labels, text, statement.span)
    return Excerpt(release, statement, proven, (), labels, 0.0, asked or (), is_partly_labelled)


def reports_saying(words: str, subjects: frozenset[Term]) -> bool:
    """Tell whether some words report that one of the subjects said something."""
    return any(_reports_saying(sentence, subjects) for sentence in analyse(words))


def near_passage(text: str, statement: Span, focus: Span) -> Span:
    """Limit what is read for an excerpt: of a long statement, the lines near the passage."""
    start = text.rfind("\n", statement.start, max(statement.start, focus.start - _NEARBY))
    end = text.find("\n", focus.end + _NEARBY, statement.end)
    return Span(max(statement.start, start), statement.end if end < 0 else end)


def _read_sentences(text: str, within: Span, request: ExcerptRequest) -> list[ReadSentence]:
    words = within.of(text)
    heaviest = max(request.weights.values(), default=0.0)
    found: list[ReadSentence] = []
    for position, one in enumerate(analyse(words)):
        span = Span(within.start + one.span.start, within.start + one.span.end)
        said = one.span.of(words)
        is_going_on = bool(found) and found[-1].is_saying and goes_on(said)
        found.append(
            ReadSentence(
                position,
                span,
                find_terms(one, span.start, request.weights),
                bonus=_SOUGHT * (heaviest or 1.0) if request.finds(said) else 0.0,
                is_saying=is_going_on or _reports_saying(one, request.subjects),
            )
        )
    return found


def _reports_saying(sentence: AnalysedSentence, subjects: frozenset[Term]) -> bool:
    return any(is_speaking(sentence.terms, term) for term in subjects)


def _choose(
    text: str,
    found: Sequence[ReadSentence],
    eligible: Sequence[ReadSentence],
    weights: Mapping[Term, float],
    focus: Span,
) -> list[ReadSentence]:
    """Choose the best sentence with what completes it, and others that say more of the topic.

    Only `eligible` ones of the sentences `found` are chosen; what completes them may be any.
    """
    on_topic = [sentence.span for sentence in eligible if sentence.found]

    def is_on_topic(span: Span) -> bool:
        # "It will be held in July." says when, if a sentence shortly before says what.
        return not on_topic or any(
            one.start <= span.start <= one.end + _MOST_LEFT_OUT for one in on_topic
        )

    def worth(sentence: ReadSentence) -> tuple[float, bool, int]:
        value = sentence.value(weights) + sentence.bonus * is_on_topic(sentence.span)
        return value, focus.covers(sentence.span), -sentence.position

    best = max(eligible, key=worth)
    if not best.found and not best.bonus:
        return _with_completion(text, found, _beginning(eligible, focus))
    sayable = sum(weights[term] for term in {term for s in eligible for term in s.found})
    chosen = _with_completion(text, found, [best])
    rest = [sentence for sentence in eligible if sentence not in chosen]
    while rest:
        known = _terms_of(chosen)
        following = max(rest, key=lambda sentence: sentence.value(weights, known))
        added = following.value(weights, known)
        if not added or added < _WORTH_ADDING * sayable:
            break
        rest.remove(following)
        extended = completed(text, found, [*chosen, following])
        if _fits(extended) and _is_about_one_thing(extended, weights):
            chosen = extended
    return chosen


def _with_completion(
    text: str, found: Sequence[ReadSentence], chosen: list[ReadSentence]
) -> list[ReadSentence]:
    whole = completed(text, found, chosen)
    return whole if _fits(whole) else chosen


def _is_about_one_thing(chosen: Sequence[ReadSentence], weights: Mapping[Term, float]) -> bool:
    """Tell whether slices may stand side by side: near each other, each with the heavy terms.

    Two sentences from far ends of a turn, of which each has a part of the question, would say
    together what nobody said. A slice with what is sought needs no terms.
    """
    slices = neighbours(chosen)
    if len(slices) == 1:
        return True
    gaps = (after[0].span.start - before[-1].span.end for before, after in pairwise(slices))
    if max(gaps) > _MOST_LEFT_OUT:
        return False
    heaviest = max(weights.values())
    heavy = {term for term, weight in weights.items() if weight >= _HEAVY * heaviest}
    needed = min(_FEWEST_SHARED, len(heavy))
    return all(
        any(one.bonus for one in side_by_side)
        or len(heavy & {term for one in side_by_side for term in one.found}) >= needed
        for side_by_side in slices
    )


def _terms_of(chosen: Sequence[ReadSentence]) -> frozenset[Term]:
    return frozenset(term for sentence in chosen for term in sentence.found)


def _add_what_is_not_shown(
    found: Sequence[ReadSentence],
    chosen: list[ReadSentence],
    weights: Mapping[Term, float],
    focus: Span,
) -> list[ReadSentence]:
    """Add of the passage that was found the nearest sentence with each term that is not shown.

    The weightiest term comes first. It need not be about one thing: the passage answers as a
    whole. If there is no room, what only completes a sentence makes way.
    """
    within = [one for one in found if focus.covers(one.span)]
    for term in sorted(weights, key=lambda one: (-weights[one], one.names)):
        if term not in _terms_of(chosen):
            holding = [one for one in within if term in one.found]
            chosen = _with_nearest_that_fits(chosen, holding)
    return chosen


def _with_nearest_that_fits(
    chosen: list[ReadSentence], candidates: Sequence[ReadSentence]
) -> list[ReadSentence]:
    """Add to the chosen sentences that candidate which is nearest to one of them and fits."""
    telling = [one for one in chosen if one.found or one.bonus]

    def distance(candidate: ReadSentence) -> int:
        return min(abs(candidate.position - one.position) for one in chosen)

    for added in sorted(candidates, key=distance):
        for kept in (chosen, telling):
            extended = sorted([*kept, added], key=lambda sentence: sentence.position)
            if _fits(extended):
                return extended
    return chosen


def _add_what_belongs(
    text: str, statement: Statement, found: Sequence[ReadSentence], chosen: list[ReadSentence]
) -> list[ReadSentence]:
    """Add the sentences without which the chosen ones would mislead, if they fit."""
    is_answer = statement.question is not None
    belonging = [find_belonging(text, found, sentence, is_answer=is_answer) for sentence in chosen]
    if is_answer and found[0].span.start == statement.span.start:
        direct = find_direct_answer(text, found)
        if direct and chosen[0].span.start - direct.span.end <= _MOST_LEFT_OUT:
            belonging.insert(0, [direct])
    for added in belonging:
        new = [sentence for sentence in added if sentence not in chosen]
        extended = sorted([*chosen, *new], key=lambda sentence: sentence.position)
        if _fits(extended):
            chosen = extended
    return chosen


def _beginning(found: Sequence[ReadSentence], focus: Span) -> list[ReadSentence]:
    within = [sentence for sentence in found if focus.covers(sentence.span)] or found
    chosen = [within[0]]
    for sentence in within[1:]:
        extended = [*chosen, sentence]
        if not _fits(extended) or _length(extended) > _BEGINNING:
            break
        chosen = extended
    return chosen


def _fits(chosen: Sequence[ReadSentence]) -> bool:
    return len(chosen) <= MOST_SENTENCES and _length(chosen) <= MOST_CHARACTERS


def _length(chosen: Sequence[ReadSentence]) -> int:
    slices = join(chosen)
    return sum(map(len, slices)) + len(CUT) * (len(slices) - 1)


def prove(release: Release, statement: Statement, slices: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the slices if they are in order, not empty, and within the statement.

    Raises:
        InexactSliceError: a slice is not.
    """
    end = statement.span.start
    for span in slices:
        if not (end <= span.start < span.end <= statement.span.end):
            raise InexactSliceError(release.id, statement.id, span.start, span.end)
        end = span.end
    return slices
