import datetime as dt
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest

from bot.setup.services import Services
from retrieval.answering.selection import days_apart
from retrieval.archive.knowledge import Reading
from retrieval.model.answer import Answer, Status
from retrieval.model.query import Filter, Intent, Period, Query
from retrieval.query.understanding import understand
from retrieval.sources.files.seeds import find_seeds

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
SEEDS = [one.release for one in find_seeds().read().readings]

Opening = Callable[..., AbstractAsyncContextManager[Services]]


async def ask(services: Services, question: str) -> Answer:
    return await services.answerer.answer(question, NOW)


async def test_the_answer_is_the_ministers_words_with_the_question_they_answer(
    services: Services,
) -> None:
    answer = await ask(services, "Did Host Nation Support come up in the November 2021 call?")
    first = answer.excerpts[0]
    assert answer.status is Status.ANSWERED
    assert "did not discuss HNS in particular" in first.quote
    assert first.statement.speaker == "HAYASHI Yoshimasa"
    assert first.statement.question is not None
    assert "Host Nation Support" in first.statement.question.span.of(first.release.text)


async def test_no_excerpt_ever_holds_a_reporters_words(services: Services) -> None:
    for release in SEEDS:
        for statement in release.statements:
            if statement.question is None:
                continue
            words = statement.question.span.of(release.text)
            answer = await ask(services, words[:900])
            for excerpt in (*answer.excerpts, *answer.nearest):
                assert excerpt.statement.span.covers(excerpt.slices[0])
                assert words not in excerpt.quote


async def test_a_topic_that_is_not_on_record_gets_a_receipt_of_what_was_searched(
    services: Services,
) -> None:
    answer = await ask(services, "What was said about whaling?")
    assert answer.status is Status.NOTHING_FOUND
    assert answer.excerpts == ()
    assert (answer.searched.releases, answer.searched.since, answer.searched.until) == (
        5,
        dt.date(2021, 11, 13),
        dt.date(2022, 5, 23),
    )


async def test_an_unknown_proper_name_is_not_outvoted_by_common_words(services: Services) -> None:
    answer = await ask(services, "Did the minister speak of the security strategy of Canada?")
    assert (answer.status, answer.missing) == (Status.NEAR, ("Canada",))


async def test_a_period_that_excludes_all_shows_what_lies_nearest_outside(
    services: Services,
) -> None:
    answer = await ask(services, "Taiwan in 2023")
    assert answer.status is Status.NOTHING_FOUND
    assert "Taiwan" in answer.nearest[0].quote


async def test_a_day_that_the_calendar_lacks_limits_nothing_and_is_told(
    services: Services,
) -> None:
    answer = await ask(services, "Taiwan on 31 February")
    assert answer.status is Status.ANSWERED
    assert answer.query.impossible_days == ("31 February",)
    alone = await ask(services, "on 31 February")
    assert alone.query.intent is Intent.NO_TOPIC
    assert alone.query.impossible_days == ("31 February",)


async def test_a_release_that_is_pasted_alone_is_searched(services: Services) -> None:
    release = next(one for one in SEEDS if one.id.endswith("_000059"))
    for name in (release.url, release.id):
        answer = await ask(services, f"What was said on Ukraine in {name}?")
        assert answer.status is Status.ANSWERED
        assert {one.release.id for one in answer.excerpts} == {release.id}
        whole = await ask(services, name)
        assert {one.release.id for one in whole.excerpts} == {release.id}
    unknown = await ask(services, "Ukraine in https://example.org/a.html")
    assert unknown.status is Status.NOTHING_FOUND
    assert unknown.outside == {Filter.RELEASES}


async def test_exclusions_alone_show_the_newest_words_without_these(services: Services) -> None:
    answer = await ask(services, "-Ukraine")
    assert answer.status is Status.ANSWERED
    assert answer.excerpts
    days = [one.release.date for one in answer.excerpts]
    assert days == sorted(days, reverse=True)
    assert not any("Ukraine" in one.quote for one in answer.excerpts)


async def test_what_has_next_to_nothing_to_do_with_the_question_is_not_near(
    services: Services,
) -> None:
    assert (await ask(services, "whaling in Japan")).nearest == ()


