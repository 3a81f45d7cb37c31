"""The buttons under messages. The data of a button is a verb and its object, at most 64 bytes.

For each button there is a command that can be typed; `handlers/routes.py` lists both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.language.english import English
from bot.language.spoken import gettext, gettext_noop, ngettext, spoken
from bot.rendering.clock_times import DAYS, clock, short_weekday
from bot.rendering.render import EXAMPLES
from bot.rendering.views import clip
from bot.store.chats.chats import Preferences
from bot.store.chats.subscriptions import NoticePace, Subscription

MAX_DATA_BYTES = 64
EXAMPLE = "example"
# What acts on a channel, by the id behind it.
AT = "at"
_LONGEST_LABEL = 24
_PACES = {
    NoticePace.INSTANT: gettext_noop("At once"),
    NoticePace.DAILY: gettext_noop("Once a day"),
    NoticePace.WEEKLY: gettext_noop("Once a week"),
}
_HOURS = (7 * 60, 12 * 60, 18 * 60, 21 * 60)
# From east to west; others are typed.
_ZONES = (
    *("Pacific/Auckland", "Australia/Sydney", "Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai"),
    *("Asia/Singapore", "Asia/Bangkok", "Asia/Jakarta", "Asia/Dubai", "Europe/Moscow"),
    *("Africa/Cairo", "Europe/Berlin", "Europe/Paris", "Europe/London", "UTC"),
    *("America/Sao_Paulo", "America/New_York", "America/Chicago", "America/Los_Angeles"),
    *("America/Vancouver", "Pacific/Honolulu"),
)
_ZONES_A_ROW = 3
_QUIET = (22 * 60, 7 * 60)

Row = Sequence[tuple[str, str]]


def keyboard(*rows: Row) -> InlineKeyboardMarkup:
    """Return rows of buttons; each button is its label and its data."""
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label, callback_data=data) for label, data in row]
            for row in rows
            if row
        ]
    )


def under_start(questions: Sequence[str]) -> InlineKeyboardMarkup:
    """Return the examples under /start: questions to tap.

    The usual ones are known by their numbers; others are short, and stand in the data.
    """
    data = (EXAMPLES.index(one) if one in EXAMPLES else f"={one}" for one in questions)
    return keyboard(
        *([(text, f"{EXAMPLE}:{one}")] for text, one in zip(questions, data, strict=True))
    )


def under_timeline(update_id: int) -> InlineKeyboardMarkup:
    """Return the button under the timeline that an update asked for."""
    return keyboard([(gettext("Subscribe"), f"want:{update_id}")])


def under_history(update_id: int) -> InlineKeyboardMarkup:
    """Return the button under the history of a sentence that an update asked for."""
    return keyboard([(gettext("Tell me when it changes"), f"want:{update_id}")])


def under_preview(update_id: int, *, may_widen: bool) -> InlineKeyboardMarkup:
    """Return the buttons under the preview of a subscription that an update asked for."""
    wider = [(gettext("Without the period"), f"wider:{update_id}")] if may_widen else []
    return keyboard([(gettext("Subscribe"), f"yes:{update_id}"), (gettext("Not now"), "no")], wider)


def under_no_subscriptions() -> InlineKeyboardMarkup:
    """Return the button for a chat without subscriptions."""
    return keyboard([(gettext("Everything that is published"), "want:all")])


def under_subscribed(subscription: Subscription, *, is_new: bool) -> InlineKeyboardMarkup:
    """Return the buttons under the message that a subscription is made, or was there already."""
    undo = [(gettext("Undo"), f"sub:{subscription.id}:remove")] if is_new else []
    return keyboard(_other_paces(subscription), [*undo, (gettext("All subscriptions"), "subs")])


def under_several(numbered: Mapping[int, Subscription], verb: str) -> InlineKeyboardMarkup:
    """Return the buttons under the question which of some subscriptions is meant; one a row.

    The keys are their numbers in the list.
    """
    end = f":{verb}" if verb else ""
    return keyboard(
        *(
            [(f"{place}. {clip(subscription_name(one), _LONGEST_LABEL)}", f"sub:{one.id}{end}")]
            for place, one in numbered.items()
        ),
        [(gettext("All subscriptions"), "subs")],
    )


def under_removed(number: int) -> InlineKeyboardMarkup:
    """Return the buttons under the message that a subscription is removed."""
    return keyboard(
        [(gettext("Undo"), f"sub:{number}:undo"), (gettext("All subscriptions"), "subs")]
    )


def under_list(subscriptions: Sequence[Subscription]) -> InlineKeyboardMarkup:
    """Return the buttons under the list of subscriptions: one opens each, two a row."""
    labels = [
        (f"{place}. {clip(subscription_name(listed), _LONGEST_LABEL)}", f"sub:{listed.id}")
        for place, listed in enumerate(subscriptions, 1)
    ]
    return keyboard(*(labels[at : at + 2] for at in range(0, len(labels), 2)))


def under_subscription(subscription: Subscription, *, muted: bool) -> InlineKeyboardMarkup:
    """Return the buttons under one subscription: all that can be done with it."""
    is_active = not (subscription.is_paused or muted)
    quiet = [
        (gettext("Pause"), f"sub:{subscription.id}:pause"),
        (gettext("Mute for a week"), f"sub:{subscription.id}:mute"),
    ]
    return keyboard(
        _other_paces(subscription),
        quiet if is_active else [(gettext("Go on"), f"sub:{subscription.id}:resume")],
        [
            (gettext("Remove"), f"sub:{subscription.id}:remove"),
            (gettext("All subscriptions"), "subs"),
        ],
    )


def _other_paces(subscription: Subscription) -> list[tuple[str, str]]:
    return [
        (gettext(label), f"sub:{subscription.id}:{pace.value}")
        for pace, label in _PACES.items()
        if pace is not subscription.pace
    ]


def under_notice(subscription_ids: Sequence[int], link: str = "") -> InlineKeyboardMarkup:
    """Return the buttons under a notice: open its page if it has a link, fewer, unsubscribe."""
    ids = ",".join(map(str, subscription_ids))
    buttons = [(gettext("Less of this"), f"less:{ids}"), (gettext("Unsubscribe"), f"drop:{ids}")]
    if not ids or len(f"less:{ids}") > MAX_DATA_BYTES:
        buttons = [(gettext("My subscriptions"), "list")]
    (row,) = keyboard(buttons).inline_keyboard
    link_button = [InlineKeyboardButton(gettext("Open"), url=link)] if link else []
    return InlineKeyboardMarkup([[*link_button, *row]])


def links_only(keyboard: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup | None:
    """Return of a keyboard only the buttons that open a page; None if it has none."""
    rows = keyboard.inline_keyboard if keyboard else ()
    links = [[one for one in row if one.url] for row in rows]
    return InlineKeyboardMarkup(links) if any(links) else None


def for_chat(keyboard: InlineKeyboardMarkup | None, chat_id: int) -> InlineKeyboardMarkup | None:
    """Return a keyboard of which the buttons act on another chat than the one that shows it."""
    if keyboard is None:
        return None

    def turned(button: InlineKeyboardButton) -> InlineKeyboardButton | None:
        if not isinstance(button.callback_data, str):
            return button
        data = f"{AT}:{chat_id}:{button.callback_data}"
        fits = len(data.encode()) <= MAX_DATA_BYTES
        return InlineKeyboardButton(button.text, callback_data=data) if fits else None

    rows = ([one for one in map(turned, row) if one] for row in keyboard.inline_keyboard)
    return InlineKeyboardMarkup([row for row in rows if row])


def under_channel(chat_id: int) -> InlineKeyboardMarkup | None:
    """Return the buttons of a channel: what its admin can do with it."""
    return for_chat(
        keyboard(
            [(gettext("Everything that is published"), "want:all")],
            [(gettext("Its subscriptions"), "subs"), (gettext("Its settings"), "set")],
        ),
        chat_id,
    )


def under_digest(number: int, shown: int, more: int) -> InlineKeyboardMarkup:
    """Return the buttons under a digest: what it has no room for after those shown, and the list.

    `number` is the one that its notices share.
    """
    label = ngettext("%(count)s more", "%(count)s more", more)
    rest = [(label, f"more:{number}:{shown}")] if more else []
    return keyboard([*rest, (gettext("My subscriptions"), "list")])


def under_settings(preferences: Preferences) -> InlineKeyboardMarkup:
    """Return the buttons under the settings: the most usual ones."""
    begin, end = map(clock, _QUIET)
    label = gettext("Quiet %(begin)s–%(end)s", begin=begin, end=end)
    quiet = [(label, f"set:quiet {begin}-{end}")]
    if preferences.quiet_from is not None:
        quiet = [(gettext("No quiet hours"), "set:quiet off")]
    heartbeat = (
        (gettext("Weekly sign of life off"), "set:heartbeat off")
        if preferences.wants_heartbeat
        else (gettext("Weekly sign of life on"), "set:heartbeat on")
    )
    form = (
        (gettext("Full notices"), "set:full")
        if preferences.is_compact
        else (gettext("Compact notices"), "set:compact")
    )
    hours = map(clock, _HOURS)
    return keyboard(
        [(gettext("Daily %(time)s", time=hour), f"set:daily {hour}") for hour in hours],
        [(short_weekday(number), f"set:weekly {day}") for number, day in enumerate(DAYS)],
        [*quiet, form],
        [heartbeat],
        [_wording_button(preferences), _new_words_button(preferences)],
        [(gettext("Time zone"), "set:zone"), (gettext("Language"), "set:language")],
        [(gettext("My subscriptions"), "subs")],
    )


def _wording_button(preferences: Preferences) -> tuple[str, str]:
    if preferences.wants_wording:
        return gettext("Changed wordings off"), "set:wording off"
    return gettext("Changed wordings on"), "set:wording on"


def _new_words_button(preferences: Preferences) -> tuple[str, str]:
    if preferences.wants_new_words:
        return gettext("New words off"), "set:new words off"
    return gettext("New words on"), "set:new words on"


def under_zones() -> InlineKeyboardMarkup:
    """Return the buttons under the choice of a time zone: cities, and back to the settings."""
    cities = [(spoken().city(zone), f"set:zone {zone}") for zone in _ZONES]
    rows = (cities[at : at + _ZONES_A_ROW] for at in range(0, len(cities), _ZONES_A_ROW))
    return keyboard(*rows, [(gettext("Back"), "set:")])


def under_languages(languages: Iterable[English]) -> InlineKeyboardMarkup:
    """Return the buttons under the choice of a language, each by its own name, and back."""
    named = [(one.own_name, f"set:language {one.code}") for one in languages]
    return keyboard(named, [(gettext("Back"), "set:")])


def under_forget() -> InlineKeyboardMarkup:
    """Return the buttons under the question whether to forget everything."""
    return keyboard(
        [(gettext("Forget everything"), "forget:yes"), (gettext("Keep it"), "forget:no")]
    )


def subscription_name(subscription: Subscription) -> str:
    """Return what somebody subscribed to, on one line."""
    return " → ".join(subscription.words.split("\n")) or gettext("everything")
