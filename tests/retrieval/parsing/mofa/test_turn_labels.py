import pytest

from retrieval.parsing.mofa.speakers import Speaker, read_title
from retrieval.parsing.mofa.turn_labels import TurnVoice, read_label


@pytest.mark.parametrize(
    "label, name, role",
    [
        (
            "Mr. TANABE Kenji, Minister for Foreign Affairs",
            "TANABE Kenji",
            "Minister for Foreign Affairs",
        ),
        ("Ms. MORI Aiko, Press Secretary", "MORI Aiko", "Press Secretary"),
        ("Mr. Jun Kawai, Foreign Press Secretary", "Jun Kawai", "Foreign Press Secretary"),
        (
            "Mr. Jun Kawai, Deputy Press Secretary, Ministry of Foreign Affairs",
            "Jun Kawai",
            "Deputy Press Secretary, Ministry of Foreign Affairs",
        ),
        (
            "H.E. Mr. Ian Vale, Minister for Foreign Affairs of Arlandia",
            "Ian Vale",
            "Minister for Foreign Affairs of Arlandia",
        ),
        ("Foreign Minister Kenji Tanabe", "Kenji Tanabe", "Foreign Minister"),
        ("Foreign Minister TANABE", "TANABE", "Foreign Minister"),
        ("Minister Tanabe", "Tanabe", "Minister"),
        ("Minister van der Berg", "van der Berg", "Minister"),
        ("Minister", "", "Minister"),
        (
            "State Minister for Foreign Affairs Jun Kawai",
            "Jun Kawai",
            "State Minister for Foreign Affairs",
        ),
        ("Assistant Press Secretary Mr. Jun Kawai", "Jun Kawai", "Assistant Press Secretary"),
        ("Spokesman Kawai", "Kawai", "Spokesman"),
    ],
)
def test_an_official_is_read_from_the_label(label: str, name: str, role: str) -> None:
    read = read_label(f"{label}: We concurred.")
    assert read is not None
    assert (read.voice, read.speaker) == (TurnVoice.OFFICIAL, Speaker(name, role))
    assert read.length == len(label) + 2


@pytest.mark.parametrize(
    "label",
    [
        "Reporter",
        "Question",
        "Q",
        "Harbor Times, Noda",
        "Harbor Times, NODA",
        "Noda, Harbor Times",
        "Pan Arc News, Selim",
        "TV TOKYO, Iwata",
        "Radio France, de la Tour",
        "Bank of Arlandia & Sons News, O’Neil",
    ],
)
def test_a_reporter_is_read_from_the_label(label: str) -> None:
    read = read_label(f"{label}: Will you go?")
    assert read is not None
    assert (read.voice, read.shown) == (TurnVoice.REPORTER, label)


@pytest.mark.parametrize(
    "line",
    [
        "We aim at one thing: peace.",
        "In addition, we agreed on the following: fish.",
        "in addition, Noda: fish.",
        "On fish, Borovia wants the following: all.",
        "Minister Petrov of Borovia said this: no.",
        "Yesterday, Foreign Minister Petrov said this: no.",
        "Yesterday, Foreign Minister of Borovia Petrov said this: no.",
        "Thank you, Minister: we go on.",
        "I met him. Minister Tanabe: so I said.",
        "Yes. Arlandia, Borovia: all of them came.",
        "Level 3: Avoid All Travel",
        "At 9:25 we met.",
        "No colon at all.",
        ": nothing before it",
        f"{'Harbor ' * 13}Times, Noda: too long for a label.",
        "The Very Old And Respected Harbor Times, Noda Taro: too many words.",
        "Arlandia, Borovia And The Five Free Cities: they all came.",
    ],
)
def test_a_line_of_text_is_no_label(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    "title, speaker",
    [
        (
            "Press Conference by Foreign Minister TANABE Kenji",
            Speaker("TANABE Kenji", "Foreign Minister"),
        ),
        (
            "Extraordinary Press Conference by Foreign Minister Kenji Tanabe",
            Speaker("Kenji Tanabe", "Foreign Minister"),
        ),
        (
            "Press Conference by the Press Secretary MORI Aiko",
            Speaker("MORI Aiko", "Press Secretary"),
        ),
        (
            "Storm in Borovia (Statement by Foreign Minister Tanabe)",
            Speaker("Tanabe", "Foreign Minister"),
        ),
        (
            "Press Conference by Foreign Minister TANABE Kenji in Arlandia",
            Speaker("TANABE Kenji", "Foreign Minister"),
        ),
        (
            "Press Conference by the Press Secretary 5 March 1996",
            Speaker("", "Press Secretary"),
        ),
        ("FCCJ Press Conference", None),
        ("Call by Ambassadors", None),
    ],
)
def test_a_title_names_an_office_holder_or_nobody(title: str, speaker: Speaker | None) -> None:
    assert read_title(title) == speaker


@pytest.mark.parametrize(
    "name, surname, is_full",
    [
        ("TANABE Kenji", "tanabe", True),
        ("Kenji Tanabe", "tanabe", True),
        ("TANABE", "tanabe", False),
        ("Tanabe", "tanabe", False),
        ("", "", False),
    ],
)
def test_a_surname_is_the_word_in_capitals_else_the_last(
    name: str, surname: str, is_full: object
) -> None:
    speaker = Speaker(name, "Minister")
    assert (speaker.surname, speaker.is_full) == (surname, is_full)
