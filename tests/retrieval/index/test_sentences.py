"""The table of sentences: a function of what is on record, in whatever order it came."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.index.sentences import SentenceIndex, SentenceTable
from retrieval.model.release import Release, ReleaseKind, Span, Statement, StatementKind
from retrieval.wording.comparing import Kinship, compare, words_of
from retrieval.wording.families import Form, make_families
from retrieval.wording.sketching import form_of, keys_of, sketch

VERBS = ("continue to support", "strongly support", "not support", "consider")
LANDS = ("Arlandia", "Borovia", "Cascovia")
SENTENCES = [
    f"The government of {land} will {verb} peaceful talks on the shared fisheries of the strait."
    for land in LANDS
    for verb in VERBS
]


def release(number: int, said: list[int]) -> Release:
    text = "\n".join(SENTENCES[one] for one in said)
    statement = Statement(
        "s1", StatementKind.PARAGRAPH, f"Speaker {number % 2}", "", (), Span(0, len(text))
    )
    return Release(
        id=f"r{number}", source="mofa", publisher="M", kind=ReleaseKind.STATEMENT, title="T",
        date=dt.date(2022, 1, 1) + dt.timedelta(number), time=None, place="", url="", text=text,
        statements=(statement,), parts=(), provisional=False,
    )  # fmt: skip


RECORDS = st.lists(st.lists(st.sampled_from(range(len(SENTENCES))), max_size=4), max_size=8)


def index_of(releases: list[Release], late: list[Release]) -> SentenceIndex:
    tables = (SentenceTable.of({one.id: sketch(one) for one in some}) for some in (releases, late))
    return SentenceIndex.of(*tables)


def family_of(index: SentenceIndex, sentence: str) -> list[tuple[object, ...]]:
    words = words_of(sentence).reading.words
    texts = {form_of(words_of(one).reading.words): one for one in SENTENCES}
    forms = [
        Form(one, texts[one], tuple(places))
        for one in index.relatives(keys_of(words))
        if (places := index.occurrences(one))
        and compare(words_of(sentence), words_of(texts[one])).kinship is not Kinship.UNRELATED
    ]
    return sorted(
        [(one.text, one.occurrences, one.speakers) for one in family.wordings]
        for family in make_families(forms)
    )


@settings(max_examples=25, deadline=None)
@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_import_does_not_matter(record, random):
    releases = [release(number, said) for number, said in enumerate(record)]
    shuffled = random.sample(releases, len(releases))
    cut = random.randint(0, len(releases))
    one, other = index_of(releases, []), index_of(shuffled[:cut], shuffled[cut:])
    for sentence in SENTENCES:
        assert family_of(one, sentence) == family_of(other, sentence)


@settings(max_examples=25, deadline=None)
@given(RECORDS.filter(bool), st.data())
def test_a_release_that_is_taken_away_leaves_no_trace(record, data):
    releases = [release(number, said) for number, said in enumerate(record)]
    gone = data.draw(st.sampled_from(releases))
    rest = [one for one in releases if one is not gone]
    emptied = release(int(gone.id[1:]), [])
    for sentence in SENTENCES:
        taken = family_of(index_of(releases, [emptied]), sentence)
        assert taken == family_of(index_of(rest, []), sentence)
