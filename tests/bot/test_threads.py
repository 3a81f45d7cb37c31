import datetime as dt

from bot.handlers import threads
from bot.handlers.threads import Threads
from retrieval.model import Query

NOON = dt.datetime(2022, 6, 1, 12, tzinfo=dt.UTC)
ANNA, BEN = (1, 10), (1, 11)


def test_everybody_goes_on_from_their_own_question() -> None:
    kept = Threads()
    kept.keep(ANNA, Query("Taiwan"), NOON)
    kept.keep(BEN, Query("Ukraine"), NOON)
    assert kept.before(ANNA, NOON) == Query("Taiwan")
    assert kept.before((2, 10), NOON) is None


def test_after_a_day_a_question_is_forgotten() -> None:
    kept = Threads()
    kept.keep(ANNA, Query("Taiwan"), NOON)
    later = NOON + dt.timedelta(hours=24)
    assert kept.before(ANNA, later - dt.timedelta(seconds=1)) is not None
    assert kept.before(BEN, later) is None
    assert not kept._asked


def test_only_so_many_are_kept(monkeypatch) -> None:
    monkeypatch.setattr(threads, "_MOST_KEPT", 2)
    kept = Threads()
    for number in range(3):
        kept.keep((number, 1), Query(str(number)), NOON)
    assert [kept.before((number, 1), NOON) is None for number in range(3)] == [True, False, False]
