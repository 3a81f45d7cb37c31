"""The text fragment of a quotation: a browser opens the page at these words and marks them.

The rules are those of "URL Fragment Text Directives" (WICG). Each part of a directive lies within
one block; the parts begin and end with words. A browser takes the first place that fits, so the
start and the end, each with what is beside it, must stand once in the page. Where a page does not
have the words as the record has them, a browser finds nothing, and the page opens at its top.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.text.linking.directive import Directive
from retrieval.text.linking.squeezed import squeeze, squeeze_page, stands_once
from retrieval.text.linking.stretches import BLANKS, Stretch, find_stretches

# A quotation of so many words is named whole; a longer one by its ends, and whole if these do not
# stand once, unless it is too long for an address.
_MOST_WHOLE = 8
_MOST_WHOLE_AT_ALL = 30
_FEWEST_AT_AN_END = 4
_MOST_AT_AN_END = 12
_MOST_BESIDE = 8
# "(ii)", "Well.", "Thank you.": a quotation is also found without the words outside of these.
_MOST_SKIPPED = 8
# Around its article a page has words that are not on record, such as menus: "Yes" may be there.
_FEWEST_IN_ALL = 3
# What is beside a quotation is looked for so many characters away.
_NEARBY = 200
_BREAK = regex(r"[\r\n]")


def find_directive(
    text: str, quoted: Span, *, title: str = "", unseen: Iterable[Span] = ()
) -> Directive | None:
    """Find the directive that leads to a quotation and nowhere else in its page; None without one.

    The page has its `title` beside its text. `unseen` are the spans of what it may show without
    having it as text, such as the numbers of a list.
    """
    near = Span(quoted.start - _NEARBY, quoted.end + _NEARBY)
    close = [one for one in unseen if near.start < one.end and one.start < near.end]
    stretches = find_stretches(text, quoted, close)
    squeezed = squeeze_page(title, text)
    # A page may have more between two of its lines than the record has.
    within_lines = _Search(text, squeezed, close, is_over_lines=False)
    over_lines = _Search(text, squeezed, close, is_over_lines=True)
    return (
        within_lines.find(stretches)
        or over_lines.find(stretches)
        or over_lines.find_start_alone(stretches)
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """A search in a page: its text, the same squeezed, and what it may not have as text.

    Each way of naming is first tried with the most words that it may take: if these do not tell,
    fewer do not either, and a long page is not searched for all of them.

    `is_over_lines`: what is beside a quotation may be in the line before or behind.
    """

    text: str
    squeezed: str
    unseen: Sequence[Span]
    is_over_lines: bool

    def find(self, stretches: Sequence[Stretch]) -> Directive | None:
        """Find the directive of these; where the outermost do not tell, of those within."""
        for first in _outermost(stretches):
            begun = self._find_start(first, len(first.words))
            for last in _outermost(stretches[::-1]):
                if first is last:
                    found = self._find_in_one(first)
                else:
                    is_behind = first.words[0] < last.words[0]
                    found = self._find_end(*begun, last) if begun and is_behind else None
                if found is not None:
                    return found
        return None

    def find_start_alone(self, stretches: Sequence[Stretch]) -> Directive | None:
        """Find where a quotation begins, if its end cannot be told."""
        for first in _outermost(stretches):
            if (found := self._find_start(first, len(first.words))) is not None:
                before, start = found
                return self._directive(before, start, None, Span(start.end, start.end))
        return None

    def _find_in_one(self, stretch: Stretch) -> Directive | None:
        """Name a stretch by its ends or whole."""
        count = len(stretch.words)
        if count > _MOST_WHOLE:
            begun = self._find_start(stretch, count - _FEWEST_AT_AN_END)
            if begun is not None and (found := self._find_end(*begun, stretch)) is not None:
                return found
        return self._find_whole(stretch) if count <= _MOST_WHOLE_AT_ALL else None

    def _find_whole(self, stretch: Stretch) -> Directive | None:
        """Name all words of a stretch, with as few beside them as are needed."""
        whole = stretch.first(len(stretch.words))
        befores, afters = [*self._before(whole.start)], [*self._after(whole.end)]
        if not (befores and afters and self._tells(befores[-1].start, afters[-1].end)):
            return None
        for after, before in product(afters, befores):
            if self._tells(before.start, after.end):
                return self._directive(before, whole, None, after)
        return None

    def _find_start(self, first: Stretch, most: int) -> tuple[Span, Span] | None:
        """Find the fewest first words, and what before them, that tell where they stand."""
        befores = [*self._before(first.words[0].start)]
        if not (befores and self._tells(befores[-1].start, first.first(_counts(most)[-1]).end)):
            return None
        for before, count in product(befores, _counts(most)):
            start = first.first(count)
            if _is_bound(self.text, start.end) and self._tells(before.start, start.end):
                return before, start
        return None

    def _find_end(self, before: Span, start: Span, last: Stretch) -> Directive | None:
        """Find the fewest last words, and what behind them, that tell where they stand."""
        most = sum(word.start >= start.end for word in last.words)
        afters = [*self._after(last.words[-1].end)]
        if not (afters and self._tells(last.last(_counts(most)[-1]).start, afters[-1].end)):
            return None
        for after, count in product(afters, _counts(most)):
            end = last.last(count)
            if self._tells(end.start, after.end):
                return self._directive(before, start, end, after)
        return None

    def _tells(self, start: int, end: int) -> bool:
        """Tell whether words are enough to find their place: they stand once, and are not few."""
        words = self.text[start:end]
        return len(words.split()) >= _FEWEST_IN_ALL and stands_once(squeeze(words), self.squeezed)

    def _before(self, at: int) -> Iterator[Span]:
        """Yield what may be named before a start: nothing, one word, two words, …."""
        if _is_bound(self.text, at):
            yield Span(at, at)
        near = Span(max(0, at - _NEARBY), at)
        for stretch in find_stretches(self.text, near, self.unseen)[-1:]:
            if self._are_beside(stretch.words[-1].end, at):
                words = [word for word in stretch.words if _is_bound(self.text, word.start)]
                yield from (Span(word.start, at) for word in words[: -_MOST_BESIDE - 1 : -1])

    def _after(self, at: int) -> Iterator[Span]:
        """Yield what may be named behind an end: nothing, one word, two words, …."""
        if _is_bound(self.text, at):
            yield Span(at, at)
        near = Span(at, at + _NEARBY)
        for stretch in find_stretches(self.text, near, self.unseen)[:1]:
            if self._are_beside(at, stretch.words[0].start):
                words = [word for word in stretch.words if _is_bound(self.text, word.end)]
                yield from (Span(at, word.end) for word in words[:_MOST_BESIDE])

    def _are_beside(self, end: int, start: int) -> bool:
        between = self.text[end:start]
        return not between.strip(BLANKS) and (self.is_over_lines or not _BREAK.search(between))

    def _directive(self, before: Span, start: Span, end: Span | None, after: Span) -> Directive:
        return Directive(
            start.of(self.text),
            end.of(self.text) if end else "",
            before.of(self.text).strip(BLANKS),
            after.of(self.text).strip(BLANKS),
        )


def _outermost(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the first stretch, and those behind it as long as few words are skipped."""
    skipped = 0
    for stretch in stretches:
        if skipped > _MOST_SKIPPED:
            return
        yield stretch
        skipped += len(stretch.words)


def _counts(most: int) -> range:
    """Return how many words an end may have, the fewest first."""
    return range(min(_FEWEST_AT_AN_END, most), min(_MOST_AT_AN_END, most) + 1)


def _is_bound(text: str, at: int) -> bool:
    """Tell whether blanks, or the page's end, let a browser see that a word begins or ends here."""
    return at in {0, len(text)} or text[at - 1] in BLANKS or text[at] in BLANKS
