"""Time and memory of `kaiken import` at a quarter, a half and all of a large record.

The White House archive is looked for in ../shared/data, or where WH_BRIEFINGS says.
"""

from __future__ import annotations

import os
import subprocess
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psutil
from large_record import ARCHIVE, KAIKEN

SHARES = (4, 2, 1)


class Run(NamedTuple):
    """One import: its seconds, the MB of all its processes together, and its table."""

    seconds: float
    memory_mb: float
    table: str


def main() -> None:
    """Import each share twice and print the figures."""
    if not ARCHIVE.exists():
        print(f"no benchmark of importing: {ARCHIVE} is not here; WH_BRIEFINGS may name it")
        return
    with TemporaryDirectory() as folder:
        print("files    first run   a file   again    memory")
        for files, path in parts(Path(folder)):
            data = Path(folder) / f"data-{files}"
            first, again = run(path, data), run(path, data)
            print(
                f"{files:6,} {first.seconds:9.1f} s {1000 * first.seconds / files:6.2f} ms"
                f" {again.seconds:6.1f} s {max(first.memory_mb, again.memory_mb):6.0f} MB"
            )
        print(first.table, again.table, sep="\n")


def parts(folder: Path) -> Iterator[tuple[int, Path]]:
    """Yield archives of every fourth, every second and every file, packed in the same way."""
    with tarfile.open(ARCHIVE) as whole:
        members = [member for member in whole if member.name.endswith(".md")]
        for share in SHARES:
            some = members[::share]
            path = folder / f"{len(some)}.tar.gz"
            with tarfile.open(path, "w:gz", compresslevel=1) as packed:
                for member in some:
                    packed.addfile(member, whole.extractfile(member))
            yield len(some), path


def run(path: Path, data: Path) -> Run:
    """Import an archive into the record of a data folder."""
    began = time.perf_counter()
    with subprocess.Popen(
        [KAIKEN, "import", path],
        env=os.environ | {"KAIKEN_DATA": str(data)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            time.sleep(0.1)
        seconds = time.perf_counter() - began
        return Run(seconds, peak / 1e6, process.stdout.read() if process.stdout else "")


def memory_of(pid: int) -> float:
    """Return the resident bytes of a process and its children; shared pages count for each."""
    try:
        parent = psutil.Process(pid)
        return float(sum(one.memory_info().rss for one in [parent, *parent.children()]))
    except psutil.NoSuchProcess:
        return 0.0


if __name__ == "__main__":
    main()
