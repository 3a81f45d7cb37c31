import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.api_error import ApiError
from bot.sandbox.entities import MAX_ENTITIES, Entity, MarkedText, normalize_text, utf16_len
from bot.sandbox.rules.html_parse_mode import parse_html

WORDS = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Zl", "Zp"],
        exclude_characters="\u0333\u033f\u030a\u202a\u202b\u202c\u202d\u202e",
    ),
    min_size=1,
)


def refusal(text: str) -> str:
    with pytest.raises(ApiError) as caught:
        parse_html(text)
    assert caught.value.code == 400
    return caught.value.description.removeprefix("Bad Request: can't parse entities: ")


def kinds(text: str) -> list[tuple[str, str]]:
    markup = parse_html(text)
    return [(entity.type, markup.slice(entity)) for entity in markup.entities]


@pytest.mark.parametrize(
    "tag, kind",
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("tg-spoiler", "spoiler"),
        ("B", "bold"),
    ],
)
def test_a_tag_that_telegram_knows_marks_its_words(tag: str, kind: str) -> None:
    assert kinds(f"one <{tag}>two</{tag}> three") == [(kind, "two")]


@pytest.mark.parametrize(
    "source, entity",
    [
        ('<span class="tg-spoiler">x</span>', Entity("spoiler", 0, 1)),
        ("<blockquote expandable>x</blockquote>", Entity("expandable_blockquote", 0, 1)),
        ('<blockquote expandable="">x</blockquote>', Entity("expandable_blockquote", 0, 1)),
        (
            '<tg-emoji emoji-id="53">x</tg-emoji>',
            Entity("custom_emoji", 0, 1, custom_emoji_id="53"),
        ),
        ('<tg-time unix="7">x</tg-time>', Entity("date_time", 0, 1, unix_time=7)),
        (
            "<tg-time unix=7 format='wDT'>x</tg-time>",
            Entity("date_time", 0, 1, unix_time=7, date_time_format="wDT"),
        ),
        ('<pre><code class="language-c">x</code></pre>', Entity("pre", 0, 1, language="c")),
        ("<pre><code>x</code></pre>", Entity("pre", 0, 1)),
        ('<code class="language-c">x</code>', Entity("code", 0, 1)),
        (
            '<a href="https://a.jp/?b=1&amp;c=2">x</a>',
            Entity("text_link", 0, 1, url="https://a.jp/?b=1&c=2"),
        ),
        ("<a>a.jp</a>", Entity("text_link", 0, 4, url="http://a.jp/")),
        ("<b >x</b >", Entity("bold", 0, 1)),
        ("<b>x</>", Entity("bold", 0, 1)),
    ],
)
def test_attributes_are_read_as_telegram_reads_them(source: str, entity: Entity) -> None:
    assert parse_html(source).entities == (entity,)


def test_only_a_quote_that_opens_on_a_tap_is_expandable() -> None:
    opened, closed = (parse_html(f"<blockquote{a}>x</blockquote>") for a in ("", " expandable"))
    assert not opened.entities[0].is_expandable
    assert closed.entities[0].is_expandable


