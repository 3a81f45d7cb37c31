"""Commands that the bot does not have: the nearest one is named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Answer, Visit
from retrieval.model.query import Request
from retrieval.query.requests.reading import read_request


def say_unknown(commands: Collection[str], meant: Mapping[Request, str]) -> Answer:
    """Say that there is no such command, and name the nearest; `meant` has some by request."""

    async def answer(visit: Visit, text: str) -> Reply:
        typed = text.split(maxsplit=1)[0].removeprefix("/").casefold()
        nearest = _nearest(typed.partition("@")[0], commands, meant)
        # With another bot's name a command may well be one of ours.
        name = typed if nearest == typed.partition("@")[0] else typed.partition("@")[0]
        return Reply([visit.services.renderer.page("unknown_command", name=name, nearest=nearest)])

    return answer


def _nearest(name: str, commands: Collection[str], meant: Mapping[Request, str]) -> str:
    """Find the command that a name begins, is written like, or asks for; empty if none."""
    if name in commands:
        return name
    begun = sorted(known for known in commands if known.startswith(name) or name.startswith(known))
    read = read_request(name.replace("_", " "))
    asked = [meant[read.request]] if read and read.request in meant else []
    return next(iter((*begun, *asked, *get_close_matches(name, sorted(commands), n=1))), "")
