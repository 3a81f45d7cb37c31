"""The Lexicon: what is known of words when a question is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.model.query import Period, Vocabulary
from retrieval.query.who.speakers import Speakers, Way
from retrieval.query.words.aliases import Aliases
from retrieval.query.words.spelling import Spelling


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words when a question is read: those of the record, and their aliases.

    Also who speaks there, whose reporters ask (`outlets`), from when to when it reaches, and the
    ids of its releases by themselves and by their address (`address_key`).
    """

    vocabulary: Vocabulary
    aliases: Aliases
    speakers: Speakers = field(default_factory=Speakers)
    outlets: Mapping[Way, str] = field(default_factory=dict)
    days: Period = field(default_factory=Period)
    releases: Mapping[str, str] = field(default_factory=dict)
    spelling: Spelling = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Have the words at hand by how they are spelt."""
        object.__setattr__(self, "spelling", Spelling(self.vocabulary.words))
