import datetime as dt
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.rendering.as_json import answer_as_json, release_as_json
from bot.setup.services import Services
from retrieval.model.answer import Answer, Excerpt, LastSeen, Searched, Status
from retrieval.model.query import Barred, Filter, Order, Period, Query, Term, Voice
from retrieval.model.release import Label, Moment, Part, PartKind, Release, ReleaseKind, Span
from retrieval.sources.files.seeds import find_seeds

Excerpts = Callable[..., Excerpt]
Answers = Callable[..., Answer]
NOW = datetime(2022, 6, 1, tzinfo=UTC)

# The form that machines can rely on.
KEYS = (
    "question translation understood status found may_be_more excerpts nearest searched "
    "nearest_is_outside outside_of suggestion met missing"
).split()
EXCERPT_KEYS = (
    "quote slices release_id version statement_id kind speaker role date title section question "
    "asked_by wording partly url withdrawn_at repeats standing score"
).split()


async def test_an_answer_has_exactly_the_promised_keys(services: Services) -> None:
    found = answer_as_json(await services.answerer.answer("latest on Ukraine", NOW))
    missed = answer_as_json(await services.answerer.answer("NATO enlargement and Taiwan", NOW))
    assert list(found) == list(missed) == KEYS
    assert found["excerpts"]
    assert missed["nearest"]
    for excerpt in (*found["excerpts"], *missed["nearest"]):
        assert list(excerpt) == EXCERPT_KEYS
    assert list(found["searched"]) == ["releases", "since", "until", "seen"]


@pytest.mark.parametrize(
    "question", ["Host Nation Support in November 2021", "whaling", "hello", "", "by:hayashi"]
)
async def test_an_answer_survives_the_way_through_json(services: Services, question: str) -> None:
    data = answer_as_json(await services.answerer.answer(question, NOW))
    assert json.loads(json.dumps(data)) == data
    assert isinstance(data["understood"], dict)
    assert data["question"] == question
    assert data["status"] in {"answered", "near", "nothing_found", "not_a_question"}
    days = {"since": "2021-11-13", "until": "2022-05-23"}
    assert data["searched"] == {"releases": 5, **days, "seen": []}


async def test_every_quote_is_the_slices_of_the_release_joined(services: Services) -> None:
    seen = 0
    for question in ("by:hayashi", "Ukraine sanctions alliance", "latest", "Okinawa realignment"):
        data = answer_as_json(await services.answerer.answer(question, NOW))
        for excerpt in data["excerpts"]:
            release = await services.record.release(excerpt["release_id"], excerpt["version"])
            text = release.text
            cut = [text[start:end] for start, end in excerpt["slices"]]
            assert excerpt["quote"] == " […] ".join(cut)
            seen += len(cut)
    assert seen > 5


async def test_a_question_in_japanese_is_given_as_asked_and_in_english(services: Services) -> None:
    data = answer_as_json(await services.answerer.answer("2023年の台湾", NOW))
    assert (data["question"], data["translation"]) == ("2023年の台湾", "about Taiwan in 2023")
    assert (data["found"], data["outside_of"], data["nearest_is_outside"]) == (0, ["period"], True)


def test_how_many_answer_and_whether_there_may_be_more_is_given(
    excerpt: Excerpts, answered: Answers
) -> None:
    data = answer_as_json(answered(excerpt("Yes."), found=40, may_be_more=True))
    assert (data["found"], data["may_be_more"]) == (40, True)


def test_the_filters_that_exclude_are_named_as_in_what_was_understood(answered: Answers) -> None:
    data = answer_as_json(answered(outside=frozenset(Filter)))
    assert data["outside_of"] == [
        "period",
        "wordings",
        "kinds",
        "releases",
        "asked_by",
        "asked",
        "people",
    ]
    assert answer_as_json(answered())["nearest_is_outside"] is False


def test_a_cut_is_two_slices(excerpt: Excerpts, answered: Answers) -> None:
    data = answer_as_json(answered(excerpt("One. Two. Three.", "One.", "Three.")))
    (only,) = data["excerpts"]
    assert only["quote"] == "One. […] Three."
    assert only["slices"] == [[1, 5], [11, 17]]