async def test_latest_and_earliest_order_by_date(services: Services) -> None:
    newest = await ask(services, "latest on North Korea")
    oldest = await ask(services, "earliest on North Korea")
    days = [excerpt.release.date for excerpt in newest.excerpts]
    assert days == sorted(days, reverse=True)
    assert oldest.excerpts[0].release.date == dt.date(2021, 11, 13)


async def test_a_speaker_alone_gives_that_persons_words(services: Services) -> None:
    answer = await ask(services, "by:hayashi in May 2022")
    assert answer.status is Status.ANSWERED
    assert {excerpt.statement.speaker for excerpt in answer.excerpts} == {"HAYASHI Yoshimasa"}
    assert {excerpt.release.date for excerpt in answer.excerpts} == {dt.date(2022, 5, 23)}


async def test_nobody_is_quoted_for_somebody_else(services: Services) -> None:
    assert (await ask(services, "by:kishida Taiwan")).status is Status.NOTHING_FOUND


async def test_at_most_five_excerpts_and_each_statement_once(services: Services) -> None:
    answer = await ask(services, "Blinken")
    keys = [(excerpt.release.id, excerpt.statement.id) for excerpt in answer.excerpts]
    assert len(keys) == len(set(keys)) <= 5
    assert answer.found >= len(keys)


@pytest.mark.parametrize(
    "message, intent",
    [
        ("hi there", Intent.SMALL_TALK),
        ("", Intent.EMPTY),
        ("?!", Intent.EMPTY),
        ("x " * 2001, Intent.TOO_LONG),
        ("what did he say?", Intent.NO_TOPIC),
    ],
)
async def test_what_is_no_question_is_not_searched(
    services: Services, message: str, intent: Intent
) -> None:
    answer = await ask(services, message)
    assert answer.status is Status.NOT_A_QUESTION
    assert answer.query.intent is intent


async def test_a_word_that_looks_like_one_on_record_is_suggested(services: Services) -> None:
    answer = await ask(services, "Sada rocks")
    assert answer.status is Status.NOTHING_FOUND
    assert answer.suggestion is not None
    assert "sado" in answer.suggestion


async def test_an_empty_record_answers_that_nothing_is_on_record(
    services_over: Callable[..., AbstractAsyncContextManager[Services]],
) -> None:
    async with services_over() as services:
        answer = await ask(services, "Taiwan")
    assert answer.status is Status.NOTHING_FOUND
    assert (answer.searched.releases, answer.searched.since) == (0, None)
    assert answer.nearest == ()


async def test_the_newest_is_the_newest_of_all_whose_words_speak_of_the_topic(
    services: Services,
) -> None:
    newest = (await ask(services, "latest visit")).excerpts[0].release.date
    assert newest == max(
        release.date
        for release in SEEDS
        for statement in release.statements
        if "visit" in statement.span.of(release.text)
    )


async def test_every_statement_that_covers_the_question_is_counted(services: Services) -> None:
    answer = await ask(services, "Senkaku Islands")
    everything = await ask(services, "Blinken")
    assert answer.found == 1
    assert everything.found > len(everything.excerpts)


async def test_an_exact_phrase_stands_in_the_excerpt_and_is_marked(services: Services) -> None:
    excerpt = (await ask(services, '"as a minister" OR "That is all from me"')).nearest
    [found, *_] = (await ask(services, '"That is all from me" Blinken')).excerpts
    assert "That is all from me." in found.quote
    assert any("all" in mark.of(found.release.text) for mark in found.marks)
    assert all(one.quote for one in excerpt)


async def test_where_no_words_were_asked_nothing_is_near(services: Services) -> None:
    assert (await ask(services, "by:motegi")).nearest == ()


@pytest.mark.parametrize(
    "question",
    [
        "What did MOFA say about the Taiwan Strait?",
        "What did FM Hayashi say about the Taiwan Strait?",
        "Kaiken, what was said about the Taiwan Strait?",
        "tawain strait",
    ],
)
async def test_words_for_the_asked_and_slips_do_not_hide_an_answer(
    services: Services, question: str
) -> None:
    answer = await ask(services, question)
    assert answer.status is Status.ANSWERED
    assert "peace and stability of the Taiwan Strait" in answer.excerpts[0].quote


