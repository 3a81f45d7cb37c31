"""`kaiken import` in the process of the tests: its table, its options and its errors."""

import io
import json
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from bot.cli import FAILED
from bot.commands.import_command import NOTHING_READ

SEEDS = {f"mofa-{path.stem}" for path in Path(str(files("seeds"))).glob("*.txt")}
WRONG_USE = 2
STEM = "kaiken24e_900123"
URL = f"https://www.mofa.go.jp/press/kaiken/{STEM}.html"
SAID = "The lighthouse of Arlandia will be opened to herring fishers."


Kaiken = Callable[..., Any]


@pytest.fixture(autouse=True)
def _one_core_and_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.processes.count_cores", lambda: 1)
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


def page(said: str = SAID) -> str:
    return (
        "Press Conferences\nPress Conference by Foreign Minister TANABE Kenji\n"
        "Tuesday, May 3, 2022, 9:30 a.m. Ministry of Foreign Affairs\n"
        f"Reporter: What about the lighthouse?\nMinister Tanabe: {said}\n"
    )


def save(path: Path, said: str = SAID) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(said), "utf-8")
    return path


def counts(out: str) -> dict[str, str]:
    """Return the figures of the table, by the words before them."""
    rows = (line.split(maxsplit=2) for line in out.splitlines())
    outcomes = ("kept", "changed", "addressed", "unchanged", "rejected")
    return {row[0]: row[1] for row in rows if row[:1] and row[0] in outcomes}


def expected(**figures: int) -> dict[str, str]:
    outcomes = ("kept", "changed", "addressed", "unchanged", "rejected")
    return {outcome: str(figures.get(outcome, 0)) for outcome in outcomes}


def ids_on_record(kaiken: Kaiken) -> set[str]:
    return {one["id"] for one in json.loads(kaiken("release", "--json").out)}


def test_a_table_says_what_became_of_the_files(kaiken: Kaiken, tmp_path: Path) -> None:
    save(tmp_path / "a/any.txt")
    save(tmp_path / "b/copy.txt")
    save(tmp_path / f"c/{STEM}.txt")
    save(tmp_path / f"d/{STEM}.txt", "It will not be opened to anybody at all.")
    (tmp_path / "e.pdf").touch()
    ran = kaiken("import", tmp_path)
    assert (ran.code, ran.err) == (0, "")
    table, changed, rejected = ran.out.split("\n\n")
    assert [line.rstrip() for line in table.splitlines()] == [
        "kept               1   new on record",
        "changed            1   new words of a release on record: a new version",
        "addressed          1   on record, and now with its address",
        "unchanged          1   on record already",
        "rejected           1   not on record",
    ]
    assert changed.startswith("Changed: mofa-")
    assert rejected == (
        f"Rejected:\n{tmp_path / 'e.pdf'}: its name does not end in .html, .htm, .txt or .md\n"
    )


def test_seeds_are_on_record_before_what_is_imported_first(kaiken: Kaiken, tmp_path: Path) -> None:
    assert kaiken("import", save(tmp_path / f"{STEM}.txt")).code == 0
    assert ids_on_record(kaiken) == SEEDS | {f"mofa-{STEM}"}


def test_an_imported_release_is_answered_at_once_and_an_old_version_keeps_its_words(
    kaiken: Kaiken, tmp_path: Path
) -> None:
    path, name = save(tmp_path / f"{STEM}.txt"), f"mofa-{STEM}"
    kaiken("import", path)
    (excerpt,) = json.loads(kaiken("ask", "--json", "lighthouse Arlandia").out)["excerpts"]
    assert (excerpt["quote"], excerpt["url"], excerpt["version"]) == (SAID, URL, 1)
    assert kaiken("release", name, "--text").out == page()
    save(path, "The lighthouse of Arlandia stays shut to herring fishers.")
    ran = kaiken("import", path)
    assert counts(ran.out) == expected(changed=1)
    assert f"\nChanged: {name}\n" in ran.out
    assert "stays shut" in kaiken("ask", "lighthouse Arlandia").out
    assert json.loads(kaiken("release", name, "--json").out)["version"] == 2
    assert "stays shut" in kaiken("release", name).out
    assert kaiken("release", name, "--version", "1", "--text").out == page()
    assert SAID in kaiken("release", name, "--version", "1").out


