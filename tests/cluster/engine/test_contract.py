"""The contract of all engines, kept by the one on a real cluster."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from uuid import uuid4

import pytest
from hypothesis import is_hypothesis_test, settings

from retrieval.index.cluster.cluster_engine import ClusterEngine
from retrieval.index.engine import Engine
from retrieval.model.release import Passage
from tests.retrieval.index import test_contract as contract

OpenEngine = Callable[[str], ClusterEngine]

# Those that are handed an engine.
globals().update(
    {
        name: test
        for name, test in vars(contract).items()
        if name.startswith("test_")
        and not {"showing", "opening"}.isdisjoint(inspect.signature(test).parameters)
    }
)

# A call to nodes takes a hundred times as long as one to a folder.
_EXAMPLES = 8
for _test in [*globals().values()]:
    if is_hypothesis_test(_test):
        _test._hypothesis_internal_use_settings = settings(
            contract.SETTINGS, max_examples=_EXAMPLES
        )


@pytest.fixture
def showing(open_engine: OpenEngine) -> Callable[..., Engine]:
    """Makes an engine that shows some passages."""

    def show(*made: Passage) -> Engine:
        engine = open_engine(str(uuid4()))
        if made:
            contract.fill(engine, made)
        return engine

    return show


@pytest.fixture(scope="session")
def opening(engine_of_session: ClusterEngine) -> Callable[[], AbstractContextManager[Engine]]:
    """Opens an empty engine that is compared with rank-bm25: each time the same, started over."""

    @contextmanager
    def open_it() -> Iterator[Engine]:
        engine_of_session.start_over()
        engine_of_session.commit()
        yield engine_of_session

    return open_it
