from typing import Any

import pytest

from bot.process.introduction import (
    ADMIN_COMMANDS,
    COMMANDS,
    DESCRIPTION,
    GROUP_COMMANDS,
    SHORT_DESCRIPTION,
)
from bot.rendering.render import EXAMPLES
from bot.sandbox.botapi.driver import deliver, deliver_pending
from bot.sandbox.call_log import Call
from bot.sandbox.entities import utf16_len
from bot.sandbox.trying.conversation import CHAT_ID, Conversation

TAIWAN = (
    "Secretary Blinken and I shared the recognition that the peace and stability of the Taiwan "
    "Strait are important."
)
WAYS = (
    *("in May 2022", "since 2021", "on 13 November 2021", '"free and open"', "by:hayashi"),
    *("Taiwan OR Ukraine", "asked:nhk", "type:readout", "wording:declined"),
    *("latest", "earliest"),
)
PAGE = "https://www.mofa.go.jp/press/kaiken/kaiken24e_000077.html"


async def ask(talk: Conversation, text: str) -> Call:
    """The one message that answers a text."""
    (said,) = await talk.writes(text)
    return said.call


def words_under(call: Call, *kinds: str) -> list[str]:
    units = call.text.encode("utf-16-le")
    return [
        units[2 * entity.offset : 2 * entity.end].decode("utf-16-le")
        for entity in call.entities
        if entity.type in kinds
    ]


async def test_start_says_what_it_is_and_what_is_on_record(talk: Conversation) -> None:
    started = await ask(talk, "/start")
    assert "Unofficial" in started.text
    assert "5 releases, 13 Nov 2021 – 23 May 2022" in started.text
    assert "Ministry of Foreign Affairs" in started.text


async def test_start_offers_three_examples_to_tap_and_to_type(talk: Conversation) -> None:
    started = await ask(talk, "/start")
    assert [button.label for row in started.buttons for button in row] == list(EXAMPLES)
    assert [line[2:] for line in started.text.splitlines() if line.startswith("• ")] == list(
        EXAMPLES
    )


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_an_example_that_is_tapped_is_answered_as_if_it_were_typed(
    talk: Conversation, number: int
) -> None:
    await talk.writes("/start")
    (tapped,) = await talk.taps(number)
    typed = await ask(talk, EXAMPLES[number - 1])
    assert "on record" in tapped.call.text
    assert "❝" in tapped.call.text
    assert tapped.call.html == typed.html


async def test_the_taiwan_strait_is_answered_in_the_ministers_own_words(
    talk: Conversation,
) -> None:
    answer = await ask(talk, "What was said about the Taiwan Strait?")
    assert words_under(answer, "blockquote") == [f"❝ {TAIWAN} ❞"]
    _, after = answer.text.split("❞")
    assert "— HAYASHI Yoshimasa, Minister for Foreign Affairs" in after
    assert (
        "Asked by a reporter: “You discussed regional affairs including China. Did you discuss "
        "the Strait of Taiwan, such as Taiwan contingency?”" in after
    )
    assert (
        "Extraordinary Press Conference, 13 Nov 2021 · Q&A, 4th of 4 · provisional translation"
        in after
    )
    assert [entity.url for entity in answer.entities if entity.type == "text_link"] == [
        f"{PAGE}#:~:text=Secretary%20Blinken%20and%20I%20shared,Taiwan%20Strait%20are%20important."
    ]
    assert words_under(answer, "text_link") == ["mofa.go.jp/…/kaiken24e_000077.html"]
    assert max(len(answer.text), utf16_len(answer.text)) <= 4096


async def test_an_answer_shows_no_preview_of_its_link(talk: Conversation) -> None:
    answer = await ask(talk, "What was said about the Taiwan Strait?")
    assert answer.params["link_preview_options"] == {"is_disabled": True}


