"""What no conversation shows at once, in a made-up language: notices, digests, verdicts, pictures.

The releases are in Greek letters, so that any English word is one of ours.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from bot.language.spoken import speaking
from bot.rendering import keyboards
from bot.rendering.excerpts.dossier import FILES
from bot.rendering.excerpts.reference import refer_to
from bot.rendering.excerpts.styles import STYLES
from bot.rendering.notice_views import DigestEntry, NoticeRenderer
from bot.rendering.operators.views import age, describe_alarm, describe_refreshed, megabytes
from bot.rendering.render import Renderer
from bot.rendering.surveys import chart, history_chart, history_views, timeline_views
from bot.rendering.verifying.messages import verification_messages
from bot.store.outbox.for_operators import Alarm, Refreshed
from retrieval.answering.surveys.counting import count_by_month
from retrieval.answering.surveys.timeline import Timeline
from retrieval.archive.alarms import AlarmKind
from retrieval.model.answer import Excerpt, LastSeen, Searched
from retrieval.model.query import Query
from retrieval.model.release import Release, ReleaseKind, Span
from retrieval.model.verification import (
    Change,
    Checked,
    Place,
    Refused,
    Sign,
    Verdict,
    Verification,
)
from retrieval.model.wording import History, WordChange, WordingOnRecord
from tests.bot.language.pseudo import PSEUDO, untranslated

NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
GREEK = {"title": "Τίτλος", "publisher": "Εκδότης", "place": "Αθήνα"}
SPEAKER = {"speaker": "Ομιλητής", "role": "Υπουργός", "headings": ("α", "β")}


@pytest.fixture
def greek(release: Callable[..., Release]) -> Callable[..., Release]:
    def make(*said: str, **fields: Any) -> Release:
        return release(*said, statement=SPEAKER, **{**GREEK, **fields})

    return make


@pytest.fixture
def quoted(excerpt: Callable[..., Excerpt]) -> Callable[..., Excerpt]:
    def make(said: str, **fields: Any) -> Excerpt:
        return excerpt(said, statement=SPEAKER, **{**GREEK, **fields})

    return make


def assert_translated(*texts: str) -> None:
    assert texts
    for one in texts:
        assert one
        assert untranslated(one) == [], one


@pytest.mark.parametrize("is_compact", [False, True])
@pytest.mark.parametrize("withdrawn_at", [None, dt.date(2022, 1, 2)])
def test_notices(
    greek: Callable[..., Release],
    quoted: Callable[..., Excerpt],
    is_compact: bool,
    withdrawn_at: dt.date | None,
) -> None:
    old, new = greek("Ναι.", "Όχι."), greek("Ναι.", "Ίσως.", withdrawn_at=withdrawn_at)
    notices = NoticeRenderer(Renderer())
    said = [quoted("Ναι.", asked="Ναι;")]
    also = {"λέξη": ("όνομα",)}
    seen = [LastSeen("mofa", NOW, NOW - dt.timedelta(days=3), unseen=("σελίδα",))]
    with speaking(PSEUDO):
        assert_translated(
            *(
                notices.new_release(
                    new, said, names, is_compact=is_compact, also=also, is_changed=is_changed
                )
                for names in ([], ["ν"], ["ν", "ξ"])
                for is_changed in (False, True)
            ),
            notices.correction(old, new),
            notices.correction(old, old),
            notices.status_change("withdrawn", new),
            notices.status_change("restored", new),
            *(
                notices.digest(
                    pace, [DigestEntry(kind, new, ["ν"], said, True) for kind in kinds], count, skip
                )[0]
                for pace in ("daily", "weekly")
                for kinds in (["new"], ["new", "corrected", "withdrawn", "restored"])
                for count, skip in ((len(kinds), 0), (len(kinds) + 9, 3))
            ),
            notices.heartbeat(1, [], NOW),
            *(
                row.text
                for under in (keyboards.under_notice([1]), keyboards.under_digest(1, 2, 3))
                for buttons in under.inline_keyboard
                for row in buttons
            ),
        )
        page = notices.heartbeat(12_345, seen, NOW)
        assert_translated(page.replace("Ministry of Foreign Affairs of Japan", ""))


def test_what_was_missed_and_which_one_is_meant() -> None:
    line = {"number": 1, "name": "ν", "delivery": "ξ"}
    with speaking(PSEUDO):
        assert_translated(
            *(Renderer().page("missed", since="1", releases=n, question="?") for n in (None, 1, 2)),
            *(Renderer().page("which", verb=verb, lines=[line]) for verb in ("", "remove")),
            *(Renderer().page("no_such_star", kept=kept) for kept in (0, 1, 2)),
            *(Renderer().page("export", count=2, unreadable=[*range(n)]) for n in (0, 3, 30)),
            Renderer().page("apology", code="a1b2c3"),
            *(Renderer().note(one) for one in ("outdated", "private_only", "too_late")),
            Renderer().page("too_many", most=1),
            Renderer().page("too_many_stars", most=1),
            Renderer().note("too_long_to_keep"),
            Renderer().page("report", lines=[]),
        )


@pytest.mark.parametrize("verdict", Verdict)
def test_verdicts(greek: Callable[..., Release], verdict: Verdict) -> None:
    made = greek("Ναι και όχι.")
    span = made.statements[0].span
    part = (Span(span.start, span.start + 3),)
    places = [
        Place(made, made.statements[0], (span,), part, is_question=is_question, is_earlier=earlier)
        for is_question in (False, True)
        for earlier in (False, True)
    ]
    changes = (Change(part[0], "Όχι"), Change(None, "Όχι"), Change(part[0], ""))
    checked = [
        Checked("Ναι;", verdict, signs=tuple(Sign), changes=changes * 3, places=(place,))
        for place in places
    ]
    refused = Refused(too_long=2, beyond=1, is_too_short=True, is_cut=True)
    searched = Searched(5, dt.date(2021, 1, 1), dt.date(2022, 1, 1))
    with speaking(PSEUDO):
        for together in (None, Verdict.EXACT, Verdict.CUT, Verdict.JOINED):
            told = Verification(tuple(checked), refused, searched, together=together)
            assert_translated(*verification_messages(Renderer(), told))


def test_citations_and_files_stay_in_english(quoted: Callable[..., Excerpt]) -> None:
    said = quoted("Ναι.", asked="Ναι;", provisional=True, withdrawn_at=dt.date(2022, 1, 2))
    cited = [style.write(refer_to(said)) for style in STYLES.values()]
    files = [write([said]) for write in FILES.values()]
    with speaking(PSEUDO):
        assert [style.write(refer_to(said)) for style in STYLES.values()] == cited
        assert [write([said]) for write in FILES.values()] == files


def test_a_history_and_its_picture(
    quoted: Callable[..., Excerpt], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_chart, "drawable", str)
    days = [dt.date(2021, 1, 3), dt.date(2022, 1, 3)]
    said = [quoted(word, id=f"mofa-{word}") for word in ("Ναι", "Όχι")]
    changes = (WordChange("Ναι", "Όχι"), WordChange("Ναι", ""), WordChange("", "Όχι"))
    now, before = (WordingOnRecord(one, one, days, 2, ("Ναι",), changes=changes) for one in said)
    drawn = History("", (now, before), Searched(5, *days), days[1], left_out=2)
    with speaking(PSEUDO):
        view = history_views.history_view(drawn)
        labels = [(one.days, one.count) for one in view.wordings]
        drawing = history_chart.lay_out(drawn, view.heading, labels, "")
        assert_translated(
            history_views.caption(Renderer(), view),
            *history_views.messages(Renderer(), view),
            *(word.text for word in (*drawing.strong, *drawing.muted) if word.text),
        )


def test_the_words_of_a_picture(
    quoted: Callable[..., Excerpt], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its font has few accents.
    monkeypatch.setattr(chart, "drawable", str)
    months = [dt.date(2021, at, 1) for at in range(1, 13)]
    said = [(dt.date(2021, 1 + at, 3), kind) for at, kind in enumerate(ReleaseKind)]
    searched = Searched(5, months[0], months[-1])
    query = Query("Θέμα")
    first, last = quoted("Ναι."), quoted("Όχι.", id="mofa-y")
    drawn = Timeline(query, searched, 5, True, count_by_month(said, months), first, last)
    with speaking(PSEUDO):
        view = timeline_views.timeline_view(drawn)
        drawing = chart.lay_out(drawn.months, view.topic, view.counted, "")
        assert_translated(
            timeline_views.caption(Renderer(), view),
            *timeline_views.messages(Renderer(), view),
            view.counted,
            *(key.text for key in drawing.keys),
            *(word.text for word in (*drawing.strong, *drawing.muted) if word.text),
        )


def test_what_operators_hear_is_translated_save_what_the_log_says() -> None:
    alarms = [Alarm(kind.value, "α", "", NOW, None) for kind in AlarmKind]
    hour = NOW + dt.timedelta(hours=1)
    kinds = ("new", "corrected", "withdrawn", "restored")
    came = [(kind, "Τίτλος", "") for kind in kinds]
    checked = [
        Refreshed("α", hour, came * 3, "β", "γ"),
        Refreshed("α", hour, (), "", ""),
    ]
    lengths = [dt.timedelta(seconds=one) for one in (5, 90, 4_000, 100_000)]
    with speaking(PSEUDO):
        said = [describe_alarm(one, is_over=is_over) for one in alarms for is_over in (True, False)]
        said.append(describe_refreshed(checked))
        said += [*map(age, lengths), megabytes(2_000_000)]
    assert_translated(*said)
