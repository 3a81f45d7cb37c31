"""Words around a quotation or a topic that tell how it is remembered, and where it is from.

"My professor keeps citing: …", "roughly this: …", "… - right or wrong?", "…, any type of page".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.query.words.stop_phrases import FUNCTION_WORDS, FURNITURE
from retrieval.text.tokens import Token

_WHO = """
    author authors blogger boss classmate colleague colleagues editor everybody everyone friend
    friends guy guys interviewer journalist lecturer manager narrator professor prof reader
    reviewer somebody someone student supervisor teacher writer
"""
_WHERE = """
    article articles blog book books clip copy doc docs document documents draft email essay file
    files footnote format handout headline internet mail memo news newspaper note notes page pages
    paper papers paraphrase pdf place places podcast post publication publications screenshot site
    slide slides source sources text texts textbook thesis transcript transcripts translation
    translations tweet video website wiki
"""
_WHAT = """
    beginning bit bits detail details ending excerpt excerpts extract fragment gist half line
    lines memory original para paragraph paragraphs paras part parts passage passages phrase
    phrases phrasing piece rest sentence sentences snippet snippets stuff thing things tidbit
    version word words wording wordings
"""
_DOING = """
    attribute attributed attributes began begin begins check checked checking chase chasing cite
    cited cites citing claim claimed claiming claims confirm confirmed continue continues copied
    dig digging ended ends forget forgot forgotten get gets go goes going got hunt hunting
    insists jotted keep keeps lifted like locate locating lost match matches misquote misquoted
    misremember need needed needs noted open opens paraphrase paraphrased paraphrasing pin
    pinned pinning places puts put quote quoting ran read reading reads recall recalled recalling
    recollect remember remembered remembering remembers run running runs saw search searched
    searching see seen sought start started starts swear trace tracing track tries try trying
    tracking verify verified went wonder wondering write writes writing wrote written
"""
_HOW = """
    accurate accurately asap actual actually allegedly along anyhow anyway apparently approximate
    approximately authentic basically bogus certain certainly close closely correct correctly
    different effect else exact exactly fairly faithful fake false fine fishy genuine genuinely
    half-remembered incorrect invented iirc legit literal literally loosely maybe mind near nearly
    okay paraphrased perhaps possible possibly precise precisely presumably pretty probably quick
    quickly quite real really reportedly right rough roughly similar simply slightly somehow
    somewhat somewhere sure supposed supposedly true unsure vague vaguely verbatim word-for-word
    urgent urgently works wrong wrongly
"""
# What somebody said, by a word for it that does not say what of: "the denial".
_SPEECH_ACTS = """
    adjective admission announcement apology assurance clarification confirmation denial denials
    expression expressions formula formulas message objection pledge protest refusal refusals
    rejection remark slogan term terms verb warning
"""
_USING = "appear appears occur occurs place places use used uses using".split()
_ANYTHING = "all any each either every whatever whichever".split()
_KINDS = "date day form kind kinds matter month order sort sorts time type types week year".split()
_FRAMES = frozenset(f"{_WHO} {_WHERE} {_WHAT} {_DOING} {_HOW}".split() + _ANYTHING + _KINDS)
_ASKED_FOR = frozenset([*_SPEECH_ACTS.split(), *_USING, "assuming", "please", "pls"])
_PLACES = frozenset([*_WHERE.split(), *_KINDS])
_LONGEST_ASIDE = 6
# They open what is asked, up to "on" or "about" what: "give me a quick rundown on".
_OPENING = frozenset(
    """
    archive archives article available background bit bits boss bottom brief bring catch class
    collect compile complete completely conclusion conclusions curious database detail details
    digest dig digging doc docs document documents editor entry essay essence everything excerpt
    excerpts extract fetch file files fill fresh full fully gather get gets gimme gist got grab
    grateful help here homework hoping hunt hunting info information interested kindly language
    latest line lines look lowdown material message messages messaging need needed needs new news
    notes overview page pages paragraph paragraphs passage passages phrase phrased phrases phrasing
    primer prof professor pull quick quickly reach reached recap recent release releases run rundown
    search searching seek seeking sentence sentences short snippet snippets source sources story
    stuff summaries summarise summarize summary teacher text texts thesis transcript transcripts
    update updates urgent urgently use used walk wonder wondering
    """.split()
)
_BEFORE_OF = frozenset(
    """
    digest essence gist lowdown mention mentions overview recap rundown speak speaks spoke summary
    talk talked talks update
    """.split()
)
_SEARCHING = frozenset("dig hunt hunting look looking search searching".split())
# They close it: "Taiwan news", "anything on Taiwan asap".
_CLOSING = frozenset("asap info information news quotes stuff urgently".split())
_SAYING = frozenset("answered claimed claims declared replied said says stated told".split())
_LONGEST_TELLING = 10
_THINGS = frozenset("stuff thing things".split())
_PIECES = _THINGS | frozenset("bit paragraph part passage".split())
_ABOUT = frozenset("about concerning on re regarding".split())
_OPENS_PLACE = frozenset("from in of on within".split())
# Marks that part what is said from what is said of it.
_PARTING = regex(r"[:;,–—()?!\"/]|\.(?:\s|\.)| - ")


def lacks_topic(words: Iterable[str]) -> bool:
    """Tell whether folded words ask for a quotation, and say nothing of what it is about."""
    return all(one in FURNITURE or one in _FRAMES or one in _ASKED_FOR for one in words)


def find_frames(question: str, tokens: Sequence[Token], quoted: Sequence[Span]) -> Iterator[Span]:
    """Find the words that carry no topic, as they only stand around what does.

    They are all words of a part between marks, if another part says something; or they tell that
    it was told ("someone once said that"), put a part aside ("day to day stuff aside"), or tell
    that any page will do: "in whatever kind of document". `tokens` are those that nothing was read
    from.
    """
    yield from _of_telling(tokens, quoted)
    yield from _of_opening(tokens, quoted)
    yield from _of_closing(tokens, quoted)
    parts = [*_parts(question, tokens)]
    if len(parts) > 1 and parts[0][-1].folded == "aside" and len(parts[0]) <= _LONGEST_ASIDE:
        yield Span(parts[0][0].span.start, parts[0][-1].span.end)
    telling = [any(_tells(one, quoted) for one in part) for part in parts]
    if any(telling):
        for part, tells in zip(parts, telling, strict=True):
            # A small "or" between two parts joins them.
            if not tells and not all(token.is_stop for token in part):
                yield Span(part[0].span.start, part[-1].span.end)
    for part in parts:
        yield from _of_any_place(part)
        yield from _of_pieces(part, quoted)


def _parts(question: str, tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Split tokens where a mark stands between them."""
    start = 0
    for at in range(1, len(tokens)):
        gap = question[tokens[at - 1].span.end : tokens[at].span.start]
        if _PARTING.search(gap):
            yield tokens[start:at]
            start = at
    if tokens:
        yield tokens[start:]


