import datetime as dt
from collections.abc import Callable, Iterable

import pytest

from retrieval.model.query import Period, Query, Vocabulary
from retrieval.people.identity import SpokenTurn
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import understand
from retrieval.query.who.speakers import Speakers, Speaking, make_outlets
from retrieval.query.words.aliases import make_aliases
from retrieval.text.tokens import fold_words, terms

Asking = Callable[[str], Query]
MakeSpeakers = Callable[[Iterable[SpokenTurn]], Speakers]

TODAY = dt.date(2026, 11, 22)
WORDS = (
    "Taiwan Ukraine Russia sanctions peace treaty visit Washington Blinken Hayashi Minister meeting"
)
SAID = [
    ("HAYASHI Yoshimasa", "Minister for Foreign Affairs"),
    ("Jun Kawai", "Press Secretary"),
    ("Lena Oduya", "Deputy Press Secretary"),
    ("Karine Jean-Pierre", "Principal Deputy Press Secretary"),
    ("MORI Aiko", "State Minister for Foreign Affairs"),
    ("Tom Mori", "Ambassador"),
    ("Ana May", "Ambassador"),
]


@pytest.fixture(scope="session")
def make_speakers() -> MakeSpeakers:
    """Makes the speakers of some turns in a record of the Japanese ministry."""

    def made(turns: Iterable[SpokenTurn]) -> Speakers:
        speaking = Speaking()
        speaking.change((), turns)
        return speaking.speakers(["Ministry of Foreign Affairs of Japan"])

    return made


@pytest.fixture(scope="session")
def speakers(make_speakers: MakeSpeakers) -> Speakers:
    """Those who speak in a record of November 2021 to May 2022."""
    return make_speakers(SpokenTurn(name, role, dt.date(2022, 1, 1), 1) for name, role in SAID)


@pytest.fixture(scope="session")
def ask(speakers: Speakers) -> Asking:
    """Understands a question on 22 November 2026, against that record."""
    lexicon = Lexicon(
        Vocabulary(tuple(sorted(fold_words(WORDS).split())), frozenset(terms(WORDS))),
        make_aliases([["North Korea", "DPRK"], ["United States", "US"]]),
        speakers,
        make_outlets(["NHK, Noda", "Arai, Kyodo News", "Reporter"]),
        Period(dt.date(2021, 11, 13), dt.date(2022, 5, 23)),
    )

    def asked(question: str) -> Query:
        return understand(question, TODAY, lexicon)

    return asked
