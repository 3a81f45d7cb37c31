"""Which edits change what a page says: pages of the seeds, edited in known ways."""

import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from retrieval.archive.knowledge import Reading
from retrieval.model.release import Release, Span
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read
from retrieval.sources.edits.material import is_material
from retrieval.sources.files.seeds import Seed, find_seeds
from retrieval.text.sentences import paragraphs, sentences

SEEDS = find_seeds().intact
Chance = random.Random
# A new text for a part of the page; None if there is nothing to change.
Edit = Callable[[str, Chance], str | None]

NUMBER = re.compile(r"\b\d+\b")
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?= \d)"
)
NAMES = "Blinken Biden Kishida Japan Korea Ukraine Russia China Taiwan Okinawa Indo-Pacific".split()
NAME = re.compile(rf"\b(?:{'|'.join(NAMES)})\b")
STRANGERS = "Arlandia Borovia Tanabe Selim Harbor Noda".split()
OFFICE = re.compile(r"\b(?:Minister|Secretary|President)\b")
OFFICES = "Ambassador Governor Chancellor".split()
NOT = re.compile(r"\b(?:not|No,?|without)\s", re.IGNORECASE)
VERB = re.compile(r"\b(?:is|are|was|were|will|would|did|have|has)\b")
SMALL_WORD = re.compile(
    r"(?<![\w’'-])(?!without|minister|secretar|president|double|second|million)[a-z]{6,}(?![\w’'-])"
)
OTHERS = "general particular various mutual practical common steady broad".split()
SPELLINGS = (
    ("cooperat", "co-operat"),
    ("defense", "defence"),
    ("realiz", "realis"),
    ("strengthen", "strengthen"),
    ("program", "programme"),
    ("coordinat", "co-ordinat"),
    ("build-up", "buildup"),
    ("recogniz", "recognis"),
    ("emphasiz", "emphasis"),
    ("favor", "favour"),
    ("neighbor", "neighbour"),
    ("unpreceden", "un-preceden"),
)
DEBRIS = [" (PDF)", " [PDF: 120KB]", " (Open a New Window)", " (Link)", " https://www.example.jp/x"]
NEWS = [
    "We also decided to send a mission to the region next spring.",
    "I conveyed our protest through the diplomatic channel at once.",
    "The details of the plan will be announced by the ministry in due course.",
    "No decision has been taken on the matter of sanctions.",
]


def spans(release: Release) -> list[Span]:
    return [statement.span for statement in release.statements]


def within(
    release: Release, seed: Seed, edit: Edit, chance: Chance, *, all_of: bool
) -> Release | None:
    """Read the page again after an edit of all its statements, or of one where it is possible."""
    chosen = spans(release)
    if not all_of:
        chance.shuffle(chosen)
    text, done = release.text, False
    for span in sorted(chosen, reverse=True) if all_of else chosen:
        edited = edit(span.of(text), chance)
        if edited is None or edited == span.of(text):
            continue
        text, done = text[: span.start] + edited + text[span.end :], True
        if not all_of:
            break
    return read(seed.source, replace(seed.page, text=text)) if done else None


def swap(pattern: re.Pattern[str], put: Callable[[str, Chance], str]) -> Edit:
    """Replace one of the pattern's matches."""

    def edit(text: str, chance: Chance) -> str | None:
        found = list(pattern.finditer(text))
        if not found:
            return None
        one = chance.choice(found)
        return text[: one.start()] + put(one.group(), chance) + text[one.end() :]

    return edit


def blanks(text: str, chance: Chance) -> str:
    odd = [" ", "  ", "\u00a0", "\u3000", " \u200b", "\u2009"]
    return "".join(chance.choice(odd) if c == " " and chance.random() < 0.2 else c for c in text)


def signs(text: str, chance: Chance) -> str:
    kinds = [("“", '"'), ("”", '"'), ("’", "'"), ("-", "‐"), (", ", " "), (";", ","), ("“", "「")]
    for old, new in chance.sample(kinds, 4):
        text = text.replace(old, new)
    return text


def spelling(text: str, chance: Chance) -> str | None:
    found = [pair for pair in SPELLINGS if pair[0] in text and pair[0] != pair[1]]
    return text.replace(*chance.choice(found)) if found else None


