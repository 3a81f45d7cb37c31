"""The fields of the index. Their text is split at blanks only: our analyser has made the terms."""

from __future__ import annotations

from pathlib import Path

import tantivy

# A value that every passage has, so that an engine can ask how many documents tantivy counts.
EVERY = "1"
EVERY_FIELD = "every"

_AT_BLANKS = "at_blanks"
_WHOLE = "whole"


def make_schema() -> tantivy.Schema:
    """Make the schema of an index of passages; passages themselves are stored by `records.py`."""
    builder = tantivy.SchemaBuilder()
    for name in ("words", "folded", "asker"):
        builder.add_text_field(name, tokenizer_name=_AT_BLANKS, index_option="position")
    for name in ("context", "neighbour_questions"):
        builder.add_text_field(name, tokenizer_name=_AT_BLANKS, index_option="freq")
    for name in ("speaker", "role", "kind", "wording", "release", EVERY_FIELD):
        builder.add_text_field(name, tokenizer_name=_WHOLE, index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("mentioned", indexed=True)
    builder.add_integer_field("months", indexed=True)
    builder.add_integer_field("at", fast=True)
    return builder.build()


def open_index(folder: Path) -> tantivy.Index:
    """Open the index in a folder; make it if there is none.

    Raises:
        OSError, ValueError: it cannot be opened.
    """
    index = tantivy.Index(make_schema(), str(folder))
    # Tantivy's own tokenizers drop tokens of more than 255 bytes; a joint name can be longer.
    for name, tokenizer in (
        (_AT_BLANKS, tantivy.Tokenizer.whitespace()),
        (_WHOLE, tantivy.Tokenizer.raw()),
    ):
        index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(tokenizer).build())
    index.config_reader("manual")
    return index
