"""Tells whether a message speaks to whoever answers: it has no word that could be a topic.

Such a message says "you" or "I", or points to what was answered ("that", "it"), and is made of
everyday words and of those that requests are made of. One that speaks of others ("what did he say
about it?") asks the record, and so does what only opens with a request to tell ("can you tell me").
What somebody says of himself or of whoever answers ("my flatmate wants to join you") may have a few
words more, if the record has none of them and nothing is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from retrieval.model.query import Request
from retrieval.patterns import regex
from retrieval.query.requests.tables.cues import CUES_BY_WORD
from retrieval.query.requests.tables.private_life import DEEDS, LOOKS, PRIVATE_LIFE
from retrieval.query.requests.tables.vocabulary import COURTESY, INSULTS, OF_CHATS
from retrieval.query.requests.tables.wordings import WORDINGS
from retrieval.query.words.stop_phrases import GREETINGS
from retrieval.text.everyday import is_everyday
from retrieval.text.stems import stem
from retrieval.text.tokens import STOP_WORDS

_YOU = frozenset("u ur you you'd you'll you're you've your yours yourself".split())
_BOT = regex(
    r"\b(?:bot|chatbot|kaiken"
    r"|this (?:app|chat|machine|program|robot|service|site|software|thing|tool))\b"
)
# "US" in small letters is "us".
_OF_ONESELF = frozenset("i i'd i'll i'm i've me mine mine's my myself".split())
_POINTING = frozenset("it it's that that's these this those".split())
_THIRD_PERSONS = frozenset(
    "he he'd he's her hers him his she she'd she's their they they'd they're".split()
)
# "Them" are answers, but not in "what was said about them".
_OF_PEOPLE = frozenset("about against ask by for from of said sort tell told with".split())
# Verbs and questions of what happened to others.
_ASKING_OF_OTHERS = frozenset(
    "being did had has have was were will would who whom whose why when".split()
)
_WH = frozenset("how what when where which who whom whose why".split())
_WORLD = frozenset(
    """
    agreement agreements alliance alliances allies ally ambassador ambassadors bilateral border
    borders citizen citizens consulate counterpart counterparts countries country diplomat
    diplomatic diplomats embassy government governments international leader leaders leadership
    meeting meetings military minister ministers missile missiles nation nationality nations
    negotiation negotiations parliament passport passports peace people position president
    presidents region regional regions sanctions situation stance state states summit summits talks
    tourist tourists treaties treaty troops visa visas visit war world
    """.split()
)
# What asks to be told stands before any question: "can you tell me", "do you know".
_TO_TELL = regex(
    r"^(?:(?:so|and|but|ok|hey|please|sorry) )*"
    r"(?:(?:can|could|would|will) you\b(?! (?:also )?(?:answer|do|draw|hear|help|learn|remember"
    r"|speak|summari[sz]e|talk|think|translate|understand|write)\b)"
    r"|(?:do|did|have) you (?:ever )?(?:find|got|have|know|see)\b"
    r"|(?:are you )?able to\b|(?:tell|show|give|get|read|send|find) me\b"
    r"|let me (?:have|hear|know|read|see)\b)"
)
# "You absolute muppet", "are you braindead": what somebody is called may be any word.
_CALLED = regex(
    r"(?:oh |hey )?(?:you(?:'re| are| is)?|are you|u r|u)(?: (?:a|absolute|an|big|bloody|complete"
    r"|just|little|old|proper|real|really|so|such|the|total|utter|very|what)"
    r"| (?:bag|bunch|load|piece|pile|sack|waste) of)* [a-z-]+"
)
_CALLING = frozenset("you you're u".split())
_MOST_CALLED = 7
_EXCLAIMS = regex(r"(?:oh |well |wow )?(?:what|such) (?:an?|absolute|complete|total|utter) ")
# "The date is wrong" is said of an answer.
_ANSWER = regex(
    r"\b(?:the|your) (?:answer|citation|date|document|link|name|page|quotation|quote|quotes|result"
    r"|results|source|speaker|text|wording|year)\b"
)
# What is looked for, or told of others, may have any topic: "I need the part on windmills".
_SEEKING = regex(
    r"\b(?:i|i'm|i've|i'd|we|we're|we'd|am|are|was|be|to)(?: (?:also|am|been|just|only|really|still"
    r"|was|would|do))* (?:after|bring|care|check|curious|find|gather|get|hear|heard|have|interested"
    r"|know|learn|like|looking|need|read|recall|remember|research|researching|see|seek|seeking|study"
    r"|think|thought|understand|want|wanted|wonder|wondering|working|writing)\b"
    r"|\b(?:about|concerning|find|mention|mentioned|mentions|regarding|said|say|saying|says|search"
    r"|speak|speaks|spoke|stated|statement|statements)\b"
)
# "Number them", "copy it": an order that only whoever answers can obey.
_ORDERS = frozenset(
    """
    bold copy copypaste download email enlarge entertain export forward format freeze highlight hold
    mute number paste pause print reformat rephrase repeat reword rewrite save shorten simplify send
    sing snooze split summarise summarize translate trim unmute unsubscribe
    """.split()
)
_WHAT_IS_SHOWN = frozenset(
    "all each everything it my that the them these this those us your".split()
)
_PRONOUNS = _YOU | _OF_ONESELF | _POINTING
_PRONOUNS = _YOU | _OF_ONESELF | _POINTING
_ITS_OWN = PRIVATE_LIFE | frozenset("age api app email name twitter website".split())
# What somebody has in hand to read an answer: "the buttons do nothing".
_DEVICES = frozenset(
    """
    button buttons chat keyboard message messages notification notifications reminder reminders
    screen scroll shush subscribe subscribed subscription subscriptions unsubscribe url urls zoom
    """.split()
)
_VERBS = frozenset(
    """
    am are can can't cannot could couldn't do don't feel get give got gotta have i'd i'll i'm i've
    is it's keep let make need put see send should show take that that's use want was were will
    won't would you'll you're you've
    """.split()
)
# "J-Alert notifications" are none of the bot's, "can the notifications be louder" are.
_ADDRESSING = frozenset("a are can could do does doesn't don't for no not out please too".split())
_ASKING = frozenset(
    """
    am are can could did do does how is may must shall should was what when where which who why will
    would
    """.split()
)
_HAPPENED = frozenset("did had has have was were will would".split())
_MOST_ASKING = 2
_ARTICLES = frozenset({"a", "an"})
_MOST_EXCLAIMED = 4
_HOUR = regex(r"\d{1,2}(?:am|pm|h)")
# A longer message tells of something.
_LONGEST = 16
_MOST_POINTING = 7
# Words that no table has and the record neither.
_MOST_STRANGE = 3
# They tell enough to be done whatever else is said.
_PLAIN = frozenset(
    {
        *(Request.OWN_DATA, Request.UNSUBSCRIBE, Request.LIST, Request.SETTINGS),
        *(Request.EXPORT, Request.CITE, Request.FORMAT, Request.LENGTH),
    }
)

IsOnRecord = Callable[[str], bool]


def speaks_to_bot(words: Sequence[str], is_on_record: IsOnRecord | None = None) -> bool:
    """Tell whether words speak to whoever answers, and name nothing that could be asked about."""
    if not 0 < len(words) <= _LONGEST:
        return False
    if is_called(words):
        return True
    told = _without_what_happened(words)
    if not _is_addressed(told) or _is_of_others(told):
        return False
    strange = [word for word in words if not _is_of_no_topic(word)]
    if not strange or is_on_record is None:
        return not strange
    return _may_be_strange(words, strange) and not any(map(is_on_record, strange))


def _may_be_strange(words: Sequence[str], strange: Sequence[str]) -> bool:
    """Tell whether words that no table has may stand here: the others tell enough."""
    if len(strange) > _MOST_STRANGE:
        return False
    is_calling = words[0] in _CALLING and len(words) <= _MOST_CALLED and words[1] in strange
    return is_calling or any(one(words) for one in (is_personal, _is_plain, exclaims))


def _without_what_happened(words: Sequence[str]) -> list[str]:
    """Leave out verbs of what happened to whoever writes: "I've had", "did I", "that was"."""
    kept = []
    for at, word in enumerate(words):
        subjects = _OF_ONESELF | _POINTING if at <= 1 else _OF_ONESELF
        beside = {*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]}
        if word not in _HAPPENED or subjects.isdisjoint(beside):
            kept.append(word)
    return kept


def _is_of_others(words: Sequence[str]) -> bool:
    """Tell whether words are about others than whoever writes or answers."""
    asked = _without_asking(words)
    if _has_third_person(asked) or says_you(words) or orders(words):
        return _has_third_person(asked)
    if _has_device(words) or _tells_of_oneself(asked):
        return is_of_states(asked)
    return not (_WORLD | _ASKING_OF_OTHERS).isdisjoint(asked)


def is_of_states(words: Sequence[str]) -> bool:
    """Tell whether words are about states, those who lead them, or what these do."""
    return not _WORLD.isdisjoint(words)


def _tells_of_oneself(words: Sequence[str]) -> bool:
    """Tell whether words tell something of whoever writes, and ask and look for nothing."""
    is_told = not _OF_ONESELF.isdisjoint(words[:1]) and _WH.isdisjoint(words)
    return is_told and not seeks(words)


def _has_third_person(words: Sequence[str]) -> bool:
    """Tell whether words speak of a third; "she" is whoever is called "my mother" before."""
    for at, word in enumerate(words):
        if word == "my" and not seeks(words):
            return False
        if word in _THIRD_PERSONS or (word == "them" and words[max(at - 1, 0)] in _OF_PEOPLE):
            return True
    return False


def _has_device(words: Sequence[str]) -> bool:
    return not ((LOOKS | _DEVICES).isdisjoint(words) or len(words) == 1)


def exclaims(words: Sequence[str]) -> bool:
    """Tell whether a few words only exclaim: "what a snoozefest"."""
    return (
        words[0] == "what"
        and not _ARTICLES.isdisjoint(words[1:2])
        and len(words) <= _MOST_EXCLAIMED
    )


def _is_plain(words: Sequence[str]) -> bool:
    """Tell whether words say plainly what is to be done, to whoever answers."""
    is_said = says_you(words) or _has_device(words) or not _OF_ONESELF.isdisjoint(words)
    cues = CUES_BY_WORD.with_any(words)
    return is_said and any(one.request in _PLAIN and one.suits(words) for one in cues)


@cache
def known_words() -> frozenset[str]:
    """Return the words that messages to whoever answers are made of, as they are spelt."""
    return _of_requests() | STOP_WORDS | GREETINGS


def _is_addressed(words: Sequence[str]) -> bool:
    """Tell whether words say "you" or "I", point to an answer, or order what only a bot can do."""
    if says_you(words) or not (_OF_ONESELF | _POINTING).isdisjoint(words):
        return True
    said = " ".join(words)
    if any(one.search(said) for one in (_ANSWER, _EXCLAIMS)) or not LOOKS.isdisjoint(words):
        return True
    return orders(words) or (_has_device(words) and not _ADDRESSING.isdisjoint(words))


def orders(words: Sequence[str]) -> bool:
    """Tell whether words order what only whoever answers can do: "number them"."""
    order = [word for word in words if word not in COURTESY or word in _ORDERS][:2]
    return len(order) > 1 and order[0] in _ORDERS and order[1] in _WHAT_IS_SHOWN


def is_personal(words: Sequence[str]) -> bool:
    """Tell whether words are about whoever writes or answers, and look for nothing."""
    said = _without_asking(_without_what_happened(words))
    is_of_me = not (_OF_ONESELF - {"my"}).isdisjoint(said)
    is_of_me = is_of_me or said[:1] == ["my"] or ("my" in said and not _VERBS.isdisjoint(words))
    is_told = words[0] not in _ASKING or not _YOU.isdisjoint(said)
    is_meant = (is_of_me and is_told) or orders(words)
    return is_meant and not (_is_of_others(said) or seeks(said))


def is_seeking(words: Sequence[str]) -> bool:
    """Tell whether somebody says that he looks for something, or remembers it."""
    return words[0] in _OF_ONESELF and seeks(words)


def seeks(words: Sequence[str]) -> bool:
    """Tell whether words say that something is looked for, or remembered: "I heard about"."""
    return _SEEKING.search(" ".join(words)) is not None


def _without_asking(words: Sequence[str]) -> Sequence[str]:
    """Leave out what only asks to be told: "can you", "tell me"."""
    said = " ".join(words)
    for _ in range(_MOST_ASKING):
        said = _TO_TELL.sub("", said, count=1).strip()
    return said.split()


def is_called(words: Sequence[str]) -> bool:
    """Tell whether words only say what whoever answers is: "you absolute muppet"."""
    if len(words) > 1 and words[0] in _CALLING and words[1] in INSULTS:
        return len(words) <= _MOST_CALLED
    is_verb = words[0] == "you" and words[1:] == [*known_words().intersection(words[1:2])]
    return not is_verb and _CALLED.fullmatch(" ".join(words)) is not None


def only_points(words: Sequence[str]) -> bool:
    """Tell whether a few words only point to what was answered, and name no topic themselves."""
    of_others = _THIRD_PERSONS | _ASKING_OF_OTHERS | _WORLD | {"them"}
    is_pointing = not _POINTING.isdisjoint(words) and of_others.isdisjoint(words)
    return is_pointing and len(words) <= _MOST_POINTING and all(map(_is_of_no_topic, words))


def says_you(words: Sequence[str]) -> bool:
    """Tell whether words speak of whoever answers, and not only ask to be told something."""
    said = " ".join(words)
    is_named = _BOT.search(said) is not None
    asked = _without_asking(words)
    is_told = not _YOU.isdisjoint(asked)
    # "Have you got a name?", "do you know any jokes?" are of its own, "have you got more?" is none.
    is_told = is_told or not (_YOU.isdisjoint(words) or _ITS_OWN.isdisjoint(asked))
    return (is_named or is_told) and not _has_third_person(asked)


def _is_of_no_topic(word: str) -> bool:
    is_known = (
        word in STOP_WORDS
        or word in _PRONOUNS
        or word in _of_requests()
        or is_everyday((stem(word),))
    )
    return (is_known and not word.isdecimal()) or _HOUR.fullmatch(word) is not None


@cache
def _of_requests() -> frozenset[str]:
    """Return the words that requests are made of."""
    # "Releases" and "ministry" are topics, though one may ask about them whose the bot is.
    words = (one.words for one in WORDINGS if one.request is not Request.ABOUT)
    return frozenset(OF_CHATS.split()).union(INSULTS, LOOKS, PRIVATE_LIFE, DEEDS, *words)
