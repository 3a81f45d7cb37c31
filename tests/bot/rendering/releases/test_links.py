"""Links into the private chat: within what Telegram takes, and lasting."""

import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.releases.links import (
    answer_parameter,
    find_by_short_name,
    find_linked,
    is_digest,
    link,
    read_answer_parameter,
    read_release_parameter,
    release_parameter,
    short_name,
)
from retrieval.model.release import Release
from tests.bot.rendering.conftest import release

__all__ = ["release"]

Make = Callable[..., Release]
TAKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
ids = st.text(min_size=1, max_size=80) | st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True)

# Of /start, https://core.telegram.org/bots/features#deep-linking.
MAX_PARAMETER = 64


def test_a_parameter_always_fits_and_leads_back(release: Make) -> None:
    @given(release_id=ids, number=st.integers(1, 999_999))
    def holds(release_id: str, number: int) -> None:
        made = release("We did.", statement={"id": f"s{number}"}, id=release_id)
        parameter = release_parameter(made, made.statements[0])
        assert TAKEN.fullmatch(parameter)
        assert len(parameter) <= MAX_PARAMETER
        *_, linked = read_release_parameter(parameter.removeprefix("r_"))
        assert linked.name == short_name(release_id)
        assert find_linked(made, linked) is made.statements[0]
        assert is_digest(linked.name) == (linked.name != release_id)
        if is_digest(linked.name):
            assert find_by_short_name(linked.name, ["mofa-x", release_id]) == release_id

    holds()


def test_an_id_that_fits_is_legible_in_its_link(release: Make) -> None:
    made = release("We did.")
    assert release_parameter(made) == "r_mofa-x"
    parameter = release_parameter(made, made.statements[0])
    assert re.fullmatch(r"r_mofa-x_s1-[0-9a-f]{8}", parameter)
    assert link("kaiken_bot", parameter) == f"https://t.me/kaiken_bot?start={parameter}"
    assert link("", parameter) == ""


def test_the_words_are_found_again_where_a_reading_numbers_them_otherwise(release: Make) -> None:
    before = release("We did.", "We will.")
    _, linked = read_release_parameter(release_parameter(before, before.statements[1])[2:])
    after = release("It began late.", "We did.", "“We  will.”")
    found = find_linked(after, linked)
    assert found is not None
    assert found.id == "s3"
    assert find_linked(release("We did.", "We will not."), linked) is None


def test_of_the_same_words_twice_the_one_of_that_number_is_meant(release: Make) -> None:
    made = release("Yes.", "No.", "Yes.")
    _, linked = read_release_parameter(release_parameter(made, made.statements[2])[2:])
    assert find_linked(made, linked) is made.statements[2]


def test_without_a_mark_the_number_decides(release: Make) -> None:
    made = release("We did.", "We will.")
    _, linked = read_release_parameter("mofa-x_s2")
    assert find_linked(made, linked) is made.statements[1]
    assert find_linked(made, replace(linked, statement_id="s9")) is None


def test_an_answer_is_linked_by_its_key_and_the_next_statement() -> None:
    parameter = answer_parameter(f"{10**17}-{'f' * 16}", 9_999)
    assert TAKEN.fullmatch(parameter)
    assert read_answer_parameter(parameter[2:]) == (f"{10**17}-{'f' * 16}", 9_999)
    assert read_answer_parameter("12-ab") == ("12-ab", 1)
    assert read_answer_parameter("") == ("", 1)
    assert read_answer_parameter("1 2") == ("", 1)
