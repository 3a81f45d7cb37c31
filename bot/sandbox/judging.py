"""Verdicts on a ledger: which questions were answered how often, and was the pace kept."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Clocks of a computer are no finer; a send that is due is not early.
_GRAIN_S = 1e-6
Number = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Send:
    """One accepted message: when, in which chat, with which words, and to which message."""

    at: float
    chat_id: int
    text: str = ""
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Overrun:
    """More sends than allowed within a window, which ends with a send; no chat means the bot."""

    at: float
    chat_id: int | None
    sends: int


def count_replies(sends: Iterable[Send], asked: Iterable[Number]) -> Counter[Number]:
    """Return how many replies each message, known by chat and number, got; also none."""
    counted = Counter(dict.fromkeys(asked, 0))
    counted.update(
        (send.chat_id, send.reply_to)
        for send in sends
        if send.reply_to is not None and (send.chat_id, send.reply_to) in counted
    )
    return counted


def find_overruns(sends: Sequence[Send]) -> list[Overrun]:
    """Return where more than Telegram's published pace was sent, in order of time.

    30 in any sliding second, 1 a second in a chat, 20 a minute in a group (a chat below zero).
    """
    chats: dict[int, list[float]] = {}
    for send in sends:
        chats.setdefault(send.chat_id, []).append(send.at)
    found = _overruns([send.at for send in sends], 1.0, 30, None)
    for chat_id, moments in chats.items():
        found += _overruns(moments, 1.0, 1, chat_id)
        if chat_id < 0:
            found += _overruns(moments, 60.0, 20, chat_id)
    return sorted(found, key=lambda overrun: overrun.at)


def _overruns(
    moments: Sequence[float], window_s: float, most: int, chat_id: int | None
) -> list[Overrun]:
    """The sends at the end of a window, its begin excluded, that has too many."""
    times = sorted(moments)
    within = (
        (at, end - bisect_right(times, at - window_s + _GRAIN_S)) for end, at in enumerate(times, 1)
    )
    return [Overrun(at, chat_id, number) for at, number in within if number > most]
