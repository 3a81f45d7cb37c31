"""Settings: each is one environment variable with a type, a default and an explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path

from platformdirs import user_data_path

from bot.setup import readers, searching
from bot.setup.declaring import Secret, Setting, SettingsError
from bot.setup.declaring import declare as _setting
from bot.setup.redaction import EXAMPLE_TOKEN

# The interval between checks of the sources, if it is not set.
DEFAULT_WATCH_INTERVAL = timedelta(minutes=30)
ENGINES = ("auto", "okapi", "disk", "cluster")
TEXT, JSON = "text", "json"

# <bot id>:<secret>, as BotFather gives it (core.telegram.org/bots/api, "Authorizing your bot").
_TOKEN = r"\d{6,}:[A-Za-z0-9_-]{30,}"  # noqa: S105 - the form of one
# core.telegram.org/bots/api#setwebhook
_WEBHOOK_SECRET = r"[A-Za-z0-9_-]{16,256}"  # noqa: S105 - the form of one
_PROXY = r"https?://(?:[^\s/@]+@)?(?:\[[0-9A-Fa-f:.]+\]|[^\s/@:\[\]]+)(?::\d{1,5})?/?"


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen: a host and a port."""

    host: str
    port: int


def _without_slash(url: str) -> str:
    return url.rstrip("/")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set."""

    token: Secret | None = _setting(
        "KAIKEN_TOKEN",
        "token",
        "the bot's token, which BotFather gives",
        "none; only serve and check need it",
        EXAMPLE_TOKEN,
        readers.of_form(_TOKEN, "is not of the form that BotFather gives", Secret),
        is_secret=True,
    )
    data_path: Path = _setting(
        "KAIKEN_DATA",
        "folder",
        "the folder for the database and other state",
        "the user data folder of the platform",
        "/var/lib/kaiken",
        readers.folder,
        lambda: user_data_path("kaiken", appauthor=False),
    )
    api_url: str = _setting(
        "KAIKEN_API_URL",
        "address",
        "the address of the Bot API, for a Bot API server of your own",
        "Telegram's",
        "http://localhost:8081",
        readers.of_form(
            r"https?://[^\s/]+\S*",
            "is not an address",
            readers.reachable("is not an address", _without_slash),
        ),
        lambda: "https://api.telegram.org",
    )
    database_url: Secret | None = _setting(
        "KAIKEN_DATABASE_URL",
        "address",
        "the address of a PostgreSQL database",
        "a SQLite file in the data folder",
        "postgresql://kaiken:password@localhost/kaiken",
        readers.of_form(
            r"(?:sqlite|postgres(?:ql)?)://(?s:.*)",
            "is not an address that begins with postgresql:// or sqlite://",
            readers.of_database(Secret),
        ),
        is_secret=True,
    )
    prepares_statements: bool = _setting(
        "KAIKEN_DATABASE_PREPARE",
        "on or off",
        "whether statements are prepared in sessions of PostgreSQL; off behind a pooler that hands "
        "each transaction to another session, such as pgbouncer",
        "on",
        "off",
        readers.on_or_off,
        lambda: True,
    )
    engine: str = _setting(
        "KAIKEN_ENGINE",
        "word",
        "what searches: okapi in memory, disk in the data folder, cluster at KAIKEN_SEARCH_URL, or "
        "auto: the cluster if there is one, else what the size asks for",
        "auto: disk for more than a few thousand statements",
        "disk",
        readers.of_form("|".join(ENGINES), f"is none of {', '.join(ENGINES)}", str),
        lambda: "auto",
    )
    search_urls: tuple[str, ...] = searching.URLS
    search_user: str = searching.USER
    search_password: Secret | None = searching.PASSWORD
    search_ca: Path | None = searching.CA
    search_prefix: str = searching.PREFIX
    search_shards: int = searching.SHARDS
    proxy: Secret | None = _setting(
        "KAIKEN_PROXY",
        "address",
        "the address of an HTTP proxy that leads to the Bot API",
        "none",
        "http://user:password@localhost:3128",
        readers.of_form(
            _PROXY,
            "is not the address of an HTTP proxy",
            readers.reachable("is not the address of an HTTP proxy", Secret),
        ),
        is_secret=True,
    )
    listen: Address | None = _setting(
        "KAIKEN_LISTEN",
        "host and port",
        "where /healthz, /readyz and the webhook are served",
        "nowhere",
        "127.0.0.1:8080",
        readers.host_and_port(Address),
    )
    metrics_listen: Address | None = _setting(
        "KAIKEN_METRICS_LISTEN",
        "port, or host and port",
        "where /metrics is served, for Prometheus; a port alone is of 127.0.0.1",
        "nowhere",
        "9464",
        readers.host_and_port(Address, "127.0.0.1"),
    )
    webhook_url: str | None = _setting(
        "KAIKEN_WEBHOOK_URL",
        "address",
        "the public address under which KAIKEN_LISTEN is reached; with it updates come by webhook",
        "none: they are polled",
        "https://kaiken.example",
        readers.of_form(
            r"https://[^\s/]+\S*",
            "is not an address that begins with https://",
            readers.reachable("is not an address that begins with https://", _without_slash),
        ),
    )
    webhook_secret: Secret | None = _setting(
        "KAIKEN_WEBHOOK_SECRET",
        "text",
        "the secret by which Telegram's updates are known",
        "made of the token",
        "a-long-word-that-nobody-guesses",
        readers.of_form(_WEBHOOK_SECRET, "is not 16 to 256 letters, digits, _ and -", Secret),
        is_secret=True,
    )
    max_in_flight: int = _setting(
        "KAIKEN_IN_FLIGHT",
        "number",
        "how many updates are answered at a time; as many may be answered twice after a kill",
        "8",
        "8",
        readers.up_to(999),
        lambda: 8,
    )
    sends_per_second: int = _setting(
        "KAIKEN_SENDS_PER_SECOND",
        "number",
        "how many messages leave in a second; more than 30 need paid broadcasts, which allow 1000",
        "30",
        "30",
        readers.up_to(10_000),
        lambda: 30,
    )
    watch_every: timedelta | None = _setting(
        "KAIKEN_WATCH_EVERY",
        "minutes, or off",
        "how many minutes lie between two checks of the sources, at least 5; off, and serve makes "
        "none",
        "30",
        "30",
        readers.minutes,
        lambda: DEFAULT_WATCH_INTERVAL,
    )
    operator_chat: int | None = _setting(
        "KAIKEN_OPERATOR_CHAT",
        "chat",
        "the id of the chat that is told when something begins to fail and when that is over, when "
        "news is held, and when a reader reports an answer",
        "none: the log tells",
        "-1001234567890",
        readers.chat,
    )
    operators: frozenset[int] = _setting(
        "KAIKEN_OPERATORS",
        "chats",
        "the ids of the chats, with commas between them, that are told of faults too, and in which "
        "/stats, /refresh, /hold and /resume are heard; `/start id` tells a chat its id",
        "none: these commands are off",
        "1234567,-1001234567890",
        readers.chats,
        frozenset,
    )
    log: str = _setting(
        "KAIKEN_LOG",
        "word",
        "the form of the log on standard error: text, or json, with an object on each line",
        TEXT,
        JSON,
        readers.of_form(f"{TEXT}|{JSON}", f"is neither {TEXT} nor {JSON}", str),
        lambda: TEXT,
    )
    contact: str = _setting(
        "KAIKEN_CONTACT",
        "address",
        "an address by which the sites that are watched can reach you; part of the user agent",
        "none",
        "https://example.org/kaiken",
        readers.of_form(
            r"[\x21-\x27\x2a-\x7e]{3,200}", "is not an address of the web or of e-mail", str
        ),
        lambda: "",
    )

    def require_token(self) -> Secret:
        """Return the token.

        Raises:
            SettingsError: none is set.
        """
        if self.token is None:
            setting = SETTINGS["token"]
            raise SettingsError(
                (f"{setting.name} is not set: {setting.meaning}, for example {setting.example}",)
            )
        return self.token

    def contradictions(self) -> list[str]:
        """Return what is wrong with settings that have to fit each other."""
        if self.webhook_url is not None and self.listen is None:
            return [_needs(SETTINGS["webhook_url"], SETTINGS["listen"])]
        if self.engine == "cluster" and not self.search_urls:
            return [_needs(SETTINGS["engine"], SETTINGS["search_urls"])]
        if self.metrics_listen is not None and self.metrics_listen == self.listen:
            name, other = SETTINGS["metrics_listen"], SETTINGS["listen"]
            return [f"{name.name} is that of {other.name} too, for example {name.example}"]
        return []

    def make_data_folder(self) -> Path:
        """Return the folder in which state is kept, made if it does not exist.

        Raises:
            SettingsError: it cannot be made.
        """
        try:
            self.data_path.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as cause:
            name = SETTINGS["data_path"].name
            fault = f"{name} names {self.data_path}, which cannot be made: {cause.strerror}"
            raise SettingsError((fault,)) from cause
        return self.data_path


# The settings by the names of their fields, in order.
SETTINGS: Mapping[str, Setting] = {one.name: one.metadata[Setting] for one in fields(Settings)}


def _needs(setting: Setting, other: Setting) -> str:
    """Say that one setting needs another, with what that is and an example."""
    return f"{setting.name} needs {other.name}: {other.meaning}, for example {other.example}"
