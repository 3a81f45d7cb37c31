"""`kaiken index` in the process of the tests."""

import json
import os
from collections.abc import Callable
from typing import Any

import pytest

from bot.cli import FAILED
from bot.setup.engines import INDEX_FOLDER
from bot.setup.environment import read_settings
from retrieval.index.disk.folder import IndexFolder
from tests.retrieval.index.fake_cluster import serving

Kaiken = Callable[..., Any]


def test_a_small_record_has_its_index_in_memory(kaiken: Kaiken) -> None:
    code, out, _ = kaiken("index", "status")
    assert (code, out) == (0, "okapi: the index is made in memory at every start\n")


def test_an_index_on_disk_says_how_far_it_is(
    kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAIKEN_ENGINE", "disk")
    code, out, _ = kaiken("index", "status", "--json")
    state = json.loads(out)
    assert (code, state["engine"], state["passages"], state["revision"]) == (0, "disk", 0, 0)
    assert state["record_revision"] == 5
    assert "5 changes of the record to take in" in kaiken("index", "status")[1]
    assert kaiken("index", "rebuild")[:2] == (0, "5 releases, 50 passages\n")
    assert "as the record is" in kaiken("index", "status")[1]
    assert "❝" in kaiken("ask", "Taiwan Strait")[1]


def test_who_writes_the_index_is_told_to_who_wants_to(
    kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAIKEN_ENGINE", "disk")
    kaiken("index", "rebuild")
    folder = IndexFolder(read_settings(os.environ).make_data_folder() / INDEX_FOLDER)
    folder.lock()
    code, out, err = kaiken("index", "rebuild")
    assert (code, out) == (FAILED, "")
    assert "the index is being written by process" in err
    folder.unlock()


def test_what_is_wrong_with_an_index_is_told_until_it_is_built_anew(
    kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAIKEN_ENGINE", "disk")
    kaiken("index", "rebuild")
    folder = read_settings(os.environ).make_data_folder() / INDEX_FOLDER
    (listed,) = folder.glob("generation-*/tantivy/meta.json")
    listed.unlink()
    for _ in range(2):
        assert (
            "meta.json'; it is built anew when somebody asks next" in kaiken("index", "status")[1]
        )
    state = json.loads(kaiken("index", "status", "--json")[1])
    assert (state["revision"], "No such file" in state["fault"]) == (0, True)
    assert "❝" in kaiken("ask", "Taiwan Strait")[1]
    assert "as the record is" in kaiken("index", "status")[1]


def test_an_index_in_a_cluster_says_where_it_is_and_what_is_wrong_with_the_cluster(
    kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as cluster:
        monkeypatch.setenv("KAIKEN_SEARCH_URL", cluster.url)
        assert kaiken("index", "rebuild")[:2] == (0, "5 releases, 50 passages\n")
        code, out, _ = kaiken("index", "status")
        assert (code, out.splitlines()[0]) == (0, "engine    cluster")
        assert f"at {cluster.url}\n" in out
        assert "size      5 MB\nstate     as the record is\n" in out
        assert "❝" in kaiken("ask", "Taiwan Strait")[1]
        cluster.fails("", (401, b"Unauthorized"))
        for asked in (("index", "status"), ("index", "rebuild"), ("ask", "Taiwan Strait")):
            code, out, err = kaiken(*asked)
            assert (code, out) == (FAILED, "")
            assert "it refuses this user; look at KAIKEN_SEARCH_USER" in err
        found = kaiken("check", "--json")[1]
        assert "it refuses this user" in found
