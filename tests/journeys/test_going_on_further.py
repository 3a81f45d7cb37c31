"""In a conversation what is asked within, instead of or without what was asked before."""

import pytest

from bot.sandbox.trying.conversation import Conversation


async def first_line(talk: Conversation, *messages: str) -> str:
    said = [await talk.writes(message) for message in messages]
    return said[-1][0].call.text.partition("\n")[0]


@pytest.mark.parametrize(
    "message",
    [
        "which one came first?",
        "which was the earliest",
        "what is the oldest one?",
        "who said it first",
    ],
)
async def test_which_came_first_turns_the_order(talk: Conversation, message: str) -> None:
    assert "oldest first" in await first_line(talk, "North Korea missile launch", message)


@pytest.mark.parametrize(
    "message", ["which of these is the later one?", "which one is the most recent?"]
)
async def test_which_is_later_turns_the_order(talk: Conversation, message: str) -> None:
    assert "newest first" in await first_line(talk, "denuclearization", message)


@pytest.mark.parametrize(
    "message", ["which were about Ukraine?", "which of them mention Ukraine", "those on Ukraine"]
)
async def test_a_topic_among_refusals_leaves_them_refusals(
    talk: Conversation, message: str
) -> None:
    line = await first_line(talk, "Did the minister refuse to answer questions?", message)
    assert line.casefold().startswith("ukraine")
    assert "wording of refusal" in line


@pytest.mark.parametrize(
    "message",
    [
        "no no, not Ukraine, North Korea",
        "not Ukraine, I mean North Korea",
        "oh sorry, not Ukraine, North Korea",
    ],
)
async def test_a_corrected_topic_keeps_the_day(talk: Conversation, message: str) -> None:
    line = await first_line(talk, "Ukraine on 2 February 2022", message)
    assert line.startswith("North Korea")
    assert "2 Feb 2022" in line


async def test_what_was_excluded_of_one_topic_hides_no_other(talk: Conversation) -> None:
    line = await first_line(talk, "missiles -korea", "ok. denuclearization then")
    assert "left aside" in line
    assert not line.startswith("Nothing")


async def test_who_does_not_speak_on_record_is_no_topic_of_the_next_speaker(
    talk: Conversation,
) -> None:
    line = await first_line(talk, "What did Motegi say about Blinken?", "and Hayashi?")
    assert line.startswith("Blinken · by HAYASHI")


async def test_in_general_gives_up_the_topic(talk: Conversation) -> None:
    line = await first_line(talk, "IPEF", "ok and what did Hayashi say in general")
    assert "IPEF" not in line
    assert "by HAYASHI" in line


@pytest.mark.parametrize(
    "message", ["too much, just give me one", "just one please", "only the best one", "show me one"]
)
async def test_fewer_is_fewer_of_the_same(talk: Conversation, message: str) -> None:
    await talk.writes("deterrence")
    [said] = await talk.writes(message)
    assert said.call.text.startswith("deterrence")
    assert said.call.text.count("❝") == 1


@pytest.mark.parametrize(
    "message", ["only the conference", "just the conferences", "conference only"]
)
async def test_a_kind_in_the_singular_limits_too(talk: Conversation, message: str) -> None:
    line = await first_line(talk, "free and open Indo-Pacific", message)
    assert "Indo-Pacific · " in line or "Indo-Pacific" in line.partition("·")[0]
    assert any(kind in line for kind in ("press conferences", "press releases", "speeches"))


@pytest.mark.parametrize(
    "message", ["in what place did he say this?", "at which venue was that", "what city was it in?"]
)
async def test_where_it_was_said_is_asked_of_what_was_shown(
    talk: Conversation, message: str
) -> None:
    assert "IPEF" in await first_line(talk, "IPEF", message)


@pytest.mark.parametrize(
    "message",
    ["remember this topic for me pls", "save this search", "can I get this stuff as alerts?"],
)
async def test_what_was_asked_last_can_be_subscribed_to(talk: Conversation, message: str) -> None:
    line = await first_line(talk, "abductions issue", message)
    assert "abductions issue" in line


@pytest.mark.parametrize(
    "message", ["only the press release", "and the release?", "was this ever in a press release?"]
)
async def test_a_kind_of_pages_is_no_page_to_open(talk: Conversation, message: str) -> None:
    line = await first_line(talk, "new coronavirus", message)
    assert "new coronavirus · press releases" in line


@pytest.mark.parametrize(
    "message", ["anything later on Taiwan?", "Taiwan, later?", "any newer ones about Taiwan"]
)
async def test_later_on_a_topic_is_after_what_was_shown(talk: Conversation, message: str) -> None:
    line = await first_line(talk, "Taiwan Strait", message)
    assert line == "Nothing on record about Taiwan · since 14 Nov 2021."


async def test_earlier_is_before_what_was_shown(talk: Conversation) -> None:
    line = await first_line(talk, "IPEF", "anything earlier?")
    assert line == "Nothing on record about IPEF · until 22 May 2022."


async def test_giving_up_a_filter_keeps_the_topic(talk: Conversation) -> None:
    line = await first_line(talk, "Ukraine, only press conferences", "drop that, all kinds again")
    assert line == "Ukraine"


@pytest.mark.parametrize(
    "message", ["When is the meeting supposed to take place?", "when will that be held?"]
)
async def test_a_thing_that_was_named_is_meant_if_nothing_else_is(
    talk: Conversation, message: str
) -> None:
    assert "Economic 2+2" in await first_line(talk, "Economic 2+2", message)


