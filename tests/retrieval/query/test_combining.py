"""The last two questions as one: "both", "compare the two"."""

from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from retrieval.model.query import Query
from retrieval.query.followups import follow

Asking = Callable[[str], Query]


def talk(ask: Asking, messages: str) -> str:
    before = None
    for message in messages.split(" / "):
        before = follow(ask(message), before)
    return describe(before) if before else ""


@pytest.mark.parametrize("message", ["both", "both years", "and both together?", "compare the two"])
def test_both_are_the_last_two_questions(ask: Asking, message: str) -> None:
    assert talk(ask, f"sanctions in 2021 / and 2022? / {message}") == "sanctions · 2021–2022"


@pytest.mark.parametrize(
    "messages, shown",
    [
        ("Taiwan / and Okinawa? / both of them", "Taiwan OR Okinawa"),
        ("Taiwan treaty / and Okinawa? / both", "Okinawa"),
        ("Taiwan in readouts / in speeches? / both kinds", "Taiwan · readouts or speeches"),
        ("Taiwan / only readouts / both", "Taiwan"),
        ("Taiwan in 2021 / in 2022 / both, oldest first", "Taiwan · 2021–2022 · oldest first"),
        ("Taiwan since 2021 / before 2020 / both", "Taiwan"),
        ("Taiwan by Hayashi / by Kawai / both", "Taiwan · by HAYASHI Yoshimasa or Jun Kawai"),
        ("Taiwan / what about 2021? / and 2022? / compare that with the one before", "2021–2022"),
    ],
)
def test_what_only_one_of_both_limits_is_no_limit(ask: Asking, messages: str, shown: str) -> None:
    assert shown in talk(ask, messages)


@pytest.mark.parametrize("message", ["both", "compare the two"])
def test_of_one_question_there_are_no_two(ask: Asking, message: str) -> None:
    assert "OR" not in talk(ask, f"Taiwan / {message}")


@pytest.mark.parametrize(
    "messages, shown",
    [
        ("sanctions / did he refuse to answer? / and Okinawa?", "Okinawa"),
        ("sanctions / only after 14 Nov 2021 / and Okinawa?", "Okinawa"),
        ("sanctions / only in 2021 / and Okinawa?", "Okinawa · 2021"),
        ("sanctions / since 2021 / and Okinawa?", "Okinawa · since 1 Jan 2021"),
    ],
)
def test_what_a_follow_up_asked_of_its_topic_is_not_asked_of_the_next(
    ask: Asking, messages: str, shown: str
) -> None:
    assert talk(ask, messages) == shown


def test_what_the_first_question_asked_for_is_asked_of_the_next_topic(ask: Asking) -> None:
    shown = talk(ask, "declined to comment on sanctions / and Okinawa?")
    assert shown == "Okinawa · contains a wording of refusal"


@pytest.mark.parametrize("message", ["now Kawai", "then Kawai?", "now by Kawai"])
def test_somebody_next_is_asked_for_the_same(ask: Asking, message: str) -> None:
    assert talk(ask, f"sanctions / {message}") == "sanctions · by Jun Kawai"
