"""Telegram's HTML parse mode: which texts it accepts, and what a reader then sees.

The grammar, the byte offsets and the words of the errors follow TDLib's `parse_html`.
It is stricter than TDLib in one point: a quote inside a quote is refused. Telegram documents
that quotes do not nest, and would silently lose one of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.sandbox.api_error import ApiError, bad_request
from bot.sandbox.entities import Entity, MarkedText, normalize_text, utf16_len
from bot.sandbox.rules.links import checked_link
from bot.sandbox.rules.references import decode_references, read_reference
from retrieval.patterns import regex

_END = "\0"
_STYLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_PLAIN = regex(rf"[^<&{_END}]+")
_BLANKS = regex(r"[ \t\r\n\v]*")
_TAG_NAME = regex(rf"[^ \t\r\n\v>{_END}]*")
_ATTRIBUTE_NAME = regex(rf"[^ \t\r\n\v=>/\"'{_END}]*")
_NAME_TOKEN = regex(r"[A-Za-z0-9.-]*")
_TIME_FORMAT = regex(r"r|w?[dD]?[tT]?")
_SURROGATE = regex("[\ud800-\udfff]")
Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class _OpenTag:
    tag: str
    attributes: Attributes
    offset: int
    first_piece: int


# A bot sends the same words to many chats.
@lru_cache(1024)
def parse_html(text: str) -> MarkedText:
    """Return the text as its reader sees it, with entities, or raise Telegram's error 400."""
    scanner = _Scanner(text)
    scanner.run()
    written = "".join(scanner.written)
    if _SURROGATE.search(written):
        raise cannot_parse(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    # Only pre shows a language; on code it is read and dropped.
    kept = (
        replace(e, language=None) if e.type == "code" and e.language else e
        for e in scanner.entities
    )
    return normalize_text(written, kept)


def cannot_parse(reason: str) -> ApiError:
    """Return the error 400 for a text with wrong markup."""
    return bad_request(f"can't parse entities: {reason}")


class _Scanner:
    """Reads the source once, left to right; keeps the visible text and the open tags."""

    def __init__(self, text: str) -> None:
        self.source = text.replace(_END, " ") + _END
        self.at = 0
        self.offset = 0
        self.written: list[str] = []
        self.entities: list[Entity] = []
        self.open: list[_OpenTag] = []

    def run(self) -> None:
        """Read to the end, where every tag must be closed."""
        while self.source[self.at] != _END:
            if self.source[self.at] == "<":
                self._read_tag()
            else:
                self._read_words()
        if self.open:
            tag = self.open[-1].tag
            raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{tag}"')

    def _read_words(self) -> None:
        if found := _PLAIN.match(self.source, self.at):
            words, self.at = found[0], found.end()
        else:
            words, self.at = read_reference(self.source, self.at) or ("&", self.at + 1)
        self.written.append(words)
        self.offset += utf16_len(words)

    def _read_tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.source[self.at] == "/":
            self._close(begin)
        else:
            self._open(begin)

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        words = found[0] if found else ""
        self.at += len(words)
        return words

    def _where(self, position: int) -> str:
        length = len(self.source[:position].encode("utf-8", "surrogatepass"))
        return f"at byte offset {length}"

    def _open(self, begin: int) -> None:
        tag = self._take(_TAG_NAME).lower()
        if self.source[self.at] == _END:
            raise cannot_parse(f"Unclosed start tag {self._where(begin)}")
        if tag not in _BUILDERS:
            raise cannot_parse(f'Unsupported start tag "{tag}" {self._where(begin)}')
        attributes = self._read_attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            where = self._where(begin)
            raise cannot_parse(f'Tag "span" must have class "tg-spoiler" {where}')
        if tag == "blockquote" and any(outer.tag == tag for outer in self.open):
            raise cannot_parse(f'Tag "blockquote" must not be nested {self._where(begin)}')
        self.open.append(_OpenTag(tag, attributes, self.offset, len(self.written)))

    def _read_attributes(self, tag: str, begin: int) -> Attributes:
        attributes: Attributes = {}
        while True:
            self._take(_BLANKS)
            if self.source[self.at] == ">":
                self.at += 1
                return attributes
            name = self._take(_ATTRIBUTE_NAME)
            if not name:
                where = self._where(begin)
                raise cannot_parse(f'Empty attribute name in the tag "{tag}" {where}')
            self._take(_BLANKS)
            if self.source[self.at] == "=":
                self.at += 1
                attributes[name] = self._read_value(begin)
            else:
                attributes[name] = ""
            if self.source[self.at] == _END:
                raise cannot_parse(f'Unclosed start tag "{tag}" {self._where(begin)}')

    def _read_value(self, begin: int) -> str:
        self._take(_BLANKS)
        quote = self.source[self.at]
        if quote in "\"'":
            end = self.source.find(quote, self.at + 1)
            if end < 0:
                raise cannot_parse(f"Unclosed start tag {self._where(begin)}")
            value = decode_references(self.source[self.at + 1 : end])
            self.at = end + 1
            return value
        token = self.at
        value = self._take(_NAME_TOKEN).lower()
        if self.source[self.at] not in " \t\r\n\v>\0":
            raise cannot_parse(f"Unexpected end of name token {self._where(token)}")
        return value

    def _close(self, begin: int) -> None:
        if not self.open:
            raise cannot_parse(f"Unexpected end tag {self._where(begin)}")
        self.at += 1
        tag = self._take(_TAG_NAME).lower()
        self._take(_BLANKS)
        if self.source[self.at] != ">":
            raise cannot_parse(f"Unclosed end tag {self._where(begin)}")
        self.at += 1
        opened = self.open.pop()
        # "</>" closes the innermost open tag, as in TDLib.
        if tag not in ("", opened.tag):
            raise cannot_parse(
                f"Unmatched end tag {self._where(begin)}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.offset > opened.offset:
            self._add(opened)

    def _add(self, opened: _OpenTag) -> None:
        words = "".join(self.written[opened.first_piece :])
        entity = _BUILDERS[opened.tag](opened, self.offset - opened.offset, words)
        if entity is None:
            return
        last = self.entities[-1] if self.entities else None
        # <pre><code class="language-x"> is one block with a language.
        if last and entity.type == "pre" and _is_code_of(last, entity):
            self.entities.pop()
            entity = replace(entity, language=last.language)
        self.entities.append(entity)


def _is_code_of(code: Entity, pre: Entity) -> bool:
    return code.type == "code" and (code.offset, code.end) == (pre.offset, pre.end)


def _style(opened: _OpenTag, length: int, _words: str) -> Entity:
    return Entity(_STYLE_TAGS[opened.tag], opened.offset, length)


def _code(opened: _OpenTag, length: int, _words: str) -> Entity:
    name = opened.attributes.get("class", "")
    language = name.removeprefix("language-") if name.startswith("language-") else ""
    return Entity("code", opened.offset, length, language=language or None)


def _pre(opened: _OpenTag, length: int, _words: str) -> Entity:
    return Entity("pre", opened.offset, length)


def _quote(opened: _OpenTag, length: int, _words: str) -> Entity:
    name = "expandable_blockquote" if "expandable" in opened.attributes else "blockquote"
    return Entity(name, opened.offset, length)


def _link(opened: _OpenTag, length: int, words: str) -> Entity | None:
    url = checked_link(opened.attributes.get("href") or words)
    return Entity("text_link", opened.offset, length, url=url) if url else None


def _emoji(opened: _OpenTag, length: int, _words: str) -> Entity:
    number = opened.attributes.get("emoji-id", "")
    if not number.isdecimal() or int(number) == 0:
        raise cannot_parse("Invalid custom emoji identifier specified")
    return Entity("custom_emoji", opened.offset, length, custom_emoji_id=number)


def _time(opened: _OpenTag, length: int, _words: str) -> Entity:
    """Read tg-time; the rule for the format is the Bot API's, the words of the errors are ours."""
    unix, shape = opened.attributes.get("unix", ""), opened.attributes.get("format", "")
    if not unix.isdecimal():
        raise cannot_parse("Invalid date specified")
    if not _TIME_FORMAT.fullmatch(shape):
        raise cannot_parse("Invalid date format specified")
    return Entity(
        "date_time", opened.offset, length, unix_time=int(unix), date_time_format=shape or None
    )


_BUILDERS: dict[str, Callable[[_OpenTag, int, str], Entity | None]] = {
    **dict.fromkeys(_STYLE_TAGS, _style),
    "a": _link,
    "code": _code,
    "pre": _pre,
    "blockquote": _quote,
    "tg-emoji": _emoji,
    "tg-time": _time,
}
