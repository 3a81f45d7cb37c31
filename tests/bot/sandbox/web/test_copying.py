"""An operator sees the own record on the page, and nothing of it is changed or told of."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.sandbox.web.copying import UncopiedRecordError, copy_record
from bot.setup.services import DATABASE_FILE, open_archive, open_services
from bot.setup.settings import Settings
from bot.store.chats.chats import open_chat
from bot.store.tables import chats
from retrieval.archive.census import load_totals
from retrieval.sources.files.seeds import Seeds, find_seeds
from tests.conftest import NOW

CHAT = 77


async def test_the_record_is_copied_and_no_chat(tmp_path: Path, make_folder) -> None:
    one = Seeds(find_seeds().intact[:1], ())
    operators = Settings(data_path=tmp_path)
    async with open_archive(operators, lambda: NOW, one) as (database, _):
        await database.transact(lambda connection: open_chat(connection, CHAT, "private", NOW))
    before = (tmp_path / DATABASE_FILE).read_bytes()
    copied = make_folder()
    assert copy_record(operators, copied)
    assert (tmp_path / DATABASE_FILE).read_bytes() == before
    async with (
        open_services(Settings(data_path=copied), lambda: NOW, Seeds((), ())) as services,
        services.database.read() as connection,
    ):
        assert (await load_totals(connection)).releases == 1
        assert (await connection.execute(select(chats))).all() == []


def test_without_a_record_there_is_nothing_to_copy(tmp_path: Path, make_folder) -> None:
    assert not copy_record(Settings(data_path=tmp_path), make_folder())
    assert not copy_record(Settings(data_path=tmp_path / "none"), make_folder())


def test_a_record_that_cannot_be_read_is_named(tmp_path: Path, make_folder) -> None:
    (tmp_path / DATABASE_FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(UncopiedRecordError, match="cannot be copied"):
        copy_record(Settings(data_path=tmp_path), make_folder())
