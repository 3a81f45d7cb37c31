"""Score the tests by mutants: how many small faults in the code do they notice?

    python tests/benchmarks/mutants.py [--tried 100] [--seed 1] [--room retrieval/text]…

mutmut makes every mutant of the rooms that pyproject.toml names, and runs the tests that pass
through the changed function. Not tried are mutants that mypy refuses: `make check` notices these.
Of the rest, as many as asked are drawn for each room; of `prove`, all are tried. A score is the
share of the mutants tried that made a test fail, or never end. The survivors are printed, each
with its change.

The tests run on SQLite only: PostgreSQL would be started for each mutant.
"""

import argparse
import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

TREE = Path(__file__).parents[2]
MUTANTS = TREE / "mutants"
PROVE = "retrieval.answering.excerpts.x_prove__mutmut_*"
BIN = Path(sys.executable).parent
WATCHED_EVERY_S, LONGEST_S = 10, 300
_DEFINED = re.compile(r"\s*(?:async )?def (x\S+__mutmut_\d+)\(")
# As mutmut counts: 1 and 3 are failures of tests, the others run into its time limit.
_KILLED = frozenset((1, 3, 24, -24, 36, 152, 255))


def main() -> None:
    """Try mutants, and print the scores and the survivors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tried", type=int, default=100, help="mutants of each room; default 100")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", action="append", help="only this room; may be repeated")
    given = parser.parse_args()
    run_mutmut([PROVE])
    refused = set(refused_by_types())
    names = {room: [] for room in (*(given.room or ()), "prove")}
    for name in sorted(results()):
        room = room_of(name)
        if not given.room or room in names:
            names.setdefault(room, []).append(name)
    tried = {
        room: random.Random(given.seed).sample(valid, min(given.tried, len(valid)))  # noqa: S311
        for room, listed in names.items()
        if (valid := [name for name in listed if name not in refused])
    }
    run_mutmut([name for drawn in tried.values() for name in drawn])
    became = results()
    show(names, tried, became)


def stop_sleeping(over: threading.Event) -> None:
    """Stop mutants that sleep: mutmut's own limit is one of the processor's time."""
    while not over.wait(WATCHED_EVERY_S):
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                is_mutant = (process / "cmdline").read_bytes().startswith(b"mutmut: ")
                if is_mutant and time.time() - process.stat().st_mtime > LONGEST_S:
                    os.kill(int(process.name), signal.SIGXCPU)


def run_mutmut(names: Iterable[str]) -> None:
    """Try the mutants with these names; they are made before, where they are not made yet."""
    over = threading.Event()
    threading.Thread(target=stop_sleeping, args=(over,), daemon=True).start()
    ended = subprocess.run(
        [BIN / "mutmut", "run", "--max-children", "2", *names],
        cwd=TREE,
        env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    over.set()
    if ended.returncode:
        sys.exit(f"mutmut failed:\n{ended.stdout[-5_000:]}{ended.stderr[-5_000:]}")


def refused_by_types() -> Iterator[str]:
    """Yield the mutants in which mypy finds an error."""
    said = subprocess.run(
        [BIN / "mypy", "--output", "json"], cwd=MUTANTS, capture_output=True, text=True, check=False
    ).stdout
    lines: dict[str, list[str]] = {}
    for error in map(json.loads, said.splitlines()):
        # Comments that ignore an error, of the code as it is or mutmut's, say no word of a mutant.
        if error["code"] in {"ignore-without-code", "unused-ignore"}:
            continue
        path = error["file"]
        if path not in lines:
            lines[path] = (MUTANTS / path).read_text().splitlines()
        for line in reversed(lines[path][: error["line"]]):
            if found := _DEFINED.match(line):
                yield f"{path.removesuffix('.py').replace('/', '.')}.{found[1]}"
                break
            if line.startswith(("def ", "async def ", "class ")):
                break


def results() -> dict[str, int | None]:
    """What became of each mutant: mutmut's code, None for one that was not tried."""
    found: dict[str, int | None] = {}
    for path in MUTANTS.rglob("*.meta"):
        found |= json.loads(path.read_text())["exit_code_by_key"]
    return found


def room_of(name: str) -> str:
    """The room of a mutant, or `prove`."""
    if name.startswith(PROVE.removesuffix("*")):
        return "prove"
    return "/".join(name.split(".")[:2])


def show(
    names: dict[str, list[str]], tried: dict[str, list[str]], became: dict[str, int | None]
) -> None:
    """Print the score of each room, then the survivors."""
    print(f"{'room':24} mutants  tried  killed  score")
    survivors = []
    for room, drawn in tried.items():
        outcome = Counter(became[name] in _KILLED for name in drawn)
        survivors += [name for name in drawn if became[name] not in _KILLED]
        score = outcome[True] / len(drawn)
        print(f"{room:24} {len(names[room]):7} {len(drawn):6} {outcome[True]:7} {score:6.0%}")
    for name in survivors:
        shown = subprocess.run(
            [BIN / "mutmut", "show", name], cwd=TREE, capture_output=True, text=True, check=False
        ).stdout
        changes = [line for line in shown.splitlines() if re.match(r"[-+](?![-+])", line)]
        print(f"\n{name}", *changes, sep="\n")


if __name__ == "__main__":
    main()