def slip(word: str, chance: Chance) -> str:
    place = chance.randrange(1, len(word) - 1)
    kinds = [
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
        word[:place] + chance.choice("etaoin") + word[place:],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    ]
    return chance.choice(kinds)


def slips(text: str, chance: Chance) -> str | None:
    one = swap(SMALL_WORD, slip)
    for _ in range(chance.randrange(1, 4)):
        edited = one(text, chance)
        if edited is None:
            return None
        text = edited
    return text


def list_numbers(text: str, chance: Chance) -> str:
    parts = text.split("\n\n")
    sign = chance.choice(["({})", "{}.", "- "])
    return "\n\n".join(f"{sign.format(n)} {part}" for n, part in enumerate(parts, 1))


def debris(text: str, chance: Chance) -> str:
    return text.removesuffix(".") + chance.choice(DEBRIS) + "."


def reorder(text: str, chance: Chance) -> str | None:
    parts = text.split("\n\n")
    mixed = chance.sample(parts, len(parts))
    return "\n\n".join(mixed) if mixed != parts else None


def reorder_sentences(text: str, chance: Chance) -> str | None:
    found = [span.of(text) for span in sentences(text, Span(0, len(text)))]
    return " ".join(chance.sample(found, len(found))) if len(found) > 1 else None


def rejoin(text: str, _: Chance) -> str | None:
    return text.replace("\n\n", " ") if "\n\n" in text else None


def contract(text: str, _: Chance) -> str | None:
    edited = text.replace("did not ", "didn’t ").replace("I am ", "I’m ").replace("It is ", "It’s ")
    return edited if edited != text else None


def article(text: str, chance: Chance) -> str | None:
    return swap(re.compile(r"\bthe "), lambda _, __: "")(text, chance)


def another_word(text: str, chance: Chance) -> str | None:
    return swap(SMALL_WORD, lambda _, more: more.choice(OTHERS))(text, chance)


def another_number(text: str, chance: Chance) -> str | None:
    return swap(NUMBER, lambda number, more: str(int(number) + more.choice([1, 2, 10])))(
        text, chance
    )


def another_month(text: str, chance: Chance) -> str | None:
    return swap(MONTH, lambda month, _: "July" if month != "July" else "June")(text, chance)


def another_name(text: str, chance: Chance) -> str | None:
    return swap(NAME, lambda _, more: more.choice(STRANGERS))(text, chance)


def another_office(text: str, chance: Chance) -> str | None:
    return swap(OFFICE, lambda _, more: more.choice(OFFICES))(text, chance)


def no_name(text: str, chance: Chance) -> str | None:
    return swap(NAME, lambda _, __: "")(text, chance)


def not_dropped(text: str, chance: Chance) -> str | None:
    return swap(NOT, lambda _, __: "")(text, chance)


def not_added(text: str, chance: Chance) -> str | None:
    return swap(VERB, lambda verb, _: f"{verb} not")(text, chance)


def sentence_added(text: str, chance: Chance) -> str:
    return f"{text} {chance.choice(NEWS)}"


def sentence_dropped(text: str, chance: Chance) -> str | None:
    found = [span for span in sentences(text, Span(0, len(text))) if len(span) > 30]
    if len(found) < 2:
        return None
    one = chance.choice(found)
    return text[: one.start] + text[one.end :].lstrip()


def sentence_for_another(text: str, chance: Chance) -> str | None:
    dropped = sentence_dropped(text, chance)
    return None if dropped is None else sentence_added(dropped, chance)


def rewritten(text: str, chance: Chance) -> str | None:
    words = text.split(" ")
    if len(words) < 40:
        return None
    for place in chance.sample(range(len(words)), 12):
        words[place] = chance.choice(OTHERS)
    return " ".join(words)


def paragraph_withdrawn(text: str, chance: Chance) -> str | None:
    found = paragraphs(text, Span(0, len(text)))
    if len(found) < 2:
        return None
    one = chance.choice(found)
    return (text[: one.start] + text[one.end :]).strip()


def later(days: int) -> Callable[[Release], Release]:
    return lambda release: replace(release, date=release.date + dt.timedelta(days=days))


