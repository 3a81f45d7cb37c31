import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.as_json import answer_as_json
from bot.rendering.markup import count_units
from bot.rendering.render import PlainRenderer, Renderer
from bot.rendering.views import answer_view, clip, excerpt_view, receipt
from retrieval.model.answer import Answer, Excerpt, Searched
from retrieval.model.query import Filter, Period, Query, Term, Voice

Excerpts = Callable[..., Excerpt]
Answers = Callable[..., Answer]


@given(st.text(), st.integers(1, 12))
def test_a_clipped_line_is_one_line_within_telegrams_count(words: str, longest: int) -> None:
    line = clip(words, longest)
    assert count_units(line) <= longest
    assert line == " ".join(line.split())
    whole = " ".join(words.split())
    assert line == whole or whole.startswith(line.removesuffix("…"))


def test_a_line_is_clipped_only_where_it_is_too_long() -> None:
    assert clip(" a\n b ", 3) == "a b"
    assert clip("abcd", 3) == "ab…"
    assert clip("ab cd", 4) == "ab…"
    assert clip("😀😀", 4) == "😀😀"
    assert clip("😀😀😀", 4) == "😀…"


@pytest.mark.parametrize(
    "url, address, is_linked",
    [
        ("https://www.mofa.go.jp/press/kaiken/x.html", "mofa.go.jp/…/x.html", True),
        ("https://www.mofa.go.jp/x.html", "mofa.go.jp/x.html", True),
        ("https://evil.example/a/x.html", "evil.example/…/x.html", False),
        ("https://www.mofa.go.jp@evil.example/a/b", "mofa.go.jp@evil.example/…/b", False),
        ("saved copy", "saved copy", False),
        ("", "", False),
    ],
)
def test_an_address_is_short_and_linked_only_to_the_publisher(
    excerpt: Excerpts, url: str, address: str, *, is_linked: bool
) -> None:
    view = excerpt_view(excerpt("Yes.", url=url))
    assert (view.address, view.link) == (address, url if is_linked else "")


def test_a_link_opens_the_page_at_the_quoted_words_if_these_tell_their_place(
    excerpt: Excerpts,
) -> None:
    quoted = excerpt("We spoke of it. He left for Nara.", "He left for Nara.")
    assert (
        excerpt_view(quoted).link_to_words
        == f"{quoted.release.url}#:~:text=He%20left%20for%20Nara."
    )
    assert excerpt_view(quoted).link == quoted.release.url
    twice = excerpt("Yes. Yes.", "Yes.")
    assert excerpt_view(twice).link_to_words == twice.release.url


def test_a_link_to_two_slices_opens_the_page_from_the_first_to_the_last(excerpt: Excerpts) -> None:
    said = "We met in Nara. It was cold there. We parted in Kyoto."
    link = excerpt_view(excerpt(said, "We met in Nara.", "We parted in Kyoto.")).link_to_words
    assert link.endswith("#:~:text=We%20met%20in%20Nara.,We%20parted%20in%20Kyoto.")


def test_a_withdrawn_page_and_one_that_is_no_link_have_no_place_to_open(excerpt: Excerpts) -> None:
    said = "He left for Nara."
    gone = excerpt(said, withdrawn_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC))
    assert excerpt_view(gone).link_to_words == gone.release.url
    assert excerpt_view(excerpt(said, url="saved copy")).link_to_words == ""


def test_an_address_too_long_for_a_line_is_no_link(excerpt: Excerpts) -> None:
    view = excerpt_view(excerpt("Yes.", url=f"https://www.mofa.go.jp/a/{'b' * 300}"))
    assert view.link == ""
    assert len(view.address) == 300


def test_a_release_without_a_title_is_cited_by_its_day(excerpt: Excerpts) -> None:
    assert excerpt_view(excerpt("Yes.", title="")).source == "13 Nov 2021 · Q&A"


def test_a_provisional_translation_is_called_one(excerpt: Excerpts) -> None:
    view = excerpt_view(excerpt("Yes.", provisional=True))
    assert view.source.endswith(" · provisional translation")


def test_each_word_is_marked_once_and_only_the_first_few(excerpt: Excerpts) -> None:
    words = [f"w{number}" for number in range(12)]
    view = excerpt_view(excerpt(" ".join(["W0 then", *words]), marks=["W0", *words]))
    marked = [part.words for part in view.parts if part.is_marked]
    assert marked == ["W0", *words[1:8]]


