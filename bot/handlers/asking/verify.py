"""/verify: whether words are on record."""

from __future__ import annotations

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering.verifying.messages import verification_messages


async def verify(visit: Visit, words: str) -> Reply:
    """Say whether words are on record: exactly, otherwise, put together, or not at all."""
    services = visit.services
    if not words:
        return Reply([services.renderer.note("how_to_verify")])
    return Reply(verification_messages(services.renderer, await services.verifier.verify(words)))
