"""The fields of a passage: an index of strict fields refuses a document with another."""

from dataclasses import asdict

import pytest

from retrieval.index.cluster.mapping import _FIELDS, make_index
from retrieval.index.stored.fields import FIELDS, WEIGHTS, PackedFields

# Labels are stored by the name that users type.
_OTHERWISE = {"labels": FIELDS.label}


def test_each_value_of_a_passage_has_a_field_of_its_name() -> None:
    names = {_OTHERWISE.get(one, one) for one in PackedFields._fields}
    assert names <= _FIELDS.keys()
    assert {*asdict(FIELDS).values()} <= _FIELDS.keys()


@pytest.mark.parametrize("shards", [1, 3])
def test_an_index_has_a_copy_on_another_node_and_shows_a_change_only_when_it_is_whole(
    shards: int,
) -> None:
    settings = make_index(shards)["settings"]["index"]
    assert settings["number_of_shards"] == shards
    assert settings["auto_expand_replicas"] == "0-1"
    assert settings["refresh_interval"] == "-1"


def test_of_a_document_only_its_record_is_stored_and_no_other_field_is_taken() -> None:
    mappings = make_index(1)["mappings"]
    assert mappings["dynamic"] == "strict"
    assert {*mappings["_source"]["excludes"]} == _FIELDS.keys() - {"record"}
    assert mappings["properties"] == _FIELDS


def test_where_words_stand_is_kept_for_what_is_asked_in_a_row_and_lengths_for_what_scores() -> None:
    texts = {name: one for name, one in _FIELDS.items() if one["type"] == "text"}
    in_a_row = {name for name, one in texts.items() if one["index_options"] == "positions"}
    assert in_a_row == {"words", "folded", "asker"}
    assert {name for name, one in texts.items() if one["norms"]} == {*WEIGHTS}
    # Ties are put in order by the id of the release.
    sorted_by = {name for name, one in _FIELDS.items() if one.get("doc_values")}
    assert sorted_by == {"release"}
    assert not any(one["norms"] for one in _FIELDS.values() if one["type"] == "keyword")
