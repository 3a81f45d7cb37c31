"""The commands that list and count what is on record."""

import asyncio
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.rendering.render import PlainRenderer
from bot.setup.environment import read_settings
from bot.setup.services import open_archive
from retrieval.archive.census import Listed, Topic, Totals
from retrieval.archive.save import withdraw
from retrieval.index.okapi import OkapiEngine
from retrieval.model.release import ReleaseKind
from retrieval.people.identity import Office, Person

KAIKEN = Path(sys.executable).with_name("kaiken")
COMMANDS = "people", "topics", "release", "stats"
TITLE = "Extraordinary Press Conference by Foreign Minister HAYASHI Yoshimasa"
MAY = dt.date(2021, 5, 3)
JUNE = dt.date(2022, 6, 13)


Kaiken = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("seeded_data")


@pytest.fixture
def as_json(kaiken: Kaiken) -> Callable[..., Any]:
    """Return a function that runs the command with --json and reads its one line."""

    def run(*words: str) -> Any:
        ran = kaiken(*words, "--json")
        assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
        return json.loads(ran.out)

    return run


def listed(title: str = "Talks", **fields: Any) -> Listed:
    given = {
        "id": "mofa-a",
        "source": "mofa",
        "kind": ReleaseKind.READOUT,
        "title": title,
        "date": MAY,
        "time": None,
        "url": "",
        "version": 1,
        "withdrawn_at": None,
    }
    return Listed(**{**given, **fields})


def person(*roles: str, name: str = "Aiko Mori") -> Person:
    return Person(name, (name,), tuple(Office(one, MAY, JUNE) for one in roles), 1234, MAY, JUNE)


def test_people_come_with_how_often_and_from_when_to_when_they_speak(kaiken: Kaiken) -> None:
    ran = kaiken("people")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "statements  first        last         name",
        "        16  13 Nov 2021  23 May 2022  HAYASHI Yoshimasa, Minister for Foreign Affairs",
    ]


def test_people_come_as_an_array(as_json: Callable[..., Any]) -> None:
    days = {"since": "2021-11-13", "until": "2022-05-23"}
    assert as_json("people") == [
        {
            "name": "HAYASHI Yoshimasa",
            "spellings": ["HAYASHI Yoshimasa"],
            "offices": [{"role": "Minister for Foreign Affairs", **days}],
            "statements": 16,
            **days,
        }
    ]


def test_who_held_several_offices_has_a_line_for_each() -> None:
    shown = PlainRenderer().people([person("Press Secretary", "Ambassador"), person()])
    assert shown.splitlines()[1:] == [
        "     1,234   3 May 2021  13 Jun 2022  Aiko Mori",
        "             3 May 2021  13 Jun 2022    Press Secretary",
        "             3 May 2021  13 Jun 2022    Ambassador",
        "     1,234   3 May 2021  13 Jun 2022  Aiko Mori",
    ]


def test_topics_are_the_headings_of_the_record(kaiken: Kaiken) -> None:
    talk = "Japan-U.S. Foreign Ministers’ Telephone Talk"
    meeting = "Japan-United States of America Relations: Foreign Ministers’ Meeting"
    assert kaiken("topics").out.splitlines() == [
        "statements  releases  first        last         topic",
        f"         6         1   6 Jan 2022   6 Jan 2022  {talk}",
        f"         6         1  11 Dec 2021  11 Dec 2021  {meeting}",
    ]


def test_topics_come_as_an_array(as_json: Callable[..., Any]) -> None:
    first, second = as_json("topics")
    assert first == {
        "heading": "Japan-U.S. Foreign Ministers’ Telephone Talk",
        "statements": 6,
        "releases": 1,
        "since": "2022-01-06",
        "until": "2022-01-06",
    }
    assert second["since"] == "2021-12-11"


def test_without_an_id_the_releases_are_listed_from_the_newest_on(kaiken: Kaiken) -> None:
    lines = kaiken("release").out.splitlines()
    assert lines[:3] == [
        "date         kind        id                     title",
        f"23 May 2022  conference  mofa-kaiken24e_000136  {TITLE}",
        f" 2 Feb 2022  conference  mofa-kaiken22e_000059  {TITLE}",
    ]
    assert len(lines) == 6


def test_releases_come_as_an_array(as_json: Callable[..., Any]) -> None:
    found = as_json("release")
    assert found[0] == {
        "id": "mofa-kaiken24e_000136",
        "version": 1,
        "source": "mofa",
        "kind": "conference",
        "title": TITLE,
        "date": "2022-05-23",
        "time": "18:38",
        "url": "https://www.mofa.go.jp/press/kaiken/kaiken24e_000136.html",
        "withdrawn_at": None,
    }
    assert [one["date"] for one in found] == sorted((one["date"] for one in found), reverse=True)


