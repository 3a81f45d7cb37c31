"""The engine that the settings choose, opened, and where its index is."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from bot.setup.declaring import SettingsError
from bot.setup.settings import Settings
from retrieval.archive.database import Database
from retrieval.archive.load import count_statements
from retrieval.index.engine import Engine
from retrieval.index.okapi import OkapiEngine

if TYPE_CHECKING:
    from retrieval.index.cluster.cluster_engine import ClusterEngine

INDEX_FOLDER = "index"
# With this many statements rank-bm25 takes some 10 ms for six words; its time grows with the
# record.
_MAX_IN_MEMORY = 3_000


async def choose_engine(settings: Settings, database: Database) -> str:
    """Return the name of the engine for an archive, which is no "auto" any more."""
    if settings.engine != "auto":
        return settings.engine
    if settings.search_urls:
        return "cluster"
    async with database.read() as connection:
        is_large = await count_statements(connection) > _MAX_IN_MEMORY
    return "disk" if is_large else "okapi"


async def open_engine(settings: Settings, database: Database) -> Engine:
    """Open the engine for an archive; it must yet catch up.

    Raises:
        SettingsError: the data folder cannot be made, or what a cluster needs is not installed.
        UnusableClusterError: the file of a cluster's certificates cannot be read.
    """
    chosen = await choose_engine(settings, database)
    if chosen == "okapi":
        return OkapiEngine()
    if chosen == "cluster":
        return await asyncio.to_thread(_open_cluster, settings)
    from retrieval.index.disk.tantivy_engine import DiskEngine  # noqa: PLC0415 - loads tantivy

    return await asyncio.to_thread(DiskEngine, settings.make_data_folder() / INDEX_FOLDER)


def _open_cluster(settings: Settings) -> ClusterEngine:
    try:
        # It takes 0.4 s, and comes with an extra of the package.
        from retrieval.index.cluster.cluster_engine import ClusterEngine  # noqa: PLC0415
        from retrieval.index.cluster.connection import ClusterAddress  # noqa: PLC0415
    except ModuleNotFoundError as cause:
        fault = "KAIKEN_SEARCH_URL needs the extra `cluster`: pip install 'kaiken[cluster]'"
        raise SettingsError((fault,)) from cause
    password = settings.search_password
    address = ClusterAddress(
        settings.search_urls,
        settings.search_user,
        password.reveal() if password is not None else "",
        str(settings.search_ca or ""),
        settings.search_prefix,
        settings.search_shards,
    )
    return ClusterEngine(address)


def measure(engine: Engine, folder: Path) -> tuple[str, int]:
    """Return where an index is kept, in a cluster or in the folder, and of how many bytes.

    Raises:
        UnusableClusterError: the cluster does not answer.
    """
    kept = getattr(engine, "kept", None)
    if kept is not None:
        return str(kept.place), int(kept.size_bytes)
    return str(folder), sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
