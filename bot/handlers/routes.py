"""All handlers, in order. All of them block: an update is done when its handler has ended."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType

from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.handlers.account import channels, chat_settings, own_data, status
from bot.handlers.account.membership import follow_membership, follow_move
from bot.handlers.asking import directory
from bot.handlers.asking.ask import (
    Respond,
    ask_by_command,
    ask_declined,
    ask_example,
    ask_in_group,
    ask_or_verify,
    say_outdated,
)
from bot.handlers.asking.counting import counted, once_an_album
from bot.handlers.asking.marked import about_marked
from bot.handlers.asking.start import decline_other_kinds, show_help, start
from bot.handlers.asking.unknown import say_unknown
from bot.handlers.asking.verify import verify
from bot.handlers.excerpts import exporting, looking, reporting, starring, turning
from bot.handlers.excerpts.worded import show_history
from bot.handlers.inserting import inline
from bot.handlers.operating import figures, holding, refreshing
from bot.handlers.releases import latest, opening
from bot.handlers.subscribing import subscribe, subscription_list
from bot.handlers.surveying.compare import show_comparison
from bot.handlers.surveying.first import show_first
from bot.handlers.surveying.timeline import show_timeline
from bot.handlers.turn.addressing import CommandToBot, ToBot, Written
from bot.handlers.turn.application import KaikenApplication
from bot.handlers.turn.failures import report
from bot.handlers.turn.rights import for_admins
from bot.handlers.turn.visits import (
    Answer,
    by_command,
    by_command_or_quote,
    by_mention,
    by_tap,
    by_text,
    only_in_private,
)
from bot.rendering.excerpts import buttons
from bot.rendering.keyboards import AT, EXAMPLE
from bot.rendering.releases import links
from bot.rendering.releases.buttons import LATEST, OPEN
from bot.rendering.surveys.directory_views import PERSON, TOPIC
from retrieval.model.query import Request

_NEW = filters.UpdateType.MESSAGE & Written()
_EDITED = filters.UpdateType.EDITED_MESSAGE & Written()
_IN_PRIVATE = filters.ChatType.PRIVATE & _NEW
_TO_BOT = filters.ChatType.GROUPS & (_NEW | _EDITED) & ToBot()
_WORDS = filters.TEXT | filters.CAPTION

# What answers a command, and a button by the verb in its data: in a private chat; in a group some
# are answered too. A button does what its command does with the same words, or with those of the
# button's message.
COMMANDS: MappingProxyType[str, Answer] = MappingProxyType(
    {
        "more": turning.turn_page_typed,
        "context": looking.show_context_typed,
        "cite": looking.cite_typed,
        "star": starring.star_typed,
        "starred": starring.list_starred,
        "export": exporting.export,
        "report": reporting.report_typed,
        "latest": latest.show_latest,
        "release": opening.show_release_typed,
        "people": directory.list_people,
        "topics": directory.list_topics,
        "declined": counted(ask_declined),
        "timeline": counted(show_timeline),
        "compare": counted(show_comparison),
        "history": counted(show_history),
        "first": counted(show_first),
        "subscribe": subscribe.subscribe,
        "subscriptions": subscription_list.list_subscriptions,
        "unsubscribe": subscription_list.unsubscribe_typed,
        "settings": chat_settings.change_settings_typed,
        "status": status.show_status,
        "privacy": own_data.show_privacy,
        "mydata": own_data.show_own_data,
        "forget": own_data.forget,
    }
)
# What the chats of operators may order; to all others these commands are unknown.
FOR_OPERATORS: MappingProxyType[str, Answer] = MappingProxyType(
    {
        "stats": figures.show_stats,
        "refresh": refreshing.refresh,
        "hold": holding.hold,
        "resume": holding.resume,
    }
)
BUTTONS: MappingProxyType[str, Answer] = MappingProxyType(
    {
        buttons.PAGE: turning.turn_page,
        buttons.HERE: turning.say_where,
        buttons.PICK: turning.choose_star,
        buttons.BUTTONS: turning.restore_buttons,
        buttons.CONTEXT: looking.show_context,
        buttons.CITE: looking.cite,
        buttons.STAR: starring.star,
        buttons.STARRED: starring.list_starred,
        buttons.UNSTAR: starring.unstar,
        buttons.EXPORT: exporting.export,
        buttons.REPORT: reporting.report,
        buttons.OUTLINE: turning.show_outline,
        LATEST: latest.turn_latest,
        OPEN: opening.open_listed,
        directory.PEOPLE: directory.turn_people,
        directory.TOPICS: directory.turn_topics,
        PERSON: directory.ask_person,
        TOPIC: directory.ask_topic,
        "want": subscribe.preview_update,
        "yes": subscribe.confirm_update,
        "wider": subscribe.widen_update,
        "no": subscribe.decline,
        "subs": subscription_list.list_subscriptions,
        "list": subscription_list.list_in_new_message,
        "sub": subscription_list.open_subscription,
        "less": subscription_list.open_matching,
        "drop": subscription_list.unsubscribe_matching,
        "more": subscription_list.show_more,
        "set": chat_settings.change_settings,
        "forget": own_data.forget,
    }
)

# What all in a group may use, and what is for its admins, as in private: by command and by button.
_FOR_ALL = frozenset(("declined", "privacy"))
_FOR_ADMINS = frozenset(
    ("subscribe", "subscriptions", "unsubscribe", "settings", "status", "mydata", "forget")
)
_BUTTONS_FOR_ADMINS = frozenset(
    ("want", "yes", "wider", "no", "subs", "list", "sub", "less", "drop", "more", "set", "forget")
)

# What does what a message asks of the bot, and the command for it.
_BY_REQUEST: MappingProxyType[Request, tuple[str, Respond]] = MappingProxyType(
    {
        Request.HELP: ("help", show_help),
        Request.MORE: ("more", turning.turn_page_asked),
        Request.CONTEXT: ("context", looking.show_context_asked),
        Request.WHICH: ("context", looking.show_placed_asked),
        Request.BESIDE: ("context", looking.show_beside_asked),
        Request.TOPICS: ("topics", directory.list_topics),
        Request.PEOPLE: ("people", directory.list_people),
        Request.LATEST: ("latest", latest.show_latest),
        Request.CITE: ("cite", looking.cite_typed),
        Request.DEAD_LINK: ("cite", looking.cite_for_dead_link),
        Request.STAR: ("star", starring.star_typed),
        Request.STARRED: ("starred", starring.list_starred),
        Request.EXPORT: ("export", exporting.export),
        Request.REPORT: ("report", reporting.report_typed),
        Request.SUBSCRIBE: ("subscribe", subscribe.subscribe),
        Request.UNSUBSCRIBE: ("unsubscribe", subscription_list.unsubscribe_typed),
        Request.LIST: ("subscriptions", subscription_list.list_subscriptions),
        Request.UNDO: ("subscriptions", subscription_list.undo_typed),
        Request.YES: ("subscribe", subscribe.confirm_typed),
        Request.SETTINGS: ("settings", chat_settings.change_settings),
        Request.LANGUAGE: ("settings", chat_settings.offer_languages),
        Request.OWN_DATA: ("mydata", own_data.show_own_data),
        Request.FORGET: ("forget", own_data.forget),
    }
)
_ASKED_BY_ADMINS = (
    *(Request.SUBSCRIBE, Request.UNSUBSCRIBE, Request.LIST),
    *(Request.SETTINGS, Request.OWN_DATA, Request.FORGET),
)
_ANSWER_IN_GROUP = partial(
    ask_in_group,
    by_request={
        Request.HELP: show_help,
        **{request: for_admins(COMMANDS[_BY_REQUEST[request][0]]) for request in _ASKED_BY_ADMINS},
    },
)
_ANSWER_TEXT = partial(
    ask_or_verify, by_request={request: answer for request, (_, answer) in _BY_REQUEST.items()}
)
_ANSWER_OR_SHOW_CHANNEL = counted(channels.or_own_channel(about_marked(_ANSWER_TEXT)))
_FOR_CHANNEL = MappingProxyType({name: COMMANDS[name] for name in _FOR_ADMINS})
_BY_CHANNEL = partial(channels.act_typed, commands=_FOR_CHANNEL)
_TAP_FOR_CHANNEL = partial(
    channels.act_tapped, buttons={verb: BUTTONS[verb] for verb in _BUTTONS_FOR_ADMINS}
)
_START = partial(
    start,
    by_link={
        links.RELEASE: opening.open_linked,
        links.ANSWER: turning.show_rest,
        inline.LINK: inline.ask_linked,
    },
)
_SAY_UNKNOWN = say_unknown(
    ("ask", "channel", "help", "start", "verify", *COMMANDS),
    {one: name for one, (name, _) in _BY_REQUEST.items()},
)


def _command_answer(name: str, answer: Answer) -> Answer:
    if name in _FOR_ADMINS:
        return for_admins(answer)
    return answer if name in _FOR_ALL else only_in_private(answer)


def _button_answer(verb: str, answer: Answer) -> Answer:
    return for_admins(answer) if verb in _BUTTONS_FOR_ADMINS else only_in_private(answer)


def add_routes(application: KaikenApplication) -> None:
    """Add all handlers to the application; the first that matches an update handles it.

    An edited message is only answered: what has an effect is heard when it is new, and not again.
    """
    ask = by_command(counted(about_marked(ask_by_command)))
    check = counted(only_in_private(verify))
    by_operators = _NEW & filters.Chat(application.services.operators)
    application.add_handlers(
        [
            CommandHandler("start", by_command(_START), _NEW),
            CommandHandler("ask", ask, _NEW | _EDITED),
            CommandHandler("help", by_command(show_help), _NEW),
            CommandHandler("verify", by_command_or_quote(check), _NEW | _EDITED),
            CommandHandler("channel", by_command(only_in_private(_BY_CHANNEL)), _NEW),
            *(
                CommandHandler(name, by_command(_command_answer(name, answer)), _NEW)
                for name, answer in COMMANDS.items()
            ),
            *(
                CommandHandler(name, by_command(answer), by_operators)
                for name, answer in FOR_OPERATORS.items()
            ),
            MessageHandler(filters.StatusUpdate.MIGRATE, follow_move),
            MessageHandler(_IN_PRIVATE & filters.COMMAND, by_text(_SAY_UNKNOWN)),
            MessageHandler(filters.ChatType.GROUPS & _NEW & CommandToBot(), by_text(_SAY_UNKNOWN)),
            MessageHandler(_TO_BOT, by_mention(counted(about_marked(_ANSWER_IN_GROUP)))),
            MessageHandler(_IN_PRIVATE & _WORDS, by_text(_ANSWER_OR_SHOW_CHANNEL)),
            MessageHandler(
                filters.ChatType.PRIVATE & _EDITED & _WORDS & ~filters.COMMAND,
                by_text(counted(about_marked(ask_or_verify))),
            ),
            MessageHandler(
                _IN_PRIVATE & ~filters.StatusUpdate.ALL,
                by_text(once_an_album(decline_other_kinds)),
            ),
            *(
                CallbackQueryHandler(by_tap(_button_answer(verb, answer)), rf"{verb}(?::|\Z)")
                for verb, answer in BUTTONS.items()
            ),
            CallbackQueryHandler(by_tap(only_in_private(_TAP_FOR_CHANNEL)), rf"{AT}:"),
            CallbackQueryHandler(by_tap(ask_example), rf"{EXAMPLE}:"),
            CallbackQueryHandler(by_tap(say_outdated)),
            InlineQueryHandler(inline.InlineAnswers().answer),
            ChatMemberHandler(follow_membership, ChatMemberHandler.MY_CHAT_MEMBER),
        ]
    )
    application.add_error_handler(report)
