"""The methods that send something new to a chat."""

from bot.sandbox.api_error import ApiError, bad_request
from bot.sandbox.entities import MarkedText
from bot.sandbox.memory.chat_members import SandboxChat
from bot.sandbox.memory.state import MethodResult, Methods, SandboxState
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.buttons import inline_markup, read_buttons
from bot.sandbox.rules.limits import find_quote
from bot.sandbox.rules.texts import as_body, read_caption, read_markup, read_message

MAX_PHOTO_BYTES = 10 * 2**20
MAX_DOCUMENT_BYTES = 50 * 2**20
_GENERAL = 1
_ACTIONS = frozenset(
    (
        *("typing", "upload_photo", "record_video", "upload_video", "record_voice"),
        *("upload_voice", "upload_document", "choose_sticker", "find_location"),
        *("record_video_note", "upload_video_note"),
    )
)


def send_message(state: SandboxState, params: Params) -> MethodResult:
    """Send a text."""
    marked = read_message(params)
    return _send(state, params, as_body(marked), marked, params.text("text"))


def send_photo(state: SandboxState, params: Params) -> MethodResult:
    """Send a picture with a caption."""
    marked = read_caption(params)
    size = _file_size(params, "photo", MAX_PHOTO_BYTES)
    shown = [{**_file_json("photo", size), "width": 1280, "height": 720}]
    return _send(state, params, {"photo": shown, **as_body(marked, "caption")}, marked)


def send_document(state: SandboxState, params: Params) -> MethodResult:
    """Send a file with a caption."""
    marked = read_caption(params)
    document = _file_json("document", _file_size(params, "document", MAX_DOCUMENT_BYTES))
    if upload := params.files.get("document"):
        document |= {"file_name": upload.filename, "mime_type": upload.mimetype}
    return _send(state, params, {"document": document, **as_body(marked, "caption")}, marked)


def send_chat_action(state: SandboxState, params: Params) -> MethodResult:
    """Show that the bot is working on an answer."""
    chat = state.chats.admit(params.values.get("chat_id"))
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    _read_topic(chat, params)
    return MethodResult(chat_id=chat.id)


def _send(
    state: SandboxState, params: Params, content: Json, marked: MarkedText, html: str | None = None
) -> MethodResult:
    buttons = read_buttons(params)
    chat = state.chats.admit(params.values.get("chat_id"))
    body: Json = {
        "from": state.me,
        "chat": chat.as_json(),
        "date": state.date(),
        **content,
        **_read_topic(chat, params),
        **_read_reply(state, chat, params),
    }
    if markup := inline_markup(params):
        body["reply_markup"] = markup
    state.count_send(chat.id, group=chat.is_group)
    post = state.posts.add(chat.id, state.clock(), body, is_from_bot=True)
    source = params.text("caption") if html is None else html
    reply_to = post.body.get("reply_to_message", {}).get("message_id")
    return MethodResult(post.body, chat.id, post.message_id, marked, source, buttons, reply_to)


def _read_topic(chat: SandboxChat, params: Params) -> Json:
    thread_id = params.integer("message_thread_id")
    if thread_id is None:
        # What is in no topic stands in the general one, which can be closed too.
        if not chat.topics.get(_GENERAL, True):
            raise bad_request("TOPIC_CLOSED")
        return {}
    if thread_id not in chat.topics:
        raise bad_request("message thread not found")
    if not chat.topics[thread_id]:
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": thread_id, "is_topic_message": True}


def _read_reply(state: SandboxState, chat: SandboxChat, params: Params) -> Json:
    """Return what a reply shows of the message it replies to, after checking its quote."""
    reply = params.nested("reply_parameters")
    if not reply.values:
        return {}
    chat_id = reply.integer("chat_id") or chat.id
    replied = state.posts.find(chat_id, reply.integer("message_id"))
    if replied is None:
        if reply.flag("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    body = {key: value for key, value in replied.body.items() if key != "reply_to_message"}
    shown: Json = {"reply_to_message": body}
    if reply.text("quote"):
        quote = read_markup(reply, "quote", "quote_parse_mode")
        shown["quote"] = {"text": quote.text, "position": find_quote(quote, replied.markup)}
    return shown


def _file_size(params: Params, name: str, max_bytes: int) -> int:
    """Return the size of an uploaded file; 0 for a file that Telegram already has."""
    upload = params.files.get(name)
    if upload is None:
        if not params.text(name):
            raise bad_request(f"there is no {name} in the request")
        return 0
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > max_bytes:
        raise ApiError(413, "Request Entity Too Large")
    return len(upload.content)


def _file_json(name: str, size: int) -> Json:
    return {"file_id": f"{name}-{size}", "file_unique_id": f"u{size}", "file_size": size}


METHODS: Methods = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendChatAction": send_chat_action,
}
