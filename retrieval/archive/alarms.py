"""Alarms: what fails, for the operators; each begins once and ends once, whoever sees it.

A transaction that notes one may be of any process.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

from sqlalchemy import Connection, update
from sqlalchemy.dialects import postgresql, sqlite

from retrieval.archive.tables import alarms


class AlarmKind(StrEnum):
    """What fails."""

    SOURCE = "source"
    NEWS = "news"
    TOKEN = "token"  # noqa: S105 - what fails, no token
    DISK = "disk"
    INDEX = "index"
    HANDLERS = "handlers"


def note_alarm(  # noqa: PLR0913 - what fails, and what was seen of it when
    connection: Connection,
    kind: AlarmKind,
    subject: str,
    said: str,
    now: dt.datetime,
    *,
    is_on: bool,
) -> None:
    """Note that something fails, or does not; what is on already stays, and was seen now."""
    if not is_on:
        end_alarms(connection, kind, now, subject)
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {"kind": kind.value, "subject": subject, "said": said, "raised_at": now, "seen_at": now}
    connection.execute(
        dialect.insert(alarms)
        .values(row)
        .on_conflict_do_update(
            index_elements=[alarms.c.kind, alarms.c.subject],
            index_where=alarms.c.over_at.is_(None),
            set_={"seen_at": now},
        )
    )


def end_alarms(
    connection: Connection, kind: AlarmKind, now: dt.datetime, subject: str | None = None
) -> None:
    """End the alarms of a kind that are on, or only that about a subject."""
    is_meant = [alarms.c.kind == kind.value, alarms.c.over_at.is_(None)]
    is_meant += [] if subject is None else [alarms.c.subject == subject]
    connection.execute(update(alarms).where(*is_meant).values(over_at=now))


def end_unseen_alarms(
    connection: Connection, kinds: Collection[AlarmKind], since: dt.datetime, now: dt.datetime
) -> None:
    """End the alarms of these kinds that nobody has seen since a moment."""
    is_unseen = alarms.c.over_at.is_(None), alarms.c.seen_at < since
    of_kinds = alarms.c.kind.in_([one.value for one in kinds])
    connection.execute(update(alarms).where(*is_unseen, of_kinds).values(over_at=now))
