"""Finds people in questions of languages that spell them otherwise: "Хаяси", "Hajaši"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from retrieval.patterns import regex

# Letters that have no Latin one by their name in Unicode, or another than readers expect.
_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэіїєґ", "abvgdezijklmnoprstufieiieg", strict=True)),
        "ё": "e",
        "ж": "zh",
        "х": "h",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ю": "yu",
        "я": "ya",
        "ъ": "",
        "ь": "",
        "ђ": "j",
        "ј": "j",
        "љ": "l",
        "њ": "n",
        "ћ": "ch",
        "џ": "j",
        **dict(zip("αβγδεζηικλνοπρσςτυφχω", "avgdeziiklnoprsstifho", strict=True)),
        "θ": "th",
        "μ": "m",
        "ξ": "x",
        "ψ": "ps",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ø": "o",
    }
)
_PAIRS = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("ου", "u"))
# One way of writing for sounds that languages write in several.
_SOUNDS = (
    *(("tsch", "c"), ("sch", "s"), ("sh", "s"), ("kh", "h"), ("ch", "c"), ("ck", "k"), ("ts", "t")),
    *(("ph", "f"), ("w", "v"), ("y", "i"), ("j", "i"), ("q", "k")),
)
_DOUBLED = regex(r"(.)\1")
_WORD = regex(r"[^\W\d_]+")
_SHORTEST = 5
_LONGEST_ENDING = 3


def people_spelt(question: str, names: Iterable[str]) -> Iterator[str]:
    """Yield those of some folded names that words of a question with a capital spell otherwise."""
    sounds = {sound: name for name in names if len(sound := _sound(name)) >= _SHORTEST}
    for word in _WORD.findall(question):
        if word[:1].isupper() and (name := _named(_sound(word), sounds)):
            yield name.capitalize()


def _named(word: str, sounds: dict[str, str]) -> str:
    """Find the name that a word is, perhaps with an ending in place of its last vowel."""
    if len(word) < _SHORTEST:
        return ""
    for length in range(len(word), max(_SHORTEST, len(word) - _LONGEST_ENDING) - 1, -1):
        if (name := sounds.get(word[:length])) is not None:
            return name
    stems = (sound for sound in sounds if sound[-1] in "aeiou" and len(sound) > _SHORTEST)
    return next(
        (
            sounds[sound]
            for sound in stems
            if word.startswith(sound[:-1]) and len(word) - len(sound) < _LONGEST_ENDING
        ),
        "",
    )


def _sound(word: str) -> str:
    """Write a word in plain Latin letters, as it is said."""
    said = word.casefold()
    plain = unicodedata.normalize("NFD", said)
    said = "".join(one for one in plain if not unicodedata.combining(one))
    for letters, sound in _PAIRS:
        said = said.replace(letters, sound)
    said = said.translate(_LETTERS)
    for letters, sound in _SOUNDS:
        said = said.replace(letters, sound)
    return _DOUBLED.sub(r"\1", said)
