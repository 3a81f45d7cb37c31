"""What a response says of a page, without a network."""

import datetime as dt
import gzip

import pytest

from retrieval.sources.fetching.bodies import BodyReader
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.politeness import Politeness, retry_after_s
from retrieval.sources.fetching.responses import (
    Answered,
    Fetched,
    Gone,
    Seen,
    Unchanged,
    Validators,
    check_response,
    conditional_headers,
    read_response,
)
from retrieval.sources.fetching.targets import check_target, host_of, redirect_target

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
URL = "https://a.jp/x"
KNOWN = Validators('"1"', "yesterday")


def answer(status: int = 200, body: bytes = b"words", **headers: str) -> Answered:
    return Answered(status, {k.replace("_", "-"): v for k, v in headers.items()}, body)


@pytest.mark.parametrize(
    "answered, fault, reason, rest_s",
    [
        (answer(429), Fault.THROTTLED, "the site answers 429", None),
        (answer(503, Retry_After="90"), Fault.THROTTLED, "the site answers 503", 90.0),
        (answer(500, Retry_After="90"), Fault.AWAY, "the site answers 500", 90.0),
        (answer(403, Retry_After="90"), Fault.REFUSED, "the site answers 403", 90.0),
        (answer(400), Fault.REFUSED, "the site answers 400", None),
        (answer(399), Fault.STRANGE, "the site answers 399", None),
        (answer(206), Fault.STRANGE, "the site answers 206", None),
        (
            answer(Content_Type="Image/PNG; x=y"),
            Fault.NO_PAGE,
            "it is 'image/png', not a page",
            None,
        ),
        (answer(Content_Type="x" * 50), Fault.NO_PAGE, f"it is {'x' * 40!r}, not a page", None),
        (answer(body=b" \n"), Fault.DAMAGED, "the answer is empty", None),
    ],
)
def test_a_response_that_says_nothing_of_a_page_is_refused_with_its_reason(
    answered: Answered, fault: Fault, reason: str, rest_s: float | None
) -> None:
    with pytest.raises(UnseenError) as caught:
        check_response(URL, answered, NOW, is_page=True)
    unseen = caught.value
    assert (unseen.url, unseen.fault, unseen.reason) == (URL, fault, reason)
    assert (unseen.rest_s, str(unseen)) == (rest_s, f"{URL}: {reason}")


@pytest.mark.parametrize(
    "answered",
    [
        answer(),
        answer(Content_Type=" TEXT/HTML ; charset=x"),
        *(answer(status, b"", Content_Type="image/png") for status in (301, 302, 303, 307, 308)),
        *(answer(status, b"", Content_Type="image/png") for status in (304, 404, 410)),
    ],
)
def test_a_response_that_says_something_is_taken(answered: Answered) -> None:
    check_response(URL, answered, NOW, is_page=True)


@pytest.mark.parametrize("status", [200, 206, 401, 403, 451])
def test_a_robots_txt_may_be_of_any_kind_or_be_refused(status: int) -> None:
    check_response(URL, answer(status, b"", Content_Type="image/png"), NOW, is_page=False)


@pytest.mark.parametrize(
    "answered, known, seen",
    [
        (answer(404), KNOWN, Gone()),
        (answer(410), KNOWN, Gone()),
        (answer(304), KNOWN, Unchanged()),
        (answer(304), Validators(last_modified="x"), Unchanged()),
        (answer(ETag="a", Last_Modified="b"), KNOWN, Fetched(URL, b"words", Validators("a", "b"))),
        (
            answer(ETag="a\x07", Last_Modified="b\n"),
            KNOWN,
            Fetched(URL, b"words", Validators("", "")),
        ),
        (answer(), KNOWN, Fetched(URL, b"words", Validators())),
    ],
)
def test_a_page_is_as_the_site_gives_it(answered: Answered, known: Validators, seen: Seen) -> None:
    assert read_response(URL, answered, known) == seen


def test_unchanged_says_nothing_of_a_page_that_is_not_known() -> None:
    with pytest.raises(UnseenError) as caught:
        read_response(URL, answer(304), Validators())
    assert (caught.value.url, caught.value.fault) == (URL, Fault.STRANGE)


def test_only_validators_that_a_site_gave_are_sent_back() -> None:
    assert conditional_headers(KNOWN) == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "yesterday",
    }
    assert conditional_headers(Validators(last_modified="x")) == {"If-Modified-Since": "x"}
    assert conditional_headers(Validators()) == {}


@pytest.mark.parametrize(
    "location, target",
    [
        ("/y#part#", "https://a.jp/y"),
        ("y?z", "https://a.jp/y?z"),
        ("//b.jp/", "https://b.jp/"),
        ("#part", "https://a.jp/x"),
    ],
)
def test_a_redirect_leads_from_where_it_stands_and_to_no_part_of_a_page(
    location: str, target: str
) -> None:
    assert answer(302, Location=location).location == location
    assert redirect_target(URL, location) == target


