"""What acronyms a record explains comes and goes with its pages."""

from retrieval.query.words.acronyms import Acronyms, explained
from retrieval.query.words.aliases import make_aliases

NAMES = ["United Nations", "UN"]


def test_an_acronym_is_told_to_be_a_word_or_none() -> None:
    acronyms = Acronyms(make_aliases([NAMES]))
    acronyms.change((), [("Host Nation Support", "HNS"), ("Free Trade Area", "FTA")])
    aliases = acronyms.aliases(lambda folded: folded == "hns")
    assert aliases.acronyms["hns",] is True
    assert aliases.acronyms["fta",] is False
    assert not any(acronyms.aliases().acronyms.values())


def test_the_longest_name_is_told_as_names_come_and_go() -> None:
    acronyms = Acronyms(make_aliases([NAMES]))
    words = "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett"
    pair = (words, "ABCDEFGHIJ")
    before = acronyms.aliases().longest
    acronyms.change((), [pair])
    assert acronyms.aliases().longest == len(words.split()) > before
    acronyms.change([pair], ())
    assert acronyms.aliases().longest == before
    assert set(acronyms.aliases().groups) == set(make_aliases([NAMES]).groups)


def test_a_name_is_explained_by_the_letters_it_begins_with() -> None:
    for text, names in (
        ("the Host Nation Support (HNS)", [("Host Nation Support", "HNS")]),
        ("support of the Group of Experts (GE)", [("Group of Experts", "GE")]),
        ("the Host Nation (HNS)", []),
        ("in Paris (P)", []),
        ("Nation Host Support (HNS)", []),
    ):
        assert [*map(tuple, explained(text))] == names
