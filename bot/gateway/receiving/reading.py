"""Updates as the library has them, made of what was written down of them."""

from __future__ import annotations

import json

from telegram import Bot, Message, Update

from bot.gateway.receiving.verdicts import UnreadableUpdateError


class _ReadMessage(Message):
    """A message of which attributes are set without being looked at.

    The library asks of each of the hundred whether it may be set: a third of the time of an update.
    """

    __slots__ = ()
    __setattr__ = object.__setattr__  # type: ignore[assignment]  # names of parameters


def read_update(payload: str, bot: Bot) -> Update:
    """The update in a payload of the inbox.

    Raises:
        UnreadableUpdateError: the library can make none of it.
    """
    try:
        given = json.loads(payload)
        if "message" not in given:
            return Update.de_json(given, bot)
        update = Update(given["update_id"], message=_ReadMessage.de_json(given["message"], bot))
        update.set_bot(bot)
    except Exception as cause:
        raise UnreadableUpdateError from cause
    return update
