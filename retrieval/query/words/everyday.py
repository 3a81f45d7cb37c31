"""Everyday words: they stand in texts of every kind, and tell less than their rarity in one record.

"Current", "decide", "early": a question is about its other words. The list holds what stands in at
least one in 500 paragraphs of speeches and of scientific abstracts and in six of 1,000 of an
encyclopedia, without the words that a ministry's record has subjects for, such as trade or nuclear.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from retrieval.text.tokens import stem


def is_everyday(name: Sequence[str]) -> bool:
    """Whether a name, as its terms, is a single everyday word."""
    return len(name) == 1 and name[0] in _everyday()


@cache
def _everyday() -> frozenset[str]:
    table = tomllib.loads(files("seeds").joinpath("everyday.toml").read_text("utf-8"))
    return frozenset(map(stem, table["words"].split()))
