"""A question -> a Query: what is asked about, by whom, when, where, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from retrieval.model.query import Barred, Intent, Order, Query, Request, Term, Voice
from retrieval.model.release import Label, Span
from retrieval.query.asking.finding import clean, find_asked
from retrieval.query.asking.judgements import find_judgements, in_order_to_judge
from retrieval.query.asking.limiting import as_limit
from retrieval.query.asking.reciting import with_marks_around_recited
from retrieval.query.barring import as_barred, merge, read_barred, voices_named, without_duplicates
from retrieval.query.excluding.exclusions import read_exclusions
from retrieval.query.following.abroad import follow_up_abroad
from retrieval.query.following.leaving_aside import as_any_kind, has_light_words, is_light, is_topic
from retrieval.query.following.leaving_open import asks_or_points, leaves_open
from retrieval.query.following.offices_meant import deputy_meant
from retrieval.query.following.shown import points_to_shown
from retrieval.query.japanese.translation import is_japanese, translate
from retrieval.query.labels import read_labels
from retrieval.query.lexicon import Lexicon
from retrieval.query.messages import understand_message
from retrieval.query.narrowing import read_kinds
from retrieval.query.operators import Operators, quoted_in, read_operators
from retrieval.query.reading import QuestionReading
from retrieval.query.releases import read_releases
from retrieval.query.requests.abroad import wish_abroad
from retrieval.query.requests.addressing import only_points
from retrieval.query.requests.queries import (
    as_courtesy,
    as_request,
    is_greeting,
    requesting,
    thanks,
)
from retrieval.query.requests.reading import read_request
from retrieval.query.topics import excluded_term, read_terms
from retrieval.query.when.short_years import is_wider_bound, with_whole_year
from retrieval.query.when.timing import read_timing
from retrieval.query.who.askers import read_asked, read_outlets
from retrieval.query.who.lists import find_lists, find_own_words, people_known
from retrieval.query.who.mentions import bare_word, find_mentions, is_rather_a_topic
from retrieval.query.who.reported import as_asked, as_left_out, as_reported
from retrieval.query.who.sides import read_sides, with_sides
from retrieval.query.who.voices import among_key_words, select_voices, with_excluded
from retrieval.query.words.abroad.in_english import AskedAbout, ReadAbroad, in_english
from retrieval.query.words.abroad.key_words import is_word_of
from retrieval.query.words.abroad.languages import language_of
from retrieval.query.words.abroad.small_words import Language
from retrieval.query.words.abroad.topics.named import order_named, topics_named
from retrieval.query.words.chat_words import as_typed_right
from retrieval.query.words.frames import find_frames
from retrieval.query.words.quotation_marks import (
    find_offered,
    with_double_marks,
    with_quotations_told,
)
from retrieval.query.words.stop_phrases import carries_topic, find_set_phrases, is_small_talk
from retrieval.text.dates import is_month_or_year
from retrieval.text.folding import fold
from retrieval.text.tokens import tokenize

LONGEST_QUESTION = 4_000
# Of a longer one, as many characters are read.
LONGEST_READ = 1_000


def understand(question: str, today: date, lexicon: Lexicon) -> Query:
    """Turn a question into a Query; `today` decides what "last year" means.

    If a word is missing in the record's vocabulary and is a slip for one that is there, it is read
    as that one, and the Query says so.
    """
    query = _understand_whole(question, today, lexicon)
    return replace(query, points_to_shown=points_to_shown(question)) if query.question else query


def _understand_whole(question: str, today: date, lexicon: Lexicon) -> Query:
    question = clean(question)
    if len(question) > LONGEST_QUESTION:
        return Query(f"{question[:LONGEST_QUESTION]}…", Intent.TOO_LONG)
    question = as_limit(with_marks_around_recited(with_double_marks(question)))
    other = as_courtesy(question) or _from_abroad(question, today, lexicon)
    if other is not None:
        return other
    if is_japanese(question):
        return _understand_japanese(question, today, lexicon)
    typed_right = as_typed_right(question, lexicon.has_word)
    request = as_request(question, typed_right, lexicon.has_word)
    return request or _understand_message(question, typed_right, today, lexicon)


def _understand_message(question: str, typed_right: str, today: date, lexicon: Lexicon) -> Query:
    """Understand a message of one sentence or several; `typed_right` is it without slips."""
    # Of "thanks, bye" the thanks are more than the farewell.
    is_bye = is_small_talk(token.folded for token in tokenize(typed_right)) and thanks(question)
    typed_right = question if is_bye else typed_right
    asked = find_asked(typed_right, LONGEST_READ, lexicon.evidence)
    query = understand_message(asked, today, partial(_understand, lexicon=lexicon), lexicon)
    query = with_quotations_told(_with_other_readings(query, today, lexicon), quoted_in(question))
    goes_on = not asked.starts_anew
    return replace(
        query,
        is_follow_up=goes_on and query.is_follow_up,
        may_go_on=goes_on and has_light_words(query),
    )


def _from_abroad(question: str, today: date, lexicon: Lexicon) -> Query | None:
    """Understand what can be read of a question in a language that is not; None in English."""
    question = question[:LONGEST_READ]
    language, named = language_of(question), partial(_names_in, question, lexicon)
    abroad = follow_up_abroad(question, lexicon.has_word) or wish_abroad(question, language, named)
    if abroad is None and language is not None and (names := named(language)):
        abroad = ReadAbroad(language, names)
    if abroad is not None:
        query = _understand(abroad.english, today, lexicon)
        name = abroad.language.name
        return replace(query, question=question, translation=abroad.english, language=name)
    return Query(question, Intent.FOREIGN, language=language.name) if language else None


def _understand_japanese(question: str, today: date, lexicon: Lexicon) -> Query:
    if not (translation := translate(question, today, lexicon.days)):
        return Query(question, Intent.FOREIGN)
    understood = _understand(translation, today, lexicon)
    return replace(understood, question=question, translation=translation)


def _with_other_readings(query: Query, today: date, lexicon: Lexicon) -> Query:
    """Add what else a question of one sentence may mean; the record decides.

    "Dec 21" may be a month, "statements" be of any kind of pages, and what somebody said may stand
    in the words of others.
    """
    if query.readings or query.intent is not Intent.QUESTION:
        return query
    others = [*as_any_kind(query), *as_reported(query), *as_asked(query), *as_left_out(query)]
    if whole := with_whole_year(query.question, lexicon.days):
        other = _understand(whole, today, lexicon)
        if is_wider_bound(other.period, query.period):
            return replace(other, readings=(other, query, *others))
        others.append(other)
    return replace(query, readings=(query, *others)) if others else query


def _names_in(question: str, lexicon: Lexicon, language: Language) -> str:
    """Return an English question about what one in another language names; empty if nothing."""
    known = filter(lexicon.has_word, (*lexicon.speakers.words, *people_known()))
    small = lexicon.small_names_in(question)
    names = (one for one in small if not is_word_of(language, one.casefold()))
    asked = AskedAbout(topics_named(question, language), order_named(question, language))
    return in_english(question, language, known, (*lexicon.names_in(question), *names), asked)


def _understand(question: str, today: date, lexicon: Lexicon) -> Query:
    tokens = tokenize(question)
    if not tokens:
        return Query(question, Intent.EMPTY)
    asked = read_request(question)
    if is_greeting(question, asked):
        return Query(question, Intent.SMALL_TALK)
    return requesting(question, asked) or _read(QuestionReading(question, tokens), today, lexicon)


def _read(reading: QuestionReading, today: date, lexicon: Lexicon) -> Query:
    releases = read_releases(reading.folded.text, lexicon.releases)
    reading.consume_folded(releases.spans)
    operators = read_operators(reading.folded.text)
    reading.consume_folded(operators.spans)
    for phrase in operators.phrases:
        reading.hide(Span(phrase.start - 1, phrase.end + 1))
    asked = read_asked(reading.folded.text)
    reading.consume_folded(asked.spans)
    judged = find_judgements(reading.folded.text)
    reading.consume_folded(judged)
    quoted = [reading.folded.source(span.start, span.end) for span in operators.phrases]
    reading.consume(find_offered(reading.question, quoted))
    barring = _read_exclusions(reading, operators, quoted, today, lexicon)
    quoted = [span for span in quoted if not reading.is_consumed(span)]
    reading.consume_unquoted(find_set_phrases(reading.remaining), quoted)
    filters = with_excluded(_read_filters(reading, operators, today, lexicon), barring.excluded)
    query = replace(
        filters,
        order=in_order_to_judge(judged, filters.order),
        left_aside=(*map(reading.written, (*asked.aside, *judged)), *filters.left_aside),
        is_asked=asked.is_asked,
        barred=merge(merge(filters.barred, barring.barred), Barred(is_asked=asked.is_unasked)),
        releases=releases.releases,
        version=releases.version,
    )
    reading.consume_unquoted(find_frames(reading.question, reading.remaining, quoted), quoted)
    topics = read_terms(reading.question, reading.remaining, quoted, lexicon)
    exact = (span for span in quoted if span not in topics.alternatives)
    told = (one for one in topics.terms if is_topic(one, reading.question, quoted))
    query = replace(
        query,
        terms=with_sides(tuple(told), query.terms, reading.question),
        phrases=tuple(fold(span.of(reading.question)).text for span in exact),
    )
    return _complete(query, reading)


def _read_exclusions(
    reading: QuestionReading,
    operators: Operators,
    quoted: Sequence[Span],
    today: date,
    lexicon: Lexicon,
) -> Query:
    """Read what is excluded into a Query that has nothing else, and consume the plain words for it.

    Those of operators are consumed already.
    """
    tokens = reading.remaining
    is_name = partial(lexicon.is_name, reading.question, tokens)
    found = read_exclusions(reading.question, tokens, quoted, is_name)
    excluded = [_excluded(reading, span, lexicon) for span in operators.without]
    barred = read_barred(operators.barred, today, lexicon)
    for exclusion in found:
        for span in exclusion.objects:
            words = span.of(reading.question)
            exact = [one for one in quoted if one.start < span.end and span.start < one.end]
            if exact:
                excluded += (
                    excluded_term(one.of(reading.question), lexicon, is_exact=True) for one in exact
                )
                continue
            month = fold(words).text.removeprefix("the ")
            named = f"in {month}" if is_month_or_year(month) else words
            inner = _read(QuestionReading(named, tokenize(named)), today, lexicon)
            if inner.terms and words.casefold().startswith(("by ", "from ")):
                # "Not from Blinken": whose words, though he may not speak on record.
                said = f"said {words}"
                told = _read(QuestionReading(said, tokenize(said)), today, lexicon)
                inner = inner if told.terms else told
            if not (inner.has_filters and all(map(is_light, inner.terms))):
                excluded.append(excluded_term(words, lexicon, is_exact=False))
            else:
                barred = merge(barred, as_barred(inner))
    reading.consume(exclusion.span for exclusion in found)
    if found:
        reading.hide_consumed()
    return Query(reading.question, excluded=tuple(excluded), barred=barred)


def _complete(query: Query, reading: QuestionReading) -> Query:
    """Add the intent, order and follow-up flag that follow from what the query lacks."""
    remaining = reading.remaining
    is_open = leaves_open(query, remaining, is_bare_name=reading.is_bare_name)
    if (deputy := deputy_meant(remaining)) is not None:
        return replace(query, unheld_office=deputy, is_follow_up=True)
    is_narrowed = query.has_filters or bool(query.excluded or query.barred)
    if query.terms and not (query.phrases or is_narrowed or query.is_order_asked):
        words = [token.folded for token in reading.tokens]
        if only_points(words):
            is_open = is_open and asks_or_points(words)
            return replace(
                query, intent=Intent.REQUEST, request=Request.OTHER, is_follow_up=is_open
            )
    if query.terms or query.phrases:
        return replace(query, is_follow_up=is_open)
    if not (is_narrowed or query.is_order_asked):
        return replace(query, intent=Intent.NO_TOPIC, is_follow_up=is_open)
    # Without a topic there is nothing to be best at: the newest words are meant.
    order = query.order if query.is_order_asked else Order.NEW
    return replace(query, order=order, is_follow_up=is_open)


def _read_filters(
    reading: QuestionReading, operators: Operators, today: date, lexicon: Lexicon
) -> Query:
    """Read the filters and the order into a Query, apart from releases and what is excluded."""
    timing = read_timing(reading.folded.text, today, lexicon.days, lexicon.speakers.months)
    reading.consume_folded(timing.spans)
    kinds = read_kinds(reading.folded.text, timing.ordered, timing.dated)
    reading.consume_folded(kinds.spans)
    sides = read_sides(reading.question, reading.remaining, lexicon.speakers.publishers)
    reading.consume(sides.spans)
    outlets, outlet_spans = read_outlets(reading.question, reading.remaining, lexicon.outlets)
    reading.consume(outlet_spans)
    limits = operators.limits
    voices, labels = _read_voices(reading, lexicon, has_phrases=bool(operators.phrases))
    # "Hayashi's wording" tells whose it is.
    reading.consume_folded(timing.wording)
    return Query(
        reading.question,
        terms=sides.terms,
        voices=without_duplicates((*voices_named(limits.by, lexicon), *voices)),
        askers=tuple(dict.fromkeys((*limits.asked, *outlets))),
        kinds=limits.kinds | kinds.kinds,
        labels=limits.labels | labels,
        unheld_office=reading.unheld_office,
        period=timing.period,
        barred=Barred(periods=timing.gaps),
        impossible_days=tuple(map(reading.written, timing.impossible_days)),
        left_aside=tuple(map(reading.written, timing.uncounted)),
        order=operators.order or timing.order,
        is_order_asked=operators.order is not None or timing.order is not Order.BEST,
        is_of_changes=timing.is_of_changes,
        place=timing.place,
        most=timing.most,
    )


def _read_voices(
    reading: QuestionReading, lexicon: Lexicon, *, has_phrases: bool
) -> tuple[list[Voice], frozenset[Label]]:
    """Read whose words are asked for in plain words, and with which labels."""
    remaining = reading.remaining
    is_topic = [carries_topic(reading.question, remaining, at) for at in range(len(remaining))]
    mentions = find_mentions(reading.question, remaining, lexicon.speakers, lexicon.vocabulary)
    named = {at for mention in mentions for at in range(mention.start, mention.end)}
    listed = [one for group in find_lists(reading.question, remaining, mentions) for one in group]
    meant = listed or select_voices(mentions, remaining, is_topic)
    own = [*find_own_words(reading.question, remaining, mentions)]
    meant = meant or own or among_key_words(reading.question, mentions, remaining)
    has_topic = has_phrases or any(is_topic[at] for at in range(len(remaining)) if at not in named)
    if not meant and not has_topic:
        groups = lexicon.aliases.groups
        held = [one for one in mentions if one.is_held and not one.is_publisher]
        held = [] if all(is_rather_a_topic(one, remaining, groups) for one in held) else held
        meant = [mention for mention in held if mention.is_person] or held
        reading.is_bare_name = bool(meant)
        unheld_office = [mention.voice for mention in mentions if not mention.is_held]
        reading.unheld_office = unheld_office[0] if unheld_office and not meant else None

    def may_refuse(at: int) -> bool:
        is_publisher = lexicon.speakers.find_publisher(bare_word(remaining[at])) is not None
        return not is_topic[at] or at in named or is_publisher

    labels = read_labels(reading.folded, remaining, may_refuse)
    reading.consume(span for spans in labels.values() for span in spans)
    reading.consume(
        Span(remaining[mention.start].span.start, remaining[mention.end - 1].span.end)
        for mention in meant
    )
    # All here is what the publisher says: "the White House's position" is that of all who speak.
    owners = (one for one in meant if one.is_publisher)
    owned = [one for one in owners if remaining[one.end - 1].folded.endswith("'s")]
    return [one.voice for one in meant if one not in owned], frozenset(labels)


def _excluded(reading: QuestionReading, span: Span, lexicon: Lexicon) -> Term:
    is_exact = fold(reading.question).text[span.start - 1] == '"'
    return excluded_term(reading.written(span), lexicon, is_exact=is_exact)
