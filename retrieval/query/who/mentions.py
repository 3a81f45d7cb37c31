"""Where a question names somebody who may have spoken: by name, by office, or both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from retrieval.model.query import Vocabulary, Voice
from retrieval.query.who.offices import (
    end_of_office,
    find_state,
    is_whoever,
    may_open_office,
    may_open_state,
    names_an_office,
    names_of,
    states_of,
)
from retrieval.query.who.speakers import HONORIFICS, SMALL_WORDS, Speakers, Way
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.dates import MONTHS
from retrieval.text.tokens import STOP_WORDS, Token, fold_words

_LONGEST_OFFICE = 8
_LONGEST_NAME = 6
_MOST_CORRECTED = 8
_MOST_SOUGHT_ABROAD = 8
_NONE: frozenset[str] = frozenset()
_NO_WAY = (0, 0)
# "Ambassador to Japan" is of another country.
_POSTED = frozenset("ambassador envoy".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """Where tokens name a speaker or an office, and whom; `is_person` if by name.

    `is_held`: it is somebody on record; else the voice admits nothing.
    """

    start: int
    end: int
    voice: Voice
    is_person: bool
    is_held: bool


@dataclass(frozen=True, slots=True)
class _Title:
    """An office that stands at a token, and where it ends; `voice` is None where there is none.

    `is_held`: by somebody on record. `is_anybody`: it alone tells nobody in particular.
    """

    voice: Voice | None
    end: int
    is_held: bool = False
    is_anybody: bool = False


def find_mentions(
    asked: str, tokens: Sequence[Token], speakers: Speakers, vocabulary: Vocabulary
) -> list[Mention]:
    """Where a question names somebody who speaks in the record, or an office, in order."""
    finder = _Finder(asked, tokens, speakers, vocabulary)
    found, at = [], 0
    while at < len(tokens):
        mention = finder.mention(at)
        if mention is not None:
            found.append(mention)
        at = mention.end if mention else at + 1
    return found


def named_voice(asked: str, tokens: Sequence[Token], speakers: Speakers) -> Voice:
    """Whom the value of `by:` means: if nobody on record, a voice that admits nothing."""
    finder = _Finder(asked, tokens, speakers, Vocabulary())
    mention = finder.mention(0)
    if mention is not None and mention.end == len(tokens):
        return mention.voice
    office = speakers.by_office.get(tuple(token.folded for token in tokens))
    if office is not None:
        return replace(office, asked=asked)
    return speakers.publisher(asked) or Voice(asked, frozenset({fold_words(asked)}))


class _Finder:
    def __init__(
        self, asked: str, tokens: Sequence[Token], speakers: Speakers, vocabulary: Vocabulary
    ) -> None:
        self._asked = asked
        self._tokens = tokens
        self._words = tuple(bare_word(token) for token in tokens)
        self._speakers = speakers
        self._vocabulary = vocabulary
        self._to_correct = _MOST_CORRECTED
        self._to_seek_abroad = _MOST_SOUGHT_ABROAD
        self._has_office = names_an_office(self._words)
        self._own = states_of(speakers.publishers) if self._has_office else _NONE

    def mention(self, at: int) -> Mention | None:
        """The longest that begins at a token: an office with a name, a name, an office."""
        word = self._words[at]
        if not self._may_open(word):
            voice = self._misspelt(at)
            if voice is None:  # as of most words
                return None
        title = self._title(at)
        start = title.end
        while start < len(self._words) and self._words[start] in HONORIFICS:
            start += 1
        is_told = title.is_held or start > title.end
        is_told = is_told or (at > 0 and self._words[at - 1] in HONORIFICS)
        voice, end = self._name(start, is_told=is_told)
        if voice is not None:
            return self._person(at, replace(voice, asked=self._slice(start, end)), title, end)
        if title.voice is None or title.is_anybody or self._is_before_a_name(title.end):
            return None
        voice = replace(title.voice, asked=self._slice(at, title.end))
        return Mention(at, title.end, voice, is_person=False, is_held=title.is_held)

    def _may_open(self, word: str) -> bool:
        """Whether a word can open a name or an office that is written as it is known."""
        if word in self._speakers.openings or word in HONORIFICS:
            return True
        return self._has_office and (may_open_office(word) or may_open_state(word))

    def _person(self, at: int, voice: Voice, title: _Title, end: int) -> Mention:
        """Somebody named, in the office that stands before the name, or behind it."""
        later, after = self._office(self._behind_the(end))
        is_apposed = later is not None and after - self._behind_the(end) > 1
        office = (title.voice if title.is_held else None) or later
        voice = self._speakers.in_office(voice, office) if office else voice
        return Mention(at, after if is_apposed else end, voice, is_person=True, is_held=True)

    def _title(self, at: int) -> _Title:
        """The office from a token on, of whatever country, whether somebody holds it or not."""
        if not self._has_office:
            office, end = self._office(at)
            return _Title(office, end, is_held=office is not None)
        state, start = self._state(at)
        office, held_until = self._office(start)
        end = max(held_until, self._end_of_office(start))
        if end == start:
            return _Title(None, at)
        way = self._words[start:end]
        owner, behind = self._owner(end)
        owner = owner or state
        if owner and self._own and owner not in self._own:
            roles = self._roles_abroad(owner, way)
            abroad = Voice("", offices=roles or self._nobody(at, behind))
            return _Title(abroad, behind, is_held=bool(roles))
        is_anybody = is_whoever(way) or (office is not None and way == ("president",))
        if office is None or end > held_until:
            nobody = Voice("", offices=self._nobody(at, behind))
            return _Title(nobody, behind, is_anybody=is_anybody)
        return _Title(office, behind, is_held=True, is_anybody=is_anybody)

    def _nobody(self, at: int, end: int) -> frozenset[str]:
        """The role that somebody would have who held an office that is named here."""
        return frozenset({f" {' '.join(self._words[at:end])} "})

    def _roles_abroad(self, state: str, way: Way) -> frozenset[str]:
        """The roles on record that are an office of a country."""
        self._to_seek_abroad -= 1
        return self._speakers.roles_in(way, names_of(state)) if self._to_seek_abroad >= 0 else _NONE

    def _state(self, at: int) -> tuple[str, int]:
        """The country that is named before an office, and where that begins."""
        if at >= len(self._words) or self._tokens[at].is_stop:
            return "", at
        state, end = find_state(self._words, at)
        return (state, end) if state and self._is_joined(at, end + 1) else ("", at)

    def _owner(self, at: int) -> tuple[str, int]:
        """The country of "of Russia" right behind an office, and where that ends."""
        if at >= len(self._words) or self._words[at] not in {"of", "to"}:
            return "", at
        is_post = self._words[at - 1] in _POSTED
        if self._words[at] == "to" and not is_post:
            return "", at
        start = self._behind_the(at + 1)
        state, end = find_state(self._words, start)
        if not state:
            return "", at
        return ("" if self._words[at] == "to" else state), end

    def _end_of_office(self, at: int) -> int:
        end = end_of_office(self._words, at)
        return end if self._is_joined(at, end) else at

    def _is_joined(self, start: int, end: int) -> bool:
        """Whether nothing but a blank or a hyphen stands between the tokens."""
        return end <= len(self._tokens) and all(
            self._asked[one.span.end : other.span.start] in {" ", "-"}
            for one, other in pairwise(self._tokens[start:end])
        )

    def _is_before_a_name(self, at: int) -> bool:
        """Whether the name of somebody unknown stands at a token: "Foreign Minister Lavrov"."""
        if not 0 < at < len(self._tokens) or not self._is_joined(at - 1, at + 1):
            return False
        word, folded = self._tokens[at].span.of(self._asked), self._words[at]
        is_name = word[:1].isupper() and word[1:].islower() and not _is_common(folded)
        return is_name and not find_state(self._words, at)[0] and not self._asked.istitle()

    def _behind_the(self, at: int) -> int:
        return at + (at < len(self._words) and self._words[at] == "the")

    def _slice(self, start: int, end: int) -> str:
        """The tokens as asked, without a possessive ending."""
        span = self._tokens[start].span.start, self._tokens[end - 1].span.end
        words = self._asked[slice(*span)]
        return words[:-2] if self._words[end - 1] != self._tokens[end - 1].folded else words

    def _office(self, at: int) -> tuple[Voice | None, int]:
        """The longest office from a token on, and where it ends; the token itself for none."""
        way: Way = ()
        found: tuple[Voice | None, int] = (None, at)
        if at >= len(self._words) or not self._speakers.openings.get(self._words[at], _NO_WAY)[1]:
            return found
        for place in range(at, min(at + _LONGEST_OFFICE, len(self._words))):
            word = self._words[place]
            if word in SMALL_WORDS and way:
                continue
            way = (*way, word)
            office = self._speakers.by_office.get(way)
            found = (office, place + 1) if office else found
        return found

    def _name(self, at: int, *, is_told: bool) -> tuple[Voice | None, int]:
        word = self._words[at] if at < len(self._words) else ""
        longest = min(_LONGEST_NAME, self._speakers.openings.get(word, _NO_WAY)[0])
        for end in range(min(at + longest, len(self._words)), at, -1):
            way = self._words[at:end]
            voice = self._speakers.by_name.get(way)
            if voice is not None and (is_told or len(way) > 1 or not _is_common(way[0])):
                return voice, end
        voice = self._misspelt(at)
        return voice, at + (voice is not None)

    def _misspelt(self, at: int) -> Voice | None:
        word = self._words[at] if at < len(self._words) else ""
        if not word or word in STOP_WORDS or word in FURNITURE or not self._to_correct:
            return None
        if word in self._vocabulary.passages or is_on_record(word, self._vocabulary):
            return None
        meant = self._speakers.spelling.correct(word)
        self._to_correct -= meant is None
        voice = self._speakers.by_name.get((meant,)) if meant else None
        return replace(voice, is_slip=True) if voice else None


def is_on_record(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a folded word stands in the record as it is."""
    place = bisect_left(vocabulary.words, word)
    return vocabulary.words[place : place + 1] == (word,)


def bare_word(token: Token) -> str:
    """The folded word without a possessive ending."""
    return token.folded.removesuffix("'s")


def _is_common(word: str) -> bool:
    """Whether a family name is also a word that questions are full of: "Will", "May", "Speaks"."""
    return word in STOP_WORDS or word in FURNITURE or word in MONTHS
