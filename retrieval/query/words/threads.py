"""Recognises words that go on about what was asked before: "the other kind", "by phone"."""

from __future__ import annotations

import re

from retrieval.model.query import Filter
from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.tokens import Token

SUBJECTS = frozenset("he she".split())
PRONOUNS = SUBJECTS | frozenset("her him his it that their them they this those".split())
# They open, correct or close a message, and say nothing of the record.
FILLERS = frozenset(
    """
    ah anyhow anyway broader care everybody everyone everything fine hm hmm huh matter maybe mean
    meant mind never nothing oh ok okay oops overall perhaps react reacted reaction replied reply
    similar sorry speaker speakers specifically stuff thing things wait well
    """.split()
)
# At the start they say what to do with what follows: "try Okinawa", "go back to Taiwan".
OPENERS = frozenset(
    """
    back change ditto especially flip go include including let let's likewise limit make move narrow
    particularly plus similarly
    replace restrict see show swap switch try turn
    """.split()
)
# Words for an answer, its parts and its place among others; a message of these has no topic.
_OF_ANSWERS = frozenset(
    """
    after again all altogether around away back before best better bit bits cancel careful case
    channel chronological city clear combine combined compare complete date dates day days different
    drop earlier entire everybody everyone exact exactly fewer filter filters first five forget four
    full fully good guess hey ignore journalist journalists kind kinds later leave location longer
    lose meant media message month months name names narrow new newer newest newspaper newspapers
    next older oldest one ones order original other others outlet outlets page pages paper papers
    part parts passage period periods place previous prior put quotation quotations quote quotes
    read receive regardless remove repeat repeated rest result results reverse reversed right same
    second section see send sentence sentences shorter shortest skip somebody someone sort still
    sure text third three together true two type types update updates venue verbatim version week
    weeks whole widen wider worse wrong year years yep
    """.split()
)
# "What was the question?" is of furniture alone, and means the one that was quoted.
_PARTS = frozenset(
    """
    again asked asker bit else exact exactly journalist line newspaper next one ones other paper
    question quotation quote reporter sentence side speaker text word wording words
    """.split()
)
_BY_WHOM = regex(
    r"(?:(?:and|so|ok) )*(?:(?:said|stated|written|asked|told|put) )?by(?: whom?)?[ ?.!]*"
)
_BESIDE = regex(r"\b(?:after|before) (?:that|this|it)\b|\b(?:then|who)[ ?.!]*$")
# How two speak; a message that names just this asks whether they did so about the same.
CHANNELS = frozenset(
    """
    call calls email face interview online person phone summit talk talks telephone televised tv
    video videoconference virtual virtually writing
    """.split()
)
_COMPLETE_WITHOUT_OBJECT = (
    r"answer|answered|reply|replied|respond|responded|say|said|think|react|explain|comment|argue"
    r"|address|clarify|confirm|deny|elaborate|mention|reaffirm|reiterate|repeat|stress|warn"
    r"|mean|promise|object|want|propose|suggest|agree|disagree|insist|tell (?:him|her|them|us)"
    r"|put (?:it|that|this)"
)
_BACK = (
    r"(?:(?:back|then|there|again|too|exactly|in return|in reply|also|instead|it|that|this"
    r"|later(?: on)?|earlier|since|afterwards|before|ever"
    r"|(?:to|about|by|on|of|with) (?:it|that|this|them|those))[ ?.!]*)*"
)
# "What did the Americans answer": what somebody says is of what was asked before.
_SPEAKER = regex(
    r"\b(?:what|how|why|when|where) (?:did|does|do|has|have|had|would|will|is|was|were) "
    rf"(?:[^ ]+ ){{1,5}}?(?:{_COMPLETE_WITHOUT_OBJECT})(?: |\b){_BACK}[ ?.!]*$"
)
# "Has the US said anything?", "did Hayashi ever comment on that?".
_SPEAKS_AT_ALL = regex(
    r"^(?:and |but |so |ok |okay )*(?:did|does|has|have) (?:[^ ]+ ){1,5}?"
    rf"(?:{_COMPLETE_WITHOUT_OBJECT}|speak|spoken|talk|talked)"
    rf"(?: (?:anything|something|a word|at all|yet))*(?: |\b){_BACK}[ ?.!]*$"
)
# "Did they talk about that in Rome?": of what was asked before.
_TALKED_ABOUT = regex(
    r"\b(?:ask|asked|comment|commented|mention|mentioned|say|said|speak|spoke|talk|talked|tell|told)"
    r" (?:[a-z]+ )?(?:about|of|on|to|with) (?:it|that|them|these|this|those)\b"
)
# "And Blinken's answer?", "Biden on that?": the same with a noun, or pointing to it.
_OF_SPEAKER = regex(
    r"[a-z]'s (?:[a-z]+ )?(?:answer|opinion|position|reaction|remarks|reply|response|side|stance"
    r"|take|view|views|words)[ ?.!]*$"
    r"|\b(?:about|on|to|of|with) (?:it|that|this|them)[ ?.!]*$"
)
# "Did the South Koreans object?", "did they join?": a verb at the end, without what it is about.
_OBJECTLESS = regex(
    r"\b(?:did|does|do|will|would|has|have|had|can|could) (?:the )?"
    r"(?P<subject>(?:[^ ,]+ ){1,2}?)[a-z]+(?: (?:in|out|back|up|along))?[ ?.!]*$"
)
# Those of a country are somebody who speaks: "and the Americans?", "the other side".
_SIDE = regex(
    r"\bthe (?:[a-z]+ )?(?:[a-z]+(?:ans|ese)|british|dutch|french|[a-z.]+ side"
    r"|[a-z.]+ (?:answer|position|reaction|reply|response|view))s?[ ?.!]*$"
)
_ANYBODY_ELSE = regex(
    r"\b(?:(?:any|some|every)?(?:one|body) else|who else|other (?:speakers?|officials?)) "
    r"(?:ever |has |have )*(?:address|brought|bring|comment|discuss|mention|raise|refer|sa[iy]"
    r"|speak|spoke|talk)"
    r"|^(?:and |but |what about |how about |did )*(?:(?:any|some)(?:one|body) else|who else"
    r"|(?:any )?(?:other|others|another) (?:person|people|speakers?|officials?|ministers?))"
    r"(?: (?:at all|on|about|to|of|that|this|it|then))*(?: (?:from|in|of) the [a-z]+)?[ ?.!]*$"
)
_REMOVING = (
    r"cancel|clear|forget|drop|ignore|remove|skip|lose|scrap|leave out|take out|never ?mind"
    r"|regardless of|no matter|without"
)
_CORRECTS = regex(
    r"(?:(?:ah|oh|hm+|sorry|wait|well|actually|no|nope|ok|okay|fine|and|but|then|yes)\b[,.! ]*)*"
    r"(?:i (?:mean|meant|said|asked)|(?:not that|rather|actually)\b)"
    r"|(?:(?:no|nope|sorry|hm+|wait)\b *)+[,.!]"
    rf"|(?:sorry|hm+|wait)\b|(?:{_REMOVING}) (?:about |all |any|the|that)"
    r"|no (?:i|the|only|just|by|in|not)\b"
)
_REMOVES = regex(
    rf"\b(?:{_REMOVING}"
    r"|not (?:only|just)|don't (?:limit|care)|doesn't matter|any|all|every|whatever|whichever)\b"
)
_TAKES_OUT = regex(rf"\b(?:{_REMOVING}|not (?:only|just))\b")
_ANY = r"(?:(?:any|all|every)(?! (?:from|in|of)\b)|whatever|whichever|which(?=.*\bat all\b))"
_GIVEN_UP = (
    rf"(?:(?:{_REMOVING}"
    rf"|not (?:only|just)|don't (?:limit|care)|{_ANY})\b(?: [a-z']+){{0,3}}? (?:the |this |that )?)"
)
_NOUNS = {
    Filter.PERIOD: r"(?:years?|months?|weeks?|days?|dates?|periods?|time)\b(?! (?:before|after))",
    Filter.VOICES: r"(?:minister|speakers?|persons?|name|official|officials|man|woman)\b",
    Filter.ASKERS: r"(?:news)?papers?\b|(?:outlets?|media|reporters?|journalists?|askers?)\b"
    r"|who(?:ever)? (?:asked|asks)\b",
    Filter.ASKED: r"(?:reporters|journalists|questions|q ?(?:&|and) ?a)\b",
    Filter.KINDS: r"(?:press |news )?(?:kinds?|types?|releases?|conferences?|read-?outs?|"
    r"statements?|speeches)\b",
    Filter.LABELS: r"(?:refusals?|wordings?)\b",
}
_REMOVALS = {one: regex(rf"\b{_GIVEN_UP}(?:{noun})") for one, noun in _NOUNS.items()}
# "Any refusals?" asks for them.
_REMOVALS[Filter.LABELS] = regex(
    rf"\b(?:{_REMOVING}|not (?:only|just))\b(?: [a-z']+){{0,3}}? {_NOUNS[Filter.LABELS]}"
)
_NO_FILTERS = regex(rf"\b(?:no|{_GIVEN_UP}) ?(?:filters?|limits?|restrictions?)\b")
_ANYBODY = regex(r"\b(?:by |from )?(?:anyone|anybody|everyone|everybody)\b(?! (?:else|ask))")
_NOT_JUST = regex(r"(?:and |from |by )*(?:any|every)(?:one|body)\b.*\bnot (?:just|only)\b")
_ANY_TIME = regex(r"\b(?:ever|anytime|at any time|all the time|all in all|altogether|in total)\b")
# "Taiwan, not Ukraine", "instead of Ukraine Taiwan", "replace Ukraine with Taiwan".
_GIVEN = r"[^,.;!?]{2,40}"
_SWAPS = regex(
    r"(?:(?:hm+|no|nope|oh|ok|sorry|wait)\b[,.! ]*)*"
    rf"(?!(?:and|but|or|just|only)\b)(?:"
    rf"(?!not\b){_GIVEN},? (?:and )?(?:not|instead of|rather than) (?P<behind>{_GIVEN}?)"
    rf"|(?:not|instead of|rather than) (?P<before>{_GIVEN}?),? (?:but|rather|i meant?) {_GIVEN}"
    rf"|not (?:about )?(?P<denied>{_GIVEN}), {_GIVEN}"
    rf"|(?:instead of|rather than) (?P<first>[^, ]{{2,20}}) {_GIVEN}"
    rf"|(?:change|replace|swap|switch) (?P<object>{_GIVEN}?) (?:by|for|to|with) {_GIVEN})[ ?.!]*"
)
_JOINS = regex(
    r"(?:(?:and|but|ok|okay|so|now|maybe) )*"
    r"(?:along with|especially|including|more (?:about|on)|particularly|plus|together with|with"
    r"|by(?! phone)|in(?! person)(?= [a-z]+(?: [a-z]+){0,2}[ ?.!]*$))\b"
)
_ADDS = regex(r"^(?:and |but )?(?:also|plus)\b|\b(?:too|also|as well)[ ?.!]*$")
# "Did he tell Blinken?": of what was asked before, to somebody.
_TELLS = regex(
    r"\b(?:tell|told|inform|informed|warn|warned|assure|assured|brief|briefed|ask|asked|promise"
    r"|promised|urge|urged|(?:say|said|explain|explained|mention|mentioned|raise|raised)"
    r" (?:it|that|this|so) (?:to|with)|(?:speak|spoke|talk|talked) (?:to|with))"
    r" [^ ?.!]+(?: [^ ?.!]+)?"
    r"(?: (?:so|that|this|(?:about|of|on) (?:it|that|this)))?[ ?.!]*$"
)
_WHAT_ELSE = regex(
    r"(?:(?:and|but|so|ok) )*(?:what else|anything else|something else"
    r"|(?:(?:what|which) )?other (?:topics|subjects|things))\b"
    r"(?! (?:about|on|regarding) (?!\d|that day|the \d))"
)
# "The economic one": one of those that were asked about.
_KIND_OF_ONE = regex(
    r"(?:(?:and|but|no|not that|only|just|i meant?|ok|okay),? )*the (?:[^ ,]+ ){1,3}ones?[ ?.!]*"
)
_BEFORE_WHAT = regex(
    r"(?:(?:and|but|ok|okay|no|only|just|(?:the )?same|what about|how about|thing|question)\b,? )*"
    r"(?P<time>(?:before|after|since|until) (?!(?:that|this|it|then)\b)[^,?\d]{3,50}?)[ ?.!]*"
)
_ASKS = regex(r"\b(?:did|do|does|what|who|how|why|when|was|were|is|are)\b")


