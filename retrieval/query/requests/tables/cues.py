"""What a message that speaks to whoever answers is about, told by single words in any form.

These are asked only once it is known that a message asks nothing of the record, in this order.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from retrieval.model.query import Request
from retrieval.query.requests.tables.languages import LANGUAGES, OWN_NAMES
from retrieval.query.requests.tables.lookup import ByWord
from retrieval.query.requests.tables.private_life import LOOKS
from retrieval.query.requests.tables.vocabulary import INSULTS

_YOU = "you your you're yourself yours you've bot kaiken this"
_I = "i i'm i've i'd i'll me my mine we our us"
_ANSWERS = """
    answer answers citation excerpt excerpts it line lines message messages one ones paragraph
    passage quotation quotations quote quotes replies reply response result results statement
    statements stuff text texts that them these thing things this those words
    """
_NOTICES = """
    alert alerts digest digests messages message news notice notices notification notifications
    notifying pinging subscription subscriptions subscribed updates
    """
_DOCUMENTS = """
    archive articles collection conferences data database documents files material page pages
    record records releases sources speeches statements transcripts
    """


@dataclass(frozen=True, slots=True)
class Cue:
    """A request, and words of which a message has one of each group."""

    request: Request
    groups: tuple[frozenset[str], ...]

    def suits(self, words: Collection[str]) -> bool:
        """Tell whether a message with these words asks for it."""
        return not any(group.isdisjoint(words) for group in self.groups)


def _cue(request: Request, *groups: str) -> Cue:
    return Cue(request, tuple(frozenset(group.split()) for group in groups))


CUES = (
    _cue(
        Request.PASTIME,
        "horoscope joke jokes lottery marry married poem recipe riddle sing song weather"
        " kiss dance",
    ),
    _cue(
        Request.OTHER,
        "bored ill hungry lonely sad sick sleepy tired",
        "i i'm you you're",
    ),
    _cue(
        Request.UNDO,
        "cancelled canceled changed clicked deleted pressed removed subscribed tapped unsubscribed",
        "accident accidentally mistake oops wrong didn't meant whoops",
    ),
    _cue(Request.OWN_DATA, "who anyone anybody else", "access read see sees", "can"),
    _cue(Request.LIST, "resume restart switch turn unmute unpause", "again back on"),
    _cue(Request.LIST, "subscribe subscribed subscription subscriptions signed", "i my"),
    _cue(
        Request.SETTINGS,
        "arrive come deliver message send text write",
        "afternoon evening evenings half hour midnight morning mornings night nights noon o'clock"
        " quarter weekend weekends",
    ),
    _cue(
        Request.SETTINGS,
        "buzz buzzing loud louder noise noisy quiet quieter ring ringing silent silently sound"
        " sounds vibrate volume",
        "alert alerts message messages notification notifications",
    ),
    _cue(
        Request.ABOUT,
        "accurate correct error errors hallucinate invent lie lies mistake mistakes reliable trust"
        " wrong",
        "can could do ever how often",
        "you",
        "make get it tell be are is i ever invent hallucinate lie",
    ),
    _cue(Request.FORGET, "delete deleted erase erased forget remove wipe", "account data profile"),
    _cue(Request.HELP, "add invite use work works join answer", "group groups", _YOU),
    _cue(
        Request.OWN_DATA,
        "access check find know look monitor read reads see seen sees spy spying tracked watching",
        "anyone anybody boss colleague colleagues company employer else government husband others"
        " people police somebody someone they who wife admin operator ministry family mum dad",
        "ask asked asking chat search searched searches searching send type typed typing write"
        " writing written wrote questions messages history conversation",
    ),
    _cue(
        Request.OWN_DATA,
        "give pass passed sell selling share shared sharing sold",
        "advertisers anyone anybody companies company data government others police them third"
        " parties someone this",
        "do does is are will can did",
        "you your this",
    ),
    _cue(
        Request.OWN_DATA,
        "keep keeping kept log logged logging record recorded recording remember save saved saving"
        " share shared sharing sell selling store stored storing track tracking",
        "ask asked asking chat data history messages name number profile questions said say"
        " searched searches searching tell told type typed typing write writing wrote everything",
        f"{_YOU} you",
        _I,
    ),
    _cue(
        Request.UNSUBSCRIBE,
        "freeze halt hold mute pause silence snooze stop suspend switch turn unsubscribe cancel",
        f"{_NOTICES} everything pinging sending",
    ),
    _cue(Request.ABOUT, "old", "how", "you"),
    _cue(
        Request.ABOUT,
        "ai android bot chatbot chatgpt gemini gpt human intelligence llm machine person program"
        " robot siri alexa software alive being",
        "am are is talking chatting speaking really",
        "i you this",
    ),
    _cue(
        Request.ABOUT,
        "belong employed fund funded funds government ministry official operated paid pays run runs"
        " sponsored work works unofficial",
        "who whose for by ministry government official unofficial",
        _YOU,
    ),
    _cue(
        Request.ABOUT,
        "build built coded create created creator designed develop developed developer invented"
        " made maker owner owns programmed programmer wrote behind",
        "who who's whose",
    ),
    _cue(Request.ABOUT, "how", "many much big large", _DOCUMENTS),
    _cue(Request.ABOUT, "how", "far", "back"),
    _cue(Request.ABOUT, "which what", "cover dates period years timespan months", "you in there"),
    _cue(
        Request.ABOUT,
        "information info quotes data stuff material texts words answers",
        "where",
        "from come get source",
    ),
    _cue(Request.ABOUT, "current fresh recent update updated updates updating", "how last often"),
    _cue(Request.EXPORT, "docx excel pdf pdfs spreadsheet spreadsheets txt xls xlsx csv zip word"),
    _cue(Request.EXPORT, "download export exported file files printable", "as can get save a to"),
    _cue(Request.CITE, "bibliography citation cite cited cites footnote footnotes reference"),
    _cue(Request.CITE, "link links url address hyperlink", "share send give get copy have paste"),
    _cue(
        Request.COMPLAINT,
        "404 bug bugs buggy button buttons crash crashed crashes crashing duplicate duplicated"
        " error errors freezes froze frozen garbled glitch glitches hangs hung laggy typo twice"
        " broken loading",
    ),
    _cue(
        Request.CONTEXT,
        "after around before context surrounding",
        "comes goes came said see show read",
        "it that this",
    ),
    _cue(Request.CONTEXT, "zoom widen expand unfold"),
    _cue(Request.COMPLAINT, "same", "again always every keep keeps same three two only", _YOU),
    _cue(Request.COMPLAINT, "all only nothing", "get got see", "i", "is are but instead as"),
    _cue(
        Request.COMPLAINT,
        "answered answering ignore ignored ignoring misunderstood missed wrong mistaken rubbish",
        f"{_I} {_YOU}",
    ),
    _cue(
        Request.OPINION,
        "boil dumb eli5 explain gist interpret meaning nutshell paraphrase recap rephrase reword"
        " simpler simple simplify summarise summarize summary sum tldr jargon plain",
        f"{_ANSWERS} words terms english language speak in up use version",
    ),
    _cue(Request.OPINION, "easy easier", "digest follow grasp read reading understand words"),
    _cue(
        Request.LANGUAGE,
        f"{LANGUAGES} {OWN_NAMES} language languages tongue",
        "answer back be change in into know language languages read reply respond say set speak"
        " switch talk to translate translated translation understand use version write use want",
    ),
    _cue(Request.LANGUAGE, "translate translated translates translating translation translations"),
    _cue(
        Request.LENGTH,
        "brief briefer briefly concise condense fewer less long longer ramble rambling short"
        " shorten shorter trim verbose waffle wordy lengthy snappier snappy cut limit",
    ),
    _cue(Request.LENGTH, "one two three single", "sentence sentences line lines word paragraph"),
    _cue(Request.FORMAT, " ".join(LOOKS)),
    _cue(
        Request.FORMAT,
        "arrange bigger separate separately smaller larger order number numbered group sort split"
        " table list top bottom first last marks",
        _ANSWERS + " date dates name names speaker speakers source sources them",
    ),
    _cue(Request.FORMAT, "without remove drop skip hide omit", "marks signs links dates names"),
    _cue(
        Request.HELP,
        "how start supposed tutorial understand",
        "add ask search start started supposed type use work works write",
        "i i'm me you this",
    ),
    _cue(Request.HELP, "confused lost stuck", "i'm i've"),
    _cue(Request.HELP, "best how way", "ask phrase", "i you your"),
    _cue(Request.COMPLAINT, "can't didn't don't", "follow get understand", "i"),
    _cue(
        Request.HELP,
        "able capable features functions tricks skills",
        "what which else",
        _YOU,
    ),
    _cue(Request.INSULT, " ".join(INSULTS), f"{_YOU} that that's it it's these those"),
    _cue(
        Request.FAREWELL,
        "bye farewell goodbye goodnight gotta leaving later tomorrow going",
        "i i'm run go see you off now then bed talk home",
    ),
    _cue(
        Request.THANKS,
        "made saved",
        "afternoon bacon day evening life morning night time week",
        "i my you you've me",
    ),
    _cue(Request.THANKS, "appreciate cheers helped impressed lifesaver thank thanks love loved"),
)
CUES_BY_WORD = ByWord(CUES, lambda one: one.groups[0])
