"""The wordings of all requests: which verbs and objects make them."""

from __future__ import annotations

from retrieval.model.query import Request
from retrieval.query.words.request_words import (
    ABOUT_THE_BOT,
    ANSWERS,
    DAY,
    DELETING,
    DISTURBING,
    FAULTS,
    INSULTS,
    NOTICES,
    NUMBERS,
    SAID,
    wording,
)

# In this order: "stop the alerts" is no insult, and "what do you know about me" no question of use.
WORDINGS = (
    wording(
        Request.YES,
        "yes yep yeah yup aye confirm",
        others="ahead do go in it ok subscribe sure that the this",
        small=False,
    ),
    wording(
        Request.NO,
        "no nope nah cancel nevermind abort skip",
        others="it not that the this way",
        small=False,
    ),
    wording(
        Request.COMPLAINT,
        "doesn't didn't don't isn't never no not wasn't aren't",
        """
        work works load open answer answering answered answers asked correct help helpful helps
        looking meant
        """
        "right true understand understood wanted accurate relevant",
        others=f"""
        {ANSWERS} about at did question does it it's link links made really said sense that's was
        were you're work works working load open
        """,
    ),
    wording(
        Request.UNDO,
        "undo revert unremove redo",
        others="""
        alert alerts change changes did removed subscription was accident last oops remove removed
        sorry was wrong
        """,
    ),
    wording(
        Request.UNDO,
        """
        accident back mistake oops restore reverse didn't wrong whoops accidentally unintentionally
        """,
        """
        bring button do did mean meant intend put restore reverse oops whoops take want delete
        remove cancel tapped clicked pressed
        """,
        others="""
        action alert alerts subscription removed deleted canceled cancelled change changes last no
        sorry wait was didn't
        """,
    ),
    wording(
        Request.RESET,
        "afresh again anew else blank clean fresh new over reset restart scratch different another",
        """
        begin chat conversation reset restart scratch start slate subject talk topic question
        something
        """,
        others="ask about clear mind move never session",
    ),
    wording(
        Request.RESET,
        "clear disregard drop forget ignore reset scrap",
        "asked before chat context conversation earlier last previous question questions",
        others="said session topic talked was",
    ),
    wording(
        Request.BACK,
        "back earlier first last previous previously repeat resend again before above",
        """back bring gave get go going jump repeat resend return say scroll see show showed shown
        want your""",
        others=f"{ANSWERS} did once original said sent second time was were",
    ),
    wording(
        Request.LANGUAGE,
        """
        arabic chinese dutch french german hindi indonesian italian japanese korean mandarin polish
        portuguese russian spanish swedish turkish ukrainian thai vietnamese
        """,
        """
        answer change do reply respond set speak switch talk translate understand use write
        """,
        others=f"{ANSWERS} about able know language translation",
    ),
    wording(
        Request.LANGUAGE,
        "language languages",
        "another change different know other read set speak switch understand which",
        others="reply speak answer use",
    ),
    wording(Request.LANGUAGE, "translate translation translations", others=f"{ANSWERS} english"),
    wording(
        Request.LENGTH,
        f"{ANSWERS} statements lines",
        f"""{NUMBERS} brief briefer fewer less long longer max maximum more most only short shorter
        single""",
        """
        always at each every from limit keep make question max maximum maybe most per rather
        fewer longer shorter time usually
        """,
        others="1 2 3 4 5 6 7 8 9 10 keep limit me prefer limited reduce than to",
    ),
    wording(
        Request.MORE,
        "additional another continue else extra further more next other others remaining rest",
        others=f"{ANSWERS} any hear hit keep reading say statements there similar",
    ),
    wording(Request.MORE, "keep", "coming going", small=False, others="them please it"),
    wording(Request.MORE, "all", "you've have got", "is are that", others=ANSWERS),
    wording(
        Request.CONTEXT,
        """
        context link links original reference source sources surroundings transcript url
        webpage website site surrounding
        """,
        others=f"""
        about around article check document exact full hyperlink more open paste quoted read release
        statement text verify website was web whole {ANSWERS} {SAID} where
        """,
    ),
    wording(
        Request.CONTEXT,
        "complete document entire full page release text transcript whole",
        """article conference document page paragraph passage quote quotation release statement text
        thing transcript""",
        others=f"about exact find open read view where {SAID} whole",
    ),
    wording(
        Request.CONTEXT,
        "after around before behind beyond following preceding next previous",
        """
        line paragraph passage part quotation quote said sentence sentences text that this words
        comes
        """,
        others=f"else everything just right read comes line lines {SAID}",
    ),
    wording(
        Request.CONTEXT,
        "from get found find take taken",
        "where",
        "that this it these quote quotation",
        others="come comes did does is quotes was were",
        small=False,
    ),
    wording(
        Request.CONTEXT,
        "release page document conference call statement",
        "which what where",
        others="from in is it that the this was",
        small=False,
    ),
    wording(
        Request.SETTINGS,
        "preference preferences settings setting timezone zone quiet digest summary",
        others=f"""
        a adjust am change configure daily day edit in my weekly find hours menu open page set
        switch time turn
        """
        f"update where {NOTICES}",
    ),
    wording(
        Request.SETTINGS,
        DISTURBING,
        f"{DAY} asleep often hourly weekly daily frequently",
        others=f"{NUMBERS} after before between bother during except fine good be hours more stop "
        "the through till until when while asleep everything o'clock past half",
    ),
    wording(
        Request.UNSUBSCRIBE,
        "unsubscribe unfollow unsubscribing",
        others=f"{NOTICES} everything how updates want",
    ),
    wording(
        Request.UNSUBSCRIBE,
        "enough leave no quit stop without",
        f"""{NOTICES} message messages messaging notifying sending spamming texting texts updates
        writing bothering pinging contacting alerting alerts""",
        others="everything more receiving such",
    ),
    wording(
        Request.UNSUBSCRIBE,
        NOTICES,
        "cancel disable drop end kill mute off pause remove rid silence turn unsubscribe "
        + DELETING,
        others="how switch everything",
    ),
    wording(Request.UNSUBSCRIBE, "take remove", "off from", "list me"),
    wording(
        Request.LIST, f"{NOTICES} following subscribed", others="am list many subscribed topics"
    ),
    wording(
        Request.FORGET,
        DELETING,
        "account data everything history information info me my messages profile questions record "
        "records",
        others="about ask asked chat collected ever have hold kept know of personal saved stored "
        "that was from",
    ),
    wording(
        Request.OWN_DATA,
        "me my mine myself i",
        """
        collect collected data gather history hold info information keep kept know log logged
        logging logs see memory safe secure conversation conversations private privacy record
        recorded records remember save saved saving spy store stored stores track tracked tracking
        """,
        others="about am anywhere are ask asked asking chat does everything is long long? messages "
        """
        personal question questions read say said type typed was were who can seen else anyone
        written where
        """,
    ),
    wording(
        Request.OWN_DATA,
        "you anyone anybody",
        """
        collect keep log logging monitor read reading record recording save saving see spy store
        storing track tracking
        """,
        "chat chats conversation conversations messages questions me us i",
        others="am ask being can does type typed who write",
    ),
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
        f"{FAULTS} ages off sense fit fits match nothing help",
        f"""
        {ANSWERS} ages always make makes you you're your it it's this that that's took takes reply
        date link speaker person guy name are
        """,
        others="""
        bit completely date does doesn't guy has helpful hour link makes man minister much name no
        person quite really right speaker so still takes taking there time totally was way who why
        woman with question asked to do
        """,
    ),
    wording(
        Request.HELP,
        """ai ask bot built can chatbot commands do does human instructions kaiken made meant
        official options person purpose robot run runs speak supposed talking type understand use
        using work works are""",
        others=f"{ABOUT_THE_BOT} government help ministry",
    ),
    wording(
        Request.HELP,
        "help instructions commands menu options manual lost confused tutorial example",
        others=ABOUT_THE_BOT,
    ),
    wording(
        Request.THANKS,
        "exactly just perfectly",
        "after it looking needed wanted",
        others="for that's was what works",
    ),
    wording(
        Request.THANKS,
        """
        appreciated awesome brilliant cheers excellent fantastic good great helpful lovely nice
        perfect rock rocks star legend ta super thank thanks thx ty welcome wonderful
        """,
        others="""
        about am answer bot bye day for exactly find found help helped helping helps i'm it job just
        kind lot lots looking lovely many mate much needed quick quote really spot stuff that's time
        very wanted was well work worked works you're
        """,
    ),
)
