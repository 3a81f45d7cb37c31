"""Days of a made-up site whose pages are edited, taken down and misprinted: who is told what.

Every day the messages are those of a model, which knows only what happened on the site.
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.watch.check import Watch
from retrieval.sources.watch.publishers import load_sources
from tests.retrieval.sources.conftest import Article, Site

FIRST = dt.datetime(2026, 3, 1, 3, 0, tzinfo=dt.UTC)
WORDS = "lighthouse herring generator whale vaccine satellite".split()
EVERYTHING = len(WORDS)
# Of the chats, one asks for each word, and one hears of everything.
CHATS = range(EVERYTHING + 1)
SEEDS = 5
# A chat, the beginning of a message, and the page of which it tells.
Told = tuple[int, str, str]


@dataclass
class Page:
    """A page of the model: its words now, the chats that know it, and how it stands."""

    article: Article
    number: int
    topics: set[int]
    told: set[int] = field(default_factory=set)

    @property
    def concerned(self) -> set[int]:
        return {*self.topics, EVERYTHING}

    def show(self) -> None:
        said = [f"We spoke of the {WORDS[one]} No. {self.number}." for one in sorted(self.topics)]
        self.article.words = " ".join(said)

    def tells(self, chats: set[int], head: str) -> list[Told]:
        return [(chat_id, head, self.article.title) for chat_id in chats]

    def becomes_known(self, head: str) -> list[Told]:
        """Tell those who know it so, and as new those whom it concerns and who do not."""
        late = self.concerned - self.told
        found = self.tells(self.told, head) + self.tells(late, "New")
        self.told |= late
        return found


class Days:
    """What happens on the site on each day, by chance, and what is to be told of it."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site = site
        self.chance = random.Random(seed)  # noqa: S311 - a script, no secret
        self.pages: list[Page] = []
        self.does: Counter[str] = Counter()

    def next(self, today: dt.date) -> list[Told]:
        self.site.today = today
        # Few, so that the same happens to a page again; older ones are not looked at any more.
        watched = today - dt.timedelta(days=25)
        recent = [one for one in self.pages[-3:] if one.article.day >= watched]
        if len(recent) < 3 or self.chance.random() < 0.12:
            return self.publish(today)
        found: list[Told] = []
        for page in self.chance.sample(recent, 2):
            choices = (
                [self.put_up, self.put_up_edited]
                if page.article.is_gone
                else [
                    *(self.toggle, self.toggle, self.take_down),
                    *([self.put_right] if page.article.printed else []),
                ]
            )
            do: Callable[[Page], list[Told]] = self.chance.choice(choices)
            self.does[do.__name__] += 1
            found += do(page)
        return found

    def publish(self, today: dt.date) -> list[Told]:
        number = len(self.pages) + 1
        stem = f"pressite_000001_{number:05}"
        title = f"Talks held as No. {number:03}"
        slips = today.replace(year=today.year - 1), today.replace(year=today.year + 40), None
        slip = self.chance.choice(slips)
        article = self.site.publish(stem, today)
        article.title = title
        if slip is not None:
            article.printed = f"{slip:%B} {slip.day}, {slip.year}"
        page = Page(article, number, set(self.chance.sample(range(len(WORDS)), 2)))
        page.show()
        self.pages.append(page)
        return page.becomes_known("")

    def toggle(self, page: Page) -> list[Told]:
        """Add or remove a sentence: often one that was there before."""
        page.topics ^= {self.chance.choice([one for one in CHATS[:2] if {one} != page.topics])}
        page.show()
        return page.becomes_known("Text changed")

    def take_down(self, page: Page) -> list[Told]:
        page.article.is_gone = True
        return page.tells(page.told, "Withdrawn")

    def put_up(self, page: Page) -> list[Told]:
        page.article.is_gone = False
        return page.tells(page.told, "Back again")

    def put_up_edited(self, page: Page) -> list[Told]:
        return self.put_up(page) + self.toggle(page)

    def put_right(self, page: Page) -> list[Told]:
        """Print the right day: it was told so before."""
        page.article.printed = ""
        return []


def refused(path: str) -> UnseenError:
    return UnseenError(path, Fault.REFUSED, "the site answers 403")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One script; in a campaign, others too."""
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(SEEDS if metafunc.config.getoption("--campaign") else 1))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.usefixtures("kind")
async def test_every_day_everybody_is_told_what_happened_and_nothing_else(
    desk: Any, seed: int, request: pytest.FixtureRequest
) -> None:
    campaign = request.config.getoption("--campaign")
    site = Site(FIRST.date())
    for ago in (1, 2, 3):
        site.publish(f"pressite_000009_{ago:05}", site.today - dt.timedelta(days=ago))
    desk.time.now = FIRST
    watch = Watch(desk.services.database, site.fetch, load_sources())
    for chat_id in CHATS:
        await desk.subscribe(chat_id + 1, *WORDS[chat_id : chat_id + 1])
    await watch.check(desk.time)
    days = Days(site, seed)
    for day in range(1, 200 if campaign else 10):
        is_closed = days.chance.random() < 0.1
        now = FIRST + dt.timedelta(days=day)
        expected = [] if is_closed else days.next(now.date())
        site.today, site.instead = now.date(), refused if is_closed else None
        before = len(desk.messages())
        for check in range(3):
            # The clock is wrong by hours at some checks.
            wrong = days.chance.choice([0, 0, 0, -2, 9])
            desk.time.now = now + dt.timedelta(hours=wrong, minutes=30 * check)
            await watch.check(desk.time)
            await desk.tell()
        found = [
            (call.chat_id - 1, *call.text.split("\n")[0].split(": ", 1))
            for call in desk.messages()[before:]
        ]
        assert Counter(found) == Counter(expected), (day, days.does)
    assert len(days.does) == 5