def test_only_the_first_rejects_are_shown_and_a_file_has_them_all(
    kaiken: Kaiken, tmp_path: Path
) -> None:
    folder, rejects = tmp_path / "in", tmp_path / "rejects.jsonl"
    save(folder / "good.txt")
    for number in range(25):
        (folder / f"{number:02}.html").touch()
    ran = kaiken("import", folder, "--rejects", rejects)
    assert (ran.code, ran.err) == (0, "")
    assert counts(ran.out) == expected(kept=1, rejected=25)
    shown = ran.out.split("Rejected:\n")[1].splitlines()
    assert shown == [
        *(f"{folder / f'{number:02}.html'}: the page is empty" for number in range(20)),
        "and 5 more: --rejects FILE writes them all",
    ]
    assert [json.loads(line) for line in rejects.read_text("utf-8").splitlines()] == [
        {
            "file": str(folder / f"{number:02}.html"),
            "reason": "the page is empty",
            "fault": "EmptyPageError",
        }
        for number in range(25)
    ]


def test_where_rejects_cannot_be_written_nothing_is_imported(
    kaiken: Kaiken, tmp_path: Path
) -> None:
    path = save(tmp_path / f"{STEM}.txt")
    for wrong, reason in ((tmp_path, "Is a directory"), (tmp_path / "no/x", "No such file")):
        ran = kaiken("import", path, "--rejects", wrong)
        assert (ran.code, ran.out) == (WRONG_USE, "")
        assert f"{wrong}: {reason}" in " ".join(ran.err.split())
        assert "Traceback" not in ran.err
    assert ids_on_record(kaiken) == SEEDS


def test_a_dry_run_says_so_and_writes_nothing(kaiken: Kaiken, tmp_path: Path) -> None:
    save(tmp_path / f"{STEM}.txt")
    (tmp_path / "empty.html").touch()
    dry = kaiken("import", "--dry-run", tmp_path)
    assert dry.code == 0
    assert dry.out.startswith("Nothing was written; this is what would become of the files.\n")
    assert counts(dry.out) == expected(kept=1, rejected=1)
    assert ids_on_record(kaiken) == SEEDS
    assert counts(kaiken("import", tmp_path).out) == expected(kept=1, rejected=1)


def test_json_is_one_line_with_all_figures(kaiken: Kaiken, tmp_path: Path) -> None:
    save(tmp_path / f"a/{STEM}.txt")
    save(tmp_path / f"b/{STEM}.txt", "It will not be opened to anybody at all.")
    (tmp_path / "c.pdf").touch()
    ran = kaiken("import", "--json", tmp_path)
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    assert json.loads(ran.out) == {
        "kept": 1,
        "changed": 1,
        "addressed": 0,
        "unchanged": 0,
        "rejected": 1,
        "doubtful": 0,
        "changed_ids": [f"mofa-{STEM}"],
        "doubted": [],
        "rejects": [
            {
                "file": str(tmp_path / "c.pdf"),
                "reason": "its name does not end in .html, .htm, .txt or .md",
                "fault": "ForeignFileError",
            }
        ],
    }


def test_pages_that_may_be_read_wrongly_are_listed_with_why_and_how_to_look_at_them(
    kaiken: Kaiken, tmp_path: Path
) -> None:
    said = f"{SAID}\nKeeper of the Light: We shall see to that."
    page = save(tmp_path / f"{STEM}.txt", said)
    ran = kaiken("import", page)
    doubted = ran.out.partition("Doubted; to look at one")[2]
    assert "kaiken release ID --unread" in doubted
    assert f"mofa-{STEM}: a line opens a turn with a label of no known form" in " ".join(
        doubted.split()
    )
    assert "We shall see to that." in kaiken("release", f"mofa-{STEM}", "--unread").out
    again = kaiken("import", page)
    assert "Doubted" not in again.out

    other = save(tmp_path / "b/other.txt", said.replace("herring", "crab"))
    read = json.loads(kaiken("import", "--json", other).out)
    assert read["doubtful"] == 1
    assert read["doubted"] == [
        {"id": read["doubted"][0]["id"], "file": str(other), "doubts": ["turn-mark"]}
    ]


def test_a_map_gives_addresses(kaiken: Kaiken, tmp_path: Path) -> None:
    addresses = tmp_path / "map.csv"
    addresses.write_text(f"file,url\nany.txt,{URL}\nodd,https://evil.invalid/\n", "utf-8")
    pages = [save(tmp_path / "any.txt"), save(tmp_path / "odd.txt", "It is another lighthouse.")]
    ran = kaiken("import", *pages, "--url-map", addresses)
    assert (ran.code, counts(ran.out)) == (0, expected(kept=1, rejected=1))
    assert "the address given for it is none of mofa: https://evil.invalid/" in ran.out
    assert json.loads(kaiken("release", f"mofa-{STEM}", "--json").out)["url"] == URL


