"""The methods that answer a tap or an inline question, and those that ask who is who."""

from bot.sandbox.api_error import bad_request
from bot.sandbox.entities import MarkedText
from bot.sandbox.memory.state import Methods, Played, SandboxState
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.buttons import read_buttons
from bot.sandbox.rules.limits import (
    CALLBACK_LIFE_S,
    INLINE_LIFE_S,
    check_callback_answer,
    check_results,
)
from bot.sandbox.rules.texts import read_message

_NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)


def answer_callback_query(state: SandboxState, params: Params) -> Played:
    """Answer a tap within its life, with at most 200 characters."""
    text = params.text("text")
    check_callback_answer(text)
    state.callbacks.answer(params.text("callback_query_id"), state.clock(), CALLBACK_LIFE_S)
    return Played(seen=MarkedText(text), html=text)


def answer_inline_query(state: SandboxState, params: Params) -> Played:
    """Answer an inline question; every result is checked as if it were sent."""
    results = params.rows("results")
    check_results(results)
    for result in results:
        _check_result(result)
    state.inline.answer(params.text("inline_query_id"), state.clock(), INLINE_LIFE_S)
    return Played()


def _check_result(result: Json) -> None:
    given = Params(result)
    read_buttons(given)
    content = given.within("input_message_content")
    if content.values:
        read_message(content, "message_text")
    if given.text("type") == "article" and not (content.values and given.text("title")):
        raise bad_request("article must have a title and message content")


def get_me(state: SandboxState, _params: Params) -> Played:
    """Say who the bot is."""
    return Played({**state.me, "can_join_groups": True, "supports_inline_queries": True})


def get_chat(state: SandboxState, params: Params) -> Played:
    """Describe a chat."""
    chat = state.chats.admit(params.values.get("chat_id"))
    limits = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}
    return Played({**chat.as_json(), **limits}, chat.id)


def get_chat_member(state: SandboxState, params: Params) -> Played:
    """Say what somebody is in a chat; in a private chat there is only the other side."""
    chat = state.chats.admit(params.values.get("chat_id"))
    member = chat.members.get(params.whole("user_id") or 0)
    if member is None:
        raise bad_request("member not found")
    return Played(member, chat.id)


METHODS: Methods = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "getMe": get_me,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
}
