import datetime as dt
from collections.abc import AsyncIterator, Callable
from hashlib import sha256

import pytest

from bot.setup.environment import read_settings
from bot.setup.services import Services, open_services
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
PAGE = """Press Conferences
Press Conference by Foreign Minister TANABE Kenji
{day}, 9:30 a.m. Ministry of Foreign Affairs
Talks with Borovia
{heading}Reporter: Will there be talks?
{speaker}: {said}
"""


@pytest.fixture(scope="session")
async def services(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Services]:
    """The seeds on record, opened as the command opens them, on 22 November 2026."""
    settings = read_settings({"KAIKEN_DATA": str(tmp_path_factory.mktemp("seeds"))})
    async with open_services(settings, lambda: NOW) as opened:
        yield opened


def page(
    said: str = "We will hold talks soon.",
    *,
    day: str = "Tuesday, May 3, 2022",
    speaker: str = "Minister Tanabe",
    heading: str = "",
) -> str:
    """The text of a made-up press conference."""
    return PAGE.format(said=said, day=day, speaker=speaker, heading=heading)


@pytest.fixture
def reading() -> Callable[..., Reading]:
    """Makes readings of made-up press conferences."""

    def make(
        said: str = "We will hold talks soon.",
        *,
        stem: str = "saved",
        url: str = "",
        **rest: str,
    ) -> Reading:
        release = read("mofa", Page(stem, url, page(said, **rest)))
        key = sha256(f"{stem} {url} {release.text}".encode()).digest()
        return Reading(release, digest_words(release), key)

    return make