async def test_an_answer_that_depends_on_its_question_shows_the_question(
    talk: Conversation,
) -> None:
    answer = await ask(talk, "Did Host Nation Support come up in November 2021?")
    quote, after = answer.text.split("❞")
    assert "did not discuss HNS in particular." in quote
    assert quote.startswith("Host Nation Support · November 2021\n1 statement on record")
    assert "consultations on Host Nation Support (HNS) are currently being held" in after
    assert "13 Nov 2021 · Q&A, 2nd of 4" in after
    assert "Contains the wording “did not discuss”" in after


async def test_the_words_asked_for_are_marked_in_the_quotation(talk: Conversation) -> None:
    answer = await ask(talk, "Taiwan Strait")
    quotation = next(entity for entity in answer.entities if entity.type == "blockquote")
    marked = [
        words
        for entity, words in zip(
            [entity for entity in answer.entities if entity.type == "bold"],
            words_under(answer, "bold"),
            strict=True,
        )
        if quotation.offset <= entity.offset < quotation.end
    ]
    assert marked == ["Taiwan Strait"]


async def test_of_several_excerpts_only_the_first_is_open(talk: Conversation) -> None:
    answer = await ask(talk, "latest on Ukraine")
    assert "8 statements on record, the newest 4 here" in answer.text
    assert len(words_under(answer, "blockquote")) == 1
    assert len(words_under(answer, "expandable_blockquote")) == 3


async def test_nothing_on_record_is_answered_with_a_receipt(talk: Conversation) -> None:
    answer = await ask(talk, "What was said about whaling?")
    assert answer.text == (
        "Nothing on record about whaling.\nSearched 5 releases, 13 Nov 2021 – 23 May 2022."
    )


async def test_the_nearest_matches_are_marked_as_such(talk: Conversation) -> None:
    answer = await ask(talk, 'Taiwan "no such words"')
    before, after = answer.text.split("The nearest on record, which may not be about it:")
    assert before.startswith("Nothing on record about")
    assert TAIWAN in after


async def test_where_no_statement_says_all_it_is_said_what_is_there_and_what_is_not(
    talk: Conversation,
) -> None:
    answer = await ask(talk, "NATO enlargement and Taiwan")
    before, after = answer.text.split("This speaks of Taiwan; not of NATO or enlargement:")
    assert before == (
        "No statement on record says all of this: NATO enlargement and Taiwan.\n"
        "Searched 5 releases, 13 Nov 2021 – 23 May 2022.\n\n"
    )
    assert TAIWAN in after


@pytest.mark.parametrize(
    "text, line",
    [
        ("hello", "Hello. Ask me what was said about a topic"),
        ("thank you!", "You are welcome. Ask me about another topic"),
        ("???", "There are no words in that."),
        ("🚢", "There are no words in that."),
        ("Taiwan " * 580, "That is more than I can read as one question."),
        ("what was said?", "I could not find a topic in that."),
        ("on 31 February", "The calendar has no 31 February."),
        ("/ask", "There are no words in that."),
        ("/unknown Taiwan", "I know no command /unknown."),
        ("/help", "How to ask"),
        ("gimme more", "There is no answer here to go on with"),
        ("got a link for that?", "Under each quotation stands what it answers"),
        ("go back to the one you showed me before", "All that I showed you still stands above"),
        ("forget what I asked, let's start over", "A question that names its own topic starts"),
        ("speak german to me please", "The language in which I write to you: English"),
        ("only three quotes at a time from now on", "An answer has five statements at most"),
        ("cheers mate, that's exactly it", "You are welcome."),
        ("how up to date are you", "I am an unofficial bot"),
        ("you are useless, a brick answers better", "I am sorry that this did not help."),
        ("that's the wrong guy, that quote isn't hayashi's", "I am sorry. I look for words"),
        ("please no more messages at night, mornings are fine", "When and how I write to you"),
        ("so what is it you can actually do?", "How to ask"),
        ("só comunicados de imprensa, dezembro de 2021", "The record is in English. I do not read"),
    ],
)
async def test_words_that_are_no_question_get_one_kind_message(
    talk: Conversation, text: str, line: str
) -> None:
    answer = await ask(talk, text)
    assert answer.text.startswith(line)
    assert "❝" not in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 4096,
        "<b>&amp;" * 500,
        "<script>{{ 7*7 }}</b> harvest",
        "\u202ewhaling \u0301\u0301",
        "𝕏" * 999,
        "\x00\x1b[2J whaling",
        '"' * 999,
        "whaling\n" * 80,
    ],
)
async def test_every_text_gets_one_message_that_telegram_accepts(
    talk: Conversation, text: str
) -> None:
    answer = await ask(talk, text)
    assert answer.text
    assert "49" not in answer.text


