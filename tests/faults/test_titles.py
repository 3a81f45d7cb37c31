"""A title turns no line round: signs that change the direction of writing are not shown."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest

from bot.setup.services import Services
from retrieval.archive.knowledge import Reading
from retrieval.model.answer import Status

Over = Callable[..., AbstractAsyncContextManager[Services]]
# Overrides and isolates of Unicode's bidirectional algorithm.
TURNS = "\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.xfail(strict=True, reason="a sign that turns a line round")
async def test_no_sign_in_a_title_turns_the_line_round(
    services_over: Over, reading: Callable[[str], Reading]
) -> None:
    release = reading("Arlandia").release
    turned = replace(release, title=f"Talks {' '.join(TURNS)} with Arlandia")
    async with services_over(turned) as services:
        answer = await services.answerer.answer("Arlandia", services.now())
        shown = "".join(services.renderer.answer(answer))
    assert answer.status is Status.ANSWERED
    assert "Talks " in shown
    assert [sign for sign in TURNS if sign in shown] == []
