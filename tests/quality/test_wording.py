"""How well changed wordings are found, in a made-up record of 40 formulas over 300 releases.

Each formula is said with noise that is no change: British spelling, other quotation marks, dashes
and blanks, list numbers, capitals, a counterpart's name, the day. A floor is never lowered.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.setup.services import Services
from retrieval.answering.histories.changes import find_changed
from retrieval.model.release import (
    Question,
    Release,
    ReleaseKind,
    Span,
    Statement,
    StatementKind,
)
from retrieval.model.wording import ChangedSentence
from retrieval.wording.reading import read, spelling

FOLDER = Path(__file__).parent / "wording"
KINDS = {"press_conference": ReleaseKind.CONFERENCE, "press_release": ReleaseKind.RELEASE}
PLANTED = 49


def releases() -> Iterator[Release]:
    for line in (FOLDER / "record.jsonl").read_text("utf-8").splitlines():
        page = json.loads(line)
        text, statements = f"{page['title']}\n\n", []
        for number, said in enumerate(page["statements"]):
            question = None
            if said["question"]:
                question = Question("Reporter", Span(len(text), len(text) + len(said["question"])))
                text += f"{said['question']}\n\n"
            span = Span(len(text), len(text) + len(said["text"]))
            text += f"{said['text']}\n\n"
            speaker, role = said["speaker"], said["role"]
            kind = StatementKind.ANSWER if question else StatementKind.PARAGRAPH
            statements.append(Statement(f"s{number}", kind, speaker, role, (), span, question))
        yield Release(
            id=page["id"],
            source="mofa",
            publisher="Ministry",
            kind=KINDS.get(page["kind"], ReleaseKind.STATEMENT),
            title=page["title"],
            date=dt.date.fromisoformat(page["date"]),
            time=None,
            place="",
            url="",
            text=text,
            statements=tuple(statements),
            parts=(),
            provisional=False,
        )


def formula_of(changed: ChangedSentence, formulas: list[Any]) -> str:
    """The formula that stands where a changed sentence does."""
    release, statement = changed.now.release, changed.now.statement
    start = changed.now.slices[0].start - statement.span.start
    place = release.id, int(statement.id[1:])
    found = (
        formula["id"]
        for formula in formulas
        for *said, since, until, _ in formula["occurrences"]
        if tuple(said) == place and since <= start < until
    )
    return next(found, "")


def words(texts: Iterator[str]) -> Counter[str]:
    return Counter(word for text in texts if text for word in read(f"x {text}").words[1:])


async def find(services: Services) -> list[ChangedSentence]:
    record, formulas = services.record, services.formulas
    return [
        changed
        for release in releases()
        for changed in await find_changed(release, record, formulas)
    ]


@pytest.fixture
def formulas() -> list[Any]:
    lines = (FOLDER / "expected.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


async def test_each_change_is_found_on_its_day_with_its_words_and_no_other(
    services_over: Any, formulas: list[Any]
) -> None:
    planted = {
        (formula["id"], change["release"]): change
        for formula in formulas
        for change in formula["changes"]
    }
    assert len(planted) == PLANTED
    async with services_over(*releases()) as services:
        found = {
            (formula_of(one, formulas), one.now.release.id): one for one in await find(services)
        }
    assert found.keys() == planted.keys()
    for key, change in planted.items():
        one = found[key]
        assert one.now.release.date.isoformat() == change["day"]
        old = words(change.old for change in one.changes)
        new = words(change.new for change in one.changes)
        assert old - new == Counter(map(spelling, change["struck"])), key
        assert new - old == Counter(map(spelling, change["added"])), key
