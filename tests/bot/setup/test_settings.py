import copy
import stat
import traceback
from datetime import timedelta
from pathlib import Path

import pytest

from bot.process.app import Channel
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from bot.setup.environment import read_settings
from bot.setup.settings import SETTINGS, Secret, Settings, SettingsError

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX"  # noqa: S105 - of that form, and nobody's
FORGED = "110201543:secret that nobody may see"
DATABASE = "postgresql://kaiken:secret-of-the-base@localhost/kaiken"
PROXY = "http://kaiken:secret-of-the-proxy@localhost:3128"


def test_without_an_environment_there_are_defaults() -> None:
    settings = read_settings({})
    assert settings.token is None
    assert settings.api_url == "https://api.telegram.org"
    assert settings.data_path.is_absolute()
    assert settings.data_path.name == "kaiken"
    assert settings.database_url is None
    assert settings.proxy is None
    assert settings.watch_every == timedelta(minutes=30)
    assert settings.contact == ""


@pytest.mark.parametrize("blank", ["", "  ", "\t"])
def test_a_blank_setting_counts_as_not_set(blank: str) -> None:
    assert read_settings({setting.name: blank for setting in SETTINGS.values()}) == read_settings(
        {}
    )


def test_settings_are_read_from_the_environment() -> None:
    settings = read_settings(
        {
            "KAIKEN_TOKEN": f" {TOKEN}\n",
            "KAIKEN_DATA": "~/somewhere",
            "KAIKEN_API_URL": "http://localhost:8081/",
            "KAIKEN_DATABASE_URL": f" {DATABASE}",
            "KAIKEN_PROXY": PROXY,
            "KAIKEN_WATCH_EVERY": "5",
            "KAIKEN_OPERATOR_CHAT": "-1001234567890",
            "KAIKEN_OPERATORS": "1234567, -1001234567890",
            "KAIKEN_LOG": "json",
            "KAIKEN_CONTACT": "kaiken@example.org",
        }
    )
    assert settings.require_token().reveal() == TOKEN
    assert settings.data_path == Path.home() / "somewhere"
    assert settings.api_url == "http://localhost:8081"
    assert settings.database_url is not None
    assert settings.database_url.reveal() == DATABASE
    assert settings.proxy is not None
    assert settings.proxy.reveal() == PROXY
    assert settings.watch_every == timedelta(minutes=5)
    assert settings.operator_chat == -1001234567890
    assert settings.log == "json"
    assert settings.operators == {1234567, -1001234567890}
    assert settings.contact == "kaiken@example.org"


def test_every_fault_is_named_at_once_with_an_example() -> None:
    wrong = {
        "KAIKEN_TOKEN": FORGED,
        "KAIKEN_DATA": "~nobody-of-this-name/kaiken",
        "KAIKEN_API_URL": "somewhere",
        "KAIKEN_DATABASE_URL": "mysql://kaiken:secret@localhost/kaiken",
        "KAIKEN_DATABASE_PREPARE": "perhaps",
        "KAIKEN_PROXY": "socks5://kaiken:secret@localhost",
        "KAIKEN_LISTEN": "localhost:65536",
        "KAIKEN_METRICS_LISTEN": "everywhere",
        "KAIKEN_WEBHOOK_URL": "http://kaiken.example",
        "KAIKEN_WEBHOOK_SECRET": "too short",
        "KAIKEN_IN_FLIGHT": "0",
        "KAIKEN_ENGINE": "solr",
        "KAIKEN_SEARCH_URL": "https://one:9200,two",
        "KAIKEN_SEARCH_USER": "two words",
        "KAIKEN_SEARCH_PASSWORD": "two\nlines",
        "KAIKEN_SEARCH_CA": "~nobody-of-this-name/ca.pem",
        "KAIKEN_SEARCH_PREFIX": "Ours*",
        "KAIKEN_SEARCH_SHARDS": "none",
        "KAIKEN_SENDS_PER_SECOND": "unbounded",
        "KAIKEN_WATCH_EVERY": "never",
        "KAIKEN_OPERATOR_CHAT": "@somebody",
        "KAIKEN_OPERATORS": "1234567,,@somebody",
        "KAIKEN_LOG": "xml",
        "KAIKEN_CONTACT": "somebody (here)",
    }
    with pytest.raises(SettingsError) as caught:
        read_settings(wrong)
    assert len(caught.value.faults) == len(SETTINGS)
    for setting, fault in zip(SETTINGS.values(), caught.value.faults, strict=True):
        assert fault.startswith(f"{setting.name} ")
        assert fault.endswith(f", for example {setting.example}")
        assert wrong[setting.name] not in fault
    assert str(caught.value).splitlines() == list(caught.value.faults)


@pytest.mark.parametrize(
    "token", ["x", "1:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX", "110201543", f"{TOKEN}!", f"x{TOKEN}"]
)
def test_a_malformed_token_is_refused(token: str) -> None:
    with pytest.raises(SettingsError, match="not of the form that BotFather gives"):
        read_settings({"KAIKEN_TOKEN": token})


