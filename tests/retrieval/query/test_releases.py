"""Questions -> the releases that they name by address or id."""

import pytest

from retrieval.query.releases import address_key, read_releases, source_of

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


@pytest.mark.parametrize(
    "written",
    [
        "http://www.mofa.go.jp/press/kaiken/kaiken22e_000059.html",
        "https://mofa.go.jp/press/kaiken/kaiken22e_000059.html",
        "https://m.mofa.go.jp/press/kaiken/kaiken22e_000059.html",
        "https://www.mofa.go.jp:443/press/kaiken/kaiken22e_000059.html",
        f"{ADDRESS}#:~:text=Taiwan%20Strait",
        f"{ADDRESS}?utm_source=x&a=b#c",
    ],
)
def test_a_page_has_many_addresses(written: str) -> None:
    assert read_releases(written, KNOWN).releases == {"mofa-1"}


def test_a_page_of_a_publisher_stands_under_the_same_path_on_its_hosts() -> None:
    path = "/briefing-room/statements-releases/2022/05/23/x"
    known = {address_key(f"https://bidenwhitehouse.archives.gov{path}/"): "whitehouse-x"}
    named = read_releases(f"https://www.whitehouse.gov{path}/", known)
    assert named.releases == {"whitehouse-x"}
    assert read_releases(f"https://www.mofa.go.jp{path}/", known).releases != {"whitehouse-x"}


def test_an_address_of_a_publisher_needs_no_scheme() -> None:
    named = read_releases("www.mofa.go.jp/press/none.html", KNOWN)
    assert named.releases == {"mofa.go.jp/press/none.html"}
    assert source_of("mofa.go.jp/press/none.html") == "mofa"
    for other in ("example.org/a", "mofa.go.jp.example.org/a", "taiwan/ukraine"):
        assert source_of(other) == ""
        assert read_releases(other, KNOWN).releases == frozenset()


def test_an_id_can_be_named_with_a_version() -> None:
    named = read_releases("mofa-kaiken22e_000059@2", KNOWN)
    assert (named.releases, named.version) == ({"mofa-1"}, 2)
    for other in ("mofa-kaiken22e_000059@0", "mofa-kaiken22e_000059@x", "nobody@2"):
        assert read_releases(other, KNOWN).version is None
