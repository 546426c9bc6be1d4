"""What is accepted is written down, and thresholds are set that keep to it.

They are kept by the version of the site's model: a comment goes by those of the version
that scored it, so that no worker ever uses a new model with old thresholds. A version
without any goes by the site's usual thresholds, which reject nothing by this score.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from classifier.house import SiteModel
from moderation import audit, policy, surroundings
from moderation.accepted import Accepted
from moderation.errors import NothingLearnt
from moderation.guarantees.counting import audits
from moderation.guarantees.finding import ALL, Found, Side, find, sides
from moderation.policy import Threshold
from moderation.service import Service
from moderation.store import people

KEPT = 10
"""Versions whose thresholds are kept: whoever goes back further has them set anew."""


def look(service: Service, site: str, accepted: Accepted) -> Found:
    """What the audits allow with the model in service; nothing is changed.

    Raises:
        BadSubmission: what is accepted cannot be.
        NothingLearnt: the site has no model of its own.
        UnknownSite: there is no such site.
    """
    accepted.check()
    return of_model(service, site, accepted, in_service(service, site))


def of_model(
    service: Service, site: str, accepted: Accepted, model: SiteModel
) -> Found:
    """What the audits allow with a model, be it in service or not; nothing is changed.

    Raises:
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        known = people.site(connection, site)
        settings = surroundings.in_force(connection, service, known)
    usual = replace(settings.thresholds["reject"], reject=None)
    return find(model.version, audits(service, site, model), accepted, usual)


def in_force(service: Service, site: str, version: str) -> Threshold:
    """The thresholds of `reject` for what a version scores.

    Raises:
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        known = people.site(connection, site)
        settings = surroundings.in_force(connection, service, known)
    return policy.under(settings, version).thresholds["reject"]


def accept(service: Service, site: str, accepted: Accepted, *, by: str) -> Found:
    """Keep to this from the next comment on, as far as the audits allow.

    Raises:
        BadSubmission, NothingLearnt, UnknownSite: as of `look`.
    """
    found = look(service, site, accepted)
    with service.db.writing() as connection:
        kept = {found.version: _as_kept(found)}
        people.change_site(connection, site, accepted=accepted, kept_to=kept)
        details = {**asdict(accepted), **_as_kept(found)}
        audit.note(connection, site, by, "errors.accepted", f"site {site}", details)
    return found


def broken(service: Service, site: str, model: SiteModel) -> Mapping[str, Side]:
    """What surely goes wrong more often than is accepted, by the thresholds in force:
    "approvals", "rejections", or none.

    Raises:
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        known = people.site(connection, site)
    kept = known.kept_to.get(model.version)
    if known.accepted is None or kept is None:
        return {}
    at = Threshold(kept["hold"], kept["reject"])
    found = sides(audits(service, site, model), known.accepted, at)
    return {name: side for name, side in found.items() if side.is_broken}


def tighten(service: Service, site: str, model: SiteModel, *, by: str) -> list[str]:
    """End what surely goes wrong more often than is accepted, until thresholds are set
    anew: hold all where it is approvals, reject nothing where it is rejections.

    Returns:
        Which of both.

    Raises:
        UnknownSite: there is no such site.
    """
    found = broken(service, site, model)
    if not found:
        return []
    with service.db.writing() as connection:
        known = people.site(connection, site)
        kept = dict(known.kept_to[model.version])
        if "approvals" in found:
            kept["hold"] = ALL
        if "rejections" in found:
            kept["reject"] = None
        kept.update({name: asdict(side) for name, side in found.items()})
        changed = {**known.kept_to, model.version: kept}
        people.change_site(connection, site, kept_to=changed)
        about = f"model {model.version}"
        audit.note(connection, site, by, "errors.broken", about, kept)
    return list(found)


def stop(service: Service, site: str, *, by: str) -> None:
    """Keep to nothing any more: the usual thresholds hold again."""
    with service.db.writing() as connection:
        people.site(connection, site)
        people.change_site(connection, site, accepted=None, kept_to={})
        audit.note(connection, site, by, "errors.any", f"site {site}")


def prepare(service: Service, site: str, model: SiteModel, *, by: str) -> Found | None:
    """Set the thresholds of a model before it is put into service; `None` where the
    site names no errors that it accepts.

    Raises:
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        accepted = people.site(connection, site).accepted
    if accepted is None:
        return None
    found = of_model(service, site, accepted, model)
    with service.db.writing() as connection:
        before = people.site(connection, site).kept_to
        others = {
            version: its for version, its in before.items() if version != found.version
        }
        latest = dict(list(others.items())[-KEPT + 1 :])
        kept = {**latest, found.version: _as_kept(found)}
        people.change_site(connection, site, kept_to=kept)
        about = f"model {found.version}"
        audit.note(connection, site, by, "errors.kept", about, _as_kept(found))
    return found


def readier(service: Service, site: str, *, by: str) -> Callable[[SiteModel], None]:
    """What is to be done with each model of a site before it is put into service."""

    def ready(model: SiteModel) -> None:
        prepare(service, site, model, by=by)

    return ready


def renew(service: Service, site: str, *, by: str) -> Found | None:
    """Set the thresholds of the model in service anew, by all audits up to now; `None`
    where the site names no errors that it accepts.

    Raises:
        NothingLearnt, UnknownSite: as of `look`.
    """
    return prepare(service, site, in_service(service, site), by=by)


def in_service(service: Service, site: str) -> SiteModel:
    """A site's own model.

    Raises:
        NothingLearnt: it has none.
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        people.site(connection, site)
    model = service.judges.live.for_site(site)
    if model is None:
        raise NothingLearnt(
            f"the site {site} has no model of its own yet; decide comments, then "
            "`moderate retrain`"
        )
    return model


def _as_kept(its: Found) -> Mapping[str, Any]:
    return {
        "hold": its.threshold.hold,
        "reject": its.threshold.reject,
        "audits": its.audits,
        "confidence": its.confidence,
        "approvals": asdict(its.approvals),
        "rejections": asdict(its.rejections),
    }
