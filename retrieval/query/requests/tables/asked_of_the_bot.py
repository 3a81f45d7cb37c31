"""Set forms of what only whoever answers can be asked; what stands behind them may be any words."""

from __future__ import annotations

from retrieval.patterns import regex, regex_with

_OPENS = (
    r"(?:(?:actually|and|anyway|but|hang on|hey|hm+|honestly|just|listen|now|ok|okay|please|right"
    r"|so|sorry|wait|well|yes|no|then|(?:can|could|may|might) i (?:ask|know)),? )*"
)
_ADVERBS = (
    r"(?:(?:actually|all|always|also|even|ever|exactly|honestly|just|perhaps|possibly|really"
    r"|simply|sometimes|still|sure(?: that)?|usually) )*"
)
# What somebody guesses behind a question: "– a person at the ministry?".
_GUESS = (
    r"(?:(?:,| [-–—]+)? (?:(?:is (?:it|this)|are you|or|like|maybe) )*(?:an?|any|one of|some[a-z]*"
    r"|the) [^.!?;:]*)?"
)
_HERE = (
    r"(?: (?:anyway|exactly|here|now|please|then|there|in here|right now|on the other (?:end"
    r"|side)))*"
)
_KIND = (
    r"(?:(?:actual|automatic|automated|government|human|live|living|mere|ministry|official|paid"
    r"|press|real"
    r"|simple|trained|[a-z]+'s) )*"
)
_MACHINE = (
    r"(?:account|ai|app|channel|service|website|algorithm|bot|chatbot|computer|machine|program"
    r"|robot|script|software)"
)
_WHOEVER = (
    r"(?:civil servant|clerk|diplomat|employee|human|intern|journalist|member|officer|official"
    r"|people"
    r"|person|(?:real )?people|somebody|someone|spokes[a-z]+|staff|translator)"
)
_TALKING = r"(?:chatting|corresponding|dealing|messaging|speaking|talking|texting|writing)"
_ANSWERING = (
    r"(?:answering|behind|operating|replying|responding|running|sending|talking|typing|writing)"
)
_QUOTES = (
    r"(?:answers?|citations?|documents?|excerpts?|messages?|repl(?:y|ies)|responses?|information"
    r"|info|lines?|material|ones|passages?|quotations?"
    r"|quotes?|results?|sentences?|statements?|stuff|texts?|things?|wordings?|words?)"
)
_THESE = (
    r"(?:(?:all|all of|any of|each of|some of|every) )?(?:(?:it|that|these|this|those|them|the"
    rf"|your)(?: {_QUOTES})?|{_QUOTES})"
)
_EXACT = (
    r"(?:accurate|actual|authentic|complete|exact(?:ly)?|fabricated|fake|faked|genuine|invented"
    r"|literal|made[ -]up|original|paraphrased?|real|unedited|verbatim|word[ -]for[ -]word)"
)
# "Who am I talking to?", "are you staff at the embassy or a machine?"
WHO = regex_with(
    "who|you|this|am i |is |answering|behind|operating|replying|responding"
    "|running|sending|talking|typing|writing",
    rf"{_OPENS}(?:"
    rf"who(?:m)? {_ADVERBS}(?:am i|i'm|i am|are we|is it that i'm|do i have the (?:honou?r"
    rf"|pleasure) of) {_ADVERBS}"
    rf"{_TALKING}(?: (?:to|with))?{_HERE}{_GUESS}"
    rf"|(?:to|with) whom (?:am i|are we) {_ADVERBS}{_TALKING}{_HERE}{_GUESS}"
    rf"|(?:who|what)(?:'s| is| are) (?:this|you){_HERE}{_GUESS}"
    rf"|(?:who {_ADVERBS}(?:is|are)|who's|(?:is|are) (?:an?|any|some|the)[a-z ]*|(?:which|what)"
    rf" {_KIND}{_WHOEVER} is)"
    rf" {_ADVERBS}{_ANSWERING}"
    rf"(?: (?:me|to me|us|you|my (?:messages?|questions?)|(?:the|these|this|those|your) {_QUOTES}"
    rf"|(?:the|this) {_MACHINE}|these))*{_HERE}{_GUESS}"
    rf"|is (?:this|the) {_MACHINE} {_ADVERBS}(?:by|from|made|maintained|managed|official|operated"
    r"|part|run|written)\b[^.!?;:]*"
    rf"|(?:are you|you're|you are|is (?:this|it)|am i {_TALKING} (?:to|with)) {_ADVERBS}(?:(?:an?"
    r"|from|one of|part"
    rf" of|some|somebody|someone|the) )*{_KIND}(?:{_MACHINE}|{_WHOEVER})s?"
    r"(?:,? (?:aren't you|at|behind|from|in|isn't it|of|or|right|working|made|built|run|with"
    rf"|and)\b[^.!?;:]*)?{_HERE}"
    r")",
)
# "Where do you get all this, and how far back does it go?"
SOURCES = regex_with(
    "where| you|based on|source",
    rf"{_OPENS}(?:"
    rf"(?:from )?where (?:do|did|does|have|are) (?:you {_ADVERBS}(?:collect|copy|draw|fetch|find"
    r"|gather"
    rf"|get|got|gotten|pull|source|take|taking|getting)(?: {_THESE})?"
    rf"|(?:all (?:of )?(?:it|that|this)|(?:these|those|your|the) {_QUOTES}) {_ADVERBS}come)"
    rf"(?: from)?{_HERE}"
    rf"|where(?:'s| is| are) {_THESE} {_ADVERBS}(?:copied|drawn|gathered|pulled|sourced|taken)(?:"
    rf" from)?{_HERE}"
    rf"|what(?:'s| is| are) (?:all )?{_THESE} {_ADVERBS}based on(?:,? [^.!?;:]*)?"
    rf"|(?:what|which)(?: [a-z]+)? (?:do|did) you {_ADVERBS}(?:draw|get|pull|search|source|take"
    r"|use)"
    rf"(?: (?:{_THESE}|from|on|in|through))*"
    rf"|(?:what|which)(?:'s| is| are) (?:the source of {_THESE}|your (?:\w+ )?sources?)"
    r"|what do you have (?:on record|in (?:here|there)|in your (?:archive|database))"
    r")",
)
# "Which years are covered?", "how old is the oldest?"
COVERAGE = regex_with(
    "when |how | only |date|month|period|span|time|year",
    rf"{_OPENS}(?:"
    r"(?:what|which) (?:dates?|months?|period|span|time ?span|timeframe|time|years?)"
    r"(?: (?:of (?:time|releases)))? (?:(?:are|is) (?:all )?(?:covered|in (?:here|there|it)"
    r"|included"
    r"|on record)|(?:do|does) (?:it|that|this|you|the (?:archive|database|record))(?: all)?"
    r" (?:cover|go back to|have|hold|include|know|reach|span))"
    r"|(?:from|since) when (?:are|is) (?:it|they|these|the (?:oldest|first)(?: one)?)"
    r"|when (?:do|does|did|will) (?:it|this|your (?:archive|data|database|record)s?) (?:begin|end"
    r"|start|stop)"
    r"|(?:do|have) you only (?:cover|go back to|got|have|hold|know|search)\b[^.!?;:]*"
    r"|how (?:far back|(?:long|many (?:months|years))(?: back)?|old|recent|up to date) (?:are|can"
    r"|do|does|is) "
    r"(?:it|all (?:that|this)|i|that|this|they|you|your (?:archive|data|database|record)s?"
    r"|the (?:archive|data|database|latest|newest|oldest|record)s?)(?: (?:one|release))?"
    r"(?: (?:actually|all|back|go|goes|look|reach|search))*"
    r")",
)
_KNOWING = (
    r"(?:(?:how (?:can|do) i know|can i be sure|i wonder|tell me)(?: (?:if|that|whether))? )?"
)
_ALTERING = (
    r"(?:alter|change|chang|edit|embellish|fabricat|fabricate|fake|fak|hallucinat|hallucinate"
    r"|invent"
    r"|paraphras|paraphrase|rephrase|rephras|rewrite|rewrot|shorten|tidy|tidi|tweak)(?:e|ed|ing)?"
)
_REST = r"(?:,? (?:and|are|aren't|at all|but|did|do|is|myself|not|or|yourself)\b[^.!?;:]*)?"
# "Are you making these up?", "are those his actual words or yours?"
MADE_UP = regex_with(
    "you|accurate|actual|authentic|complete|exact|fabricated|fake|genuine|invented"
    "|literal|made|original|paraphrase|real|unedited|verbatim|word",
    rf"{_OPENS}{_KNOWING}(?:(?:you're|you are|you must be) {_ADVERBS}(?:(?:making)(?: {_THESE})? up"
    rf"|(?:fabricating|faking|hallucinating|inventing)(?: {_THESE})?){_REST}"
    r"|(?:(?:are|aren't|were|did|didn't|do|don't|have|haven't) )?you (?:sure )?(?:(?:you )?(?:are"
    r"|aren't"
    rf"|did|didn't|do|don't|have|haven't|not) )?{_ADVERBS}"
    rf"(?:(?:make|made|making)(?: {_THESE})? up|{_ALTERING}(?: (?:his|her|their)(?: [a-z]+)?|"
    rf" {_THESE})?"
    rf"(?: up)?){_REST}"
    rf"|(?:(?:are|is|was|were) {_THESE}|{_THESE} (?:are|is|was|were)) {_ADVERBS}"
    rf"(?:(?:an?|the|his|her|their) )?{_EXACT}(?: {_QUOTES})?{_HERE}{_REST}"
    r")",
)
_DO = r"(?:can|could|do|are|will)"
_BESIDES = r"(?:apart from|aside from|beside|besides|beyond|except|other than|than)"
_FOR_ME = r"(?: (?:also|as well|else|exactly|for (?:me|us)|here|then|though|too|with))*"
# "What else can you do besides digging up quotes?"
ABILITIES = regex_with(
    "you",
    rf"{_OPENS}(?:{_BESIDES} [\w' ]{{1,40}},? )?{_OPENS}"
    r"(?:what|which|(?:is there )?anything|any)(?: (?:all|else|exactly|more|other (?:jobs|kinds of"
    r" things"
    r"|stuff|things|tricks)|other|things|tricks|sorts? of things|that|functions|features))*"
    rf" (?:{_DO} you {_ADVERBS}(?:able to |capable of )?(?:do|doing|offer|know how to do|good (?:at"
    r"|for)"
    rf"|help(?: (?:me|us))?|useful for)|you (?:can|could|do) {_ADVERBS}(?:do|offer)?)"
    rf"{_FOR_ME}(?:,? {_BESIDES}\b[^.!?;:]*)?"
    rf"|{_OPENS}what (?:else )?(?:are|about) your (?:other )?(?:abilities|capabilities|commands"
    r"|features"
    r"|functions|skills|talents|tricks)"
    rf"|{_OPENS}(?:can|could|do) you {_ADVERBS}(?:do|offer) (?:any(?:thing| other things?)"
    r"|something|more)"
    rf"{_FOR_ME},? {_BESIDES}\b[^.!?;:]*",
)
_SHOW_ME = (
    r"(?:(?:can you |could you |will you |would you |please |you )*(?:compose|draw|find|give|invent"
    r"|know|make up|order|paint|play|read|recite|rap|say|sing|send|show|tell|write)(?: me| us)?"
    r"|(?:do you (?:know|have)|have you|got|i (?:need|want|would like)|i'd like|how about|let's"
    r"(?: play)?|time for))"
)
_SOME = (
    r"(?:a|an|another|any|bad|best|clean|dad|funny|good|great|little|more|nice|one|quick|short"
    r"|silly|some|your)"
)
_PASTIMES = (
    r"(?:anecdotes?|bedtime stor(?:y|ies)|drawings?|fairy ?tales?|fortune|fun facts?|games?"
    r"|haikus?|horoscopes?|jokes?|knock[ -]knock|limericks?|lullab(?:y|ies)|music|poems?|puns?"
    r"|raps?|recipes?|riddles?|rhymes?|songs?|sonnets?|tunes?)"
)
# A joke, a song, a laugh: nothing that a record has.
PASTIME = regex_with(
    "amuse|amusing|anecdote|cheer|dance|drawing|entertain|fairy|fortune|fun|game|haiku"
    "|horoscope|how's the|how is the|joke|knock|laugh|giggle|happy|smile|light|limerick"
    "|lullab|music|poem|pun|rap|recipe|rhyme|riddle|sing |song|sonnet|stor|temperature"
    "|time|tune|weather|thing",
    rf"{_OPENS}(?:{_SHOW_ME} (?:{_SOME} )*{_PASTIMES}(?:,? (?:about|because|for|if|in|instead|on"
    r"|please|then|to|until|while|with|i'm|i've|first|now)\b[^.!?;:]*)?"
    rf"|{_SHOW_ME} (?:something|anything) (?:amusing|cheerful|entertaining|fun|funny|light"
    r"|(?:to (?:cheer|make) [^.!?;:]*))(?: [^.!?;:]*)?"
    r"|(?:(?:can|could|will|would) you |please )*(?:make (?:me|us) (?:laugh|giggle|happy|smile)"
    r"|cheer (?:me|us) up|entertain (?:me|us)|sing (?:me|us|to me|for me)|dance for me"
    r"|amuse (?:me|us))\b[^.!?;:]*"
    r"|(?:what(?:'s| is)|how(?:'s| is)) the (?:temperature|time|weather)(?: like)?(?: (?:here|in"
    r" [a-z]+|like"
    r"|now|outside|right now|there|this [a-z]+|today|tomorrow|tonight|where you are))*)",
)
_LINKS = r"(?:(?:hyper)?links?|urls?|web ?(?:address(?:es)?|pages?|sites?))"
_WHICH_LINK = (
    r"(?:(?:a|all|both|each|every|its|my|of|one|that|the|these|this|those|your|number|nr|source"
    r"|first|second|third|fourth|fifth|last|other|1st|2nd|3rd|4th|5th) )*(?:(?<=the )[a-z0-9.]+ )?"
)
_OF_WHAT = (
    r"(?:(?: number)? \d{1,2})?"
    r"(?: (?:that )?(?:you|i)(?:'ve| have)? (?:gave|given|got|posted|put|sent|showed|shown)(?:"
    r" me)?)?"
    r"(?: (?:at|behind|below|for|from|in|of|on|to|under) (?:it|that|them|these|this|those"
    r"|(?:number|the|your|my)(?: [a-z0-9]+){1,3}?))?(?: there)?"
)
_DEAD = (
    r"(?:(?:are|is|seems?|looks?|was|were|appears?|comes up)(?: to be| all| now| as| just)*"
    r" (?:404|bad|blank|broken|dead|down|empty|expired|faulty|gone|invalid|nowhere|unavailable"
    r"|wrong)"
    r"|(?:doesn't|don't|didn't|won't|can't|isn't|aren't|never|no longer|cannot|not)(?: even| be)?"
    r" (?:do(?:es)? anything|found|go(?:es)? anywhere|lead(?:s|ing)? anywhere|load(?:s|ed|ing)?"
    r"|open(?:s|ed|ing)?"
    r"|reachable|resolve[sd]?|respond(?:s|ing)?|there|valid|work(?:s|ed|ing)?)"
    r"|(?:brings? up|gave|gives?|go(?:es)?|leads?|sends?|shows?|takes?|throws?|returns?|just)(?:"
    r" me)?"
    r"(?: (?:just|only|up|to|a|an|some|page|site))* (?:404|blank|dead|empty|error|nothing|nowhere"
    r"|not found|missing|wrong)"
    r"|404s?|fails?|times out)"
)
# "The link in the third one is dead."
DEAD_LINK = regex_with(
    "404|link|url|web|not found|error",
    rf"{_OPENS}(?:i (?:think|believe) )?{_WHICH_LINK}{_LINKS}{_OF_WHAT} {_DEAD}\b[^.!?;:]*"
    rf"|{_OPENS}(?:none|not one) of {_WHICH_LINK}{_LINKS}{_OF_WHAT} (?:load|open|respond"
    r"|work)s?\b[^.!?;:]*"
    rf"|{_OPENS}(?:an? )?(?:404|error|(?:page )?not found)\b[^.!?;:]*\b{_LINKS}\b[^.!?;:]*"
    rf"|{_OPENS}(?:broken|dead|bad) {_LINKS}{_OF_WHAT}"
    rf"|{_OPENS}i (?:can't|cannot|couldn't) (?:open|follow|load|reach)"
    rf" {_WHICH_LINK}{_LINKS}{_OF_WHAT}"
    rf"|{_OPENS}i (?:clicked|followed|opened|pressed|tapped|tried)(?: on)?"
    rf" {_WHICH_LINK}{_LINKS}{_OF_WHAT}"
    r"(?: and| but)? [^.!?;:]*\b(?:404|blank|dead|empty|error|nothing|not found|nowhere)\b"
    r"[^.!?;:]*",
)
# "Get rid of that one but keep the others": what is kept, and what is not.
KEEPING = regex(
    r"\b(?:keep|leave|not|just|only|i still want)(?: me)? (?:all )?(?:of )?(?:my|the)"
    r" (?:other(?:s| [a-z]+)?|remaining [a-z]+|rest)(?: (?:alone|as (?:it is|they are)|be|going|in"
    r" place|on|one"
    r"|running|there|untouched|please|of (?:it|them)|ones))*$"
    r"|\b(?:the )?other(?:s| ones| two| three)? (?:are (?:all )?(?:fine|good|great|ok|okay)|(?:can"
    r"|may|should) stay)$"
    r"|\b(?:keep|leave)(?: me)? (?:everything|all) else(?: (?:alone|as it is|on|please|running))*$"
)
_DROP = (
    r"(?:cancel|cut|delete|disable|drop|end|get rid of|kill|lose|mute|remove|scrap|stop|turn off"
    r"|undo"
    r"|unsubscribe(?: me)?(?: from)?|take me off|(?:don't|no longer) (?:need|want))"
)
_NAMED_ONE = (
    r"(?:(?:that|this)(?: last)? one|(?:my|the) (?:[\w'-]+ ){0,4}?(?:alerts?|messages|news|notices?"
    r"|notifications?|one|subscriptions?|updates?))\b"
)
DROPPING = regex(rf"\b{_DROP} (?:(?:just|only) )?(?:{_NAMED_ONE}|(?:it|that|these|this|those)\b)")
# "Stop just that one."
DROPPING_ONE = regex(rf"(?:{_DROP} (?:just|only)|(?:just|only) {_DROP}) {_NAMED_ONE}(?: please)?")
