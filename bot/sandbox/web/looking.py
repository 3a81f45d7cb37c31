"""What stands behind an answer: how its question was understood, and what was considered."""

from __future__ import annotations

from sqlalchemy import Connection, Table, Text, cast, or_, select

from bot.rendering.as_json import answer_as_json
from bot.sandbox.params import Json
from bot.sandbox.web.messages import clip
from bot.store import tables
from retrieval.answering.search import Search
from retrieval.answering.selection import Candidate
from retrieval.model.answer import Answer, Status
from retrieval.record.record import Record

_MOST_CONSIDERED = 40
_MOST_ROWS = 20
_TABLES = tuple(one for one in vars(tables).values() if isinstance(one, Table))


async def explain(answer: Answer, record: Record) -> Json:
    """Return how a question was understood, what came of it and why, and what was considered."""
    shown = answer_as_json(answer)
    kept = "question understood status found may_be_more searched outside_of suggestion met missing"
    explained: Json = {name: shown[name] for name in kept.split()} | {
        "needed": 0,
        "considered": [],
        "unknown": [],
    }
    if answer.status is Status.NOT_A_QUESTION:
        return explained
    search = Search.of(answer.query, record)
    found = await search.find()
    considered = sorted(found.considered or await search.find_near(), key=lambda one: -one.worth)
    quoted = {(one.release.id, one.statement.id) for one in answer.shown}
    some = considered[:_MOST_CONSIDERED]
    releases = await search.load(some)
    explained["unknown"] = [
        term.word
        for term in answer.query.terms
        if not any(record.engine.frequency(word) for name in term.names for word in name)
    ]
    explained["needed"] = search.decider.bar.share
    explained["considered"] = [
        {
            **_candidate(search, one),
            "title": release.title,
            "words": one.hit.passage.span.of(release.text),
            "is_quoted": one.key in quoted,
        }
        for one, release in zip(some, releases, strict=True)
    ]
    explained["considered_in_all"] = len(considered)
    return explained


def _candidate(search: Search, one: Candidate) -> Json:
    passage = one.hit.passage
    met, missing = search.compare([passage.words]) if search.weights else ((), ())
    return {
        "release": passage.release_id,
        "version": passage.version,
        "statement": passage.statement_id,
        "span": [passage.span.start, passage.span.end],
        "date": passage.date.isoformat(),
        "speaker": passage.speaker,
        "score": round(one.hit.score, 2),
        "coverage": round(float(one.coverage), 3),
        "answers": bool(one.answers),
        "met": list(met),
        "missing": list(missing),
    }


def load_rows(connection: Connection, chat_id: int) -> list[Json]:
    """Load the rows that name a chat, by table; of very many, the first."""
    found = []
    for table in _TABLES:
        names_chat = or_(*(cast(one, Text).like(f"%{chat_id}%") for one in table.columns))
        rows = connection.execute(select(table).where(names_chat).limit(_MOST_ROWS)).mappings()
        listed = [{name: clip(value) for name, value in row.items()} for row in rows]
        if listed:
            found.append({"table": table.name, "rows": listed})
    return found
