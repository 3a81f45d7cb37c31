"""`kaiken backup`, `restore` or `migrate` that kills itself at its n-th step towards the disk.

GIVEN by the test: the words of the command, and the step. A step is a call that makes, renames or
deletes a file, or writes to a database; what lies between two of them leaves the same on the disk.
Programs of PostgreSQL's are steps before and after, when they have begun, and a moment later.
"""

import asyncio
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from alembic import command, op
from killing import Killer

from bot.backups import postgresql
from bot.backups import sqlite as keeping
from bot.cli import main
from retrieval.archive import database as archive

STEP = "step"
# In which a program does a part of its work.
_MOMENT_S = 0.03


def wrap(killer: Killer) -> None:
    for owner, name in (
        (os, "fsync"),
        (os, "link"),
        (shutil, "copyfile"),
        (Path, "replace"),
        (Path, "touch"),
        (Path, "unlink"),
        (archive, "copy_file"),
        (keeping, "check"),
        (keeping, "_empty_log"),
        (command, "upgrade"),
        (op, "create_table"),
        (op, "add_column"),
    ):
        killer.around(owner, name, before=STEP, after=STEP)
    killer.around_async(postgresql, "_run", before=STEP, after=STEP)
    begin = asyncio.create_subprocess_exec

    async def begin_or_die(*words: Any, **how: Any) -> asyncio.subprocess.Process:
        process = await begin(*words, **how)
        killer.reach(STEP)
        await asyncio.sleep(_MOMENT_S)
        killer.reach(STEP)
        return process

    asyncio.create_subprocess_exec = begin_or_die


if __name__ == "__main__":
    words, at = sys.argv[2:], int(sys.argv[1])
    wrap(Killer(STEP, at))
    sys.argv = ["kaiken", *words]
    main()
