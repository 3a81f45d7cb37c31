"""Questions -> the kinds of release, the outlets and the labels they ask for in plain words."""

from collections.abc import Callable

import pytest

from retrieval.model.query import Order, Query
from retrieval.model.release import Label, ReleaseKind

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
        ("Taiwan in releases or press conferences", {ReleaseKind.RELEASE, ReleaseKind.CONFERENCE}),
        ("Taiwan in press conferences or releases", {ReleaseKind.RELEASE, ReleaseKind.CONFERENCE}),
        ("latest statement on Taiwan", set()),
        ("Did the press conference cover Taiwan?", set()),
        ("the speech on Taiwan", set()),
        ("Taiwan in the conferences", {ReleaseKind.CONFERENCE}),
        ("the conferences of May on Taiwan", {ReleaseKind.CONFERENCE}),
        ("which releases mention Taiwan", {ReleaseKind.RELEASE}),
        ("pressers on Taiwan", {ReleaseKind.CONFERENCE}),
        ("Taiwan at the last presser", {ReleaseKind.CONFERENCE}),
        ("readouts mentioning Taiwan", {ReleaseKind.READOUT}),
        ("readouts with Taiwan", {ReleaseKind.READOUT}),
        ("What did the readout say about Taiwan?", {ReleaseKind.READOUT}),
        ("latest release on Taiwan", {ReleaseKind.RELEASE}),
        ("Taiwan in the latest press conference", {ReleaseKind.CONFERENCE}),
        ("the first speech on Taiwan", {ReleaseKind.SPEECH}),
        ("statements on Taiwan", set()),
        ("What statements were made on Taiwan?", set()),
        ("written statements on Taiwan", {ReleaseKind.STATEMENT}),
        ("only statements on Taiwan", {ReleaseKind.STATEMENT}),
    ],
)
def test_kinds_of_release_in_plain_words(
    ask: Asking, question: str, kinds: set[ReleaseKind]
) -> None:
    query = ask(question)
    assert query.kinds == kinds
    assert [term.word for term in query.terms] == ["Taiwan"]


@pytest.mark.parametrize(
    "question",
    [
        "the conference on disarmament",
        "conferences on disarmament",
        "peace conferences",
        "the release of hostages",
        "the latest release of funds",
        "prisoner releases",
        "the joint statement",
        "the speech act",
    ],
)
def test_a_kind_that_is_the_topic_limits_nothing(ask: Asking, question: str) -> None:
    query = ask(question)
    assert not query.kinds
    assert query.terms


@pytest.mark.parametrize(
    "question", ["newest release", "latest press conference", "last readout", "statements"]
)
def test_the_newest_of_a_kind_needs_no_topic(ask: Asking, question: str) -> None:
    query = ask(question)
    assert query.order is Order.NEW
    assert len(query.kinds) == 1
    assert not query.terms


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
        ("no comment on Taiwan", True),
        ("declined comment on Taiwan", True),
        ("refused to say anything on Taiwan", True),
        ("What did he dodge?", True),
        ("dodged questions on Taiwan", True),
        ("Which questions would he not answer?", False),
        ("What would not be answered?", False),
        ("Where did Hayashi sidestep the question?", True),
        ("the minister wouldn't comment on Taiwan", True),
        ("Why won't he tell the press what he said about Taiwan?", True),
        ("Why wouldn't the minister say more about Taiwan?", True),
        ("why didn't Hayashi want to talk about Taiwan", True),
        ("he didn't want to go into details on Taiwan", True),
        ("What did the minister keep quiet about?", True),
        ("where did he stay tight-lipped on Taiwan", True),
        ("Why won't Moscow say more about Taiwan?", False),
        ("Why didn't Hayashi tell Blinken of the treaty?", False),
        ("Why won't they sign the treaty?", False),
        ("Japan will not give weapons to Ukraine", False),
        ("keep the seas quiet", False),
        ("Moscow has declined to comment on Taiwan", False),
        ("Moscow gave no comment on Taiwan", False),
        ("evading sanctions", False),
        ("dodging sanctions", False),
        ("no commentary", False),
    ],
)
def test_refusals_in_plain_words(ask: Asking, question: str, is_refusal: bool) -> None:
    expected = {Label.DECLINED} if is_refusal else set()
    assert ask(question).labels == expected


@pytest.mark.parametrize(
    "question, is_left_out",
    [
        ("What was not discussed?", True),
        ("What was not raised about Taiwan?", True),
        ("What hasn't been discussed on Taiwan?", True),
        ("Was Taiwan not taken up?", True),
        ("Why was Taiwan not mentioned in the treaty?", False),
        ("They have not taken up the treaty", False),
        ("What was discussed?", False),
    ],
)
def test_what_was_not_discussed_in_plain_words(
    ask: Asking, question: str, is_left_out: bool
) -> None:
    expected = {Label.NOT_DISCUSSED} if is_left_out else set()
    assert ask(question).labels == expected


@pytest.mark.parametrize(
    "question",
    [
        "what did they NOT discuss",
        "what did they not talk about in 2022?",
        "which topics did they not touch on?",
        "what didn't they bring up?",
        "what wasn't covered?",
        "things not discussed in February",
        "which issues weren't touched upon?",
        "topics they didn't discuss",
        "what subjects did Hayashi leave out?",
        "what did they fail to discuss?",
        "what was left out of the talks?",
        "what did Hayashi not discuss with Blinken?",
    ],
)
def test_what_was_not_discussed_is_asked_actively_too(ask: Asking, question: str) -> None:
    query = ask(question)
    assert query.labels == {Label.NOT_DISCUSSED}


@pytest.mark.parametrize(
    "question",
    [
        "did they not discuss Taiwan?",
        "why did they not discuss Taiwan?",
        "what did they discuss, and not for the first time?",
        "what did they not want?",
    ],
)
def test_what_they_may_have_discussed_has_no_such_wording(ask: Asking, question: str) -> None:
    assert not ask(question).labels


def test_no_words_about_what_was_not_discussed_need_name_who_met(ask: Asking) -> None:
    named, alone = ask("what did Hayashi not discuss with Blinken?").readings
    assert named.terms
    assert not alone.terms
    assert alone.left_aside == ("Hayashi", "Blinken")
