"""What other sites' decisions teach, where both they and the site agreed to share."""

from classifier import NotEnoughExamples
from classifier.house import Ground, SiteModel
from classifier.house import training as house_training
from moderation.learning import lessons
from moderation.store import Database, people
from moderation.store.examples import Example

MOST = 20_000
"""Decisions of each other site, the newest: one large site shall not be all that a new
one hears of."""


def of_others(db: Database, site: str, ground: Ground) -> SiteModel | None:
    """What all other sites that share have decided, as one model; `None` where there
    are none, where the site does not share, or where they decided too little.

    It is for beginning with, never for scoring: no version of it is kept.
    """
    with db.reading() as connection:
        known = people.sites(connection)
    sharing = [each.name for each in known if each.shares_lessons]
    if site not in sharing:
        return None
    theirs = list[Example]()
    for other in sharing:
        if other != site:
            theirs += lessons.of_site(db, other, ground)[-MOST:]
    theirs.sort(key=lambda each: each.at)
    try:
        return house_training.fit(ground, lessons.taught(theirs))
    except NotEnoughExamples:
        return None
