"""Find where sentences begin and end, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.text.wrapping import join_lines

_LINE = regex(r"[^\r\n]+")
# Abbreviations behind which a sentence goes on, whatever stands there: a name may be "So".
_ABBREVIATION_AT_END = regex(
    r"\b(?:Messrs|Mr|Mrs|Ms|Mss|Dr|Drs|Prof|Profs|Amb|Gen|Sen|Sens|Gov|Govs|Hon|St|Lt|Col|Capt|Maj|"
    r"Adm|Brig|Cmdr|Cpl|Pvt|Sgt|Rev|Rep|Reps|Pres|Supt|Mt|Ft|H\.\s?E|vs|cf|Art|Arts|Sec|Secs|Ch|Fig|"
    r"Vol|Vols|Para|para|paras|pp|approx|ca)\.\s*$"
)
_LONGEST_ABBREVIATION = 12
_HOUR = regex(r"\b[ap]\.\s?m\.\s*$", re.IGNORECASE)
_ZONE_OR_DAY = regex(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|"
    r"(?:[ECMP][SD]?T|A?EDT|AEST|BST|CES?T|EES?T|GMT|[HIJKM]ST|MSK|SGT|UTC)\b|"
    r"(?!(?:A|An|The|This|That|Our|Their|His|Her|Its|My|What|Each|Every|Some|No|Any|By|At)\b)"
    r"(?:[A-Z][\w.’'-]*\s+){1,3}(?:local\s+)?[Tt]ime\b)"
)


def trim(text: str, span: Span) -> Span:
    """Return the span without the blanks at its ends; empty if it is all blanks."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def paragraphs(text: str, within: Span) -> list[Span]:
    """Return the lines of `text` within a span, trimmed; lines that run on are one."""
    found = (
        trim(text, Span(match.start(), match.end()))
        for match in _LINE.finditer(text, within.start, within.end)
    )
    return join_lines(text, [span for span in found if len(span)])


def sentences(text: str, within: Span) -> list[Span]:
    """Return the sentences of `text` in a span, trimmed; none crosses the end of a paragraph."""
    return [
        sentence
        for paragraph in paragraphs(text, within)
        for sentence in _sentences_of_paragraph(text, paragraph)
    ]


def _sentences_of_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for boundary in sentencex.get_sentence_boundaries("en", paragraph.of(text)):
        end = paragraph.start + boundary["end_index"]
        # sentencex splits "Japan-U.S. Alliance" after "U."; a sentence ends before a blank.
        if end < paragraph.end and not text[end - 1].isspace() and not text[end].isspace():
            continue
        if end < paragraph.end and _goes_on(text, start, end):
            continue
        sentence = trim(text, Span(start, end))
        start = end
        if len(sentence):
            yield sentence


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence goes on behind a stop: "Mr. So", "9 a.m. Borovia time"."""
    tail = max(start, end - _LONGEST_ABBREVIATION)
    if _ABBREVIATION_AT_END.search(text, tail, end):
        return True
    return bool(_HOUR.search(text, tail, end)) and _ZONE_OR_DAY.match(text, end) is not None
