"""Comments on another subject than the article: horoscopes, football, small ads.

A subject is told by words that hardly another has. Where the article has one of them
too, it is the article's own. The subjects are those that turn up under any article, by
our own compilation.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from rules.facts import Facts, Spans
from rules.patterns import Patterns

_SIGN = (
    "(?:aries|taurus|gemini|leo|virgo|libra|scorpio|sagittarius|capricorn|aquarius"
    "|pisces)s?"
)
_PET = "(?:dog|cat|puppy|kitten|hamster|parrot|rabbit|budgie|tortoise|goldfish)"

PATTERNS: Mapping[str, str] = {
    "money": (
        r"\b(?:bitcoins?|btc|ethereum|dogecoin|altcoins?|crypto(?:currency|currencies)?"
        "|nfts?|solana|xrp|shiba inu|hodl|to the moon|buy the dip|10x|airdrop|forex"
        r"|day trading|penny stocks?)\b"
    ),
    "stars": (
        r"\b(?:horoscopes?|zodiac|star ?signs?|astrolog(?:y|er|ical)|mercury (?:is "
        f")?(?:in )?retrograde|tarot|{_SIGN} (?:and|men|women|season|rising|moon|should"
        rf"|will)|(?:i'm|i am) an? {_SIGN})\b|^\W*{_SIGN} ?:"
    ),
    "sport": (
        r"\b(?:(?:the|that) (?:match|game|final|derby) (?:last night|yesterday|tonight"
        "|on (?:saturday|sunday))|what a (?:goal|save|match|game)|world cup|premier "
        "league|champions league|bundesliga|la liga|super bowl|nba|nfl|playoffs"
        "|hat[- ]trick|offside|penalty shoot-?out|grand slam|grand prix|formula (?:1"
        "|one)|sack the (?:manager|coach)|the (?:manager|coach) (?:has to go|must go"
        "|out)|relegat(?:ed|ion)|transfer window|midfield(?:er)?|goalkeeper|quarterback"
        "|touchdown|home run|injury time|league table|test match|wickets?|wimbledon"
        r"|olympics|(?:won|lost|drew|beat (?:them|us)) \d[-:]\d|messi|ronaldo|mbappe"
        "|haaland|lebron|man (?:utd|united|city)|manchester (?:united|city)|liverpool "
        r"fc|arsenal|chelsea|real madrid|barca|bayern)\b"
    ),
    "kitchen": (
        r"\b(?:recipes?|preheat|teaspoons?|tablespoons?|tbsp|knead|marinat(?:e|ed|ing)"
        "|simmer|(?:best|easiest) way to (?:cook|bake|fry|boil|roast)|how to (?:cook"
        "|bake|fry|roast)|pancakes?|buttermilk|baking (?:soda|powder)|pinch of|frying "
        "pan|cheesecake|casserole|stew|guacamole|pesto|tiramisu|roast chicken|banana "
        "bread|apple pie|lasagne|lasagna|ragu|cupcakes?|sourdough|(?:peel|chop|dice"
        "|slice) (?:the |an? |two |three |four |five |six )?(?:onions?|apples|potatoes"
        "|carrots|garlic)|(?:add|whisk|beat) (?:the |some |two |three )?(?:eggs?|flour"
        r"|sugar|butter)|bake (?:it |them )?(?:for|at))\b"
    ),
    "faith": (
        r"\b(?:jesus (?:loves|saves|is (?:lord|king|coming|the)|died)|christ (?:died"
        "|is risen)|repent|the end (?:times|is near|is nigh)|accept (?:jesus|christ)"
        "|allahu akbar|praise (?:the lord|god|jesus|him)|hallelujah|book of revelation"
        "|god loves you|read (?:the|your) (?:bible|quran)|antichrist|mark of the beast"
        r"|(?:john|matthew|luke|romans|psalms?|genesis|corinthians) \d+:\d+)\b"
    ),
    "small_ads": (
        r"\b(?:(?:am |i'm |we're |^)?selling (?:an?|my|our|two|three) [a-z]+|for sale"
        "|nearly new|as good as new|hardly used|free to (?:a )?good home|lost (?:cat"
        "|dog|keys|wallet|purse)|missing (?:cat|dog)|if (?:you )?f[io]und,? (?:please"
        "|call)|please call if found|selling (?:two|three|my|some)? ?tickets|tickets "
        "for (?:the )?[a-z]+ (?:concert|gig|show)|(?:mornings?|evenings?|hours) a week"
        "|good pay|apply within|no experience needed|(?:any(?:one|body)|does any(?:one"
        "|body)|who) (?:here )?(?:knows?|recommend|can recommend) an? (?:good |cheap "
        "|reliable )*(?:plumber|electrician|dentist|mechanic|hairdresser|nanny"
        "|babysitter|tutor|lawyer|builder|painter|gardener|vet|restaurant)|looking for "
        "an? (?:[a-z]+ )?(?:cleaner|plumber|electrician|nanny|tutor|gardener"
        "|childminder|dog walker|flat|room|job|used|serious relationship|girlfriend"
        "|boyfriend|husband|wife|roommate|flatmate|babysitter)|(?:flat|room|apartment"
        r"|garage) to (?:let|rent)|dm for (?:price|details|info))\b"
    ),
    "wishes": (
        r"\b(?:happy (?:birthday|anniversary|mother's day|father's day|new year|easter)"
        "|merry (?:christmas|xmas)|congratulations to my|shout ?out to my|greetings to "
        r"my)\b"
    ),
    "gadgets": (
        r"\b(?:(?:my|new|the) (?:iphone|ipad|macbook|galaxy s\d+|laptop|printer|router"
        "|smart tv)|battery life|playstation|xbox|nintendo|fortnite|minecraft|windows "
        r"1[01]|android (?:phone|update))\b"
    ),
    "shows": (
        r"\b(?:new (?:album|single|season|episode|series|film|movie)|netflix|box ?set"
        "|taylor swift|beyonce|the beatles|rolling stones|bts|kardashians?|love island"
        "|eurovision|big brother|strictly|bake off|game of thrones|star wars|star trek"
        "|harry potter|marvel|kanye|drake|spotify|my favou?rite (?:band|song|film|movie"
        r"|singer|album))\b"
    ),
    "weather": (
        r"\b(?:weather forecast|sunny spells|scattered showers|what(?:'s| is) the "
        r"weather|lovely weather|nice weather|beautiful (?:day|weather|sunset))\b"
    ),
    "secret_powers": (
        r"\b(?:vaccines? (?:cause|causes|are poison|kill|contain)|chemtrails|(?:flat "
        "earth|earth is flat)|flat[- ]earthers?|plandemic|scamdemic|5g|qanon|deep state"
        "|illuminati|reptilians?|lizard people|moon landings?|new world order|great "
        r"reset|bill gates|george soros|(?:stole|stolen|steal|rigged) (?:the )?(?:\d+ "
        ")?election|pizzagate|area 51|pyramids|freemasons|crop circles|annunaki|nibiru"
        "|atlantis|bermuda triangle|jfk (?:was|assassination)|9/11 was|ufos?"
        r"|bigfoot)\b"
    ),
    "elsewhere": (
        r"\b(?:what about (?:the )?(?:war|ukraine|gaza|israel|palestine|syria|yemen"
        "|sudan|china|russia|iran|taiwan|immigration|immigrants|the (?:nhs|economy"
        "|border))|why (?:does|do|is|are|did) (?:nobody|no one|the media|no-one|they "
        "not) (?:ever )?(?:talk|talking|report|reporting|mention|mentioning)|nobody "
        r"(?:is talking|talks) about|trump 20\d\d|maga|make america great again|let's "
        r"go brandon|free palestine|slava ukraini|stop brexit)\b"
    ),
    "slimming": (
        r"\b(?:(?:lost|lose|losing) (?:over )?\d+ ?(?:kg|kilos?|pounds|lbs|stone)"
        "|simple trick|keto|weight loss|belly fat|detox|intermittent fasting|skin care"
        r"|anti[- ]ageing|hair loss)\b"
    ),
    "pets": (
        rf"\b(?:my|our) (?:new |little |old )?{_PET}s? (?:is|are|has|have|had|was|just"
        r"|loves?|likes?|can|keeps?|ate|died|learnt|learned|sleeps?|named|called)\b"
    ),
    "games_and_jokes": (
        r"\b(?:walks? into a bar|knock,? knock|why did the chicken|joke of the day"
        "|riddle|roses are red|call of duty|gta|league of legends|candy crush|pokemon"
        "|copy and paste|forward this to|share this (?:with|to) (?:ten|10|all|everyone)"
        "|repost|chain letter|help me with my homework|homework help|solve for x|lucky "
        r"numbers?)\b"
    ),
    "hearts": (
        r"\b(?:my (?:ex|crush|girlfriend|boyfriend)|i(?:'m| am) single|single and"
        "|dating app|tinder|broke up with|relationship advice|love life|any (?:girls"
        r"|ladies|guys) here)\b"
    ),
    "travel_and_looks": (
        r"\b(?:cheap flights?|all[ -]inclusive|cruise (?:ship|to)|holiday in|beach "
        "(?:holiday|resort)|lipstick|mascara|nail polish|handbags?|sneakers|outfit of"
        r"|tattoos?|hairstyle|eyelash(?:es)?)\b"
    ),
    "petitions": (
        r"\b(?:sign (?:my|our|this|the) petition|petition to (?:save|ban|stop|free)"
        r"|save the (?:whales|bees|rainforest|planet)|donate to my|my gofundme)\b"
    ),
}
"""Expressions of RE2 by the subject that they tell, matched on the folded spelling.

They are no part of the set that every comment meets, which they would make twice as
slow: they are asked for comments that share hardly a word with the article.
"""


def other_subjects(facts: Facts) -> Spans:
    """Where words of a subject are that the article has none of; nowhere if it is not
    known.
    """
    article = facts.article
    if not (article.title or article.text):
        return ()
    its = _subjects_of(article.title or "", article.text or "")
    found = _all().find(facts)
    return tuple(place for name in found if name not in its for place in found[name])


@lru_cache(maxsize=64)  # many comments are about one article
def _subjects_of(title: str, text: str) -> frozenset[str]:
    return frozenset(_all().find(Facts(text=f"{title}\n{text}")))


@cache
def _all() -> Patterns:
    return Patterns(PATTERNS, trusted=PATTERNS)
