"""Reads a text as the quotations to check: its sentences, each in the pieces between its cuts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from retrieval.answering.verifying.comparing import QUOTES, Words
from retrieval.model.release import Span
from retrieval.model.verification import Refused
from retrieval.patterns import regex
from retrieval.text.sentences import sentences

# What a message of Telegram can hold, twice.
LONGEST_TEXT = 8_000
MOST_SENTENCES = 12
LONGEST_SENTENCE = 1_200
# A shorter one is said too often to be found alone: it belongs to the sentence beside it.
FEWEST_WORDS = 3
_FEWEST_IN_ALL = 2
# An ellipsis as printed, bare or in brackets. Nested repetition would take long on many dots.
_CUT = regex(r"[\[(]\s?(?:…|\.{3,4}|\. \. \.)\s?[\])]|…|\.{3,4}(?!\.)|(?<!\.)\. \. \.(?: \.)?")
_MARKS = f"{QUOTES}❝❞"
# What the bot itself quotes: of a message of its own only that is checked.
_QUOTED = regex(r"❝([^❝❞]+)❞")
# Words quoted within a sentence; it may end within them, or begin, if the mark shows which it is.
_WITHIN = regex(r"[“\"«„‟]([^“”\"«»„‟]+)(?:[”\"»“]|\Z)|\A([^“”\"«»„‟]+)[”»]")
_STOP_OUTSIDE = regex(rf"([{re.escape(_MARKS)}])[.,;]\Z")


@dataclass(frozen=True)
class Quotation:
    """A quotation as it was sent, without the quotation marks around it."""

    text: str

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return Words.of(self.text)

    @cached_property
    def pieces(self) -> tuple[Quotation, ...]:
        """What stands between its cuts; itself, if it has none."""
        parts = [Quotation(one.strip()) for one in _CUT.split(self.text)]
        spoken = tuple(one for one in parts if one.words.folded)
        return spoken if len(parts) > 1 else (self,)

    @cached_property
    def quoted(self) -> tuple[Quotation, ...]:
        """The quotations within it, of three words or more; none if it has no words around them."""
        found = (Quotation((one[1] or one[2]).strip()) for one in _WITHIN.finditer(self.text))
        long = tuple(one for one in found if len(one.words.folded) >= FEWEST_WORDS)
        return long if any(one.folded for one in self._around) else ()

    @property
    def around(self) -> frozenset[str]:
        """The folded words around the quotations within it."""
        return frozenset(word for one in self._around for word in one.folded)

    @cached_property
    def _around(self) -> tuple[Words, ...]:
        return tuple(map(Words.of, _WITHIN.sub("\n", self.text).split("\n")))


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as quotations: the whole if it is short enough, its sentences, what is refused."""

    whole: Quotation | None
    sentences: tuple[Quotation, ...]
    refused: Refused


def read_text(text: str) -> ReadText:
    """Read what is to be checked, within the bounds that one message has."""
    is_cut = len(text) > LONGEST_TEXT
    text = text[:LONGEST_TEXT].strip()
    text = "\n".join(_QUOTED.findall(text)) or text
    spans = _with_enough_words(text, sentences(text, Span(0, len(text))))
    if is_cut:
        # The last sentence ends where the reading does.
        spans = spans[:-1]
    found = [Quotation(_bare(one.of(text))) for one in spans]
    short = [one for one in found if len(one.text) <= LONGEST_SENTENCE and one.words.folded]
    too_long = sum(len(one.text) > LONGEST_SENTENCE for one in found)
    words = sum(len(one.words.folded) for one in short)
    too_short = words < _FEWEST_IN_ALL and not too_long and not is_cut
    refused = Refused(
        too_long=too_long,
        beyond=max(0, len(short) - MOST_SENTENCES),
        is_too_short=too_short,
        is_cut=is_cut,
    )
    if too_short:
        return ReadText(None, (), refused)
    whole = Quotation(_bare(text))
    is_short = len(found) > 1 and len(whole.text) <= LONGEST_SENTENCE
    return ReadText(whole if is_short else None, tuple(short[:MOST_SENTENCES]), refused)


def _with_enough_words(text: str, spans: Sequence[Span]) -> list[Span]:
    """Put sentences of one or two words ("No.") together with the one that follows them."""
    found: list[Span] = []
    start: int | None = None
    for span in spans:
        begin = span.start if start is None else start
        if len(Words.of(text[begin : span.end]).folded) < FEWEST_WORDS:
            start = begin
            continue
        found.append(Span(begin, span.end))
        start = None
    if start is not None:
        begin = found.pop().start if found else start
        found.append(Span(begin, len(text)))
    return found


def _bare(text: str) -> str:
    """Return a text without the quotation marks around it."""
    bare = _STOP_OUTSIDE.sub(r"\1", text.strip())
    return bare.strip(_MARKS).strip() if bare[:1] in _MARKS and bare[-1:] in _MARKS else bare
