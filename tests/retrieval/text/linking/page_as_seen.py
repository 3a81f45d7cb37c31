"""A page as the specification of text fragments sees it: the text that is rendered, block by block.

Written from the specification, and knowing nothing of the product's own rules.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Stands between two blocks: nothing that is sought has it in itself.
BETWEEN_BLOCKS = "\uffff"
_BREAK = "\v"
_OWN_SIGNS = re.compile(f"[{_BREAK}{BETWEEN_BLOCKS}]")
_COLLAPSED = re.compile(r"[ \t\n\r\f]+")
_BLOCKS = frozenset(
    """
    address article aside blockquote body dd details div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th thead tr ul
    """.split()
)
_NOT_SEARCHED = frozenset(
    """
    area audio head iframe img input link meta object script select style template title video
    """.split()
)


def see(html: str) -> str:
    """Return the searched text of a page: blanks as rendered, blocks apart."""
    body = LexborHTMLParser(html).body
    assert body is not None
    blocks = (
        "\n".join(_COLLAPSED.sub(" ", line).strip(" ") for line in block.split(_BREAK))
        for block in "".join(_walk(body)).split(BETWEEN_BLOCKS)
    )
    return BETWEEN_BLOCKS.join(filter(None, blocks))


def _walk(node: LexborNode) -> Iterator[str]:
    if node.tag == "-text":
        yield _OWN_SIGNS.sub("\ufffe", node.text_content or "")
    elif node.tag == "br":
        yield _BREAK
    elif node.tag not in _NOT_SEARCHED and not (node.tag or "").startswith(("-", "!")):
        between = BETWEEN_BLOCKS if node.tag in _BLOCKS else ""
        yield between
        child = node.child
        while child is not None:
            yield from _walk(child)
            child = child.next
        yield between
