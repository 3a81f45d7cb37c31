"""What becomes of a delivery by the outcome of its send: the rule itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.gateway.sending.outcomes import Outcome, OutcomeKind, Reason
from bot.notices.sender import MAX_ATTEMPTS, judge
from bot.store.outbox.announcements import Announcement, AnnouncementKind
from bot.store.outbox.outbox import Delivery, Notice

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
ANNOUNCED = Announcement(1, "mofa-1", 1, AnnouncementKind.NEW, None, NOW, 1, None, 1)
NOTICE = Notice(1, ANNOUNCED, (), attempts=0, unsure=0, losses=0, reply_to=None)
DELIVERY = Delivery(7, "en", False, "instant", (NOTICE,), claimed_by=1)
LATER = Outcome(OutcomeKind.LATER, Reason.FLOOD)
UNSURE = Outcome(OutcomeKind.LATER, Reason.UNKNOWN, may_have_arrived=True)
FAILED = Outcome(OutcomeKind.FAILED, Reason.SERVER)


@pytest.mark.parametrize(
    "outcome, becomes",
    [
        (Outcome(OutcomeKind.SENT, message_id=5), {"state": "sent", "message_id": 5}),
        (Outcome(OutcomeKind.GONE, Reason.BLOCKED), {"state": "gone", "reason": "blocked"}),
        (
            Outcome(OutcomeKind.MOVED, Reason.MIGRATED, new_chat_id=-9),
            {"state": "pending", "reason": "upgraded", "due_at": NOW, "new_chat_id": -9},
        ),
        (LATER, {"state": "pending", "reason": "flood", "due_at": NOW}),
        (
            replace(LATER, retry_after_s=30.0),
            {"state": "pending", "reason": "flood", "due_at": NOW + timedelta(seconds=30)},
        ),
        (
            replace(LATER, retry_after_s=3600.0),
            {"state": "pending", "reason": "flood", "due_at": NOW + timedelta(minutes=5)},
        ),
        (
            replace(FAILED, reason=Reason.TOO_LONG),
            {"state": "dead", "reason": "too long", "is_attempt": True},
        ),
        (UNSURE, {"state": "pending", "reason": "no answer", "due_at": NOW, "is_unsure": True}),
        (
            FAILED,
            {"state": "pending", "reason": "server error", "is_attempt": True}
            | {"due_at": NOW + timedelta(seconds=1)},
        ),
    ],
)
def test_a_delivery_becomes_what_its_outcome_says(
    outcome: Outcome, becomes: dict[str, Any]
) -> None:
    assert judge(DELIVERY, outcome, NOW) == replace(DELIVERY, **becomes)


def test_what_may_have_arrived_twice_is_given_up_and_counted() -> None:
    before = replace(DELIVERY, notices=(NOTICE, replace(NOTICE, unsure=1)))
    settled = judge(before, UNSURE, NOW)
    assert (settled.state, settled.is_unsure, settled.due_at) == ("dead", True, None)
    assert settled.reason == "no answer, twice; it may have arrived"


def test_each_failure_waits_twice_as_long_and_the_last_is_the_end() -> None:
    waits = []
    for attempts in range(MAX_ATTEMPTS):
        settled = judge(
            replace(DELIVERY, notices=(NOTICE, replace(NOTICE, attempts=attempts))), FAILED, NOW
        )
        assert settled.is_attempt
        waits.append(settled.due_at and (settled.due_at - NOW).total_seconds())
    assert waits == [1, 2, 4, 8, None]
