"""A made-up language: texts in brackets, longer, and in letters that English has not."""

import datetime as dt
import re
from collections.abc import Iterable
from gettext import NullTranslations

from bot.language.english import English

_ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćďéƒǵĥíĵķĺḿńóṕɋŕśťúṽẃẋýźÁɃĆĎÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼẂẊÝŹ",
)
# What stays in a text: placeholders, tags.
_KEPT = re.compile(r"(%\([a-z_]+\)s|%%|<[^<>]*>)")
_LETTERS = re.compile(r"[A-Za-z]+")
# What is not a text of ours: quotations, links, what is typed or copied, addresses.
_QUOTED = re.compile(
    r"<blockquote.*?</blockquote>|<a .*?</a>|<code>.*?</code>|<pre>.*?</pre>|“[^”]*”"
    r"|\b(?:[a-z]+\.)+[a-z]+/\S*",
    re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")


# How much longer texts are than in English: those of other languages mostly are.
_LONGER = 0.4


def accented(text: str) -> str:
    """A text in this language; placeholders and tags stay."""
    parts = [p if _KEPT.fullmatch(p) else p.translate(_ACCENTED) for p in _KEPT.split(text)]
    ours = sum(len(part) for part in parts if not _KEPT.fullmatch(part))
    return f"[{''.join(parts)}{'~' * int(ours * _LONGER)}]"


class _Catalogue(NullTranslations):
    def gettext(self, message: str) -> str:
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return accented(msgid1 if n == 1 else msgid2)


class Pseudo(English):
    """The made-up language."""

    code = "xx"
    own_name = english_name = "Pseudo"

    def __init__(self) -> None:
        super().__init__()
        self.catalogue = _Catalogue()

    def date(self, day: dt.date, skeleton: str) -> str:
        return accented(super().date(day, skeleton))

    def ordinal(self, number: int) -> str:
        return accented(super().ordinal(number))

    def city(self, zone: str) -> str:
        return accented(super().city(zone))

    def language_name(self, name: str) -> str:
        return accented(name) if name else ""


PSEUDO = Pseudo()


def untranslated(html: str, data: Iterable[str] = ()) -> list[str]:
    """The words of a message that are in English, and are neither quotations nor data."""
    bare = _QUOTED.sub(" ", html)
    bare = _TAG.sub("", bare).replace("&amp;", "&").replace("&lt;", " ").replace("&gt;", " ")
    for one in sorted(filter(None, data), key=len, reverse=True):
        bare = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", " ", bare)
    return _LETTERS.findall(bare)
