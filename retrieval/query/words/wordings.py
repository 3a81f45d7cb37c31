"""The words that messages meant for whoever answers are made of: verbs, objects, and small words.

A wording has one word of each of its groups, and besides them only small words and its own others.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from retrieval.model.query import Request

COURTESY = frozenset(
    """
    again ah alright bot buddy can could dude er hello hey hi hmm i'd just kaiken kindly like man
    mate maybe now oh ok okay ooh pal please pls plz sir so thanks then thx to uh um want well
    would yo you
    """.split()
)
# They stand in any message; what tells of somebody else, or of the past, is among none of them.
_SMALL = frozenset(
    """
    a actually all also always an and any anymore anything are aren't as at by can can't cannot
    do doesn't don't doing for from get getting gimme give go going gonna got gotta have here
    how i i'd i'll i'm i've if in instead into is isn't it it's its lemme let let's like longer look
    make maybe me mine my need no not of off on one ones only or our out own put really see send
    shall should show simply some somehow something somewhere take tell than that that's the there
    there's these thing things this those to too up us very wanna want we what what's which
 with yet you you'd you're you've your yours u ur
    """.split()
)
_NUMBERS = "one two three four five six seven eight nine ten once"
ALERTS = "alerts alert notifications notification subscriptions subscription"
_NOTICES = f"{ALERTS} notices notice"
_ANSWERS = """
    answer answers excerpt excerpts example examples hit hits match matches message messages page
    passage passages quotation quotations quote quotes reply replies response responses result
    results
"""
_ABOUT_THE_BOT = """
    able about ai am answer answers ask bot built buttons chat chatbot come command commands does
    explain fake features from good human instructions kaiken kind know language languages learn
    machine made many meant menu new official officially options or person purpose questions read
    real robot run runs someone sort sources speak supposed talk talking tap topics type types
    understand unofficial use used useful using who why work working works write yourself
"""
INSULTS = frozenset(
    """
    annoying awful bad boring bullshit crap crappy damn dumb dumbest fool fuck fucking garbage hate
    hopeless horrible idiot idiotic idiots incompetent joke junk liar lousy moron pathetic
    pointless ridiculous rubbish shit shitty silly stupid suck sucks terrible trash unhelpful
    useless waste worst worthless
""".split()
)
_FAULTS = """
    broken confused confusing error errors false forever inaccurate incorrect irrelevant misleading
    mistake mistakes mistaken nonsense off-topic slow slower slowly unclear unrelated wrong
"""
_SAID = "come comes goes he it one say says said she stands that they this was were"
_DELETING = "clear delete destroy drop erase forget purge remove scrub wipe"
_DAY = """
    afternoon afternoons am bed bedtime day daytime evening evenings late midnight morning mornings
    night nights noon overnight pm sleep sleeping weekend weekends
"""
_DISTURBING = f"""
    {_NOTICES} alerting buzz call contact disturb everything message messages messaging mute notify
    notifying ping pings quiet send sending silence silent text texting texts updates wake write
    writing
"""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that make a request: one of each of `groups`, and none but these and `others`."""

    request: Request
    groups: tuple[frozenset[str], ...]
    others: frozenset[str]

    def matches(self, words: Collection[str]) -> bool:
        """Tell whether words make this request."""
        if any(group.isdisjoint(words) for group in self.groups):
            return False
        return all(word in self.others for word in words)


def _wording(request: Request, *groups: str, others: str = "", small: bool = True) -> Wording:
    parts = tuple(frozenset(group.split()) for group in groups)
    return Wording(request, parts, COURTESY.union(others.split(), *parts, _SMALL if small else ()))