def means_thread(token: Token) -> bool:
    """Tell whether a word is of answers and messages, and names no topic in a short message."""
    word = token.folded.removesuffix("'s")
    return token.is_stop or word in FILLERS or word in _OF_ANSWERS or word in FURNITURE


def asks_for_part(folded: str) -> bool:
    """Tell whether words ask for a part of what was quoted, or what stands beside it."""
    is_part = not _PARTS.isdisjoint(re.findall(r"[a-z]+", folded))
    is_part = is_part or _BY_WHOM.fullmatch(folded) is not None
    return is_part or _BESIDE.search(folded) is not None


def names_speaker(folded: str) -> bool:
    """Tell whether a question is what somebody said, and does not say of what."""
    return any(one.search(folded) for one in (_SPEAKER, _SPEAKS_AT_ALL, _OF_SPEAKER, _SIDE))


def talks_about_it(folded: str) -> bool:
    """Tell whether somebody speaks of what was asked before: "did they talk about that in Rome"."""
    return _TALKED_ABOUT.search(folded) is not None


def lacks_object(folded: str) -> bool:
    """Tell whether a question ends with its verb: "did South Korea join?"."""
    found = _OBJECTLESS.search(folded)
    return found is not None and FURNITURE.isdisjoint(found["subject"].split())


