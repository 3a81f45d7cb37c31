"""The site of a made-up ministry, built like the real one, on made-up days."""

import datetime as dt
import hashlib
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from retrieval.archive.database import Database
from retrieval.sources.fetching.faults import UnseenError
from retrieval.sources.fetching.responses import Fetched, Gone, Seen, Unchanged, Validators
from retrieval.sources.watch.publishers import first_of_previous_month

SITE = "https://www.mofa.go.jp"
FOLDERS = {"kaiken": "/press/kaiken/", "press": "/press/release/"}
HEAD = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{}</title></head><body>'
FRAME = (
    HEAD + '<header><nav><a href="/index.html">Home</a></nav></header><main><article>'
    '<div id="maincontents"><div id="contents-body">{}</div></div></article></main>'
    "<footer><p>Copyright</p></footer></body></html>"
)
SOON = "The text will be coming soon."


def _day(day: dt.date, *, year: bool = True) -> str:
    return f"{day:%B} {day.day}" + (f", {day.year}" if year else "")


@dataclass
class Article:
    """A page of the site: a release, or a conference, whose text may come later.

    `printed` is the day that it prints by a slip.
    """

    stem: str
    day: dt.date
    title: str
    words: str
    is_whole: bool = True
    is_listed: bool = True
    is_gone: bool = False
    noise: str = ""
    note: str = SOON
    printed: str = ""

    @property
    def path(self) -> str:
        return f"{FOLDERS[self.stem.split('ite_')[0]]}{self.stem}.html"

    @property
    def url(self) -> str:
        return f"{SITE}{self.path}"

    @property
    def is_conference(self) -> bool:
        return self.stem.startswith("kaiken")

    def html(self) -> str:
        words = self.words if self.is_whole else self.note
        if self.is_conference:
            body = (
                '<h1 class="title1"><span>Press Conferences</span></h1>'
                f'<h2 class="title2"><span>{escape(self.title)}</span></h2>'
                f"<h3><span>{self.day:%A}, {_day(self.day)}, 2:21 p.m. "
                "Ministry of Foreign Affairs</span></h3>"
            )
            talk = (
                '<div class="any-area"><h3 id="topic1"><span>Fisheries Talks</span></h3>'
                "<p>Harbor Times, NODA: What about the talks?</p>"
                f"<p>Minister Tanabe: {words}</p></div>"
            )
            body += talk if self.is_whole else f'<div class="any-area"><p>{words}</p></div>'
        else:
            body = (
                '<h1 class="title1"><span>Press Releases</span></h1>'
                f'<h2 class="title2"><span>{escape(self.title)}</span></h2>'
                f'<p class="rightalign">{self.printed or _day(self.day)}</p>'
                f'<div class="any-area"><p>{words}</p></div>'
            )
        share = f'<div class="social-btn-top"><a href="#">{self.noise}</a></div>'
        return FRAME.format(escape(self.title), share + body)


Answer = Callable[[str], str | UnseenError | None]


