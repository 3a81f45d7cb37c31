"""One cluster for all tests of this folder; a test starts again what it kills.

And a PostgreSQL with its replica, for each test anew.
"""

import os
from collections.abc import Iterator

import pytest

from tests.cluster.nodes import Cluster, start_cluster, what_is_missing
from tests.cluster.postgresql import Pair, start_pair


@pytest.fixture(scope="session")
def _started() -> Iterator[Cluster]:
    missing = what_is_missing()
    # In CI a skipped test is a failed one, and `make test-cluster` installs what is missing.
    if missing and not os.environ.get("CI"):
        pytest.skip(f"{missing}; make test-cluster installs it")
    assert not missing, missing
    with start_cluster() as made:
        yield made


@pytest.fixture
def cluster(_started: Cluster) -> Cluster:
    """Three nodes, all of which live."""
    for node in _started.nodes:
        if node.process is None:
            node.start()
    _started.wait("yellow")
    return _started


@pytest.fixture
def pair() -> Iterator[Pair]:
    """A primary with a replica."""
    with start_pair() as started:
        yield started
