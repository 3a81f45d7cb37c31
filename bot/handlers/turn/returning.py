"""A chat that is off and is heard from: it is switched on, and told what it missed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from telegram import Chat, ChatMember, ChatMemberAdministrator, ChatMemberRestricted, Update

from bot.gateway.sending.reply import Reply
from bot.notices.missing import count_missed
from bot.rendering.clock_times import moment
from bot.rendering.split import pack
from bot.rendering.subscription_views import LONGEST_NAME
from bot.rendering.views import clip
from bot.setup.services import Services
from bot.store.chats import chats
from bot.store.outbox.missed import Missed, load_missed
from retrieval.errors import UnusableDatabaseError

OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)


def shuts_out(update: Update) -> bool:
    """Say whether an update is that the bot was blocked or removed, or may not write any more."""
    changed = update.my_chat_member
    if changed is None:
        return False
    match changed.new_chat_member:
        case ChatMemberRestricted() as restricted:
            return not (restricted.is_member and restricted.can_send_messages)
        case ChatMemberAdministrator() as admin if changed.chat.type == Chat.CHANNEL:
            return not admin.can_post_messages
        case member:
            return member.status in OUTSIDE


async def switch_on(services: Services, update: Update, reply: Reply | None) -> Reply | None:
    """Return a reply that also switches its chat on, and says first if notices were missed.

    Telegram may have refused the chat for a moment only, or the update that says that the bot was
    let in again may have been lost: whoever is heard from is there.
    """
    chat = update.effective_chat
    if chat is None or shuts_out(update) or (reply is None and update.my_chat_member is None):
        return reply
    reply = reply or Reply()
    missed = await _load_missed(services, chat.id)
    first = await _describe(services, missed) if missed else []
    switching_on = partial(chats.switch_on, chat_id=chat.id)
    return replace(
        reply,
        messages=pack([*first, *reply.messages]) if first else reply.messages,
        writes=[*reply.writes, switching_on],
    )


async def _load_missed(services: Services, chat_id: int) -> Missed | None:
    """Load what a chat missed; it is also answered without that."""
    database, now = services.database, services.now()
    try:
        with database.routine("missed notices", is_seldom=True):
            async with database.read() as connection:
                return await connection.run_sync(load_missed, chat_id, now)
    except UnusableDatabaseError as met:
        if met.passes:
            raise
        return None


async def _describe(services: Services, missed: Missed) -> list[str]:
    """Return the message that says what was missed; none if none of it was for the chat."""
    count = await count_missed(missed, services.answerer, services.record, services.formulas)
    if count == 0:
        return []
    words = clip(missed.asked, LONGEST_NAME) or "latest"
    html = services.renderer.page(
        "missed",
        since=moment(missed.since, missed.zone),
        releases=count,
        question=f"{words} from:{missed.since:%Y-%m-%d}",
    )
    return [html]