def test_a_withdrawn_release_is_listed_and_marked(
    kaiken: Kaiken, as_json: Callable[..., Any]
) -> None:
    when = dt.datetime(2022, 6, 1, 9, tzinfo=dt.UTC)

    async def mark() -> None:
        archive = open_archive(read_settings(os.environ))
        async with archive as (database, _), database.write() as connection:
            await withdraw(connection, "mofa-kaiken24e_000136", when)

    asyncio.run(mark())
    _, first, second, *_ = kaiken("release").out.splitlines()
    assert first.endswith(f"mofa-kaiken24e_000136  (withdrawn) {TITLE}")
    assert second.endswith(f"mofa-kaiken22e_000059  {TITLE}")
    assert as_json("release")[0]["withdrawn_at"] == "2022-06-01T09:00:00+00:00"


def test_the_list_of_releases_has_no_text_and_no_version_to_show(kaiken: Kaiken) -> None:
    for option in (("--text",), ("--unread",), ("--version", "1")):
        ran = kaiken("release", *option)
        assert (ran.code, ran.out) == (2, "")
        assert "need the id of a release" in ran.err


def test_stats_end_with_totals(kaiken: Kaiken) -> None:
    assert kaiken("stats").out.splitlines() == [
        "source        kind        year  releases  statements",
        "mofa          conference  2021         1           5",
        "mofa          conference  2022         2          11",
        "mofa          readout     2021         1           6",
        "mofa          release     2022         1           6",
        "together                               5          28",
        "",
        "5 releases, 28 statements, 5 versions, 13 Nov 2021 – 23 May 2022",
    ]


def test_stats_come_as_an_object(as_json: Callable[..., Any]) -> None:
    found = as_json("stats")
    assert found.pop("counts")[1] == {
        "source": "mofa",
        "kind": "conference",
        "year": 2022,
        "releases": 2,
        "statements": 11,
    }
    assert found == {
        "releases": 5,
        "statements": 28,
        "versions": 5,
        "since": "2021-11-13",
        "until": "2022-05-23",
    }


def test_of_an_empty_record_each_says_so() -> None:
    plain = PlainRenderer()
    assert plain.people([]) == "Nobody on record speaks."
    assert plain.topics([]) == "No topics on record."
    assert plain.releases([]) == "No releases on record."
    assert plain.stats([], Totals(0, 0, 0, None, None)) == "0 releases, 0 statements, 0 versions"


@pytest.mark.parametrize(
    "words", [*((one,) for one in COMMANDS), ("release", "mofa-page6e_000266")]
)
def test_no_search_engine_is_built_to_look_at_the_record(
    kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch, words: Sequence[str]
) -> None:
    monkeypatch.delattr(OkapiEngine, "add_packed")
    assert kaiken(*words).code == 0


@pytest.mark.parametrize("width", [80, 100])
def test_in_a_terminal_a_line_ends_at_its_edge(width: int) -> None:
    plain = PlainRenderer(width)
    long = "Visit of the Foreign Minister " * 9
    shown = [
        plain.people([person(long), person(long, "Ambassador", name=long)]),
        plain.topics([Topic(long, 1, 1, MAY, JUNE)]),
        plain.releases([listed(long, id="mofa-kaiken24e_000077")]),
        plain.releases([listed(long, id="x" * 40)]),
    ]
    lines = "\n".join(shown).splitlines()
    assert max(map(len, lines)) <= width
    assert sum(line.endswith("…") for line in lines) == 6


def test_where_an_id_leaves_no_room_the_title_has_a_line_of_its_own() -> None:
    assert PlainRenderer(80).releases([listed(id="x" * 40)]).splitlines() == [
        "date         kind        id, and title below",
        f" 3 May 2021  readout     {'x' * 40}",
        "             Talks",
    ]


def test_what_a_page_says_cannot_write_over_the_terminal() -> None:
    evil = "Talks\x1b[2J\r\nwith Borovia"
    plain = PlainRenderer()
    for shown in (
        plain.people([person(evil, name=evil)]),
        plain.topics([Topic(evil, 1, 1, MAY, JUNE)]),
        plain.releases([listed(evil)]),
    ):
        assert "Talks\ufffd[2J with Borovia" in shown


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_goes_away_is_no_traceback(command: str) -> None:
    with subprocess.Popen(
        [KAIKEN, command, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
