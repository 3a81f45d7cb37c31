"""/settings: in which language, when and how a chat is written to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

from telegram import InlineKeyboardMarkup

from bot.gateway.sending.reply import Reply
from bot.handlers.account.typed_hours import (
    find_similar_zones,
    read_day,
    read_minute,
    read_quiet,
    read_zone,
)
from bot.handlers.turn.visits import Visit
from bot.language.catalogues import language_of, languages
from bot.language.spoken import gettext, speaking
from bot.rendering import keyboards
from bot.rendering.clock_times import clock, moment, weekday
from bot.rendering.views import clip
from bot.store.chats import subscriptions
from bot.store.chats.chats import Preferences, save_preferences

_LONGEST_SHOWN = 60
_OFF = frozenset(("off", "no", "none", "never"))
_ON = frozenset(("", "on", "yes"))


@dataclass(frozen=True, slots=True)
class Misread:
    """Words that set nothing, and what they may have meant."""

    words: str
    suggestions: tuple[str, ...] = ()


# Changes the preferences as the words of a setting say.
Setting = Callable[[Preferences, str], Preferences | Misread]


async def change_settings(visit: Visit, words: str) -> Reply:
    """Act on the words in a button: a setting and its value; show all settings as they are now."""
    changed = await _change(visit, words)
    if isinstance(changed, Reply):
        return changed
    with speaking(language_of(changed.language)):
        return replace(await _show(visit, changed), tap_answer=gettext("Set"))


async def change_settings_typed(visit: Visit, words: str) -> Reply:
    """Act on the words after /settings: nothing, which shows all; or a setting, confirmed."""
    changed = await _change(visit, words)
    if isinstance(changed, Reply):
        return changed
    name = words.split(maxsplit=1)[0].casefold()
    with speaking(language_of(changed.language)):
        html = visit.services.renderer.page("setting", name=name, **_described(visit, changed))
    return Reply([html])


async def offer_languages(visit: Visit, _: str) -> Reply:
    """Show the languages to choose from."""
    return await _offer(visit, "language")


async def _offer(visit: Visit, name: str) -> Reply:
    """Show the values of a setting to choose from."""
    described = _described(visit, await visit.preferences())
    names = [one.own_name for one in languages().values()]
    html = visit.services.renderer.page("setting_choice", name=name, names=names, **described)
    return Reply([html], _CHOICES[name]())


async def _change(visit: Visit, words: str) -> Preferences | Reply:
    """Change a setting as the words say, and save it; return what to show if they set nothing."""
    name, _, value = " ".join(words.split()).partition(" ")
    if name.casefold() in _CHOICES and not value:
        return await _offer(visit, name.casefold())
    preferences = await visit.preferences()
    setting = _SETTINGS.get(name.casefold())
    changed = setting(preferences, value) if setting else Misread(words)
    if isinstance(changed, Misread):
        misread = replace(changed, words=words) if words else None
        return await _show(visit, preferences, misread)
    # Also when it is so already: what was chosen stays when the user's client changes.
    await visit.write_for_chat(lambda c: save_preferences(c, visit.chat_id, changed))
    return changed


async def _show(visit: Visit, preferences: Preferences, misread: Misread | None = None) -> Reply:
    kept = await visit.read(lambda connection: subscriptions.load_all(connection, visit.chat_id))
    html = visit.services.renderer.page(
        "settings",
        misread=clip(misread.words, _LONGEST_SHOWN) if misread else "",
        instead=misread.suggestions if misread else (),
        subscribed=len(kept),
        **_described(visit, preferences),
    )
    return Reply([html], keyboards.under_settings(preferences))


def _described(visit: Visit, preferences: Preferences) -> dict[str, str | bool]:
    """Return the settings as words, or whether they are on, by their names in templates."""
    return {
        "language": language_of(preferences.language).own_name,
        "zone": preferences.zone,
        "now": moment(visit.now, preferences.zone),
        "quiet": _format_quiet(preferences),
        "daily": clock(preferences.daily_at),
        "weekly": weekday(preferences.weekly_on),
        "is_compact": preferences.is_compact,
        "wants_heartbeat": preferences.wants_heartbeat,
        "wants_wording": preferences.wants_wording,
        "wants_new_words": preferences.wants_new_words,
    }


def _format_quiet(preferences: Preferences) -> str:
    if preferences.quiet_from is None or preferences.quiet_until is None:
        return gettext("none")
    begin, end = clock(preferences.quiet_from), clock(preferences.quiet_until)
    return gettext("%(since)s–%(until)s", since=begin, until=end)


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
    typed = words.casefold()
    known = languages().values()
    for language in known:
        names = (one.language_name(language.english_name) for one in known)
        if typed in {language.code, *(one.casefold() for one in (language.own_name, *names))}:
            return replace(preferences, language=language.code)
    return Misread(words, tuple(f"language {one.own_name}" for one in known))


def _set_heartbeat(preferences: Preferences, words: str) -> Preferences | Misread:
    if words.casefold() in _ON | _OFF:
        return replace(preferences, wants_heartbeat=words.casefold() in _ON)
    return Misread(words, ("heartbeat on", "heartbeat off"))


def _set_wording(preferences: Preferences, words: str) -> Preferences | Misread:
    if words.casefold() in _ON | _OFF:
        return replace(preferences, wants_wording=words.casefold() in _ON)
    return Misread(words, ("wording on", "wording off"))


def _set_new_words(preferences: Preferences, words: str) -> Preferences | Misread:
    name, _, value = words.casefold().partition(" ")
    if name == "words" and value in _ON | _OFF:
        return replace(preferences, wants_new_words=value in _ON)
    return Misread(words, ("new words on", "new words off"))


_CHOICES: MappingProxyType[str, Callable[[], InlineKeyboardMarkup]] = MappingProxyType(
    {
        "zone": keyboards.under_zones,
        "language": lambda: keyboards.under_languages(languages().values()),
    }
)
_SETTINGS: MappingProxyType[str, Setting] = MappingProxyType(
    {
        "zone": _set_zone,
        "quiet": _set_quiet,
        "daily": _set_daily,
        "weekly": _set_weekly,
        "compact": lambda mine, _: replace(mine, is_compact=True),
        "full": lambda mine, _: replace(mine, is_compact=False),
        "heartbeat": _set_heartbeat,
        "wording": _set_wording,
        "new": _set_new_words,
        "language": _set_language,
    }
)
