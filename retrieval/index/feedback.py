"""What the first hits say besides a question's words, and how much of that the others say.

Pseudo-relevance feedback (Rocchio 1971, in proportion to scores as in RM3) within what was found:
there is no second search. Measured in docs/benchmarks.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np

from retrieval.index.counted import Columns, Counted, Vector, parts
from retrieval.model.answer import Hit

# How much each of some words tells.
Tell = Callable[[Sequence[str]], Vector]

# Hits that are learned from, and words that are learned.
_TEACHERS = 5
_LEARNED = 20
# The share of a score that is what was learned.
_SHARE = 0.4
# The first hit is worth learning from if it scores this share of what the question's words weigh.
# Of a question that the record hardly answers, the first hits speak of something else.
_WORTH = 0.7


def is_worth_learning(hits: Sequence[Hit], asked: float) -> bool:
    """Whether the first of the hits, which are best first, say enough of a question.

    `asked` is what the words of the question weigh together.
    """
    return asked > 0 and bool(hits) and hits[0].score >= _WORTH * asked


def learn_from(hits: Sequence[Hit], asked: float, tell: Tell) -> list[Hit]:
    """The hits, best first, scored anew: a share by what the first ones of them say.

    `asked` is as above, `tell` how much words tell, 0 for one that is not to be learned.
    """
    teachers = hits[:_TEACHERS]
    lengths = np.array([len(hit.passage.words) + len(hit.passage.context) for hit in hits])
    relative = lengths / (lengths.mean() or 1.0)
    learned = _learned(teachers, relative[: len(teachers)], tell)
    times = Counted(_texts(hits), Columns(learned)).times
    weights = np.array([*learned.values()])
    said = (parts(times, relative) * weights).sum(axis=1)
    scale = _SHARE * asked / (weights.sum() or 1.0)
    scored = [
        Hit(hit.passage, (1 - _SHARE) * hit.score + more)
        for hit, more in zip(hits, (scale * said).tolist(), strict=True)
    ]
    return sorted(scored, key=lambda hit: -hit.score)


def _learned(teachers: Sequence[Hit], relative: Vector, tell: Tell) -> dict[str, float]:
    """The words that the teachers say most tellingly, and what each is worth."""
    texts = _texts(teachers)
    columns = Columns(chain.from_iterable(chain.from_iterable(texts)))
    times = Counted(texts, columns).times
    scores = np.array([hit.score for hit in teachers])
    gathered = (parts(times, relative).T * scores).sum(axis=1)
    weights = gathered * tell(columns.words)
    most = np.argsort(weights, kind="stable")[-_LEARNED:]
    return {columns.words[column]: float(weights[column]) for column in most.tolist()}


def _texts(hits: Sequence[Hit]) -> list[tuple[Sequence[str], ...]]:
    return [(hit.passage.words, hit.passage.context) for hit in hits]
