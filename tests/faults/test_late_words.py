"""Words that come with an edit: whom they newly concern is told, as of the words of a new page."""

from dataclasses import dataclass
from typing import Any

import pytest

PAGE, CONFERENCE = "pressite_000001_00041", "kaikenite_000001_00040"
MET = "The minister met the harbor masters of Borovia."
LIT = "The lighthouse at Cape Vale will be lit in May."
THREE = "The ministry will repair 300 ports of Borovia."
LEAVES = "I leave for Arlandia tomorrow."


def said_next(label: str, words: str) -> str:
    """A turn, as it stands behind the words of a conference's page."""
    return f"</p><p>{label}: {words}"


ASKED = said_next("Harbor Times, NODA", "What of Cape Vale?")
BY_TANABE = f"{LEAVES}{ASKED}{said_next('Minister Tanabe', LIT)}"
BY_MORI = f"{LEAVES}{ASKED}{said_next('Ms. MORI Aiko, Press Secretary', LIT)}"


@dataclass(frozen=True)
class Edit:
    """A page as it appears, as it stands then, and what only that answers."""

    subscription: str
    stem: str
    words: str
    then: str


EDITS = {
    "a paragraph more": Edit("lighthouse", PAGE, MET, f"{MET}</p><p>{LIT}"),
    "a sentence more": Edit("lighthouse", PAGE, MET, f"{MET} {LIT}"),
    "another name": Edit("Corvania", PAGE, MET, MET.replace("Borovia", "Corvania")),
    "another number": Edit('"500 ports"', PAGE, THREE, THREE.replace("3", "5")),
    "the questions after the opening": Edit("lighthouse", CONFERENCE, LEAVES, BY_TANABE),
    "another speaker": Edit("by:mori", CONFERENCE, BY_TANABE, BY_MORI),
}

on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
async def test_whom_only_the_edited_words_concern_is_told_of_the_release(
    watched_desk: Any, edit: Edit
) -> None:
    await watched_desk.subscribes(1, edit.subscription)
    await watched_desk.subscribes(2, "everything")
    article = watched_desk.publish(edit.stem, edit.words)
    assert [call.chat_id for call in await watched_desk.passes(minutes=30)] == [2]
    article.words = edit.then
    told = {call.chat_id: call.text for call in await watched_desk.passes(minutes=30)}
    assert told.keys() == {1, 2}
    assert edit.subscription in told[1]
    assert told[2].startswith("Text changed")


@on_both
async def test_each_of_several_edits_is_told_to_whom_it_concerns_first(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "lighthouse")
    await watched_desk.subscribes(2, "herring")
    article = watched_desk.publish(PAGE, MET)
    told = [await watched_desk.passes(minutes=30)]
    for words in (LIT, "The herring will be counted."):
        article.words += f" {words}"
        told.append(await watched_desk.passes(minutes=30))
    assert [2 in {call.chat_id for call in calls} for calls in told] == [False, False, True]
    assert [1 in {call.chat_id for call in calls} for calls in told] == [False, True, True]


async def test_other_words_of_a_page_that_is_back_are_told_to_whom_they_concern(
    watched_desk: Any,
) -> None:
    await watched_desk.subscribes(1, "herring")
    article = watched_desk.publish(PAGE, MET)
    before = await watched_desk.passes(minutes=30)
    article.is_gone = True
    for _ in range(3):
        before += await watched_desk.passes(minutes=30)
    assert before == []
    article.is_gone, article.words = False, "The herring will be counted in May."
    told = await watched_desk.passes(minutes=30)
    assert [call.chat_id for call in told] == [1]


async def test_late_words_come_with_the_next_digest_of_whoever_wants_digests(
    watched_desk: Any,
) -> None:
    await watched_desk.subscribes(1, "lighthouse")
    await watched_desk.says(1, "/subscriptions 1 daily")
    article = watched_desk.publish(PAGE, MET)
    assert await watched_desk.passes(minutes=30) == []
    article.words += f" {LIT}"
    assert await watched_desk.passes(minutes=30) == []
    told = await watched_desk.passes(days=1)
    assert [call.text.startswith("Your day: 1 notice") for call in told] == [True]
