"""The names and words of a release that were never on record before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from retrieval.answering.histories.first_said import find_first_mention, find_first_passage
from retrieval.answering.histories.quoting import quote_passage
from retrieval.model.release import Passage, Release, StatementKind
from retrieval.model.wording import NewWord
from retrieval.patterns import regex
from retrieval.record.record import Record
from retrieval.text.honorifics import HONORIFICS, SUFFIXES
from retrieval.text.sentences import sentences
from retrieval.text.stems import stem
from retrieval.text.tokens import Token, terms, tokenize

MOST_SHOWN = 5
# So many earlier releases there have to be.
_FEWEST_BEFORE = 20
# So many are looked up, the rarest first; each takes a millisecond or two.
_MOST_TRIED = 40
# A word that is in more passages is none that this release brings.
_MOST_PASSAGES = 200
_SHORTEST = 4
_LONGEST_NAME = 4
# A word that is nearly a known one is mistyped; so often a word has to be known for that.
_LEAST_KNOWN = 2
_SHORTEST_SLIP = 5
_MOST_NEAR = 10
# What stands in more passages is written so on purpose.
_MOST_OF_SLIP = 3
# Endings of what is no noun.
_NO_NOUN = regex(r"(?:ly|ing|ed|able|ible|ish|ful|ous|ies|est)$")
_TITLES = (
    HONORIFICS
    | SUFFIXES
    | frozenset(
        """
    administrator admiral ambassador archbishop attorney bishop cardinal chair chairman chairwoman
    chancellor chief colonel commander commissioner congressman congresswoman councilor czar deputy
    director first foreign general governor judge justice king lady lieutenant major mayor minister
    officer pope premier president prime prince princess professor queen rabbi representative
    reverend secretary senator sergeant sheikh speaker spokesman spokesperson sultan under vice
    """.split()
    )
)
_LETTERS = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words that may be new: as they are written, and whether they are a name."""

    words: str
    is_name: bool
    times: int
    frequency: int

    @property
    def worth(self) -> tuple[bool, int, int]:
        """How much they tell: a name, said often, of several words."""
        return self.is_name, self.times, len(self.words.split())


async def find_new_words(release: Release, record: Record) -> list[NewWord]:
    """Find at most five names and words of a release that no release before it has.

    They come by how much they tell. A slip of spelling, a form of a known word, and what a reporter
    or a title said before are none. Where the record begins all words are new, and none is told.
    """
    if record.engine.sentences.count_before(release.date.toordinal()) < _FEWEST_BEFORE:
        return []
    found: list[NewWord] = []
    candidates = sorted(_candidates(release, record), key=lambda one: one.frequency)
    for one in sorted(candidates[:_MOST_TRIED], key=lambda one: one.worth, reverse=True):
        if len(found) == MOST_SHOWN:
            break
        if any(_covers(known.words, one.words) for known in found):
            continue
        passage = await find_first_passage(one.words, record)
        if passage is None or passage.release_id != release.id:
            continue
        mention = await find_first_mention(one.words, record)
        if mention is not None and _is_before(mention, passage):
            continue
        if not _is_slip(one, record):
            excerpt = await quote_passage(passage, one.words, record)
            found.append(NewWord(one.words, excerpt, one.times))
    return found


def _is_before(mention: Passage, passage: Passage) -> bool:
    """Tell whether a mention is in an earlier release."""
    return mention.release_id != passage.release_id


def _covers(known: str, words: str) -> bool:
    return f" {words.casefold()} " in f" {known.casefold()} "


def _candidates(release: Release, record: Record) -> Iterator[_Candidate]:
    """Yield names, and words that only this release may have brought."""
    frequency, said = record.engine.frequency, Counter[tuple[str, bool]]()
    for statement in release.statements:
        if statement.kind is StatementKind.MODERATION:
            continue
        for span in sentences(release.text, statement.span):
            said.update(_names_and_words(span.of(release.text)))
    for (words, is_name), times in said.items():
        found = terms(words)
        if found and 0 < (rarest := min(map(frequency, found))) <= _MOST_PASSAGES:
            yield _Candidate(words, is_name, times, rarest)


def _names_and_words(sentence: str) -> Iterator[tuple[str, bool]]:
    """Yield the names of a sentence, whole, and its longer words in small letters."""
    tokens = tokenize(sentence)
    if sentence.isupper():
        return
    names = {at for at in range(len(tokens)) if _is_name(sentence, tokens, at)}
    for is_name, group in groupby(range(len(tokens)), names.__contains__):
        run = [tokens[at] for at in group]
        if is_name:
            yield from _name(sentence, run)
        else:
            for token in run:
                word = token.span.of(sentence)
                if _is_plain_noun(word) and not _is_broken_off(sentence, token):
                    yield word, False


def _name(sentence: str, run: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    run = _without_titles(run)
    if not run or len(run) > _LONGEST_NAME or any(_is_broken_off(sentence, one) for one in run):
        return
    words = sentence[run[0].span.start : run[-1].span.end]
    if all(map(_LETTERS.fullmatch, words.split())) and len(words) >= _SHORTEST:
        yield re.sub(r"['’]s$", "", words), True


def _without_titles(run: Sequence[Token]) -> Sequence[Token]:
    """Leave out what a bearer is: "DEA Administrator Milgram" is only new if Milgram is."""
    while run and run[-1].folded in _TITLES:
        run = run[:-1]
    last = max((at for at, token in enumerate(run) if token.folded in _TITLES), default=-1)
    return run[last + 1 :]


def _is_name(sentence: str, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.is_stop or not sentence[token.span.start].isupper():
        return False
    # The first word has a capital anyhow.
    return at > 0 or (len(tokens) > 1 and _is_name(sentence, tokens, 1))


def _is_plain_noun(word: str) -> bool:
    is_word = _LETTERS.fullmatch(word) is not None and word.islower()
    return is_word and len(word) > _SHORTEST and not _NO_NOUN.search(word)


def _is_broken_off(sentence: str, token: Token) -> bool:
    """Tell whether a word was not said to its end: "Taino- — Taiwan"."""
    return sentence[token.span.end : token.span.end + 1] in {"-", "–", "—", "…"} or (
        token.span.start > 0 and sentence[token.span.start - 1] in {"-", "@", "#", "/", "."}
    )


def _is_slip(one: _Candidate, record: Record) -> bool:
    """Tell whether the new word of some is a known one, mistyped."""
    from rapidfuzz import process  # noqa: PLC0415 - a cold start loads it when needed
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - see above

    vocabulary, frequency = record.engine.vocabulary, record.engine.frequency
    rarest = min(tokenize(one.words), key=lambda token: (frequency(token.term), -len(token.term)))
    own = vocabulary.passages.get(rarest.folded, 0)
    if len(rarest.folded) < _SHORTEST_SLIP or own > _MOST_OF_SLIP:
        return False
    near = process.extract(
        rarest.folded, vocabulary.words, scorer=OSA.distance, score_cutoff=1, limit=_MOST_NEAR
    )
    return any(
        stem(word) != rarest.term and vocabulary.passages.get(word, 0) >= max(_LEAST_KNOWN, own + 1)
        for word, _, _ in near
    )
