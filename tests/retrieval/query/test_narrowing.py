"""Questions -> the kinds of release, the outlets and the wordings they ask for in plain words."""

from collections.abc import Callable

import pytest

from retrieval.model import Query, ReleaseKind, WordingLabel

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "question, kinds",
    [
        ("Taiwan in press releases", {ReleaseKind.RELEASE}),
        ("Taiwan in the press release", {ReleaseKind.RELEASE}),
        ("only readouts on Taiwan", {ReleaseKind.READOUT}),
        ("Taiwan, only in read-outs", {ReleaseKind.READOUT}),
        ("What was said at press conferences about Taiwan?", {ReleaseKind.CONFERENCE}),
        ("Taiwan at the press conference", {ReleaseKind.CONFERENCE}),
        ("Taiwan in speeches", {ReleaseKind.SPEECH}),
        ("Taiwan in his speech", {ReleaseKind.SPEECH}),
        ("Taiwan in written statements", {ReleaseKind.STATEMENT}),
        ("press releases about Taiwan", {ReleaseKind.RELEASE}),
        ("which readouts mention Taiwan", {ReleaseKind.READOUT}),
        ("Taiwan in speeches and press releases", {ReleaseKind.SPEECH, ReleaseKind.RELEASE}),
        ("latest statement on Taiwan", set()),
        ("Did the press conference cover Taiwan?", set()),
        ("the speech on Taiwan", set()),
    ],
)
def test_kinds_of_release_in_plain_words(
    ask: Asking, question: str, kinds: set[ReleaseKind]
) -> None:
    query = ask(question)
    assert query.kinds == kinds
    assert [term.word for term in query.terms] == ["Taiwan"]


@pytest.mark.parametrize(
    "question, outlets",
    [
        ("Taiwan, asked by NHK", ("NHK",)),
        ("asked by Kyodo News on Taiwan", ("Kyodo News",)),
        ("when NHK asked about Taiwan", ("NHK",)),
        ("what NHK asked on Taiwan", ("NHK",)),
        ("NHK’s question on Taiwan", ("NHK",)),
        ("questions from NHK on Taiwan", ("NHK",)),
        ("asked by the BBC on Taiwan", ("BBC",)),  # not on record, and said so
        ("asked by a reporter on Taiwan", ()),
        ("asked by the press on Taiwan", ()),
        ("Hayashi asked about Taiwan by Hayashi", ()),
    ],
)
def test_outlets_in_plain_words(ask: Asking, question: str, outlets: tuple[str, ...]) -> None:
    query = ask(question)
    assert query.askers == outlets
    assert "Taiwan" in [term.word for term in query.terms]


@pytest.mark.parametrize(
    "question, is_refusal",
    [
        ("What did he decline to comment on?", True),
        ("Where did the minister refuse to comment about Taiwan?", True),
        ("declined to answer on Taiwan", True),
        ("Did Hayashi refuse to comment on Taiwan?", True),
        ("Did Japan ever decline to say anything on Taiwan?", True),
        ("Did Moscow refuse to comment on Taiwan?", False),
        ("refused to sign the treaty", False),
        ("declining birth rates", False),
    ],
)
def test_refusals_in_plain_words(ask: Asking, question: str, is_refusal: bool) -> None:
    expected = {WordingLabel.DECLINED} if is_refusal else set()
    assert ask(question).wordings == expected
