"""Commands that ask the record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import (
    AsJson,
    dumps,
    open_services,
    print_result,
    terminal_width,
)

# More than is verified of a text, however its characters are encoded.
_MOST_BYTES = 100_000


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="The question; - reads one a line from stdin.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Ask the record."""
    from bot.rendering.as_json import answer_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package

    words = question or []
    questions = _lines_of_stdin() if words == ["-"] else [" ".join(words)]
    is_json = as_json or words == ["-"]
    plain = PlainRenderer(terminal_width())
    with open_services() as (runner, services):
        for text in questions:
            answer = runner.run(services.answerer.answer(text, services.now()))
            print_result(dumps(answer_as_json(answer)) if is_json else plain.answer(answer))


def verify(
    quotation: Annotated[
        list[str] | None, typer.Argument(help="The words; - reads a text from stdin.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Say whether words are on record: exactly, otherwise, put together, or not at all."""
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from bot.rendering.verifying.as_json import verification_as_json  # noqa: PLC0415 - the same
    from bot.rendering.verifying.views import verification_view  # noqa: PLC0415 - the same

    words = quotation or []
    text = _beginning_of_stdin() if words == ["-"] else " ".join(words)
    with open_services() as (runner, services):
        found = runner.run(services.verifier.verify(text))
    if as_json:
        print_result(dumps(verification_as_json(found)))
    else:
        plain = PlainRenderer(terminal_width())
        print_result(plain.page("verified", view=verification_view(found)))


def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Questions with gold, a JSON object a line.")],
    *,
    baseline: Annotated[
        Path | None, typer.Option(help="What --json printed before, to see what changed.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask the questions of files and say how good the answers are."""
    from bot.rendering.as_json import evaluation_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from retrieval.evaluation import evaluation  # noqa: PLC0415 - see the package

    questions = [q for file in files for q in evaluation.load_questions(file)]
    before = evaluation.load_baseline(baseline) if baseline else {}
    with open_services() as (runner, services):
        judged = runner.run(evaluation.evaluate(services.answerer, questions, services.now()))
    changes = evaluation.compare(judged, before)
    json_text = dumps(evaluation_as_json(judged, changes)) if as_json else None
    print_result(json_text or PlainRenderer(terminal_width()).evaluation(judged, changes))


def _beginning_of_stdin() -> str:
    return sys.stdin.buffer.read(_MOST_BYTES).decode("utf-8", "replace")


def _lines_of_stdin() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.rstrip(b"\r\n").decode("utf-8", "replace")
