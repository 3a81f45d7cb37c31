"""`kaiken watch` and `kaiken sources` in the process of the tests, over a made-up site."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from bot.cli import FAILED
from bot.commands.console import INTERRUPTED
from bot.commands.watch_commands import UNSEEN
from bot.process.fetching import open_fetch, user_agent
from bot.setup.environment import read_settings
from bot.setup.settings import Settings
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.responses import Fetched, Gone, Seen, Validators
from retrieval.sources.watch.page_check import Fetch

WRONG_USE = 2
TODAY = datetime.now(ZoneInfo("Asia/Tokyo"))
MONTH = TODAY.strftime("%Y%m")


Kaiken = Callable[..., Any]


class Pages(dict[str, str]):
    """The paths of a site and their pages; `fault` is what it answers instead."""

    fault: UnseenError | None = None

    def list(self, *numbers: int) -> None:
        """Add releases of today to the index, with their pages."""
        items = ""
        for number in numbers:
            path = f"/press/release/pressite_000001_{number:05}.html"
            items += f'<li><a href="{path}">Grant Aid {number}</a></li>'
            self[path] = (
                f"<!DOCTYPE html><body><main><h2>Grant Aid {number}</h2>"
                f"<p>{TODAY:%B} {TODAY.day}, {TODAY.year}</p>"
                f"<p>We signed notes for {number} fishing boats.</p></main></body>"
            )
        index = (
            '<!DOCTYPE html><body><dl class="title-list">'
            f"<dt>{TODAY:%B} {TODAY.day}</dt><dd>{items}</dd></dl></body>"
        )
        for path in ("/whats/index.html", "/press/release/index.html"):
            self[path] = index
        self[f"/press/release/{MONTH}_index.html"] = index

    async def fetch(self, url: str, _hosts: frozenset[str], _validators: Validators) -> Seen:
        """Fetch as a fetcher does."""
        if self.fault is not None:
            raise self.fault
        page = self.get(urlsplit(url).path)
        if page is None:
            return Gone()
        etag = hashlib.sha256(page.encode()).hexdigest()
        return Fetched(url, page.encode(), Validators(etag))


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Pages:
    """Replace all sites by this one."""
    pages = Pages()
    pages.list(1, 2)

    @asynccontextmanager
    async def open_fetch(_settings: Settings) -> AsyncIterator[Fetch]:
        yield pages.fetch

    monkeypatch.setattr("bot.process.fetching.open_fetch", open_fetch)
    return pages


@pytest.fixture(autouse=True)
def _no_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.setup.logs.configure_logs", lambda _: None)


@pytest.mark.usefixtures("site")
def test_a_first_check_takes_stock_and_announces_nothing(kaiken: Kaiken) -> None:
    ran = kaiken("watch", "--once")
    assert ran.code == 0
    assert "mofa: 2 listed, 2 new, 2 read" in ran.out
    assert "Nothing to announce." in ran.out
    assert "press/kaiken/index.html: there is no such index (strange)" in ran.out
    assert "mofa-pressite_000001_00002" in kaiken("release").out


def test_a_dry_check_shows_what_would_be_sent_to_how_many_and_writes_nothing(
    kaiken: Kaiken, site: Pages
) -> None:
    kaiken("watch", "--once")
    site.list(1, 2, 3)
    for _ in range(2):
        ran = kaiken("watch", "--once", "--dry-run")
        assert "Nothing was written; this is what would be announced." in ran.out
        assert "mofa-pressite_000001_00003  Grant Aid 3" in ran.out
        assert "to 0 chats" in ran.out
    assert "00003" not in kaiken("release").out
    [news] = json.loads(kaiken("watch", "--once", "--json").out)["news"]
    assert (news["kind"], news["release"], news["chats"], news["material"]) == (
        "new",
        "mofa-pressite_000001_00003",
        0,
        True,
    )
    assert "Nothing to announce." in kaiken("watch", "--once").out


def test_sources_tells_what_was_seen_and_what_could_not_be(kaiken: Kaiken, site: Pages) -> None:
    ran = kaiken("sources")
    assert "mofa, last check never" in ran.out
    kaiken("watch", "--once")
    site.fault = UnseenError("https://www.mofa.go.jp", Fault.REFUSED, "the site answers 403")
    ran = kaiken("watch", "--once")
    assert ran.code == UNSEEN
    assert "nothing could be looked at" in ran.out
    ran = kaiken("sources")
    assert "pages: 2 read" in ran.out
    assert "could not be looked at since" in ran.out
    assert "the site answers 403" in ran.out
    [source] = json.loads(kaiken("sources", "--json").out)["sources"]
    assert source["indexes"][0]["seen_at"] is not None
    assert {index["fault"] for index in source["indexes"]} == {"refused"}
    assert len(source["last_check"]["unseen"]) == 7


def test_held_news_is_shown_and_released_or_dropped(kaiken: Kaiken, site: Pages) -> None:
    kaiken("watch", "--once")
    site.list(*range(1, 54))
    ran = kaiken("watch", "--once")
    assert "news is held, because 51 new pages at once" in " ".join(ran.out.split())
    ran = kaiken("sources")
    assert ran.out.count("\n  new ") == 51
    assert kaiken("sources", "release").out == "release: 51 held news\n"
    assert json.loads(kaiken("sources", "drop", "--json").out) == {"drop": 0}
    assert kaiken("sources", "forget").code == WRONG_USE


def test_archives_are_read_backwards(kaiken: Kaiken, site: Pages) -> None:
    ran = kaiken("watch", "--since", f"{TODAY:%Y-%m}")
    assert f"{TODAY:%Y-%m}  press releases by month: 2 listed, 2 read, 0 could not" in ran.out
    site.fault = UnseenError("https://www.mofa.go.jp", Fault.DISALLOWED, "robots.txt")
    earlier = TODAY.replace(day=1) - timedelta(days=1)
    ran = kaiken("watch", "--since", f"{earlier:%Y-%m}")
    assert f"{earlier:%Y-%m}  press releases by month: 0 listed, 0 read, 1 could not" in ran.out


def test_archives_of_a_site_that_stays_away_are_left_for_later(
    kaiken: Kaiken, site: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def sleep(_seconds: float) -> None:
        await real_sleep(0)

    real_sleep = asyncio.sleep
    monkeypatch.setattr("asyncio.sleep", sleep)
    site.fault = UnseenError("https://www.mofa.go.jp", Fault.SLOW, "not whole within 60 s")
    ran = kaiken("watch", "--since", "2026-01")
    assert ran.code == FAILED
    assert "the same command goes on from there" in ran.err
    assert "not whole within 60 s" in ran.err


@pytest.mark.usefixtures("site")
def test_it_checks_until_it_is_stopped(kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []

    def stop(words: str) -> None:
        said.append(words)
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.commands.watch_commands.print_result", stop)
    ran = kaiken("watch")
    assert ran.code == INTERRUPTED
    assert "the same command goes on from there" in ran.err
    assert said[0].startswith("mofa: 2 listed")


@pytest.mark.parametrize(
    "url, fault",
    [
        ("http://www.mofa.go.jp/whats/index.html", Fault.ELSEWHERE),
        ("https://example.org/index.html", Fault.ELSEWHERE),
        ("https://127.0.0.1/index.html", Fault.PRIVATE),
    ],
)
async def test_pages_come_from_public_hosts_of_the_publisher_by_tls_only(
    url: str, fault: Fault, tmp_path: Path
) -> None:
    hosts = frozenset({"www.mofa.go.jp", "127.0.0.1"})
    async with open_fetch(read_settings({"KAIKEN_DATA": str(tmp_path)})) as fetch:
        with pytest.raises(UnseenError) as raised:
            await fetch(url, hosts, Validators())
    assert raised.value.fault is fault


@pytest.mark.parametrize(
    "words",
    [
        ("--dry-run",),
        ("--since", "2013-01", "--once"),
        ("--since", "2013-01", "--dry-run"),
        ("--since", "yesterday"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    kaiken: Kaiken, words: tuple[str, ...]
) -> None:
    assert kaiken("watch", *words).code == WRONG_USE


def test_the_user_agent_says_who_asks_and_how_to_reach_him(tmp_path: Path) -> None:
    given = {"KAIKEN_DATA": str(tmp_path), "KAIKEN_CONTACT": "https://example.org/kaiken"}
    agent = user_agent(read_settings(given))
    assert agent.startswith("Kaiken/")
    assert agent.endswith("+https://example.org/kaiken)")
    assert user_agent(read_settings({})).endswith("(quotes official sources)")
