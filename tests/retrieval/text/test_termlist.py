import pickle

from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.termlist import TermList, contains_name, term_key, term_keys
from retrieval.text.tokens import find_name

TERMS = st.lists(st.sampled_from(["new", "york", "time", "newyork", "yo"]), max_size=8).map(tuple)


@given(TERMS)
def test_a_term_list_is_the_terms_it_was_made_of(terms: tuple[str, ...]) -> None:
    made = TermList.of(terms)
    assert made == terms
    assert (len(made), [*made], hash(made)) == (len(terms), [*terms], hash(terms))
    assert made == pickle.loads(pickle.dumps(made)) == TermList.of(made)  # noqa: S301 - our own
    assert made.keys == term_keys(terms)


@given(TERMS, TERMS.filter(bool))
def test_a_name_stands_where_its_terms_stand_next_to_each_other(
    terms: tuple[str, ...], name: tuple[str, ...]
) -> None:
    wanted = find_name(terms, name) is not None
    assert contains_name(terms, name) is contains_name(TermList.of(terms), name) is wanted


def test_terms_that_look_alike_have_keys_of_their_own() -> None:
    terms = [f"{letter}{number}" for letter in "abcdefgh" for number in range(5_000)]
    assert len({term_key(term) for term in terms}) == len(terms)
