"""Recognises that somebody wants to hear of a topic from now on, or no longer does.

These are the only requests with words of any kind: what somebody wants to hear of is a topic.
"""

from __future__ import annotations

from retrieval.patterns import regex, regex_with
from retrieval.query.requests.tables.asked_of_the_bot import DROPPING, DROPPING_ONE, KEEPING
from retrieval.query.requests.tables.vocabulary import ALERTS, COURTESY, DAY, NOTICES

_FUTURE = (
    r"(?:when(?:ever)?|if|once|as soon as|(?:every|each|next) time"
    r"|the (?:moment|minute|second|next time)|in case)"
)
_ABOUT = rf"(?:about|of|on|for|to|regarding|concerning|should|{_FUTURE})"
_NO_PAST = r"(?! .*\b(?:did|had|said|spoke|was|were)\b)"
_PLEASE = (
    r"(?:(?:please|can you|could you|would you|will you|i want you to|i'd like you to|just|and|also"
    r"|all right|alright|but|cool|fine|good|great|hello|hey|hi|okay|ok|perfect|right|so|thanks"
    r"|thank you|then|well|yeah|yes)[,.;!]* )*"
)
_EYE = (
    r"(?:keep (?:an eye|a watch|a lookout|track|tabs|watch|watching|looking)(?: out)? (?:on|of|for)"
    r"|(?:watch|look) out for|watch(?: for)?|monitor|track|follow)"
)
_FROM_NOW_ON = (
    r"(?:as (?:and when )?(?:it|they|that|this) (?:come|appear|happen|arrive|get)s?"
    r"|from (?:now|today|here)(?: on)?|in (?:the )?future|regularly|automatically"
    rf"|every (?:day|week|morning|month)|daily|weekly|{_FUTURE} (?:it|they|there|that|this|new))\b"
)
_SUBSCRIBE = regex_with(
    " me|add me|alarm|alert|bookmark|follow| i |need|mail|keep|let me|like|look|want|monitor"
    "|notice|notif|put me|reminder|remember|save|sign |store|subscri|tell me|track|update|watch",
    rf"{_PLEASE}(?:"
    rf"(?:wake me up(?: {_ABOUT})?"
    r"|(?:notify|alert|ping|warn|inform|message|email|text|remind|ring|call|poke|buzz|update"
    r"|write(?: to)?) me(?! (?:it|that|these|this)$| an? )"
    rf"|keep me (?:posted|updated|informed|up to date|in the loop))(?: {_ABOUT})?"
    rf"|(?:subscribe|sign me up|sign up(?! to\b)|put me down|add me(?= (?:as|for|on|to)\b))"
    r"(?: me)?(?: (?:to|for|on))?"
    rf"|(?:i (?:want|need|would like)|(?:can|could|may) i|i'd like|give me|send me"
    rf"|set up|set|create|make|get|add)"
    rf"(?: to)?(?: (?:get|receive|have))?"
    rf"(?: an?| some| the)? (?:alarms?|alerts?|notifications?|notices?|reminders?|subscriptions?"
    rf"|updates) {_ABOUT}"
    rf"|(?:i'd like|i would like|i want|i need|(?:can|could|may) i (?:get|have)|give me|send me"
    rf"|drop me)(?: an?)? (?:buzz|e-?mail|heads[ -]up|line|mail|message|note|nudge|ping|shout|text"
    rf"|word) {_FUTURE}"
    r"|how (?:do|can) i (?:subscribe|get (?:alerts|notifications|notified)|be notified)"
    rf"(?: {_ABOUT})?"
    rf"|(?:i want|i would like|i'd like) to"
    rf" (?:subscribe to|follow|be (?:notified|alerted|informed|told) {_ABOUT}"
    r"|(?:hear|know|get|see|receive)(?: (?:about|of))?(?= (?:all|any|each|every)(?:thing)? new\b))"
    rf"|let me know (?:about|of) (?:all|any|each|every|new)\b"
    r"|(?:remember|save|keep|store|bookmark)(?= th(?:is|at) (?:one|question|search|subject|topic))"
    r"|(?:can|could|may) i (?:get|have)(?= .* as (?:alerts?|notifications?|notices?|updates)\b)"
    r"|(?:let me know|tell me|give me a shout|drop me a line)"
    rf"(?: (?:automatically|also|too|please))* {_FUTURE}{_NO_PAST}"
    rf"|(?:send|show|give|forward|tell|get) me(?= .*\b{_FROM_NOW_ON}){_NO_PAST}"
    r"|(?:follow|monitor|track|watch)"
    r"(?= (?:it|that|this)(?: (?:one|question|search|subject|topic))?$)"
    rf"|(?<=you ){_EYE}|(?<=please ){_EYE}|{_EYE}(?= .* for me$)"
    r")(?: |$)",
)
# What stands around a topic in "when there is any news on Taiwan" and "if it is mentioned again".
_BEFORE_A_TOPIC = frozenset(
    """
    a about any anybody anyone anything are concerning each every from happens here
    him i if is it latest mention mentions minister ministry more new news of on once or out press
    regarding releases said say says somebody someone something speaks statement statements talk
    talks the there there's they to updates what whatever when whenever words
    """.split()
)
# "Remember this topic for me": what was asked last.
_POINTING = frozenset(
    f"as for it me one please pls question search stuff subject that this thing topic {NOTICES}"
    " updates".split()
)
_LAST = frozenset("it that this".split())
_WHOLE = frozenset({"all", "everything"})
_BEHIND_A_TOPIC = frozenset(
    """
    again and any anymore appear appears are as automatically be been being come comes daily
    discussed does ever every for from future get gets happen happens has in is it me mentioned
    month morning new news now on out please pops published regularly said soon something thanks
    that there they time today up week weekly when whenever
    """.split()
)

