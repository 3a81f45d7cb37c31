"""Read the people in the titles of White House pages: names and offices as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.patterns import regex
from retrieval.text.honorifics import PRINTED_SUFFIXES

_BY = (regex(r"\bby\s+", re.IGNORECASE), regex(r"\b(?:from|of|with)\s+", re.IGNORECASE))
_SIGNED = regex(r"^(?:\w+\s+)?Statements?\s+(?:by|from|of)\s+", re.IGNORECASE)
# Words that can end an office, so that a name may follow: "Coordinator for Strategic Communications
# John Kirby". Made from the titles of 2021-2026; a missing word costs an office, but no name.
_OFFICE_WORDS = frozenset(
    "academy accountability acting administration administrator admiral adviser advisers"
    " advisor advisors affairs agency agriculture aide ambassador america americas analyst"
    " apnsa architect assistant attorney attorneys aviation board brigadier budget bureau"
    " cabinet candidate captain chain chair chairman chairperson chairwoman chancellor chief"
    " class climate coach colonel commander commerce commission commissioner communications"
    " competitiveness congress congressman congresswoman coordinator corps council counsel"
    " counselor counselors credibility cyber czar defense delegate department deputy"
    " development director directors doctor doctors dr drs economics economist education elect"
    " emergency emerging energy engagement envoy envoys epa equality executive fema first"
    " force foreign gender general gentleman gentlemen governor governors guard health"
    " hemisphere homeland house implementation innovation intelligence interior judge justice"
    " king labor lady leader leaders lieutenant magistrate major management manager mayor"
    " media member members mexico minister ministers mission mr mrs ms nation national nec"
    " nominee nsa nsc office officer official officials omb operations ostp party policy"
    " premier preparedness president presidents press prime prince principal professor"
    " programs protection queen relations rep representative representatives representing"
    " republic response rev reverend science secretaries secretary secretary-general security"
    " sen senate senator senators senior sergeant services sheikh speaker special spokesman"
    " spokesperson spokeswoman staff state states strategic sultan superintendent supervisor"
    " supply surgeon taoiseach task team technologies technology trade transportation treasury"
    " undersecretary union usaid veterans vice white worker".split()
)
JOINS = frozenset("of for the".split())
_LETTERS = regex(r"[^\W\d_]{2}")
_LONGEST_ACRONYM = 3
_TAKES_TO = frozenset(
    "assistant advisor adviser ambassador aide counselor envoy representative".split()
)
_HOLDERS = frozenset(
    "administrator adviser advisor ambassador apnsa attorney chair chancellor chief commissioner"
    " coordinator counsel director doctor envoy gentleman governor lady leader member minister"
    " physician president secretary secretary-general senator speaker spokesman spokesperson"
    " spokeswoman taoiseach".split()
)
_LONGEST_LEAD = 3
_JOINING = JOINS | {"and", "to"}
_COMPLETE = frozenset("president lady gentleman minister officials".split())
_PARTICLES = frozenset("al bin da de del den der di dos du el la le van von y".split())
_SUFFIX = regex(rf"(?:{'|'.join(PRINTED_SUFFIXES)})\.?")
INITIAL = regex(r"(?:[A-Z]\.)+|(?:Dr|Mr|Ms|Mrs|St|Jr|Sr)\.")
HONORIFICS = frozenset("mr mr. ms ms. mrs mrs. dr dr. qms. m. s.".split())
_ACRONYMS = frozenset("CBS DHS DOD FAA FBI FEMA NASA NSC USS II III IV".split())
_NO_NAMES = frozenset(
    "& a aboard after ahead amid an announces applauding approves are as at awareness before"
    " celebrates competition conference congratulates day days during en extension for four"
    " framework group highlights hosts in marks more new of on one program reaffirming release"
    " releases speech the they this three to two under united upon what while year years |".split()
)
_AND = frozenset({"and", "&", "with"})


@dataclass(frozen=True, slots=True)
class TitledPerson:
    """A name and an office, each as printed; either may be empty."""

    name: str
    role: str

    @property
    def shown(self) -> str:
        """The name to show: the full name, else office and surname ("President Biden")."""
        return (
            self.name if " " in self.name or not self.role else f"{self.role} {self.name}".strip()
        )

    @property
    def is_somebody(self) -> bool:
        """Whether this is a name with an office that one person holds, not "the United States"."""
        return bool(self.name) and not _HOLDERS.isdisjoint(fold_name(self.role).split())

    def is_called(self, surname: str) -> bool:
        """Tell whether the name ends with that surname, apart from a suffix."""
        bare = fold_name(self.name)
        return bool(surname) and (bare == surname or bare.endswith(" " + surname))


def people_in_title(title: str) -> list[TitledPerson]:
    """Read the people that a title names after "by" or "from", or at its start."""
    match = next(filter(None, (pattern.search(title) for pattern in _BY)), None)
    return list(_people(title[match.end() :] if match else title))


def signers(title: str) -> list[TitledPerson]:
    """Read who signs a statement by its title; nobody if one of them has no office or no name."""
    match = _SIGNED.match(title)
    people = list(_people(title[match.end() :])) if match else []
    return people if all(person.is_somebody for person in people) else []


def _people(words: str) -> Iterator[TitledPerson]:
    """Yield the people in a list: an office, a name, "of" a country, then a comma or "and"."""
    tokens = words.split()
    position = 0
    while position < len(tokens):
        role = tokens[position : _end_of_role(tokens, position)]
        position += len(role)
        name = list(_name_tokens(tokens, position))
        position += len(name)
        person = TitledPerson(_joined(name), " ".join(_bare_role(role)).strip(" ,;:"))
        if not _LETTERS.search(person.name):
            person = TitledPerson("", person.role)
        if person.name.isupper() and len(person.name) > _LONGEST_ACRONYM:
            person = TitledPerson(capitalise(person.name), capitalise(person.role))
        if person.role or " " in person.name:
            yield person
        if not role and not name:
            return
        position = _next_person(tokens, position, ended=bool(name) and name[-1].endswith(","))


def _next_person(tokens: list[str], position: int, *, ended: bool) -> int:
    """Find where the next person of a list begins; the end of the tokens if there is none."""
    if position < len(tokens) and tokens[position] == "of" and not ended:
        while position < len(tokens) and not ended and tokens[position] not in _AND:
            if tokens[position][:1].islower() and tokens[position] not in JOINS:
                return len(tokens)
            ended = tokens[position].endswith(",")
            position += 1
    if position < len(tokens) and tokens[position] in _AND:
        return position + 1
    return position if ended else len(tokens)


def _end_of_role(tokens: list[str], start: int) -> int:
    """Find the end of the last token of an office, before a name begins."""
    end = start
    before = ""
    for position in range(start, len(tokens)):
        token = tokens[position]
        bare = token.strip(",.").casefold()
        if is_office(bare):
            end = position + 1
            if token.endswith(","):
                break
        elif not _joins(token, before):
            reach = _LONGEST_LEAD if end == start or before in _JOINING else 1
            if not _leads_to_office(tokens[position : position + 1 + reach]):
                break
        before = bare
    return end


def _joins(word: str, before: str) -> bool:
    """Tell whether a small word can be part of an office after the word before."""
    if word == "and":
        return bool(before) and before not in _COMPLETE
    return word in JOINS or (word == "to" and before in _TAKES_TO)


def is_office(bare: str) -> bool:
    """Tell whether a folded word is a word of an office."""
    return all(part in _OFFICE_WORDS for part in re.split("[-/]", bare)) or bare in _OFFICE_WORDS


def _leads_to_office(tokens: list[str]) -> bool:
    """Tell whether capitalised words and joining words lead to an office: "Health and Human …"."""
    for position, token in enumerate(tokens):
        if position and is_office(token.strip(",.").casefold()):
            return True
        is_within = token[:1].isupper() or (position > 0 and token in JOINS)
        if token.endswith((",", "’s")) or token.casefold().endswith("ing") or not is_within:
            return False
    return False


def _name_tokens(tokens: list[str], start: int) -> Iterator[str]:
    for position in range(start, len(tokens)):
        token = tokens[position]
        is_name = token[:1].isupper() or token in _PARTICLES
        bare = token.casefold()
        ends = bare.strip(",.:") in _NO_NAMES or bare.endswith("ing")
        if not is_name or ends or is_office(token.strip(",.").casefold()):
            return
        if token.endswith(("’s", "'s", "s’")):
            yield token.removesuffix("s").rstrip("’'")
            return
        yield token
        following = tokens[position + 1] if position + 1 < len(tokens) else ""
        if token.endswith(",") and not _SUFFIX.fullmatch(following.strip(",")):
            return


def _bare_role(role: list[str]) -> list[str]:
    """Return an office without an article before or an honorific after it ("Director Dr.")."""
    while role and role[0].casefold() == "the":
        role = role[1:]
    while role and role[-1].casefold() in HONORIFICS:
        role = role[:-1]
    return role


def _joined(tokens: list[str]) -> str:
    words = " ".join(tokens).strip(" ,;:")
    return words if INITIAL.search(words.rsplit(" ", 1)[-1]) else words.rstrip(".")


def fold_name(words: str) -> str:
    """Fold a name for comparison: lower case, one kind of apostrophe, no "Jr."."""
    tokens = words.casefold().replace("'", "’").replace(",", "").split()
    if len(tokens) > 1 and _SUFFIX.fullmatch(tokens[-1].upper().replace("JR", "Jr")):
        tokens.pop()
    return " ".join(tokens)


def capitalise(words: str) -> str:
    """Write words in capitals as a name is written: "MR. O’NEILL" becomes "Mr. O’Neill"."""
    return " ".join(word if word in _ACRONYMS else _cased_word(word) for word in words.split())


def _cased_word(word: str) -> str:
    if word.startswith("MC") and len(word) > len("MCX"):
        return f"Mc{word[2:].capitalize()}"
    return re.sub(r"[^\W_]+", lambda part: part[0].capitalize(), word)
