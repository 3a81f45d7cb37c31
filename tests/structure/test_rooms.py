"""The house as ARCHITECTURE.md draws it: small rooms, short modules, no circles.

import-linter holds the directions that are written down in pyproject.toml; these rules hold for
every folder, also for one that nobody has written down yet.
"""

from collections import defaultdict
from pathlib import Path

import grimp
import pytest

TREE = Path(__file__).parents[2]
PACKAGES = ("bot", "retrieval")
MOST_MODULES = 14
MOST_LOOSE_AT_A_ROOT = 8
MOST_LINES = 350
GRAPH = grimp.build_graph(*PACKAGES)


def folders() -> list[str]:
    """Every package below `bot` and `retrieval`, themselves among them."""
    inits = [init for package in PACKAGES for init in sorted((TREE / package).rglob("__init__.py"))]
    return [".".join(init.parent.relative_to(TREE).parts) for init in inits]


def path_of(module: str) -> Path:
    return TREE.joinpath(*module.split("."))


def is_folder(module: str) -> bool:
    return path_of(module).is_dir()


@pytest.mark.parametrize("folder", folders())
def test_a_room_holds_few_modules(folder: str):
    modules = [one for one in GRAPH.find_children(folder) if not is_folder(one)]
    assert len(modules) <= (MOST_LOOSE_AT_A_ROOT if folder in PACKAGES else MOST_MODULES)


@pytest.mark.parametrize("module", sorted(GRAPH.modules))
def test_a_module_is_short(module: str):
    path = path_of(module) / "__init__.py" if is_folder(module) else path_of(module)
    lines = path.with_suffix(".py").read_text("utf-8").splitlines()
    assert len(lines) <= MOST_LINES


@pytest.mark.parametrize("folder", folders())
def test_loose_modules_lie_all_above_the_rooms_or_all_below(folder: str):
    children = GRAPH.find_children(folder)
    rooms = {one for one in children if is_folder(one)}
    loose = children - rooms
    up = [(one, room) for one in loose for room in rooms if imports(one, room)]
    down = [(room, one) for one in loose for room in rooms if imports(room, one)]
    assert not (up and down)


@pytest.mark.parametrize("folder", folders())
def test_no_circle_runs_between_folders_and_modules_side_by_side(folder: str):
    children = GRAPH.find_children(folder)
    arrows = defaultdict(set)
    for one in children:
        arrows[one] = {other for other in children - {one} if imports(one, other)}
    while free := {one for one in arrows if not arrows[one] & arrows.keys()}:
        for one in free:
            del arrows[one]
    assert not arrows


def imports(one: str, other: str) -> bool:
    """Whether something in `one` imports something in `other`."""
    return any(
        imported == other or imported.startswith(f"{other}.")
        for importer in {one, *GRAPH.find_descendants(one)}
        for imported in GRAPH.find_modules_directly_imported_by(importer)
    )
