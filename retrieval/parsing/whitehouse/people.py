"""Whom the labels of a White House page stand for: names and offices as the page has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.parsing.whitehouse.titles import (
    HONORIFICS,
    INITIAL,
    JOINS,
    TitledPerson,
    cased,
    folded,
    is_office,
)

_ASSISTS = frozenset("assistant advisor adviser secretary director deputy".split())
_ADDRESSED_BY_OFFICE = frozenset(
    "president senator governor representative congressman congresswoman mayor minister".split()
)
_SENTENCE_END = re.compile(r".*[.!?:;…—–-][”\"’)]*")
_FIRST_WORDS = frozenset("and but madam our so thank thanks that the then this we with".split())
_LISTING = frozenset("and of or".split())
_MOST_GIVEN = 2


@dataclass(frozen=True, slots=True)
class _Sought:
    """Whom a label asks for, folded: "MS." or an office, and the surname."""

    is_addressed: bool
    office: tuple[str, ...]
    surname: str
    is_wife: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """Whom the labels of one page can mean: its title, its labels and its introductions."""

    titled: tuple[TitledPerson, ...]
    labels: frozenset[str]
    text: str

    def person(self, label: str) -> TitledPerson:
        """The speaker a label stands for, as fully as the page itself names him or her.

        The title comes first, then an introduction in the text ("our National Security Advisor,
        Jake Sullivan") if all of them agree; otherwise the label stands as it is, not in capitals.
        """
        sought = _split_label(label)
        if not sought.surname:
            return self._of_office(label, sought.office)
        found = self._named(sought)
        if found is None or (folded(found.name) == sought.surname and not found.role):
            return self._as_labelled(label, sought)
        if folded(found.name) == sought.surname:
            return TitledPerson(f"{found.role} {found.name}", found.role)
        return found

    def _named(self, sought: _Sought) -> TitledPerson | None:
        for person in self.titled:
            if person.is_called(sought.surname) and _may_mean(sought, person):
                return self._completed(person, sought)
        return self._introduced(sought)

    def _completed(self, person: TitledPerson, sought: _Sought) -> TitledPerson:
        """A title may give the surname alone, or a name without an office."""
        if " " in person.name and person.role:
            return person
        found = self._introduced(sought)
        if found is None or (" " in person.name and not found.is_called(folded(person.name))):
            return person
        return TitledPerson(found.name, person.role or found.role)

    def _of_office(self, label: str, office: tuple[str, ...]) -> TitledPerson:
        """Who holds an office ("THE PRESIDENT") by the title; a bare office where that is unclear.

        Where two presidents stand in the title, it is the first, and only if the other one is
        labelled by name.
        """
        if not label.startswith("THE "):
            return TitledPerson(cased(label), "")
        holders = [each for each in self.titled if tuple(folded(each.role).split()) == office]
        unlabelled = [each for each in holders if not self._is_labelled_by_name(each)]
        role = cased(label.removeprefix("THE "))
        is_known = (bool(holders) and len(holders) == 1) or unlabelled == holders[:1] != []
        named = holders[0].shown if is_known and holders[0].name else cased(label)
        return TitledPerson(named, role)

    def _is_labelled_by_name(self, person: TitledPerson) -> bool:
        surname = folded(person.name).rsplit(" ", 1)[-1]
        return any(folded(label).endswith(" " + surname) for label in self.labels)

    def _introduced(self, sought: _Sought) -> TitledPerson | None:
        """Whom the text introduces by that surname; None unless it is one person."""
        if sought.is_wife:
            return None  # "MRS. LEWIS" is not the Lewis of whom the page speaks
        found = [
            person
            for person in _introductions(self.text, sought.surname)
            if _may_mean(sought, person) and (person.role or not sought.office)
        ]
        with_office = [person for person in found if person.role]
        if any(person.is_called(sought.surname) for person in self.titled):
            found = with_office  # "MS. BIDEN" is not each Biden of whom the President speaks
        names = {person.name for person in with_office or found}
        return (with_office or found)[0] if len(names) == 1 else None

    def _as_labelled(self, label: str, sought: _Sought) -> TitledPerson:
        name = _spelling(self.text, sought.surname) or cased(sought.surname.upper())
        if sought.is_addressed:
            return TitledPerson(f"{cased(label.split(maxsplit=1)[0])} {name}", "")
        role = cased(" ".join(sought.office).upper())
        return TitledPerson(f"{role} {name}".strip(), role)


def _split_label(label: str) -> _Sought:
    tokens = label.casefold().replace("'", "’").split()
    if tokens[0] in HONORIFICS:
        is_wife = tokens[0].startswith("mrs")
        return _Sought(is_addressed=True, office=(), surname=" ".join(tokens[1:]), is_wife=is_wife)
    rest = tokens[tokens[0] == "the" :]
    count = len(rest) if is_office(rest[-1]) else 0
    while count < len(rest) and (is_office(rest[count].strip(".")) or rest[count] in JOINS):
        count += 1
    return _Sought(is_addressed=False, office=tuple(rest[:count]), surname=" ".join(rest[count:]))


def _may_mean(sought: _Sought, person: TitledPerson) -> bool:
    """Whether a label can mean a person: "DR. BIDEN" is not the President of that name.

    Presidents, members of Congress, governors and mayors are labelled by their office.
    """
    roles = set(folded(person.role).split())
    if sought.is_addressed:
        return bool(roles & _ASSISTS) or not roles & _ADDRESSED_BY_OFFICE
    return not sought.office or not roles or bool(roles & set(sought.office))


def _introductions(text: str, surname: str) -> Iterator[TitledPerson]:
    """Where the text has a given name before a surname, and the office before that.

    A name that may begin with the first word of a sentence ("And Sullivan") is passed over.
    """
    for match in _named(surname).finditer(text):
        before = text[max(0, match.start() - 120) : match.start()].rsplit("\n", 1)[-1].split()
        given: list[str] = []
        while before and len(given) < _MOST_GIVEN and _is_given(before[-1]):
            given.insert(0, before.pop())
        given = given[sum(token.casefold() in HONORIFICS for token in given[:1]) :]
        if not given or not before or _SENTENCE_END.fullmatch(before[-1]) or match[0].isupper():
            continue
        role = _office_before(before)
        follows = before[-1].endswith(",") or (before[-1].islower() and before[-1] not in _LISTING)
        names_a_thing = (
            text[match.end() : match.end() + 2].strip().isupper()
        )  # "the Butch Lewis Act"
        if role or (follows and not names_a_thing):
            yield TitledPerson(" ".join([*given, match[0]]), role)


def _named(surname: str) -> re.Pattern[str]:
    pattern = r"\s".join(re.escape(word).replace("’", "[’']") for word in surname.split())
    return re.compile(rf"(?<![\w-])(?i:{pattern})(?![\w-])(?<![A-Z][A-Z])")


def _is_given(token: str) -> bool:
    if INITIAL.fullmatch(token):
        return True
    is_name = token[:1].isupper() and not token.isupper() and token.replace("-", "").isalpha()
    return is_name and not is_office(token.casefold())


def _office_before(before: list[str]) -> str:
    """The words of an office that stand right before a name; empty where none do."""
    role: list[str] = []
    for token in reversed(before):
        bare = token.strip(",").casefold()
        ends_list = bool(role) and token.endswith(",")
        within = bool(role) and (
            token in {"for", "of"} or (token[:1].isupper() and token.isalpha())
        )
        if ends_list or not ((is_office(bare) and token[:1].isupper()) or within):
            break
        role.insert(0, token)
    while role and (not role[0][:1].isupper() or role[0].casefold() in _FIRST_WORDS):
        del role[0]
    while role and role[-1].casefold() in HONORIFICS:
        del role[-1]
    return " ".join(role).strip(" ,")


def _spelling(text: str, surname: str) -> str:
    """A name as the page writes it where not in capitals; empty if it never does."""
    found = (match[0] for match in _named(surname).finditer(text))
    return next((name for name in found if name[0].isupper() and not name.isupper()), "")
