"""Looks for what fails in this process and in the database, for the operators to hear of it.

An alarm goes on while any process sees it, and is over when none has for some minutes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select

from bot.checkup.finding import Level
from bot.checkup.machine import check_disk, measure_free
from bot.setup.services import Services
from bot.setup.settings import Settings
from bot.store.lanes import in_state
from bot.store.tables import ASIDE, updates
from retrieval.archive.alarms import AlarmKind, end_unseen_alarms, note_alarm
from retrieval.errors import UnusableDatabaseError

_log = logging.getLogger(__name__)

_LOOK_S = 60.0
# Longer than the time between two looks, and than a process takes to start again.
OVER_AFTER = timedelta(minutes=5)
# An update that was put aside tells of its handler for so long.
_FAILED_LATELY = timedelta(hours=1)
_SEEN_HERE = (AlarmKind.TOKEN, AlarmKind.DISK, AlarmKind.INDEX, AlarmKind.HANDLERS)
_REFUSED, _TAKEN = "401", "200"


class TokenWatch:
    """Whether Telegram refuses the token, by the status of the last call that tells."""

    def __init__(self) -> None:
        self.is_refused = False

    def hear(self, outcome: str) -> None:
        """Hear the outcome of a call: its status, or why there is none."""
        if outcome in {_REFUSED, _TAKEN}:
            self.is_refused = outcome == _REFUSED


class AlarmLook:
    """Looks again and again, and notes what fails; a process that just began ends no alarm."""

    def __init__(self, services: Services, settings: Settings, token: TokenWatch) -> None:
        self._services = services
        self._settings = settings
        self._token = token
        self._began_at = services.now()
        self._unsearchable_since: datetime | None = None
        # What the log was told of.
        self._logged: set[AlarmKind] = set()

    async def run(self) -> None:
        """Look until cancelled; while the database is away, that is told of elsewhere."""
        database = self._services.database
        while True:
            with suppress(UnusableDatabaseError), database.routine("alarms", is_seldom=True):
                await self.look()
            await asyncio.sleep(_LOOK_S)

    async def look(self) -> None:
        """Note what fails now, and which alarms nobody sees any more."""
        now = self._services.now()
        seen = self._look_at_process(now)

        def work(connection: Connection) -> None:
            seen.update(_look_at_handlers(connection, now))
            for kind, said in seen.items():
                note_alarm(connection, kind, "", said, now, is_on=True)
            if now - self._began_at >= OVER_AFTER:
                end_unseen_alarms(connection, _SEEN_HERE, now - OVER_AFTER, now)

        await self._services.database.transact(work)
        for kind in seen.keys() - self._logged:
            _log.warning("operators are told of an alarm: %s %s", kind.value, seen[kind])
        self._logged = {*seen}

    def _look_at_process(self, now: datetime) -> dict[AlarmKind, str]:
        seen = {AlarmKind.TOKEN: ""} if self._token.is_refused else dict[AlarmKind, str]()
        if disk := _look_at_disk(self._settings.data_path, self._services.database.file):
            seen[AlarmKind.DISK] = disk
        fault = self._services.record.fault
        since = self._unsearchable_since or now
        self._unsearchable_since = since if fault is not None else None
        # What is being built is soon there.
        if fault is not None and (not fault.passes or now - since >= OVER_AFTER):
            seen[AlarmKind.INDEX] = str(fault)
        return seen


def _look_at_handlers(connection: Connection, now: datetime) -> Mapping[AlarmKind, str]:
    """Look for updates that were put aside of late; their reasons name classes of errors only."""
    lately = in_state(ASIDE), updates.c.put_aside_at > now - _FAILED_LATELY
    count, reason = connection.execute(
        select(func.count(), func.max(updates.c.reason)).where(*lately)
    ).one()
    return {AlarmKind.HANDLERS: f"{count}: {reason}"} if count else {}


def _look_at_disk(folder: Path, file: Path | None) -> str:
    """Return how much room there is, if that is too little; no folder is named."""
    try:
        free = measure_free(folder)
        size = file.stat().st_size if file is not None else 0
    except OSError:
        # What is gone is told of by those who need it.
        return ""
    is_enough = check_disk(folder, free, size).level is Level.OK
    return "" if is_enough else f"{free / 1e6:,.0f} MB free"
