"""Words that carry no topic, of English and of the languages told apart from it.

Our own lists: articles, pronouns, prepositions, conjunctions, auxiliaries and the
adverbs that any comment may have.
"""

_LISTS = {
    "en": """a about above after again against all also always am an and another any
    anybody anyone anything are around as at away back be became because been before
    being best better between both but by came can cannot come could did do does doing
    done down during each else enough even ever every everybody everyone everything
    far few for from further get gets getting give go goes going gone good got great
    had has have having he hence her here hers herself him himself his how however i
    if in indeed instead into is isn it its itself just keep know least less let like
    look made make makes making many may maybe me mean might mine more most much must
    my myself need never no nobody none nor not nothing now of off often oh ok old on
    once one ones only onto or other others our ours ourselves out over own people
    perhaps please put quite rather really right said same say says see seem seems
    seen shall she should since so some somebody someone something still stop such
    sure take than that the their theirs them themselves then there these they thing
    things think this those though through thus to together too try two under until
    up upon us use used very want was way we well were what whatever when where
    whether which while who whole whom whose why will with within without won would
    yes yet you your yours yourself yourselves don didn doesn isn't don't can't won't
    didn't doesn't wasn't aren't couldn't wouldn't shouldn't i'm i've i'll i'd you're
    you've you'll it's that's there's he's she's they're we're we've let's""",
    "de": """der die das den dem des ein eine einen einem einer und oder aber nicht
    auch ist sind war waren wird werden wurde haben hat hatte ich du er sie es wir ihr
    mich dich sich uns mir dir ihm ihnen mein dein sein kein keine mit von zu zum zur
    bei nach aus auf für über unter vor wenn weil dass daß wie was wer wo warum noch
    nur schon doch mal so als bin kann können muss soll man mehr sehr hier jetzt immer
    alle alles diese dieser dieses im ins vom am um durch gegen ohne bis""",
    "fr": """le la les un une des du de et ou mais pas ne est sont était être avoir a ont
    je tu il elle nous vous ils elles me te se mon ton son ma ta sa mes tes ses notre
    votre leur que qui quoi dont où ce cette ces pour par avec sans sur sous dans en
    au aux plus très tout tous comme si bien fait c'est j'ai n'est qu'il ça""",
    "es": """el la los las un una unos unas y o pero no es son era ser estar está están
    haber ha han yo tú él ella nosotros ustedes ellos me te se mi tu su sus que quien
    cual donde cuando como por para con sin sobre en de del al más muy todo todos esto
    esta este eso si sí porque ya hay lo le les""",
    "pt": """o a os as um uma uns umas e ou mas não é são era ser estar está estão eu tu
    ele ela nós vocês eles elas me te se meu teu seu minha sua que quem qual onde
    quando como por para com sem sobre em de do da dos das no na nos nas ao à mais
    muito tudo todos isso esta este esse se porque já há lhe pra vc né""",
    "it": """il lo la i gli le un una uno e o ma non è sono era essere avere ha hanno io
    tu lui lei noi voi loro mi ti si ci vi mio tuo suo che chi quale dove quando come
    per con senza su in di del della dei delle al alla nel nella più molto tutto tutti
    questo questa se perché già anche""",
    "nl": """de het een en of maar niet is zijn was waren wordt worden heeft hebben had
    ik jij je hij zij wij we jullie mij jou hem haar ons hun mijn dat die dit deze wat
    wie waar als dan ook nog maar met van voor door over uit bij naar op in aan te er
    geen wel meer zeer alle""",
    "ro": """și sau dar nu este sunt era fi au am ai are eu tu el ea noi voi ei ele mă te
    se îmi își meu tău său care cine ce unde când cum pentru cu fără pe în din de la al
    ale lui mai foarte tot toți asta acest această dacă că ca să o un niște doar""",
    "pl": """i lub ale nie jest są był była być mieć ma mają ja ty on ona my wy oni się
    mi ci mu jej ich mój twój swój co kto który która gdzie kiedy jak za dla z bez na
    w we do od po przez o u to ten ta te tego tej już tylko bardzo też że żeby""",
    "tr": """ve veya ama değil bir bu şu o ben sen biz siz onlar için ile gibi kadar daha
    çok en de da mi mı ne kim nasıl neden var yok olan olarak her şey ki""",
}

STOPWORDS = frozenset(_LISTS["en"].split())
"""English words that no topic is seen from."""

BY_LANGUAGE = {code: frozenset(words.split()) for code, words in _LISTS.items()}
"""What languages are told apart by."""
