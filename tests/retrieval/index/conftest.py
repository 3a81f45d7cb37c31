from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval.index.disk.tantivy_engine import DiskEngine

Opening = Callable[[], DiskEngine]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def opening(folder: Path) -> Iterator[Opening]:
    """Opens engines on one folder, each as another process would."""
    opened: list[DiskEngine] = []

    def make() -> DiskEngine:
        opened.append(DiskEngine(folder))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
