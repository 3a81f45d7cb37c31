"""Engines on the cluster, each with indexes of its own; or on one that runs already.

`make cluster` starts one; KAIKEN_TEST_SEARCH_URL names the addresses of its nodes.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from uuid import uuid4

import pytest

from retrieval.index.cluster.cluster_engine import ClusterEngine
from retrieval.index.cluster.connection import ClusterAddress

# Before the tests of this folder import it.
pytest.register_assert_rewrite("tests.retrieval.index.test_contract")


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest) -> ClusterAddress:
    """Where the cluster is."""
    running = os.environ.get("KAIKEN_TEST_SEARCH_URL")
    urls = running.split(",") if running else request.getfixturevalue("_started").urls
    return ClusterAddress(urls, prefix=new_prefix(), shards=2)


def new_prefix() -> str:
    return f"test-{uuid4().hex[:12]}"


@pytest.fixture(scope="session")
def engine_of_session(address: ClusterAddress) -> Iterator[ClusterEngine]:
    """One engine for examples that are many: whoever uses it has it start over."""
    with closing(ClusterEngine(address)) as engine:
        yield engine
        remove(engine)


@pytest.fixture
def open_engine(address: ClusterAddress) -> Iterator[Callable[..., ClusterEngine]]:
    """Opens engines: those that are named alike are processes over the same indexes."""
    opened: list[ClusterEngine] = []
    prefixes: dict[str, str] = {}

    def open_it(name: str = "", **rest: object) -> ClusterEngine:
        prefix = prefixes.setdefault(name, new_prefix())
        own = ClusterAddress(address.urls, prefix=prefix, shards=address.shards)
        opened.append(ClusterEngine(own, **rest))
        return opened[-1]

    yield open_it
    for engine in opened:
        remove(engine)
        engine.close()


def remove(engine: ClusterEngine) -> None:
    """Remove all indexes of an engine."""
    engine._cluster.call("DELETE", f"/{engine._cluster.address.prefix}-*", form=dict)