def asks_others(folded: str) -> bool:
    """Tell whether a question asks for the words of somebody else than before."""
    return _ANYBODY_ELSE.search(folded) is not None


def corrects(folded: str) -> bool:
    """Tell whether a message begins with a correction: "no, i mean", "sorry, only", "forget"."""
    return _CORRECTS.match(folded) is not None


def asks_everybody(folded: str) -> bool:
    """Tell whether a message asks for everybody's words: "everyone, not just Hayashi"."""
    return _NOT_JUST.match(folded) is not None


def removed_filters(folded: str) -> frozenset[Filter]:
    """Return the filters that a message gives up: "forget the year", "any paper at all"."""
    found = {one for one, pattern in _REMOVALS.items() if pattern.search(folded)}
    if asks_others(folded):
        found.discard(Filter.VOICES)
    if _ANYBODY.search(folded):
        found.add(Filter.VOICES)
    if _ANY_TIME.search(folded):
        found.add(Filter.PERIOD)
    if _NO_FILTERS.search(folded):
        found.update(Filter)
    return frozenset(found)


def gives_up(folded: str) -> bool:
    """Tell whether a message takes something back that limited the answers before."""
    return _REMOVES.search(folded) is not None


def takes_out(folded: str) -> bool:
    """Tell whether a message takes something out, and does not only widen: "skip the releases"."""
    return _TAKES_OUT.search(folded) is not None


