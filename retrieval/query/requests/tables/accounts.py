"""The wordings of what the bot keeps for somebody: settings, subscriptions and data."""

from __future__ import annotations

from retrieval.model.query import Request
from retrieval.query.requests.tables.vocabulary import (
    DAY,
    DELETING,
    DISTURBING,
    NOTICES,
    NUMBERS,
    wording,
)

# In this order: "no messages at night" is a setting, "no messages" is none.
OF_ACCOUNTS = (
    wording(
        Request.SETTINGS,
        "daily hourly instant instantly",
        "daily monthly week weekly",
        "instead not rather than to",
        others="frequency not once rather switch than was will",
    ),
    wording(
        Request.SETTINGS,
        "day hour",
        "every each",
        "week month",
        "just not once only rather instead",
    ),
    wording(
        Request.SETTINGS,
        "daily frequency hourly monthly often weekly",
        "adjust change frequency make move prefer put set switch",
        others="how once rather",
    ),
    wording(Request.SETTINGS, "often frequently", "less not", others="too"),
    wording(
        Request.SETTINGS,
        "preference preferences settings setting timezone zone quiet digest summary",
        others=f"""
        a adjust am change configure daily day edit in my weekly find hours menu open page set
        switch time turn
        """
        f"update where {NOTICES}",
    ),
    wording(Request.SETTINGS, "where", "menu options preferences settings"),
    wording(Request.SETTINGS, DISTURBING, "after before until", NUMBERS, others="anything me to"),
    wording(
        Request.SETTINGS,
        DISTURBING,
        f"{DAY} asleep often hourly weekly daily frequently",
        others=f"{NUMBERS} after arrive before between bother come during except fine good be "
        "hours more stop the through till until when while asleep everything o'clock past half",
    ),
    wording(
        Request.SETTINGS,
        "never not",
        "evening evenings morning mornings night nights sunday sundays weekend weekends",
        others="at before during in on the",
        small=False,
    ),
    wording(
        Request.UNSUBSCRIBE,
        "mute pause snooze",
        "day hour hours minutes now today tomorrow week weeks while",
        others="a all alerts an everything few for it next one the this two until",
        small=False,
    ),
    wording(Request.UNSUBSCRIBE, "mute pause snooze unmute unsub", small=False),
    wording(
        Request.UNSUBSCRIBE,
        "hush quiet shush silence",
        "evening hour minute morning night now today tomorrow tonight week weekend while",
        others="a an be for one the this until",
        small=False,
    ),
    wording(
        Request.SETTINGS,
        "daily hourly monthly weekly",
        "better enough fewer instead less make more much often once please prefer rather too twice",
        others="a is are it than them would be digest digests summary or and i",
        small=False,
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
    wording(Request.UNSUBSCRIBE, "leave", "alone", "me"),
    wording(Request.UNSUBSCRIBE, "cancel end stop", "all everything it", small=False),
    wording(Request.UNSUBSCRIBE, "take remove", "off from", "list me"),
    wording(
        Request.LIST,
        f"{NOTICES} following signed subscribe subscribed",
        others="am did have list many set subscribed topics",
    ),
    wording(
        Request.UNSUBSCRIBE,
        "cancel stop delete remove end",
        "signed subscribed following",
        others="everything",
    ),
    wording(
        Request.FORGET,
        "deleted erased removed wiped gone",
        "account data database everything information memory records server servers stuff system"
        " systems all",
        "i i'd my me",
        others="about be been from personal your",
    ),
    wording(
        Request.FORGET,
        "delete erase remove wipe",
        "trace traces stuff details",
        "me my",
        others="about personal",
    ),
    wording(
        Request.OWN_DATA,
        "anonymous confidential encrypted private public safe secret secure",
        "chat chats conversation conversations data here messages questions this",
        others="my we what write",
    ),
    wording(Request.OWN_DATA, "privacy", others="policy the your"),
    wording(Request.OWN_DATA, "become becomes happen happens", "my", others="messages questions"),
    wording(
        Request.OWN_DATA,
        "anyone anybody else people who",
        "access look monitor read reads see sees",
        "ask chat chats conversation conversations messages questions say type write",
        others="all can i my other our that the these this what",
    ),
    wording(
        Request.OWN_DATA,
        "data chats details information info messages questions",
        "hold share shared sell sold stored saved kept logged recorded",
        "my mine me",
        others="are",
    ),
    wording(
        Request.FORGET,
        DELETING,
        "account data everything history information info me my messages profile questions record "
        "records",
        others="about ask asked chat collected database ever have hold kept know of personal saved "
        "server servers stored system systems that was from",
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
        personal users question questions read say said type typed was were who can seen else anyone
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
        "this chat chats conversation conversations messages questions me us i",
        others="am ask being can does type typed who write",
    ),
)
