"""Words of private life, of how texts look and of what programs do: no topics of a record.

They tell nothing alone: a message that has them is meant for whoever answers if it speaks to it.
"""

from __future__ import annotations

# What a text looks like, and what files it comes in. One of these tells that an answer is meant.
LOOKS = frozenset(
    """
    alphabetical alphabetically asterisk asterisks bibliography bold brackets commas bolded bullet
    bulleted bulletpoint bulletpoints bullets caps capitalised capitalized chit clutter colours
    columns csv dashes docx emoji emojis emoticon emoticons excel font fonts footnote footnotes
    format formats formatted formatting gif gifs heading hashtags html hyphens indent indented
    italic italicise italics italicize jargon layout legible linebreak linebreaks lowercase markdown
    newline pdf pdfs powerpoint pptx preamble readable reformat screenshot screenshots smiley
    smileys spreadsheet spreadsheets tabular tldr typeface txt underline underlined unreadable
    uppercase verbose waffle wordy xls xlsx zip
    """.split()
)
PRIVATE_LIFE = frozenset(
    """
    adorable anniversary apartment asleep aunt auntie autocorrect awake baby bath bathroom beach
    beard bed bedroom beer birthday bike biscuit boat boil boot boots boots bored boss bottle boy
    boyfriend breakfast brick bro brother brothers brunch bus bye cab cafe cake canteen car carrot
    cat cats chair chill chocolate chores christmas cinema class classmate classroom clever cleverer
    coat coffee coffees colleague colleagues colour commute commuting cook cookie cooking couch
    cousin cousins cry crying cute dad daddy dance dancing darling date daughter daughters deadline
    dear dentist desk diary dinner dog dogs doorbell drink drinking drive driving drunk ears easter
    eat eating editor employer essay eve exam exams exhausted eyes fab family fave favorite
    favourite feelings feet film fingers fish fishing flat flatmate flatmates flirt football fridge
    friend friends funny game games garden girl girlfriend glasses goldfish gossip grandad
    grandfather grandma grandmother granny guitar gym hair hamster handsome hangover happy headache
    heart holiday holidays homework honey horoscope hot house hug hungover hungry husband jam
    jealous job jog joke jokes jogging journey kettle kid kids kidding kindle kiss kitchen kitten
    lad ladies lady lamp laugh lawn lecture lecturer lesson letters listening lonely lottery love
    loved lover lunch mad marry married marvel mate mates meal miss mood moon mother mouse mouth
    movie movies mum mummy music nap neighbour neighbours nephew nerd niece nightmare nan nose
    office onion pal pants parents parrot party pasta pencil pet pets phone phoned piano picnic
    pizza playing poem poems poet poetry porridge potato pour pouring presentation pub puppy quiz
    radio rain raining rainy recipe restaurant riddle roast robot romantic roommate sad sandwich
    sarcasm sarcastic saturday school seminar shoes shopping shower sing singing sister sisters
    sleepy slide slides smart smarter smell smile snack snow snowing sofa son song songs soul soup
    spaghetti spoon squares stairs starving stressed student studying sunny sunshine supper sushi
    swim tea teach teacher teal tennis thesis thirsty thunder tired toast toaster toilet tooth
    toothbrush toy train traffic tram trivia tube tuna tutor umbrella uncle uni vacation vegan
    volume waiter walk walking wash watch weather wedding weekend weird wet wife windy wine yoga
    """.split()
)
# What somebody does with a text or a device.
DEEDS = frozenset(
    """
    abbreviate align attach attached autoplay backspace cap chat chatting chop cleaner clearer
    collapse compress condense copied crash crashes crashing cropped declutter disconnect
    disconnected duplicate duplicated duplicates email emailed enlarge expand fold forward forwarded
    freeze freezes freezing freeze froze garbled glitch glitches glitching google hang hangs hung
    invite invited lag lagging lags laggy likes load loads magnify minimise lousy messy mistyped
    neater nicer misclick mispelled paste pasted plain plainer prettier printable printer proofread
    ramble rambling read reads reboot recap redo refresh reload rename rephrase replay reorder
    resend resent reword rewrite rhyme robotic scan scroll scrolling scrolls sheet sheets shorten
    shortened simplify sing skim skip skipped snooze snoozed spacing spelling squeeze summarise
    summarised swipe tap tidier tidy timeout toggle trim truncate typing uninstall unmute unpause
    unpin upload vibrates whisper widen zoom
    """.split()
)
