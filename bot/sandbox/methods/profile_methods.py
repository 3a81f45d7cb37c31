"""The methods that set and return the bot's name, descriptions and commands."""

import json
from functools import partial

from bot.sandbox.api_error import bad_request
from bot.sandbox.memory.state import MethodResult, Methods, SandboxState
from bot.sandbox.params import Params
from bot.sandbox.rules.limits import (
    MAX_DESCRIPTION,
    MAX_NAME,
    MAX_SHORT_DESCRIPTION,
    check_commands,
    check_description,
)
from retrieval.patterns import regex

_LANGUAGE = regex(r"(?:[a-z]{2})?")


def _language(params: Params) -> str:
    code = params.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("LANG_CODE_INVALID")
    return code


def _scope_and_language(params: Params) -> tuple[str, str]:
    scope = params.json_object("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), _language(params)


def set_my_commands(state: SandboxState, params: Params) -> MethodResult:
    """Store the commands of one scope and language."""
    commands = params.array("commands")
    check_commands(commands)
    state.profile.commands[_scope_and_language(params)] = commands
    return MethodResult()


def delete_my_commands(state: SandboxState, params: Params) -> MethodResult:
    """Delete the commands of one scope and language."""
    state.profile.commands.pop(_scope_and_language(params), None)
    return MethodResult()


def get_my_commands(state: SandboxState, params: Params) -> MethodResult:
    """Return the commands of exactly this scope and language."""
    return MethodResult(state.profile.commands.get(_scope_and_language(params), []))


def _set_text(name: str, maximum: int, state: SandboxState, params: Params) -> MethodResult:
    check_description(params.text(name), maximum)
    state.profile.texts[name, _language(params)] = params.text(name)
    return MethodResult()


def _get_text(name: str, state: SandboxState, params: Params) -> MethodResult:
    texts = state.profile.texts
    fallback = state.me["first_name"] if name == "name" else ""
    own = texts.get((name, _language(params)))
    return MethodResult({name: own or texts.get((name, ""), fallback)})


METHODS: Methods = {
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getMyCommands": get_my_commands,
    "setMyName": partial(_set_text, "name", MAX_NAME),
    "getMyName": partial(_get_text, "name"),
    "setMyDescription": partial(_set_text, "description", MAX_DESCRIPTION),
    "getMyDescription": partial(_get_text, "description"),
    "setMyShortDescription": partial(_set_text, "short_description", MAX_SHORT_DESCRIPTION),
    "getMyShortDescription": partial(_get_text, "short_description"),
}
