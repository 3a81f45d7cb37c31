"""Recognises words of a question that carry no topic ("furniture"), and messages of small talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.text.folding import fold
from retrieval.text.tokens import STOP_WORDS, Token

FURNITURE = frozenset(
    """
    according actually address addressed addresses addressing answer answered answering answers
    anybody anyone anything ask asked asking asks bring bringing brought came chat chats come comes
    coming comment commented commenting comments concerning cover covered covering covers date dates
    describe described describes discuss discussed discusses discussing discussion discussions does
    everything exactly explain explained explains express expressed expresses feel feeling feels
    felt find fm friday gave give gives giving going happen happened happening happens hear heard
    held hold instead kaiken know known knows last lasted like list literally long looking made make
    makes making many matter mention mentioned mentioning mentions minister ministers ministry mofa
    monday mr mrs ms much office official officials often ones opinion opinions people please pm
    position precisely press q question questions quotation quotations quote quoted quotes raise
    raised raises raising record recorded refer referred referring refers regard regarded regarding
    regards related remark remarked remarks replied replies reply replying report reported reporter
    reporters reports respond responded responding responds response responses said saturday say
    saying says sec secretary show showed shown shows side sides smth somebody someone something
    speak speaking speaks speech spoke spoken spokesman spokesperson stance stand state stated
    statement statements states stating subject subjects sunday take taken taking talk talked
    talking talks tell telling tells texts think thinking thinks thought thoughts thursday time
    times told topic topics touch touched touching tuesday versus view views vs want wanted wants
    was way wednesday went were whether word wording words
    """.split()
)

# They join and colour what is asked: prepositions, conjunctions, and adverbs of a whole sentence.
# "Behind" and "directly" may tell of the topic: "behind closed doors", "negotiate directly".
FUNCTION_WORDS = frozenset(
    """
    across accordingly additionally allegedly almost along altogether although always amid
    amidst among amongst another anywhere apparently approximately atop basically besides certainly
    circa clearly considering consequently definitely despite enough essentially especially even
    eventually every everywhere evidently excepting explicitly fairly fewer finally formerly frankly
    furthermore generally hence honestly hopefully however including indeed initially likewise
    mainly maybe meanwhile merely moreover mostly nearly neither nevertheless none nonetheless
    notably notwithstanding nowhere obviously officially onto openly originally otherwise
    particularly partly perhaps possibly presumably previously probably publicly quite rarely rather
    really regardless reportedly respectively roughly seldom seriously several similarly simply
    simultaneously solely somehow sometimes somewhat somewhere soon specifically still subsequently
    supposedly surely therefore though throughout thus till ultimately unless unlike unto upwards
    usually various verbatim via whatever whenever whereas wherever whichever whilst whoever
    """.split()
)

# Offices that a question names instead of a person; "foreign" alone is a topic.
FURNITURE_PAIRS = frozenset(
    {("foreign", "minister"), ("foreign", "ministers"), ("foreign", "ministry")}
)

# Words of furniture carry a topic in some places: right before a word that carries one ("press
# freedom", "State Department"), right after one ("public opinion", "member states"), before "of"
# ("state of emergency") and after it ("freedom of speech").
_BEFORE_A_TOPIC = frozenset(
    "long office official opinion press record report response speech state time".split()
)
# What is held about something, where it is the last word: "hostage talks"; a verb elsewhere.
_ENDS_A_TOPIC = frozenset({"talks"})
_BEHIND_A_TOPIC = frozenset(
    """
    list minister office opinion people question record report reports response secretary speech
    state states time
    """.split()
)
_BEFORE_OF = frozenset({"report", "reports", "state"})
_BEHIND_OF = frozenset({"people", "press", "speech", "state"})
_COMPOUNDS = frozenset({("press", "secretary")})

# Phrases that mean something else than their words, or any of what there is: no day, no slip and no
# call is in them.
_SET_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in """
    again and again, go back and forth, goes back and forth, going back and forth, went back and
    forth, back and forth, back to back, by and large, first and foremost, for the time being, more
    and more, now and then, every now and then, on and off, once and for all, over and over, so
    called, time and again, time after time, to and fro, all years, any order, any year, any date,
    any month, any time, even old, even old ones, however old, no matter how old, no matter when,
    whatever the date, which you have, which you hold, that you have, that you hold, you have on
    file, you hold, both kinds, both years, every year, in that period, in this period, the exact
    date, the exact wording, the exact words, the exact line, the exact sentence, the exact phrase,
    the exact text, the exact quote, at the end of the day, when all is said and done, day in day
    out, day in and day out, year in year out, day after day, day by day, once in a while, once upon
    a time, from time to time, at the same time, at the moment, for the moment, in the meantime, in
    the long run, in the short run, in the long term, in due course, in no time, sooner or later,
    early on, later on, the other day, one of these days, all the time, some time, from day one,
    from the start, at first glance, at first sight, at long last, last but not least, first of all,
    first off, second of all, in the first place, in the second place, to begin with, to start with,
    for starters, for the record, for good measure, all in all, all things considered, above all, on
    the whole, as a whole, on balance, as a rule, at any rate, in any case, in any event, in any
    way, either way, in a nutshell, in short, in a word, in other words, in so many words, long
    story short, to cut a long story short, more or less, roughly speaking, strictly speaking,
    generally speaking, broadly speaking, so to speak, that being said, that said, having said that,
    and so forth, or whatever, give or take, needless to say, without a doubt, in a way, in a sense,
    on the other hand, on the one hand, on top of that, over and above, when it comes to, as far as
    i know, as far as i remember, as far as i recall, if i remember correctly, if i remember right,
    if i recall correctly, if i'm not mistaken, if memory serves, off the top of my head, along
    those lines, along these lines, along the lines of, something along the lines of, to that
    effect, to the effect that, to the effect of, to this effect, words to that effect, words to the
    effect of, words to the effect that, something like that, right or wrong, true or false, yes or
    no, correct or not, right or not, word for word, either is fine, either one is fine, either
    works, either will do, either's fine, the other way round, the other way around, in the same
    breath as, in the same breath, in one breath, in one breath
    with, side by side, neck and neck, at the drop of a hat, when push comes to shove, if push comes
    to shove, day to day, by the same token, in the blink of an eye, at the eleventh hour, at the
    last minute, in the nick of time, for the umpteenth time, on the spur of the moment, time will
    tell, in the fullness of time, around the clock, round the clock, day and night, night and day,
    in the first instance, down the road, down the line, down the track, in one go, at one go, in
    one fell swoop, by the way, to cut to the chase, cut to the chase, come what may, be that as it
    may, sooner rather than later, better late than never, on second thoughts, on second thought,
    second to none, in this day and age, at this point in time, at that point in time, back in the
    day, when the dust settles, at close quarters, at the best of times, at the worst of times, in
    broad daylight, from dawn to dusk, from morning to night, year after year, week in week out,
    week in and week out, month after month, week after week, from the word go, from the outset,
    from the get go, to the last, at the very least, last time i checked, last i checked, first and
    last, in the long haul, over the long haul, at the crack of dawn, a long time coming, high time,
    conference or release, release or conference, press conference or release, release or press
    conference, press conference or press release, press release or press conference, a conference
    or a release, a release or a conference, so far, thus far, up to now, until now,
    what's the deal with, what is the deal with, what's up with, on the agenda, on file, get any
    airtime, in any detail, in detail, in any depth, at any length, in your archive, in your
    archives, in the archive, in the archives, in your records, in your database, in the database,
    both are fine, doesn't matter which, does not matter which, no matter which, don't mind which
    """.split(",")
)
# Prepositions of several words: "in relation to Korea" does not ask for relations.
_PREPOSITIONS = frozenset(
    tuple(phrase.split())
    for phrase in """
    as part of, at the expense of, by dint of, by means of, by reason of, by virtue of, by way of,
    for fear of, for the purpose of, for the purposes of, for the sake of, for want of, in accord
    with, in accordance with, in addition to, in anticipation of, in care of, in case of, in common
    with, in comparison to, in comparison with, in compliance with, in conjunction with, in
    connection to, in connection with, in consideration of, in contrast to, in contrast with, in
    front of, in keeping with, in lieu of, in light of, in line with, in place of, in pursuit of, in
    reference to, in relation to, in relation with, in respect of, in respect to, in spite of, in
    terms of, in the case of, in the context of, in the course of, in the event of, in the face of,
    in the hope of, in the light of, in the midst of, in the name of, in the process of, in the wake
    of, in view of, of relevance to, on account of, on behalf of, on the basis of, on the grounds
    of, on the part of, on the strength of, pertaining to, relating to, with a view to, with
    reference to, with relation to, with relevance to, with respect to, with the aim of
    """.split(",")
)
_NO_TOPIC = _SET_PHRASES | _PREPOSITIONS
_OPENS_SET_PHRASE = frozenset(phrase[0] for phrase in _NO_TOPIC)
_LONGEST_SET_PHRASE = max(map(len, _NO_TOPIC))

GREETINGS = frozenset(
    """
    afternoon bot christmas evening good great greetings hallo happy hello hey heya hi hiya howdy
    knock aloha annyeong bom bonjour bonsoir buenas buenos buongiorno buona dia dias días geia
    grüezi guten hej hola hoi ciao konbanwa marhaba merhaba moin namaste nihao ohayo ohayou olá ola
    privet salaam salam salut salve servus shalom sawasdee szia tere zdravstvuyte привет
    здравствуйте こんにちは こんばんは おはよう おはようございます もしもし
    你好 您好 안녕하세요 konnichiwa merry morning please start
    stranger sup test testing wassup welcome xmas yo
    """.split()
)
_SMALL_WORDS = frozenset(
    """
    a again all anybody anyone around are around back day doing everyone everything folks friend
    going home how how's in is it just kaiken life lot much name new ok okay so tag tarde tardes the
    there things today tricks up very what what's who year you your abend gozaimasu noches sera
    morgen
    """.split()
)


_OF_SENTENCES = regex(
    r"\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|am|be|been|do|does|did|has"
    r"|have|had|can|could|will|would|shall|should|may|might|must|say|said|tell|show|find|give)\b"
)


def is_sentence(folded: str) -> bool:
    """Tell whether a folded message has a word of sentences; key words have none."""
    return _OF_SENTENCES.search(folded) is not None


def is_small_talk(words: Iterable[str]) -> bool:
    """Tell whether folded words are a greeting or the like, and nothing else."""
    spoken = list(words)
    return bool(spoken) and (
        all(word in GREETINGS or word in _SMALL_WORDS for word in spoken)
        and (
            any(word in GREETINGS for word in spoken)
            or {"are", "you"} <= set(spoken)
            or spoken[0] == "how's"
            or spoken[:2] == ["what's", "up"]
        )
    )


def find_set_phrases(tokens: Sequence[Token]) -> Iterator[Span]:
    """Find the phrases that carry no topic, though their words would: "so-called"."""
    end = 0
    for at, token in enumerate(tokens):
        if at < end or token.folded not in _OPENS_SET_PHRASE:
            continue
        words = tuple(one.folded for one in tokens[at : at + _LONGEST_SET_PHRASE])
        length = next((n for n in range(len(words), 1, -1) if words[:n] in _NO_TOPIC), 0)
        end = at + length
        if length:
            yield Span(token.span.start, tokens[end - 1].span.end)


def carries_topic(question: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word of a question carries its topic; furniture does so only in some places.

    `tokens` are the tokens of `question` that nothing else was read from.
    """
    token = tokens[at]
    if token.is_stop or token.folded in FUNCTION_WORDS:
        return False
    if token.folded.removesuffix("'s") not in FURNITURE:
        return True
    if _is_hyphenated(question, token):
        return True
    before, behind = _beside(question, tokens, at, -1), _beside(question, tokens, at, 1)
    if (before, token.folded) in _COMPOUNDS or (token.folded, behind) in _COMPOUNDS:
        return True
    return (
        (token.folded in _BEFORE_A_TOPIC and _is_topic(behind) and before != "how")
        or (token.folded in _BEHIND_A_TOPIC and _is_topic(before) and not before.endswith("'s"))
        or (token.folded in _ENDS_A_TOPIC and not behind and _is_thing(question, tokens, at - 1))
        or (token.folded in _BEFORE_OF and behind == "of" and _is_topic(_past_of(tokens, at, 1)))
        or (token.folded in _BEHIND_OF and _is_topic(_past_of(tokens, at, -1)))
    )


