"""Page in, reviewed JSON out: what Kaiken reads of the five seeds, line by line."""

import json
from pathlib import Path

import pytest

from bot.rendering.as_json import release_as_json
from retrieval.model.release import Release
from retrieval.sources.files.seeds import find_seeds

PAGES = Path(__file__).parents[2] / "pages"
STEMS = (
    "kaiken24e_000077",
    "kaiken22e_000059",
    "kaiken24e_000136",
    "press6e_000363",
    "page6e_000266",
)


def as_read(release: Release) -> str:
    parts = [
        {"kind": part.kind.value, "words": part.span.of(release.text)} for part in release.parts
    ]
    return (
        json.dumps({**release_as_json(release), "parts": parts}, indent=1, ensure_ascii=False)
        + "\n"
    )


@pytest.mark.parametrize("stem", STEMS)
def test_a_page_is_read_as_its_reviewed_golden_file_says(stem: str) -> None:
    read = [each.release for each in find_seeds().read().readings]
    (release,) = (each for each in read if each.id == f"mofa-{stem}")
    golden = PAGES / f"{stem}.json"
    if not golden.exists():
        golden.write_text(as_read(release), "utf-8")
        pytest.fail(f"{golden} was missing and is written now: review it against the page")
    assert json.loads(as_read(release)) == json.loads(golden.read_text("utf-8"))


def test_every_golden_file_is_that_of_a_page() -> None:
    assert {path.stem for path in PAGES.glob("*.json")} >= set(STEMS)