async def test_a_suggestion_changes_whole_words_only(services: Services) -> None:
    answer = await ask(services, "Sada, not Sadabad")
    assert answer.suggestion == "sado, not Sadabad"


async def test_what_lies_outside_the_period_is_shown_as_outside(services: Services) -> None:
    answer = await ask(services, "Taiwan in 2023")
    assert answer.outside == {Filter.PERIOD}
    assert "Taiwan" in answer.nearest[0].quote
    assert not (await ask(services, "whaling in 2021")).outside


@pytest.mark.parametrize(
    "question, said, missing",
    [
        ("What did they decree about China on 23 May 2022?", "issues over China", "decree"),
        ("Sado ferries in February 2022", "Sado Island Gold Mines", "ferries"),
        ("Taiwan Strait ferries in 2021", "Taiwan Strait", "ferries"),
    ],
)
async def test_what_says_much_within_the_filters_is_nearer_than_what_lies_outside(
    services: Services, question: str, said: str, missing: str
) -> None:
    answer = await ask(services, question)
    assert (answer.status, answer.outside) == (Status.NEAR, frozenset())
    assert said in answer.nearest[0].quote
    assert missing in answer.missing


@pytest.mark.parametrize(
    "question",
    [
        "what did Biden say in May 2022 about defence of Japan",
        "what did Kishida say about Ukraine in May 2022",
        "Did Abe and Blinken discuss the TPP and missiles?",
        "whaling and the Taiwan Strait and Okinawa",
    ],
)
async def test_what_is_near_is_told_by_the_words_that_are_shown(
    services: Services, question: str
) -> None:
    answer = await ask(services, question)
    assert answer.status is Status.NEAR
    shown = " ".join(f"{one.quote} {one.question}" for one in answer.nearest).casefold()
    assert [word for word in answer.missing if word.casefold() in shown] == []


async def test_a_name_at_another_end_of_a_paragraph_makes_no_answer(services: Services) -> None:
    """One paragraph speaks of the build-up at the border of Ukraine, and of other countries."""
    answer = await ask(services, "military build-up near the border with Taiwan")
    assert answer.status is Status.NEAR


async def test_of_several_filters_only_the_one_that_excludes_is_dropped(
    services: Services,
) -> None:
    nobody = await ask(services, "by:kishida Taiwan in 2021")
    assert nobody.outside == {Filter.VOICES}
    never = await ask(services, "by:hayashi type:conference Taiwan in 2023")
    assert never.outside == {Filter.PERIOD}
    neither = await ask(services, "by:kishida Taiwan in 2023")
    assert neither.outside == {Filter.PERIOD, Filter.VOICES}
    assert nobody.nearest[0].quote == never.nearest[0].quote == neither.nearest[0].quote


@pytest.mark.parametrize(
    "question, said",
    [
        ("economic 2+2 July 2022", "in July this year"),
        ("the launch at the end of January 2022", "the ballistic missile launch on January 30"),
        ("the launch from 28 to 31 January 2022", "the ballistic missile launch on January 30"),
    ],
)
async def test_what_speaks_of_a_month_or_a_part_of_it_answers_where_nothing_said_in_it_does(
    services: Services, question: str, said: str
) -> None:
    answer = await ask(services, question)
    assert answer.status is Status.ANSWERED
    assert said in answer.excerpts[0].quote


async def test_what_was_said_in_a_month_goes_before_what_speaks_of_it(services: Services) -> None:
    answer = await ask(services, "the missile launch in January 2022")
    assert {one.release.date.month for one in answer.excerpts} == {1}
    assert (await ask(services, "economic 2+2 in June 2022")).status is not Status.ANSWERED


async def test_what_a_period_excludes_comes_nearest_in_time_first(services: Services) -> None:
    for question, period in (
        (
            "North Korea in March 2022 by:hayashi",
            Period(dt.date(2022, 3, 1), dt.date(2022, 3, 31)),
        ),
        ("North Korea until 2021-10", Period(None, dt.date(2021, 10, 31))),
        ("North Korea since 2023", Period(dt.date(2023, 1, 1))),
    ):
        answer = await ask(services, question)
        assert answer.outside == {Filter.PERIOD}
        apart = [days_apart(period, excerpt.release.date) for excerpt in answer.nearest]
        assert apart == sorted(apart)
    assert answer.nearest[0].release.date == dt.date(2022, 5, 23)


