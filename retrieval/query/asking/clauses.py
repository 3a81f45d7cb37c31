"""Cuts of a sentence what it asks; what somebody says of himself around it is left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from retrieval.patterns import regex
from retrieval.query.asking.bare_limits import limits_told, only_limits
from retrieval.query.asking.cues import (
    ASKING_WORD,
    BOUNDARY,
    CLEFT,
    CUE,
    FOCUS,
    FOR_OTHERS,
    FRONTED,
    HAS_VERB,
    INDIRECT,
    INVERTED,
    NOT_BUT,
    NOT_ENOUGH,
    NOT_MEANT,
    OF_ONESELF,
    OF_OTHERS,
    OF_WRITER,
    ON_RECORD,
    OPENS_CLAUSE,
    OPENS_QUESTION,
    ORDERS,
    QUOTED,
    REASON,
    RECALLED,
    RELATIVE,
    TOLD_BEHIND,
)
from retrieval.query.requests.reading import read_request
from retrieval.query.words.frames import lacks_topic
from retrieval.query.words.stop_phrases import FURNITURE, is_small_talk
from retrieval.query.words.threads import FILLERS
from retrieval.text.dates import MONTH
from retrieval.text.tokens import tokenize

# What a clause that asks looks like.
DIRECT, CUED, TOLD, KEY_WORDS = 4.0, 3.0, 2.5, 1.5
_COURTESY = frozenset("advance dear help hello hi hope kindly regards sorry thank thanks".split())
_DATED = regex(rf"\d|\b{MONTH}\b|[\"“]", re.IGNORECASE)
_FEWEST_BLANKS = 3
_MOST_CUES = 6
_MOST_BOUNDARIES = 8
_MOST_KEY_WORDS = 12
_MOST_FRONTED = 8
QUOTATION = regex(r"[\"“„«][^\"“”„«»]+[\"”“»]")
_ASKED_OF_WRITER = regex(r"\bask(?:s|ed|ing)? (?:me|us)\b", re.IGNORECASE)
_LAST_PART = regex(r"(?:;| [-–—]) (?P<told>[^;–—]+)\Z")
# "(Well, a part of it)" is told beside; "(HNS)" and "(2+2 meeting)" are names.
_BRACKETED = regex(r" \([^()\s]+(?: [^()\s]+){3,30}\)(?=[\s.,;:?!]|\Z)")
# "My niece suggested that you might know" tells how somebody came to ask.
_SUGGESTED = regex(
    r"\b(?:said|says|suggested|suggests|thinks|thought|told me|tells me) (?:that )?you"
    r" (?:can|could|may|might|would) (?:be able to )?(?:find|help|know|tell)\b",
    re.IGNORECASE,
)
_QUOTATION_MARKS = frozenset('"“”„«»‘')

Evidence = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Clause:
    """What of a sentence asks, and how much it looks like asking; 0 if nothing does.

    `head` is what was cut before it.
    """

    words: str
    form: float
    head: str = ""


def find_clause(sentence: str, evidence: Evidence) -> Clause:
    """Find what a sentence asks: "I write on Asia and need to know"."""
    if read_request(sentence) is not None:
        return Clause(sentence, 0.0)
    found = (
        _quoted(sentence)
        or _behind_cue(sentence, evidence)
        or _behind_boundary(sentence, evidence)
        or Clause(sentence, own_form(sentence))
    )
    words = found.words
    if found.form and words != sentence and (unwanted := NOT_BUT.match(words)) is not None:
        words = words[unwanted.end() :]
    words = _without_reason(_BRACKETED.sub(_unless_told_beside, words), is_cut=words != sentence)
    form = found.form or own_form(words)
    if INVERTED.match(words):
        words = NOT_MEANT.sub("", words)
        form = KEY_WORDS if OF_WRITER.match(words) else DIRECT if form >= CUED else form
    form = min(form, TOLD) if _SUGGESTED.search(sentence) else form
    return Clause(words, form, sentence[: max(0, sentence.find(words))])


def _unless_told_beside(bracketed: re.Match[str]) -> str:
    """Return what stands in brackets, unless it only tells of whoever writes or of nothing.

    "(Press releases of May only)" limits what is asked.
    """
    words = bracketed[0].strip(" ()")
    named = [token.folded for token in tokenize(words) if not token.is_stop]
    is_told = OF_ONESELF.search(words) or HAS_VERB.search(words) or lacks_topic(named)
    return "" if is_told and not only_limits(words) else bracketed[0]


def is_about_something(words: str) -> bool:
    """Tell whether words name more than who answers, what is asked for and courtesies."""
    named = [token.folded for token in tokenize(words) if not token.is_stop]
    if is_small_talk(named) or read_request(words) is not None:
        return False
    return any(not (word in FURNITURE or word in FILLERS or word in _COURTESY) for word in named)


def is_open(words: str) -> bool:
    """Tell whether what is asked says nothing of its topic: "the denial, if there was one"."""
    named = [token.folded for token in tokenize(words) if not token.is_stop]
    return not is_about_something(words) or lacks_topic(named)


def own_form(sentence: str) -> float:
    """How much a whole sentence looks like one that asks; "Taiwan?" is a key word."""
    if OF_WRITER.match(sentence):
        return KEY_WORDS
    is_question = sentence.endswith("?") and sentence.count(" ") >= _FEWEST_BLANKS
    if INVERTED.match(sentence) or (is_question and OPENS_QUESTION.match(sentence)):
        return DIRECT
    if ORDERS.match(sentence):
        return CUED
    if is_question:
        return KEY_WORDS if OF_ONESELF.search(sentence) else CUED
    return KEY_WORDS if _are_key_words(sentence) else 0.0


def _are_key_words(words: str) -> bool:
    """Tell whether there are few words, none of them a verb or about whoever writes."""
    has_few = words.count(" ") < _MOST_KEY_WORDS
    return has_few and not (OF_ONESELF.search(words) or HAS_VERB.search(words))


def _quoted(sentence: str) -> Clause | None:
    """Find a question that is quoted as it is asked, in a sentence that asks nothing itself."""
    quoted = QUOTED.search(sentence)
    if quoted is None or INVERTED.match(sentence):
        return None
    words = quoted["words"]
    is_whole = words.endswith("?") and OPENS_QUESTION.search(words) is not None
    asked = ASKING_WORD.match(words)
    cue = any(one.search(sentence, 0, quoted.start()) for one in (CUE, CLEFT, FOR_OTHERS))
    if not (is_whole or (asked and cue)) or not is_about_something(words):
        return None
    return Clause(words, DIRECT if INVERTED.match(words) else CUED)


def _behind_cue(sentence: str, evidence: Evidence) -> Clause | None:
    """Find what stands behind "could you tell me", "I need", "what my editor wants is"."""
    if (focus := FOCUS.search(sentence)) is not None and is_about_something(focus["words"]):
        return Clause(focus["words"], CUED)
    cues = _cues(_without_quotations(sentence))
    if not cues:
        return None
    ends = [*(one.start() for one, _ in cues[1:]), len(sentence)]
    segments = [
        (one, form, sentence[one.end() : max(one.end(), end)])
        for (one, form), end in zip(cues, ends, strict=True)
    ]
    told = [one for one in segments if is_about_something(one[2])]
    if not told:
        return None
    cue, form, segment = max(
        reversed(told), key=lambda one: (evidence(one[2]) > 0, ON_RECORD.search(one[2]) is not None)
    )
    head = sentence[: cue.start()]
    tail = sentence[cue.end() :] if (cue, form, segment) == told[-1] else segment.rstrip(" ,;")
    named, _, question = tail.partition(": ")
    if INVERTED.match(question) and named.count(" ") < _FEWEST_BLANKS:
        tail = question
    if not is_about_something(head) or OF_ONESELF.search(head):
        return Clause(tail, form)
    is_kept = _is_kept(head, tail, form, evidence) and not _ASKED_OF_WRITER.search(cue[0])
    return Clause(sentence if is_kept else tail, form)


def _without_quotations(sentence: str) -> str:
    """Blank out what is quoted: no cue in a quotation asks, and nothing of it is cut."""
    if _QUOTATION_MARKS.isdisjoint(sentence):
        return sentence
    return QUOTATION.sub(lambda one: "_" * len(one[0]), sentence)


def _cues(sentence: str) -> list[tuple[re.Match[str], float]]:
    """Find the last cues of a sentence, in order, each with how much what follows asks."""
    cues = [(one, CUED) for one in (*CUE.finditer(sentence), *CLEFT.finditer(sentence))]
    is_inverted = INVERTED.match(sentence) is not None
    indirect = INDIRECT.search(sentence)
    if indirect and OF_ONESELF.search(sentence, 0, indirect.start()):
        cues.append((indirect, TOLD if OF_OTHERS.match(indirect[0]) else CUED))
    elif indirect and not is_inverted:
        cues.append((indirect, TOLD))
    if not (cues or is_inverted):
        cues = [(one, TOLD) for one in FOR_OTHERS.finditer(sentence)]
    cues = cues or [(one, TOLD) for one in RECALLED.finditer(sentence)]
    return sorted(cues, key=lambda one: one[0].end())[-_MOST_CUES:]


def _is_kept(head: str, tail: str, form: float, evidence: Evidence) -> bool:
    """Tell whether words before a cue belong to what is asked: "on Taiwan, could you tell me"."""
    if form < CUED:
        # "Hayashi claimed" tells of the record, "the man next door claimed" does not.
        return _DATED.search(head) is not None or evidence(head) > 0
    fronted = FRONTED.match(head) if head.count(" ") <= _MOST_FRONTED else None
    if fronted is not None and (fronted["about"] or _DATED.search(head)):
        return True
    return INVERTED.match(head) is not None or (evidence(head) > 0 and not evidence(tail))


def _behind_boundary(sentence: str, evidence: Evidence) -> Clause | None:
    """Find a question behind what is told before it: "I was on the train, so what did"."""
    if INVERTED.match(sentence):
        return None
    asking = (
        one
        for one in BOUNDARY.finditer(_without_quotations(sentence))
        if INVERTED.match(sentence, one.end()) and not OF_WRITER.match(sentence, one.end())
    )
    for boundary in islice(asking, _MOST_BOUNDARIES):
        head, tail = sentence[: boundary.start()], sentence[boundary.end() :]
        if not is_about_something(tail):
            continue
        is_colon = boundary[0].startswith(":")
        # Behind a comma "who was" and "where it is" tell of what stands before.
        if not is_colon and (RELATIVE.match(tail) or not sentence.endswith("?")):
            continue
        if is_colon and (limits := limits_told(head)):
            # It is asked within the limits: "only from press releases: what did they ask?".
            return Clause(f"{limits}{boundary[0]}{tail}", DIRECT)
        is_label = is_colon and (OPENS_CLAUSE.match(head) or not evidence(head))
        if is_label or OF_ONESELF.search(head):
            return Clause(tail, DIRECT)
    return None


def _without_reason(words: str, *, is_cut: bool) -> str:
    """Cut what somebody gives as his reason behind what he asks; `is_cut`: he told more before."""
    is_asking = is_cut or INVERTED.match(words) is not None
    cuts = [NOT_ENOUGH.search(_without_quotations(words)) if is_asking else None]
    if _QUOTATION_MARKS.isdisjoint(words):
        cuts += [REASON.search(words), TOLD_BEHIND.search(words) if is_asking else None]
        cuts += [_told_at_end(words) if is_asking else None]
    start = min((one.start() for one in cuts if one), default=len(words))
    before = words[:start]
    if not (is_about_something(before) or (is_cut and ASKING_WORD.match(before))):
        return words
    if start < len(words) and (limits := limits_told(words[start:].lstrip(" ,–—-").rstrip(" .?!"))):
        # "…, I believe it was in May" limits what is asked.
        return f"{before}, {limits}"
    return before if is_asking or _are_key_words(before) else words


def _told_at_end(words: str) -> re.Match[str] | None:
    """Find where somebody begins to tell of himself: "any statement; a clear no will help me"."""
    found = _LAST_PART.search(words)
    if found is None or OF_ONESELF.search(found["told"]) is None:
        return None
    asks = INVERTED.match(found["told"]) or CUE.search(found["told"])
    return None if asks else found
