import datetime as dt
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.rendering.render import PlainRenderer, printable
from bot.setup.services import Services
from retrieval.evaluation.evaluation import Evaluation, Gold, GoldQuestion, Judged, evaluate
from retrieval.model.answer import Answer, Excerpt, Status
from retrieval.model.query import Intent, Query
from retrieval.model.release import Moment, Part, PartKind, Release, Span

Excerpts = Callable[..., Excerpt]
Answers = Callable[..., Answer]
NOW = datetime(2022, 6, 1, tzinfo=UTC)
SAID = "We spoke about many things, among them   the\tTaiwan-Strait.\nThat is all, " + "x" * 300


def test_without_a_width_no_quotation_is_broken(excerpt: Excerpts, answered: Answers) -> None:
    plain = PlainRenderer().answer(answered(excerpt(SAID)))
    assert f"❝ {SAID} ❞\n" in plain


def test_in_a_terminal_lines_are_filled_and_no_word_is_broken(
    excerpt: Excerpts, answered: Answers
) -> None:
    plain = PlainRenderer(40).answer(answered(excerpt(SAID, asked="Was it " + "so " * 40)))
    lines = plain.splitlines()
    assert all(len(line) <= 40 or "x" * 300 in line or "://" in line for line in lines)
    assert any(line.startswith("❝ We spoke about many things") for line in lines)
    assert "Taiwan-Strait." in plain
    assert " ".join(SAID.split()) in " ".join(plain.split())
    at = lines.index("That is all,")
    assert lines[at + 1 : at + 3] == [f"  {'x' * 300}", "  ❞"]


def test_a_line_ends_at_no_hyphen(excerpt: Excerpts, answered: Answers) -> None:
    said = " ".join(["Japan-U.S.", "build-up", "free-and-open"] * 20)
    lines = PlainRenderer(33).answer(answered(excerpt(said))).splitlines()
    assert not [line for line in lines if line.endswith("-")]


async def test_an_answer_shows_speaker_question_source_link_and_labelled_words(
    services: Services,
) -> None:
    answer = await services.answerer.answer("Host Nation Support in November 2021", NOW)
    assert PlainRenderer().answer(answer).splitlines() == [
        "Host Nation Support · November 2021",
        "1 statement on record",
        "",
        (
            "❝ We discussed the Japan-U.S. Alliance in general, but did not discuss HNS in "
            "particular. ❞"
        ),
        "— HAYASHI Yoshimasa, Minister for Foreign Affairs",
        (
            "Asked by a reporter: “Regarding the U.S. Forces in Japan, consultations on Host "
            "Nation Support (HNS) are currently being held between Japan and the United States. "
            "Was this a topic in your telephone talk?”"
        ),
        "Extraordinary Press Conference, 13 Nov 2021 · Q&A, 2nd of 4 · provisional translation",
        "https://www.mofa.go.jp/press/kaiken/kaiken24e_000077.html",
        "Contains the wording “did not discuss”",
    ]


def test_nothing_found_has_its_receipt_a_suggestion_and_the_nearest(
    excerpt: Excerpts, answered: Answers
) -> None:
    answer = answered(
        nearest=[excerpt("Yes.", url="", statement={"speaker": ""})],
        query=Query("Taiwn"),
        suggestion="Taiwan",
    )
    assert PlainRenderer().answer(answer).splitlines() == [
        "Nothing on record about “Taiwn”.",
        "Searched 5 releases, 13 Nov 2021 – 23 May 2022.",
        "Did you mean: Taiwan",
        "",
        "The nearest on record, which may not be about it:",
        "",
        "❝ Yes. ❞",
        "Press Conference, 13 Nov 2021 · Q&A",
        "saved copy, address unknown",
    ]


@pytest.mark.parametrize("intent", [one for one in Intent if one is not Intent.QUESTION])
def test_what_is_no_question_gets_a_line_without_markup(answered: Answers, intent: Intent) -> None:
    plain = PlainRenderer().answer(answered(query=Query("x", intent), status=Status.NOT_A_QUESTION))
    assert plain.endswith((".", "?", "。"))
    assert "<" not in plain
    # In both languages, if the question was in Japanese.
    assert len(plain.splitlines()) == (3 if intent is Intent.FOREIGN else 1)


@pytest.mark.parametrize("width", [None, 80])
def test_a_hostile_page_cannot_write_over_the_terminal(
    excerpt: Excerpts, release: Callable[..., Release], answered: Answers, width: int | None
) -> None:
    evil = "a\x1b[2J\x1b]0;owned\x07b\x9b31mc\rd\x08\x00e\x7f"
    made = excerpt(
        evil,
        asked=evil,
        title=evil,
        url=f"https://www.mofa.go.jp/{evil}",
        statement={"speaker": evil, "role": evil, "headings": (evil,)},
    )
    plain = PlainRenderer(width)
    shown = [
        plain.answer(answered(made, query=Query(evil))),
        plain.answer(answered(nearest=[made], suggestion=evil)),
        plain.release(release(evil, title=evil, place=evil, url=evil)),
        plain.evaluation(
            Evaluation(
                (Judged(GoldQuestion(evil, (Gold(made.release.date, evil),)), answered(), None),)
            )
        ),
    ]
    for text in shown:
        assert "\ufffd[2J" in text
        assert all(character in "\n\t" or character.isprintable() for character in text)


