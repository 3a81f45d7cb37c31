"""The chats of the page: inline lists, topics, a channel, and the language of the visitor."""

from bot.sandbox.web.chats import CHANNEL, FORUM


async def test_a_result_that_is_chosen_is_sent_by_way_of_the_bot(page) -> None:
    listed = await page.post("/search", {"chat": page.group, "typed": "taiwan strait"})
    found = await listed.json()
    assert 1 <= len(found["results"]) <= 7
    chosen = {"chat": page.group, "list": found["list"], "number": 0}
    assert (await page.post("/insert", chosen)).status == 204
    [sent] = page.messages(page.group)
    assert (sent["is_bot"], sent["via"]) == (False, "kaiken_bot")
    assert "Taiwan Strait" in sent["text"]
    for wrong in ({"number": 99}, {"number": -1}, {"list": "no such"}):
        assert (await page.post("/insert", {**chosen, **wrong})).status == 409
    too_long = {"chat": page.group, "typed": "x" * 257}
    assert (await page.post("/search", too_long)).status == 409


async def test_for_what_nobody_said_the_way_to_the_private_chat_is_offered(page) -> None:
    asked = {"chat": page.private, "typed": "whaling"}
    found = await (await page.post("/search", asked)).json()
    assert found["results"] == []
    assert found["button"]["start_parameter"].startswith("i_")
    assert page.messages() == []


async def test_a_topic_is_answered_in_its_topic(page) -> None:
    forum = page.begun["chats"][2]
    assert (forum["id"], forum["kind"]) == (FORUM, "supergroup")
    topic = forum["topics"][0]["id"]
    answer = await page.write("/ask Taiwan Strait", chat=FORUM, topic=topic)
    assert (answer["is_bot"], answer["topic"]) == (True, topic)
    general = await page.write("/ask Taiwan Strait", chat=FORUM)
    assert (general["is_bot"], general["topic"]) == (True, None)
    nowhere = {"chat": FORUM, "text": "x", "topic": 99}
    assert (await page.post("/write", nowhere)).status == 409


async def test_in_a_channel_the_bot_posts_once_it_was_admitted_and_its_admin_subscribed(
    page,
) -> None:
    assert page.begun["chats"][3]["has_bot"] is False
    admitting = {"chat": CHANNEL, "is_in": True}
    assert (await page.post("/admit", admitting)).status == 204
    assert (await page.post("/admit", admitting)).status == 409
    assert (await page.post("/admit", {"chat": page.group, "is_in": False})).status == 409
    told = page.messages()[-1]
    await page.tap(told, "Everything that is published")
    await page.tap(page.messages()[-1], "Subscribe")
    await page.post("/publish")
    [notice] = page.messages(CHANNEL)
    assert notice["text"].startswith("New: Made-up release No. 1")
    assert (await page.post("/admit", {**admitting, "is_in": False})).status == 204
    await page.post("/publish")
    assert [one["id"] for one in page.messages(CHANNEL)] == [notice["id"]]


async def test_the_language_of_the_client_is_that_of_the_answers_and_menus(page) -> None:
    english = page.begun
    assert english["languages"] == {"en": "English", "ja": "日本語"}
    assert (await page.post("/speak", {"language": "ja"})).status == 204
    japanese = await page.hear("begin", language="ja")
    assert "非公式" in japanese["description"]
    menus = [
        [one["description"] for one in begun["chats"][0]["commands"]]
        for begun in (english, japanese)
    ]
    assert len(menus[0]) == len(menus[1])
    assert set(menus[0]).isdisjoint(menus[1])
    assert "非公式" in (await page.write("/start"))["text"]
    assert (await page.post("/speak", {"language": "xx"})).status == 409
