"""The languages that the bot has: English, and one for each folder of `bot/language/locales`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from bot.language.english import ENGLISH, English

# Beneath the folder of a language, which is named by its code.
CATALOGUE = ("LC_MESSAGES", "kaiken.po")


@cache
def languages() -> Mapping[str, English]:
    """Return the languages by their codes; each catalogue is read once."""
    found = {ENGLISH.code: ENGLISH}
    for folder in files("bot.language").joinpath("locales").iterdir():
        if folder.is_dir() and folder.joinpath(*CATALOGUE).is_file():
            from bot.language.translated import Translated  # noqa: PLC0415 - loads Babel

            with folder.joinpath(*CATALOGUE).open("rb") as po:
                found[folder.name] = Translated(folder.name, po)
    return MappingProxyType(found)


def language_of(kept: str | None, of_client: str | None = None) -> English:
    """Return the language to speak to a chat: the one it keeps, else that of the user's client.

    Codes are Telegram's, with a region or without: "ja", "pt-br". English, if neither is there.
    """
    known = languages()
    code = (of_client or "").partition("-")[0].casefold()
    return known.get(kept or code) or known.get(code) or ENGLISH
