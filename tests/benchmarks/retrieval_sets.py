"""nDCG@10 on Cranfield and CISI: plain stemmed BM25, Kaiken, and the effect of each of its rules.

A document is a passage with its title as context. A question is asked with its terms, and as a
user would ask it, through `understand`. The sets are read from ../shared/data, or from the folder
in RETRIEVAL_SETS; they are not ours, so they are not in the tree.
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
class RetrievalSet:
    """A set: its documents, and its questions, each with its relevant documents."""

    documents: Sequence[Document]
    questions: Sequence[tuple[str, frozenset[str]]]


def read_set(folder: Path) -> RetrievalSet:
    def rows(name: str) -> list[dict[str, str]]:
        return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]

    right = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        question, document, _ = line.split("\t")
        right[question].add(document)
    return RetrievalSet(
        [Document(row["id"], row["title"], row["text"]) for row in rows("docs.jsonl")],
        [
            (row["text"], frozenset(right[row["id"]]))
            for row in rows("queries.jsonl")
            if row["id"] in right
        ],
    )


def ndcg_at_10(found: Sequence[str], right: frozenset[str]) -> float:
    """Return nDCG at ten, with binary relevance."""
    told = sum(1 / math.log2(rank + 2) for rank, one in enumerate(found[:AT]) if one in right)
    return told / sum(1 / math.log2(rank + 2) for rank in range(min(AT, len(right))))


def judge(find: Find, retrieval_set: RetrievalSet) -> float:
    return statistics.fmean(
        ndcg_at_10(find(question), right) for question, right in retrieval_set.questions
    )


def plain_bm25(retrieval_set: RetrievalSet, tokenize: Callable[[str], list[str]]) -> Find:
    """BM25 over title and text in one field; a term that a question repeats counts each time."""
    engine = bm25s.BM25(k1=K1, b=B)
    documents = [tokenize(f"{one.title} {one.text}") for one in retrieval_set.documents]
    engine.index(documents, show_progress=False)
    ids = [one.id for one in retrieval_set.documents]

    def find(question: str) -> list[str]:
        scores = engine.get_scores(tokenize(question))
        return [ids[at] for at in (-scores).argsort(kind="stable")[:AT] if scores[at] > 0]

    return find


def stemmed(text: str) -> list[str]:
    """Return the words in lower case, stemmed, without the stop words of bm25s."""
    [words] = bm25s.tokenize(
        [text],
        stopwords="en",
        stemmer=Stemmer.Stemmer("english"),
        return_ids=False,
        show_progress=False,
    )
    return list(words)


def passages(retrieval_set: RetrievalSet) -> dict[str, list[Passage]]:
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
        for one in retrieval_set.documents
    }


@contextmanager
def fill(engine: Engine, retrieval_set: RetrievalSet) -> Iterator[Engine]:
    engine.add(passages(retrieval_set), revision=1)
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


def ways(retrieval_set: RetrievalSet, folder: Path) -> Iterator[tuple[str, float]]:
    """Yield each way to search, by name, and its nDCG."""
    yield PLAIN, judge(plain_bm25(retrieval_set, stemmed), retrieval_set)
    yield (
        "the same, Kaiken's terms",
        judge(plain_bm25(retrieval_set, lambda text: [*terms(text)]), retrieval_set),
    )
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
        with ExitStack() as stack, fill(OkapiEngine(), retrieval_set) as engine:
            for change in changes:
                stack.enter_context(change)
            yield name, judge(by_terms(engine), retrieval_set)
    with fill(OkapiEngine(), retrieval_set) as engine:
        yield "Kaiken, questions understood", judge(as_asked(engine), retrieval_set)
    with fill(DiskEngine(folder), retrieval_set) as engine:
        yield "Kaiken, on disk", judge(by_terms(engine), retrieval_set)


class _Linear(ranking._ContextWeigher):
    """Leaves the weight of contexts as an engine counts it."""

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
