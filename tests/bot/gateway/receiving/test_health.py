"""When a bot is ready, and which part it names if not."""

import pytest

from bot.gateway.receiving.health import DATABASE_FAILS, INDEX_FAILS, Health
from retrieval.archive.faults import Condition
from retrieval.errors import DatabaseFault, UnusableDatabaseError


@pytest.fixture
def health() -> Health:
    return Health(lambda: 0.0, has_started=True)


def test_a_bot_that_has_started_is_ready(health: Health) -> None:
    assert health.not_ready_reason == ""
    health.has_started = False
    assert health.not_ready_reason == "Telegram has not been reached yet"


def test_an_index_that_shows_nothing_is_named_and_not_why(health: Health) -> None:
    health.finds_nothing = lambda: True
    assert health.not_ready_reason == INDEX_FAILS


def test_a_long_pause_is_named(health: Health) -> None:
    health.is_paused = lambda: True
    assert health.not_ready_reason == "Telegram asks to wait, so nothing is sent"


def test_a_database_that_fails_is_named_first_and_not_why(health: Health) -> None:
    condition = Condition()
    health.database = condition
    health.is_paused = health.finds_nothing = lambda: True
    with pytest.raises(UnusableDatabaseError), condition.routine("answering"):
        raise UnusableDatabaseError("record.db", "no room", DatabaseFault.DISK)
    assert health.not_ready_reason == DATABASE_FAILS
    condition.note_success("answering")
    assert health.not_ready_reason == INDEX_FAILS


def test_contact_is_noted_with_its_moment_and_ends_no_trouble() -> None:
    health = Health(lambda: 7.0, has_started=True, trouble="what came cannot be stored")
    assert health.last_success_at is None
    health.note_contact()
    assert health.last_success_at == 7.0
    assert health.not_ready_reason == "what came cannot be stored"
    health.note_success()
    assert health.not_ready_reason == ""
    health.is_stopping = True
    assert health.not_ready_reason == "stopping"