async def test_a_sticker_gets_one_kind_line(talk: Conversation) -> None:
    await deliver(talk.application, talk.visitor.sends_sticker())
    (said,) = talk.api.call_log.messages(CHAT_ID)
    assert said.text.startswith("I can read only text.")


async def test_service_messages_are_not_answered(talk: Conversation) -> None:
    talk.visitor._post_message({"delete_chat_photo": True})
    assert await deliver_pending(talk.application, talk.api) == 1
    assert talk.api.call_log.messages() == []


@pytest.mark.parametrize("separator", [" ", "\n", "  ", "\n\n"])
async def test_ask_takes_the_words_after_it(talk: Conversation, separator: str) -> None:
    answer = await ask(talk, f"/ask{separator}Strait?")
    assert TAIWAN in answer.text


async def test_an_edited_message_is_not_answered_again(talk: Conversation) -> None:
    update = talk.visitor.writes("Taiwan Strait")
    await deliver_pending(talk.application, talk.api)
    for text in ("HNS", "/start", "/ask HNS", "/help"):
        await deliver(talk.application, talk.visitor.edits(update["message"]["message_id"], text))
    assert len(talk.api.call_log.messages()) == 1


@pytest.mark.parametrize("data", ["example:99", "page:2", "example:", "example:-1", "q_ab"])
async def test_an_old_button_says_to_ask_again(talk: Conversation, data: str) -> None:
    (started,) = await talk.writes("/start")
    assert started.call.message_id
    await deliver(talk.application, talk.visitor.taps(started.call.message_id, data, stale=True))
    assert talk.api.call_log.messages()[-1].text == (
        "That button is from an older message. Please ask again."
    )


async def test_a_button_under_a_message_that_is_gone_is_answered_in_its_chat(
    talk: Conversation,
) -> None:
    (started,) = await talk.writes("/start")
    update = talk.visitor.taps(started.call.message_id or 0, "example:0")
    kept = update["callback_query"]["message"]
    update["callback_query"]["message"] = {
        "chat": kept["chat"],
        "message_id": kept["message_id"],
        "date": 0,
    }
    await deliver(talk.application, update)
    assert TAIWAN in talk.api.call_log.messages(CHAT_ID)[-1].text


async def test_a_button_in_no_chat_is_answered_and_nothing_is_sent(talk: Conversation) -> None:
    (started,) = await talk.writes("/start")
    for data in ("example:0", "gone"):
        update = talk.visitor.taps(started.call.message_id or 0, data, stale=True)
        del update["callback_query"]["message"]
        update["callback_query"]["inline_message_id"] = "1"
        await deliver(talk.application, update)
    assert len(talk.api.call_log.messages()) == 1


