"""Recognises words meant for whoever answers, not for the record: "next", "undo", "notify me".

A request is made of the words that such messages have and of no others, so that a topic is always a
question: "next" is a request, "the next meeting" is none. Only what somebody wants to hear of may
have any words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model.query import Request

_PHRASES_OF_COURTESY = frozenset(
    """
    again bot can could hello hey hi i'd just kaiken kindly like now ok okay please thanks
    then to want would you
    """.split()
)
_SHOWING = frozenset("a all any for get give go i in let me my see send show some the us".split())


@dataclass(frozen=True, slots=True)
class _Wording:
    """Words that a request has: one of `heads`, and none but these, `others` and courtesy.

    If `needs` is not empty, it has one of these too.
    """

    request: Request
    heads: frozenset[str]
    others: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()

    def matches(self, words: Sequence[str]) -> bool:
        """Tell whether words make this request."""
        if self.heads.isdisjoint(words) or (self.needs and self.needs.isdisjoint(words)):
            return False
        return all(word in known for word in words for known in (self.heads | self.others,))


def _wording(request: Request, heads: str, others: str = "", needs: str = "") -> _Wording:
    needed = frozenset(needs.split())
    known = frozenset(others.split()) | _SHOWING | needed
    return _Wording(request, frozenset(heads.split()), known, needed)


_ALERTS = "alerts alert notifications notification notices notice subscriptions subscription"
_ABOUT_THE_BOT = """
    a able about ai am answer are ask bot built can chatbot commands do does for from good here how
    human i instructions is it kaiken kind know machine made make many me meant menu of options
    person purpose questions real read robot should sort speak supposed the there these things this
    to use used using what who with work works you your yourself
"""
_INSULTS = """
    annoying awful bad boring bullshit crap crappy damn dumb fuck fucking garbage hate hopeless
    horrible idiot idiotic idiots incompetent liar lousy moron nonsense pathetic ridiculous rubbish
    shit shitty stupid suck sucks terrible trash unhelpful useless worst worthless wrong
"""
# In this order: "stop the alerts" is no insult, and "what do you know about me" no question of use.
_WORDINGS = (
    _wording(
        Request.YES,
        "yes yep yeah yup aye confirm",
        "ahead do it ok subscribe sure that this",
    ),
    _wording(Request.NO, "no nope nah cancel nevermind abort reset skip", "it not that this way"),
    _wording(Request.UNDO, "undo revert", "it last one that this"),
    _wording(
        Request.MORE,
        "next more else continue further another previous",
        """
        answers anything are do examples excerpts give going have is keep of on one ones other
        page pages quotations quotes result results statements there what you
        """,
    ),
    _wording(
        Request.CONTEXT,
        "context original transcript link links source sources url",
        """
        about around full is its more of quotation quote said statement text that this to was what
        what's whole
        """,
    ),
    _wording(
        Request.CONTEXT,
        "release page document conference call statement",
        "from in is it that the this was",
        "which what where",
    ),
    _wording(Request.LIST, _ALERTS, "am are do have how i list many my subscribed to what which"),
    _wording(
        Request.UNSUBSCRIBE,
        "unsubscribe unfollow stop",
        f"""{_ALERTS} do from everything how it me messages messaging notifying of receiving sending
        spamming subscribing texting that these this updates writing""",
    ),
    _wording(
        Request.UNSUBSCRIBE,
        _ALERTS,
        "do from how of off that these this",
        "cancel delete end mute pause remove silence turn",
    ),
    _wording(
        Request.FORGET,
        "delete erase forget remove wipe clear",
        "about do have how know my of personal stored that you",
        "account data everything history information me",
    ),
    _wording(
        Request.OWN_DATA,
        "data history me myself store stored information",
        "about are do does have i is know of my personal stored the this what which you your",
    ),
    _wording(
        Request.SETTINGS,
        "settings setting timezone zone quiet",
        "adjust am change hours how i in is my of set switch time turn update what which",
    ),
    _wording(
        Request.INSULT,
        _INSULTS,
        f"""
        {_ABOUT_THE_BOT} an and answers bit bot complete ever off piece really shut so such that
        thing total u up very what you're your""",
    ),
    _wording(Request.INSULT, "shut", "up you"),
    _wording(
        Request.HELP,
        """ai ask bot built can chatbot commands help human instructions kaiken language languages
        machine made menu official options purpose robot run runs use using work works""",
        _ABOUT_THE_BOT,
    ),
)
_FIXED = {
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
    "go back": Request.UNDO,
    "back": Request.UNDO,
    "start over": Request.NO,
    "what am i subscribed to": Request.LIST,
    "opt out": Request.UNSUBSCRIBE,
    "help me": Request.HELP,
    "i need help": Request.HELP,
    "what do you do": Request.HELP,
    "what is this": Request.HELP,
    "what are you": Request.HELP,
}
_ALONE = frozenset("bot commands help instructions menu options".split())
_ADDRESSED = frozenset("bot it kaiken this that you your you're u".split())

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
    words = re.findall(r"[\w']+", bare)
    core = [word for word in words if word not in _PHRASES_OF_COURTESY]
    if request := _FIXED.get(" ".join(words), _FIXED.get(" ".join(core))):
        return RequestRead(request)
    for wording in _WORDINGS:
        of = words if wording.request in {Request.HELP, Request.INSULT} else core
        if wording.matches(of) and _is_addressed(wording.request, words):
            return RequestRead(wording.request)
    return _unsubscribing(words)


def _is_addressed(request: Request, words: Sequence[str]) -> bool:
    """Tell whether words that could be a topic speak to whoever answers."""
    if request is Request.HELP:
        is_sentence = len(words) > 1 and not {"can", "do", "does", "is", "are"}.isdisjoint(words)
        is_of_bot = not (_ADDRESSED | {"i", "me"}).isdisjoint(words)
        is_word = len(words) == 1 and words[0] in _ALONE
        is_how = len(words) > 1 and not {"who", "how"}.isdisjoint(words)
        return (is_sentence and is_of_bot) or is_how or is_word
    if request is Request.INSULT:
        return not _ADDRESSED.isdisjoint(words) or len(words) <= 2  # noqa: PLR2004 - "shut up"
    if request is Request.OWN_DATA:
        return not {"me", "my", "i", "myself", "you"}.isdisjoint(words) and len(words) > 1
    return True


def _unsubscribing(words: Sequence[str]) -> RequestRead | None:
    """Read "unsubscribe me from Ukraine": of what does not matter, as the list is shown."""
    is_asked = bool(words) and words[0] in {"unsubscribe", "unfollow"}
    return RequestRead(Request.UNSUBSCRIBE) if is_asked else None


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
