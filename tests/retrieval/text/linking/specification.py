"""Where a text directive leads: the algorithm of "URL Fragment Text Directives" (WICG), 3.6.

A page is the text of `page_as_seen`, a place in it an index. Letters are compared at the primary
level of UTS #10: without case, accents and what is not printed.
"""

import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from tests.retrieval.text.linking.page_as_seen import BETWEEN_BLOCKS
from tests.retrieval.text.linking.word_bounds import is_bound

Range = tuple[int, int]


@dataclass(frozen=True)
class Parsed:
    """A text directive, parsed."""

    start: str
    end: str | None
    prefix: str | None
    suffix: str | None


def parse(directive: str) -> Parsed | None:
    """Parse a text directive; None if it is none."""
    name, _, value = directive.partition("=")
    parts = value.split(",")
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else None
    suffix = parts.pop()[1:] if parts and parts[-1].startswith("-") else None
    # What stands for itself is neither of the signs that have a meaning.
    if name != "text" or len(parts) not in {1, 2} or "" in {*parts, prefix, suffix}:
        return None
    if any(sign in part for part in (*parts, prefix or "", suffix or "") for sign in "&-"):
        return None
    end = unquote(parts[1]) if len(parts) > 1 else None
    return Parsed(unquote(parts[0]), end, prefix and unquote(prefix), suffix and unquote(suffix))


class Page:
    """The text of a page, folded once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded, self._origins = _fold(text)

    def find(self, directive: str) -> list[Range]:
        """Return all places that a directive fits, each found as if those before it were not."""
        parsed = parse(directive)
        assert parsed is not None, directive
        found = []
        start = 0
        while (one := self._find_range(parsed, start)) is not None:
            found.append(one)
            start = one[0] + 1
        return found

    def _find_range(self, parsed: Parsed, start: int) -> Range | None:
        must_end_a_word = parsed.end is not None or parsed.suffix is None
        while start < len(self.text):
            if parsed.prefix is not None:
                before = self._find_string(parsed.prefix, start, begins=True)
                if before is None:
                    return None
                start = before[0] + 1
                sought = self._next_not_blank(before[1])
                match = self._find_string(parsed.start, sought, ends=must_end_a_word)
                if match is None:
                    return None
                if match[0] != sought:
                    continue
            else:
                match = self._find_string(parsed.start, start, begins=True, ends=must_end_a_word)
                if match is None:
                    return None
                start = match[0] + 1
            whole, is_over = self._find_end(parsed, match)
            if whole is not None or is_over:
                return whole
        return None

    def _find_end(self, parsed: Parsed, match: Range) -> tuple[Range | None, bool]:
        """Find where a match ends; and if nowhere, whether no later match can."""
        begin, end = match
        while end < len(self.text) or parsed.end is None:
            if parsed.end is not None:
                last = self._find_string(parsed.end, end, begins=True, ends=parsed.suffix is None)
                if last is None:
                    return None, True
                end = last[1]
            if parsed.suffix is None:
                return (begin, end), True
            sought = self._next_not_blank(end)
            after = self._find_string(parsed.suffix, sought, ends=True)
            if after is None:
                return None, True
            if after[0] == sought:
                return (begin, end), True
            if parsed.end is None:
                return None, False
        return None, True

    def _next_not_blank(self, at: int) -> int:
        while at < len(self.text) and (self.text[at].isspace() or self.text[at] == BETWEEN_BLOCKS):
            at += 1
        return at

    def _find_string(
        self, query: str, start: int, *, begins: bool = False, ends: bool = False
    ) -> Range | None:
        sought, _ = _fold(query)
        at = -1
        while (at := self._folded.find(sought, at + 1)) >= 0:
            first, last = self._origins[at], self._end(at + len(sought))
            is_bound = (not begins or self._is_bound(first)) and (not ends or self._is_bound(last))
            if first >= start and is_bound:
                return first, last
        return None

    def _end(self, folded_at: int) -> int:
        return self._origins[folded_at] if folded_at < len(self._origins) else len(self.text)

    def _is_bound(self, at: int) -> bool:
        first = self.text.rfind(BETWEEN_BLOCKS, 0, at) + 1
        last = self.text.find(BETWEEN_BLOCKS, at)
        block = self.text[first : last if last >= 0 else None]
        return is_bound(block, at - first)


def _fold(text: str) -> tuple[str, list[int]]:
    folded = [(one, at) for at, character in enumerate(text) for one in _primary(character)]
    return "".join(one for one, _ in folded), [at for _, at in folded]


def _primary(character: str) -> str:
    if unicodedata.category(character) == "Cf":
        return ""
    split = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(one for one in split if not unicodedata.combining(one))
