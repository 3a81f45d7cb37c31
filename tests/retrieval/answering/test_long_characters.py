"""A character that folds to many is no way to make a short question long."""

import pytest

from bot.setup.services import Services

# As many as a message may have a quarter of: read as 18,000 characters, they hold up all others.
TIMES = 1_000


@pytest.mark.parametrize("character", ["\ufdfa", "\ufdfb"], ids=["U+FDFA", "U+FDFB"])
async def test_a_question_is_read_as_no_more_words_than_so_many_characters_can_write(
    services: Services, character: str
) -> None:
    """Each of these characters folds to words with blanks between them."""
    answer = await services.answerer.answer(character * TIMES, services.now())
    words = sum(term.times for term in answer.query.terms)
    assert words <= TIMES / 2
