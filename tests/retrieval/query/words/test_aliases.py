"""Names that mean the same: reviewed, or learned from a text that explains its acronyms."""

import datetime as dt
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.okapi import OkapiEngine
from retrieval.index.passages import passages
from retrieval.model.release import Release, ReleaseKind, Span, Statement, StatementKind
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import understand
from retrieval.query.words.acronyms import Acronyms, Pair, explained
from retrieval.query.words.aliases import (
    Aliases,
    make_aliases,
    read_table,
    reviewed,
    reviewed_aliases,
)
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.record.learning import Learning, note
from retrieval.text.folding import fold
from retrieval.text.tokens import STOP_WORDS, Token, find_name, terms, tokenize


@pytest.mark.parametrize(
    "text, learned",
    [
        ("on Host Nation Support (HNS) today", [("Host Nation Support", "HNS")]),
        ("the Republic of Korea (ROK),", [("Republic of Korea", "ROK")]),
        ("of U.S. Forces in Japan (USFJ)", [("U.S. Forces in Japan", "USFJ")]),
        (
            "the Indo-Pacific Economic Framework (IPEF)",
            [("Indo-Pacific Economic Framework", "IPEF")],
        ),
        (
            "The Economic Community of West African States (ECOWAS)",
            [("Economic Community of West African States", "ECOWAS")],
        ),
        (
            "the East Asia Summit (EAS) and Asia-Pacific Economic Cooperation (APEC) Meeting",
            [("East Asia Summit", "EAS"), ("Asia-Pacific Economic Cooperation", "APEC")],
        ),
        ("the Ministry of Ports and Harbors (MPH)", [("Ministry of Ports and Harbors", "MPH")]),
        ("Host Nation Support\u00a0(HNS)", [("Host Nation Support", "HNS")]),
        # an acronym that does not fit its words
        ("the Sea Treaty of Arlandia (NPT)", []),
        ("the Korea Forum (ROK)", []),
        ("Sino-Borovian Council (BC)", []),  # its first word is only half in the acronym
        ("Support (HNS)", []),
        ("(HNS) stands alone", []),
        ("HNS (Host Nation Support)", []),
        # no acronyms at all
        ("the ministers in Paris (Photo)", []),
        ("we meet on May (Monday)", []),
        ("on talks (Tokyo)", []),
        ("(local time)", []),
        ("", []),
    ],
)
def test_an_acronym_is_learned_only_with_the_words_it_fits(
    text: str, learned: list[tuple[str, str]]
) -> None:
    assert [tuple(names) for names in explained(text)] == learned


@given(st.text())
def test_any_text_can_be_searched_for_acronyms(text: str) -> None:
    for name, acronym in explained(f"{text} (ABC) {text}"):
        assert name in text or acronym == "ABC"


def names(question: str, groups: list[list[str]]) -> set[tuple[str, ...]]:
    return set(make_aliases(groups).of(terms(question)))


def test_an_alias_leads_both_ways() -> None:
    groups = [["Host Nation Support", "HNS"]]
    assert names("HNS", groups) == names("host nation support", groups)
    assert len(names("HNS", groups)) == 2


def test_a_name_comes_first_among_its_aliases() -> None:
    aliases = make_aliases([["Host Nation Support", "HNS"]])
    assert aliases.of(("hns",)) == (("hns",), ("host", "nation", "support"))
    assert aliases.of(("fish",)) == (("fish",),)


# --- the reviewed table

GROUPS = reviewed()
EVERY = [(name, group[0]) for group in GROUPS for name in group]


def found_by(question: str) -> set[str]:
    """The reviewed names that a question is read as, the longest first, by their usual names."""
    aliases = reviewed_aliases()
    usual = {terms(name): group for name, group in EVERY}
    left = [token for token in tokenize(question) if not token.is_stop]
    found = set()
    while left:
        name = longest_name(left)
        if name in aliases.groups:
            found.add(usual[name])
        left = left[len(name) :]
    return found


def longest_name(tokens: list[Token]) -> tuple[str, ...]:
    words = tuple(token.term for token in tokens)
    lengths = range(reviewed_aliases().longest, 1, -1)
    known = (words[:length] for length in lengths if words[:length] in reviewed_aliases().groups)
    return next(known, words[:1])


def test_every_reviewed_name_finds_the_whole_of_its_group() -> None:
    aliases = reviewed_aliases()
    for group in GROUPS:
        for name in group:
            ways = aliases.of(terms(name))
            assert ways[0] == terms(name)
            for other in group:
                assert any(find_name(terms(other), way) is not None for way in ways), (name, other)


def test_a_name_within_another_of_its_group_goes_for_both() -> None:
    aliases = reviewed_aliases()
    assert ("unit", "state", "america") not in aliases.of(("us",))
    assert aliases.of(terms("United States of America"))[0] == ("unit", "state", "america")


def test_every_reviewed_group_has_names_that_differ() -> None:
    for group in GROUPS:
        assert len({terms(name) for name in group}) == len(group) >= 2, group


