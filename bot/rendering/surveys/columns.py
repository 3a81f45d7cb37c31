"""Two texts beside each other in a terminal. Pure."""

from __future__ import annotations

from collections.abc import Sequence

_BETWEEN = "  │ "
_NARROWEST = 40


def column_width(terminal: int | None) -> int | None:
    """Return how wide each of two columns is; None if the terminal has no room for two."""
    column = ((terminal or 0) - len(_BETWEEN)) // 2
    return column if column >= _NARROWEST else None


def beside(cells: Sequence[str], width: int) -> str:
    """Return texts beside each other; a line that is too wide, such as a link, stands alone."""
    if len(cells) == 1:
        return cells[0]
    left, right = (cell.splitlines() for cell in cells)
    lines = []
    while left or right:
        words = left.pop(0) if left else ""
        is_alone = len(words) > width
        other = "" if is_alone or not right else right.pop(0)
        lines.append(f"{words:<{width}}{_BETWEEN}{other}".rstrip() if not is_alone else words)
    return "\n".join(lines)
