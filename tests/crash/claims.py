"""Which process took which update, as `serving_killed.py` notes it."""

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path


def find_double_claims(claims: Path, killed: Collection[int]) -> list[int]:
    """Return the updates that a process took from one that was not killed."""
    had = defaultdict(list)
    for line in claims.read_text().splitlines():
        process, update_id = line.split()
        had[int(update_id)].append(int(process))
    return [one for one, pids in had.items() if not set(pids[:-1]) <= set(killed)]