@pytest.mark.parametrize("message", ["then any reporter", "from any outlet"])
async def test_an_outlet_that_is_not_on_record_can_be_given_up(
    talk: Conversation, message: str
) -> None:
    line = await first_line(talk, "What did Yomiuri ask about North Korea?", message)
    assert line.startswith("North Korea")
    assert "Yomiuri" not in line


async def test_who_opens_a_question_gives_way_to_another_speaker(talk: Conversation) -> None:
    line = await first_line(talk, "Blinken on North Korea", "What did Hayashi himself say?")
    assert line.startswith("North Korea · by HAYASHI")


async def test_only_a_topic_narrows_the_topic_before(talk: Conversation) -> None:
    line = await first_line(talk, "South Korea", "only trilateral cooperation")
    assert line.startswith("South Korea trilateral cooperation")


@pytest.mark.parametrize(
    "message",
    [
        "verify that quote please",
        "full item please",
        "which meeting was this from, when and where?",
    ],
)
async def test_a_quotation_is_shown_on_its_page(talk: Conversation, message: str) -> None:
    line = await first_line(talk, "east asia summit apec", message)
    assert line.endswith("Foreign Ministers’ Meeting, 11 Dec 2021")


async def test_altogether_gives_up_the_month(talk: Conversation) -> None:
    line = await first_line(
        talk, "denuclearization in January 2022", "how often was this said altogether?"
    )
    assert "2022" not in line


@pytest.mark.parametrize(
    "message", ["was it in any press release?", "is this in any press release"]
)
async def test_any_page_of_a_kind_is_no_kind_to_leave_out(talk: Conversation, message: str) -> None:
    line = await first_line(talk, "abductions issue", message)
    assert line == "Nothing on record about abductions issue · press releases."


async def test_statements_are_of_any_kind_in_a_conversation_too(talk: Conversation) -> None:
    line = await first_line(talk, "North Korea statements in 2022", "oldest first")
    assert line == "North Korea · 2022 · oldest first"


@pytest.mark.parametrize("message", ["how long was it", "how many minutes did it last?"])
async def test_a_verb_of_the_question_before_need_not_be_said_again(
    talk: Conversation, message: str
) -> None:
    await talk.writes("Who requested the phone call in February 2022?")
    [said] = await talk.writes(message)
    assert "approximately 35 minutes" in said.call.text


async def test_what_else_is_no_more_of_the_topic_before(talk: Conversation) -> None:
    line = await first_line(talk, "bands", "what else was said that day")
    assert line == "13 Nov 2021 · newest first"


@pytest.mark.parametrize(
    "message",
    ["and what else was said at that press conference?", "what else is in the same presser"],
)
async def test_all_that_a_page_says_is_that_page(talk: Conversation, message: str) -> None:
    line = await first_line(talk, "bands", message)
    assert line.startswith("Extraordinary Press Conference")


async def test_another_speaker_takes_the_place_of_one_who_is_a_topic(talk: Conversation) -> None:
    line = await first_line(talk, "Blinken on Ukraine", "and what did Biden say")
    assert "Blinken" not in line
    assert "Biden" in line


@pytest.mark.parametrize(
    "message",
    [
        *("can you explain what that means?", "give me a summary of all that"),
        *("do you think he meant it?", "summarize this please", "do you believe that is true?"),
    ],
)
async def test_who_only_quotes_explains_sums_up_and_believes_nothing(
    talk: Conversation, message: str
) -> None:
    line = await first_line(talk, "extended deterrence", message)
    assert line.startswith("I only quote what is on record, word for word")


@pytest.mark.parametrize(
    "message", ["was there a follow up question?", "show me the rest of that statement"]
)
async def test_what_stands_around_a_quotation_is_shown(talk: Conversation, message: str) -> None:
    assert "2 Feb 2022" in await first_line(talk, "Sado gold mines", message)


async def test_whether_somebody_repeated_it_is_no_wish_to_see_it_again(talk: Conversation) -> None:
    line = await first_line(talk, "Senkaku Islands", "Did the US repeat that later?")
    assert "Senkaku" in line


@pytest.mark.parametrize(
    "message", ["notify me when there's something new on it", "let me know of any news on this"]
)
async def test_it_in_a_wish_for_notices_is_what_was_asked(talk: Conversation, message: str) -> None:
    assert "Senkaku" in await first_line(talk, "Senkaku Islands", message)


async def test_any_kind_gives_up_the_kind(talk: Conversation) -> None:
    line = await first_line(talk, "free and open Indo-Pacific in press releases", "any kind")
    assert line == "free and open Indo-Pacific"


@pytest.mark.parametrize("message", ["can you give me the whole answer", "the full item please"])
async def test_the_whole_answer_is_the_statement_on_its_page(
    talk: Conversation, message: str
) -> None:
    line = await first_line(talk, "enemy base strike capabilities", message)
    assert line == "Extraordinary Press Conference, 2 Feb 2022"


async def test_any_mention_in_a_year_is_of_the_topic_before(talk: Conversation) -> None:
    line = await first_line(talk, "TPP", "Any mention in 2021?")
    assert line == "Nothing on record about TPP · 2021."


@pytest.mark.parametrize("question", ["article 5", "Article V", "article five"])
async def test_an_article_is_found_however_its_number_is_written(
    talk: Conversation, question: str
) -> None:
    [said] = await talk.writes(question)
    assert "application of Article V" in said.call.text
