"""What a question excludes in plain words, and what only looks like it."""

from collections.abc import Callable

import pytest

from retrieval.model import Intent, Order, Query
from retrieval.query.describing import describe

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "question, shown",
    [
        ("Taiwan but not Ukraine", "Taiwan · without “Ukraine”"),
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
        ("Taiwan except readouts", "Taiwan · not in readouts"),
        ("Taiwan but not in 2022", "Taiwan · not in 2022"),
        ("Taiwan but not since 2022", "Taiwan · not since 1 Jan 2022"),
        ("Taiwan except in May 2022 and in 2021", "Taiwan · not in May 2022 · not in 2021"),
        ("What did Kawai say except on Taiwan?", "by Jun Kawai · without “Taiwan” · newest first"),
    ],
)
def test_plain_words_exclude(ask: Asking, question: str, shown: str) -> None:
    assert describe(ask(question)) == shown


@pytest.mark.parametrize(
    "question",
    [
        "talks on Taiwan without preconditions",
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
