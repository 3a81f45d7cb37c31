"""The views of any subscription fit its message and its buttons."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering import keyboards, subscription_views
from bot.rendering.keyboards import MAX_DATA_BYTES
from bot.rendering.markup import count_units, read_markup
from bot.rendering.render import Renderer
from bot.rendering.subscription_views import Frequency
from bot.store.chats.chats import Preferences
from bot.store.chats.subscriptions import (
    MAX_SUBSCRIPTIONS,
    NoticePace,
    Subscription,
    SubscriptionKind,
)
from retrieval.model.query import Query

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
SINCE = dt.date(2026, 1, 1)
LARGEST = 2**63 - 1

numbers = st.integers(1, LARGEST)
made = st.builds(
    Subscription,
    id=numbers,
    chat_id=st.just(1),
    kind=st.sampled_from(SubscriptionKind),
    words=st.text(max_size=1000),
    pace=st.sampled_from(NoticePace),
    is_paused=st.booleans(),
    muted_until=st.sampled_from([None, NOW, NOW + dt.timedelta(days=7)]),
    created_at=st.just(NOW),
    removed_at=st.none(),
)


def data_of(markup: keyboards.InlineKeyboardMarkup) -> list[str]:
    return [str(one.callback_data) for row in markup.inline_keyboard for one in row]


@given(made, st.booleans())
def test_the_data_of_every_button_fits_for_any_subscription(one: Subscription, muted: bool) -> None:
    shown = [
        keyboards.under_subscription(one, muted=muted),
        keyboards.under_subscribed(one, is_new=muted),
        keyboards.under_several(dict.fromkeys(range(1, 9), one), "remove"),
        keyboards.under_digest(one.id, 10, one.id),
        keyboards.under_removed(one.id),
        keyboards.under_preview(one.id, may_widen=muted),
        keyboards.under_list([one] * MAX_SUBSCRIPTIONS),
        keyboards.under_settings(Preferences()),
    ]
    for markup in shown:
        assert all(1 <= len(data.encode()) <= MAX_DATA_BYTES for data in data_of(markup))
        assert all(one.text.strip() for row in markup.inline_keyboard for one in row)
        assert sum(map(len, markup.inline_keyboard)) <= 100
        assert all(len(row) <= 8 for row in markup.inline_keyboard)


@given(st.lists(numbers, min_size=1, max_size=MAX_SUBSCRIPTIONS))
def test_the_data_under_a_notice_fits_however_many_it_matches(ids: list[int]) -> None:
    markup = keyboards.under_notice(ids, "https://www.mofa.go.jp/press/kaiken/1.html")
    opening, *rest = markup.inline_keyboard[0]
    assert opening.url
    for button in rest:
        assert len(str(button.callback_data).encode()) <= MAX_DATA_BYTES


def test_a_notice_names_its_subscriptions_in_its_buttons_where_they_fit() -> None:
    assert data_of(keyboards.under_notice([7, 12])) == ["less:7,12", "drop:7,12"]
    assert data_of(keyboards.under_notice(list(range(10**8, 10**8 + 9)))) == ["list"]


@given(st.lists(made, min_size=5, max_size=5))
def test_fifty_subscriptions_fit_one_message(some: list[Subscription]) -> None:
    lines = subscription_views.subscription_lines(
        some * (MAX_SUBSCRIPTIONS // 5), NOW, "America/Argentina/ComodRivadavia"
    )
    html = Renderer().page("subscriptions", lines=lines, most=MAX_SUBSCRIPTIONS, unknown="9")
    markup = read_markup(html)
    assert count_units(markup.text) <= 4096
    assert len(markup.text.splitlines()) >= MAX_SUBSCRIPTIONS + 3


@pytest.mark.parametrize(
    "count, days, told",
    [
        (0, 100, "nothing so far"),
        (1, 100, "once since 1 Jan 2026"),
        (2, 1, "twice since 1 Jan 2026"),
        (100, 100, "about 7 a week"),
        (15, 100, "about 1 a week"),
        (6, 100, "about 2 a month"),
        (3, 365, "about 3 a year"),
        (3, 3650, "3 times since 1 Jan 2026"),
    ],
)
def test_how_often_is_told_by_the_week_the_month_or_the_year(
    count: int, days: int, told: str
) -> None:
    until = SINCE + dt.timedelta(days=days - 1)
    assert subscription_views.describe_rate(Frequency(count, SINCE, until)) == told


def test_where_only_the_latest_is_known_it_is_told_up_to_when() -> None:
    assert (
        subscription_views.describe_rate(Frequency(2, SINCE, SINCE, is_complete=False))
        == "about 14 a week up to 1 Jan 2026"
    )


def test_of_an_empty_record_nothing_is_told() -> None:
    assert subscription_views.describe_rate(Frequency(0, None, None)) == "nothing so far"


@pytest.mark.parametrize("count, is_said", [(20, False), (21, True)])
def test_more_than_two_a_day_is_said_to_be_much(count: int, is_said: bool) -> None:
    came = Frequency(count, SINCE, SINCE + dt.timedelta(days=9))
    said = subscription_views.warnings(Query("x"), SINCE, came)
    assert any("much to read" in one for one in said) is is_said
