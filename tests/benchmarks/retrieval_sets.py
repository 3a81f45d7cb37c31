"""nDCG@10 on Cranfield and CISI: plain stemmed BM25, Kaiken, and what each of its rules gives.

A document is a passage with its title as context. A question is asked with its terms, and as
somebody would ask it, through `understand`. The sets are looked for in ../shared/data, or where
RETRIEVAL_SETS says; they are not ours to keep.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import math
import os
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import bm25s
import numpy as np
import Stemmer
from report import table, write_section

from retrieval.index import ranking
from retrieval.index.counted import Vector
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.engine import K1, B, Engine
from retrieval.index.okapi import OkapiEngine
from retrieval.index.ranking import RERANK_DEPTH
from retrieval.model.query import Query, Term
from retrieval.model.release import Passage, ReleaseKind, Span
from retrieval.query.understanding import understand
from retrieval.record.learning import Learning
from retrieval.text.tokens import fold_words, terms

DATA = Path(os.environ.get("RETRIEVAL_SETS", "../shared/data"))
NAMES = ("cranfield", "cisi")
AT = 10
TODAY = dt.date(2026, 11, 22)
PLAIN = "plain stemmed BM25"

Find = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a set."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A set: its documents, and its questions, each with the documents that are right."""

    documents: Sequence[Document]
    questions: Sequence[tuple[str, frozenset[str]]]


def read_set(folder: Path) -> Judged:
    def rows(name: str) -> list[dict[str, str]]:
        return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]

    right = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        question, document, _ = line.split("\t")
        right[question].add(document)
    return Judged(
        [Document(row["id"], row["title"], row["text"]) for row in rows("docs.jsonl")],
        [
            (row["text"], frozenset(right[row["id"]]))
            for row in rows("queries.jsonl")
            if row["id"] in right
        ],
    )


def gain(found: Sequence[str], right: frozenset[str]) -> float:
    """nDCG at ten, where a document is right or is not."""
    told = sum(1 / math.log2(rank + 2) for rank, one in enumerate(found[:AT]) if one in right)
    return told / sum(1 / math.log2(rank + 2) for rank in range(min(AT, len(right))))


def judge(find: Find, judged: Judged) -> float:
    return statistics.fmean(gain(find(question), right) for question, right in judged.questions)


def plain(judged: Judged, tokenize: Callable[[str], list[str]]) -> Find:
    """BM25 over title and text in one field; what a question repeats counts again."""
    engine = bm25s.BM25(k1=K1, b=B)
    documents = [tokenize(f"{one.title} {one.text}") for one in judged.documents]
    engine.index(documents, show_progress=False)
    ids = [one.id for one in judged.documents]

    def find(question: str) -> list[str]:
        scores = engine.get_scores(tokenize(question))
        return [ids[at] for at in (-scores).argsort(kind="stable")[:AT] if scores[at] > 0]

    return find


def stemmed(text: str) -> list[str]:
    """Words in small letters, stemmed, without the stop words that bm25s knows."""
    [words] = bm25s.tokenize(
        [text],
        stopwords="en",
        stemmer=Stemmer.Stemmer("english"),
        return_ids=False,
        show_progress=False,
    )
    return list(words)


def passages(judged: Judged) -> dict[str, list[Passage]]:
    return {
        one.id: [
            Passage(
                release_id=one.id,
                version=1,
                statement_id="1",
                span=Span(0, 1),
                date=TODAY,
                kind=ReleaseKind.RELEASE,
                speaker="",
                role="",
                asker="",
                words=terms(one.text),
                context=terms(one.title),
                mentions=frozenset(),
                labels=frozenset(),
                folded=fold_words(one.text),
            )
        ]
        for one in judged.documents
    }


@contextmanager
def filled(engine: Engine, judged: Judged) -> Iterator[Engine]:
    engine.add(passages(judged), revision=1)
    engine.commit()
    yield engine
    engine.close()


def by_terms(engine: Engine) -> Find:
    def find(question: str) -> list[str]:
        asked = tuple(
            Term(term, ((term,),), times=times) for term, times in Counter(terms(question)).items()
        )
        return search(engine, Query(question, terms=asked))

    return find


def as_asked(engine: Engine) -> Find:
    lexicon = Learning().learn((), engine.vocabulary)
    return lambda question: search(engine, understand(question, TODAY, lexicon))


def search(engine: Engine, query: Query) -> list[str]:
    hits = asyncio.run(engine.search(query, RERANK_DEPTH)) if query.terms else []
    return [hit.passage.release_id for hit in hits]


def ways(judged: Judged, folder: Path) -> Iterator[tuple[str, float]]:
    """Each way to search, by name, and what it reaches."""
    yield PLAIN, judge(plain(judged, stemmed), judged)
    yield "the same, Kaiken's terms", judge(plain(judged, lambda text: [*terms(text)]), judged)
    unrepeated = patch.object(ranking, "_REPETITION_EXPONENT", 0.0)
    untaught = patch.object(ranking, "is_worth_learning", lambda *_: False)
    taught = patch.object(ranking, "is_worth_learning", lambda *_: True)
    uncubed = patch.object(ranking, "_ContextWeigher", _Linear)
    for name, changes in (
        ("Kaiken, neither repeated words nor feedback", (unrepeated, untaught)),
        ("… with repeated words", (untaught,)),
        ("… with feedback", (unrepeated,)),
        ("… with both: Kaiken", ()),
        ("Kaiken, feedback for every question", (taught,)),
        ("Kaiken, contexts at half weight, no feedback", (uncubed, untaught)),
        ("Kaiken, contexts at half weight", (uncubed,)),
    ):
        with ExitStack() as stack, filled(OkapiEngine(), judged) as engine:
            for change in changes:
                stack.enter_context(change)
            yield name, judge(by_terms(engine), judged)
    with filled(OkapiEngine(), judged) as engine:
        yield "Kaiken, questions understood", judge(as_asked(engine), judged)
    with filled(DiskEngine(folder), judged) as engine:
        yield "Kaiken, on disk", judge(by_terms(engine), judged)


class _Linear(ranking._ContextWeigher):
    """Leaves contexts as an engine counts them."""

    def gains(self, contexts: Sequence[Sequence[str]]) -> Vector:
        return np.zeros(len(contexts))


def main() -> None:
    missing = [name for name in NAMES if not (DATA / name / "docs.jsonl").exists()]
    if missing:
        print(f"No nDCG on {' and '.join(missing)}: not in {DATA}; RETRIEVAL_SETS may name it.")
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name in set(NAMES) - set(missing):
        with TemporaryDirectory() as folder:
            for way, reached in ways(read_set(DATA / name), Path(folder)):
                found[way][name] = reached
    if missing:
        for way, reached in found.items():
            print(way, reached)
        return
    rows = [
        [
            way,
            *(
                f"{reached[name]:.3f} ({reached[name] / found[PLAIN][name] - 1:+.1%})"
                for name in NAMES
            ),
        ]
        for way, reached in found.items()
    ]
    write_section("quality", table(["nDCG@10", "Cranfield", "CISI"], rows))


if __name__ == "__main__":
    main()
