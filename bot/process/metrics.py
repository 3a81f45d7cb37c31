"""Numbers for Prometheus, at an address of their own: counted at the edges, looked up when asked.

No chat, user, update or release is named, and no text.
"""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from prometheus_client import CollectorRegistry, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from sqlalchemy import Column, ColumnElement, Connection, Row, func, select

from bot.gateway.pacing.pacer import Pacer
from bot.gateway.receiving.health import Health
from bot.gateway.receiving.worker import WorkerCounts
from bot.setup.services import Services
from bot.store.outbox.for_operators import load_alarms_on
from bot.store.retention.figures import load_figures
from retrieval.archive.alarms import AlarmKind
from retrieval.archive.load import load_revision
from retrieval.archive.tables import checks, indexes
from retrieval.errors import KaikenError
from retrieval.model.answer import Status

PATH = "/metrics"
_BUCKETS_S = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_DAY = timedelta(days=1)
_STATUSES = (Status.ANSWERED, Status.NEAR, Status.NOTHING_FOUND)
_OUTCOMES = ("all", "part", "nothing", "unended")


class Metrics:
    """What is counted while the bot works, beside what is looked up when somebody asks."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._calls = Histogram(
            "kaiken_call_seconds",
            "Calls to the Bot API, with their time-outs, by method and outcome",
            ("method", "outcome"),
            buckets=_BUCKETS_S,
            registry=self._registry,
        )
        self._answers = Histogram(
            "kaiken_answer_seconds",
            "Updates from their claim to their answer, by what became of them",
            ("outcome",),
            buckets=_BUCKETS_S,
            registry=self._registry,
        )
        self._waits = Histogram(
            "kaiken_pace_wait_seconds",
            "For how long sends waited for their turn",
            buckets=_BUCKETS_S,
            registry=self._registry,
        )

    def observe_answer(self, outcome: str, seconds: float) -> None:
        """Count an update that was answered, or not."""
        self._answers.labels(outcome).observe(seconds)

    def observe_wait(self, seconds: float) -> None:
        """Count a send that had its turn."""
        self._waits.observe(seconds)

    def observe_call(self, method: str, outcome: str, seconds: float) -> None:
        """Count a call to the Bot API."""
        self._calls.labels(method, outcome).observe(seconds)

    def show(self, seen: Iterable[Metric]) -> bytes:
        """Return all that was counted, and what was just seen, as Prometheus reads it."""
        now = CollectorRegistry()
        now.register(_Collected(seen))
        return generate_latest(self._registry) + generate_latest(now)


class _Collected(Collector):
    def __init__(self, seen: Iterable[Metric]) -> None:
        self._seen = seen

    def collect(self) -> Iterable[Metric]:
        """See `Collector.collect`."""
        return self._seen


@dataclass(frozen=True, slots=True)
class Seen:
    """What is looked at when somebody asks."""

    services: Services
    health: Health
    counts: WorkerCounts
    pacer: Pacer


async def serve_metrics(listener: socket.socket, metrics: Metrics, seen: Seen) -> None:
    """Serve /metrics until cancelled."""

    async def answer(_request: web.Request) -> web.Response:
        body = metrics.show(await _look(seen))
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    site = web.Application()
    site.router.add_get(PATH, answer)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


async def _look(at: Seen) -> list[Metric]:
    services, pacer = at.services, at.pacer
    now, engine = services.now(), services.record.engine
    seen = [
        _settled(at.counts),
        _gauge("kaiken_ready", "1 if updates are answered", not at.health.not_ready_reason),
        _gauge("kaiken_pace_left", "Sends that may still go in this second", pacer.left),
        _gauge("kaiken_pace_waiting", "Sends that wait for their turn", pacer.waiting),
    ]
    try:
        async with services.database.read() as connection:
            seen += await connection.run_sync(_look_at_rows, now)
            behind = (await load_revision(connection)).number - engine.revision
    except KaikenError:
        return [*seen, _gauge("kaiken_database_up", "1 if the database can be read", 0)]
    return [
        *seen,
        _gauge("kaiken_database_up", "1 if the database can be read", 1),
        _gauge(
            "kaiken_database_failing",
            "Kinds of work that fail for the database",
            len(services.database.condition.failing),
        ),
        _gauge("kaiken_index_passages", "Passages in the index", engine.size),
        _gauge("kaiken_index_behind", "Changes of the record that are not in the index", behind),
    ]


def _look_at_rows(connection: Connection, now: datetime) -> list[Metric]:
    figures = load_figures(connection, now)
    inbox = figures.inbox
    return [
        _gauge(
            "kaiken_inbox_updates", "Updates that wait for an answer", inbox.waiting + inbox.claimed
        ),
        _gauge(
            "kaiken_inbox_oldest_seconds",
            "For how long the oldest of them waits",
            _seconds(inbox.oldest_at, now),
        ),
        _gauge("kaiken_inbox_aside", "Updates that were put aside", len(inbox.aside)),
        _gauge(
            "kaiken_notices_pending", "Notices that are to be sent", figures.due + figures.later
        ),
        _gauge("kaiken_notices_due", "Notices that should be sent now", figures.due),
        _gauge(
            "kaiken_notices_oldest_seconds",
            "For how long the first of them waits",
            _seconds(figures.due_since, now),
        ),
        _gauge(
            "kaiken_notices_held_seconds",
            "Since when all notices are held; 0 if they are not",
            _seconds(figures.held_since, now),
        ),
        _gauge("kaiken_subscriptions", "Subscriptions", figures.subscriptions),
        _gauge("kaiken_database_bytes", "Bytes of the database", figures.database_bytes),
        _by_label(
            "kaiken_questions_day",
            "Questions of the last day by how they were answered",
            "status",
            {one: figures.by_status.get(one, 0) for one in _STATUSES},
        ),
        _by_label(
            "kaiken_alarm", "1 for each kind of alarm that is on", "kind", _alarms(connection)
        ),
        _by_label(
            "kaiken_source_seen_seconds",
            "Since when each source was not seen",
            "source",
            _since(connection, indexes.c.source, func.min(indexes.c.seen_at), now),
        ),
        _by_label(
            "kaiken_check_age_seconds",
            "Since when no check of each source has ended",
            "source",
            _since(connection, checks.c.source, func.max(checks.c.ended_at), now),
        ),
        _checks(connection, now),
    ]


def _seconds(since: datetime | None, now: datetime) -> float:
    return (now - since).total_seconds() if since is not None else 0.0


def _alarms(connection: Connection) -> dict[str, float]:
    on = {alarm.kind for alarm in load_alarms_on(connection)}
    return {kind.value: float(kind.value in on) for kind in AlarmKind}


def _since(
    connection: Connection, source: Column[str], moment: ColumnElement[Any], now: datetime
) -> dict[str, float]:
    """Return since when something of each source was not; a source without a moment is left out."""
    rows = connection.execute(select(source, moment).group_by(source))
    return {name: _seconds(at, now) for name, at in rows if at is not None}


def _checks(connection: Connection, now: datetime) -> Metric:
    """Count the checks of the last day by what they saw: all, part, nothing, or their end."""
    family = GaugeMetricFamily(
        "kaiken_checks_day", "Checks of the last day by outcome", labels=("source", "outcome")
    )
    lately = select(checks).where(checks.c.began_at > now - _DAY)
    counted = Counter((row.source, _outcome(row)) for row in connection.execute(lately))
    for source in sorted({source for source, _ in counted}):
        for outcome in _OUTCOMES:
            family.add_metric((source, outcome), counted[source, outcome])
    return family


def _outcome(row: Row[Any]) -> str:
    if row.ended_at is None:
        return "unended"
    if "listed" not in row.counts:
        return "nothing"
    return "part" if row.unseen else "all"


def _settled(counts: WorkerCounts) -> Metric:
    family = CounterMetricFamily(
        "kaiken_updates",
        "Updates that this process settled, by what became of them",
        labels=("outcome",),
    )
    for outcome in ("done", "retried", "put_aside", "unsure"):
        family.add_metric((outcome,), getattr(counts, outcome))
    return family


def _gauge(name: str, meaning: str, value: float) -> Metric:
    family = GaugeMetricFamily(name, meaning)
    family.add_metric((), float(value))
    return family


def _by_label(name: str, meaning: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, meaning, labels=(label,))
    for one, value in values.items():
        family.add_metric((one,), value)
    return family
