"""Made-up pages for every row of the catalogue of page shapes, each with a reviewed reading.

A page without a golden file makes the test write one and fail: read it against the page, then keep
it. `coverage-*.toml` says which page shows which row.
"""

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from retrieval.errors import UnreadablePageError
from retrieval.model.release import Release
from retrieval.parsing.pages.doubt import doubt_page, doubt_release
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

FOLDER = Path(__file__).parents[2] / "pages" / "mofa"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".html"})
TODAY = dt.date(2026, 11, 22)
ROWS = {f"H{row}" for row in range(1, 30)} | {f"S{row}" for row in range(1, 22)}


def as_read(release: Release) -> dict[str, Any]:
    text = release.text
    doubtful_moment = any(moment.is_doubtful for moment in release.moments)
    return {
        "kind": release.kind.value,
        "title": release.title,
        "date": release.date.isoformat(),
        "time": release.time and release.time.isoformat("minutes"),
        "place": release.place,
        "provisional": release.provisional,
        "moments": [
            [moment.date.isoformat(), moment.time and moment.time.isoformat("minutes"), moment.zone]
            for moment in release.moments
        ],
        "doubts": sorted({*release.doubts, *(["time"] if doubtful_moment else [])}),
        "statements": [
            {
                "kind": statement.kind.value,
                "speaker": statement.speaker,
                "role": statement.role,
                "headings": list(statement.headings),
                "number": statement.number,
                "asked_by": statement.question and statement.question.asker,
                "question": statement.question and statement.question.span.of(text),
                "text": statement.span.of(text),
            }
            for statement in release.statements
        ],
        "parts": [[part.kind.value, part.span.of(text).strip()] for part in release.parts],
    }


def read_page(path: Path) -> dict[str, Any]:
    text = path.read_bytes().decode("utf-8")
    try:
        doubt_page(path.stem, text)
        release = read("mofa", Page(path.stem, "", text))
        doubt_release(release, TODAY)
    except UnreadablePageError as fault:
        return {"refused": fault.reason}
    return as_read(release)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_read_as_its_reviewed_golden_file_says(path: Path) -> None:
    golden = path.with_suffix(".json")
    came = read_page(path)
    if not golden.exists():
        golden.write_text(json.dumps(came, indent=2, ensure_ascii=False) + "\n", "utf-8")
        pytest.fail(f"{golden.name} was missing and is written now: review it against the page")
    wanted = {"moments": [], "doubts": []} | json.loads(golden.read_text("utf-8"))
    if "refused" in wanted:
        assert wanted["refused"] in came["refused"]
    else:
        assert came == wanted


def rows() -> dict[str, set[str]]:
    shown: dict[str, set[str]] = {}
    for table in FOLDER.glob("coverage-*.toml"):
        for row, names in tomllib.loads(table.read_text("utf-8"))["rows"].items():
            shown.setdefault(row, set()).update(names)
    return shown


def test_every_row_of_the_catalogue_is_shown_by_a_page() -> None:
    assert set(rows()) >= ROWS


def test_every_page_shows_a_row_and_every_row_names_pages_that_exist() -> None:
    named = set().union(*rows().values())
    assert named == {path.stem for path in PAGES}


THREE_SHAPES = [
    ("S5-three-shapes-1.txt", "S5-three-shapes-2.txt", "S5-three-shapes-3.html"),
    ("S17-talk-shape1.txt", "S17-talk-shape2.txt", "S17-talk-page.html"),
    ("S21-storm-shape1.txt", "S21-storm-shape2.txt", "S21-storm-page.html"),
]


@pytest.mark.parametrize("names", THREE_SHAPES, ids=lambda names: names[0])
def test_a_page_in_three_shapes_gives_the_same_statements(names: tuple[str, ...]) -> None:
    def statements(name: str) -> list[tuple[str, ...]]:
        return [
            (one["kind"], one["speaker"], one["number"], *one["headings"], words(one["text"]))
            for one in read_page(FOLDER / name)["statements"]
        ]

    def words(text: str) -> str:
        return " ".join(text.replace("•", " ").replace("- ", " ").split())

    first, *others = map(statements, names)
    assert first
    assert all(other == first for other in others)
