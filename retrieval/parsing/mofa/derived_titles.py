"""What a page is called that has no title, in its own words: an event, a caption or a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.model.release import PartKind, ReleaseKind, Span
from retrieval.parsing.mofa.header import Header
from retrieval.parsing.pages.headings import BULLET, is_no_sentence, is_title
from retrieval.patterns import regex
from retrieval.text.sentences import sentences

_HELD = regex(r"\bheld (?:an? |the )?(?P<event>(?:[^.]|(?<=[A-Z])\.){3,120}?) with\b")
_EVENT = regex(
    r"\b(?:Meetings?|Talks?|Summit|Dinner|Lunch(?:eon)?|Breakfast|Call|Dialogue|Conference|Visit|"
    r"Consultations?|Reception|Ceremony|Negotiations?|Session|Forum|Round|Signing|Commission|"
    r"Committee)\b"
)
_TAG = regex(r"[(\[]?(?:photo|video)s?\s?\d*[)\]:]*\s*", re.IGNORECASE)
_COUNTED = regex(r"(?<=[a-z])\s?\d$|\s?[(（]\d[)）]$")
_LONGEST = 150


def derive_title(text: str, header: Header, lead: str) -> str:
    """Make a title for a readout, a statement or a speech without one; empty if there is none.

    A caption that names the event is the title; else the section names whose the rest is. A page
    without a section is not called by its first sentence, for it may be anything.
    """
    if header.kind is ReleaseKind.READOUT:
        event = _event_held(lead)
        named = next(filter(None, map(_event_of, _captions(text, header))), "")
        if named and not event[:1].isupper():
            return named
        subject = event or next(_captions(text, header), "") or _sentence(header, lead)
    elif header.kind in {ReleaseKind.SPEECH, ReleaseKind.STATEMENT}:
        subject = _sentence(header, lead)
    else:
        return ""
    return ": ".join(filter(None, (header.section, subject))) if subject else ""


def _event_held(lead: str) -> str:
    held = _HELD.search(lead)
    return held["event"] if held else ""


def _captions(text: str, header: Header) -> Iterator[str]:
    """Yield the captions that are no sentences."""
    for part in header.parts:
        words = part.span.of(text)
        if part.kind is PartKind.CAPTION and is_no_sentence(words):
            yield words


def _event_of(caption: str) -> str:
    """Return the event in a caption such as "(Photo) Foreign Ministers’ Dinner2"; else empty."""
    bare = _COUNTED.sub("", _TAG.sub("", BULLET.sub("", caption), count=1))
    return bare if _EVENT.search(bare) and is_title(bare) else ""


def _sentence(header: Header, lead: str) -> str:
    """Return the first sentence, cut between words if it is long."""
    if not header.section:
        return ""
    first = next(iter(sentences(lead, Span(0, len(lead)))), Span(0, 0)).of(lead).rstrip(".!?")
    if len(first) <= _LONGEST:
        return first
    return first[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:")