_NOTICES = rf"(?:{ALERTS.replace(' ', '|')}|messages|updates)"
_NO_LONGER = (
    r"(?:any ?more|any longer|again|at all|but|except|keep|now|please|and keep|for|about|from|on"
    r"|off|of|to|then|thanks|thank you)"
)
_UNWANTED = regex_with(
    "alert|any more|any longer|cease|don't|do not|enough|from|interested|message|never"
    "|no longer|no more|notice|notif|off|quit|stop|subscription|this|these|them|update"
    "|want|need",
    r"(?:cancel|delete|disable|drop|end|get rid of|kill|mute|pause|remove|silence|stop|switch off"
    r"|turn off|unsubscribe(?: me)?(?: from)?|unfollow|no more|turn|switch|(?:get|take) me off"
    r"|(?:i've had |i have had )?enough of|(?:i'm |i am )?(?:fed up with|sick of|tired of)"
    r"|(?:i|we) (?:don't|do not|no longer) (?:want|need)(?: to (?:get|have|receive|see))?)"
    rf"(?: [\w'-]+){{0,6}}? {_NOTICES}(?: {_NO_LONGER}\b.*)?"
    r"|(?:cross|delete|drop|remove|scratch|strike|take) .{2,60} (?:from|off)"
    rf" (?:my|the) (?:list|{_NOTICES})"
    r"|(?:stop|quit|cease) (?:following|monitoring|tracking|watching)\b.*"
    # "Stop writing to me about Ukraine", "don't message me about it".
    r"|(?:stop|quit|cease|no more|enough) [a-z]+ing (?:to )?(?:me|us)\b(?! (?:so|such|those|these)?"
    r" ?(?:big|huge|long|many|much)).*"
    r"|(?:don't|do not|never) (?:ever )?"
    r"(?:bother|contact|email|message|notify|ping|send|text|write) (?:to )?(?:me|us)\b.*"
    r"|(?:i|we) (?:don't|no longer) (?:want|need) (?:these|this|them)(?: any ?more| any longer)?"
    # "I do not want to hear about Ukraine any more."
    r"|(?:i|we) (?:don't|do not|no longer|never) (?:want|wish|need|care) to"
    r" (?:hear|know|be (?:told|notified|informed)|get anything|receive anything|read) ?"
    r"(?:about|from|of|anything|more)?\b.*"
    r"|(?:i'm |i am |we're )?(?:no longer|not) interested in .*",
)
_BY_NAME = regex(r"(?:unsubscribe|unfollow)\b.*")
_AT_TIMES = regex(rf"\b(?:\d+|{'|'.join(DAY.split())})\b")


