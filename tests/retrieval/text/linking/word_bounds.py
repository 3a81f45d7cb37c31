"""Where words begin and end: the default rules of UAX #29, without those for emoji and Hebrew."""

import unicodedata

_BETWEEN_BOTH = frozenset(".\u2018\u2019\u2024\ufe52\uff07\uff0e'")
_BETWEEN_LETTERS = _BETWEEN_BOTH | frozenset(":\u00b7\u0387\u055f\u05f4\u2027\ufe13\ufe55\uff1a")
_BETWEEN_DIGITS = _BETWEEN_BOTH | frozenset(",;\u037e\u0589\u060c\u2044\ufe10\ufe14\uff0c\uff1b")
_EXTENDING = frozenset(("Mn", "Mc", "Me", "Cf"))
_FARTHEST = 50


def is_bound(block: str, at: int) -> bool:
    """Tell whether a word begins or ends before the character `at` of a block's text."""
    if at in {0, len(block)} or "\n" in block[at - 1 : at + 1]:
        return True
    if _kind(block[at]) == "extending" or block[at - 1 : at + 1] == "  ":
        return False
    before = _nearest(block[max(0, at - _FARTHEST) : at][::-1])
    after = _nearest(block[at : at + _FARTHEST])
    return not (_belong(before, after) or _belong(after, before))


def _nearest(characters: str) -> str:
    """Return the two nearest characters that count."""
    return "".join([one for one in characters if _kind(one) != "extending"][:2])


def _belong(one: str, other: str) -> bool:
    """Tell whether the nearest characters on both sides are of one word, seen from one side."""
    if not one or not other:
        return False
    kinds = {_kind(one[0]), _kind(other[0])}
    if kinds <= {"letter", "digit"} or kinds == {"kana"}:
        return True
    if "joining" in kinds and kinds <= {"letter", "digit", "kana", "joining"}:
        return True
    beyond = _kind(other[1:]) if other[1:] else ""
    return (_kind(one[0]) == beyond == "letter" and other[0] in _BETWEEN_LETTERS) or (
        _kind(one[0]) == beyond == "digit" and other[0] in _BETWEEN_DIGITS
    )


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    name = unicodedata.name(character, "")
    if category in _EXTENDING and character != "\u200b":
        return "extending"
    if name.startswith("KATAKANA"):
        return "kana"
    if name.startswith(("CJK", "HIRAGANA")):
        return "ideograph"
    if category.startswith("L") or category == "Nl":
        return "letter"
    if category == "Nd":
        return "digit"
    return "joining" if category == "Pc" or character == "\u202f" else ""