# Edits that do not change what is said, of the whole page or of one place in it.
NOISE: dict[str, tuple[Edit, bool]] = {
    "blanks": (blanks, True),
    "signs": (signs, True),
    "spelling": (spelling, True),
    "slips": (slips, False),
    "list numbers": (list_numbers, False),
    "debris": (debris, False),
    "paragraphs in another order": (reorder, False),
    "sentences in another order": (reorder_sentences, False),
    "paragraphs joined": (rejoin, True),
    "contractions": (contract, True),
    "an article": (article, False),
    "a word": (another_word, False),
}
# Edits that change what is said.
NEWS_KINDS: dict[str, Edit] = {
    "a number": another_number,
    "a month": another_month,
    "a name": another_name,
    "a name dropped": no_name,
    "an office": another_office,
    "not dropped": not_dropped,
    "not added": not_added,
    "a sentence added": sentence_added,
    "a sentence dropped": sentence_dropped,
    "a sentence for another": sentence_for_another,
    "many words": rewritten,
    "a paragraph withdrawn": paragraph_withdrawn,
}
FACTS: dict[str, tuple[Callable[[Release], Release], bool]] = {
    "another address": (lambda one: replace(one, url="https://www.mofa.go.jp/x.html"), False),
    "another day": (later(1), True),
    "another time": (lambda one: replace(one, time=dt.time(23, 59)), True),
    "withdrawn": (
        lambda one: replace(one, withdrawn_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        True,
    ),
    "a statement withdrawn": (lambda one: replace(one, statements=one.statements[:-1]), True),
    "another speaker": (
        lambda one: replace(
            one,
            statements=(*one.statements[:-1], replace(one.statements[-1], speaker="NODA Ken")),
        ),
        True,
    ),
    "another office": (
        lambda one: replace(
            one,
            statements=(*one.statements[:-1], replace(one.statements[-1], role="Press Secretary")),
        ),
        True,
    ),
    "another place": (lambda one: replace(one, place="Ankara, Türkiye"), True),
    "statements in another order": (
        lambda one: replace(one, statements=one.statements[::-1]),
        False,
    ),
}
ROUNDS = 4


def cases() -> Iterator[tuple[str, Release, Release, bool]]:
    """Yield each kind of edit on each page, some with noise everywhere, and the right result."""
    for number, seed in enumerate(SEEDS):
        release = seed.read().release
        for name, (change, expected) in FACTS.items():
            yield name, release, change(release), expected
        for turn in range(ROUNDS):
            chance = Chance(1000 * number + turn)
            for name, (edit, all_of) in NOISE.items():
                noisy = within(release, seed, edit, chance, all_of=all_of)
                if noisy is not None:
                    yield name, release, noisy, False
            for name, news in NEWS_KINDS.items():
                changed = within(release, seed, news, chance, all_of=False)
                if changed is None:
                    continue
                yield name, release, changed, True
                again = replace(seed, page=replace(seed.page, text=changed.text))
                both = within(changed, again, chance.choice([blanks, signs]), chance, all_of=True)
                if both is not None:
                    yield f"{name}, with noise", release, both, True


def test_of_a_hundred_edits_ninety_eight_are_judged_rightly_both_ways() -> None:
    counted: Counter[bool] = Counter()
    wrong: dict[bool, list[str]] = {True: [], False: []}
    for name, old, new, expected in cases():
        counted[expected] += 1
        if is_material(old, new) is not expected:
            wrong[expected].append(f"{name}: {old.id}")
    told = {way: f"{len(wrong[way])} of {counted[way]} wrong: {wrong[way]}" for way in wrong}
    assert min(counted.values()) >= 200
    for way, names in wrong.items():
        assert len(names) <= 0.02 * counted[way], told


SAME = {
    "We will hold talks in Borovia.": [
        "We will  hold\u00a0talks in Borovia",
        "We’ll hold talks in Borovia.",
        "We will hold talks at Borovia.",
        "We will hold the talks in Borovia.",
        "We will hold tallks in Borovia.",
        "We will hold meetings in Borovia.",
    ],
    # Three ordinary words are few, wherever they are; so are many wrong letters.
    "They came.": ["They came near home slowly.", "They came of the at by."],
    "The large boats came near home.": ["The small ships went near home."],
    "The grey boat came near home and quiet people walked slowly along.": [
        "The gray boot cane neat hone and quite people walked slowwly along.",
    ],
    "The big dog ran out and the old cat sat down and the red fox lay near.": [
        "The bug dog ran out and the old cut sat down and the rod fox lay near.",
    ],
    "The ministers, two of them, did not discuss defense cooperation.": [
        "The ministers (2 of them) didn't discuss defence co-operation.",
        "The ministers, two of them, did not discus defense cooperation",
    ],
    "However, 1,200 people came at 7:32 a.m., five percent of them on foot.": [
        "Howevr, 1200 people came at 7.32 am, 5% of them on foot.",
    ],
    "That is our position on cyber security. Regarding the U.S., we agreed.": [
        "Regarding the US, we agreed. That is our position on cybersecurity.",
        "1. That is our position on cyber security (PDF). 2. Regarding the U.S., we agreed.",
    ],
}
ANOTHER = {
    "We will hold talks in Borovia.": [
        "We will not hold talks in Borovia.",
        "We may hold talks in Borovia.",
        "We will hold talks in Arlandia.",
        "We will hold talks in Boravia.",
        "We will hold talks.",
        "We will hold talks in Borovia tomorrow.",
        "We will hold two talks in Borovia.",
        "We will hold talks in Borovia. We look forward to them with joy.",
        "Borovia will hold talks in Borovia.",
        "Today officials met to negotiate over trade.",
    ],
    "They came.": ["They came near home slowly again.", "They came of the at by and."],
    "The large boats came near home.": ["The small ships went near house."],
    "The big dog ran out and the old cat sat down and the red fox lay near.": [
        "The bug dog ran out and the old cut sat down and the rod fix lay near.",
    ],
    "Borovia asked Arlandia for 1,200 boats by 7:32 a.m.": [
        "Arlandia asked Borovia for 1,200 boats by 7:32 a.m.",
        "Borovia asked Arlandia for 12,00 boats by 7:32 a.m.",
        "Borovia asked Arlandia for 1,200 boats by 7:32 p.m.",
        "Borovia asked Arlandia for 1,200 boats by 7:23 a.m.",
        "Borovia asked Arlandia for $1,200 by 7:32 a.m.",
    ],
    "It is acceptable to the minister, and possible.": [
        "It is unacceptable to the minister, and possible.",
        "It is acceptable to the minister, and impossible.",
        "It is acceptable to the president, and possible.",
    ],
    "Yes.": ["No."],
    "We met them in Borovia. We agreed on that. We met them in Borovia.": [
        "We met them in Borovia. We agreed on that.",
    ],
}


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(one, other) for one, others in table.items() for other in others]


