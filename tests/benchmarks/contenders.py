"""Search engines over the same terms: each builds its index in a folder, opens it and searches.

All find the best hundred passages for the terms of a question, each term once.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Protocol

from large_record import Part, read_terms

from retrieval.index.engine import K1, B
from retrieval.index.ranking import CONTEXT_WEIGHT, NEIGHBOUR_WEIGHT, RERANK_DEPTH
from retrieval.model.query import Query, Term
from retrieval.text.tokens import terms

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
_WRITER_BYTES = 200_000_000


class Contender(Protocol):
    """A way to search a part of the record. Each loads its libraries only when it needs them."""

    def build(self, part: Part, folder: Path) -> None:
        """Build the index in a folder, if the engine can store one."""

    def open(self, part: Part, folder: Path) -> None:
        """Get ready to search."""

    def prepare(self, question: str) -> Any:
        """Return what `search` takes for a question; this is not measured."""

    def search(self, prepared: Any) -> object:
        """Find the best passages."""


def unique_terms(question: str) -> list[str]:
    return list(dict.fromkeys(terms(question)))


class Kaiken:
    """The disk engine alone. Its build begins at the archive, so it includes making the terms."""

    def build(self, part: Part, folder: Path) -> None:
        self.open(part, folder)
        self.close()

    def open(self, part: Part, folder: Path) -> None:  # noqa: ARG002 - as above
        from bot.setup.environment import read_settings
        from bot.setup.services import open_services

        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        settings = read_settings({**part.environment, "KAIKEN_ENGINE": "disk"})
        entering = self._stack.enter_async_context(open_services(settings, lambda: NOW))
        self._services = self._runner.run(entering)
        self._run = self._runner.get_loop().run_until_complete

    def close(self) -> None:
        self._run(self._stack.aclose())
        self._runner.close()

    def prepare(self, question: str) -> Any:
        return Query("", terms=tuple(Term(term, ((term,),)) for term in unique_terms(question)))

    def search(self, prepared: Any) -> object:
        return self._run(self._services.record.engine.search(prepared, RERANK_DEPTH))


class WholeAnswer(Kaiken):
    """The whole answer to a question: understood, found, ranked, cut and proved."""

    def prepare(self, question: str) -> Any:
        return question

    def search(self, prepared: Any) -> object:
        return self._run(self._services.answerer.answer(prepared, NOW))


class Tantivy:
    """Plain tantivy, with some fields summed at Kaiken's weights."""

    def __init__(self, *fields: str) -> None:
        weights = {"words": 1.0, "context": CONTEXT_WEIGHT, "neighbour_questions": NEIGHBOUR_WEIGHT}
        self._weights = {name: weights[name] for name in fields}

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        for name in self._weights:
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        return builder.build()

    def build(self, part: Part, folder: Path) -> None:
        import tantivy

        index = tantivy.Index(self._schema(), path=str(folder))
        writer = index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        for passage in read_terms(part):
            document = tantivy.Document()
            for name in self._weights:
                document.add_text(name, " ".join(getattr(passage, name)))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, part: Part, folder: Path) -> None:  # noqa: ARG002 - as in the protocol
        import tantivy

        index = tantivy.Index.open(str(folder))
        self._kept_schema, self._searcher = index.schema, index.searcher()

    def prepare(self, question: str) -> Any:
        return unique_terms(question)

    def search(self, prepared: Any) -> object:
        from tantivy import Occur, Query

        found = [
            (Occur.Should, Query.boost_query(term_query, weight))
            for term in prepared
            for name, weight in self._weights.items()
            for term_query in [Query.term_query(self._kept_schema, name, term, "freq")]
        ]
        return self._searcher.search(Query.boolean_query(found), RERANK_DEPTH, count=False).hits


class Fts5:
    """SQLite's FTS5, one field."""

    def build(self, part: Part, folder: Path) -> None:
        database = sqlite3.connect(folder / "index.db")
        database.execute("CREATE VIRTUAL TABLE passages USING fts5(words, content='')")
        rows = ((at, " ".join(one.words)) for at, one in enumerate(read_terms(part)))
        database.executemany("INSERT INTO passages(rowid, words) VALUES (?, ?)", rows)
        database.execute("INSERT INTO passages(passages) VALUES ('optimize')")
        database.commit()
        database.close()

    def open(self, part: Part, folder: Path) -> None:  # noqa: ARG002 - as in the protocol
        self._database = sqlite3.connect(folder / "index.db")

    def prepare(self, question: str) -> Any:
        return " OR ".join('"' + one.replace('"', '""') + '"' for one in unique_terms(question))

    def search(self, prepared: Any) -> object:
        asked = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"
        return self._database.execute(asked, (prepared, RERANK_DEPTH)).fetchall()


class Bm25s:
    """bm25s, which stores all possible scores; one field."""

    def __init__(self, backend: str) -> None:
        self._backend = backend

    def build(self, part: Part, folder: Path) -> None:
        import bm25s

        known: dict[str, int] = {}
        documents = [
            [known.setdefault(term, len(known)) for term in one.words] for one in read_terms(part)
        ]
        engine = bm25s.BM25(k1=K1, b=B, backend=self._backend)
        engine.index((documents, known), show_progress=False)
        engine.save(folder, show_progress=False)

    def open(self, part: Part, folder: Path) -> None:  # noqa: ARG002 - as in the protocol
        import bm25s

        self._engine = bm25s.BM25.load(folder)
        self._engine.backend = self._backend
        if self._backend == "numba":
            self._engine.activate_numba_scorer()

    def prepare(self, question: str) -> Any:
        return [[term for term in unique_terms(question) if term in self._engine.vocab_dict]]

    def search(self, prepared: Any) -> object:
        return self._engine.retrieve(prepared, k=RERANK_DEPTH, show_progress=False, n_threads=0)


class RankBm25:
    """rank-bm25, which is in memory only: it is built each time it is opened."""

    def build(self, part: Part, folder: Path) -> None:
        pass

    def open(self, part: Part, folder: Path) -> None:  # noqa: ARG002 - as in the protocol
        from rank_bm25 import BM25Okapi

        self._engine = BM25Okapi([one.words for one in read_terms(part)], k1=K1, b=B)

    def prepare(self, question: str) -> Any:
        return unique_terms(question)

    def search(self, prepared: Any) -> object:
        scores = self._engine.get_scores(prepared)
        best = scores.argpartition(-RERANK_DEPTH)[-RERANK_DEPTH:]
        return best[scores[best].argsort()[::-1]]


CONTENDERS: dict[str, Callable[[], Contender]] = {
    "Kaiken, search": Kaiken,
    "Kaiken, whole answer": WholeAnswer,
    "tantivy, same fields": lambda: Tantivy("words", "context", "neighbour_questions"),
    "tantivy, one field": lambda: Tantivy("words"),
    "bm25s, numba": lambda: Bm25s("numba"),
    "bm25s, numpy": lambda: Bm25s("numpy"),
    "SQLite FTS5": Fts5,
    "rank-bm25": RankBm25,
}