@pytest.mark.parametrize("minutes", ["4", "0", "-30", "1441", "half an hour", "5.5", "٥٠"])
def test_checks_are_no_more_often_than_every_five_minutes(minutes: str) -> None:
    with pytest.raises(SettingsError, match="KAIKEN_WATCH_EVERY is not a number of minutes"):
        read_settings({"KAIKEN_WATCH_EVERY": minutes})


def test_checks_can_be_left_to_another_process() -> None:
    assert read_settings({"KAIKEN_WATCH_EVERY": "off"}).watch_every is None


def test_statements_are_prepared_unless_that_is_off() -> None:
    assert read_settings({}).prepares_statements
    assert not read_settings({"KAIKEN_DATABASE_PREPARE": "off"}).prepares_statements
    with pytest.raises(SettingsError, match="KAIKEN_DATABASE_PREPARE is neither on nor off"):
        read_settings({"KAIKEN_DATABASE_PREPARE": "no"})


@pytest.mark.parametrize("contact", ["a", "a b", "a)", "a\r\nX: y", "é@example.org", "a" * 201])
def test_a_contact_is_what_a_header_can_hold(contact: str) -> None:
    with pytest.raises(SettingsError, match="KAIKEN_CONTACT is not an address"):
        read_settings({"KAIKEN_CONTACT": contact})


@pytest.mark.parametrize("url", ["ftp://a.b", "https://", "http:// x", "api.telegram.org"])
def test_a_malformed_address_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="KAIKEN_API_URL is not an address"):
        read_settings({"KAIKEN_API_URL": url})


@pytest.mark.parametrize("url", ["mysql://a/b", "kaiken.db", "postgresql:/a/b", "http://a.b/c"])
def test_a_malformed_address_of_a_database_is_refused_without_being_shown(url: str) -> None:
    with pytest.raises(SettingsError, match="KAIKEN_DATABASE_URL is not an address") as caught:
        read_settings({"KAIKEN_DATABASE_URL": url})
    assert url not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["socks5://a", "https://", "http://a b", "a.b:80", "http://a:b", "http://a/b", "http://a@"],
)
def test_a_malformed_address_of_a_proxy_is_refused_without_being_shown(url: str) -> None:
    with pytest.raises(SettingsError, match="KAIKEN_PROXY is not the address") as caught:
        read_settings({"KAIKEN_PROXY": url})
    assert url not in str(caught.value)


@pytest.mark.parametrize("url", ["http://a", "https://a.b:8080/", "http://[::1]:3128"])
def test_a_proxy_needs_no_password(url: str) -> None:
    proxy = read_settings({"KAIKEN_PROXY": url}).proxy
    assert proxy is not None
    assert proxy.reveal() == url


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)
def test_every_example_is_accepted(setting: object) -> None:
    name, example = getattr(setting, "name", ""), getattr(setting, "example", "")
    assert read_settings({"KAIKEN_LISTEN": "127.0.0.1:8080", name: example})


def test_without_a_token_the_error_says_what_it_is_and_gives_an_example() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({}).require_token()
    assert str(caught.value) == (
        "KAIKEN_TOKEN is not set: the bot's token, which BotFather gives, for example "
        "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
    )


def test_a_secret_shows_itself_nowhere_but_where_it_is_revealed() -> None:
    settings = read_settings({"KAIKEN_TOKEN": TOKEN})
    secret = settings.require_token()
    for shown in (repr(secret), str(secret), f"{secret}", repr(settings), str([settings])):
        assert TOKEN not in shown
        assert "Secret(…)" in shown
    assert secret.reveal() == copy.copy(secret).reveal() == TOKEN
    assert "secret-of-the-base" not in repr(read_settings({"KAIKEN_DATABASE_URL": DATABASE}))
    assert "secret-of-the-proxy" not in repr(read_settings({"KAIKEN_PROXY": PROXY}))


def test_a_channel_to_telegram_shows_no_token() -> None:
    request = SandboxRequest(BotApi(lambda: 1.0))
    line = Channel(TOKEN, "https://api.telegram.org", request, request)
    assert TOKEN not in repr(line)


def test_a_malformed_token_stands_in_no_traceback() -> None:
    try:
        read_settings({"KAIKEN_TOKEN": FORGED})
    except SettingsError as error:
        shown = "".join(traceback.format_exception(error))
    assert "BotFather" in shown
    assert "secret that nobody" not in shown


def kept_in(folder: Path) -> Settings:
    return Settings(Secret(TOKEN), folder, "", None)


def test_the_data_folder_is_made_on_first_use_for_its_owner_alone(tmp_path: Path) -> None:
    settings = kept_in(tmp_path / "a" / "b")
    assert not settings.data_path.exists()
    assert settings.make_data_folder() == tmp_path / "a" / "b"
    assert stat.S_IMODE(settings.data_path.stat().st_mode) == 0o700
    assert settings.make_data_folder() == settings.data_path


@pytest.mark.parametrize("within", [".", "deeper"])
def test_a_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path, within: str) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = tmp_path / "file" / within
    with pytest.raises(SettingsError, match=r"^KAIKEN_DATA names .*, which cannot be made: ") as e:
        kept_in(folder).make_data_folder()
    assert str(folder) in str(e.value)