async def test_telegram_is_told_the_commands_and_that_the_bot_is_unofficial(
    talk: Conversation,
) -> None:
    told = talk.api.call_log
    menus = {
        call.params["scope"]["type"]: call.params["commands"]
        for call in told.by_method("setMyCommands")
        if "language_code" not in call.params
    }
    assert menus == {
        "all_private_chats": [command.to_dict() for command in COMMANDS],
        "all_group_chats": [command.to_dict() for command in GROUP_COMMANDS],
        "all_chat_administrators": [command.to_dict() for command in ADMIN_COMMANDS],
    }
    assert {one.command for one in GROUP_COMMANDS} == {
        "ask",
        "declined",
        "privacy",
        "help",
        "start",
    }
    for_admins = {one.command for one in ADMIN_COMMANDS} - {one.command for one in GROUP_COMMANDS}
    assert for_admins == {"subscribe", "subscriptions", "settings", "status", "mydata", "forget"}
    in_english = [one for one in told.calls if "language_code" not in one.params]
    (description,) = [one for one in in_english if one.method == "setMyDescription"]
    assert description.params["description"] == DESCRIPTION
    (short,) = [one for one in in_english if one.method == "setMyShortDescription"]
    assert short.params["short_description"] == SHORT_DESCRIPTION
    assert "nofficial" in DESCRIPTION
    assert "nofficial" in SHORT_DESCRIPTION


async def test_every_command_registered_with_telegram_works(talk: Conversation, clock: Any) -> None:
    for command in COMMANDS:
        clock.now += 60
        said = (await talk.writes(f"/{command.command} Strait"))[0]
        assert ("How to ask" in said.call.text) is (command.command == "help")
    # Telegram knows no channel of that name.
    assert [one.method for one in talk.api.call_log.refused] == ["getChat"]
    talk.api.call_log.refused.clear()


async def test_help_explains_every_way_of_asking_and_each_is_understood(
    talk: Conversation, clock: Any
) -> None:
    text = (await ask(talk, "/help")).text
    assert "-okinawa" in text
    for way in WAYS:
        clock.now += 60
        assert way in text
        assert "on record" in (await ask(talk, way)).text


async def test_a_follow_up_takes_what_it_omits_from_the_question_before(
    talk: Conversation, clock: Any
) -> None:
    assert "Taiwan Strait are important" in (await ask(talk, "Taiwan")).text
    clock.now += 60
    assert (await ask(talk, "and in 2022?")).text.startswith(
        "Nothing on record about Taiwan · 2022"
    )
    clock.now += 60
    assert (await ask(talk, "what about Ukraine?")).text.startswith("Ukraine · 2022")
    clock.now += 60
    assert (await ask(talk, "Host Nation Support")).text.startswith("Host Nation Support\n")


async def test_a_question_in_japanese_is_answered_or_gets_the_reply_that_the_record_is_in_english(
    talk: Conversation, clock: Any
) -> None:
    assert "Taiwan Strait are important" in (await ask(talk, "台湾海峡について")).text
    clock.now += 60
    told = (await ask(talk, "昨日の天気は")).text
    assert told.startswith("The record is in English.")
    assert "この記録は英語です" in told


@pytest.mark.parametrize(
    "typed, said",
    [
        ("next", "best five"),
        ("context", "link to the page"),
        ("undo", "nothing to take back"),
        ("unsubscribe me", "You have no subscriptions"),
        ("what can you do?", "How to ask"),
        ("yes", "/subscribe yes"),
        ("no", "All stays as it is"),
        ("you are useless", "sorry"),
        ("delete my data", "Forget"),
        ("what do you know about me?", "kept"),
        ("change my time zone", "zone"),
    ],
)
async def test_words_meant_for_the_bot_are_done_or_it_tells_how(
    talk: Conversation, typed: str, said: str
) -> None:
    answered = await ask(talk, typed)
    assert said.casefold() in answered.text.casefold()
    assert "on record about" not in answered.text


async def test_notify_me_about_something_previews_a_subscription(talk: Conversation) -> None:
    asked = await ask(talk, "Notify me about Ukraine, please")
    assert "Ukraine" in asked.text
    assert asked.text == (await ask(talk, "/subscribe Ukraine")).text


@pytest.mark.parametrize(
    "typed, nearest",
    [
        *(("/subscribbe Ukraine", "/subscribe"), ("/sub", "/subscribe"), ("/stop", "/unsubscribe")),
        *(("/HELPP", "/help"), ("/undo@bot", "/subscriptions")),
    ],
)
async def test_an_unknown_command_is_said_to_be_unknown_with_the_nearest(
    talk: Conversation, typed: str, nearest: str
) -> None:
    said = (await ask(talk, typed)).text
    assert "I know no command" in said
    assert f"Did you mean {nearest}?" in said


