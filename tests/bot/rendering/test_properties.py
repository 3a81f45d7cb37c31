"""Telegram accepts the answer, with the exact words, for any page, question and address.

Random answers go through the real templates, the real bot and the sandbox.
"""

import datetime as dt
import re
from asyncio import Runner
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import urlsplit

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from telegram import Chat, Message, Update

from bot.commands.console import open_with_runner
from bot.gateway.progress import Progress
from bot.gateway.sending.delivery import deliver
from bot.gateway.sending.reply import Reply
from bot.rendering.render import PlainRenderer, Renderer
from bot.rendering.views import excerpt_view
from bot.sandbox.call_log import Call
from bot.sandbox.entities import utf16_len
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.environment import read_settings
from bot.setup.logs import ChatNames
from bot.setup.services import Services, open_services
from retrieval.labels.labelling import find_labels
from retrieval.model.answer import Answer, Excerpt, Searched, Status
from retrieval.model.query import Intent, Query, Term, Voice
from retrieval.model.release import Question, Release, ReleaseKind, Span, Statement, StatementKind
from retrieval.parsing.mofa.reader import HOSTS

# A failure shows its answer, which may be long; that must not be a second failure.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

_QUOTED = re.compile(r"<blockquote(?: expandable)?>(.*?)</blockquote>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")

KINDS = {"code", "blockquote", "expandable_blockquote", "bold", "italic", "text_link"}
PIECES = (
    *("<b>", "</blockquote>", "<a href='x'>", "<", ">", "&", "&amp;", "&#x3c;", "&nbsp;"),
    *('"', "'", "“", "”", "❝", "❞", " […] ", "{{ 7*7 }}", "{% raw %}", "\\", "%s", "*_`["),
    *("😀", "👨\u200d👩\u200d👧", "🇯🇵", "𝕏", "שלום", "\u202eمرحبا", "e\u0301\u0302\u0303", "会見"),
    *("\n", "\n\n", "  ", "\t", "\x00", "\x1b[2J", "\x9b2J", "\u2028", "\ufeff"),
    *("Taiwan", "did not discuss", "I refrain from commenting on that. ", "We spoke. ", "No? "),
)
LENGTHS = (1, 1, 1, 1, 1, 40, 10_000)


@st.composite
def words(draw: st.DrawFn, lengths: tuple[int, ...] = LENGTHS) -> str:
    """Draw any text, sometimes of 10,000 characters.

    Only visible characters are repeated: nobody says 4,096 invisible characters in a row, and
    Telegram refuses such a message.
    """
    some = [*draw(st.lists(st.sampled_from(PIECES), max_size=5)), draw(st.text(max_size=4))]
    text = "".join(some)
    if any(map(str.isalnum, text)):
        text = (text * draw(st.sampled_from(lengths)))[:10_000]
    return text


@st.composite
def said_words(draw: st.DrawFn) -> str:
    """Draw the words of a statement: often long, often with a wording on the list."""
    begin = draw(st.sampled_from([".", "We did not discuss that in particular. "]))
    return begin + draw(words((1, 40, 10_000)))


ADDRESSES = (
    st.sampled_from(
        [
            "https://www.mofa.go.jp/press/kaiken/kaiken24e_000077.html",
            "https://www.mofa.go.jp/a?b=c&d='\"<e>#f",
        ]
    )
    | st.sampled_from(
        [
            "",
            f"https://www.mofa.go.jp/{'a' * 10_000}",
            "https://www.mofa.go.jp/\x1b]8;;evil\x07",
            "https://www.mofa.go.jp@evil.example/",
            "https://www.mofa.go.jp.evil.example/a/b",
            "https://www.mofa.go.jp\\@evil.example/a",
            "https://evil.example/www.mofa.go.jp/a",
            "//www.mofa.go.jp/a",
            "javascript:alert(1)//www.mofa.go.jp",
            "https://[www.mofa.go.jp",
            "tg://user?id=1001",
        ]
    )
    | words()
)


