"""What every chart is drawn of: pictures in SVG, straight lines, and writing."""

from collections.abc import Sequence

from classifier.evaluation.report.markup import Markup, tag


def picture(
    title: str, width: float, height: float, parts: Sequence[str], class_: str = ""
) -> Markup:
    """A picture of so many units, as wide as there is room; its title is told too."""
    return tag(
        "svg",
        tag("title", title),
        *parts,
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_label=title,
        class_=class_ or None,
    )


def segment(x1: float, y1: float, x2: float, y2: float, look: str) -> Markup:
    """A straight line from one place to another."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=look)


def written(
    x: float, y: float, text: str, anchor: str, look: str | None = None
) -> Markup:
    """A text that begins, ends or has its middle there, as `anchor` says."""
    return tag("text", text, x=x, y=y, text_anchor=anchor, class_=look)
