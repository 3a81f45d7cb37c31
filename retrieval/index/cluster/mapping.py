"""The form of an index of the cluster: our tokens with blanks between them, and records.

Beside the passages it keeps what is read by id only: the statistics, in parts (`kept`). Fields
that are searched are not stored again: a passage is made of its record.
"""

from __future__ import annotations

from typing import Any

from retrieval.index.engine import K1, B
from retrieval.index.stored.fields import FIELDS, WEIGHTS

# Longer tokens are split by the cluster's analyser at blanks, which is the only one that each
# cluster has.
LONGEST_TOKEN = 255

RECORD = "record"
# The number of the change that added a passage.
CHANGE = "change"

_Field = dict[str, Any]


def make_index(shards: int) -> _Field:
    """Return what an index is made with."""
    return {
        "settings": {
            "index": {
                "number_of_shards": shards,
                "auto_expand_replicas": "0-1",
                # It is refreshed where a change is committed.
                "refresh_interval": "-1",
                "similarity": {"default": {"type": "BM25", "k1": K1, "b": B}},
            }
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"excludes": sorted(_FIELDS.keys() - {RECORD})},
            "properties": _FIELDS,
        },
    }


def _at_blanks(options: str, *, norms: bool) -> _Field:
    return {"type": "text", "analyzer": "whitespace", "index_options": options, "norms": norms}


_FIELDS: _Field = {
    "words": _at_blanks("positions", norms=True),
    **{name: _at_blanks("freqs", norms=True) for name in WEIGHTS if name != FIELDS.words},
    FIELDS.folded: _at_blanks("positions", norms=False),
    FIELDS.asker: _at_blanks("positions", norms=False),
    **{
        name: {"type": "keyword", "norms": False, "doc_values": name == FIELDS.release}
        for name in (FIELDS.speaker, FIELDS.role, FIELDS.kind, FIELDS.label, FIELDS.release)
    },
    FIELDS.day: {"type": "integer"},
    FIELDS.mentioned: {"type": "integer"},
    FIELDS.months: {"type": "integer"},
    FIELDS.at: {"type": "integer"},
    CHANGE: {"type": "long"},
    RECORD: {"type": "binary"},
}
