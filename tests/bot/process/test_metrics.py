"""What Prometheus reads of a bot that serves: numbers, and nothing of anybody."""

import asyncio
import re
import socket
from collections import namedtuple
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.process.metrics import _outcome
from bot.process.serving import serve
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.wire.server import Server
from bot.setup.environment import read_settings
from bot.setup.services import open_services
from bot.setup.settings import Address, Secret, Settings, SettingsError
from tests.deploy.dashboard import DASHBOARD, expressions

RULES = DASHBOARD.parents[1] / "prometheus" / "kaiken.rules.yaml"
CHAT = 4_242_424_242
QUESTION = "What was said about the Taiwan Strait?"
WITHIN_S = 20.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@asynccontextmanager
async def scraped(folder: Path) -> AsyncIterator[tuple[BotApi, str]]:
    """A bot over a loopback Bot API, and the address of its metrics."""
    api = BotApi(asyncio.get_running_loop().time)
    port = free_port()
    async with Server(api) as server:
        settings = Settings(
            Secret(api.token),
            folder,
            server.url,
            metrics_listen=Address("127.0.0.1", port),
            watch_every=None,
        )
        async with open_services(settings) as services:
            task = asyncio.create_task(serve(settings, services))
            try:
                yield api, f"http://127.0.0.1:{port}/metrics"
            finally:
                task.cancel()
                await asyncio.wait([task])


async def scrape(url: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
        return await answer.text()


async def scrape_until(url: str, line: str) -> str:
    async with asyncio.timeout(WITHIN_S):
        while True:
            try:
                shown = await scrape(url)
            except aiohttp.ClientConnectionError:
                shown = ""
            if line in shown:
                return shown
            await asyncio.sleep(0.05)


async def test_an_answer_is_counted_and_nobody_is_named(tmp_path: Path) -> None:
    async with scraped(tmp_path) as (api, url):
        Visitor(api, CHAT).writes(QUESTION)
        await scrape_until(url, 'kaiken_updates_total{outcome="done"} 1.0')
        # It is counted just before it is settled.
        shown = await scrape_until(url, "kaiken_inbox_updates 0.0")
        assert 'kaiken_call_seconds_count{method="sendMessage",outcome="200"} 1.0' in shown
        for line in ("kaiken_ready 1.0", "kaiken_database_up 1.0", "kaiken_inbox_aside 0.0"):
            assert line in shown
        assert "process_resident_memory_bytes" in shown
        for hidden in (api.token, api.token.partition(":")[2], str(CHAT), "Taiwan", str(tmp_path)):
            assert hidden not in shown
        # Each is of a form that Prometheus reads.
        names = {one.name for one in text_string_to_metric_families(shown)}
        assert {"kaiken_updates", "kaiken_call_seconds", "kaiken_index_behind"} <= names


# What promtool and Grafana ask of others than of the bot.
OF_OTHERS = {"up"}
WORD = re.compile(r"\b(?:kaiken|process)_[a-z_]+\b|\bup\b")


def samples(shown: str) -> dict[str, set[str]]:
    """The names of samples that there can be, by the name of their family."""
    endings = {"counter": ["_total"], "histogram": ["_bucket", "_sum", "_count"]}
    return {
        one.name: {one.name + end for end in endings.get(one.type, [""])}
        for one in text_string_to_metric_families(shown)
        # When a histogram was made.
        if not one.name.endswith("_created")
    }


async def test_dashboard_and_alerts_ask_for_what_there_is_and_the_dashboard_for_all_of_it(
    tmp_path: Path,
) -> None:
    async with scraped(tmp_path) as (_, url):
        shown = samples(await scrape_until(url, "kaiken_ready 1.0"))
    known = set().union(*shown.values()) | OF_OTHERS
    on_dashboard = {word for one in expressions() for word in WORD.findall(one)}
    rules = re.findall(r"expr: (.*)", RULES.read_text("utf-8"))
    alerted = {word for one in rules for word in WORD.findall(one)}
    assert on_dashboard <= known
    assert alerted <= known
    unseen = {name for name, names in shown.items() if not names & on_dashboard}
    assert {name for name in unseen if name.startswith("kaiken_")} == set()


async def test_what_sends_and_answers_took_and_what_checks_saw_is_counted(tmp_path: Path) -> None:
    async with scraped(tmp_path) as (api, url):
        Visitor(api, CHAT).writes(QUESTION)
        await scrape_until(url, 'kaiken_answer_seconds_count{outcome="done"} 1.0')
        shown = await scrape_until(url, 'kaiken_questions_day{status="answered"} 1.0')
        for line in (
            "kaiken_pace_wait_seconds_count 1.0",
            "kaiken_pace_waiting 0.0",
            "kaiken_notices_due 0.0",
            "kaiken_notices_held_seconds 0.0",
            'kaiken_alarm{kind="disk"} 0.0',
        ):
            assert line in shown


def test_checks_are_told_apart_by_what_they_saw() -> None:
    row = namedtuple("Row", "ended_at counts unseen")  # noqa: PYI024 - as SQLAlchemy's
    end, page = object(), ["https://a", "slow", "late"]
    rows = (
        row(None, {}, []),
        row(end, {}, [page]),
        row(end, {"listed": 3}, [page]),
        row(end, {"listed": 3}, []),
    )
    assert [_outcome(one) for one in rows] == ["unended", "nothing", "part", "all"]  # type: ignore[arg-type]


async def test_a_refusal_is_counted_by_its_status(tmp_path: Path) -> None:
    async with scraped(tmp_path) as (api, url):
        Visitor(api, CHAT).writes(QUESTION)
        api.block(CHAT)
        await scrape_until(url, 'kaiken_call_seconds_count{method="sendMessage",outcome="403"}')


def test_a_port_alone_is_of_this_machine_only() -> None:
    listen = read_settings({"KAIKEN_METRICS_LISTEN": "9464"}).metrics_listen
    assert listen == Address("127.0.0.1", 9464)


def test_metrics_have_an_address_of_their_own() -> None:
    where = "127.0.0.1:8080"
    with pytest.raises(SettingsError, match="KAIKEN_METRICS_LISTEN is that of KAIKEN_LISTEN too"):
        read_settings({"KAIKEN_LISTEN": where, "KAIKEN_METRICS_LISTEN": where})