async def test_without_words_only_the_period_is_dropped(services: Services) -> None:
    answer = await ask(services, "by:hayashi in 2023")
    assert answer.outside == {Filter.PERIOD}
    assert {one.statement.speaker for one in answer.nearest} == {"HAYASHI Yoshimasa"}
    assert answer.nearest[0].release.date == dt.date(2022, 5, 23)
    for question in ("by:kishida in 2021", "in 2023"):
        assert not (await ask(services, question)).outside


def test_days_are_apart_from_a_period_on_either_side() -> None:
    period = Period(dt.date(2022, 1, 10), dt.date(2022, 1, 20))
    days = {8: 2, 10: 0, 15: 0, 20: 0, 23: 3}
    assert {day: days_apart(period, dt.date(2022, 1, day)) for day in days} == days
    assert days_apart(Period(), dt.date(2022, 1, 1)) == 0


async def test_an_excluded_word_is_in_no_excerpt_nor_near(services: Services) -> None:
    answer = await ask(services, "North Korea -missile")
    shown = (*answer.excerpts, *answer.nearest)
    assert shown
    assert not any("missile" in excerpt.quote for excerpt in shown)


async def test_what_lies_near_has_no_excluded_word_and_is_by_nobody_barred(
    services_over: Opening, reading: Callable[..., Reading]
) -> None:
    others = [f"We will hold talks {number} times." for number in range(2, 11)]
    said = ["We spoke of the quota for herring.", *others]
    releases = [reading(words, stem=f"saved{n}").release for n, words in enumerate(said)]
    async with services_over(*releases) as opened:
        for question, is_near in [
            ("quota frobnication gribbles in 2022", True),
            ("quota frobnication gribbles in 2022 -herring", False),
            ("quota frobnication gribbles in 2022 -by:tanabe", False),
        ]:
            answer = await ask(opened, question)
            assert answer.status is (Status.NEAR if is_near else Status.NOTHING_FOUND)
            assert bool(answer.nearest) is is_near, question


async def test_whom_a_question_excludes_is_in_no_excerpt_nor_near(services: Services) -> None:
    for question in ("Ukraine -by:hayashi", "Ukraine but not by Hayashi", "HNS -by:hayashi"):
        answer = await ask(services, question)
        shown = (*answer.excerpts, *answer.nearest)
        assert not any("HAYASHI" in excerpt.statement.speaker for excerpt in shown)
    assert (await ask(services, "Ukraine -by:hayashi")).status is Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "What did the press secretary say about Taiwan?",
        "What did the Russian foreign minister say about sanctions?",
        "What did the prime minister say about HNS?",
        "What did the Chinese foreign minister say about Taiwan?",
    ],
)
async def test_others_words_are_no_answer_to_what_an_office_said_that_nobody_holds(
    services: Services, question: str
) -> None:
    answer = await ask(services, question)
    assert answer.status is Status.NOTHING_FOUND
    assert answer.outside == {Filter.VOICES}
    assert answer.nearest


async def test_a_follow_up_for_an_office_leaves_the_speaker_before(services: Services) -> None:
    async def before() -> Query:
        return (await ask(services, "What did Hayashi say about Ukraine?")).query

    answer = await services.answerer.answer("and the press secretary?", NOW, before)
    assert (answer.status, answer.outside) == (Status.NOTHING_FOUND, {Filter.VOICES})


async def test_an_office_that_nobody_names_is_not_made_of_its_words(services: Services) -> None:
    assert (await ask(services, "press secretary")).status is Status.NOTHING_FOUND
    [first, *_] = (await ask(services, "Did he meet the prime minister?")).excerpts
    assert "Prime Minister Kishida" in first.quote


@pytest.mark.parametrize(
    "question",
    [
        "When did Hayashi become foreign minister?",
        "When was Hayashi appointed foreign minister?",
        "When did Hayashi take office?",
    ],
)
async def test_taking_an_office_is_found_in_the_words_for_it(
    services: Services, question: str
) -> None:
    for excerpt in (await ask(services, question)).excerpts:
        assert any(words in excerpt.quote for words in ("assumed the position", "assuming my post"))


