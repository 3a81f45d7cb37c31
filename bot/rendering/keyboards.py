"""Buttons, and what stands in their data: a verb, and what it is about, at most 64 bytes.

Each does what a command does that can be typed; `handlers/routes.py` has both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.rendering.clock_times import DAYS, clock
from bot.rendering.views import clip
from bot.store.chats.chats import Preferences
from bot.store.chats.subscriptions import NoticePace, Subscription

MAX_DATA_BYTES = 64
EXAMPLE = "example"
_LONGEST_LABEL = 24
_PACES = {
    NoticePace.INSTANT: "At once",
    NoticePace.DAILY: "Once a day",
    NoticePace.WEEKLY: "Once a week",
}
_HOURS = (7 * 60, 12 * 60, 18 * 60, 21 * 60)
_ZONES = ("Asia/Tokyo", "UTC", "Europe/London", "America/New_York")
_QUIET = (22 * 60, 7 * 60)

Row = Sequence[tuple[str, str]]


def keyboard(*rows: Row) -> InlineKeyboardMarkup:
    """Rows of buttons: what stands on each, and its data."""
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label, callback_data=data) for label, data in row]
            for row in rows
            if row
        ]
    )


def examples(asked: Iterable[str]) -> InlineKeyboardMarkup:
    """Questions to tap."""
    return keyboard(*([(text, f"{EXAMPLE}:{number}")] for number, text in enumerate(asked)))


def under_answer(update_id: int, *, found: bool) -> InlineKeyboardMarkup:
    """Under the answer to what an update asked."""
    label = "Subscribe to this" if found else "Tell me if it ever appears"
    return keyboard([(label, f"want:{update_id}")])


def offer(update_id: int, *, may_widen: bool) -> InlineKeyboardMarkup:
    """Under the preview of what an update asked for."""
    wider = [("Without the period", f"wider:{update_id}")] if may_widen else []
    return keyboard([("Subscribe", f"yes:{update_id}"), ("Not now", "no")], wider)


def everything() -> InlineKeyboardMarkup:
    """Where nothing is subscribed to yet."""
    return keyboard([("Everything that is published", "want:all")])


def subscribed(number: int) -> InlineKeyboardMarkup:
    """Under the news that a subscription is made."""
    return keyboard(
        [("Once a day", f"sub:{number}:daily"), ("Once a week", f"sub:{number}:weekly")],
        [("Undo", f"sub:{number}:remove"), ("All subscriptions", "subs")],
    )


def removed(number: int) -> InlineKeyboardMarkup:
    """Under the news that a subscription is removed."""
    return keyboard([("Undo", f"sub:{number}:undo"), ("All subscriptions", "subs")])


def listed(all_of_them: Sequence[Subscription]) -> InlineKeyboardMarkup:
    """Under the list of subscriptions: each to open, two a row."""
    labels = [
        (f"{place}. {clip(name(one), _LONGEST_LABEL)}", f"sub:{one.id}")
        for place, one in enumerate(all_of_them, 1)
    ]
    return keyboard(*(labels[at : at + 2] for at in range(0, len(labels), 2)))


def opened(one: Subscription, *, muted: bool) -> InlineKeyboardMarkup:
    """Under one subscription: all that can be done with it."""
    is_told = not (one.is_paused or muted)
    paces = [
        (label, f"sub:{one.id}:{pace.value}")
        for pace, label in _PACES.items()
        if pace is not one.pace
    ]
    quiet = [("Pause", f"sub:{one.id}:pause"), ("Mute for a week", f"sub:{one.id}:mute")]
    return keyboard(
        paces,
        quiet if is_told else [("Go on", f"sub:{one.id}:resume")],
        [("Remove", f"sub:{one.id}:remove"), ("All subscriptions", "subs")],
    )


def under_notice(subscription_ids: Sequence[int], link: str = "") -> InlineKeyboardMarkup:
    """Under a notice: its page if there is a link, less of what it matches, none of it."""
    ids = ",".join(map(str, subscription_ids))
    buttons = [("Less of this", f"less:{ids}"), ("Unsubscribe", f"drop:{ids}")]
    if len(f"less:{ids}") > MAX_DATA_BYTES:
        buttons = [("My subscriptions", "list")]
    (row,) = keyboard(buttons).inline_keyboard
    opening = [InlineKeyboardButton("Open", url=link)] if link else []
    return InlineKeyboardMarkup([[*opening, *row]])


def under_digest() -> InlineKeyboardMarkup:
    """Under a digest, and under a sign of life."""
    return keyboard([("My subscriptions", "list")])


def settings(mine: Preferences) -> InlineKeyboardMarkup:
    """Under the settings: the most usual ones to tap."""
    begins, ends = _QUIET
    quiet = [(f"Quiet {clock(begins)}–{clock(ends)}", f"set:quiet {clock(begins)}-{clock(ends)}")]
    if mine.quiet_from is not None:
        quiet = [("No quiet hours", "set:quiet off")]
    beat = "off" if mine.wants_heartbeat else "on"
    form = "full" if mine.is_compact else "compact"
    return keyboard(
        [(f"Daily {clock(one)}", f"set:daily {clock(one)}") for one in _HOURS],
        [(day[:3], f"set:weekly {day}") for day in DAYS],
        [*quiet, (f"{form.capitalize()} notices", f"set:{form}")],
        [(f"Weekly sign of life {beat}", f"set:heartbeat {beat}")],
        [(zone.rpartition("/")[2].replace("_", " "), f"set:zone {zone}") for zone in _ZONES],
    )


def forget() -> InlineKeyboardMarkup:
    """Under the question whether to forget all."""
    return keyboard([("Forget everything", "forget:yes"), ("Keep it", "forget:no")])


def name(one: Subscription) -> str:
    """What somebody subscribed to, on one line."""
    return " → ".join(one.words.split("\n")) or "everything"