_CHANGED = regex(
    r"(?:change|edit|modify|rename|replace|swap|switch|update) (?:my|the)(?: [\w'-]+){1,6}?"
    r" (?:alerts?|notifications?|subscriptions?)\b.*"
)
# "Stop writing to me every morning" is no wish for other hours.
_EVER = regex(r" (?:each|every)(?: single)? [a-z]+$")
# "Ukraine, can you do that?"
_ASKED_BESIDE = regex(r"[,.;!?]+ (?:can|could|is|will|would) (?:it|that|you)\b.*$")
_SIGNS = " .,;:!?…)(/|~*–—-"


def read_subscribing(question: str, bare: str) -> str | None:
    """Return of what somebody wants to hear, as written; None if that is not what is asked.

    `bare` is the question in small letters, without marks around it.
    """
    found = _SUBSCRIBE.match(bare)
    return None if found is None else _topic(question, _ASKED_BESIDE.sub("", bare[found.end() :]))


def is_changing(bare: str) -> bool:
    """Tell whether somebody wants to hear of something else instead: the list is shown."""
    return _CHANGED.fullmatch(_without_courtesy(bare)) is not None


def is_unsubscribing(bare: str) -> bool:
    """Tell whether somebody wants to hear no longer, of whatever: the list is shown.

    At some times only is a setting: "don't text me after 10 pm".
    """
    said = _without_courtesy(bare)
    if _BY_NAME.fullmatch(said) or DROPPING_ONE.fullmatch(said) or _is_keeping_others(said):
        return True
    return _UNWANTED.fullmatch(said) is not None and not _AT_TIMES.search(_EVER.sub("", said))


def _is_keeping_others(said: str) -> bool:
    """Tell whether one of several is to go, and the others are to stay, whatever is told of it."""
    kept = KEEPING.search(said)
    return kept is not None and DROPPING.search(said, 0, kept.start()) is not None


def _without_courtesy(bare: str) -> str:
    words = bare.replace(",", "").split()
    while words and words[0] in COURTESY - {"want"}:
        words.pop(0)
    return " ".join(words)


def _topic(question: str, rest: str) -> str:
    """Return what somebody wants to hear of, as it is written; empty if it is nothing."""
    words = rest.split()
    last = words[-1] if words else ""
    opening = _BEFORE_A_TOPIC | _WHOLE
    while words and words[0].strip(",") in (opening if words[1:] else _BEFORE_A_TOPIC):
        words.pop(0)
    while words and words[-1].strip(",") in _BEHIND_A_TOPIC:
        words.pop()
    if not _LAST.isdisjoint({*words, last}) and _POINTING.issuperset(words):
        return "this"
    written = question.replace("’", "'").split()
    for at in range(len(written) - len(words), -1, -1):
        if words and [one.casefold().strip(" .,!?…") for one in written[at : at + len(words)]] == [
            one.strip(" .,!?…") for one in words
        ]:
            return _without_end(" ".join(written[at : at + len(words)]))
    return ""


def _without_end(topic: str) -> str:
    """Remove the signs that end a message; the stop of "U.S." belongs to it."""
    bare = topic.strip(_SIGNS)
    is_shortened = "." in bare.rpartition(" ")[2] and topic[len(bare) :].startswith(".")
    return f"{bare}." if is_shortened else bare
