"""The methods that answer taps and inline queries, and describe the bot, chats and members."""

from bot.sandbox.api_error import bad_request
from bot.sandbox.entities import MarkedText
from bot.sandbox.memory.state import InlineAnswer, MethodResult, Methods, SandboxState
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.buttons import read_buttons
from bot.sandbox.rules.limits import (
    CALLBACK_LIFETIME_S,
    INLINE_KEPT_S,
    INLINE_LIFETIME_S,
    check_callback_answer,
    check_offset,
    check_results,
    check_results_button,
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


def answer_callback_query(state: SandboxState, params: Params) -> MethodResult:
    """Answer a tap that has not expired, with at most 200 characters."""
    text = params.text("text")
    check_callback_answer(text)
    state.callbacks.answer(params.text("callback_query_id"), state.clock(), CALLBACK_LIFETIME_S)
    return MethodResult(shown=MarkedText(text), html=text)


def answer_inline_query(state: SandboxState, params: Params) -> MethodResult:
    """Answer an inline query; every result is checked as if it were sent."""
    results = params.array("results")
    check_results(results)
    for result in results:
        _check_result(result)
    button = params.json_object("button")
    check_results_button(button)
    query_id, now = params.text("inline_query_id"), state.clock()
    state.inline.answer(query_id, now, INLINE_LIFETIME_S)
    offset, kept_s = params.text("next_offset"), params.integer("cache_time")
    check_offset(offset)
    state.inline.keep(
        query_id,
        InlineAnswer(tuple(results), offset, button),
        now + (INLINE_KEPT_S if kept_s is None else kept_s),
        is_personal=params.flag("is_personal"),
    )
    return MethodResult()


def _check_result(result: Json) -> None:
    params = Params(result)
    read_buttons(params)
    content = params.nested("input_message_content")
    if content.values:
        read_message(content, "message_text")
    if params.text("type") == "article" and not (content.values and params.text("title")):
        raise bad_request("article must have a title and message content")


def get_me(state: SandboxState, _params: Params) -> MethodResult:
    """Describe the bot."""
    return MethodResult({**state.me, "can_join_groups": True, "supports_inline_queries": True})


def get_chat(state: SandboxState, params: Params) -> MethodResult:
    """Describe a chat."""
    chat = state.chats.admit(params.values.get("chat_id"))
    limits = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}
    return MethodResult({**chat.as_json(), **limits}, chat.id)


def get_chat_member(state: SandboxState, params: Params) -> MethodResult:
    """Describe a member of a chat; a private chat has only the other person."""
    chat = state.chats.admit(params.values.get("chat_id"))
    member = chat.members.get(params.integer("user_id") or 0)
    if member is None:
        raise bad_request("member not found")
    return MethodResult(member, chat.id)


METHODS: Methods = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "getMe": get_me,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
}
