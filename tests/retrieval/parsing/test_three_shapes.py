"""The same page saved as HTML and as text of either shape gives the same statements."""

import html
import re

import pytest

from retrieval.model.release import Release
from retrieval.parsing.pages.page import Page, lines
from retrieval.parsing.registry import read
from retrieval.sources.files.seeds import find_seeds
from retrieval.text.folding import fold

SEEDS = [one.release for one in find_seeds().read().readings]
NOTICE = "This is a provisional translation by an external company for reference purpose only."
ITEM = re.compile(r"\s*(?:\d+\.|•)\s+(?P<words>.*)", re.DOTALL)
NUMBERED = re.compile(r"(?P<number>\d+)\.\s+(?P<words>.*)", re.DOTALL)
NESTED = re.compile(r"•\s+(?P<words>\(\d+\).*)", re.DOTALL)


def rows(release: Release) -> list[str]:
    return [line.words for line in lines(release.text)]


def spaced_text(release: Release) -> str:
    """The first shape: a blank line between paragraphs, list numbers and the notice kept."""
    kept = rows(release)
    if NOTICE not in kept:
        kept.insert(3, NOTICE)
    return "\n\n".join(f"  {row}" if ITEM.fullmatch(row) else row for row in kept)


def dense_text(release: Release) -> str:
    """The second shape: no blank lines, `- ` for every item, no notice."""
    made = [ITEM.sub(r"- \g<words>", row) for row in rows(release) if row != NOTICE]
    return "\n".join(made)


def page_of(release: Release) -> str:
    """HTML as the site makes it: headings for section, title and date, lists for items."""
    out = []
    in_list = False
    for row in rows(release):
        numbered, nested = NUMBERED.fullmatch(row), NESTED.fullmatch(row)
        if numbered is not None and not in_list:
            out.append("<ol>")
        elif in_list and numbered is None and nested is None:
            out.append("</ol>")
        in_list = numbered is not None or nested is not None
        out.append(_element(row, numbered, nested, first=not out))
    body = "\n".join(out)
    return (
        "<!DOCTYPE html><html><head><title>Page</title></head><body><nav>Home</nav><main><article>"
        f"{body}</article></main><footer>Copyright</footer></body></html>"
    )


def _element(
    row: str, numbered: re.Match[str] | None, nested: re.Match[str] | None, *, first: bool
) -> str:
    if numbered is not None:
        return f"<li>{html.escape(numbered['words'])}</li>"
    if nested is not None:
        return f"<ul class='noicon'><li>{html.escape(nested['words'])}</li></ul>"
    return f"<h1><span>{row}</span></h1>" if first else f"<p>&nbsp;{html.escape(row)}</p>"


def as_read(release: Release) -> list[tuple[str, ...]]:
    def words(text: str) -> str:
        return " ".join(fold(text).text.split())

    return [
        (
            statement.kind,
            statement.speaker,
            statement.role,
            statement.number,
            *statement.headings,
            words(statement.span.of(release.text)),
            words(statement.question.span.of(release.text)) if statement.question else "",
        )
        for statement in release.statements
    ]


@pytest.mark.parametrize("shape", [spaced_text, dense_text, page_of])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.id)
def test_each_seed_gives_the_same_statements_in_every_shape(seed: Release, shape: object) -> None:
    assert callable(shape)
    again = read("mofa", Page("page", seed.url, shape(seed)))
    assert as_read(again) == as_read(seed)
    assert (again.kind, again.title, again.date, again.time, again.place) == (
        seed.kind,
        seed.title,
        seed.date,
        seed.time,
        seed.place,
    )
