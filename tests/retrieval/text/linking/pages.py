"""Pages as publishers show them, made of what the record was read from."""

import re
from html import escape

from markdown_it import MarkdownIt

MENU = ("Press Conferences", "Yes")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def show_lines(text: str) -> str:
    """Return the page of a saved text: each line is a paragraph."""
    lines = (line.strip() for line in text.splitlines())
    return _frame("".join(f"<p>{escape(line)}</p>\n" for line in lines if line))


def show_markdown(source: str, title: str) -> str:
    """Return the page of a saved Markdown: blanks and marks as its publisher has them."""
    body = _MARKDOWN.render(_FRONT_MATTER.sub("", source))
    return _frame(f"<h1>{escape(title)}</h1>\n{body}")


def _frame(article: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title></head>\n'
        f"<body><nav><ul>{''.join(f'<li>{one}</li>' for one in MENU)}</ul></nav>\n"
        f"<main><article>\n{article}</article></main>\n<footer><p>Page Top</p></footer>\n"
        "</body></html>"
    )
