"""The command run in the process of the tests; test_command.py runs it as a process."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

import bot.setup.services
from bot.cli import FAILED, WRONG_SETTINGS
from bot.setup.settings import SettingsError
from retrieval.errors import UnreadablePageError
from retrieval.sources.files.seeds import Seeds, find_seeds

SEEDS = Path(str(files("seeds")))
TAIWAN = "peace and stability of the Taiwan Strait are important."
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX"  # noqa: S105 - of that form, and nobody's


Kaiken = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("seeded_data")


@pytest.fixture
def _logs_restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Restore logging as it was before a command set it up."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield
    root.handlers, root.level = handlers, level
    for name in ("alembic", "httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def test_a_question_is_answered_with_the_words_of_the_record(kaiken: Kaiken) -> None:
    ran = kaiken("ask", "What", "was", "said", "about", "the", "Taiwan", "Strait?")
    assert ran.code == 0
    assert ran.err == ""
    assert f"{TAIWAN} ❞\n— HAYASHI Yoshimasa, Minister for Foreign Affairs\n" in ran.out


def test_words_and_one_argument_are_the_same_question(kaiken: Kaiken) -> None:
    assert kaiken("ask", "Taiwan", "Strait") == kaiken("ask", "Taiwan Strait")


def test_an_answer_is_one_line_of_json_for_machines(kaiken: Kaiken) -> None:
    ran = kaiken("ask", "--json", "Taiwan Strait")
    assert ran.out.count("\n") == 1
    assert json.loads(ran.out)["excerpts"][0]["quote"].endswith(TAIWAN)
    assert "Russia’s" in kaiken("ask", "Ukraine", "--json").out


@pytest.mark.parametrize(
    "words",
    [
        ("Taiwan", "-Okinawa"),
        ("-Okinawa", "Taiwan"),
        ("--Taiwan", "Strait"),
        ("--", "-h", "Taiwan"),
    ],
)
def test_a_word_with_a_dash_is_no_unknown_option(kaiken: Kaiken, words: tuple[str, ...]) -> None:
    ran = kaiken("ask", *words)
    assert ran.code == 0
    assert TAIWAN in ran.out


def test_behind_two_dashes_everything_is_the_question(kaiken: Kaiken) -> None:
    ran = kaiken("ask", "--", "--json Taiwan Strait; $(exit) `x` \"'")
    assert ran.code == 0
    assert TAIWAN in ran.out
    assert not ran.out.startswith("{")


@pytest.mark.parametrize("words", [(), ("",), ("  ",), ("--",), ("???",), ("\x00\x1b[\x7f",)])
def test_no_question_gets_a_kind_line(kaiken: Kaiken, words: tuple[str, ...]) -> None:
    ran = kaiken("ask", *words)
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith("There are no words in that. Ask in words")


LINES = (
    b"Taiwan Strait",
    b"",
    b"\xff\xfe\x00\x80binary\xc3",
    b"Taiwan " * 715,
    b"\x01\x02\x1b[\x7f",
    b"\xe2\x80\xa8Taiwan\xe2\x80\xa8Strait\x0b\x0c",
    b"hello",
    b'{"question": "\\ud800"}',
    b"-Okinawa",
    b"whaling",
)


HNS = "We discussed the Japan-U.S. Alliance in general, but did not discuss HNS in particular."


def test_a_quotation_is_verified_with_its_source(kaiken: Kaiken) -> None:
    ran = kaiken("verify", *HNS.split())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Exact.\n\n❝ {HNS} ❞\n— HAYASHI Yoshimasa")


def test_a_quotation_that_differs_shows_both_words(kaiken: Kaiken) -> None:
    ran = kaiken("verify", HNS.replace("not", "-surely"))
    assert ran.out.startswith("Differs here.\n• on record: “not” · yours: “surely”\n")


def test_a_text_is_verified_from_the_input_sentence_by_sentence(kaiken: Kaiken) -> None:
    given = f"{HNS}\nWas this a topic in your telephone talk?\nWhaling is good for us.".encode()
    ran = kaiken("verify", "-", given=given)
    assert ran.out.startswith("1 of 3 sentences are on record word for word.\n\n1/3 “")
    assert "Question: “Was this a topic in your telephone talk?”\n— Asked by a reporter" in ran.out
    assert "3/3 “Whaling is good for us.”\nNot on record" in ran.out


def test_a_verification_is_json_whose_slices_cut_the_text(kaiken: Kaiken) -> None:
    found = json.loads(kaiken("verify", "--json", HNS.replace("not ", "")).out)
    (checked,) = found["checked"]
    (place,) = checked["places"]
    text = kaiken("release", place["release_id"], "--text").out
    assert checked["verdict"] == "differs"
    assert [(one["on_record"], one["yours"]) for one in checked["changes"]] == [("not", "")]
    (span,) = [one["span"] for one in checked["changes"]]
    assert text[slice(*span)] == "not"
    assert [text[slice(*one)] for one in place["slices"]] == place["quote"] == [HNS]
    assert place["speaker"] == "HAYASHI Yoshimasa"


def test_a_question_has_no_speaker_in_json(kaiken: Kaiken) -> None:
    found = json.loads(kaiken("verify", "--json", "Was this a topic in your telephone talk?").out)
    (place,) = found["checked"][0]["places"]
    assert (place["question"], place["speaker"], place["role"]) == (True, None, None)
    assert place["asked_by"] == "Reporter"


def test_of_endless_input_the_beginning_is_verified(kaiken: Kaiken) -> None:
    ran = kaiken("verify", "-", given=b"Whaling is good for us all. \xff\n" * 100_000)
    assert "I read the first 8,000 characters of it only." in ran.out


@pytest.mark.parametrize("words", [(), ("",), ("--", "no")])
def test_less_than_two_words_get_a_kind_line(kaiken: Kaiken, words: tuple[str, ...]) -> None:
    ran = kaiken("verify", *words)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("That is too short to be told from chance")


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_each_line_of_input_gets_one_line_of_json_whatever_it_holds(
    kaiken: Kaiken, ending: bytes
) -> None:
    ran = kaiken("ask", "-", given=ending.join(LINES))
    assert (ran.code, ran.err) == (0, "")
    rows = [json.loads(row) for row in ran.out.removesuffix("\n").split("\n")]
    assert len(rows) == len(LINES)
    assert [rows[at]["status"] for at in (0, 1, 5, 6, 9)] == [
        *("answered", "not_a_question", "answered", "not_a_question", "nothing_found")
    ]
    intents = [row["understood"]["intent"] for row in rows]
    assert (intents[1], intents[3], intents[4], intents[6]) == (
        *("empty", "too_long", "empty", "small_talk"),
    )


def test_no_line_of_input_gets_no_line(kaiken: Kaiken) -> None:
    assert kaiken("ask", "-") == (0, "", "")


@pytest.mark.parametrize("name", [path.stem for path in sorted(SEEDS.glob("*.txt"))])
def test_the_text_of_a_release_comes_raw(kaiken: Kaiken, name: str) -> None:
    ran = kaiken("release", f"mofa-{name}", "--text")
    assert ran.code == 0
    assert ran.out == (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")


def test_a_release_comes_as_it_was_read(kaiken: Kaiken) -> None:
    ran = kaiken("release", "mofa-kaiken24e_000077")
    assert ran.code == 0
    assert ran.out.startswith("Extraordinary Press Conference by Foreign Minister HAYASHI")
    assert "s5 · answer · Q&A, 4th of 4 · HAYASHI Yoshimasa" in ran.out


def test_a_release_comes_as_json_whose_spans_cut_its_text(kaiken: Kaiken) -> None:
    data = json.loads(kaiken("release", "mofa-kaiken24e_000077", "--json").out)
    text = kaiken("release", "mofa-kaiken24e_000077", "--text").out
    for statement in data["statements"]:
        begin, end = statement["span"]
        assert text[begin:end] == statement["text"]


def test_the_slices_of_an_answer_cut_the_text_that_release_prints(kaiken: Kaiken) -> None:
    (excerpt,) = json.loads(kaiken("ask", "--json", "Taiwan Strait").out)["excerpts"]
    text = kaiken("release", excerpt["release_id"], "--text").out
    assert " […] ".join(text[a:b] for a, b in excerpt["slices"]) == excerpt["quote"]


def test_an_unknown_release_is_one_sentence_that_names_the_nearest_ids(kaiken: Kaiken) -> None:
    ran = kaiken("release", "nonsense\x1b[2J")
    assert (ran.code, ran.out) == (FAILED, "")
    begin, _, near = ran.err.partition("; the nearest ids: ")
    assert begin == "kaiken: no release 'nonsense\\x1b[2J' on record"
    assert ran.err.count("\n") == 1
    ids = {f"mofa-{path.stem}" for path in SEEDS.glob("*.txt")}
    assert len(near.split(", ")) == 3
    assert ids.issuperset(near.removesuffix("\n").split(", "))
    slip = kaiken("release", "mofa-kaiken24e_00077").err
    assert "; the nearest ids: mofa-kaiken24e_000077, " in slip


def test_an_unknown_version_is_one_sentence(kaiken: Kaiken) -> None:
    ran = kaiken("release", "mofa-kaiken24e_000077", "--version", "2")
    assert (ran.code, ran.out) == (FAILED, "")
    assert ran.err.startswith(
        "kaiken: no release 'mofa-kaiken24e_000077' of version 2 on record; the nearest ids: "
    )
    assert kaiken("release", "mofa-kaiken24e_000077", "--version", "1").code == 0


def test_a_saved_page_is_read_as_a_release_is(kaiken: Kaiken, tmp_path: Path) -> None:
    page = tmp_path / "kaiken24e_000077.txt"
    page.write_bytes((SEEDS / page.name).read_bytes())
    saved, kept = kaiken("release", str(page)), kaiken("release", "mofa-kaiken24e_000077")
    assert (saved.code, saved.err) == (0, "")
    assert saved.out.splitlines()[3:] == kept.out.splitlines()[3:]
    assert kaiken("release", str(page), "--text").out == page.read_text("utf-8")
    unread = json.loads(kaiken("release", str(page), "--json", "--unread").out)["unread"]
    assert "footer" in {part["kind"] for part in unread}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"nothing that was published"])
def test_a_file_that_is_no_page_is_one_sentence_with_its_name(
    kaiken: Kaiken, tmp_path: Path, content: bytes
) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(content)
    ran = kaiken("release", str(page))
    assert (ran.code, ran.out) == (FAILED, "")
    assert ran.err.startswith("kaiken: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("name", ["x" * 5000, "", ".", "/dev/null/x"])
def test_what_is_neither_an_id_nor_a_file_is_one_sentence(kaiken: Kaiken, name: str) -> None:
    ran = kaiken("release", name)
    assert (ran.code, ran.out) == (FAILED, "")
    assert ran.err.startswith("kaiken: no release ")
    assert ran.err.count("\n") == 1


def test_a_page_that_is_not_there_is_one_sentence(kaiken: Kaiken) -> None:
    ran = kaiken("release", "no/such/page.html")
    assert (ran.code, ran.err) == (FAILED, "kaiken: page.html: No such file or directory\n")


def test_eval_prints_figures_and_each_miss(kaiken: Kaiken, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    gold = {"date": "2021-11-13", "contains": "peace and stability of the Taiwan Strait"}
    rows = [
        {"q": "What was said about the Taiwan Strait?", "gold": [gold]},
        {"q": "What about Okinawa?", "gold": [gold]},
        {"q": "What was said about whaling?", "gold": []},
    ]
    file.write_text("\n".join(map(json.dumps, rows)) + "\n\n", "utf-8")
    ran = kaiken("eval", str(file))
    assert (ran.code, ran.err) == (0, "")
    assert "questions        2 with an answer on record, 1 without" in ran.out
    assert "right first      0.500" in ran.out
    assert "false answers    0 of 1" in ran.out
    assert "verbatim         1.000" in ran.out
    assert "\nmissed: What about Okinawa?\n" in ran.out
    assert "length " in ran.out


@pytest.mark.parametrize(
    "content, named",
    [
        (None, "questions.jsonl"),
        (b"\xff\xfe", "questions.jsonl"),
        (b'{"q": "a", "gold": []}\n\nnonsense', "questions.jsonl, line 3: "),
        (b'{"q": "a"}', "questions.jsonl, line 1: "),
        (b'{"q": "a", "gold": [{"date": "yesterday", "contains": "x"}]}', "line 1: "),
        (b"[]", "line 1: "),
    ],
)
def test_an_unreadable_file_of_questions_is_named_with_its_line(
    kaiken: Kaiken, tmp_path: Path, content: bytes | None, named: str
) -> None:
    file = tmp_path / "questions.jsonl"
    if content is not None:
        file.write_bytes(content)
    ran = kaiken("eval", str(file))
    assert (ran.code, ran.out) == (FAILED, "")
    assert named in ran.err
    assert ran.err.startswith("kaiken: ")
    assert ran.err.count("\n") == 1


def test_serve_without_a_token_is_one_sentence(kaiken: Kaiken) -> None:
    ran = kaiken("serve")
    assert (ran.code, ran.out) == (WRONG_SETTINGS, "")
    assert ran.err == (
        "kaiken: KAIKEN_TOKEN is not set: the bot's token, which BotFather gives, for example "
        "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0\n"
    )


@pytest.mark.parametrize("command", ["serve", "try"])
def test_a_malformed_token_is_one_sentence_that_does_not_show_it(
    kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("KAIKEN_TOKEN", "110201543:too-short-to-be-one")
    ran = kaiken(command)
    assert (ran.code, ran.out) == (WRONG_SETTINGS, "")
    assert ran.err.startswith("kaiken: KAIKEN_TOKEN is not of the form that BotFather gives, ")
    assert "too-short" not in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("_logs_restored")
@pytest.mark.parametrize(
    "words", [("serve",), ("try",), ("ask", "Taiwan Strait"), ("release", "x"), ("migrate",)]
)
def test_a_data_folder_that_cannot_be_made_is_one_sentence(
    kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("KAIKEN_TOKEN", TOKEN)
    monkeypatch.setenv("KAIKEN_DATA", str(tmp_path / "file"))
    ran = kaiken(*words)
    assert (ran.code, ran.out) == (WRONG_SETTINGS, "")
    assert ran.err.startswith(f"kaiken: KAIKEN_DATA names {tmp_path / 'file'}, which cannot be ")
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("_logs_restored")
def test_a_token_that_telegram_does_not_know_is_one_sentence(
    kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise SettingsError(("KAIKEN_TOKEN is not a token that Telegram knows",))

    monkeypatch.setenv("KAIKEN_TOKEN", TOKEN)
    monkeypatch.setattr("bot.process.serving.serve", refuse)
    ran = kaiken("serve")
    assert (ran.code, ran.out) == (WRONG_SETTINGS, "")
    assert ran.err == "kaiken: KAIKEN_TOKEN is not a token that Telegram knows\n"


@pytest.mark.usefixtures("_logs_restored")
def test_try_talks_until_the_input_ends(kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = iter(["1", "whaling"])
    prompts = []

    def read(prompt: str) -> str:
        prompts.append(prompt)
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)
    ran = kaiken("try")
    assert (ran.code, ran.err) == (0, "")
    assert prompts == ["you> "] * 3
    assert "[1] What was said about the Taiwan Strait?" in ran.out
    assert "Taiwan Strait are important." in " ".join(ran.out.split())
    assert "Nothing on record about whaling." in ran.out


@pytest.fixture
def damage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give the command a copy of the seeds, which the test can damage, and no record yet."""
    folder = tmp_path / "seeds"
    copytree(SEEDS, folder)
    monkeypatch.setenv("KAIKEN_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(bot.setup.services, "find_seeds", lambda: find_seeds(folder))
    return folder


@pytest.mark.parametrize("content", [b"damaged", b"\xff\xfe\x00", b"", None])
def test_a_damaged_seed_is_named_and_the_others_answer(
    kaiken: Kaiken, damage: Path, content: bytes | None
) -> None:
    path = damage / "page6e_000266.txt"
    path.unlink() if content is None else path.write_bytes(content)
    ran = kaiken("ask", "Taiwan Strait")
    assert ran.code == 0
    assert ran.err.startswith("kaiken: not loaded: page6e_000266.txt: ")
    assert ran.err.count("\n") == 1
    assert TAIWAN in ran.out
    assert '"searched": {"releases": 4, ' in kaiken("ask", "--json", "whaling").out


@pytest.mark.parametrize("words", [("ask", "Taiwan Strait"), ("ask", "-"), ("ask", "latest")])
def test_with_every_seed_damaged_each_is_named_and_nothing_is_found(
    kaiken: Kaiken, damage: Path, words: tuple[str, ...]
) -> None:
    for path in damage.glob("*.txt"):
        path.write_bytes(b"damaged")
    ran = kaiken(*words, given=b"Taiwan Strait")
    assert ran.code == 0
    assert ran.err.count("kaiken: not loaded: ") == ran.err.count("\n") == 5
    assert "0 releases" in ran.out or '"releases": 0' in ran.out


@pytest.mark.parametrize("manifest", [None, b"nonsense", b"release = 5"])
def test_seeds_without_a_manifest_are_one_sentence(
    kaiken: Kaiken, damage: Path, manifest: bytes | None
) -> None:
    path = damage / "manifest.toml"
    path.unlink() if manifest is None else path.write_bytes(manifest)
    ran = kaiken("ask", "Taiwan Strait")
    assert (ran.code, ran.out) == (FAILED, "")
    assert ran.err.startswith("kaiken: manifest.toml: ")
    assert ran.err.count("\n") == 1


def test_an_unloaded_release_is_told_in_every_command(
    kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = UnreadablePageError("x.txt", "damaged")
    seeds = Seeds(find_seeds().intact, (fault,))
    monkeypatch.setattr(bot.setup.services, "find_seeds", lambda: seeds)
    for words in (("release", "mofa-page6e_000266"), ("eval", str(SEEDS / "questions.jsonl"))):
        ran = kaiken(*words)
        assert ran.err == "kaiken: not loaded: x.txt: damaged\n"
        assert ran.out


def test_in_a_terminal_lines_are_as_long_as_it_is_wide(
    kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "50")
    lines = kaiken("ask", "Taiwan Strait").out.splitlines()
    assert max(len(line) for line in lines if "://" not in line) <= 50
    assert lines[3].startswith("❝ Secretary Blinken")


def test_without_a_command_the_commands_are_listed(kaiken: Kaiken) -> None:
    ran = kaiken()
    assert ran.code == 2
    commands = "ask try serve release eval migrate".split()
    assert all(f"  {command} " in ran.out + ran.err for command in commands)
