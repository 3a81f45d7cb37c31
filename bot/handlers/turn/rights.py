"""Who may change what a group or channel gets: its admins.

Telegram is asked each time, and the answer is not kept: it is seldom asked, and who is no admin
any more must not go on.
"""

from __future__ import annotations

from telegram import ChatMember
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.gateway.pacing.calls import Priority
from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Answer, Visit
from bot.language.spoken import gettext

_ADMINS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


def for_admins(answer: Answer) -> Answer:
    """Answer in private, and the admins of a group; tell others in it that it is for admins."""

    async def answer_or_decline(visit: Visit, words: str) -> Reply:
        if visit.is_private or await is_admin(visit):
            return await answer(visit, words)
        if visit.is_tap:
            return Reply(tap_answer=gettext("Only admins of this group can do that."), is_new=True)
        return Reply([visit.services.renderer.note("admins_only")], is_new=True)

    return answer_or_decline


async def is_admin(visit: Visit) -> bool:
    """Say whether who asks is an admin of the chat; in its own name only admins can write."""
    if visit.writes_as is not None:
        return visit.writes_as == visit.chat_id
    return await is_admin_of(visit.bot, visit.chat_id, visit.user_id)


async def is_admin_of(bot: ExtBot[Priority], chat_id: int, user_id: int) -> bool:
    """Say whether a user is an admin of a chat; not, if Telegram does not tell.

    Raises:
        TelegramError: Telegram is away, or asks to wait.
    """
    if not user_id:
        return False
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except (BadRequest, Forbidden):
        return False
    return member.status in _ADMINS