@pytest.mark.parametrize(
    "source, reason",
    [
        ("line<br>", 'Unsupported start tag "br" at byte offset 4'),
        ("日本<p>x</p>", 'Unsupported start tag "p" at byte offset 6'),
        ("<ul><li>x</li></ul>", 'Unsupported start tag "ul" at byte offset 0'),
        ("a < b, c > d", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("a <", "Unclosed start tag at byte offset 2"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ('<a href="x"', 'Unclosed start tag "a" at byte offset 0'),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<b /x>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<a href=x/y>", "Unexpected end of name token at byte offset 8"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "<blockquote><blockquote>x</blockquote></blockquote>",
            'Tag "blockquote" must not be nested at byte offset 12',
        ),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<tg-time>x</tg-time>", "Invalid date specified"),
        ('<tg-time unix="7" format="q">x</tg-time>', "Invalid date format specified"),
        (
            "&#xD83D;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_markup_that_telegram_refuses_is_refused_in_its_words(source: str, reason: str) -> None:
    assert refusal(source) == reason


@pytest.mark.parametrize(
    "source, text",
    [
        ("&lt;&gt;&amp;&quot;&#39;&#x27;", "<>&\"''"),
        ("a&nbsp;b &mdash; &apos; & &;", "a&nbsp;b &mdash; &apos; & &;"),
        ("AT&amp;T &#128483 &#x1F5E3;", "AT&T \U0001f5e3 \U0001f5e3"),
        ("&#0; &#x; &#00000065; &#x110000;", "&#0; &#x; &#00000065; &#x110000;"),
    ],
)
def test_four_names_and_numbers_are_decoded_and_nothing_else(source: str, text: str) -> None:
    assert parse_html(source).text == text


@pytest.mark.parametrize(
    "href",
    [
        "/mofaj/x.html",
        "mailto:a@b.jp",
        "https://localhost/",
        "ftp://a.jp",
        "a b.jp",
        "tg://user?id=5",
        "#",
        "javascript:x",
    ],
)
def test_a_link_without_a_plausible_host_silently_loses_its_entity(href: str) -> None:
    assert parse_html(f'<a href="{href}">press</a>') == MarkedText("press")


@pytest.mark.parametrize(
    "href, url",
    [
        ("https://www.mofa.go.jp/p/a.html#b", "https://www.mofa.go.jp/p/a.html#b"),
        ("HTTPS://WWW.Mofa.go.jp", "https://www.mofa.go.jp/"),
        ("http://u@a.jp:80?q", "http://u@a.jp:80/?q"),
        ("a.jp/x", "http://a.jp/x"),
        ("tg://resolve?domain=kaiken_bot", "tg://resolve?domain=kaiken_bot"),
        ("tg:Settings/x", "tg://settings/x"),
    ],
)
def test_a_link_is_kept_as_telegram_writes_it(href: str, url: str) -> None:
    assert parse_html(f'<a href="{href}">x</a>').entities[0].url == url


def test_the_hundred_and_first_entity_vanishes_silently() -> None:
    markup = parse_html(" ".join(f"<i>{number}</i>" for number in range(MAX_ENTITIES + 5)))
    assert len(markup.entities) == MAX_ENTITIES
    assert markup.text.endswith("104")


def test_links_and_quotes_outlast_styles_when_there_are_too_many() -> None:
    styles = " ".join(f"<i>{number}</i>" for number in range(MAX_ENTITIES))
    markup = parse_html(f'{styles} <a href="https://a.jp">last</a>')
    assert len(markup.entities) == MAX_ENTITIES
    assert markup.entities[-1].type == "text_link"


def test_code_holds_no_styles_and_splits_those_around_it() -> None:
    assert kinds("<b>a<code><i>b</i></code>c</b>") == [("bold", "a"), ("code", "b"), ("bold", "c")]


def test_of_a_link_and_the_code_in_it_only_one_stays() -> None:
    assert kinds('<a href="https://a.jp">one <code>two</code></a>') == [("text_link", "one two")]


def test_styles_of_one_kind_that_touch_are_one() -> None:
    assert kinds("<b>a<strong>b</strong></b><b>c</b> <b>d</b>") == [("bold", "abc"), ("bold", "d")]


def test_an_empty_tag_leaves_no_entity() -> None:
    assert parse_html("<b></b>x") == MarkedText("x")


def test_blanks_at_both_ends_are_cut_and_offsets_follow() -> None:
    markup = parse_html(" \n one <b>two \n</b>\n ")
    assert markup.text == "one two"
    assert markup.entities == (Entity("bold", 4, 3),)


def test_blanks_in_front_are_kept_from_the_first_entity_on() -> None:
    assert parse_html(" <b> x</b>").text == " x"


def test_an_entity_of_trailing_blanks_vanishes() -> None:
    assert parse_html("x<b> </b>") == MarkedText("x")


def test_control_characters_become_blanks_and_invisible_ones_go() -> None:
    markup = parse_html("a\tb\r\nc\u2028<b>d\u202e</b><i>\u202e</i>\0e")
    assert markup.text == "a b\ncd e"
    assert markup.entities == (Entity("bold", 5, 1),)


def test_offsets_count_utf16_units() -> None:
    assert parse_html("\U0001f5e3 <b>\U0001f5e3x</b>").entities == (Entity("bold", 3, 3),)


@given(st.text())
def test_an_escaped_text_reads_back_as_if_it_were_sent_plain(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert parse_html(html.escape(text)) == normalize_text(text.replace("\0", " "))


@given(WORDS)
def test_an_escaped_text_reads_back_as_itself(text: str) -> None:
    assert parse_html(html.escape(text)).text == text.strip(" ")


@given(WORDS, WORDS, WORDS)
def test_an_entity_covers_its_words_whatever_stands_around_them(
    before: str, inside: str, after: str
) -> None:
    inside = f"|{inside}|"
    markup = parse_html(f"{html.escape(before)}<b>{html.escape(inside)}</b>{html.escape(after)}")
    (entity,) = markup.entities
    assert markup.slice(entity) == inside
    assert entity.length == utf16_len(inside)
