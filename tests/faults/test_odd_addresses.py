"""An odd answer, or an address that leads nowhere, is one sentence and no traceback."""

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.gateway.sending.error_responses import find_fault, read_answer
from bot.sandbox.botapi.api import BotApi
from bot.setup.environment import read_settings
from bot.setup.settings import SettingsError

Serving = Callable[..., AbstractAsyncContextManager[Any]]
# So often a start asks where nobody knows the Bot API, and no more.
MOST_TRIES = 20
ODD = [[], None, {}]


@pytest.mark.parametrize("result", ODD, ids=json.dumps)
async def test_a_start_that_gets_an_odd_answer_is_tried_again(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, result: object
) -> None:
    monkeypatch.setattr("bot.process.serving._FIRST_PAUSE_S", 0.01)
    api = BotApi(asyncio.get_running_loop().time)
    api.fail_next("getMe", (200, json.dumps({"ok": True, "result": result}).encode()))
    async with serving(tmp_path, api=api) as bot:
        bot.writes("whaling")
        assert await bot.until(lambda: bot.answers() == 1)


async def test_where_the_bot_api_is_not_is_told_and_not_tried_for_ever(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0

    async def rest(_seconds: float) -> None:
        nonlocal tries
        tries += 1
        await asyncio.sleep(0.001)

    monkeypatch.setattr("bot.process.serving._pause", rest)
    api = BotApi(asyncio.get_running_loop().time)
    nowhere = find_fault(404, b"<html>404 Not Found</html>")
    assert nowhere is not None
    api.fail_next("getMe", *[nowhere] * 10_000)
    async with serving(tmp_path, api=api, ready_within_s=0.0) as bot:
        await bot.until(lambda: tries > MOST_TRIES)
        assert bot.has_ended
        with pytest.raises(SettingsError, match="KAIKEN_API_URL"):
            bot.task.result()


@pytest.mark.parametrize("name", ["KAIKEN_PROXY", "KAIKEN_API_URL"])
def test_an_address_with_a_port_beyond_the_last_is_a_fault_of_the_settings(name: str) -> None:
    caught: SettingsError | None = None
    try:
        read_settings({name: "http://127.0.0.1:99999"})
    except SettingsError as fault:
        caught = fault
    assert caught is not None


@pytest.mark.parametrize(
    "answer",
    [(404, b"<html>"), (301, b""), (403, b"no"), (405, b"{}"), (501, b"<html>")],
)
async def test_whatever_else_answers_is_told(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, bytes]
) -> None:
    async def rest(_seconds: float) -> None:
        await asyncio.sleep(0.001)

    monkeypatch.setattr("bot.process.serving._pause", rest)
    api = BotApi(asyncio.get_running_loop().time)
    nowhere = find_fault(*answer)
    assert nowhere is not None
    api.fail_next("getMe", *[nowhere] * 10_000)
    async with serving(tmp_path, api=api, ready_within_s=0.0) as bot:
        assert await bot.until(lambda: bot.has_ended)
        with pytest.raises(SettingsError, match="KAIKEN_API_URL"):
            bot.task.result()


@pytest.mark.parametrize("body", [b"<html>welcome", b'{"hello": 1}', b"[]", b"", b"\xff"])
def test_a_page_or_another_json_is_not_of_the_bot_api(body: bytes) -> None:
    with pytest.raises(NetworkError) as caught:
        read_answer(body)["result"]
    assert getattr(caught.value.__cause__, "is_foreign", False)


@pytest.mark.parametrize("answer", [(502, b"<html>"), (503, b""), (429, b""), (408, b"")])
async def test_a_gateway_that_is_away_for_a_while_is_waited_for(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, bytes]
) -> None:
    async def rest(_seconds: float) -> None:
        await asyncio.sleep(0.001)

    monkeypatch.setattr("bot.process.serving._pause", rest)
    api = BotApi(asyncio.get_running_loop().time)
    away = find_fault(*answer)
    assert away is not None
    api.fail_next("getMe", *[away] * MOST_TRIES)
    async with serving(tmp_path, api=api) as bot:
        assert await bot.until_ready()


@pytest.mark.parametrize("name", ["KAIKEN_PROXY", "KAIKEN_API_URL", "KAIKEN_WEBHOOK_URL"])
@pytest.mark.parametrize(
    "given",
    ["://h:0", "://h:-1", "://h:http", "://", "://:80", "://[::1", "://h:65536", "://h:99999/"],
)
def test_an_address_that_cannot_be_is_a_fault_of_the_settings(name: str, given: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is not .*, for example "):
        read_settings({name: f"https{given}"})


@pytest.mark.parametrize("given", ["ftp://h", "h:3128", "socks5://h:1", "h"])
def test_an_address_of_another_scheme_is_a_fault_of_the_settings(given: str) -> None:
    for name in ("KAIKEN_PROXY", "KAIKEN_API_URL", "KAIKEN_WEBHOOK_URL"):
        with pytest.raises(SettingsError, match=name):
            read_settings({name: given})


@pytest.mark.parametrize("given", ["http://h", "http://u:p@h:1", "http://[::1]:65535", "https://h"])
def test_an_address_that_can_be_is_read(given: str) -> None:
    assert read_settings({"KAIKEN_PROXY": given, "KAIKEN_API_URL": given}).api_url == given
