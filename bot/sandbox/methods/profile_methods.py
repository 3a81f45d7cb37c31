"""The methods that set what the bot says about itself."""

import json
import re
from functools import partial

from bot.sandbox.api_error import bad_request
from bot.sandbox.memory.state import Methods, Played, SandboxState
from bot.sandbox.params import Params
from bot.sandbox.rules.limits import (
    MOST_DESCRIPTION,
    MOST_NAME,
    MOST_SHORT_DESCRIPTION,
    check_commands,
    check_description,
)

_LANGUAGE = re.compile(r"(?:[a-z]{2})?")


def _language(params: Params) -> str:
    code = params.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("LANG_CODE_INVALID")
    return code


def _menu(params: Params) -> tuple[str, str]:
    scope = params.tree("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), _language(params)


def set_my_commands(state: SandboxState, params: Params) -> Played:
    """Keep the commands of one scope and language."""
    commands = params.rows("commands")
    check_commands(commands)
    state.profile.commands[_menu(params)] = commands
    return Played()


def delete_my_commands(state: SandboxState, params: Params) -> Played:
    """Forget the commands of one scope and language."""
    state.profile.commands.pop(_menu(params), None)
    return Played()


def get_my_commands(state: SandboxState, params: Params) -> Played:
    """Return the commands of exactly this scope and language."""
    return Played(state.profile.commands.get(_menu(params), []))


def _set_text(name: str, most: int, state: SandboxState, params: Params) -> Played:
    check_description(params.text(name), most)
    state.profile.texts[name, _language(params)] = params.text(name)
    return Played()


def _get_text(name: str, state: SandboxState, params: Params) -> Played:
    texts = state.profile.texts
    fallback = state.me["first_name"] if name == "name" else ""
    own = texts.get((name, _language(params)))
    return Played({name: own or texts.get((name, ""), fallback)})


METHODS: Methods = {
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getMyCommands": get_my_commands,
    "setMyName": partial(_set_text, "name", MOST_NAME),
    "getMyName": partial(_get_text, "name"),
    "setMyDescription": partial(_set_text, "description", MOST_DESCRIPTION),
    "getMyDescription": partial(_get_text, "description"),
    "setMyShortDescription": partial(_set_text, "short_description", MOST_SHORT_DESCRIPTION),
    "getMyShortDescription": partial(_get_text, "short_description"),
}
