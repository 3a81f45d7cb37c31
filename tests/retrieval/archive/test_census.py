"""Counting and listing what is on record."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from retrieval.archive.census import (
    Count,
    Listed,
    Topic,
    Totals,
    count_releases,
    list_releases,
    list_topics,
    list_turns,
    load_totals,
)
from retrieval.archive.database import Database
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save, withdraw
from retrieval.model.release import Release, ReleaseKind
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read
from retrieval.people.identity import SpokenTurn

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
TANABE = "TANABE Kenji", "Foreign Minister"


def conference(stem: str, day: str, *body: str) -> Release:
    head = "Press Conferences", "Press Conference by Foreign Minister TANABE Kenji", day
    page = Page(stem, f"https://example.org/{stem}.html", "\n".join((*head, *body)))
    return replace(read("mofa", page), id=f"mofa-{stem}")


def answers(heading: str, count: int = 1, *, speaker: str = "Minister Tanabe") -> Sequence[str]:
    said = (f"Reporter: Is it {n} ports?\n{speaker}: We look at {n} ports." for n in range(count))
    return heading, *said


def readout(stem: str, day: str, title: str) -> Release:
    text = (
        f"Press Releases\n{title}\n{day}\nThe ministers met in the capital.\nThey parted there.\n"
    )
    return replace(read("mofa", Page(stem, "", text)), id=f"mofa-{stem}")


async def put(database: Database, *releases: Release) -> None:
    found = [
        Reading(one, digest_words(one), f"{one.id}{n}".encode().ljust(32))
        for n, one in enumerate(releases)
    ]
    async with database.write() as connection:
        await save(connection, found, NOW)


async def test_releases_are_counted_by_source_kind_and_year(database: Database) -> None:
    await put(
        database,
        conference("a", "May 3, 2022", *answers("Talks with Borovia", 2)),
        conference("b", "June 3, 2022", *answers("Rice", 3)),
        conference("c", "June 3, 2021", *answers("Rice")),
        readout("d", "June 3, 2022", "Japan-Arlandia Foreign Ministers’ Meeting"),
    )
    async with database.read() as connection:
        assert await count_releases(connection) == [
            Count("mofa", ReleaseKind.CONFERENCE, 2021, 1, 1),
            Count("mofa", ReleaseKind.CONFERENCE, 2022, 2, 5),
            Count("mofa", ReleaseKind.RELEASE, 2022, 1, 2),
        ]
        assert await load_totals(connection) == Totals(
            4, 8, 4, since=dt.date(2021, 6, 3), until=dt.date(2022, 6, 3)
        )


async def test_of_an_empty_record_everything_is_nothing(database: Database) -> None:
    async with database.read() as connection:
        assert await count_releases(connection) == []
        assert await list_releases(connection) == []
        assert await list_topics(connection) == []
        assert await list_turns(connection) == []
        assert await load_totals(connection) == Totals(0, 0, 0, None, None)


async def test_a_release_without_statements_is_counted(database: Database) -> None:
    await put(database, replace(conference("a", "May 3, 2022", *answers("Rice")), statements=()))
    async with database.read() as connection:
        assert await count_releases(connection) == [
            Count("mofa", ReleaseKind.CONFERENCE, 2022, 1, 0)
        ]
        assert (await load_totals(connection)).releases == 1
        assert len(await list_releases(connection)) == 1


async def test_of_the_releases_the_newest_are_listed_where_so_many_are_asked_for(
    database: Database,
) -> None:
    months = ("May", "July", "June")
    await put(
        database,
        *(conference(month, f"{month} 3, 2022", *answers("Rice")) for month in months),
    )
    async with database.read() as connection:
        newest = await list_releases(connection, 2)
        assert [one.date.month for one in newest] == [7, 6]
        assert len(await list_releases(connection)) == 3


async def test_the_statements_of_an_old_version_are_not_counted(database: Database) -> None:
    await put(
        database,
        conference("a", "May 3, 2022", *answers("Tea", 4, speaker="Press Secretary Mori")),
        conference("a", "May 4, 2023", *answers("Rice", 3)),
    )
    async with database.read() as connection:
        assert await count_releases(connection) == [
            Count("mofa", ReleaseKind.CONFERENCE, 2023, 1, 3)
        ]
        day = dt.date(2023, 5, 4)
        assert await load_totals(connection) == Totals(1, 3, 2, since=day, until=day)
        assert [one.version for one in await list_releases(connection)] == [2]
        assert [one.heading for one in await list_topics(connection)] == ["Rice"]
        assert await list_turns(connection) == [SpokenTurn(*TANABE, day, 3)]


async def test_releases_are_listed_from_the_newest_on(database: Database) -> None:
    await put(
        database,
        conference("a", "May 3, 2022, 9:30 a.m.", *answers("Rice")),
        conference("b", "May 3, 2022", *answers("Wheat")),
        conference("c", "May 3, 2022, 5:30 p.m.", *answers("Tea")),
        conference("d", "May 4, 2022", *answers("Salt")),
    )
    async with database.read() as connection:
        found = await list_releases(connection)
        assert await list_releases(connection, 2, after=1) == found[1:3]
        assert await list_releases(connection, after=4) == []
    assert [one.id for one in found] == ["mofa-d", "mofa-c", "mofa-a", "mofa-b"]
    assert found[1] == Listed(
        id="mofa-c",
        source="mofa",
        kind=ReleaseKind.CONFERENCE,
        title="Press Conference by Foreign Minister TANABE Kenji",
        date=dt.date(2022, 5, 3),
        time=dt.time(17, 30),
        url="https://example.org/c.html",
        version=1,
        withdrawn_at=None,
    )


async def test_a_withdrawn_release_is_listed_and_marked(database: Database) -> None:
    await put(database, conference("a", "May 3, 2022", *answers("Rice")))
    async with database.write() as connection:
        await withdraw(connection, "mofa-a", NOW)
    async with database.read() as connection:
        assert [one.withdrawn_at for one in await list_releases(connection)] == [NOW]


async def test_one_heading_in_several_spellings_is_one_topic_by_the_latest(
    database: Database,
) -> None:
    await put(
        database,
        conference("a", "May 3, 2022", *answers('1. JOURNAL "HARBOR VIEW"', 2)),
        conference("b", "May 5, 2022", *answers("Journal “Harbor View”"), *answers("Rice")),
        conference("c", "May 4, 2022", *answers('Journal "Harbor View"')),
    )
    async with database.read() as connection:
        assert await list_topics(connection) == [
            Topic("Journal “Harbor View”", 4, 3, dt.date(2022, 5, 3), dt.date(2022, 5, 5)),
            Topic("Rice", 1, 1, dt.date(2022, 5, 5), dt.date(2022, 5, 5)),
        ]


async def test_topics_come_by_their_statements_and_then_by_name(database: Database) -> None:
    await put(
        database,
        conference("a", "May 3, 2022", *answers("Tea"), *answers("Salt", 2), *answers("Rice")),
    )
    async with database.read() as connection:
        assert [one.heading for one in await list_topics(connection)] == ["Salt", "Rice", "Tea"]


async def test_a_heading_that_names_no_subject_is_no_topic(database: Database) -> None:
    opening = "Minister Tanabe: I left for Borovia."
    await put(
        database,
        conference(
            "a", "May 3, 2022", "Opening Remarks", opening, *answers("Question-and-Answer Session")
        ),
        conference("b", "May 4, 2022", "Opening Remarks - Youth Exchange", opening),
    )
    async with database.read() as connection:
        assert [one.heading for one in await list_topics(connection)] == [
            "Opening Remarks - Youth Exchange"
        ]


async def test_a_heading_within_another_is_the_topic(database: Database) -> None:
    release = conference("a", "May 3, 2022", *answers("Rice"))
    [statement] = release.statements
    paths = ("Opening Remarks", "Rice"), ("Rice", "Question-and-Answer Session")
    said = [replace(statement, id=f"s{n}", headings=path) for n, path in enumerate(paths)]
    await put(database, replace(release, statements=tuple(said)))
    async with database.read() as connection:
        [topic] = await list_topics(connection)
    assert (topic.heading, topic.statements, topic.releases) == ("Rice", 2, 1)


async def test_where_a_page_has_no_headings_its_title_is_the_topic(database: Database) -> None:
    title = "Japan-Arlandia Foreign Ministers’ Meeting"
    await put(database, readout("a", "May 3, 2022", title), readout("b", "May 4, 2023", title))
    async with database.read() as connection:
        assert await list_topics(connection) == [
            Topic(title, 4, 2, dt.date(2022, 5, 3), dt.date(2023, 5, 4))
        ]


async def test_turns_are_counted_by_name_role_and_day_and_publishers_are_nobody(
    database: Database,
) -> None:
    await put(
        database,
        conference("a", "May 3, 2022", *answers("Rice", 2)),
        conference("b", "May 3, 2022", *answers("Tea", 1)),
        conference("c", "May 4, 2022", *answers("Tea", 1)),
        readout("d", "May 3, 2022", "Japan-Arlandia Foreign Ministers’ Meeting"),
    )
    async with database.read() as connection:
        assert await list_turns(connection) == [
            SpokenTurn(*TANABE, dt.date(2022, 5, 3), 3),
            SpokenTurn(*TANABE, dt.date(2022, 5, 4), 1),
        ]


async def test_releases_of_one_day_are_listed_by_their_time_then_by_their_id(
    database: Database,
) -> None:
    day = "May 3, 2022"
    given = {"b": dt.time(9), "a": None, "d": dt.time(10), "c": None, "e": dt.time(10)}
    await put(
        database,
        *(replace(conference(stem, day, *answers("Rice")), time=at) for stem, at in given.items()),
    )
    async with database.read() as connection:
        listed = await list_releases(connection)
    assert "".join(one.id[-1] for one in listed) == "debac"


async def test_a_statement_counts_for_its_innermost_heading_that_names_a_subject(
    database: Database,
) -> None:
    base = conference("a", "May 3, 2022", *answers("Rice"))
    [said] = base.statements
    headings = {
        ("Tea", "1. Opening Remarks"): "Tea",
        ("Opening Remarks on  Rice", "Questions and Answers"): "Opening Remarks on Rice",
        ("(2) Tea", ""): "Tea",
        ("Opening Remarks",): None,
        (): None,
    }
    for number, (given, topic) in enumerate(headings.items()):
        one, other = (
            replace(base, id=f"mofa-{name}", url=f"https://example.org/{name}")
            for name in (f"{number}", f"x{number}")
        )
        one = replace(one, statements=(replace(said, headings=given),))
        other = replace(one, id=other.id, url=other.url, kind=ReleaseKind.STATEMENT)
        other = replace(other, title="A  Title")
        await put(database, one, other)
        async with database.read() as connection:
            found = {one.heading for one in await list_topics(connection)}
        expected = {heading for heading in list(headings.values())[: number + 1] if heading}
        assert found == expected | ({"A Title"} if number >= 3 else set()), topic