@pytest.mark.parametrize("was, now", pairs(SAME))
def test_what_says_the_same_is_not_material(
    reading: Callable[[str], Reading], was: str, now: str
) -> None:
    assert not is_material(reading(was).release, reading(now).release)
    assert not is_material(reading(now).release, reading(was).release)


@pytest.mark.parametrize("was, now", pairs(ANOTHER))
def test_what_says_something_else_is_material(
    reading: Callable[[str], Reading], was: str, now: str
) -> None:
    assert is_material(reading(was).release, reading(now).release)
    assert is_material(reading(now).release, reading(was).release)


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ("Talks with Borovia", "Talks with Arlandia", False),  # a heading over a topic
        ("Foreign Minister TANABE Kenji\n", "Foreign Minister TANABE Kenji at Geneva\n", True),
        ("Ministry of Foreign Affairs", "Palais in Geneva", True),
    ],
)
def test_a_title_and_a_place_are_said_and_a_heading_is_not(
    reading: Callable[[], Reading], old: str, new: str, *, expected: bool
) -> None:
    was = reading().release
    now = read("mofa", Page("saved", "", was.text.replace(old, new)))
    assert was.text != now.text
    assert [one.span.of(was.text) for one in was.statements] == [
        one.span.of(now.text) for one in now.statements
    ]
    assert is_material(was, now) is expected
    assert is_material(now, was) is expected


def test_the_same_words_of_somebody_else_are_material(reading: Callable[..., Reading]) -> None:
    was, now = reading("Thank you."), reading("Thank you.", speaker="Press Secretary Mori")
    assert is_material(was.release, now.release)


def test_a_long_page_is_compared_in_time_that_grows_with_it(
    reading: Callable[..., Reading], stopwatch
) -> None:
    words = " ".join(f"We spoke of matter {number} at length." for number in range(2000))
    was, now = reading(words).release, reading(words.replace("spoke", "heard")).release
    other = reading(words.replace("length.", "length !")).release
    with stopwatch:
        assert is_material(was, now)
        assert not is_material(was, other)
    assert stopwatch.least_s < 8
