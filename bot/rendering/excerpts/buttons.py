"""The buttons under an answer and under what is opened from it.

The data of each says which answer it is about, by the update that asked for it, and which
statement, by its number. A mark tells whether the statement of that number is still the one that
was shown: the record may have changed since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.language.spoken import gettext, gettext_noop
from bot.rendering.excerpts.dossier import FILES
from bot.rendering.excerpts.styles import STYLES
from bot.rendering.keyboards import Row, keyboard
from bot.rendering.markup import count_units
from retrieval.model.answer import Answer, Excerpt, Status
from retrieval.model.query import Order
from retrieval.model.release import Release, Statement
from retrieval.patterns import regex

CONTEXT, CITE, STAR, PICK = "context", "cite", "star", "pick"
PAGE, HERE, BUTTONS, REPORT = "page", "here", "buttons", "report"
OUTLINE = "outline"
STARRED, UNSTAR, EXPORT = "starred", "unstar", "export"
# What a button can copy; a longer text is shown so that a tap on it copies it.
MAX_COPIED = 256
_APART = "+"
# So many buttons with a word and a number fit a row of a phone.
_MOST_REMOVED = 3
_DATA = regex(
    r"(?P<key>[1-9][0-9]{0,17})(?P<apart>\+?):(?P<number>[1-9][0-9]{0,3})"
    r"(?::(?P<mark>[0-9a-f]*)(?::(?P<style>[a-z]+))?)?"
)
# By the order of an answer: what leads to the pages before and after, and which stands left.
_TURNING = {
    Order.BEST: (gettext_noop("Previous"), gettext_noop("More")),
    Order.NEW: (gettext_noop("Newer"), gettext_noop("Older")),
    Order.OLD: (gettext_noop("Older"), gettext_noop("Newer")),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What a button is about: an answer, by the update that asked, and a statement of it.

    `mark` is empty if any statement of that number is meant. `is_apart`: the button stands under an
    answer of several messages, none of which may be replaced. `style` is one of citation.
    """

    key: int
    number: int = 1
    mark: str = ""
    is_apart: bool = False
    style: str = ""

    def data(self, verb: str) -> str:
        """Return the data of a button."""
        apart = _APART if self.is_apart else ""
        return f"{verb}:{self.key}{apart}:{self.number}:{self.mark}:{self.style}".rstrip(":")

    @classmethod
    def read(cls, words: str) -> Place | None:
        """Read what stands behind the verb; None if it is no place."""
        found = _DATA.fullmatch(words)
        if found is None:
            return None
        return cls(
            int(found["key"]),
            int(found["number"]),
            found["mark"] or "",
            is_apart=bool(found["apart"]),
            style=found["style"] or "",
        )


def mark_of(excerpt: Excerpt) -> str:
    """Return a short mark of the statement that an excerpt is of, in its version."""
    return mark_in(excerpt.release, excerpt.statement)


def mark_in(release: Release, statement: Statement) -> str:
    """Return the mark of a statement of a release."""
    named = f"{release.id} {release.version} {statement.id}"
    return blake2b(named.encode(), digest_size=4).hexdigest()


def count_listed(answer: Answer) -> int:
    """Count the statements of an answer that can be opened one by one."""
    return max(answer.page.listed, answer.page.skipped + len(answer.shown))


def report_of(key: int, answer: Answer) -> list[str]:
    """Return which answer and which statements a report is about: ids only, a line each."""
    named = [
        f"{number}: {one.release.id} version {one.release.version} {one.statement.id}"
        for number, one in enumerate(answer.shown, answer.page.skipped + 1)
    ]
    return [f"update {key}, {answer.status.value}, {count_listed(answer)} listed", *named]


def under_answer(key: int, answer: Answer, *, is_apart: bool) -> InlineKeyboardMarkup:
    """Return the buttons under a page of the answer to the question of an update."""
    place = Place(key, answer.page.skipped + 1, is_apart=is_apart)
    if answer.shown:
        place = replace(place, mark=mark_of(answer.shown[0]))
    star = STAR if len(answer.shown) == 1 else PICK
    opening: Row = (
        [
            (gettext("Context"), place.data(CONTEXT)),
            (gettext("Cite"), place.data(CITE)),
            (gettext("Star"), place.data(star)),
        ]
        if answer.shown
        else []
    )
    report = [(gettext("Report"), replace(place, mark="").data(REPORT))]
    if answer.reading is not None:
        outline = [(gettext("Outline"), Place(key, is_apart=is_apart).data(OUTLINE))]
        turning = _turn_pages(replace(place, mark=""), answer)
        return keyboard(turning, [*outline, *opening[1:], *report])
    is_found = answer.status is Status.ANSWERED
    label = gettext("Subscribe") if is_found else gettext("Tell me if it ever appears")
    subscribing = [(label, f"want:{key}")]
    return keyboard(
        [*opening, *subscribing] if is_found else opening,
        [] if is_found else subscribing,
        [*_turn_pages(replace(place, mark=""), answer), *report],
    )


