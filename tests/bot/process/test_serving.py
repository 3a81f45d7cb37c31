import asyncio
import os
import re
import signal
import socket
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select
from telegram.error import NetworkError

from bot.gateway.receiving.polling import Poller
from bot.gateway.sending.transport import Transport
from bot.process.app import Channel, build_application
from bot.process.serving import serve, webhook_secret
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Upload
from bot.setup.logs import ChatNames
from bot.setup.roles import Role
from bot.setup.services import Services, open_services
from bot.setup.settings import Address, Secret, Settings, SettingsError
from bot.store.retention import retention
from bot.store.running.single_server import AlreadyServedError, lock_single_server
from bot.store.tables import seen_updates

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX"  # noqa: S105 - of that form, and nobody's


class Interrupting(BotApi):
    """A Telegram that stops the program while it answers the first message."""

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
def settings(seeded_data: Path) -> Settings:
    return Settings(Secret(TOKEN), seeded_data, "https://api.telegram.org", None, watch_every=None)


@pytest.fixture
async def services(settings: Settings) -> AsyncIterator[Services]:
    """The seeds on record, as `kaiken serve` opens them."""
    async with open_services(settings) as services:
        yield services


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_serving_answers_waiting_updates_and_stops_when_told_to(
    api: Interrupting, services: Services, settings: Settings, stop: signal.Signals
) -> None:
    api.stop = stop
    Visitor(api, 42).writes("What was said about the Taiwan Strait?")
    await serve(settings, services, channel=line_to(api))
    (answer,) = api.call_log.messages(42)
    assert "peace and stability of the Taiwan Strait" in answer.text
    assert api.updates.pending == []
    assert api.call_log.refused == []


async def test_serving_asks_only_for_the_kinds_of_update_that_are_used(
    api: Interrupting, services: Services, settings: Settings
) -> None:
    visitor = Visitor(api, 42)
    visitor.writes("whaling")
    await serve(settings, services, channel=line_to(api))
    used = {"message", "edited_message", "callback_query", "inline_query", "my_chat_member"}
    assert set(api.updates.allowed) == used
    api.updates.put("chosen_inline_result", {"from": visitor.user, "result_id": "1", "query": "x"})
    assert api.updates.pending == []


async def test_serving_tells_telegram_that_the_bot_is_unofficial(
    api: Interrupting, services: Services, settings: Settings
) -> None:
    Visitor(api, 42).writes("whaling")
    await serve(settings, services, channel=line_to(api))
    told = {
        one.params.get("language_code", "en"): str(one.params["description"])
        for one in api.call_log.by_method("setMyDescription")
    }
    assert "Unofficial" in told.pop("en")
    assert "非公式" in told.pop("ja")
    assert not told


async def test_serving_makes_the_data_folder(
    api: Interrupting, services: Services, settings: Settings, tmp_path: Path
) -> None:
    Visitor(api, 42).writes("whaling")
    apart = replace(settings, data_path=tmp_path / "apart")
    await serve(apart, services, channel=line_to(api))
    assert [path.name for path in apart.data_path.iterdir()] == ["log.key"]


@pytest.mark.parametrize("unknown", ["7000000001:other-token", "nonsense"])
async def test_a_token_that_telegram_does_not_know_is_one_sentence_without_it(
    api: Interrupting,
    services: Services,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    unknown: str,
) -> None:
    with pytest.raises(SettingsError) as caught:
        await serve(settings, services, channel=line_to(api, unknown))
    assert str(caught.value) == (
        "KAIKEN_TOKEN is not a token that Telegram knows; BotFather gives one"
    )
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert caplog.records == []
    assert api.call_log.calls == []


async def test_without_a_token_nothing_is_tried(
    api: Interrupting, services: Services, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="KAIKEN_TOKEN is not set"):
        await serve(Settings(None, tmp_path, "", None), services, channel=line_to(api))
    assert api.call_log.calls == []


