"""How words fit into a picture: which signs its font has, how wide they are, where lines end."""

from __future__ import annotations

import unicodedata

# As `bot/rendering/fonts/README.md` tells how the font was made.
_BESIDE_LATIN_1 = frozenset("‐–—‘’“”•…")
_MICRO = "\N{MICRO SIGN}"
_SIGNS_AND_KANA = range(0xA1, 0xA9)
_KANJI = range(0xB0, 0xD0)
_TWO_BYTES = 2
_MISSING = "□"
# Parts of the height; the widest letters are narrower than that, so that no line is too long.
_WIDE, _BROAD, _CAPITAL, _SMALL, _NARROW = 1.0, 0.93, 0.76, 0.6, 0.37
_THIN = frozenset(" .,:;'!|ijlr·ft()[]-\"")
# The font is made for Japanese: these are as wide in it as kanji.
_AS_KANJI = frozenset("“”‘’…—→□")
# So are quotation marks, with a blank beside them that words in Latin letters do not want.
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def drawable(words: str) -> str:
    """Return words in signs that the font has: letters without marks, or a box, for others.

    Quotation marks become straight.
    """
    return "".join(map(_drawable, unicodedata.normalize("NFC", words).translate(_QUOTES)))


def _drawable(sign: str) -> str:
    if _has(sign):
        return sign
    plain = unicodedata.normalize("NFKD", sign)[0]
    return plain if _has(plain) else _MISSING


def _has(sign: str) -> bool:
    if " " <= sign <= "~" or ("\xa0" <= sign <= "\xff" and sign != _MICRO):
        return True
    if sign in _BESIDE_LATIN_1:
        return True
    code = sign.encode("euc_jp", "ignore")
    return len(code) == _TWO_BYTES and (code[0] in _SIGNS_AND_KANA or code[0] in _KANJI)


def width(words: str) -> float:
    """Return about how wide words are, in heights of the font."""
    return sum(map(_width, words))


def _width(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in {"W", "F"} or sign in _AS_KANJI:
        return _WIDE
    if sign in _THIN:
        return _NARROW
    if sign in "mMW%@":
        return _BROAD
    return _CAPITAL if sign.isupper() or sign == "w" else _SMALL


def fit(words: str, widest: float) -> str:
    """Return words, cut with an ellipsis if they are wider than that."""
    if width(words) <= widest:
        return words
    while words and width(f"{words}…") > widest:
        words = words[:-1]
    return f"{words.rstrip()}…"


def break_lines(words: str, widest: float, most: int) -> list[str]:
    """Break words into lines, at most so many; the last is cut if there are more words."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer) > widest and len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = longer
    return [fit(line, widest) for line in lines]
