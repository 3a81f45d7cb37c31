"""What a question excludes in plain words, and what only looks like it."""

from collections.abc import Callable

import pytest

from bot.rendering.describing import describe
from retrieval.model.query import Intent, Order, Query

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "question, shown",
    [
        ("Taiwan but not Ukraine", "Taiwan · without “Ukraine”"),
        ("blinken not hayashi on Taiwan", "blinken Taiwan · not by HAYASHI Yoshimasa"),
        ("Taiwan, but not Ukraine", "Taiwan · without “Ukraine”"),
        ("taiwan BUT NOT ukraine", "taiwan · without “ukraine”"),
        ("everything on Taiwan except sanctions", "Taiwan · without “sanctions”"),
        ("Taiwan except for the sanctions", "Taiwan · without “sanctions”"),
        ("Taiwan with the exception of sanctions", "Taiwan · without “sanctions”"),
        ("Taiwan excluding sanctions", "Taiwan · without “sanctions”"),
        ("Did he speak of Taiwan other than sanctions?", "Taiwan · without “sanctions”"),
        ("Taiwan NOT Ukraine", "Taiwan · without “Ukraine”"),
        ("Taiwan AND NOT Ukraine", "Taiwan · without “Ukraine”"),
        ("What did he say on Taiwan NOT Ukraine", "Taiwan · without “Ukraine”"),
        ("DPRK without Russia", "DPRK · without “Russia”"),
        ("anything on Russia without sanctions", "Russia · without “sanctions”"),
        ("What was said of Taiwan without mentioning Russia?", "Taiwan · without “Russia”"),
        ("Taiwan but not Ukraine in 2022", "Taiwan · 2022 · without “Ukraine”"),
        ("Taiwan but not Ukraine by Kawai", "Taiwan · by Jun Kawai · without “Ukraine”"),
        (
            "Taiwan but not Ukraine or the sanctions",
            "Taiwan · without “Ukraine” · without “sanctions”",
        ),
        ("Taiwan but not peace treaty", "Taiwan · without “peace treaty”"),
        ('Taiwan but not "the peace treaty"', "Taiwan · without “the peace treaty”"),
        ('Taiwan but not about " peace treaty "', "Taiwan · without “peace treaty”"),
        ("Taiwan but not “the peace treaty”", "Taiwan · without “the peace treaty”"),
        ("Taiwan except Kawai", "Taiwan · not by Jun Kawai"),
        ("Taiwan except the prime minister", "Taiwan · without “prime minister”"),
        ("Taiwan except by Kawai", "Taiwan · not by Jun Kawai"),
        ("Taiwan but not by the press secretary", "Taiwan · not by the Press Secretary"),
        ("Taiwan except in press releases", "Taiwan · not in press releases"),
        ("Taiwan (not readouts)", "Taiwan · not in readouts"),
        ("Taiwan, not in press releases", "Taiwan · not in press releases"),
        ("not by Kawai, Taiwan", "Taiwan · not by Jun Kawai"),
        ("Taiwan, not Ukraine", "Taiwan · without “Ukraine”"),
        ("Taiwan except readouts", "Taiwan · not in readouts"),
        ("Taiwan but not in 2022", "Taiwan · not in 2022"),
        ("Taiwan but not since 2022", "Taiwan · not since 1 Jan 2022"),
        ("Taiwan except in May 2022 and in 2021", "Taiwan · not in May 2022 · not in 2021"),
        ("What did Kawai say except on Taiwan?", "by Jun Kawai · without “Taiwan” · newest first"),
        ("Taiwan but not Ukraine. by:Kawai", "Taiwan · by Jun Kawai · without “Ukraine”"),
        ("Taiwan, minus the 2021 stuff", "Taiwan · not in 2021"),
        ("Taiwan - skip the press conferences", "Taiwan · not in press conferences"),
        ("Taiwan but leave out May 2022", "Taiwan · not in May 2022"),
        ("Taiwan, not counting 2022", "Taiwan · not in 2022"),
        ("everything on Taiwan apart from sanctions", "Taiwan · without “sanctions”"),
        ("anything on Taiwan that doesn't mention Russia", "Taiwan · without “Russia”"),
        ("sanctions, DPRK, without Russia in it", "sanctions DPRK · without “Russia”"),
        ("sanctions, without Russia", "sanctions · without “Russia”"),
        ("the visit, NOT Russia's trip to Japan", "visit · without “Russia's trip to Japan”"),
        ("Taiwan, but not from Blinken", "Taiwan · not by Blinken"),
        ("nothing from 2021 please: Taiwan", "Taiwan · not in 2021"),
        ("nothing by Kawai, Taiwan", "Taiwan · not by Jun Kawai"),
        ("sanctions, but no press releases", "sanctions · not in press releases"),
        ("Taiwan, excl readouts", "Taiwan · not in readouts"),
        ("Taiwan apart from the peaceful one", "Taiwan · without “peaceful”"),
        (
            "What was said on Taiwan, leaving aside press releases?",
            "Taiwan · not in press releases",
        ),
        ("Taiwan, but nothing said by Blinken please", "Taiwan · not by Blinken"),
    ],
)
def test_plain_words_exclude(ask: Asking, question: str, shown: str) -> None:
    assert describe(ask(question)) == shown


