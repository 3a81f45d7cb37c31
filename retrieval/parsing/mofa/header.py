"""Read what is above the body of a page: section, title, date, time, place, notices, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from retrieval.model.release import Part, PartKind, ReleaseKind
from retrieval.parsing.mofa.turn_labels import read_label
from retrieval.parsing.pages.headings import BULLET, NUMBER, is_no_sentence, is_title
from retrieval.parsing.pages.page import Line
from retrieval.parsing.pages.to_come import is_to_come
from retrieval.patterns import regex
from retrieval.text.dates import MONTH, Dateline, date_with_year, read_dateline

_KINDS_OF_SECTIONS = (
    (regex(r"Press Conferences?", re.IGNORECASE), ReleaseKind.CONFERENCE),
    (regex(r"Press Releases?", re.IGNORECASE), ReleaseKind.RELEASE),
    (
        regex(r"(?:Interviews?|Articles?|Essays?|Contributions?)(?: (?:&|and) .*)?"),
        ReleaseKind.SPEECH,
    ),
    (regex(r"Speeches(?: and Statements)?(?: by .*)?", re.IGNORECASE), ReleaseKind.SPEECH),
    (regex(r"(?:Official )?Statements(?: by .*)?", re.IGNORECASE), ReleaseKind.STATEMENT),
    (regex(r".*\bRelations(?: \(.*\))?", re.IGNORECASE), ReleaseKind.READOUT),
)
_AREA = regex(
    r"(?:the )?(?:G7|G8|G20|APEC|ASEAN\b.*|Quad|United Nations|UN|TICAD|NATO|OSCE|EU|"
    r"Foreign Policy|Disarmament\b.*|Security\b.*|ODA|Countries? & Regions?|Human Rights\b.*|"
    r"[A-Z][\w-]+(?: [A-Z][\w-]+){0,3} (?:Affairs|Cooperation|Issues?|Policy|Diplomacy))",
)
_KINDS_OF_TITLES = (
    (
        regex(
            r"\b(?:Press|Media) (?:Conference|Briefing|Opportunity|Occasion|Chat|Availability|"
            r"Remarks|Interview|Point|Session)\b|\bBriefing (?:to|for) the (?:Press|Media)\b|"
            r"\b(?:Remarks|Comments|Statements?) (?:by .{1,80} )?(?:to|before|at) "
            r"(?:the (?:Press|Media)|Reporters|Journalists)\b|\bDoorstep\b",
            re.IGNORECASE,
        ),
        ReleaseKind.CONFERENCE,
    ),
    (
        regex(r"\b(?:Statement|Message|Comment) (?:by|of|from)\b", re.IGNORECASE),
        ReleaseKind.STATEMENT,
    ),
    (regex(r"\b(?:Speech|Address|Lecture|Keynote)\b", re.IGNORECASE), ReleaseKind.SPEECH),
)
_NOTICE = regex(
    r"[(\[*（※\s]*(?:This|The (?:following|foregoing)) is an? "
    r"(?:(?:tentative|provisional|unofficial) ){0,2}translation.*"
    r"|[\[(]?(?:provisional|tentative|unofficial|informal) (?:english )?"
    r"(?:translation|version)[\])]?",
    re.IGNORECASE,
)
_NOTE = regex(
    rf"[\[(]?(?:(?:last |page )?(?:updated|revised|posted|corrected|amended|published)(?: on)?:?\s+"
    rf"(?:\w+,?\s+)?(?:{MONTH}|\d).{{0,30}}|for immediate release|important notice|"
    r"(?:the )?(?:original|full) text (?:is )?in japanese(?: only)?|check against delivery)[.\])]*",
    re.IGNORECASE,
)
_PICTURE = regex(
    r"[(\[]?(?:video|photos?|movie)(?:\s*\d+)?\b[)\]:(].*|[(\[](?:video|photo).*", re.IGNORECASE
)
_ALTERNATIVE_TEXT = regex(
    r"(?:(?:Foreign |State |Prime )?Minister|(?:Foreign |Deputy )?Press Secretary)\b.*"
    r"\b(?:during|at|in|speaking|answering|holding)\b.*",
    re.IGNORECASE,
)
_LEAD = regex(
    rf"(?:On|At|From)\b.{{0,40}}?\b(?:{MONTH}\.?\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})\b.*\w{{2}}[.:]",
    re.IGNORECASE,
)
# A caption is one sentence, and tells neither of a day nor of what was said or will be.
_NO_CAPTION = regex(
    rf"[.!?]\s|\b(?:{MONTH}\.?\s+\d|(?:has|have|had|will|would|shall|that|said|stated|agreed|expressed|"
    r"decided|announced|concurred|welcomed|informed|confirmed|Government)\b)"
)
_MOST_CAPTIONS = 4
KINDS_WITH_MOMENTS = (ReleaseKind.RELEASE, ReleaseKind.READOUT)
_BREADCRUMB = regex(r"Home\s*>.*|.*\S\s+>\s+\S.*")
_PLACE = regex(r"Place:\s*(?P<place>.*)", re.IGNORECASE)
_LANGUAGE = "Japanese"
_BRACKETED = regex(r"\(.*\)")


@dataclass(slots=True)
class Header:
    """The header of a page as far as it has been read, and its parts."""

    section: str = ""
    kind: ReleaseKind | None = None
    title: str = ""
    dateline: Dateline | None = None
    place: str = ""
    provisional: bool = False
    parts: list[Part] = field(default_factory=list)

    def add_part(self, kind: PartKind, line: Line) -> None:
        """Add a line to the parts."""
        self.parts.append(Part(kind, line.span))


def read_header(found: Sequence[Line], kind: ReleaseKind | None) -> tuple[Header, list[Line]]:
    """Read the header of a page, and return it with the lines of the body.

    `kind` is None if only the page itself can tell.
    """
    header = Header(kind=kind)
    position = _read_top(header, found)
    header.kind = kind or _kind_of(header)
    while position < len(found) and _take_below_title(
        header, found[position], found[position + 1 :]
    ):
        position += 1
    if header.kind in KINDS_WITH_MOMENTS and header.dateline is not None:
        captions = _captions_with_a_stop(found[position:])
        for line in found[position : position + captions]:
            header.add_part(PartKind.CAPTION, line)
        position += captions
    return header, list(found[position:])


def _captions_with_a_stop(body: Sequence[Line]) -> int:
    """Count the captions above a lead that gives its day: lines of one sentence each."""
    for index, line in enumerate(body[: _MOST_CAPTIONS + 1]):
        if _LEAD.match(line.words):
            return index
        if NUMBER.match(line.words) or BULLET.match(line.words) or _NO_CAPTION.search(line.words):
            return 0
    return 0


def _read_top(header: Header, found: Sequence[Line]) -> int:
    """Read notices, section and title; return the position of the first line after them."""
    position = 0
    for position, line in enumerate(found):
        if _take_notice(header, line):
            continue
        if (
            not header.section
            and not header.title
            and _is_section(line.words, found[position + 1 :])
        ):
            header.section = line.words
            header.add_part(PartKind.SECTION, line)
            continue
        if not _take_title(header, line):
            return position
    return position + 1 if found else 0


def _is_section(words: str, rest: Sequence[Line]) -> bool:
    """Tell whether a line is the section: a known one, or the first of two headings over a date."""
    patterns = (*(pattern for pattern, _ in _KINDS_OF_SECTIONS), _BREADCRUMB, _AREA)
    if any(pattern.fullmatch(words) for pattern in patterns):
        return True
    return (
        len(rest) > 1
        and not any(pattern.search(words) for pattern, _ in _KINDS_OF_TITLES)
        and all(map(is_title, (words, rest[0].words)))
        and _BRACKETED.fullmatch(rest[0].words) is None
        and read_dateline(rest[0].words) is None
        and read_dateline(rest[1].words) is not None
    )


def _take_title(header: Header, line: Line) -> bool:
    if read_dateline(line.words) or read_label(line.words) or not is_no_sentence(line.words):
        return False
    if _PLACE.fullmatch(line.words) or _PICTURE.fullmatch(line.words):
        return False
    if header.title and not _BRACKETED.fullmatch(line.words):
        return False
    if not header.title and not is_title(line.words):
        return False
    header.title = f"{header.title} {line.words}".strip()
    header.add_part(PartKind.TITLE, line)
    return True


def _take_notice(header: Header, line: Line) -> bool:
    if line.words == _LANGUAGE:
        header.add_part(PartKind.LANGUAGE, line)
    elif _NOTICE.fullmatch(line.words):
        header.provisional = True
        header.add_part(PartKind.NOTICE, line)
    elif _NOTE.fullmatch(line.words) or is_to_come(line.words):
        header.add_part(PartKind.NOTICE, line)
    else:
        return False
    return True


def _take_below_title(header: Header, line: Line, rest: Sequence[Line]) -> bool:
    """Read a line between title and body; return False for the first line of the body."""
    if _take_notice(header, line) or _take_when_and_where(header, line):
        return True
    if _PICTURE.fullmatch(line.words) or _is_caption(header, line, rest):
        header.add_part(PartKind.CAPTION, line)
        return True
    return False


def _take_when_and_where(header: Header, line: Line) -> bool:
    place = _PLACE.fullmatch(line.words)
    dateline = None if header.dateline else read_dateline(line.words)
    if place is not None:
        header.place = place["place"].strip()
    elif dateline is not None:
        header.dateline = dateline
        header.place = header.place or dateline.place
    else:
        return False
    header.add_part(PartKind.DATELINE, line)
    return True


def _is_caption(header: Header, line: Line, rest: Sequence[Line]) -> bool:
    """Tell whether a line is a caption: a short line between the date and the first sentence."""
    words = BULLET.sub("", line.words)
    if not is_no_sentence(words) or read_label(words) is not None:
        return False
    if header.kind is ReleaseKind.CONFERENCE:
        return _ALTERNATIVE_TEXT.fullmatch(words) is not None or _repeats(words, header.title)
    if header.kind is ReleaseKind.SPEECH:
        return False
    return header.dateline is not None and bool(rest) and _BRACKETED.fullmatch(words) is None


def _repeats(words: str, title: str) -> bool:
    """Tell whether a line only repeats the title, as the name of a video without its tag."""
    return set(words.casefold().split()) <= set(title.casefold().split())


def _kind_of(header: Header) -> ReleaseKind:
    titled = next(
        (kind for pattern, kind in _KINDS_OF_TITLES if pattern.search(header.title)), None
    )
    sections = (kind for pattern, kind in _KINDS_OF_SECTIONS if pattern.fullmatch(header.section))
    section = next(sections, None)
    if section is None:
        # A page that names nothing above its day tells of a meeting: others have a title.
        is_named = bool(header.title) and not header.section
        return titled or (ReleaseKind.RELEASE if is_named else ReleaseKind.READOUT)
    if section is ReleaseKind.RELEASE and titled is ReleaseKind.CONFERENCE:
        return section
    overruled = section in {ReleaseKind.RELEASE, ReleaseKind.READOUT}
    return titled if overruled and titled is not None else section


def date_of(header: Header) -> Dateline | None:
    """Return the dateline, or the date in the title."""
    if header.dateline is not None:
        return header.dateline
    dated = date_with_year(header.title)
    return None if dated is None else replace(dated, place=header.place)
