import unicodedata
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rendering.split import MarkupError, pack

SENTENCE = "We will continue to watch the matter closely. "
CITATION = (
    '\n— <b>Minister Hayashi</b>, <i>press conference</i>\n<a href="https://mofa.test/?a=1&amp;b=2">'
    "Friday, 3 May 2024</a>"
)
GLUED = ("\u0301", "\u200d", "\ufe0f", "\U0001f3fd")


class Reading(HTMLParser):
    """An independent parse of a message: its visible text, its pairs, and whether they nest."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.pairs, self.opened, self.empty = "", 0, [], []
        self.feed(html)
        self.close()
        assert not self.opened, f"left open: {self.opened}"

    def handle_starttag(self, tag, attrs):
        self.pairs += 1
        self.opened.append((tag, attrs, len(self.text)))

    def handle_endtag(self, tag):
        assert self.opened, f"closes nothing: {tag}"
        name, _, start = self.opened.pop()
        assert name == tag, f"crossed: {name}, {tag}"
        if start == len(self.text):
            self.empty.append(tag)

    def handle_data(self, data):
        self.text += data


def visible(html):
    return Reading(html).text


def joined(messages):
    return "".join(visible(message) for message in messages)


def units(text):
    return sum(2 if ord(character) > 0xFFFF else 1 for character in text)


def excerpt(words, citation=CITATION):
    return f"<blockquote>{words}</blockquote>{citation}"


# Blocks that fit


def test_no_blocks_make_no_message():
    assert pack([]) == []


def test_blocks_share_a_message_with_a_blank_line_between_them():
    assert pack(["one", "<b>two</b>", "three"]) == ["one\n\n<b>two</b>\n\nthree"]


def test_the_blank_line_counts():
    assert pack(["abcd", "efgh"], limit=10) == ["abcd\n\nefgh"]
    assert pack(["abcd", "efghi"], limit=10) == ["abcd", "efghi"]


def test_a_block_that_fits_is_moved_to_the_next_message_whole_and_as_it_stands():
    block = excerpt(f"{SENTENCE * 40}He said &quot;no&#39;&#34;.")
    assert pack([block, block, block]) == [f"{block}\n\n{block}", block]


def test_later_blocks_stay_behind_earlier_ones_even_where_a_gap_is_left():
    assert pack(["a" * 8, "b" * 8, "c"], limit=10) == ["a" * 8, "b" * 8, "c"]


def test_only_visible_characters_count():
    block = '<a href="https://mofa.test/?a=1&amp;b=2">&lt;&gt;&amp;&quot;&#39;&#x27;&#128512;</a>'
    assert pack([block], limit=8) == [block]
    assert len(pack([block], limit=7)) == 2


def test_an_astral_character_counts_two():
    assert pack(["😀" * 5], limit=10) == ["😀" * 5]
    assert pack(["😀" * 6], limit=10) == ["😀" * 5, "😀"]
    assert pack(["😀" * 6], limit=11) == ["😀" * 5, "😀"]
    assert pack(["a" + "😀" * 5], limit=10) == ["a" + "😀" * 4, "😀"]


def test_the_limits_are_telegrams_unless_others_are_given():
    assert [len(message) for message in pack(["a" * 4097])] == [4096, 1]
    assert [Reading(message).pairs for message in pack(["<b>a</b>" * 101])] == [100, 1]


def test_a_message_holds_no_more_entities_than_are_shown():
    assert pack(["<b>a</b>", "<i><u>b</u></i>"], entity_limit=3) == [
        "<b>a</b>\n\n<i><u>b</u></i>",
    ]
    assert pack(["<b>a</b>", "<i><u>b</u></i>"], entity_limit=2) == ["<b>a</b>", "<i><u>b</u></i>"]


@pytest.mark.parametrize("blank", ["", " \n", "<b></b>", "<b> </b>\n", "\u3000", " " * 30])
def test_a_block_without_a_visible_word_is_dropped(blank):
    assert pack([blank, "one", blank, "two", blank], limit=20) == ["one\n\ntwo"]


# Cuts


def test_tags_are_closed_at_a_cut_and_opened_again_with_their_attributes():
    block = '<blockquote expandable>one <a href="https://mofa.test/">two three</a></blockquote>'
    assert pack([block], limit=8) == [
        '<blockquote expandable>one <a href="https://mofa.test/">two </a></blockquote>',
        '<blockquote expandable><a href="https://mofa.test/">three</a></blockquote>',
    ]


def test_a_quoted_attribute_may_hold_a_bracket():
    block = """<a href="https://mofa.test/?a>b" title='"<'>one two</a>"""
    opening = block.removesuffix("one two</a>")
    assert pack([block], limit=4) == [f"{opening}one </a>", f"{opening}two</a>"]


def test_tags_are_read_whatever_their_case():
    assert pack(["<B>one two</b>"], limit=4) == ["<B>one </b>", "<B>two</b>"]


@pytest.mark.parametrize(
    "block, pieces",
    [
        ("aa bb. cc\ndd. ee ff", ["aa bb. cc\n", "dd. ee ff"]),
        ("aa bb cc. dd ee ff", ["aa bb cc. ", "dd ee ff"]),
        ("aa bb cc.) dd ee ff", ["aa bb cc.) ", "dd ee ff"]),
        ("aa bb cc 3.5 dd ee", ["aa bb cc 3.5 ", "dd ee"]),
        ("aa bb cc dd ee ff", ["aa bb cc dd ", "ee ff"]),
        ("aaaaaa\nb cccccccc", ["aaaaaa\n", "b cccccccc"]),
        ("ああああああああ。」いいいいいい", ["ああああああああ。」", "いいいいいい"]),
        ("aaaaaaaaaaaaaaaaaa", ["aaaaaaaaaaaaaa", "aaaa"]),
    ],
    ids=[
        "newline",
        "sentence",
        "closed sentence",
        "no sentence",
        "blank",
        "halfway",
        "ideographs",
        "word",
    ],
)
def test_a_cut_prefers_a_newline_then_a_sentence_end_then_a_blank(block, pieces):
    assert pack([block], limit=14) == pieces


def test_a_full_message_matters_more_than_a_better_place_in_its_first_half():
    assert pack(["Head\naaaa bbbb cccc dddd"], limit=20) == ["Head\naaaa bbbb cccc ", "dddd"]
    assert pack(["Head\naaaaaaaaaaaaaaaaaaaa"], limit=20) == ["Head\n", "a" * 20]
    assert pack(["He\na bb cccccccccccc"], limit=16) == ["He\na bb ", "cccccccccccc"]


def test_a_closing_mark_is_not_parted_from_its_sentence():
    assert pack(["ああああ いい。」う"], limit=8) == ["ああああ ", "いい。」う"]


def test_blanks_stay_before_the_cut():
    assert pack(["aaaa \n bbbb"], limit=7) == ["aaaa \n ", "bbbb"]
    assert pack(["aaaaaaaa  bb"], limit=8) == ["aaaaaaa", "a  bb"]
    assert pack(["aaaaaaaa  "], limit=8) == ["aaaaaaa", "a  "]


def test_leading_blanks_are_no_piece_of_their_own():
    assert pack(["\n\naaaaaaaaaa"], limit=8) == ["\n\naaaaaa", "aaaa"]


def test_of_blanks_that_fill_a_message_only_those_beside_words_are_sent():
    assert pack(["a" + " " * 30 + "b"], limit=10) == ["a" + " " * 9, " b"]
    assert pack([" " * 12 + "b"], limit=10) == ["  b"]


@pytest.mark.parametrize("glued", GLUED)
def test_what_is_drawn_as_one_is_not_parted(glued):
    pieces = pack([f"aaaaaab{glued}cccc"], limit=7)
    assert pieces == ["aaaaaa", f"b{glued}cccc"]


def test_a_flag_and_a_joined_family_are_not_parted():
    assert pack(["aaaaaa🇯🇵c"], limit=8) == ["aaaaaa", "🇯🇵c"]
    assert pack(["aaaaa👩\u200d👧c"], limit=8) == ["aaaaa", "👩\u200d👧c"]
    assert pack(["aaaaa🏴\U000e0067\U000e007fc"], limit=10) == ["aaaaa", "🏴\U000e0067\U000e007fc"]


def test_marks_without_end_are_parted_all_the_same():
    block = "a" + "\u0301" * 20
    assert [len(piece) for piece in pack([block], limit=8)] == [8, 8, 5]


def test_blanks_are_parted_before_what_is_drawn_as_one():
    block = "a" + " " * 6 + "\u0301" * 4 + "b"
    assert pack([block], limit=9) == ["a" + " " * 5, " " + "\u0301" * 4 + "b"]


def test_a_reference_is_never_cut():
    pieces = pack(["&amp;" * 5 + "&#39;" * 2 + "&lt;b&gt;"], limit=3)
    assert [visible(piece) for piece in pieces] == ["&&&", "&&'", "'<b", ">"]


def test_no_empty_pair_is_left_at_a_cut():
    pieces = pack(["<b>one </b><i><u></u>two </i>three"], limit=4)
    assert pieces == ["<b>one </b>", "<i>two </i>", "thre", "e"]


def test_a_block_of_too_many_entities_is_divided_between_them():
    pieces = pack(["<b>a</b> " * 5], entity_limit=2)
    assert pieces == ["<b>a</b> <b>a</b> ", "<b>a</b> <b>a</b> ", "<b>a</b> "]


def test_tags_open_at_a_cut_count_in_both_pieces():
    pieces = pack(["<i>" + "<b>a</b> " * 5 + "</i>"], entity_limit=3)
    assert [Reading(piece).pairs for piece in pieces] == [3, 3, 2]


def test_pieces_of_one_block_never_share_a_message():
    block = "a" * 12 + "\nb " + "c" * 20
    assert pack([block], limit=20) == ["a" * 12 + "\n", "b ", "c" * 20]


def test_the_next_block_may_follow_the_last_piece():
    assert pack(["intro", "aaaa bbbb cccc", "dd"], limit=10) == [
        "intro",
        "aaaa bbbb ",
        "cccc\n\ndd",
    ]


# The citation


def test_an_excerpt_is_never_parted_from_its_citation():
    block = excerpt(SENTENCE * 80)
    messages = pack([block] * 3)
    assert messages == [block] * 3


@pytest.mark.parametrize("over", [1, 20, 60, 200, 3000, 9000])
def test_the_citation_stays_whole_with_the_last_sentence(over):
    words = (SENTENCE * 300)[: 4096 - len(visible(CITATION)) + over - 13] + "Last of them."
    messages = pack([excerpt(words)])
    assert joined(messages) == visible(excerpt(words))
    assert messages[-1].endswith(f"Last of them.</blockquote>{CITATION}")
    assert visible(messages[-1]).startswith(("We will", "Last of"))


def test_the_citation_keeps_at_least_the_last_line_of_the_quotation():
    assert pack(["<blockquote>aaaa\nbb</blockquote>\nccccc"], limit=10) == [
        "<blockquote>aaaa\n</blockquote>",
        "<blockquote>bb</blockquote>\nccccc",
    ]


def test_of_a_last_sentence_that_is_too_long_as_many_words_as_fit_stay_with_the_citation():
    assert pack(["<blockquote>aaa bbb ccc ddd</blockquote>\neeee"], limit=14) == [
        "<blockquote>aaa bbb </blockquote>",
        "<blockquote>ccc ddd</blockquote>\neeee",
    ]


def test_of_a_last_word_that_is_too_long_as_much_as_fits_stays_with_the_citation():
    assert pack(["<blockquote>aaaaaaaaaaaaaa</blockquote>\neeee"], limit=10) == [
        "<blockquote>aaaaaaaaa</blockquote>",
        "<blockquote>aaaaa</blockquote>\neeee",
    ]


def test_the_citation_stays_whole_where_nothing_fits_beside_it():
    assert pack(["<blockquote>aaaa</blockquote> eee ee ee"], limit=9) == [
        "<blockquote>aaaa</blockquote> ",
        "eee ee ee",
    ]


def test_the_citation_takes_no_more_of_the_quotation_than_it_needs():
    assert pack(["<blockquote>aa. bb. cc. dd.</blockquote>\nee eee"], limit=20) == [
        "<blockquote>aa. bb. cc. </blockquote>",
        "<blockquote>dd.</blockquote>\nee eee",
    ]


def test_blanks_around_a_quotation_are_none_of_its_words():
    assert pack(["<blockquote>aaaa bbbb. </blockquote>cite"], limit=13) == [
        "<blockquote>aaaa </blockquote>",
        "<blockquote>bbbb. </blockquote>cite",
    ]
    assert pack(["<blockquote>\n\naaaa bbb</blockquote> c"], limit=10) == [
        "<blockquote>\n\naaaa </blockquote>",
        "<blockquote>bbb</blockquote> c",
    ]


def test_a_citation_longer_than_a_message_is_divided_like_the_rest():
    pieces = pack(["<blockquote>aaaa</blockquote> eee ee ee ee"], limit=9)
    assert pieces == ["<blockquote>aaaa</blockquote> eee ", "ee ee ee"]


def test_the_entities_of_the_citation_are_counted_before_the_cut():
    block = "<blockquote>" + "<b>a</b> " * 4 + "</blockquote>\n<i>e</i> <i>e</i>"
    pieces = pack([block], entity_limit=4)
    assert pieces[-1] == "<blockquote><b>a</b> </blockquote>\n<i>e</i> <i>e</i>"
    assert pieces[0] == "<blockquote><b>a</b> <b>a</b> <b>a</b> </blockquote>"


def test_a_citation_of_many_entities_is_not_cut_between_them():
    citation = "\n<i>e</i> <i>f</i> <i>g</i>"
    assert pack([f"<blockquote>aa <b>bb</b>. cc dd</blockquote>{citation}"], entity_limit=4) == [
        "<blockquote>aa <b>bb</b>. </blockquote>",
        f"<blockquote>cc dd</blockquote>{citation}",
    ]


def test_a_quotation_without_a_citation_fills_its_messages():
    assert pack(["<blockquote>aaaa. bb cc dd ee</blockquote>\n"], limit=14) == [
        "<blockquote>aaaa. bb cc </blockquote>",
        "<blockquote>dd ee</blockquote>\n",
    ]


def test_a_blank_quotation_holds_no_citation():
    assert pack(["<blockquote> </blockquote>aaaa bbbb"], limit=7) == [
        "<blockquote> </blockquote>aaaa ",
        "bbbb",
    ]


def test_only_the_last_quotation_holds_the_citation():
    block = "<blockquote>aa. bb</blockquote> ee <blockquote>cc. dd</blockquote>\nfff"
    assert pack([block], limit=13) == [
        "<blockquote>aa. bb</blockquote> ee ",
        "<blockquote>cc. dd</blockquote>\nfff",
    ]


# Faults


@pytest.mark.parametrize(
    "block",
    [
        "<b>one",
        "one</b>",
        "<b><i>one</b></i>",
        "<b",
        "a < b",
        "<>",
        "</>",
        "<!-- one -->",
        "<b/>",
        "<b/>one</b>",
        '<a href="one>two</a>',
        "AT&T",
        "&nbsp;",
        "&lt",
        "&#0;",
        "&#xD800;",
        "&#x110000;",
        "one<br>two",
    ],
)
def test_malformed_markup_is_named(block):
    with pytest.raises(MarkupError):
        pack([block])


def test_a_fault_names_its_place_and_not_the_words():
    with pytest.raises(MarkupError, match="after 6 visible") as caught:
        pack(["secret</b>"])
    assert "secret" not in str(caught.value)


def test_tags_nested_deeper_than_a_message_holds_are_named():
    assert pack(["<b><i></i>a</b>"], entity_limit=1) == ["<b>a</b>"]
    with pytest.raises(MarkupError, match="2 tags within each other"):
        pack(["<b><i>a</i></b>"], entity_limit=1)


def test_a_limit_without_room_for_a_character_is_refused():
    assert pack(["😀a"], limit=2) == ["😀", "a"]
    with pytest.raises(ValueError, match="limit is 1"):
        pack(["a"], limit=1)


@pytest.mark.parametrize(
    "block",
    [
        "a" * 2_000_000,
        "a\n" + SENTENCE * 40_000,
        "&amp;" * 200_000,
        "<b>a</b>" * 100_000,
        "<i>" * 90 + "<b>a</b>" * 3_000 + "</i>" * 90,
        " " * 1_000_000,
        "." * 500_000 + ")" * 500_000,
        "e" + "\u0301" * 500_000,
        "<b></b>" * 100_000 + "a" * 5_000,
        excerpt("a" * 1_000_000),
    ],
    ids=[
        "one word",
        "sentences",
        "references",
        "pairs",
        "deep",
        "blanks",
        "marks",
        "accents",
        "empty",
        "excerpt",
    ],
)
def test_a_long_block_takes_seconds_not_hours(block, stopwatch):
    with stopwatch:
        pack([block])
    assert stopwatch.least_s < 10


@pytest.mark.parametrize(
    "block",
    ['<a "' * 300_000, "<a " + "b" * 1_000_000, "<b>" * 200_000, "&" * 1_000_000],
    ids="abcd",
)
def test_a_fault_in_a_long_block_is_found_at_once(block, stopwatch):
    with stopwatch, pytest.raises(MarkupError):
        pack([block])
    assert stopwatch.least_s < 10


# Whatever the blocks

WORDS = st.sampled_from(
    [
        "The minister said so.",
        "No.",
        "Q&A",
        "<tag>",
        'He said "yes".',
        "😀",
        "🇯🇵🇫🇷",
        "👩\u200d👧\u200d👦",
        "👍🏽",
        "❤\ufe0f",
        "e\u0301a\u0308",
        "שלום",
        "مرحبا",
        "外務大臣会見。次に、",
        "a" * 23,
        "x",
    ]
)
BLANKS = st.sampled_from([" ", "\n", "\n\n", "  ", ""])
PLAIN = st.lists(st.tuples(WORDS, BLANKS), max_size=6).map(
    lambda pairs: escape("".join(word + blank for word, blank in pairs))
)
TAGS = st.sampled_from(
    ["b", "i", 'a href="https://mofa.test/?a=1&amp;b=2"', 'span class="tg-spoiler"', "code"]
)


def wrap(tag, inner):
    return f"<{tag}>{inner}</{tag.split()[0]}>"


MARKED = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.builds(wrap, TAGS, inner),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=8,
)
CITED = st.builds(
    lambda before, tag, words, rest: before + wrap(tag, words) + rest,
    st.sampled_from(["", "<b>Answer</b>\n"]),
    st.sampled_from(["blockquote", "blockquote expandable"]),
    MARKED,
    st.sampled_from(["", "\n— <b>M. H.</b>", '\n<a href="https://m.test/">3 May</a>, p. 2']),
)
BLOCK = st.one_of(PLAIN, MARKED, CITED)
LIMIT = st.integers(40, 120)
ENTITY_LIMIT = st.integers(12, 20)


def fits(block, limit, entity_limit):
    reading = Reading(block)
    return units(reading.text) <= limit and reading.pairs <= entity_limit


@given(st.lists(BLOCK, max_size=6), LIMIT, ENTITY_LIMIT)
@example(["<b>a</b>" * 30, "😀" * 41], 40, 12)
def test_every_message_is_valid_by_itself(blocks, limit, entity_limit):
    for message in pack(blocks, limit=limit, entity_limit=entity_limit):
        assert fits(message, limit, entity_limit)
        assert visible(message).strip()


@given(st.lists(BLOCK, max_size=6), LIMIT, ENTITY_LIMIT)
def test_blocks_that_fit_are_whole_and_all_are_in_order(blocks, limit, entity_limit):
    messages = pack(blocks, limit=limit, entity_limit=entity_limit)
    spoken = [block for block in blocks if visible(block).strip()]
    place = at = 0
    for block in spoken:
        if fits(block, limit, entity_limit):
            while (found := messages[place].find(block, at)) < 0:
                place, at = place + 1, 0
            at = found + len(block)
    shown = "".join(joined(messages).split())
    assert shown == "".join("".join(visible(block) for block in spoken).split())


@given(BLOCK, LIMIT, ENTITY_LIMIT)
def test_the_pieces_of_a_block_say_what_the_block_says(block, limit, entity_limit):
    messages = pack([block], limit=limit, entity_limit=entity_limit)
    assert joined(messages) == (visible(block) if visible(block).strip() else "")
    assert messages == [block] or not any(Reading(message).empty for message in messages)


@given(BLOCK, LIMIT, ENTITY_LIMIT)
def test_no_piece_begins_with_a_blank_or_half_a_character(block, limit, entity_limit):
    for message in pack([block], limit=limit, entity_limit=entity_limit)[1:]:
        first = visible(message)[0]
        assert not first.isspace()
        assert first not in GLUED
        assert not unicodedata.category(first).startswith("M")


@given(MARKED, LIMIT)
def test_the_end_of_the_quotation_and_the_citation_share_the_last_message(words, limit):
    messages = pack([excerpt(words + "<i>so it ends</i>", "\n— <b>M. H.</b>")], limit=limit)
    assert visible(messages[-1]).endswith("ends\n— M. H.")
    assert messages[-1].count("</blockquote>\n— <b>M. H.</b>") == 1
