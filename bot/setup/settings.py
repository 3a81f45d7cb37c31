"""Settings: each is one environment variable with a type, a default and an explanation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

from platformdirs import user_data_path

from retrieval.errors import KaikenError

Value = TypeVar("Value")

_MAX_PORT = 65_535
# The interval between checks of the sources, if it is not set.
DEFAULT_WATCH_INTERVAL = timedelta(minutes=30)
ENGINES = ("auto", "okapi", "disk")

# <bot id>:<secret>, as BotFather gives it (core.telegram.org/bots/api, "Authorizing your bot").
_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
_MINUTES = range(5, 1_441)

_PROXY = re.compile(r"https?://(?:[^\s/@]+@)?(?:\[[0-9A-Fa-f:.]+\]|[^\s/@:\[\]]+)(?::\d{1,5})?/?")


class SettingsError(KaikenError):
    """Settings are missing or wrong; all faults are named together, each with an example."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Secret:
    """A text that shows itself in no log, error or representation."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the text itself, for the one place that needs it."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen: a host and a port."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Setting(Generic[Value]):
    """One environment variable: its name, explanation, an example, its default and how it is read.

    `read` raises ValueError, with what is wrong, on an unusable value.
    """

    name: str
    meaning: str
    example: str
    default: Callable[[], Value]
    read: Callable[[str], Value]

    def read_from(self, environment: Mapping[str, str]) -> Value:
        """Return the value in an environment, or the default.

        Raises:
            ValueError: the value is unusable; the text names the variable, without the value.
        """
        given = environment.get(self.name, "").strip()
        if not given:
            return self.default()
        try:
            return self.read(given)
        except ValueError as cause:
            raise ValueError(f"{self.name} {cause}, for example {self.example}") from cause


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set."""

    token: Secret | None
    data_path: Path
    api_url: str
    database_url: Secret | None
    engine: str = "auto"
    proxy: Secret | None = None
    listen: Address | None = None
    webhook_url: str | None = None
    webhook_secret: Secret | None = None
    max_in_flight: int = 8
    sends_per_second: int = 30
    watch_every: timedelta | None = None
    contact: str = ""

    def require_token(self) -> Secret:
        """Return the token.

        Raises:
            SettingsError: none is set.
        """
        if self.token is None:
            raise SettingsError(
                (f"{TOKEN.name} is not set: {TOKEN.meaning}, for example {TOKEN.example}",)
            )
        return self.token

    def make_data_folder(self) -> Path:
        """Return the folder in which state is kept, made if it does not exist.

        Raises:
            SettingsError: it cannot be made.
        """
        try:
            self.data_path.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as cause:
            fault = f"{DATA.name} names {self.data_path}, which cannot be made: {cause.strerror}"
            raise SettingsError((fault,)) from cause
        return self.data_path


def _read_token(given: str) -> Secret:
    if not _TOKEN.fullmatch(given):
        raise ValueError("is not of the form that BotFather gives")
    return Secret(given)


def _read_folder(given: str) -> Path:
    try:
        return Path(given).expanduser()
    except RuntimeError as cause:
        raise ValueError("names the home of a user that is not known here") from cause


