"""Regular expressions are compiled at their first use, and each can be."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from re import _constants as sre
from re import _parser as sre_parser

import pytest

from retrieval.patterns import PatternOfWords, regex, regex_with

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


def _with_patterns(imported: str) -> list[str]:
    return [
        ".".join(one.relative_to(TREE).with_suffix("").parts)
        for one in _modules()
        if re.search(rf"from retrieval\.patterns import .*\b{imported}\b", one.read_text("utf-8"))
    ]


def test_each_pattern_of_a_module_is_valid() -> None:
    with_patterns = _with_patterns("regex")
    assert len(with_patterns) > 100
    subprocess.run([sys.executable, "-c", _COMPILES_ALL, *with_patterns], cwd=TREE, check=True)


def test_a_pattern_of_words_is_tried_only_on_a_text_with_one_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    month = regex_with("may|june", r"(?:in )?(?:may|june)", re.IGNORECASE)
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("it was compiled"))
    assert month.search("in July") is None
    assert month.match("in July") is month.fullmatch("in July") is None
    assert not list(month.finditer("in July"))
    monkeypatch.undo()
    assert month.search("it was in MAY") is not None
    assert month.match("in June 2022") is not None
    assert month.fullmatch("In June") is not None
    assert len(list(month.finditer("May and June"))) == 2


def _always_has(parsed: Sequence[tuple[object, object]], needs: Sequence[str]) -> bool:
    """Tell whether whatever matches has one of these: on each way through the pattern."""
    run = ""
    for kind, value in parsed:
        if kind is sre.LITERAL:
            run += chr(value)
            if any(one in run for one in needs):
                return True
            continue
        run = ""
        if kind is sre.BRANCH:
            found = all(_always_has(one, needs) for one in value[1])
        elif kind is sre.SUBPATTERN:
            found = _always_has(value[3], needs)
        else:
            is_repeated = kind in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] > 0
            found = is_repeated and _always_has(value[2], needs)
        if found:
            return True
    return False


def _patterns_of_words() -> Iterator[tuple[str, PatternOfWords]]:
    for module in map(importlib.import_module, _with_patterns("regex_with")):
        for name, value in vars(module).items():
            if isinstance(value, PatternOfWords):
                yield f"{module.__name__}.{name}", value
            elif name == "_FORMS":
                forms = (one for _, one in value if isinstance(one, PatternOfWords))
                yield from ((f"{module.__name__}: {one.pattern}", one) for one in forms)


def test_each_way_through_a_pattern_of_words_has_a_word_that_it_needs() -> None:
    found = dict(_patterns_of_words())
    assert len(found) > 40
    missing = {
        name
        for name, one in found.items()
        if not _always_has(sre_parser.parse(one.pattern, one.flags), one.needs)
    }
    assert missing == set()


def test_a_way_without_a_word_that_is_needed_is_seen() -> None:
    assert not _always_has(sre_parser.parse("(?:in )?may|june"), ["may"])
    assert not _always_has(sre_parser.parse("in (?:may)?"), ["may"])
    assert _always_has(sre_parser.parse("in (?:may|june)"), ["may", "jun"])


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
