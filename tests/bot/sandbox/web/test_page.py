"""The parts of the page fit together: what its scripts look for stands in it."""

import re
from pathlib import Path

import pytest

import bot.sandbox.web

PAGE = Path(bot.sandbox.web.__file__).parent / "page"
HTML = (PAGE / "page.html.j2").read_text("utf-8")
SCRIPTS = {one.name: one.read_text("utf-8") for one in sorted(PAGE.glob("*.js"))}
IDS = set(re.findall(r'\bid="([^"]+)"', HTML))
KINDS = set(re.findall(r'\bdata-kind="([^"]+)"', HTML))
PARTS = set(re.findall(r'\bdata-part="([^"]+)"', HTML))


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_a_script_looks_for_stands_in_the_page(name: str) -> None:
    script = SCRIPTS[name]
    assert set(re.findall(r'\b(?:byId|fill|ofKind)\("([^"]+)"', script)) <= IDS
    assert set(re.findall(r'\bwords\("([^"]+)"\)', script)) <= KINDS
    assert set(re.findall(r"\bparts\.(\w+)", script)) <= PARTS


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_makes_no_html_from_text_and_loads_nothing_else(name: str) -> None:
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert forbidden not in SCRIPTS[name]
    assert set(re.findall(r'from "([^"]+)"', SCRIPTS[name])) <= {f"./{one}" for one in SCRIPTS}
    assert "//" not in re.sub(r"^\s*//.*$", "", SCRIPTS[name], flags=re.MULTILINE)


def test_every_field_and_button_has_a_name() -> None:
    for label in re.findall(r"<button\b[^>]*>(.*?)</button>", HTML, re.DOTALL):
        assert label.strip()
    assert "style=" not in HTML
    assert not re.search(r"\son\w+=", HTML)


async def test_the_parts_are_served_as_what_they_are(page) -> None:
    kinds = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    for part in sorted(PAGE.iterdir()):
        response, text = await page.fetch(f"/page/{part.name}")
        kind = kinds.get(part.suffix)
        assert response.status == (200 if kind else 404)
        if kind:
            assert response.content_type == kind
            assert text == part.read_text("utf-8")