def swapped(folded: str) -> frozenset[str]:
    """Return the words of a topic that a message gives up for another: "Taiwan, not Ukraine"."""
    found = _SWAPS.fullmatch(folded)
    given = next(filter(None, found.groups()), "") if found else ""
    return frozenset(given.split())


def joins(folded: str) -> bool:
    """Tell whether a message opens so that its topic joins the one before: "with Blinken"."""
    return _JOINS.match(folded) is not None


def adds(folded: str) -> bool:
    """Tell whether a message adds to what was asked: "February too"."""
    return _ADDS.search(folded) is not None


def asks_what_else(folded: str) -> bool:
    """Tell whether a message asks for other topics than before: "what else was said on 6 May"."""
    return _WHAT_ELSE.match(folded) is not None


def tells_somebody(folded: str) -> bool:
    """Tell whether a question is to whom something was said: "did he tell Blinken?"."""
    return _TELLS.search(folded) is not None


def names_one_of_them(folded: str) -> bool:
    """Tell whether a message tells one of those before from the others: "the economic one"."""
    return _KIND_OF_ONE.fullmatch(folded) is not None


def undated(folded: str) -> Span | None:
    """Find the time that is all of a message, if it is told by an event: "before the invasion"."""
    found = _BEFORE_WHAT.fullmatch(folded)
    return None if found is None or _ASKS.search(folded) else Span(*found.span("time"))
