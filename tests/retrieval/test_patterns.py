"""Regular expressions are compiled at their first use, and each can be."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.patterns import regex

TREE = Path(__file__).parents[2]
_COMPILES_ALL = """
import importlib, re, sys
import retrieval.patterns
retrieval.patterns.regex = re.compile
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def test_a_pattern_is_not_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def noted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    month = regex(r"may|june", re.IGNORECASE)
    assert not compiled
    assert month.fullmatch("JUNE")
    assert month.search("in May")
    assert compiled == [r"may|june"]


def test_what_is_not_valid_is_an_error_at_its_first_use() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("a")


def test_a_pattern_tells_its_source_and_has_no_other_names() -> None:
    month = regex(r"(?P<month>may)|june")
    assert month.pattern == r"(?P<month>may)|june"
    assert dict(month.groupindex) == {"month": 1}
    assert month.groups == 1
    assert not hasattr(month, "matches")


def test_each_pattern_of_a_module_is_valid() -> None:
    with_patterns = [
        ".".join(one.relative_to(TREE).with_suffix("").parts)
        for one in _modules()
        if "import regex\n" in one.read_text("utf-8")
    ]
    assert len(with_patterns) > 100
    subprocess.run([sys.executable, "-c", _COMPILES_ALL, *with_patterns], cwd=TREE, check=True)


def _modules() -> Iterator[Path]:
    return (one for room in ("bot", "retrieval", "seeds") for one in TREE.glob(f"{room}/**/*.py"))


def _compiled_at_import(tree: ast.AST) -> Iterator[int]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "re.compile":
            yield node.lineno
        yield from _compiled_at_import(node)


def test_no_module_compiles_a_pattern_when_it_is_imported() -> None:
    found = {
        str(one.relative_to(TREE)): lines
        for one in _modules()
        if (lines := list(_compiled_at_import(ast.parse(one.read_text("utf-8")))))
    }
    assert found == {}