async def test_a_command_for_another_bot_is_named_as_ours(talk: Conversation) -> None:
    said = (await ask(talk, "/start@another_bot hello")).text
    assert "I know no command /start@another_bot." in said
    assert "Did you mean /start?" in said


async def test_one_of_the_shown_statements_is_opened_by_its_place(talk: Conversation) -> None:
    await ask(talk, "North Korea")
    opened = await ask(talk, "the second one")
    assert opened.text == (await ask(talk, "/context 2")).text
    assert "Statement 2 of" in opened.text
    assert opened.text == (await ask(talk, "open the second one in full")).text
    assert "I cannot tell which one is meant" in (await ask(talk, "the previous one")).text


async def test_one_that_is_not_shown_yet_is_opened_by_its_place(talk: Conversation) -> None:
    assert "the best 1 here" in (await ask(talk, "What did Hayashi say about Ukraine?")).text
    assert "Statement 3 of" in (await ask(talk, "show me the third one in full")).text


async def test_of_a_place_behind_the_last_is_said_how_many_there_are(talk: Conversation) -> None:
    shown = await ask(talk, "Taiwan Strait")
    assert "on record" in shown.text
    assert (await ask(talk, "the ninth one")).text == (await ask(talk, "/context 9")).text


async def test_without_a_subscription_how_often_is_said_to_be_set_with_one(
    talk: Conversation,
) -> None:
    assert "/subscribe Taiwan Strait weekly" in (await ask(talk, "daily to weekly")).text


@pytest.mark.parametrize("message", ["noch mehr davon bitte", "покажи більше результатів", "继续"])
async def test_what_a_wish_asks_in_another_language_is_done(
    talk: Conversation, message: str
) -> None:
    await ask(talk, "What did Hayashi say about Ukraine?")
    assert "2 to 6 here" in (await ask(talk, message)).text


async def test_a_command_like_no_other_is_said_to_be_unknown(talk: Conversation) -> None:
    said = (await ask(talk, "/xyzzy")).text
    assert "I know no command /xyzzy." in said
    assert "Did you mean" not in said


@pytest.mark.parametrize(
    "asked, shown",
    [
        (
            "Was sagte der Minister über die Taiwanfrage?",
            "I do not read German, and know no name or topic",
        ),
        ("Was sagte Hayashi zu Taiwan?", "I do not read German; these are the names and topics"),
        ("Что министр сказал о Тайване?", "I do not read Russian; these are the names and topics"),
    ],
)
async def test_of_a_language_that_is_not_read_the_names_are_tried(
    talk: Conversation, asked: str, shown: str
) -> None:
    said = await ask_all(talk, asked)
    assert shown in said
    assert "sagte" not in said


async def ask_all(talk: Conversation, text: str) -> str:
    """All messages that answer a text, as one."""
    return "\n".join(one.call.text for one in await talk.writes(text))


async def test_undo_takes_back_the_last_narrowing(talk: Conversation, clock: Any) -> None:
    first = await ask(talk, "North Korea by Hayashi")
    assert (await ask(talk, "in January 2022")).html != first.html
    assert (await ask(talk, "latest")).html != first.html
    await ask(talk, "undo that")
    clock.now += 60
    assert (await ask(talk, "undo that")).html == first.html
    assert "nothing to take back" in (await ask(talk, "undo that")).text


async def test_what_goes_on_after_an_undo_goes_on_from_the_wider_question(
    talk: Conversation, clock: Any
) -> None:
    await ask(talk, "North Korea")
    await ask(talk, "in 2021")
    await ask(talk, "undo that")
    clock.now += 60
    assert "North Korea · by HAYASHI Yoshimasa" in (await ask(talk, "by Hayashi")).text
