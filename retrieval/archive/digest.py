"""What makes two readings of a page the same version."""

from __future__ import annotations

import hashlib
import re

from retrieval.model import Release
from retrieval.text.folding import fold

# "1.5" is not "15", and 5 % are not $5; other signs differ between extractions.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%$€£¥]")


def digest_words(release: Release) -> bytes:
    """32 bytes that are the same for the same day, speakers and folded words of the statements.

    What another extraction of the same page changes (blanks, quotation marks, list numbers, the
    words around the statements) does not count. Who said it, and when, does: a citation says so.
    """
    digest = hashlib.sha256(release.date.isoformat().encode())
    for statement in release.statements:
        for words in (statement.speaker, statement.span.of(release.text)):
            digest.update(b"\n")
            digest.update(" ".join(_WORD.findall(fold(words).text)).encode())
    return digest.digest()
