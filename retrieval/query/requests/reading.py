"""Recognises words meant for whoever answers, not for the record: "next", "undo", "notify me".

A request is made of the words that such messages have (`tables/wordings.py`) and of no others, so
that a topic is always a question: "next" is a request, "the next meeting" is none. What speaks to
whoever answers and names no topic (`addressing.py`) may have any everyday words, in any form; what
it is about is told by cues (`tables/cues.py`). Only what somebody wants to hear of, or no longer,
may have any words, and what follows an insult, a complaint or a wish.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from retrieval.model.query import Request
from retrieval.patterns import regex
from retrieval.query.requests.addressing import (
    IsOnRecord,
    exclaims,
    is_called,
    is_of_states,
    is_personal,
    is_seeking,
    known_words,
    orders,
    says_you,
    speaks_to_bot,
)
from retrieval.query.requests.alerts import is_unsubscribing, read_subscribing
from retrieval.query.requests.as_spoken import as_spoken
from retrieval.query.requests.excerpts import numbered, read_of_excerpts, style_named
from retrieval.query.requests.forms import RequestRead, denies, read_form
from retrieval.query.requests.meant import ASKS, is_addressed
from retrieval.query.requests.tables.cues import CUES_BY_WORD
from retrieval.query.requests.tables.fixed import FIXED
from retrieval.query.requests.tables.lookup import ByWord
from retrieval.query.requests.tables.vocabulary import COURTESY
from retrieval.query.requests.tables.wordings import WORDINGS
from retrieval.query.when.counts import asks_for_fewer
from retrieval.text.dates import MONTH
from retrieval.text.stems import stem

_BY_WORD = ByWord(WORDINGS, lambda one: one.words)
_BY_STEM = ByWord(WORDINGS, lambda one: one.openings)
_THANKS = frozenset({"thanks", "thx"})
_NOT = regex(r"\b(are|could|did|do|does|had|has|have|is|was|were|would) not\b")
# "No. 4" is no end of a sentence.
_ABBREVIATED = regex(r"\b(?:no|nr)\. ?(?=\d)")
# An abbreviation ("U.S.") is one word.
_WORD = regex(r"[a-z](?:\.[a-z])+\b|[\w']+")
# "Another 5", "5 more".
_COUNTED = regex(r"\b(?:\d+ (?=more\b|others?\b)|(another|next) \d+\b)")
_CLAUSE_END = regex(
    r"[,;.!?:…]+(?= |$)| [-–—]+ | but |[^\w\s\x21-\x7e…’]+"
    r"| (?=(?:as|because|before|bc|cause|coz|cuz|since|so|till?|until|when|while) (?:that )?"
    r"(?:i|i'[a-z]+|my|we|our)\b)"
)
# They stand around a message, and emojis do.
_SIGNS = " .,;:!?…~*-–—"
_ASIDE = frozenset(
    {
        *(Request.THANKS, Request.NO, Request.YES, Request.NOTED, Request.FAREWELL),
        Request.WHICH,
    }
)
_LITTLE = frozenset({Request.OTHER, Request.NOTED})
# Who complains and asks for something gets that.
_LESS = frozenset({Request.COMPLAINT, Request.INSULT})
_OF_ONE = frozenset({Request.CONTEXT, Request.CITE, Request.STAR, Request.DEAD_LINK})
# What somebody refers to who wants to be forgotten: "GDPR."
_IN_LAW = frozenset(
    "17 act art article ccpa data gdpr law privacy protection request the uk".split()
)
# Words for these stand in any message.
_VAGUE = frozenset(
    {
        *(Request.ABOUT, Request.HELP, Request.NO, Request.YES),
        *(Request.NOTED, Request.FAREWELL),
    }
)
_DENIES = frozenset(
    "aren't can't cannot couldn't didn't doesn't don't isn't never no not nothing wasn't".split()
)
# Behind one of these may stand any few words that tell something.
_STRONG = frozenset(
    {
        *(Request.INSULT, Request.COMPLAINT, Request.THANKS, Request.SETTINGS, Request.LANGUAGE),
        *(Request.UNDO, Request.RESET, Request.FORGET, Request.UNSUBSCRIBE, Request.FORMAT),
        *(Request.LENGTH, Request.EXPORT, Request.CITE, Request.STAR, Request.FAREWELL),
        Request.OPINION,
    }
)
_TELLING = frozenset(
    """
    a an are aren't be don't i i'm is isn't it it's my no not that that's the was wasn't we you
    """.split()
)
_FEWEST, _MOST = 3, 9
# "Dumber than a rock", "slow as a snail".
_COMPARED = regex(r" (?:than|like|as) (?:a|an|any|my|the) [\w' ]{1,40}$")
# "Was it only that once?" asks of the record, whatever its words.
_ASKS_OF_IT = regex(
    r"(?:and |but |ok |so )*(?:did|had|has|was|were) (?:he|it|she|that|these|they|this|those)\b"
    r"|(?:and |but |ok |so )*(?:after|before|once|since|until) (?:it|that|they) [a-z]+$"
)
_OF_THE_BOT = frozenset(
    {
        *(Request.THANKS, Request.NOTED, Request.YES, Request.NO, Request.FAREWELL),
        *(Request.LIST, Request.SUBSCRIBE, Request.UNSUBSCRIBE, Request.FORGET, Request.RESET),
        *(Request.SETTINGS, Request.FORMAT, Request.LENGTH, Request.BACK),
    }
)
# "No, I meant the bases" names another topic.
_CORRECTED = regex(
    r"(?:(?:no|sorry|wait|well),? )*i (?:mean|meant) (?!it|nothing|that|this)|.{3,40} i meant?$"
)
# A quotation between single marks is looked for: "the phrase 'for the first time'". "And the press
# release", "was this ever in a release?" name a kind, and no page to open.
_PAGE = r"(?:press |news )?(?:briefing|conference|readout|release|speech)s?"
_OF_RECORD = regex(
    r"(?<!\w)['‘](?:[^'‘]|(?<=\w)'(?=\w)){12,}'(?!\w)"
    r"|^(?:(?:a|alone|and|any|but|ever|from|how about|in|is|it|just|no|not|now|ok|okay|only|that"
    r"|the|then|this|was|what about|were),? )+"
    rf"{_PAGE}(?:,? (?:alone|also|as well|instead|only|please|then|too))*$|^{_PAGE} (?:alone|only)$"
    r"|^(?:(?:find|give|list|me|show|the|any) )+(?:earlier|later|newer|older) "
    r"(?:mentions|ones|quotes|statements)"
    r"|^(?:any|all) (?:kinds?|years?|months?)$"
    # "No, the one on the 5th" corrects what was asked.
    r"|^(?:no|nope|sorry|wait),? (?:the )?(?:ones?|those) (?:about|from|in|of|on|with)\b"
    # "So no dates at all?" asks of what was asked before.
    r"|^(?:and |but |so |then )*no [a-z]+ (?:at all|given|mentioned|named|whatsoever)$"
    r"|^(?:(?:and|can i have|give me|just|only|show me|the) )*(?:first|last|latest|newest|oldest)"
    r" (?:two|three|four|five|\d)$"
    r"|\b(?:earliest|first|last|latest|newest|oldest)(?: ones?)?"
    r" (?:that )?you(?:'ve| have)(?: got)?$"
    # "When did it begin?" asks of what happened.
    r"|^(?:(?:and|but|ok|so),? )*(?:how|when|where|why)(?: exactly| long)? did"
    r" (?:it|that|they|this) (?:all )?(?:begin|come|conclude|end|finish|go|happen|last|occur|start"
    r"|take)\b"
    # "Oldest on top, please" orders what is answered.
    r"|\b(?:earliest|latest|newest|oldest)(?: ones?)? (?:at the|first|last|on|to the)\b"
    r"|^(?:(?:and|can you|now|ok|please),? )*(?:compare|combine) (?:both|it|th[a-z]+)\b"
)
# A time limits what is asked of the record: "does the January release name it", "each time after
# 2021-11-13, in order".
_LIMITED = regex(
    rf"\b(?:(?!may\b|mar\b|march\b|dec\b|sep\b){MONTH}|in (?:may|march)"
    r"|\d{4}-\d{2}(?:-\d{2})?|(?:in|of|since|before|until|from) (?:19|20)\d{2})\b"
)
_SHOWING = frozenset(
    {
        *(Request.CONTEXT, Request.LENGTH, Request.FORMAT, Request.MORE, Request.OTHER),
        *(Request.BACK, Request.BESIDE),
    }
)
_CACHED = 64
# Who else speaks is asked of the record.
_WHO_ELSE = regex(r"\b(?:any|some|every)?(?:one|body) else\b|\bwho else\b")


def read_request(question: str, is_on_record: IsOnRecord | None = None) -> RequestRead | None:
    """Read what a message asks of whoever answers; None if it asks the record.

    `is_on_record` tells whether the record has a word. Without it, each word that no table has may
    be a topic.
    """
    return _read(question, is_on_record) if is_on_record else _read_by_tables(question)


@lru_cache(_CACHED)
def _read_by_tables(question: str) -> RequestRead | None:
    """Read a message or a part of it without the record; cached, as parts are read again."""
    return _read(question, None)


def _read(question: str, is_on_record: IsOnRecord | None) -> RequestRead | None:
    bare = " ".join(question.casefold().replace("’", "'").split()).strip(_SIGNS)
    bare = _ABBREVIATED.sub("number ", _NOT.sub(r"\1n't", bare))
    if not bare or '"' in bare or asks_for_fewer(bare) or _OF_RECORD.search(bare):
        return None
    if (of_excerpts := read_of_excerpts(bare)) is not None:
        return RequestRead(*of_excerpts)
    spoken, is_asked = as_spoken(bare, known_words()), "?" in question
    by_words = _read_words(spoken)
    if _WHO_ELSE.search(bare) or (_CORRECTED.match(bare) and by_words is None):
        return None
    # "Send me one message a week, not every day" asks for no news of a topic.
    is_setting = by_words is Request.SETTINGS and not is_unsubscribing(bare)
    topic = None if is_setting else _wanted(question, bare, spoken)
    if topic is not None:
        return RequestRead(Request.SUBSCRIBE, topic)
    form = None if is_setting else read_form(spoken, is_asked=is_asked)
    by_words = by_words or (Request.COMPLAINT if not is_asked and denies(spoken) else None)
    found = form or (RequestRead(by_words) if by_words else None)
    found = found or _read_clauses(spoken, is_on_record, may_tell=not is_asked)
    if found and (
        (found.request in _SHOWING and _LIMITED.search(bare))
        or (is_asked and found.request in _OF_THE_BOT and _ASKS_OF_IT.match(bare))
    ):
        found = None
    if found is None or found.request not in _OF_ONE:
        return found
    named = found.topic.split() or [numbered(spoken)]
    if found.request is Request.CITE and all(map(str.isdecimal, filter(None, named))):
        named.append(style_named(spoken))
    return RequestRead(found.request, " ".join(filter(None, named)))


def _wanted(question: str, bare: str, spoken: str) -> str | None:
    """Return of what somebody wants to hear, as written; None if that is not what is asked."""
    topic = read_subscribing(question, bare)
    return read_subscribing(spoken, spoken) if topic is None else topic


def asks_of_bot(question: str) -> bool:
    """Tell whether a message asks something of whoever answers, and is not only polite."""
    read = read_request(question)
    return read is not None and read.request not in _ASIDE


def _read_clauses(
    bare: str, is_on_record: IsOnRecord | None, *, may_tell: bool
) -> RequestRead | None:
    """Read what the clauses of a message ask; None if one of them may ask the record.

    `may_tell`: clauses that only tell something may stand behind an insult or the like.
    """
    clauses = [one for one in map(str.strip, _CLAUSE_END.split(bare)) if one]
    if len(clauses) == 1:
        parts = bare.split(" and ") if " and " in bare else []
        joined = [one for part in parts if (one := _read_clause(part, None)) is not None]
        if joined and len(joined) == len(parts):
            return min(joined, key=_vagueness)
        read = _read_gist(bare, is_on_record)
        return RequestRead(read) if read else None
    if not 1 < len(clauses) <= _MOST:
        return None
    reads = [_read_clause(clause, is_on_record) for clause in clauses]
    found = [one for one in reads if one is not None]
    if not found:
        return None
    chosen = min(found, key=_vagueness)
    unread = [
        words
        for clause, one in zip(clauses, reads, strict=True)
        if one is None
        and not COURTESY.issuperset(words := _words(clause))
        and not speaks_to_bot(words, is_on_record)
    ]
    numbers = [one.topic for one in found if one.request is Request.WHICH and one.topic]
    if numbers and chosen.request in _OF_ONE and not chosen.topic:
        chosen = RequestRead(chosen.request, numbers[0])
    if chosen.request is Request.FORGET:
        unread = [words for words in unread if not _IN_LAW.issuperset(words)]
    may_tell = may_tell and found[0].request in _STRONG
    # "I did not confirm it, as it was agreed by the leaders" may be a quotation.
    may_tell &= found[0].request is not Request.COMPLAINT or not any(map(is_of_states, unread))
    return chosen if not unread or (may_tell and all(map(_only_tells, unread))) else None


def _read_clause(clause: str, is_on_record: IsOnRecord | None) -> RequestRead | None:
    """Read what one clause asks of whoever answers; None if it may ask the record."""
    if (of_excerpts := read_of_excerpts(clause)) is not None:
        return RequestRead(*of_excerpts)
    if (form := read_form(clause, is_asked=False)) is not None:
        return form
    read = _read_words(clause) or _read_gist(clause, is_on_record)
    return RequestRead(read) if read else None


def _vagueness(read: RequestRead) -> int:
    """Tell how little a clause asks beside others: "ok", "I'm driving"."""
    if read.request in _LITTLE:
        return 4 if read.request is Request.OTHER else 3
    return 2 if read.request in _ASIDE else int(read.request in _LESS)


def _only_tells(words: Sequence[str]) -> bool:
    """Tell whether the words of a clause tell something and ask nothing."""
    is_asking = words[0] in ASKS and not (words[0] == "when" and "i" in words[1:2])
    is_telling = not _TELLING.isdisjoint(words) and not is_asking
    return is_telling and _FEWEST <= len(words) <= _MOST


def _words(clause: str) -> list[str]:
    return _WORD.findall(_COUNTED.sub(r"\1", clause))


def _read_words(clause: str) -> Request | None:
    """Read a clause that is made of the words of one wording; an insult may compare."""
    words = _words(clause)
    core = [word for word in words if word not in COURTESY]
    if request := FIXED.get(" ".join(words), FIXED.get(" ".join(core))):
        return request
    if not (core or _THANKS.isdisjoint(words)):
        return Request.THANKS
    timeless = _without_figures(words)
    for wording in _BY_WORD.with_all([word for word in words if not word[0].isdigit()]):
        said = timeless if wording.request is Request.SETTINGS else words
        if wording.matches(said) and is_addressed(wording.request, words):
            return wording.request
    compared = _COMPARED.sub("", clause)
    read = _read_words(compared) if compared != clause else None
    if read in {Request.INSULT, Request.COMPLAINT}:
        return read
    return None


def _read_gist(clause: str, is_on_record: IsOnRecord | None) -> Request | None:
    """Read what a clause is about that speaks to whoever answers, by words in any form."""
    words = _words(clause)
    if not speaks_to_bot(words, is_on_record):
        return None
    if is_called(words) and words[0] != "are":
        return Request.INSULT
    cued = next((one for one in CUES_BY_WORD.with_any(words) if one.suits(words)), None)
    if cued is not None and not (cued.request is Request.OTHER and is_seeking(words)):
        return cued.request
    stems = {*words, *map(stem, words)}
    for wording in _BY_STEM.with_any(stems):
        is_meant = wording.request not in _VAGUE and wording.suits(stems)
        if is_meant and is_addressed(wording.request, words):
            return wording.request
    if not any(one(words) for one in (says_you, is_personal, orders, exclaims)):
        return None
    return Request.OTHER if _DENIES.isdisjoint(words) else Request.COMPLAINT


def _without_figures(words: Sequence[str]) -> Sequence[str]:
    """Leave out times of day, which a setting may name: "after 10 pm", "11pm"."""
    return [_figure(word) if word[0].isdigit() else word for word in words]


def _figure(word: str) -> str:
    return word[-2:] if word.endswith(("am", "pm")) else "one"