def test_no_reviewed_name_stands_in_two_groups() -> None:
    owners: dict[tuple[str, ...], str] = {}
    for name, group in EVERY:
        assert owners.setdefault(terms(name), group) == group, name
    assert len(owners) == len(EVERY) == len(reviewed_aliases().groups)
    assert set(owners) == set(reviewed_aliases().groups)


def test_a_reviewed_name_is_written_so_that_it_is_found() -> None:
    aliases = reviewed_aliases()
    for name, _ in EVERY:
        assert terms(name) in aliases.groups, name
        assert not tokenize(name)[0].is_stop, name
        assert len(terms(name)) <= aliases.longest, name


def test_no_reviewed_name_is_a_word_that_carries_no_topic() -> None:
    for name, _ in EVERY:
        words = [token.folded for token in tokenize(name)]
        acronym = len(words) == 1 and name.isupper()  # "US", "WHO"
        assert acronym or not set(words) <= STOP_WORDS | FURNITURE, name


def test_reviewed_groups_stand_in_order() -> None:
    table = read_table()["names"]
    assert set(table) == {"countries", "places", "organisations", "formats", "synonyms", "words"}
    for lines in table.values():
        usual = [line.split(", ")[0] for line in lines.splitlines()]
        assert usual == sorted(usual, key=lambda name: fold(name).text)


@pytest.mark.parametrize(
    "question, found",
    [
        ("Papua New Guinea", {"Papua New Guinea"}),
        ("Guinea and Equatorial Guinea", {"Guinea", "Equatorial Guinea"}),
        ("Bissau-Guinean fishermen", {"Guinea-Bissau"}),
        ("the Dominican Republic, not Dominica", {"Dominican Republic", "Dominica"}),
        ("Niger or Nigeria", {"Niger", "Nigeria"}),
        ("Austrian and Australian", {"Austria", "Australia"}),
        ("Northern Ireland", {"Northern Ireland"}),
        ("the Irish", {"Ireland"}),
        ("the Republic of the Congo", {"Republic of the Congo"}),
        ("the Democratic Republic of the Congo", {"Democratic Republic of the Congo"}),
        ("South Sudan, Sudan", {"South Sudan", "Sudan"}),
        ("Korea", set()),  # either one
        ("the Republic of Korea", {"South Korea"}),
        ("the Democratic People’s Republic of Korea", {"North Korea"}),
        ("the People's Republic of China", {"China"}),
        ("the Republic of China", {"China"}),  # no name of its own: see the table
        ("Latin America", {"Latin America"}),
        ("the East China Sea", {"East China Sea"}),
        ("Turkish, Türkiye", {"Türkiye"}),
        (
            "Dutch, Swiss, Thai and Filipino",
            {"Netherlands", "Switzerland", "Thailand", "Philippines"},
        ),
        ("Ivorian and Burmese", {"Côte d'Ivoire", "Myanmar"}),
        (
            "UAE DRC KSA",
            {"United Arab Emirates", "Democratic Republic of the Congo", "Saudi Arabia"},
        ),
        ("the UN Security Council", {"United Nations Security Council"}),
        ("the UN", {"United Nations"}),
        (
            "NATO and the IAEA",
            {"North Atlantic Treaty Organization", "International Atomic Energy Agency"},
        ),
        ("2+2", {"Security Consultative Committee"}),
        # words that are no names
        ("it is us who are called am", {"telephone talk"}),
        ("who told us", set()),
        ("a car and a pole", set()),
        ("palm oil in Victoria and Georgetown", {"Pacific Islands Leaders Meeting"}),
        ("The Paris Agreement", {"Paris Agreement"}),
    ],
)
def test_a_question_is_read_by_the_longest_name(question: str, found: set[str]) -> None:
    assert found_by(question) == found


# --- learned from the record


def learn(aliases: Aliases, pairs: Iterable[Pair]) -> Aliases:
    acronyms = Acronyms(aliases)
    acronyms.change((), pairs)
    return acronyms.aliases()


def learned(*pairs: tuple[str, str]) -> Callable[[str], set[tuple[str, ...]]]:
    aliases = learn(
        make_aliases([["United Nations", "UN"], ["South Korea", "ROK", "Republic of Korea"]]), pairs
    )
    return lambda name: set(aliases.of(terms(name)))


def test_a_learned_acronym_leads_both_ways() -> None:
    of = learned(("Host Nation Support", "HNS"))
    assert of("HNS") == of("host nation support") == {("hns",), ("host", "nation", "support")}


def test_two_names_of_one_acronym_are_alternatives_but_not_to_each_other() -> None:
    of = learned(("Security Council", "SC"), ("Supreme Court", "SC"))
    assert of("SC") == {("sc",), ("secur", "council"), ("suprem", "court")}
    assert of("Supreme Court") == {("sc",), ("suprem", "court")}


