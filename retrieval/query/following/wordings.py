"""Wordings of follow-ups that ask within what was found: a part, a day, who did it."""

from __future__ import annotations

from retrieval.patterns import regex, regex_with
from retrieval.query.following.times import place_asked

# Of what was found, not of what is said in it.
_OF_FOUND = frozenset("bit bits part parts section sections".split())
_ASKS = regex(r"\b(?:did|do|does|what|who|how|why|when|was|were|is|are)\b")
# "The January part", "the bit on Russia": of what was asked before.
_PART_OF_IT = regex_with(
    "alone|answers|any |bit|how m|just|one|only|part|quotes|section|side|statements"
    "|the one|those|which",
    r"(?:(?:and|but|no|only|just|what about|show me|ok|okay),? )*(?:the )?(?!other|next|last|first)"
    r"[^ ,]+(?: [^ ,]+){0,2} (?:bit|part|section|side of (?:it|things))s?[ ?.!]*"
    r"|(?:(?:and|but|no|ok|okay),? )*(?:only|just) (?:where|when|if) .+"
    r"|(?:(?:and|but|no|only|just|ok|okay),? )*(?:(?:the )?(?:ones?|those)|the (?:bits?|parts?)"
    r"|(?:only|just) (?:the )?(?:answers|quotes|statements)) (?:that |which )?(?:where|when|if"
    r"|about|on|mentioning|mentions?|with|concern|concerning) .+"
    r"|which(?: (?:one|ones|of (?:them|these|those)))? (?:(?:are|is|was|were) (?:about|on)"
    r"|concern|concerned|mention|mentioned) .+"
    r"|(?:answers|quotes|statements) (?:where|when|if|in which) .+"
    r"|(?:only|just) (?:about|on|concerning) .+"
    r"|(?:only|just) (?!in\b|by\b|for\b|from\b|the\b|to\b|with\b)[a-z][^,.;?!]{3,40}[ ?.!]*"
    r"|(?:about|on|concerning) [^ ,]+(?: [^ ,]+){0,2} (?:only|alone)[ ?.!]*"
    r"|(?:and )?how (?:many|much) [^ ]+(?: [^ ]+)?[ ?.!]*|any (?:figure|number)s?\b.*",
)
# "And his visit to Japan": of who was named before.
_OF_WHOM = regex(
    r"(?:(?:and|but|what about|how about|ok|okay|also),? )*(?:his|her|their|its)(?: [^ ,.;?]+){1,5}"
    r"[ ?.!]*"
)
# "Ukraine or North Korea?": which of two what was asked before is about.
_ONE_OR_OTHER = regex(r"(?:(?:and|so|on|about),? )*[^,.;?]{2,40} or [^,.;?]{2,40}\? *")
_ORDINAL_DAY = regex(
    r"(?:(?:and|but|no|ok|okay|sorry|what about|how about|then|only|just|on|from|for"
    r"|the one (?:on|of)),? )*"
    r"the (?P<day>\d{1,2})(?:st|nd|rd|th)(?: one)?(?: (?:then|too|instead))?[ ?.!]*"
)
# "From another month": not that of the question before.
_ANOTHER_TIME = regex(
    r"\b(?:an?other|(?:some |any )?other|a different|different) (?:dates?|days?|months?|periods?"
    r"|times?|years?)\b"
)
# "Who else joined in": more of who did what was asked before.
_WHO_ELSE_DID = regex(
    r"(?:(?:and|so|but|ok),? )*(?:who|which (?:country|countries|ones?)) (?:else )?[a-z]+"
    r"(?: (?:along|back|in|on|out|too|up|with|it|that|this|to|them))+[ ?.!]*"
    r"|(?:(?:and|so|but|ok),? )*(?:who|what other (?:countries|country)) else [a-z]+[ ?.!]*"
)
_MEANT = regex(r"(?:(?:no|oh|sorry|wait|well),? )*i (?:mean|meant) (?!it|that|this)")
_NOT_ONLY = regex(r"(?:(?:and|but|no|ok|okay|please),? )*not (?:only|just)\b(?!.*\bbut\b)")
# "Did Hayashi push him?": what was done to somebody, by the words before.
_DONE_TO = regex(
    r"(?:(?:and|so|but|ok),? )*(?:did|does|has|had|was|is) (?:[^ ,]+ ){1,2}?(?P<verb>[a-z]+)"
    r" (?:her|him|it|that|them|this)(?: (?:back|on (?:it|that)|about (?:it|that)))?[ ?.!]*"
)
_CHOICE = regex(
    r"\b(?:say|said|says|ask|asked|write|wrote) (?:it|that|this|so)\b.*\bor\b"
    r"|\b(?:was|is|were) (?:it|that|this)\b(?! (?:[a-z]+ )?(?:after|before)\b).*\bor\b"
    r"|\bwhich of (?:them|the two|these|those)\b"
    r"|\bwhose [a-z]+ (?:are|is|was|were) (?:it|that|these|this|those)\b"
)
GENERAL = frozenset("anything everything general generally overall topic".split())
_IN_GENERAL = regex(
    r"\b(?:in general|generally|overall|at all|(?:on|about) (?:anything|everything|any topic))"
    r"[ ?.!]*$"
)
_SAYS = regex(r"\bwhat (?:did|does|has|have) .*\b(?:say|said)\b")