@pytest.mark.parametrize(
    "question, shown",
    [
        ("Ukraine but not the U.S.", "Ukraine · without “U.S.”"),
        ("ukraine but not the u.s. in 2022", "ukraine · 2022 · without “u.s.”"),
        ("UKRAINE BUT NOT THE U.S.", "UKRAINE · without “U.S.”"),
        ("Ukraine other than US sanctions", "Ukraine · without “US sanctions”"),
        ("Ukraine excluding WHO", "Ukraine · without “WHO”"),
        ("Ukraine except by WHO", "Ukraine · without “WHO”"),
        ("Ukraine NOT WHO", "Ukraine · without “WHO”"),
        ("Ukraine except IT", "Ukraine · without “IT”"),
        ("Ukraine but not I.S.", "Ukraine · without “I.S.”"),
        ("Ukraine but not Russia or the WHO", "Ukraine · without “Russia” · without “WHO”"),
        ("Ukraine but not the US’s sanctions", "Ukraine · without “US’s sanctions”"),
        ("Ukraine but not the U.S.'s sanctions", "Ukraine · without “U.S.'s sanctions”"),
    ],
)
def test_an_acronym_that_is_spelt_as_a_small_word_is_excluded(
    ask: Asking, question: str, shown: str
) -> None:
    assert describe(ask(question)) == shown


@pytest.mark.parametrize(
    "question",
    [
        "Ukraine but not us",
        "Ukraine but not who's who",
        "Ukraine other than it",
        "UKRAINE BUT NOT WHO",
        "UKRAINE BUT NOT WHO'S WHO",
    ],
)
def test_a_small_word_that_is_no_acronym_is_not_excluded(ask: Asking, question: str) -> None:
    assert ask(question).excluded == ()


@pytest.mark.parametrize(
    "question, shown",
    [
        ("Taiwan but not Mr. Blinken", "Taiwan · without “Blinken”"),
        ("Taiwan but not Mr Blinken", "Taiwan · without “Blinken”"),
        ("Taiwan except Mr. Kawai", "Taiwan · not by Jun Kawai"),
        ("Taiwan but not by Ms. Oduya in 2022", "Taiwan · 2022 · not by Lena Oduya"),
        (
            "Taiwan but not Dr. Blinken or Mr. Kawai",
            "Taiwan · without “Blinken” · not by Jun Kawai",
        ),
        ("Taiwan but not Gen. Smith", "Taiwan · without “Gen. Smith”"),
        ("Taiwan but not Antony J. Blinken", "Taiwan · without “Antony J. Blinken”"),
        ("Taiwan but not Amb. Emanuel", "Taiwan · without “Amb. Emanuel”"),
        ("Taiwan but not St. Petersburg", "Taiwan · without “St. Petersburg”"),
        ("Taiwan but not in Feb. 2022", "Taiwan · not in February 2022"),
        ("Sen. Smith on Taiwan but not Ukraine", "Sen Smith on Taiwan · without “Ukraine”"),
    ],
)
def test_the_full_stop_of_a_shortened_word_ends_no_exclusion(
    ask: Asking, question: str, shown: str
) -> None:
    assert describe(ask(question)) == shown