def test_like_names_of_one_acronym_mean_the_same() -> None:
    of = learned(
        ("free and open Indo-Pacific", "FOIP"), ("free, open and calm Indo-Pacific", "FOIP")
    )
    assert len(of("free and open Indo-Pacific")) == 3


def test_what_a_reviewed_acronym_stands_for_stays() -> None:
    of = learned(("Ukrainian Navy", "UN"), ("the United Nations Organization", "UN"))
    long = ("unit", "nation", "organiz")
    assert of("UN") == {("un",), ("unit", "nation"), long}
    assert of("Ukrainian Navy") == {("ukrainian", "navi")}
    assert of("United Nations Organization") == of("UN")


def test_a_learned_acronym_joins_a_reviewed_name_and_all_that_mean_it() -> None:
    of = learned(("Republic of Korea", "RK"))
    assert of("RK") == {("rk",), ("republ", "korea"), ("south", "korea"), ("rok",)}
    assert of("South Korea") == of("RK")


def test_what_is_learned_is_added_to_what_is_known() -> None:
    aliases = learn(
        make_aliases([["Arlandia", "ARL"]]), [("Sea Treaty", "ST"), ("Sea Treaty", "ST")]
    )
    assert set(aliases.groups) == {("arlandia",), ("arl",), ("sea", "treati"), ("st",)}
    assert len(aliases.groups) == 4
    assert aliases.longest >= 2
    assert learn(make_aliases([]), []).of(("st",)) == (("st",),)


def test_thousands_of_acronyms_are_learned_as_one_by_one() -> None:
    pairs = [(f"Council {n} of Arlandia", f"C{n}A") for n in range(5_000)]
    aliases = learn(reviewed_aliases(), pairs * 3)
    assert aliases.of(terms("C4999A")) == (("c4999a",), ("council", "4999", "arlandia"))
    assert aliases.of(terms("ROK")) == reviewed_aliases().of(terms("ROK"))


# --- acronyms that are words as well

HELP = ("Health, Education, Labor, and Pensions", "HELP")
COMMITTEE = ("health", "educ", "labor", "pension")


def taught(texts: list[str]) -> Lexicon:
    """What is learned from a record of these texts, each a release with one statement."""
    releases = [make_release(f"r-{at}", text) for at, text in enumerate(texts)]
    engine = OkapiEngine()
    engine.add({one.id: passages(one) for one in releases}, revision=1)
    return Learning().learn(map(note, releases), engine.vocabulary)


def make_release(release_id: str, text: str) -> Release:
    whole = Statement("s1", StatementKind.PARAGRAPH, "", "", (), Span(0, len(text)))
    return Release(
        id=release_id,
        source="",
        publisher="Ministry",
        kind=ReleaseKind.RELEASE,
        title="Talk",
        date=dt.date(2022, 1, 1),
        time=None,
        place="",
        url="",
        text=text,
        statements=(whole,),
        parts=(),
        provisional=False,
    )


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return taught(
        [
            f"The Committee on {HELP[0]} ({HELP[1]}) met.",
            *["We help them, and they help us."] * 3,
            "Help is on its way.",
            "The Federal Emergency Agency (FEA) came.",
            "FEA is there. So is Fea, a town.",
            "The Strategic Arms Talks (SAT) began.",
            "Free Trade Areas (FTAs) are many; FTAs grow.",
        ]
    )


def asked_as(lexicon: Lexicon, question: str) -> set[tuple[str, ...]]:
    query = understand(question, dt.date(2026, 11, 22), lexicon)
    return {name for term in query.terms for name in term.names}


@pytest.mark.parametrize(
    "question, is_committee",
    [
        ("Did the HELP committee meet?", True),
        ("Who did help Borovia?", False),
        ("Help for Borovia", False),
        ("Was Borovia helping?", False),
        ("WHO DID HELP BOROVIA IN THE WAR?", False),  # all in capitals
    ],
)
def test_an_acronym_that_is_a_word_means_its_name_only_in_capitals(
    lexicon: Lexicon, question: str, is_committee: bool
) -> None:
    assert (COMMITTEE in asked_as(lexicon, question)) is is_committee


def test_no_name_is_looked_for_by_a_word(lexicon: Lexicon) -> None:
    assert asked_as(lexicon, "health, education, labor and pensions") == {COMMITTEE}


@pytest.mark.parametrize("question", ["the FEA", "the fea", "the fea's work"])
def test_an_acronym_that_is_no_word_means_its_name_however_it_is_written(
    lexicon: Lexicon, question: str
) -> None:
    assert ("feder", "emergenc", "agenc") in asked_as(lexicon, question)


def test_an_acronym_may_end_in_an_s_but_not_otherwise(lexicon: Lexicon) -> None:
    areas = ("free", "trade", "area")
    assert areas in asked_as(lexicon, "the FTAs") & asked_as(lexicon, "the ftas")
    assert ("strateg", "arm", "talk") in asked_as(lexicon, "the sats")
    assert ("strateg", "arm", "talk") not in asked_as(lexicon, "sating")
