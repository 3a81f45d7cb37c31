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
from bot.handlers.asking.ask import ask_by_command, ask_by_text, ask_example
from bot.handlers.asking.start import decline_other_kinds, show_help, start
from bot.handlers.subscribing import subscribe, subscription_list
from bot.handlers.turn.context import KaikenApplication
from bot.handlers.turn.failures import report
from bot.handlers.turn.pages import MakePage, by_command, by_tap

_NEW = filters.UpdateType.MESSAGE
_IN_PRIVATE = filters.ChatType.PRIVATE & _NEW

# What makes the page for a command, and for a button by the verb in its data. A button does what
# its command does with the same words, or with those of the button's message.
PAGES: MappingProxyType[str, MakePage] = MappingProxyType(
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
BUTTONS: MappingProxyType[str, MakePage] = MappingProxyType(
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
            CommandHandler("start", start, _NEW),
            CommandHandler("ask", ask_by_command, _NEW),
            CommandHandler("help", show_help, _NEW),
            *(CommandHandler(name, by_command(answer), _NEW) for name, answer in PAGES.items()),
            MessageHandler(_IN_PRIVATE & filters.COMMAND, show_help),
            MessageHandler(_IN_PRIVATE & filters.TEXT, ask_by_text),
            MessageHandler(_IN_PRIVATE & ~filters.StatusUpdate.ALL, decline_other_kinds),
            *(
                CallbackQueryHandler(by_tap(answer), rf"{verb}(?::|\Z)")
                for verb, answer in BUTTONS.items()
            ),
            CallbackQueryHandler(ask_example),
            ChatMemberHandler(follow_membership, ChatMemberHandler.MY_CHAT_MEMBER),
        ]
    )
    application.add_error_handler(report)
