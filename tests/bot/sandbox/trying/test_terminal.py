import io
from asyncio import Runner
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from bot.commands.console import open_with_runner
from bot.sandbox.call_log import Button, Call
from bot.sandbox.rules.html_parse_mode import parse_html
from bot.sandbox.trying.conversation import BotMessage, Conversation
from bot.sandbox.trying.terminal import run_terminal, show
from bot.setup.environment import read_settings
from bot.setup.logs import ChatNames
from bot.setup.services import Services, open_services
from retrieval.sources.files.seeds import find_seeds

NOW = datetime(2022, 6, 1, 9, 0, tzinfo=UTC)
# Services, and the runner of the loop that they were opened on.
Opened = tuple[Runner, Services]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Open the seeds on a loop that stops between two lines, as in the command."""
    settings = read_settings({"KAIKEN_DATA": str(tmp_path_factory.mktemp("seeds"))})
    with open_with_runner(open_services(settings, lambda: NOW)) as entered:
        yield entered


def scripted(lines: Iterable[str], end: type[BaseException] = EOFError) -> Callable[[], str]:
    """Return a reader that gives the lines, then ends as a terminal does."""
    rest = iter(lines)

    def read() -> str:
        for line in rest:
            return line
        raise end

    return read


def talk(
    record: Opened, *lines: str, end: type[BaseException] = EOFError, colours: bool = False
) -> str:
    """Return what the screen shows after these lines."""
    screen = io.StringIO()
    console = Console(
        file=screen,
        width=60,
        highlight=False,
        force_terminal=colours,
        color_system="standard" if colours else None,
    )
    runner, services = record
    conversation = Conversation(services, ChatNames(b"key"), clock=lambda: 1000.0)
    run_terminal(conversation, runner, console, scripted(lines, end), _unpublished)
    return screen.getvalue()


async def _unpublished() -> None:
    raise AssertionError("nobody asked for it")


def shown(html: str, *, colours: bool = False, button: str = "") -> str:
    """Return what the screen shows after a message of this HTML, optionally with a button."""
    screen = io.StringIO()
    system = "standard" if colours else None
    console = Console(file=screen, width=60, force_terminal=colours, color_system=system)
    markup = parse_html(html)
    call = Call(at=0, method="sendMessage", text=markup.text, entities=markup.entities)
    show(console, [BotMessage(call, ((1, Button(button, "x")),) if button else ())])
    return screen.getvalue()


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_a_conversation_begins_with_start_and_ends_with_the_input(
    seeds: Opened, end: type[BaseException]
) -> None:
    screen = talk(seeds, end=end)
    assert screen.startswith("This is the bot as it is in Telegram, without Telegram.")
    assert "Unofficial" in screen
    assert "5 releases, 13 Nov 2021 – 23 May 2022" in " ".join(screen.split())


def test_buttons_are_shown_with_their_numbers(seeds: Opened) -> None:
    lines = talk(seeds).splitlines()
    assert "  [1] What was said about the Taiwan Strait?" in lines
    assert "  [3] latest on Ukraine" in lines


def test_a_number_taps_its_button(seeds: Opened) -> None:
    assert talk(seeds, "1").count("peace and stability of the Taiwan") == 1


@pytest.mark.parametrize("line", ["9", "0", "²", "１", "-1", "1.0"])
def test_a_number_of_no_button_is_a_question(seeds: Opened, line: str) -> None:
    screen = talk(seeds, line)
    assert "peace and stability" not in screen
    assert len(screen.split("latest on Ukraine")[-1].split()) > 3


def test_what_is_typed_is_asked_and_a_blank_line_is_not(seeds: Opened) -> None:
    once = talk(seeds, "whaling")
    assert "Nothing on record about whaling." in once
    assert talk(seeds, "", "   ", "  whaling ", "\t") == once


def test_a_quotation_is_set_in(seeds: Opened) -> None:
    lines = talk(seeds, "Taiwan Strait").splitlines()
    at = next(number for number, line in enumerate(lines) if "❝" in line)
    assert lines[at].startswith("  ❝ Secretary Blinken and I shared")
    assert lines[at + 1].startswith("  ")
    assert any(line.startswith("— HAYASHI Yoshimasa") for line in lines)


def test_words_before_between_and_after_quotations_keep_their_order() -> None:
    html = "a\n<blockquote>b</blockquote>\nc\n\n<blockquote expandable>d</blockquote>\ne"
    assert [line.rstrip() for line in shown(html).splitlines()] == ["a", "  b", "c", "  d", "e", ""]


def test_a_message_may_begin_and_end_with_a_quotation() -> None:
    assert [line.rstrip() for line in shown("<blockquote>b</blockquote>").splitlines()] == [
        "  b",
        "",
    ]


def test_styles_and_links_are_shown_where_the_terminal_can() -> None:
    screen = shown(
        "😀 <b>bold</b> <s>x</s> <code>c</code>"
        '<blockquote>q <i>slanted</i></blockquote><a href="https://a.jp/x">link</a>',
        colours=True,
    )
    assert "\x1b[1mbold\x1b[0m" in screen
    assert "\x1b[3mslanted\x1b[0m" in screen
    assert "\x1b[36mc\x1b[0m" in screen
    assert ";https://a.jp/x\x1b\\link" in screen


def test_what_looks_like_markup_of_the_terminal_is_only_words() -> None:
    assert "[bold]x[/bold] :smile:" in shown("[bold]x[/bold] :smile:", button="[b]y[/b]")
    assert "  [1] [b]y[/b]\n" in shown("x", button="[b]y[/b]")


def test_a_hostile_page_cannot_write_over_the_terminal(
    services_over: Callable[..., AbstractAsyncContextManager[Services]],
) -> None:
    read = [one.release for one in find_seeds().read().readings]
    (release,) = (one for one in read if one.id == "mofa-kaiken24e_000077")
    evil = release.text.replace("Taiwan Strait are", "Taiwan \x9b2J\x7f\x852 are")
    assert len(evil) == len(release.text)
    address = f"{release.url}\x1b]0;owned\x07"
    hostile = replace(release, text=evil, url=address)
    with open_with_runner(services_over(hostile)) as record:
        screen = talk(record, "Taiwan", colours=True)
    assert "�2J��2 are" in " ".join(screen.split())
    assert "\x1b]0;owned" not in screen
    assert not {"\x9b", "\x7f", "\x85", "\x07"} & set(screen)