# "About Ukraine", "and on the bases?": the topic of somebody's words.
_WHAT_ABOUT = regex(
    r"(?:(?:and|but|just|now|ok|okay|only|so|then),? )*"
    r"(?:about|concerning|on|regarding) (?!it\b|that\b)"
)
_SAME_TOPIC = regex(r"\b(?:same|that) (?:issue|matter|subject|thing|topic)\b")


def names_what_about(folded: str) -> bool:
    """Tell whether a message only says what the words of somebody are about: "and on Ukraine?"."""
    return _WHAT_ABOUT.match(folded) is not None


def is_same_topic(folded: str) -> bool:
    """Tell whether a message keeps the topic, and not the words of a quotation: "same topic"."""
    return _SAME_TOPIC.search(folded) is not None


def denies(folded: str) -> bool:
    """Tell whether a message begins with what is not meant: "not the missiles, just the talks"."""
    return folded.startswith(("not ", "no, not ", "and not "))


def asks_in_general(folded: str) -> bool:
    """Tell whether a message asks of any topic: "what did Blinken say in general"."""
    return _IN_GENERAL.search(folded) is not None and _SAYS.search(folded) is not None


def is_part_of_it(folded: str) -> bool:
    """Tell whether a message asks for a part of what was found: "only where it is about aid"."""
    return _PART_OF_IT.fullmatch(folded) is not None


def is_one_or_other(folded: str) -> bool:
    """Tell whether a message asks which of two it is about: "Ukraine or North Korea?"."""
    return _ONE_OR_OTHER.fullmatch(folded) is not None and _ASKS.search(folded) is None


def ordinal_day(folded: str) -> int:
    """Return the day of a month that is all of a message, "and the 5th?"; 0 if there is none."""
    found = _ORDINAL_DAY.fullmatch(folded)
    return int(found["day"]) if found else 0


def asks_another_time(folded: str) -> bool:
    """Tell whether a message asks for another time than before: "from another month"."""
    return _ANOTHER_TIME.search(folded) is not None


def widens(folded: str) -> bool:
    """Tell whether what a message names is no longer to limit: "not only Hayashi"."""
    return _NOT_ONLY.match(folded) is not None


def asks_who_did(folded: str) -> bool:
    """Tell whether a message asks who did what was asked before: "who else joined in?"."""
    return _WHO_ELSE_DID.fullmatch(folded) is not None


def done_to_somebody(folded: str) -> str:
    """Return the verb of what was done to somebody named before: "did Hayashi push him?"."""
    found = _DONE_TO.fullmatch(folded)
    return found["verb"] if found else ""


def names_topic(folded: str) -> bool:
    """Tell whether a word of a message is a topic, though an everyday one: "I meant the bases"."""
    return is_part_of_it(folded) or _MEANT.match(folded) is not None


def goes_on(folded: str) -> bool:
    """Tell whether a message asks within what was found before."""
    return (
        narrows(folded)
        or ordinal_day(folded) > 0
        or asks_who_did(folded)
        or bool(done_to_somebody(folded))
        or asks_another_time(folded)
    )


def narrows(folded: str) -> bool:
    """Tell whether the topic of a message limits the topic before."""
    is_narrow = is_part_of_it(folded) or is_one_or_other(folded)
    is_narrow = is_narrow or _OF_WHOM.fullmatch(folded) is not None
    return is_narrow or asks_who_did(folded) or bool(done_to_somebody(folded))


def unsaid(folded: str) -> frozenset[str]:
    """Return the words of a message that are about what was found, and need not be said in it."""
    words = {done_to_somebody(folded)} | set(_OF_FOUND)
    if folded.rstrip(" ?.!").endswith((" mean", " mean by that", " mean by it", " mean with that")):
        words.add("mean")
    if folded.rstrip(" ?.!").endswith(" back"):  # "what did they say back?"
        words.add("back")
    if asks_who_did(folded) or ordinal_day(folded):
        words |= set(folded.strip(" ?.!").split())
    return frozenset(words)


def is_choice(folded: str) -> bool:
    """Tell whether a question asks which of two is in what was quoted: "was it Hayashi or Kim?"."""
    return _CHOICE.search(folded) is not None and not place_asked(folded)
