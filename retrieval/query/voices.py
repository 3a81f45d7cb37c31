"""Whose words a question asks for: "by Hayashi", "what did the press secretary say about"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from retrieval.model import Vocabulary, Voice
from retrieval.parsing.dates import MONTHS
from retrieval.query.furniture import FURNITURE
from retrieval.query.speakers import HONORIFICS, SMALL_WORDS, Speakers, Way
from retrieval.query.spelling import correct
from retrieval.text.tokens import STOP_WORDS, Token, fold_words

_SAYING = frozenset(
    f"{verb}{ending}"
    for verb, endings in {
        **dict.fromkeys(
            "comment remark explain express respond answer address claim condemn mention point"
            " stress talk think view warn report".split(),
            ("", "s", "ed"),
        ),
        **dict.fromkeys(
            "state note quote describe announce declare emphasize emphasise".split(),
            ("", "s", "d"),
        ),
    }.items()
    for ending in endings
) | frozenset(
    "say says said tell tells told speak speaks spoke spoken reply replies replied".split()
)
_VIEWS = frozenset(
    """
    answer answers attitude comment comments explanation explanations line opinion opinions
    position positions quote quotes reaction reactions remark remarks reply replies response
    responses stance statement statements take thoughts view views words wording
    """.split()
)
_BETWEEN = frozenset(
    """
    actually also ever exactly first himself herself just last latest main most never not official
    often once only own personal public really recent recently then publicly
    """.split()
)
_ABOUT = frozenset("on about regarding concerning re".split())
# "a visit by Hayashi", "hosted by Hayashi": by whom something was done, not said.
_DOINGS = frozenset(
    """
    attempt attendance call calls dinner invitation lunch meeting meetings participation tour
    travel trip trips visit visits
    """.split()
)
_OPENS_REFUSAL = frozenset(
    "decline declined declines refuse refused refuses refrain refrained".split()
)
# Not an office without a name: "the minister" is whoever spoke.
_NOBODY_ALONE = frozenset({"minister", "secretary", "president", "official"})
_LONGEST_OFFICE = 8
_LONGEST_NAME = 6
_MOST_CORRECTED = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """Where tokens name a speaker or an office, and whom; `is_person` if by name."""

    start: int
    end: int
    voice: Voice
    is_person: bool


def find_mentions(
    asked: str, tokens: Sequence[Token], speakers: Speakers, vocabulary: Vocabulary
) -> list[Mention]:
    """Where a question names somebody who speaks in the record, in order."""
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

    def mention(self, at: int) -> Mention | None:
        """The longest that begins at a token: an office with a name, a name, an office."""
        office, behind = self._office(at)
        start = behind
        while start < len(self._words) and self._words[start] in HONORIFICS:
            start += 1
        is_told = start > at or (at > 0 and self._words[at - 1] in HONORIFICS)
        voice, end = self._name(start, is_told=is_told)
        if voice is not None:
            voice = replace(voice, asked=self._slice(start, end))
            later, after = self._office(self._behind_the(end))
            office = office or later
            is_apposed = later is not None and after - self._behind_the(end) > 1
            end = after if is_apposed else end
            voice = self._speakers.in_office(voice, office) if office else voice
            return Mention(at, end, voice, is_person=True)
        if office is None or (behind == at + 1 and self._words[at] in _NOBODY_ALONE):
            return None
        return Mention(at, behind, replace(office, asked=self._slice(at, behind)), is_person=False)

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
        for place in range(at, min(at + _LONGEST_OFFICE, len(self._words))):
            word = self._words[place]
            if word in SMALL_WORDS and way:
                continue
            way = (*way, word)
            office = self._speakers.by_office.get(way)
            found = (office, place + 1) if office else found
        return found

    def _name(self, at: int, *, is_told: bool) -> tuple[Voice | None, int]:
        for end in range(min(at + _LONGEST_NAME, len(self._words)), at, -1):
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
        if is_on_record(word, self._vocabulary):
            return None
        meant = correct(word, self._speakers.words)
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


def voices_of(
    mentions: Sequence[Mention], tokens: Sequence[Token], is_topic: Sequence[bool]
) -> list[Mention]:
    """The mentions of those whose words are asked for, and who are not only spoken of.

    `is_topic` tells which tokens carry a topic. "By Hayashi or Kawai" asks for both.
    """
    words = [bare_word(token) for token in tokens]
    first_topic = next((place for place, topic in enumerate(is_topic) if topic), len(words))
    meant = [
        _is_asked_for(words, tokens[mention.end - 1], mention, first_topic < mention.start)
        for mention in mentions
    ]
    for place, (one, other) in enumerate(pairwise(mentions)):
        if words[one.end : other.start] in (["or"], ["and"]) and any(meant[place : place + 2]):
            meant[place : place + 2] = True, True
    return [mention for mention, is_meant in zip(mentions, meant, strict=True) if is_meant]


def _is_asked_for(
    words: Sequence[str],
    last: Token,
    mention: Mention,
    has_topic: bool,  # noqa: FBT001 - whether a topic stands before it
) -> bool:
    before = [word for word in words[max(0, mention.start - 4) : mention.start] if word != "the"]
    behind = [word for word in words[mention.end : mention.end + 6] if word not in _BETWEEN]
    following, next_but_one = (*behind, "", "")[:2]
    if _is_source(before, has_topic=has_topic):
        return True
    if last.folded.endswith("'s"):
        return following in _VIEWS
    if following in _SAYING or following in _OPENS_REFUSAL:
        is_talk = following.startswith(("talk", "sp")) and next_but_one in {"to", "with"}
        return not is_talk
    return following in _ABOUT and not has_topic


def _is_source(before: Sequence[str], *, has_topic: bool) -> bool:
    """Whether the words before a name make it the one whose words are meant."""
    if not before:
        return False
    earlier = before[-2] if len(before) > 1 else ""
    match before[-1]:
        case "by":
            is_done = earlier.endswith("ed") and earlier not in _SAYING | FURNITURE
            return not (is_done or earlier in _DOINGS or earlier == "asked")
        case "to":
            return earlier == "according"
        case "of" | "from":
            return earlier in _VIEWS or (before[-1] == "from" and not has_topic)
        case _:
            return False
