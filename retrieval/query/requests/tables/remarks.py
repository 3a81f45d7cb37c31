"""The wordings of what is said of whoever answers: insults, complaints, thanks, and questions."""

from __future__ import annotations

from retrieval.model.query import Request
from retrieval.query.requests.tables.vocabulary import (
    ABOUT_THE_BOT,
    ANSWERS,
    FAULTS,
    INSULTS,
    wording,
)

# In this order: "you are a useless bot" asks nothing, and thanks stand beside anything.
REMARKS = (
    wording(
        Request.THANKS,
        "bad",
        "not",
        others="a all at bot for machine robot so that that's too you",
        small=False,
    ),
    wording(
        Request.INSULT,
        "waste",
        "time",
        others="a big complete huge it it's my of such that that's this total was well what",
        small=False,
    ),
    wording(
        Request.COMPLAINT,
        "bug error",
        "got getting get there's",
        others="a again an another i still",
        small=False,
    ),
    wording(
        Request.COMPLAINT,
        "complain complaint",
        "file i make",
        others="about a can how like this to want where would you",
        small=False,
    ),
    wording(
        Request.INSULT,
        "hell load waste",
        "go of",
        others="""
    crap nonsense rubbish time total
    """,
    ),
    wording(Request.INSULT, "piss screw", "off you this", small=False, others="bot just"),
    wording(Request.INSULT, "learn", "read listen think"),
    wording(Request.INSULT, "drop", "dead", small=False),
    wording(
        Request.COMPLAINT,
        """
        broken fake false inaccurate incorrect irrelevant lie lies misleading nonsense unclear
        untrue wrong
        """,
        others="""
        a again all and answer are completely entirely guy is it it's just man news no not one
        person quite reply simply so still that that's this totally utterly very woman
        """,
        small=False,
    ),
    wording(
        Request.COMPLAINT,
        "come faster hurry listen quicker wake",
        others="a bit can you now on up",
        small=False,
    ),
    wording(
        Request.COMPLAINT,
        "contact feedback suggestion suggestions feature features improvement",
        others="a can could do give have how i idea request send to where who whom you",
        small=False,
    ),
    wording(Request.INSULT, "get go", "away bent lost stuffed", small=False),
    wording(Request.INSULT, "joke", "bot this you you're", others="complete thing total"),
    wording(
        Request.INSULT,
        " ".join(INSULTS),
        others=f"""
        {ABOUT_THE_BOT} {ANSWERS} an and attempt effort experience job service
        bit complete ever never really right shut such time total
        up wow
        """,
    ),
    wording(Request.INSULT, "shut", "up", others="oh"),
    wording(Request.INSULT, "hate", "you this", others="bot"),
    wording(
        Request.COMPLAINT,
        f"{FAULTS} ages missed off sense fit fits match nothing",
        f"""
        {ANSWERS} ages always make makes you you're your it it's this that that's took takes reply
        date link speaker person guy name are no year month day minister point someone
        """,
        others="""
        bit completely date does doesn't guy has helpful hour link makes man minister much name no
        person quite really right speaker so still takes taking there time totally was way who why
        woman with question asked to do
        """,
    ),
    wording(
        Request.COMPLAINT, "certain joking kidding serious sure", "you", others="about date right"
    ),
    wording(
        Request.HELP,
        """
        ask bot can chatbot commands do does instructions kaiken meant options purpose speak
        supposed talking type understand phrase formulate manual search use using work works
        """,
        others=f"{ABOUT_THE_BOT} government help ministry",
    ),
    wording(
        Request.ABOUT,
        "behind",
        "who who's",
        "bot this you",
        others="account all is service site stands thing",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "ai chatgpt human machine official person robot unofficial",
        "answer answers here it reading service site talking there this these",
        others="a account an are by channel computer from i is made news or program real the"
        " thing to who written",
    ),
    wording(
        Request.HELP,
        "help instructions commands menu options manual lost confused tutorial example examples faq"
        " sos",
        others=ABOUT_THE_BOT,
    ),
    wording(Request.THANKS, "you", "rock rule", small=False),
    wording(
        Request.THANKS,
        "fast quick speedy",
        "that that's this was you you're",
        others="are really so very wow",
        small=False,
    ),
    wording(Request.THANKS, "made", "day", "my"),
    wording(Request.THANKS, "best greatest", "the", "you you're", others="are"),
    wording(Request.THANKS, "helps", "that this", small=False),
    wording(Request.THANKS, "that's", "all it", others="folks for now then today", small=False),
    wording(Request.THANKS, "owe", "you", others="i one big time"),
    wording(Request.THANKS, "got", "it", others="cool fine great okay", small=False),
    wording(
        Request.THANKS,
        "exactly just perfectly precisely",
        "after it looking needed wanted",
        others="for i i've that that's this was what works",
    ),
    wording(
        Request.THANKS,
        """
        adorable amazing appreciated clever cleverer cute funny awesome beauty bravo brilliant
        cheers cool dear excellent fabulous fantastic gem genius good great helpful hero impressed
        impressive kind kudos legend lifesaver love lovely magnificent marvellous marvelous neat
        nice perfect star stellar super superb sweet ta terrific thank thanks thx ty useful welcome
        wonderful
        """,
        others="""
        about am answer boy bot bunch effort girl lad bye
        day evening have million night weekend ton for exactly find
        found help helped helping helps
        i'm it job just kind lot lots looking lovely many mate much needed quick quote really spot
        stuff that's time very wanted was well work worked works you're
        """,
    ),
)
