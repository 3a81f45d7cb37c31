"""Pseudo-relevance feedback: hits that speak like the first hits move up.

Words are learned from the first hits (Rocchio 1971), in proportion to their scores as in RM3. Only
the hits are scored again: there is no second search. Measured in docs/benchmarks.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np

from retrieval.index.counted import Columns, Counted, Vector, tf_saturation
from retrieval.model.answer import Hit

# Gives the weight of each of some words.
WeighWords = Callable[[Sequence[str]], Vector]

# How many hits are learned from, and how many words are learned.
_FEEDBACK_HITS = 5
_FEEDBACK_WORDS = 20
# The share of a new score that comes from the learned words.
_FEEDBACK_SHARE = 0.4
# The first hit is worth learning from if it scores this share of the weight of the question's
# words. If the record hardly answers a question, the first hits speak of something else.
_LEAST_SCORE_SHARE = 0.7


def is_worth_learning(hits: Sequence[Hit], query_weight: float) -> bool:
    """Tell whether the first of the hits, which are best first, says enough of a question.

    `query_weight` is the weight of all words of the question together.
    """
    return query_weight > 0 and bool(hits) and hits[0].score >= _LEAST_SCORE_SHARE * query_weight


def learn_from(hits: Sequence[Hit], query_weight: float, weigh_words: WeighWords) -> list[Hit]:
    """Score the hits, which are best first, anew: a share by the words of the first of them.

    `query_weight` is as above. `weigh_words` gives 0 for a word that is not to be learned.
    """
    teachers = hits[:_FEEDBACK_HITS]
    lengths = np.array([len(hit.passage.words) + len(hit.passage.context) for hit in hits])
    relative = lengths / (lengths.mean() or 1.0)
    learned = _learned(teachers, relative[: len(teachers)], weigh_words)
    times = Counted(_texts(hits), Columns(learned)).counts
    weights = np.array([*learned.values()])
    said = (tf_saturation(times, relative) * weights).sum(axis=1)
    scale = _FEEDBACK_SHARE * query_weight / (weights.sum() or 1.0)
    scored = [
        Hit(hit.passage, (1 - _FEEDBACK_SHARE) * hit.score + more)
        for hit, more in zip(hits, (scale * said).tolist(), strict=True)
    ]
    return sorted(scored, key=lambda hit: -hit.score)


def _learned(
    teachers: Sequence[Hit], relative: Vector, weigh_words: WeighWords
) -> dict[str, float]:
    """Choose the words that weigh most in the teachers, and give each its weight."""
    texts = _texts(teachers)
    columns = Columns(chain.from_iterable(chain.from_iterable(texts)))
    times = Counted(texts, columns).counts
    scores = np.array([hit.score for hit in teachers])
    gathered = (tf_saturation(times, relative).T * scores).sum(axis=1)
    weights = gathered * weigh_words(columns.words)
    most = np.argsort(weights, kind="stable")[-_FEEDBACK_WORDS:]
    return {columns.words[column]: float(weights[column]) for column in most.tolist()}


def _texts(hits: Sequence[Hit]) -> list[tuple[Sequence[str], ...]]:
    return [(hit.passage.words, hit.passage.context) for hit in hits]
