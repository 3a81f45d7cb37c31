"""What is done with an answer while the bot serves: from the update to the tables."""

from bot.store.tables import stars, updates
from tests.journeys.served import ANNA, OPERATOR, Served, me, services, settings

__all__ = ["me", "services", "settings"]


async def test_an_answer_is_turned_over_opened_cited_kept_exported_and_reported(
    me: Served,
) -> None:
    answer = await me.says("Ukraine")
    assert await me.asked() == [(1, False)]
    second = await me.taps(answer, "More")
    assert (second.method, second.message_id) == ("editMessageText", answer.message_id)
    assert await me.asked() == [(2, False)]
    opened = await me.taps(second, "Context")
    assert "Statement 2 of 8" in opened.text
    cited = await me.taps(opened, "Cite")
    assert "“That is also part of diplomatic exchanges" in cited.text
    await me.taps(cited, "Star")
    assert await me.count(stars) == 1
    assert "7 to 8 here" in (await me.says("more")).text
    assert await me.asked() == [(7, False)]
    exported = await me.says("/export bib")
    assert exported.method == "sendDocument"
    assert len(me.api.call_log.by_method("sendDocument")) == 1
    assert (await me.says("/report")).text.startswith("Thank you.")
    assert await me.asked() == [(7, True)]
    (told,) = me.api.call_log.messages(OPERATOR)
    assert "7: mofa-kaiken22e_000059 version 1" in told.text
    assert str(ANNA) not in told.text
    assert "What you keep, 1" in (await me.says("/starred")).text
    assert "You keep no excerpts" in (await me.says("/starred remove 1")).text
    assert await me.count(stars) == 0
    callbacks = me.api.state.callbacks._opened_at
    assert len(me.api.call_log.by_method("answerCallbackQuery")) == len(callbacks)


async def test_lists_marked_words_and_plain_words_are_answered_and_settled(me: Served) -> None:
    people = await me.says("/people")
    assert "1. HAYASHI Yoshimasa, Minister for Foreign Affairs" in people.text
    latest = await me.taps(people, "HAYASHI Yoshimasa")
    assert latest.text.startswith("by HAYASHI Yoshimasa · newest first")
    topics = await me.says("/topics Telephone 2022")
    assert "statements on record" in (await me.taps(topics, topics.buttons[0][0].label)).text
    declined = await me.says("/declined Ukraine")
    assert "contains a wording of refusal" in declined.text
    marked = "I would like to refrain from giving you further details"
    exact = await me.marks(marked, declined, "who said this?")
    assert "exactly “i would like to refrain from giving you further details”" in exact.text
    assert (await me.marks(marked, exact, "verify")).text.startswith("Exact, as a part of this.")
    cited = await me.marks(marked, exact, "cite this in APA")
    assert "Hayashi, Y. (2022, February 2)." in cited.text
    assert (await me.says("star this")).text.startswith("Kept")
    assert await me.count(stars) == 1
    assert (await me.says("export my stars as bib")).method == "sendDocument"
    assert await me.words_kept() == [
        "HAYASHI Yoshimasa",
        "Japan-U.S. Foreign Ministers’ Telephone Talk",
        "wording:declined Ukraine",
        f'"{marked}"',
    ]
    assert await me.count(updates) == 0