@pytest.mark.parametrize(
    "question",
    [
        "talks on Taiwan without preconditions",
        "We discussed Taiwan in general but not sanctions in detail",
        "They had to leave out Taiwan",
        "nothing from 2021 on Taiwan?",
        "nothing on Taiwan, then?",
        "Did he skip Taiwan?",
        "Apart from Russia, was Taiwan discussed?",
        "Russia without delay",
        "without a doubt Taiwan",
        "a world without sanctions",
        "What did he say of a treaty without Russia?",
        "a visit with Russia without Ukraine",
        "not only Taiwan but also Ukraine",
        "Taiwan but not only sanctions",
        "sanctions but not yet on Russia",
        "last but not least Taiwan",
        "Taiwan other than that",
        "Taiwan other than, Ukraine",
        "Taiwan is open but not widely",
        "nothing other than what he said on Taiwan",
        "Taiwan except that it was said",
        "Why did Russia NOT visit Taiwan?",
        "TAIWAN NOT UKRAINE AND THE SANCTIONS",
        "They are not excluding sanctions",
        "Has a country other than Russia said this?",
        "They discussed Taiwan. But not Ukraine. What then?",
        "they discussed taiwan. but not ukraine. what then?",
        "Taiwan but not the U.S. What then?",
        "Is it Taiwan; but not Ukraine?",
        "exceptional Taiwan",
        "Taiwan except",
        "Taiwan but not",
        '"Taiwan but not Ukraine"',
        "Taiwan but not " + "very " * 40 + "Ukraine",
    ],
)
def test_what_only_looks_like_an_exclusion_excludes_nothing(ask: Asking, question: str) -> None:
    query = ask(question)
    assert query.excluded == ()
    assert not query.barred


@pytest.mark.parametrize("question", ["except Taiwan", "-Taiwan", "-by:kawai", "but not in 2022"])
def test_an_exclusion_alone_asks_for_the_newest_without_it(ask: Asking, question: str) -> None:
    query = ask(question)
    assert (query.intent, query.order) == (Intent.QUESTION, Order.NEW)
    assert query.is_follow_up


@pytest.mark.parametrize(
    "question, shown",
    [
        ("Taiwan, no press conferences please", "Taiwan · not in press conferences"),
        ("no press releases, Taiwan", "Taiwan · not in press releases"),
        ("Taiwan in press releases, no readouts", "Taiwan · press releases · not in readouts"),
        ("not hayashi - what did they say about Taiwan", "Taiwan · not by HAYASHI Yoshimasa"),
        ("not Kawai, what was said about Taiwan?", "Taiwan · not by Jun Kawai"),
        ("neither Russia nor Ukraine, Taiwan", "Taiwan · without “Russia” · without “Ukraine”"),
        ("Taiwan, 2021 not 2022", "Taiwan · 2021 · not in 2022"),
    ],
)
def test_a_small_no_excludes(ask: Asking, question: str, shown: str) -> None:
    assert describe(ask(question)) == shown


@pytest.mark.parametrize(
    "question",
    [
        "Was there no press conference on Taiwan?",
        "Taiwan, no comment",
        "neither confirm nor deny",
        "Hayashi did not say Taiwan",
    ],
)
def test_a_small_no_may_be_of_the_topic(ask: Asking, question: str) -> None:
    query = ask(question)
    assert not query.excluded
    assert not query.barred