def _tells(token: Token, quoted: Sequence[Span]) -> bool:
    """Tell whether a word says something: it is quoted, or of no table."""
    if any(span.covers(token.span) for span in quoted):
        return True
    return not (token.is_stop or token.folded in FURNITURE or token.folded in _FRAMES)


def _is_opening(token: Token) -> bool:
    word = token.folded
    return token.is_stop or word in _OPENING or word in FURNITURE or word in FUNCTION_WORDS


def _of_opening(tokens: Sequence[Token], quoted: Sequence[Span]) -> Iterator[Span]:
    """Find "give me a quick rundown on", "what was the gist of what they said about"."""
    opening = [*takewhile(_is_opening, tokens)]
    ends = [
        at
        for at, token in enumerate(opening)
        if at
        and (
            token.folded in _ABOUT
            or (token.folded == "of" and opening[at - 1].folded in _BEFORE_OF)
            or (token.folded == "for" and opening[at - 1].folded in _SEARCHING)
        )
    ]
    if not ends or len(opening) == len(tokens):
        return
    span = Span(tokens[0].span.start, tokens[ends[-1]].span.end)
    if not any(span.start < one.end and one.start < span.end for one in quoted):
        yield span


def _of_closing(tokens: Sequence[Token], quoted: Sequence[Span]) -> Iterator[Span]:
    """Find the "news" of "Taiwan news", behind a word that says something."""
    for before, token in pairwise(tokens[-2:]):
        is_quoted = any(span.covers(token.span) for span in quoted)
        if token.folded in _CLOSING and _tells(before, quoted) and not is_quoted:
            yield token.span


def _of_telling(tokens: Sequence[Token], quoted: Sequence[Span]) -> Iterator[Span]:
    """Find "somebody at MOFA once said that": what nobody is named in tells only of telling."""
    words = [token.folded for token in tokens[:_LONGEST_TELLING]]
    end = words.index("that") if "that" in words else 0
    is_telling = not _SAYING.isdisjoint(words[:end])
    if is_telling and not any(_tells(token, quoted) for token in tokens[:end]):
        yield Span(tokens[0].span.start, tokens[end].span.end)


def _of_pieces(part: Sequence[Token], quoted: Sequence[Span]) -> Iterator[Span]:
    """Find the "part" of "…, the ASEAN part", and the "thing" of "newest thing on the TPP"."""
    for at, token in enumerate(part):
        before = part[at - 1] if at else None
        is_last = at == len(part) - 1 and before is not None and _tells(before, quoted)
        is_part = is_last and token.folded in _PIECES
        is_thing = token.folded in _THINGS and at + 1 < len(part) and part[at + 1].folded in _ABOUT
        if (is_part or is_thing) and not any(span.covers(token.span) for span in quoted):
            yield token.span


def _of_any_place(part: Sequence[Token]) -> Iterator[Span]:
    """Find "in any document", "of whatever kind of page"."""
    words = [token.folded for token in part]
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and (words[end] in _PLACES or words[end] == "of"):
            end += 1
        if words[at] in _ANYTHING and words[end - 1] in _PLACES:
            start = at - (at > 0 and words[at - 1] in _OPENS_PLACE)
            yield Span(part[start].span.start, part[end - 1].span.end)
        at = end
