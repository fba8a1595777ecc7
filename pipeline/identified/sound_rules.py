"""How spellings are read aloud: tables of rules, by language, from the first letter to the last.

A rule is a pattern, a blank, and its sounds ('-' for none). Of the rules of a reading the first
that fits at a place is taken, so long and special ones stand before short ones. The sounds are
classes, coarse enough that a recogniser's ear and a stranger's tongue make no difference:

    p b t d k g f v s z m n l r w y h   as written
    T 'th'   S 'sh', 'zh'   C 'ch'   J 'j'   N 'ng'   x 'loch'
    a cat   A car   e bed, bird   E day   i bit   I see   o hot, law   O go   u boot, put
    V cup   Y my   W now   Q boy   @ the weak vowel of 'sofa', 'better'

English is read in a southern British way: r is silent unless a vowel follows. The rules were
written by hand and held against names and what recognisers made of them; they are coarse.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_V = "[aeiouy]"
_C = "[^aeiouy]"

_ENGLISH = rf"""
^kn n|^gn n|^pn n|^wr r|^ps(?={_V}) s|^pt t|^x z|^rh r|^mc(?=.) m@k|^mac(?=[^aeiouyhk]) m@k
^who(?!{_C}e) hu|^wh w|wh w|^eu yu|^ew yu|^u(?={_C}{_V}) yu|^ya(?={_C}|$) ya|^y(?={_V}) y
(?<={_V})y(?=[aou]) y
tch C|dge?(?=$|s$) J|dge J|sch(?=[mnwle]) S|sch sk|ssi(?=on) S|ssion S@n
(?<=.)tion S@n|(?<=.)sion S@n|(?<=.)cian S@n|[ct]ious S@s|(?<={_V})ture C@|(?<={_C})ture C@
(?<=.)sure$ S@|(?<={_C})ial I@l
ought ot|aught ot|(?<=t)hrough hru|ough O|augh o|aigh E|eigh E|igh Y|^gh g|gh -
ould ud|alk ok|olk Ok|alm Am|al(?=[fv]e?$) A|all ol|al(?=[dt]) ol
ph f|th T|sh S|^ch(?=[lr]) k|ch C|ckn kn|ck k|cq k|que$ k|qu kw|q k
cc(?=[eiy]) ks|sc(?=[eiy]) s|c(?=[eiy]) s|cc k|c k
gg g|ge$ J|ges$ Jiz|gu(?=[ei]) g|g(?=(?:e[tlnrw]|i[rlvfd])) g|g(?=[eiy]) J|gn$ n|g g
dj J|j J|mb(?=$|s$) m|mn$ m|bt$ t|stle s@l|sten$ s@n|ften$ f@n
ngle Ng@l|nger N@|ng$ N|ngs$ Nz|ng Ng|nk Nk|nx Nks|nc(?=[^eiy]) Nk
ss s|sz S|(?<={_V})s(?={_V}) z|(?<=[bdglmnrvwaeiouy])s$ z|s s|x ks|zz z|tz ts|z z
bb b|dd d|ff f|kk k|ll l|mm m|nn n|pp p|tt t|vv v
(?<={_C})les?$ @l|(?<={_C})re$ @
airy erI|air(?={_V}) er|air e|aire e|are$ e|ere$ I@|eir(?={_V}) er|eir e|eer I@|eare?$ I@
ear(?={_C}) e|ear(?={_V}) I@r|ier I@|ire$ Y@|ire Y@|ure$ u@|oor(?={_V}) or|oor o|ore$ o|oar o
our$ @|our(?={_V}) or|our o|ower W@|owar W@
aur(?={_V}) or|aur o|wor(?={_C}) we|war(?={_C}|$) wo|wa(?=[nst]) wo|qua(?=[nlr]) kwo
(?<=.{{2}})(?:er|ar|or|our)s?$ @|(?:er|ir|ur|yr)(?={_C}|$) e|ar(?={_C}|$) A|or(?={_C}|$) o
rr r|r(?={_V}) r|r -
a(?=(?:[bcdfgklmnpqrstvz]|th|ch)e[ds]?$) E|i(?=(?:[bcdfgklmnpqrstvz]|th)e[ds]?$) Y
o(?=(?:[bcdfgklmnpqrstvz]|th)e[ds]?$) O|u(?=(?:[bcdfgklmnpqrstvz]|th)e[ds]?$) u
e(?=(?:[bcdfgklmnpqrstvz]|th)e[ds]?$) I
ayo EO|aye E@|ay E|ai E|au o|aw o|aa A|ae E|ah$ @|ah A
eau O|eo$ IO|ee I|ea(?=d$|l?th) e|ea I|eh$ E|eh e|ei I|eu u|ew u|ey$ I|ey E
(?<=^.)ie$ Y|ies$ Iz|ie I|ia$ I@|ia I@|io IO|iu I@|(?<=^.)i$ Y
oa O|oe$ O|oi Q|oy Q|oo u|ou W|ow$ O|owe W@|ow W|oh O|ui u|uy Y|ue u|ua ua
(?<=[td])ed$ id|(?<={_V})ed$ d|(?<={_C}.)ed$ d|(?<={_V}.)es$ z
(?<={_V}{_C})e$ -|(?<={_V}{_C}{_C})e$ -|e$ I|(?<=^.)y$ Y|(?<=^..)y$ Y|y$ I|y(?={_V}) y
(?<=..)a$ @|a a|e e|i$ I|i i|o$ O|o o|u$ u|u V|y i
b b|d d|f f|h(?={_V}) h|h -|k k|l l|m m|n n|p p|t t|v v|w(?={_V}) w|w -
"""
_PURE = rf"""
^mc m@k|tch C|tsh C|sch S|sh S|ch C|cz C|sz S|zh S|rz S|dz z|dj J|kh x|gh g|ph f|th T|ck k
gn ny|ñ ny|nh ny|lh ly|ss s|gb b|ng(?=$|[^aeiouy]) N|ng Ng|nk Nk|qu k|q k|cc(?=[ei]) C|c(?=[ei]) s
c k|ç S|ş S|ğ -|j J|x ks|zz z|tz ts|w(?=$|[^aeiouyh]) -|w w|y(?=[aeiou]) y
bb b|dd d|ff f|kk k|ll l|mm m|nn n|pp p|rr r|tt t|gg g
ai Y|ay Y|ae Y|au W|aw W|aa A|ah A|ei E|ey E|ee I|eu yu|ie I@|ia I@|io IO|iu Iu|ii I
oi Q|oy Q|oo u|ou u|ow O|ue ue|ui wI|uo wO|ua wa
ar(?={_C}|$) A|er$ @|er(?={_C}) e|or(?={_C}|$) o|ir(?={_C}|$) I@|ur(?={_C}|$) u@|r(?={_V}) r|r -
(?<=..)a$ @|a A|e$ E|e e|i$ I|i i|y$ I|y i|o$ O|o o|u u|ö e|ü u|ı @
b b|d d|f f|g g|h h|k k|l l|m m|n n|p p|s s|t t|v v|z z
"""
_SLAVIC = rf"""
szcz SC|sch S|sz S|cz C|rz S|ch h|dzi J|dź J|dż J|dz z|ci(?={_V}) C|ć C|si(?={_V}) S|ś S
zi(?={_V}) S|ź S|ż S|ž S|š S|č C|ň ny|ń n
ni(?={_V}) ny|ą oN|ę eN|ł w|w v|j y|c ts|ó u|h h|x ks|kh h|zh S
sh S
au W|ia I@|ie ye|io yo|iu yu|ya ya|ye ye|yu yu
(?<=..)a$ @|a a|e e|i I|o o|u u|y(?={_V}) y|y i|q k
bb b|dd d|ff f|kk k|ll l|mm m|nn n|pp p|rr r|ss s|tt t|r r
b b|d d|f f|g g|k k|l l|m m|n n|p p|s s|t t|v v|z z
"""
_WELSH = rf"""
ngh N|ng N|ch x|dd T|ff f|ph f|ll l|rh r|th T|si(?={_V}) S|s s|c k|f v|g g|h h|j J|l l|m m|n n
ywy ui|aea Y@|ae Y|ai Y|au Y|aw W|ei Y|eu Y|ew eu|ey Y|iw yu|oe Q|oi Q|ou Q|wy wi|yw iu|uw iu
i(?=[aeow]) y|(?<=g)w(?=[aeinlry]) w|^w(?=[aeiy]) w|w u|(?<=..)a$ @|a a|e e|i I|o o|u i|y$ I|y V
b b|d d|p p|r r|t t|k k|q k|v v|x ks|z z
"""
_GAELIC = r"""
aoi I|aío I|ao I|eoi O|eo O|iai I@|ia I@|iu u|iú u|io i|ío I|uai u|ua u@|uí I|ui i|ái A|éa E|éi E
ea(?=[^iío]) a|ei e|ói O|oi e|ú u|ó O|í I|é E|á A|ai a|au o
bhf v|bh v|mh v|dh(?=$|[^aeiou]) -|dh g|gh -|fh -|ph f|th h|sh h|ch x
(?<=[eií])s S|s(?=[eiéí]) S|s s|c k|d d|t t|ll l|nn n|rr r|ng N
(?<=..)a$ @|a a|e$ @|e e|i i|o o|u u|b b|f f|g g|h h|k k|l l|m m|n n|p p|r r|v v|w w|y y|j J|z z
"""
_IBERIAN = r"""
ção sW|ção$ sW|ões Qs|nh ny|lh ly|ll y|ñ ny|ch C|ss s|rr r|qu k|gu(?=[ei]) g|g(?=[ei]) h|j h|x S
c(?=[eií]) s|c k|ç s|h -|z s|ão W|ã a|õ o|ei E|ou O|au W|ai Y|ia I@|io IO|ie ye
(?<=..)a$ @|a a|á a|e e|é e|i I|í I|o$ O|o o|ó o|u u|ú u|y I
b b|d d|f f|g g|k k|l l|m m|n n|p p|r r|s s|t t|v v|w w
"""
_PINYIN = r"""
zh J|ch C|sh S|x S|q C|c ts|j J|z z|ng N|iao yW|ao W|ai Y|ei E|ou O|ian yen|iang yaN|ia ya|ie ye
iu yO|uo wo|ui wE|ua wa|yu yu|yi I|wu u|y y|w w|a A|e @|i I|o o|u u|ü u
b b|d d|f f|g g|h h|k k|l l|m m|n n|p p|r r|s s|t t
"""
_FRENCH = r"""
eau O|aux$ O|eux$ e|ou u|oi wa|ai e|au O|eu e|ch S|gn ny|ille I|ie$ I|ée$ E|é E|è e|ê e|ç s|qu k|j S
g(?=[eiy]) S|c(?=[eiy]) s|c k|ph f|th t|h -|(?<=.)[stdxz]$ -|e$ -|es$ -|ss s|s s|x ks
a a|e e|i I|o o|u u|y I|b b|d d|f f|g g|k k|l l|m m|n n|p p|r r|t t|v v|w w|z z
"""
_BANTU = r"""
^n(?=[dgjkz]) @n|^m(?=[bphwtnk]) @m|dl l|hl sl|tsh C|ph p|th t|kh k|bh b|ng(?=[aeiou]) Ng|ny ny
sh S|ch C|c k|q k|x ks|ai Y|au W|ei E|(?<=..)a$ @|a A|e$ E|e e|i I|o O|u u|y y
b b|d d|f f|g g|h h|j J|k k|l l|m m|n n|p p|r r|s s|t t|v v|w w|z z
"""


class Reading(NamedTuple):
    """A way of reading a spelling aloud."""

    when: re.Pattern[str]
    """Found in the spellings that are read so, among other ways."""
    rules: re.Pattern[str]
    """An alternative a rule, each a group."""
    sounds: tuple[str, ...]
    """What each of the alternatives sounds like."""

    def read(self, word: str) -> str:
        """The sounds of a spelling in small letters; what no rule knows is silent."""
        made: list[str] = []
        at = 0
        while at < len(word):
            found = self.rules.match(word, at)
            if found and found.lastindex:
                made.append(self.sounds[found.lastindex - 1])
                at = found.end()
            else:
                at += 1
        return "".join(made)


def _reading(when: str, table: str) -> Reading:
    rules = [rule.rpartition(" ") for rule in re.split(r"[\n|](?![^(]*\))", table) if rule.strip()]
    pattern = "|".join(f"({spelling})" for spelling, _, _ in rules)
    return Reading(
        re.compile(when), re.compile(pattern), tuple(s.replace("-", "") for _, _, s in rules)
    )


@cache
def english() -> Reading:
    """How an English word is read."""
    return _reading("", _ENGLISH)


@cache
def readings() -> tuple[Reading, ...]:
    """The other ways in which names are read; each says of which spellings."""
    return (
        _reading("", _PURE),
        _reading(
            "sz|cz|rz|dz|[łśźżńąęćčšž]|w(?=[^aeiouyhrln]|$)|j(?=[^aeiouy]|$)|(?<=[^aeiouy])j"
            "|wi|wo|ja|je|jo|ju|c(?=[^aeiouyhkl]|$)|[kc]ha|sk[iay]$|aw|ew|ow",
            _SLAVIC,
        ),
        _reading("dd|ff?|ll|rh|^gw|w(?=[^aeiouh]|$)|wy|si|[ŵŷ]|eu|ae|au|ei|yn|ydd|ch|u", _WELSH),
        _reading("[bmdgfs]h|ao|eo|ea|ui|[áéíóú]|^s(?=[ei])|(?<=[ei])s|io|ai", _GAELIC),
        _reading("j|x|z|ll|[nl]h|[ñçãõáéíóú]|^h|ch|g(?=[ei])", _IBERIAN),
        _reading("^x|^q(?!u)|zh|^c(?=[aou])|(?<=[^s])hou|ong$|ang$|ing$|iao", _PINYIN),
        _reading("^n[dgjkz]|^m[bphwtnk]|dl|hl|tsh|[bt]h(?=[aeiou])", _BANTU),
        _reading("eau|ou|ai|oi|ch|[éèêç]|j|[stx]$|que|g(?=[ei])|ie", _FRENCH),
    )
