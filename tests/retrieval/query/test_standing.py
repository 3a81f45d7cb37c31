"""Standing questions: those that go on from others, and those without their period."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.describing import describe
from bot.setup.services import Services
from retrieval.model.query import Period
from retrieval.query.followups import follow
from retrieval.query.standing import understand_in_turn, without_period
from retrieval.query.understanding import understand

TODAY = dt.date(2022, 6, 1)


def test_a_question_on_one_line_is_that_question(services: Services) -> None:
    lexicon = services.record.lexicon
    asked = "What did Hayashi say about Taiwan in 2022?"
    assert understand_in_turn(asked, TODAY, lexicon) == understand(asked, TODAY, lexicon)


def test_each_line_goes_on_from_the_lines_before(services: Services) -> None:
    lexicon = services.record.lexicon
    lines = ("Taiwan", "and in 2022?", "what about Ukraine?", "only press releases")
    before = None
    for line in lines:
        before = follow(understand(line, TODAY, lexicon), before)
    assert understand_in_turn("\n".join(lines), TODAY, lexicon) == before
    assert before is not None
    assert describe(before) == "Ukraine · press releases · 2022"


@pytest.mark.parametrize(
    "asked, wider",
    [
        ("Taiwan in May 2022", "Taiwan"),
        ("What did Hayashi say about Taiwan in 2022?", "What did Hayashi say about Taiwan ?"),
        ("in:2021-11 Host Nation Support by:hayashi", "Host Nation Support by:hayashi"),
        ("Taiwan\nand in 2022?", "Taiwan"),
        ("since 2021 Ukraine until 2022-03", "Ukraine"),
    ],
)
def test_a_period_is_removed_and_nothing_else(services: Services, asked: str, wider: str) -> None:
    lexicon = services.record.lexicon
    found = without_period(asked, TODAY, lexicon)
    assert understand_in_turn(found, TODAY, lexicon).period is None
    assert found == wider


@pytest.mark.parametrize("asked", ["in May 2022", "台湾 2022年1月", ""])
def test_what_is_nothing_without_its_period_is_left_alone(services: Services, asked: str) -> None:
    assert not without_period(asked, TODAY, services.record.lexicon)


@given(
    topic=st.sampled_from(["Taiwan", '"free and open"', "by:hayashi Ukraine", "HNS -okinawa"]),
    when=st.sampled_from(["in 2022", "since May 2021", "in:2022-05", "until 13 November 2021"]),
    order=st.booleans(),
)
def test_without_its_period_a_question_asks_the_same(
    services: Services, topic: str, when: str, order: bool
) -> None:
    lexicon = services.record.lexicon
    asked = f"{topic} {when}" if order else f"{when} {topic}"
    wider = without_period(asked, TODAY, lexicon)
    meant, told = (understand_in_turn(one, TODAY, lexicon) for one in (topic, wider))
    assert isinstance(understand_in_turn(asked, TODAY, lexicon).period, Period)
    assert describe(told) == describe(meant)
