"""Message entities, and what Telegram does to them before it stores a message.

The steps follow TDLib's `fix_formatted_text` and `get_input_message_entities`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from retrieval.patterns import regex

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
MONOSPACE = ("pre", "code")
QUOTES = ("blockquote", "expandable_blockquote")
MAX_ENTITIES = 100  # TDLib: MAX_USER_ENTITY_COUNT, a limit of the server
_RANK = {
    name: rank for rank, name in enumerate((*QUOTES, *MONOSPACE, "text_link", "date_time", *STYLES))
}
_BLANKED = regex("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_REMOVED = regex("[\r\u2028-\u202e\u0333\u033f\u030a]")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked part of a message; offset and length are in UTF-16 units, as in Telegram."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None

    @property
    def end(self) -> int:
        """The offset just after the entity."""
        return self.offset + self.length

    @property
    def is_expandable(self) -> bool:
        """Whether it is a quote that opens on a tap."""
        return self.type == "expandable_blockquote"

    def as_json(self) -> dict[str, object]:
        """Return the entity as it stands in the JSON of a message."""
        pairs = [(name, getattr(self, name)) for name in _NAMES]
        return {name: value for name, value in pairs if value is not None}


_NAMES = tuple(field.name for field in fields(Entity))


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text as its reader sees it, and its entities."""

    text: str
    entities: tuple[Entity, ...] = ()

    def slice(self, entity: Entity) -> str:
        """Return the words that an entity covers."""
        units = self.text.encode("utf-16-le")
        return units[2 * entity.offset : 2 * entity.end].decode("utf-16-le")


def utf16_len(text: str) -> int:
    """Return the length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def normalize_text(text: str, entities: Iterable[Entity] = ()) -> MarkedText:
    """Return text and entities as Telegram would store them: cleaned, trimmed, normalized."""
    return _trim(*_clean(text, normalize_entities(entities)))


def normalize_entities(entities: Iterable[Entity]) -> list[Entity]:
    """Return the entities that Telegram keeps: in order, none inside code, at most 100.

    Adjacent styles of one kind are joined. Code and pre lose all styles in them. Of two links or
    codes that overlap, the outer one stays. Source: Bot API, "Formatting options", and TDLib.
    """
    given = sorted(entities, key=_order)
    solid = _without_overlaps([e for e in given if e.type in (*MONOSPACE, "text_link")])
    excluded = [(e.offset, e.end) for e in solid if e.type in MONOSPACE]
    emoji = [e for e in given if e.type == "custom_emoji"]
    counted = [e for e in given if e.type in (*QUOTES, "date_time")] + solid
    counted.sort(key=_order)
    styles = [
        Entity(style, start, end - start)
        for style in STYLES
        for start, end in _subtract(_join([e for e in given if e.type == style]), excluded)
    ]
    styles.sort(key=_order)
    return sorted([*(counted + styles)[:MAX_ENTITIES], *emoji], key=_order)


def _order(entity: Entity) -> tuple[int, int, int]:
    return entity.offset, -entity.length, _RANK.get(entity.type, len(_RANK))


def _without_overlaps(entities: Iterable[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity.offset >= kept[-1].end:
            kept.append(entity)
    return kept


def _join(entities: Sequence[Entity]) -> list[Span]:
    spans: list[Span] = []
    for entity in entities:
        if spans and entity.offset <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], entity.end))
        else:
            spans.append((entity.offset, entity.end))
    return spans


def _subtract(spans: Sequence[Span], excluded: Sequence[Span]) -> list[Span]:
    left = list(spans)
    for low, high in excluded if left else ():
        pieces = [((a, min(b, low)), (max(a, high), b)) for a, b in left]
        left = [(a, b) for pair in pieces for a, b in pair if a < b]
    return left


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Blank control characters, remove those Telegram removes, and move the entities to match."""
    text = _BLANKED.sub(" ", text)
    removed = [utf16_len(text[: found.start()]) for found in _REMOVED.finditer(text)]
    if not removed:
        return text, entities
    moved = [
        _resized(e, e.offset - bisect_left(removed, e.offset), e.end - bisect_left(removed, e.end))
        for e in entities
    ]
    return _REMOVED.sub("", text), [e for e in moved if e.length > 0]


def _trim(text: str, entities: list[Entity]) -> MarkedText:
    """Cut blanks and newlines off both ends; at the start only up to the first entity."""
    text = text.rstrip(" \n")
    end = utf16_len(text)
    kept = [_resized(e, e.offset, min(e.end, end)) for e in entities if e.offset < end]
    leading = len(text) - len(text.lstrip(" \n"))
    if kept:
        leading = min(leading, kept[0].offset)
    moved = (_resized(e, e.offset - leading, e.end - leading) for e in kept)
    return MarkedText(text[leading:], tuple(sorted(moved, key=_order)))


def _resized(entity: Entity, start: int, end: int) -> Entity:
    if (start, end) == (entity.offset, entity.end):
        return entity
    return replace(entity, offset=start, length=end - start)
