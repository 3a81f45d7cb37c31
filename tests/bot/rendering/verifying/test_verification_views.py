"""How a verification is told: an earlier wording, a question, many changes, long words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.rendering.markup import count_units, read_markup
from bot.rendering.render import PlainRenderer, Renderer
from bot.rendering.verifying.as_json import verification_as_json
from bot.rendering.verifying.messages import verification_messages
from bot.rendering.verifying.views import verification_view
from retrieval.model.answer import Searched
from retrieval.model.release import Question, Release, Span
from retrieval.model.verification import (
    Change,
    Checked,
    Place,
    Refused,
    Sign,
    Verdict,
    Verification,
)

Releases = Callable[..., Release]
SAID = "We will hold talks in the northern sea."


def place(release: Release, *words: str, **fields: Any) -> Place:
    """The first statement of a release, with words marked."""
    span = release.statements[0].span
    starts = [release.text.index(one) for one in words]
    marks = [Span(at, at + len(one)) for at, one in zip(starts, words, strict=True)]
    return Place(release, release.statements[0], (span,), tuple(marks) or (span,), **fields)


def verified(*checked: Checked, **fields: Any) -> Verification:
    return Verification(checked, Refused(), Searched(5, None, None), **fields)


def shown(verification: Verification) -> list[str]:
    """The whole as it is read in Telegram and in a terminal."""
    messages = verification_messages(Renderer(), verification)
    assert all(count_units(one) <= 4096 for one in messages)
    html = "\n\n".join(read_markup(one).text for one in messages)
    return [html, PlainRenderer().page("verified", view=verification_view(verification))]


def test_an_earlier_wording_stands_beside_the_present_one(release: Releases) -> None:
    old, new = release(SAID), release(SAID.replace("northern", "southern"), version=2)
    at = new.text.index("southern")
    checked = Checked(
        SAID,
        Verdict.EXACT,
        (place(old, SAID, is_earlier=True),),
        changes=(Change(Span(at, at + 8), "northern"),),
        now=place(new, "southern"),
    )
    for text in shown(verified(checked)):
        assert text.startswith("Exact in an earlier wording; the page has been edited since.")
        assert "• now: “southern” · then: “northern”" in text
        before, after = text.split("Now the page says:")
        assert "Version 1 of the page said:" in before
        assert f"❝ {SAID} ❞" in before
        assert "southern sea" in after


def test_what_differs_in_an_earlier_wording_is_said_to_be_in_that(release: Releases) -> None:
    one = release(SAID)
    at = one.text.index("northern")
    change = Change(Span(at, at + 8), "western")
    checked = Checked(
        "", Verdict.DIFFERS, (place(one, "northern", is_earlier=True),), changes=(change,)
    )
    for text in shown(verified(checked)):
        assert text.startswith("Differs here (an earlier wording; the page has been edited since).")
        assert "• on record: “northern” · yours: “western”" in text


@pytest.mark.parametrize("asker", ["Reporter", "NHK, Suzuki", "Q", ""])
def test_a_reporter_is_never_quoted_as_the_minister(release: Releases, asker: str) -> None:
    one = release("Will there be talks?", "Yes.")
    answer = replace(one.statements[1], question=Question(asker, one.statements[0].span))
    question = (one.statements[0].span,)
    asked = Place(one, answer, question, question, is_question=True)
    checked = Checked("Will there be talks?", Verdict.EXACT, (asked,))
    for text in shown(verified(checked)):
        assert text.startswith("Exact, but a question")
        assert "— Asked by" in text
        assert "not the words of HAYASHI Yoshimasa" in text
        assert "— HAYASHI" not in text
        assert "❝" not in text
    (told,) = verification_as_json(verified(checked))["checked"]
    assert told["places"][0]["speaker"] is None


def test_of_many_changes_the_first_are_shown_and_the_others_counted(release: Releases) -> None:
    one = release(" ".join(f"word{number}" for number in range(9)))
    changes = tuple(Change(None, f"other{number}") for number in range(9))
    checked = Checked("x", Verdict.DIFFERS, (place(one),), changes=changes)
    for text in shown(verified(checked)):
        assert "• not on record: “other5”" in text
        assert "other6" not in text
        assert "and 3 more" in text


def test_signs_that_differ_are_named(release: Releases) -> None:
    checked = Checked(SAID, Verdict.SIGNS, (place(release(SAID)),), (Sign.QUOTES, Sign.BLANKS))
    for text in shown(verified(checked)):
        assert "The same words, other signs. Not the same: quotation marks, blanks." in text


@pytest.mark.parametrize(
    "refused, told",
    [
        (Refused(too_long=1), "One sentence of more than 1,200 characters I left out."),
        (Refused(too_long=3), "3 sentences of more than 1,200 characters I left out."),
        (Refused(beyond=1), "I check 12 sentences at a time; 1 more was not checked."),
        (Refused(is_cut=True), "I read the first 8,000 characters of it only."),
        (Refused(is_too_short=True), "That is too short to be told from chance"),
    ],
)
def test_what_is_refused_gets_one_sentence(refused: Refused, told: str) -> None:
    for text in shown(Verification((), refused, Searched(5, None, None))):
        assert told in text


@pytest.mark.parametrize(
    "together, told",
    [
        (Verdict.JOINED, "Put together: they do not stand together on record."),
        (Verdict.CUT, "others between them are left out."),
        (Verdict.EXACT, "They stand together, one behind the other."),
        (None, "word for word."),
    ],
)
def test_how_sentences_stand_together_is_told_first(
    release: Releases, together: Verdict | None, told: str
) -> None:
    checked = Checked(SAID, Verdict.EXACT, (place(release(SAID)),))
    for text in shown(verified(checked, checked, together=together)):
        first = text.split("\n")[0]
        assert first.startswith("2 of 2 sentences are on record word for word.")
        assert first.endswith(told)


def test_twelve_long_sentences_fit_telegrams_messages(release: Releases) -> None:
    long = "& <b> “word” " * 200
    checked = Checked(long, Verdict.JOINED, tuple(place(release(long)) for _ in range(3)))
    messages = verification_messages(Renderer(), verified(*[checked] * 12))
    assert len(messages) > 1
    for one in messages:
        assert count_units(read_markup(one).text) <= 4096