@pytest.mark.parametrize(
    "question", ["considerations without excluding any options", "talks without naming Russia"]
)
def test_without_doing_something_excludes_nothing(ask: Asking, question: str) -> None:
    query = ask(question)
    assert not query.excluded
    assert not query.barred


@pytest.mark.parametrize(
    "question, shown",
    [
        ("excluding Ukraine what sanctions came up", "sanctions · without “Ukraine”"),
        ("except for Ukraine, what did he say on Taiwan", "Taiwan · without “Ukraine”"),
        ("without Russia which sanctions came up", "sanctions · without “Russia”"),
        ("Taiwan (not the Q&A)", "Taiwan · said unasked"),
        ("Taiwan, not the questions and answers", "Taiwan · said unasked"),
        ("Taiwan but not what reporters asked", "Taiwan · said unasked"),
        ("Taiwan, not only the Q&A", "Taiwan · left aside: “not only the Q&A”"),
        ("not the reporters: Taiwan", "Taiwan · left aside: “not the reporters”"),
        (
            "Taiwan, by the minister, not the press",
            "Taiwan · left aside: “by the minister, not the press”",
        ),
    ],
)
def test_what_is_excluded_may_come_first_or_be_what_was_asked(
    ask: Asking, question: str, shown: str
) -> None:
    assert describe(ask(question)) == shown


@pytest.mark.parametrize(
    "order",
    [
        "Exclude North Korea",
        "Leave out North Korea",
        "Don't show me North Korea",
        "I don't need North Korea",
        "Ignore anything about North Korea",
        "Skip the North Korea",
        "No North Korea please",
        "Nothing on North Korea please",
        "Not the North Korea",
        "Leave North Korea out",
        "Keep North Korea out of it",
        "Nothing about North Korea",
        "Without North Korea",
    ],
)
@pytest.mark.parametrize("message", ["{}. What was said about Taiwan?", "{lower}. taiwan, 2022"])
def test_a_sentence_of_its_own_excludes(ask: Asking, order: str, message: str) -> None:
    query = ask(message.format(order, lower=order.lower()))
    assert [one.word.casefold() for one in query.excluded] == ["north korea"]
    assert [one.names for one in query.terms] == [(("taiwan",),)]


@pytest.mark.parametrize(
    "question, shown",
    [
        ("North Korea aside, what was said of Taiwan?", "Taiwan · without “North Korea”"),
        ("Hayashi aside: Taiwan", "Taiwan · not by HAYASHI Yoshimasa"),
        ("Everything on Taiwan. Except the May one.", "Taiwan · not in May 2022"),
        ("What was said about Taiwan? Exclude 2021.", "Taiwan · not in 2021"),
        ("Skip the press conferences. What about Taiwan?", "Taiwan · not in press conferences"),
        ("Taiwan, but please exclude anything from 2021", "Taiwan · not in 2021"),
        ("Taiwan (no 2021)", "Taiwan · not in 2021"),
        ("Taiwan, minus the North Korea stuff", "Taiwan · without “North Korea”"),
        ("Taiwan besides North Korea", "Taiwan · without “North Korea”"),
        ("Taiwan, all that isn't about North Korea", "Taiwan · without “North Korea”"),
    ],
)
def test_what_is_put_aside_is_excluded(ask: Asking, question: str, shown: str) -> None:
    assert describe(ask(question)) == shown


@pytest.mark.parametrize(
    "question",
    [
        "Did they forget Taiwan?",
        "no Taiwan",
        "Nothing on Taiwan?",
        "They put sanctions aside, and Taiwan",
        "Drop that. What was said about Taiwan?",
        "I don't want to miss Taiwan. What was said about the treaty?",
    ],
)
def test_no_other_sentence_excludes(ask: Asking, question: str) -> None:
    assert not ask(question).excluded