@pytest.mark.parametrize("location, fault", [("", Fault.STRANGE), ("http://[::1", Fault.ELSEWHERE)])
def test_a_redirect_to_nowhere_is_a_fault_of_its_page(location: str, fault: Fault) -> None:
    assert answer(302).location == ""
    with pytest.raises(UnseenError) as caught:
        redirect_target(URL, location)
    assert (caught.value.url, caught.value.fault) == (URL, fault)


@pytest.mark.parametrize(
    "url, host",
    [("https://A.jp/", "a.jp"), ("https://a.jp:443/", "a.jp"), ("https://a.jp:80/x", "a.jp:80")],
)
def test_a_host_has_its_port_if_it_is_another_than_usual(url: str, host: str) -> None:
    target = check_target(url, frozenset({host}), frozenset({"https"}))
    assert host_of(target) == host
    for hosts, schemes in (({"b.jp"}, {"https"}), ({host}, {"http"})):
        with pytest.raises(UnseenError) as caught:
            check_target(url, frozenset(hosts), frozenset(schemes))
        assert (caught.value.url, caught.value.fault) == (url, Fault.ELSEWHERE)


@pytest.mark.parametrize(
    "url",
    ["https:///x", "https://a.jp:0/", "https://a.jp:x/", "https://u@a.jp/", "https://a.jp/é", ""],
)
def test_what_is_no_address_is_refused_as_such(url: str) -> None:
    with pytest.raises(UnseenError) as caught:
        check_target(url, frozenset({"a.jp", "a.jp:0", ""}), frozenset({"https"}))
    assert caught.value.reason == "it leads to what is no address"
    assert (caught.value.url, caught.value.fault) == (url, Fault.ELSEWHERE)


@pytest.mark.parametrize(
    "value, asked_s",
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("86401", 86_400.0),
        ("²", None),
        ("٣", None),
        ("-5", None),
        ("soon", None),
        ("Sun, 22 Nov 2026 12:05:00 GMT", 300.0),
        ("Sun, 22 Nov 2026 12:05:00 -0000", 300.0),
        ("Sun, 22 Nov 2026 21:05:00 +0900", 300.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2099 12:00:00 GMT", 86_400.0),
    ],
)
def test_a_site_asks_for_seconds_or_until_a_moment(value: str, asked_s: float | None) -> None:
    assert retry_after_s(value, NOW) == asked_s


def test_after_a_fault_too_there_is_a_pause_and_other_hosts_are_not_concerned() -> None:
    politeness = Politeness()
    politeness.failed("a", 1000.0)
    assert politeness.wait_s("a", 1000.0) == 2.0
    assert politeness.wait_s("a", 1000.5) == 1.5
    assert politeness.rest_s("a", 1060.0) == 0.0
    assert (politeness.wait_s("b", 1000.0), politeness.rest_s("b", 1000.0)) == (0.0, 0.0)


WORDS = b"words " * 100


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_body_may_be_as_large_as_allowed_and_a_larger_one_is_refused_or_cut(
    encoding: str,
) -> None:
    sent = gzip.compress(WORDS, mtime=0) if encoding else WORDS
    for most in (len(WORDS), len(WORDS) + 1):
        whole = BodyReader(URL, encoding, most)
        whole.take(sent[:40])
        whole.take(sent[40:])
        assert (whole.end(), whole.is_cut) == (WORDS, False)
    small = BodyReader(URL, encoding, len(WORDS) - 1)
    with pytest.raises(UnseenError) as caught:
        small.take(sent)
    assert (caught.value.url, caught.value.fault) == (URL, Fault.TOO_LARGE)
    assert caught.value.reason == f"larger than {len(WORDS) - 1} bytes"
    cut = BodyReader(URL, encoding, 70, may_cut=True)
    cut.take(sent)
    assert (cut.is_cut, cut.end()) == (True, WORDS[:70])


@pytest.mark.parametrize(
    "encoding, sent, reason",
    [
        ("gzip", b"no gzip", "its compression is broken"),
        ("gzip", gzip.compress(WORDS, mtime=0)[:-1], "its compression breaks off"),
    ],
    ids=["no gzip", "cut off"],
)
def test_a_body_that_is_damaged_is_refused(encoding: str, sent: bytes, reason: str) -> None:
    body = BodyReader(URL, encoding, 1000)

    def read() -> bytes:
        body.take(sent)
        return body.end()

    with pytest.raises(UnseenError) as caught:
        read()
    assert (caught.value.url, caught.value.fault) == (URL, Fault.DAMAGED)
    assert caught.value.reason == reason


def test_a_body_of_nothing_is_whole_in_every_encoding() -> None:
    for encoding in ("", "identity", "gzip", "X-GZIP"):
        assert BodyReader(URL, encoding, 10).end() == b""
    with pytest.raises(UnseenError) as caught:
        BodyReader(URL, "b" * 30, 10)
    assert (caught.value.url, caught.value.fault) == (URL, Fault.ENCODING)
    assert caught.value.reason == f"compressed as {'b' * 20!r}"
