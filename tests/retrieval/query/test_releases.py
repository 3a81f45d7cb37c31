"""Questions -> the releases that they name by address or id."""

import pytest

from retrieval.query.releases import address_key, read_releases

ADDRESS = "https://www.mofa.go.jp/press/kaiken/kaiken22e_000059.html"
KNOWN = {address_key(ADDRESS): "mofa-1", address_key("mofa-Kaiken22e_000059"): "mofa-1"}


@pytest.mark.parametrize(
    "question, left",
    [
        (ADDRESS, ""),
        (f"taiwan in {ADDRESS}?", "taiwan in ?"),
        (f"taiwan ({ADDRESS}#section1)", "taiwan ()"),
        (f"{ADDRESS.replace('https', 'http').upper().lower()} taiwan", " taiwan"),
        ("www.mofa.go.jp/press/kaiken/kaiken22e_000059.html?a=b taiwan", " taiwan"),
        ("mofa.go.jp/press/kaiken/kaiken22e_000059.html, taiwan", ", taiwan"),
        ("taiwan mofa-kaiken22e_000059.", "taiwan ."),
    ],
)
def test_a_release_is_named_by_its_address_or_its_id(question: str, left: str) -> None:
    named = read_releases(question, KNOWN)
    assert named.releases == {"mofa-1"}
    (span,) = named.spans
    assert question[: span.start] + question[span.end :] == left


def test_an_address_that_is_not_on_record_stands_for_itself() -> None:
    named = read_releases("taiwan https://example.org/a/b.html", KNOWN)
    assert named.releases == {"example.org/a/b.html"}


@pytest.mark.parametrize("question", ["taiwan", "kaiken22e_000059", "https://", "", "mofa-"])
def test_other_words_name_no_release(question: str) -> None:
    assert read_releases(question, KNOWN).releases == frozenset()
