"""The matcher of the tests finds what the specification's own examples say."""

import pytest

from tests.retrieval.text.linking.page_as_seen import see
from tests.retrieval.text.linking.specification import Page, parse

FOX = "<div>The quick brown fox</div><div>jumped over the lazy dog</div>"
NESTED = "<div>The<div> </div>quick brown fox</div><div>jumped over the lazy dog</div>"


def found(html: str, directive: str) -> list[str]:
    page = Page(see(html))
    return [page.text[start:end] for start, end in page.find(f"text={directive}")]


@pytest.mark.parametrize(
    "html, directive, places",
    [
        (FOX, "The quick,lazy dog", ["The quick brown fox\uffffjumped over the lazy dog"]),
        (NESTED, "The quick,lazy dog", []),
        (FOX, "fox jumped", []),
        (FOX, "fox-,jumped", ["jumped"]),
        (FOX, "brown,-jumped", []),
        (FOX, "fox,-jumped over", ["fox"]),
        (FOX, "umped", []),
        (FOX, "jump", []),
        (FOX, "jump,-ed over", ["jump"]),
        (FOX, "QUICK", ["quick"]),
        ("<p>color orange, mountain range</p>", "range", ["range"]),
        ("<p>a <b>caf</b>é\n  noir</p>", "cafe%20noir", ["café noir"]),
        ("<p>Mr.\u00a0Ito</p>", "Mr.%20Ito", ["Mr.\u00a0Ito"]),
        ("<p>Mr.\u00a0 Ito</p>", "Mr.%20Ito", []),
        ("<p>re\u00adfrain</p>", "refrain", ["re\u00adfrain"]),
        ("<p>one<br>two</p>", "one%20two", []),
        ("<p>one<br>two</p>", "one-,two", ["two"]),
        ("<p>yes no</p><p>yes maybe</p>", "yes", ["yes", "yes"]),
        ("<p>yes no</p><p>yes maybe</p>", "yes,-maybe", ["yes"]),
        ("<p>can't</p>", "can", []),
        ("<p>3.5 of 1,000</p>", "1", []),
        ("<p>a end b end, c</p>", "a,end,-%2C", ["a end b end"]),
        ("<style>p { hidden }</style><p>seen</p>", "hidden", []),
    ],
)
def test_a_directive_finds_what_the_specification_says(
    html: str, directive: str, places: list[str]
) -> None:
    assert found(html, directive) == places


@pytest.mark.parametrize(
    "broken", ["text=", "words=a", "text=a,b,c", "text=-,a", "text=a-b", "text=a&b"]
)
def test_what_is_no_directive_is_not_taken_for_one(broken: str) -> None:
    assert parse(broken) is None
