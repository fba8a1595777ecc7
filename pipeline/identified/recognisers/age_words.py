"""The words around ages: who can be so old, what follows an age, and what only counts."""

from __future__ import annotations

from pipeline.identified.recognisers.spoken_numbers import DIGITS, TEENS, TENS
from pipeline.identified.recognisers.words import vocabulary

NUMBERS = frozenset(DIGITS) | frozenset(TEENS) | frozenset(TENS) | {"hundred", "thousand"}

UNITS = tuple(
    tuple(unit.split())
    for unit in (
        "years old", "year old", "years of age", "year of age", "years young",
        "yrs old", "yr old", "yo", "months old", "month old", "months of age", "weeks old",
        "week old", "odd years old", "and a half years old", "and a half", "year older",
    )
    if unit not in ("and a half", "year older")
)  # fmt: skip

BE = vocabulary(
    """am is was be been are were being 'd 'll become becomes became look looks looked"""
)
AUXILIARIES = vocabulary(
    """would will must might could should may have has had 'd 'll not only still just now then
    probably about to going gonna both all"""
)
SOFTENERS = vocabulary(
    """only just about nearly almost now like around roughly barely over under still then probably
    what maybe well um er erm uh already approximately coming up on for getting going bout
    sort kind both all"""
)
PRONOUNS = vocabulary("i he she you they we who whos")
_PRONOUNS_BE = vocabulary(
    """i'm im he's hes she's shes you're youre they're theyre we're who's whos"""
)
_NOT_PEOPLE_BE = vocabulary(
    """it's its that's thats there's theres what's whats here's heres how's where's when's this's
    let's lets one's everything's nothing's something's time's"""
)
PEOPLE = vocabulary(
    """boys girls sons daughters lads lasses brothers sisters mum mam mom mother dad father parents
    brother sister son daughter boy girl lad lass baby child kid kids children twins eldest
    oldest youngest younger older middle little husband wife partner boyfriend girlfriend
    gran grandma nan nana nanna granddad grandad grandfather grandmother uncle aunt auntie
    aunty cousin nephew niece friend mate neighbour colleague man woman bloke fella fellow
    lady guy person stepson stepdaughter stepdad stepmum grandson granddaughter ex lodger
    tenant officer wean bairn bain babby chap teenager bairns weans himself herself myself"""
)
GROWN_NOUNS = PEOPLE | {"people", "age", "lads", "girls", "boys", "women", "men", "youth"}
THINGS = vocabulary(
    """it that this there what which one time number total price cost bus house door room flat score
    ward floor bill rent half rest size temperature bed level class year page chapter order
    count result answer amount channel everything nothing something here where how why when
    and or but if so because to of in on at"""
)
DETERMINERS = vocabulary("the a an this that these those some any each every no its")
OWNERS = frozenset(["my", "his", "her", "their", "your", "our"])

MEASURES = vocabulary(
    """minute minutes mins hour hours day days week weeks fortnight month months year years yrs
    second seconds time times o'clock oclock past to am pm percent per pound pounds quid
    pence p grand euro euros dollars mile miles metre metres yard yards foot feet inch inches
    stone kilo kilos degrees of people men women kids children girls boys lads doors streets
    stops floors stairs steps houses rooms bedroom bedrooms emails messages calls texts
    letters photos pages other more different separate or milligrams mg hundred thousand
    million point half thirty fifteen twenty forty fifty quarter stroke slash dash double
    triple oh ft storeys flights nights shifts jobs weeks' days' hours' years' minutes' plus
    in-a-row apart points goals counts charges cars dogs cats"""
) - {"or", "half"}
COUNTED = MEASURES | {"big", "little", "small", "large", "whole", "bad", "good", "new", "old"}
AFTER_AN_AGE = vocabulary(
    """now when then and but so at by i i'm im he he's hes she she's shes they they're we we're you
    it it's its who whos who's which in on with because cause cos coz this next last today
    married first already or if my his her their our the was were is not no yeah going
    getting coming too before after till until while since as maybe though just only even
    really like um er erm still has had have year born from that there well right actually
    single pregnant working living back doing anyway mind ok okay soon tomorrow years ish odd thats
    that's these them he'd she'd i'd id i've ive he'll"""
)

TURNED = vocabulary("turned turning turns turn hit hitting reached approaching pushing")
BECOMING = frozenset(
    {
        ("will", "be"), ("would", "be"), ("to", "be"), ("have", "been"), ("must", "be"),
        ("i'd", "be"), ("i'll", "be"), ("he'd", "be"), ("he'll", "be"), ("she'd", "be"),
        ("she'll", "be"), ("gonna", "be"), ("been", "about"), ("they'd", "be"), ("they'll", "be"),
        ("id", "be"), ("shed", "be"), ("hed", "be"), ("might", "be"), ("could", "be"),
        ("answer", "to"), ("must've", "been"), ("would've", "been"), ("she'd", "been"),
    }
)  # fmt: skip
DONE_AT_AN_AGE = vocabulary(
    """married left died pregnant widowed diagnosed divorced started retired orphaned fostered
    adopted arrived born homeless"""
)
COUNT_QUESTIONS = ("how many", "how much", "how long", "how far", "how often", "what number")
QUESTIONS = (
    "how old", "what age", "your age", "his age", "her age", "their age", "how young", "age are",
    "age were", "age was", "the ages",
)  # fmt: skip
BY_THEN = frozenset(
    {("by", "then"), ("at", "the"), ("he", "was"), ("she", "was"), ("i", "was"), ("years",)}
)
SIGNS = frozenset(["stroke", "slash", "dash", "hyphen", "star"])
COUNTING = vocabulary(
    """many much times long far number count counted twice once hours minutes often pounds calls
    messages texts metres miles sentence sentenced months years weeks days every all page
    pages"""
)
NOT_BEFORE = vocabulary(
    """number about the a to and or at in on of by for than like over under nearly page room flat
    house ward class type day year step floor line platform gate door level was is were"""
)


def is_contraction(key: str) -> str | None:
    """'pronoun' for "she's", 'name' for "Summer's" or "Kacper's", nothing for "it's" or 'bus'."""
    if key in _PRONOUNS_BE:
        return "pronoun"
    if key in _NOT_PEOPLE_BE or not key.endswith("'s"):
        return None
    return "name"
