"""Names that mean the same: reviewed, or learned from a text that explains its acronyms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.query.aliases import explained, make_aliases, reviewed
from retrieval.text.tokens import terms


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


def test_groups_that_share_a_name_become_one() -> None:
    groups = [["South Korea", "ROK"], ["Borovia"], ["Republic of Korea", "Korea"]]
    assert len(names("ROK", groups)) == 2
    assert len(names("ROK", [*groups, ["ROK", "Republic of Korea"]])) == 4
    assert names("Korea", [*groups, ["ROK", "Republic of Korea"]]) == names(
        "South Korea", [*groups, ["ROK", "Republic of Korea"]]
    )


def test_names_without_words_are_no_names() -> None:
    assert make_aliases([["", "the", "Arlandia"]]).of(("arlandia",)) == (("arlandia",),)
    assert make_aliases([]).longest == 1


@pytest.mark.parametrize("group", reviewed(), ids=lambda group: group[0])
def test_every_reviewed_name_leads_to_the_whole_of_its_group(group: list[str]) -> None:
    aliases = make_aliases(reviewed())
    for name in group:
        assert terms(name), f"{name} has no terms"
        assert {terms(other) for other in group} <= set(aliases.of(terms(name)))
        assert {terms(other) for other in group} <= set(aliases.of(terms(f"Did {name} come")[:-1]))
