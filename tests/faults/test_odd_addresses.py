"""An odd answer, or an address that leads nowhere, is one sentence and no traceback."""

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from bot.gateway.sending.error_responses import find_fault
from bot.sandbox.botapi.api import BotApi
from bot.setup.settings import SettingsError, read_settings

Serving = Callable[..., AbstractAsyncContextManager[Any]]
# So often a start asks where nobody knows the Bot API, and no more.
MOST_TRIES = 20
ODD = [[], None, {}]


@pytest.mark.parametrize("result", ODD, ids=json.dumps)
@pytest.mark.xfail(strict=True, reason="an odd answer that ends the bot")
async def test_a_start_that_gets_an_odd_answer_is_tried_again(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, result: object
) -> None:
    monkeypatch.setattr("bot.process.serving._FIRST_PAUSE_S", 0.01)
    api = BotApi(asyncio.get_running_loop().time)
    api.fail_next("getMe", (200, json.dumps({"ok": True, "result": result}).encode()))
    async with serving(tmp_path, api=api) as bot:
        bot.writes("whaling")
        assert await bot.until(lambda: bot.answers() == 1)


@pytest.mark.xfail(strict=True, reason="a wrong address that is tried for ever")
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
@pytest.mark.xfail(strict=True, reason="a port that there is none of")
def test_an_address_with_a_port_beyond_the_last_is_a_fault_of_the_settings(name: str) -> None:
    caught: SettingsError | None = None
    try:
        read_settings({name: "http://127.0.0.1:99999"})
    except SettingsError as fault:
        caught = fault
    assert caught is not None