def _read_url(given: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", given):
        raise ValueError("is not an address")
    return given.rstrip("/")


def _read_proxy(given: str) -> Secret:
    if not _PROXY.fullmatch(given):
        raise ValueError("is not the address of an HTTP proxy")
    return Secret(given)


def _read_webhook_url(given: str) -> str:
    if not re.fullmatch(r"https://[^\s/]+\S*", given):
        raise ValueError("is not an address that begins with https://")
    return given.rstrip("/")


def _read_webhook_secret(given: str) -> Secret:
    # core.telegram.org/bots/api#setwebhook
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", given):
        raise ValueError("is not 16 to 256 letters, digits, _ and -")
    return Secret(given)


def _read_address(given: str) -> Address:
    host, _, port = given.rpartition(":")
    if not host or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > _MAX_PORT:
        raise ValueError("is not a host and a port")
    return Address(host.strip("[]"), int(port))


def _read_number(maximum: int) -> Callable[[str], int]:
    def read(given: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", given) or not 1 <= int(given) <= maximum:
            raise ValueError(f"is not a number from 1 to {maximum}")
        return int(given)

    return read


def _read_database_url(given: str) -> Secret:
    if not re.match(r"(?:sqlite|postgres(?:ql)?)://", given):
        raise ValueError("is not an address that begins with postgresql:// or sqlite://")
    return Secret(given)


def _read_engine(given: str) -> str:
    if given not in ENGINES:
        raise ValueError(f"is none of {', '.join(ENGINES)}")
    return given


def _read_minutes(given: str) -> timedelta | None:
    if given == "off":
        return None
    if not (given.isascii() and given.isdecimal()) or int(given) not in _MINUTES:
        raise ValueError("is not a number of minutes from 5 to 1440, nor off")
    return timedelta(minutes=int(given))


def _read_contact(given: str) -> str:
    if not re.fullmatch(r"[\x21-\x27\x2a-\x7e]{3,200}", given):
        raise ValueError("is not an address of the web or of e-mail")
    return given


TOKEN: Setting[Secret | None] = Setting(
    "KAIKEN_TOKEN",
    "the bot's token, which BotFather gives",
    "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0",
    lambda: None,
    _read_token,
)
DATA: Setting[Path] = Setting(
    "KAIKEN_DATA",
    "the folder in which state lives; by default the user data folder of the platform",
    "/var/lib/kaiken",
    lambda: user_data_path("kaiken", appauthor=False),
    _read_folder,
)
API_URL: Setting[str] = Setting(
    "KAIKEN_API_URL",
    "the address of the Bot API, for a Bot API server of your own",
    "http://localhost:8081",
    lambda: "https://api.telegram.org",
    _read_url,
)
DATABASE_URL: Setting[Secret | None] = Setting(
    "KAIKEN_DATABASE_URL",
    "the address of a PostgreSQL database; by default a SQLite file in the data folder",
    "postgresql://kaiken:password@localhost/kaiken",
    lambda: None,
    _read_database_url,
)
WATCH_EVERY: Setting[timedelta | None] = Setting(
    "KAIKEN_WATCH_EVERY",
    "how many minutes lie between two checks of the sources, at least 5; off, and serve makes none",
    "30",
    lambda: DEFAULT_WATCH_INTERVAL,
    _read_minutes,
)
CONTACT: Setting[str] = Setting(
    "KAIKEN_CONTACT",
    "an address by which the sites that are watched can reach you",
    "https://example.org/kaiken",
    lambda: "",
    _read_contact,
)
ENGINE: Setting[str] = Setting(
    "KAIKEN_ENGINE",
    "what searches: okapi in memory, disk in the data folder, or auto, which goes by the size",
    "disk",
    lambda: "auto",
    _read_engine,
)
PROXY: Setting[Secret | None] = Setting(
    "KAIKEN_PROXY",
    "the address of an HTTP proxy that leads to the Bot API; by default there is none",
    "http://user:password@localhost:3128",
    lambda: None,
    _read_proxy,
)
LISTEN: Setting[Address | None] = Setting(
    "KAIKEN_LISTEN",
    "where /healthz, /readyz and the webhook are served; by default nowhere",
    "127.0.0.1:8080",
    lambda: None,
    _read_address,
)
WEBHOOK_URL: Setting[str | None] = Setting(
    "KAIKEN_WEBHOOK_URL",
    "the public address under which KAIKEN_LISTEN is reached; with it updates come by webhook",
    "https://kaiken.example",
    lambda: None,
    _read_webhook_url,
)
WEBHOOK_SECRET: Setting[Secret | None] = Setting(
    "KAIKEN_WEBHOOK_SECRET",
    "the secret by which Telegram's updates are known; by default it is made of the token",
    "a-long-word-that-nobody-guesses",
    lambda: None,
    _read_webhook_secret,
)
MAX_IN_FLIGHT: Setting[int] = Setting(
    "KAIKEN_IN_FLIGHT",
    "how many updates are answered at a time; as many may be answered twice after a kill",
    "8",
    lambda: 8,
    _read_number(999),
)
SENDS_PER_SECOND: Setting[int] = Setting(
    "KAIKEN_SENDS_PER_SECOND",
    "how many messages leave in a second; more than 30 need paid broadcasts, which allow 1000",
    "30",
    lambda: 30,
    _read_number(10_000),
)
SETTINGS: tuple[Setting[Any], ...] = (
    TOKEN,
    DATA,
    API_URL,
    DATABASE_URL,
    ENGINE,
    PROXY,
    LISTEN,
    WEBHOOK_URL,
    WEBHOOK_SECRET,
    MAX_IN_FLIGHT,
    SENDS_PER_SECOND,
    WATCH_EVERY,
    CONTACT,
)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings from an environment.

    Raises:
        SettingsError: at least one is unusable; all faults are named.
    """
    faults = []
    for setting in SETTINGS:
        try:
            setting.read_from(environment)
        except ValueError as fault:
            faults.append(str(fault))
    if faults:
        raise SettingsError(tuple(faults))
    return Settings(
        TOKEN.read_from(environment),
        DATA.read_from(environment),
        API_URL.read_from(environment),
        DATABASE_URL.read_from(environment),
        ENGINE.read_from(environment),
        PROXY.read_from(environment),
        LISTEN.read_from(environment),
        WEBHOOK_URL.read_from(environment),
        WEBHOOK_SECRET.read_from(environment),
        MAX_IN_FLIGHT.read_from(environment),
        SENDS_PER_SECOND.read_from(environment),
        WATCH_EVERY.read_from(environment),
        CONTACT.read_from(environment),
    )
