"""A bot with a secret in every setting that takes one, and all that anybody is shown of it."""

import base64
import html
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import quote, quote_plus

import psycopg
import pytest

from bot.cli import main
from bot.sandbox.botapi.api import BotApi
from bot.setup.logs import configure_logs
from bot.setup.redaction import redact_stderr
from bot.setup.settings import JSON, TEXT

TOKEN = BotApi(lambda: 0.0).token
WEBHOOK = "webhook-W9qLzz-nobody-guesses"
# Signs that an address, JSON or HTML writes otherwise.
PASSWORD = 'p@ss/w0rd-"Zq7&base'  # noqa: S105 - of nobody
PROXY_WORD = "pr0xy:Zz-w0rd9/é"
SECRETS = (TOKEN, TOKEN.partition(":")[2], WEBHOOK, PASSWORD, PROXY_WORD)


def written(secret: str) -> set[str]:
    """A secret in all the ways in which programs write it."""
    ways = {secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}
    ways |= {one.lower() for one in ways}
    quoted = json.dumps(secret), json.dumps(secret, ensure_ascii=False), repr(secret)
    ways |= {one[1:-1] for one in quoted} | {html.escape(secret)}
    return ways | {base64.b64encode(f"kaiken:{secret}".encode()).decode()}


WAYS = {way.encode() for secret in SECRETS for way in written(secret)}


def find_secrets(shown: bytes) -> list[bytes]:
    return [way for way in WAYS if way in shown]


class Rude:
    """Something at the address of the Bot API, or a proxy, that repeats what it was asked."""

    def __init__(self) -> None:
        self.status = 401
        self.body = b""
        rude = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                body = rude.body or f"<h1>{self.path}</h1>\n{self.headers}".encode()
                self.send_response(rude.status, f"no {self.path}")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("X-Asked", self.path)
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_CONNECT = do_POST  # noqa: N815 - the names of the methods

            def log_message(self, *_: object) -> None:
                """It tells nobody."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def answers(self, status: int, result: object = None, description: str = "") -> None:
        """Answer as the Bot API does from now on."""
        told: dict[str, object] = {"ok": status == 200, "error_code": status}
        told |= {"result": result} if status == 200 else {"description": description}
        self.status, self.body = status, json.dumps(told).encode()

    def repeats(self, status: int) -> None:
        """Answer with what was asked from now on."""
        self.status, self.body = status, b""

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="session")
def rude() -> Iterator[Rude]:
    made = Rude()
    yield made
    made.close()


class Terminal(io.StringIO):
    """What a terminal shows: results and messages together."""

    def reconfigure(self, **_: object) -> None:
        """It shows every sign."""


@dataclass(slots=True)
class Scene:
    """A bot's settings and folder, and what was shown of it; on stage from `with` to its end."""

    folder: Path
    environment: dict[str, str]
    rude: Rude
    monkeypatch: pytest.MonkeyPatch
    terminal: Terminal = field(default_factory=Terminal)
    # What is shown elsewhere than in a terminal: pages, messages, tables.
    shown: list[str] = field(default_factory=list)
    _stage: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        """Have all that is told written into the terminal, as Python and the bot write it."""
        put = self._stage.enter_context(pytest.MonkeyPatch.context()).setattr
        put(sys, "stdout", self.terminal)
        put(sys, "stderr", self.terminal)
        put(sys, "excepthook", sys.__excepthook__)
        put(sys, "unraisablehook", sys.__unraisablehook__)
        put(threading, "excepthook", threading.__excepthook__)
        self._stage.enter_context(warnings.catch_warnings())
        warnings.simplefilter("default")
        warnings.showwarning = show_warning
        redact_stderr()
        root = logging.getLogger()
        handlers, root.handlers = root.handlers, []
        levels = {name: logging.getLogger(name).level for name in LOUD}
        self._stage.callback(setattr, root, "handlers", handlers)
        told_by = []
        for form in LOG_FORMS:
            configure_logs(*form)
            told_by += root.handlers
        # All forms at once.
        root.handlers = told_by
        for name, level in levels.items():
            self._stage.callback(logging.getLogger(name).setLevel, level)
            logging.getLogger(name).setLevel(logging.DEBUG)
        return self

    def __exit__(self, *_: object) -> None:
        self._stage.close()

    def set(self, **settings: str) -> None:
        """Set settings; their names are without KAIKEN_."""
        self.environment |= {f"KAIKEN_{name}": value for name, value in settings.items()}

    def unset(self, *names: str) -> None:
        for name in names:
            self.environment.pop(f"KAIKEN_{name}", None)

    @property
    def told(self) -> str:
        return self.terminal.getvalue()

    def run(self, *words: str) -> None:
        """Run the command, as a process of its own would, with these settings."""
        for name, value in self.environment.items():
            self.monkeypatch.setenv(name, value)
        self.monkeypatch.setattr(sys, "argv", ["kaiken", *words])
        try:
            main()
        except SystemExit as ended:
            self.shown.append(f"ended with {ended.code}")
        except BaseException as error:  # noqa: BLE001 - as Python ends a program
            self.tell_of(error)

    def tell_of(self, error: BaseException) -> None:
        """Show an error as Python does at the end of a program."""
        sys.excepthook(type(error), error, error.__traceback__)

    def secrets_shown(self) -> list[bytes]:
        """Look for secrets in all that was shown, and in the files that were written."""
        files = [one for one in self.folder.rglob("*") if one.is_file()]
        shown = [self.told.encode(), *(one.encode() for one in self.shown)]
        return find_secrets(b"\n".join([*shown, *(one.read_bytes() for one in files)]))


# What `configure_logs` is given for each form of the logs.
LOG_FORMS: tuple[tuple[str, ...], ...] = ((TEXT,), (JSON,))
# All that logs, and those that are told to log less.
LOUD = ("", "telegram", "httpx", "httpcore", "alembic", "sqlalchemy.pool", "psycopg", "asyncio")


def show_warning(message: object, category: object, name: str, line: int, *_: object) -> None:
    """As Python does, and pytest does not."""
    sys.stderr.write(warnings.formatwarning(message, category, name, line))  # type: ignore[arg-type]


@pytest.fixture
def scene(tmp_path: Path, rude: Rude, monkeypatch: pytest.MonkeyPatch) -> Scene:
    environment = {
        "KAIKEN_TOKEN": TOKEN,
        "KAIKEN_DATA": str(tmp_path / "data"),
        "KAIKEN_API_URL": f"http://{rude.address}",
        "KAIKEN_WEBHOOK_SECRET": WEBHOOK,
    }
    rude.answers(401, description="Unauthorized")
    return Scene(tmp_path, environment, rude, monkeypatch)


@pytest.fixture(scope="session")
def locked(postgresql: Callable[[str], str]) -> str:
    """The rest of the address of a PostgreSQL, to stand behind a user's name and password.

    It lets the user *locked* in by `PASSWORD` only.
    """
    with psycopg.connect(postgresql("postgres"), autocommit=True) as connection:
        secret = psycopg.sql.Literal(PASSWORD)
        connection.execute(psycopg.sql.SQL("CREATE ROLE locked LOGIN PASSWORD {}").format(secret))
        [(rules,)] = connection.execute("SHOW hba_file").fetchall()
        file = Path(rules)
        file.write_text(f"local all locked scram-sha-256\n{file.read_text()}")
        connection.execute("SELECT pg_reload_conf()")
    return postgresql("postgres").partition("@")[2]
