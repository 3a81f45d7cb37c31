"""Whatever is typed is understood at once."""

import datetime as dt
import random
import string

import pytest

from retrieval.model.query import Period, Vocabulary
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import LONGEST_QUESTION, understand
from retrieval.query.who.speakers import Speakers
from retrieval.query.words.aliases import make_aliases, reviewed

TODAY = dt.date(2026, 11, 22)
# A question has 50 ms in all; a machine under load is given its time.
_AT_MOST_S = 0.05

HOSTILE = {
    "quotes": '"' * 10_000,
    "short quotes": '" ' * 499,
    "brackets": "(" * 999,
    "by": "by:" * 333,
    "by many": "by:a " * 200,
    "nested": 'by:"asked:"type:"x' * 50,
    "ranges": "between 2021 and " * 58,
    "bounds": "in 2021 " * 125,
    "so long ago": "a couple of " * 83,
    "last": "last 3 " * 140,
    "offices": "minister of " * 83,
    "titles": "fm " * 333,
    "names": "hayashi " * 125,
    "alternatives": "a OR " * 200,
    "quoted alternatives": '"a" OR ' * 142,
    "exclusions": "-a " * 333,
    "excluded operators": "-by:a " * 166,
    "excluded periods": "-in:2022 " * 111,
    "exceptions": "except a but not b " * 52,
    "lacking": "without taiwan " * 66,
    "many nots": "NOT Taiwan " * 90,
    "offices of states": "us president of china " * 45,
    "unheld offices": "chief cabinet secretary " * 41,
    "portfolios": "minister of trade and " * 45,
    "becoming": "become foreign minister " * 41,
    "hyphens": "a-" * 500,
    "refusals": "declined to comment " * 50,
    "kinds": "in the the the press releases " * 33,
    "512 words": "ab " * 333,
    "blanks": "we ____ " * 495,
    "tellings": "somebody once said that " * 166,
    "recited": "it went more or less: " * 180 + "exact?",
    "orders to exclude": "skip anything about taiwan. " * 142,
    "put aside": "taiwan aside, " * 70,
    "invasions": "before russia's invasion of ukraine began " * 24,
    "compared": "january compared to may vs june " * 31,
    "judged": "which one is the stronger one " * 33,
    "not discussed": "what did they not " * 55,
    "unknown words": "qxzvb wqkjz " * 83,
    "states": "state of " * 111,
    "zeros": "\x00" * 5000,
    "dates": "2021-" * 200,
    "sentences": "I need to know. " * 250,
    "questions": "What did Hayashi say about Taiwan? " * 114,
    "preambles": "could you tell me if " * 190,
    "clefts": "it's the thing that what my brother wants is " * 80,
    "questions within": "I was there: so what did he say, and " * 105,
    "wishes of others": "my brother wants to know what I want to know. " * 86,
    "greetings": "hello, " * 571,
    "marks": "? " * 1999,
    "one word": "x" * 4000,
    "small words": "que dijo sobre el la los " * 160,
    "scripts": "что сказал министр " * 210,
    "requests": "notify me about " * 250,
    "every block": "".join(map(chr, range(0x21, 0x2FFFF, 197)))[:LONGEST_QUESTION],
}


def _random_words() -> tuple[str, ...]:
    chosen = random.Random(5)  # noqa: S311 - words, no secrets
    letters = string.ascii_lowercase
    lengths = (chosen.randint(4, 10) for _ in range(80_000))
    return tuple(sorted({"".join(chosen.choices(letters, k=length)) for length in lengths}))


@pytest.fixture(scope="module")
def lexicon(speakers: Speakers) -> Lexicon:
    """The lexicon of a large record."""
    words = _random_words()
    vocabulary = Vocabulary(words, frozenset(words))
    return Lexicon(vocabulary, make_aliases(reviewed()), speakers, {("nhk",): "NHK"}, Period())


@pytest.mark.parametrize("question", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_question_is_understood_within_its_time(
    lexicon: Lexicon, question: str, stopwatch
) -> None:
    understand(question, TODAY, lexicon)
    for _ in range(5):
        with stopwatch:
            understand(question, TODAY, lexicon)
    assert stopwatch.least_s < _AT_MOST_S
