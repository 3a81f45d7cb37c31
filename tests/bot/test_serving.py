import asyncio
import os
import signal
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from telegram.error import NetworkError

from bot.app import Channel
from bot.commands.console import opened
from bot.gateway.transport import Transport
from bot.sandbox.api import BotApi
from bot.sandbox.ledger import Upload
from bot.sandbox.request import SandboxRequest
from bot.sandbox.visitor import Visitor
from bot.services import Services, open_services
from bot.serving import serve_polling
from bot.settings import Secret, Settings, SettingsError

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX"  # noqa: S105 - of that form, and nobody's


class Interrupting(BotApi):
    """Telegram, during whose answer to the first message somebody stops the program."""

    stop = signal.SIGTERM

    def call(
        self,
        method: str,
        values: Mapping[str, object] | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> object:
        result = super().call(method, values, files)
        if method == "sendMessage":
            os.kill(os.getpid(), self.stop)
        return result


def line_to(api: BotApi, token: str = "") -> Channel:
    request = SandboxRequest(api), SandboxRequest(api)
    return Channel(token or api.token, "http://sandbox.invalid", *request)


@pytest.fixture
def api() -> Interrupting:
    return Interrupting(lambda: 1000.0)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(Secret(TOKEN), tmp_path / "data", "https://api.telegram.org", None)


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    """The seeds on record, opened as `kaiken serve` does: on the loop that will serve."""
    with opened(open_services(settings)) as (_, services):
        yield services


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_serving_answers_what_waits_and_stops_when_told_to(
    api: Interrupting, services: Services, settings: Settings, stop: signal.Signals
) -> None:
    api.stop = stop
    Visitor(api, 42).writes("What was said about the Taiwan Strait?")
    serve_polling(settings, services, line_to(api))
    (answer,) = api.ledger.messages(42)
    assert "peace and stability of the Taiwan Strait" in answer.text
    assert api.updates.pending == []
    assert api.ledger.refused == []


def test_serving_asks_only_for_the_kinds_of_update_that_are_used(
    api: Interrupting, services: Services, settings: Settings
) -> None:
    visitor = Visitor(api, 42)
    visitor.writes("whaling")
    serve_polling(settings, services, line_to(api))
    assert api.updates.allowed == ("message", "callback_query")
    visitor.asks_inline("whaling")
    assert api.updates.pending == []


def test_serving_tells_telegram_that_the_bot_is_unofficial(
    api: Interrupting, services: Services, settings: Settings
) -> None:
    Visitor(api, 42).writes("whaling")
    serve_polling(settings, services, line_to(api))
    (description,) = api.ledger.by_method("setMyDescription")
    assert "Unofficial" in str(description.params["description"])


def test_serving_makes_the_data_folder(
    api: Interrupting, services: Services, settings: Settings, tmp_path: Path
) -> None:
    Visitor(api, 42).writes("whaling")
    apart = replace(settings, data=tmp_path / "apart")
    serve_polling(apart, services, line_to(api))
    assert [path.name for path in apart.data.iterdir()] == ["log.key"]


@pytest.mark.parametrize("unknown", ["7000000001:other-token", "nonsense"])
def test_a_token_that_telegram_does_not_know_is_one_sentence_without_it(
    api: Interrupting,
    services: Services,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    unknown: str,
) -> None:
    with pytest.raises(SettingsError) as caught:
        serve_polling(settings, services, line_to(api, unknown))
    assert str(caught.value) == (
        "KAIKEN_TOKEN is not a token that Telegram knows; BotFather gives one"
    )
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert caplog.records == []
    assert api.ledger.calls == []


def test_without_a_token_nothing_is_tried(
    api: Interrupting, services: Services, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="KAIKEN_TOKEN is not set"):
        serve_polling(Settings(None, tmp_path, "", None), services, line_to(api))
    assert api.ledger.calls == []


def test_while_telegram_is_away_serving_waits_for_it(
    api: Interrupting,
    services: Services,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses = []
    sleep = asyncio.sleep

    async def pass_at_once(delay: float, result: object = None) -> object:
        pauses.append(delay)
        return await sleep(0, result)

    monkeypatch.setattr("telegram.ext._utils.networkloop.asyncio.sleep", pass_at_once)
    api.fail_next("getMe", *[NetworkError("away")] * 5)
    Visitor(api, 42).writes("whaling")
    serve_polling(settings, services, line_to(api))
    assert len(api.ledger.messages(42)) == 1
    assert sum(map(bool, pauses)) >= 5


def test_by_default_the_line_goes_over_http_to_the_address_that_is_set(
    services: Services, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def answer(_: Transport, url: str, *_rest: object, **_named: object) -> object:
        asked.append(url)
        return 401, b'{"ok": false, "error_code": 401, "description": "Unauthorized"}'

    monkeypatch.setattr(Transport, "do_request", answer)
    with pytest.raises(SettingsError):
        serve_polling(settings, services)
    assert asked == [f"https://api.telegram.org/bot{TOKEN}/getMe"]
