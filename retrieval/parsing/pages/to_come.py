"""Notes of a page that its text is to come: they are nobody's words, and the text is awaited."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.patterns import regex

_LONGEST_NOTE = 300
# What a page calls its own words. "Details" and the like are also what a minister promises.
_TEXT = (
    r"(?:(?:the|an?|this|its|our)\s+)?(?:[\w-]+\s+(?:(?:and|or)\s+)?){0,4}?"
    r"(?:text|transcript(?:ion)?|translation|version|minutes|English)s?\b"
)
_OF_THE_PAGE = (
    r"(?:\s+(?:of|for|to)\s+(?:the|this|today’s|today's)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:conference|briefing|meeting|speech|statement|remarks|session|release|page|article|"
    r"questions?|answers?|event)s?)?"
)
_ANY_SUBJECT = (
    r"(?:(?:the|an?|this|its|our|more|further)\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:text|transcript(?:ion)?|translation|version|minutes|English|details?|information|record|"
    r"summary|overview|outline|statement|speech|remarks|document|release|article|page|contents?|"
    r"script)s?\b[^.!?]{0,120}?"
)
_PUBLISHED = (
    r"(?:post|publish|upload|releas|updat|add|provid|plac|insert|issu|suppl|prepar|translat|"
    r"transcrib|edit|draft|process|finali[sz]|complet|compil|finish|proofread|check|review)\w*"
)
_PUT = rf"(?:{_PUBLISHED}|available|online|ready|coming|come|follow|appear|put|made|up)"
_SOON = r"(?:soon|shortly|later|presently|momentarily|tomorrow|here|also|now|then|in due course)"
_AWAITED = (
    rf"(?:(?:will|shall|should|(?:is|are)(?:\s+\w+)?\s+to)\s+(?:{_SOON}\s+)?(?:be\s+)?(?:{_SOON}\s+)?{_PUT}"
    rf"|to\s+(?:follow|come|appear|be\s+(?:{_SOON}\s+)?{_PUT})"
    rf"|(?:is|are)\s+(?:\w+\s+)?being\s+{_PUBLISHED}"
    r"|(?:(?:is|are)\s+)?(?:\w+\s+)?(?:under|in|awaiting|undergoing)\s+"
    r"(?:preparation|translation|transcription|review|editing|production|progress)"
    rf"|(?:(?:is|are|has|have)\s+)?(?:not\s+yet|yet\s+to|not)\s+(?:be(?:en)?\s+)?{_PUT}(?:\s+yet)?"
    r"|(?:(?:is|are)\s+)?(?:now\s+)?(?:coming|forthcoming|pending|awaited|underway|under way)"
    r"|follows)\b"
)
_IS_OF_THE_PAGE = regex(
    r"[(\[（*※]|[^.!?]{0,80}?\b(?:transcript|translat|english)|(?:the )?text[\w ]{0,20} coming",
    re.IGNORECASE,
)
_REST = r"[^.!?:]{0,120}"
_NOTE = (
    rf"{_TEXT}{_OF_THE_PAGE}:?\s+{_AWAITED}{_REST}"
    rf"|we\s+(?:will|shall|are|plan to|hope to)\s+(?:[\w-]+\s+){{0,3}}?{_PUBLISHED}\s+"
    rf"{_TEXT}{_REST}"
    rf"|please\s+(?:wait|check back)\b[^.!?]{{0,30}}\bfor\s+{_TEXT}{_REST}"
)
_TO_COME = regex(_NOTE, re.IGNORECASE)
_NOTHING_YET = regex(
    rf"{_NOTE}|{_ANY_SUBJECT}\s+{_AWAITED}{_REST}|(?:now\s+)?(?:preparing|translating)"
    rf"|{_AWAITED}(?:\s+soon)?|(?:this page is\s+)?under construction",
    re.IGNORECASE,
)
_COURTESY = regex(
    r"(?:please|thank you|thanks|we apologi[sz]e|we are sorry|sorry|we ask for)\b.{0,100}",
    re.IGNORECASE,
)
_OPENING = regex(r"\A[\s(\[（*※•\-]*(?:note:\s*)?", re.IGNORECASE)
_STOPS = regex(r"[.!…]+[)\]）*]*(?:\s+|$)")
_CLOSING = " )]）*"
_SENTENCE = regex(r"[a-z]{2}[”\"’')\]]*[.?!]|[.?!][”\"’')\]]*$")
_TRANSLATED = regex(r"\btranslation\b|\bin Japanese\b", re.IGNORECASE)


def is_to_come(words: str) -> bool:
    """Tell whether a line is a note that the text of its page, or a part of it, is to come.

    "The full text will be made public after the signing." may be an official's own words.
    """
    # Most lines name no text of the page, which is found ten times as quickly.
    return (
        len(words) <= _LONGEST_NOTE
        and _IS_OF_THE_PAGE.match(words) is not None
        and _is_note(words, _TO_COME)
    )


def is_all_to_come(words: Iterable[str]) -> bool:
    """Tell whether the lines of a page only announce that its text is to come.

    Where no other line is a sentence, vaguer notes are believed too: "Details to follow."
    """
    lines = list(words)
    # Most pages say something in one of their first lines, which is found quickly.
    if any(_says_something(line) and not _is_note(line, _NOTHING_YET) for line in lines):
        return False
    return any(_is_note(line, _NOTHING_YET) for line in lines)


def _is_note(line: str, note: re.Pattern[str]) -> bool:
    """Tell whether all sentences of a line are notes and courtesies, and one at least is a note."""
    if len(line) > _LONGEST_NOTE:
        return False
    bare = _OPENING.sub("", line, count=1)
    sentences = [one.strip(_CLOSING) for one in _STOPS.split(bare)]
    told = [one for one in sentences if one and not _is_courtesy(one, note)]
    return bool(told) and all(map(note.fullmatch, told))


def _is_courtesy(sentence: str, note: re.Pattern[str]) -> bool:
    return _COURTESY.fullmatch(sentence) is not None and note.fullmatch(sentence) is None


def _says_something(line: str) -> bool:
    return _SENTENCE.search(line) is not None and _TRANSLATED.search(line) is None
