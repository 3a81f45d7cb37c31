"""The public list of phrases by which officials leave a question open.

From the ministry's transcripts (1995-2022) and the White House's briefings (2021-2023);
docs/labels.md shows it to readers, `retrieval/text/phrases.py` says how a phrase is written.
"""

from __future__ import annotations

from types import MappingProxyType

from retrieval.model.release import Label

ASIDES = tuple(
    "just really simply certainly also still actually obviously clearly probably currently again "
    "personally necessarily either even yet today now right here honestly frankly always "
    "tonight particularly exactly specifically truly unfortunately very quite so therefore however "
    "sort kind of typically usually normally generally ordinarily possibly".split()
)

SLOTS = MappingProxyType(
    {
        "I will": "I/we will/would/shall/must/should [rather/like/prefer/want/have/wish/ask] [to]"
        " | I/we have/need/want/wish/prefer to | I/we | allow/permit me to | let me"
        " | I/we am/are going to | better/best/appropriate [for me/us] to"
        " | and/but/so will/would [like] [to] | I/we would at/for … like to"
        " | government/ministry [of japan/foreign] [affairs] will/would/must [like] [to]",
        "I won't": "I/we will/would/shall/do/can/could/should not"
        " [be/try/want/wish/need/intend/plan] [to]"
        " | I/we am/are not [going/prepared/inclined/ready/able/allowed/supposed/trying/about] [to]"
        " | not going to [be able to] | I/we am/are unable to | try/trying/careful not to"
        " | rather not"
        " | and/but/so can/will not | do not want to | I/we would/will hate/hesitate to"
        " | hesitant/reluctant/loath to | not at liberty to | practice not to"
        " | going to/be not | do not think [that] I/we am/are going to"
        " | do not think [that] I/we should/can/could/want/will/would [to] | choose/prefer not to"
        " | difficult/hard/inappropriate/premature/impossible for me/us to",
        "I don't have": "I/we do not have | I/we am/are not going to have"
        " | I/we will not have | I/we have no | do not have | I/we have not got",
        "commenting": "commenting/answering/responding/mentioning/providing/giving/making"
        "/speculating/touching/elaborating/discussing/disclosing/predicting/explaining/speaking"
        "/describing/introducing/referring/revealing/saying/offering/stating/expressing/presenting"
        " | going/getting into | going further | talking about",
        "comment": "comment/speculate/elaborate/characterize/prejudge/opine/handicap/preview"
        "/litigate/relitigate/confirm/prognosticate/telegraph/forecast/predetermine/outline/detail"
        "/discuss/describe/disclose/predict/answer/parse/interpret/entertain/guess/react/respond"
        "/expand/hypothesize/editorialize/pontificate/second-guess/pre-judge/quantify/divulge/delve"
        "/elevate/amplify/dignify",
        "comment or speak": "<comment> | speak/get/go/share/talk/weigh",
        "more": "any/more/further/additional/new/other/specific/else/particular/much/the/many/an/a",
        "details": "details/specifics/specific/information/comment/comments/update/updates"
        "/announcement/announcements/preview/previews/readout/readouts/timeline/timelines/timeframe"
        "/timetable/prediction/predictions/assessment/assessments/evaluation/reaction/response"
        "/confirmation/guidance/insight/insights/clarity/color/context/news/specificity/detail"
        "/projection/projections/outlook/opinion/granularity/estimate/analysis/date/dates/number"
        "/numbers/breakdown/list/position/figure/figures/summary/characterization",
        "saying": "add/share/announce/preview/say/offer/provide/report/give/read/lay/speak/predict"
        "/confirm/introduce/convey/set/discuss/communicate/outline/detail/express/post",
        "elsewhere": "them/him/her/others | [the/my/our/his/their] … <office>",
        "office": "department/state/doj/dod/dhs/hhs/cdc/fda/fbi/dnc/idf/pentagon/justice/agencies"
        "/agency/campaign/experts/companies/parties/team/office/colleagues/leaders/leadership"
        "/government/senator/committee/hill/secretary/french/british/germans/israelis/ukrainians"
        "/russians/chinese/saudis/turks/indians/japanese/treasury/usda/epa/faa/ftc/fema/nih/dot/usaid"
        "/service/guard/police/governor/mayor/reserve/court/company/airline/airlines/embassy"
        "/ministry/officials/spokesperson/offices",
    }
)

