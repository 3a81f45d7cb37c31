"""A statement -> the excerpt that answers: its sentences, and the proof that they are exact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from retrieval.answering.analysis import AnalysedSentence, analyse, find_term_spans
from retrieval.errors import InexactSliceError
from retrieval.labels.labelling import find_labels, speak_for_a_part
from retrieval.model.answer import CUT, Excerpt
from retrieval.model.query import Term
from retrieval.model.release import Release, Span, Statement
from retrieval.text.speech import is_speaking

MOST_SENTENCES = 3
MOST_CHARACTERS = 600

_POINTS_BACK = re.compile(r"(?:He|She|They|It|This|That|These|Those|Such)\b")
_GOES_ON = re.compile(r"(?:He|She|They)\b(?: (?:also|further|then))?")
_RESERVES = re.compile(r"(?:However|But|That said|At the same time)\b")

# A further sentence has to add this share of all that the statement says about the question.
_WORTH_ADDING = 0.2
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
    those whose own words are asked for ("what did X say").
    """

    weights: Mapping[Term, float]
    finds: Callable[[str], bool] = lambda _: False
    subjects: frozenset[Term] = frozenset()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the statement, its place among them, and the spans of the terms it has.

    `bonus` is what it is worth beyond its terms. `is_saying`: a subject of the request speaks.
    """

    position: int
    span: Span
    term_spans: Mapping[Term, Span]
    bonus: float = 0.0
    is_saying: bool = False

    def value(self, weights: Mapping[Term, float], known: frozenset[Term] = frozenset()) -> float:
        """Sum the weights of the terms that it has and `known` lacks."""
        return sum(weights[term] for term in self.term_spans if term not in known)


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
    found = _read_sentences(text, _near_passage(text, statement.span, focus), request)
    sayings = [one for one in found if one.is_saying and focus.covers(one.span)]
    chosen = _choose(sayings or found, request.weights, focus)
    chosen = _add_what_belongs(text, statement, found, chosen)
    slices = prove(release, statement, _join(chosen))
    marks = tuple(mark for sentence in chosen for mark in sentence.term_spans.values())
    labels = tuple(label for span in slices for label in find_labels(text, span))
    is_partly_labelled = speak_for_a_part(labels, text, statement.span)
    return Excerpt(release, statement, slices, marks, labels, score, is_partly_labelled)


def reports_saying(words: str, subjects: frozenset[Term]) -> bool:
    """Tell whether some words report that one of the subjects said something."""
    return any(_reports_saying(sentence, subjects) for sentence in analyse(words))


def _near_passage(text: str, statement: Span, focus: Span) -> Span:
    """Limit what is read for an excerpt: of a long statement, the lines near the passage."""
    start = text.rfind("\n", statement.start, max(statement.start, focus.start - _NEARBY))
    end = text.find("\n", focus.end + _NEARBY, statement.end)
    return Span(max(statement.start, start), statement.end if end < 0 else end)


def _read_sentences(text: str, within: Span, request: ExcerptRequest) -> list[_Sentence]:
    words = within.of(text)
    heaviest = max(request.weights.values(), default=0.0)
    found: list[_Sentence] = []
    for position, one in enumerate(analyse(words)):
        span = Span(within.start + one.span.start, within.start + one.span.end)
        said = one.span.of(words)
        goes_on = bool(found) and found[-1].is_saying and _GOES_ON.match(said) is not None
        found.append(
            _Sentence(
                position,
                span,
                find_term_spans(one, span.start, request.weights),
                bonus=_SOUGHT * (heaviest or 1.0) if request.finds(said) else 0.0,
                is_saying=goes_on or _reports_saying(one, request.subjects),
            )
        )
    return found


def _reports_saying(sentence: AnalysedSentence, subjects: frozenset[Term]) -> bool:
    return any(is_speaking(sentence.terms, term) for term in subjects)


def _choose(
    found: Sequence[_Sentence], weights: Mapping[Term, float], focus: Span
) -> list[_Sentence]:
    def worth(sentence: _Sentence) -> tuple[float, bool, int]:
        value = sentence.value(weights) + sentence.bonus
        return value, focus.covers(sentence.span), -sentence.position

    best = max(found, key=worth)
    if not best.term_spans and not best.bonus:
        return _beginning(found, focus)
    sayable = sum(weights[term] for term in {term for s in found for term in s.term_spans})
    chosen = [best]
    rest = [sentence for sentence in found if sentence is not best]
    while rest:
        known = frozenset(term for sentence in chosen for term in sentence.term_spans)
        following = max(rest, key=lambda sentence: sentence.value(weights, known))
        if following.value(weights, known) < _WORTH_ADDING * sayable:
            break
        rest.remove(following)
        if _fits([*chosen, following]):
            chosen.append(following)
    return sorted(chosen, key=lambda sentence: sentence.position)


def _add_what_belongs(
    text: str, statement: Statement, found: Sequence[_Sentence], chosen: list[_Sentence]
) -> list[_Sentence]:
    """Add the sentences without which the chosen ones would mislead, if they fit.

    The refusal or reservation right after an answer belongs to it ("However, I would like to
    refrain …"). The sentence that names the speaker belongs before "He also stated".
    """
    for sentence in tuple(chosen):
        if sentence.is_saying:
            near = found[sentence.position + 1 :]
            belonging = list(takewhile(lambda one: _goes_on(text, one), near))
        elif statement.question is not None:
            near = found[sentence.position + 1 : sentence.position + 2]
            belonging = [one for one in near if _reserves(text, one.span)]
        else:
            near = found[max(0, sentence.position - 1) : sentence.position]
            belonging = [one for one in near if _POINTS_BACK.match(sentence.span.of(text))]
        extended = [*chosen, *(one for one in belonging if one not in chosen)]
        if _fits(extended):
            chosen = extended
    return sorted(chosen, key=lambda sentence: sentence.position)


def _goes_on(text: str, sentence: _Sentence) -> bool:
    return sentence.is_saying and _GOES_ON.match(sentence.span.of(text)) is not None


def _reserves(text: str, span: Span) -> bool:
    return _RESERVES.match(span.of(text)) is not None or bool(find_labels(text, span))


def _beginning(found: Sequence[_Sentence], focus: Span) -> list[_Sentence]:
    within = [sentence for sentence in found if focus.covers(sentence.span)] or found
    chosen = [within[0]]
    for sentence in within[1:]:
        extended = [*chosen, sentence]
        if not _fits(extended) or _length(extended) > _BEGINNING:
            break
        chosen = extended
    return chosen


def _fits(chosen: Sequence[_Sentence]) -> bool:
    return len(chosen) <= MOST_SENTENCES and _length(chosen) <= MOST_CHARACTERS


def _length(chosen: Sequence[_Sentence]) -> int:
    slices = _join(sorted(chosen, key=lambda sentence: sentence.position))
    return sum(map(len, slices)) + len(CUT) * (len(slices) - 1)


def _join(chosen: Sequence[_Sentence]) -> tuple[Span, ...]:
    """Join neighbouring sentences to one slice, with the characters between them."""
    slices: list[Span] = []
    last = None
    for sentence in chosen:
        if last is not None and sentence.position == last + 1:
            slices[-1] = Span(slices[-1].start, sentence.span.end)
        else:
            slices.append(sentence.span)
        last = sentence.position
    return tuple(slices)


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
