"""The fields of a passage in an index: what is searched, and what filters use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from retrieval.index.ranking import CONTEXT_WEIGHT, NEIGHBOUR_WEIGHT
from retrieval.model.release import Passage
from retrieval.text.termlist import join_terms
from retrieval.text.tokens import fold_words

# The fields in which terms are searched, with their weights; a Passage has attributes of the same
# names.
WEIGHTS = {"words": 1.0, "context": CONTEXT_WEIGHT, "neighbour_questions": NEIGHBOUR_WEIGHT}


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the fields that filters use, and of where a passage is (`at`)."""

    words: str = "words"
    context: str = "context"
    folded: str = "folded"
    asker: str = "asker"
    speaker: str = "speaker"
    role: str = "role"
    kind: str = "kind"
    label: str = "wording"
    release: str = "release"
    day: str = "day"
    mentioned: str = "mentioned"
    months: str = "months"
    at: str = "at"


FIELDS = Fields()


class PackedFields(NamedTuple):
    """The values of a passage's fields: terms with blanks between them, days as ordinals."""

    words: str
    context: str
    neighbour_questions: str
    folded: str
    asker: str
    speaker: str
    role: str
    kind: str
    labels: tuple[str, ...]
    day: int
    mentioned: tuple[int, ...]
    months: tuple[int, ...]
    at: int


def pack_fields(one: Passage, at: int) -> PackedFields:
    """Make the values of a passage's fields; `at` says where it is."""
    return PackedFields(
        join_terms(one.words),
        join_terms(one.context),
        join_terms(one.neighbour_questions),
        one.folded,
        _folded(one.asker),
        _folded(one.speaker),
        _folded(one.role),
        one.kind.value,
        tuple(label.value for label in one.labels),
        one.date.toordinal(),
        tuple(day.toordinal() for day in one.mentions),
        tuple(day.toordinal() for day in one.months),
        at,
    )


@lru_cache(maxsize=1_000)
def _folded(name: str) -> str:
    return fold_words(name)
