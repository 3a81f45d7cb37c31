"""The settings in an environment: read, with all faults at once, and shown without secrets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bot.setup.declaring import Setting, SettingsError
from bot.setup.redaction import learn
from bot.setup.settings import SETTINGS, Settings
from retrieval.patterns import regex

_PREFIX = "KAIKEN_"
# What Kubernetes tells every container of a Service that is named kaiken, or kaiken-something
# (kubernetes.io/docs/concepts/services-networking/service, "Environment variables").
_OF_SERVICE = regex(
    r"KAIKEN_(?:[A-Z0-9_]+_)?"
    r"(?:SERVICE_(?:HOST|PORT(?:_[A-Z0-9_]+)?)|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)"
)
_PORT_OF_SERVICE = regex(r"KAIKEN_(?:[A-Z0-9_]+_)?PORT")
_PORT = regex(r"(?:tcp|udp|sctp)://\S+")
_EXAMPLE_FILE = "/run/secrets/kaiken"
_MAX_FILE_BYTES = 65_536
_CREDENTIALS = regex(r"(?<=://)[^/@\s]*@")


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """A setting as operators may see it: a secret's value is not there.

    `value` is what was given or, if nothing was, what holds instead. `given_by` is the variable
    that was set, or empty.
    """

    setting: Setting
    value: str
    given_by: str


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings from an environment; a blank one counts as not set.

    A secret may stand in a file, which the variable with `_FILE` behind its name names.

    Raises:
        SettingsError: at least one is unusable or unknown; all faults are named, without the
            values.
    """
    read: dict[str, Any] = {}
    faults: list[str] = []
    for field_name, setting in SETTINGS.items():
        given, path = _given(setting, environment)
        name, example = (setting.file_name, _EXAMPLE_FILE) if path else (setting.name, "")
        try:
            value = _read_file(Path(path), beside=given) if path else given
            example = setting.example
            if setting.is_secret and value != setting.example:
                learn(value)
            if value:
                read[field_name] = setting.read(value)
        except ValueError as fault:
            faults.append(f"{name} {fault}, for example {example}")
    faults += _unknown(environment)
    if not faults:
        settings = Settings(**read)
        faults = settings.contradictions()
        if not faults:
            return settings
    raise SettingsError(tuple(faults))


def show_settings(environment: Mapping[str, str]) -> list[ShownSetting]:
    """Return the settings as they are, in order, without any secret; they have to be readable."""
    shown = []
    for setting in SETTINGS.values():
        given, path = _given(setting, environment)
        name = setting.file_name if path else setting.name if given else ""
        if not name:
            value = setting.otherwise
        elif setting.is_secret:
            value = "[hidden]"
        else:
            value = _CREDENTIALS.sub("[hidden]@", given)
        shown.append(ShownSetting(setting, value, name))
    return shown


def _given(setting: Setting, environment: Mapping[str, str]) -> tuple[str, str]:
    """Return what is given for a setting, and the path that is given for a secret; or nothing."""
    path = environment.get(setting.file_name, "") if setting.is_secret else ""
    return environment.get(setting.name, "").strip(), path.strip()


def _read_file(path: Path, *, beside: str) -> str:
    """Read a secret.

    Raises:
        ValueError: it is not there, or is given beside the file, too. The path is not shown, as it
            may be the secret itself.
    """
    if beside:
        raise ValueError("is set beside the secret itself; set one of them")
    try:
        if path.exists() and not path.is_file():
            raise ValueError("names what is no file")
        with path.open("rb") as file:
            content = file.read(_MAX_FILE_BYTES + 1)
    except OSError as cause:
        raise ValueError(f"names a file that cannot be read ({cause.strerror})") from None
    if len(content) > _MAX_FILE_BYTES:
        raise ValueError("names a file that is too large")
    try:
        text = content.decode().strip()
    except UnicodeDecodeError:
        raise ValueError("names a file that is no text") from None
    if not text:
        raise ValueError("names a file that is empty")
    return text


def _unknown(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield a fault for each variable that looks like a setting and is none."""
    known = {one.name: one.example for one in SETTINGS.values()}
    known |= {one.file_name: _EXAMPLE_FILE for one in SETTINGS.values() if one.is_secret}
    for name in sorted(environment):
        if not name.upper().startswith(_PREFIX) or name in known:
            continue
        if not _is_of_service(name, environment[name]):
            [near] = get_close_matches(name.upper(), sorted(known), 1, 0.0)
            yield f"{name} is no setting; the nearest is {near}, for example {known[near]}"


def _is_of_service(name: str, value: str) -> bool:
    """Say whether Kubernetes set a variable, for a Service."""
    is_port = _PORT_OF_SERVICE.fullmatch(name) and _PORT.fullmatch(value)
    return bool(is_port or _OF_SERVICE.fullmatch(name))