@pytest.mark.parametrize(
    "content, fault",
    [
        (None, ": "),
        (b"\xff\xfe", ": "),
        (b"file,url\na.txt\n", ", line 2: not a file and its address"),
        (b"a.txt,x,y\n", ", line 1: not a file and its address"),
        (b"a,x\n\na,y\n", ", line 3: a second address for a"),
        (b'a,"x\n', ": "),
    ],
    ids=["missing", "no text", "one column", "three columns", "conflict", "open quote"],
)
def test_a_map_that_cannot_be_used_is_one_sentence_with_its_file_and_line(
    kaiken: Kaiken, tmp_path: Path, content: bytes | None, fault: str
) -> None:
    addresses = tmp_path / "map.csv"
    if content is not None:
        addresses.write_bytes(content)
    ran = kaiken("import", save(tmp_path / "a.txt"), "--url-map", addresses)
    assert (ran.code, ran.out) == (FAILED, "")
    assert ran.err.startswith(f"kaiken: {addresses}{fault}")
    assert ran.err.count("\n") == 1


def test_an_unknown_source_names_those_there_are(kaiken: Kaiken, tmp_path: Path) -> None:
    ran = kaiken("import", save(tmp_path / "a.txt"), "--source", "kantei")
    assert (ran.code, ran.out) == (WRONG_USE, "")
    assert "no such source; there are: whitehouse, mofa" in " ".join(ran.err.split())
    assert "Traceback" not in ran.err


def test_nothing_but_rejects_is_a_failure_and_each_is_named(kaiken: Kaiken, tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    ran = kaiken("import", tmp_path / "nowhere", tmp_path / "empty.html")
    assert (ran.code, ran.err) == (NOTHING_READ, "")
    assert counts(ran.out) == expected(rejected=2)
    assert f"\n{tmp_path / 'nowhere'}: no such file or folder\n" in ran.out
    assert f"\n{tmp_path / 'empty.html'}: the page is empty\n" in ran.out
    assert "Traceback" not in ran.out


def test_hostile_names_cannot_write_over_the_terminal(kaiken: Kaiken, tmp_path: Path) -> None:
    names = [
        "\x1b[2J\x1b[H.html",
        "a\r\x1b[2Kb.html",
        "\x9b2J.html",
        "\x07\x08.html",
        "\udcff.html",
    ]
    for name in names:
        (tmp_path / name).touch()
    rejects = tmp_path / "out" / "rejects.jsonl"
    rejects.parent.mkdir()
    ran = kaiken("import", tmp_path, "--rejects", rejects)
    assert counts(ran.out) == expected(rejected=6)
    assert not set("\x00\x07\x08\r\x1b\x7f\x9b").intersection(ran.out + ran.err)
    written = [json.loads(line)["file"] for line in rejects.read_text("ascii").splitlines()]
    assert {str(tmp_path / name) for name in names} <= set(written)


class Terminal(io.StringIO):
    """A terminal that stores all its output."""

    def isatty(self) -> bool:
        return True

    def reconfigure(self, **_: object) -> None:
        """Do nothing: it shows every character."""


def test_a_bar_tells_a_terminal_how_far_it_is_and_nobody_else(
    kaiken: Kaiken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        save(tmp_path / f"{number:02}.txt", f"The lighthouse has {number} steps to its top.")
    piped = kaiken("import", tmp_path)
    assert (piped.code, piped.err) == (0, "")
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    ran = kaiken("import", tmp_path)
    assert counts(ran.out) == expected(unchanged=40)
    told = screen.getvalue()
    assert "100%" in told
    assert "40 files, " in told
    assert " a second" in told
    assert "files" not in ran.out


def test_a_name_cannot_forge_a_line_of_the_table(kaiken: Kaiken, tmp_path: Path) -> None:
    (tmp_path / "a: x\nkept       9,999   new on record\n\u202ez.html").write_text("")
    ran = kaiken("import", tmp_path)
    assert counts(ran.out) == expected(rejected=1)
    assert "\u202e" not in ran.out


def test_rejects_that_cannot_be_written_are_one_sentence(kaiken: Kaiken, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("")
    ran = kaiken("import", tmp_path, "--rejects", "/dev/full")
    assert (ran.code, ran.out) == (FAILED, "")
    assert ran.err == "kaiken: /dev/full: No space left on device\n"
