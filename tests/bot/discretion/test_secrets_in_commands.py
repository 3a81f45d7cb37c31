"""A command that fails shows no secret: not in a terminal, not in a log, not in a file."""

import asyncio
import html
import json
import logging
import os
import shutil
import sqlite3
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from bot.backups.sqlite import check
from bot.migrations.schema import NEWEST
from bot.sandbox.botapi.api import BotApi

Scene = Any
# Where nothing listens.
NOWHERE = "127.0.0.1:1"
TOKEN = BotApi(lambda: 0.0).token
PASSWORD = 'p@ss/w0rd-"Zq7&base'  # noqa: S105 - of nobody
PROXY_WORD = "pr0xy:Zz-w0rd9/é"
IN_ADDRESS, OF_PROXY = quote(PASSWORD, safe=""), quote(PROXY_WORD, safe="")
AWAY = f"postgresql://kaiken:{IN_ADDRESS}@{NOWHERE}/kaiken"


def given(scene: Scene, content: bytes) -> str:
    """The path of a file with a secret, outside of what the bot writes."""
    file = scene.folder.parent / "given"
    file.write_bytes(content)
    return str(file)


def wrong(**settings: str) -> Callable[[Scene], None]:
    """A scenario: `kaiken serve` with one setting that is wrong."""

    def run(scene: Scene) -> None:
        scene.set(**settings)
        scene.run("serve")
        assert "ended with 78" in scene.shown

    return run


def with_file(content: bytes, **beside: str) -> Callable[[Scene], None]:
    """A scenario: the token stands in a file, which is wrong."""

    def run(scene: Scene) -> None:
        scene.unset("TOKEN")
        scene.set(TOKEN_FILE=given(scene, content), **beside)
        scene.run("config")
        assert "ended with 78" in scene.shown

    return run


def the_path_of_a_file_is_the_secret(scene: Scene) -> None:
    scene.unset("TOKEN")
    scene.set(TOKEN_FILE=TOKEN)
    scene.run("serve")


def a_file_with_a_secret_is_a_folder(scene: Scene) -> None:
    scene.unset("TOKEN")
    scene.set(TOKEN_FILE=str(scene.folder))
    scene.run("serve")


def a_file_with_a_secret_may_not_be_read(scene: Scene) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", TOKEN)

    scene.unset("TOKEN")
    scene.set(TOKEN_FILE=given(scene, TOKEN.encode()))
    scene.monkeypatch.setattr(Path, "open", refuse)
    scene.run("serve")


def all_settings_are_shown(*how: str) -> Callable[[Scene], None]:
    def run(scene: Scene) -> None:
        scene.set(DATABASE_URL=AWAY, PROXY=f"http://kaiken:{OF_PROXY}@{NOWHERE}")
        scene.set(API_URL=f"https://kaiken:{OF_PROXY}@bots.example")
        scene.set(WEBHOOK_URL=f"https://kaiken:{OF_PROXY}@kaiken.example", LISTEN="127.0.0.1:1")
        scene.run("config", *how)
        assert "bots.example" in scene.told

    return run


def with_a_database(address: str, *words: str) -> Callable[[Scene], None]:
    def run(scene: Scene) -> None:
        scene.set(DATABASE_URL=address)
        scene.run(*words)
        assert scene.shown

    return run


def a_backup_is_put_into_a_database_that_is_away(scene: Scene) -> None:
    scene.set(DATABASE_URL=AWAY)
    scene.run("restore", given(scene, b"no backup"), "--yes")


def the_password_is_refused(*words: str) -> Callable[[Scene, str], None]:
    def run(scene: Scene, locked: str) -> None:
        wrong_word = quote(f"{PASSWORD}x", safe="")
        scene.set(DATABASE_URL=f"postgresql://locked:{wrong_word}@{locked}")
        scene.run(*words)
        assert "authentication failed" in scene.told

    return run


def the_user_of_the_database_may_do_nothing(scene: Scene, locked: str) -> None:
    scene.set(DATABASE_URL=f"postgresql://locked:{IN_ADDRESS}@{locked}")
    scene.run("migrate", "--no-backup")
    assert "permission denied" in scene.told