async def test_an_excerpt_says_who_when_where_and_in_answer_to_what(services: Services) -> None:
    answer = await services.answerer.answer("Host Nation Support in November 2021", NOW)
    (excerpt,) = answer_as_json(answer)["excerpts"]
    del excerpt["slices"], excerpt["score"]
    assert excerpt == {
        "quote": "We discussed the Japan-U.S. Alliance in general, but did not discuss HNS in "
        "particular.",
        "release_id": "mofa-kaiken24e_000077",
        "version": 1,
        "statement_id": "s3",
        "kind": "answer",
        "speaker": "HAYASHI Yoshimasa",
        "role": "Minister for Foreign Affairs",
        "date": "2021-11-13",
        "title": "Extraordinary Press Conference by Foreign Minister HAYASHI Yoshimasa",
        "section": "Q&A, 2nd of 4",
        "question": "Regarding the U.S. Forces in Japan, consultations on Host Nation Support "
        "(HNS) are currently being held between Japan and the United States. Was this a topic in "
        "your telephone talk?",
        "asked_by": "Reporter",
        "wording": ["not-discussed"],
        "partly": False,
        "repeats": [],
        "standing": None,
        "url": "https://www.mofa.go.jp/press/kaiken/kaiken24e_000077.html",
        "withdrawn_at": None,
    }


def test_what_is_unknown_is_null(excerpt: Excerpts, answered: Answers) -> None:
    data = answer_as_json(answered(excerpt("Yes."), searched=Searched(0, None, None)))
    (only,) = data["excerpts"]
    assert [only[key] for key in ("role", "question", "asked_by")] == [None] * 3
    assert only["wording"] == []
    assert only["score"] == 1.2346
    assert data["searched"] == {"releases": 0, "since": None, "until": None, "seen": []}
    assert data["suggestion"] is None


def test_a_query_is_shown_as_it_was_understood(answered: Answers) -> None:
    query = Query(
        question="Taiwn, by Hayashi",
        terms=(Term("Taiwn", (("taiwan",),), read_as="Taiwan"), Term("HNS", (("hns",),))),
        phrases=("free and open",),
        excluded=(Term("Okinawa", (("okinawa",),)),),
        barred=Barred(
            voices=(Voice("kawai", frozenset({" jun kawai "})),),
            askers=("BBC",),
            is_asked=True,
            kinds=frozenset({ReleaseKind.READOUT}),
            labels=frozenset({Label.UNDECIDED}),
            periods=(Period(dt.date(2022, 5, 1), dt.date(2022, 5, 31)),),
        ),
        voices=(Voice("hayashi", frozenset({" hayashi yoshimasa "})),),
        askers=("NHK",),
        kinds=frozenset({ReleaseKind.CONFERENCE}),
        labels=frozenset({Label.DECLINED}),
        releases=frozenset({"mofa-x"}),
        period=Period(dt.date(2022, 1, 1)),
        impossible_days=("31 June",),
        left_aside=("over the last years",),
        order=Order.NEW,
    )
    understood = answer_as_json(answered(query=query))["understood"]
    assert understood.pop("shown") == (
        "Taiwn (read as “Taiwan”) HNS · exactly “free and open” · by hayashi · asked by NHK · "
        "press conferences · in mofa-x · since 1 Jan 2022 · not in the calendar: “31 June” · "
        "left aside: “over the last years” · "
        "without “Okinawa” · not by kawai · "
        "not asked by BBC · said unasked · not in readouts · not in May 2022 · "
        "no wording of “nothing decided” · contains a wording of refusal · newest first"
    )
    assert understood == {
        "intent": "question",
        "releases": ["mofa-x"],
        "not_in_calendar": ["31 June"],
        "language": "",
        "left_aside": ["over the last years"],
        "terms": ["Taiwn", "HNS"],
        "read_as": {"Taiwn": "Taiwan"},
        "phrases": ["free and open"],
        "remembered": [],
        "excluded": ["Okinawa"],
        "barred": {
            "people": [{"asked": "kawai", "names": ["jun kawai"], "offices": []}],
            "asked_by": ["BBC"],
            "asked": True,
            "kinds": ["readout"],
            "wordings": ["undecided"],
            "periods": [{"since": "2022-05-01", "until": "2022-05-31"}],
        },
        "people": [{"asked": "hayashi", "names": ["hayashi yoshimasa"], "offices": []}],
        "asked_by": ["NHK"],
        "asked": False,
        "kinds": ["conference"],
        "wordings": ["declined"],
        "since": "2022-01-01",
        "until": None,
        "order": "new",
        "also": {},
    }


