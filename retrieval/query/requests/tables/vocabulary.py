"""The words that messages meant for whoever answers are made of: verbs, objects, and small words.

A wording has one word of each of its groups, and besides them only small words and its own others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from retrieval.model.query import Request
from retrieval.text.stems import stem

COURTESY = frozenset(
    """
    again ah alright bot buddy bye can could dude er goodbye hello hey hi hmm i'd just kaiken kindly
    like man mate maybe now oh ok okay ooh pal please pls plz sir so sorry thanks then thx to uh um
    want well would wow yo you
    """.split()
)
# They stand in any message; what tells of somebody else, or of the past, is among none of them.
_SMALL = frozenset(
    """
    a actually all also always an and any anymore anything are aren't as at by can can't cannot do
    doesn't don't doing for from get getting gimme give go going gonna got gotta have here how i
    i'd i'll i'm i've if in instead into is isn't it it's its lemme let let's like longer look
    make maybe me mine my need no not of off on one ones only or our out own put really see send
    shall should show simply some somehow something somewhere take tell than that that's the there
    there's these thing things this those to too up us very wanna want we what what's which with
    yet you you'd you're you've your yours u ur able couple actually another answer answers
    anybody anyone anyway away back basically because begin bit bother bring button change chat
    check click days different each easy either else enough even ever every everything exactly few
    find first five four full happy honestly hours idea jump just kind last later left less lets
    list little live lost lot lots message messages mind minute moment more most much myself new
    next nothing often once open other others page part piece possible properly quick quickly
    quite rather read ready real right same saw screen search seem seems session single sort
    specific start still stuff such sure system talk tap ten text think three time times today
    tonight topics totally touch try two type under understand until us use used useful using
    usually wait way week weeks where while whole without wonder word words work working works
    write yes
    """.split()
)
NUMBERS = "one two three four five six seven eight nine ten once"
ALERTS = "alerts alert notifications notification subscriptions subscription"
NOTICES = f"{ALERTS} notices notice"
ANSWERS = """
    citation citations finding findings
    answer answers excerpt excerpts example examples hit hits match matches message messages page
    passage passages quotation quotations quote quotes reply replies response responses result
    results
"""
ABOUT_THE_BOT = """
    able about ai am answer answers ask bot built buttons chat chatbot come command commands does
    explain fake features from good human instructions kaiken kind know language languages learn
    machine made many meant menu new official officially options or person purpose questions read
    real robot run runs someone sort sources speak supposed talk talking tap topics type types
    understand unofficial use used useful using who why work working works write yourself chatgpt
    gpt program software app person real someone somebody who's teach reading sentences keywords
    japanese staff team behind developer owner owns question example
    """
INSULTS = frozenset(
    """
    fu fuk stfu
    annoying appalling arse arsehole ass asshole atrocious awful bad balderdash baloney bastard
    bitch blockhead bloody bollocks bonehead boring brainless braindead bs bugger bullshit clown
    clueless crap crappy cretin damn damned dense dick dimwit dope dork dreadful drivel dumb dumbass
    dumber dumbest fail failure ffs fool fuck fucked fucking garbage gibberish git halfwit hate
    hogwash hopeless horrible idiot idiotic idiots imbecile incompetent jackass junk lame
    laughable liar lousy loser moron moronic muppet nitwit numpty nuts pathetic pillock piss pissed
    pointless prat prick retard retarded ridiculous rubbish scam shit shite shithead shitty sick
    silly smh sod stupid stupider suck sucks terrible thick tosh tosser trash turd twat twit
    unhelpful unusable useless wanker worst worthless wtf
    """.split()
)
# What is said of chats, programs and messages, and in them.
OF_CHATS = """
    access account address ages apologise app application archive backside beta bless box brain
    brains browser bug bugs button buttons bye channel chat chatbot chats click clicked clock cmd
    code computer confidential confirm contact conversation conversations copies copy crash crashed
    ctrl current data database date dates day default delete details device display document
    documents doubt download ears edit electricity email emails encrypted english error errors essay
    explanation export eyes feature features feedback figure file files filter filters font forgot
    format found frequency frozen gdpr glitch google gpt grandma group guys half homework hour
    hourly hours hunting id ignored image inbox input interface internet joking keyboard keyword
    keywords kidding laptop layout left license limit line lines link linked links listed loading
    location log logged login logs mail mailbox mailing marked means memory mention mentioned menu
    message messaged messages messaging minute minutes misspelled misspelt mobile mode model month
    monthly mute muted name named names notes notification number numbers obliged offline online
    open operator options order outdated owner pages paragraph paragraphs password pdf people
    permanently person personal phone photo picked picture pin pinging poem policy popup post posted
    pressed print printed privacy private program programmed prompt public published push question
    questions quote quoted quotes reader reading reboot refresh register registered reload reminder
    reminders replied report reported reporting request requests reset respond responding response
    result results running save saved schedule screen screenshot script scroll search searched
    searches searching seconds secret section secure sentence server service session share shared
    showed shown sign site sleep slow software somewhere song soul sound source spam spell spelled
    spelling stars started status step steps stopped stored story summaries summarise summarize
    summary support switch sync tab tablet tap tapped telegram terms test text texts thread tick
    ticked time title today tomorrow tonight tool topic track transcript translate trial trick
    tutorial twice type typed typing typo typos unread unsafe unsubscribed updated updates upload
    url user username users verify version vibrate virus voice volume wake warning website week
    weekend weekly weeks window word wording words write writing written wrote year yesterday z
