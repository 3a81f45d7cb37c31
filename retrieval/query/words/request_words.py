"""The words that messages meant for whoever answers are made of: verbs, objects, and small words.

A wording has one word of each of its groups, and besides them only small words and its own others.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from retrieval.model.query import Request
from retrieval.text.everyday import is_everyday
from retrieval.text.stems import stem
from retrieval.text.tokens import STOP_WORDS

COURTESY = frozenset(
    """
    again ah alright bot buddy can could dude er hello hey hi hmm i'd just kaiken kindly like man
    mate maybe now oh ok okay ooh wow pal please pls plz sir so thanks then thx to uh um want well
    would yo you
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
    annoying awful bad blockhead boring bullshit crap crappy damn dumb dumber dumbest fool fuck
    fucking garbage hate hopeless horrible idiot idiotic idiots incompetent junk liar lousy
    moron pathetic pointless moronic ridiculous rubbish shit shitty silly
    stupider loser clown fail failure stupid suck sucks terrible trash unhelpful useless worst
    worthless
    """.split()
)
# A word that nobody asks the record about is a request as the whole message. Any other is a
# topic, also one that wordings are made of: "release", "alert", "restore".
STANDS_ALONE = frozenset(
    """
    abort amazing annoying another appreciated awesome awful aye bad blockhead boring brilliant
    bullshit cancel cheers clown confirm context continue crap crappy damn digest dumb dumber
    dumbest else excellent fantastic fuck fucking further garbage good great helpful hopeless
    horrible idiot idiotic idiots link links liar loser lousy lovely more moron moronic nah
    nevermind next nice no nope notices notifications alerts oops other others pathetic perfect
    pointless preferences quiet redo resend revert ridiculous rubbish settings shit shitty silly
    skip source sources stupid stupider subscribe subscribed subscription subscriptions suck sucks
    super surrounding surroundings ta terrible thank thanks thx timezone transcript translate
    translation ty undo unfollow unhelpful unremove unsubscribe unsubscribing url useless whoops
    wonderful worst worthless yeah yep yes yup
    """.split()
)
FAULTS = """
    incomplete confuse mix mixed muddle partial outdated old broken bug buggy dead glitch
    misquoted misread misunderstand misunderstood confused confusing error errors false forever
    inaccurate incorrect irrelevant misleading mistake mistakes mistaken nonsense off-topic slow
    slower slowly unclear unrelated wrong
    """
SAID = "came come comes goes he it one say says said she stands that they this was were"
DELETING = "rid clear delete destroy drop erase forget purge remove scrub wipe"
DAY = """
    afternoon afternoons am bed bedtime day daytime evening evenings late midnight morning
    mornings night nights noon overnight pm sleep sleeping weekend weekends weekday weekdays
    mondays tuesdays wednesdays thursdays fridays saturdays sundays sunday saturday
    """
DISTURBING = f"""
    {NOTICES} alerting buzz contact disturb everything message messages messaging mute notify
    notifying ping pinging pings quiet send sending silence silent disturbing waking contacting
    bothering text texting texts updates wake write writing
"""


_ADDRESSING = frozenset(
    "you your you're you've i i'm i've i'd me my mine bot kaiken please".split()
)
# A longer message tells of something.
_LONGEST = 16
_OF_OTHERS = frozenset(
    """
    did had has he he'd he's her him his she she's their they they're was were will would who whom
    whose why when minister ministers country countries world people state states government
    talks meeting meetings visit war agreement situation position stance
    """.split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that make a request: one of each of `groups`, and none but these and `others`.

    If it `is_open`, any everyday words may be among them, where it speaks to whoever answers and
    tells of nobody else.
    """

    request: Request
    groups: tuple[frozenset[str], ...]
    others: frozenset[str]
    is_open: bool = False

    def matches(self, words: Collection[str]) -> bool:
        """Tell whether words make this request."""
        if any(group.isdisjoint(words) for group in self.groups):
            return False
        unknown = [word for word in words if word not in self.others]
        if not unknown:
            return True
        is_addressed = self.is_open and len(words) <= _LONGEST and not _ADDRESSING.isdisjoint(words)
        return is_addressed and all(map(_is_of_no_topic, unknown))


def _is_of_no_topic(word: str) -> bool:
    """Tell whether a word could stand in any message, and tells of nobody else."""
    return word not in _OF_OTHERS and (word in STOP_WORDS or is_everyday((stem(word),)))


def wording(
    request: Request,
    *groups: str,
    others: str = "",
    small: bool = True,
    is_open: bool = False,
) -> Wording:
    """Make a wording of words parted by blanks; with the small words if `small`."""
    parts = tuple(frozenset(group.split()) for group in groups)
    known = COURTESY.union(others.split(), *parts, _SMALL if small else ())
    return Wording(request, parts, known, is_open)
