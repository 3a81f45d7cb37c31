"""/channel: what an admin does in private for a channel: by commands, buttons and posts of it.

Nothing is remembered: each command names the channel, and so does each button. Telegram is asked
each time whether who asks is its admin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from telegram import Chat, ChatMember, ChatMemberAdministrator, Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.gateway.pacing.calls import Priority
from bot.gateway.sending.reply import MessageElsewhere, Reply
from bot.handlers.turn.application import KaikenContext
from bot.handlers.turn.rights import is_admin_of
from bot.handlers.turn.visits import Answer, Visit
from bot.rendering import keyboards
from bot.rendering.split import pack
from bot.rendering.views import clip
from retrieval.patterns import regex

_LONGEST_TITLE = 80
_LINK = regex(r"(?:https?://)?t\.me/(?P<name>\w{3,32})/?", re.IGNORECASE)
_ID = regex(r"-[0-9]{1,18}")
_NAME = regex(r"@?(?P<name>[A-Za-z]\w{2,31})")


@dataclass(frozen=True, slots=True)
class OwnChannel:
    """A channel, or a group, of which who asks is an admin; `may_post`: the bot may write there."""

    id: int
    kind: str
    title: str
    may_post: bool


async def act_typed(visit: Visit, words: str, commands: Mapping[str, Answer]) -> Reply:
    """Do for a channel what is typed after its name: "@name subscribe Ukraine"."""
    name, _, rest = words.strip().partition(" ")
    verb, _, wanted = rest.strip().removeprefix("/").partition(" ")
    if not name:
        return Reply([visit.services.renderer.page("how_to_channel", bot_name=visit.bot_name)])
    channel = await _find_own(visit, _read_name(name))
    if channel is None:
        return _say_none(visit)
    answer = commands.get(verb.casefold())
    if answer is None:
        return _show(visit, channel)
    return await _act(visit, channel, answer, wanted.strip())


async def act_tapped(visit: Visit, data: str, buttons: Mapping[str, Answer]) -> Reply:
    """Do for a channel what its button does: the id of the channel, and the data of the button."""
    number, _, rest = data.partition(":")
    verb, _, words = rest.partition(":")
    answer = buttons.get(verb)
    channel = await _find_own(visit, int(number)) if _ID.fullmatch(number) and answer else None
    if channel is None or answer is None:
        return replace(_say_none(visit), is_new=True)
    return await _act(visit, channel, answer, words)


def or_own_channel(answer: Answer) -> Answer:
    """Show somebody the channel of which he forwards a post; else answer as to other texts."""

    async def show_or_answer(visit: Visit, words: str) -> Reply:
        number = visit.message.channel if visit.message else None
        channel = await _find_own(visit, number) if number is not None else None
        return await answer(visit, words) if channel is None else _show(visit, channel)

    return show_or_answer


async def greet_admin(update: Update, context: KaikenContext) -> Reply:
    """Tell in private who made the bot an admin of a channel what can be done with it."""
    changed = update.my_chat_member
    if changed is None or changed.chat.type != Chat.CHANNEL:
        return Reply()
    if _may_post(changed.old_chat_member) or not _may_post(changed.new_chat_member):
        return Reply()
    chat = await context.bot.get_chat(changed.chat.id)
    channel = OwnChannel(chat.id, chat.type, chat.title or "", may_post=True)
    html = context.services.renderer.page("channel", **_described(channel))
    buttons = keyboards.under_channel(chat.id)
    return Reply(elsewhere=[MessageElsewhere(changed.from_user.id, html, buttons)])


def _may_post(member: ChatMember) -> bool:
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)


async def _act(visit: Visit, channel: OwnChannel, answer: Answer, words: str) -> Reply:
    """Answer as if the channel had asked, with a line that says so, and buttons that name it."""
    reply = await answer(replace(visit, chat_id=channel.id, kind=channel.kind), words)
    if not reply.messages:
        return reply
    heading = visit.services.renderer.page("for_channel", **_described(channel))
    return replace(
        reply,
        messages=pack([heading, *reply.messages]),
        keyboard=keyboards.for_chat(reply.keyboard, channel.id),
    )


def _show(visit: Visit, channel: OwnChannel) -> Reply:
    html = visit.services.renderer.page("channel", **_described(channel))
    return Reply([html], keyboards.under_channel(channel.id))


def _say_none(visit: Visit) -> Reply:
    return Reply([visit.services.renderer.page("no_such_channel")])


def _described(channel: OwnChannel) -> dict[str, object]:
    return {
        "title": clip(channel.title, _LONGEST_TITLE),
        "id": channel.id,
        "may_post": channel.may_post,
    }


def _read_name(words: str) -> int | str:
    """Read how a channel is named: by its number, by its name, or by a link to it."""
    if _ID.fullmatch(words):
        return int(words)
    found = _LINK.fullmatch(words) or _NAME.fullmatch(words)
    return f"@{found['name']}" if found else ""


async def _find_own(visit: Visit, name: int | str) -> OwnChannel | None:
    """Find a channel or group of which who asks is an admin; None if Telegram tells of none.

    Raises:
        TelegramError: Telegram is away, or asks to wait.
    """
    if not name:
        return None
    try:
        chat = await visit.bot.get_chat(name)
        if chat.type == Chat.PRIVATE or not await is_admin_of(visit.bot, chat.id, visit.user_id):
            return None
        may_post = await _may_write(visit.bot, chat.id, chat.type)
    except (BadRequest, Forbidden):
        return None
    return OwnChannel(chat.id, chat.type, chat.title or "", may_post)


async def _may_write(bot: ExtBot[Priority], chat_id: int, kind: str) -> bool:
    member = await bot.get_chat_member(chat_id, bot.id)
    if kind == Chat.CHANNEL:
        return _may_post(member)
    return bool(getattr(member, "can_send_messages", member.status not in {"left", "kicked"}))
