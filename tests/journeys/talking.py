"""Some messages, one after the other, in a conversation of `kaiken try`."""

from bot.sandbox.trying.conversation import Conversation


async def last(talk: Conversation, *messages: str) -> str:
    """Return the first message that answers the last of these."""
    said = [await talk.writes(message) for message in messages]
    return said[-1][0].call.text
