"""Words that say who somebody is, by the kind of group that they name.

A neutral sentence must score the same whoever it names, so whatever reads words may
put one placeholder for each of these. Slurs are not among them, nor words that are
mostly an insult: those are evidence.

Words are as `classifier.features` reads them: folded, lower case, without accents; a
possessive has lost its "'s". The list is our own; it holds all terms of Dixon et al.
(2018), "Measuring and Mitigating Unintended Bias in Text Classification", and the
demonyms of all member states of the United Nations.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

# A "+" stands for the word and its plural in -s.
_WORDS = {
    "religion": """
        agnostic+ alevi+ amish anglican+ atheist+ atheism bahai+ baptist+ buddhist+
        buddhism calvinist+ catholic+ catholicism christian+ christianity coptic copt+
        druze evangelical+ hasidic hindu+ hinduism islam islamic jain+ jainism jew+
        jewish judaism lutheran+ mennonite+ methodist+ mormon+ muslim+ orthodox pagan+
        pentecostal+ presbyterian+ protestant+ protestantism quaker+ rastafarian+
        scientologist+ shia+ shiite+ shinto sikh+ sikhism sufi+ sunni+ taoist+ taoism
        unitarian+ wiccan+ yazidi+ yezidi+ zoroastrian+
    """,
    "ethnicity": """
        eastern easterner+ islander+ lankan+ leonean+ rican+ timorese zealander+
        aboriginal+ african+ afro amazigh arab+ arabic arabian+ ashkenazi
        asian+ bantu basque+ bedouin+ bengali+ berber+ biracial black+ brown caribbean
        catalan+ caucasian+ chechen+ cherokee chicana+ chicano+ creole+ eurasian+
        european+ han hausa hawaiian+ hispanic+ hmong igbo indigenous inuit kurd+
        kurdish latina+ latino+ latinx maori mestizo+ mizrahi mohawk multiracial navajo
        nordic pashtun+ polynesian+ punjabi+ quechua quebecois rohingya roma romani
        romany sami sephardic sinti slav+ slavic tamil+ tatar+ tibetan+ tuareg+ tutsi+
        hutu+ uighur+ uyghur+ white+ xhosa yoruba zulu+
    """,
    "nationality": """
        afghan+ albanian+ algerian+ american+ andorran+ angolan+ antiguan+ argentine+
        argentinian+ armenian+ australian+ aussie+ austrian+ azerbaijani+ azeri+
        bahamian+ bahraini+ bangladeshi+ barbadian+ batswana belarusian+ belgian+
        belizean+ beninese bhutanese bolivian+ bosnian+ botswanan+ brazilian+ briton+
        british brit+ bruneian+ bulgarian+ burkinabe burmese burundian+ cambodian+
        cameroonian+ canadian+ chadian+ chilean+ chinese colombian+ comorian+ congolese
        croat+ croatian+ cuban+ cypriot+ czech+ dane+ danish djiboutian+ dominican+
        dutch ecuadorian+ egyptian+ emirati+ english englishman englishmen
        englishwoman englishwomen eritrean+ estonian+ eswatini ethiopian+ fijian+
        filipino+ filipina+ finn+ finnish french frenchman frenchmen frenchwoman
        frenchwomen gabonese gambian+ georgian+ german+ ghanaian+ greek+ greenlander+
        greenlandic grenadian+ guatemalan+ guinean+ guyanese haitian+ honduran+
        hongkonger+ hungarian+ icelander+ icelandic indian+ indonesian+ iranian+ iraqi+
        irish irishman irishmen irishwoman irishwomen israeli+ italian+ ivorian+
        jamaican+ japanese jordanian+ kazakh+ kenyan+ kiribati korean+ kosovar+ kosovan+
        kuwaiti+ kyrgyz lao laotian+ latvian+ lebanese liberian+ libyan+
        liechtensteiner+ lithuanian+ luxembourger+ macedonian+ malagasy malawian+
        malaysian+ maldivian+ malian+ maltese marshallese mauritanian+ mauritian+
        mexican+ micronesian+ moldovan+ monacan+ mongolian+ montenegrin+ moroccan+
        mozambican+ namibian+ nauruan+ nepalese nepali+ netherlander+ nicaraguan+
        nigerian+ nigerien+ norwegian+ omani+ pakistani+ palauan+ palestinian+
        panamanian+ papuan+ paraguayan+ persian+ peruvian+ philippine polish portuguese
        qatari+ romanian+ russian+ rwandan+ salvadoran+ samoan+ saudi+ scot+ scottish
        scotsman scotsmen senegalese serb+ serbian+ seychellois singaporean+ slovak+
        slovakian+ slovene+ slovenian+ somali+ somalian+ spaniard+ spanish sudanese
        surinamese swazi+ swede+ swedish swiss syrian+ taiwanese tajik+ tajikistani+
        tanzanian+ thai+ timorese togolese tongan+ trinidadian+ tunisian+ turk+ turkish
        turkmen tuvaluan+ ugandan+ ukrainian+ uruguayan+ uzbek+ vanuatuan+ venezuelan+
        vietnamese welsh welshman welshmen yemeni+ zambian+ zimbabwean+
    """,
    "gender": """
        agender androgynous boy+ cisgender cis enby female+ genderfluid genderqueer
        gentleman gentlemen girl+ intersex ladies lady male+ man men nonbinary trans
        transgender+ transgendered transsexual+ transman transmen transwoman transwomen
        woman women womanhood
    """,
    "orientation": """
        aromantic asexual+ bisexual+ bisexuality demisexual gay+ heterosexual+
        heterosexuality homosexual+ homosexuality lesbian+ lgb lgbt lgbtq lgbtqi
        lgbtqia pansexual+ queer straight
    """,
    "age": """
        adolescent+ aged boomer+ elder+ elderly middleaged millenial+
        millennial+ octogenarian+ old older oldest pensioner+ retiree+ senior+ teen+
        teenage teenaged teenager+ young younger youngest youngster+ youth+
        zoomer+
    """,
    "disability": """
        amputee+ asperger+ autism autistic+ bipolar blind blindness deaf deafness
        dementia diabetic+ disabilities disability disabled dyslexia dyslexic+
        dyspraxic epilepsy epileptic+ handicapped hiv impaired neurodivergent paralysed
        paralyzed paraplegic+ quadriplegic+ schizophrenia wheelchair wheelchairs
    """,
    "status": """
        homeless homeschooled jobless poor retired rich unemployed veteran+ wealthy
        widowed
    """,
    "migration": """
        asylum deportee+ emigrant+ emigre+ expat+ expatriate+ foreigner+ foreign
        immigrant+ migrant+ newcomer+ refugee+ settler+ stateless
        undocumented
    """,
}

_PHRASES = {
    "religion": "born again,jehovah's witness,jehovah's witnesses",
    "ethnicity": (
        "african american,african americans,afro caribbean,asian american,"
        "asian americans,first nations,middle eastern,middle easterner,"
        "middle easterners,mixed race,native american,native americans,"
        "pacific islander,pacific islanders,south asian,south asians,"
        "people of color,people of colour,person of color,person of colour,"
        "man of color,man of colour,men of color,men of colour,"
        "woman of color,woman of colour,women of color,women of colour"
    ),
    "nationality": (
        "cape verdean,cape verdeans,central african,central africans,costa rican,"
        "costa ricans,east timorese,el salvadoran,equatorial guinean,"
        "equatorial guineans,north korean,north koreans,puerto rican,puerto ricans,"
        "saint lucian,saint lucians,san marinese,saudi arabian,saudi arabians,"
        "sierra leonean,sierra leoneans,solomon islander,solomon islanders,"
        "south african,south africans,south korean,south koreans,south sudanese,"
        "sri lankan,sri lankans,new zealander,new zealanders"
    ),
    "gender": "gender fluid,non binary,trans man,trans men,trans woman,trans women",
    "age": "middle aged,old age",
    "disability": (
        "cerebral palsy,down syndrome,down's syndrome,hard of hearing,hearing impaired,"
        "learning disabled,mentally ill,partially sighted,physically disabled,"
        "visually impaired,wheelchair user,wheelchair users"
    ),
    "status": (
        "lower class,middle class,sex worker,sex workers,single mother,single mothers,"
        "single mum,single mums,single parent,single parents,upper class,working class,"
        "working mother,working mothers"
    ),
    "migration": (
        "asylum seeker,asylum seekers,undocumented worker,undocumented workers"
    ),
}


def _by_kind() -> Iterator[tuple[str, str]]:
    for kind, words in _WORDS.items():
        for word in words.split():
            yield word.removesuffix("+"), kind
            if word.endswith("+"):
                yield word.removesuffix("+") + "s", kind


KINDS: Mapping[str, str] = MappingProxyType(dict(_by_kind()))
"""Of each word, what it tells: `religion`, `ethnicity`, `nationality`, `gender`,
`orientation`, `age`, `disability`, `status` or `migration`."""

TERMS: frozenset[str] = frozenset(KINDS)
"""The single words."""

PHRASES: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        tuple(phrase.split(" ")): kind
        for kind, phrases in _PHRASES.items()
        for phrase in phrases.split(",")
    }
)
"""Of two or three words on end that name a group together, its kind; the single words
need not be terms ("middle" is none)."""

_BEFORE = """
    a cape central costa east el equatorial middle native north pacific puerto sierra
    solomon south sri
"""
_BEHIND = "communities community folk folks people person persons positive"

MODIFIERS: frozenset[str] = frozenset(_BEFORE.split())
"""Words that belong to the name of a group when one of `TERMS` follows them; "a" too,
so that to be "an atheist" is the same as to be "Jewish"."""

FOLLOWERS: frozenset[str] = frozenset(_BEHIND.split())
"""Words that add nothing behind one of `TERMS`: "Turkish people" are Turks."""
