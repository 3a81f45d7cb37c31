"""What stands under a photo is read, and what somebody else wrote is verified."""

from typing import Any

import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.trying.conversation import Conversation
from retrieval.answering.verifying.reading import LONGEST_SENTENCE, MOST_SENTENCES

SAID = (
    "We discussed the Japan-U.S. Alliance in general, but did not discuss HNS in particular. "
    "Both ministers agreed to build seven new airports on the moon by the summer."
)
KIND_LINE = "I can read only text."


async def said_to(talk: Conversation, clock: Any, *sending: Any) -> list[str]:
    for one in sending:
        one()
    clock.now += 60
    before = len(talk.api.call_log.calls)
    await deliver_pending(talk.application, talk.api)
    return [one.text for one in talk.api.call_log.calls[before:] if one.text]


async def test_a_caption_is_a_question(talk: Conversation, clock: Any) -> None:
    (answer,) = await said_to(talk, clock, lambda: talk.visitor.sends_photo("Ukraine"))
    assert answer.startswith("Ukraine\n")
    clock.now += 60
    (more,) = await talk.writes("and in 2022?")
    assert more.call.text.startswith("Ukraine · 2022")


async def test_a_caption_of_several_sentences_is_verified(talk: Conversation, clock: Any) -> None:
    said = await said_to(talk, clock, lambda: talk.visitor.sends_photo(SAID))
    assert said[0].startswith("1 of 2 sentences are on record word for word.")


@pytest.mark.parametrize("way", ["writes", "forwards"])
async def test_a_text_of_others_is_verified_sentence_by_sentence(
    talk: Conversation, clock: Any, way: str
) -> None:
    said = await said_to(talk, clock, lambda: getattr(talk.visitor, way)(SAID))
    assert said[0].startswith("1 of 2 sentences are on record word for word.")


async def test_a_single_sentence_is_verified_if_it_is_forwarded(
    talk: Conversation, clock: Any
) -> None:
    sentence = "The peace and stability of the Taiwan Strait"
    (asked,) = await said_to(talk, clock, lambda: talk.visitor.writes(sentence))
    (checked,) = await said_to(talk, clock, lambda: talk.visitor.forwards(sentence))
    assert "1 statement on record" in asked
    assert "1 statement on record" not in checked
    assert checked.startswith("The same words, other signs.")


@pytest.mark.parametrize(
    "own",
    [
        "I am writing about the alliance. I would like to know what was said about HNS.",
        "The ministers met in Washington last week. What did they say about the Taiwan Strait?",
        "Taiwan Strait. Ukraine.",
        "Thank you very much for that. Please tell me about Ukraine in March 2022.",
        "Tell me what was said about HNS. It need not be a long answer at all.",
    ],
)
async def test_own_words_stay_a_question(talk: Conversation, clock: Any, own: str) -> None:
    said = await said_to(talk, clock, lambda: talk.visitor.writes(own))
    assert "sentences are on record" not in said[0]


async def test_of_a_long_text_what_is_refused_is_said_and_the_rest_is_checked(
    talk: Conversation, clock: Any
) -> None:
    sentence = "The ministers agreed to build {} airports on the moon by the summer."
    long = "Then the " + "very " * (LONGEST_SENTENCE // 4) + "long session ended."
    text = " ".join([long, *(sentence.format(at) for at in range(MOST_SENTENCES + 3))])
    said = "\n".join(await said_to(talk, clock, lambda: talk.visitor.forwards(text[:4096])))
    assert f"of {MOST_SENTENCES} sentences are on record" in said
    assert "3 more were not checked" in said
    assert said.count("I check") == 1


async def test_a_photo_without_words_gets_one_kind_line(talk: Conversation, clock: Any) -> None:
    said = await said_to(talk, clock, talk.visitor.sends_photo)
    assert [one.startswith(KIND_LINE) for one in said] == [True]


async def test_an_album_gets_one_kind_line(talk: Conversation, clock: Any) -> None:
    three = [lambda: talk.visitor.sends_photo(album="13579")] * 3
    assert len(await said_to(talk, clock, *three)) == 1
    assert len(await said_to(talk, clock, lambda: talk.visitor.sends_photo(album="24680"))) == 1


async def test_an_album_with_words_gets_their_answer_only(talk: Conversation, clock: Any) -> None:
    rest = [lambda: talk.visitor.sends_photo(album="97531")] * 2
    said = await said_to(talk, clock, lambda: talk.visitor.sends_photo("Ukraine", "97531"), *rest)
    assert len(said) == 1
    assert said[0].startswith("Ukraine\n")
