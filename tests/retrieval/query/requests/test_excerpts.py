"""What is to be done with an answer is told from questions that have the same words."""

import pytest

from retrieval.model.query import Request
from retrieval.query.requests.reading import read_request

CITE, STAR, EXPORT, REPORT = Request.CITE, Request.STAR, Request.EXPORT, Request.REPORT


@pytest.mark.parametrize(
    "message, request_read, words",
    [
        ("cite", CITE, ""),
        ("Cite this, please.", CITE, ""),
        ("cite 2", CITE, "2"),
        ("cite #3", CITE, "3"),
        ("cite number two", CITE, "2"),
        ("cite this one", CITE, ""),
        ("ok cite the second one in APA", CITE, "2 apa"),
        ("cite quote 2 in Chicago", CITE, "2 chicago"),
        ("how do I cite that?", CITE, ""),
        ("How should this be cited", CITE, ""),
        ("how can I quote the third statement?", CITE, "3"),
        ("can you cite it as BibTeX?", CITE, "bibtex"),
        ("what's the citation for this?", CITE, ""),
        ("give me a bibtex citation", CITE, "bibtex"),
        ("in APA format", CITE, "apa"),
        ("bibtex for 2", CITE, "2 bibtex"),
        ("star this", STAR, ""),
        ("star the second", STAR, "2"),
        ("please bookmark 4", STAR, "4"),
        ("save this excerpt", STAR, ""),
        ("keep the third one", STAR, "3"),
        ("show my starred excerpts", Request.STARRED, ""),
        ("what did I star?", Request.STARRED, ""),
        ("export", EXPORT, ""),
        ("export my starred excerpts", EXPORT, ""),
        ("export everything I saved as csv", EXPORT, "csv"),
        ("Download my stars", EXPORT, ""),
        ("report", REPORT, ""),
        ("report this", REPORT, ""),
        ("report that answer as wrong", REPORT, ""),
        ("I want to report this to the operator", REPORT, ""),
        ("context 2", Request.CONTEXT, "2"),
        ("show me the context of the second one", Request.CONTEXT, "2"),
    ],
)
def test_what_is_to_be_done_with_an_answer_is_read_with_its_words(
    message: str, request_read: Request, words: str
) -> None:
    read = read_request(message)
    assert read is not None
    assert (read.request, read.topic) == (request_read, words)


@pytest.mark.parametrize(
    "question",
    [
        *("export controls", "exports", "export bans on semiconductors", "export licence"),
        *("export all semiconductors", "export the second stage", "download speeds"),
        *("report on Ukraine", "report to the UN", "the UN report", "report 2022", "reported"),
        *("report this to the Security Council", "what did the report say about Bucha"),
        *("cite the Constitution", "did Hayashi cite the Constitution?", "cite Article 9"),
        *("how do I cite Hayashi", "citing Russia", "cite 2022", "citation of the treaty"),
        *("star", "stars", "star wars", "the Star of Africa", "five-star general"),
        *("save the whales", "save Ukraine", "save 20 billion", "keep the peace"),
        *("Chicago", "in Chicago", "APA", "style", "context of the war", "context of Ukraine"),
        *('"cite this"', "cite this " + "and that " * 40),
    ],
)
def test_a_topic_with_the_same_words_stays_a_question(question: str) -> None:
    read = read_request(question)
    assert read is None or read.request not in {CITE, STAR, EXPORT, REPORT, Request.STARRED}
    assert read is None or not read.topic


@pytest.mark.parametrize("message", ["keep it", "keep three", "the second one", "first context"])
def test_what_was_read_otherwise_still_is(message: str) -> None:
    read = read_request(message)
    assert read is None or read.request not in {CITE, STAR, EXPORT, REPORT, Request.STARRED}