@st.composite
def spans(draw: st.DrawFn, within: Span, most: int) -> tuple[Span, ...]:
    """Draw spans in order within another, none empty; sometimes the whole span."""
    if draw(st.booleans()):
        return (within,)
    place = st.integers(within.start, within.end)
    edges = sorted(draw(st.sets(place, min_size=2, max_size=2 * most)))
    return tuple(map(Span, edges[::2], edges[1::2]))


@st.composite
def excerpts(draw: st.DrawFn) -> Excerpt:
    """Draw an excerpt of a release with one statement, with any text in every field."""
    before, asked, said = draw(words()), draw(words()) or "?", draw(said_words())
    text = f"{before}{asked}{said}{draw(words())}"
    begin = len(before) + len(asked)
    question = Question(draw(words()), Span(len(before), begin))
    statement = Statement(
        id="s1",
        kind=draw(st.sampled_from(StatementKind)),
        speaker=draw(words()),
        role=draw(words()),
        headings=tuple(draw(st.lists(words(), max_size=2))),
        span=Span(begin, begin + len(said)),
        question=draw(st.none() | st.just(question)),
        number=draw(words()),
    )
    release = Release(
        id="mofa-x",
        source=draw(st.sampled_from(["mofa", "mofa", "mofa", "other"])),
        publisher="Ministry",
        kind=ReleaseKind.CONFERENCE,
        title=draw(words()),
        date=draw(st.dates(dt.date(1900, 1, 1))),
        time=None,
        place="",
        url=draw(ADDRESSES),
        text=text,
        statements=(statement,),
        parts=(),
        provisional=draw(st.booleans()),
    )
    slices = draw(spans(statement.span, 3))
    return Excerpt(
        release=release,
        statement=statement,
        slices=slices,
        marks=draw(spans(statement.span, 4)),
        labels=tuple(found for span in slices for found in find_labels(text, span)),
        score=1.0,
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Draw an answer of any status, with its other fields."""
    status = draw(st.sampled_from(Status))
    found = tuple(draw(st.lists(excerpts(), min_size=1, max_size=3)))
    query = Query(
        question=draw(words()),
        intent=draw(st.sampled_from(Intent)),
        terms=(Term(draw(words()), (("x",),), read_as=draw(words())),),
        phrases=(draw(words()),),
        excluded=(Term(draw(words()), ()),),
        voices=(Voice(draw(words()), frozenset({draw(words())}), name=draw(words())),),
        askers=(draw(words()),),
    )
    return Answer(
        query=query,
        status=status,
        searched=Searched(draw(st.integers(0, 9)), None, None),
        excerpts=found if status is Status.ANSWERED else (),
        nearest=found if status in {Status.NEAR, Status.NOTHING_FOUND} else (),
        found=draw(st.integers(1, 99)),
        suggestion=draw(st.none() | words()),
        met=tuple(draw(st.lists(words(), max_size=2))),
        missing=tuple(draw(st.lists(words(), max_size=2))),
        also={query.terms[0].word: tuple(draw(st.lists(words(), max_size=2)))},
    )


class Post:
    """A chat with the real bot, to which answers are sent."""

    def __init__(self, runner: Runner, services: Services) -> None:
        self.runner = runner
        self.renderer = Renderer()
        self.chat = Conversation(services, ChatNames(b"key"), clock=lambda: 1000.0)
        # Flood control is not what is tested here.
        self.chat.api.state.flood_control.admit = lambda *_, **__: None  # type: ignore[method-assign]

    def send(self, answer: Answer) -> list[Call]:
        """Send messages; return the calls that the sandbox accepted. It must refuse none."""
        log = self.chat.api.call_log
        log.calls.clear()
        bot = self.chat.application.bot
        message = Message(1, dt.datetime(2026, 11, 22, tzinfo=dt.UTC), Chat(CHAT_ID, Chat.PRIVATE))
        reply = Reply(self.renderer.answer(answer))
        self.runner.run(deliver(bot, Update(1, message=message), reply, Progress()))
        assert log.refused == []
        return log.messages(CHAT_ID)


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """Open the chat on its own event loop: tests with random answers are not async."""
    data = {"KAIKEN_DATA": str(tmp_path_factory.mktemp("seeds"))}
    with open_with_runner(open_services(read_settings(data))) as (runner, services):
        made = Post(runner, services)
        runner.run(made.chat.__aenter__())
        yield made
        runner.run(made.chat.__aexit__(None, None, None))


def read(html: str) -> str:
    return unescape(_TAG.sub("", html))


@given(answer=answers())
def test_whatever_a_page_holds_its_words_arrive_whole_cited_and_linked_to_it_alone(
    post: Post, answer: Answer
) -> None:
    shown = answer.excerpts or answer.nearest
    calls = post.send(answer)
    check_limits(calls)
    check_words(calls, shown)
    check_citations(calls, shown)
    check_links(calls)


def check_limits(calls: list[Call]) -> None:
    """Check that every message shows something, within both of Telegram's limits."""
    assert calls
    for call in calls:
        assert call.text.strip()
        assert utf16_len(call.text) <= 4096
        assert len(call.entities) <= 100


def check_words(calls: list[Call], shown: Sequence[Excerpt]) -> None:
    """Check that the quoted words, joined over the messages, are exactly the slices."""
    pieces = [piece for call in calls for piece in _QUOTED.findall(call.html)]
    slices = [[span.of(excerpt.release.text) for span in excerpt.slices] for excerpt in shown]
    assert read("".join(pieces)) == "".join(f"❝ {' […] '.join(exact)} ❞" for exact in slices)


def check_citations(calls: list[Call], shown: Sequence[Excerpt]) -> None:
    """Check that a citation stands in the message with the end of its quotation."""
    ends = quotation_ends(calls)
    position = 0
    for excerpt in shown:
        position += len(f"❝ {excerpt.quote} ❞")
        view = excerpt_view(excerpt)
        citation = ends[position]
        for line in (view.speaker, view.question, view.source, view.address, *view.labelled_words):
            assert line in citation


def quotation_ends(calls: list[Call]) -> dict[int, str]:
    """Return the text after each piece of quotation in its message, by the end of the piece."""
    ends = {}
    position = 0
    for call in calls:
        _, *rest = _QUOTED.split(call.html)
        for piece, after in zip(rest[::2], rest[1::2], strict=True):
            position += len(read(piece))
            ends[position] = read(after)
    return ends


def check_links(calls: list[Call]) -> None:
    """Check that links lead to the publisher's hosts only, and that no page adds markup."""
    entities = [entity for call in calls for entity in call.entities]
    assert all(urlsplit(entity.url).netloc in HOSTS for entity in entities if entity.url)
    assert {entity.type for entity in entities} <= KINDS


@settings(max_examples=50)
@given(answer=answers(), width=st.none() | st.integers(20, 200))
def test_no_control_character_reaches_the_terminal(answer: Answer, width: int | None) -> None:
    plain = PlainRenderer(width).answer(answer)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", plain)


class EveryKindSeenError(Exception):
    """There is nothing left to look for."""


def test_the_random_answers_are_of_every_kind() -> None:
    wanted = {*Status, "long", "cut", "linked", "worded", "asked"}

    @settings(phases=[Phase.generate], derandomize=True, max_examples=2_000)
    @given(answer=answers())
    def look(answer: Answer) -> None:
        wanted.discard(answer.status)
        for excerpt in answer.excerpts + answer.nearest:
            kinds = {
                "long": len(excerpt.quote) > 5000,
                "cut": len(excerpt.slices) > 1,
                "linked": excerpt_view(excerpt).link,
                "worded": excerpt.labels,
                "asked": excerpt.statement.question,
            }
            wanted.difference_update(kind for kind, is_there in kinds.items() if is_there)
        if not wanted:
            raise EveryKindSeenError

    with pytest.raises(EveryKindSeenError):
        look()
