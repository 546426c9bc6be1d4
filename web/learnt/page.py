"""A version of a site's model as one HTML page.

As the page of an evaluation it has no script and nothing from elsewhere. It quotes
comments, unless it is told not to, and so belongs where those may be read.
"""

from collections.abc import Sequence

from classifier import risk
from classifier.card.wording import Table, cut
from classifier.evaluation import metrics
from classifier.evaluation.report import charts
from classifier.evaluation.report.charts import Line
from classifier.evaluation.report.document import document
from classifier.evaluation.report.markup import Markup, joined, tag
from classifier.evaluation.report.tables import table
from classifier.risk import Counted
from moderation.learning.examining import MORE, SIDES, Curve, Examined, Flip, Judge

THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
"""P(reject) at which precision is told."""


QUOTED = 600
"""Characters of a comment."""


def page(found: Examined, *, texts: bool = True) -> str:
    """The page, in HTML, to be written in UTF-8.

    Args:
        texts: whether comments are quoted.
    """
    return document(
        f"What {found.model.version} has learnt",
        _header(found, texts=texts),
        tag(
            "main",
            *_ranking(found),
            *_groups(found),
            *_flips(found, texts=texts),
            _words(found),
            _curve(found.curve),
            _sheet(found),
        ),
        tag("footer", "Made by ", tag("code", "moderate models report"), "."),
    )


def _header(found: Examined, *, texts: bool) -> Markup:
    its = found.model.card
    told = (
        f", learnt from {its['rows']:,} decisions by {its['made_at']}, of which "
        f"{its['rejected']:,} were rejections. {_measured(found)}"
    )
    note = "This page quotes comments, some of them offensive: keep it where those may "
    return tag(
        "header",
        tag("h1", "What the site's own judge has learnt"),
        tag("p", tag("code", found.model.version), told, class_="lead"),
        *((tag("p", note + "be read.", class_="note"),) if texts else ()),
        *_gone(found),
    )


def _measured(found: Examined) -> str:
    number, audits = len(found.unlearnt), found.audits
    if found.ours is None:
        return (
            f"There are {number:,} decisions that it has not learnt, {audits:,} of "
            "them audits: too few to tell how well it does."
        )
    return (
        f"It is measured on {number:,} decisions that it has not learnt, {audits:,} of "
        "them audits, which were drawn by chance and decided blind; the others are "
        "more often doubtful, as the queue shows what is."
    )


def _gone(found: Examined) -> Sequence[Markup]:
    if not found.parent_is_gone:
        return ()
    told = (
        f"The version that it was compared with, {found.model.card['champion']}, is "
        "kept no longer or cannot be used: beside it stands the shipped toxicity."
    )
    return (tag("p", told, class_="note"),)


def _section(title: str, *inside: str) -> Markup:
    return tag("section", tag("h2", title), *inside, class_="panel")


def _ranking(found: Examined) -> Sequence[Markup]:
    if found.ours is None or found.theirs is None:
        return ()
    labels, both = found.rejected.astype(int), (found.ours, found.theirs)
    caught = [
        metrics.at_threshold(labels, each.scores, SIDES, float(labels.mean())).recall
        for each in both
    ]
    return (
        _section(
            f"At a score of {SIDES:g} it catches {caught[0]:.0%} of what people "
            f"reject; {found.theirs.name} {caught[1]:.0%}",
            _figures(labels, both),
            tag("div", *_curves(labels, both), class_="charts"),
            _cuts(labels, found.ours),
        ),
    )


def _figures(labels: metrics.Labels, both: Sequence[Judge]) -> Markup:
    rows = []
    for each in both:
        low, high = metrics.auc_interval(labels, each.scores)
        rate = float(labels.mean())
        rows.append(
            (
                each.name,
                f"{metrics.auc(labels, each.scores):.3f}",
                f"{low:.3f} to {high:.3f}",
                f"{metrics.average_precision(labels, each.scores):.3f}",
                f"{metrics.calibration_error(labels, each.scores, rate):.3f}",
            )
        )
    more = metrics.auc_difference(labels, both[0].scores, both[1].scores)
    told = (
        f"Its AUC is {more.value:+.3f} beside the other's, surely between "
        f"{more.low:+.3f} and {more.high:+.3f} (95 %). AUC: how often a rejected "
        "comment scores above an approved one. AP: average precision. ECE: how far "
        "scores are from shares."
    )
    heads = ("Judge", "AUC", "95 %", "AP", "ECE")
    return joined(
        table(Table(heads, tuple(rows), frozenset({1, 2, 3, 4}))), tag("p", told)
    )


def _curves(labels: metrics.Labels, both: Sequence[Judge]) -> Sequence[Markup]:
    looks = ("ours", "theirs")
    rate = float(labels.mean())
    named = list(zip(both, looks, strict=True))
    return (
        charts.lines(
            "Rejections caught, by approvals held",
            [
                Line(its.name, metrics.roc(labels, its.scores), look)
                for its, look in named
            ],
            across="approved comments at or above a score",
            up="rejected ones",
            diagonal=True,
        ),
        charts.lines(
            "Right, by rejections caught",
            [
                Line(its.name, metrics.precision_recall(labels, its.scores), look)
                for its, look in named
            ],
            across="rejected comments at or above a score",
            up="of these rejected",
            level=rate,
        ),
        charts.lines(
            "Shares, by score",
            [
                Line(
                    its.name,
                    [
                        (each.score, each.share)
                        for each in metrics.reliability(labels, its.scores, rate)
                    ],
                    look,
                    dotted=True,
                )
                for its, look in named
            ],
            across="score",
            up="rejected",
            scores=True,
            diagonal=True,
        ),
    )


