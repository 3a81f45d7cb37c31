import pytest

from bot.sandbox.rules.flood import FloodControl, FloodLimits


def test_the_thirty_first_message_of_a_second_waits_for_the_second_to_slide() -> None:
    pace = FloodControl()
    assert [pace.admit(0.01 * n, chat_id=n) for n in range(30)] == [None] * 30
    assert pace.admit(0.5, chat_id=99) == 1
    assert pace.admit(1.5, chat_id=99) is None


def test_no_full_second_anywhere_holds_more_than_thirty() -> None:
    pace = FloodControl()
    for n in range(30):
        assert pace.admit(0.9 + n / 1000, chat_id=n) is None
    assert pace.admit(1.1, chat_id=99) == 1


def test_one_chat_takes_a_burst_and_then_one_a_second() -> None:
    pace = FloodControl()
    assert [pace.admit(0.0, 7) for _ in range(5)] == [None] * 5
    assert pace.admit(0.0, 7) == 1
    assert pace.admit(1.0, 7) is None
    assert pace.admit(1.0, 7) == 1


def test_a_quiet_chat_earns_no_more_than_one_burst() -> None:
    pace = FloodControl()
    pace.admit(0.0, 7)
    assert [pace.admit(1000.0, 7) for _ in range(6)] == [None] * 5 + [1]


def test_until_the_pause_is_over_every_send_is_refused() -> None:
    pace = FloodControl(FloodLimits(chat_burst=1, chat_per_second=0.1))
    pace.admit(0.0, 7)
    assert pace.admit(0.0, 7) == 10
    assert pace.admit(0.5, 8) == 10
    assert pace.admit(9.5, 8) == 1
    assert pace.admit(10.0, 8) is None


def test_a_group_takes_twenty_a_minute() -> None:
    pace = FloodControl()
    assert [pace.admit(2.0 * n, -7, group=True) for n in range(20)] == [None] * 20
    assert pace.admit(40.0, -7, group=True) == 20
    assert pace.admit(60.0, -7, group=True) is None


def test_a_private_chat_has_no_minute() -> None:
    pace = FloodControl()
    assert [pace.admit(float(n), 7) for n in range(60)] == [None] * 60


@pytest.mark.parametrize("step", [0.1, 0.3, 0.7])
def test_waiting_as_told_is_always_enough(step: float) -> None:
    pace = FloodControl()
    now = 0.0
    for _ in range(300):
        wait = pace.admit(now, 7, group=True)
        if wait is not None:
            now += wait
            assert pace.admit(now, 7, group=True) is None
        now += step
