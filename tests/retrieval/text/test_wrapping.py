"""Where a page breaks a line, and its sentence goes on."""

import textwrap

import pytest

from retrieval.model.release import Span
from retrieval.text.sentences import paragraphs

SAID = (
    "The Minister said that the government of Arlandia would build the pier on the northern coast "
    "and that Borovia would pay for the lamps. The harbour master agreed with him about the depth "
    "of the water. Nobody asked Prime Minister Orlen who would carry the stones up the hill in "
    "winter. Foreign Minister Tanabe Kenji told the National Press Club of Cape Vale that the two "
    "sides had agreed."
)


def lines(text: str) -> list[str]:
    return [span.of(text) for span in paragraphs(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "first, second",
    [
        ("We went to the pier", "and came back."),
        ("We gave it to", "Arlandia."),
        ("We thank Mr.", "Orlen."),
        ("We saw the pier,", "Arlandia saw the lamp."),
        ("We want the", "2+2 meeting."),
    ],
)
def test_a_sentence_runs_on_into_the_next_line(first: str, second: str) -> None:
    for end in ("\n", "\r\n", "\r"):
        text = f"{first}{end}{second}"
        assert lines(text) == [text]


@pytest.mark.parametrize(
    "first, second",
    [
        ("We went to the pier.", "and came back."),
        ("We went to the pier?”", "and came back."),
        ("We went to the pier:", "and came back."),
        ("We went to the pier;", "and came back."),
        ("We went to the pier", "Arlandia came back."),
        ("Talks In Borovia", "tanabe"),
        ("Talks With", "Arlandia"),
        ("We gave it to", "- Arlandia"),
        ("We gave it to", "(1) Arlandia"),
        ("We gave it to", "b. Arlandia"),
        ("We gave it to", "iv) Arlandia"),
        ("We gave it to", "https://a.example"),
        ("We gave it to", "www.a.example"),
        ("We gave it to", "(Photo) Arlandia"),
        ("We gave it to", "(photo2) Arlandia"),
        ("We gave it to", "“Arlandia”"),
    ],
)
def test_another_line_begins_anew(first: str, second: str) -> None:
    assert lines(f"{first}\n{second}") == [first, second]


@pytest.mark.parametrize("blank", ["\n\n", "\r\r", "\r\n\r\n", "\n \n"])
def test_lines_with_a_blank_one_between_them_never_run_on(blank: str) -> None:
    assert lines(f"We went to the pier{blank}and came back.") == [
        "We went to the pier",
        "and came back.",
    ]


@pytest.mark.parametrize("width", [40, 60, 90, 115])
def test_a_page_that_is_wrapped_at_a_width_is_read_as_its_paragraphs(width: int) -> None:
    """Also where a sentence ends with a full line, or the next line begins with a name."""
    wrapped = textwrap.wrap(SAID, width)
    assert any(line[0].isupper() for line in wrapped[1:])
    text = "\n".join(wrapped)
    assert lines(text) == [text]


def line_of(width: int, first: str) -> str:
    """A line that begins with a word, goes on in small ones, and is exactly so wide."""
    return f"{first} {'words ' * width}"[: width - 1].rstrip().ljust(width, "s")


@pytest.mark.parametrize(
    "width, is_wrapped", [(39, False), (40, True), (80, True), (120, True), (121, False)]
)
def test_a_page_is_wrapped_at_40_to_120_characters(width: int, is_wrapped: bool) -> None:
    firsts = ("The", "on", "this", "page", "Orlen", "and")
    text = "\n".join(line_of(width, one) for one in firsts)
    before, after = text.split("\nOrlen")
    assert lines(text) == ([text] if is_wrapped else [before, f"Orlen{after}"])


@pytest.mark.parametrize("length, runs_on", [(53, False), (54, True)])
def test_a_line_is_full_if_the_next_word_had_no_room(length: int, runs_on: bool) -> None:
    """Where a sentence ends with the line, that decides whether its paragraph ends as well."""
    wrapped = "\n".join(line_of(60, one) for one in ("The", "on", "this", "page"))
    begun, last = line_of(60, "The"), line_of(length - 1, "and") + "."
    found = lines(f"{wrapped}\n\n{begun}\n{last}\nOrlens left.")[1:]
    assert found == (
        [f"{begun}\n{last}\nOrlens left."] if runs_on else [f"{begun}\n{last}", "Orlens left."]
    )


@pytest.mark.parametrize("small, is_wrapped", [(1, False), (2, True)])
def test_two_of_five_lines_that_go_on_in_small_letters_show_a_wrapped_page(
    small: int, is_wrapped: bool
) -> None:
    """Where so few do, names or headings begin the others."""
    firsts = [*["on"] * small, *["Orlen"] * (5 - small)]
    text = "\n".join([line_of(60, "The"), *(line_of(60, one)[:45] for one in firsts)])
    assert (lines(text) == [text]) is is_wrapped


def page(*breaks: str) -> str:
    """A page that is wrapped at 60, with two lines more."""
    return "\n".join([*textwrap.wrap(SAID, 60), *breaks])


def test_a_short_last_line_ends_its_paragraph() -> None:
    text = page("Arlandia built the pier.")
    assert lines(text)[-1] == "Arlandia built the pier."


def test_a_label_begins_a_paragraph_also_behind_a_full_line() -> None:
    full = "Nobody in all of Arlandia had asked for any of those lamps."
    assert len(full) == 59
    label = "Tanabe: We built the pier."
    assert lines(page("", full, label))[-2:] == [full, label]
    assert lines(page("", full, "We built the pier."))[-2:] == [full, "We built the pier."]
    begun = f"Orlen said that the people who live on the northern coast of\n{full}"
    assert lines(page("", begun, "Tanabe built the pier."))[-1] == (
        f"{begun}\nTanabe built the pier."
    )
    assert lines(page("", begun, label))[-1] == label


def test_a_dateline_begins_a_paragraph_on_a_wrapped_page() -> None:
    open_line = "Orlen spoke with all the people who live near Cape Vale Hall"
    assert lines(page("", open_line, "May 3, 2024"))[-2:] == [open_line, "May 3, 2024"]


def test_a_line_of_less_than_half_the_width_ends_its_paragraph() -> None:
    assert lines(page("", "Talks in Arlandia", "Tanabe built the pier."))[-2:] == [
        "Talks in Arlandia",
        "Tanabe built the pier.",
    ]
