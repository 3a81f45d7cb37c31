"""The outbox as the announcer and the sender work with it, without Telegram."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.store.chats import chats as store_chats
from bot.store.chats import subscriptions as store_subscriptions
from bot.store.chats.subscriptions import NewSubscription, NoticePace, SubscriptionKind
from bot.store.outbox import announcements as store_announcements
from bot.store.outbox import claiming, fanout, settling
from bot.store.outbox.announcements import Announcement, AnnouncementKind
from bot.store.outbox.fanout import Hours
from bot.store.outbox.outbox import Delivery
from bot.store.running import liveness
from bot.store.tables import chats, notices
from retrieval.archive.database import Database
from retrieval.archive.tables import releases

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
# When an instant, a daily and a weekly notice are due here, whatever the hours of a chat.
DUE = NOW, NOW + timedelta(hours=5), NOW + timedelta(days=3)


class Outbox:
    """The outbox of a database, as one process works with it at a moment."""

    def __init__(self, database: Database, process: int) -> None:
        self.database = database
        self.process = process
        self.now = NOW

    async def run(self, work: Callable[[Connection], Any]) -> Any:
        return await self.database.transact(work)

    async def subscribe(
        self, chat_id: int, *asked: str, pace: str = "instant", **settings: object
    ) -> list[int]:
        """Subscribe a chat to questions, or to everything; return the numbers."""

        def work(connection: Connection) -> list[int]:
            store_chats.open_chat(connection, chat_id, "private", self.now, "en")
            if settings:
                mine = chats.c.chat_id == chat_id
                connection.execute(update(chats).where(mine).values(settings))
            made = []
            for one in asked or ("",):
                kind = SubscriptionKind.QUERY if one else SubscriptionKind.EVERYTHING
                wanted = NewSubscription(kind, one)
                subscription, _ = store_subscriptions.add(connection, chat_id, wanted, self.now)
                number = subscription.id
                store_subscriptions.set_pace(connection, chat_id, number, NoticePace(pace))
                made.append(number)
            return made

        return await self.run(work)

    async def change(self, table: Any, which: Any, **values: object) -> None:
        await self.run(lambda c: c.execute(update(table).where(which).values(values)))

    async def keep_release(self, release_id: str, version: int = 1) -> None:
        row = {"id": release_id, "source": "mofa", "version": version, "revision": 1}
        await self.run(lambda c: c.execute(insert(releases).values(row)))

    async def announce(
        self,
        release_id: str = "mofa-a",
        version: int = 1,
        kind: str = "new",
        event: int | None = None,
    ) -> Announcement:
        """Announce a release, which is put on record if it is not there.

        Every version is an event of its own, if no other is given; a changed one is current.
        """
        is_kept = select(releases.c.id).where(releases.c.id == release_id)
        if kind != "heartbeat" and await self.run(lambda c: c.scalar(is_kept)) is None:
            await self.keep_release(release_id)
        if kind == "corrected":
            await self.change(releases, releases.c.id == release_id, version=version)
        what = AnnouncementKind(kind)
        await self.run(
            lambda c: store_announcements.announce_once(
                c, release_id, version, what, version if event is None else event, self.now
            )
        )
        return (await self.run(store_announcements.load_unfinished))[-1]

    async def write(
        self,
        announcement: Announcement,
        until: int | None = 10**6,
        matched: Collection[int] = (),
        *,
        is_last: bool = True,
    ) -> bool:
        """Write one slice of notices, and say that it was the last one."""

        def due_times(_: Hours) -> tuple[datetime, datetime, datetime]:
            return DUE

        def work(connection: Connection) -> bool:
            written = fanout.write_slice(
                connection, announcement, until, matched, due_times, self.now
            )
            if is_last and until is not None:
                moved = replace(announcement, cursor=until)
                fanout.write_slice(connection, moved, None, (), due_times, self.now)
            return written

        return bool(await self.run(work))

    async def tell(self, *chat_ids: int, **announced: Any) -> Announcement:
        """Subscribe chats to everything, announce a release, and write the notices."""
        for chat_id in chat_ids:
            await self.subscribe(chat_id)
        made = await self.announce(**announced)
        await self.write(made)
        return made

    async def claim(
        self,
        most: int = 100,
        busy: Collection[int] = (),
        quiet_until: Callable[[Hours], datetime | None] = lambda _: None,
    ) -> list[Delivery]:
        return list(
            await self.run(
                lambda c: claiming.claim(c, self.process, most, busy, quiet_until, self.now)
            )
        )

    async def settle(self, *settled: Delivery) -> None:
        await self.run(lambda c: settling.settle(c, settled, self.now))

    async def send(self, **claimed: Any) -> list[Delivery]:
        """Claim what is due, and settle it as sent: chat 7 has the message 7000, and so on."""
        deliveries = await self.claim(**claimed)
        await self.settle(
            *(replace(one, state="sent", message_id=one.chat_id * 1000) for one in deliveries)
        )
        return deliveries

    async def rows(self, table: Any = notices, *columns: Any) -> list[Any]:
        """The rows of a table; notices by their chats, since a slice is written in any order."""
        first = (notices.c.chat_id,) if table is notices else ()
        found = select(*(columns or (table,))).order_by(*first, *table.primary_key)
        return list(await self.run(lambda c: c.execute(found).all()))

    async def states(self) -> dict[int, str]:
        """The state of each chat's notice."""
        return {row.chat_id: row.state for row in await self.rows()}


@pytest.fixture
async def post(database: Database) -> Outbox:
    return Outbox(database, await database.transact(lambda c: liveness.join(c, NOW)))