async def test_who_becomes_what_nobody_on_record_is_takes_nobodys_post(services: Services) -> None:
    for question in (
        "When did Biden become president?",
        "When did Motegi become foreign minister?",
    ):
        answer = await ask(services, question)
        assert not any("assum" in excerpt.quote for excerpt in answer.excerpts)


async def test_the_verb_of_a_question_for_a_time_is_no_topic(services: Services) -> None:
    answer = await ask(services, "When did the telephone talk of 6 January 2022 commence?")
    assert "commencing at 8:10 a.m." in answer.excerpts[0].quote


async def test_the_same_words_in_several_releases_are_one_excerpt_with_their_days(
    services_over: Opening, reading: Callable[..., Reading]
) -> None:
    said = "We reaffirmed our cooperation on the fisheries quota."
    days = ("Tuesday, May 3, 2022", "Wednesday, May 4, 2022", "Friday, May 6, 2022")
    answers = [reading(said, day=day, stem=day).release for day in days]
    openings = [
        replace(
            release, statements=tuple(replace(one, question=None) for one in release.statements)
        )
        for release in answers
    ]
    async with services_over(*openings) as services:
        answer = await services.answerer.answer("fisheries quota", NOW)
    assert [excerpt.quote for excerpt in answer.excerpts] == [said]
    assert len(answer.excerpts[0].repeats) == 2
    assert answer.found == 3
    # The same answer to two questions says two things.
    async with services_over(*answers) as services:
        answer = await services.answerer.answer("fisheries quota", NOW)
    assert [excerpt.quote for excerpt in answer.excerpts] == [said] * 3


async def test_only_what_tells_what_somebody_said_is_counted(
    services_over: Opening, reading: Callable[..., Reading]
) -> None:
    said = ["Minister Duval stated that the quota is fair.", "We met Duval and spoke of the quota."]
    releases = [
        reading(words, day=f"Tuesday, May {day}, 2022", stem=f"r{day}").release
        for day, words in ((3, said[0]), (10, said[1]), (17, said[1]))
    ]
    async with services_over(*releases) as services:
        told = await services.answerer.answer("What did Duval say about the quota?", NOW)
        named = await services.answerer.answer("Duval quota", NOW)
    assert [excerpt.quote for excerpt in told.excerpts] == [said[0]]
    assert (told.found, named.found) == (1, 3)


