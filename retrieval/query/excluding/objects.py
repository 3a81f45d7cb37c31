"""What stands behind words that exclude: "Ukraine", "by Hayashi", "China or Russia"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.query.excluding import cues
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.dates import MONTHS
from retrieval.text.tokens import STOP_WORDS, Token

_APART = regex(r"[,;:–—]| - ")
_DIGITS_OF_YEAR = 4
_LONGEST = 6
_POSSESSIVE = "'s"
_APOSTROPHES = frozenset("'’")
# What stands between single marks is quoted: "was it 'the alliance but not HNS'".
_BETWEEN_MARKS = regex(r"(?<!\w)[‘'](?:[^'‘’]|(?<=\w)['’](?=\w)){4,}['’](?!\w)")


class ObjectReader:
    """Reads what is excluded from the tokens of one sentence; `is_name` tells where names begin."""

    def __init__(
        self,
        question: str,
        tokens: Sequence[Token],
        quoted: Sequence[Span],
        is_name: Callable[[int], bool],
    ) -> None:
        self._question = question
        self._tokens = tokens
        self._words = tuple(map(self._word, tokens))
        self._is_name = is_name
        within = [*quoted, *(Span(*one.span()) for one in _BETWEEN_MARKS.finditer(question))]
        self._is_quoted = [any(span.covers(token.span) for span in within) for token in tokens]
        self._is_sentence = any(map(self._is_auxiliary, range(len(tokens))))

    def _word(self, token: Token) -> str:
        """The folded word; an acronym spelt as a stop word stays as it stands: "U.S.", "WHO's"."""
        written = token.span.of(self._question)
        bare = token.folded.removesuffix(_POSSESSIVE)
        is_capital = written[: len(bare)].isupper() and not self._question.isupper()
        is_acronym = not token.is_stop and (bare == token.folded or is_capital)
        return written if is_acronym and bare in STOP_WORDS else token.folded

    def _gap(self, at: int) -> str:
        """Return the characters between a token and the next."""
        return self._question[self._tokens[at].span.end : self._tokens[at + 1].span.start]

    def _is_auxiliary(self, at: int) -> bool:
        """Tell whether a word is an auxiliary verb; "in may" is none."""
        before = self._words[at - 1] if at else ""
        is_month = self._words[at] in MONTHS and before in cues.BEFORE_A_MONTH
        return self._words[at] in cues.AUXILIARIES and not is_month

    def _is_year(self, at: int) -> bool:
        word = self._words[at] if at < len(self._words) else ""
        return len(word) == _DIGITS_OF_YEAR and word.isdecimal()

    def _past_pieces(self, at: int) -> int:
        """Skip the "anything about" before what is excluded; "anything" before "from 2021"."""
        place = at + (at < len(self._words) and self._words[at] in cues.ARTICLES)
        is_piece = place + 1 < len(self._words) and self._words[place] in cues.PIECES
        behind = self._words[place + 1] if is_piece else ""
        return (
            place + 1 + (behind in cues.ABOUT) if behind in cues.ABOUT | cues.PREPOSITIONS else at
        )

    def _objects(self, at: int, *, opens: bool) -> list[tuple[int, int]]:
        """Find the objects after a cue: "Ukraine", "by Hayashi", "China or Russia"; or none."""
        if self._is_year(at) and at > 1 and self._is_year(at - 2):
            return [(at, at + 1)]
        found, start = [], self._past_pieces(at)
        while (end := self._end_of_object(start)) > start:
            found.append((start, end))
            joint = end < len(self._words) and self._words[end] in cues.JOINTS
            start = end + joint
            if not joint or not self._is_near(end - 1):
                break
        if not found:
            return []
        end = found[-1][1]
        # "Excluding North Korea what came up?"
        is_asked = opens and not cues.ASKING.isdisjoint(self._words[end : end + 1])
        return found if is_asked or self._may_end(end) else []

    def _end_of_object(self, at: int) -> int:
        """Find the end of the object that begins at a token; `at` itself if none does."""
        place = at
        while place < len(self._words) and self._is_opening(place):
            place += 1
        first = place
        is_filter = first > at and self._words[at] in cues.PREPOSITIONS
        while place < len(self._words) and place - first < _LONGEST and self._is_content(place):
            if place > first and self._words[place] in cues.PIECES | cues.PARTS:
                break
            place += 1
            if not self._is_near(place - 1):
                break
        return place if place > first and self._is_object(first, is_filter=is_filter) else at

    def _is_opening(self, at: int) -> bool:
        return self._words[at] in cues.PREPOSITIONS | cues.ARTICLES and not self._is_quoted[at]

    def _is_content(self, at: int) -> bool:
        word = self._words[at]
        is_month = word in MONTHS and self._words[at - 1] in cues.BEFORE_A_MONTH
        is_small = self._tokens[at].is_stop or word.removesuffix(_POSSESSIVE) in STOP_WORDS
        is_cue = word in {"except", "excluding", "please"}
        is_ending = word == "s" and self._gap(at - 1) in _APOSTROPHES
        # "Not by Will": a surname that is a stop word as well.
        is_somebody = self._words[at - 1] == "by" and self._is_name(at)
        is_linked = word in cues.LINKS and self._is_linking(at)
        is_kept = self._is_quoted[at] or is_month or is_ending or is_somebody or is_linked
        return is_kept or not (is_small or is_cue)

    def _is_linking(self, at: int) -> bool:
        """Tell whether a small word stands within an object: "not Biden's trip to Japan"."""
        beside = (at - 1, at + 1)
        is_within = at + 1 < len(self._tokens) and self._is_near(at - 1) and self._is_near(at)
        return is_within and not any(self._tokens[one].is_stop for one in beside)

    def _is_object(self, at: int, *, is_filter: bool) -> bool:
        """Tell whether a word can be excluded: it is no verb, and no manner of doing something."""
        word = self._words[at]
        if word in cues.LINKS:  # "I don't want to miss"
            return False
        if self._is_quoted[at] or self._is_name(at):
            return True
        if word in cues.MANNERS or word in cues.NO_OBJECTS or word.endswith(("ly", "ed")):
            return False
        return is_filter or word in cues.KINDS or word not in FURNITURE

    def _is_near(self, at: int) -> bool:
        """Tell whether only blanks, hyphens or quotation marks are between a token and the next.

        A full stop within the sentence belongs to a shortened word: "Mr. Blinken".
        """
        if at + 1 >= len(self._tokens):
            return False
        if _APART.search(self._gap(at)):
            return False
        return not self._gap(at).removeprefix(".").strip(" -\"“”„'’")

    def _may_end(self, at: int) -> bool:
        """Tell whether an exclusion may end before a token: at a filter, a mark, or the end."""
        # "Apart from the economic one".
        at += (
            at < len(self._words)
            and self._words[at] in cues.NAMED_BEFORE | cues.PIECES | cues.PARTS
        )
        at += 2 * (self._words[at : at + 2] in cues.OUT_OF)
        if at >= len(self._words) or not self._is_near(at - 1):
            return True
        is_way = self._words[at] == "in" and not cues.WAYS.isdisjoint(self._words[at + 1 : at + 2])
        return self._words[at] in cues.GOES_ON and not is_way
