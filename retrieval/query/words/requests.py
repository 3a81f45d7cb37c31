"""Recognises words meant for whoever answers, not for the record: "next", "undo", "notify me".

A request is made of the words that such messages have (`wordings.py`) and of no others, so that a
topic is always a question: "next" is a request, "the next meeting" is none. Only what somebody
wants to hear of, or no longer, may have any words, and what follows an insult or a complaint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model.query import Request
from retrieval.query.words.request_words import ALERTS, COURTESY, STANDS_ALONE
from retrieval.query.words.wordings import WORDINGS

_FIXED = {
    **{
        f"{verb} {it}": Request.NO
        for verb in ("forget", "ignore", "scrap", "disregard")
        for it in ("it", "that", "this")
    },
    "never mind": Request.NO,
    "not now": Request.NO,
    "go ahead": Request.YES,
    "do it": Request.YES,
    "ok": Request.YES,
    "okay": Request.YES,
    "sure": Request.YES,
    "go on": Request.MORE,
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
    "i need help": Request.HELP,
    "what do you do": Request.HELP,
    "what is this": Request.HELP,
    "what are you": Request.HELP,
}
_ALONE = frozenset("bot commands example help instructions lost manual menu options".split())
_ADDRESSED = frozenset("bot kaiken machine this you your you're u".split())
_THANKS = frozenset({"thanks", "thx"})
_MANUAL = frozenset("commands instructions manual menu".split())
_USED = frozenset("i use work works you your".split())
_ASKED_OF_THE_BOT = frozenset("do can does is are am what's".split())
_OF_ONESELF = frozenset("i i'm me".split())
_ABOUT_ONESELF = re.compile(r"\b(?:you|my|mine|myself|(?:about|of|on) me)\b|^who can .*\bi\b")
# What is asked in the past or of a third is asked of the record: "was it wrong?".
_ASKS = frozenset(
    "can did do does had has have is was were what when where which who whom whose will how".split()
)
_CLAUSE_END = re.compile(r"[,;.!?:…]+(?= |$)| [-–—]+ | but ")
_ASIDE = frozenset({Request.THANKS, Request.NO, Request.YES})
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
    r".* (?:better|brighter|cleverer|faster|funnier|smarter) than (?:you|this bot)"
)
# "Hayashi never said that", but not "why he never said that".
_DENIED = re.compile(
    r"(?!(?:what|when|where|which|who|why|how|did|has|was|is|if) )[\w']+(?: [\w']+){0,4}? "
    r"(?:never|didn't|did not) (?:say|said) (?:that|this|it|so|such a thing)(?: at all)?"
    r"|(?:this|that|the) (?:answer|quotation|quote) (?:is not|isn't|was not|wasn't) .*"
)
_UNWANTED = re.compile(
    r"(?:cancel|delete|disable|drop|end|get rid of|kill|mute|pause|remove|silence|stop|switch off"
    r"|turn off|unsubscribe(?: me)?(?: from)?|unfollow|no more|turn|switch|(?:get|take) me off"
    r"|(?:i've had |i have had )?enough of|(?:i'm |i am )?(?:fed up with|sick of|tired of)"
    r"|(?:i|we) (?:don't|do not|no longer) (?:want|need)(?: to (?:get|have|receive|see))?)"
    rf"(?: [\w'-]+){{0,6}}? (?:{ALERTS.replace(' ', '|')}|updates)"
    r"(?: (?:again|any ?more|any longer|but|except|keep|now|please|and keep|for|about|on"
    r"|off|of|to|then)\b.*)?"
)

_CLAUSE = r"(?:about|of|on|when(?:ever)?|if|once|as soon as|every time|should|for|to|regarding)"
_SUBSCRIBE = re.compile(
    r"(?:(?:please|can you|could you|would you|i want you to|i'd like you to) )*"
    r"(?:(?:(?:notify|alert|ping|warn|inform|message|email) me"
    rf"|keep me (?:posted|updated|informed))(?: {_CLAUSE})?"
    r"|(?:subscribe|sign me up|sign up)(?: me)?(?: (?:to|for|on))?"
    rf"|(?:i (?:want|need|would like)|i'd like|give me|send me|set up|set|create|make|get)"
    rf"(?: to (?:get|receive|have))?"
    rf"(?: an?| some| the)? (?:alerts?|notifications?|notices?|updates) {_CLAUSE}"
    r"|how (?:do|can) i (?:subscribe|get (?:alerts|notifications|notified)|be notified)"
    rf"(?: {_CLAUSE})?"
    rf"|i (?:want|would like) to (?:subscribe to|follow|be (?:notified|alerted|informed) {_CLAUSE})"
    r"|(?:let me know|tell me) (?:when(?:ever)?|if|once|as soon as)"
    r"(?! .*\b(?:did|had|said|spoke|was|were)\b)"
    r")(?: |$)"
)
# What stands around a topic in "when there is any news on Taiwan" and "if it is mentioned again".
_BEFORE_A_TOPIC = frozenset(
    """
    a about any anybody anyone anything are concerning from happens here him i if is it mention
    mentions minister ministry new news of on once or press regarding releases said say says
    somebody someone something speaks statements talks the there there's to updates when words
    """.split()
)
_BEHIND_A_TOPIC = frozenset(
    """
    again and appear appears are be been being come comes discussed does ever gets happens has in is
    it mentioned news new out please published said something thanks there up
    """.split()
)


@dataclass(frozen=True, slots=True)
class RequestRead:
    """What is asked for, and the words of what somebody wants to hear of."""

    request: Request
    topic: str = ""


def read_request(question: str) -> RequestRead | None:
    """Read what a message asks of whoever answers; None if it asks the record."""
    bare = " ".join(question.casefold().replace("’", "'").split()).strip(" .,!?…")
    if not bare or '"' in bare:
        return None
    if found := _SUBSCRIBE.match(bare):
        return RequestRead(Request.SUBSCRIBE, _topic(question, bare[found.end() :]))
    request = (
        _unsubscribing(bare)
        or _read_words(bare)
        or (Request.INSULT if _OUTDONE.fullmatch(bare) else None)
        or (Request.COMPLAINT if _DENIED.fullmatch(bare) else None)
        or _read_clauses(bare, may_tell="?" not in question)
    )
    return RequestRead(request) if request else None


def _read_clauses(bare: str, *, may_tell: bool) -> Request | None:
    """Read what the clauses of a message ask; None if one of them may ask the record.

    `may_tell`: clauses that only tell something may stand behind an insult or the like.
    """
    clauses = [one for one in map(str.strip, _CLAUSE_END.split(bare)) if one]
    if not 1 < len(clauses) <= _MOST:
        return None
    read = [_read_words(clause) for clause in clauses]
    found = [one for one in read if one is not None]
    if not found:
        return None
    chosen = next((one for one in found if one not in _ASIDE), found[0])
    unread = [
        words
        for clause, one in zip(clauses, read, strict=True)
        if one is None and not COURTESY.issuperset(words := _words(clause))
    ]
    if not unread or (may_tell and found[0] in _STRONG and all(map(_only_tells, unread))):
        return chosen
    return None


def _only_tells(words: Sequence[str]) -> bool:
    """Tell whether the words of a clause tell something and ask nothing."""
    is_telling = not _TELLING.isdisjoint(words) and _ASKS.isdisjoint(words[:1])
    return is_telling and _FEWEST <= len(words) <= _MOST


def _words(clause: str) -> list[str]:
    return re.findall(r"[\w']+", clause)


def _read_words(clause: str) -> Request | None:
    """Read a clause that is made of the words of one wording; an insult may compare."""
    words = _words(clause)
    core = [word for word in words if word not in COURTESY]
    if request := _FIXED.get(" ".join(words), _FIXED.get(" ".join(core))):
        return request
    if not (core or _THANKS.isdisjoint(words)):
        return Request.THANKS
    for wording in WORDINGS:
        request = wording.request
        if wording.matches(_without_figures(words, request)) and _is_addressed(request, words):
            return request
    compared = _COMPARED.sub("", clause)
    read = _read_words(compared) if compared != clause else None
    return read if read in {Request.INSULT, Request.COMPLAINT} else None


def _without_figures(words: Sequence[str], request: Request) -> Sequence[str]:
    """Leave out times of day, where a setting may name them: "after 10 pm", "11pm"."""
    if request is not Request.SETTINGS:
        return words
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
    if request is Request.OWN_DATA:
        return _ABOUT_ONESELF.search(" ".join(words)) is not None
    return True


def _unsubscribing(bare: str) -> Request | None:
    """Read "unsubscribe me from Ukraine": of what does not matter, as the list is shown."""
    words = bare.replace(",", "").split()
    while words and words[0] in COURTESY - {"want"}:
        words.pop(0)
    is_asked = words[:1] in (["unsubscribe"], ["unfollow"])
    is_asked = is_asked or _UNWANTED.fullmatch(" ".join(words)) is not None
    return Request.UNSUBSCRIBE if is_asked else None


def _topic(question: str, rest: str) -> str:
    """Return what somebody wants to hear of, as it is written; empty if it is nothing."""
    words = rest.split()
    while words and words[0].strip(",") in _BEFORE_A_TOPIC:
        words.pop(0)
    while words and words[-1].strip(",") in _BEHIND_A_TOPIC:
        words.pop()
    written = question.replace("’", "'").split()
    for at in range(len(written) - len(words), -1, -1):
        if words and [one.casefold().strip(" .,!?…") for one in written[at : at + len(words)]] == [
            one.strip(" .,!?…") for one in words
        ]:
            return " ".join(written[at : at + len(words)]).strip(" ,!?…")
    return ""
