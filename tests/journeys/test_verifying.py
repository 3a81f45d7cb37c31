"""/verify, from the update to the messages: what stands on record, and how."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.call_log import Call
from bot.sandbox.entities import utf16_len
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from retrieval.sources.files.seeds import find_seeds

HNS = "We discussed the Japan-U.S. Alliance in general, but did not discuss HNS in particular."
HARMONY = "I hope to play in harmony with him toward further strengthening the Japan-U.S. Alliance."
ASKED = "Was this a topic in your telephone talk?"
PAGE = "https://www.mofa.go.jp/press/kaiken/kaiken24e_000077.html"
SEEDS = [one.release for one in find_seeds().read().readings]


async def verify(talk: Conversation, words: str) -> Call:
    """The one message that answers /verify with these words."""
    (said,) = await talk.writes(f"/verify {words}")
    return said.call


def quoted(call: Call) -> list[str]:
    units = call.text.encode("utf-16-le")
    return [
        units[2 * entity.offset : 2 * entity.end].decode("utf-16-le")
        for entity in call.entities
        if entity.type.endswith("blockquote")
    ]


async def test_exact_words_are_said_to_be_that_with_speaker_day_and_link(
    talk: Conversation,
) -> None:
    said = await verify(talk, HNS)
    assert said.text.startswith("Exact.\n")
    assert quoted(said) == [f"❝ {HNS} ❞"]
    assert "— HAYASHI Yoshimasa, Minister for Foreign Affairs" in said.text
    assert "13 Nov 2021" in said.text
    addresses = [entity.url for entity in said.entities if entity.url]
    assert [one.partition("#:~:text=")[0] for one in addresses] == [PAGE]


@pytest.mark.parametrize(
    "words, first, told",
    [
        ("did not discuss HNS", "Exact, as a part of this.", ""),
        (HNS.replace("-", "–"), "The same words, other signs. Not the same: dashes.", ""),
        (HNS.replace("not ", ""), "Differs here.", "• on record also: “not”"),
        (HNS.replace("not ", "hardly "), "Differs here.", "• on record: “not” · yours: “hardly”"),
        (HNS.replace("general", "general terms"), "Differs here.", "• not on record: “terms”"),
        (f"{HNS[:36]} … {HNS[-18:]}", "Exact but for what is left out.", "• left out: “"),
        (f"{HNS[:47]} and {HARMONY}", "Put together: these words stand apart on record", ""),
        ("Whaling is good for everybody.", "Not on record: no statement", "Searched 5 releases"),
        ("no", "That is too short to be told from chance", ""),
    ],
)
async def test_each_verdict_is_told_in_its_first_words(
    talk: Conversation, words: str, first: str, told: str
) -> None:
    said = await verify(talk, words)
    assert said.text.startswith(first)
    assert told in said.text


async def test_a_reporter_is_never_quoted_as_the_minister(talk: Conversation) -> None:
    said = await verify(talk, ASKED)
    assert said.text.startswith("Exact, but a question: whoever answered did not say it.")
    assert "— Asked by a reporter, not the words of HAYASHI Yoshimasa" in said.text
    assert "— HAYASHI" not in said.text
    assert quoted(said) == []


async def test_a_text_is_verified_sentence_by_sentence(talk: Conversation) -> None:
    said = await verify(talk, f"{HNS} Whaling is good for everybody.\n{ASKED}")
    assert said.text.startswith("1 of 3 sentences are on record word for word.")
    assert [f"{number}/3 “" in said.text for number in (1, 2, 3)] == [True] * 3


async def test_exact_sentences_of_two_statements_are_told_as_put_together(
    talk: Conversation,
) -> None:
    said = await verify(talk, f"{HNS} {HARMONY}")
    first = said.text.split("\n")[0]
    assert first == (
        "2 of 2 sentences are on record word for word. "
        "Put together: they do not stand together on record."
    )


async def test_what_is_beyond_the_bounds_gets_a_sentence_and_the_rest_goes_on(
    talk: Conversation,
) -> None:
    messages = await talk.writes(f"/verify {HNS} " + "Whaling is good for us all. " * 14)
    text = "\n".join(said.call.text for said in messages)
    assert "I check 12 sentences at a time; 3 more were not checked." in text
    assert "1/12" in text


async def test_without_words_it_says_how(talk: Conversation) -> None:
    (said,) = await talk.writes("/verify")
    assert "Send the words behind the command" in said.call.text


async def reply(talk: Conversation, to: str, quote: str | None = None) -> Call:
    """Write a text, and /verify as a reply to it; return the one message that answers."""
    written = talk.visitor.writes(to)
    await talk.messages_during(nothing())
    talk.visitor.writes("/verify", written["message"]["message_id"], quote)
    (said,) = await talk.messages_during(nothing())
    return said.call


async def nothing() -> None:
    """Do nothing: what is pending is delivered behind it."""


async def test_the_words_marked_in_a_message_are_verified(talk: Conversation) -> None:
    said = await reply(talk, f"They say that {HNS} I do not believe it.", HNS)
    assert said.text.startswith("Exact.")


async def test_a_message_that_is_replied_to_is_verified_whole(talk: Conversation) -> None:
    said = await reply(talk, f"{HNS} Whaling is good for everybody.")
    assert said.text.startswith("1 of 2 sentences are on record word for word.")


async def test_an_answer_of_the_bot_is_verified_by_what_it_quotes(talk: Conversation) -> None:
    (answer,) = await talk.writes("Did Host Nation Support come up in the November 2021 call?")
    said = await verify(talk, answer.call.text)
    assert said.text.startswith("Exact.")


async def test_what_is_verified_is_not_kept(talk: Conversation, services: Any) -> None:
    await talk.writes(f"/verify {HNS} Whaling in the Gulf of Xanadu.")
    async with services.database.read() as connection:
        tables = await connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN "
            "('versions', 'statements')"
        )
        for (name,) in tables.all():
            rows = await connection.exec_driver_sql(f'SELECT * FROM "{name}"')  # noqa: S608
            assert not [row for row in rows if "Xanadu" in str(row)], name


@given(
    st.one_of(
        st.text(max_size=120),
        st.builds(
            lambda release, start, length, noise: release.text[start : start + length] + noise,
            st.sampled_from(SEEDS),
            st.integers(0, 5_000),
            st.integers(20, 3_500),
            st.sampled_from(["", "…", " <b>&amp; ❝", "\u202e\u0000"]),
        ),
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
async def test_whatever_is_verified_telegram_takes_the_messages(
    talk: Conversation, clock: Any, words: str
) -> None:
    clock.now += 600
    for said in await talk.writes(f"/verify {words}"):
        assert said.call.chat_id == CHAT_ID
        assert utf16_len(said.call.text) <= 4096
