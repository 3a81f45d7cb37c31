"""What a visitor does on the page, and what the page is told then."""

from pathlib import Path

from telegram import BotCommandScopeAllChatAdministrators

from bot.sandbox.web.chats import GROUP
from bot.sandbox.web.feed import Event, Feed
from bot.sandbox.web.messages import show_button
from bot.sandbox.web.serving import listen, open_page
from bot.sandbox.web.stage import Stage
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.setup.settings import Address
from tests.bot.sandbox.web.opened import NOW, follow


async def test_a_question_is_answered_by_the_real_bot_with_its_formatting(page) -> None:
    answer = await page.write("Did Host Nation Support come up?")
    asked = page.messages()[0]
    assert (asked["is_bot"], asked["text"]) == (False, "Did Host Nation Support come up?")
    assert "did not discuss HNS in particular" in answer["text"]
    kinds = {entity["type"] for entity in answer["entities"]}
    assert {"bold", "text_link"} <= kinds
    assert [button["label"] for row in answer["rows"] for button in row][:2] == ["Context", "Cite"]


async def test_a_page_that_is_opened_later_shows_the_same(page) -> None:
    await page.write("Taiwan Strait")
    async with follow(page.url) as later:
        assert later.begun["chats"][0]["messages"] == page.messages()


async def test_a_tap_edits_the_message_in_its_place(page) -> None:
    answer = await page.write("Taiwan Strait")
    await page.tap(answer, "Context")
    shown = page.messages()
    assert [one["id"] for one in shown] == [1, answer["id"]]
    assert shown[1]["text"] != answer["text"]


async def test_a_button_that_is_gone_is_refused_in_a_sentence(page) -> None:
    answer = await page.write("Taiwan Strait")
    asked = {"chat": page.private, "message": answer["id"], "data": "no such"}
    response = await page.post("/tap", asked)
    assert response.status == 409
    assert "no longer" in (await response.json())["refused"]


async def test_a_reply_with_marked_words_carries_them(page) -> None:
    answer = await page.write("Did Host Nation Support come up?")
    words = "did not discuss HNS in particular"
    await page.write("/verify", reply_to=answer["id"], quote=words)
    asked, verified = page.messages()[-2:]
    assert asked["reply"] == {
        "id": answer["id"], "from": "Kaiken", "text": words, "is_quote": True,
    }  # fmt: skip
    assert words in verified["text"]
    wrong = {"chat": page.private, "text": "x", "reply_to": answer["id"], "quote": "not there"}
    assert (await page.post("/write", wrong)).status == 409


async def test_a_question_can_be_edited(page) -> None:
    await page.write("Taiwan Strait")
    [asked] = [one for one in page.messages() if not one["is_bot"]]
    edited = {"chat": page.private, "message": asked["id"], "text": "North Korea"}
    assert (await page.post("/edit", edited)).status == 204
    [shown] = [one for one in page.messages() if not one["is_bot"]]
    assert (shown["text"], shown["is_edited"]) == ("North Korea", True)
    [other] = [one for one in page.messages() if one["is_bot"]][:1]
    foreign = {"chat": page.private, "message": other["id"], "text": "x"}
    assert (await page.post("/edit", foreign)).status == 409


async def test_in_the_group_the_bot_answers_only_when_addressed(page) -> None:
    await page.write("Taiwan Strait", chat=page.group)
    assert [one["is_bot"] for one in page.messages(page.group)] == [False]
    await page.write("/ask Taiwan Strait", chat=page.group)
    assert [one["is_bot"] for one in page.messages(page.group)] == [False, False, True]
    assert page.messages() == []


async def test_pictures_and_files_of_the_bot_can_be_fetched(page) -> None:
    await page.write("/timeline North Korea")
    [picture] = [one for one in page.messages() if one["is_photo"]]
    response, _ = await page.fetch(f"/files/{page.private}/{picture['id']}")
    assert response.content_type == "image/png"
    await page.write("/mydata")
    [document] = [one for one in page.messages() if one["file"] and not one["is_photo"]]
    response, _ = await page.fetch(f"/files/{page.private}/{document['id']}")
    assert response.content_type == "application/octet-stream"
    assert response.headers["Content-Disposition"] == "attachment"
    assert (await page.fetch(f"/files/{page.private}/99"))[0].status == 404


async def test_a_subscriber_is_told_of_a_made_up_release_and_what_becomes_of_it(
    page,
) -> None:
    offer = await page.write("/subscribe Ukraine")
    await page.tap(offer, offer["rows"][0][0]["label"])
    before = len(page.messages())
    assert page.begun["next"] == "new"
    for expected in ("New: Made-up release No. 1", "300 generators", "Withdrawn: Made-up"):
        assert (await page.post("/publish")).status == 204
        assert expected in page.messages()[-1]["text"]
    assert len(page.messages()) == before + 3
    told = [data for name, data in page.told if name == "published"]
    assert [one["next"] for one in told] == ["corrected", "withdrawn", "new"]


async def test_commands_of_the_bot_are_offered(page) -> None:
    commands = {one["command"] for one in page.begun["chats"][0]["commands"]}
    assert {"ask", "help", "verify"} <= commands


async def test_all_that_it_kept_is_gone_at_its_end(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    address = Address("127.0.0.1", 0)
    with listen(address) as listener:
        async with open_page(listener, address, lambda: NOW) as url, follow(url) as other:
            await other.write("Taiwan Strait")
            assert names_in(tmp_path) != []
    assert names_in(tmp_path) == []


def names_in(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


async def test_pages_are_told_that_the_bot_types_warns_and_deletes(services: Services) -> None:
    feed = Feed()
    async with Stage(services, ChatNames(b"key"), feed, 1) as stage:
        told = feed.listen(stage.snapshot)
        assert "event: begin" in await anext(told)
        bot = stage.application.bot
        await bot.send_chat_action(GROUP, "typing")
        assert "event: typing" in await anext(told)
        sent = await bot.send_message(GROUP, "words")
        assert '"text": "words"' in await anext(told)
        await bot.delete_message(GROUP, sent.message_id)
        assert "event: gone" in await anext(told)
        query = stage.api.state.callbacks.open(stage.api.state.clock())
        await bot.answer_callback_query(query, "Careful", show_alert=True)
        assert '"is_alert": true' in await anext(told)
        feed.close()
        assert [one async for one in told] == []


async def test_a_page_that_does_not_keep_up_begins_anew() -> None:
    feed = Feed()
    slow = feed.listen(lambda: Event("begin"))
    await anext(slow)
    for number in range(1_100):
        feed.tell("note", {"text": str(number)})
    assert len([one async for one in slow]) == 1_000


async def test_a_deep_link_to_the_bot_is_told_from_other_links() -> None:
    start = {"text": "Open", "url": "https://t.me/kaiken_bot?start=r_mofa-1_s2"}
    other = {"text": "Site", "url": "https://www.mofa.go.jp/?start=x"}
    [shown], [plain] = ([show_button(one, "kaiken_bot")] for one in (start, other))
    assert shown["start"] == "r_mofa-1_s2"
    assert "start" not in plain


async def test_a_kind_of_chat_has_its_own_commands_or_those_of_all(services: Services) -> None:
    async with Stage(services, ChatNames(b"key"), Feed(), 1) as stage:
        admins = BotCommandScopeAllChatAdministrators()
        await stage.application.bot.set_my_commands([("ask", "ask the record")], scope=admins)
        private, group, *_ = stage.snapshot().data["chats"]
    assert [one["command"] for one in group["commands"]] == ["ask"]
    assert len(private["commands"]) > 1
