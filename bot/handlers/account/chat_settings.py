"""/settings: when and how a chat gets its notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.gateway.sending.reply import Reply
from bot.handlers.account.typed_hours import (
    find_similar_zones,
    read_day,
    read_minute,
    read_quiet,
    read_zone,
)
from bot.handlers.turn.visits import Visit
from bot.language.spoken import gettext
from bot.rendering import keyboards
from bot.rendering.clock_times import clock, moment, weekday
from bot.rendering.views import clip
from bot.store.chats.chats import Preferences, save_preferences

_LONGEST_SHOWN = 60
_OFF = frozenset(("off", "no", "none", "never"))
_ENGLISH = frozenset(("english", "en"))
_ON = frozenset(("", "on", "yes"))


@dataclass(frozen=True, slots=True)
class Misread:
    """Words that set nothing, what they may have meant, and the reason if there is one to give."""

    words: str
    suggestions: tuple[str, ...] = ()
    reason: str = ""


# Changes the preferences as the words of a setting say.
Setting = Callable[[Preferences, str], Preferences | Misread]


async def change_settings(visit: Visit, words: str) -> Reply:
    """Act on the words in a button: a setting and its value; show all settings as they are now."""
    changed = await _change(visit, words)
    if isinstance(changed, Misread):
        return _show(visit, await visit.preferences(), changed if words else None)
    return replace(_show(visit, changed), tap_answer=gettext("Set"))


async def change_settings_typed(visit: Visit, words: str) -> Reply:
    """Act on the words after /settings: nothing, which shows all; or a setting, confirmed."""
    changed = await _change(visit, words)
    if isinstance(changed, Misread):
        return _show(visit, await visit.preferences(), changed if words else None)
    name = words.split(maxsplit=1)[0].casefold()
    html = visit.services.renderer.page("setting", name=name, **_described(visit, changed))
    return Reply([html])


async def _change(visit: Visit, words: str) -> Preferences | Misread:
    """Change a setting as the words say, and save it."""
    name, _, value = " ".join(words.split()).partition(" ")
    preferences = await visit.preferences()
    setting = _SETTINGS.get(name.casefold())
    changed = setting(preferences, value) if setting else Misread(words)
    if isinstance(changed, Misread):
        return replace(changed, words=words)
    if changed != preferences:
        await visit.write_for_chat(lambda c: save_preferences(c, visit.chat_id, changed))
    return changed


def _show(visit: Visit, preferences: Preferences, misread: Misread | None = None) -> Reply:
    html = visit.services.renderer.page(
        "settings",
        misread=clip(misread.words, _LONGEST_SHOWN) if misread else "",
        instead=misread.suggestions if misread else (),
        why=misread.reason if misread else "",
        **_described(visit, preferences),
    )
    return Reply([html], keyboards.under_settings(preferences))


def _described(visit: Visit, preferences: Preferences) -> dict[str, str | bool]:
    """Return the settings as words, or whether they are on, by their names in templates."""
    return {
        "zone": preferences.zone,
        "now": moment(visit.now, preferences.zone),
        "quiet": _format_quiet(preferences),
        "daily": clock(preferences.daily_at),
        "weekly": weekday(preferences.weekly_on),
        "is_compact": preferences.is_compact,
        "wants_heartbeat": preferences.wants_heartbeat,
    }


def _format_quiet(preferences: Preferences) -> str:
    if preferences.quiet_from is None or preferences.quiet_until is None:
        return gettext("none")
    return f"{clock(preferences.quiet_from)}–{clock(preferences.quiet_until)}"


def _set_zone(preferences: Preferences, words: str) -> Preferences | Misread:
    if zone := read_zone(words):
        return replace(preferences, zone=zone)
    return Misread(words, tuple(f"zone {one}" for one in find_similar_zones(words)))


def _set_quiet(preferences: Preferences, words: str) -> Preferences | Misread:
    if words.casefold() in _OFF:
        return replace(preferences, quiet_from=None, quiet_until=None)
    between = read_quiet(words)
    if between is None:
        return Misread(words, ("quiet 22:00-07:00",))
    return replace(preferences, quiet_from=between[0], quiet_until=between[1])


def _set_daily(preferences: Preferences, words: str) -> Preferences | Misread:
    minute = read_minute(words.casefold().removeprefix("at "))
    return (
        Misread(words, ("daily 08:00",))
        if minute is None
        else replace(preferences, daily_at=minute)
    )


def _set_weekly(preferences: Preferences, words: str) -> Preferences | Misread:
    day = read_day(words)
    return (
        Misread(words, ("weekly friday",)) if day is None else replace(preferences, weekly_on=day)
    )


def _set_language(preferences: Preferences, words: str) -> Preferences | Misread:
    if words.casefold() in _ENGLISH:
        return preferences
    return Misread(words, ("language english",), gettext("I speak only English so far."))


def _set_heartbeat(preferences: Preferences, words: str) -> Preferences | Misread:
    if words.casefold() in _ON | _OFF:
        return replace(preferences, wants_heartbeat=words.casefold() in _ON)
    return Misread(words, ("heartbeat on", "heartbeat off"))


_SETTINGS: MappingProxyType[str, Setting] = MappingProxyType(
    {
        "zone": _set_zone,
        "quiet": _set_quiet,
        "daily": _set_daily,
        "weekly": _set_weekly,
        "compact": lambda mine, _: replace(mine, is_compact=True),
        "full": lambda mine, _: replace(mine, is_compact=False),
        "heartbeat": _set_heartbeat,
        "language": _set_language,
    }
)
