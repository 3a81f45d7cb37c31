"""How Kaiken is set up: broken settings, secrets in files, what `config` and `check` show."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.checkup.finding import Level
from bot.cli import WRONG_SETTINGS
from bot.setup.environment import read_settings
from bot.setup.settings import SETTINGS, SettingsError

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX"  # noqa: S105 - of that form, and nobody's
SECRET = "nobody-may-see-this"  # noqa: S105 - what must not be shown
KAIKEN = Path(sys.executable).with_name("kaiken")
NAMED_WITHIN_S = 1.0

# Each is broken in one way; the variable that the fault names, and the environment. FOLDER is
# replaced by an empty folder with the files `empty`, `binary`, `large` and `token`.
BROKEN: list[tuple[str, dict[str, str]]] = [
    ("KAIKEN_TOKEN", {"KAIKEN_TOKEN": SECRET}),
    ("KAIKEN_TOKEN", {"KAIKEN_TOKEN": f"bot{TOKEN}"}),
    ("KAIKEN_TOKEN", {"KAIKEN_TOKEN": f"{TOKEN} {SECRET}"}),
    ("KAIKEN_TOKEN", {}),
    ("KAIKEN_TOKEN_FILE", {"KAIKEN_TOKEN": TOKEN, "KAIKEN_TOKEN_FILE": "FOLDER/token"}),
    ("KAIKEN_TOKEN_FILE", {"KAIKEN_TOKEN_FILE": f"FOLDER/{SECRET}"}),
    ("KAIKEN_TOKEN_FILE", {"KAIKEN_TOKEN_FILE": "FOLDER"}),
    ("KAIKEN_TOKEN_FILE", {"KAIKEN_TOKEN_FILE": "FOLDER/empty"}),
    ("KAIKEN_TOKEN_FILE", {"KAIKEN_TOKEN_FILE": "FOLDER/binary"}),
    ("KAIKEN_TOKEN_FILE", {"KAIKEN_TOKEN_FILE": "FOLDER/large"}),
    ("KAIKEN_TOKEN_FILE", {"KAIKEN_TOKEN_FILE": "/dev/zero"}),
    ("KAIKEN_TOKEN_FILE", {"KAIKEN_TOKEN_FILE": TOKEN}),
    ("KAIKEN_TOKEN_FILE", {"KAIKEN_TOKEN_FILE": "FOLDER/secret"}),
    ("KAIKEN_TOKN", {"KAIKEN_TOKN": TOKEN}),
    ("Kaiken_Token", {"Kaiken_Token": TOKEN}),
    ("KAIKEN_DATABASE", {"KAIKEN_DATABASE": f"postgresql://kaiken:{SECRET}@localhost/kaiken"}),
    ("KAIKEN_DATA_FILE", {"KAIKEN_DATA_FILE": "/etc/kaiken/data"}),
    ("KAIKEN_PORT", {"KAIKEN_PORT": "8080"}),
    ("KAIKEN_DATA", {"KAIKEN_DATA": "~nobody-of-this-name/kaiken"}),
    ("KAIKEN_DATA", {"KAIKEN_DATA": "FOLDER/token/kaiken", "KAIKEN_TOKEN": TOKEN}),
    ("KAIKEN_API_URL", {"KAIKEN_API_URL": "api.telegram.org"}),
    ("KAIKEN_API_URL", {"KAIKEN_API_URL": "http://localhost:99999"}),
    ("KAIKEN_DATABASE_URL", {"KAIKEN_DATABASE_URL": f"mysql://kaiken:{SECRET}@localhost/kaiken"}),
    ("KAIKEN_DATABASE_URL", {"KAIKEN_DATABASE_URL": f"postgresql://k:{SECRET}@/x@localhost/b"}),
    ("KAIKEN_DATABASE_URL", {"KAIKEN_DATABASE_URL": f"postgresql://k:{SECRET}@localhost:port/b"}),
    ("KAIKEN_DATABASE_URL", {"KAIKEN_DATABASE_URL": "sqlite://"}),
    ("KAIKEN_DATABASE_URL_FILE", {"KAIKEN_DATABASE_URL_FILE": "FOLDER/secret"}),
    ("KAIKEN_ENGINE", {"KAIKEN_ENGINE": "opensearch"}),
    ("KAIKEN_ENGINE", {"KAIKEN_ENGINE": "cluster"}),
    ("KAIKEN_SEARCH_URL", {"KAIKEN_SEARCH_URL": f"https://kaiken:{SECRET}@localhost:9200"}),
    ("KAIKEN_SEARCH_URL", {"KAIKEN_SEARCH_URL": "https://one:9200,http://two:9200"}),
    ("KAIKEN_SEARCH_URL", {"KAIKEN_SEARCH_URL": "https://one:9200,"}),
    ("KAIKEN_SEARCH_PASSWORD_FILE", {"KAIKEN_SEARCH_PASSWORD_FILE": "FOLDER/empty"}),
    ("KAIKEN_SEARCH_SHARDS", {"KAIKEN_SEARCH_SHARDS": "0"}),
    ("KAIKEN_SEARCH_PREFIX", {"KAIKEN_SEARCH_PREFIX": "Kaiken*"}),
    ("KAIKEN_PROXY", {"KAIKEN_PROXY": f"socks5://kaiken:{SECRET}@localhost:1080"}),
    ("KAIKEN_PROXY", {"KAIKEN_PROXY": f"http://kaiken:{SECRET}@localhost:0"}),
    ("KAIKEN_LISTEN", {"KAIKEN_LISTEN": "8080"}),
    ("KAIKEN_LISTEN", {"KAIKEN_LISTEN": "localhost:80800"}),
    ("KAIKEN_WEBHOOK_URL", {"KAIKEN_WEBHOOK_URL": "http://kaiken.example"}),
    ("KAIKEN_WEBHOOK_URL", {"KAIKEN_WEBHOOK_URL": "https://kaiken.example"}),
    ("KAIKEN_WEBHOOK_SECRET", {"KAIKEN_WEBHOOK_SECRET": f"{SECRET}!"}),
    ("KAIKEN_IN_FLIGHT", {"KAIKEN_IN_FLIGHT": "0"}),
    ("KAIKEN_IN_FLIGHT", {"KAIKEN_IN_FLIGHT": "eight"}),
    ("KAIKEN_SENDS_PER_SECOND", {"KAIKEN_SENDS_PER_SECOND": "30/s"}),
    ("KAIKEN_DATABASE_PREPARE", {"KAIKEN_DATABASE_PREPARE": "0"}),
    ("KAIKEN_WATCH_EVERY", {"KAIKEN_WATCH_EVERY": "1"}),
    ("KAIKEN_OPERATOR_CHAT", {"KAIKEN_OPERATOR_CHAT": "@kaiken"}),
    ("KAIKEN_CONTACT", {"KAIKEN_CONTACT": "write to me"}),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "large").write_text(SECRET * 9_999)
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    return tmp_path


def placed(environment: dict[str, str], folder: Path) -> dict[str, str]:
    return {name: value.replace("FOLDER", str(folder)) for name, value in environment.items()}


@pytest.mark.parametrize("named, environment", BROKEN)
def test_a_broken_configuration_is_named_without_its_secrets(
    named: str,
    environment: dict[str, str],
    folder: Path,
    kaiken: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in placed(environment, folder).items():
        monkeypatch.setenv(name, value)
    began = time.process_time()
    ran = kaiken("serve")
    assert time.process_time() - began < NAMED_WITHIN_S
    assert ran.code == WRONG_SETTINGS
    assert f" {named} " in ran.err
    assert named == "KAIKEN_DATA" or ", for example " in ran.err
    assert ran.out == ""
    assert SECRET not in ran.err
    assert TOKEN not in ran.err


def test_a_process_names_all_faults_together(folder: Path) -> None:
    given = {"KAIKEN_TOKN": TOKEN, "KAIKEN_LISTEN": "8080", "KAIKEN_PROXY_FILE": "FOLDER/secret"}
    ran = subprocess.run(
        [KAIKEN, "serve"], env=os.environ | placed(given, folder), capture_output=True, check=False
    )
    told = ran.stderr.decode()
    assert ran.returncode == WRONG_SETTINGS
    assert all(f"{name} " in told for name in given)
    assert len(told.splitlines()) == len(given)
    assert SECRET not in told
    assert TOKEN not in told


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_secret_may_stand_in_a_file(tmp_path: Path, end: str) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}{end}")
    link = tmp_path / "link"
    link.symlink_to(file)
    for path in (file, link):
        settings = read_settings({"KAIKEN_TOKEN_FILE": f"{path}"})
        assert settings.require_token().reveal() == TOKEN


@pytest.mark.parametrize(
    "name, value",
    [
        ("KAIKEN_SERVICE_HOST", "10.0.0.11"),
        ("KAIKEN_SERVICE_PORT", "8080"),
        ("KAIKEN_SERVICE_PORT_HTTP", "8080"),
        ("KAIKEN_PORT", "tcp://10.0.0.11:8080"),
        ("KAIKEN_PORT_8080_TCP", "tcp://10.0.0.11:8080"),
        ("KAIKEN_PORT_8080_TCP_PROTO", "tcp"),
        ("KAIKEN_PORT_8080_TCP_PORT", "8080"),
        ("KAIKEN_PORT_8080_TCP_ADDR", "10.0.0.11"),
        ("KAIKEN_WEB_SERVICE_HOST", "10.0.0.11"),
        ("KAIKEN_WEB_PORT", "tcp://10.0.0.11:8080"),
        ("NOT_KAIKEN_TOKN", "x"),
    ],
)
def test_what_kubernetes_says_of_a_service_is_no_fault(name: str, value: str) -> None:
    assert read_settings({name: value}) == read_settings({})


def test_an_unknown_name_is_told_with_the_nearest_one() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"KAIKEN_OPERATOR_CHATS": "1"})
    assert str(caught.value) == (
        "KAIKEN_OPERATOR_CHATS is no setting; the nearest is KAIKEN_OPERATOR_CHAT, for example "
        "-1001234567890"
    )


def test_the_settings_are_shown_without_secrets(
    kaiken: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {
        "KAIKEN_TOKEN_FILE": str(folder / "token"),
        "KAIKEN_DATABASE_URL": f"postgresql://kaiken:{SECRET}@localhost/kaiken",
        "KAIKEN_PROXY": f"http://kaiken:{SECRET}@localhost:3128",
        "KAIKEN_API_URL": f"http://kaiken:{SECRET}@localhost:8081",
        "KAIKEN_WEBHOOK_SECRET": SECRET,
        "KAIKEN_IN_FLIGHT": "4",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    ran, as_json = kaiken("config"), kaiken("config", "--json")
    assert ran.code == as_json.code == 0
    for shown in (ran.out, as_json.out):
        assert SECRET not in shown
        assert TOKEN not in shown
    rows = {row["name"]: row for row in json.loads(as_json.out)}
    assert list(rows) == [one.name for one in SETTINGS.values()]
    assert rows["KAIKEN_TOKEN"]["given_by"] == "KAIKEN_TOKEN_FILE"
    assert rows["KAIKEN_IN_FLIGHT"]["value"] == "4"
    assert rows["KAIKEN_API_URL"]["value"] == "http://[hidden]@localhost:8081"
    assert rows["KAIKEN_CONTACT"]["given_by"] is None
    assert "KAIKEN_IN_FLIGHT         4  (KAIKEN_IN_FLIGHT)\n" in ran.out


def test_secrets_are_what_is_marked_so() -> None:
    secret = {one.name for one in SETTINGS.values() if one.is_secret}
    assert secret == {
        "KAIKEN_TOKEN",
        "KAIKEN_DATABASE_URL",
        "KAIKEN_SEARCH_PASSWORD",
        "KAIKEN_PROXY",
        "KAIKEN_WEBHOOK_SECRET",
    }


def test_the_version_is_told(kaiken: Callable[..., Any]) -> None:
    assert kaiken("--version").out.startswith("kaiken 0.")


def test_the_command_tells_all_and_its_code_is_that_of_the_gravest(
    kaiken: Callable[..., Any],
) -> None:
    ran = kaiken("check")
    assert ran.code == int(Level.FAULT)
    assert "warning  database: " in ran.out
    assert "fault    token: KAIKEN_TOKEN is not set\n         → set it: " in ran.out
    assert '"level": "fault", "found": "KAIKEN_TOKEN is not set"' in kaiken("check", "--json").out
