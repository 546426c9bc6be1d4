"""The public policy of a site as it stands: what is in force, found and told."""

from classifier import ModelError
from classifier.saying import Say, english
from moderation.judges import Judges
from moderation.public.faq import Setup
from moderation.public.policy import PublicPolicy, public_policy
from moderation.service import Service
from moderation.store import people, rulebooks
from moderation.store.people import Site
from moderation.surroundings import in_force, in_service


def for_site(service: Service, name: str, gettext: Say = english) -> PublicPolicy:
    """What a site tells its readers now.

    Args:
        service: with the judges and the database.
        name: of the site.
        gettext: what puts what is not the site's own into the reader's language.

    Raises:
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        site = people.site(connection, name)
        settings = in_service(service, site, in_force(connection, service, site))
        usual = service.judges.rulebook
        book = service.rulebooks.for_site(connection, name, usual)
        updated = rulebooks.changed(connection, name)
    setup = _setup(service.judges, site)
    return public_policy(name, book, settings, setup, updated=updated, gettext=gettext)


def _setup(judges: Judges, site: Site) -> Setup:
    return Setup(
        attributes=tuple(judges.model.attributes),
        languages=judges.languages,
        topic_languages=tuple(judges.topic.card.get("languages", ("en",))),
        own_model=_has_own_model(judges, site.name),
        other_scorers=bool(judges.stand_ins.members),
        erase_rejected_after=site.erase_rejected_after,
        erase_texts_after=site.erase_texts_after,
        erase_authors_after=site.erase_authors_after,
    )


def _has_own_model(judges: Judges, site: str) -> bool:
    try:
        return judges.live.for_site(site) is not None
    except ModelError:
        return True  # one is in service, and cannot be used just now