def _cuts(labels: metrics.Labels, ours: Judge) -> Markup:
    rows = []
    for threshold in THRESHOLDS:
        chosen = ours.scores >= threshold
        counted = Counted(int(chosen.sum()), int((labels[chosen] == 0).sum()))
        right = "-"
        if counted.decided:
            low, high = risk.interval(counted)
            share = 1 - counted.wrong / counted.decided
            right = f"{share:.1%} ({1 - high:.1%} to {1 - low:.1%})"
        recall = float(chosen[labels == 1].mean())
        held = float(chosen.mean())
        rows.append((f"{threshold:g}", f"{held:.1%}", right, f"{recall:.1%}"))
    heads = ("P(reject) from", "Of all", "Rejected by people (95 %)", "Of rejections")
    return table(Table(heads, tuple(rows), frozenset({0, 1, 2, 3})))


def _groups(found: Examined) -> Sequence[Markup]:
    if not found.groups or found.theirs is None:
        return ()
    rows = tuple(
        (name, f"{number:,}", f"{ours:.1%}", f"{theirs:.1%}", f"{ours - theirs:+.1%}")
        for name, (number, ours, theirs) in found.groups.items()
    )
    worse = sum(ours < theirs for _, ours, theirs in found.groups.values())
    title = (
        f"In {len(rows) - worse} of {len(rows)} groups it decides as people did as "
        "often as before, or more often"
    )
    heads = ("Of", "Decisions", "As people, it", found.theirs.name, "Difference")
    return (_section(title, table(Table(heads, rows, frozenset({1, 2, 3, 4})))),)


def _flips(found: Examined, *, texts: bool) -> Sequence[Markup]:
    if not found.flips:
        return ()
    items = [_flip(each, texts=texts) for each in found.flips]
    title = (
        f"Where it changed its mind: {found.better:,} times for the better, "
        f"{found.worse:,} for the worse"
    )
    return (_section(title, tag("ul", *items, class_="mistakes")),)


def _flip(its: Flip, *, texts: bool) -> Markup:
    said = "rejected" if its.rejected else "approved"
    is_right = (its.ours >= SIDES) == its.rejected
    told = (
        f"People {said} it; now {its.ours:.2f}, before {its.theirs:.2f}: "
        f"{'right' if is_right else 'wrong'} by now"
    )
    text = (tag("blockquote", cut(its.text, QUOTED)),) if texts else ()
    return tag("li", tag("p", told), *text)


def _words(found: Examined) -> Markup:
    def rows(its: Sequence[tuple[str, float, float]]) -> Markup:
        cells = tuple(
            (word, f"{ours:+.2f}", f"{theirs:+.2f}") for word, ours, theirs in its
        )
        heads = ("Word", "Weight", "Before")
        return table(Table(heads, cells, frozenset({1, 2})))

    told = (
        "What a text of one word alone would get for it, in logits: of the word itself "
        "and of what it means. Each was used by three authors or more."
    )
    first = found.gained[0][0] if found.gained else ""
    title = (
        f"Words that speak more for a rejection now, as “{first}”"
        if first
        else ("No word speaks more for a rejection now")
    )
    return _section(
        title,
        tag("p", told),
        rows(found.gained) if found.gained else "",
        tag("h3", "Words that speak less for it"),
        rows(found.lost) if found.lost else tag("p", "None."),
    )


def _curve(its: Curve | None) -> Markup:
    if its is None:
        return _section(
            "What more decisions would bring about",
            tag("p", "There are too few decisions to tell."),
        )
    rows = tuple((f"{size:,}", f"{value:.3f}") for size, value in its.points)
    title, told = f"No gain is to be expected of another {MORE} decisions", ""
    if its.gain is not None and its.gain[1] > 0:
        gain, low, high = its.gain
        title = f"Another {MORE} decisions should add {gain:.3f} to its AUC"
        told = f"Between {low:.3f} and {high:.3f}, if it goes on as up to now."
    most = max(size for size, _ in its.points)
    line = Line(
        "AUC on the newest fifth",
        [(size / most, value) for size, value in its.points],
        "ours",
        dotted=True,
    )
    return _section(
        title,
        tag("p", told),
        charts.lines(
            "AUC, by decisions that are learnt from",
            [line],
            across=f"of {most:,} decisions",
            up="AUC",
            level=0.5,
        ),
        table(Table(("Decisions", "AUC"), rows, frozenset({0, 1}))),
    )


def _sheet(found: Examined) -> Markup:
    its = found.model.card
    facts = (
        ("stands on", str(its["base"])),
        ("compared with", str(its.get("champion", "-"))),
        ("penalty", str(its.get("penalty", "-"))),
        ("seed", str(its.get("seed", "-"))),
        ("begun with other sites' lessons", "yes" if its.get("shared") else "no"),
        ("fingerprint", str(its.get("fingerprint", "-"))),
        *(
            (f"left out: {each['name']}", f"{each['decisions']} decisions")
            for each in its.get("unlike", ())
        ),
    )
    parts = [table(Table(("Fact", ""), facts))]
    for name, counts in found.learnt.items():
        if counts:
            rows = tuple((key, f"{number:,}") for key, number in counts.items())
            parts += [
                tag("h3", f"By {name}"),
                table(Table((name.capitalize(), "Decisions"), rows, frozenset({1}))),
            ]
    return _section("Data sheet", *parts)
