"""Citations in every style, and files of them: nothing in a text breaks their form."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.excerpts import bibtex, dossier
from bot.rendering.excerpts.authors import Author, read_name
from bot.rendering.excerpts.bibtex import bibtex_entry
from bot.rendering.excerpts.reference import Reference, refer_to
from bot.rendering.excerpts.ris import ris_entry
from bot.rendering.excerpts.styles import apa, chicago, plain
from retrieval.model.answer import Excerpt
from tests.bot.rendering.conftest import ask, excerpt, make_speakers, release, speakers

__all__ = ["ask", "excerpt", "make_speakers", "release", "speakers"]

Make = Callable[..., Excerpt]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.fixture
def reference(excerpt: Make) -> Reference:
    made = excerpt(
        "We did not discuss it.",
        asked="Did you?",
        statement={"role": "Minister for Foreign Affairs"},
        provisional=True,
    )
    return refer_to(made)


URL = "https://www.mofa.go.jp/press/kaiken/x.html"
PUBLISHER = "Ministry of Foreign Affairs of Japan"


def test_plain_has_the_words_and_all_that_tells_where_they_stand(reference: Reference) -> None:
    assert plain(reference) == (
        "“We did not discuss it.” — HAYASHI Yoshimasa, Minister for Foreign Affairs, "
        f"Press Conference, 13 Nov 2021, Q&A, provisional translation, {PUBLISHER}, {URL}"
    )


def test_apa_and_chicago_are_as_their_manuals_have_them(reference: Reference) -> None:
    assert apa(reference) == (
        "Hayashi, Y. (2021, November 13). Press Conference [Press conference; provisional "
        f"translation]. {PUBLISHER}. {URL}"
    )
    assert chicago(reference) == (
        "Yoshimasa Hayashi, “Press Conference,” press conference, Q&A, provisional translation, "
        f"{PUBLISHER}, November 13, 2021, {URL}."
    )


def test_what_nobody_signs_is_the_publishers_and_named_once(excerpt: Make) -> None:
    made = refer_to(excerpt("Words.", statement={"speaker": PUBLISHER}, url=""))
    assert apa(made) == (f"{PUBLISHER}. (2021, November 13). Press Conference [Press conference].")
    assert chicago(made).count(PUBLISHER) == 1
    assert plain(made).count(PUBLISHER) == 1
    assert f"author = {{{{{PUBLISHER}}}}}" in bibtex_entry(made)


@pytest.mark.parametrize(
    "written, family, given",
    [
        ("HAYASHI Yoshimasa", "Hayashi", "Yoshimasa"),
        ("KURIHARA-UEDA Mari", "Kurihara-Ueda", "Mari"),
        ("Yoshimasa HAYASHI", "Hayashi", "Yoshimasa"),
        ("Jen Psaki", "Psaki", "Jen"),
        ("Karine Jean-Pierre", "Jean-Pierre", "Karine"),
    ],
)
def test_a_name_is_parted_where_its_spelling_shows_it(
    written: str, family: str, given: str
) -> None:
    assert read_name(written) == Author(family, given)


@pytest.mark.parametrize(
    "written",
    [
        *("President Varga", "The President", "THE PRESIDENT", "Mr. Cooper", "Mr. X", "Hayashi"),
        *(
            "Senior Administration Official",
            "Press Secretary ONO",
            "Moderator",
            "de Gaulle Charles",
        ),
        "Ministry of Foreign Affairs of Japan",
    ],
)
def test_any_other_name_stays_as_it_is(written: str) -> None:
    author = read_name(written)
    assert author == Author(whole=written)
    assert {author.in_order, author.inverted, author.with_initials} == {written}


def test_initials_of_several_and_of_hyphened_names() -> None:
    assert Author("Hayashi", "Yoshi-Masa Ken").with_initials == "Hayashi, Y-M. K."


def is_balanced(words: str) -> bool:
    depth = 0
    for sign in words:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


@given(texts)
def test_no_text_opens_or_ends_a_field_of_bibtex(words: str) -> None:
    escaped = bibtex.escape(words)
    assert is_balanced(escaped)
    for sign in "&%$#_":
        assert escaped.count(sign) == escaped.count(f"\\{sign}")


def test_what_tex_reads_is_escaped() -> None:
    assert bibtex.escape(r"50% of {A_B} & $1 #2 ~ ^ \x") == (
        r"50\% of \textbraceleft{}A\_B\textbraceright{} \& \$1 \#2 \textasciitilde{} "
        r"\textasciicircum{} \textbackslash{}x"
    )


HOSTILE = "x}\n},\n@misc{y,\r\nTY  - BOOK\nER  - \nAU  - *Nobody*\u2028ER  - "


def test_a_hostile_page_makes_one_entry_and_one_record(excerpt: Make) -> None:
    made = refer_to(
        excerpt(
            HOSTILE,
            statement={"speaker": HOSTILE, "role": HOSTILE},
            title=HOSTILE,
            publisher=HOSTILE,
            url=f"https://x.test/{{}}\\{HOSTILE}",
        )
    )
    entry = bibtex_entry(made)
    assert is_balanced(entry)
    assert len(re.findall(r"^@", entry, re.MULTILINE)) == 1
    assert all(re.match(r"@misc\{|  [a-z]+ = |\}$", line) for line in entry.split("\n"))
    record = ris_entry(made).split("\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in record)
    tags = [line[:2] for line in record]
    assert (tags[0], tags[-1], tags.count("TY"), tags.count("ER")) == ("TY", "ER", 1, 1)
    assert all("*" not in line for line in record if line.startswith("AU"))
    assert len(record[0].splitlines()) == 1


def test_ris_has_what_reference_managers_read(reference: Reference) -> None:
    assert ris_entry(reference).split("\n") == [
        "TY  - GOVDOC",
        "ID  - mofa-x-s1",
        "AU  - Hayashi, Yoshimasa",
        "TI  - Press Conference",
        "PY  - 2021",
        "DA  - 2021/11/13/",
        "M3  - Press conference",
        "SE  - Q&A; provisional translation",
        f"PB  - {PUBLISHER}",
        f"UR  - {URL}",
        "N1  - “We did not discuss it.”",
        "ER  - ",
    ]


def test_a_later_version_and_a_withdrawal_are_remarked(excerpt: Make) -> None:
    gone = dt.datetime(2022, 5, 3, tzinfo=dt.UTC)
    made = refer_to(excerpt("Words.", version=3, withdrawn_at=gone))
    assert made.remarks == ("version 3", "withdrawn by its publisher, 3 May 2022")


def test_a_table_has_each_excerpt_in_a_row_and_no_formula(excerpt: Make) -> None:
    made = [excerpt('=HYPERLINK("x")'), excerpt("-1, “two”\nlines", asked="Did\nyou?")]
    text = dossier.to_csv(made).removeprefix("\ufeff")
    first, second = csv.DictReader(io.StringIO(text))
    assert first["quotation"] == '\'=HYPERLINK("x")'
    assert second["quotation"] == "'-1, “two” lines"
    assert (second["asked_by"], second["question"]) == ("Reporter", "Did you?")
    assert second["date"] == "2021-11-13"


def test_markdown_shows_the_words_as_they_are(excerpt: Make) -> None:
    text = dossier.to_markdown([excerpt("1. *Not* <b>_this_</b> [x](y) #1 & `z` | ~")])
    assert r"> 1\. \*Not\* \<b\>\_this\_\</b\> \[x\](y) \#1 \& \`z\` \| \~" in text


def test_two_excerpts_of_one_statement_have_two_keys(excerpt: Make) -> None:
    text = dossier.to_bibtex([excerpt("One. Two.", "One."), excerpt("One. Two.", "Two.")])
    assert re.findall(r"@misc\{(.*),", text) == ["mofa-x-s1", "mofa-x-s1-2"]
