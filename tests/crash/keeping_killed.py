"""`kaiken backup`, `restore` or `migrate` that kills itself at its n-th step towards the disk.

GIVEN by the test: the words of the command, and the step. A step is a call that makes, renames or
deletes a file, or writes to a database; what lies between two of them leaves the same on the disk.
"""

import os
import shutil
import sys
from pathlib import Path

from alembic import command, op
from killing import Killer

from bot.backups import sqlite as keeping
from bot.cli import main
from retrieval.archive import database as archive

STEP = "step"


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


if __name__ == "__main__":
    words, at = sys.argv[2:], int(sys.argv[1])
    wrap(Killer(STEP, at))
    sys.argv = ["kaiken", *words]
    main()
