"""Reads what is asked to be done with what was shown: "cite this", "star the second", "export".

Only these set forms are read, each of the whole message, so that what names a topic stays a
question: "export controls", "report on Ukraine", "cite the Constitution". What stands behind the
verb says which statement is meant, and in which style or as what file.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from retrieval.model.query import Request
from retrieval.patterns import regex, regex_with

_ORDINALS = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                "first 1st one",
                "second 2nd two",
                "third 3rd three",
                "fourth 4th four",
                "fifth 5th five",
                "sixth 6th six",
                "seventh 7th seven",
                "eighth 8th eight",
                "ninth 9th nine",
                "tenth 10th ten",
            ),
            start=1,
        )
        for word in words.split()
    }
)
# The first of each is no number to count with: "third", "3rd", but not "three".
_ORDINAL = frozenset(one for one in _ORDINALS if one[0].isdigit() or one.endswith(("d", "t", "h")))
# "The first one" may be the oldest.
OTHER_PLACES = "|".join(one for one, number in _ORDINALS.items() if number > 1)
_STYLES = MappingProxyType(
    {
        **{one: one for one in ("plain", "apa", "chicago", "bibtex", "ris")},
        # They are no styles of ours: it is told which are.
        **{one: one for one in ("harvard", "ieee", "mla", "vancouver")},
        "bib": "bibtex",
        "bib tex": "bibtex",
        "latex": "bibtex",
        "endnote": "ris",
        "zotero": "ris",
    }
)
_FILES = MappingProxyType(
    {"md": "md", "markdown": "md", "csv": "csv", "bib": "bib", "bibtex": "bib", "ris": "ris"}
)
_NOUN = r"(?:answer|excerpt|one|passage|point|quotation|quote|result|statement)"
_PLACE = rf"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))}|\d{{1,3}})"
# "This", "the second one", "number 2", "quote 3".
_NUMBERED = (
    rf"(?:the )?(?:{_NOUN} )?(?:(?:number|no\.?|nr\.?|#) ?)?(?P<place>{_PLACE})(?: {_NOUN})?"
)
_WHICH = rf"(?:(?:this|that|it|these|them)(?: {_NOUN}s?)?|{_NUMBERED}|the {_NOUN})"
# "Keep it" is said to what asks whether to forget.
_NAMED = rf"(?:(?:this|that) {_NOUN}|the {_NOUN}|the (?P<place>{_PLACE})(?: {_NOUN})?)"
_STYLE = rf"(?P<style>{'|'.join(sorted(_STYLES, key=len, reverse=True))})"
_IN_STYLE = (
    rf"(?:(?:in|as|for|using|with)(?: an?)? )?{_STYLE}(?: (?:citation|entry|format|form|style))?"
)
_IN_WORK = (
    r"(?: (?:in|for) (?:a|an|my|the) (?:[a-z]+ )?(?:article|bibliography|book|dissertation|essay"
    r"|footnote|endnote|paper|reference list|references|report|text|thesis|works cited))?"
)
_FILE = rf"(?:as|in|to|into)(?: an?)? \.?(?P<file>{'|'.join(_FILES)})(?: (?:file|format))?"
_KEPT = r"(?:kept|saved|starred)"
_WHEN = (
    r"(?: (?:before|earlier|(?:last|this) (?:month|time|week|year)|recently|so far|today"
    r"|yesterday))?"
)
_ALL_KEPT = (
    rf"(?:all )?(?:of )?my (?:stars|bookmarks|(?:{_KEPT} )?(?:list|{_NOUN}s)|{_KEPT} ones)"
    rf"|(?:what|everything|all) i (?:have )?{_KEPT}"
)
_CLEAR = r"(?:clear|delete|empty|remove)"
_CITE = r"(?:cite|quote|reference)"
_HOW = r"how (?:can|could|do|must|should|would|to)"
_ASKED_FOR = r"(?:(?:give|send|show|get)(?: me)? |i (?:need|want) |what(?:'s| is) )?"
_SHOWN = r"(?:(?:show|list|open|see|view)(?: me)? )?"
# What is said of a report: that it is of this answer, why, and to whom it goes.
_OF_ANSWER = rf"(?: (?:this|that|it)(?: {_NOUN})?| the (?:last )?{_NOUN})?"
_WHY = r"(?: (?:as|for being) (?:false|incorrect|wrong))?"
_TO_WHOM = r"(?: to (?:the |your )?(?:admin|operator|owner))?"
# What was said before and after it on its page: "the next question", "did anybody follow up?".
_SAID = r"(?:answer|exchange|question|reply|response|statement)"
_NEXT = r"(?:next|following|subsequent|follow[ -]?ups?)"
_PREVIOUS = r"(?P<before>previous|preceding|prior)"
_IS_THERE = (
    r"(?:(?:show me|read|what(?: was|'s| is)?|was there|is there) )?(?:the |an? |another |any )?"
)
_THAT = r"(?: (?:that|this|it|that one|this one))"
_WHO_ASKS = (
    r"(?:he|she|they|the (?:minister|(?:next )?(?:journalist|reporter)s?)|(?:any|some)(?:one|body)"
    r"|(?:any|some|another) (?:journalist|reporter))"
)
_ASKED_NEXT = (
    rf"what did the next (?:journalist|reporter) ask(?: about)?(?: after{_THAT})?"
    rf"|what (?:was|were they|was he|did {_WHO_ASKS}|{_WHO_ASKS}) (?:ask(?:ed)?|answer(?:ed)?)"
    rf"(?: right| directly| just)? (?:next|afterwards?|after{_THAT}|(?P<before>before{_THAT}))"
)
_WHO_PUT = r"(?:who|which (?:journalist|outlet|reporter)) (?:asked|posed|put|raised)"
_HIS_WORDS = r"(?:his|her|their|[a-z]+'s|the [a-z]+'s) (?:own )?words(?:,? or .{1,40})?"
_FOLLOWED = (
    rf"(?:did|has|was) {_WHO_ASKS}(?: else)? (?:press(?:ed)? (?:him|her|them|the minister)"
    rf"|follow(?:ed)?(?: it| that| this)? up|(?:ask|asked) (?:again|further|more))"
    rf"(?: (?:on (?:it|that|this)|about (?:it|that|this)|further|again))?"
)
_LINK = (
    r"(?:(?:give|have|get|send|show)(?: me)? |do you have |is there |wh(?:at|ere)(?:'s| is) )?"
    r"(?:(?:a|an|its|the) )?(?:source |web )?(?:address|hyperlink|link|url)"
    rf"(?: (?:to|for|of) (?:{_WHICH}|the (?:page|source|original)))?"
)
_DAY_OR_PLACE = (
    r"(?:(?:what|which)(?:'s| is| was)? )?(?:(?:the|exact|full) )*(?:date|day|location|venue)"
    rf"(?: (?:of|for) {_WHICH})?"
)
# A request, what each of its wordings needs, and the wordings.
_PATTERNS: tuple[tuple[Request, str, str], ...] = (
    (
        Request.BESIDE,
        "follow|next|subsequent",
        rf"{_IS_THERE}{_NEXT} {_SAID}s?(?: then| after{_THAT}| please)?",
    ),
    (Request.BESIDE, "follow", rf"{_IS_THERE}follow[ -]?ups?(?: (?:to|on){_THAT})?"),
    (Request.BESIDE, "evious|eceding|ior", rf"{_IS_THERE}{_PREVIOUS} {_SAID}"),
    (
        Request.BESIDE,
        "after|before",
        rf"{_IS_THERE}{_SAID} (?:(?:right )?after|(?P<before>before)){_THAT}?",
    ),
    (Request.BESIDE, "what ", _ASKED_NEXT),
    (Request.BESIDE, "did|has|was", _FOLLOWED),
    (Request.CITE, "cite", rf"cite(?: {_WHICH})?(?: {_IN_STYLE})?{_IN_WORK}"),
    (
        Request.CITE,
        "how ",
        rf"{_HOW}(?: (?:i|we|you|one))? {_CITE} {_WHICH}(?: {_IN_STYLE})?{_IN_WORK}",
    ),
    (Request.CITE, "how ", rf"{_HOW} {_WHICH} be (?:cited|quoted|referenced)(?: {_IN_STYLE})?"),
    (
        Request.CITE,
        "citation",
        rf"{_ASKED_FOR}(?:a |an |the )?(?:{_STYLE} )?citations?(?: (?:for|of) {_WHICH})?",
    ),
    (
        Request.CITE,
        "bibliography|footnote|reference",
        rf"{_ASKED_FOR}(?:an? |the )?(?:bibliography entry|footnote|reference) (?:for|of) {_WHICH}",
    ),
    (Request.CITE, "|".join(_STYLES), rf"{_STYLE} (?:for|of) {_WHICH}"),
    # "In Chicago" is a place.
    (
        Request.CITE,
        "entry|format|style",
        rf"(?:in )?{_STYLE} (?:entry|format|style)(?: for {_WHICH})?",
    ),
    (Request.CITE, "as ", rf"as (?:an? )?{_STYLE}"),
    (Request.CITE, "bibtex|mla", r"(?P<style>bibtex|mla)"),
    (Request.CITE, "how ", rf"{_HOW}(?: (?:i|we|one))? {_CITE} (?:you|kaiken){_IN_WORK}"),
    (Request.STAR, "bookmark|star", rf"(?:star|bookmark) {_WHICH}"),
    (Request.STAR, "save|keep", rf"(?:save|keep) {_NAMED}"),
    (
        Request.STAR,
        "save|keep|remember",
        r"(?:save|keep|remember) (?:that|this|those|these)|save (?:it|them)",
    ),
    (Request.STARRED, "my ", rf"{_SHOWN}my (?:stars|bookmarks|{_KEPT} (?:list|ones|{_NOUN}s))"),
    (
        Request.STARRED,
        "my |what i|i |star",
        rf"(?:where are|{_CLEAR}(?: all)?(?: of)?) (?:{_ALL_KEPT}|(?:my|the) star)",
    ),
    (Request.STARRED, "what i ", rf"{_SHOWN}what i (?:have )?{_KEPT}{_WHEN}"),
    (Request.STARRED, "what ", r"what (?:did i (?:keep|save|star)|have i (?:kept|saved|starred))"),
    (
        Request.EXPORT,
        "export",
        rf"export(?: (?:{_ALL_KEPT}|them(?: all)?|all|everything))?(?: {_FILE})?",
    ),
    (Request.EXPORT, "download ", rf"download (?:{_ALL_KEPT})(?: {_FILE})?"),
    (Request.REPORT, "report", rf"report{_OF_ANSWER}{_WHY}{_TO_WHOM}"),
    (Request.CITE, "address|link|url", _LINK),
    (Request.CONTEXT, "context", rf"{_SHOWN}(?:the )?context (?:of |for |around )?{_WHICH}"),
    (Request.CONTEXT, "date|day|location|venue", _DAY_OR_PLACE),
    (
        Request.CONTEXT,
        "words",
        rf"(?:are|is|was|were) (?:it|that|these|this|those) (?:really )?{_HIS_WORDS}",
    ),
    (Request.CONTEXT, "asked|posed|put|raised", rf"{_WHO_PUT} {_NUMBERED}(?: question)?"),
    (Request.CONTEXT, "asked|posed|put|raised", rf"{_NUMBERED}[,:]? {_WHO_PUT} (?:it|that|this)"),
    (
        Request.CONTEXT,
        "translation",
        r"(?:is|are|was) (?:it|that|these|this) (?:an? |the )?[a-z]+ translation",
    ),
)
_FORMS = tuple((request, regex_with(needs, form)) for request, needs, form in _PATTERNS)
_NAMES_ONE = regex(
    rf"\b(?:number|nr|{_NOUN}) (?P<counted>{_PLACE})\b|#(?P<signed>\d{{1,3}})\b"
    rf"|\b(?P<before>{_PLACE}) (?:{_NOUN}|link|url)\b"
    rf"|\b(?:the|that|this|your|my) (?P<place>{_PLACE})"
    rf"(?= {_NOUN}|[,;:]| (?:as|for|in|is|please|with)\b|$)"
)
# "Show me the third one in full": whatever the order of these words, nothing else is meant.
_SIGNED = regex(rf"\bnumber (?=\w)|(?:\b(?:nr\.?|no\.?)|#) ?(?=\d)|\b{_NOUN} (?=\d{{1,2}}\b)")
_TOKEN = regex(r"#?[\w']+")
_OPENING = frozenset(
    "display enlarge expand give have let look open read see show unfold view zoom".split()
)
_WHOLE = frozenset(
    "all complete completely entire entirely entirety everything full fully more whole".split()
)
_NOUNS = frozenset(
    "answer excerpt one passage point quotation quote result statement text thing".split()
)
_BESIDE_A_PLACE = frozenset(
    """
    a about again also an and as at be can cite could do does for from get give have how i i'd i'm
    in into is it its just like may me my need now of ok okay on out please put same say says
    should so tell that the then this to turn up want we what what's with would you your
    """.split()
)
_NO_PLACE_BEHIND = frozenset("a an another each every give just one per wait".split())
_CITING = frozenset(
    """
    bibliography citation citations cite cited citing entry footnote footnotes format formatted
    reference referenced references referencing style styled
    """.split()
)
_POINTING = frozenset("as in it please same that this".split())
_MADE = frozenset("a an add do format make out using used write".split())
# "In plain text" is no style of citations.
_STYLE_WORDS = frozenset(_STYLES) - {"plain"}
# Such a style is a place too.
_PLACES = frozenset("chicago harvard vancouver".split())
# What is longer names a topic; none of the forms is.
_LONGEST = 80
_COURTESY = regex(
    r"^(?:(?:please|pls|ok|okay|now|and|but|then|hey|so|kaiken|can you|could you|would you|will you"
    r"|i(?:'d| would) like (?:you )?to|i want (?:you )?to|let me|can i|could i|may i|help me),? )+"
    r"|,? (?:please|pls|thanks|thank you|for (?:me|later|now)|now|then|again)$"
)


def read_of_excerpts(bare: str) -> tuple[Request, str] | None:
    """Read what is to be done with what was shown, and with which words; None if nothing is.

    `bare` is a message in small letters without signs at its ends. The words are the number of the
    statement and the style or file: "2 apa".
    """
    if len(bare) > _LONGEST:
        return None
    said = bare
    while (shorter := _COURTESY.sub("", said)) != said:
        said = shorter
    for request, form in _FORMS:
        found = form.fullmatch(said)
        if found is not None:
            return request, " ".join(_words_of(found.groupdict()))
    if _asks_for_style(_tokens(bare)):
        return Request.CITE, " ".join(filter(None, (numbered(bare), style_named(bare))))
    return None


def place_to_open(bare: str) -> str:
    """Return the number of the one of several that is to be opened; empty if none is.

    "Show me the third one in full", "expand #2": of these words in any order.
    """
    words = _tokens(bare) if len(bare) <= _LONGEST else []
    at = [n for n, word in enumerate(words) if word in _ORDINAL or word[0] == "#"]
    rest = frozenset(word for n, word in enumerate(words) if n not in at)
    if len(at) != 1 or not rest <= _OPENING | _WHOLE | _NOUNS | _BESIDE_A_PLACE:
        return ""
    place, before = words[at[0]], words[at[0] - 1] if at[0] else ""
    number = number_of(place.removeprefix("#"))
    is_meant = place[0] == "#" or bool(rest & (_OPENING | _WHOLE | _NOUNS))
    # "The first one" may be the oldest, "give me a second" is no place.
    is_meant &= number != "1" or bool(rest & _WHOLE)
    return number if is_meant and before not in _NO_PLACE_BEHIND and number.isdecimal() else ""


def style_named(bare: str) -> str:
    """Return the style of citations that a message names; empty without one."""
    return next((_STYLES[word] for word in _tokens(bare) if word in _STYLE_WORDS), "")


def _asks_for_style(words: Sequence[str]) -> bool:
    """Tell whether words ask for a style of citations, and nothing else: "same in APA please"."""
    styles = {_STYLES[word] for word in words if word in _STYLE_WORDS}
    rest = frozenset(word for word in words if word not in _STYLE_WORDS | _ORDINAL)
    known = _CITING | _NOUNS | _BESIDE_A_PLACE | _MADE
    if len(styles) != 1 or not all(word in known or word[0] == "#" for word in rest):
        return False
    is_place = not styles.isdisjoint(_PLACES)
    return not rest.isdisjoint(_CITING if is_place else _CITING | _POINTING)


def _tokens(bare: str) -> list[str]:
    return _TOKEN.findall(_SIGNED.sub("#", bare))


def numbered(bare: str) -> str:
    """Return the number of the statement that a message names among its words; empty without one.

    "How should I put number 2 in a footnote", "a footnote for the 2nd quote".
    """
    found = _NAMES_ONE.search(bare)
    return number_of(next(filter(None, found.groups()))) if found else ""


def number_of(place: str | None) -> str:
    """Return the number of a place among others: "2" of "second"; empty without one."""
    return str(_ORDINALS.get(place, place)) if place else ""


def _words_of(named: dict[str, str | None]) -> list[str]:
    place, style, file = (named.get(one) for one in ("place", "style", "file"))
    if named.get("before"):
        return ["before"]
    number = number_of(place)
    styled = _STYLES[style] if style else ""
    filed = _FILES[file] if file else ""
    return [one for one in (number, styled, filed) if one]
