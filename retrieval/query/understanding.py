"""A question -> a Query: what is asked about, by whom, when, where, and in what order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from retrieval.model.query import Barred, Intent, Order, Query, Term, Voice
from retrieval.model.release import Label, Span
from retrieval.query.barring import as_barred, bar, each_once, named, together
from retrieval.query.describing import describe, describe_period
from retrieval.query.exclusions import read_exclusions
from retrieval.query.japanese.translation import is_japanese, translate
from retrieval.query.lexicon import Lexicon
from retrieval.query.narrowing import read_kinds, read_labels, read_outlets
from retrieval.query.operators import Operators, read_operators
from retrieval.query.orders import read_order
from retrieval.query.releases import read_releases
from retrieval.query.topics import read_terms, without
from retrieval.query.when.periods import read_when
from retrieval.query.who.mentions import bare_word, find_mentions
from retrieval.query.who.speakers import HONORIFICS
from retrieval.query.who.voices import voices_of
from retrieval.query.words.stop_phrases import carries_topic, is_small_talk
from retrieval.text.folding import Folded, fold
from retrieval.text.tokens import Token, tokenize

__all__ = ["LONGEST_QUESTION", "clean", "describe", "describe_period", "understand"]

LONGEST_QUESTION = 1000
_LONGEST_NAME = 3

_OPENS_FOLLOW_UP = re.compile(r"(?:and|what about|how about|only|just|but|also|or)\b")
# What stands beside a filter in "in 2022?" and "by the minister?"; "what did he say in 2022" is
# a question of its own.
_BESIDE_FILTERS = frozenset("according and at by for from in of on or the to".split())


def clean(question: str) -> str:
    """The question without control characters and broken code units, blanks folded."""
    if question.isprintable():
        return " ".join(question.split())
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
    if not is_japanese(asked):
        return _understand(asked, today, lexicon)
    if not (translation := translate(asked, today)):
        return Query(asked, Intent.FOREIGN)
    understood = _understand(translation, today, lexicon)
    return replace(understood, question=asked, translation=translation)


def _understand(asked: str, today: date, lexicon: Lexicon) -> Query:
    tokens = tokenize(asked)
    if not tokens:
        return Query(asked, Intent.EMPTY)
    if is_small_talk(token.folded for token in tokens):
        return Query(asked, Intent.SMALL_TALK)
    return _read(_QuestionReading(asked, tokens), today, lexicon)


@dataclass(slots=True)
class _QuestionReading:
    """A question while it is read: what is known of it is spent, and not read again.

    `is_bare_name`: it is the name of somebody and no more; `unheld` is the office that it is and
    no more, where nobody holds that.
    """

    asked: str
    tokens: Sequence[Token]
    is_bare_name: bool = False
    unheld: Voice | None = None
    folded: Folded = field(init=False)
    _spent: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.folded = fold(self.asked)
        self._spent = bytearray(len(self.asked))

    @property
    def left(self) -> list[Token]:
        """The tokens that are not spent."""
        return [token for token in self.tokens if not self._spent[token.span.start]]

    def spend(self, spans: Iterable[Span]) -> None:
        """Take spans of the folded question as known."""
        for span in spans:
            self.hide(span)
            self.spend_asked([self.folded.source(span.start, span.end)])

    def spend_asked(self, spans: Iterable[Span]) -> None:
        """Take spans of the question as asked as known."""
        for span in spans:
            self._spent[span.start : span.end] = b"\1" * len(span)

    def is_spent(self, span: Span) -> bool:
        """Whether a span of the question as asked is known."""
        return bool(self._spent[span.start])

    def hide_spent(self) -> None:
        """Keep what reads the folded question from all that is known."""
        origins = self.folded.origins or range(len(self.folded.text))
        hidden = "".join(
            " " if self._spent[origin] else character
            for character, origin in zip(self.folded.text, origins, strict=True)
        )
        self.folded = Folded(hidden, self.folded.origins)

    def hide(self, span: Span) -> None:
        """Keep what reads the folded question from a span; its words stay."""
        text = self.folded.text
        hidden = f"{text[: span.start]}{' ' * len(span)}{text[span.end :]}"
        self.folded = Folded(hidden, self.folded.origins)


def _read(reading: _QuestionReading, today: date, lexicon: Lexicon) -> Query:
    folded = reading.folded
    releases = read_releases(folded.text, lexicon.releases)
    reading.spend(releases.spans)
    operators = read_operators(reading.folded.text)
    reading.spend(operators.spans)
    for phrase in operators.phrases:
        reading.hide(Span(phrase.start - 1, phrase.end + 1))
    quoted = [folded.source(span.start, span.end) for span in operators.phrases]
    without_words = _read_exclusions(reading, quoted, today, lexicon)
    quoted = [span for span in quoted if not reading.is_spent(span)]
    when = read_when(reading.folded.text, today, lexicon.days)
    reading.spend(when.spans)
    order, order_spans = read_order(reading.folded.text)
    reading.spend(order_spans)
    where = _read_where(reading, operators, order_spans, lexicon)
    topics = read_terms(reading.asked, reading.left, quoted, lexicon)
    by_operators = bar(operators.barred, today, lexicon)
    query = replace(
        where,
        terms=topics.terms,
        phrases=tuple(
            fold(span.of(reading.asked)).text for span in quoted if span not in topics.alternatives
        ),
        excluded=(
            *(_excluded(folded, span, reading.asked, lexicon) for span in operators.without),
            *without_words.excluded,
        ),
        barred=together(by_operators, without_words.barred),
        releases=releases.releases,
        period=when.period,
        impossible=tuple(
            folded.source(span.start, span.end).of(reading.asked) for span in when.impossible
        ),
        order=operators.order or order,
        is_order_asked=operators.order is not None or order is not Order.BEST,
    )
    return _settle(query, reading)


def _read_exclusions(
    reading: _QuestionReading, quoted: Sequence[Span], today: date, lexicon: Lexicon
) -> Query:
    """A Query with no more than what plain words exclude, which is spent."""
    tokens = reading.left
    is_name = partial(_is_name, reading.asked, tokens, lexicon)
    found = read_exclusions(reading.asked, tokens, quoted, is_name)
    excluded: list[Term] = []
    barred = Barred()
    for exclusion in found:
        for span in exclusion.objects:
            words = span.of(reading.asked)
            exact = [one for one in quoted if one.start < span.end and span.start < one.end]
            if exact:
                excluded += (
                    without(one.of(reading.asked), lexicon, is_exact=True) for one in exact
                )
                continue
            inner = _read(_QuestionReading(words, tokenize(words)), today, lexicon)
            if inner.terms or not inner.has_filters:
                excluded.append(without(_bare(words), lexicon, is_exact=False))
            else:
                barred = together(barred, as_barred(inner))
    reading.spend_asked(exclusion.span for exclusion in found)
    if found:
        reading.hide_spent()
    return Query(reading.asked, excluded=tuple(excluded), barred=barred)


def _is_name(asked: str, tokens: Sequence[Token], lexicon: Lexicon, at: int) -> bool:
    """Whether a name begins at a token: by its capital, or one that is known."""
    if at >= len(tokens):
        return False
    word = tokens[at].span.of(asked)
    has_capitals = any(map(str.islower, asked)) and not asked.istitle()
    if has_capitals and word != word.lower() and not (word.istitle() and at == 0):
        return True
    name = tuple(token.term for token in tokens[at : at + _LONGEST_NAME])
    return any(name[:length] in lexicon.aliases.groups for length in range(1, len(name) + 1))


def _bare(words: str) -> str:
    """Words without the prepositions, articles and honorifics that they begin with."""
    tokens = [token for token in tokenize(words) if not token.is_stop]
    named = [token for token in tokens if token.folded not in HONORIFICS] or tokens
    return words[named[0].span.start :] if named else words


def _settle(query: Query, reading: _QuestionReading) -> Query:
    """The query with what follows from what it lacks."""
    opens = _OPENS_FOLLOW_UP.match(fold(query.question).text) is not None
    if query.terms or query.phrases:
        return replace(query, is_follow_up=opens)
    is_narrowed = query.has_filters or bool(query.excluded or query.barred)
    if not (is_narrowed or query.is_order_asked):
        return replace(query, intent=Intent.NO_TOPIC, is_follow_up=query.unheld is not None)
    is_only_filters = is_narrowed and not (query.is_order_asked or reading.is_bare_name)
    is_short = all(token.folded in _BESIDE_FILTERS for token in reading.left)
    return replace(
        query,
        # With nothing to be best at, the newest words are what is meant.
        order=query.order if query.is_order_asked else Order.NEW,
        is_follow_up=opens or (is_only_filters and is_short),
    )


def _read_where(
    reading: _QuestionReading, operators: Operators, ordered: Sequence[Span], lexicon: Lexicon
) -> Query:
    """A Query with what limits where an answer may stand, its period apart."""
    kinds = read_kinds(reading.folded.text, ordered)
    reading.spend(kinds.spans)
    outlets, outlet_spans = read_outlets(reading.asked, reading.left, lexicon.outlets)
    reading.spend_asked(outlet_spans)
    limits = operators.limits
    voices, labels = _read_voices(reading, lexicon, has_phrases=bool(operators.phrases))
    return Query(
        reading.asked,
        voices=each_once((*named(limits.by, lexicon), *voices)),
        askers=tuple(dict.fromkeys((*limits.asked, *outlets))),
        kinds=limits.kinds | kinds.kinds,
        labels=limits.labels | labels,
        unheld=reading.unheld,
    )


def _read_voices(
    reading: _QuestionReading, lexicon: Lexicon, *, has_phrases: bool
) -> tuple[list[Voice], frozenset[Label]]:
    """Whose words are asked for in plain words, and with which labels."""
    left = reading.left
    is_topic = [carries_topic(reading.asked, left, at) for at in range(len(left))]
    mentions = find_mentions(reading.asked, left, lexicon.speakers, lexicon.vocabulary)
    named = {at for mention in mentions for at in range(mention.start, mention.end)}
    meant = voices_of(mentions, left, is_topic)
    has_topic = has_phrases or any(is_topic[at] for at in range(len(left)) if at not in named)
    if not meant and not has_topic:
        held = [mention for mention in mentions if mention.is_held]
        meant = [mention for mention in held if mention.is_person] or held
        reading.is_bare_name = bool(meant)
        unheld = [mention.voice for mention in mentions if not mention.is_held]
        reading.unheld = unheld[0] if unheld and not meant else None

    def may_refuse(at: int) -> bool:
        is_publisher = lexicon.speakers.publisher(bare_word(left[at])) is not None
        return not is_topic[at] or at in named or is_publisher

    labels = read_labels(reading.folded, left, may_refuse)
    reading.spend_asked(span for spans in labels.values() for span in spans)
    reading.spend_asked(
        Span(left[mention.start].span.start, left[mention.end - 1].span.end) for mention in meant
    )
    return [mention.voice for mention in meant], frozenset(labels)


def _excluded(folded: Folded, span: Span, asked: str, lexicon: Lexicon) -> Term:
    is_exact = folded.text[span.start - 1] == '"'
    return without(folded.source(span.start, span.end).of(asked), lexicon, is_exact=is_exact)