async def test_while_telegram_is_away_serving_waits_for_it(
    api: Interrupting,
    services: Services,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.process.serving._FIRST_PAUSE_S", 0.0)
    api.fail_next("getMe", *[NetworkError("away")] * 5)
    Visitor(api, 42).writes("whaling")
    await serve(settings, services, channel=line_to(api))
    assert len(api.call_log.messages(42)) == 1
    assert api.faults.take("getMe") is None


async def test_by_default_calls_go_over_http_to_the_address_that_is_set(
    services: Services, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def answer(_: Transport, url: str, *_rest: object, **_named: object) -> object:
        asked.append(url)
        return 401, b'{"ok": false, "error_code": 401, "description": "Unauthorized"}'

    monkeypatch.setattr(Transport, "do_request", answer)
    with pytest.raises(SettingsError):
        await serve(settings, services)
    assert asked == [f"https://api.telegram.org/bot{TOKEN}/getMe"]


async def test_after_a_day_only_the_id_of_a_question_is_left_in_the_file(
    api: Interrupting, services: Services, settings: Settings
) -> None:
    asked = Visitor(api, 42).writes("Is whaling, as neighbour Xyzzy says, discussed?")
    await serve(settings, services, channel=line_to(api))
    assert len(api.call_log.messages(42)) == 1
    async with services.database.read() as connection:
        rows = await connection.execute(select(seen_updates.c.update_id))
        assert list(rows.scalars()) == [asked["update_id"]]

    def files() -> bytes:
        return b"".join(path.read_bytes() for path in settings.data_path.iterdir())

    # For the button under its answer, and for follow-ups.
    assert files().count(b"Xyzzy") > 0
    tomorrow = services.now() + timedelta(hours=24)
    await services.database.transact(lambda c: [one(c, tomorrow) for one in retention.SWEEPS])
    await services.database.truncate_log()
    for word in (b"Xyzzy", b"Ottilie", b"ottilie", b"Marquardsen"):
        assert word not in files()


async def test_while_telegram_is_away_the_site_says_that_it_is_alive_and_not_ready(
    api: Interrupting, services: Services, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_meanwhile: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = Address("127.0.0.1", free.getsockname()[1])

    async def look(_seconds: float) -> None:
        async with aiohttp.ClientSession() as session:
            for path in ("healthz", "readyz"):
                url = f"http://{address.host}:{address.port}/{path}"
                async with session.get(url) as response:
                    seen_meanwhile.append((response.status, (await response.text()).strip()))

    monkeypatch.setattr("bot.process.serving._FIRST_PAUSE_S", 0.0)
    monkeypatch.setattr("bot.process.serving._pause", look)
    api.fail_next("getMe", NetworkError("away"))
    Visitor(api, 42).writes("whaling")
    await serve(replace(settings, listen=address), services, channel=line_to(api))
    assert seen_meanwhile == [(200, "alive"), (503, "Telegram has not been reached yet")]
    assert len(api.call_log.messages(42)) == 1


async def test_told_to_stop_while_telegram_is_away_it_stops(
    api: Interrupting, services: Services, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stop(_seconds: float) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(3600)

    monkeypatch.setattr("bot.process.serving._pause", stop)
    api.fail_next("getMe", NetworkError("away"))
    async with asyncio.timeout(30):
        await serve(settings, services, channel=line_to(api))
    assert api.call_log.calls == []


async def test_an_address_where_nothing_can_listen_is_named_in_one_sentence(
    api: Interrupting, services: Services, settings: Settings
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = Address("127.0.0.1", taken.getsockname()[1])
        with pytest.raises(SettingsError, match="KAIKEN_LISTEN: nothing can listen at 127"):
            await serve(replace(settings, listen=address), services, channel=line_to(api))


@pytest.mark.parametrize("role", [Role.RECEIVE, Role.ANSWER])
async def test_roles_need_a_database_that_can_be_shared(
    api: Interrupting, services: Services, settings: Settings, role: Role
) -> None:
    with pytest.raises(SettingsError, match="needs PostgreSQL"):
        await serve(settings, services, channel=line_to(api), role=role)


async def test_a_second_process_on_a_sqlite_file_is_refused(services: Services) -> None:
    with (
        lock_single_server(services.database.file),
        pytest.raises(AlreadyServedError, match="another `kaiken serve` works with it"),
        lock_single_server(services.database.file, max_wait_s=0.0),
    ):
        pytest.fail("two at once")
    with lock_single_server(services.database.file, max_wait_s=0.0):
        pass


async def test_taking_over_removes_a_webhook_that_is_set(
    api: Interrupting, services: Services, settings: Settings
) -> None:
    api.call("setWebhook", {"url": "https://other.example"})
    Visitor(api, 42).writes("whaling")
    await serve(settings, services, channel=line_to(api), take_over=True)
    assert len(api.call_log.messages(42)) == 1


async def test_a_part_that_fails_ends_all_with_its_error(
    api: Interrupting, services: Services, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_poller: Poller) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Poller, "run", fail)
    with pytest.raises(ZeroDivisionError):
        await serve(settings, services, channel=line_to(api))


async def test_every_handler_blocks_so_that_an_update_is_done_when_its_handler_is(
    api: Interrupting, services: Services
) -> None:
    application = build_application(services, ChatNames(b"x" * 32), line_to(api))
    handlers = [one for group in application.handlers.values() for one in group]
    assert handlers
    assert all(bool(one.block) for one in handlers)
    assert all(bool(block) for block in application.error_handlers.values())
    assert application.bot.defaults is None


async def test_the_secret_of_the_webhook_is_set_or_made_of_the_token(settings: Settings) -> None:
    made = webhook_secret(settings)
    assert re.fullmatch(r"[0-9a-f]{64}", made)
    assert made == webhook_secret(settings)
    assert made != webhook_secret(replace(settings, token=Secret(TOKEN[:-1] + "Y")))
    assert webhook_secret(replace(settings, webhook_secret=Secret("given"))) == "given"