PHRASES = MappingProxyType(
    {
        Label.DECLINED: (
            "<I will> refrain from [any/further/such] <commenting>",
            "<I will> refrain from any/further comment/comments/details",
            (
                "I/we/ministry/minister/government/secretary [have/has/would/must/will] [to]"
                " decline/declined to comment/answer/discuss/say/elaborate"
            ),
            "I/we can/could not say whether/if/when/which/who/where/exactly/definitively",
            "I/we am/are not going to tell/introduce you",
            "have/need/should [to] leave it/that there/at [that]",
            "he/she/they/president said what he/she/they said",
            "will not get into",
            "going to not get/comment/speak",
            "<I won't> get in [the] business of",
            "covered/bound/limited by the hatch act",
            "going to be careful",
            "do not think I/we can make a/any prediction/predictions",
            "leave the rest/details/specifics/mechanics/analysis/decision … to",
            "<I will> leave … to [certainly] speak/answer/comment/address to/for/about/on",
            "leave it there/at [that] because/for",
            "let us not get ahead/into",
            "let mr./ms./dr. … speak/answer to/for/about",
            "not speak to any",
            "I/we am/are/was not [going/be] [to/be] [be] in a position to",
            "am not in a position to",
            "not in a position to comment/answer/say/discuss/confirm/speak",
            "<I won't> <comment>",
            "<I won't> commenting/speculating/previewing/confirming/discussing",
            (
                "<I won't> get/go/wade/dive/step/jump [out/far/too/any/much] [more/deep/far]"
                " into/ahead/beyond"
            ),
            "<I won't> go/get any/too/into/down/much further/far/detail/details/specifics/that",
            "<I won't> go further/there/beyond",
            "<I won't> be/come out ahead",
            (
                "<I won't> speak/talk/weigh/engage [directly/further/more/any/much]"
                " to/for/about/on/in/beyond/from/further/publicly"
            ),
            "can not comment/speak [to/on/for/about]",
            (
                "president/he/she/administration/house is/does/will not [going] [to]"
                " comment/speculate/prejudge/weigh [in/into/on]"
            ),
            "<I won't> read/lay/spell/game/map … out",
            "<I won't> say/share/add/offer/provide/reveal more/anything/any/much/beyond/further",
            "<I won't> have more/anything/much",
            "<I won't> give [you/any/a/an/the] [<more>] [you/public] … <details>",
            (
                "<I won't> put/set [a/an/any] [<more>] [<more>] number/numbers/timeline/date"
                "/deadline/timetable/timeframe/percentage/label/labels"
            ),
            (
                "<I won't> [be] make/making [any/a/an/that/this] [<more>] prediction/predictions"
                "/comment/comments/announcement/announcements/assessment/assessments/judgment"
                "/judgments/characterization/forecast/forecasts"
            ),
            "<I won't> negotiate [this/that/it] [language] [here] in/from/through",
            (
                "<I won't> negotiate/legislate/do/attribute/set/provide/label/put/define/assess"
                "/give/make/offer/rule/freelance/adjudicate … … from here"
            ),
            "<I won't> … … from this/the podium",
            "<I won't> be in a/any position to",
            "<I won't> go/walk/run through",
            "<I won't> go down any/the/that/this [<more>] rabbit/list",
            "<I won't> name [any/the/all/specific] names",
            "<I won't> rule [anything/it/that/things] in",
            "<I won't> read [out] [any/anything/specifics/the] [<more>] specifics/specific/details",
            "<I won't> begin/start to <comment>",
            "<I won't> point to any [<more>] <details>",
            "<I won't> give [you] a/an/any … quantification/time/read/rundown [on/of/for]",
            "<I will> stay/steer away from [any/the] <details>",
            "<I will> stay/steer away from <commenting>",
            "<I will> defer [on] [that/this/it/the/those/you/any/all] … to",
            (
                "not … … useful/helpful/appropriate/productive/prudent/constructive/wise"
                " [for me/us] to <comment or speak>"
            ),
            "not … … useful/helpful/appropriate/productive/prudent/constructive/wise for me/us to",
            "before I/we can/could/would [be/am/are] [able/willing] [to] comment/speak/weigh",
            "not [much/a/anything] [lot] [more/else] [that] I/we can get/say/share/add/offer/speak",
            "not think/believe [that] I/we have anything to",
            "not think/believe [that] I/we have any/anything [<more>] … to <saying>",
            "ministry/department/secretary/government would not comment",
            "<I don't have> anything",
            "<I don't have> [<more>] [<more>] <details>",
            "<I don't have> any/a/an/the … <details>",
            ("<I don't have> [<more>] [<more>] … to <saying>"),
            "<I don't have> [<more>] more",
            "<I don't have> any further/additional",
            "when/once I/we have [<more>] more/anything/something/<details> … to <saying>",
            "as/when/once I/we have [<more>] [<more>] <details> I/we will",
            "would have the most up-to-date/current/recent",
            "<I don't have> [<more>] [<more>] … for you",
            "<I don't have> … … to preview/announce/read/share",
            "nothing [<more>] [<more>] to add/announce/share/preview/report/say/offer/read",
            (
                "no [<more>] comment/comments/announcement/announcements/update/updates/news"
                "/details to/on/for/about/at"
            ),
            "I/we have no [more/further] comment/comments [to make]",
            "no comment",
            "I/we suggest/recommend [that] you ask/contact",
            "please ask/contact the",
            (
                "[I/we would/will/have/must/can/do] [have] [to] refer/send"
                " you/folks/everyone/people/everybody [back/over/all] to"
            ),
            (
                "[I/we would/will/have/must] [have] [to] point/direct/steer you/folks [back/over]"
                " to <elsewhere>"
            ),
            "I/we would/will/have/must [have] [to] refer that/this/it/those to",
            "I/we would/will/have/must [have] [to] defer to",
            "I/we would/will/have/must [have] [to] refer to <elsewhere>",
            "I/we would/will/do encourage/urge you to ask/reach/talk/contact/check/speak/call",
            "I/we would ask them/him/her that/this/about",
            "going to defer to",
            "leave it/that/this/those/them [up] to/for",
            (
                "let them/him/her/others/experts/companies/parties [go]"
                " speak/answer/talk/comment/respond [to/for/about]"
            ),
            "let the/our/my … speak/answer/talk/comment to/for/about/on",
            "let the/that/this/their process continue/play",
            "let those/these/other/foreign … speak/answer/talk/comment to/for/about/on",
            "let … speak for themselves/himself/herself",
            "let them/him/her announce/address/explain",
            "let them/doj/fbi/justice/department/investigators [of justice] do their job/work",
            (
                "you would/will/have/need/may/might [have/need/want] [to] ask/reach"
                " out/them/him/her/the/to/with"
            ),
            "you would/will [have] to talk/speak/check [directly] to/with",
            "would be the place/person/agency to go/ask/answer/speak",
            "a good/better/great question for",
            "appropriate/up/something for them/him/her/others to speak/address/answer/comment",
            "be/as/like a question for",
            "good/better/best question/questions for",
            "that/it is for … to speak/answer/say",
            "is up to … to speak/answer/say",
            "best suited/positioned/equipped to speak/answer/address/comment",
            "limited in/on/to what I/we can/am/are [able] [to] say/share/convey/speak/talk/comment",
            "as far as I/we [can/will/am/want/would] [going/able] [to] go/say",
            "not for me/us to",
            "not my/our place to",
            "not something [that] I/we … <comment or speak>",
        ),
        Label.NOT_DISCUSSED: (
            "did not discuss",
            "was/were not [been] discussed/addressed/raised/mentioned",
            "not taken up",
            "was/were not brought up",
            "did not/never [take/bring] come up",
            "did not take/bring … up",
            "no discussion/discussions/mention of/about/on",
        ),
        Label.UNDECIDED: (
            "nothing [concrete/specific/definite/more/new] [has/is] [been] decided/determined",
            "has/have not [been] decided/determined/finalized",
            "not/nothing been/yet decided/determined/finalized",
            "no [final/such/specific] decision/decisions [has/have] [been] made/taken/reached",
            "have/has/had not made a/any/the/that/his/this [final] decision/decisions",
            "yet to be decided/determined/finalized",
            "yet to decide",
            "is/are/being [being] under consideration",
            "no decision/decisions",
        ),
        Label.HYPOTHETICAL: (
            "a/this/any/in/into/on/that/those/to/is hypothetical/hypotheticals",
            "[a/that/this] hypothetical/speculative question/questions/situation/situations/case",
            "hypotheticals",
            "answering/answer/answers/speaking [questions] based on [an] speculation/assumption",
            "what-if/what-ifs",
        ),
    }
)

