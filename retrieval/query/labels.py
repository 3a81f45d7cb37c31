"""Reads labels in plain words: "what did he decline to comment on", "was not discussed"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile

from retrieval.model.release import Label, Span
from retrieval.patterns import regex, regex_with
from retrieval.text.folding import Folded
from retrieval.text.tokens import Token

_COMMENTING = (
    r"(?:comment|answer|say|discuss|speak|talk|respond|elaborate|confirm|reply|give details"
    r"|provide details|go into details?)"
)
_A_QUESTION = r"(?:the |a |an |any |all |that |this |some )?questions?"
_TO_ANYBODY = (
    r"(?: (?:us|me|anyone|anybody|people|(?:the )?(?:press|media|public|reporters|journalists)))?"
)
_MORE = r"(?: (?:more|anything|much|any more|any further|(?:(?:any|the|further|more) )?details))?"
# "Say more about", "tell the press what": it is told to whoever asks, and not to another state.
_TELLING = (
    r"(?:say|tell|reveal|disclose|share|explain|talk|speak|go into|give|discuss|open up)"
    rf"(?: to| with)?{_TO_ANYBODY}{_MORE}"
    r"(?= (?:about|on|of|what|how|whether|if|why|who|when|where)\b|[?.!, ]*$)"
)
_NOT_WILLING = (
    r"(?:(?:would not|wouldn't|will not|won't)"
    r"|(?:did not|didn't|does not|doesn't|do not|don't) (?:want|wish) to"
    r"|(?:not (?:willing|prepared|ready)|unwilling|reluctant) to)"
)
# "Didn't the minister say more about it?" asks whether he did; only "why didn't he" tells.
_WHY_NOT = regex(
    r"(?<![\w-])(?P<not>won't|wouldn't|can't|couldn't|(?<=why )(?:didn't|doesn't))"
    rf" (?P<who>[^\s,;?]+(?: [^\s,;?]+){{0,3}}?) (?P<telling>(?:(?:want|wish) to )?{_TELLING})"
)
_REFUSAL = regex_with(
    "answer|avoid|comment|declin|detail|dodg|duck|evad|mum|not|n't|quiet|refrain|refus"
    "|reluctant|unwilling|sidestep|silent|specifics|tight|vague",
    rf"(?<![\w-])(?:(?:declin(?:e|ed|es|ing)|refus(?:e|ed|es|ing))"
    rf"(?: (?:to {_COMMENTING}|comments?|an answer|answers)"
    r"|(?=(?: (?:again|or not|that day|then|there|too))*(?: (?:about|on)\b| *[?.!]*$)))"
    r"|(?:his |any |the )?refusals"
    rf"|refrain(?:ed|s|ing)? from (?:commenting|answering|saying|speaking|giving details)"
    rf"|(?:would not|wouldn't|will not|won't) (?:comment|answer)|no comments?"
    rf"|{_NOT_WILLING} {_TELLING}"
    r"|(?:would not|wouldn't|did not|didn't) (?:give|go into|offer|provide|share)"
    r" (?:any |the |further )?(?:details?|specifics)"
    r"|(?:keep|keeps|kept|keeping|stay|stays|stayed|staying|remain|remains|remained)"
    r" (?:quiet|silent|mum|tight-lipped|tight lipped|vague)|tight-lipped"
    rf"|avoid(?:s|ed|ing)? (?:answering|{_A_QUESTION})"
    rf"|dodg(?:e|ed|es|ing)(?: {_A_QUESTION}| (?:it|that|this)|(?= (?:on|about)\b| *[?.!]? *$))"
    rf"|(?:evad|sidestepp?|duck)(?:e|ed|es|s|ing)? (?:{_A_QUESTION}|it|that|this))(?![\w-])",
)
_NOT_DISCUSSED = regex_with(
    "n't|not|left out|kept off|passed over",
    r"(?<![\w-])(?:(?:wasn't|weren't|isn't|aren't|hasn't been|haven't been)"
    r"|(?<!has )(?<!have )(?<!had )not|not been)(?: yet)?(?: been)?"
    r" (?:discussed|taken up|brought up|talked about|touched (?:up)?on"
    r"|(?P<said>raised|mentioned|addressed|covered|dealt with))(?![\w-])"
    r"|(?<![\w-])(?:is|are|was|were|been) (?P<out>(?:left out|kept off the agenda|passed over)"
    r"(?: of the (?:call|conversation|meeting|talks?))?)(?![\w-])",
)
# "What did they NOT discuss?", "which topics didn't Hayashi bring up with Blinken?".
_DISCUSSING = (
    r"(?:address|bring up|cover|deal with|discuss|get into|go into|mention|raise|speak (?:about|of)"
    r"|take up|talk (?:about|of|over)|touch(?: (?:on|upon))?)"
)
_WHO = r"(?: [^\s,;?.!]+){1,4}?"
_LEFT_OUT = regex_with(
    "n't|not|avoid|fail|leave out|never|omit",
    rf"(?<![\w-])(?:(?:did|does|do){_WHO} (?P<not>not(?: really)? {_DISCUSSING}"
    rf"|fail(?:ed)? to {_DISCUSSING}|avoid discussing|leave out|omit)"
    rf"|(?P<plain>(?:did not|didn't|never) {_DISCUSSING})"
    rf"|(?:didn't|doesn't|don't){_WHO} (?P<discussing>{_DISCUSSING}))(?![\w-])",
)
_THINGS = regex(
    r"(?:(?:the|any|all|list|what|which) )*(?P<things>things|topics|subjects|issues|matters) "
)
_ASKS_WHAT = ("what", "which")
_AUXILIARIES = frozenset("ever also then had has have was were gave made with".split())


def read_labels(
    folded: Folded, tokens: Sequence[Token], may_refuse: Callable[[int], bool]
) -> Mapping[Label, Sequence[Span]]:
    """Read labels in plain words: "what did he decline to comment on", "was not discussed".

    `may_refuse` tells whether the token at a place may be who refused: if somebody else did ("did
    Moscow refuse to comment"), that is a topic. Spans are of the question, not of its folded form.
    """
    found = (folded.source(*match.span()) for match in _REFUSAL.finditer(folded.text))
    refused = [span for span in found if _is_by_one_of(span, tokens, may_refuse)]
    refused += _read_why_not(folded, tokens, may_refuse)
    things = _THINGS.match(folded.text)
    asks_what = folded.text.startswith(_ASKS_WHAT) or things is not None
    left_out = [
        folded.source(*match.span())
        for match in _NOT_DISCUSSED.finditer(folded.text)
        if asks_what or not (match["said"] or match["out"])
    ]
    if asks_what:
        active = ((one.lastgroup or "", one) for one in _LEFT_OUT.finditer(folded.text))
        left_out += [folded.source(*one.span(name)) for name, one in active]
    if left_out and things is not None:
        left_out.append(folded.source(*things.span("things")))
    read = {Label.DECLINED: refused, Label.NOT_DISCUSSED: left_out}
    return {label: spans for label, spans in read.items() if spans}


def _is_by_one_of(span: Span, tokens: Sequence[Token], may_refuse: Callable[[int], bool]) -> bool:
    before = takewhile(lambda place: tokens[place].span.end <= span.start, range(len(tokens)))
    places = [place for place in before if tokens[place].folded not in _AUXILIARIES]
    return not places or may_refuse(places[-1])


def _read_why_not(
    folded: Folded, tokens: Sequence[Token], may_refuse: Callable[[int], bool]
) -> Iterator[Span]:
    """Yield the words around who refused, in "why won't the minister say more"."""
    for match in _WHY_NOT.finditer(folded.text):
        who = folded.source(*match.span("who"))
        places = [at for at, token in enumerate(tokens) if who.covers(token.span)]
        telling = folded.source(*match.span("telling"))
        # What follows may be quoted, and these words are asked for.
        is_over = not folded.text[match.end() :].strip(" ?.!,")
        is_quoted = is_over and any(token.span.start >= telling.end for token in tokens)
        if not is_quoted and (not places or may_refuse(places[-1])):
            yield folded.source(*match.span("not"))
            yield telling
