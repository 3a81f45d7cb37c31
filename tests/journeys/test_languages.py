"""The screens of a chat in a made-up language: each text of ours comes from the catalogue."""

import re
from typing import Any
from unicodedata import east_asian_width

import pytest

from bot.handlers.account import chat_settings
from bot.language import catalogues
from bot.language.english import ENGLISH
from bot.process import introduction
from bot.rendering.citation import short_title
from bot.rendering.excerpts.dossier import FILES
from bot.rendering.excerpts.styles import STYLES
from bot.rendering.render import EXAMPLES
from bot.rendering.views import speaker_with_role
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.call_log import Call
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.services import Services
from retrieval.archive.census import list_releases
from tests.bot.language.pseudo import PSEUDO, accented, untranslated

TYPED = (
    *("/start", "/help", "Ukraine", "latest on Ukraine", "/more", "/more 1", "/more 99"),
    *("/context", "/context 2", "/context 99", "/cite", "/cite 2 bibtex", "/cite mla"),
    *("/star", "/star 2", "/starred", "/starred 2", "/starred remove 99", "/starred remove 1"),
    *("/export", "/report", "/report", "NATO enlargement and Taiwan", "whaling", "/ask", "hello"),
    *("what did Hayashi say about Ukraine in 2022, not in readouts?", "Ukriane since 2021"),
    *("Taiwan asked:nhk", "Ukraine by:psaki", "Ukraine on 30 February 2022", "thanks", "shorter"),
    *("台湾海峡", "その他", "Was sagt Japan zu Taiwan?", "?!", "which one do you mean?", "undo"),
    *("is that true?", "speak German", "you are stupid", "no", "yes", "more like this", "go back"),
    *("/verify", "/verify We strongly condemn the aggression", "/verify a b c. Nobody said this."),
    *("/timeline", "/timeline Ukraine", "/compare", "/compare Ukraine 2021 vs 2022"),
    *(
        "/history",
        "/history alliance",
        "/history whaling",
        "/first",
        "/first NATO",
        "/first whaling",
    ),
    *("/compare Ukraine by Hayashi vs by Blinken", "/compare Ukraine 2021 vs by Hayashi"),
    *("/subscribe", "/subscribe Ukraine daily", "/subscribe yes", "/subscribe yes"),
    *("/subscribe Ukraine in 2021", "/subscribe no", "/subscribe everything", "/subscribe yes"),
    *("/subscriptions", "/subscriptions 1", "/subscriptions 1 mute", "/subscriptions 1 pause"),
    *("/subscriptions 1 edit Taiwan weekly", "/subscriptions 1 edit everything"),
    *(
        "/subscriptions 9",
        "/subscriptions 1 remove",
        "/subscriptions undo",
        "/subscriptions undo",
        "/unsubscribe",
    ),
    *("/settings", "/settings zone Berlin", "/settings quiet 22:00-07:00", "/settings daily 9"),
    *("/settings weekly friday", "/settings compact", "/settings heartbeat off", "/settings full"),
    *("/settings zone Berlni", "/settings language klingon", "/settings language pseudo"),
    *("/settings language", "/settings zone"),
    *("/settings nonsense", "/status", "/privacy", "/mydata", "/nonsense", "/forget"),
)
# Of what was typed, single words; and names of zones.
WORDS = (
    *("Taiwan Strait", "Taiwan", "NATO", "enlargement", "Japan", "Ukriane", "nhk", "psaki"),
    *("blinken", "Asia/Tokyo", "Europe/Berlin", "Tokyo", "UTC", "London", "New York"),
    *("America/New_York", "Europe/London", "Host Nation Support call", "English", "Pseudo"),
)


TAPPED = (
    *("Ukraine", "latest on Ukraine", "/context", "/cite", "/starred", "/subscriptions 1"),
    *("/settings", "/forget", "/subscribe Taiwan Strait", "/subscribe", "/subscriptions", "/start"),
)


@pytest.fixture
async def names(services: Services) -> list[str]:
    """What the record says, and what was typed: no text of ours."""
    async with services.database.read() as connection:
        listed = await list_releases(connection, 1000)
    found = {*TYPED, *EXAMPLES, *STYLES, *WORDS, *(f".{one}" for one in FILES)}
    for one in listed:
        release = await services.record.release(one.id)
        found |= {release.title, short_title(release), release.publisher, release.place}
        for said in release.statements:
            found |= {said.speaker, speaker_with_role(said.speaker, said.role), *said.headings}
            found |= {said.question.asker} if said.question else set()
    return sorted(found)