@dataclass
class Site:
    """The site on a day: what it lists, and what it gives instead when it fails.

    `instead` returns, for a path, the page that is there now, an error, or None for no page; it
    raises KeyError if the site is as it should be. `asked` are the requested paths.
    """

    today: dt.date
    articles: dict[str, Article] = field(default_factory=dict)
    instead: Answer | None = None
    asked: list[str] = field(default_factory=list)
    gives_validators: bool = True

    def publish(self, stem: str, day: dt.date, words: str = "", **rest: object) -> Article:
        who = "Press Conference by Foreign Minister TANABE Kenji"
        title = who if stem.startswith("kaiken") else f"Grant Aid to Arlandia, No. {stem[-3:]}"
        words = words or f"We signed notes No. {int(stem[-4:])} on the harbour of Arlandia."
        article = Article(stem, day, title, words, **rest)  # type: ignore[arg-type]
        self.articles[article.path] = article
        return article

    def page(self, path: str) -> str | None:
        """Return the page at a path; None for no page."""
        if self.instead is not None:
            try:
                given = self.instead(path)
            except KeyError:
                given = ""
            if isinstance(given, UnseenError):
                raise given
            if given != "":
                return given
        article = self.articles.get(path)
        if article is not None:
            return None if article.is_gone else article.html()
        return self.index(path)

    def listed(self, prefix: str = "", month: dt.date | None = None) -> list[Article]:
        found = [
            one
            for one in self.articles.values()
            if one.is_listed
            and one.stem.startswith(prefix)
            and (month is None or one.day.replace(day=1) == month)
        ]
        return sorted(found, key=lambda one: (one.day, one.stem), reverse=True)

    def index(self, path: str) -> str | None:
        since = self.today - dt.timedelta(days=12)
        recent = [one for one in self.listed() if one.day >= since]
        if path == "/whats/index.html":
            return self.by_days("What's New", "news", recent)
        if path == "/press/release/index.html":
            # Rolling: early in a month, those of the previous month are still there.
            month = [one for one in self.listed("press") if one.day >= since]
            return self.by_days("Press Releases", "pressrelease", month)
        if path == "/press/kaiken/index.html":
            return self.conferences(recent)
        for month in (self.today.replace(day=1), *self.months()):
            if path == f"/press/release/{month:%Y%m}_index.html":
                listed = self.listed("press", month)
                return self.by_days(f"Archive {month:%B %Y}", "pressrelease", listed)
            if path == f"/press/kaiken/pc_{month:%Y%m}_index.html":
                return self.conferences(self.listed("kaiken", month))
        return None

    def months(self) -> list[dt.date]:
        """List the months before this one, as far back as there are articles."""
        found = [first_of_previous_month(self.today)]
        oldest = min((one.day for one in self.articles.values()), default=self.today)
        while found[-1] > oldest:
            found.append(first_of_previous_month(found[-1]))
        return found

    def by_days(self, title: str, block: str, listed: list[Article]) -> str:
        lines = []
        for day in sorted({one.day for one in listed}, reverse=True):
            items = "".join(
                f'<li><a href="{one.path}">{escape(one.title)}</a></li>'
                for one in listed
                if one.day == day
            )
            extra = '<li><a href="/files/100990001.pdf">Report (PDF)</a></li>' if items else ""
            lines.append(
                f'<dt class="list-title">{_day(day, year=False)}</dt>'
                f'<dd><ul class="link-list">{items}{extra}</ul></dd>'
            )
        body = f'<h2 class="title2"><span>{title}</span></h2><div id="{block}">'
        body += f'<dl class="title-list">{"".join(lines)}</dl></div>'
        return FRAME.format(title, body + '<p><a href="/press/release/index.html">Back</a></p>')

    def conferences(self, listed: list[Article]) -> str:
        lists = []
        for one in listed:
            if not one.is_conference:
                continue
            when = f"({_day(one.day)}, 2:21 p.m.)"
            topic = f'<ul><li><a href="{one.path}#topic1">Fisheries Talks</a></li></ul>'
            lists.append(
                f'<dl class="title-list"><dt class="list-title"><a href="{one.path}">'
                f"{escape(one.title)} {when}</a></dt>"
                f"<dd>{topic if one.is_whole else SOON}</dd></dl>"
            )
        none = '<dl class="title-list"></dl>'
        return FRAME.format("Press Conferences", "".join(lists) or none)

    async def fetch(self, url: str, hosts: frozenset[str], validators: Validators) -> Seen:
        """Do what a fetcher does, without a network."""
        parts = urlsplit(url)
        assert parts.netloc in hosts
        self.asked.append(parts.path)
        page = self.page(parts.path)
        if page is None:
            return Gone()
        etag = etag_of(page) if self.gives_validators else ""
        if etag and etag == validators.etag:
            return Unchanged()
        return Fetched(url, page.encode(), Validators(etag))


def etag_of(page: str) -> str:
    return f'"{hashlib.sha256(page.encode()).hexdigest()[:16]}"'


@pytest.fixture
def made_up_site() -> type[Site]:
    """Return the class of made-up sites."""
    return Site


@pytest.fixture
async def sqlite(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """Open a database with an empty record: SQLite, for tests where the kind does not matter."""
    opened = Database.in_file(Path(shutil.copy(migrated_sqlite, tmp_path)))
    yield opened
    await opened.close()
