"""What the first hits say besides a question's words, and how much of that the others say.

Pseudo-relevance feedback (Rocchio 1971, in proportion to scores as in RM3) within what was found:
there is no second search. Measured in docs/benchmarks.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from retrieval.index.engine import K1, B
from retrieval.model import Hit, Passage

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


def learn_from(hits: Sequence[Hit], asked: float, tell: Callable[[str], float]) -> list[Hit]:
    """The hits, best first, scored anew: a share by what the first ones of them say.

    `asked` is as above, `tell` how much a word tells, 0 for one that is not to be learned.
    """
    mean = sum(_length(hit.passage) for hit in hits) / len(hits) or 1.0
    told: defaultdict[str, float] = defaultdict(float)
    for hit in hits[:_TEACHERS]:
        for word, part in _parts(hit.passage, mean).items():
            told[word] += hit.score * part
    weights = {word: gathered * tell(word) for word, gathered in told.items()}
    learned = {word: weights[word] for word in sorted(told, key=weights.__getitem__)[-_LEARNED:]}
    scale = _SHARE * asked / (sum(learned.values()) or 1.0)
    scored = [
        Hit(hit.passage, (1 - _SHARE) * hit.score + scale * _said(hit.passage, mean, learned))
        for hit in hits
    ]
    return sorted(scored, key=lambda hit: -hit.score)


def _said(passage: Passage, mean: float, learned: Mapping[str, float]) -> float:
    return sum(learned[word] * part for word, part in _parts(passage, mean, learned).items())


def _parts(
    passage: Passage, mean: float, wanted: Mapping[str, float] | None = None
) -> dict[str, float]:
    """What the times of each word come to in a passage with its context, or of the wanted ones."""
    words = chain(passage.words, passage.context)
    times = Counter(words if wanted is None else [word for word in words if word in wanted])
    norm = K1 * (1 - B + B * _length(passage) / mean)
    return {word: many * (K1 + 1) / (many + norm) for word, many in times.items()}


def _length(passage: Passage) -> int:
    return len(passage.words) + len(passage.context)
