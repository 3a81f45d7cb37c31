"""Days of every year that are told by their names."""

from __future__ import annotations

from collections.abc import Sequence

_NEW_YEARS = (("new", "year", "'s"), ("new", "years"), ("new", "year"))
_HOLIDAYS: dict[tuple[str, ...], tuple[int, int]] = {
    **dict.fromkeys((("christmas",), ("christmas", "day"), ("xmas",)), (12, 25)),
    ("christmas", "eve"): (12, 24),
    ("boxing", "day"): (12, 26),
    **{(*name, "eve"): (12, 31) for name in _NEW_YEARS},
    **{(*name, *day): (1, 1) for name in _NEW_YEARS for day in ((), ("day",))},
    ("turn", "of", "the", "year"): (1, 1),
    ("groundhog", "day"): (2, 2),
    ("valentine", "'s", "day"): (2, 14),
    ("halloween",): (10, 31),
}
_LONGEST = max(map(len, _HOLIDAYS))
OPENINGS = frozenset(name[0] for name in _HOLIDAYS)


def holiday_at(words: Sequence[str], at: int) -> tuple[int, tuple[int, int]] | None:
    """Find the holiday that begins at a word: the place of its end, its month and day."""
    names = ((end, tuple(words[at:end])) for end in range(at + _LONGEST, at, -1))
    return next(((end, _HOLIDAYS[name]) for end, name in names if name in _HOLIDAYS), None)
