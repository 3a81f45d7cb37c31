"""Numbers for Prometheus, at an address of their own: counted at the edges, looked up when asked.

No chat, user, update or release is named, and no text.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable
from datetime import datetime

from aiohttp import web
from prometheus_client import CollectorRegistry, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from sqlalchemy import Connection, func, select

from bot.gateway.receiving.health import Health
from bot.gateway.receiving.worker import WorkerCounts
from bot.setup.services import Services
from bot.store.outbox.outbox import PENDING
from bot.store.retention.retention import summarise
from bot.store.tables import notices
from retrieval.archive.load import load_revision
from retrieval.archive.tables import indexes
from retrieval.errors import KaikenError

PATH = "/metrics"
_BUCKETS_S = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


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

    def observe_call(self, method: str, outcome: str, seconds: float) -> None:
        """Count a call to the Bot API."""
        self._calls.labels(method, outcome).observe(seconds)

    def show(self, seen: Iterable[Metric]) -> bytes:
        """Return all that was counted, and what was just seen, as Prometheus reads it."""
        now = CollectorRegistry()
        now.register(_Seen(seen))
        return generate_latest(self._registry) + generate_latest(now)


class _Seen(Collector):
    def __init__(self, seen: Iterable[Metric]) -> None:
        self._seen = seen

    def collect(self) -> Iterable[Metric]:
        """See `Collector.collect`."""
        return self._seen


async def serve_metrics(
    listener: socket.socket,
    metrics: Metrics,
    services: Services,
    health: Health,
    counts: WorkerCounts,
) -> None:
    """Serve /metrics until cancelled."""

    async def answer(_request: web.Request) -> web.Response:
        body = metrics.show(await _look(services, health, counts))
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


async def _look(services: Services, health: Health, counts: WorkerCounts) -> list[Metric]:
    now = services.now()
    engine = services.record.engine
    seen = [
        _settled(counts),
        _gauge("kaiken_ready", "1 if updates are answered", not health.not_ready_reason),
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
    inbox = summarise(connection)
    oldest_s = (now - inbox.oldest_at).total_seconds() if inbox.oldest_at else 0.0
    pending = select(func.count()).where(notices.c.state == PENDING)
    return [
        _gauge(
            "kaiken_inbox_updates", "Updates that wait for an answer", inbox.waiting + inbox.claimed
        ),
        _gauge("kaiken_inbox_oldest_seconds", "For how long the oldest of them waits", oldest_s),
        _gauge("kaiken_inbox_aside", "Updates that were put aside", len(inbox.aside)),
        _gauge(
            "kaiken_notices_pending", "Notices that are to be sent", connection.scalar(pending) or 0
        ),
        _seen_sources(connection, now),
    ]


def _seen_sources(connection: Connection, now: datetime) -> Metric:
    family = GaugeMetricFamily(
        "kaiken_source_seen_seconds", "Since when each source was not seen", labels=("source",)
    )
    by_source = select(indexes.c.source, func.min(indexes.c.seen_at)).group_by(indexes.c.source)
    for source, seen_at in connection.execute(by_source):
        if seen_at is not None:
            family.add_metric((source,), (now - seen_at).total_seconds())
    return family


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