def a_dump_fails(scene: Scene, locked: str) -> None:
    """A program of PostgreSQL's that repeats its words and its environment, and fails."""
    programs = scene.folder.parent / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "pg_dump").write_text('#!/bin/sh\necho "$@" $PGPASSWORD >&2\nenv >&2\nexit 1\n')
    (programs / "pg_dump").chmod(0o700)
    scene.monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    scene.set(DATABASE_URL=f"postgresql://locked:{IN_ADDRESS}@{locked}")
    scene.run("backup")
    assert "pg_dump: it fails" in scene.told


def data_of(scene: Scene) -> Path:
    folder = Path(scene.environment["KAIKEN_DATA"])
    folder.mkdir()
    return folder


def the_file_of_the_database_is_broken(*words: str) -> Callable[[Scene], None]:
    def run(scene: Scene) -> None:
        (data_of(scene) / "kaiken.db").write_bytes(b"no database" * 1_000)
        scene.run(*words)
        assert scene.shown

    return run


def the_database_is_of_a_newer_version(scene: Scene, migrated_sqlite: Path) -> None:
    file = Path(shutil.copy(migrated_sqlite, data_of(scene) / "kaiken.db"))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    scene.run("migrate", "--yes")


def a_backup_is_made_and_put_back(scene: Scene, migrated_sqlite: Path) -> None:
    """It works, and holds no secret either."""
    data = data_of(scene)
    shutil.copy(migrated_sqlite, data / "kaiken.db")
    scene.run("backup")
    [made] = (data / "backups").iterdir()
    assert check(made) == NEWEST
    scene.run("restore", str(made), "--yes")


def a_backup_is_no_backup(scene: Scene, migrated_sqlite: Path) -> None:
    shutil.copy(migrated_sqlite, data_of(scene) / "kaiken.db")
    scene.run("restore", given(scene, TOKEN.encode()), "--yes")


def the_folder_for_backups_is_a_file(scene: Scene, migrated_sqlite: Path) -> None:
    data = data_of(scene)
    shutil.copy(migrated_sqlite, data / "kaiken.db")
    (data / "backups").touch()
    scene.run("backup")


def checked(*how: str, status: int = 0, **settings: str) -> Callable[[Scene], None]:
    """A scenario: `kaiken check` where something else than the Bot API answers, or nothing."""

    def run(scene: Scene) -> None:
        if status:
            scene.rude.repeats(status)
        at = scene.rude.address
        scene.set(**{name: value.format(rude=at) for name, value in settings.items()})
        scene.run("check", *how)
        assert "FAULT" in scene.told or "fault" in scene.told

    return run


def telegram_tells_of_a_token(*how: str) -> Callable[[Scene], None]:
    """Whatever it says of the webhook's last error is shown by `kaiken check`."""

    def run(scene: Scene) -> None:
        told = {"id": 7, "is_bot": True, "first_name": "K", "username": "kaiken_bot"}
        told |= {"url": "https://kaiken.example/telegram", "has_custom_certificate": False}
        told |= {"pending_update_count": 0, "last_error_date": 4_000_000_000}
        told["last_error_message"] = f"Wrong response from /bot{TOKEN}?{scene.environment}"
        scene.set(WEBHOOK_URL="https://kaiken.example", LISTEN="127.0.0.1:1")
        scene.rude.answers(200, told)
        scene.run("check", *how)
        assert "Wrong response from" in scene.told

    return run


def told_by(tell: Callable[[str], None], *, ends: bool = False) -> Callable[[Scene], None]:
    """A scenario: whatever a command does, something in it tells of all of its settings."""

    def run(scene: Scene) -> None:
        scene.set(DATABASE_URL=AWAY, PROXY=f"http://kaiken:{OF_PROXY}@{NOWHERE}")

        def fail(*_: object, **__: object) -> str:
            said = f"https://x/bot{TOKEN}/getMe {scene.environment} {PASSWORD} {PROXY_WORD}"
            tell(said)
            return "0.0"

        scene.monkeypatch.setattr("bot.commands.setup_commands.version", fail)
        # So that the secrets are read before.
        scene.run("config")
        scene.run("--version")
        shown = scene.told
        assert "/getMe" in shown
        assert ("kaiken 0.0" in shown) is not ends

    return run


