"""The words that exclude what follows them, and those that stand around what is excluded."""

from __future__ import annotations

_NOT_DOING = (("doesn't",), ("don't",), ("does", "not"), ("do", "not"))
_NOT_BEING = (("isn't",), ("wasn't",), ("aren't",), ("is", "not"), ("was", "not"), ("are", "not"))
# Each is followed by what is excluded. In capitals, "NOT" is an operator as "OR" is.
CUES = (
    ("with", "the", "exception", "of"),
    ("without", "any", "mention", "of"),
    ("without", "mention", "of"),
    ("without", "mentioning"),
    *((that, *deny, "mention") for that in ("that", "which") for deny in _NOT_DOING),
    *((that, *deny, "about") for that in ("that", "which") for deny in _NOT_BEING),
    ("not", "mentioning"),
    ("other", "than"),
    ("except", "for"),
    ("but", "nothing", "said"),
    ("but", "nothing"),
    ("but", "not"),
    ("anything", "but"),
    ("everything", "but"),
    ("except",),
    ("excluding",),
    ("without",),
)
# These exclude among key words, and behind "everything"; a sentence tells what somebody did.
CUES_OF_KEY_WORDS = tuple(
    (*before, *cue)
    for before in ((), ("but",), ("and",), ("please",))
    for cue in (
        *(("leave", "out"), ("leaving", "out"), ("leave", "aside"), ("leaving", "aside")),
        *(("not", "counting"), ("not", "including"), ("apart", "from"), ("aside", "from")),
        *(("excl",), ("ignore",), ("ignoring",), ("minus",), ("omit",), ("omitting",)),
        *(("skip",), ("skipping",), ("exclude",), ("besides",)),
    )
)
# "Leave North Korea out", "keep Taiwan out of it".
PARTED = frozenset("cut keep leave put set take".split())
PARTS = frozenset({"aside", "out"})
OUT_OF = frozenset({("of", "it"), ("of", "that"), ("of", "this")})
# These exclude where a sentence begins with them, and they and what they exclude are all of it.
CUES_OF_ORDERS = (
    *((verb,) for verb in ("disregard", "drop", "exclude", "forget", "omit", "remove", "skip")),
    *((verb,) for verb in ("ignore", "excludes", "minus")),
    *((verb, "out") for verb in ("cut", "filter", "keep", "leave", "rule", "take")),
    *((verb, "aside") for verb in ("leave", "put", "set")),
    *(("forget", "about"), ("no", "need", "for")),
    *((verb,) for verb in PARTED),
    *(("spare", "me"), ("never", "mind"), ("nevermind",)),
    *(
        (*who, *deny, *wish)
        for who in ((), ("i",), ("we",))
        for deny in (("don't",), ("do", "not"))
        for wish in (
            *(("want",), ("need",), ("include",), ("mention",), ("quote",), ("count",)),
            *(("show",), ("show", "me"), ("give", "me"), ("send", "me"), ("bring", "up")),
            *(("care", "about"), ("care", "for"), ("want", "to", "see"), ("need", "to", "see")),
        )
    ),
)
OPENS = frozenset(
    {
        *("aside", "neither", "no", "not", "nothing"),
        *(cue[0] for cue in (*CUES, *CUES_OF_KEY_WORDS, *CUES_OF_ORDERS)),
    }
)
# "Skip anything about Russia", "leave out the stuff on Russia".
PIECES = frozenset("all any anything bit bits everything mentions part parts stuff things".split())
ABOUT = frozenset("about concerning mentioning of on regarding with".split())
COURTESIES = frozenset("here it of ok okay please thanks this time too".split())
WITHOUT = ("without",)
# "Talks without preconditions": how something is done.
MANNERS = frozenset(
    """
    ado borders comment condition conditions consent delay doubt end exception exceptions fail
    hesitation interruption limit limits notice objection permission precondition preconditions
    prejudice question reference regard reservation reservations reserve restriction restrictions
    result success warning
    """.split()
)
# "Not HNS in detail": how something is said.
WAYS = frozenset(
    "depth detail fact full general particular person principle private public".split()
)
# "Without North Korea in it".
WITHIN_IT = frozenset({("in", "it"), ("in", "them"), ("being", "mentioned")})
NO_OBJECTS = frozenset("else enough least limited much others rather".split())
ALL = frozenset("all anything everything".split())
PREPOSITIONS = frozenset("about at by during for from in of on since until".split())
BEFORE_A_MONTH = PREPOSITIONS | {"the"} | {cue[-1] for cue in (*CUES_OF_KEY_WORDS, *CUES)}
KINDS = frozenset(
    "briefings conferences news press pressers readouts releases speeches statements".split()
)
ARTICLES = frozenset("a an any the".split())
CONNECTING = frozenset("and but just only please so".split())
NAMED_BEFORE = frozenset({"one", "ones"})
WANTED = frozenset({"by", "from", "of", "since"})
LINKS = frozenset({"of", "to"})
JOINTS = frozenset("and nor or".split())
# A filter may follow an exclusion. Other words make it a clause of a sentence that tells something.
GOES_ON = frozenset(
    "about after asked at before between by during from in on please since until".split()
)
ASKING = frozenset("any did does has have how is was were what when where which who why".split())
# A sentence has one of these, a few key words have none.
AUXILIARIES = frozenset(
    """
    am are be been can could did do does had has have is may might should was were will would
    """.split()
)
DENIALS = frozenset("neither no not".split())
# A question that begins so may ask which of two: "was it Japan, not Russia?".
CHOOSING = frozenset("are is was were".split())
