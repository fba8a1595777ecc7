"""Words that end the names of streets and organisations, and what they say about them."""

from __future__ import annotations

from pipeline.identified.recognisers.words import vocabulary

STREETS = vocabulary(
    "road street lane avenue close crescent terrace grove gardens place square way row "
    "mews hill walk parade drive rise view court yard alley embankment bypass "
    "roundabout boulevard green wharf quay brow bank cottages villas gate mount fold "
    "croft vale broadway circus st rd ave bridge estate flats heights"
)
"""Last words of street names; not all of them say so in small letters."""

SURE_STREETS = vocabulary("road street lane avenue crescent terrace mews estate rd roundabout")
"""Those that end nearly nothing but street names, in small letters too."""

NATURE = {
    "park": "park",
    "common": "park",
    "woods": "park",
    "wood": "park",
    "forest": "park",
    "beach": "area",
    "bay": "area",
    "valley": "area",
    "island": "area",
    "marina": "area",
    "harbour": "area",
    "reservoir": "area",
    "canal": "area",
    "junction": "area",
    "village": "village",
}

ORGANISATIONS = {
    **dict.fromkeys(
        vocabulary(
            "primary secondary infants juniors academy school college grammar comprehensive "
            "comp nursery preschool gymnasium kindergarten"
        ),
        "school",
    ),
    **dict.fromkeys(vocabulary("university uni polytechnic poly"), "university"),
    **dict.fromkeys(vocabulary("police constabulary"), "police force"),
    **dict.fromkeys(vocabulary("hospital infirmary hospice"), "hospital"),
    **dict.fromkeys(vocabulary("surgery clinic practice"), "organisation"),
    **dict.fromkeys(vocabulary("magistrates magistrates' assizes"), "court"),
    **dict.fromkeys(vocabulary("council authority borough"), "council"),
    **dict.fromkeys(vocabulary("arms tavern inn brewery"), "pub"),
    **dict.fromkeys(
        vocabulary(
            "church chapel cathedral abbey minster parish mosque masjid gurdwara mandir temple "
            "synagogue shul ministries tabernacle congregation fellowship"
        ),
        "church",
    ),
    **dict.fromkeys(vocabulary("gym fitness leisure"), "gym"),
    **dict.fromkeys(vocabulary("club fc rfc afc united rovers albion wanderers harriers"), "club"),
    **dict.fromkeys(vocabulary("supermarket superstore mart cash-and-carry"), "supermarket"),
    **dict.fromkeys(
        vocabulary("prison jail gaol barracks campus dental house lodge manor hall"), "organisation"
    ),
    **dict.fromkeys(
        vocabulary(
            "bakery butchers florist florists salon hairdressers barbers pharmacy chemist "
            "chemists cafe coffee stores store shop news newsagents takeaway restaurant grill "
            "kitchen deli"
        ),
        "shop",
    ),
    **dict.fromkeys(
        vocabulary(
            "ltd limited plc llp solutions services logistics haulage foods logistics "
            "engineering systems group motors builders roofing plumbing couriers transport "
            "airways airlines solicitors partners associates consulting industries farm farms "
            "press works depot garage"
        ),
        "employer",
    ),
    **dict.fromkeys(
        vocabulary(
            "trust foundation charity association society institute federation union housing "
            "homes choir orchestra library museum theatre hotel hostel radio gazette courant "
            "times echo herald chronicle observer advertiser guild"
        ),
        "organisation",
    ),
}
"""Last words of an organisation's name -> what it is."""

SURE_ORGANISATIONS = vocabulary(
    "primary academy school college university uni police constabulary hospital "
    "infirmary surgery magistrates council arms church mosque gurdwara library garage"
)
"""Those that end names in small letters too ('saint marys primary')."""

COURTS = {
    (kind, "court")
    for kind in vocabulary("crown county magistrates family combined sheriff high youth")
}

GENERIC = vocabulary(
    "main high own whole same busy quiet long back side next other dual country dirt "
    "wrong right local old new little big private primary secondary nursery infant "
    "junior grammar boarding village public special sunday night bus petrol train "
    "police fire radio railway tube gas power town parish county city district "
    "magistrates crown family civil tennis food top bottom front middle opposite "
    "one-way dead-end cul-de-sac council car state catholic medical dental general "
    "community health youth working social football rugby golf cricket boxing swimming "
    "drama book youth-club charity corner coffee chip betting barber pet garden "
    "shopping retail sports leisure business industrial housing trading caravan holiday "
    "theme skate trailer youth high-street lower upper middle preparatory prep sixth "
    "form law medical art drama dance further higher technical evening after before "
    "secure open driving british armed royal met transport response local neighbourhood "
    "military single married student halls whole busy dark narrow winding quiet leafy"
)
"""Words that stand before such an ending without making it a name ('main road')."""


def ending_of(words: tuple[str, ...]) -> tuple[str, str] | None:
    """What the last of `words` (folded) says the name is: ('LOCATION' or 'ORGANISATION', hint).

    ``None`` where the last word ends no names.
    """
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    if (before, last) == ("police", "station"):
        return "ORGANISATION", "police station"
    if (before, last) in COURTS:
        return "ORGANISATION", "court"
    if last == "station":
        return "LOCATION", "place"
    if last in ("school", "college") or (
        before in ("primary", "secondary") and last in ORGANISATIONS
    ):
        return "ORGANISATION", "school"
    if last in STREETS:
        return "LOCATION", "street"
    if last in ORGANISATIONS:
        return "ORGANISATION", ORGANISATIONS[last]
    return ("LOCATION", NATURE[last]) if last in NATURE else None
