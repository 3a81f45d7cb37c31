"""Answers and releases as JSON for machines; the forms are part of what Kaiken promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from bot.rendering.citation import section, sections
from bot.rendering.describing import NearNames, describe, describe_term, describe_word
from retrieval.archive.knowledge import ReadingOutcome
from retrieval.model.answer import Answer, Excerpt
from retrieval.model.query import Barred, Filter, Query, Voice
from retrieval.model.release import Part, Release, Span, Statement

if TYPE_CHECKING:
    from bot.store.retention.retention import InboxSummary
    from retrieval.archive.census import Count, Listed, Topic, Totals
    from retrieval.evaluation.evaluation import Evaluation, Judged, ResultChange
    from retrieval.people.identity import Person
    from retrieval.sources.files.importer import ImportCounts
    from retrieval.sources.files.pool import Rejected

Json = dict[str, Any]

_FILTERS = {
    Filter.ASKERS: "asked_by",
    Filter.ASKED: "asked",
    Filter.LABELS: "wordings",
    Filter.VOICES: "people",
}


def show_fields(one: object, names: str) -> Json:
    """Show fields of an object in the order of their names, which blanks separate.

    `material=is_material` shows a field under another name. With a `?` at the end, an empty value
    is shown as null. Days and times are ISO 8601; a time of day ends with its minutes.
    """
    shown = {}
    for name in names.split():
        key, _, field = name.rstrip("?").rpartition("=")
        value = _show(getattr(one, field))
        shown[key or field] = (value or None) if name.endswith("?") else value
    return shown


def _show(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    match value:
        case dt.datetime():
            return value.isoformat()
        case dt.time():
            return value.isoformat("minutes")
        case Span():
            return [value.start, value.end]
        case tuple():
            return [_show(one) for one in value]
    return to_builtins(value, enc_hook=str)


def answer_as_json(answer: Answer) -> Json:
    """An answer; dates are ISO 8601, slices refer to the text of `kaiken release ID --text`."""
    return {
        **show_fields(answer.query, "question translation?"),
        "understood": query_as_json(answer.query, answer.also),
        **show_fields(answer, "status found may_be_more"),
        "excerpts": [excerpt_as_json(excerpt) for excerpt in answer.excerpts],
        "nearest": [excerpt_as_json(excerpt) for excerpt in answer.nearest],
        "searched": {
            **show_fields(answer.searched, "releases since until"),
            "seen": [
                show_fields(one, "source seen_at unseen_since unseen is_blind")
                for one in answer.searched.seen
            ],
        },
        "nearest_is_outside": bool(answer.outside),
        "outside_of": [_FILTERS.get(one, one.value) for one in Filter if one in answer.outside],
        "suggestion": answer.suggestion,
        "met": list(map(describe_word, answer.met)),
        "missing": list(map(describe_word, answer.missing)),
    }


def release_as_json(release: Release, *, unread: bool = False) -> Json:
    """A release as it was read, with its statements; spans refer to its text.

    With `unread`, also the parts that are nobody's statement.
    """
    names = "id version source publisher kind title date time place? url? withdrawn_at provisional"
    read = {
        **show_fields(release, names),
        "moments": [
            show_fields(one, "date time zone? doubtful=is_doubtful") for one in release.moments
        ],
        "doubts": list(release.doubts),
        "statements": [
            _statement(release, statement, place)
            for statement, place in zip(release.statements, sections(release), strict=True)
        ],
    }
    return read | {"unread": [_part(release, part) for part in release.parts]} if unread else read


def inbox_as_json(inbox: InboxSummary) -> Json:
    """What waits to be answered, and what was put aside; no text of a question is among it."""
    names = "number=place update_id received_at put_aside_at failures reason kept=has_text"
    return {
        **show_fields(inbox, "waiting claimed oldest_at"),
        "aside": [show_fields(one, names) for one in inbox.aside],
    }


def import_counts_as_json(tally: ImportCounts) -> Json:
    """What became of imported files; of very many, only the first are named."""
    return {
        **{outcome.value: tally.outcomes[outcome] for outcome in ReadingOutcome},
        **show_fields(tally, "rejected doubtful changed_ids=changed"),
        "doubted": [
            {"id": one.release_id, "file": one.name, "doubts": list(one.doubts)}
            for one in tally.doubted
        ],
        "rejects": [rejected_as_json(one) for one in tally.rejects],
    }


def rejected_as_json(rejected: Rejected) -> Json:
    """A file that is not on record, and why."""
    return show_fields(rejected, "file=name reason fault")


def person_as_json(person: Person) -> Json:
    """Somebody who speaks: the offices in order, each from the first to the last day."""
    return show_fields(person, "name spellings offices statements since until")


def topic_as_json(topic: Topic) -> Json:
    """A heading, and how much stands under it."""
    return show_fields(topic, "heading statements releases since until")


def listed_as_json(listed: Listed) -> Json:
    """A release without its text."""
    return show_fields(listed, "id version source kind title date time url? withdrawn_at")


def stats_as_json(counts: Sequence[Count], totals: Totals) -> Json:
    """How much is on record: by source, kind and year, and together."""
    return {
        "counts": [show_fields(one, "source kind year releases statements") for one in counts],
        **show_fields(totals, "releases statements versions since until"),
    }


def evaluation_as_json(judged: Evaluation, changes: Sequence[ResultChange]) -> Json:
    """The figures of an evaluation and what became of each question: the form of a baseline."""
    return {
        "answerable": len(judged.answerable),
        "unanswerable": len(judged.unanswerable),
        **show_fields(judged, "first in_three mean_reciprocal_rank"),
        "false_answers": len(judged.false_answers),
        **show_fields(judged, "verbatim within_bounds"),
        "lengths": dict(zip(("shortest", "median", "longest"), judged.lengths, strict=True)),
        "near_answers": len(judged.near_answers),
        "misses": len(judged.misses),
        "near_misses": len(judged.near_misses),
        "changes": [show_fields(one, "question before now better=is_better") for one in changes],
        "judged": [_judged(one) for one in judged.judged],
    }


def _judged(judged: Judged) -> Json:
    from retrieval.evaluation.evaluation import (  # noqa: PLC0415 - only an evaluation needs it
        outcome_of,
    )

    excerpts = judged.answer.excerpts
    return {
        "question": judged.gold_question.question,
        "outcome": outcome_of(judged),
        "status": judged.answer.status.value,
        "came": excerpts[0].quote if excerpts else None,
    }


def query_as_json(query: Query, also: NearNames) -> Json:
    """How a question was understood."""
    period = query.period
    return {
        "shown": describe(query, also),
        "intent": query.intent.value,
        "terms": [describe_term(term) for term in query.terms],
        "read_as": {term.word: term.read_as for term in query.terms if term.read_as}
        | {voice.written: voice.name for voice in query.voices if voice.is_misspelt},
        "phrases": list(query.phrases),
        "remembered": list(query.remembered),
        "excluded": [term.word for term in query.excluded],
        "barred": {
            **_narrowed(query.barred),
            "periods": [show_fields(one, "since until") for one in query.barred.periods],
        },
        **_narrowed(query),
        "releases": sorted(query.releases),
        "language": query.language,
        "left_aside": list(query.left_aside),
        "not_in_calendar": list(query.impossible_days),
        **(show_fields(period, "since until") if period else {"since": None, "until": None}),
        "order": query.order.value,
        "also": {describe_word(word): list(names) for word, names in also.items()},
    }


def _narrowed(one: Query | Barred) -> Json:
    return {
        "people": [_voice(voice) for voice in one.voices],
        "asked_by": list(one.askers),
        "asked": one.is_asked,
        "kinds": sorted(kind.value for kind in one.kinds),
        "wordings": sorted(label.value for label in one.labels),
    }


def _voice(voice: Voice) -> Json:
    return {
        "asked": voice.written,
        "names": sorted(name.strip() for name in voice.names),
        "offices": sorted(role.strip() for role in voice.offices),
    }


def excerpt_as_json(excerpt: Excerpt) -> Json:
    """An excerpt with all that cites it."""
    release, statement = excerpt.release, excerpt.statement
    question = statement.question
    return {
        "quote": excerpt.quote,
        **show_fields(excerpt, "slices"),
        **show_fields(release, "release_id=id version"),
        **show_fields(statement, "statement_id=id kind speaker role?"),
        **show_fields(release, "date title"),
        "section": section(release, statement),
        "question": question and question.span.of(release.text),
        "asked_by": question and question.asker,
        "wording": list(dict.fromkeys(found.label.value for found in excerpt.labels)),
        "partly": excerpt.is_partly_labelled,
        **show_fields(release, "url? withdrawn_at"),
        **show_fields(excerpt, "repeats standing"),
        "score": round(excerpt.score, 4),
    }


def _statement(release: Release, statement: Statement, place: str) -> Json:
    question = statement.question
    return {
        **show_fields(statement, "id kind speaker role? headings"),
        "section": place,
        **show_fields(statement, "number? parent span"),
        "text": statement.span.of(release.text),
        "question": question and question.span.of(release.text),
        "question_span": question and _show(question.span),
        "asked_by": question and question.asker,
    }


def _part(release: Release, part: Part) -> Json:
    return show_fields(part, "kind span") | {"text": part.span.of(release.text)}
