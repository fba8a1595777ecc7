"""Closed classes of English words that tell names from other words; all folded."""

from __future__ import annotations

from pipeline.identified.recognisers.words import vocabulary

DETERMINERS = vocabulary(
    "a an the this that these those some any no every each either neither his her its "
    "their my your our whose which what another such one two three four five six many "
    "few both all most much more less other same own first last next"
)
PRONOUNS = vocabulary("i you he she it we they who there that yous ye")
OBJECTS = vocabulary("me him us them it you her myself yourself himself herself")
PREPOSITIONS = vocabulary(
    "of in on at to from with by for about against into onto near over under up down "
    "off out round around through across past behind beside between towards toward "
    "along via without within after before since until till during like than as inside "
    "outside above below"
)
CONJUNCTIONS = vocabulary(
    "and but or nor so because cos coz if when while though although that unless "
    "whether where then than as plus cause since"
)
AUXILIARIES = vocabulary(
    "am is are was were be been being has have had having do does did doing done will "
    "would shall should can could may might must ought isn't aren't wasn't weren't "
    "hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't "
    "isnt wasnt werent hasnt havent hadnt dont doesnt didnt wont wouldnt cant couldnt "
    "shouldnt im ive hes shes its weve theyre theyve youre youve thats theres ain't "
    "aint i'm i've i'd i'll we're we've we'd we'll he'd he'll she'd she'll you're "
    "you've you'd you'll they're they've they'd they'll it'd it'll that'd that'll id "
    "ill"
)
ADVERBS = vocabulary(
    "not never always just only even still already also too very really quite so now "
    "then here there again back away maybe perhaps ever once well right yeah yes no "
    "okay ok oh how why when where what who which anyway actually probably"
)
COMMON_VERBS = vocabulary(
    "go goes going went gone come comes coming came get gets getting got gotten make "
    "makes making made take takes taking took taken see sees seeing saw seen know knows "
    "knowing knew known think thinks thinking thought say says saying said tell tells "
    "telling told want wants wanted look looks looking looked find finds found give "
    "gives gave given put puts let lets leave leaves left keep keeps kept feel feels "
    "felt try tries tried ask asks asked need needs needed call calls called ring rings "
    "rang rung turn turns turned start starts started live lives lived work works "
    "worked walk walks walked drive drives drove sit sits sat stand stands stood wait "
    "waits waited send sends sent text texts texted move moves moved stop stops stopped "
    "talk talks talked speak spoke write writes wrote read hear heard run ran bring "
    "brought meet met show showed watch watched follow followed help helped happen "
    "happened"
)
FUNCTION_WORDS = (
    DETERMINERS | PRONOUNS | OBJECTS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS
)
NEVER_NAMES = (FUNCTION_WORDS | COMMON_VERBS) - {"will", "may", "art"}
"""Words that are taken for a name nowhere, though lists of names hold some of them ('He', 'My')."""

DIALECT = vocabulary(
    "aboot ae aff aftae afore ain't an' anyroad atween aye aw awfy cannae canna couldnae dae "
    "didnae dinna dinnae disnae doesnae fae frae gie gied gonnae haud havenae isnae mebbe "
    "naebody naething naw noo nowt o' oan och ootside oot ower owt sommat summat somethin' "
    "takin telt thon wasnae wi wi' willnae wisnae wouldnae wouldna yer yersel youse yous yow "
    "bairn bairns wean weans lassie lassies mither faither missus eejit eejits innit dunno "
    "umm um erm er uh hmm mm mhm eh ach hiya yeah yep nope gonna wanna gotta kinda sorta "
    "lemme everybody everyone everything anybody anyone anything nobody nothing somebody "
    "someone something naebody's summat's"
)
"""Words of talk and of the Englishes of Scotland, the North and the Midlands that are nobody's
name; from general knowledge of them, not from a list. Not 'oh' and 'wan', which are heard in names.
"""

SPEAKING = vocabulary(
    "said says say saying told tells asked asks replied answered shouted shouts "
    "screamed whispered rang rings phoned phones texted texts messaged messages emailed "
    "e-mailed goes knew reckons reckoned thinks thought wants wanted heard laughed "
    "cried looked looks lives lived works worked drove drives turned stood sat walked "
    "opened grabbed picked wrote sent met married lost found noticed spotted recorded"
)
"""Verbs in forms that a person's name is the subject of."""

ACTING = vocabulary(
    "was is has had came comes went did does got gets took takes gave gives saw made "
    "makes left put let used kept keeps would wouldn't didn't wasn't hasn't doesn't "
    "never who who's"
)
"""Verbs that a person's name may be the subject of, as may other words."""

NAMING = vocabulary(
    "called named name name's names surname christened nicknamed baptised nickname known"
)
GREETING = vocabulary(
    "hi hello hiya hey thanks thank dear sorry okay ok bye cheers morning alright "
    "listen please congratulations ta och"
)

OFFICER_TITLES = vocabulary(
    "pc dc ds di dci dsu dcs pcso wpc sgt sergeant constable inspector superintendent "
    "detective officer insp supt"
)
DOCTOR_TITLES = vocabulary("dr doctor professor prof")
JUDGE_TITLES = vocabulary("judge magistrate recorder honour")
CLERGY_TITLES = vocabulary(
    "father pastor reverend rev revd vicar canon bishop deacon deaconess rabbi imam "
    "maulana mufti archdeacon elder fr monsignor"
)
COURTESY_TITLES = vocabulary("mr mrs ms miss mx sir lady lord dame madam missus mister")
KIN_TITLES = vocabulary(
    "auntie aunty aunt uncle nan nana nanny gran granny grandma grandad granddad "
    "grandpa chacha chachi khala phupo masi mama mami bhai baji apa bhabhi didi adeer "
    "eedo abti tia tio ciocia wujek kak kuya ate tita tito cousin"
)
OTHER_TITLES = vocabulary("sister nurse matron mother brother madame coach councillor cllr")
TITLES = (
    OFFICER_TITLES | DOCTOR_TITLES | JUDGE_TITLES | CLERGY_TITLES | COURTESY_TITLES
)  # fmt: skip
"""Words that stand before a name and are no part of it, wherever they stand."""

WEAK_TITLES = KIN_TITLES | OTHER_TITLES
"""Words that stand before a name when it is capitalised or listed."""

VERBS_TOO = vocabulary(
    "will mark bill grant rob sue chase trace drew hope pat nick chuck lance skip wade "
    "frank may rich pierce hunt bob dot jack josh rose grace bless ring drop reading "
    "barking sending norm carry peg pip heap crook nick rush stew tuck sale deal battle "
    "settle bury bath park march rock pepper spike spud win love price cash court case "
    "field pool rest rain snow hail storm guy miles dawn wed don ward watch guard ham "
    "hurt paddy piper"
)
"""Names that are also verbs in their plain form (or past: 'rose', 'drew')."""

QUALITIES = vocabulary(
    "frank rich sunny long young happy precious innocent lucky good short small black "
    "white brown green gay fair hardy sharp strong wise savage rusty sandy divine curt "
    "gabby natty jolly merry misty stormy noble loyal olive violet jade ruby amber "
    "hazel ginger early true bright sweet wild moody batty still real blunt bland close "
    "grand cross"
)
"""Names that are also adjectives."""