def test_the_end_of_a_period_is_shown(answered: Answers) -> None:
    query = Query("x", period=Period(None, dt.date(2022, 1, 1)))
    understood = answer_as_json(answered(query=query, status=Status.NOTHING_FOUND))["understood"]
    assert (understood["since"], understood["until"]) == (None, "2022-01-01")


def test_every_statement_of_a_release_can_be_cut_from_its_text() -> None:
    for reading in find_seeds().read().readings:
        release = reading.release
        data = release_as_json(release)
        assert json.loads(json.dumps(data)) == data
        assert len(data["statements"]) == len(release.statements)
        for statement in data["statements"]:
            begin, end = statement["span"]
            assert statement["text"] == release.text[begin:end]
            if statement["question"] is not None:
                begin, end = statement["question_span"]
                assert statement["question"] == release.text[begin:end]


async def test_a_release_says_what_it_is(
    services: Services, release: Callable[..., Release]
) -> None:
    data = release_as_json(await services.record.release("mofa-kaiken24e_000077"))
    del data["statements"]
    assert data == {
        "id": "mofa-kaiken24e_000077",
        "version": 1,
        "source": "mofa",
        "publisher": "Ministry of Foreign Affairs of Japan",
        "kind": "conference",
        "title": "Extraordinary Press Conference by Foreign Minister HAYASHI Yoshimasa",
        "date": "2021-11-13",
        "time": "09:25",
        "place": "Ministry of Foreign Affairs",
        "url": "https://www.mofa.go.jp/press/kaiken/kaiken24e_000077.html",
        "withdrawn_at": None,
        "provisional": True,
        "moments": [],
        "doubts": [],
    }
    bare = release_as_json(release("Yes.", time=None))
    assert (bare["time"], bare["place"]) == (None, None)


def test_a_release_says_when_it_took_place_and_what_is_doubtful(
    release: Callable[..., Release],
) -> None:
    moments = (
        Moment(dt.date(2021, 12, 11), dt.time(12, 20), "local"),
        Moment(dt.date(2021, 12, 12), None, "", is_doubtful=True),
    )
    data = release_as_json(release("Yes.", moments=moments, doubts=("date",)))
    assert data["doubts"] == ["date"]
    assert data["moments"] == [
        {"date": "2021-12-11", "time": "12:20", "zone": "local", "doubtful": False},
        {"date": "2021-12-12", "time": None, "zone": None, "doubtful": True},
    ]


def test_what_is_nobodys_words_is_given_when_asked_for(release: Callable[..., Release]) -> None:
    made = release("Yes.", parts=(Part(PartKind.FOOTER, Span(1, 4)),))
    assert "unread" not in release_as_json(made)
    assert release_as_json(made, unread=True)["unread"] == [
        {"kind": "footer", "span": [1, 4], "text": "Yes"}
    ]


def test_a_source_is_shown_as_it_was_last_seen(excerpt: Excerpts, answered: Answers) -> None:
    at = dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC)
    seen = LastSeen("mofa", at, at, ("news",), is_blind=True)
    data = answer_as_json(answered(excerpt("Yes."), searched=Searched(0, None, None, (seen,))))
    moment = "2026-11-20T03:00:00+00:00"
    assert data["searched"]["seen"] == [
        {
            "source": "mofa",
            "seen_at": moment,
            "unseen_since": moment,
            "unseen": ["news"],
            "is_blind": True,
        }
    ]
