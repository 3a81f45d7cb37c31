"""Recognises words meant for whoever answers, not for the record: "next", "undo", "notify me".

A request is made of the words that such messages have (`wordings.py`) and of no others, so that a
topic is always a question: "next" is a request, "the next meeting" is none. What speaks to whoever
answers and names no topic (`addressing.py`) may have any everyday words, in any form. Only what
somebody wants to hear of, or no longer, may have any words, and what follows an insult or a
complaint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model.query import Request
from retrieval.query.requests.about_the_bot import HOW_TO, LISTED, OPINION, REMARK
from retrieval.query.requests.addressing import is_called, says_you, speaks_to_bot
from retrieval.query.requests.alerts import is_unsubscribing, read_subscribing
from retrieval.query.requests.excerpts import read_of_excerpts
from retrieval.query.requests.vocabulary import COURTESY, STANDS_ALONE
from retrieval.query.requests.wordings import WORDINGS
from retrieval.query.when.counts import asks_for_fewer
from retrieval.text.stems import stem

_FIXED = {
    **{
        f"{verb} {it}": Request.NO
        for verb in ("forget", "ignore", "scrap", "disregard")
        for it in ("it", "that", "this")
    },
    "never mind": Request.NO,
    "not now": Request.NO,
    **dict.fromkeys(("anyone there", "is anyone there", "anybody there"), Request.HELP),
    **dict.fromkeys(("keep goin", "keep em coming"), Request.MORE),
    "go ahead": Request.YES,
    "do it": Request.YES,
    "ok": Request.YES,
    "okay": Request.YES,
    "sure": Request.YES,
    **dict.fromkeys(("and", "and then", "so", "go on", "what else", "and what else"), Request.MORE),
    **dict.fromkeys(("so no", "so yes", "not at all", "nothing at all"), Request.CONFIRM),
    **dict.fromkeys(("so nothing", "none at all", "really nothing"), Request.CONFIRM),
    **dict.fromkeys(("in full", "the whole thing", "in its entirety"), Request.CONTEXT),
    "take it back": Request.UNDO,
    "take that back": Request.UNDO,
    "back": Request.BACK,
    "repeat": Request.BACK,
    "reset": Request.RESET,
    "restart": Request.RESET,
    "start over": Request.RESET,
    "what am i subscribed to": Request.LIST,
    "opt out": Request.UNSUBSCRIBE,
    "quit": Request.UNSUBSCRIBE,
    "stop": Request.UNSUBSCRIBE,
    "spot on": Request.THANKS,
    "well done": Request.THANKS,
    "help me": Request.HELP,
    "what now": Request.HELP,
    "i'm new here": Request.HELP,
    "i am new here": Request.HELP,
    "i need help": Request.HELP,
    "what do you do": Request.HELP,
    "what is this": Request.HELP,
    "what are you": Request.HELP,
    "ctrl z": Request.UNDO,
    "absolutely": Request.YES,
    "do that": Request.YES,
    "no that's fine": Request.NO,
    "too long": Request.LENGTH,
    **dict.fromkeys(("too much", "too much text", "so much text"), Request.LENGTH),
    "not really": Request.NO,
    "go back": Request.UNDO,
    "that's right": Request.YES,
    "that's right yes": Request.YES,
    "go for it": Request.YES,
    "sounds good": Request.YES,
    "leave it": Request.NO,
    "nah leave it": Request.NO,
    "no leave it": Request.NO,
    "no need": Request.NO,
    "forget about it": Request.NO,
    **dict.fromkeys(("cancel it", "cancel that", "cancel this"), Request.NO),
    "rather not": Request.NO,
    **dict.fromkeys(("actually no", "no actually", "on second thought"), Request.NO),
    "don't bother": Request.NO,
    "that's all": Request.THANKS,
    "that is all": Request.THANKS,
    "that's it": Request.THANKS,
    "no further questions": Request.THANKS,
    "bless": Request.THANKS,
    "much obliged": Request.THANKS,
    "that did the trick": Request.THANKS,
}
_ALONE = frozenset("bot commands example help instructions lost manual menu options".split())
_ADDRESSED = frozenset("bot kaiken machine this you your you're u".split())
_THANKS = frozenset({"thanks", "thx"})
_MANUAL = frozenset("commands examples instructions manual menu".split())
_USED = frozenset("i me use work works you your".split())
_ASKED_OF_THE_BOT = frozenset("do can does is are am what's".split())
_OF_ONESELF = frozenset("i i'm me".split())
_ABOUT_ONESELF = re.compile(
    r"\b(?:you|my|mine|myself|(?:about|of|on) me)\b|^who can .*\bi\b"
    r"|\b(?:this chat|these (?:chat|conversation|message|question)s)\b"
)
_NOT = re.compile(r"\b(are|could|did|do|does|had|has|have|is|was|were|would) not\b")
# An abbreviation ("U.S.") is one word.
_WORD = re.compile(r"[a-z](?:\.[a-z])+\b|[\w']+")
# "Another 5", "5 more".
_COUNTED = re.compile(r"\b(?:\d+ (?=more\b|others?\b)|(another|next) \d+\b)")
# What is asked in the past or of a third is asked of the record: "was it wrong?".
_ASKS = frozenset(
    "can did do does had has have is was were what when where which who whom whose will how".split()
)
_CLAUSE_END = re.compile(r"[,;.!?:…]+(?= |$)| [-–—]+ | but ")
_ASIDE = frozenset({Request.THANKS, Request.NO, Request.YES})
# Words for these stand in any message.
_VAGUE = frozenset({Request.ABOUT, Request.HELP, Request.NO, Request.YES})
_DENIES = frozenset(
    "aren't can't cannot couldn't didn't doesn't don't isn't never no not nothing wasn't".split()
)
# Behind one of these may stand any few words that tell something.
_STRONG = frozenset(
    {
        *(Request.INSULT, Request.COMPLAINT, Request.THANKS, Request.SETTINGS, Request.LANGUAGE),
        *(Request.UNDO, Request.RESET, Request.FORGET, Request.UNSUBSCRIBE),
    }
)
_TELLING = frozenset(
    "a an are i i'm is isn't it it's my not that that's the was wasn't you".split()
)
_FEWEST, _MOST = 3, 9
# "Dumber than a rock", "slow as a snail".
_COMPARED = re.compile(r" (?:than|like|as) (?:a|an|any|my|the) [\w' ]{1,40}$")
# "My cat is smarter than you."
_OUTDONE = re.compile(
    r".*\b(?:you're|you are|this is) about as [a-z]+ as .*|"
    r".* (?:better|brighter|cleverer|faster|funnier|more|smarter)(?: [a-z]+)? than (?:you|this bot)"
)
# "Hayashi never said that", but not "why he never said that".
_DENIED = re.compile(
    r"(?!(?:what|when|where|which|who|why|how|did|has|was|is|if) )[\w']+(?: [\w']+){0,4}? "
    r"(?:never|didn't|did not) (?:say|said) (?:that|this|it|so|such a thing)(?: at all)?"
    r"|(?:this|that|the) (?:answer|quotation|quote) (?:is not|isn't|was not|wasn't) .*"
)

# "No, I meant the bases" names another topic.
_CORRECTED = re.compile(r"(?:(?:no|sorry|wait|well),? )*i (?:mean|meant) (?!it|nothing|that|this)")
# Where somebody is may be any place.
_ZONE = re.compile(
    r"(?:please |can you |could you |i want to |i'd like to )*"
    r"(?:adjust|change|correct|fix|make|move|put|set|switch|update|use) (?:[a-z]+ ){0,3}?"
    r"(?:time ?zone|clocks?|local time)\b[^.!?]*"
    r"|my (?:time ?zone|local time) is\b[^.!?]*"
)


# One of several, by its place among them: "the one before", "and the other one".
_BY_PLACE = re.compile(
    r"(?:(?:and|but|no|ok|what about|how about|show me|just|only),? )*(?:the )?"
    r"(?:(?:other|previous|second|third|fourth|fifth|middle|preceding|following)"
    r"(?: (?:one|two|ones))|one (?:before|after|between|above|below|next)(?: (?:that|it|this))?)"
    r"(?: (?:then|please))?"
    r"|(?:no,? )*not (?:that|this) one"
)
_IS_THAT_ALL = re.compile(
    r"(?:(?:so|and|ok|hm+),? )*(?:(?:is )?that(?:'s| is)? (?:all|it)|thats all)"
)
# A quotation between single marks is looked for: "the phrase 'for the first time'". "And the press
# release", "was this ever in a release?" name a kind, and no page to open.
_PAGE = r"(?:press |news )?(?:briefing|conference|readout|release|speech)s?"
_OF_RECORD = re.compile(
    r"(?<!\w)['‘](?:[^'‘]|(?<=\w)'(?=\w)){12,}'(?!\w)"
    r"|^(?:(?:a|alone|and|any|but|ever|from|how about|in|is|it|just|no|not|now|ok|okay|only|that"
    r"|the|then|this|was|what about|were),? )+"
    rf"{_PAGE}(?: (?:alone|also|as well|instead|only|please|then|too))*$|^{_PAGE} (?:alone|only)$"
    r"|^(?:(?:find|give|list|me|show|the|any) )+(?:earlier|later|newer|older) "
    r"(?:mentions|ones|quotes|statements)"
    r"|^(?:any|all) (?:kinds?|years?|months?)$"
    r"|^(?:(?:and|can you|now|ok|please),? )*(?:compare|combine) (?:both|it|th[a-z]+)\b"
)
# Who else speaks is asked of the record.
_WHO_ELSE = re.compile(r"\b(?:any|some|every)?(?:one|body) else\b|\bwho else\b")


@dataclass(frozen=True, slots=True)
class RequestRead:
    """What is asked for, and the words of what is wanted: a topic, "2 apa"."""

    request: Request
    topic: str = ""


def read_request(question: str) -> RequestRead | None:
    """Read what a message asks of whoever answers; None if it asks the record."""
    bare = " ".join(question.casefold().replace("’", "'").split()).strip(" .,!?…")
    bare = _NOT.sub(r"\1n't", bare)
    if not bare or '"' in bare or asks_for_fewer(bare) or _OF_RECORD.search(bare):
        return None
    if (of_excerpts := read_of_excerpts(bare)) is not None:
        return RequestRead(*of_excerpts)
    by_words = _read_words(bare)
    if _WHO_ELSE.search(bare) or (_CORRECTED.match(bare) and by_words is None):
        return None
    # "Send me one message a week, not every day" asks for no news of a topic.
    if by_words is Request.SETTINGS:
        return RequestRead(by_words)
    if (topic := read_subscribing(question, bare)) is not None:
        return RequestRead(Request.SUBSCRIBE, topic)
    request = (
        (Request.WHICH if _BY_PLACE.fullmatch(bare) else None)
        or (Request.MORE if "?" in question and _IS_THAT_ALL.fullmatch(bare) else None)
        or (Request.OPINION if OPINION.fullmatch(bare) else None)
        or _read_listed(bare)
        or (Request.UNSUBSCRIBE if is_unsubscribing(bare) else None)
        or (Request.SETTINGS if _ZONE.fullmatch(bare) else None)
        or (Request.INSULT if _OUTDONE.fullmatch(bare) else None)
        or (Request.HELP if HOW_TO.fullmatch(bare) else None)
        or (Request.COMPLAINT if REMARK.fullmatch(bare) else None)
        or by_words
        or (Request.COMPLAINT if _DENIED.fullmatch(bare) else None)
        or _read_clauses(bare, may_tell="?" not in question)
    )
    return RequestRead(request) if request else None


def _read_listed(bare: str) -> Request | None:
    """Read which list of what is on record is asked for."""
    found = LISTED.fullmatch(bare)
    return Request(found.lastgroup) if found and found.lastgroup else None


def _read_clauses(bare: str, *, may_tell: bool) -> Request | None:
    """Read what the clauses of a message ask; None if one of them may ask the record.

    `may_tell`: clauses that only tell something may stand behind an insult or the like.
    """
    clauses = [one for one in map(str.strip, _CLAUSE_END.split(bare)) if one]
    if len(clauses) == 1:
        joined = [*map(_read_words, bare.split(" and "))] if " and " in bare else []
        return joined[0] if joined and all(joined) else _read_gist(bare)
    if not 1 < len(clauses) <= _MOST:
        return None
    read = [_read_words(clause) or _read_gist(clause) for clause in clauses]
    found = [one for one in read if one is not None]
    if not found:
        return None
    chosen = next((one for one in found if one not in _ASIDE), found[0])
    unread = [
        words
        for clause, one in zip(clauses, read, strict=True)
        if one is None
        and not COURTESY.issuperset(words := _words(clause))
        and not speaks_to_bot(words)
    ]
    if not unread or (may_tell and found[0] in _STRONG and all(map(_only_tells, unread))):
        return chosen
    return None


def _only_tells(words: Sequence[str]) -> bool:
    """Tell whether the words of a clause tell something and ask nothing."""
    is_telling = not _TELLING.isdisjoint(words) and _ASKS.isdisjoint(words[:1])
    return is_telling and _FEWEST <= len(words) <= _MOST


def _words(clause: str) -> list[str]:
    return _WORD.findall(_COUNTED.sub(r"\1", clause))


def _read_words(clause: str) -> Request | None:
    """Read a clause that is made of the words of one wording; an insult may compare."""
    words = _words(clause)
    core = [word for word in words if word not in COURTESY]
    if request := _FIXED.get(" ".join(words), _FIXED.get(" ".join(core))):
        return request
    if not (core or _THANKS.isdisjoint(words)):
        return Request.THANKS
    timeless = _without_figures(words)
    for wording in WORDINGS:
        said = timeless if wording.request is Request.SETTINGS else words
        if wording.matches(said) and _is_addressed(wording.request, words):
            return wording.request
    compared = _COMPARED.sub("", clause)
    read = _read_words(compared) if compared != clause else None
    if read in {Request.INSULT, Request.COMPLAINT}:
        return read
    return None


def _read_gist(clause: str) -> Request | None:
    """Read what a clause is about that speaks to whoever answers, by words in any form."""
    words = _words(clause)
    if not speaks_to_bot(words):
        return None
    stems = {*words, *map(stem, words)}
    for wording in WORDINGS:
        is_meant = wording.request not in _VAGUE and wording.suits(stems)
        if is_meant and _is_addressed(wording.request, words):
            return wording.request
    if not says_you(words):
        return None
    if is_called(words) and words[0] != "are":
        return Request.INSULT
    return Request.OTHER if _DENIES.isdisjoint(words) else Request.COMPLAINT


def _without_figures(words: Sequence[str]) -> Sequence[str]:
    """Leave out times of day, which a setting may name: "after 10 pm", "11pm"."""
    return [_figure(word) if word[0].isdigit() else word for word in words]


def _figure(word: str) -> str:
    return word[-2:] if word.endswith(("am", "pm")) else "one"


def _is_addressed(request: Request, words: Sequence[str]) -> bool:
    """Tell whether words that could be a topic speak to whoever answers."""
    if request is Request.HELP:
        is_sentence = len(words) > 1 and not _ASKED_OF_THE_BOT.isdisjoint(words)
        is_of_bot = not (_ADDRESSED | _OF_ONESELF).isdisjoint(words)
        is_word = len(words) == 1 and words[0] in _ALONE
        is_how = "how" in words and not _USED.isdisjoint(words)
        is_who = not {"who", "who's"}.isdisjoint(words) and not _ADDRESSED.isdisjoint(words)
        is_word |= not is_sentence and not _ALONE.isdisjoint(words) and is_of_bot
        is_word |= not _MANUAL.isdisjoint(words)
        return (is_sentence and is_of_bot) or is_how or is_who or is_word
    if len(words) == 1:
        return words[0] in STANDS_ALONE
    if request is Request.INSULT:
        is_shout = words[:2] == ["what", "a"] or _ASKS.isdisjoint(words[:1])
        return is_shout or not (_ADDRESSED).isdisjoint(words)
    if request is Request.COMPLAINT:
        is_of_bot = not {"you", "your", "you're", "answer", "answers"}.isdisjoint(words)
        return is_of_bot or _ASKS.isdisjoint(words[:1])
    if request is Request.BACK:
        # "Did the US repeat that later?" asks of a third.
        is_of_third = words[0] in {"did", "does", "had", "has", "was", "were"}
        return not is_of_third or "you" in words
    return request is not Request.OWN_DATA or _ABOUT_ONESELF.search(" ".join(words)) is not None
