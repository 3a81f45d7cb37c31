"""The wordings of asking: what stands before what somebody wants to know, and what follows it."""

from __future__ import annotations

import re

from retrieval.patterns import regex
from retrieval.text.dates import MONTH

_TELLING = (
    r"(?:tell|show|find|give|help|check|cite|copy|quote|explain|list|look(?: up| for)?|point|search"
    r"|see|say|send|dig (?:out|up)|pull (?:out|up)|get|bring(?: up)?|provide|supply|locate|fetch"
    r"|share|hunt down|track down|trace|confirm|remind|let (?:me|us) (?:have|know))"
)
_LEARNING = (
    r"(?:know|find(?: out)?|see|hear|read|learn|ask|understand|check|look at|quote|cite|have|get"
    r"|compare|include|print|publish|report|use)"
)
# Who writes, or somebody for whom he asks: "my editor", "she".
_SOMEBODY = r"(?:i|we|he|she|they|(?:my|our|his|her|their)(?: [\w'-]+){1,3}?)"
_SOFTLY = (
    r"(?:(?:really|just|only|also|now|still|very much|rather|quite|most|actually|simply|so|dearly"
    r"|kindly"
    r"|happen to) )*"
)
# Behind one of these stands what somebody wants to know.
CUE = regex(
    rf"\b(?:(?:could|can|would|will) you (?:please |kindly |perhaps |maybe |possibly )?{_TELLING}"
    r"|(?:can|could|might|will|would|does|do) (?:any|some)(?:one|body)(?: here| there)?"
    rf" (?:please |kindly |perhaps |happen to )?(?:{_TELLING}|know|remember|recall|have)"
    rf"|(?:how|where) (?:can|could|do|might|should|would) (?:i|we|one) {_LEARNING}"
    rf"|(?:can|could|may|might) (?:i|we) (?:please )?{_LEARNING}"
    r"|(?:would|do) you (?:happen to )?have"
    rf"|(?:i'd|we'd|(?:i|we) (?:would|should)|would) {_SOFTLY}(?:like|love)"
    rf"(?: to {_LEARNING}| (?!to\b))"
    rf"|(?:i'm|i am|we're|we are) {_SOFTLY}(?:looking (?:for|into)|interested in|researching"
    rf"|wondering|curious|searching for|after|trying to {_LEARNING})"
    rf"|(?:i|we) {_SOFTLY}(?:want|need|wish|have|am trying|hope) to {_LEARNING}|(?:i|we) (?:was"
    r"|were) wondering"
    rf"|(?<!\bdo )(?<!\bdid )(?:i|we) {_SOFTLY}(?:wonder(?:ed)?|need|want)\b(?! to\b)"
    rf"|(?:please|kindly) {_TELLING}"
    r"|(?:i'd|we'd|(?:i|we) (?:would|will|should)) be (?:so |very |most |really )?(?:grateful|glad"
    r"|happy|thankful|obliged) (?:for|to (?:see|have|read|get|know))"
    r"|(?:just|only) (?:the|that|a) (?:bit|line|paragraph|part|passage|piece|place|quote|section"
    r"|sentence)s? (?:about|in which|on|that|where|with)"
    r"|do you (?:happen to )?know"
    r"|(?:my|the|one|a quick|our|his|her|their)(?: [\w'-]+)? (?:question|request)"
    r"(?:(?: [\w'-]+){0,4}? (?:is|was)|(?: [\w'-]+){0,2}?(?=:))"
    r"|(?:key ?words?|search(?: terms?)?)\b[^:.?!]{0,40}(?=:)"
    r"|(?:question|query|request|subject|topic)(?: [a-z]+)?(?=:)|(?:i'd|we'd"
    r"|i would) be interested in"
    r"|you (?:once )?(?:gave|showed|sent|told|quoted) (?:me|us)"
    r"|(?<!don't )(?<!not )(?:tell|show|give|find|get|send|start) (?:me|us)(?: off with)?)"
    r"\b:?(?: is| was)?(?: for)?(?: me| us)?(?:,? (?:if|when) (?:it|you|possible|that)\b[^,]*,)?"
    r"(?: (?:that|the|a|any) (?:exact )?(?:sentence|passage|paragraph|line|bit)s?"
    r" (?:with|where|about|on|in which)\b)?"
    r"(?: if| whether| about| that| to know| for)*[ :,]*",
    re.IGNORECASE,
)
# "What I am after is", "all my editor wants to know is": what follows is asked.
CLEFT = regex(
    rf"\b(?:what|all|the (?:only |one |real )?(?:thing|point|part|bit)) (?:that )?{_SOMEBODY}"
    r"(?:'d|'m|'re|'s|'ve)? (?:[\w']+ ){0,4}?(?:want|need|lack|miss|seek|ask|like|love|after"
    r"|looking"
    r"|search|wonder|know|find|learn|see|hear|understand|establish|settle)(?:s|ed|ing)?"
    r"(?: [\w']+){0,3}? (?:is|are|was|would be)\b(?! that\b)(?: simply| just| this)?[ :,]*"
    r"(?:(?:if|whether|about|to know)\b )*",
    re.IGNORECASE,
)
# "It is the visit I'd like to read about": what stands before the cue is asked.
FOCUS = regex(
    rf"\bit(?:'s|'d be| is| was| would be) (?P<words>[^,;:.?!\"“”]{{3,80}}?) (?:that |which )?"
    rf"(?:(?:i|we)(?:'d|'m|'re| am| are)?|my [\w'-]+|he|she|they) {_SOFTLY}"
    r"(?:after|ask|asking|curious|interested|like|look|looking|mean|meant|need|needs|wants?|wonder"
    r"|would like|wish)\b",
    re.IGNORECASE,
)
# For somebody else it is asked: "my editor wants the wording on", "she would like to know if".
FOR_OTHERS = regex(
    rf"(?:\A|(?<=[,;:–—-] )|\b(?:and|but|so|because) ){_SOMEBODY} {_SOFTLY}(?:(?:wants?|needs?"
    r"|would like|would love|wishes|hopes|is trying)"
    rf" to {_LEARNING}|(?:is|are) {_SOFTLY}(?:looking for|interested in|wondering|curious|asking"
    r"|after)"
    r"|(?:asks?|begs|begged) (?:me )?for|asked (?:me )?for|(?:wants|needs|wonders)\b(?! (?:to|me"
    r"|us)\b))"
    r"(?: (?:if|whether|about|on|for|that|to know))*[ :,]*",
    re.IGNORECASE,
)
# What somebody asks, wants to know or cannot remember is a question too: "my editor asks whether".
INDIRECT = regex(
    r"\b(?:asks?|asking|ask(?:s|ed|ing)? (?:me|us)(?: [\w']+){0,3}?|enquire|inquire|wonders?"
    r"|wondering|knows?|remember|recall"
    r"|find out|figure out|check|confirm|establish|see|sure|interested in|settle|verify"
    r"|compare|copy|hear|include|learn|print|publish|read|report|translate|understand|use"
    r"|especially|in particular|particularly|specifically|above all"
    r"|(?:wants?|needs?|wanted|needed)\b[^,;:?\"“”]{0,60}?(?: on| about| to know| as to)?)"
    r" (?:exactly |precisely |please )?(?=(?:what|whether|if|how|which|who|when|where|why)\b)"
    r"(?:(?:whether|if)\b )?",
    re.IGNORECASE,
)
# What others asked, or somebody asked before, tells of him first.
OF_OTHERS = regex(r"(?:asked|asks?|wanted|needed|wonders|knows|wants|needs)\b", re.IGNORECASE)
# What somebody recalls, or others told him, he wants to see: "I seem to recall him saying".
RECALLED = regex(
    r"\b(?:(?<!last )(?<!latest )(?:i|we) (?:(?:can|clearly|dimly|distinctly|do|faintly|just|once"
    r"|only|seem to|still|vaguely) )*(?:recall|remember|heard|read|saw|believe)"
    r"|(?:assured|informed|tells|told) (?:me|us)(?= (?:about|how|of|that)\b)"
    r"|(?<!about )(?<!and )(?<!of )(?<!on )(?:recalls|remembers|insists|insisted|claims|claimed"
    r"|swears|swore|reckons|believes)"
    r"|there(?:'s| is|s| was) (?:an? |some |this )?(?:quotation|quote|sentence|line|passage"
    r"|statement))"
    r"(?: (?:that|how|of|by|where|in which|about|reading|hearing|seeing))*\b[ ,:]*",
    re.IGNORECASE,
)
# "Not analysis, only the exact words": what is not wanted ends with the comma.
NOT_BUT = regex(r"not (?!only|just)[^,;:.?!\"“”]{1,60}, (?:but |only |just )+", re.IGNORECASE)
_ASKING_WORDS = r"(?:what|which|who|whom|whose|when|where|why|how)"
_AUXILIARIES = r"(?:did|does|do|has|have|had|is|are|was|were|can|could|would|will|should|may|might)"
_OPENING = r"(?:(?:and|but|so|also|then|now|ok|okay|please|well) ?[,:]? )*"
NUMBER = regex(
    r"\A(?:(?:one|two|three|four|five|six|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally"
    r"|lastly)[:,.)]"
    r"|(?:\d|[a-f])[.):])\s+",
    re.IGNORECASE,
)
_TIME = (
    r"(?:after|at|before|by|during|in|on|since) (?:[\w']+ ){0,2}?"
    rf"(?:{MONTH}|\d{{1,4}}(?:st|nd|rd|th)?|time)(?: of)?(?: \d{{1,4}}| {MONTH})*,? "
)
# "What did they say", "which minister was"; "what we are missing is" asks nothing.
INVERTED = regex(
    rf"{_OPENING}(?:(?:(?:in|on|at|of|for|by|with|from|to) )?"
    rf"{_ASKING_WORDS}(?:'s)? (?!(?:i|we|you|he|she|they|it)\b)(?:[\w'-]+ ){{0,3}}?{_AUXILIARIES}\b"
    rf"|{_ASKING_WORDS}'s\b|{_AUXILIARIES} (?!you\b)[^\W\d]"
    rf"|{_TIME}(?:{_ASKING_WORDS} )?{_AUXILIARIES} (?!you\b)[^\W\d])",
    re.IGNORECASE,
)
# "Should I worry?", "am I right?" ask nothing of the record.
OF_WRITER = regex(
    rf"{_OPENING}(?:{_ASKING_WORDS} (?:else )?)?(?:am|{_AUXILIARIES}) (?:i|my|you)\b",
    re.IGNORECASE,
)
OPENS_QUESTION = regex(rf"{_OPENING}(?:{_ASKING_WORDS}|{_AUXILIARIES}|any)\b", re.IGNORECASE)
ORDERS = regex(
    rf"{_OPENING}(?:tell|show|find|list|give|quote|name|explain|describe|search|send|get"
    r"|provide|supply|bring)\b",
    re.IGNORECASE,
)
GREETING = regex(
    r"(?:(?:thanks|thank you|great|perfect|hello|hi|hey|dear(?: \w+){1,2}"
    r"|good (?:morning|afternoon|evening|day)|greetings)"
    r"(?: (?:there|all|everyone|everybody|team|bot|kaiken|sir|madam)| from [\w ]{1,30})*"
    r"\s*[,!.:–-]+\s*)+",
    re.IGNORECASE,
)
# What was asked before is given up, and something else follows.
GIVING_UP = regex(
    r"(?:(?:ok|okay|no|now|oh|well|so|actually)\b[ ,.!]*)*"
    r"(?:(?:(?:let's |please )?(?:drop|forget|ignore|leave|scrap|disregard) (?:about )?"
    r"(?:all (?:of )?)?(?:it|that|this)|never ?mind(?: (?:that|it|this))?|moving on|nvm"
    r"|(?:let's (?:go|move|switch) )?(?:(?:on )?to )?(?:an? )?(?:new|different|another|next|other)"
    r" (?:matter|one|question|subject|topic|thing)|unrelated(?: question)?(?=:)|switch(?:ing)?(?=:)"
    r"|(?:change of|to change the|changing the|let's change the) (?:subject|topic)"
    r"|(?:something|anything) (?:completely |entirely |totally )?(?:else|different|new)"
    r"|start(?:ing)? (?:over|again|afresh))(?: (?:now|then|please))?)"
    r"[ ]*[.,;:!…–—-]+[ ]*(?=[\w\"“])",
    re.IGNORECASE,
)
# What is given up then is a filter: "drop that, all kinds again".
WIDENING = regex(r"(?:and |just |show )*(?:all|any|both|every|everything)\b", re.IGNORECASE)
THANKS = regex(
    r"[,.!;–-]?\s+(?:please|pls|(?:many |with )?(?:thanks|thank you|cheers|thx)"
    r"(?: (?:so much|very much|a lot|in advance|again|for your help))*)[.! ]*$",
    re.IGNORECASE,
)
# How a letter ends, behind its last sentence.
CLOSING = regex(
    r"(?<=[.!?])\s+(?:with |god )?(?:(?:all|best|kind|kindest|many|my|sincere|warm|warmest) )*"
    r"(?:thanks|bless(?: you)?|take care|regards|wishes|greetings|yours|sincerely|cheers)\b"
    r"(?:[^.?!]|(?<=\b[A-Z])\.){0,80}[.!]?\s*$",
    re.IGNORECASE,
)
# "Before I go to bed: what did", "I was on the train, so what did".
BOUNDARY = regex(r"(?::|;|,|…| [-–—]) (?:(?:and|but|so|well|now|then|anyway),? )*")
RELATIVE = regex(
    r"(?:(?:in|of|for|to|with|from|by) )?(?:who|whom|whose|which|where|when)\b", re.IGNORECASE
)
# A clause opens so; a topic before a colon does not.
OPENS_CLAUSE = regex(
    r"(?:after|although|anyway|as|at|because|before|for|here|if|in short|long story short|now"
    r"|once|since|so"
    r"|though|to|until|well|when|while|with|and|but)\b",
    re.IGNORECASE,
)
# What stands before a cue so belongs to what is asked: "on Taiwan, could you tell me".
FRONTED = regex(
    r"(?:and |but |so )?(?:(?P<about>about|as (?:for|regards|to)|concerning|on|regarding"
    r"|with regard to)|after|at|before|between|by|during|from|in|since|until|within)\b",
    re.IGNORECASE,
)
# A question that is quoted as somebody would ask it.
QUOTED = regex(r"[\"“](?P<words>[^\"“”]{12,})[\"”]")
ASKING_WORD = regex(rf"(?:{_ASKING_WORDS}|whether|if)\b", re.IGNORECASE)
# What somebody gives as his reason, or says of the answer, behind what he asks.
REASON = regex(
    r" so (?:that )?(?:i|we|my [a-z]+) (?:can|could|may|might|won't|will)\b"
    r"|(?:,| [-–—]) (?:because|since (?:i|my|it)\b|as (?:i|my)\b|so (?:that )?(?:i|my)\b"
    r"|even if\b|if (?:you|it|that|there)\b|which i\b|for my\b|and i\b|but i\b"
    r"|i (?:think|guess|believe|suppose)\b|i'd\b|it's for\b)",
    re.IGNORECASE,
)
# What is not enough: "the credibility, not merely the usual formula".
NOT_ENOUGH = regex(
    r"(?:,| [-–—]| \() ?(?:and )?(?:not|rather than) (?:just|merely|only|simply) (?!.*\bbut\b).*",
    re.IGNORECASE,
)
# "Were they?" asks what was told before it.
ELLIPTIC = regex(
    r"(?:(?:and|but|so|well)\b,? )*(?:is|are|was|were|did|does|do|has|have|had|will|would|can"
    r"|could)(?:n't)? (?:any(?:one|body)|he|it|she|that|there|they|this)"
    r"(?: (?:actually|correct|ever|indeed|really|right|so|true))*(?: or not)?\?+",
    re.IGNORECASE,
)
# What he tells of himself behind a question: "did they meet, as we were at the sea".
TOLD_BEHIND = regex(
    r"(?:[,;]| [-–—]) (?:(?:and|as|because|but|for|if|since|so|though|although|which|while)"
    r" (?:(?:now|that|then) )?)?(?:i|i'd|i'm|i've|i'll|we|we'd|we're|we've|my|our)\b",
    re.IGNORECASE,
)
# What a record of statements is asked for: words of saying, what is said, and who says it.
ON_RECORD = regex(
    r"\b(?:sa(?:y|ys|id|ying)|sp(?:eak|eaks|oke|oken|eaking)|talk(?:s|ed|ing)?|t(?:ell|old)"
    r"|mention(?:s|ed|ing)?|discuss(?:es|ed|ing|ions?)?|comment(?:s|ed|ing)?|announce[sd]?"
    r"|announcements?|state(?:s|d|ments?)|declar(?:e|es|ed|ations?)|addressed|raised?|asked"
    r"|answer(?:s|ed)?|repl(?:y|ies|ied)|respon(?:d|ds|ded|ses?)|react(?:s|ed|ions?)?"
    r"|promise[sd]?|condemn(?:s|ed)?|welcome[sd]?|confirm(?:s|ed)?|den(?:y|ies|ied)"
    r"|agree(?:s|d)?|refuse[sd]?|declined?|urge[sd]?|propose[sd]?|explain(?:s|ed)?"
    r"|call(?:s|ed)? for|position|stance|views?|line|wording|words|quot(?:e|es|ed|ations?)"
    r"|remarks?|record|releases?|readouts?|press conferences?|briefings?|me(?:t|et|ets|etings?)"
    r"|is there (?:any|some)(?:thing)?|ministers?|ministry|secretary|spokes(?:man|woman|person)"
    r"|government|officials?)\b",
    re.IGNORECASE,
)
# Who writes, which is no topic: "I'm a diplomat newly posted to Tokyo".
IDENTITY = regex(
    r"(?:[\w ]+, )?(?:i'm|i am|we're|we are|my name is|this is)(?: \w+,? (?:i'm|i am))?"
    r" (?:an?|one of|from|with|the)\b(?!.*\b(?:about|on)\b)",
    re.IGNORECASE,
)
# "I don't mean the bombs", "that isn't what I'm after".
UNMEANT = regex(
    r"\b(?:(?:i|we) (?:do not|don't) (?:mean|need|want)|(?:i'm|i am|we're|we are) not (?:after"
    r"|asking|interested|looking|speaking|talking)|(?:is not|isn't|not) what (?:i|we)"
    r"|(?:i'd|i would) (?:rather|sooner) not|please (?:not|don't|do not|no)\b|(?:don't"
    r"|do not) (?:give|send"
    r"|show) me)\b",
    re.IGNORECASE,
)
# "The foreign minister, not the defence minister, said".
NOT_MEANT = regex(r",? (?:and )?not (?:the|an?) [^,;:.?!\"“”]{1,60}(?=,)", re.IGNORECASE)
OF_ONESELF = regex(
    r"\b(?:i|i'm|i've|i'd|i'll|we|we're|we've|my|our|me|(?-i:us)|myself)\b",
    re.IGNORECASE,
)
HAS_VERB = regex(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|should|may"
    r"|might|must|it's|that's|there's|he's|she's|don't|doesn't|didn't|isn't|wasn't|can't|won't)\b",
    re.IGNORECASE,
)
