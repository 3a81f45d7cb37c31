"""What is answered in a group, and what is not: with privacy mode on and off."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor, find_entities
from bot.sandbox.call_log import Call
from bot.sandbox.entities import utf16_len
from bot.sandbox.params import Json
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.store.chats import subscriptions
from bot.store.chats.chats import load_chat
from bot.store.retention import forgetting

GROUP, FORUM, MOVED, CHANNEL, TOPIC = -1007, -1005, -1008, -1009, 9
SILENT = ""
QUOTED = "peace and stability of the Taiwan Strait"
ANONYMOUS = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group"}
AS_CHANNEL = {"id": 136_817_688, "is_bot": True, "first_name": "Channel"}
TELEGRAM = {"id": 777_000, "is_bot": False, "first_name": "Telegram"}
OTHER_BOT = {"id": 55, "is_bot": True, "first_name": "Other", "username": "another_bot"}
OTHERS_CHANNEL = {"id": CHANNEL, "type": "channel", "title": "News"}


@dataclass
class Group:
    """A supergroup and a forum with the bot, a member and an admin."""

    talk: Conversation
    member: Visitor
    admin: Visitor
    in_topic: Visitor
    admin_in_topic: Visitor
    written: list[int] = field(default_factory=list)

    @property
    def api(self) -> Any:
        return self.talk.api

    def writes(self, text: str, **fields: Any) -> Json:
        """The member writes, with fields of the message as they are given."""
        content: Json = {"text": text, "entities": find_entities(text)} if text else {}
        return self.member.sends(content | fields)

    async def sent(self) -> list[Call]:
        """All messages since the last look."""
        before = len(self.api.call_log.messages())
        await deliver_pending(self.talk.application, self.api)
        return list(self.api.call_log.messages()[before:])

    async def answered(self) -> int:
        """Ask something, and return the number of the answer."""
        self.member.writes("/ask Taiwan Strait")
        (answer,) = await self.sent()
        return answer.message_id or 0

    def other_writes(self, text: str) -> int:
        """Somebody else writes, who is not asked about."""
        body = {"from": OTHER_BOT, "chat": self.api.state.chats[GROUP].as_json(), "text": text}
        posts = self.api.state.posts
        return int(posts.add(GROUP, 0.0, {**body, "date": 1}, is_from_bot=False).message_id)


@pytest.fixture(params=[True, False], ids=["privacy on", "privacy off"])
async def group(talk: Conversation, request: pytest.FixtureRequest) -> Group:
    talk.api.state.me["can_read_all_group_messages"] = not request.param
    talk.api.add_chat(GROUP, "supergroup")
    talk.api.add_chat(FORUM, "supergroup", topics=[TOPIC])
    for chat in (GROUP, FORUM, MOVED):
        await talk.application.services.database.transact(
            lambda c, chat=chat: forgetting.forget(c, chat)
        )
    return Group(
        talk,
        Visitor(talk.api, GROUP, user_id=1),
        Visitor(talk.api, GROUP, user_id=2, status="administrator"),
        Visitor(talk.api, FORUM, user_id=1, thread_id=TOPIC),
        Visitor(talk.api, FORUM, user_id=2, status="creator", thread_id=TOPIC),
    )


async def reply(group: Group, text: str, **fields: Any) -> None:
    """Reply to an answer of the bot."""
    number = await group.answered()
    group.writes(text, reply_to_message=group.member._shown_message(number), **fields)


async def reply_to_other(group: Group, text: str) -> None:
    number = group.other_writes("Is that so?")
    group.writes(text, reply_to_message=group.member._shown_message(number))


async def edit(group: Group, first: str, then: str) -> None:
    number = group.member.writes(first)["message"]["message_id"]
    await group.sent()
    group.member.edits(number, then)


async def made_admin_and_back(group: Group, text: str) -> None:
    group.admin.changes_bot("member", "administrator")
    group.member.writes("What about the Taiwan Strait?")
    assert await group.sent() == []
    group.admin.changes_bot("administrator", "member")
    group.member.writes(text)


async def removed_and_added(group: Group, text: str) -> None:
    group.admin.blocks_bot()
    assert await group.sent() == []
    group.admin.unblocks_bot()
    assert await group.sent() == []
    group.member.writes(text)


async def moved(group: Group, text: str) -> None:
    group.api.upgrade(GROUP, MOVED)
    Visitor(group.api, MOVED, user_id=1).writes(text)


def forwarded(kind: str) -> Json:
    author = {"id": 990_001, "is_bot": False, "first_name": "Adelheid"}
    origins = {
        "user": {"type": "user", "sender_user": author, "date": 1},
        "channel": {"type": "channel", "chat": OTHERS_CHANNEL, "message_id": 7, "date": 1},
    }
    return {"forward_origin": origins[kind]}


NAMED = "What about the Taiwan Strait, @kaiken_bot?"
PHOTO = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]}

# What happens, and what is answered: words of the answer, or silence.
SITUATIONS: dict[str, tuple[Callable[[Group], Any], str]] = {
    "a question to nobody": (lambda g: g.writes("What about the Taiwan Strait?"), SILENT),
    "a greeting to all": (lambda g: g.writes("hello"), SILENT),
    "a command": (lambda g: g.writes("/ask Taiwan Strait"), QUOTED),
    "a command with the name": (lambda g: g.writes("/ask@kaiken_bot Taiwan Strait"), QUOTED),
    "a command with the name in capitals": (
        lambda g: g.writes("/ask@Kaiken_Bot Taiwan Strait"),
        QUOTED,
    ),
    "a command with another bot's name": (
        lambda g: g.writes("/ask@another_bot Taiwan Strait"),
        SILENT,
    ),
    "a command in the middle": (lambda g: g.writes("try /ask Taiwan Strait"), SILENT),
    "a command nobody has": (lambda g: g.writes("/unknown"), SILENT),
    "a command nobody has, to the bot": (
        lambda g: g.writes("/unknown@kaiken_bot"),
        "I know no command",
    ),
    "a command of the private chat": (lambda g: g.writes("/starred"), "write to me in private"),
    "start": (lambda g: g.writes("/start@kaiken_bot"), "Unofficial"),
    "help": (lambda g: g.writes("/help@kaiken_bot"), "also in groups"),
    "privacy": (lambda g: g.writes("/privacy"), "What I keep"),
    "the name in front": (lambda g: g.writes("@kaiken_bot Taiwan Strait"), QUOTED),
    "the name in front with a comma": (lambda g: g.writes("@kaiken_bot, Taiwan Strait?"), QUOTED),
    "the name in the middle": (
        lambda g: g.writes("Did @kaiken_bot see the Taiwan Strait?"),
        QUOTED,
    ),
    "the name at the end": (lambda g: g.writes(NAMED), QUOTED),
    "the name behind signs of two units": (lambda g: g.writes("🇯🇵🗣 " + NAMED), QUOTED),
    "the name in capitals": (lambda g: g.writes("@KAIKEN_BOT Taiwan Strait"), QUOTED),
    "the name on a line of its own": (lambda g: g.writes("Taiwan Strait\n@kaiken_bot"), QUOTED),
    "the name alone": (lambda g: g.writes("@kaiken_bot"), "beside my name"),
    "a longer name": (lambda g: g.writes("@kaiken_bot_fans Taiwan Strait"), SILENT),
    "another name": (lambda g: g.writes("@another_bot Taiwan Strait"), SILENT),
    "an address with the name": (
        lambda g: g.writes("mail me@kaiken_bot Taiwan Strait", entities=[]),
        SILENT,
    ),
    "the name within code": (
        lambda g: g.writes(
            "@kaiken_bot Taiwan Strait", entities=[{"type": "code", "offset": 0, "length": 11}]
        ),
        SILENT,
    ),
    "the name under a photo": (lambda g: g.member.sends_photo(NAMED), QUOTED),
    "a photo": (lambda g: g.member.sends_photo(), SILENT),
    "a sticker": (lambda g: g.member.sends_sticker(), SILENT),
    "a reply to the bot": (lambda g: reply(g, "What about Ukraine?"), "Ukraine"),
    "a reply to the bot that names another": (lambda g: reply(g, "@ottilie see Ukraine"), SILENT),
    "a reply to the bot with another bot's command": (
        lambda g: reply(g, "/ask@another_bot Ukraine"),
        SILENT,
    ),
    "a photo to the bot": (
        lambda g: reply(g, "", **PHOTO),
        SILENT,
    ),
    "a reply to another bot": (lambda g: reply_to_other(g, "Taiwan Strait"), SILENT),
    "a reply to another bot with the name": (lambda g: reply_to_other(g, NAMED), QUOTED),
    "edited so that it names the bot": (
        lambda g: edit(g, "What about the Taiwan Strait?", NAMED),
        QUOTED,
    ),
    "a forwarded message with the name": (lambda g: g.writes(NAMED, **forwarded("user")), SILENT),
    "a forwarded command": (
        lambda g: g.writes("/ask Taiwan Strait", **forwarded("user")),
        SILENT,
    ),
    "a linked channel's post": (
        lambda g: g.writes(
            NAMED,
            **{"from": TELEGRAM, "sender_chat": OTHERS_CHANNEL, "is_automatic_forward": True},
            **forwarded("channel"),
        ),
        SILENT,
    ),
    "a linked channel's post with a command": (
        lambda g: g.writes(
            "/ask Taiwan Strait",
            **{"from": TELEGRAM, "sender_chat": OTHERS_CHANNEL, "is_automatic_forward": True},
        ),
        SILENT,
    ),
    "somebody in the name of a channel": (
        lambda g: g.writes(NAMED, **{"from": AS_CHANNEL, "sender_chat": OTHERS_CHANNEL}),
        QUOTED,
    ),
    "another bot": (lambda g: g.writes(NAMED, **{"from": OTHER_BOT}), SILENT),
    "what was inserted through the bot": (
        lambda g: g.writes(NAMED, via_bot=g.api.state.me),
        SILENT,
    ),
    "an anonymous admin asks": (
        lambda g: g.writes(NAMED, **{"from": ANONYMOUS, "sender_chat": group_json(g)}),
        QUOTED,
    ),
    "an anonymous admin subscribes": (
        lambda g: g.writes("/subscribe", **{"from": ANONYMOUS, "sender_chat": group_json(g)}),
        "Subscribe to a topic",
    ),
    "an admin subscribes": (lambda g: g.admin.writes("/subscribe"), "Subscribe to a topic"),
    "an admin subscribes in words": (
        lambda g: g.admin.writes("@kaiken_bot notify me about Ukraine"),
        "Ukraine",
    ),
    "a member subscribes": (lambda g: g.writes("/subscribe Ukraine"), "for its admins"),
    "a member subscribes in words": (
        lambda g: g.writes("@kaiken_bot notify me about Ukraine"),
        "for its admins",
    ),
    "somebody in the name of a channel subscribes": (
        lambda g: g.writes("/subscribe", **{"from": AS_CHANNEL, "sender_chat": OTHERS_CHANNEL}),
        "for its admins",
    ),
    "an admin's settings": (lambda g: g.admin.writes("/settings"), "Time zone"),
    "a member's settings": (lambda g: g.writes("/settings quiet off"), "for its admins"),
    "a member forgets": (lambda g: g.writes("/forget yes"), "for its admins"),
    "the bot made admin and back": (lambda g: made_admin_and_back(g, NAMED), QUOTED),
    "the bot removed and added": (lambda g: removed_and_added(g, NAMED), QUOTED),
    "the group became a supergroup": (lambda g: moved(g, NAMED), QUOTED),
    "somebody joins": (
        lambda g: g.member.sends({"new_chat_members": [OTHER_BOT]}),
        SILENT,
    ),
    "a forum: the name": (lambda g: g.in_topic.writes(NAMED), QUOTED),
    "a forum: a question to nobody": (
        lambda g: g.in_topic.writes("What about the Taiwan Strait?"),
        SILENT,
    ),
}


def group_json(group: Group) -> Json:
    return dict(group.api.state.chats[GROUP].as_json())


@pytest.mark.parametrize("situation", SITUATIONS)
async def test_in_a_group_only_what_is_said_to_the_bot_is_answered(
    group: Group, situation: str
) -> None:
    act, expected = SITUATIONS[situation]
    doing = act(group)
    if hasattr(doing, "__await__"):
        await doing
    texts = [one.text for one in await group.sent()]
    if expected is SILENT:
        assert texts == []
    else:
        (text,) = texts
        assert expected in text


def test_there_are_forty_situations() -> None:
    assert len(SITUATIONS) >= 40


async def test_an_answer_replies_to_its_question_and_stays_in_its_topic(group: Group) -> None:
    asked = group.in_topic.writes(NAMED)["message"]["message_id"]
    (answer,) = await group.sent()
    assert answer.params["message_thread_id"] == TOPIC
    assert answer.reply_to == asked


@pytest.mark.parametrize("state", ["closed", "deleted"])
async def test_the_answer_in_a_topic_that_is_gone_goes_to_the_forum_itself(
    group: Group, state: str
) -> None:
    group.in_topic.writes(NAMED)
    topics = group.api.state.chats[FORUM].topics
    topics[TOPIC] = False
    if state == "deleted":
        del topics[TOPIC]
    (answer,) = await group.sent()
    assert (answer.chat_id, QUOTED in answer.text) == (FORUM, True)
    assert "message_thread_id" not in answer.params
    assert len(group.api.call_log.refused) == 1
    group.api.call_log.refused.clear()


async def test_a_tap_is_answered_in_the_topic_of_its_button(group: Group) -> None:
    group.in_topic.writes("/start@kaiken_bot")
    (started,) = await group.sent()
    group.in_topic.taps(started.message_id or 0, "example:0")
    (answer,) = await group.sent()
    assert answer.params["message_thread_id"] == TOPIC


async def test_outside_a_topic_no_thread_is_sent(group: Group) -> None:
    # A reply in a supergroup without topics has a thread id that is no topic.
    group.writes("/ask Taiwan Strait", message_thread_id=77)
    (answer,) = await group.sent()
    assert "message_thread_id" not in answer.params


async def test_an_answer_is_one_excerpt_and_a_link_to_the_others_in_private(group: Group) -> None:
    group.writes("@kaiken_bot Ukraine")
    (answer,) = await group.sent()
    assert "8 statements on record, the best 1 here" in answer.text
    assert answer.text.count("❝") == 1
    assert answer.text.endswith("7 more, in private")
    assert answer.buttons == ()
    link = next(one.url for one in answer.entities if one.url and "start=q_" in one.url)
    shown = await group.talk.writes(f"/start {link.partition('start=')[2]}")
    assert "8 statements on record, 2 to 6 here" in shown[0].call.text


async def test_an_answer_of_one_statement_has_no_link(group: Group) -> None:
    group.writes("@kaiken_bot Host Nation Support in November 2021")
    (answer,) = await group.sent()
    assert "in private" not in answer.text


async def test_a_follow_up_by_reply_is_understood_by_who_asked(group: Group) -> None:
    group.writes("@kaiken_bot Ukraine")
    (answer,) = await group.sent()
    shown = group.member._shown_message(answer.message_id or 0)
    group.writes("and in 2021?", reply_to_message=shown)
    (answer,) = await group.sent()
    assert "Ukraine" in answer.text.split("\n")[0]


async def test_a_reply_by_somebody_else_goes_on_from_the_answer_that_it_replies_to(
    group: Group, clock: Any
) -> None:
    group.writes("@kaiken_bot Ukraine")
    (answer,) = await group.sent()
    group.admin.writes("@kaiken_bot Taiwan Strait")
    await group.sent()
    # Not from what the other asked last, nor from what was asked last in the group.
    group.admin.writes("and in 2021?", answer.message_id)
    (first,) = await group.sent()
    assert first.text.startswith("Nothing on record about Ukraine · 2021.")
    # Whoever replied goes on from there; whoever asked first does not.
    clock.now += 60
    group.admin.writes("@kaiken_bot and in 2022?")
    group.writes("@kaiken_bot only press releases")
    (theirs, mine) = await group.sent()
    assert theirs.text.startswith("Ukraine · 2022")
    assert mine.text.startswith("Ukraine · press releases")
    clock.now += 60
    # What names its own topic goes on from nothing.
    group.admin.writes("What about the Taiwan Strait?", answer.message_id)
    (fresh,) = await group.sent()
    assert QUOTED in fresh.text
    assert "Ukraine" not in fresh.text.split("\n")[0]


async def test_a_reply_to_an_older_answer_goes_on_from_that_one(group: Group, clock: Any) -> None:
    group.in_topic.writes("@kaiken_bot Ukraine")
    (older,) = await group.sent()
    for question in ("Taiwan Strait", "NATO"):
        group.in_topic.writes(f"@kaiken_bot {question}")
    await group.sent()
    clock.now += 60
    group.admin_in_topic.writes("and in 2022?", older.message_id)
    (answer,) = await group.sent()
    assert answer.text.startswith("Ukraine · 2022")
    assert answer.params["message_thread_id"] == TOPIC


async def test_an_edited_question_is_answered_in_place(group: Group) -> None:
    number = group.member.writes("@kaiken_bot Ukraine")["message"]["message_id"]
    (answer,) = await group.sent()
    group.member.edits(number, NAMED)
    assert await group.sent() == []
    edited = group.api.call_log.by_method("editMessageText")[-1]
    assert (edited.message_id, QUOTED in edited.text) == (answer.message_id, True)


async def test_what_an_admin_subscribes_to_is_the_groups_and_a_member_cannot_tap_it(
    group: Group,
) -> None:
    database = group.talk.application.services.database
    group.admin_in_topic.writes("/subscribe Ukraine")
    (preview,) = await group.sent()
    (confirm, _), *_ = preview.buttons
    group.in_topic.taps(preview.message_id or 0, confirm.target)
    assert await group.sent() == []
    told = group.api.call_log.by_method("answerCallbackQuery")[-1]
    assert told.text == "Only admins of this group can do that."
    assert await database.transact(lambda c: subscriptions.load_all(c, FORUM)) == []
    group.admin_in_topic.taps(preview.message_id or 0, confirm.target)
    await group.sent()
    (mine,) = await database.transact(lambda c: subscriptions.load_all(c, FORUM))
    chat = await database.transact(lambda c: load_chat(c, FORUM))
    assert (mine.words, chat and chat.kind) == ("Ukraine", "supergroup")
    await database.transact(lambda c: forgetting.forget(c, FORUM))


async def test_who_is_no_admin_any_more_cannot_go_on(group: Group) -> None:
    group.admin.writes("/settings")
    (settings,) = await group.sent()
    assert "Time zone" in settings.text
    members = group.api.state.chats[GROUP].members
    members[2] = {**members[2], "status": "member"}
    group.admin.writes("/settings")
    (declined,) = await group.sent()
    assert "for its admins" in declined.text
    group.admin.taps(settings.message_id or 0, "set:compact")
    assert await group.sent() == []


@pytest.mark.parametrize(
    "after,rights,is_on",
    [
        ("left", {}, False),
        ("kicked", {}, False),
        ("restricted", {}, False),
        ("restricted", {"can_send_messages": True}, True),
        ("restricted", {"can_send_messages": True, "is_member": False}, False),
        ("member", {}, True),
        ("administrator", {}, True),
    ],
)
async def test_a_group_where_the_bot_may_not_write_is_off(
    group: Group, after: str, rights: dict[str, bool], is_on: bool
) -> None:
    database = group.talk.application.services.database
    group.admin.writes("/settings compact")
    await group.sent()
    group.admin.changes_bot("member", after, **rights)
    assert await group.sent() == []
    chat = await database.transact(lambda c: load_chat(c, GROUP))
    assert chat is not None
    assert (chat.off_since is None) == is_on
    group.admin.changes_bot(after, "member")
    assert await group.sent() == []
    chat = await database.transact(lambda c: load_chat(c, GROUP))
    assert chat is not None
    assert chat.off_since is None


@pytest.mark.parametrize("told_by", ["old", "new"])
async def test_what_a_group_has_goes_to_the_supergroup_that_it_becomes(
    group: Group, told_by: str
) -> None:
    database = group.talk.application.services.database
    group.admin.writes("/settings compact")
    await group.sent()
    group.api.upgrade(GROUP, MOVED)
    if told_by == "old":
        group.member.sends({"migrate_to_chat_id": MOVED})
    else:
        Visitor(group.api, MOVED, user_id=1).sends({"migrate_from_chat_id": GROUP})
    assert await group.sent() == []
    assert await database.transact(lambda c: load_chat(c, GROUP)) is None
    chat = await database.transact(lambda c: load_chat(c, MOVED))
    assert chat is not None
    assert chat.preferences.is_compact


async def test_names_are_measured_in_the_units_of_telegram(group: Group) -> None:
    assert utf16_len("🗣") == 2
    group.writes("🗣🗣🗣 @kaiken_bot 🗣 Taiwan Strait")
    (answer,) = await group.sent()
    assert QUOTED in answer.text


async def test_a_channel_is_left_alone(talk: Conversation) -> None:
    chat = talk.api.add_chat(CHANNEL, "channel", title="News")
    post = {"message_id": 1, "date": 1, "chat": chat.as_json(), "text": "/ask Taiwan"}
    talk.api.updates.put("channel_post", post)
    await deliver_pending(talk.application, talk.api)
    assert talk.api.call_log.messages() == []
    assert talk.api.call_log.messages(CHAT_ID) == []
