"""What two checkouts of the code read differently: each statement that changed, and how many did.

    python tests/benchmarks/readings.py BASE [NOW]

reads the seeds, the made-up pages and the first 2,000 White House pages with the code of BASE and
of NOW (this checkout), one after the other, and says how long each took. The pages are those of
this checkout. The White House archive is looked for in ../shared/data, or where WH_BRIEFINGS says.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from large_record import ARCHIVE

HERE = Path(__file__).parents[2]
WHITE_HOUSE_PAGES = 2_000
SHOWN_CHARACTERS = 160
Readings: TypeAlias = dict[str, dict[str, Any]]
Told: TypeAlias = tuple[str, str, str, str]

# Runs under the code of either checkout, so it uses only what both have.
READER = """
import json, sys, time
from dataclasses import asdict
from pathlib import Path
from retrieval.errors import UnreadablePageError
from retrieval.parsing.pages.doubt import doubt_page
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read, recognise

def reading(path):
    text = path.read_bytes().decode("utf-8")
    try:
        doubt_page(path.stem, text)
        release = read(recognise(text), Page(path.stem, "", text))
    except UnreadablePageError as fault:
        return {"refused": fault.reason, "told": []}
    told = [
        (one.speaker, one.role, " / ".join(one.headings), one.span.of(release.text))
        for one in release.statements
    ]
    return {
        "head": [release.kind, release.title, str(release.date), str(release.time), release.place],
        "doubts": release.doubts,
        "publisher": release.publisher,
        "told": told,
    }

folder, out = map(Path, sys.argv[1:])
paths = sorted(folder.iterdir())
began = time.perf_counter()
readings = {path.name: reading(path) for path in paths}
seconds = time.perf_counter() - began
out.write_text(json.dumps({"seconds": seconds, "readings": readings}), "utf-8")
"""


def main(base: Path, now: Path) -> None:
    """Read every page twice and print what changed."""
    with TemporaryDirectory() as folder:
        for name, pages in (("seeds and made-up pages", ours()), ("White House", white_house())):
            place = Path(folder) / name.replace(" ", "-")
            place.mkdir()
            for page, data in pages:
                (place / page).write_bytes(data)
            if not any(place.iterdir()):
                print(f"{name}: {ARCHIVE} is not here; WH_BRIEFINGS may name it")
                continue
            compare(name, read_with(base, place), read_with(now, place))


def ours() -> Iterator[tuple[str, bytes]]:
    """Yield the seeds and every made-up page of the tests."""
    for folder in ("seeds", "tests/pages", "tests/faults/pages"):
        for path in sorted((HERE / folder).rglob("*.*")):
            if path.suffix in {".txt", ".html", ".md"}:
                yield f"{path.parent.name}-{path.name}", path.read_bytes()


def white_house() -> Iterator[tuple[str, bytes]]:
    """Yield the first pages of the archive; none if it is missing."""
    if not ARCHIVE.exists():
        return
    with tarfile.open(ARCHIVE) as archive:
        members = (member for member in archive if member.name.endswith(".md"))
        for number, member in enumerate(islice(members, WHITE_HOUSE_PAGES)):
            packed = archive.extractfile(member)
            if packed is not None:
                yield f"{number:04}-{Path(member.name).name}"[-200:], packed.read()


def read_with(checkout: Path, pages: Path) -> dict[str, Any]:
    """Read a folder of pages with the code of a checkout."""
    out = pages.with_name(f"{pages.name}.json")
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", READER, str(pages), str(out)],
        check=True,
        cwd=checkout,
        env={"PYTHONPATH": str(checkout), "PATH": ""},
    )
    came: dict[str, Any] = json.loads(out.read_text("utf-8"))
    print(f"{checkout}: {came['seconds']:.2f} s ({time.perf_counter() - began:.2f} s in all)")
    return came


def compare(name: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Print each reading that changed, and the counts."""
    old: Readings = before["readings"]
    new: Readings = after["readings"]
    changed = 0
    for page in sorted(new):
        lines = list(changes(old[page], new[page]))
        if lines:
            changed += 1
            print(f"\n{page}", *lines, sep="\n  ")
    print(
        f"\n{name}: {len(new)} pages, {changed} changed; statements {count(old)} -> {count(new)};"
        f" {sum(len(lost(old[page], new[page])) for page in new)} before only,"
        f" {sum(len(lost(new[page], old[page])) for page in new)} now only;"
        f" doubted {doubted(old)} -> {doubted(new)}; refused {refused(old)} -> {refused(new)};"
        f" time {after['seconds'] / before['seconds']:.2f} of before\n"
    )


def changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Yield the differences between two readings of a page."""
    for key in ("refused", "head", "doubts"):
        if old.get(key) != new.get(key):
            yield f"{key}: {old.get(key)} -> {new.get(key)}"
    yield from (f"- {shown(one)}" for one in lost(old, new))
    yield from (f"+ {shown(one)}" for one in lost(new, old))


def lost(old: dict[str, Any], new: dict[str, Any]) -> Sequence[Told]:
    """Find the statements of one reading that the other does not have, in order."""
    left = [tuple(one) for one in new["told"]]
    gone = []
    for one in map(tuple, old["told"]):
        if one in left:
            left.remove(one)
        else:
            gone.append(one)
    return gone


def shown(told: Told) -> str:
    """Return a statement on one line, its words cut in the middle."""
    speaker, role, headings, words = told
    flat = " ".join(words.split())
    half = SHOWN_CHARACTERS // 2
    cut = flat if len(flat) <= SHOWN_CHARACTERS else f"{flat[:half]} [...] {flat[-half:]}"
    return f"{speaker}, {role} [{headings}] {cut}"


def count(readings: Readings) -> int:
    """Count the statements."""
    return sum(len(one["told"]) for one in readings.values())


def doubted(readings: Readings) -> int:
    """Count the doubted pages."""
    return sum(bool(one.get("doubts")) for one in readings.values())


def refused(readings: Readings) -> int:
    """Count the refused pages."""
    return sum("refused" in one for one in readings.values())


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2] if len(sys.argv) > 2 else HERE).resolve())
