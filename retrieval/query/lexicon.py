"""The Lexicon: what is known of words when a question is read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.model.query import Period, Term, Vocabulary
from retrieval.query.who.lists import people_known
from retrieval.query.who.mentions import bare_word
from retrieval.query.who.speakers import Speakers, Way
from retrieval.query.words.aliases import Aliases
from retrieval.query.words.compounds import Compounds
from retrieval.query.words.spelling import Spelling
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.dates import MONTHS
from retrieval.text.everyday import is_everyday
from retrieval.text.folding import fold
from retrieval.text.stems import stem
from retrieval.text.tokens import STOP_WORDS, Token, tokenize

_LONGEST_NAME = 3
_SHORTEST_SMALL = 5


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words when a question is read: the record's vocabulary, and aliases.

    Also the speakers of the record, the outlets whose reporters ask, its first and last day, the
    ids of its releases by id and by address (`address_key`), and its compounds.
    """

    vocabulary: Vocabulary
    aliases: Aliases
    speakers: Speakers = field(default_factory=Speakers)
    outlets: Mapping[Way, str] = field(default_factory=dict)
    days: Period = field(default_factory=Period)
    releases: Mapping[str, str] = field(default_factory=dict)
    compounds: Compounds = field(default_factory=Compounds)
    spelling: Spelling = field(init=False, compare=False, repr=False)

    def names_in(self, text: str) -> Iterator[str]:
        """Yield the names of the record in a text: those who speak, and other words in capitals."""
        for token in tokenize(text):
            word = token.span.of(text)
            is_ordinary = token.folded in FURNITURE or is_everyday((token.term,))
            is_name = word[:1].isupper() and token.term in self.vocabulary.terms and not is_ordinary
            if not token.is_stop and (is_name or token.folded in self.speakers.words):
                yield word

    def small_names_in(self, text: str) -> Iterator[str]:
        """Yield what a text in another language may name in small letters: "okinawa", "senkaku".

        These are long words of the record as they stand there, but no everyday English ones.
        """
        for token in tokenize(text):
            is_long = len(token.folded) >= _SHORTEST_SMALL and token.folded.isascii()
            if is_long and self._has_written(token.folded) and not is_everyday((token.term,)):
                yield token.span.of(text)

    def has_word(self, folded: str) -> bool:
        """Tell whether the record has a word, or somebody who speaks in it is called so."""
        return stem(folded) in self.vocabulary.terms or folded in self.speakers.words

    def is_name(self, question: str, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a name begins at a token: it has a capital, or is a known name."""
        if at >= len(tokens):
            return False
        word = tokens[at].span.of(question)
        has_capitals = any(map(str.islower, question)) and not question.istitle()
        if has_capitals and word != word.lower() and not (word.istitle() and at == 0):
            return True
        bare = bare_word(tokens[at])
        if (bare in self.speakers.words or bare in people_known()) and not tokens[at].is_stop:
            return True
        name = tuple(token.term for token in tokens[at : at + _LONGEST_NAME])
        return any(name[:length] in self.aliases.groups for length in range(1, len(name) + 1))

    def evidence(self, text: str) -> int:
        """How many different words and names of the record a text has, without everyday ones."""
        tokens = [token for token in tokenize(text) if not token.is_stop]
        return len({token.term for token in tokens if self._is_telling(token)})

    def passages_with(self, term: Term) -> int:
        """How many passages have the rarest word of a term, as the question spells it."""
        words = fold(term.word).text.split()
        return min((self.vocabulary.passages.get(word, 0) for word in words), default=0)

    def _has_written(self, folded: str) -> bool:
        """Tell whether the record has a word in this very form, which is no month or small word."""
        if folded in FURNITURE or folded in MONTHS or folded in STOP_WORDS:
            return False
        at = bisect_left(self.vocabulary.words, folded)
        return self.vocabulary.words[at : at + 1] == (folded,)

    def _is_telling(self, token: Token) -> bool:
        if token.folded in FURNITURE or is_everyday((token.term,)):
            return False
        return token.term in self.vocabulary.terms or (token.term,) in self.aliases.groups

    def __post_init__(self) -> None:
        """Prepare looking up words by their spelling."""
        object.__setattr__(self, "spelling", Spelling(self.vocabulary.words))
