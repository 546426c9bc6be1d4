"""A draft put into service, and single rules put into another mode."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from moderation import rulebooks
from moderation.errors import BadSubmission, FieldProblem, UnknownRules
from moderation.rulebooks import Saved
from moderation.service import Service
from moderation.workshop import checks, drafts, texts
from moderation.workshop.checks import Checked
from moderation.workshop.drafts import Desk
from moderation.workshop.texts import Texts
from rules import RuleMode
from rules.changes import Change, changes


@dataclass(frozen=True)
class Preview:
    """What publishing a draft would do.

    Attributes:
        diff: against what is in service.
        changes: the rules that become others; none where the draft has errors.
    """

    desk: Desk
    checked: Checked
    diff: str
    changes: Sequence[Change]


def preview(service: Service, site: str, by: str) -> Preview:
    """Look at a draft before it is published.

    Raises:
        UnknownSite: there is no such site.
    """
    desk = drafts.of(service, site, by)
    checked = checks.check_with_examples(service, desk.texts)
    before = texts.numbered(service, site, desk.current).check().book
    known = before is not None and checked.book is not None
    return Preview(
        desk=desk,
        checked=checked,
        diff=drafts.diff(service, site, desk.current, desk.texts),
        changes=changes(before, checked.book) if known else (),  # type: ignore[arg-type]
    )


def publish(
    service: Service,
    site: str,
    by: str,
    *,
    base: int,
    note: str,
    modes: Mapping[str, RuleMode],
    anyway: bool = False,
) -> Saved:
    """Put a draft into service, as a new version.

    Args:
        base: the number in service that the person was shown.
        note: why, for the history.
        modes: of rules that shall have another than they are written with.
        anyway: even where examples of the file come out otherwise than they say.

    Raises:
        BadSubmission: there is no note, or examples fail.
        RulesError: it has errors; nothing is kept.
        StaleRules: others published meanwhile; the draft stays.
        UnknownRules: there is no rule of which a mode was chosen.
    """
    desk = drafts.of(service, site, by)
    saved = _publish(service, site, by, desk.texts, base, note, modes, anyway)
    drafts.drop(service.db, site, by)
    return saved


def set_mode(
    service: Service,
    site: str,
    by: str,
    *,
    rule: str,
    mode: RuleMode,
    base: int,
    note: str,
) -> Saved:
    """Put one rule in service into another mode, as a new version of the rules.

    Raises:
        BadSubmission: there is no note.
        StaleRules: others published since the number that the person was shown.
        UnknownRules: there is no such rule.
    """
    _, current = texts.in_service(service, site)
    return _publish(service, site, by, current, base, note, {rule: mode}, True)


def _publish(
    service: Service,
    site: str,
    by: str,
    its: Texts,
    base: int,
    note: str,
    modes: Mapping[str, RuleMode],
    anyway: bool,
) -> Saved:
    if not note:
        wanted = "what is new, for the history"
        raise BadSubmission(FieldProblem("note", wanted, "nothing"))
    try:
        its = its.in_modes(modes)
    except KeyError as error:
        raise UnknownRules(f"there is no rule {error.args[0]!r} in the file") from None
    found = its.check()
    if found.book is not None and not anyway:
        failed = checks.check_with_examples(service, its).failed
        if failed:
            wanted = "a tick, as examples come out otherwise than they say"
            raise BadSubmission(FieldProblem("anyway", wanted, f"{failed} of them"))
    return rulebooks.publish(service.db, site, found, base=base, by=by, note=note)
