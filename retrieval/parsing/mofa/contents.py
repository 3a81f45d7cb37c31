"""Contents lists: the topics of a transcript, listed at its head and repeated as headings below."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retrieval.parsing.pages.headings import BULLET, NUMBER, is_short_line
from retrieval.parsing.pages.page import Line
from retrieval.text.tokens import terms

_MAIN_TOPICS = re.compile(r"Main topics?:?|Topics?:|Contents:?", re.IGNORECASE)
_OMITTED = re.compile(r"\(?omitted\)?", re.IGNORECASE)
_ALIKE = 0.5
_FEWEST = 2
_LONGEST_LIST = 120


def count_contents_lines(body: Sequence[Line], is_label: Callable[[str], bool]) -> int:
    """Count the lines at the head of a body that are a contents list; 0 if there is none.

    The list ends before the heading of the first text; that heading repeats an item, perhaps in
    other words ("Announcement on X", "Statement regarding X"). A list may be printed twice.
    """
    titled = bool(body) and _MAIN_TOPICS.fullmatch(body[0].words) is not None
    run = _run_of_short_lines(body, is_label)
    items = [index for index in range(run) if _is_item(body[index].words)]
    if not titled and len(items) < _FEWEST:
        return 0
    topics = [topic_of(line.words) for line in body[:run]]
    start = _first_heading(topics, first=1 if titled else 0)
    if start is not None:
        return start
    return run if titled or _all_numbered(body[:run]) else 0


def _run_of_short_lines(body: Sequence[Line], is_label: Callable[[str], bool]) -> int:
    for index, line in enumerate(body[:_LONGEST_LIST]):
        if is_label(line.words) or not (is_short_line(line.words) or _is_main_topics(line.words)):
            return index
    return min(len(body), _LONGEST_LIST)


def _is_main_topics(words: str) -> bool:
    return _MAIN_TOPICS.fullmatch(words) is not None


def _is_item(words: str) -> bool:
    return NUMBER.match(words) is not None or BULLET.match(words) is not None


def _all_numbered(lines: Sequence[Line]) -> bool:
    return bool(lines) and all(_is_item(line.words) for line in lines)


def _first_heading(run: Sequence[frozenset[str]], first: int) -> int | None:
    """Find where the items end and the headings begin: the last line that repeats an early item.

    There may be several headings before one text: then the earliest of the repetitions at the end
    of the run counts. An item "(omitted)" in the list has no heading.
    """
    best = None
    for index in range(len(run) - 1, first, -1):
        if not any(are_alike(run[index], topic) for topic in run[first:index]):
            break
        best = index
    return _after_second_list(run, first, best)


def _after_second_list(run: Sequence[frozenset[str]], first: int, start: int | None) -> int | None:
    """Skip a list that is printed twice: the heading comes after the second list."""
    if start is None:
        return None
    length = start - first
    again = start + length
    if length >= _FEWEST and again < len(run) and are_alike(run[again], run[first]):
        return again
    return start


def topic_of(words: str) -> frozenset[str]:
    """Return the terms of a topic in a line of a list, without number and "(omitted)"."""
    return frozenset(terms(_OMITTED.sub("", BULLET.sub("", NUMBER.sub("", words)))))


def are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two topics are the same, perhaps partly in other words."""
    if not one or not other:
        return False
    return len(one & other) / min(len(one), len(other)) >= _ALIKE
