"""The points at which a bot can be killed while it tells of a release, by what it is telling."""

from contextvars import ContextVar
from functools import partial
from typing import Any

from killing import Killer

from bot.gateway.sending.transport import Transport
from bot.notices import announcing
from bot.notices.announcing import Announcer
from bot.notices.matching import Matcher
from bot.notices.sender import Sender
from bot.store.outbox import announcements, fanout, settling
from bot.store.outbox.announcements import Announcement, AnnouncementKind
from bot.store.outbox.outbox import Delivery

ANNOUNCING, MATCHING_AGAIN, CORRECTING = "announcing", "matching again", "correcting"
_ALL_OVER = (
    "announced, not committed",
    "before a slice",
    "slice written, not committed",
    "claimed",
    "while sending",
    "sent, not settled",
    "settled, not committed",
)
_OF_MATCHING = ("before matching", "while matching", "matched, not written")
POINTS = {
    ANNOUNCING: _ALL_OVER,
    MATCHING_AGAIN: (*_ALL_OVER[:1], *_OF_MATCHING, *_ALL_OVER[1:]),
    CORRECTING: _ALL_OVER,
}
# What is sent in this task, in words of the phases above.
_sending: ContextVar[str] = ContextVar("_sending", default="")


def phase_of(kind: str, version: int) -> str:
    """Say what an announcement does; what is told as new in a later version was matched again."""
    if kind == AnnouncementKind.NEW:
        return MATCHING_AGAIN if version > 1 else ANNOUNCING
    return CORRECTING


def put_telling_points(killer: Killer) -> None:
    for phase in POINTS:
        _put_points_of_writing(killer, phase)
    _put_points_of_matching(killer)
    _put_points_of_sending(killer)


def _put_points_of_writing(killer: Killer, phase: str) -> None:
    first, before, written, *_, settled = (f"{phase}: {point}" for point in _ALL_OVER)

    def is_announced(*given: Any) -> bool:
        _, _, version, kind, *_ = given
        return phase_of(kind, version) == phase

    killer.around(announcements, "announce_once", after=first, only=is_announced)
    killer.around(
        fanout, "write_slice", before, written, only=lambda _, one, *__: _phase(one) == phase
    )
    killer.around(
        settling,
        "settle_notices",
        after=settled,
        only=lambda _, deliveries: phase in map(_phase_of_delivery, deliveries),
    )


def _put_points_of_matching(killer: Killer) -> None:
    before, within, after = (f"{MATCHING_AGAIN}: {point}" for point in _OF_MATCHING)

    class MatcherAgain(Matcher):
        """Knows whether it matches one release of a later version."""

        def __init__(self, release: Any, *given: Any) -> None:
            super().__init__(release, *given)
            self.is_again = release.version > 1
            if self.is_again:
                killer.around(self, "_match", within)

    announcing.Matcher = MatcherAgain  # type: ignore[misc]
    killer.around_async(
        Announcer, "_match", before, after, only=lambda _, matcher, *__: matcher.is_again
    )


def _put_points_of_sending(killer: Killer) -> None:
    handle, send = Sender.handle, Transport.do_request

    async def handle_or_die(one: Sender, claimed: Delivery) -> Delivery:
        phase = _phase_of_delivery(claimed)
        _sending.set(phase)
        killer.reach(f"{phase}: claimed")
        settled = await handle(one, claimed)
        killer.reach(f"{phase}: sent, not settled")
        return settled

    async def send_or_die(one: Transport, url: str, *given: Any, **named: Any) -> Any:
        sending = partial(send, one, url, *given, **named)
        if not url.endswith("/sendMessage"):
            return await sending()
        return await killer.during(f"{_sending.get()}: while sending", sending)

    Sender.handle = handle_or_die  # type: ignore[method-assign]
    Transport.do_request = send_or_die  # type: ignore[method-assign]


def _phase(announcement: Announcement) -> str:
    return phase_of(announcement.kind, announcement.version)


def _phase_of_delivery(delivery: Delivery) -> str:
    return _phase(delivery.notices[0].announcement)
