"""The methods that edit or delete messages."""

from bot.sandbox.api_error import bad_request
from bot.sandbox.memory.posts import Post
from bot.sandbox.memory.state import MethodResult, Methods, SandboxState
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.buttons import inline_markup, read_buttons
from bot.sandbox.rules.limits import DELETE_WITHIN_S, check_modified
from bot.sandbox.rules.texts import as_body, read_message


def edit_message_text(state: SandboxState, params: Params) -> MethodResult:
    """Replace text and buttons; buttons that are not given again are removed."""
    marked = read_message(params)
    buttons = read_buttons(params)
    post = _find_editable(state, params)
    if "text" not in post.body:
        raise bad_request("there is no text in the message to edit")
    kept = _without(post.body, "text", "entities", "reply_markup")
    body = _change(state, post, {**kept, **as_body(marked)}, inline_markup(params))
    return MethodResult(body, post.chat_id, post.message_id, marked, params.text("text"), buttons)


def edit_message_reply_markup(state: SandboxState, params: Params) -> MethodResult:
    """Replace the buttons only."""
    buttons = read_buttons(params)
    post = _find_editable(state, params)
    body = _change(state, post, _without(post.body, "reply_markup"), inline_markup(params))
    return MethodResult(body, post.chat_id, post.message_id, post.markup, "", buttons)


def delete_message(state: SandboxState, params: Params) -> MethodResult:
    """Delete a message within 48 hours: the bot's own, and in private chats also a visitor's."""
    chat = state.chats.admit(params.values.get("chat_id"))
    post = state.posts.find(chat.id, params.integer("message_id"))
    if post is None:
        raise bad_request("message to delete not found")
    foreign = not post.is_from_bot and chat.kind != "private"
    if foreign or state.clock() - post.at > DELETE_WITHIN_S:
        raise bad_request("message can't be deleted")
    state.posts.delete(post)
    return MethodResult(chat_id=chat.id, message_id=post.message_id)


def _find_editable(state: SandboxState, params: Params) -> Post:
    if params.text("inline_message_id"):
        # The sandbox sends no inline messages, so it knows none.
        raise bad_request("MESSAGE_ID_INVALID")
    chat = state.chats.admit(params.values.get("chat_id"))
    return state.posts.find_editable(chat.id, params.integer("message_id"))


def _change(state: SandboxState, post: Post, body: Json, markup: Json | None) -> Json:
    if markup is not None:
        body["reply_markup"] = markup
    check_modified(post.body, body)
    return state.posts.replace_body(post, {**body, "edit_date": state.date()}).body


def _without(body: Json, *keys: str) -> Json:
    return {key: value for key, value in body.items() if key not in keys}


METHODS: Methods = {
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
}
