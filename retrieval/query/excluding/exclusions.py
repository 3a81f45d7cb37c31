"""What a question excludes in plain words: "Taiwan but not Ukraine", "everything except COVID"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.query.excluding import cues
from retrieval.query.excluding.objects import ObjectReader
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.everyday import is_everyday
from retrieval.text.sentences import sentences
from retrieval.text.tokens import Token

_MARKS = frozenset("(,;–—")
_APART = regex(r"[,;:–—]| - ")
# In small letters no sentence is seen to end: "skip ukraine. taiwan".
_ENDING = regex(r"[,;:–—]| - |^[.!] ")
_LONGEST_NAME = 3
_LONGEST = 6
_MOST = 6
_MOST_WORDS = 40
_LONGEST_SENTENCE, _MOST_SENTENCES = 9, 2


@dataclass(frozen=True, slots=True)
class Exclusion:
    """The span of an exclusion in a question, and the spans of what it excludes."""

    span: Span
    objects: tuple[Span, ...]


def read_exclusions(
    question: str, tokens: Sequence[Token], quoted: Sequence[Span], is_name: Callable[[int], bool]
) -> list[Exclusion]:
    """Read what a question of one sentence excludes, in order; at most six exclusions.

    `is_name` tells whether a name begins at a token. Longer texts (over 40 words) tell something
    and exclude nothing; of several sentences only those do that say nothing else.
    """
    if len(tokens) > _MOST_WORDS or cues.OPENS.isdisjoint(token.folded for token in tokens):
        return []
    reader = _ExclusionReader(question, tokens, quoted, is_name)
    if not reader.has_sentences:
        return list(reader.exclusions())
    return list(_of_whole_sentences(question, tokens, quoted, is_name))


def _of_whole_sentences(
    question: str, tokens: Sequence[Token], quoted: Sequence[Span], is_name: Callable[[int], bool]
) -> Iterator[Exclusion]:
    """Read the one of two sentences that does nothing but exclude: "All on China. Except Taiwan.".

    More sentences tell something.
    """
    found = [*sentences(question, Span(0, len(question)))]
    for sentence in found if len(found) == _MOST_SENTENCES else ():
        places = [at for at, token in enumerate(tokens) if sentence.covers(token.span)]
        own = [tokens[at] for at in places]
        if (
            not own
            or len(own) > _LONGEST_SENTENCE
            or cues.OPENS.isdisjoint(one.folded for one in own)
        ):
            continue
        reader = _ExclusionReader(question, own, quoted, partial(_at_offset, is_name, places[0]))
        excluded = [*reader.exclusions()]
        if excluded and reader.is_whole(excluded):
            yield from excluded


def _at_offset(is_name: Callable[[int], bool], first: int, at: int) -> bool:
    return is_name(first + at)


class _ExclusionReader(ObjectReader):
    """Reads exclusions: a cue, and the objects that it excludes."""

    @property
    def has_sentences(self) -> bool:
        """Whether a sentence, or one of its parts, ends before the question does."""
        is_parted = any(self._gap(at).strip().startswith(";") for at in range(len(self._words) - 1))
        within = Span(self._tokens[0].span.start, self._tokens[-1].span.end)
        return is_parted or len(sentences(self._question, within)) > 1

    def is_whole(self, found: Sequence[Exclusion]) -> bool:
        """Tell whether exclusions are all that the words say, courtesies aside."""
        rest = (
            token.folded
            for token in self._tokens
            if not any(one.span.covers(token.span) for one in found)
        )
        return all(word in cues.CONNECTING | cues.COURTESIES | cues.NAMED_BEFORE for word in rest)

    def exclusions(self) -> Iterator[Exclusion]:
        """Yield the exclusions in order."""
        at, found = 0, 0
        if (aside := self._put_aside()) is not None:
            yield self._exclusion(0, aside + 1, [(0, aside)])
            at, found = aside + 1, 1
        while at < len(self._words) and found < _MOST:
            start = self._end_of_cue(at)
            is_cue = start > at and self._is_near(start - 1)
            objects = self._objects(start, opens=self._opens(at)) if is_cue else []
            if not objects:
                at += 1
                continue
            end = objects[-1][1]
            # "Minus the Taiwan stuff", "leave Taiwan out".
            end += self._words[end : end + 1] != () and self._words[end] in cues.PIECES | cues.PARTS
            found += 1
            yield self._exclusion(at, end, objects)
            at = end

    def _exclusion(self, start: int, end: int, objects: Sequence[tuple[int, int]]) -> Exclusion:
        return Exclusion(self._span(start, end), tuple(self._span(*one) for one in objects))

    def _put_aside(self) -> int | None:
        """Find the "aside" of "COVID aside, what was said?": it stands behind a topic and a mark.

        "All else aside" and "day to day stuff aside" have no topic.
        """
        ends = range(1, min(_LONGEST_NAME + 1, len(self._words)))
        at = next((one for one in ends if self._words[one] == "aside"), None)
        if at is None or not self._ends_part(at):
            return None
        return at if self._is_name(0) or all(map(self._is_telling, range(at))) else None

    def _is_telling(self, at: int) -> bool:
        token = self._tokens[at]
        is_small = token.is_stop or token.folded in FURNITURE or token.folded in cues.NO_OBJECTS
        return not (is_small or is_everyday((token.term,)))

    def _ends_part(self, at: int) -> bool:
        """Tell whether a mark stands behind a token, or nothing."""
        return at + 1 == len(self._words) or _ENDING.search(self._gap(at)) is not None

    def _span(self, start: int, end: int) -> Span:
        """Return the span of the tokens, with the quotation marks around them."""
        first, last = self._tokens[start].span.start, self._tokens[end - 1].span.end
        return Span(first - self._is_quoted[start], last + self._is_quoted[end - 1])

    def _end_of_cue(self, at: int) -> int:
        """Find the end of the cue that begins at a token; `at` itself if none does."""
        is_denied = at > 0 and self._words[at - 1].endswith(("not", "n't", "without"))
        if self._is_quoted[at] or is_denied:
            return at
        if self._is_denial(at) or self._wants_nothing(at):
            return at + 1
        if end := self._end_of_order(at):
            return end
        is_all = at > 0 and (self._words[at - 1] in cues.ALL or _APART.search(self._gap(at - 1)))
        known = (
            (*cues.CUES, *cues.CUES_OF_KEY_WORDS) if is_all or not self._is_sentence else cues.CUES
        )
        cue = next((cue for cue in known if self._words[at : at + len(cue)] == cue), None)
        if cue == cues.WITHOUT and not self._may_lack(at):
            return at
        if cue is not None:
            return at + len(cue)
        return at + self._is_operator(at)

    def _end_of_order(self, at: int) -> int:
        """Find the end of "exclude", "I don't need": it opens a part, and its object ends it."""
        if not self._opens(at):
            return 0
        lengths = (
            len(cue) for cue in cues.CUES_OF_ORDERS if self._words[at : at + len(cue)] == cue
        )
        length = max(lengths, default=0)
        if not length or not self._is_near(at + length - 1):
            return 0
        start = self._past_pieces(at + length)
        end = self._end_of_object(start)
        if end == start:
            return 0
        behind = self._words[end] if end < len(self._words) else ""
        if length == 1 and self._words[at] in cues.PARTED:
            return at + 1 if behind in cues.PARTS else 0
        return at + length if self._ends_part(end - 1) or behind in cues.COURTESIES else 0

    def _is_denial(self, at: int) -> bool:
        """Tell whether a small "not" that marks set apart excludes: "(not press releases)".

        So do "no" before a kind, and "neither"; in a sentence only what opens it: "not Mori, who".
        """
        cue = self._words[at]
        opens = self._opens(at)
        if cue not in cues.DENIALS:
            return False
        is_meant = opens and self._is_apart(at + 1)
        if self._is_sentence and not (is_meant or self._ends_set_apart(at)):
            return False
        is_apart = opens or not _MARKS.isdisjoint(self._gap(at - 1))
        named = at + 1
        named += named < len(self._words) and self._words[named] in cues.ARTICLES
        behind = self._words[named] if named < len(self._words) else ""
        if cue == "no":
            is_beside = is_apart or self._words[at - 1] == "but"
            is_year = is_apart and self._is_year(named)
            return is_beside and (behind in cues.KINDS or is_year or self._is_unwanted(named))
        is_named = behind in cues.PREPOSITIONS | cues.KINDS or self._is_name(named)
        is_between = at > 0 and cue == "not" and self._is_name(at - 1) and self._is_name(at + 1)
        return (is_named and (is_apart or is_between)) or (
            at > 0 and self._is_year(at - 1) and self._is_year(at + 1)
        )

    def _ends_set_apart(self, at: int) -> bool:
        """Tell whether "not" and a name end a question behind a mark: "…, not Russia".

        "Was it Japan, not Russia?" asks which of them.
        """
        if not at or _APART.search(self._gap(at - 1)) is None or self._words[0] in cues.CHOOSING:
            return False
        named = at + 1 < len(self._words) and self._is_name(at + 1)
        return named and self._end_of_object(at + 1) == len(self._words)

    def _is_unwanted(self, at: int) -> bool:
        """Tell whether a name behind "no" ends what is said: "no Taiwan please", "X, no Taiwan".

        "No Taiwan" alone may correct what was read, and "no US troops" is a topic.
        """
        end = self._end_of_object(at) if at < len(self._words) and self._is_name(at) else at
        if end == at:
            return False
        is_courteous = self._words[end : end + 1] == ("please",)
        return is_courteous or (at > 1 and self._ends_part(end - 1))

    def _opens(self, at: int) -> bool:
        """Tell whether a word opens the question, courtesies aside."""
        return cues.CONNECTING.issuperset(self._words[:at])

    def _wants_nothing(self, at: int) -> bool:
        """Tell whether "nothing" excludes: "nothing from 2021 please: China", with the mark.

        So does "nothing on Taiwan please".
        """
        behind = self._words[at + 1 : at + 2]
        if self._words[at] == "nothing" and not cues.ABOUT.isdisjoint(behind):
            end = self._end_of_object(at + 1)
            stop = self._question[self._tokens[end - 1].span.end :].lstrip()[:1]
            return stop == "." or self._words[end : end + 1] == ("please",)
        if self._words[at] != "nothing" or self._is_sentence or cues.WANTED.isdisjoint(behind):
            return False
        within = range(at + 1, min(at + _LONGEST_NAME + 2, len(self._words) - 1))
        return any(_APART.search(self._gap(one)) for one in within)

    def _is_apart(self, at: int) -> bool:
        """Tell whether a mark stands behind the name that begins at a token."""
        ends = range(at, min(at + _LONGEST_NAME, len(self._words) - 1))
        return self._is_name(at) and any(_APART.search(self._gap(end)) for end in ends)

    def _is_operator(self, at: int) -> bool:
        """Tell whether a token is the operator NOT; in a sentence a name has to follow it."""
        is_not = self._tokens[at].span.of(self._question) == "NOT" and not self._question.isupper()
        return is_not and (not self._is_sentence or self._is_name(at + 1))

    def _may_lack(self, at: int) -> bool:
        """Tell whether "without" may exclude: among key words, and there only in some places.

        After a single name or "everything", between a mark and a name, before what is "in it".
        """
        before = [
            place
            for place in range(at)
            if not self._tokens[place].is_stop and self._words[place] not in FURNITURE | cues.ALL
        ]
        is_one_name = all(other - one == 1 for one, other in pairwise(before))
        # "Without excluding any options" tells how something is done.
        is_manner = any(word.endswith("ing") for word in self._words[at + 1 : at + 2])
        is_clause = self._is_sentence or is_manner or "with" in self._words[:at]
        is_beside = not before or (is_one_name and self._is_name(before[0]))
        is_apart = at > 0 and _APART.search(self._gap(at - 1)) is not None
        is_of_texts = any(
            self._words[end : end + 2] in cues.WITHIN_IT for end in range(at + 2, at + 2 + _LONGEST)
        )
        return not is_clause and (is_beside or is_of_texts or (is_apart and self._is_name(at + 1)))
