"""What a question excludes in plain words: "Taiwan but not Ukraine", "everything except COVID"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from retrieval.model.release import Span
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.dates import MONTHS
from retrieval.text.everyday import is_everyday
from retrieval.text.sentences import sentences
from retrieval.text.tokens import STOP_WORDS, Token

_NOT_DOING = (("doesn't",), ("don't",), ("does", "not"), ("do", "not"))
_NOT_BEING = (("isn't",), ("wasn't",), ("aren't",), ("is", "not"), ("was", "not"), ("are", "not"))
# Each is followed by what is excluded. In capitals, "NOT" is an operator as "OR" is.
_CUES = (
    ("with", "the", "exception", "of"),
    ("without", "any", "mention", "of"),
    ("without", "mention", "of"),
    ("without", "mentioning"),
    *((that, *deny, "mention") for that in ("that", "which") for deny in _NOT_DOING),
    *((that, *deny, "about") for that in ("that", "which") for deny in _NOT_BEING),
    ("not", "mentioning"),
    ("other", "than"),
    ("except", "for"),
    ("but", "nothing", "said"),
    ("but", "nothing"),
    ("but", "not"),
    ("anything", "but"),
    ("everything", "but"),
    ("except",),
    ("excluding",),
    ("without",),
)
# These exclude among key words, and behind "everything"; a sentence tells what somebody did.
_CUES_OF_KEY_WORDS = tuple(
    (*before, *cue)
    for before in ((), ("but",), ("and",), ("please",))
    for cue in (
        *(("leave", "out"), ("leaving", "out"), ("leave", "aside"), ("leaving", "aside")),
        *(("not", "counting"), ("not", "including"), ("apart", "from"), ("aside", "from")),
        *(("excl",), ("ignore",), ("ignoring",), ("minus",), ("omit",), ("omitting",)),
        *(("skip",), ("skipping",), ("exclude",), ("besides",)),
    )
)
# "Leave North Korea out", "keep Taiwan out of it".
_PARTED = frozenset("cut keep leave put set take".split())
_PARTS = frozenset({"aside", "out"})
_OUT_OF = frozenset({("of", "it"), ("of", "that"), ("of", "this")})
# These exclude where a sentence begins with them, and they and what they exclude are all of it.
_CUES_OF_ORDERS = (
    *((verb,) for verb in ("disregard", "drop", "exclude", "forget", "omit", "remove", "skip")),
    *((verb,) for verb in ("ignore", "excludes", "minus")),
    *((verb, "out") for verb in ("cut", "filter", "keep", "leave", "rule", "take")),
    *((verb, "aside") for verb in ("leave", "put", "set")),
    *(("forget", "about"), ("no", "need", "for")),
    *((verb,) for verb in _PARTED),
    *(("spare", "me"), ("never", "mind"), ("nevermind",)),
    *(
        (*who, *deny, *wish)
        for who in ((), ("i",), ("we",))
        for deny in (("don't",), ("do", "not"))
        for wish in (
            *(("want",), ("need",), ("include",), ("mention",), ("quote",), ("count",)),
            *(("show",), ("show", "me"), ("give", "me"), ("send", "me"), ("bring", "up")),
            *(("care", "about"), ("care", "for"), ("want", "to", "see"), ("need", "to", "see")),
        )
    ),
)
_OPENS = frozenset(
    {
        *("aside", "neither", "no", "not", "nothing"),
        *(cue[0] for cue in (*_CUES, *_CUES_OF_KEY_WORDS, *_CUES_OF_ORDERS)),
    }
)
# "Skip anything about Russia", "leave out the stuff on Russia".
_PIECES = frozenset(
    "all any anything bit bits everything mentions part parts stuff things".split()
)
_ABOUT = frozenset("about concerning mentioning of on regarding with".split())
_COURTESIES = frozenset("here it of ok okay please thanks this time too".split())
_WITHOUT = ("without",)
# "Talks without preconditions": how something is done.
_MANNERS = frozenset(
    """
    ado borders comment condition conditions consent delay doubt end exception exceptions fail
    hesitation interruption limit limits notice objection permission precondition preconditions
    prejudice question reference regard reservation reservations reserve restriction restrictions
    result success warning
    """.split()
)
# "Not HNS in detail": how something is said.
_WAYS = frozenset(
    "depth detail fact full general particular person principle private public".split()
)
# "Without North Korea in it".
_WITHIN_IT = frozenset({("in", "it"), ("in", "them"), ("being", "mentioned")})
_NO_OBJECTS = frozenset("else enough least limited much others rather".split())
_ALL = frozenset("all anything everything".split())
_PREPOSITIONS = frozenset("about at by during for from in of on since until".split())
_BEFORE_A_MONTH = _PREPOSITIONS | {"the"} | {cue[-1] for cue in (*_CUES_OF_KEY_WORDS, *_CUES)}
_KINDS = frozenset(
    "briefings conferences news press pressers readouts releases speeches statements".split()
)
_MARKS = frozenset("(,;–—")
_APART = re.compile(r"[,;:–—]| - ")
# In small letters no sentence is seen to end: "skip ukraine. taiwan".
_ENDING = re.compile(r"[,;:–—]| - |^[.!] ")
_ARTICLES = frozenset("a an any the".split())
_CONNECTING = frozenset("and but just only please so".split())
_NAMED_BEFORE = frozenset({"one", "ones"})
_WANTED = frozenset({"by", "from", "of", "since"})
_LINKS = frozenset({"of", "to"})
_JOINTS = frozenset("and nor or".split())
# A filter may follow an exclusion. Other words make it a clause of a sentence that tells something.
_GOES_ON = frozenset(
    "about after asked at before between by during from in on please since until".split()
)
_ASKING = frozenset("any did does has have how is was were what when where which who why".split())
# A sentence has one of these, a few key words have none.
_AUXILIARIES = frozenset(
    """
    am are be been can could did do does had has have is may might should was were will would
    """.split()
)
_DENIALS = frozenset("neither no not".split())
_LONGEST_NAME = 3
_DIGITS_OF_YEAR = 4
_LONGEST = 6
_MOST = 6
_MOST_WORDS = 40
_LONGEST_SENTENCE, _MOST_SENTENCES = 9, 2
_POSSESSIVE = "'s"
_APOSTROPHES = frozenset("'’")
# What stands between single marks is quoted: "was it 'the alliance but not HNS'".
_BETWEEN_MARKS = re.compile(r"(?<!\w)[‘'](?:[^'‘’]|(?<=\w)['’](?=\w)){4,}['’](?!\w)")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """The span of an exclusion in a question, and the spans of what it excludes."""

    span: Span
    objects: tuple[Span, ...]


def read_exclusions(
    question: str, tokens: Sequence[Token], quoted: Sequence[Span], is_name: Callable[[int], bool]
) -> list[Exclusion]:
    """Read what a question of one sentence excludes, in order; at most six exclusions.

    `is_name` tells whether a name begins at a token. Longer texts (over 40 words) tell something
    and exclude nothing; of several sentences only those do that say nothing else.
    """
    if len(tokens) > _MOST_WORDS or _OPENS.isdisjoint(token.folded for token in tokens):
        return []
    reader = _ExclusionReader(question, tokens, quoted, is_name)
    if not reader.has_sentences:
        return list(reader.exclusions())
    return list(_of_whole_sentences(question, tokens, quoted, is_name))


def _of_whole_sentences(
    question: str, tokens: Sequence[Token], quoted: Sequence[Span], is_name: Callable[[int], bool]
) -> Iterator[Exclusion]:
    """Read the one of two sentences that does nothing but exclude: "All on China. Except Taiwan.".

    More sentences tell something.
    """
    found = [*sentences(question, Span(0, len(question)))]
    for sentence in found if len(found) == _MOST_SENTENCES else ():
        places = [at for at, token in enumerate(tokens) if sentence.covers(token.span)]
        own = [tokens[at] for at in places]
        if not own or len(own) > _LONGEST_SENTENCE or _OPENS.isdisjoint(one.folded for one in own):
            continue
        reader = _ExclusionReader(question, own, quoted, partial(_at_offset, is_name, places[0]))
        excluded = [*reader.exclusions()]
        if excluded and reader.is_whole(excluded):
            yield from excluded


def _at_offset(is_name: Callable[[int], bool], first: int, at: int) -> bool:
    return is_name(first + at)


class _ExclusionReader:
    def __init__(
        self,
        question: str,
        tokens: Sequence[Token],
        quoted: Sequence[Span],
        is_name: Callable[[int], bool],
    ) -> None:
        self._question = question
        self._tokens = tokens
        self._words = tuple(map(self._word, tokens))
        self._is_name = is_name
        within = [*quoted, *(Span(*one.span()) for one in _BETWEEN_MARKS.finditer(question))]
        self._is_quoted = [any(span.covers(token.span) for span in within) for token in tokens]
        self._is_sentence = any(map(self._is_auxiliary, range(len(tokens))))

    @property
    def has_sentences(self) -> bool:
        """Whether a sentence, or one of its parts, ends before the question does."""
        is_parted = any(self._gap(at).strip().startswith(";") for at in range(len(self._words) - 1))
        within = Span(self._tokens[0].span.start, self._tokens[-1].span.end)
        return is_parted or len(sentences(self._question, within)) > 1

    def is_whole(self, found: Sequence[Exclusion]) -> bool:
        """Tell whether exclusions are all that the words say, courtesies aside."""
        rest = (
            token.folded
            for token in self._tokens
            if not any(one.span.covers(token.span) for one in found)
        )
        return all(word in _CONNECTING | _COURTESIES | _NAMED_BEFORE for word in rest)

    def exclusions(self) -> Iterator[Exclusion]:
        """Yield the exclusions in order."""
        at, found = 0, 0
        if (aside := self._put_aside()) is not None:
            yield self._exclusion(0, aside + 1, [(0, aside)])
            at, found = aside + 1, 1
        while at < len(self._words) and found < _MOST:
            start = self._end_of_cue(at)
            is_cue = start > at and self._is_near(start - 1)
            objects = self._objects(start, opens=self._opens(at)) if is_cue else []
            if not objects:
                at += 1
                continue
            end = objects[-1][1]
            # "Minus the Taiwan stuff", "leave Taiwan out".
            end += self._words[end : end + 1] != () and self._words[end] in _PIECES | _PARTS
            found += 1
            yield self._exclusion(at, end, objects)
            at = end

    def _exclusion(self, start: int, end: int, objects: Sequence[tuple[int, int]]) -> Exclusion:
        return Exclusion(self._span(start, end), tuple(self._span(*one) for one in objects))

    def _put_aside(self) -> int | None:
        """Find the "aside" of "COVID aside, what was said?": it stands behind a topic and a mark.

        "All else aside" and "day to day stuff aside" have no topic.
        """
        ends = range(1, min(_LONGEST_NAME + 1, len(self._words)))
        at = next((one for one in ends if self._words[one] == "aside"), None)
        if at is None or not self._ends_part(at):
            return None
        return at if self._is_name(0) or all(map(self._is_telling, range(at))) else None

    def _is_telling(self, at: int) -> bool:
        token = self._tokens[at]
        is_small = token.is_stop or token.folded in FURNITURE or token.folded in _NO_OBJECTS
        return not (is_small or is_everyday((token.term,)))

    def _ends_part(self, at: int) -> bool:
        """Tell whether a mark stands behind a token, or nothing."""
        return at + 1 == len(self._words) or _ENDING.search(self._gap(at)) is not None

    def _word(self, token: Token) -> str:
        """The folded word; an acronym spelt as a stop word stays as it stands: "U.S.", "WHO's"."""
        written = token.span.of(self._question)
        bare = token.folded.removesuffix(_POSSESSIVE)
        is_capital = written[: len(bare)].isupper() and not self._question.isupper()
        is_acronym = not token.is_stop and (bare == token.folded or is_capital)
        return written if is_acronym and bare in STOP_WORDS else token.folded

    def _span(self, start: int, end: int) -> Span:
        """Return the span of the tokens, with the quotation marks around them."""
        first, last = self._tokens[start].span.start, self._tokens[end - 1].span.end
        return Span(first - self._is_quoted[start], last + self._is_quoted[end - 1])

    def _gap(self, at: int) -> str:
        """Return the characters between a token and the next."""
        return self._question[self._tokens[at].span.end : self._tokens[at + 1].span.start]

    def _is_auxiliary(self, at: int) -> bool:
        """Tell whether a word is an auxiliary verb; "in may" is none."""
        before = self._words[at - 1] if at else ""
        is_month = self._words[at] in MONTHS and before in _BEFORE_A_MONTH
        return self._words[at] in _AUXILIARIES and not is_month

    def _end_of_cue(self, at: int) -> int:
        """Find the end of the cue that begins at a token; `at` itself if none does."""
        is_denied = at > 0 and self._words[at - 1].endswith(("not", "n't", "without"))
        if self._is_quoted[at] or is_denied:
            return at
        if self._is_denial(at) or self._wants_nothing(at):
            return at + 1
        if end := self._end_of_order(at):
            return end
        is_all = at > 0 and (self._words[at - 1] in _ALL or _APART.search(self._gap(at - 1)))
        cues = (*_CUES, *_CUES_OF_KEY_WORDS) if is_all or not self._is_sentence else _CUES
        cue = next((cue for cue in cues if self._words[at : at + len(cue)] == cue), None)
        if cue == _WITHOUT and not self._may_lack(at):
            return at
        if cue is not None:
            return at + len(cue)
        return at + self._is_operator(at)

    def _end_of_order(self, at: int) -> int:
        """Find the end of "exclude", "I don't need": it opens a part, and its object ends it."""
        if not self._opens(at):
            return 0
        lengths = (len(cue) for cue in _CUES_OF_ORDERS if self._words[at : at + len(cue)] == cue)
        length = max(lengths, default=0)
        if not length or not self._is_near(at + length - 1):
            return 0
        start = self._past_pieces(at + length)
        end = self._end_of_object(start)
        if end == start:
            return 0
        behind = self._words[end] if end < len(self._words) else ""
        if length == 1 and self._words[at] in _PARTED:
            return at + 1 if behind in _PARTS else 0
        return at + length if self._ends_part(end - 1) or behind in _COURTESIES else 0

    def _past_pieces(self, at: int) -> int:
        """Skip the "anything about" before what is excluded; "anything" before "from 2021"."""
        place = at + (at < len(self._words) and self._words[at] in _ARTICLES)
        is_piece = place + 1 < len(self._words) and self._words[place] in _PIECES
        behind = self._words[place + 1] if is_piece else ""
        return place + 1 + (behind in _ABOUT) if behind in _ABOUT | _PREPOSITIONS else at

    def _is_denial(self, at: int) -> bool:
        """Tell whether a small "not" that marks set apart excludes: "(not press releases)".

        So do "no" before a kind, and "neither"; in a sentence only what opens it: "not Mori, who".
        """
        cue = self._words[at]
        opens = self._opens(at)
        if cue not in _DENIALS or (self._is_sentence and not (opens and self._is_apart(at + 1))):
            return False
        is_apart = opens or not _MARKS.isdisjoint(self._gap(at - 1))
        named = at + 1
        named += named < len(self._words) and self._words[named] in _ARTICLES
        behind = self._words[named] if named < len(self._words) else ""
        if cue == "no":
            is_beside = is_apart or self._words[at - 1] == "but"
            is_year = is_apart and self._is_year(named)
            return is_beside and (behind in _KINDS or is_year or self._is_unwanted(named))
        is_named = behind in _PREPOSITIONS | _KINDS or self._is_name(named)
        is_between = at > 0 and cue == "not" and self._is_name(at - 1) and self._is_name(at + 1)
        return (is_named and (is_apart or is_between)) or (
            at > 0 and self._is_year(at - 1) and self._is_year(at + 1)
        )

    def _is_unwanted(self, at: int) -> bool:
        """Tell whether a name behind "no" ends what is said: "no Taiwan please", "X, no Taiwan".

        "No Taiwan" alone may correct what was read, and "no US troops" is a topic.
        """
        end = self._end_of_object(at) if at < len(self._words) and self._is_name(at) else at
        if end == at:
            return False
        is_courteous = self._words[end : end + 1] == ("please",)
        return is_courteous or (at > 1 and self._ends_part(end - 1))

    def _opens(self, at: int) -> bool:
        """Tell whether a word opens the question, courtesies aside."""
        return _CONNECTING.issuperset(self._words[:at])

    def _wants_nothing(self, at: int) -> bool:
        """Tell whether "nothing" excludes: "nothing from 2021 please: China", with the mark.

        So does "nothing on Taiwan please".
        """
        behind = self._words[at + 1 : at + 2]
        if self._words[at] == "nothing" and not _ABOUT.isdisjoint(behind):
            end = self._end_of_object(at + 1)
            stop = self._question[self._tokens[end - 1].span.end :].lstrip()[:1]
            return stop == "." or self._words[end : end + 1] == ("please",)
        if self._words[at] != "nothing" or self._is_sentence or _WANTED.isdisjoint(behind):
            return False
        within = range(at + 1, min(at + _LONGEST_NAME + 2, len(self._words) - 1))
        return any(_APART.search(self._gap(one)) for one in within)

    def _is_apart(self, at: int) -> bool:
        """Tell whether a mark stands behind the name that begins at a token."""
        ends = range(at, min(at + _LONGEST_NAME, len(self._words) - 1))
        return self._is_name(at) and any(_APART.search(self._gap(end)) for end in ends)

    def _is_year(self, at: int) -> bool:
        word = self._words[at] if at < len(self._words) else ""
        return len(word) == _DIGITS_OF_YEAR and word.isdecimal()

    def _is_operator(self, at: int) -> bool:
        """Tell whether a token is the operator NOT; in a sentence a name has to follow it."""
        is_not = self._tokens[at].span.of(self._question) == "NOT" and not self._question.isupper()
        return is_not and (not self._is_sentence or self._is_name(at + 1))

    def _may_lack(self, at: int) -> bool:
        """Tell whether "without" may exclude: among key words, and there only in some places.

        After a single name or "everything", between a mark and a name, before what is "in it".
        """
        before = [
            place
            for place in range(at)
            if not self._tokens[place].is_stop and self._words[place] not in FURNITURE | _ALL
        ]
        is_one_name = all(other - one == 1 for one, other in pairwise(before))
        # "Without excluding any options" tells how something is done.
        is_manner = any(word.endswith("ing") for word in self._words[at + 1 : at + 2])
        is_clause = self._is_sentence or is_manner or "with" in self._words[:at]
        is_beside = not before or (is_one_name and self._is_name(before[0]))
        is_apart = at > 0 and _APART.search(self._gap(at - 1)) is not None
        is_of_texts = any(
            self._words[end : end + 2] in _WITHIN_IT for end in range(at + 2, at + 2 + _LONGEST)
        )
        return not is_clause and (is_beside or is_of_texts or (is_apart and self._is_name(at + 1)))

    def _objects(self, at: int, *, opens: bool) -> list[tuple[int, int]]:
        """Find the objects after a cue: "Ukraine", "by Hayashi", "China or Russia"; or none."""
        if self._is_year(at) and at > 1 and self._is_year(at - 2):
            return [(at, at + 1)]
        found, start = [], self._past_pieces(at)
        while (end := self._end_of_object(start)) > start:
            found.append((start, end))
            joint = end < len(self._words) and self._words[end] in _JOINTS
            start = end + joint
            if not joint or not self._is_near(end - 1):
                break
        if not found:
            return []
        end = found[-1][1]
        # "Excluding North Korea what came up?"
        is_asked = opens and not _ASKING.isdisjoint(self._words[end : end + 1])
        return found if is_asked or self._may_end(end) else []

    def _end_of_object(self, at: int) -> int:
        """Find the end of the object that begins at a token; `at` itself if none does."""
        place = at
        while place < len(self._words) and self._is_opening(place):
            place += 1
        first = place
        is_filter = first > at and self._words[at] in _PREPOSITIONS
        while place < len(self._words) and place - first < _LONGEST and self._is_content(place):
            if place > first and self._words[place] in _PIECES | _PARTS:
                break
            place += 1
            if not self._is_near(place - 1):
                break
        return place if place > first and self._is_object(first, is_filter=is_filter) else at

    def _is_opening(self, at: int) -> bool:
        return self._words[at] in _PREPOSITIONS | _ARTICLES and not self._is_quoted[at]

    def _is_content(self, at: int) -> bool:
        word = self._words[at]
        is_month = word in MONTHS and self._words[at - 1] in _BEFORE_A_MONTH
        is_small = self._tokens[at].is_stop or word.removesuffix(_POSSESSIVE) in STOP_WORDS
        is_cue = word in {"except", "excluding", "please"}
        is_ending = word == "s" and self._gap(at - 1) in _APOSTROPHES
        # "Not by Will": a surname that is a stop word as well.
        is_somebody = self._words[at - 1] == "by" and self._is_name(at)
        is_linked = word in _LINKS and self._is_linking(at)
        is_kept = self._is_quoted[at] or is_month or is_ending or is_somebody or is_linked
        return is_kept or not (is_small or is_cue)

    def _is_linking(self, at: int) -> bool:
        """Tell whether a small word stands within an object: "not Biden's trip to Japan"."""
        beside = (at - 1, at + 1)
        is_within = at + 1 < len(self._tokens) and self._is_near(at - 1) and self._is_near(at)
        return is_within and not any(self._tokens[one].is_stop for one in beside)

    def _is_object(self, at: int, *, is_filter: bool) -> bool:
        """Tell whether a word can be excluded: it is no verb, and no manner of doing something."""
        word = self._words[at]
        if word in _LINKS:  # "I don't want to miss"
            return False
        if self._is_quoted[at] or self._is_name(at):
            return True
        if word in _MANNERS or word in _NO_OBJECTS or word.endswith(("ly", "ed")):
            return False
        return is_filter or word in _KINDS or word not in FURNITURE

    def _is_near(self, at: int) -> bool:
        """Tell whether only blanks, hyphens or quotation marks are between a token and the next.

        A full stop within the sentence belongs to a shortened word: "Mr. Blinken".
        """
        if at + 1 >= len(self._tokens):
            return False
        if _APART.search(self._gap(at)):
            return False
        return not self._gap(at).removeprefix(".").strip(" -\"“”„'’")

    def _may_end(self, at: int) -> bool:
        """Tell whether an exclusion may end before a token: at a filter, a mark, or the end."""
        # "Apart from the economic one".
        at += at < len(self._words) and self._words[at] in _NAMED_BEFORE | _PIECES | _PARTS
        at += 2 * (self._words[at : at + 2] in _OUT_OF)
        if at >= len(self._words) or not self._is_near(at - 1):
            return True
        is_way = self._words[at] == "in" and not _WAYS.isdisjoint(self._words[at + 1 : at + 2])
        return self._words[at] in _GOES_ON and not is_way
