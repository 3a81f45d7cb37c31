"""Turns the words and names of a question that carry its topic into terms of the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.model.query import Name, NearName, Term
from retrieval.model.release import Span
from retrieval.query.alternatives import Unit, either_quoted, join_alternatives
from retrieval.query.lexicon import Lexicon
from retrieval.query.who.common_names import ABOUT, SAYING
from retrieval.query.who.offices import end_of_becoming, end_of_office, may_open_office
from retrieval.query.words.aliases import Aliases, are_of_one_named
from retrieval.query.words.compounds import joined_names, parted_names
from retrieval.query.words.longer_names import surroundings_of
from retrieval.query.words.related import has_near_names, is_leader, longest_from, near_names
from retrieval.query.words.stop_phrases import FURNITURE_PAIRS, carries_topic
from retrieval.text.dates import MONTHS
from retrieval.text.honorifics import HONORIFICS
from retrieval.text.stems import stem
from retrieval.text.tokens import Token, are_joined, is_all_capitals, tokenize

# Searching a large vocabulary takes milliseconds; a question with more unknown words has no slips.
_MOST_CORRECTED = 12
_LONGEST = 16
# A longer question says what it means in several words; near names of each would take long.
_MOST_WITH_NEAR_NAMES = 8
# Where somebody is met, or speaks, he does not stand for his state.
_IN_PERSON = frozenset(
    """
    call called calls chat chatted conversation meet meeting meets met phone phoned said say says
    speak spoke spoken summit talk talked talks visit visited
    """.split()
)
_TAKING = ("assum", "offic")
_OPENS_TIME = frozenset("after before since upon".split())


@dataclass(frozen=True, slots=True)
class Topics:
    """The terms of a question, and the spans of its phrases that are alternatives within a term."""

    terms: tuple[Term, ...]
    alternatives: frozenset[Span]


def read_terms(
    question: str, tokens: Sequence[Token], quoted: Sequence[Span], lexicon: Lexicon
) -> Topics:
    """Read the terms of a question; `tokens` are those that nothing else was read from.

    Words and quoted phrases with "OR" between them become one term with all their names; such
    phrases are not exact.
    """
    reader = _TermReader(question, tokens, lexicon)
    beside = frozenset(span for span in quoted if reader.stands_beside_or(span))
    beside |= frozenset(either_quoted(question, quoted))
    units = sorted(
        [*reader.units(quoted, beside), *map(reader.phrase, beside)], key=lambda unit: unit.first
    )
    terms: list[Term] = []
    place_of: dict[tuple[str, ...], int] = {}
    for term in join_alternatives(question, tokens, units, lexicon.aliases):
        if (at := place_of.get(term.names[0])) is not None:
            terms[at] = replace(terms[at], times=terms[at].times + 1)
            continue
        place_of |= dict.fromkeys(term.names, len(terms))
        terms.append(term)
    if len(terms) > _MOST_WITH_NEAR_NAMES:
        terms = [replace(term, near=()) for term in terms]
    return Topics(tuple(map(_describe, _mark_proper(question, terms))), beside)


def _describe(term: Term) -> Term:
    """Say of a term whether it is a name, and in which longer names it means something else."""
    return replace(term, is_named=are_of_one_named(term.names), around=surroundings_of(term))


def excluded_term(word: str, lexicon: Lexicon, *, is_exact: bool) -> Term:
    """Make the term for words that an answer must not have; if `is_exact`, they are a phrase."""
    if is_exact:
        return Term(word, ())
    word = _without_openings(word)
    every = tokenize(word)
    tokens = [token for token in every if not token.is_stop] or every
    name = tuple(token.term for token in tokens)
    names = lexicon.aliases.of((_as_on_record(tokens[0], lexicon),) if len(name) == 1 else name)
    if len(name) == 1:
        others = parted_names(tokens[0], lexicon.vocabulary)
    else:
        others = joined_names(word, every, 0, lexicon.vocabulary) if len(every) == 2 else iter(())  # noqa: PLR2004 - two words
    return Term(word, tuple(dict.fromkeys((*lexicon.compounds.of(names), *others))))


def _without_openings(words: str) -> str:
    """Remove the prepositions, articles and honorifics that words begin with."""
    tokens = [token for token in tokenize(words) if not token.is_stop]
    named = [token for token in tokens if token.folded not in HONORIFICS] or tokens
    return words[named[0].span.start :] if named else words


class _TermReader:
    """Makes terms of the tokens of one question."""

    def __init__(self, question: str, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self._question = question
        self._tokens = tokens
        self._lexicon = lexicon
        self._words = tuple(token.folded for token in tokens)
        self._is_in_person = not _IN_PERSON.isdisjoint(self._words)
        self._corrections_left = _MOST_CORRECTED
        self._is_shouting = is_all_capitals(question)
        self._may_be_office = [may_open_office(word) for word in self._words]
        self._has_cases = any(map(str.islower, question)) and not question.istitle()
        self._names = frozenset(lexicon.speakers.words)
        self._phrases = self._find_phrases()

    def stands_beside_or(self, quoted: Span) -> bool:
        """Tell whether OR is next to a phrase that has more than stop words."""
        if all(token.is_stop for token in self._tokens if quoted.covers(token.span)):
            return False
        before, behind = self._question[: quoted.start - 1], self._question[quoted.end + 1 :]
        return before.rstrip().endswith(" OR") or behind.lstrip().startswith("OR ")

    def phrase(self, quoted: Span) -> Unit:
        """Make the unit of a phrase that is an alternative."""
        places = [at for at, token in enumerate(self._tokens) if quoted.covers(token.span)]
        name = tuple(self._tokens[at].term for at in places if not self._tokens[at].is_stop)
        return Unit(places[0], places[-1], Term(quoted.of(self._question), (name,)))

    def units(self, quoted: Sequence[Span], apart_from: Collection[Span]) -> Iterator[Unit]:
        """Yield the names and words that carry the topic; longer names go before shorter ones."""
        inside = self._are_within(quoted)
        apart = self._are_within(apart_from)
        places = [
            at for at, token in enumerate(self._tokens) if not token.is_stop and not apart[at]
        ]
        content_tokens = [self._tokens[at] for at in places]
        longest = max(self._lexicon.aliases.longest, 2)
        position = 0
        while position < len(places):
            at = places[position]
            unit = self._phrases.get(at)
            if unit is None and self._may_be_office[at]:
                unit = self._becoming_office(at) or self._office(at)
            if unit is not None:
                yield unit
                position += sum(at <= unit.last for at in places[position : position + _LONGEST])
                continue
            rest = content_tokens[position : position + longest]
            if len(rest) > 1 and (rest[0].folded, rest[1].folded) in FURNITURE_PAIRS:
                position += 2
                continue
            length = _name_length(rest, self._lexicon.aliases)
            first, last = places[position], places[position + length - 1]
            carries = inside[first] or carries_topic(self._question, self._tokens, first)
            term = self._term(rest[:length], first, carries_topic=carries)
            position += length
            if term is not None:
                yield Unit(first, last, term)

    def _find_phrases(self) -> dict[int, Unit]:
        """Find the phrases that have near names: "refuse to say"; each by its first topic word."""
        found: dict[int, Unit] = {}
        at = 0
        while at < len(self._tokens):
            longest = longest_from(self._tokens[at].term)
            words = tuple([token.term for token in self._tokens[at : at + longest]])
            phrases = (words[:n] for n in range(len(words), 1, -1) if has_near_names(words[:n]))
            unit = next(filter(None, (self._phrase_unit(at, one) for one in phrases)), None)
            if unit is None:
                at += 1
                continue
            content = (n for n in range(at, unit.last + 1) if not self._tokens[n].is_stop)
            found[next(content, at)] = unit
            at = unit.last + 1
        return found

    def _phrase_unit(self, first: int, words: Name) -> Unit | None:
        """Make the unit of a phrase; None if the record has no near name of it."""
        tokens = self._tokens[first : first + len(words)]
        near = self._near_names(words)
        if not near or not are_joined(self._question, tokens):
            return None
        content = tuple([token.term for token in tokens if not token.is_stop])
        word = Span(tokens[0].span.start, tokens[-1].span.end).of(self._question)
        return Unit(first, first + len(words) - 1, Term(word, (content or words,), near))

    def _near_names(self, name: Name) -> tuple[NearName, ...]:
        """Return the near names of a name on record; whoever is met is himself, and no state."""
        if self._is_in_person and is_leader(name):
            return ()
        return near_names(name, self._lexicon.vocabulary)

    def _in_capitals(self, word: str) -> bool:
        """Tell whether a word is written as an acronym: "U.S.", "HELP", "HBCUs"."""
        if word.islower() or self._is_shouting:
            return False
        return "." in word or sum(map(str.isupper, word)) > 1

    def _becoming_office(self, first: int) -> Unit | None:
        """Make one term of taking an office: "become foreign minister", "took office"."""
        end = end_of_becoming(self._words, first)
        is_time = first > 0 and self._words[first - 1] in _OPENS_TIME
        if end == first or is_time or not are_joined(self._question, self._tokens[first:end]):
            return None
        content = [token for token in self._tokens[first:end] if not token.is_stop]
        names: tuple[tuple[str, ...], ...] = (tuple(token.term for token in content),)
        office = tuple(token.folded for token in content[1:])
        is_held = office == ("office",) or office in self._lexicon.speakers.by_office
        if is_held and self._is_of_a_speaker(first):
            names += self._lexicon.aliases.of(_TAKING)
        word = Span(content[0].span.start, content[-1].span.end).of(self._question)
        return Unit(first, end - 1, Term(word, names))

    def _is_of_a_speaker(self, verb: int) -> bool:
        """Tell whether the person before the verb may speak on record, and say "my post"."""
        before = self._tokens[verb - 1] if verb else None
        names = self._lexicon.speakers.by_name
        return before is None or before.is_stop or (before.folded,) in names

    def _office(self, first: int) -> Unit | None:
        """Make one term of an office that is a topic; "foreign minister" carries no topic."""
        end = end_of_office(self._words, first)
        if end - first <= 1:
            return None
        content = [token for token in self._tokens[first:end] if not token.is_stop]
        if len(content) <= 1 or tuple(token.folded for token in content[-2:]) in FURNITURE_PAIRS:
            return None
        if not are_joined(self._question, self._tokens[first:end]):
            return None
        word = Span(content[0].span.start, content[-1].span.end).of(self._question)
        return Unit(first, end - 1, Term(word, (tuple(token.term for token in content),)))

    def _are_within(self, spans: Collection[Span]) -> list[bool]:
        """Tell for each token whether it begins within one of the spans."""
        mask = bytearray(len(self._question))
        for span in spans:
            mask[span.start : span.end] = b"\1" * len(span)
        return [bool(mask[token.span.start]) for token in self._tokens]

    def _term(self, tokens: Sequence[Token], at: int, *, carries_topic: bool) -> Term | None:
        """Make the term of a name or word, whose first token is at a place; None if it is none."""
        word = Span(tokens[0].span.start, tokens[-1].span.end).of(self._question)
        name = tuple(token.term for token in tokens)
        if len(name) == 1:
            name = (_as_on_record(tokens[0], self._lexicon),)
        aliases = self._lexicon.aliases
        if len(name) > 1 or self._in_capitals(word):
            names = aliases.of(name)
        else:
            names = aliases.of_lowercase(tokens[0].folded, name[0])
        # Whoever asks what MOFA said names the publisher by it, and no topic.
        if not carries_topic and (len(names) == 1 or self._is_publisher(tokens[0])):
            return None
        names = self._lexicon.compounds.of(names)
        if len(tokens) == 1:
            names = tuple(dict.fromkeys((*names, *self._written_otherwise(at))))
        vocabulary = self._lexicon.vocabulary
        near = tuple(one for one in self._near_names(name) if one.name not in names)
        is_known = len(names) > 1 or near or name[0] in vocabulary.terms
        if not is_known and self._corrections_left:
            self._corrections_left -= 1
            meant = self._lexicon.spelling.correct(tokens[0].folded)
            if meant is not None and self._may_be_slip(at, meant):
                return Term(word, aliases.of((stem(meant),)), read_as=meant)
        return Term(word, names, near)

    def _is_publisher(self, token: Token) -> bool:
        return self._lexicon.speakers.find_publisher(token.folded) is not None

    def _may_be_slip(self, at: int, meant: str) -> bool:
        """Tell whether the word at a place may be a slip for another; a name only for a name.

        A name has a capital within a sentence, or opens one that tells of somebody: "Petro on …".
        """
        if not self._has_cases or not self._tokens[at].span.of(self._question)[:1].isupper():
            return True
        behind = self._words[at + 1] if at + 1 < len(self._words) else ""
        if at == 0 and behind not in ABOUT and behind not in SAYING:
            return True
        opens_name = self._lexicon.aliases.longest_from(stem(meant)) > 0
        return opens_name or meant in self._names

    def _written_otherwise(self, at: int) -> Iterator[Name]:
        """Yield the names of the word at a place in one word with its neighbours, or in two."""
        vocabulary = self._lexicon.vocabulary
        yield from joined_names(self._question, self._tokens, at, vocabulary)
        word = self._tokens[at].span.of(self._question)
        if at == 0 or self._is_shouting or not word.istitle():  # "Oldham" is no old ham
            yield from parted_names(self._tokens[at], vocabulary)


def _name_length(tokens: Sequence[Token], aliases: Aliases) -> int:
    """Count the tokens of the longest known name that the tokens begin with; 1 if there is none."""
    longest = min(aliases.longest_from(tokens[0].term), len(tokens))
    if longest > 1:
        name = tuple([token.term for token in tokens[:longest]])
        for length in range(longest, 1, -1):
            if name[:length] in aliases.groups:
                return length
    return 1


def _as_on_record(token: Token, lexicon: Lexicon) -> str:
    """Return the record's term for a word; an acronym keeps its last s, in capitals or not."""
    if token.term in lexicon.vocabulary.terms:
        return token.term
    ways = (token.folded, stem(token.folded)) if token.folded.isalpha() else ()
    return next((way for way in ways if way in lexicon.vocabulary.terms), token.term)


def _mark_proper(question: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Mark proper names by their capitals, but not at the start, nor where Every Word Has Them."""
    words = question.split()
    if not any(word[:1].islower() for word in words):
        return tuple(terms)
    return tuple(
        replace(term, is_proper=True)
        if _is_like_a_name(term.word) and not question.startswith(term.word)
        else term
        for term in terms
    )


def _is_like_a_name(word: str) -> bool:
    return word[:1].isupper() and word.casefold() not in MONTHS
