"""Every text of the chat is marked for gettext, in templates and in Python."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from bot.language.english import ENGLISH
from bot.rendering.environments import environment

CHECKOUT = Path(__file__).parents[3]
TEMPLATES = CHECKOUT / "bot" / "rendering" / "templates"
# The others are for a terminal, or draw what they are handed.
OF_THE_CHAT = sorted(
    one.name for one in TEMPLATES.glob("*.j2") if not one.name.endswith((".txt.j2", ".svg.j2"))
)
MARKING = {"gettext", "ngettext", "gettext_noop", "_"}

# What is typed, as it is typed.
TYPED = re.compile(r"<code>/[^<]*</code>")
TAG = re.compile(r"<[^<>]*>")
LETTER = re.compile(r"[^\W\d_]")


def is_no_text(node: nodes.Node) -> bool:
    """Tell whether a node is marked, or computed from values."""
    if isinstance(node, nodes.Call):
        return isinstance(node.node, nodes.Name) and node.node.name in MARKING
    return isinstance(node, nodes.Compare | nodes.Getattr | nodes.Name | nodes.Const)


def parts_shown(node: nodes.Node) -> Iterator[nodes.Node]:
    """The parts of a node that it shows: not its conditions, keys and settings."""
    match node:
        case nodes.CondExpr():
            yield from filter(None, (node.expr1, node.expr2))
        case nodes.If():
            yield from (*node.body, *node.elif_, *node.else_)
        case nodes.Filter(name="join" | "replace", node=nodes.Node() as filtered):
            yield filtered
        case nodes.Pair():
            yield node.value
        case nodes.Include() | nodes.FromImport():
            return
        case _:
            yield from node.iter_child_nodes()


def shown(node: nodes.Node) -> Iterator[str]:
    """The words that a template shows and gettext does not see; a gap for what it computes."""
    match node:
        case nodes.TemplateData():
            yield node.data
        case nodes.Const(value=str(words)):
            yield words
        case _ if is_no_text(node):
            yield "\0"
        case _:
            for part in parts_shown(node):
                yield from shown(part)


def unmarked_in(template: str) -> list[str]:
    words = "".join(shown(environment(ENGLISH).parse(template)))
    bare = TAG.sub("", TYPED.sub("", words))
    return [one.strip() for one in bare.split("\0") if LETTER.search(one)]


@pytest.mark.parametrize("name", OF_THE_CHAT)
def test_a_template_of_the_chat_shows_no_word_that_is_not_marked(name: str) -> None:
    assert unmarked_in((TEMPLATES / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "template, words",
    [
        ("<b>Set</b>", "Set"),
        ("{{ 'at least ' if more }}{{ count }}", "at least"),
        ("{{ {'new': 'New: '}[kind] }}", "New:"),
        ("{{ name or 'nobody' }}", "nobody"),
        ("{{ 'and ' ~ more ~ ' more' }}", "more"),
        ("{% if one %}{% trans %}Marked{% endtrans %}{% else %}not{% endif %}", "not"),
        ("{% macro named() %}words{% endmacro %}{{ named() }}", "words"),
        ("{{ listed(words, 'or') }}", "or"),
        ("{% set heading = 'Before' %}{{ heading }}", "Before"),
    ],
)
def test_a_word_that_is_not_marked_is_found_wherever_it_stands(template: str, words: str) -> None:
    assert any(words in one for one in unmarked_in(template))


def test_what_is_marked_computed_or_typed_is_no_such_word() -> None:
    marked = "{% trans count=n %}one{% pluralize %}many {{ count }}{% endtrans %}{{ _('Set') }}"
    assert unmarked_in(f"<b>{marked}</b>{{{{ 1 if a == 'b' }}}}<code>/settings full</code>") == []


SPEAKING = {
    path.relative_to(CHECKOUT / "bot").as_posix(): path
    for room in (
        "rendering/**/*.py",
        "handlers/**/*.py",
        "notices/**/*.py",
        "process/introduction.py",
    )
    for path in (CHECKOUT / "bot").glob(room)
}
# These write English whatever a chat speaks: JSON for machines, citations and files of an English
# record, a terminal's texts.
ENGLISH_ONLY = {
    *("rendering/as_json.py", "rendering/operators/as_json.py", "rendering/verifying/as_json.py"),
    "rendering/surveys/survey_json.py",
    *(f"rendering/excerpts/{one}.py" for one in ("authors", "bibtex", "dossier", "reference")),
    *("rendering/excerpts/ris.py", "rendering/excerpts/styles.py"),
}
# Two words with a blank between them, or one that opens a sentence or a label.
SENTENCE = re.compile(r"[^\W\d_]{2,}[,;:]? [^\W\d_]|^[A-Z][a-z]{2,}[.:!?]?$|[a-z] $")
# What is said to operators and to developers.
UNSAID = {"error", "warning", "info", "debug", "exception", "regex", "routine", "TypeVar"}


def unmarked_texts(code: str) -> list[str]:
    """The strings of a module that look like a text for a reader and are not marked."""
    found: list[str] = []

    def visit(node: ast.AST) -> None:
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in (
                MARKING | UNSAID
            ):
                # Values can be texts, which have to be marked by themselves.
                for value in node.keywords:
                    visit(value)
                return
            case ast.Raise() | ast.Expr(value=ast.Constant()):
                return
            # A list of words that are read.
            case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="split")):
                return
            case ast.Constant(value=str(words)):
                found.extend([words] if SENTENCE.search(words) else [])
            case _:
                for part in ast.iter_child_nodes(node):
                    visit(part)

    visit(ast.parse(code))
    return found


# Strings that look like texts: what is read or typed, and names.
NO_TEXTS = {
    "handlers/account/chat_settings.py": {
        *("zone ", "at ", "weekly friday", "language ", "heartbeat on", "heartbeat off"),
        *("wording on", "wording off", "new words on", "new words off"),
    },
    "handlers/account/typed_hours.py": {"on "},
    "handlers/turn/failures.py": {" in "},
    "notices/sender.py": {", twice; it may have arrived"},
    # To the operator.
    "process/introduction.py": {"commands of ", "short description"},
    "rendering/citation.py": {" by "},
    "rendering/clock_times.py": {
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    },
    # To the operator.
    "rendering/excerpts/buttons.py": {" version ", "update "},
    "rendering/keyboards.py": {
        *("set:quiet ", "set:quiet off", "set:heartbeat off", "set:heartbeat on"),
        *("set:wording on", "set:wording off", "set:new words on", "set:new words off"),
        *("set:daily ", "set:weekly ", "set:zone ", "set:language "),
    },
    # Questions are asked in the language of the record; the doubts are shown in a terminal.
    "rendering/render.py": {
        *("What was said about the Taiwan Strait?", "latest on Ukraine", "The ", "the "),
        "Did Host Nation Support come up in the November 2021 call?",
        *("its day may be wrong", "its time may be wrong"),
        "it does not say who speaks some of its words",
        "a line opens a turn with a label of no known form; the words are nobody’s",
    },
}


@pytest.mark.parametrize("name", sorted(SPEAKING.keys() - ENGLISH_ONLY))
def test_a_module_says_nothing_that_is_not_marked(name: str) -> None:
    found = set(unmarked_texts(SPEAKING[name].read_text("utf-8")))
    assert found - NO_TEXTS.get(name, set()) == set()


@pytest.mark.parametrize(
    "code",
    [
        'label = "Remove"',
        'label = f"Remove {number}"',
        'told = "Thank you: noted."',
        'return_ = f"{least}{found} statements on record"',
        'KINDS = {1: "press conferences"}',
        'gettext("%(name)s said", name="nobody at all")',
    ],
)
def test_a_text_in_python_that_is_not_marked_is_found(code: str) -> None:
    assert unmarked_texts(code)


def test_the_lists_of_exceptions_name_what_is_there() -> None:
    assert SPEAKING.keys() >= ENGLISH_ONLY | NO_TEXTS.keys()
    for name, texts in NO_TEXTS.items():
        assert texts <= set(unmarked_texts(SPEAKING[name].read_text("utf-8"))), name