def test_only_control_characters_are_replaced() -> None:
    assert printable("a\tb\nc e\u0301 会見 \u00a0😀") == "a\tb\nc e\u0301 会見 \u00a0😀"
    assert printable("\x85\x1b\r") == "\ufffd" * 3


async def test_a_release_is_shown_with_its_head_and_every_statement(services: Services) -> None:
    release = await services.record.release("mofa-kaiken24e_000077")
    lines = PlainRenderer().release(release).splitlines()
    assert lines[:4] == [
        "Extraordinary Press Conference by Foreign Minister HAYASHI Yoshimasa",
        (
            "2021-11-13 09:25 · Ministry of Foreign Affairs · conference · "
            "Ministry of Foreign Affairs of Japan"
        ),
        "https://www.mofa.go.jp/press/kaiken/kaiken24e_000077.html",
        "mofa-kaiken24e_000077, version 1",
    ]
    heads = [line for line in lines if line.startswith("s") and " · " in line]
    assert len(heads) == len(release.statements)
    assert heads[-1] == (
        "s5 · answer · Q&A, 4th of 4 · HAYASHI Yoshimasa · Minister for Foreign Affairs"
    )
    assert lines[-2].startswith("Reporter: You discussed regional affairs including China.")
    assert lines[-1] == release.statements[-1].span.of(release.text)


def test_a_release_without_time_place_and_role_has_no_gaps(
    release: Callable[..., Release],
) -> None:
    lines = PlainRenderer().release(release("Yes.", time=None)).splitlines()
    assert lines[1] == "2021-11-13 · conference · Ministry of Foreign Affairs of Japan"
    assert lines[5] == "s1 · answer · Q&A · HAYASHI Yoshimasa"


async def test_a_release_in_a_terminal_is_filled_to_its_width(services: Services) -> None:
    release = await services.record.release("mofa-kaiken24e_000077")
    lines = PlainRenderer(60).release(release).splitlines()
    words = [line for line in lines if "://" not in line and " · " not in line]
    assert max(map(len, words)) <= 60


def test_a_release_shows_when_it_took_place_and_what_is_doubtful(
    release: Callable[..., Release],
) -> None:
    moments = (
        Moment(dt.date(2021, 12, 11), dt.time(12, 20), "local"),
        Moment(dt.date(2021, 12, 11), dt.time(21, 20), "japan"),
        Moment(dt.date(2021, 12, 12), None, "", is_doubtful=True),
    )
    made = release("Yes.", moments=moments, doubts=("date", "speaker"), url="")
    lines = PlainRenderer().release(made).splitlines()
    assert lines[2:8] == [
        "saved copy, address unknown",
        "mofa-x, version 1",
        "took place 2021-12-11 12:20, local time",
        "took place 2021-12-11 21:20, Japan time",
        "took place 2021-12-12 (doubtful)",
        "doubtful: its day may be wrong; it does not say who speaks some of its words",
    ]


def test_what_is_nobodys_words_is_shown_when_asked_for(release: Callable[..., Release]) -> None:
    made = release("Yes.", parts=(Part(PartKind.FOOTER, Span(1, 4)),))
    assert "footer" not in PlainRenderer().release(made)
    assert PlainRenderer().release(made, unread=True).endswith("Nobody's words:\nfooter: Yes")


async def test_an_evaluation_shows_its_figures_and_each_miss(services: Services) -> None:
    day = (await services.record.release("mofa-kaiken24e_000077")).date
    asked = [
        GoldQuestion("Taiwan Strait", (Gold(day, "peace and stability"),)),
        GoldQuestion(
            "Host Nation Support in November 2021", (Gold(day, "a word that nobody said"),)
        ),
        GoldQuestion("whaling", (Gold(day, "whales"), Gold(day, "harpoons"))),
        GoldQuestion("abductions", ()),
        GoldQuestion("harpoons", ()),
    ]
    plain = PlainRenderer().evaluation(await evaluate(services.answerer, asked, NOW))
    lines = plain.splitlines()
    assert lines[:3] == [
        "questions        3 with an answer on record, 2 without",
        "right first      0.333",
        "right in three   0.333",
    ]
    assert lines[3] == "mean rank        0.333 (of 1 / rank)"
    assert lines[4] == "false answers    1 of 2"
    assert lines[5] == "shown as near    0 of 2 without an answer, 0 of 2 missed"
    assert lines[6] == "verbatim         1.000"
    assert "missed: Host Nation Support in November 2021" in lines
    assert "  wanted: 2021-11-13 “whales”; 2021-11-13 “harpoons”" in lines
    assert "  came: nothing_found" in lines
    assert any(
        line.startswith("  came: answered, first 2021-11-13 “We discussed") for line in lines
    )
    assert "answered, though nothing is on record: abductions" in lines


def test_an_empty_evaluation_is_shown_too() -> None:
    plain = PlainRenderer().evaluation(Evaluation(()))
    assert "length           0 shortest, 0 median, 0 longest, in characters" in plain


def test_a_right_excerpt_that_is_not_first_is_shown_with_its_rank(
    excerpt: Excerpts, answered: Answers
) -> None:
    answer = answered(excerpt("No."), excerpt("Yes."))
    asked = GoldQuestion("so?", (Gold(answer.excerpts[0].release.date, "Yes."),))
    plain = PlainRenderer().evaluation(Evaluation((Judged(asked, answer, 2),)))
    assert "  came: answered, right at 2, first 2021-11-13 “No.”" in plain
