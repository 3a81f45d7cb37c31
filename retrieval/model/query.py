"""A question as it was understood: words, filters, period and order."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from retrieval.model.release import Label, ReleaseKind

_DAYS_OF_A_MONTH = 31


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both included; None means no limit.

    With `or_spoken_of` it also admits what was published on other days and speaks of these.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    or_spoken_of: bool = False

    def contains(self, day: dt.date) -> bool:
        """Tell whether `day` lies within the period."""
        after = self.since is None or self.since <= day
        return after and (self.until is None or day <= self.until)

    @property
    def is_day(self) -> bool:
        """Whether the period is a single day."""
        return self.since is not None and self.since == self.until

    @property
    def is_part_of_a_month(self) -> bool:
        """Whether the period has several days, and no more than a month has."""
        if self.since is None or self.until is None or self.is_day:
            return False
        return (self.until - self.since).days < _DAYS_OF_A_MONTH

    @property
    def admits_mentions(self) -> bool:
        """Whether what speaks of the period is admitted too: talks are often told a day later."""
        return self.is_day or (self.or_spoken_of and self.is_part_of_a_month)

    @property
    def whole_month(self) -> dt.date | None:
        """The first day of the month that lies within the period from its first to its last day.

        None if there is none; it is asked for a period that admits mentions.
        """
        if self.since is None or self.until is None:
            return None
        year, month = divmod(self.since.year * 12 + self.since.month - (self.since.day == 1), 12)
        first = dt.date(min(year, dt.MAXYEAR), month + 1, 1)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return first if self.since <= first and last <= self.until else None

    @property
    def is_beside_a_day(self) -> bool:
        """Whether the period is all time before or after a day within a month."""
        if self.since is None and self.until is not None:
            return (self.until + dt.timedelta(days=1)).day != 1
        return self.until is None and self.since is not None and self.since.day != 1


class Order(StrEnum):
    """The order of the excerpts: best match, newest or oldest first."""

    BEST = "best"
    NEW = "new"
    OLD = "old"


class Intent(StrEnum):
    """What a message is; all but QUESTION get a kind answer without a search."""

    QUESTION = "question"
    SMALL_TALK = "small_talk"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_TOPIC = "no_topic"
    FOREIGN = "foreign"
    REQUEST = "request"


class Request(StrEnum):
    """What a message asks of whoever answers, where it asks nothing of the record."""

    MORE = "more"
    CONTEXT = "context"
    BESIDE = "beside"
    CITE = "cite"
    STAR = "star"
    STARRED = "starred"
    EXPORT = "export"
    REPORT = "report"
    WHICH = "which"
    CONFIRM = "confirm"
    BACK = "back"
    RESET = "reset"
    YES = "yes"
    NO = "no"
    UNDO = "undo"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    LIST = "list"
    FORGET = "forget"
    OWN_DATA = "own_data"
    SETTINGS = "settings"
    LANGUAGE = "language"
    LENGTH = "length"
    FORMAT = "format"
    HELP = "help"
    ABOUT = "about"
    THANKS = "thanks"
    FAREWELL = "farewell"
    NOTED = "noted"
    INSULT = "insult"
    COMPLAINT = "complaint"
    OPINION = "opinion"
    TOPICS = "topics"
    PEOPLE = "people"
    LATEST = "latest"
    DEAD_LINK = "dead_link"
    PASTIME = "pastime"
    OTHER = "other"


# A way to say something, as the analyser makes it: its terms in order.
Name = tuple[str, ...]
# Names, each with the weight by which it stands for a term: 1 if it is one of its own.
WeighedNames = tuple[tuple[Name, float], ...]
# A word, and what stands before and behind it in a longer name: ("asia", " east ", " summit ").
Surroundings = tuple[tuple[str, str, str], ...]


# From this weight on a near name says the same, and differs only in who says it so.
CLOSE = 0.9


@dataclass(frozen=True, slots=True)
class NearName:
    """A name that says nearly the same as a term; `weight`, below 1, is how far it stands for it.

    `written` is how the reviewed table writes it.
    """

    name: Name
    weight: float
    written: str


@dataclass(frozen=True, slots=True)
class Term:
    """A key word or name of a question; `word` is how the question writes it.

    `names` are the ways to say it; a passage has the term if it has one of them. A passage with one
    of the `near` names only has the term by the weight of that name. `read_as` is the word of the
    record that a misspelt word was taken for, else empty. `is_proper` marks a word that the
    question writes as a proper name, `is_named` one that the reviewed table has as a name. `around`
    is what stands around the names in longer ones of something else. `times` is how often the
    question says the term. `is_added`: a follow-up added it to the topic, and another of its sort
    would take its place.
    """

    word: str
    names: tuple[Name, ...]
    near: tuple[NearName, ...] = ()
    read_as: str = ""
    is_proper: bool = False
    is_named: bool = False
    around: Surroundings = ()
    times: int = 1
    is_added: bool = False

    @property
    def weighed_names(self) -> WeighedNames:
        """All names, near ones too, each with the weight by which it stands for the term."""
        own = ((name, 1.0) for name in self.names)
        return (*own, *((one.name, one.weight) for one in self.near))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the record, folded and sorted, and the terms made of them.

    `passages` has the number of passages that each word is in.
    """

    words: tuple[str, ...] = ()
    terms: Container[str] = frozenset()
    passages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a question asks for: a person, an office, or a person in an office.

    `written` is how the question writes it. `names` are the speakers of the record that it means,
    and `offices` their roles there, each folded (`fold_words`); an empty set admits any. `name` is
    how the record writes whom it means, empty if nobody on record is meant. `is_misspelt`: the
    question spells the name otherwise.
    """

    written: str
    names: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    name: str = ""
    is_misspelt: bool = False


class Filter(StrEnum):
    """A filter that limits which passages may answer; its value is the name of a field of Query."""

    PERIOD = "period"
    LABELS = "labels"
    KINDS = "kinds"
    RELEASES = "releases"
    ASKERS = "askers"
    ASKED = "is_asked"
    VOICES = "voices"


@dataclass(frozen=True, slots=True)
class Barred:
    """What may not answer: whose words, answers to whose questions, kinds, labels and days.

    `is_asked`: no answer to anybody's question may.
    """

    voices: tuple[Voice, ...] = ()
    askers: tuple[str, ...] = ()
    is_asked: bool = False
    kinds: frozenset[ReleaseKind] = frozenset()
    labels: frozenset[Label] = frozenset()
    periods: tuple[Period, ...] = ()

    def __bool__(self) -> bool:
        return self != _NOWHERE


_NOWHERE = Barred()


@dataclass(frozen=True, slots=True)
class Gist:
    """What a message of many sentences may be about: its words that tell the passages apart.

    `asked` are the names of those in the sentence that asks; `is_asked`: it asks by itself.
    """

    terms: tuple[Term, ...]
    asked: frozenset[tuple[Name, ...]] = frozenset()
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood: what it asks about, and the filters on its answers.

    `question` is the question as it was asked; one in Japanese has a `translation`, and of one in a
    `language` that is not read only the names are tried. Of several voices, outlets (`askers`),
    kinds, labels or releases (their ids; `version` if one is named), a passage needs one; if
    `is_asked`, it must answer somebody's question. It must
    not have `excluded` terms or phrases (a term without names is an exact phrase), nor be of what
    is `barred`. For phrases that nobody says exactly, `remembered` has the words on record that
    come nearest.
    `impossible_days` are days that the question names and the calendar lacks: they limit nothing,
    and neither do the words that are `left_aside`. `unheld_office` is set if the question is an
    office that nobody on record holds, and nothing else: it is a topic, unless a follow-up asks for
    the office's words. `is_order_asked`: the question names the order, it does not only follow from
    the question. `is_of_changes`: it asks how a wording changed. `place`: of the releases that
    answer, in that order, this one is meant and what follows, 0 if the question names none. `most`:
    so many excerpts are asked for, 0 for any number.
    `is_follow_up`: it begins like a question that leaves something to the one before; `may_go_on`:
    some of its few words tell nothing, so that it may go on from that one too;
    `points_to_shown`: it means the day or the page of what was shown.
    `request` is set if it asks nothing of the record; `wanted` is what somebody wants to hear of,
    or which statement is meant and in which style. A message of several sentences may have other
    `readings`, the best first, with this one among them: the first that is answered is meant. If
    none is, or one beside the point of the whole message, its `gist` may tell what is meant.
    Of a follow-up `former` is the question before.
    """

    question: str
    intent: Intent = Intent.QUESTION
    terms: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[Term, ...] = ()
    barred: Barred = Barred()
    voices: tuple[Voice, ...] = ()
    askers: tuple[str, ...] = ()
    is_asked: bool = False
    kinds: frozenset[ReleaseKind] = frozenset()
    labels: frozenset[Label] = frozenset()
    releases: frozenset[str] = frozenset()
    version: int | None = None
    period: Period | None = None
    impossible_days: tuple[str, ...] = ()
    left_aside: tuple[str, ...] = ()
    unheld_office: Voice | None = None
    order: Order = Order.BEST
    is_order_asked: bool = False
    is_of_changes: bool = False
    place: int = 0
    most: int = 0
    is_follow_up: bool = False
    may_go_on: bool = False
    points_to_shown: bool = False
    request: Request | None = None
    wanted: str = ""
    translation: str = ""
    language: str = ""
    remembered: tuple[str, ...] = ()
    readings: tuple[Query, ...] = ()
    gist: Gist | None = None
    former: Query | None = field(default=None, compare=False, repr=False)

    @property
    def english(self) -> str:
        """The question in English: the question itself, or its translation."""
        return self.translation or self.question

    @property
    def filters(self) -> frozenset[Filter]:
        """The filters that the question has."""
        return frozenset(one for one in Filter if getattr(self, one.value))

    @property
    def has_filters(self) -> bool:
        """Whether anything but words and exclusions limits which passages may answer."""
        return bool(self.filters)

    @property
    def release_alone(self) -> str:
        """The id or address of a release, if the question is that and nothing else; else empty."""
        is_alone = self.intent is Intent.QUESTION and self.filters == {Filter.RELEASES}
        says_more = bool(self.terms or self.phrases or self.excluded or self.barred)
        if not is_alone or says_more or self.is_order_asked or len(self.releases) > 1:
            return ""
        return next(iter(self.releases))

    def without(self, filters: Collection[Filter]) -> Query:
        """Return the same question without some of its filters."""
        none = Query(self.question)
        return replace(self, **{one.value: getattr(none, one.value) for one in filters})
