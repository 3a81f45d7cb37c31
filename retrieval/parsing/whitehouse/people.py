"""Identify the people behind the labels of a White House page, by the names on that page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.parsing.whitehouse.titles import (
    HONORIFICS,
    INITIAL,
    JOINS,
    TitledPerson,
    capitalise,
    fold_name,
    is_office,
)
from retrieval.patterns import regex

_ASSISTS = frozenset("assistant advisor adviser secretary director deputy".split())
_ADDRESSED_BY_OFFICE = frozenset(
    "president senator governor representative congressman congresswoman mayor minister".split()
)
_SENTENCE_END = regex(r".*[.!?:;…—–-][”\"’)]*")
_FIRST_WORDS = frozenset("and but madam our so thank thanks that the then this we with".split())
_LISTING = frozenset("and of or".split())
_MOST_GIVEN = 2


@dataclass(frozen=True, slots=True)
class _LabelParts:
    """The parts of a label, folded: "MS." (`is_addressed`) or an office, and the surname."""

    is_addressed: bool
    office: tuple[str, ...]
    surname: str
    is_wife: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """The people whom the labels of one page can mean: by its title, its labels and its text."""

    titled: tuple[TitledPerson, ...]
    labels: frozenset[str]
    text: str

    def identify(self, label: str) -> TitledPerson:
        """Return the speaker of a label, with the fullest name that the page itself has.

        The title comes first, then an introduction in the text ("our National Security Advisor,
        Jake Sullivan") if all of them agree; otherwise the label as it is, but not in capitals.
        """
        label_parts = _split_label(label)
        if not label_parts.surname:
            return self._of_office(label, label_parts.office)
        found = self._named(label_parts)
        if found is None or (fold_name(found.name) == label_parts.surname and not found.role):
            return self._as_labelled(label, label_parts)
        if fold_name(found.name) == label_parts.surname:
            return TitledPerson(f"{found.role} {found.name}", found.role)
        return found

    def _named(self, label_parts: _LabelParts) -> TitledPerson | None:
        for person in self.titled:
            if person.is_called(label_parts.surname) and _can_mean(label_parts, person):
                return self._completed(person, label_parts)
        return self._introduced(label_parts)

    def _completed(self, person: TitledPerson, label_parts: _LabelParts) -> TitledPerson:
        """Complete a person of the title, who may have only a surname, or no office."""
        if " " in person.name and person.role:
            return person
        found = self._introduced(label_parts)
        if found is None or (" " in person.name and not found.is_called(fold_name(person.name))):
            return person
        return TitledPerson(found.name, person.role or found.role)

    def _of_office(self, label: str, office: tuple[str, ...]) -> TitledPerson:
        """Return who holds an office ("THE PRESIDENT") by the title; only the office if unclear.

        If the title has two presidents, it is the first one, and only if the other one is labelled
        by name.
        """
        if not label.startswith("THE "):
            return TitledPerson(capitalise(label), "")
        holders = [each for each in self.titled if tuple(fold_name(each.role).split()) == office]
        unlabelled = [each for each in holders if not self._is_labelled_by_name(each)]
        role = capitalise(label.removeprefix("THE "))
        is_known = (bool(holders) and len(holders) == 1) or unlabelled == holders[:1] != []
        named = holders[0].shown if is_known and holders[0].name else capitalise(label)
        return TitledPerson(named, role)

    def _is_labelled_by_name(self, person: TitledPerson) -> bool:
        surname = fold_name(person.name).rsplit(" ", 1)[-1]
        return any(fold_name(label).endswith(" " + surname) for label in self.labels)

    def _introduced(self, label_parts: _LabelParts) -> TitledPerson | None:
        """Find whom the text introduces with that surname; None unless it is exactly one person."""
        if label_parts.is_wife:
            return None  # "MRS. LEWIS" is not the Lewis whom the page mentions
        found = [
            person
            for person in _introductions(self.text, label_parts.surname)
            if _can_mean(label_parts, person) and (person.role or not label_parts.office)
        ]
        with_office = [person for person in found if person.role]
        if any(person.is_called(label_parts.surname) for person in self.titled):
            found = with_office  # "MS. BIDEN" is not every Biden whom the President mentions
        names = {person.name for person in with_office or found}
        return (with_office or found)[0] if len(names) == 1 else None

    def _as_labelled(self, label: str, label_parts: _LabelParts) -> TitledPerson:
        name = _spelling(self.text, label_parts.surname) or capitalise(label_parts.surname.upper())
        if label_parts.is_addressed:
            return TitledPerson(f"{capitalise(label.split(maxsplit=1)[0])} {name}", "")
        role = capitalise(" ".join(label_parts.office).upper())
        return TitledPerson(f"{role} {name}".strip(), role)


def _split_label(label: str) -> _LabelParts:
    tokens = label.casefold().replace("'", "’").split()
    if tokens[0] in HONORIFICS:
        is_wife = tokens[0].startswith("mrs")
        return _LabelParts(
            is_addressed=True, office=(), surname=" ".join(tokens[1:]), is_wife=is_wife
        )
    rest = tokens[tokens[0] == "the" :]
    count = len(rest) if is_office(rest[-1]) else 0
    while count < len(rest) and (is_office(rest[count].strip(".")) or rest[count] in JOINS):
        count += 1
    return _LabelParts(
        is_addressed=False, office=tuple(rest[:count]), surname=" ".join(rest[count:])
    )


def _can_mean(label_parts: _LabelParts, person: TitledPerson) -> bool:
    """Tell whether a label can mean a person: "DR. BIDEN" is not the President of that name.

    Presidents, members of Congress, governors and mayors are labelled by their office.
    """
    roles = set(fold_name(person.role).split())
    if label_parts.is_addressed:
        return bool(roles & _ASSISTS) or not roles & _ADDRESSED_BY_OFFICE
    return not label_parts.office or not roles or bool(roles & set(label_parts.office))


def _introductions(text: str, surname: str) -> Iterator[TitledPerson]:
    """Yield people whose given name is before that surname, with an office before the name.

    A name that may begin with the first word of a sentence ("And Sullivan") is skipped.
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
    """Return the words of an office directly before a name; empty if there is none."""
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
    """Find how the page writes a name when not in capitals; empty if it never does."""
    found = (match[0] for match in _named(surname).finditer(text))
    return next((name for name in found if name[0].isupper() and not name.isupper()), "")
