"""The wordings of asking: what stands before what somebody wants to know, and what follows it."""

from __future__ import annotations

import re

_TELLING = (
    r"(?:tell|show|find|give|help|check|quote|explain|list|look|point|search|see|say|send|dig up"
    r"|pull up|get|look up|bring up|bring|provide|supply)"
)
_LEARNING = (
    r"(?:know|find(?: out)?|see|hear|read|learn|ask|understand|check|look at|quote|cite|have|get"
    r"|compare|include|print|publish|report|use)"
)
# Behind one of these stands what somebody wants to know.
CUE = re.compile(
    rf"\b(?:(?:could|can|would|will) you (?:please |kindly |perhaps |maybe |possibly )?{_TELLING}"
    r"|(?:would|do) you (?:happen to )?have"
    r"|(?:i'd|we'd|(?:i|we) (?:would|should)|would) (?:really |just |very much )?(?:like|love)"
    rf"(?: to {_LEARNING}| (?!to\b))"
    r"|(?:i'm|i am|we're|we are) (?:just |really |also |now )?(?:looking for|interested in"
    rf"|wondering|curious|searching for|after|trying to {_LEARNING})"
    rf"|(?:i|we) (?:want|need|wish|have|am trying|hope) to {_LEARNING}|(?:i|we) was wondering"
    r"|(?:i|we) (?:only |just |really )?(?:wonder|need|want)\b(?! to\b)"
    r"|(?:please|kindly) (?:tell|show|find|give|quote|list|explain|search|send|look|get|check"
    r"|provide|supply|bring)"
    r"|(?:i'd|we'd|(?:i|we) (?:would|will|should)) be (?:so |very |most |really )?(?:grateful|glad"
    r"|happy|thankful|obliged) (?:for|to (?:see|have|read|get|know))"
    r"|do you (?:happen to )?know|(?:my|the|one|a quick) (?:question|request)(?: is| was|(?=:))"
    r"|question(?=:)|(?:i'd|we'd|i would) be interested in"
    r"|you (?:once )?(?:gave|showed|sent|told|quoted) (?:me|us)"
    r"|(?:tell|show|give|find|get|send|start) (?:me|us)(?: off with)?)"
    r"\b:?(?: is| was)?(?: for)?(?: me| us)?(?:,? (?:if|when) (?:it|you|possible|that)\b[^,]*,)?"
    r"(?: (?:that|the|a|any) (?:exact )?(?:sentence|passage|paragraph|line|bit)s?"
    r" (?:with|where|about|on|in which)\b)?"
    r"(?: if| whether| about| that| to know| for)*[ :,]*",
    re.IGNORECASE,
)
# What somebody asks, wants to know or cannot remember is a question too: "my editor asks whether".
INDIRECT = re.compile(
    r"\b(?:asks?|asking|asked me|enquire|inquire|wonders?|wondering|knows?|remember|recall"
    r"|find out|figure out|check|confirm|establish|see|sure|interested in|settle|verify"
    r"|compare|copy|hear|include|learn|print|publish|read|report|translate|understand|use"
    r"|(?:wants?|needs?|wanted|needed)\b[^,;:?\"“”]{0,60}?(?: on| about| to know| as to)?)"
    r" (?:exactly |precisely |please )?(?=(?:what|whether|if|how|which|who|when|where|why)\b)"
    r"(?:(?:whether|if)\b )?",
    re.IGNORECASE,
)
# What somebody recalls, or others told him, he wants to see: "I seem to recall him saying".
RECALLED = re.compile(
    r"\b(?:(?:i|we) (?:(?:can|clearly|dimly|distinctly|do|faintly|just|once|only|seem to|still"
    r"|vaguely) )*(?:recall|remember|heard|read|saw|believe)"
    r"|(?:recalls|remembers|insists|insisted|claims|claimed|swears|swore|reckons|believes)"
    r"|there(?:'s| is|s| was) (?:an? |some |this )?(?:quotation|quote|sentence|line|passage"
    r"|statement))"
    r"(?: (?:that|how|of|by|where|in which|about|reading|hearing|seeing))*\b[ ,:]*",
    re.IGNORECASE,
)
# "Not analysis, only the exact words": what is not wanted ends with the comma.
NOT_BUT = re.compile(r"not (?!only|just)[^,;:.?!\"“”]{1,60}, (?:but |only |just )+", re.IGNORECASE)
_ASKING_WORDS = r"(?:what|which|who|whom|whose|when|where|why|how)"
_AUXILIARIES = r"(?:did|does|do|has|have|had|is|are|was|were|can|could|would|will|should|may|might)"
_OPENING = r"(?:(?:and|but|so|also|then|now|ok|okay|please|well) ?[,:]? )*"
NUMBER = re.compile(
    r"\A(?:(?:one|two|three|four|five|six|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly)[:,.)]"
    r"|(?:\d|[a-f])[.):])\s+",
    re.IGNORECASE,
)
# "What did they say", "which minister was"; "what we are missing is" asks nothing.
INVERTED = re.compile(
    rf"{_OPENING}(?:(?:(?:in|on|at|of|for|by|with|from|to) )?"
    rf"{_ASKING_WORDS}(?:'s)? (?!(?:i|we|you|he|she|they|it)\b)(?:[\w'-]+ ){{0,3}}?{_AUXILIARIES}\b"
    rf"|{_ASKING_WORDS}'s\b|{_AUXILIARIES} (?!you\b)[^\W\d])",
    re.IGNORECASE,
)
OPENS_QUESTION = re.compile(rf"{_OPENING}(?:{_ASKING_WORDS}|{_AUXILIARIES}|any)\b", re.IGNORECASE)
ORDERS = re.compile(
    rf"{_OPENING}(?:tell|show|find|list|give|quote|name|explain|describe|search|send|get"
    r"|provide|supply|bring)\b",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"(?:(?:thanks|thank you|great|perfect|hello|hi|hey|dear(?: \w+){1,2}"
    r"|good (?:morning|afternoon|evening|day)|greetings)"
    r"(?: (?:there|all|everyone|everybody|team|bot|kaiken|sir|madam)| from [\w ]{1,30})*"
    r"\s*[,!.:–-]+\s*)+",
    re.IGNORECASE,
)
# What was asked before is given up, and something else follows.
GIVING_UP = re.compile(
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
WIDENING = re.compile(r"(?:and |just |show )*(?:all|any|both|every|everything)\b", re.IGNORECASE)
THANKS = re.compile(
    r"[,.!;–-]?\s+(?:please|pls|(?:many |with )?(?:thanks|thank you|cheers|thx)"
    r"(?: (?:so much|very much|a lot|in advance|again|for your help))*)[.! ]*$",
    re.IGNORECASE,
)
# How a letter ends, behind its last sentence.
CLOSING = re.compile(
    r"(?<=[.!?])\s+(?:with |god )?(?:(?:all|best|kind|kindest|many|my|sincere|warm|warmest) )*"
    r"(?:thanks|bless(?: you)?|take care|regards|wishes|greetings|yours|sincerely|cheers)\b"
    r"(?:[^.?!]|(?<=\b[A-Z])\.){0,80}[.!]?\s*$",
    re.IGNORECASE,
)
# "Before I go to bed: what did".
PREAMBLE = re.compile(r"^[^:?\"“]{3,80}: (?=\S)")
# What somebody gives as his reason, or says of the answer, behind what he asks.
REASON = re.compile(
    r" so (?:that )?(?:i|we|my [a-z]+) (?:can|could|may|might|won't|will)\b"
    r"|(?:,| [-–—]) (?:because|since (?:i|my|it)\b|as (?:i|my)\b|so (?:that )?(?:i|my)\b"
    r"|even if\b|if (?:you|it|that|there)\b|which i\b|for my\b|and i\b|but i\b"
    r"|i (?:think|guess|believe|suppose)\b|i'd\b|it's for\b)",
    re.IGNORECASE,
)
# Who writes, which is no topic: "I'm a diplomat newly posted to Tokyo".
IDENTITY = re.compile(
    r"(?:[\w ]+, )?(?:i'm|i am|we're|we are|my name is|this is)(?: \w+,? (?:i'm|i am))?"
    r" (?:an?|one of|from|with|the)\b(?!.*\b(?:about|on)\b)",
    re.IGNORECASE,
)
# "The foreign minister, not the defence minister, said".
NOT_MEANT = re.compile(r",? (?:and )?not (?:the|an?) [^,;:.?!\"“”]{1,60}(?=,)", re.IGNORECASE)
OF_ONESELF = re.compile(
    r"\b(?:i|i'm|i've|i'd|i'll|we|we're|we've|my|our|me|(?-i:us)|myself)\b",
    re.IGNORECASE,
)
HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|should|may"
    r"|might|must|it's|that's|there's|he's|she's|don't|doesn't|didn't|isn't|wasn't|can't|won't)\b",
    re.IGNORECASE,
)
