"""Of a long question, the part that asks for what the answer gives."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from retrieval.answering.analysis import ReadSentence, analyse, find_terms, join
from retrieval.model.query import Term
from retrieval.model.release import Span

# A question of so many characters is shown whole; of a longer one, so many are shown.
_SHORT = 300
# To ask counts for this share of all that a sentence can say about the topic.
_ASKING = 0.5


def cut_question(
    text: str, question: Span, weights: Mapping[Term, float], needed: Collection[Term] = ()
) -> tuple[Span, ...]:
    """Cut the sentences of a question that ask, and those about the topic, as exact slices.

    A short question stays whole, and so does a single long sentence. `weights` has the weight of
    each term of what the reader asks; of those `needed` each is shown that the question has. Where
    no sentence asks, the last one is shown.
    """
    if len(question) <= _SHORT:
        return (question,)
    sentences = [
        ReadSentence(
            position,
            Span(question.start + one.span.start, question.start + one.span.end),
            find_terms(one, question.start + one.span.start, weights),
        )
        for position, one in enumerate(analyse(question.of(text)))
    ]
    asking = _ASKING * (sum(weights.values()) or 1.0)

    def worth(sentence: ReadSentence) -> float:
        is_asking = sentence.span.of(text).rstrip("”\"’')").endswith("?")
        return sentence.value(weights) + asking * is_asking

    # Of equal ones the last: an opening courtesy asks nothing.
    best, *others = sorted(sentences, key=lambda one: (worth(one), one.position), reverse=True)
    chosen = [best]
    for sentence in others:
        is_short = sum(len(one.span) for one in (*chosen, sentence)) <= _SHORT
        hidden = set(needed).difference(*(one.found for one in chosen))
        if (worth(sentence) > 0 and is_short) or not hidden.isdisjoint(sentence.found):
            chosen.append(sentence)
    return join(sorted(chosen, key=lambda sentence: sentence.position))