async def test_where_the_search_ends_at_its_limit_there_may_be_more(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not (await ask(services, "Blinken")).may_be_more
    monkeypatch.setattr("retrieval.answering.search._HITS", 3)
    best = await ask(services, "Blinken")
    assert best.may_be_more
    assert best.found <= 3
    # In the order of time, all are looked at.
    assert not (await ask(services, "latest on Blinken")).may_be_more


async def test_a_question_in_japanese_stays_what_was_asked(services: Services) -> None:
    answer = await ask(services, "2023年の台湾")
    assert answer.query.question == "2023年の台湾"
    assert answer.query.translation == "about Taiwan in 2023"
    assert (await ask(services, "Taiwan")).query.translation == ""


@pytest.mark.parametrize(
    "question", ["What did Motegi say about North Korea?", "What did Lavrov say?"]
)
async def test_what_others_said_is_no_answer_to_what_somebody_said(
    services: Services, question: str
) -> None:
    answer = await ask(services, question)
    assert (answer.status, answer.excerpts) == (Status.NEAR, ())


async def test_a_question_for_refusals_is_answered_with_their_words(services: Services) -> None:
    answer = await ask(services, "What did he decline to comment on?")
    assert answer.excerpts
    assert all(excerpt.labels for excerpt in answer.excerpts)


async def test_the_oldest_is_the_oldest_of_all_not_of_the_best(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.answering.search._HITS", 3)
    monkeypatch.setattr("retrieval.index.okapi.RERANK_DEPTH", 3)
    answer = await ask(services, "by:hayashi order:old")
    assert answer.excerpts[0].release.date == dt.date(2021, 11, 13)


@pytest.mark.parametrize(
    "question",
    [
        '"' * 10_000,
        'by:"asked:"type:"x' * 50,
        '"Taiwan" OR ' * 80,
        "Taiwan -Ukraine " * 60,
        "Taiwan Ukraine missile alliance " * 30,
        " ".join(f"w{number}" for number in range(180)),
        "in May 2022 since 2021 " * 40,
        "".join(map(chr, range(0x21, 0x2FFFF, 197)))[:1000],
        "台湾" * 400,
    ],
    ids="quotes nested or not same unknown periods blocks kanji".split(),
)
async def test_hostile_questions_are_answered_or_refused_at_once(
    services: Services, question: str, stopwatch
) -> None:
    for _ in range(3):
        with stopwatch:
            answer = await ask(services, question)
    assert isinstance(answer.status, Status)
    assert stopwatch.least_s < 0.05


@pytest.mark.parametrize(
    "question",
    [
        "Ukraine",
        "Taiwan Strait",
        "Ukraine OR Taiwan",
        "by:hayashi",
        '"free and open"',
        "Ukraine in 2022",
        "wording:declined",
        "What did Hayashi say about Ukraine?",
        "whaling",
    ],
)
async def test_the_releases_that_match_are_those_that_have_an_answer_the_newest_first(
    services: Services, question: str
) -> None:
    query = understand(question, NOW.date(), services.record.lexicon)
    found = await services.answerer.find_matches(query)
    assert found.is_complete
    days = [one.date for one in found.releases]
    assert days == sorted(days, reverse=True)
    ids = [one.release_id for one in found.releases]
    assert len(set(ids)) == len(ids)
    answered = []
    for release in SEEDS:
        alone = await ask(services, f"{question} {release.id}")
        if alone.status is Status.ANSWERED:
            answered.append(release.id)
    assert sorted(ids) == sorted(answered)


@pytest.mark.parametrize("question", ["Ukraine", "latest on Ukraine", "Taiwan Strait", "G7"])
async def test_what_is_listed_is_what_answers_in_the_order_of_its_pages(
    services: Services, question: str
) -> None:
    answerer = services.answerer
    best = (await ask(services, question)).excerpts[0]
    everything = await answerer.list_answering(question, NOW, 50)
    assert everything[0].quote == best.quote
    keys = [(one.release.id, one.statement.id) for one in everything]
    assert len({*keys}) == len(keys)
    for most in (1, 2, 3):
        listed = await answerer.list_answering(question, NOW, most)
        assert len(listed) == min(most, len(everything))
        assert listed[0].quote == best.quote


@pytest.mark.parametrize("question", ["hello", "", "whaling", SEEDS[0].url, "Ukraine in 2019"])
async def test_what_is_no_question_or_has_no_answer_lists_nothing(
    services: Services, question: str
) -> None:
    assert await services.answerer.list_answering(question, NOW, 5) == ()


@pytest.mark.parametrize("question", ["Ukraine", "Taiwan", "Hayashi"])
async def test_a_subscription_matches_each_release_that_answers_newest_first(
    services: Services, question: str
) -> None:
    query = understand(question, NOW.date(), services.record.lexicon)
    found = await services.answerer.find_matches(query)
    days = [one.date for one in found.releases]
    assert days == sorted(days, reverse=True)
    ids = [one.release_id for one in found.releases]
    assert len({*ids}) == len(ids)
    listed = await services.answerer.list_answering(question, NOW, 50)
    assert {*ids} >= {one.release.id for one in listed}
    assert found.is_complete
    by_id = {one.id: one for one in SEEDS}
    assert all((one.date, one.version) == (by_id[one.release_id].date, 1) for one in found.releases)


async def test_a_notice_names_the_near_names_of_what_it_shows_only(services: Services) -> None:
    query = understand("ties", NOW.date(), services.record.lexicon)
    asked = await services.answerer.answer_query(query)
    assert "relationship" not in asked.excerpts[0].quote
    assert asked.also == {"ties": ("relationship",)}
    told = await services.answerer.answer_query(query, is_standing=True)
    assert told.excerpts == asked.excerpts
    assert "relation" in told.excerpts[0].question
    assert told.also == {"ties": ("relations",)}


async def test_a_subscription_is_answered_by_the_rule_that_it_is_matched_by(
    services: Services,
) -> None:
    query = understand("worried about China", NOW.date(), services.record.lexicon)
    assert (await services.answerer.answer_query(query)).excerpts
    assert not (await services.answerer.answer_query(query, is_standing=True)).excerpts
