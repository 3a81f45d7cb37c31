"""Identity, versions and addresses: what a reading is to the record."""

from datetime import UTC, datetime

from retrieval.archive.database import Database
from retrieval.archive.load import load_changed, load_release
from retrieval.archive.save import save
from retrieval.sources.seeds import find_seeds

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


async def test_what_is_loaded_is_what_was_saved(database: Database) -> None:
    read = find_seeds().read().readings
    async with database.write() as connection:
        await save(connection, read, NOW)
    async with database.read() as connection:
        loaded = [release for _, release in await load_changed(connection, 0, 100)]
        one = await load_release(connection, "mofa-page6e_000266", 1)
    assert loaded == [reading.release for reading in read]
    assert one in loaded
