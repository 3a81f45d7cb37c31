"""Words that a page has as the record has them, and the stretches that they make."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model.release import Span
from retrieval.patterns import regex

BLANKS = " \t\r\n\u00a0\u3000"
# Other blanks join the words beside them for a browser, or are no blanks for it.
_WORD = regex(f"[^{BLANKS}]+")
_ONE_BLANK = regex("[ \u00a0]")
_ENDS_A_SENTENCE = regex(r"[.?!…:;][”\"’')\]]*\Z")
_ABBREVIATION = regex(
    r"(?:.*[^A-Za-z])?(?:[A-Z]\.)+|[(“\"]?(?i:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gen|Sen|Rep|Gov)\."
)
# The number of an item, "(ii)"; a word put in for one struck out, "[we]"; "Q" before a question:
# pages have other blanks beside these, or other words.
_STANDS_APART = regex(r"[“\"]?(?:\(?[A-Za-z0-9]{1,4}\))+|.*[\[\]].*|Q")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a row, each by its span: in one block, with one blank between each two."""

    words: tuple[Span, ...]

    def first(self, count: int) -> Span:
        """Return what the first words cover."""
        return Span(self.words[0].start, self.words[:count][-1].end)

    def last(self, count: int) -> Span:
        """Return what the last words cover."""
        return Span(self.words[-count:][0].start, self.words[-1].end)


def find_stretches(text: str, within: Span, unseen: Sequence[Span] = ()) -> list[Stretch]:
    """Find the stretches of a text within a span, in order.

    A line break ends a stretch, for a block may end there. So does the end of a sentence: many
    pages have two blanks there, of which the record keeps one. So do words that a page may not have
    as text, or not so: `unseen` ones, signs alone (a bullet, the line between two cells), and words
    with characters that are not printed, such as a soft hyphen.
    """
    found: list[list[Span]] = [[]]
    last = within
    for match in _WORD.finditer(text, within.start, within.end):
        word = Span(*match.span())
        if not _is_seen(word, match[0], unseen):
            found.append([])
            continue
        if found[-1] and not _runs_on(text, last, word):
            found.append([])
        found[-1].append(word)
        last = word
    return [Stretch(tuple(words)) for words in found if words]


def _is_seen(word: Span, letters: str, unseen: Sequence[Span]) -> bool:
    return (_is_plain(letters) or _is_printed(letters)) and not any(
        one.start < word.end and word.start < one.end for one in unseen
    )


def _is_plain(letters: str) -> bool:
    """Tell whether a word is letters alone, as most are: then it need not be looked at closely."""
    return letters.isalpha() and letters != "Q"


def _is_printed(letters: str) -> bool:
    return (
        letters.isprintable()
        and any(map(str.isalnum, letters))
        and _STANDS_APART.fullmatch(letters) is None
        # A mark at the start belongs to the blank before it: no word begins there.
        and not unicodedata.category(letters[0]).startswith("M")
    )


def _runs_on(text: str, word: Span, following: Span) -> bool:
    """Tell whether a word is of the same stretch as the one before it."""
    if _ONE_BLANK.fullmatch(text, word.end, following.start) is None:
        return False
    if text[word.end - 1].isalpha():
        return True
    letters = word.of(text)
    return _ENDS_A_SENTENCE.search(letters) is None or _ABBREVIATION.fullmatch(letters) is not None
