"""All looks, in the order in which an operator mends: the machine, the database, Telegram."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from bot.backups.last_backup import read_last_backup
from bot.checkup.bot_api import check_telegram
from bot.checkup.finding import Finding
from bot.checkup.machine import (
    check_backup,
    check_disk,
    check_rights,
    check_zones,
    look_at_rights,
    measure_free,
    release_of_zones,
)
from bot.checkup.stored import check_stored
from bot.setup.services import Now, name_database
from bot.setup.settings import SETTINGS, Settings
from retrieval.archive.database import Database


async def check_all(settings: Settings, environment: Mapping[str, str], now: Now) -> list[Finding]:
    """Look at everything and change nothing; `environment` names the files with secrets."""
    database = name_database(settings)
    try:
        return [
            *_check_machine(settings, database, environment, now),
            *await check_stored(settings, database, now()),
            *await check_telegram(settings, now),
        ]
    finally:
        await database.close()


def _check_machine(
    settings: Settings, database: Database, environment: Mapping[str, str], now: Now
) -> list[Finding]:
    folder, file = settings.data_path, database.file
    size = file.stat().st_size if file is not None and file.exists() else 0
    beside = sorted(file.parent.glob(f"{file.name}*")) if file is not None else []
    return [
        check_disk(folder, measure_free(folder), size),
        *check_rights(look_at_rights(folder, [*beside, *_secrets(environment)]), os.geteuid()),
        check_zones(release_of_zones(), now()),
        check_backup(read_last_backup(folder), now()),
    ]


def _secrets(environment: Mapping[str, str]) -> list[Path]:
    named = (environment.get(one.file_name, "") for one in SETTINGS.values() if one.is_secret)
    return [Path(path) for path in named if path.strip()]
