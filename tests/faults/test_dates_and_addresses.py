"""A date that a page prints wrongly, a link spelt otherwise, a text that is to come."""

from typing import Any

import pytest

from retrieval.archive.load import load_release

PAGE, CONFERENCE = "pressite_000001_00041", "kaikenite_000001_00040"
TODAY = "November 20, 2026"


def prints(desk: Any, article: Any, old: str, new: str) -> None:
    """Have a page print other words than it should."""
    html = article.html()
    assert old in html

    def given(path: str) -> str:
        if path != article.path:
            raise KeyError(path)
        return html.replace(old, new)

    desk.site.instead = given


async def on_record(desk: Any, stem: str) -> Any:
    database = desk.conversation.application.services.database
    async with database.read() as connection:
        return await load_release(connection, f"mofa-{stem}")


async def announced(desk: Any) -> list[str]:
    checked = await desk.check(minutes=30)
    return [one.release_id.removeprefix("mofa-") for one in checked.news]


@pytest.mark.parametrize(
    "stem, printed",
    [
        (PAGE, "November 20, 2025"),
        (PAGE, "October 20, 2026"),
        (PAGE, "January 20, 2026"),
        (PAGE, "November 2, 2026"),
        (CONFERENCE, "November 20, 2025"),
        (CONFERENCE, "November 20, 2016"),
    ],
)
async def test_a_page_of_today_that_prints_another_day_is_told_as_of_today_and_flagged(
    watched_desk: Any, stem: str, printed: str
) -> None:
    prints(watched_desk, watched_desk.publish(stem), TODAY, printed)
    assert await announced(watched_desk) == [stem]
    release = await on_record(watched_desk, stem)
    assert release.date == watched_desk.site.today
    assert release.doubts


async def test_a_day_far_ahead_is_told_as_of_today_and_flagged(watched_desk: Any) -> None:
    prints(watched_desk, watched_desk.publish(PAGE), TODAY, "November 20, 2062")
    assert await announced(watched_desk) == [PAGE]
    release = await on_record(watched_desk, PAGE)
    assert (release.date, release.doubts) == (watched_desk.site.today, ("date",))


@pytest.mark.parametrize("stem", [PAGE, CONFERENCE])
async def test_a_date_that_the_publisher_puts_right_is_put_right_on_record(
    watched_desk: Any, stem: str
) -> None:
    prints(watched_desk, watched_desk.publish(stem), TODAY, "November 20, 2025")
    await watched_desk.check(minutes=30)
    watched_desk.site.instead = None
    await watched_desk.check(minutes=30)
    assert (await on_record(watched_desk, stem)).date == watched_desk.site.today


@pytest.mark.parametrize(
    "link",
    [
        "http://www.mofa.go.jp{}",
        "HTTPS://WWW.MOFA.GO.JP{}",
        "https://www.mofa.go.jp:443{}",
        "https://www.mofa.go.jp.{}",
        "{}?utm_source=whatsnew",
        "{}#main",
    ],
)
async def test_a_link_in_another_spelling_is_read_or_named_in_the_row_of_the_check(
    watched_desk: Any, link: str
) -> None:
    article, site = watched_desk.publish(PAGE), watched_desk.site

    spelt = link.format(article.path)

    def given(path: str) -> str | None:
        if path in site.articles:
            raise KeyError(path)
        index = site.index(path)
        return index and index.replace(f'href="{article.path}"', f'href="{spelt}"')

    site.instead = given
    checked = await watched_desk.check(minutes=30)
    named = [*(one.release_id for one in checked.news), *(one.url for one in checked.row.unseen)]
    assert [one for one in named if PAGE in one] != []


@pytest.mark.parametrize(
    "to_come",
    [
        "The English translation will be posted soon.",
        "The full text will be available soon.",
        "English text to follow.",
        "The transcript is being prepared.",
        "The text of this press conference is not yet available.",
    ],
)
async def test_a_conference_is_told_when_its_text_has_come_however_that_was_promised(
    watched_desk: Any, to_come: str
) -> None:
    article = watched_desk.publish(CONFERENCE, is_whole=False)
    prints(watched_desk, article, "The text will be coming soon.", to_come)
    assert await announced(watched_desk) == []
    watched_desk.site.instead, article.is_whole = None, True
    assert await announced(watched_desk) == [CONFERENCE]
