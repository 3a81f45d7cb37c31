"""Contents lists: the topics of a transcript, listed at its head and repeated as headings below."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.parsing.pages.headings import BULLET, NUMBER, is_no_sentence
from retrieval.parsing.pages.page import Line
from retrieval.patterns import regex
from retrieval.text.tokens import terms

_MAIN_TOPICS = regex(r"Main topics?:?|Topics?:|Contents:?", re.IGNORECASE)
_OMITTED = regex(r"\(?omitted\)?", re.IGNORECASE)
_ALIKE = 0.5
_FEWEST = 2
_LONGEST_LIST = 120
_ROMAN = {
    numeral: number
    for number, numeral in enumerate("I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split(), 1)
}


@dataclass(frozen=True, slots=True)
class _Listed:
    """A line that may be an item of the list: its topic, and the number and style it begins with.

    `style` is "1.", "(1)" or "I." for a number, "•" for a bullet, else empty.
    """

    topic: frozenset[str]
    style: str
    number: int

    @property
    def is_nested(self) -> bool:
        """Whether it can stand under another item only."""
        return self.style == "(1)"


def count_contents_lines(body: Sequence[Line], is_label: Callable[[str], bool]) -> int:
    """Count the lines at the head of a body that are a contents list; 0 if there is none.

    The list ends before the heading that stands above the first text; that heading repeats an item,
    if in other words ("Announcement on X", "Statement regarding X"), or its number begins anew. A
    list may be printed twice.
    """
    titled = bool(body) and _is_main_topics(body[0].words)
    run = [_read(line.words) for line in body[: _run_without_sentences(body, is_label)]]
    first = 1 if titled else 0
    if not titled and sum(bool(line.style) for line in run) < _FEWEST:
        return 0
    end = _end_of_list(run, first)
    if end is not None:
        return _behind_second_list(run, first, end)
    return len(run) if titled or all(line.style for line in run) else 0


def _run_without_sentences(body: Sequence[Line], is_label: Callable[[str], bool]) -> int:
    for index, line in enumerate(body[:_LONGEST_LIST]):
        if is_label(line.words) or not (is_no_sentence(line.words) or _is_main_topics(line.words)):
            return index
    return min(len(body), _LONGEST_LIST)


def _is_main_topics(words: str) -> bool:
    return _MAIN_TOPICS.fullmatch(words) is not None


def _read(words: str) -> _Listed:
    bullet, number = BULLET.match(words), NUMBER.match(words)
    if number is None:
        return _Listed(topic_of(words), "•" if bullet else "", 0)
    printed = number[0].lstrip("•-*・ \t\u00a0\u3000").strip()
    digits = re.sub(r"\D", "", printed)
    if digits:
        return _Listed(topic_of(words), "(1)" if printed.startswith("(") else "1.", int(digits))
    return _Listed(topic_of(words), "I.", _ROMAN.get(printed.rstrip("."), 0))


def _end_of_list(run: Sequence[_Listed], first: int) -> int | None:
    """Find where the items end and the headings begin: at the first repeated topic.

    Where the numbers of a list count on, an item is one whatever it resembles.
    """
    style = run[first].style if run[first : first + 1] and run[first].number else ""
    last = 0
    for index in range(first, len(run)):
        line = run[index]
        counts_on = line.style == style and line.number == last + 1
        if style and not counts_on and _is_anew(line, style) and _repeats(line, run[first:index]):
            return index
        if line.style == style:
            last = line.number
    return None if style else _first_repeat(run, first)


def _is_anew(line: _Listed, style: str) -> bool:
    """Tell whether a line can be a heading after a list; a number in brackets is nested."""
    return line.style == style or not line.is_nested


def _repeats(line: _Listed, listed: Sequence[_Listed]) -> bool:
    return any(are_alike(line.topic, item.topic) for item in listed)


def _first_repeat(run: Sequence[_Listed], first: int) -> int | None:
    """Find where a list without numbers is repeated: word for word, else as the last lines do.

    There may be several headings before one text: then the earliest of the repetitions at the end
    of the run counts. An item "(omitted)" in the list has no heading.
    """
    for index in range(first + 1, len(run)):
        if any(run[index].topic == item.topic for item in run[first:index]):
            return index
    best = None
    for index in range(len(run) - 1, first, -1):
        if not _repeats(run[index], run[first:index]):
            break
        best = index
    return best


def _behind_second_list(run: Sequence[_Listed], first: int, end: int) -> int:
    """Skip a list that is printed twice: the heading comes after the second list.

    Headings that are stacked before one text have another style, or are not all of the list.
    """
    length = end - first
    second = run[end : end + length]
    is_second = (
        length >= _FEWEST
        and len(second) == length
        and all(
            are_alike(one.topic, other.topic)
            for one, other in zip(run[first:end], second, strict=True)
        )
    )
    behind = end + length
    is_heading_behind = behind < len(run) and are_alike(run[behind].topic, run[first].topic)
    is_same_style = is_second and second[0].style == run[first].style
    return behind if is_second and (is_heading_behind or is_same_style) else end


def topic_of(words: str) -> frozenset[str]:
    """Return the terms of a topic in a line of a list, without number and "(omitted)"."""
    return frozenset(terms(_OMITTED.sub("", BULLET.sub("", NUMBER.sub("", words)))))


def are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two topics are the same, perhaps partly in other words."""
    if not one or not other:
        return False
    return len(one & other) / min(len(one), len(other)) >= _ALIKE
