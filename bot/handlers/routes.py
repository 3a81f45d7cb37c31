"""All handlers, in order. All of them block: an update is done when its handler has ended."""

from __future__ import annotations

from types import MappingProxyType

from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.handlers.account import chat_settings, own_data, status
from bot.handlers.account.membership import follow_membership
from bot.handlers.asking.ask import ask, ask_by_command, ask_example, say_outdated
from bot.handlers.asking.start import decline_other_kinds, show_help, start
from bot.handlers.subscribing import subscribe, subscription_list
from bot.handlers.turn.application import KaikenApplication
from bot.handlers.turn.failures import report
from bot.handlers.turn.visits import Answer, by_command, by_tap, by_text, only_in_private
from bot.rendering.keyboards import EXAMPLE

_NEW = filters.UpdateType.MESSAGE
_IN_PRIVATE = filters.ChatType.PRIVATE & _NEW

# What answers a command in a private chat, and a button by the verb in its data. A button does what
# its command does with the same words, or with those of the button's message.
COMMANDS: MappingProxyType[str, Answer] = MappingProxyType(
    {
        "subscribe": subscribe.subscribe,
        "subscriptions": subscription_list.list_subscriptions,
        "unsubscribe": subscription_list.unsubscribe_typed,
        "settings": chat_settings.change_settings,
        "status": status.show_status,
        "privacy": own_data.show_privacy,
        "mydata": own_data.show_own_data,
        "forget": own_data.forget,
    }
)
BUTTONS: MappingProxyType[str, Answer] = MappingProxyType(
    {
        "want": subscribe.preview_update,
        "yes": subscribe.confirm_update,
        "wider": subscribe.widen_update,
        "no": subscribe.decline,
        "subs": subscription_list.list_subscriptions,
        "list": subscription_list.list_in_new_message,
        "sub": subscription_list.open_subscription,
        "less": subscription_list.open_matching,
        "drop": subscription_list.unsubscribe_matching,
        "set": chat_settings.change_settings,
        "forget": own_data.forget,
    }
)


def add_routes(application: KaikenApplication) -> None:
    """Add all handlers to the application; the first that matches an update handles it."""
    application.add_handlers(
        [
            CommandHandler("start", by_command(start), _NEW),
            CommandHandler("ask", by_command(ask_by_command), _NEW),
            CommandHandler("help", by_command(show_help), _NEW),
            *(
                CommandHandler(name, by_command(only_in_private(answer)), _NEW)
                for name, answer in COMMANDS.items()
            ),
            MessageHandler(_IN_PRIVATE & filters.COMMAND, by_text(show_help)),
            MessageHandler(_IN_PRIVATE & filters.TEXT, by_text(ask)),
            MessageHandler(_IN_PRIVATE & ~filters.StatusUpdate.ALL, by_text(decline_other_kinds)),
            *(
                CallbackQueryHandler(by_tap(only_in_private(answer)), rf"{verb}(?::|\Z)")
                for verb, answer in BUTTONS.items()
            ),
            CallbackQueryHandler(by_tap(ask_example), rf"{EXAMPLE}:"),
            CallbackQueryHandler(by_tap(say_outdated)),
            ChatMemberHandler(follow_membership, ChatMemberHandler.MY_CHAT_MEMBER),
        ]
    )
    application.add_error_handler(report)
