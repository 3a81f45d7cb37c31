"""The methods that change or take away what stands in a chat."""

from bot.sandbox.api_error import bad_request
from bot.sandbox.memory.posts import Post
from bot.sandbox.memory.state import Methods, Played, SandboxState
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.buttons import inline_markup, read_buttons
from bot.sandbox.rules.limits import DELETE_WITHIN_S, check_modified
from bot.sandbox.rules.texts import as_body, read_message


def edit_message_text(state: SandboxState, params: Params) -> Played:
    """Replace text and buttons; buttons that are not given again are gone."""
    seen = read_message(params)
    buttons = read_buttons(params)
    post = _own(state, params)
    if "text" not in post.body:
        raise bad_request("there is no text in the message to edit")
    kept = _without(post.body, "text", "entities", "reply_markup")
    body = _change(state, post, {**kept, **as_body(seen)}, inline_markup(params))
    return Played(body, post.chat_id, post.message_id, seen, params.text("text"), buttons)


def edit_message_reply_markup(state: SandboxState, params: Params) -> Played:
    """Replace the buttons only."""
    buttons = read_buttons(params)
    post = _own(state, params)
    body = _change(state, post, _without(post.body, "reply_markup"), inline_markup(params))
    return Played(body, post.chat_id, post.message_id, post.markup, "", buttons)


def delete_message(state: SandboxState, params: Params) -> Played:
    """Take a message away: an own one within 48 hours, in private chats a visitor's too."""
    chat = state.chats.admit(params.values.get("chat_id"))
    post = state.posts.find(chat.id, params.whole("message_id"))
    if post is None:
        raise bad_request("message to delete not found")
    foreign = not post.mine and chat.kind != "private"
    if foreign or state.clock() - post.at > DELETE_WITHIN_S:
        raise bad_request("message can't be deleted")
    state.posts.drop(post)
    return Played(chat_id=chat.id, message_id=post.message_id)


def _own(state: SandboxState, params: Params) -> Post:
    if params.text("inline_message_id"):
        # The sandbox sends no inline message, so it knows none.
        raise bad_request("MESSAGE_ID_INVALID")
    chat = state.chats.admit(params.values.get("chat_id"))
    return state.posts.own(chat.id, params.whole("message_id"))


def _change(state: SandboxState, post: Post, body: Json, markup: Json | None) -> Json:
    if markup is not None:
        body["reply_markup"] = markup
    check_modified(post.body, body)
    return state.posts.put(post, {**body, "edit_date": state.date()}).body


def _without(body: Json, *keys: str) -> Json:
    return {key: value for key, value in body.items() if key not in keys}


METHODS: Methods = {
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
}
