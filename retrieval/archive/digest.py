"""Digests: of a release's words, to compare versions, and of the code that reads pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from retrieval.model.release import Release
from retrieval.patterns import regex
from retrieval.text.folding import fold

# "1.5" is not "15", and 5 % is not $5; other characters differ between extractions.
_WORD = regex(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%$€£¥]")


def digest_words(release: Release) -> bytes:
    """Return 32 bytes, the same for the same day, speakers and folded words of the statements.

    What differs between extractions of the same page (blanks, quotation marks, list numbers, the
    words around the statements) does not count. The speakers and the day do: a citation has them.
    """
    digest = hashlib.sha256(release.date.isoformat().encode())
    for statement in release.statements:
        for words in (statement.speaker, statement.span.of(release.text)):
            digest.update(b"\n")
            digest.update(" ".join(_WORD.findall(fold(words).text)).encode())
    return digest.digest()


def digest_code(modules: Iterable[str]) -> bytes:
    """Return 32 bytes, the same as long as the code of these parts of `retrieval` is the same."""
    package = files("retrieval")
    digest = hashlib.sha256()
    for module in map(package.joinpath, modules):
        for code in _sources(module):
            digest.update(code.read_bytes())
    return digest.digest()


def _sources(module: Traversable) -> list[Traversable]:
    if module.is_file():
        return [module] if module.name.endswith(".py") else []
    children = sorted(module.iterdir(), key=lambda child: child.name)
    return [source for child in children for source in _sources(child)]