def test_marks_that_cross_each_other_or_a_cut_lose_no_word(excerpt: Excerpts) -> None:
    made = excerpt("one two three four", "one two", "three", marks=["one t", "two", "two three"])
    view = excerpt_view(made)
    assert "".join(part.words for part in view.parts) == "one two […] three"
    assert [part.words for part in view.parts if part.is_marked] == ["one t"]
    assert [part.words for part in view.parts if part.is_cut] == [" […] "]


def test_labelled_words_that_come_twice_are_named_once(excerpt: Excerpts) -> None:
    view = excerpt_view(excerpt("We did not discuss A. We did not discuss B."))
    assert view.labelled_words == ("did not discuss",)


def test_a_receipt_counts_and_dates_what_was_searched() -> None:
    days = dt.date(2021, 11, 13), dt.date(2022, 5, 3)
    assert receipt(Searched(5, *days)) == "5 releases, 13 Nov 2021 – 3 May 2022"
    assert receipt(Searched(1, days[0], days[0])) == "1 release, 13 Nov 2021 – 13 Nov 2021"
    assert receipt(Searched(0, None, None)) == "0 releases"


def test_a_query_without_words_is_shown_as_it_was_put(answered: Answers) -> None:
    assert answer_view(answered(query=Query("…?!"))).understood == "…?!"


def test_all_that_stands_around_a_quotation_fits_one_message_with_its_end(
    excerpt: Excerpts, answered: Answers
) -> None:
    wide = "😀" * 5000
    made = excerpt(
        f"{'We spoke. ' * 30}We did not discuss that.",
        asked=wide,
        statement={"speaker": wide, "role": wide, "headings": (wide,)},
        title=wide,
        url=f"https://{wide}",
        provisional=True,
    )
    last = Renderer().answer(answered(made))[-1]
    assert "did not discuss that. ❞</blockquote>\n— <b>😀" in last
    assert last.endswith("Contains the wording “did not discuss”")


def test_more_statements_than_are_shown_are_counted(excerpt: Excerpts, answered: Answers) -> None:
    (html,) = Renderer().answer(answered(excerpt("Yes."), excerpt("No."), found=7))
    assert "7 statements on record, the best 2 here" in html
    (html,) = Renderer().answer(answered(excerpt("Yes.")))
    assert "1 statement on record\n" in html


def test_what_may_not_be_all_is_counted_as_the_least(excerpt: Excerpts, answered: Answers) -> None:
    answer = answered(excerpt("Yes."), found=40, may_be_more=True)
    (html,) = Renderer().answer(answer)
    for shown in (html, PlainRenderer().answer(answer)):
        assert "\nat least 40 statements on record, the best 1 here\n" in shown


def test_the_filters_that_exclude_are_said_above_what_lies_outside(
    excerpt: Excerpts, answered: Answers
) -> None:
    query = Query(
        "x",
        terms=(Term("quota", (("quota",),)),),
        voices=(Voice("<b>"),),
        period=Period(dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
    )
    outside = frozenset({Filter.PERIOD})
    answer = answered(nearest=[excerpt("Yes.")], query=query, outside=outside)
    said = "Nothing about it by {} in 2023; outside of that period:"
    (html,) = Renderer().answer(answer)
    assert said.format("&lt;b&gt;") in html
    assert said.format("<b>") in PlainRenderer().answer(answer)


STATED = "Japan has been urging both sides to show restraint in this matter."
REFUSED = "However, I would like to refrain from going into details."


@pytest.mark.parametrize(
    "said, is_partly, words",
    [
        (f"{STATED} {REFUSED}", True, "In part contains the wording"),
        (REFUSED, False, "Contains the wording"),
    ],
    ids=["behind a statement", "alone"],
)
def test_a_refusal_of_details_behind_a_statement_is_said_to_be_of_a_part(
    excerpt: Excerpts, answered: Answers, said: str, words: str, *, is_partly: bool
) -> None:
    answer = answered(excerpt(said))
    line = f"\n{words} “I would like to refrain from going into”"
    (html,) = Renderer().answer(answer)
    assert html.endswith(line)
    assert PlainRenderer().answer(answer).endswith(line)
    (data,) = answer_as_json(answer)["excerpts"]
    assert (data["partly"], data["wording"]) == (is_partly, ["declined"])


def test_a_suggestion_is_offered_where_nothing_was_found(answered: Answers) -> None:
    (html,) = Renderer().answer(answered(suggestion="<Taiwan>"))
    assert html.endswith("Did you mean: <i>&lt;Taiwan&gt;</i>")
