"""The fields of a passage: an index of strict fields refuses a document with another."""

from dataclasses import asdict

from retrieval.index.cluster.mapping import _FIELDS
from retrieval.index.stored.fields import FIELDS, PackedFields

# Labels are stored by the name that users type.
_OTHERWISE = {"labels": FIELDS.label}


def test_each_value_of_a_passage_has_a_field_of_its_name() -> None:
    names = {_OTHERWISE.get(one, one) for one in PackedFields._fields}
    assert names <= _FIELDS.keys()
    assert {*asdict(FIELDS).values()} <= _FIELDS.keys()