# In this order: "stop the alerts" is no insult, and "what do you know about me" no question of use.
WORDINGS = (
    _wording(
        Request.YES,
        "yes yep yeah yup aye confirm",
        others="ahead do go in it ok subscribe sure that the this",
        small=False,
    ),
    _wording(
        Request.NO,
        "no nope nah cancel nevermind abort skip",
        others="it not that the this way",
        small=False,
    ),
    _wording(
        Request.UNDO,
        "undo revert unremove",
        others="accident last oops remove removed sorry was wrong",
    ),
    _wording(
        Request.UNDO,
        "accident back mistake oops restore reverse didn't wrong whoops accidentally",
        "bring do did mean meant put restore reverse oops whoops take",
        others="action button change changes clicked last pressed sorry tapped wait was",
    ),
    _wording(
        Request.RESET,
        "afresh again anew blank clean fresh new over reset restart scratch different another",
        "begin chat conversation reset restart scratch start slate subject topic question",
        others="ask change clear session talk",
    ),
    _wording(
        Request.RESET,
        "clear disregard drop forget ignore reset scrap",
        "asked before chat context conversation earlier last previous question questions",
        others="said session topic talked was",
    ),
    _wording(
        Request.BACK,
        "back earlier first last previous previously repeat resend again before",
        """back bring gave get go going jump repeat resend return say scroll see show showed shown
        your""",
        others=f"{_ANSWERS} did once original said sent second time was were",
    ),
    _wording(
        Request.LANGUAGE,
        """
        arabic chinese dutch french german hindi indonesian italian japanese korean mandarin polish
        portuguese russian spanish swedish turkish ukrainian thai vietnamese
        """,
        """
        answer change do reply respond set speak switch talk translate understand use write
        """,
        others=f"{_ANSWERS} about able know language translation",
    ),
    _wording(
        Request.LANGUAGE,
        "language languages",
        "another change different other set switch",
        others="reply speak answer use",
    ),
    _wording(Request.LANGUAGE, "translate translation translations", others=f"{_ANSWERS} english"),
    _wording(
        Request.LENGTH,
        f"{_ANSWERS} statements lines",
        f"""{_NUMBERS} brief briefer fewer less long longer max maximum more most only short shorter
        single""",
        "always at each every from max maximum maybe most per rather shorter time usually",
        others="1 2 3 4 5 6 7 8 9 10 keep limit me prefer limited reduce than to",
    ),
    _wording(
        Request.MORE,
        "additional another continue else extra further more next other others remaining rest",
        others=f"{_ANSWERS} hear hit keep reading say statements there",
    ),
    _wording(Request.MORE, "keep", "coming going", small=False, others="them please"),
    _wording(
        Request.CONTEXT,
        """
        context link links original reference source sources surroundings transcript url
        """,
        others=f"""
        about around article check document exact full hyperlink more open paste quoted read release
        statement text verify website was web whole {_ANSWERS} {_SAID} where
        """,
    ),
    _wording(
        Request.CONTEXT,
        "complete document entire full page release text transcript whole",
        """article conference document page paragraph passage quote quotation release statement text
        thing transcript""",
        others=f"about exact find open read view where {_SAID} whole",
    ),
    _wording(
        Request.CONTEXT,
        "after around before behind beyond following preceding",
        "bit line one paragraph part quotation quote said sentence sentences that this words",
        others=f"else everything just right read comes line lines {_SAID}",
    ),
    _wording(
        Request.CONTEXT,
        "release page document conference call statement",
        "which what where",
        others="from in is it that the this was",
        small=False,
    ),
    _wording(
        Request.SETTINGS,
        "preference preferences settings setting timezone zone quiet",
        others=f"adjust change configure edit find hours menu open page set switch time turn "
        f"update where {_NOTICES}",
    ),
    _wording(
        Request.SETTINGS,
        _DISTURBING,
        _DAY,
        others=f"{_NUMBERS} after before between bother during except fine good hours more stop "
        "the through till until when while asleep everything o'clock past half",
    ),
    _wording(
        Request.UNSUBSCRIBE,
        "unsubscribe unfollow",
        others=f"{_NOTICES} everything how updates want",
    ),
    _wording(
        Request.UNSUBSCRIBE,
        "enough leave no quit stop without",
        f"""{_NOTICES} message messages messaging notifying sending spamming texting texts updates
        writing""",
        others="everything more receiving such",
    ),
    _wording(
        Request.UNSUBSCRIBE,
        _NOTICES,
        "cancel disable drop end kill mute off pause remove rid silence turn unsubscribe "
        + _DELETING,
        others="how switch everything",
    ),
    _wording(Request.LIST, _NOTICES, others="am are have list many subscribed subscribe"),
    _wording(
        Request.FORGET,
        _DELETING,
        "account data everything history information info me my messages profile questions record "
        "records",
        others="about ask asked chat collected ever have hold kept know of personal saved stored "
        "that was from",
    ),
    _wording(
        Request.OWN_DATA,
        "me my mine myself i",
        """collect collected data gather history hold info information keep kept know log logged
        logging logs memory private privacy record recorded records remember save saved saving spy
        store stored stores track tracked tracking""",
        others="about am anywhere are ask asked asking chat does everything is long long? messages "
        "personal question questions read say said type typed was were who written where",
    ),
    _wording(
        Request.INSULT,
        " ".join(INSULTS),
        others=f"""
        {_ABOUT_THE_BOT} {_ANSWERS} an and bit complete ever never really right shut such time total
        up wow
        """,
    ),
    _wording(Request.INSULT, "shut", "up", others="oh"),
    _wording(Request.INSULT, "hate", "you this"),
    _wording(
        Request.COMPLAINT,
        f"{_FAULTS} off sense fit fits match help",
        f"""{_ANSWERS} ages always make makes you you're your it it's this that that's took reply
        are""",
        others="""
        bit completely date does doesn't guy has helpful hour link makes man minister much name no
        person quite really right speaker so still takes taking there time totally was way who why
        woman
        """,
    ),
    _wording(
        Request.COMPLAINT,
        "doesn't didn't don't isn't never no not wasn't aren't",
        "answer answering answered answers asked correct help helpful helps looking meant question "
        "right true understand understood wanted accurate relevant",
        others="about at did does it it's made quote really said sense that's was were you're",
    ),
    _wording(
        Request.HELP,
        """ai ask bot built can chatbot commands do does human instructions kaiken made meant
        official options person purpose robot run runs speak supposed talking type understand use
        using work works are""",
        others=f"{_ABOUT_THE_BOT} help",
    ),
    _wording(Request.HELP, "help instructions commands menu options manual", others=_ABOUT_THE_BOT),
    _wording(
        Request.THANKS,
        """
        appreciated awesome brilliant cheers excellent fantastic good great helpful lovely nice
        perfect super thank thanks thx ty welcome wonderful
        """,
        others="""
        about am answer bot bye day for exactly find found help helped helping helps i'm it job just
        kind lot lots looking lovely many mate much needed quick quote really spot stuff that's time
        very wanted was well work worked works you're
        """,
    ),
)
