"""The wordings of what is said of whoever answers: insults, complaints, thanks, and questions."""

from __future__ import annotations

from retrieval.model.query import Request
from retrieval.query.requests.vocabulary import (
    ABOUT_THE_BOT,
    ANSWERS,
    FAULTS,
    INSULTS,
    wording,
)

# In this order: "you are a useless bot" asks nothing, and thanks stand beside anything.
REMARKS = (
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
    wording(Request.INSULT, "get go", "bent lost stuffed", small=False),
    wording(Request.INSULT, "joke", "bot this you you're", others="complete thing total"),
    wording(
        Request.INSULT,
        " ".join(INSULTS),
        others=f"""
        {ABOUT_THE_BOT} {ANSWERS} an and bit complete ever never really right shut such time total
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
        machine robot written generated
        ai ask bot built can chatbot commands do does human instructions kaiken made meant
        official options person purpose robot run runs speak supposed talking type understand
        phrase formulate manual search use using work works are behind
        """,
        others=f"{ABOUT_THE_BOT} government help ministry",
    ),
    wording(
        Request.HELP,
        "built created developed funds made maintains operates owns pays runs wrote",
        "who",
        "it this you",
        others="bot for",
    ),
    wording(
        Request.HELP,
        "ai bot chatgpt human machine official person robot unofficial",
        "answer answers it service site this these",
        others="account an are by computer from is made news or program written",
    ),
    wording(
        Request.HELP,
        "help instructions commands menu options manual lost confused tutorial example",
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
        "exactly just perfectly",
        "after it looking needed wanted",
        others="for that's was what works",
    ),
    wording(
        Request.THANKS,
        """
        amazing appreciated awesome beauty bravo brilliant cheers cool dear excellent fabulous
        fantastic gem genius good great helpful hero impressed impressive kind kudos legend
        lifesaver love lovely magnificent marvellous marvelous neat nice perfect star stellar super
        superb sweet ta terrific thank thanks thx ty useful welcome wonderful
        """,
        others="""
        about am answer bot bunch bye day evening have million night weekend ton for exactly find
        found help helped helping helps
        i'm it job just kind lot lots looking lovely many mate much needed quick quote really spot
        stuff that's time very wanted was well work worked works you're
        """,
    ),
)
