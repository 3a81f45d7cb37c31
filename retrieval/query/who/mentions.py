"""Finds where a question names somebody who may have spoken: by name, by office, or both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from retrieval.model.query import Name, Vocabulary, Voice
from retrieval.query.who.common_names import is_also_a_subject, is_common, names_somebody
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
from retrieval.query.who.speakers import SMALL_WORDS, Speakers, Way
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.honorifics import HONORIFICS
from retrieval.text.tokens import STOP_WORDS, Token, are_joined, fold_words

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
    """The tokens that name a speaker or an office, and whose voice they mean.

    `is_person`: it is named by name. `is_held`: it is somebody on record; else the voice admits
    nothing. `is_publisher`: it is a publisher, whose own words may be meant.
    """

    start: int
    end: int
    voice: Voice
    is_person: bool
    is_held: bool
    is_publisher: bool = False


@dataclass(frozen=True, slots=True)
class _Title:
    """An office that begins at a token, and where it ends; `voice` is None if there is none.

    `is_held`: somebody on record holds it. `is_anybody`: alone, it means nobody in particular.
    """

    voice: Voice | None
    end: int
    is_held: bool = False
    is_anybody: bool = False


def find_mentions(
    question: str, tokens: Sequence[Token], speakers: Speakers, vocabulary: Vocabulary
) -> list[Mention]:
    """Find, in order, where a question names somebody who speaks in the record, or an office."""
    finder = _Finder(question, tokens, speakers, vocabulary)
    found, at = [], 0
    while at < len(tokens):
        mention = finder.mention(at)
        if mention is not None:
            found.append(mention)
        at = mention.end if mention else at + 1
    return found


def is_rather_a_topic(mention: Mention, tokens: Sequence[Token], known: Container[Name]) -> bool:
    """Tell whether a family name that is all of a question is a place or an ordinary word as well.

    `known` are the names of places and other topics, as their terms. "Mr. Jordan", "Susan Rice" and
    an office are nothing else.
    """
    token = tokens[mention.start]
    is_bare = mention.is_person and mention.end == mention.start + 1
    return is_bare and ((token.term,) in known or is_also_a_subject(bare_word(token)))


def named_voice(value: str, tokens: Sequence[Token], speakers: Speakers) -> Voice:
    """Find whom the value of `by:` means; if nobody on record, a voice that admits nothing."""
    finder = _Finder(value, tokens, speakers, Vocabulary(), is_named=True)
    mention = finder.mention(0)
    if mention is not None and mention.end == len(tokens):
        return mention.voice
    office = speakers.by_office.get(tuple(token.folded for token in tokens))
    if office is not None:
        return replace(office, written=value)
    return speakers.find_publisher(value) or Voice(value, frozenset({fold_words(value)}))


class _Finder:
    """Finds mentions; if `is_named`, the whole text names somebody, if only by a common word."""

    def __init__(
        self,
        question: str,
        tokens: Sequence[Token],
        speakers: Speakers,
        vocabulary: Vocabulary,
        *,
        is_named: bool = False,
    ) -> None:
        self._question = question
        self._tokens = tokens
        self._words = tuple(bare_word(token) for token in tokens)
        self._speakers = speakers
        self._vocabulary = vocabulary
        self._is_named = is_named
        self._corrections_left = _MOST_CORRECTED
        self._searches_abroad_left = _MOST_SOUGHT_ABROAD
        self._has_office = names_an_office(self._words)
        self._own_states = states_of(speakers.publishers) if self._has_office else _NONE

    def mention(self, at: int) -> Mention | None:
        """Find the longest mention at a token: an office with a name, a name, or an office."""
        word = self._words[at]
        if not self._may_open(word):
            voice = self._misspelt(at)
            if voice is None:  # most words end here
                return None
        title = self._title(at)
        start = title.end
        while start < len(self._words) and self._words[start] in HONORIFICS:
            start += 1
        has_title = title.is_held or start > title.end
        has_title = has_title or (at > 0 and self._words[at - 1] in HONORIFICS)
        voice, end = self._name(start, has_title=has_title)
        if voice is not None:
            return self._person(at, replace(voice, written=self._slice(start, end)), title, end)
        if title.voice is None or title.is_anybody or self._is_before_a_name(title.end):
            return None
        voice = replace(title.voice, written=self._slice(at, title.end))
        return Mention(at, title.end, voice, is_person=False, is_held=title.is_held)

    def _may_open(self, word: str) -> bool:
        """Tell whether a correctly written name or office can begin with a word."""
        if word in self._speakers.openings or word in HONORIFICS:
            return True
        return self._has_office and (may_open_office(word) or may_open_state(word))

    def _person(self, at: int, voice: Voice, title: _Title, end: int) -> Mention:
        """Make the mention of somebody named, in the office before the name or after it."""
        if not voice.names.isdisjoint(self._speakers.publishers):
            return Mention(at, end, voice, is_person=False, is_held=True, is_publisher=True)
        later, after = self._office(self._behind_the(end))
        is_apposed = later is not None and after - self._behind_the(end) > 1
        office = (title.voice if title.is_held else None) or later
        voice = self._speakers.in_office(voice, office) if office else voice
        return Mention(at, after if is_apposed else end, voice, is_person=True, is_held=True)

    def _title(self, at: int) -> _Title:
        """Find the office at a token, of any country, held by somebody on record or not."""
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
        if owner and self._own_states and owner not in self._own_states:
            roles = self._roles_abroad(owner, way)
            abroad = Voice("", offices=roles or self._nobody(at, behind))
            return _Title(abroad, behind, is_held=bool(roles))
        is_anybody = is_whoever(way) or (office is not None and way == ("president",))
        if office is None or end > held_until:
            nobody = Voice("", offices=self._nobody(at, behind))
            return _Title(nobody, behind, is_anybody=is_anybody)
        return _Title(office, behind, is_held=True, is_anybody=is_anybody)

    def _nobody(self, at: int, end: int) -> frozenset[str]:
        """Make the role that a holder of this office would have; nobody on record has it."""
        return frozenset({f" {' '.join(self._words[at:end])} "})

    def _roles_abroad(self, state: str, way: Way) -> frozenset[str]:
        """Find the roles on record that are this office in a country."""
        self._searches_abroad_left -= 1
        return (
            self._speakers.roles_in(way, names_of(state))
            if self._searches_abroad_left >= 0
            else _NONE
        )

    def _state(self, at: int) -> tuple[str, int]:
        """Find the country that is named before an office, and where the office begins."""
        if at >= len(self._words) or self._tokens[at].is_stop:
            return "", at
        state, end = find_state(self._words, at)
        return (state, end) if state and self._is_joined(at, end + 1) else ("", at)

    def _owner(self, at: int) -> tuple[str, int]:
        """Find the country of "of Russia" right after an office, and the place of its end."""
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
        """Tell whether so many tokens follow each other, with a blank or a hyphen between them."""
        return end <= len(self._tokens) and are_joined(self._question, self._tokens[start:end])

    def _is_before_a_name(self, at: int) -> bool:
        """Tell whether the name of somebody unknown is at a token: "Foreign Minister Lavrov"."""
        if not 0 < at < len(self._tokens) or not self._is_joined(at - 1, at + 1):
            return False
        word, folded = self._tokens[at].span.of(self._question), self._words[at]
        is_name = word[:1].isupper() and word[1:].islower() and not is_common(folded)
        return is_name and not find_state(self._words, at)[0] and not self._question.istitle()

    def _behind_the(self, at: int) -> int:
        return at + (at < len(self._words) and self._words[at] == "the")

    def _slice(self, start: int, end: int) -> str:
        """Return the tokens as they are written, without a possessive ending."""
        span = self._tokens[start].span.start, self._tokens[end - 1].span.end
        words = self._question[slice(*span)]
        return words[:-2] if self._words[end - 1] != self._tokens[end - 1].folded else words

    def _office(self, at: int) -> tuple[Voice | None, int]:
        """Find the longest held office at a token, and its end; `at` if there is none."""
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

    def _name(self, at: int, *, has_title: bool) -> tuple[Voice | None, int]:
        word = self._words[at] if at < len(self._words) else ""
        longest = min(_LONGEST_NAME, self._speakers.openings.get(word, _NO_WAY)[0])
        for end in range(min(at + longest, len(self._words)), at, -1):
            way = self._words[at:end]
            voice = self._speakers.by_name.get(way)
            if voice is None:
                continue
            is_sure = self._is_named or has_title or len(way) > 1 or not is_common(word)
            if is_sure or names_somebody(self._question, self._tokens, at):
                return voice, end
        voice = self._misspelt(at)
        return voice, at + (voice is not None)

    def _misspelt(self, at: int) -> Voice | None:
        word = self._words[at] if at < len(self._words) else ""
        if not word or word in STOP_WORDS or word in FURNITURE or not self._corrections_left:
            return None
        if word in self._vocabulary.passages or is_on_record(word, self._vocabulary):
            return None
        meant = self._speakers.spelling.correct(word)
        self._corrections_left -= meant is None
        voice = self._speakers.by_name.get((meant,)) if meant else None
        return replace(voice, is_misspelt=True) if voice else None


def is_on_record(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a folded word is in the record exactly like this."""
    place = bisect_left(vocabulary.words, word)
    return vocabulary.words[place : place + 1] == (word,)


def bare_word(token: Token) -> str:
    """Return the folded word without a possessive ending."""
    return token.folded.removesuffix("'s")
