"""Words of a question that carry no topic, and messages that are no question at all."""

from __future__ import annotations

from collections.abc import Iterable

FURNITURE = frozenset(
    """
    according address addressed answer answered answers anybody anyone anything ask asked asks
    bring bringing brought came chat come comes coming comment commented commenting comments
    concerning cover covered covers describe described discuss discussed discusses discussing
    discussion discussions does explain explained express expressed find fm friday gave give
    gives giving going happen happened happens hear heard held hold kaiken know known last
    lasted like list long made make makes making many matter mention mentioned mentioning
    mentions minister ministers ministry mofa monday much office official officials often
    opinion opinions people please pm position press quote quoted quotes raise raised raises
    raising record recorded refer referred regard regarded regarding regards related remark
    remarked remarks report reported reporter reporters reports respond responded response
    responses said saturday say saying says sec secretary show side something speak speaking
    speaks speech spoke spoken spokesman spokesperson stance stand state stated statement
    statements states stating subject sunday take taken taking talk talked talking talks tell
    telling tells think thinking thinks thought thoughts thursday time times told topic topics
    touch touched tuesday view views want wants was way wednesday went were word wording words
    """.split()
)

# Offices that a question names instead of a person; "foreign" alone is a topic.
FURNITURE_PAIRS = frozenset(
    {("foreign", "minister"), ("foreign", "ministers"), ("foreign", "ministry")}
)

_GREETINGS = frozenset(
    """
    afternoon alright bye cheers cool evening goodbye good great greetings hello hey hi howdy
    konnichiwa lol morning nice night ok okay perfect please bot sorry sure test testing thank
    thanks thx ty welcome wow yo help start
    """.split()
)
_SMALL_WORDS = frozenset(
    """
    a are day doing how is it lot much name so the there today very what who you your
    """.split()
)


def is_small_talk(words: Iterable[str]) -> bool:
    """Whether folded words are a greeting, thanks or the like, and nothing else."""
    spoken = list(words)
    return bool(spoken) and (
        all(word in _GREETINGS or word in _SMALL_WORDS for word in spoken)
        and (any(word in _GREETINGS for word in spoken) or {"are", "you"} <= set(spoken))
    )
