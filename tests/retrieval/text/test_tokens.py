import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.folding import fold
from retrieval.text.stems import stem
from retrieval.text.tokens import find_name, fold_words, terms, tokenize


@pytest.mark.parametrize(
    "text, found",
    [
        ("a “2+2” meeting", ("2+2", "meet")),
        ("a 2 + 2 meeting", ("2+2", "meet")),
        ("the “2+2”’s results", ("2+2", "result")),
        ("G7, COP26 and ＣＯＰ２６", ("g7", "cop26", "cop26")),
        ("the U.S. and the US", ("us", "us")),
        ("the U.S.’s aims", ("us", "aim")),
        ("the US’s aims", ("us", "aim")),
        ("the U.S.A and U.S.A.", ("usa", "usa")),
        ("they told us so", ("tell",)),  # the pronoun
        ("US", ("us",)),  # alone, as in a table of names or as the whole question
        ("ROK US", ("rok", "us")),
        ("EAS", ("eas",)),  # an acronym keeps its s next to any word
        ("U.S. EAS", ("us", "eas")),
        ("EAS and APEC", ("eas", "apec")),
        (
            "TELL US ABOUT THE MISSILES",
            ("tell", "missil"),
        ),  # all in capitals: acronyms cannot be recognised
        ("TELL US OF PORTS", ("tell", "port")),
        ("MISSILES", ("missil",)),
        ("at 9:25 a.m., i.e. early", ("9", "25", "earli")),
        ("Japan’s, Japan's and Japan", ("japan", "japan", "japan")),
        ("the ministers’ talk", ("minist", "talk")),
        ("Indo-Pacific, Indo Pacific", ("indo", "pacif", "indo", "pacif")),
        ("large- scale", ("larg", "scale")),
        ("1,000 or 3.5", ("1000", "3.5")),
        ("12,000.5, 1,000,000, 12,00", ("12000.5", "1000000", "12,00")),
        ("F-35, F35, f-35s and F-35’s", ("f35", "f35", "f35", "f35")),
        ("A-10, S-400, An-124, B-52H", ("a10", "s400", "an124", "b52h")),
        ("COVID-19, by-2030, Wi-Fi-6", ("covid", "19", "2030", "wi", "fi", "6")),
        ("snake_case", ("snake", "case")),
        ("co\u00adoperation in Türkiye", ("cooper", "turkiy")),
        ("we don’t and can't", ()),
        ("", ()),
    ],
)
def test_text_becomes_the_terms_that_a_reader_would_look_for(
    text: str, found: tuple[str, ...]
) -> None:
    assert terms(text) == found


@pytest.mark.parametrize(
    "british, american",
    [
        ("defence", "defense"),
        ("defences", "defenses"),
        ("offence", "offense"),
        ("licences", "licenses"),
        ("organisation", "organization"),
        ("organisational", "organizational"),
        ("realise", "realize"),
        ("realising", "realizing"),
        ("neighbour", "neighbor"),
        ("neighbouring", "neighboring"),
        ("colours", "colors"),
        ("dialogues", "dialogs"),
        ("grey", "gray"),
        ("judgements", "judgments"),
        ("kilometres", "kilometers"),
        ("learnt", "learned"),
        ("manoeuvring", "maneuvering"),
        ("sceptical", "skeptical"),
        ("analysed", "analyzed"),
        ("centre", "center"),
        ("theatres", "theaters"),
        ("programme", "program"),
        ("programmes", "programs"),
        ("cancelled", "canceled"),
    ],
)
def test_british_and_american_spelling_are_one_term(british: str, american: str) -> None:
    assert stem(british) == stem(american)


@pytest.mark.parametrize(
    "one, other",
    [("four", "for"), ("revise", "revize"), ("rice", "rise"), ("hour", "hor"), ("fence", "fens")],
)
def test_words_that_only_look_british_stay_what_they_are(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_word_that_counts_points_is_not_the_one_it_is_made_of() -> None:
    assert terms("Firstly, lastly") == ("firstly", "lastly")
    assert terms("first last") == ("first", "last")


def test_a_revision_is_found_where_something_is_revised() -> None:
    assert {stem("revise"), stem("revising"), stem("revision")} == {"revis"}


def test_stop_words_are_marked_and_kept_in_place() -> None:
    assert [(token.folded, token.is_stop) for token in tokenize("What of the US?")] == [
        ("what", True),
        ("of", True),
        ("the", True),
        ("us", False),
    ]


@pytest.mark.parametrize(
    "words, name, place",
    [
        (("new", "host", "nation", "support"), ("host", "nation"), 1),
        (("host", "host", "nation"), ("host", "nation"), 1),
        (("nation", "host"), ("host", "nation"), None),
        (("host",), ("host", "nation"), None),
        ((), ("host",), None),
    ],
)
def test_a_name_is_found_where_its_words_stand_together(
    words: tuple[str, ...], name: tuple[str, ...], place: int | None
) -> None:
    assert find_name(words, name) == place


def test_exact_words_are_sought_whole() -> None:
    assert fold_words("“Free and Open” Sea") == " free and open sea "
    assert fold_words("pen Se") not in fold_words("Free and Open Sea")


# Characters of saved pages that fold to one word character or sign each.
OF_PAGES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "2 + 2",
                "F-35",
                "A-10’s",
                "U.S.",
                "a.m.",
                "G7",
                "’s ",
                "“",
                "”",
                " ",
                "\u00a0",
                "-",
                "–",
            ]
        ),
        st.sampled_from(["Türkiye", "Japan’s", "co\u00adop", "Ｇ７", "1,000", "3.5", "_", "\n"]),
    ),
    max_size=12,
).map("".join)


def as_folded(words: str) -> str:
    """The folded words, as a designation is read: without blanks and hyphens."""
    return fold(words).text.replace(" ", "").replace("-", "")


@given(OF_PAGES)
def test_the_span_of_a_token_is_exactly_its_word(text: str) -> None:
    for token in tokenize(text):
        words = as_folded(token.span.of(text))
        assert words in {token.folded, ".".join(token.folded) + ".", ".".join(token.folded)}


@given(st.text())
def test_tokens_of_any_text_stand_in_order_in_it(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert last <= token.span.start < token.span.end <= len(text)
        letters = as_folded(token.span.of(text)).replace(".", "")
        assert token.folded.replace(".", "") in letters
        last = token.span.start


@given(st.text())
def test_an_analyser_gives_the_same_terms_for_the_same_words_in_quotation_marks(text: str) -> None:
    quoted = [token.folded for token in tokenize(f"“{text}”")]
    assert quoted == [token.folded for token in tokenize(text)]


@given(st.text() | OF_PAGES | OF_PAGES.map(str.upper))
def test_text_is_read_the_same_with_and_without_places(text: str) -> None:
    tokens = tokenize(text)
    kept = [token.term for token in tokens if token.term and not token.is_stop]
    assert list(terms(text)) == kept
    assert fold_words(text) == f" {' '.join([token.folded for token in tokens])} "
