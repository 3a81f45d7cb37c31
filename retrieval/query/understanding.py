"""A question -> a Query: what is asked about, by whom, when, and in what order."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from retrieval.model import Intent, Order, Period, Query, Span, Term
from retrieval.parsing.dates import MONTHS
from retrieval.query.aliases import Aliases, Lexicon
from retrieval.query.furniture import FURNITURE, FURNITURE_PAIRS, is_small_talk
from retrieval.query.periods import read_when
from retrieval.query.spelling import correct
from retrieval.text.folding import Folded, fold
from retrieval.text.tokens import Token, stem, tokenize

LONGEST_QUESTION = 1000

_PHRASE = re.compile(r'"([^"]*)"')
_BY = re.compile(r"""\bby: ?(?:"([^"]*\w[^"]*)"|(\w+(?:[.'-]\w+)*))""")


def clean(question: str) -> str:
    """The question without control characters and broken code units, blanks folded."""
    kept = (
        " "
        if unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co", "Zl", "Zp"}
        else character
        for character in question
    )
    return " ".join("".join(kept).split())


def understand(question: str, today: date, lexicon: Lexicon) -> Query:
    """What a question asks for.

    A word that the record's vocabulary lacks is read as the one it is a slip for, and the Query
    says so.
    """
    asked = clean(question)
    if len(asked) > LONGEST_QUESTION:
        return Query(f"{asked[:LONGEST_QUESTION]}…", Intent.TOO_LONG)
    tokens = tokenize(asked)
    if not tokens:
        return Query(asked, Intent.EMPTY)
    if is_small_talk(token.folded for token in tokens):
        return Query(asked, Intent.SMALL_TALK)
    return _read(asked, fold(asked), tokens, today, lexicon)


def _read(
    asked: str, folded: Folded, tokens: Sequence[Token], today: date, lexicon: Lexicon
) -> Query:
    by, people = _captures(_BY, folded)
    quoted, phrases = _captures(_PHRASE, folded, apart_from=by)
    when = read_when(_blank(folded.text, [*by, *quoted]), today)
    spent = [folded.source(span.start, span.end) for span in (*by, *when.spans)]
    left = [token for token in tokens if not any(span.covers(token.span) for span in spent)]
    topical = [token for token in left if not token.is_stop]
    terms = _mark_proper(asked, tuple(_terms(asked, topical, lexicon)))
    query = Query(
        question=asked,
        terms=terms,
        phrases=tuple(phrase for phrase in phrases if tokenize(phrase)),
        people=tuple(people),
        period=when.period,
        order=when.order,
    )
    if terms or query.phrases:
        return query
    if query.people or query.period or query.order is not Order.BEST:
        # With nothing to be best at, the newest words are what is meant.
        return query if query.order is not Order.BEST else replace(query, order=Order.NEW)
    return Query(asked, Intent.NO_TOPIC)


def _captures(
    pattern: re.Pattern[str], folded: Folded, apart_from: Sequence[Span] = ()
) -> tuple[list[Span], list[str]]:
    found = [
        match
        for match in pattern.finditer(folded.text)
        if not any(span.covers(Span(*match.span())) for span in apart_from)
    ]
    captured = [next((group for group in match.groups() if group), "") for match in found]
    return [Span(*match.span()) for match in found], captured


def _blank(text: str, spans: Sequence[Span]) -> str:
    for span in spans:
        text = f"{text[: span.start]}{' ' * len(span)}{text[span.end :]}"
    return text


def _terms(asked: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Term]:
    """The names and words that carry the topic; a longer name goes before a shorter one."""
    seen = set()
    position = 0
    while position < len(tokens):
        if tuple(token.folded for token in tokens[position : position + 2]) in FURNITURE_PAIRS:
            position += 2
            continue
        length = _name_length(tokens[position:], lexicon.aliases)
        term = _term(asked, tokens[position : position + length], lexicon)
        position += length
        if term is not None and term.names[0] not in seen:
            seen |= set(term.names)
            yield term


def _mark_proper(asked: str, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Capitals tell a proper name, but not at the start, nor where Every Word Has Them."""
    words = asked.split()
    if not any(word[:1].islower() for word in words):
        return terms
    return tuple(
        replace(term, is_proper=not asked.startswith(term.word) and _is_like_a_name(term.word))
        for term in terms
    )


def _is_like_a_name(word: str) -> bool:
    return word[:1].isupper() and word.casefold() not in MONTHS


def _name_length(tokens: Sequence[Token], aliases: Aliases) -> int:
    """How many tokens the longest known name has that they begin with; 1 where there is none."""
    for length in range(min(aliases.longest, len(tokens)), 1, -1):
        if tuple(token.term for token in tokens[:length]) in aliases.groups:
            return length
    return 1


def _term(asked: str, tokens: Sequence[Token], lexicon: Lexicon) -> Term | None:
    word = Span(tokens[0].span.start, tokens[-1].span.end).of(asked)
    name = tuple(token.term for token in tokens)
    if len(name) == 1:
        name = (_as_on_record(tokens[0], lexicon),)
    names = lexicon.aliases.of(name)
    if len(names) > 1:
        return Term(word, names)
    if tokens[0].folded in FURNITURE:
        return None
    if name[0] not in lexicon.vocabulary.terms:
        meant = correct(tokens[0].folded, lexicon.vocabulary.words)
        if meant is not None:
            return Term(word, lexicon.aliases.of((stem(meant),)), read_as=meant)
    return Term(word, names)


def _as_on_record(token: Token, lexicon: Lexicon) -> str:
    """The term of a word; an acronym keeps its last s whether asked for in capitals or not."""
    ways = (token.term, token.folded, stem(token.folded)) if token.folded.isalpha() else ()
    return next((way for way in ways if way in lexicon.vocabulary.terms), token.term)


def describe(query: Query) -> str:
    """The query in a few words, shown back above the answer: "Taiwan · November 2021"."""
    words = " ".join(
        f"{term.word} (read as “{term.read_as}”)" if term.read_as else term.word
        for term in query.terms
    )
    parts = [
        words,
        *(f"exactly “{phrase}”" for phrase in query.phrases),
        *(f"by {person}" for person in query.people),
        describe_period(query.period) if query.period else "",
        {Order.BEST: "", Order.NEW: "newest first", Order.OLD: "oldest first"}[query.order],
    ]
    return " · ".join(part for part in parts if part)


def describe_period(period: Period) -> str:
    """A period in words: "13 Nov 2021", "November 2021", "2021", "since 1 Jan 2022"."""
    since, until = period.since, period.until
    if since is None:
        return f"until {_day(until)}" if until else ""
    if until is None:
        return f"since {_day(since)}"
    if since == until:
        return _day(since)
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return str(since.year) if since.year == until.year else f"{since.year}–{until.year}"
    whole_month = since.day == 1 and until.day == calendar.monthrange(until.year, until.month)[1]
    if whole_month and (since.year, since.month) == (until.year, until.month):
        return f"{since:%B %Y}"
    return f"{_day(since)} – {_day(until)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
