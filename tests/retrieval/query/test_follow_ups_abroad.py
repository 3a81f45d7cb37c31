"""A short follow-up in another language is the English one that it says."""

from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from retrieval.model.query import Query, Request
from retrieval.query.followups import follow

Asking = Callable[[str], Query]

BEFORE = "What did Hayashi say about Taiwan in 2021"


@pytest.mark.parametrize(
    "message, shown",
    [
        ("und 2022?", "Taiwan · by HAYASHI Yoshimasa · 2022"),
        ("nur Januar 2022", "Taiwan · by HAYASHI Yoshimasa · January 2022"),
        ("und Russland?", "Russia · by HAYASHI Yoshimasa · 2021"),
        ("¿y el más reciente?", "Taiwan · by HAYASHI Yoshimasa · 2021 · newest first"),
        ("solo en enero de 2022", "Taiwan · by HAYASHI Yoshimasa · January 2022"),
        ("et sur l'Ukraine ?", "Ukraine · by HAYASHI Yoshimasa · 2021"),
        ("e sulla Russia?", "Russia · by HAYASHI Yoshimasa · 2021"),
    ],
)
def test_a_follow_up_in_another_language_goes_on(ask: Asking, message: str, shown: str) -> None:
    query = follow(ask(message), ask(BEFORE))
    assert describe(query) == shown
    assert query.question == message
    assert query.language


@pytest.mark.parametrize("message", ["auf Englisch bitte", "en inglés por favor", "en anglais"])
def test_to_answer_in_english_is_asked_of_the_bot(ask: Asking, message: str) -> None:
    assert ask(message).request is Request.LANGUAGE


@pytest.mark.parametrize(
    "message", ["plus Russia", "and Russia?", "in 2022", "was Russia mentioned?", "more on Russia"]
)
def test_a_message_in_english_is_in_no_other_language(ask: Asking, message: str) -> None:
    assert not ask(message).language
