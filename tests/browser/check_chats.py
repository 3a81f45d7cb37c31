"""The chats of the page in a real browser: inline lists, a forum, a channel, another language."""

from playwright.async_api import Page, expect

from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.visitor import find, find_faults, write

pytestmark = NEEDS_CHROMIUM
QUOTED = "peace and stability of the Taiwan Strait"


async def open_chat(page: Page, title: str) -> None:
    """Open a chat or a topic by the keyboard."""
    await find(page, "nav button", title).focus()
    await page.keyboard.press("Enter")
    await find(page, "nav [aria-current]", title.rstrip(" 1")).wait_for()


async def type_inline(page: Page, words: str) -> None:
    """Type words behind the bot's name, key by key, and wait for what is listed."""
    await page.locator("#words").focus()
    await page.keyboard.type(f"@kaiken_bot {words}", delay=10)
    await find(page, "#commands.results [role=option]").wait_for()


async def test_what_is_chosen_while_typing_is_sent_with_its_citation(page: Page) -> None:
    await open_chat(page, "Newsroom")
    await type_inline(page, "taiwan strait")
    listed = await page.locator("#commands [role=option]").count()
    assert 1 <= listed <= 7
    await expect(page.locator("#offered")).to_have_text(f"{listed} results")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    sent = find(page, ".of-visitor", "via @kaiken_bot")
    await expect(sent).to_contain_text(QUOTED)
    await expect(sent).to_contain_text("mofa.go.jp")
    await expect(page.locator("#words")).to_have_value("")
    await expect(page.locator("#commands")).to_be_hidden()
    # The bot says nothing about what was inserted through it, and nobody can edit it.
    assert await page.locator(".of-bot").count() == 0
    assert await sent.get_by_role("button", name="Edit").count() == 0


async def test_only_what_is_typed_last_is_listed(page: Page) -> None:
    await type_inline(page, "ukraine")
    await page.keyboard.type(" generators nobody gave")
    await find(page, "#commands [role=option]", "ask me in private").click()
    # The question goes along, and is answered in the private chat.
    await find(page, ".of-visitor", "/start i_").wait_for()
    await find(page, ".of-bot").wait_for()


async def test_sent_with_the_name_in_front_a_group_is_answered(page: Page) -> None:
    await open_chat(page, "Newsroom")
    await write(page, "@kaiken_bot Taiwan Strait", QUOTED)
    await find(page, ".of-bot .replied", "@kaiken_bot Taiwan Strait").wait_for()


async def test_each_topic_of_a_forum_has_its_own_messages(page: Page) -> None:
    await open_chat(page, "Desks")
    await expect(page.locator("#topics button")).to_have_text(
        ["General", "Asia desk", "Europe desk"]
    )
    await open_chat(page, "Asia desk")
    await write(page, "/ask Taiwan Strait", QUOTED)
    await open_chat(page, "Europe desk")
    assert await page.locator(".message").count() == 0
    await write(page, "/subscribe Ukraine", "Ukraine")
    await find(page, ".rows button", "Subscribe").click()
    await find(page, ".of-bot", "Subscribed").wait_for()
    await open_chat(page, "Asia desk")
    await expect(page.locator(".message")).to_have_count(2)
    # News goes to the topic in which the forum subscribed.
    await find(page, "#publish").click()
    await find(page, "#topics button", "Europe desk 1").wait_for()
    await open_chat(page, "Europe desk 1")
    await find(page, ".of-bot", "New: Made-up release No. 1").wait_for()


async def test_the_admin_of_a_channel_says_in_private_what_comes_there(page: Page) -> None:
    await open_chat(page, "Wire")
    await expect(page.locator("#composer")).to_be_hidden()
    await expect(page.locator("#admit")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#admit")).to_have_text("Remove the bot")
    await find(page, "#chats button", "Kaiken 1").click()
    await find(page, ".of-bot", "Wire: what should it get?").wait_for()
    await find(page, ".rows button", "Its settings").click()
    await find(page, ".of-bot", "For Wire").wait_for()
    await write(page, "/channel -1005550004004 subscribe everything", "For Wire")
    await find(page, ".rows button", "Subscribe").click()
    await find(page, ".of-bot", "Subscribed").wait_for()
    await find(page, "#publish").click()
    await find(page, "#chats button", "Wire 1").click()
    notice = find(page, ".of-bot", "New: Made-up release No. 1")
    await notice.wait_for()
    await expect(notice.get_by_role("button", name="Reply")).to_have_count(0)
    await find(page, "#admit", "Remove the bot").click()
    await find(page, "#admit", "Make the bot an admin").wait_for()


async def test_a_client_in_japanese_is_spoken_to_in_japanese(page: Page) -> None:
    await page.locator("#language").select_option("ja")
    await find(page, ".welcome", "非公式").wait_for()
    await find(page, ".welcome button").click()
    await find(page, ".of-bot", "非公式").wait_for()
    await page.locator("#words").focus()
    await page.keyboard.insert_text("/hel")
    await find(page, "#commands", "質問のしかた").wait_for()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text("Taiwan Strait")
    await page.keyboard.press("Enter")
    await find(page, ".of-bot", QUOTED).wait_for()
    await expect(page.locator("#messages")).to_have_attribute("lang", "ja")
    await page.locator("#language").select_option("en")
    await expect(page.locator("#messages")).to_have_attribute("lang", "en")
    await write(page, "/start", "Unofficial")


async def test_each_chat_fits_and_axe_finds_no_serious_fault(page: Page) -> None:
    await page.locator("#language").select_option("ja")
    await find(page, ".welcome", "非公式").wait_for()
    await open_chat(page, "Desks")
    await open_chat(page, "Asia desk")
    await type_inline(page, "taiwan strait")
    await page.keyboard.press("ArrowDown")
    assert await find_faults(page) == []
    await page.keyboard.press("Enter")
    await find(page, ".via").wait_for()
    await open_chat(page, "Wire")
    await page.keyboard.press("Enter")
    await find(page, "#chats .unread").wait_for()
    assert await find_faults(page) == []
