"""What somebody recites without marks is sought as a quotation; no other words are."""

import pytest

from retrieval.query.asking.reciting import with_marks_around_recited

SAID = "we did not talk about the mines"
TAGS = [
    ". exact?",
    ". <- exact?",
    " - verbatim?",
    ". Exact words?",
    ". word for word?",
    ". Is that the exact wording?",
    ". Did he really say that?",
    ". What's the original wording?",
    " (correct quote?)",
]


@pytest.mark.parametrize("tag", TAGS)
def test_what_is_asked_to_be_exact_is_a_quotation(tag: str) -> None:
    assert with_marks_around_recited(f"{SAID}{tag}") == f'"{SAID}"'


@pytest.mark.parametrize(
    "told", ["Somebody at MOFA once said that ", "Hayashi said ", "he told us "]
)
def test_who_said_it_stands_outside_of_the_quotation(told: str) -> None:
    assert with_marks_around_recited(f"{told}{SAID}. exact?") == f'{told}"{SAID}"'


@pytest.mark.parametrize(
    "announced",
    [
        "Roughly: ",
        "It went more or less: ",
        "from memory: ",
        "In May he gave words to the effect of: ",
        "the line goes: ",
    ],
)
def test_what_is_announced_as_remembered_is_a_quotation(announced: str) -> None:
    assert with_marks_around_recited(f"{announced}{SAID}") == f'{announced}"{SAID}"'


@pytest.mark.parametrize(
    "blank", ["____", "[blank]", "(...)", "XXX", "BLANK", "something something", "???"]
)
@pytest.mark.parametrize("asked", ["{}", "{}. What's the blank?", "fill in the blank: {}"])
def test_a_blank_is_a_gap_in_a_quotation(blank: str, asked: str) -> None:
    question = asked.format(f"we did not discuss {blank} in particular")
    assert with_marks_around_recited(question) == '"we did not discuss … in particular"'


@pytest.mark.parametrize(
    "question",
    [
        "What did Hayashi say about the mines? exact words?",
        "hayashi on north korea in february - exact words?",
        "Did they talk about the mines - verbatim?",
        "the mines, exactly?",
        "Japan promised money to Ukraine, right?",
        "I write a paper. We did not talk about the mines. exact?",
        "topics: we did not talk about the mines",
        "what was said about ____ in May?",
        "Ukraine ?? sanctions",
        'he said "we did not talk", exact?',
        "",
    ],
)
def test_no_other_words_are_a_quotation(question: str) -> None:
    assert with_marks_around_recited(question) == question


@pytest.mark.parametrize(
    "question, recited",
    [
        ("didn't the minister say {}?", "we held talks as though it were natural"),
        ("where did he say {}", "Firstly, Japan asked for today's phone talk"),
        ("i remember him saying {}", "this was our ninth meeting this year"),
        ("he said that {}, right?", "I want to play in tune with him"),
        ("someone said {} - which conference was that", "we did not discuss gold mines at all"),
        ("the line about {}", "our ninth meeting in person this year"),
        ("how did it go, {}?", "we shared the view to keep it going"),
        ("quote: {}", "I also asked for help on the abductions"),
        ("{}", "This was the second phone talk this year with Blinken"),
        ("{}", "we also shared the view to go on with it"),
        ("{}", "Secretary Blinken and I were in a band once"),
    ],
)
def test_what_a_minister_says_of_himself_is_a_quotation(question: str, recited: str) -> None:
    asked = with_marks_around_recited(question.format(recited))
    assert f'"{recited}"' in asked


@pytest.mark.parametrize(
    "question",
    [
        "where did he say the talks will be held",
        "did Hayashi say that Japan will support Ukraine",
        "I hope to find a statement on Ukraine from the minister",
        "We are writing a report on Ukraine and need statements",
        "we discussed Ukraine in class, what did Hayashi say about it?",
        "this is a question about the talks with Blinken on Ukraine",
        "First, tell me what was said about Ukraine",
        "I believe this was in May: what was said on Ukraine",
    ],
)
def test_what_an_asker_says_of_himself_or_asks_is_no_quotation(question: str) -> None:
    assert with_marks_around_recited(question) == question


def test_a_tag_behind_what_is_recited_asks_for_it() -> None:
    asked = with_marks_around_recited("we had a frank exchange of views on it. wasn't it frank?")
    assert asked == '"we had a frank exchange of views on it". wasn\'t it frank?'