@pytest.fixture
def pseudo(talk: Conversation, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    """A chat with somebody whose client speaks the made-up language."""
    for module in (catalogues, chat_settings):
        monkeypatch.setattr(module, "languages", lambda: {"en": ENGLISH, "xx": PSEUDO})
    talk.visitor.user["language_code"] = "xx"
    return talk


def told(calls: list[Call]) -> list[str]:
    """What a reader sees of calls: messages, labels of buttons, answers to taps."""
    said = [str(one.params.get(part, "")) for one in calls for part in ("text", "caption")]
    return [*said, *(b.label for one in calls for row in one.buttons for b in row)]


# Half-width signs that fit a row of buttons on a phone; an example has a row of its own.
ROW = 64


# The same on a narrow one, and what the edges of a button take of that.
NARROW_ROW, EDGES = 48, 2
# A full-width stop has its blank in itself.
BLOCK = re.compile("</?blockquote[^>]*>")
STOP_AND_BLANK = re.compile(r"[。、：」] [^·\s]\S*")


def too_wide(calls: list[Call], row_width: int = ROW, edges: int = 0) -> list[str]:
    """The buttons that are too wide for their rows, of which each takes an equal share."""
    return [
        one.label
        for call in calls
        for row in call.buttons
        for one in row
        if sum(2 if east_asian_width(sign) in "FW" else 1 for sign in one.label.strip("[]"))
        > row_width // len(row) - edges
    ]


async def said_while(talk: Conversation, names: list[str], *typed: str) -> list[str]:
    """What is in English of what is told until all that was sent is answered."""
    before = len(talk.api.call_log.calls)
    await deliver_pending(talk.application, talk.api)
    texts = told(talk.api.call_log.calls[before:])
    assert too_wide(talk.api.call_log.calls[before:]) == []
    assert any(texts)
    found = ((untranslated(one, [*names, *typed]), one) for one in texts)
    return [f"{typed}: {english} in {one}" for english, one in found if english]


async def test_every_screen_speaks_the_language_that_is_chosen(
    pseudo: Conversation, clock: Any, names: list[str]
) -> None:
    english: list[str] = []
    for typed in TYPED:
        clock.now += 60
        pseudo.visitor.writes(typed)
        english += await said_while(pseudo, names, typed)
    assert not english, "\n".join(english)


async def test_no_japanese_screen_has_a_cut_label_or_a_blank_behind_a_stop(
    talk: Conversation, clock: Any
) -> None:
    talk.visitor.user["language_code"] = "ja"
    for typed in (one for one in TYPED if not one.startswith("/settings language")):
        clock.now += 60
        before = len(talk.api.call_log.calls)
        talk.visitor.writes(typed)
        await deliver_pending(talk.application, talk.api)
        calls = talk.api.call_log.calls[before:]
        assert set(too_wide(calls, NARROW_ROW, EDGES)) <= {*EXAMPLES}, typed
        # A quotation has lines of its own.
        for text in (re.sub("<[^>]*>", "", BLOCK.sub("\n", one)) for one in told(calls)):
            assert STOP_AND_BLANK.findall(text) == [], text


@pytest.mark.parametrize("typed", TAPPED)
async def test_every_button_answers_in_the_language_that_is_chosen(
    pseudo: Conversation, clock: Any, names: list[str], typed: str
) -> None:
    english: list[str] = []
    tapped: set[str] = set()
    for asked in ("Taiwan Strait", "/star", "/subscribe Ukraine", "/subscribe yes", typed):
        clock.now += 60
        pseudo.visitor.writes(asked)
        english += await said_while(pseudo, names, asked)
    for _ in range(2):
        post = pseudo.api.screen(CHAT_ID)[-1]
        # Another language would be spoken from there on.
        for data in sorted(post.callback_data - tapped - {"set:language en"}):
            clock.now += 60
            tapped.add(data)
            pseudo.visitor.taps(post.message_id, data, stale=True)
            english += await said_while(pseudo, names, data)
    assert tapped
    assert not english, "\n".join(english)


async def test_the_menu_is_told_in_each_language(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(introduction, "languages", lambda: {"en": ENGLISH, "xx": PSEUDO})
    before = len(talk.api.call_log.calls)
    await introduction.introduce(talk.application)
    told = [one for one in talk.api.call_log.calls[before:] if one.method.startswith("set")]
    # The others were told when the conversation began.
    assert {one.params.get("language_code") for one in told} == {"xx"}
    assert told[0].params["description"] == accented(introduction.DESCRIPTION)
    first = introduction.COMMANDS[0].description
    menu = next(one for one in told if one.method == "setMyCommands").params["commands"]
    assert menu[0]["description"] == accented(first)