# What looks like a refusal and is none: somebody else's, a denial of it, or a pointer to an answer.
EXCEPTIONS = (
    "they/you/who/people do/does/did/will/would/can/could not have/want/comment/discuss/speak",
    "he/she/it do/does/did/can/could not have/want/comment/discuss/speak",
    "they/you/who/people are/is/was not going/able/in",
    "he/she/it is/was not going/able/in",
    "not/never say/said/mean/true/case [that] I/we/it/they [did/was/will/am/are/would] [not]",
    (
        "[I/we would/will/have/must/can/do] [have] [to] refer/point/direct you/folks/people [back]"
        " to [the] what/fact/this/these/some"
    ),
    (
        "[I/we would/will/have/must/can/do] [have] [to] refer/point/direct you/folks/people [back]"
        " to a/the/his/her/their/our [<more>] statement/statements/remarks/comments …"
    ),
    "I/we do not need to",
    "if/why/how I/we do/can/could/will/am/are not",
    "<I don't have> … … in front of me/us",
    "[I/we would/will/have] [have] [to] leave the door/space/option/impression",
    "<I won't> get into a/the fight/head/mind",
    "I/we can not speak for every",
    "[I/we would/will] refer you to … forecast/report",
    "they/he/she/president will/would/is/are [going/to] [to] leave it/that/this/them",
    "make/made/makes/making/offered/gave/was no comment",
    "<I don't have> much/anything [else/more] to add except/other",
    "I/we would not say/characterize/describe it/this/that/them/the/as/him/her",
    "<I won't> give you a hard/rosy",
    (
        "<I don't have> a/the/any/enough chance/time/opportunity/authority/ability/power/right"
        "/money/funding/resources/funds/votes/doubt/intention"
    ),
    "leave it/that [up] to them to enact",
    "I/we would not answer in",
    "let the report/numbers/data/facts/science/record speak",
    "question for you/me/us",
)
