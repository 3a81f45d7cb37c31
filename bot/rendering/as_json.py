"""Answers and releases as JSON for machines; the forms are part of what Kaiken promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.rendering.citation import section, sections
from bot.rendering.describing import describe, describe_term
from retrieval.archive.knowledge import ReadingOutcome
from retrieval.model.answer import Answer, Excerpt
from retrieval.model.query import Barred, Filter, Query, Voice
from retrieval.model.release import Moment, Part, Release, Span, Statement

if TYPE_CHECKING:
    from bot.store.retention.retention import InboxSummary
    from retrieval.archive.census import Count, Listed, Topic, Totals
    from retrieval.evaluation.evaluation import Evaluation, Judged, ResultChange
    from retrieval.people.identity import Person
    from retrieval.sources.files.importer import ImportCounts
    from retrieval.sources.files.pool import Rejected

Json = dict[str, Any]

_FILTERS = {Filter.ASKERS: "asked_by", Filter.LABELS: "wordings", Filter.VOICES: "people"}


def answer_as_json(answer: Answer) -> Json:
    """An answer; dates are ISO 8601, slices refer to the text of `kaiken release ID --text`."""
    searched = answer.searched
    return {
        "question": answer.query.question,
        "translation": answer.query.translation or None,
        "understood": _query(answer.query),
        "status": answer.status.value,
        "found": answer.found,
        "may_be_more": answer.may_be_more,
        "excerpts": [_excerpt(excerpt) for excerpt in answer.excerpts],
        "nearest": [_excerpt(excerpt) for excerpt in answer.nearest],
        "searched": {
            "releases": searched.releases,
            "since": searched.since and searched.since.isoformat(),
            "until": searched.until and searched.until.isoformat(),
        },
        "nearest_is_outside": bool(answer.outside),
        "outside_of": [_FILTERS.get(one, one.value) for one in Filter if one in answer.outside],
        "suggestion": answer.suggestion,
    }


def release_as_json(release: Release, *, unread: bool = False) -> Json:
    """A release as it was read, with its statements; spans refer to its text.

    With `unread`, also the parts that are nobody's statement.
    """
    read = {
        "id": release.id,
        "version": release.version,
        "source": release.source,
        "publisher": release.publisher,
        "kind": release.kind.value,
        "title": release.title,
        "date": release.date.isoformat(),
        "time": release.time and release.time.isoformat("minutes"),
        "place": release.place or None,
        "url": release.url or None,
        "withdrawn_at": release.withdrawn_at and release.withdrawn_at.isoformat(),
        "provisional": release.provisional,
        "moments": [_moment(moment) for moment in release.moments],
        "doubts": list(release.doubts),
        "statements": [
            _statement(release, statement, place)
            for statement, place in zip(release.statements, sections(release).values(), strict=True)
        ],
    }
    return read | {"unread": [_part(release, part) for part in release.parts]} if unread else read


def inbox_as_json(inbox: InboxSummary) -> Json:
    """What waits to be answered, and what was put aside; no text of a question is among it."""
    return {
        "waiting": inbox.waiting,
        "claimed": inbox.claimed,
        "oldest_at": inbox.oldest_at and inbox.oldest_at.isoformat(),
        "aside": [
            {
                "number": one.place,
                "update_id": one.update_id,
                "received_at": one.received_at.isoformat(),
                "put_aside_at": one.put_aside_at.isoformat(),
                "failures": one.failures,
                "reason": one.reason,
                "kept": one.has_text,
            }
            for one in inbox.aside
        ],
    }


def import_counts_as_json(tally: ImportCounts) -> Json:
    """What became of imported files; of very many, only the first are named."""
    return {outcome.value: tally.outcomes[outcome] for outcome in ReadingOutcome} | {
        "rejected": tally.rejected,
        "doubtful": tally.doubtful,
        "changed_ids": tally.changed,
        "doubted": [
            {"id": one.release_id, "file": one.name, "doubts": list(one.doubts)}
            for one in tally.doubted
        ],
        "rejects": [rejected_as_json(one) for one in tally.rejects],
    }


def rejected_as_json(rejected: Rejected) -> Json:
    """A file that is not on record, and why."""
    return {"file": rejected.name, "reason": rejected.reason, "fault": rejected.fault}


def person_as_json(person: Person) -> Json:
    """Somebody who speaks: the offices in order, each from the first to the last day."""
    return {
        "name": person.name,
        "spellings": list(person.spellings),
        "offices": [
            {
                "role": office.role,
                "since": office.since.isoformat(),
                "until": office.until.isoformat(),
            }
            for office in person.offices
        ],
        "statements": person.statements,
        "since": person.since.isoformat(),
        "until": person.until.isoformat(),
    }


def topic_as_json(topic: Topic) -> Json:
    """A heading, and how much stands under it."""
    return {
        "heading": topic.heading,
        "statements": topic.statements,
        "releases": topic.releases,
        "since": topic.since.isoformat(),
        "until": topic.until.isoformat(),
    }


def listed_as_json(listed: Listed) -> Json:
    """A release without its text."""
    return {
        "id": listed.id,
        "version": listed.version,
        "source": listed.source,
        "kind": listed.kind.value,
        "title": listed.title,
        "date": listed.date.isoformat(),
        "time": listed.time and listed.time.isoformat("minutes"),
        "url": listed.url or None,
        "withdrawn_at": listed.withdrawn_at and listed.withdrawn_at.isoformat(),
    }


def stats_as_json(counts: Sequence[Count], totals: Totals) -> Json:
    """How much is on record: by source, kind and year, and together."""
    return {
        "counts": [
            {
                "source": count.source,
                "kind": count.kind.value,
                "year": count.year,
                "releases": count.releases,
                "statements": count.statements,
            }
            for count in counts
        ],
        "releases": totals.releases,
        "statements": totals.statements,
        "versions": totals.versions,
        "since": totals.since and totals.since.isoformat(),
        "until": totals.until and totals.until.isoformat(),
    }


def evaluation_as_json(judged: Evaluation, changes: Sequence[ResultChange]) -> Json:
    """The figures of an evaluation and what became of each question: the form of a baseline."""
    shortest, middle, longest = judged.lengths
    return {
        "answerable": len(judged.answerable),
        "unanswerable": len(judged.judged) - len(judged.answerable),
        "first": judged.first,
        "in_three": judged.in_three,
        "mean_reciprocal_rank": judged.mean_reciprocal_rank,
        "false_answers": len(judged.false_answers),
        "verbatim": judged.verbatim,
        "within_bounds": judged.within_bounds,
        "lengths": {"shortest": shortest, "median": middle, "longest": longest},
        "changes": [
            {
                "question": one.question,
                "before": one.before,
                "now": one.now,
                "better": one.is_better,
            }
            for one in changes
        ],
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


def _query(query: Query) -> Json:
    period = query.period
    return {
        "shown": describe(query),
        "intent": query.intent.value,
        "terms": [describe_term(term) for term in query.terms],
        "read_as": {term.word: term.read_as for term in query.terms if term.read_as}
        | {voice.written: voice.name for voice in query.voices if voice.is_misspelt},
        "phrases": list(query.phrases),
        "excluded": [term.word for term in query.excluded],
        "barred": _barred(query.barred),
        "people": [_voice(voice) for voice in query.voices],
        "asked_by": list(query.askers),
        "kinds": sorted(kind.value for kind in query.kinds),
        "wordings": sorted(label.value for label in query.labels),
        "releases": sorted(query.releases),
        "not_in_calendar": list(query.impossible_days),
        "since": period.since.isoformat() if period and period.since else None,
        "until": period.until.isoformat() if period and period.until else None,
        "order": query.order.value,
    }


def _barred(barred: Barred) -> Json:
    return {
        "people": [_voice(voice) for voice in barred.voices],
        "asked_by": list(barred.askers),
        "kinds": sorted(kind.value for kind in barred.kinds),
        "wordings": sorted(label.value for label in barred.labels),
        "periods": [
            {
                "since": period.since and period.since.isoformat(),
                "until": period.until and period.until.isoformat(),
            }
            for period in barred.periods
        ],
    }


def _voice(voice: Voice) -> Json:
    return {
        "asked": voice.written,
        "names": sorted(name.strip() for name in voice.names),
        "offices": sorted(role.strip() for role in voice.offices),
    }


def _excerpt(excerpt: Excerpt) -> Json:
    release, statement = excerpt.release, excerpt.statement
    return {
        "quote": excerpt.quote,
        "slices": [_span(span) for span in excerpt.slices],
        "release_id": release.id,
        "version": release.version,
        "statement_id": statement.id,
        "kind": statement.kind.value,
        "speaker": statement.speaker,
        "role": statement.role or None,
        "date": release.date.isoformat(),
        "title": release.title,
        "section": section(release, statement),
        "question": statement.question and statement.question.span.of(release.text),
        "asked_by": statement.question and statement.question.asker,
        "wording": list(dict.fromkeys(found.label.value for found in excerpt.labels)),
        "partly": excerpt.is_partly_labelled,
        "url": release.url or None,
        "withdrawn_at": release.withdrawn_at and release.withdrawn_at.isoformat(),
        "repeats": [day.isoformat() for day in excerpt.repeats],
        "score": round(excerpt.score, 4),
    }


def _statement(release: Release, statement: Statement, place: str) -> Json:
    question = statement.question
    return {
        "id": statement.id,
        "kind": statement.kind.value,
        "speaker": statement.speaker,
        "role": statement.role or None,
        "headings": list(statement.headings),
        "section": place,
        "number": statement.number or None,
        "parent": statement.parent,
        "span": _span(statement.span),
        "text": statement.span.of(release.text),
        "question": question and question.span.of(release.text),
        "question_span": question and _span(question.span),
        "asked_by": question and question.asker,
    }


def _moment(moment: Moment) -> Json:
    return {
        "date": moment.date.isoformat(),
        "time": moment.time and moment.time.isoformat("minutes"),
        "zone": moment.zone or None,
        "doubtful": moment.is_doubtful,
    }


def _part(release: Release, part: Part) -> Json:
    return {
        "kind": part.kind.value,
        "span": _span(part.span),
        "text": part.span.of(release.text),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