"""
# A word that nobody asks the record about is a request as the whole message. Any other is a
# topic, also one that wordings are made of: "release", "alert", "restore".
STANDS_ALONE = frozenset(
    """
    bold broken contact eli5 explain enough faster feedback fu fuk incorrect irrelevant listen mute
    neither none nonsense pause privacy snooze stfu tldr unmute unsub wrong false
    abort alerts amazing annoying another appreciated arsehole asshole awesome awful aye bad bastard
    blockhead bollocks boring braindead brainless brilliant bs bullshit cancel cheers clown confirm
    context continue crap crappy damn digest dumb dumber dumbest else excellent fantastic ffs fuck
    fucking further garbage good great helpful hogwash hopeless horrible idiot idiotic idiots lame
    liar link links longer loser lousy lovely more moron moronic nah nevermind next nice no nope
    notices notifications oops other others pathetic perfect pillock pointless preferences prick
    quiet redo resend revert ridiculous rubbish settings shit shite shitty shorter silly skip smh
    source sources stupid stupider subscribe subscribed subscription subscriptions suck sucks super
    surrounding surroundings ta terrible thank thanks thx timezone tosser transcript translate
    translation twat ty undo unfollow unhelpful unremove unsubscribe unsubscribing url useless
    wanker whoops wonderful worst worthless wtf yeah yep yes yup
    """.split()
)
FAULTS = """
    broken bug buggy confuse confused confusing cut dead error errors false forever glitch
    inaccurate incomplete incorrect irrelevant misleading misquoted misread mistake mistaken
    mistakes misunderstand misunderstood mix mixed muddle nonsense off-topic old outdated partial
    slow slower slowly truncated unclear unrelated wrong
    """
SAID = "did came come comes goes he it one say says said she stands that they this was were"
DELETING = "rid clear delete destroy drop erase forget purge remove scrub wipe"
DAY = """
    afternoon afternoons am bed bedtime day daytime evening evenings friday fridays late midnight
    monday mondays morning mornings night nights noon overnight pm saturday saturdays sleep sleeping
    sunday sundays thursday thursdays tomorrow tonight tuesday tuesdays wednesday wednesdays weekday
    weekdays weekend weekends
    """
DISTURBING = f"""
    {NOTICES} alerting buzz contact disturb everything message messages messaging mute notify
    notifying ping pinging pings quiet send sending silence silent disturbing waking contacting
    bothering text texting texts updates wake write writing
"""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that make a request: one of each of `groups`, and none but these and `others`."""

    request: Request
    groups: tuple[frozenset[str], ...]
    others: frozenset[str]
    _stems: tuple[frozenset[str], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Stem the words that make the request."""
        stems = tuple(frozenset(map(stem, group)) for group in self.groups)
        object.__setattr__(self, "_stems", stems)

    @property
    def words(self) -> frozenset[str]:
        """All words that this request may have."""
        return self.others.union(*self.groups)

    @property
    def openings(self) -> frozenset[str]:
        """The stems of which this request has one."""
        return self._stems[0]

    def matches(self, words: Collection[str]) -> bool:
        """Tell whether words make this request, and nothing else."""
        return self.others.issuperset(words) and _has_all(self.groups, words)

    def suits(self, stems: Collection[str]) -> bool:
        """Tell whether stems have what makes this request, whatever else they have."""
        return _has_all(self._stems, stems)


def _has_all(groups: Iterable[frozenset[str]], words: Collection[str]) -> bool:
    """Tell whether words have one of each group."""
    for group in groups:  # noqa: SIM110 - a message of many sentences asks often
        if group.isdisjoint(words):
            return False
    return True


def wording(request: Request, *groups: str, others: str = "", small: bool = True) -> Wording:
    """Make a wording of words parted by blanks; with the small words if `small`."""
    parts = tuple(frozenset(group.split()) for group in groups)
    known = COURTESY.union(others.split(), *parts, _SMALL if small else ())
    return Wording(request, parts, known)
