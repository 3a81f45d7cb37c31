import io
import json
import logging
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from structlog.contextvars import bound_contextvars

from bot.setup.logs import ChatNames, LogKeyError, configure_logs
from bot.setup.redaction import redact

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX"  # noqa: S105 - of that form, and nobody's


@pytest.fixture
def stderr(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Standard error under configured logs; afterwards logging is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    chatty = [logging.getLogger(name) for name in ("httpx", "httpcore", "telegram")]
    root.handlers = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    configure_logs()
    assert isinstance(sys.stderr, io.StringIO)
    yield sys.stderr
    root.handlers, root.level = handlers, level
    for logger in chatty:
        logger.setLevel(logging.NOTSET)


@pytest.fixture
def lines(stderr: io.StringIO) -> Callable[[], list[dict[str, object]]]:
    """Standard error under logs in JSON, as a function that reads its lines."""
    configure_logs("json")
    return lambda: [json.loads(line) for line in stderr.getvalue().splitlines()]


def fail() -> None:
    raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")


def test_a_token_stands_in_no_message(stderr: io.StringIO) -> None:
    logging.getLogger("bot.x").warning("refused: %s", f"/bot{TOKEN}/getMe")
    assert stderr.getvalue().endswith("[warning] refused: /bot[token]/getMe [bot.x]\n")


def test_a_token_stands_in_no_traceback_that_is_logged(stderr: io.StringIO) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("asyncio").exception("failed with %r", TOKEN)
    shown = stderr.getvalue()
    assert TOKEN not in shown
    assert shown.count("[token]") == 2
    assert "ValueError: https://api.telegram.org/bot[token]/getMe" in shown


@pytest.mark.usefixtures("stderr")
def test_a_token_stands_in_no_traceback_that_ends_the_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        fail()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    shown = capsys.readouterr().err
    assert "in fail" in shown
    assert "bot[token]/getMe" in shown
    assert TOKEN not in shown


def test_in_json_each_record_is_an_object_on_one_line_whoever_logs_it(
    lines: Callable[[], list[dict[str, object]]],
) -> None:
    with bound_contextvars(update=7, chat="cac770e2634d"):
        logging.getLogger("bot.x").warning("%d lines\nof “words”", 2)
        logging.getLogger("some.library").error("its own")
    logging.getLogger("bot.x").info("later")
    ours, library, later = lines()
    assert ours["event"] == "2 lines\nof “words”"
    assert (ours["level"], ours["logger"]) == ("warning", "bot.x")
    assert str(ours["timestamp"]).endswith("Z")
    for one in (ours, library):
        assert (one["update"], one["chat"]) == (7, "cac770e2634d")
    assert "update" not in later


def test_a_token_stands_in_no_line_of_json(lines: Callable[[], list[dict[str, object]]]) -> None:
    try:
        fail()
    except ValueError:
        with bound_contextvars(given=TOKEN):
            logging.getLogger("asyncio").exception("failed with %r", TOKEN)
    [line] = lines()
    assert TOKEN not in json.dumps(line)
    assert json.dumps(line).count("[token]") == 3
    assert "ValueError: https://api.telegram.org/bot[token]/getMe" in str(line["exception"])


def test_libraries_that_would_log_addresses_only_warn(stderr: io.StringIO) -> None:
    for name in ("httpx", "httpcore.connection", "telegram.ext.Application"):
        logging.getLogger(name).info("GET /bot…/getMe")
    logging.getLogger("bot").info("ready")
    assert stderr.getvalue().count("\n") == 1
    assert stderr.getvalue().endswith("[info] ready [bot]\n")


@pytest.mark.parametrize(
    "text", ["", "at 12:34", "110201543:short", "sha 0123456789abcdef0123456789abcdef01234567"]
)
def test_text_that_is_no_token_is_left_alone(text: str) -> None:
    assert redact(text) == text


def test_a_chat_has_the_same_name_every_time_and_it_does_not_identify_the_chat() -> None:
    names = ChatNames(b"key")
    assert names.name(1001) == names.name(1001) == ChatNames(b"key").name(1001)
    assert len({names.name(chat_id) for chat_id in range(-500, 500)}) == 1000
    assert "1001" not in names.name(1001)


def test_under_another_key_a_chat_has_another_name() -> None:
    assert ChatNames(b"key").name(1001) != ChatNames(b"other").name(1001)


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    first = ChatNames.in_folder(tmp_path)
    (key,) = tmp_path.iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_bytes()) == 32
    assert ChatNames.in_folder(tmp_path).name(5) == first.name(5)


def test_each_data_folder_has_a_key_of_its_own(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    first, second = map(ChatNames.in_folder, folders)
    assert first.name(5) != second.name(5)


def test_a_half_written_key_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "log.key").write_bytes(b"")
    names = ChatNames.in_folder(tmp_path)
    assert len((tmp_path / "log.key").read_bytes()) == 32
    assert names.name(42) == ChatNames.in_folder(tmp_path).name(42)


def test_a_key_that_cannot_be_read_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "log.key").mkdir()
    with pytest.raises(LogKeyError, match=r"log\.key: .*writable"):
        ChatNames.in_folder(tmp_path)