def under_context(
    place: Place, answer: Answer, excerpt: Excerpt, *, may_go_back: bool
) -> InlineKeyboardMarkup:
    """Return the buttons under what stands around an excerpt."""
    this = Place(place.key, place.number, mark_of(excerpt))
    opening = [(gettext("Cite"), this.data(CITE)), (gettext("Star"), this.data(STAR))]
    return keyboard(
        [*_back(place, may_go_back=may_go_back), *opening],
        _turn_one_by_one(place, answer, CONTEXT),
    )


def under_citation(
    place: Place, answer: Answer, excerpt: Excerpt, citation: str, *, may_go_back: bool
) -> InlineKeyboardMarkup:
    """Return the buttons under a citation: copy it, other styles, other excerpts of the page."""
    this = Place(place.key, place.number, mark_of(excerpt))
    styles = [
        (gettext(style.name), replace(this, style=name).data(CITE))
        for name, style in STYLES.items()
        if name != place.style
    ]
    others = [
        (str(number), Place(place.key, number, mark_of(one), style=place.style).data(CITE))
        for number, one in enumerate(answer.shown, answer.page.skipped + 1)
        if number != place.number
    ]
    opening = [(gettext("Context"), this.data(CONTEXT)), (gettext("Star"), this.data(STAR))]
    rows = keyboard(
        styles, others, [*_back(place, may_go_back=may_go_back), *opening]
    ).inline_keyboard
    copying = (
        [[InlineKeyboardButton(gettext("Copy"), copy_text=CopyTextButton(citation))]]
        if count_units(citation) <= MAX_COPIED
        else []
    )
    return InlineKeyboardMarkup([*copying, *rows])


def under_choice(place: Place, answer: Answer) -> InlineKeyboardMarkup:
    """Return the buttons in which an excerpt of a page is chosen to be starred."""
    numbered = enumerate(answer.shown, answer.page.skipped + 1)
    stars = [
        (gettext("Star %(number)s", number=at), Place(place.key, at, mark_of(one)).data(STAR))
        for at, one in numbered
    ]
    return keyboard(stars, [(gettext("Back"), replace(place, mark="").data(BUTTONS))])


def under_starred(removing: Mapping[int, int], page: int, pages: int) -> InlineKeyboardMarkup:
    """Return the buttons under a page of what somebody keeps: remove, turn over, export.

    `removing` has the rows by the numbers that are shown.
    """
    rows = [
        (gettext("Remove %(number)s", number=one), f"{UNSTAR}:{row}:{page}")
        for one, row in removing.items()
    ]
    before = [(gettext("Previous"), f"{STARRED}:{page - 1}")] if page > 1 else []
    after = [(gettext("More"), f"{STARRED}:{page + 1}")] if page < pages else []
    here = [(f"{page}/{pages}", f"{HERE}:{page}:{pages}")] if pages > 1 else []
    files = [(f".{one}", f"{EXPORT}:{one}") for one in FILES]
    most = _MOST_REMOVED
    return keyboard(
        rows[:most],
        rows[most:],
        [*before, *here, *after],
        [*files, (gettext("All files"), EXPORT)],
    )


def _back(place: Place, *, may_go_back: bool) -> Row:
    return [(gettext("Back"), Place(place.key, place.number).data(PAGE))] if may_go_back else []


def _turn_pages(place: Place, answer: Answer) -> Row:
    page = answer.page
    if page.pages == 1:
        return []
    before = replace(place, number=page.skipped) if page.number > 1 else None
    following = page.skipped + len(answer.shown) + 1
    after = replace(place, number=following) if page.number < page.pages else None
    return _turn(answer, PAGE, (page.number, page.pages), before, after)


def _turn_one_by_one(place: Place, answer: Answer, verb: str) -> Row:
    listed = count_listed(answer)
    if listed == 1:
        return []
    bare = Place(place.key)
    before = replace(bare, number=place.number - 1) if place.number > 1 else None
    after = replace(bare, number=place.number + 1) if place.number < listed else None
    return _turn(answer, verb, (place.number, listed), before, after)


def _turn(
    answer: Answer,
    verb: str,
    here: tuple[int, int],
    before: Place | None,
    after: Place | None,
) -> Row:
    order = answer.query.order if answer.page.is_in_order else Order.BEST
    back, onward = _TURNING[order]
    number, of = here
    turning: Sequence[tuple[str, Place | None]] = [(back, before), (onward, after)]
    if order is Order.NEW:
        # What is older stands left, whichever way the pages run.
        turning = turning[::-1]
    left, right = ([(gettext(label), one.data(verb))] if one else [] for label, one in turning)
    more = "+" if answer.may_be_more else ""
    return [*left, (f"{number}/{of}{more}", f"{HERE}:{number}:{of}"), *right]
