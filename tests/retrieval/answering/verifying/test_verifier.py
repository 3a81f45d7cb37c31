"""Whose words they are, on which page, and how they stand there: on both databases and engines."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.setup.services import Services
from retrieval.answering.verifying.reading import Quotation
from retrieval.answering.verifying.verifier import Verifier, _select
from retrieval.archive.database import Database
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save, withdraw
from retrieval.errors import DamagedIndexError
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.okapi import OkapiEngine
from retrieval.index.passages import passages
from retrieval.model.release import Release, Revision
from retrieval.model.verification import Checked, Sign, Verdict, Verification
from retrieval.record.record import Record
from tests.retrieval.answering.verifying.conftest import make

NOW = dt.datetime(2022, 6, 1, 9, 0, tzinfo=dt.UTC)
HNS = "We discussed the Japan-U.S. Alliance in general, but did not discuss HNS in particular."
HARMONY = "I hope to play in harmony with him toward further strengthening the Japan-U.S. Alliance."
ASKED = "Was this a topic in your telephone talk?"
SAID = "We will hold talks with Borovia on fishing in the northern sea soon."
EDITED = "We will hold talks with Borovia on fishing in the southern sea soon."
Make = Callable[..., Reading]


async def verify(services: Services, text: str) -> Verification:
    return await services.verifier.verify(text)


async def check(services: Services, text: str) -> Checked:
    (checked,) = (await verify(services, text)).checked
    return checked


def shown(checked: Checked) -> list[tuple[str, str]]:
    place = checked.now or checked.places[0]
    return [
        (one.span.of(place.release.text) if one.span else "", one.instead)
        for one in checked.changes
    ]


async def test_exact_words_come_with_who_said_them_and_when(services: Services) -> None:
    checked = await check(services, HNS)
    assert checked.verdict is Verdict.EXACT
    (place,) = checked.places
    assert place.statement.speaker == "HAYASHI Yoshimasa"
    assert place.release.date == dt.date(2021, 11, 13)
    assert [one.of(place.release.text) for one in place.slices] == [HNS]


async def test_a_part_of_a_sentence_is_shown_in_the_whole_of_it(services: Services) -> None:
    checked = await check(services, "discuss HNS in particular")
    (place,) = checked.places
    assert [one.of(place.release.text) for one in place.slices] == [HNS]
    assert [one.of(place.release.text) for one in place.marks] == ["discuss HNS in particular"]


async def test_a_word_left_out_is_shown_and_never_exact(services: Services) -> None:
    checked = await check(services, HNS.replace("not ", ""))
    assert checked.verdict is Verdict.DIFFERS
    assert shown(checked) == [("not", "")]


async def test_a_cut_says_what_it_leaves_out(services: Services) -> None:
    checked = await check(services, "We discussed the Japan-U.S. Alliance in general … HNS")
    assert checked.verdict is Verdict.CUT
    assert shown(checked) == [(", but did not discuss", "")]


async def test_a_cut_in_another_order_is_put_together(services: Services) -> None:
    checked = await check(
        services, "discuss HNS in particular … the Japan-U.S. Alliance in general"
    )
    assert checked.verdict is Verdict.JOINED


async def test_slices_of_two_statements_are_put_together(services: Services) -> None:
    checked = await check(services, f"{HNS[:47]} … {HARMONY[2:41]}")
    assert checked.verdict is Verdict.JOINED
    assert len({place.statement.id for place in checked.places}) == 2


async def test_slices_of_two_statements_without_a_mark_are_put_together_too(
    services: Services,
) -> None:
    checked = await check(services, f"{HNS[:47]} and {HARMONY}")
    assert checked.verdict is Verdict.JOINED


async def test_sentences_of_two_statements_are_exact_and_put_together(services: Services) -> None:
    found = await verify(services, f"{HNS} {HARMONY}")
    assert [one.verdict for one in found.checked] == [Verdict.EXACT, Verdict.EXACT]
    assert found.together is Verdict.JOINED


async def test_sentences_that_follow_each_other_are_one_quotation(services: Services) -> None:
    release = (await check(services, HNS)).places[0].release
    for statement in release.statements:
        words = statement.span.of(release.text)
        if len(words) < 1_000:
            found = await verify(services, words)
            together = found.together or found.checked[0].verdict
            assert together in {Verdict.EXACT, Verdict.SIGNS}, words


async def test_a_reporter_is_never_quoted_as_the_minister(services: Services) -> None:
    checked = await check(services, ASKED)
    assert checked.verdict is Verdict.EXACT
    (place,) = checked.places
    assert place.is_question
    assert place.statement.question is not None
    assert place.statement.question.asker == "Reporter"
    assert place.statement.question.span.covers(place.slices[0])


async def test_a_question_that_differs_is_a_reporters_too(services: Services) -> None:
    checked = await check(services, ASKED.replace("this", "that"))
    assert (checked.verdict, shown(checked)) == (Verdict.DIFFERS, [("this", "that")])
    assert checked.places[0].is_question


@pytest.mark.parametrize(
    "text",
    [
        "Whaling is good for everybody in the world.",
        "We discussed whaling in general, but did not discuss the whales.",
        "particular in HNS discuss not did but general in Alliance the discussed We",
        "'; DROP TABLE releases; --",
        'by:hayashi -okinawa "free whaling there" OR in:2022',
        "(?=a+)+$ [a-z]* \\d{1,9} folded:x",
        "台湾海峡の平和と安定が重要である。",
    ],
)
async def test_what_nobody_said_is_not_on_record(services: Services, text: str) -> None:
    found = await verify(services, text)
    assert {one.verdict for one in found.checked} <= {Verdict.NOT_ON_RECORD}
    assert found.searched.releases == 5


@pytest.fixture(params=["okapi", "disk"])
async def record(
    request: pytest.FixtureRequest, database: Database, clock: Callable[[], float], tmp_path: Path
) -> AsyncIterator[Record]:
    """An empty record on each kind of database, searched by each engine."""
    engine = OkapiEngine() if request.param == "okapi" else DiskEngine(tmp_path / "index")
    opened = Record(database, engine, clock)
    await opened.catch_up()
    yield opened
    await opened.close()


async def put(record: Record, database: Database, *read: Reading) -> None:
    async with database.write() as connection:
        await save(connection, read, NOW)
    await record.catch_up()


async def one_verdict(verifier: Verifier, text: str) -> Checked:
    (checked,) = (await verifier.verify(text)).checked
    return checked


async def test_an_earlier_wording_is_said_to_be_that_beside_the_present_one(
    record: Record, database: Database, reading: Make
) -> None:
    verifier = Verifier(record)
    await put(record, database, reading(SAID, stem="kaiken24e_000123"))
    assert not (await one_verdict(verifier, SAID)).places[0].is_earlier
    await put(record, database, reading(EDITED, stem="kaiken24e_000123"))
    checked = await one_verdict(verifier, SAID)
    assert checked.verdict is Verdict.EXACT
    assert (checked.places[0].is_earlier, checked.places[0].release.version) == (True, 1)
    assert checked.now is not None
    assert checked.now.release.version == 2
    assert shown(checked) == [("southern", "northern")]
    assert not (await one_verdict(verifier, EDITED)).places[0].is_earlier


async def test_words_that_an_edit_removed_are_an_earlier_wording(
    record: Record, database: Database, reading: Make
) -> None:
    verifier = Verifier(record)
    await put(record, database, reading(SAID, stem="kaiken24e_000123"))
    await put(record, database, reading("I have no comment.", stem="kaiken24e_000123"))
    checked = await one_verdict(verifier, SAID)
    assert (checked.verdict, checked.now) == (Verdict.EXACT, None)
    assert checked.places[0].is_earlier
    # A word of it that differs is shown as differing from the earlier wording.
    near = await one_verdict(verifier, SAID.replace("northern", "western"))
    assert (near.verdict, near.places[0].is_earlier) == (Verdict.DIFFERS, True)


async def test_words_that_came_back_are_no_earlier_wording(
    record: Record, database: Database, reading: Make
) -> None:
    verifier = Verifier(record)
    for said, day in ((SAID, 3), (EDITED, 4), (f"{SAID} Thank you.", 5)):
        day_of_month = f"Tuesday, May {day}, 2022"
        await put(record, database, reading(said, stem="kaiken24e_000123", day=day_of_month))
        await one_verdict(verifier, said)
    assert not (await one_verdict(verifier, SAID)).places[0].is_earlier
    assert (await one_verdict(verifier, EDITED)).places[0].is_earlier


async def test_earlier_wordings_of_another_history_are_read_again(
    record: Record, database: Database, reading: Make
) -> None:
    verifier = Verifier(record)
    await put(record, database, reading(SAID, stem="kaiken24e_000123"))
    await put(record, database, reading(EDITED, stem="kaiken24e_000123"))
    verifier._earlier._seen = Revision(1, "another")
    assert (await one_verdict(verifier, SAID)).places[0].is_earlier
    assert verifier._earlier._seen == record.shown


async def test_the_same_words_in_several_releases_are_told_once_a_speaker(
    record: Record, database: Database, reading: Make
) -> None:
    readings = [
        reading(SAID, stem=f"kaiken24e_00012{number}", day=f"Tuesday, May {number}, 2022")
        for number in (3, 4, 5)
    ]
    other = reading(SAID, stem="kaiken24e_000129", speaker="Minister Tanaka")
    await put(record, database, *readings, other)
    checked = await one_verdict(Verifier(record), SAID)
    speakers = {place.statement.speaker: place for place in checked.places}
    assert len(speakers) == len(checked.places) == 2
    first = next(place for place in checked.places if place.repeats)
    assert first.release.date == dt.date(2022, 5, 3)
    assert first.repeats == (dt.date(2022, 5, 4), dt.date(2022, 5, 5))


async def test_a_question_is_the_reporters_on_each_engine(
    record: Record, database: Database, reading: Make
) -> None:
    await put(record, database, reading(SAID))
    checked = await one_verdict(Verifier(record), "Will there be talks?")
    assert (checked.verdict, checked.places[0].is_question) == (Verdict.EXACT, True)


async def test_withdrawn_words_stay_and_are_said_to_be_withdrawn(
    record: Record, database: Database, reading: Make
) -> None:
    read = reading(SAID)
    await put(record, database, read)
    async with database.write() as connection:
        await withdraw(connection, read.release.id, NOW)
    await record.catch_up()
    checked = await one_verdict(Verifier(record), SAID)
    assert checked.verdict is Verdict.EXACT
    assert checked.places[0].release.withdrawn_at is not None


async def test_a_record_that_cannot_be_searched_is_never_not_on_record(
    record: Record, database: Database, reading: Make
) -> None:
    await put(record, database, reading(SAID))
    record.engine.put_aside("a test")
    record._fault = DamagedIndexError("the index", "a test")
    with pytest.raises(DamagedIndexError):
        await Verifier(record).verify(SAID)


async def test_a_place_is_proven_like_each_excerpt(services: Services) -> None:
    for text in (HNS, HNS.replace("not ", ""), f"{HNS[:20]} … in particular"):
        for place in (await check(services, text)).places:
            ends = [place.statement.span.start]
            for one in place.slices:
                assert place.statement.span.covers(one)
                assert ends[-1] <= one.start
                ends.append(one.end)
            assert all(any(one.covers(mark) for one in place.slices) for mark in place.marks)
            assert replace(place) == place


@pytest.mark.parametrize(
    "text",
    [
        f"On Friday the minister told reporters: “{HNS}”",
        f'"{HNS}" the minister told reporters on Friday.',
        f'On Friday the minister told reporters: "{HNS}"',
        f"On Friday the minister told reporters: “{HNS}",
        f"The minister, asked about bases, said that “{HNS[56:-1]}” on Friday.",
    ],
)
async def test_of_a_sentence_that_tells_of_words_these_are_verified(
    services: Services, text: str
) -> None:
    checked = await check(services, text)
    assert checked.verdict is Verdict.EXACT
    assert checked.quotation in HNS


async def test_each_quotation_within_a_sentence_is_verified(services: Services) -> None:
    found = await verify(
        services,
        f"In Tokyo, officials said “{HARMONY[2:40]}” on Friday and “whaling is good for all”.",
    )
    assert found.together is None
    verdicts = [one.verdict for one in found.checked]
    assert verdicts[-1] is Verdict.NOT_ON_RECORD
    assert len(verdicts) == 2


async def test_a_sentence_on_record_is_not_exact_for_what_it_quotes(services: Services) -> None:
    altered = HNS.replace("in general", "“in general terms”").replace("but did not", "but did")
    checked = await check(services, altered)
    assert checked.verdict is Verdict.DIFFERS


# --- which of several places count, on made-up releases

QUOTA = "We agreed on a herring quota for the northern fleet."
TALKS = "Talks on fishing go on in Tokyo with all sides."
VISAS = "Visas are issued at each embassy from Monday on."


async def check_on(services_over: Any, text: str, *releases: Release) -> Checked:
    async with services_over(*releases) as services:
        return await check(services, text)


def places(checked: Checked) -> list[tuple[str, str]]:
    return [(one.release.id, one.statement.id) for one in checked.places]


async def test_of_many_that_asked_the_one_with_the_same_signs_is_found(services_over: Any) -> None:
    asked = [
        "Will the fleet sail; then?",
        "Will the fleet sail, then?",
        "Will the fleet sail then?",
    ]
    for right in range(3):
        releases = [
            make(f"No comment {at}.", number=at, asked=words)
            for at, words in enumerate([*asked[right:], *asked[:right]])
        ]
        for at, words in enumerate([*asked[right:], *asked[:right]]):
            checked = await check_on(services_over, words, *releases)
            assert (checked.verdict, places(checked)) == (Verdict.EXACT, [(f"mofa-{at}", "s1")])
            assert checked.places[0].is_question


@pytest.mark.parametrize("exact", [0, 5, 11])
async def test_of_many_that_said_it_the_one_with_the_same_signs_is_found(
    services_over: Any, exact: int
) -> None:
    releases = [
        make(f"Day {at}.", QUOTA if at == exact else QUOTA.replace(" on", ", on"), number=at)
        for at in range(12)
    ]
    checked = await check_on(services_over, QUOTA, *releases)
    assert (checked.verdict, places(checked)) == (Verdict.EXACT, [(f"mofa-{exact}", "s2")])


async def test_a_sentence_is_shown_where_another_of_the_text_stands_too(services_over: Any) -> None:
    releases = [
        make(QUOTA, number=1),
        make("Good morning.", f"{TALKS} {QUOTA}", number=2),
        make(TALKS, number=3),
    ]
    async with services_over(*releases) as services:
        alone = await check(services, QUOTA)
        # In this order they stand nowhere together, and yet in one statement.
        both = await verify(services, f"{QUOTA} {TALKS}")
    assert places(alone) == [("mofa-1", "s1")]
    assert [places(one) for one in both.checked] == [[("mofa-2", "s2")]] * 2


def test_of_each_speaker_the_first_is_opened_and_then_others_shared_ones_before() -> None:
    speakers = ["A", "A", "B", "A", "B", "C"]
    said = [passages(make(QUOTA, number=at, speaker=one))[0] for at, one in enumerate(speakers)]
    assert [said.index(one) for one in _select(said, frozenset())] == [0, 2, 5, 1, 3, 4]
    shared = frozenset({("mofa-3", 1, "s1"), ("mofa-5", 1, "s1"), ("mofa-0", 2, "s1")})
    assert [said.index(one) for one in _select(said, shared)] == [3, 5, 2, 0, 1, 4]
    many = [passages(make(QUOTA, number=at))[0] for at in range(60)]
    assert _select(many, frozenset()) == many[:40]


async def test_at_most_as_many_passages_are_found_as_asked_for(services_over: Any) -> None:
    async with services_over(*(make(f"{at}. {QUOTA}", number=at) for at in range(3))) as services:
        for most, count in ((1, 1), (2, 2), (9, 3)):
            assert len(await services.verifier._find_said(Quotation(QUOTA), most)) == count


# --- pieces and parts

PAGES = [
    make(QUOTA, f"{TALKS} {'Then we spoke of other things at length. ' * 20}{QUOTA}", number=1),
    make(VISAS, f"{VISAS} We were glad. {TALKS}", number=2),
]


@pytest.mark.parametrize(
    "text, verdict, found",
    [
        ("herring quota … northern fleet", Verdict.CUT, [("mofa-1", "s1")]),
        ("Talks on fishing … northern fleet", Verdict.JOINED, [("mofa-1", "s2")] * 2),
        ("Visas are issued … in Tokyo", Verdict.CUT, [("mofa-2", "s2")]),
        ("Visas are issued … herring quota", Verdict.JOINED, [("mofa-2", "s1"), ("mofa-1", "s1")]),
        ("herring quota … whales of Norway", Verdict.NOT_ON_RECORD, []),
        ("whales of Norway … herring quota", Verdict.NOT_ON_RECORD, []),
        (
            "Visas are issued … We agreed on a salmon quota for the northern fleet",
            Verdict.DIFFERS,
            [("mofa-1", "s1")],
        ),
    ],
)
async def test_pieces_are_shown_in_one_statement_if_one_has_them_near_each_other(
    services_over: Any, text: str, verdict: Verdict, found: list[tuple[str, str]]
) -> None:
    checked = await check_on(services_over, text, *PAGES)
    assert (checked.verdict, places(checked), checked.quotation) == (verdict, found, text)


async def test_pieces_with_other_signs_tell_the_signs_of_all(services_over: Any) -> None:
    text = "Visas, are issued … a Herring quota"
    checked = await check_on(services_over, text, *PAGES)
    assert checked.verdict is Verdict.JOINED
    assert checked.signs == (Sign.PUNCTUATION, Sign.CAPITALS)


@pytest.mark.parametrize(
    "text, verdict, found",
    [
        (
            "Visas are issued at each embassy and we agreed on a herring quota",
            Verdict.JOINED,
            [("mofa-2", "s1"), ("mofa-1", "s1")],
        ),
        (
            "Visas are issued at each embassy from Monday on Talks on fishing go on in Tokyo",
            Verdict.DIFFERS,
            [("mofa-2", "s2")],
        ),
        (
            "We agreed on a salmon quota for the northern fleet",
            Verdict.DIFFERS,
            [("mofa-1", "s1")],
        ),
        (
            "We agreed on a salmon and cod and tuna quota for the northern fleet",
            Verdict.NOT_ON_RECORD,
            [],
        ),
    ],
)
async def test_words_that_nobody_said_in_a_row_are_put_together_or_differ(
    services_over: Any, text: str, verdict: Verdict, found: list[tuple[str, str]]
) -> None:
    checked = await check_on(services_over, text, *PAGES)
    assert (checked.verdict, places(checked)) == (verdict, found)


async def test_of_several_that_come_near_the_one_with_the_fewest_other_words_is_shown(
    services_over: Any,
) -> None:
    said = (
        "We agreed on a small salmon quota for the northern fleet.",
        "We agreed on a herring quota for the northern fleet.",
        "They agreed on a cod quota for the southern fleet.",
    )
    for order in (said, said[::-1]):
        releases = [make(words, number=at) for at, words in enumerate(order)]
        text = "We agreed on a cod quota for the northern fleet"
        checked = await check_on(services_over, text, *releases)
        assert checked.places[0].release.text.strip() == said[1]
        assert shown(checked) == [("herring", "cod")]


async def test_of_an_edited_page_the_nearest_present_words_are_shown(
    record: Record, database: Database, reading: Make
) -> None:
    verifier = Verifier(record)
    near = SAID.replace("northern", "wide southern").replace("soon", "now")
    for said in (SAID, f"{near}\nReporter: And then?\nMinister Tanabe: {EDITED}"):
        await put(record, database, reading(said, stem="kaiken24e_000123"))
    checked = await one_verdict(verifier, SAID)
    assert checked.places[0].is_earlier
    assert shown(checked) == [("southern", "northern")]
