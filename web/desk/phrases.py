"""Phrases that others say in English and pages show, so that they can be translated.

No search through the sources finds them as what they are: they stand in a model's card
or a table, or a package that we use says them. `retelling` looks them up.
"""

from collections.abc import Sequence

from classifier.saying import N_

HTTP: Sequence[str] = (
    N_("The browser (or proxy) sent a request that this server could not understand."),
    N_(
        "The requested URL was not found on the server. If you entered the URL "
        "manually please check your spelling and try again."
    ),
    N_("The method is not allowed for the requested URL."),
    N_("The data value transmitted exceeds the capacity limit."),
    N_("The CSRF token is missing."),
    N_("The CSRF session token is missing."),
    N_("The CSRF token has expired."),
    N_("The CSRF token is invalid."),
    N_("The CSRF tokens do not match."),
)
"""What Werkzeug and Flask-WTF say of a request that is not taken."""

DISGUISES: Sequence[str] = (
    N_("leetspeak"),
    N_("leet signs"),
    N_("leet once"),
    N_("spaced letters"),
    N_("spaced letters single"),
    N_("dots inside"),
    N_("stars inside"),
    N_("hyphens"),
    N_("underscores"),
    N_("star for letter"),
    N_("stretched"),
    N_("doubled"),
    N_("full width"),
    N_("mathematical"),
    N_("circled"),
    N_("small capitals"),
    N_("cyrillic look alikes"),
    N_("greek look alikes"),
    N_("zero width"),
    N_("combining marks"),
    N_("mixed case"),
    N_("joined words"),
    N_("joined all"),
)
"""Of letters, by which a model is examined."""

FUNCTIONALITIES: Sequence[str] = (
    N_("hateful"),
    N_("not hateful"),
    N_("spelling"),
    N_("strong negative emotion"),
    N_("very negative description"),
    N_("dehumanisation"),
    N_("implicit derogation"),
    N_("direct threat"),
    N_("call for exclusion"),
    N_("slur"),
    N_("profanity at a group"),
    N_("the group in the sentence before"),
    N_("denied praise"),
    N_("phrased as a question"),
    N_("phrased as an opinion"),
    N_("spelling: digits and signs for letters"),
    N_("spelling: letters parted"),
    N_("spelling: letters left out"),
    N_("spelling: letters swapped"),
    N_("spelling: words joined"),
    N_("spelling: letters stretched"),
    N_("spelling: look-alike letters"),
    N_("spelling: invisible characters"),
    N_("spelling: letters of formulas"),
    N_("naming people, neutral"),
    N_("naming people, kindly"),
    N_("denied hate"),
    N_("hate quoted by those who object"),
    N_("hate spoken of by those who object"),
    N_("reclaimed words"),
    N_("homonyms of slurs"),
    N_("swearing at nobody"),
    N_("abuse of things"),
    N_("abuse of a person, of no group"),
    N_("abuse of people of no protected group"),
    N_("dispute about faith, law or state"),
)
"""Of language, by which a model is examined, and their kinds."""

COMPARED: Sequence[str] = (
    N_("random article"),
    N_("same section"),
    N_("nearest article"),
    N_("cross domain"),
    N_("human off topic"),
    N_("words"),
    N_("vectors"),
    N_("under a hundred constants"),
    N_("article and comment pairs, various"),
    N_("not for redistribution; no text of theirs is kept"),
    N_("written for this product"),
    N_("context_toxicity, parent shown"),
    N_("context_toxicity, parent not shown"),
)
"""What the judge of topic is told from, and what models were made from."""

KINDS: Sequence[str] = (
    N_("a mapping"),
    N_("a list"),
    N_("an empty list"),
    N_("nothing"),
    N_("a number"),
    N_("a word in quotes"),
    N_("true or false"),
    N_("word list"),
    N_("pattern"),
    N_("a rules file"),
    N_("a rule"),
    N_("an example"),
    N_("an article"),
    N_("word lists by name"),
    N_("patterns by name"),
    N_("caps by family"),
)
"""What stands in a rules file, and what is wanted there."""