def raise_it(said: str) -> None:
    raise ValueError(said)


def raise_several(said: str) -> None:
    error = ExceptionGroup(said, [ValueError(said), OSError(5, said, said)])
    error.add_note(said)
    raise error from KeyError(said)


def fail_in_a_thread(said: str) -> None:
    thread = threading.Thread(target=raise_it, args=(said,), name="failing")
    thread.start()
    thread.join()


class Failing:
    """What fails when it is thrown away."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __del__(self) -> None:
        raise ValueError(self.said)


def fail_in_a_destructor(said: str) -> None:
    Failing(said)


def fail_in_a_task(said: str) -> None:
    async def fail() -> None:
        raise_it(said)

    async def leave_it() -> None:
        task = asyncio.create_task(fail(), name=said)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        del task

    asyncio.run(leave_it(), debug=True)


def fail_in_the_loop(said: str) -> None:
    async def fail() -> None:
        loop = asyncio.get_running_loop()
        loop.call_soon(raise_it, said)
        loop.call_exception_handler({"message": said, "handle": said})
        await asyncio.sleep(0)

    asyncio.run(fail())


def log_as_json(said: str) -> None:
    """As logs for machines are written."""
    for is_ascii in (True, False):
        line = {"event": said, "settings": repr({"given": said}), "page": html.escape(said)}
        sys.stderr.write(json.dumps(line, ensure_ascii=is_ascii))


def log_all_that_is_known(said: str) -> None:
    try:
        raise_it(said)
    except ValueError:
        for name in ("bot.x", "httpx", "telegram.ext.Application", "sqlalchemy.pool", "asyncio"):
            logging.getLogger(name).debug("%r: %s", {"said": said}, said, stack_info=True)
            logging.getLogger(name).exception("failed for %s", [said], extra={"said": said})


def warn(said: str) -> None:
    warnings.warn(said, UserWarning, stacklevel=1)


SCENARIOS: dict[str, Callable[..., None]] = {
    "a token of the wrong form": wrong(TOKEN=f"bot{TOKEN}"),
    "a token with a word behind it": wrong(TOKEN=f"{TOKEN} again"),
    "a secret of a webhook with blanks": wrong(WEBHOOK_SECRET=f"{PASSWORD} {PASSWORD}"),
    "a database of another kind": wrong(DATABASE_URL=f"mysql://kaiken:{IN_ADDRESS}@localhost/k"),
    "a password that is not encoded": wrong(DATABASE_URL=f"postgresql://k:{PASSWORD}@localhost/k"),
    "a port that is none": wrong(DATABASE_URL=f"postgresql://k:{IN_ADDRESS}@localhost:abc/k"),
    "a password in the wrong option": wrong(
        DATABASE_URL=f"postgresql://k@localhost:0x/k?passwd={IN_ADDRESS}"
    ),
    "a proxy of another kind": wrong(PROXY=f"socks5://kaiken:{OF_PROXY}@localhost"),
    "a proxy with a path": wrong(PROXY=f"http://kaiken:{OF_PROXY}@localhost/x"),
    "an address with a password": wrong(WEBHOOK_URL=f"http://kaiken:{OF_PROXY}@kaiken.example"),
    "an address of the API with a password": wrong(API_URL=f"ftp://kaiken:{OF_PROXY}@bots.example"),
    "a setting that is not known": wrong(TOKN=TOKEN, DATABSE_URL=AWAY),
    "the path of a file is the secret": the_path_of_a_file_is_the_secret,
    "a file with a secret is a folder": a_file_with_a_secret_is_a_folder,
    "a file with a secret may not be read": a_file_with_a_secret_may_not_be_read,
    "a file and the secret itself": with_file(TOKEN.encode(), TOKEN=TOKEN),
    "a file with two secrets": with_file(f"{TOKEN}\n{TOKEN}".encode()),
    "a file that is too large": with_file(TOKEN.encode() * 2_000),
    "a file that is no text": with_file(TOKEN.encode() + b"\xff"),
    "all settings": all_settings_are_shown(),
    "all settings as JSON": all_settings_are_shown("--json"),
    "PostgreSQL is away": with_a_database(AWAY, "stats"),
    "PostgreSQL is away, its password in the query": with_a_database(
        f"postgresql://{NOWHERE}/k?user=k&password={IN_ADDRESS}", "inbox"
    ),
    "PostgreSQL is away at a migration": with_a_database(AWAY, "migrate"),
    "PostgreSQL is away at a backup": with_a_database(AWAY, "backup"),
    "PostgreSQL is away at a restore": a_backup_is_put_into_a_database_that_is_away,
    "PostgreSQL is away at a start": with_a_database(AWAY, "serve"),
    "PostgreSQL is away at a check": with_a_database(AWAY, "check", "--json"),
    "PostgreSQL refuses the password": the_password_is_refused("stats"),
    "PostgreSQL refuses the password at a check": the_password_is_refused("check"),
    "PostgreSQL refuses the password at a start": the_password_is_refused("serve"),
    "PostgreSQL allows nothing": the_user_of_the_database_may_do_nothing,
    "pg_dump tells all it knows": a_dump_fails,
    "a broken file": the_file_of_the_database_is_broken("serve"),
    "a broken file at a check": the_file_of_the_database_is_broken("check"),
    "a broken file at a backup": the_file_of_the_database_is_broken("backup"),
    "a database of a newer version": the_database_is_of_a_newer_version,
    "a backup, put back": a_backup_is_made_and_put_back,
    "what is no backup": a_backup_is_no_backup,
    "no folder for backups": the_folder_for_backups_is_a_file,
    "a token that Telegram does not know": checked(),
    "another site that repeats what was asked": checked(status=404),
    "a gateway that repeats what was asked": checked("--json", status=502),
    "a redirection that repeats what was asked": checked(status=302),
    "a proxy that wants another password": checked(
        status=407, PROXY=f"http://kaiken:{OF_PROXY}@{{rude}}"
    ),
    "a proxy that is away": checked(PROXY=f"http://kaiken:{OF_PROXY}@{NOWHERE}"),
    "a proxy that does not lead to TLS": checked(
        status=407, PROXY=f"http://kaiken:{OF_PROXY}@{{rude}}", API_URL="https://bots.example"
    ),
    "TLS fails": checked(API_URL="https://{rude}"),
    "an address that is no host": checked(API_URL="http://kaiken.invalid.:65535"),
    "Telegram tells of a token": telegram_tells_of_a_token(),
    "Telegram tells of a token, as JSON": telegram_tells_of_a_token("--json"),
    "an error that nobody expected": told_by(raise_it, ends=True),
    "several errors at once": told_by(raise_several, ends=True),
    "an error in a thread": told_by(fail_in_a_thread),
    "an error in a destructor": told_by(fail_in_a_destructor),
    "an error of a task that nobody asks for": told_by(fail_in_a_task),
    "an error of the loop": told_by(fail_in_the_loop),
    "a warning": told_by(warn),
    "lines of JSON": told_by(log_as_json),
    "logs of libraries": told_by(log_all_that_is_known),
}


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_command_that_fails_shows_no_secret(
    scenario: str, scene: Scene, request: pytest.FixtureRequest
) -> None:
    play = SCENARIOS[scenario]
    _, *needed = play.__code__.co_varnames[: play.__code__.co_argcount]
    given_too = [request.getfixturevalue(name) for name in needed]
    with scene:
        play(scene, *given_too)
    assert scene.told
    assert scene.secrets_shown() == []


def test_the_scenarios_are_many() -> None:
    assert len(SCENARIOS) >= 40