def _is_thing(question: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token names what talks are about: "hostage talks", not "Hayashi talks"."""
    return at >= 0 and _is_topic(tokens[at].folded) and tokens[at].span.of(question).islower()


def _is_hyphenated(question: str, token: Token) -> bool:
    beside = (
        question[max(token.span.start - 1, 0) : token.span.start],
        question[token.span.end :][:2],
    )
    if not f"{beside[0]}{beside[1][:1]}".strip(" "):  # as nearly always
        return False
    return fold(beside[0]).text == "-" or (
        fold(beside[1][:1]).text == "-" and beside[1][1:].isalnum()
    )


def _beside(question: str, tokens: Sequence[Token], at: int, step: int) -> str:
    """Return the folded word next to a token, if only a blank is between them; else empty."""
    other = at + step
    if not 0 <= other < len(tokens):
        return ""
    first, second = sorted((at, other))
    gap = question[tokens[first].span.end : tokens[second].span.start]
    return tokens[other].folded if gap == " " else ""


def _past_of(tokens: Sequence[Token], at: int, step: int) -> str:
    """Return the folded word on the other side of "of" or "of the"; empty if there is no "of"."""
    of = at + step
    if step < 0 and 0 <= of < len(tokens) and tokens[of].folded == "the":
        of += step
    if not 0 <= of < len(tokens) or tokens[of].folded != "of":
        return ""
    other = of + step
    if step > 0 and other < len(tokens) and tokens[other].folded in {"the", "a"}:
        other += step
    return tokens[other].folded if 0 <= other < len(tokens) else ""


def _is_topic(word: str) -> bool:
    return bool(word) and word not in STOP_WORDS and word not in FURNITURE
