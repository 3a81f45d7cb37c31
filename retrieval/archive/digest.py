"""What makes two readings of a page the same version, and what stands for the code that reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from retrieval.model.release import Release
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


def digest_code(modules: Iterable[str]) -> bytes:
    """32 bytes that are the same as long as the code of these parts of `retrieval` is."""
    package = files("retrieval")
    digest = hashlib.sha256()
    for module in map(package.joinpath, modules):
        for code in _sources(module):
            digest.update(code.read_bytes())
    return digest.digest()


def _sources(module: Traversable) -> list[Traversable]:
    if module.is_file():
        return [module] if module.name.endswith(".py") else []
    inside = sorted(module.iterdir(), key=lambda one: one.name)
    return [source for one in inside for source in _sources(one)]
